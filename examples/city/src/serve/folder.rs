use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use tokio::net::TcpListener;

use super::content_type;
use super::dirs::{host, missing};
use super::lookup::{Lookup, look_up};
use super::serving::Tasks;

/// A folder of results shown on this machine until the value is dropped.
#[derive(Debug)]
pub(crate) struct Folder {
    /// Where a browser finds it.
    pub(crate) addr: SocketAddr,
    _tasks: Tasks,
}

/// Shows the finished output in `dir` on a free port of this machine; `/` is the
/// bulletin.
///
/// Only requests to this machine by name or number are answered, so that a page
/// elsewhere cannot read it under a name of its own.
///
/// # Errors
///
/// When the folder cannot be read or no port can be had.
pub(crate) async fn folder(dir: &Path) -> io::Result<Folder> {
    let root = tokio::fs::canonicalize(dir).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let addr = listener.local_addr()?;
    let app = Router::new().fallback(answer).with_state(Arc::new(root));
    let task = tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, app).await {
            tracing::error!(%error, "showing the output ended");
        }
    });
    Ok(Folder {
        addr,
        _tasks: Tasks(vec![task]),
    })
}

async fn answer(State(root): State<Arc<PathBuf>>, request: Request) -> Response {
    let name = host(request.headers());
    let name = name.rsplit_once(':').map_or(name, |(name, _)| name);
    let mut response = if !["127.0.0.1", "localhost"].contains(&name) {
        (StatusCode::MISDIRECTED_REQUEST, "not this host").into_response()
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        (
            StatusCode::METHOD_NOT_ALLOWED,
            [(header::ALLOW, "GET, HEAD")],
        )
            .into_response()
    } else {
        let path = request.uri().path();
        let wanted = if path == "/" { LANDING } else { path };
        match look_up(&root, wanted).await {
            Lookup::File(file) => match tokio::fs::read(&file).await {
                Ok(body) => {
                    let kind = content_type::of_output(&file);
                    ([(header::CONTENT_TYPE, kind)], Body::from(body)).into_response()
                }
                Err(_) => missing(),
            },
            _ if path == "/" => listing(&root).await,
            _ => missing(),
        }
    };
    let headers = response.headers_mut();
    for (name, value) in SAFE {
        headers.insert(name, value);
    }
    response
}

/// The names in the folder, for when the bulletin is not there.
async fn listing(root: &Path) -> Response {
    let mut names = Vec::new();
    if let Ok(mut entries) = tokio::fs::read_dir(root).await {
        while let Ok(Some(entry)) = entries.next_entry().await {
            names.extend(entry.file_name().into_string());
        }
    }
    names.retain(|name| {
        name.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b".-_".contains(&b))
    });
    names.sort();
    let items: String = names
        .iter()
        .map(|name| format!("<li><a href=\"/{name}\">{name}</a></li>"))
        .collect();
    Html(format!(
        "<!doctype html><meta charset=\"utf-8\"><title>huabiao-out</title><ul>{items}</ul>"
    ))
    .into_response()
}

/// The page that `/` shows.
const LANDING: &str = "/bulletin.html";

/// Headers of every answer: what is shown quotes inspected sites, so nothing in it
/// may run or load from elsewhere.
const SAFE: [(header::HeaderName, header::HeaderValue); 4] = [
    (
        header::CONTENT_SECURITY_POLICY,
        header::HeaderValue::from_static(
            "default-src 'none'; img-src 'self' data:; font-src 'self' data:; \
             style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'",
        ),
    ),
    (
        header::X_CONTENT_TYPE_OPTIONS,
        header::HeaderValue::from_static("nosniff"),
    ),
    (
        header::REFERRER_POLICY,
        header::HeaderValue::from_static("no-referrer"),
    ),
    (
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("no-store"),
    ),
];

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::client::ask;
    use super::*;

    #[tokio::test]
    async fn the_bulletin_is_the_landing_page() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("bulletin.html"), "通报").unwrap();
        std::fs::write(dir.path().join("findings.jsonl"), "{}").unwrap();
        let shown = folder(dir.path()).await.unwrap();
        let reply = ask(shown.addr, "GET", "127.0.0.1", "/").await;
        assert_eq!((reply.status, reply.text().as_str()), (200, "通报"));
        assert_eq!(
            reply.header("content-type"),
            Some("text/html; charset=utf-8")
        );
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert!(
            reply
                .header("content-security-policy")
                .unwrap()
                .contains("default-src 'none'")
        );
        let lines = ask(shown.addr, "GET", "localhost:80", "/findings.jsonl").await;
        assert_eq!(
            lines.header("content-type"),
            Some("application/x-ndjson; charset=utf-8")
        );
        assert_eq!(
            ask(shown.addr, "GET", "evil.example", "/").await.status,
            421
        );
    }

    #[tokio::test]
    async fn without_a_bulletin_the_files_are_listed() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("scorecards.json"), "[]").unwrap();
        let shown = folder(dir.path()).await.unwrap();
        let reply = ask(shown.addr, "GET", "127.0.0.1", "/").await;
        assert!(
            reply.text().contains("href=\"/scorecards.json\""),
            "{}",
            reply.text()
        );
        let addr = shown.addr;
        drop(shown);
        tokio::time::timeout(std::time::Duration::from_secs(5), async {
            while tokio::net::TcpStream::connect(addr).await.is_ok() {
                tokio::task::yield_now().await;
            }
        })
        .await
        .unwrap();
    }
}
