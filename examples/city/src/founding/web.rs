use std::collections::BTreeMap;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use tokio::net::TcpListener;

use crate::serve::Serving;

/// How a host of the city answers.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Face {
    /// With the pages of a site of this name.
    Site(String),
    /// With a permanent redirect.
    Redirect(String),
    /// With nothing but 404.
    Gone,
    /// It turns visitors away.
    Blocked,
}

/// The hosts of the city, which may answer differently from one day to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Web {
    faces: Arc<Mutex<BTreeMap<String, Face>>>,
}

impl Web {
    /// Lets a host answer in another way.
    pub(super) fn set(&self, host: &str, face: Face) {
        let mut faces = self.faces.lock().unwrap_or_else(PoisonError::into_inner);
        faces.insert(host.to_owned(), face);
    }

    /// Serves every host that was set so far, until the result is dropped.
    pub(super) async fn serve(&self) -> io::Result<Serving> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let app = Router::new().fallback(answer).with_state(self.clone());
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, app).await {
                tracing::error!(%error, "serving the founding city ended");
            }
        });
        let mut serving = Serving::new(vec![task]);
        let faces = self.faces.lock().unwrap_or_else(PoisonError::into_inner);
        for host in faces.keys() {
            serving.pin(host, 80, address);
        }
        drop(faces);
        Ok(serving)
    }

    fn face(&self, host: &str) -> Option<Face> {
        let faces = self.faces.lock().unwrap_or_else(PoisonError::into_inner);
        faces.get(host).cloned()
    }
}

async fn answer(State(web): State<Web>, request: Request) -> Response {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let host = host
        .split(':')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let path = request.uri().path();
    let not_found = (StatusCode::NOT_FOUND, Html("<h1>404</h1>")).into_response();
    if path == "/robots.txt" {
        return not_found;
    }
    match web.face(&host) {
        None => StatusCode::MISDIRECTED_REQUEST.into_response(),
        Some(Face::Blocked) => (StatusCode::FORBIDDEN, Html("<h1>403</h1>")).into_response(),
        Some(Face::Gone) => not_found,
        Some(Face::Redirect(to)) => {
            (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to)]).into_response()
        }
        Some(Face::Site(name)) => {
            let part = match path {
                "/" => "首页",
                _ => "历史网站内容",
            };
            let page = format!(
                "<!DOCTYPE html><html lang=zh><head><meta charset=utf-8><title>{part} - {name}</title>\
                 <meta name=SiteName content=\"{name}\"></head><body><h1>{name}</h1>\
                 <p>{part}：原网站的信息已整理归并到本站，原栏目名称和发布日期不变。</p></body></html>"
            );
            Html(page).into_response()
        }
    }
}
