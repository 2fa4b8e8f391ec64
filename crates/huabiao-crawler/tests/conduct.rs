//! How a crawl runs: in the same order always, side by side, until it is dropped.
#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use huabiao_crawler::{Config, Crawler};
use huabiao_facts::SiteFacts;
use support::{
    HOST, Reply, config, crawl_with, html, page, profile, redirect, serve, site, status, today,
};

#[tokio::test]
async fn concurrency_changes_nothing() {
    let web = serve(|asked| {
        if asked.path == "/robots.txt" {
            return status(404);
        }
        let digits: String = asked.path.chars().skip(1).take_while(|c| *c != '?').filter(char::is_ascii_digit).collect();
        let n: u32 = digits.parse().unwrap_or(1);
        let delay = Duration::from_millis(u64::from(n * 7 % 5));
        let reply = match n {
            _ if n.is_multiple_of(13) => status(404),
            _ if n.is_multiple_of(11) => redirect(&format!("/p/{}", n + 3)),
            _ => {
                let links: String = (0..5)
                    .map(|i| {
                        let (to, picture) = ((n * 3 + i) % 200, (n + i * 5) % 80);
                        format!("<a href='/p/{to}?b={i}&a=1'>x</a><a href='/p/{to}?a=1&b={i}'>x</a><img src='/i/{picture}.png'>")
                    })
                    .collect();
                let word: String = (0..9).filter_map(|i| char::from_u32(0x4e00 + n * 9 + i)).collect();
                page(&format!("第{n}页"), &format!("<p>{word}</p>{links}"))
            }
        };
        Reply {
            after: delay,
            ..reply
        }
    })
    .await;
    let mut found = Vec::new();
    for connections in [1, 3, 16] {
        let config = Config {
            connections,
            per_host: connections,
            max_pages: 100,
            max_checks: 30,
            ..config(vec![web.pin(HOST)])
        };
        let mut facts = crawl_with(config).await;
        for page in &mut facts.pages {
            page.at = chrono::DateTime::UNIX_EPOCH;
        }
        for target in facts.targets.values_mut() {
            target.at = None;
        }
        facts.visits.clear();
        found.push(facts);
    }
    assert!(found[0].pages.len() > 50, "{}", found[0].pages.len());
    assert!(found[0].coverage.over_budget > 0);
    for facts in &found[1..] {
        let order = |facts: &SiteFacts| {
            facts
                .pages
                .iter()
                .map(|p| p.requested.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(order(facts), order(&found[0]));
        for (url, target) in &found[0].targets {
            assert_eq!(facts.targets.get(url), Some(target), "{url}");
        }
        assert_eq!(facts.coverage, found[0].coverage);
        assert!(*facts == found[0], "not the same");
    }
}

#[tokio::test]
async fn crawls_run_side_by_side_and_say_how_far_they_are() {
    let web = site(&["/a", "/b", "/gone"], |asked| match asked.path.as_str() {
        "/gone" => status(404),
        _ => html("<p>内容</p>"),
    })
    .await;
    let done = std::sync::Arc::new(std::sync::Mutex::new((0, 0)));
    let seen = std::sync::Arc::clone(&done);
    let crawler = Crawler::new(config(vec![web.pin(HOST)]))
        .unwrap()
        .on_progress(move |progress| *seen.lock().unwrap() = (progress.done, progress.known));
    let task =
        tokio::spawn(async move { crawler.crawl(&profile(HOST), today(), Vec::new()).await });
    assert_eq!(task.await.unwrap().coverage.pages, 3);
    assert_eq!(*done.lock().unwrap(), (4, 4));
}

#[tokio::test]
async fn a_crawl_that_is_dropped_asks_no_more() {
    let web = serve(|asked| match asked.path.as_str() {
        "/robots.txt" => status(404),
        path => Reply {
            after: Duration::from_millis(20),
            ..html(&format!("<a href='{path}x'>x</a><a href='{path}y'>y</a>"))
        },
    })
    .await;
    let crawler = Crawler::new(config(vec![web.pin(HOST)])).unwrap();
    let profile = profile(HOST);
    let crawl = crawler.crawl(&profile, today(), Vec::new());
    assert!(
        tokio::time::timeout(Duration::from_millis(300), crawl)
            .await
            .is_err()
    );
    tokio::time::sleep(Duration::from_millis(100)).await;
    let asked = web.counts.lock().unwrap().len();
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(web.counts.lock().unwrap().len(), asked);
}
