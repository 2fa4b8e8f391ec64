use std::collections::HashMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;

use super::lookup::{Lookup, look_up};
use super::{Serving, content_type};

/// Serves each folder as the site of its host, on one loopback port that the pins
/// of the result point to.
///
/// Exact path with case, percent signs decoded, `//` read as `/`, `index.html` or
/// `index.htm` for folders, queries ignored, content types without charset, 404 for
/// what is missing. Nothing outside a folder is shown.
///
/// # Errors
///
/// When a folder cannot be read or no port can be had.
pub(crate) async fn dirs(dirs: &[(String, PathBuf)]) -> io::Result<Serving> {
    let mut roots = HashMap::new();
    for (host, dir) in dirs {
        let root = tokio::fs::canonicalize(dir)
            .await
            .map_err(|error| named(dir, &error))?;
        if !root.is_dir() {
            let error = io::Error::from(io::ErrorKind::NotADirectory);
            return Err(named(dir, &error));
        }
        roots.insert(host.to_ascii_lowercase(), root);
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let addr: SocketAddr = listener.local_addr()?;
    let app = Router::new().fallback(answer).with_state(Arc::new(roots));
    let task = tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, app).await {
            tracing::error!(%error, "serving folders ended");
        }
    });
    let mut serving = Serving::new(vec![task]);
    for (host, _) in dirs {
        let (name, port) = split_port(host);
        serving.pin(name, port.unwrap_or(80), addr);
    }
    Ok(serving)
}

fn named(dir: &std::path::Path, error: &io::Error) -> io::Error {
    io::Error::new(
        error.kind(),
        format!("cannot serve `{}`: {error}", dir.display()),
    )
}

/// The name and the port of `host` or `host:port`.
fn split_port(host: &str) -> (&str, Option<u16>) {
    match host.rsplit_once(':') {
        Some((name, port)) => match port.parse() {
            Ok(port) => (name, Some(port)),
            Err(_) => (host, None),
        },
        None => (host, None),
    }
}

async fn answer(State(roots): State<Arc<HashMap<String, PathBuf>>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (
            StatusCode::METHOD_NOT_ALLOWED,
            [(header::ALLOW, "GET, HEAD")],
        )
            .into_response();
    }
    let host = host(request.headers()).to_ascii_lowercase();
    let root = roots.get(&host).or_else(|| roots.get(split_port(&host).0));
    let Some(root) = root else {
        return (
            StatusCode::MISDIRECTED_REQUEST,
            "no folder is served as this host",
        )
            .into_response();
    };
    let path = request.uri().path();
    match look_up(root, path).await {
        Lookup::File(file) => match tokio::fs::read(&file).await {
            Ok(body) => {
                let kind = content_type::of_mirror(&file, &body);
                ([(header::CONTENT_TYPE, kind)], Body::from(body)).into_response()
            }
            Err(error) => {
                tracing::warn!(%error, file = %file.display(), "cannot read a file");
                missing()
            }
        },
        Lookup::Folder => {
            let to = match request.uri().query() {
                Some(query) => format!("{path}/?{query}"),
                None => format!("{path}/"),
            };
            (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response()
        }
        Lookup::Missing => missing(),
    }
}

pub(super) fn host(headers: &HeaderMap) -> &str {
    headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default()
}

pub(super) fn missing() -> Response {
    (
        StatusCode::NOT_FOUND,
        [(header::CONTENT_TYPE, "text/html")],
        "<!doctype html><title>404 Not Found</title><h1>404 Not Found</h1>",
    )
        .into_response()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use super::super::client::{Reply, ask};
    use super::*;

    async fn site() -> (tempfile::TempDir, Serving) {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("root");
        fs::create_dir_all(root.join("tzgg/附件")).unwrap();
        fs::create_dir_all(root.join("leer")).unwrap();
        fs::create_dir_all(root.join("old")).unwrap();
        fs::write(root.join("index.html"), "home").unwrap();
        fs::write(root.join("tzgg/index.htm"), "list").unwrap();
        fs::write(root.join("tzgg/附件/a b.pdf"), "pdf").unwrap();
        fs::write(root.join("old/index.html"), "old").unwrap();
        fs::write(dir.path().join("secret.html"), "secret").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(dir.path().join("secret.html"), root.join("way-out.html"))
            .unwrap();
        let serving = dirs(&[("www.example.gov.cn".to_owned(), root)])
            .await
            .unwrap();
        (dir, serving)
    }

    async fn get(serving: &Serving, path: &str) -> Reply {
        ask(serving.pins[0].addr, "GET", "www.example.gov.cn", path).await
    }

    #[tokio::test]
    async fn files_answer_by_their_exact_path() {
        let (_dir, serving) = site().await;
        for (path, body) in [
            ("/", "home"),
            ("/index.html", "home"),
            ("/?a=1", "home"),
            ("//tzgg//", "list"),
            ("/tzgg/%E9%99%84%E4%BB%B6/a%20b.pdf", "pdf"),
        ] {
            let reply = get(&serving, path).await;
            assert_eq!((reply.status, reply.text().as_str()), (200, body), "{path}");
        }
        for path in [
            "/Index.html",
            "/TZGG/",
            "/leer/",
            "/leer",
            "/index.html/",
            "/gone.html",
            "/../secret.html",
            "/%2e%2e/secret.html",
            "/way-out.html",
        ] {
            assert_eq!(get(&serving, path).await.status, 404, "{path}");
        }
    }

    #[tokio::test]
    async fn a_folder_without_slash_leads_to_the_one_with() {
        let (_dir, serving) = site().await;
        let reply = get(&serving, "/old?x=1").await;
        assert_eq!(reply.status, 301);
        assert_eq!(reply.header("location"), Some("/old/?x=1"));
    }

    #[tokio::test]
    async fn content_types_say_no_charset_and_head_sends_no_body() {
        let (_dir, serving) = site().await;
        assert_eq!(
            get(&serving, "/").await.header("content-type"),
            Some("text/html")
        );
        let addr = serving.pins[0].addr;
        let head = ask(addr, "HEAD", "www.example.gov.cn", "/").await;
        assert_eq!((head.status, head.text().as_str()), (200, ""));
        assert_eq!(head.header("content-length"), Some("4"));
        assert_eq!(
            ask(addr, "POST", "www.example.gov.cn", "/").await.status,
            405
        );
        assert_eq!(
            ask(addr, "GET", "other.example.gov.cn", "/").await.status,
            421
        );
    }

    #[tokio::test]
    async fn a_missing_folder_is_named() {
        let error = dirs(&[("h".to_owned(), PathBuf::from("/nowhere/at/all"))])
            .await
            .unwrap_err();
        assert!(error.to_string().contains("/nowhere/at/all"), "{error}");
    }
}
