//! Small servers on loopback.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    self, CONTENT_ENCODING, CONTENT_TYPE, COOKIE, LOCATION, REFERER, REFRESH, SET_COOKIE,
};
use axum::response::Response;
use chrono::NaiveDate;
use huabiao_crawler::{Config, Crawler, Pin};
use huabiao_facts::{SiteFacts, SiteProfile};
use tokio::net::TcpListener;

/// One request as a handler sees it.
pub struct Asked {
    pub host: String,
    /// Path and query.
    pub path: String,
    pub cookie: String,
    pub referer: String,
    /// How often this path of this host was asked before.
    pub before: u32,
}

/// What a handler answers, and after which time.
pub struct Reply {
    pub after: Duration,
    pub response: Response,
}

pub struct Web {
    pub addr: SocketAddr,
    pub counts: Arc<Mutex<BTreeMap<String, u32>>>,
}

impl Web {
    /// How often `host/path` was asked for.
    pub fn count(&self, key: &str) -> u32 {
        self.counts
            .lock()
            .unwrap()
            .get(key)
            .copied()
            .unwrap_or_default()
    }

    pub fn pin(&self, host: &str) -> Pin {
        format!("{host}:80:{}", self.addr).parse().unwrap()
    }
}

pub async fn serve(handler: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Web {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let counts: Arc<Mutex<BTreeMap<String, u32>>> = Arc::default();
    let seen = Arc::clone(&counts);
    let handler = Arc::new(handler);
    let app = Router::new().fallback(move |request: Request| {
        let handler = Arc::clone(&handler);
        let text = |name| {
            let value = request.headers().get(name);
            value
                .and_then(|v| v.to_str().ok())
                .unwrap_or_default()
                .to_owned()
        };
        let host = text(header::HOST);
        let path = request.uri().path_and_query().unwrap().to_string();
        let before = {
            let mut seen = seen.lock().unwrap();
            let count = seen.entry(format!("{host}{path}")).or_default();
            *count += 1;
            *count - 1
        };
        let asked = Asked {
            host,
            path,
            cookie: text(COOKIE),
            referer: text(REFERER),
            before,
        };
        async move {
            let reply = handler(&asked);
            tokio::time::sleep(reply.after).await;
            reply.response
        }
    });
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    Web { addr, counts }
}

pub fn html(body: &str) -> Reply {
    page("某某局", body)
}

pub fn page(title: &str, body: &str) -> Reply {
    let text = format!(
        "<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"
    );
    typed("text/html; charset=utf-8", text)
}

pub fn typed(content_type: &str, body: impl Into<Body>) -> Reply {
    now(Response::builder()
        .header(CONTENT_TYPE, content_type)
        .body(body.into())
        .unwrap())
}

pub fn status(code: u16) -> Reply {
    now(Response::builder()
        .status(code)
        .body(Body::from("nothing"))
        .unwrap())
}

pub fn redirect(to: &str) -> Reply {
    now(Response::builder()
        .status(302)
        .header(LOCATION, to)
        .body(Body::empty())
        .unwrap())
}

/// An empty page whose header sends the browser on.
pub fn refresh(value: &str) -> Reply {
    now(Response::builder()
        .header(CONTENT_TYPE, "text/html; charset=utf-8")
        .header(REFRESH, value)
        .body(Body::from("<title>欢迎</title>"))
        .unwrap())
}

pub fn redirect_with_cookie(to: &str, cookie: &str) -> Reply {
    let builder = Response::builder()
        .status(302)
        .header(LOCATION, to)
        .header(SET_COOKIE, cookie);
    now(builder.body(Body::empty()).unwrap())
}

pub fn gzip(body: Vec<u8>) -> Reply {
    let builder = Response::builder()
        .header(CONTENT_TYPE, "text/html")
        .header(CONTENT_ENCODING, "gzip");
    now(builder.body(Body::from(body)).unwrap())
}

pub fn now(response: Response) -> Reply {
    Reply {
        after: Duration::ZERO,
        response,
    }
}

pub fn links(urls: &[&str]) -> String {
    let mut out =
        String::from("<h1>某某局门户网站</h1><p>这里是某某局的门户网站，欢迎查看各类信息。</p>");
    for url in urls {
        out.push_str(&format!("<a href=\"{url}\">{url}</a>\n"));
    }
    out
}

pub fn profile(host: &str) -> SiteProfile {
    SiteProfile {
        code: None,
        name: "某某局".to_owned(),
        host: host.to_owned(),
        aliases: Vec::new(),
        home: format!("http://{host}/"),
        category: None,
        unit: None,
        services: None,
    }
}

pub fn config(pins: Vec<Pin>) -> Config {
    Config {
        pins,
        pause: Duration::ZERO,
        backoff: Duration::from_millis(5),
        per_host: 8,
        timeout: Duration::from_secs(10),
        ..Config::default()
    }
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

pub async fn crawl(web: &Web) -> SiteFacts {
    crawl_with(config(vec![web.pin(HOST)])).await
}

pub async fn crawl_with(config: Config) -> SiteFacts {
    Crawler::new(config)
        .unwrap()
        .crawl(&profile(HOST), today(), Vec::new())
        .await
}

pub fn url(path: &str) -> String {
    format!("http://{HOST}{path}")
}

#[track_caller]
pub fn assert_outcome(facts: &SiteFacts, path: &str, word: &str) {
    let url = if path.contains("://") {
        path.to_owned()
    } else {
        url(path)
    };
    let target = facts
        .targets
        .get(&url)
        .unwrap_or_else(|| panic!("{url} is not in {:#?}", facts.targets.keys()));
    assert_eq!(target.outcome.to_string(), word, "{url}: {target:?}");
}

/// A site whose home page links to `paths`; there is no robots.txt.
pub async fn site(
    paths: &'static [&'static str],
    handler: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
) -> Web {
    serve(move |asked| match asked.path.as_str() {
        "/" => html(&links(paths)),
        "/robots.txt" => status(404),
        _ => handler(asked),
    })
    .await
}

pub const HOST: &str = "www.one.gov.cn";
