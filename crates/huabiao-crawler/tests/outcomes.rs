//! Every outcome comes from a server that makes it.
#![allow(clippy::unwrap_used)]

mod support;

use std::io::Write;
use std::time::Duration;

use huabiao_crawler::{Config, Crawler, Pin};
use huabiao_facts::Outcome;
use support::{
    HOST, Reply, assert_outcome, config, crawl, crawl_with, gzip, html, links, page, profile,
    serve, site, status, typed, url,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

#[tokio::test]
async fn statuses() {
    let web = site(
        &[
            "/200", "/404", "/410", "/500", "/502", "/503", "/403", "/429", "/401", "/400",
        ],
        |asked| match asked.path[1..].parse() {
            Ok(200) => html("<p>在这里</p>"),
            Ok(code) => status(code),
            Err(_) => status(404),
        },
    )
    .await;
    let facts = crawl(&web).await;
    for (path, word) in [
        ("/200", "ok.200"),
        ("/404", "dead.404"),
        ("/410", "dead.410"),
        ("/500", "dead.500"),
        ("/502", "dead.502"),
        ("/503", "unknown.status-503"),
        ("/403", "unknown.blocked"),
        ("/429", "unknown.blocked"),
        ("/401", "unknown.login"),
        ("/400", "unknown.status-400"),
    ] {
        assert_outcome(&facts, path, word);
    }
    assert_eq!(web.count("www.one.gov.cn/200"), 1);
    assert_eq!(web.count("www.one.gov.cn/404"), 2);
    assert_eq!(web.count("www.one.gov.cn/500"), 3);
    assert_eq!(web.count("www.one.gov.cn/403"), 1);
    assert_eq!(facts.targets[&url("/500")].attempts, 3);
    assert_eq!(facts.visits.len(), 1);
    assert_eq!(facts.visits[0].outcome, Outcome::Ok(200));
    assert_eq!(facts.home().unwrap().page.url, url("/"));
}

#[tokio::test]
async fn one_success_among_failures_is_ok() {
    let web = site(&["/flaps", "/recovers", "/worsens"], |asked| {
        match (asked.path.as_str(), asked.before) {
            ("/flaps", 0 | 1) => status(500),
            ("/recovers", 0) => status(404),
            ("/worsens", n) => status(if n % 2 == 0 { 500 } else { 502 }),
            ("/flaps" | "/recovers", _) => html("<a href=/deep>更多</a><p>恢复了</p>"),
            ("/deep", _) => html("<p>深处</p>"),
            _ => status(404),
        }
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/flaps", "ok.200");
    assert_outcome(&facts, "/recovers", "ok.200");
    assert_outcome(&facts, "/worsens", "unknown.status-502");
    assert_outcome(&facts, "/deep", "ok.200");
    assert_eq!(facts.targets[&url("/flaps")].attempts, 3);
}

#[tokio::test]
async fn nothing_is_dead_that_a_reader_of_the_page_would_get() {
    let home = links(&["/list", "/cookie", "/gone", "http://other.gov.cn/guarded"])
        + "<img src=/guarded.png>";
    let web = serve(move |asked| {
        let guarded = |from: &str| match asked.referer == from {
            true => html("<p>在这里</p>"),
            false => status(404),
        };
        match (asked.host.as_str(), asked.path.as_str()) {
            (_, "/robots.txt") => status(404),
            (HOST, "/") => {
                let mut reply = html(&home);
                let cookie = "visit=1; Path=/".parse().unwrap();
                reply.response.headers_mut().insert("set-cookie", cookie);
                reply
            }
            (HOST, "/list") => html("<p>目录</p><a href=/deep>深处</a>"),
            (HOST, "/deep") => guarded("http://www.one.gov.cn/list"),
            (HOST, "/guarded.png") => guarded("http://www.one.gov.cn/"),
            ("other.gov.cn", "/guarded") => guarded("http://www.one.gov.cn/"),
            (HOST, "/cookie") if asked.cookie == "visit=1" => html("<p>欢迎</p>"),
            _ => status(404),
        }
    })
    .await;
    let facts = crawl_with(config(vec![web.pin(HOST), web.pin("other.gov.cn")])).await;
    for path in ["/guarded.png", "/cookie", "/deep"] {
        assert_outcome(&facts, path, "ok.200");
        assert_eq!(web.count(&format!("{HOST}{path}")), 2);
    }
    assert_outcome(&facts, "http://other.gov.cn/guarded", "ok.200");
    assert_outcome(&facts, "/gone", "dead.404");
    assert_eq!(web.count("www.one.gov.cn/gone"), 2);
    assert_eq!(web.count("www.one.gov.cn/list"), 1);
}

#[tokio::test]
async fn pages_that_say_so_are_soft_errors() {
    let web = site(&["/soft"], |asked| match asked.path.as_str() {
        "/soft" => page(
            "404 页面不存在",
            "<h1>404</h1><p>您访问的页面不存在或已被删除</p>",
        ),
        _ => status(404),
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/soft", "dead.soft");
    assert_eq!(web.count("www.one.gov.cn/soft"), 2);
}

#[tokio::test]
async fn what_equals_the_answer_for_nowhere_is_a_soft_error() {
    let web = site(&["/missing/1.html", "/there.html"], |asked| match asked.path.as_str() {
        "/there.html" => page("关于春季植树的通知", "<h1>关于春季植树的通知</h1><p>各科室：定于本周六上午开展植树活动，请准时参加，自带工具。</p>"),
        _ => page("温馨提示", "<div><p>您所要查看的资料正在整理归档之中，请过一段时间再来查看，感谢您的理解与支持。</p></div>"),
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/missing/1.html", "dead.soft");
    assert_outcome(&facts, "/there.html", "ok.200");
}

#[tokio::test]
async fn an_application_that_answers_everything_alike_is_not_accused() {
    let shell = || html("<div id=app></div><script src=/app.js></script>");
    let web = serve(move |asked| match asked.path.as_str() {
        "/" => html(&links(&["/list/1", "/list/2"])),
        "/robots.txt" => status(404),
        _ => shell(),
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/list/1", "ok.200");
    assert_outcome(&facts, "/list/2", "ok.200");
}

#[tokio::test]
async fn empty_pages_and_refusals_in_json() {
    let json = |body: &'static str| typed("application/json; charset=utf-8", body);
    let web = site(
        &[
            "/empty",
            "/none",
            "/gone.json",
            "/gone.html",
            "/there.json",
            "/back",
        ],
        move |asked| match asked.path.as_str() {
            "/empty" => typed("text/html", ""),
            "/none" => status(204),
            "/gone.json" => json(r#"{"code":404}"#),
            "/gone.html" => typed("text/html", r#"{"status":404,"message":"not found"}"#),
            "/there.json" => json(r#"{"code":404,"data":[{"title":"404号文件"}]}"#),
            "/back" => html("<script>alert('该文章不存在！');history.back();</script>"),
            _ => status(404),
        },
    )
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/empty", "unknown.empty");
    assert_outcome(&facts, "/none", "ok.204");
    assert_outcome(&facts, "/gone.json", "dead.soft");
    assert_outcome(&facts, "/gone.html", "dead.soft");
    assert_outcome(&facts, "/there.json", "ok.200");
    assert_outcome(&facts, "/back", "dead.soft");
    assert!(facts.pages.iter().all(|visit| visit.bytes > 0));
}

#[tokio::test]
async fn bombs_slow_hosts_and_nonsense_are_unknown() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        bomb.write_all(&[b' '; 1 << 20]).unwrap();
    }
    let bomb = bomb.finish().unwrap();
    let web = site(&["/bomb", "/slow", "/broken"], move |asked| {
        match asked.path.as_str() {
            "/bomb" => gzip(bomb.clone()),
            "/slow" => Reply {
                after: Duration::from_secs(60),
                ..html("")
            },
            "/broken" => gzip(b"this is not gzip at all".to_vec()),
            _ => status(404),
        }
    })
    .await;
    let config = Config {
        timeout: Duration::from_millis(700),
        max_body: 1 << 20,
        ..config(vec![web.pin(HOST)])
    };
    let facts = crawl_with(config).await;
    assert_outcome(&facts, "/bomb", "unknown.too-large");
    assert_outcome(&facts, "/slow", "unknown.timeout");
    assert_outcome(&facts, "/broken", "unknown.protocol");
    assert_eq!(facts.targets[&url("/slow")].attempts, 2);
    assert_eq!(web.count("www.one.gov.cn/bomb"), 1);
}

#[tokio::test]
async fn a_site_that_fails_is_dead_after_confirmation() {
    let web = serve(|_| status(500)).await;
    let crawler = Crawler::new(config(vec![web.pin(HOST)])).unwrap();
    assert_eq!(
        crawler.visit(&profile(HOST)).await.outcome,
        Outcome::DeadStatus(500)
    );
    assert_eq!(web.count("www.one.gov.cn/"), 3);
    let closed: Pin = format!("{HOST}:80:127.0.0.1:1").parse().unwrap();
    let crawler = Crawler::new(config(vec![closed])).unwrap();
    assert_eq!(
        crawler.visit(&profile(HOST)).await.outcome,
        Outcome::DeadRefused
    );
}

#[tokio::test]
async fn other_schemes_invalid_addresses_and_unknown_names() {
    let web = site(
        &[
            "mailto:a@example.com",
            "ftp://a.gov.cn/x",
            "http://no-such-name.invalid/",
            "/moved",
        ],
        |asked| match asked.path.as_str() {
            "/moved" => html("<script>location.href='http://no-such-name.invalid/';</script>"),
            _ => status(404),
        },
    )
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "ftp://a.gov.cn/x", "skipped.scheme");
    // Without a network the resolver cannot say that there is no such name; and even
    // with one it has resolved nothing else here.
    assert_outcome(&facts, "http://no-such-name.invalid/", "unknown.dns");
    assert_outcome(&facts, "/moved", "unknown.dns");
}

#[tokio::test]
async fn a_connection_that_is_cut_is_not_dead() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut buffer = [0; 2048];
                let n = stream.read(&mut buffer).await.unwrap_or_default();
                if buffer[..n].starts_with(b"GET /robots.txt") {
                    let _ = stream
                        .write_all(
                            b"HTTP/1.1 404 no\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
                        )
                        .await;
                } else if buffer[..n].starts_with(b"GET /odd") {
                    let _ = stream.write_all(b"220 this is mail\r\n").await;
                }
            });
        }
    });
    let pin: Pin = format!("cut.example.com:80:{addr}").parse().unwrap();
    let web = site(
        &["http://cut.example.com/x", "http://cut.example.com/odd"],
        |_| status(404),
    )
    .await;
    let facts = crawl_with(config(vec![web.pin(HOST), pin])).await;
    assert_outcome(&facts, "http://cut.example.com/x", "unknown.blocked");
    assert_outcome(&facts, "http://cut.example.com/odd", "unknown.protocol");
}

#[tokio::test]
async fn a_home_page_that_is_no_address_is_invalid() {
    let mut profile = profile(HOST);
    profile.home = "http://www.one.gov.cn:99999/".to_owned();
    let crawler = Crawler::new(config(Vec::new())).unwrap();
    assert_eq!(crawler.visit(&profile).await.outcome, Outcome::DeadInvalid);
}
