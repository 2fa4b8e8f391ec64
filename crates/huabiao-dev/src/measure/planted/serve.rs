use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Serves a folder over loopback, whatever host is asked for, until the runtime ends.
/// As the labels have it: exact paths, case counts, `//` is `/`, a folder answers with
/// its index, queries are ignored.
pub(super) async fn serve(folder: &Path) -> anyhow::Result<SocketAddr> {
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let addr = listener.local_addr()?;
    let app = Router::new()
        .fallback(answer)
        .with_state(Arc::new(folder.to_owned()));
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(addr)
}

async fn answer(State(root): State<Arc<PathBuf>>, request: Request) -> Response {
    let path = super::decoded(request.uri().path());
    let mut file = (*root).clone();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        if segment == ".." {
            return StatusCode::BAD_REQUEST.into_response();
        }
        file.push(segment);
    }
    if file.is_dir() {
        let index = ["index.html", "index.htm"]
            .map(|name| file.join(name))
            .into_iter()
            .find(|file| file.is_file());
        match index {
            None => return missing(),
            Some(_) if !path.ends_with('/') => {
                let to = format!("{}/", request.uri().path());
                return (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response();
            }
            Some(index) => file = index,
        }
    } else if path.ends_with('/') {
        return missing();
    }
    match tokio::fs::read(&file).await {
        Ok(body) => ([(header::CONTENT_TYPE, kind(&file))], Body::from(body)).into_response(),
        Err(_) => missing(),
    }
}

fn missing() -> Response {
    let body = "<!doctype html><title>404 Not Found</title><h1>404 Not Found</h1>";
    (
        StatusCode::NOT_FOUND,
        [(header::CONTENT_TYPE, "text/html")],
        body,
    )
        .into_response()
}

/// Pages carry no charset, so that the page alone says it.
fn kind(file: &Path) -> &'static str {
    let ending = file.extension().map(|ending| ending.to_ascii_lowercase());
    match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("png") => "image/png",
        Some("gif") => "image/gif",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("doc") => "application/msword",
        Some("pdf") => "application/pdf",
        Some("xls") => "application/vnd.ms-excel",
        Some("zip" | "rar" | "docx" | "xlsx") => "application/octet-stream",
        Some("txt") => "text/plain",
        Some("xml") => "text/xml",
        _ => "text/html",
    }
}
