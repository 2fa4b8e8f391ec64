use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, ensure};
use axum::Router;
use axum::extract::{OriginalUri, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::crawler::{Config, Crawler};
use huabiao::facts::SiteProfile;

/// Serves GB2312 pages full of Chinese links to a real Chromium and to the
/// crawler, and compares the requests byte by byte.
pub(crate) fn run() -> anyhow::Result<()> {
    let Some(browser) = chromium() else {
        println!("skipped: no Chromium is installed");
        return Ok(());
    };
    let runtime = tokio::runtime::Runtime::new()?;
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_header([
        "page",
        "links",
        "Chromium asked for",
        "huabiao asked for",
        "equal",
        "only Chromium",
        "only huabiao",
    ]);
    let mut unequal = Vec::new();
    for declared in Declared::ALL {
        let (theirs, ours) = runtime.block_on(compare(&browser, declared))?;
        ensure!(!theirs.is_empty(), "Chromium asked for nothing");
        let only_theirs: Vec<_> = theirs.difference(&ours).cloned().collect();
        let only_ours: Vec<_> = ours.difference(&theirs).cloned().collect();
        table.add_row([
            declared.name().to_owned(),
            LINKS.len().to_string(),
            theirs.len().to_string(),
            ours.len().to_string(),
            theirs.intersection(&ours).count().to_string(),
            only_theirs.len().to_string(),
            only_ours.len().to_string(),
        ]);
        unequal.extend(
            only_theirs
                .into_iter()
                .map(|path| format!("{}: only Chromium: {path}", declared.name())),
        );
        unequal.extend(
            only_ours
                .into_iter()
                .map(|path| format!("{}: only huabiao: {path}", declared.name())),
        );
    }
    println!("{table}");
    for line in &unequal {
        println!("WRONG {line}");
    }
    ensure!(
        unequal.is_empty(),
        "{} requests differ from those of Chromium",
        unequal.len()
    );
    Ok(())
}

/// How a page says which encoding it has.
#[derive(Clone, Copy)]
enum Declared {
    Header,
    Meta,
    Nowhere,
}

impl Declared {
    const ALL: [Self; 3] = [Self::Meta, Self::Header, Self::Nowhere];

    fn name(self) -> &'static str {
        match self {
            Self::Header => "gb2312 in the header",
            Self::Meta => "gb2312 in a meta element",
            Self::Nowhere => "declared nowhere",
        }
    }
}

struct Shared {
    asked: Mutex<BTreeSet<String>>,
    declared: Declared,
    /// Whether a script asks for the anchors, as somebody who clicks would.
    clicks: bool,
}

async fn compare(
    browser: &str,
    declared: Declared,
) -> anyhow::Result<(BTreeSet<String>, BTreeSet<String>)> {
    let (address, asked) = serve(declared, true).await?;
    browse(browser, address).await?;
    let theirs = taken(&asked);
    let (address, asked) = serve(declared, false).await?;
    crawl(address).await?;
    Ok((theirs, taken(&asked)))
}

async fn serve(declared: Declared, clicks: bool) -> anyhow::Result<(SocketAddr, Arc<Shared>)> {
    let shared = Arc::new(Shared {
        asked: Mutex::default(),
        declared,
        clicks,
    });
    let router = Router::new()
        .fallback(answer)
        .with_state(Arc::clone(&shared));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok((address, shared))
}

async fn answer(State(shared): State<Arc<Shared>>, OriginalUri(uri): OriginalUri) -> Response {
    let asked = uri
        .path_and_query()
        .map(ToString::to_string)
        .unwrap_or_default();
    if asked == "/" {
        let kind = match shared.declared {
            Declared::Header => "text/html; charset=gb2312",
            Declared::Meta | Declared::Nowhere => "text/html",
        };
        return (
            [(header::CONTENT_TYPE, kind)],
            page(shared.declared, shared.clicks),
        )
            .into_response();
    }
    if !asked.starts_with("/favicon.ico")
        && !asked.starts_with("/robots.txt")
        && let Ok(mut set) = shared.asked.lock()
    {
        set.insert(asked);
    }
    (
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        "<title>ok</title><p>ok",
    )
        .into_response()
}

