//! Where one may not go: robots.txt, private addresses, pins, politeness.
#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use huabiao_crawler::{Config, Crawler, Pin};
use huabiao_facts::Outcome;
use support::{
    assert_outcome, config, crawl, html, links, page, profile, redirect, serve, site, status,
    today, typed,
};

#[tokio::test]
async fn robots_are_obeyed() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => html(&links(&["/open/1", "/closed/1", "/closed/open/1"])),
        "/robots.txt" => typed(
            "text/plain",
            "User-agent: *\nDisallow: /closed/\nAllow: /closed/open/\n",
        ),
        _ => html("<p>内容</p>"),
    })
    .await;
    let facts = crawl(&web).await;
    assert_outcome(&facts, "/open/1", "ok.200");
    assert_outcome(&facts, "/closed/1", "skipped.robots");
    assert_outcome(&facts, "/closed/open/1", "ok.200");
    assert_eq!(web.count("www.one.gov.cn/closed/1"), 0);
    assert_eq!(web.count("www.one.gov.cn/robots.txt"), 1);
    assert_eq!(facts.coverage.robots, 1);
}

#[tokio::test]
async fn robots_that_fail_close_all_but_the_home_page() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => html(&links(&["/a"])),
        "/robots.txt" => status(500),
        _ => html(""),
    })
    .await;
    let facts = crawl(&web).await;
    assert_eq!(facts.visits[0].outcome, Outcome::Ok(200));
    assert_outcome(&facts, "/a", "skipped.robots");
}

#[tokio::test]
async fn a_home_page_that_robots_forbid_is_never_dead() {
    let web = serve(|asked| match asked.path.as_str() {
        "/robots.txt" => typed("text/plain", "User-agent: *\nDisallow: /\n"),
        _ => status(500),
    })
    .await;
    let facts = crawl(&web).await;
    assert_eq!(facts.visits[0].outcome, Outcome::Robots);
    assert_eq!(web.count("www.one.gov.cn/"), 0);
}

#[tokio::test]
async fn private_addresses_are_refused_also_behind_a_redirect() {
    let web = site(
        &[
            "http://127.0.0.1/a",
            "http://2130706433/b",
            "http://[::ffff:10.0.0.1]/c",
            "http://localhost/d",
            "http://169.254.169.254/latest",
            "/to-private",
            "http://1.1.1.1:25/mail",
        ],
        |asked| match asked.path.as_str() {
            "/to-private" => redirect("http://192.168.1.1/admin"),
            _ => status(404),
        },
    )
    .await;
    let facts = crawl(&web).await;
    for path in [
        "http://127.0.0.1/a",
        "http://[::ffff:a00:1]/c",
        "http://localhost/d",
        "http://169.254.169.254/latest",
        "/to-private",
        "http://1.1.1.1:25/mail",
    ] {
        assert_outcome(&facts, path, "skipped.private");
    }
}

#[tokio::test]
async fn private_addresses_are_asked_when_allowed() {
    let web = serve(|asked| match asked.path.as_str() {
        "/robots.txt" => status(404),
        _ => html("<p>内容</p>"),
    })
    .await;
    let host = web.addr.to_string();
    let open = Crawler::new(Config {
        allow_private: true,
        ..config(Vec::new())
    })
    .unwrap();
    assert_eq!(open.visit(&profile(&host)).await.outcome, Outcome::Ok(200));
    let closed = Crawler::new(config(Vec::new())).unwrap();
    assert_eq!(
        closed.visit(&profile(&host)).await.outcome,
        Outcome::Private
    );
}

#[tokio::test]
async fn pins_hold_for_ports_too() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => html(&links(&["/host"])),
        "/robots.txt" => status(404),
        _ => page(&asked.host, "<p>内容</p>"),
    })
    .await;
    let host = "www.two.gov.cn:8080";
    let pin: Pin = format!("{host}:{}", web.addr).parse().unwrap();
    let facts = Crawler::new(config(vec![pin]))
        .unwrap()
        .crawl(&profile(host), today(), Vec::new())
        .await;
    assert_eq!(facts.visits[0].outcome, Outcome::Ok(200));
    assert_outcome(&facts, "http://www.two.gov.cn:8080/host", "ok.200");
    assert_eq!(web.count("www.two.gov.cn:8080/host"), 1);
}

#[tokio::test]
async fn politeness_keeps_its_distance() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => html(&links(&["/a", "/b", "/c", "/d"])),
        "/robots.txt" => typed("text/plain", "User-agent: *\nCrawl-delay: 0.1\n"),
        _ => html("<p>内容</p>"),
    })
    .await;
    let began = std::time::Instant::now();
    let facts = crawl(&web).await;
    assert_eq!(facts.coverage.pages, 5);
    // Home, probe and four pages: five pauses. Never less; how much more is the machine's.
    assert!(began.elapsed() >= Duration::from_millis(450));
}
