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
use super::serving::Tasks;
use crate::year;

/// A folder of results shown on this machine until the value is dropped.
#[derive(Debug)]
pub(crate) struct Folder {
    /// Where a browser finds it.
    pub(crate) addr: SocketAddr,
    _tasks: Tasks,
}

/// Shows the published files in `dir` on a free port of this machine; `/` is the index
/// of the year, or the bulletin. Nothing else of the folder is shown: the database of the runs, for one,
/// stands beside them.
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
        match request.uri().path() {
            "/" => {
                let mut found = file(&root, year::LANDING).await;
                if found.is_none() {
                    found = file(&root, LANDING).await;
                }
                match found {
                    Some(found) => found,
                    None => listing(&root).await,
                }
            }
            path => {
                let name = path.strip_prefix('/').unwrap_or(path);
                file(&root, name).await.unwrap_or_else(missing)
            }
        }
    };
    let headers = response.headers_mut();
    for (name, value) in SAFE {
        headers.insert(name, value);
    }
    response
}

/// A published file. Its name is compared as it stands in the request, so that there is
/// no way of writing another one.
async fn file(root: &Path, name: &str) -> Option<Response> {
    if !year::is_document(name) && !published().any(|known| known == name) {
        return None;
    }
    // A symbolic link may lead anywhere.
    let path = root.join(name);
    if tokio::fs::canonicalize(&path).await.ok()? != path {
        return None;
    }
    let body = tokio::fs::read(&path).await.ok()?;
    let kind = content_type::of_output(&path);
    Some(([(header::CONTENT_TYPE, kind)], Body::from(body)).into_response())
}

/// The names of the files that a run publishes.
fn published() -> impl Iterator<Item = String> {
    let schemas = huabiao::files::schemas();
    let schemas = schemas
        .into_iter()
        .map(|(name, _)| format!("schemas/{name}.schema.json"));
    PUBLISHED.into_iter().map(str::to_owned).chain(schemas)
}

/// What there is of the published files, for when the bulletin is not there.
async fn listing(root: &Path) -> Response {
    let mut names: Vec<String> = published().collect();
    names.retain(|name| root.join(name).is_file());
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

/// The page that `/` shows where there is no index.
const LANDING: &str = "bulletin.html";

/// The files that a run publishes, besides the schemas.
const PUBLISHED: [&str; 12] = [
    "bulletin.html",
    "bulletin.json",
    "bulletin.md",
    "bulletin.xlsx",
    "columns.jsonl",
    "findings.jsonl",
    "import.jsonl",
    "links.jsonl",
    "pages.jsonl",
    "planted.json",
    "scorecards.json",
    "sites.csv",
];

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
    async fn only_published_files_are_shown() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("out");
        std::fs::create_dir_all(out.join("schemas")).unwrap();
        let outside = dir.path().join("outside.json");
        std::fs::write(&outside, "secret").unwrap();
        for name in [
            "bulletin.html",
            "huabiao.db",
            "huabiao.db-wal",
            "huabiao.db.lock",
            "links.jsonl.part",
            "notes.txt",
            "schemas/other.json",
        ] {
            std::fs::write(out.join(name), "secret").unwrap();
        }
        std::fs::write(out.join("schemas/links.jsonl.schema.json"), "{}").unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&outside, out.join("scorecards.json")).unwrap();
            std::os::unix::fs::symlink(out.join("huabiao.db"), out.join("pages.jsonl")).unwrap();
        }
        let absolute = outside.display().to_string();
        let shown = folder(&out).await.unwrap();
        for path in [
            "/huabiao.db",
            "/huabiao.db-wal",
            "/huabiao.db.lock",
            "/huabiao%2edb",
            "/HUABIAO.DB",
            "/links.jsonl.part",
            "/notes.txt",
            "/schemas",
            "/schemas/",
            "/schemas/other.json",
            "/schemas/../huabiao.db",
            "/../outside.json",
            "/%2e%2e/outside.json",
            "/..%2foutside.json",
            "/%2e%2e%2foutside.json",
            "/..%5coutside.json",
            "/..\\outside.json",
            "/bulletin.html%00",
            "/bulletin.html%00.db",
            "/huabiao.db%00.html",
            "/./huabiao.db",
            "//huabiao.db",
            "/bulletin.html/",
            "/bulletin.html/../huabiao.db",
            "/scorecards.json",
            "/pages.jsonl",
            &absolute,
            &format!("/{absolute}"),
            &absolute.replace('/', "%2f"),
            "/%2fetc%2fpasswd",
            "//etc/passwd",
            "/etc/passwd",
        ] {
            let reply = ask(shown.addr, "GET", "127.0.0.1", path).await;
            assert!(
                [400, 404].contains(&reply.status),
                "{path}: {}",
                reply.status
            );
            assert!(!reply.text().contains("secret"), "{path}");
        }
        for path in ["/bulletin.html?x=1", "/schemas/links.jsonl.schema.json"] {
            let reply = ask(shown.addr, "GET", "127.0.0.1", path).await;
            assert_eq!(reply.status, 200, "{path}");
        }
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