/// What was asked for, without the probes by which the crawler learns how the
/// server answers for what does not exist.
fn taken(shared: &Shared) -> BTreeSet<String> {
    let asked = shared
        .asked
        .lock()
        .map(|set| set.clone())
        .unwrap_or_default();
    asked.into_iter().filter(|path| !is_probe(path)).collect()
}

/// The crawler's question for something that does not exist: sixteen hexadecimal
/// digits, which no link of the page has.
fn is_probe(path: &str) -> bool {
    let name = path
        .strip_prefix('/')
        .and_then(|path| path.strip_suffix(".html"));
    name.is_some_and(|name| name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn page(declared: Declared, clicks: bool) -> Vec<u8> {
    let mut html = String::from("<!DOCTYPE html><html><head>");
    if matches!(declared, Declared::Meta) {
        html.push_str("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">");
    }
    html.push_str("<title>政府网站政策文件查询</title></head><body><h1>政策文件库：本页列出政策文件、通知公告和办事指南</h1>\n");
    for (at, link) in LINKS.iter().enumerate() {
        // Anchors and pictures in turn: both carry addresses of the page.
        if at % 4 == 3 {
            html.push_str(&format!("<img src=\"{link}\" alt=\"图片\">\n"));
        } else {
            html.push_str(&format!("<p><a href=\"{link}\">查看第{at}号文件</a>\n"));
        }
    }
    if clicks {
        html.push_str(
            "<script>for (const a of document.querySelectorAll('a')) { \
             const f = document.createElement('iframe'); f.src = a.href; document.body.append(f); }</script>",
        );
    }
    html.push_str("</body></html>");
    encoding_rs::GBK.encode(&html).0.into_owned()
}

async fn browse(browser: &str, address: SocketAddr) -> anyhow::Result<()> {
    let profile = tempfile::tempdir()?;
    let mut command = Command::new(browser);
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=zh-CN",
        "--virtual-time-budget=10000",
        "--dump-dom",
    ]);
    command.arg(format!("--user-data-dir={}", profile.path().display()));
    command
        .arg(format!("http://{address}/"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let status = tokio::task::spawn_blocking(move || command.status())
        .await?
        .context("Chromium cannot be started")?;
    ensure!(status.success(), "Chromium ended with {status}");
    Ok(())
}

async fn crawl(address: SocketAddr) -> anyhow::Result<()> {
    let crawler = Crawler::new(Config {
        allow_private: true,
        pause: Duration::ZERO,
        per_host: 8,
        ..Config::default()
    })?;
    let profile = SiteProfile {
        code: None,
        name: "gb2312".to_owned(),
        host: address.to_string(),
        aliases: Vec::new(),
        home: format!("http://{address}/"),
        category: None,
        unit: None,
        services: None,
    };
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).context("a day of the calendar")?;
    crawler.crawl(&profile, day, Vec::new()).await;
    Ok(())
}

fn chromium() -> Option<String> {
    let there = |name: &str| {
        let version = Command::new(name)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        version.is_ok_and(|status| status.success())
    };
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names
        .into_iter()
        .find(|name| there(name))
        .map(str::to_owned)
}

/// Links as editors write them: Chinese in path and query, reserved characters,
/// characters outside GBK, escapes of either encoding, white space.
const LINKS: &[&str] = &[
    "/政策/文件.html",
    "/search?q=政策",
    "/search?q=政策文件&amp;page=2",
    "/列表.asp?类别=通知公告&amp;编号=12",
    "list.jsp?name=办事指南#第三节",
    "/a b/c d.html?x=1 2",
    "/search?q=%D5%FE%B2%DF",
    "/search?q=%E6%94%BF%E7%AD%96",
    "/文件/%E6%94%BF.html?k=策",
    "/search?q=😀表情",
    "/search?q=한국",
    "/search?q=&quot;引号&quot;&amp;r=&lt;尖&gt;",
    "/search?q='单引号'",
    "/p;参数=值/x.html?y=值",
    "/搜索?q=a+b 加号",
    "/x|y/竖.html?q=竖|线",
    "/[方]/括.html?q=[方]",
    "/^帽^?q=^帽",
    "/反\\斜\\杠.html?q=反\\斜",
    "/全角／斜杠.html?q=全角？问号",
    "?仅查询=是",
    "/点/../上级/文.html?q=点",
    "//127.0.0.1.invalid/不同主机?q=省略",
    "/圆①.html?q=圆①㈠",
    "/欧元€.html?q=€100",
];
