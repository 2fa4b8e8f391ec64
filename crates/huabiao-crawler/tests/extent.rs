//! How much of a site is read, and how often.
#![allow(clippy::unwrap_used)]

mod support;

use std::time::Duration;

use huabiao_crawler::{Config, Crawler};
use huabiao_facts::Outcome;
use support::{
    HOST, Reply, assert_outcome, config, crawl, crawl_with, html, links, page, profile, redirect,
    serve, site, status, today, typed, url,
};

#[tokio::test]
async fn external_links_and_assets_are_asked_once() {
    let other = serve(|asked| match asked.path.as_str() {
        "/robots.txt" => status(404),
        "/parked" => page("澳门新葡京娱乐场", "<p>最好的线上博彩平台</p>"),
        "/big" => typed("application/zip", vec![0_u8; 4 << 20]),
        "/ok" => html("<p>好</p>"),
        _ => status(404),
    })
    .await;
    let web = serve(|asked| match asked.path.as_str() {
        "/" | "/second" => html(&format!(
            "{}<img src=/logo.png><img src=/gone.png>",
            links(&[
                "http://out.example.com/ok",
                "http://out.example.com/no",
                "http://out.example.com/big",
                "http://out.example.com/parked",
                "/second",
                "/a.pdf"
            ]),
        )),
        "/logo.png" => typed("image/png", vec![1_u8; 100]),
        "/a.pdf" => typed("application/pdf", vec![1_u8; 1 << 20]),
        _ => status(404),
    })
    .await;
    let config = config(vec![
        web.pin(HOST),
        other.pin("out.example.com"),
        web.pin("www.three.gov.cn"),
    ]);
    let crawler = Crawler::new(config).unwrap();
    let facts = crawler.crawl(&profile(HOST), today(), Vec::new()).await;
    for (path, word) in [
        ("http://out.example.com/ok", "ok.200"),
        ("http://out.example.com/no", "dead.404"),
        ("http://out.example.com/big", "ok.200"),
        ("http://out.example.com/parked", "ok.200"),
        ("/logo.png", "ok.200"),
        ("/gone.png", "dead.404"),
        ("/a.pdf", "ok.200"),
    ] {
        assert_outcome(&facts, path, word);
    }
    assert!(
        !facts.targets["http://out.example.com/parked"]
            .takeover
            .is_empty()
    );
    // Another site of the same run asks nothing of the outside again.
    let again = crawler
        .crawl(&profile("www.three.gov.cn"), today(), Vec::new())
        .await;
    assert_outcome(&again, "http://out.example.com/no", "dead.404");
    for path in ["/ok", "/big", "/parked"] {
        assert_eq!(other.count(&format!("out.example.com{path}")), 1, "{path}");
    }
    assert_eq!(other.count("out.example.com/no"), 2);
}

#[tokio::test]
async fn budgets_are_kept() {
    let web = site(&["/d/0", "/x", "/y", "/z"], |asked| {
        match asked.path.strip_prefix("/d/") {
            Some(n) => html(&format!(
                "<a href=/d/{}>下一层</a>",
                n.parse::<u32>().unwrap() + 1
            )),
            None => html("<p>内容</p>"),
        }
    })
    .await;
    let pins = vec![web.pin(HOST)];
    let facts = crawl_with(Config {
        max_depth: 2,
        ..config(pins.clone())
    })
    .await;
    assert_outcome(&facts, "/d/1", "ok.200");
    assert_outcome(&facts, "/d/2", "skipped.budget");
    assert_eq!(facts.coverage.over_budget, 1);
    let facts = crawl_with(Config {
        max_pages: 3,
        ..config(pins.clone())
    })
    .await;
    assert_outcome(&facts, "/x", "ok.200");
    assert_outcome(&facts, "/y", "skipped.budget");
    let slow = site(&["/a"], |_| Reply {
        after: Duration::from_secs(60),
        ..html("")
    })
    .await;
    let facts = crawl_with(Config {
        site_time: Duration::from_millis(500),
        ..config(vec![slow.pin(HOST)])
    })
    .await;
    assert!(
        facts
            .targets
            .values()
            .all(|target| !target.outcome.is_dead())
    );
}

#[tokio::test]
async fn endless_series_end() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => html(&links(&["/calendar?year=2026&month=11", "/event?n=1"])),
        "/robots.txt" => status(404),
        path => {
            if let Some(n) = path.strip_prefix("/event?n=").and_then(|n| n.parse::<u32>().ok()) {
                let more: String = (1..30).map(|i| format!("<a href='/event?n={}'>{i}</a>", n * 30 + i)).collect();
                return page("活动日程", &format!("<div><p>第{n}天：今天没有安排任何公开活动，请查看其他日期。</p></div>{more}"));
            }
            let number = |name: &str| -> u32 {
                let rest = path.split(&format!("{name}=")).nth(1).unwrap();
                rest.split('&').next().unwrap().parse().unwrap()
            };
            let (y, m) = (number("year"), number("month"));
            let (y, m) = if m == 12 { (y + 1, 1) } else { (y, m + 1) };
            page("日历", &format!("<p>{y}年{m}月</p><a href='/calendar?year={y}&month={m}'>下月</a>"))
        }
    })
    .await;
    let facts = crawl_with(Config {
        max_depth: 50,
        ..config(vec![web.pin(HOST)])
    })
    .await;
    assert_outcome(&facts, "/calendar?year=2027&month=11", "ok.200");
    assert_outcome(&facts, "/calendar?year=2027&month=12", "skipped.trap");
    let traps = facts
        .targets
        .values()
        .filter(|t| t.outcome == Outcome::Trap)
        .count();
    assert!(traps > 100, "{traps}");
    assert!(facts.coverage.pages < 80, "{:?}", facts.coverage);
}

#[tokio::test]
async fn a_page_that_links_to_itself_with_queries_without_end_ends() {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    let web = serve(|asked| {
        let (path, query) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
        let text = "<p>欢迎访问某某局网站，请选择栏目。</p><a href='/tzgg/'>通知公告</a>";
        match path {
            "/" => html(&links(&["/same", "/grows"])),
            "/tzgg/" => html("<p>关于春季植树的通知</p>"),
            // Always the same bytes.
            "/same" => {
                let mut more = String::new();
                let mut query = String::new();
                for letter in LETTERS.chars().cycle().take(400) {
                    query.push(letter);
                    more.push_str(&format!("<a href='/same?{query}'>更多</a>"));
                }
                html(&format!("{text}{more}"))
            }
            // Longer each time.
            "/grows" => {
                let more: String = LETTERS
                    .chars()
                    .map(|letter| format!("<a href='/grows?{query}{letter}=x&'>更多</a>"))
                    .collect();
                html(&format!("{text}{more}"))
            }
            _ => status(404),
        }
    })
    .await;
    let mut found = Vec::new();
    for connections in [1, 16] {
        let config = Config {
            connections,
            per_host: connections,
            ..config(vec![web.pin(HOST)])
        };
        let facts = crawl_with(config).await;
        assert!(facts.coverage.pages < 80, "{:?}", facts.coverage);
        assert!(facts.coverage.traps > 100, "{:?}", facts.coverage);
        assert_outcome(&facts, "/tzgg/", "ok.200");
        for (address, target) in &facts.targets {
            let word = target.outcome.to_string();
            assert!(
                ["ok.200", "skipped.trap"].contains(&word.as_str()),
                "{address}: {word}"
            );
        }
        let outcomes: Vec<(String, Outcome)> = facts
            .targets
            .into_iter()
            .map(|(address, target)| (address, target.outcome))
            .collect();
        found.push((outcomes, facts.coverage));
    }
    assert!(found[0] == found[1], "concurrency changed something");
}

#[tokio::test]
async fn the_pages_of_a_list_are_all_read() {
    let web = serve(|asked| match asked.path.as_str() {
        "/" => html(&links(&["/list.do?kind=tzgg"])),
        "/robots.txt" => status(404),
        path => {
            let page: u32 = path.rsplit('=').next().unwrap().parse().unwrap_or(0);
            // Entries differ in their numbers only, and so do the addresses.
            let entries: String = (0..15)
                .map(|n| {
                    let n = page * 15 + n;
                    format!("<li><a href='/show.do?id={n}'>第{n}期公示</a> 2026-11-20</li>")
                })
                .collect();
            if path.starts_with("/show") {
                return page_of(page);
            }
            let pages: String = (1..=90)
                .map(|n| format!("<a href='/list.do?kind=tzgg&page={n}'>{n}</a>"))
                .collect();
            html(&format!("<h1>公示</h1><ul>{entries}</ul>{pages}"))
        }
    })
    .await;
    let facts = crawl(&web).await;
    assert_eq!(facts.coverage.traps, 0);
    assert_outcome(&facts, "/list.do?kind=tzgg&page=90", "ok.200");
    assert_outcome(&facts, "/show.do?id=1364", "ok.200");
}

/// An article like no other.
fn page_of(number: u32) -> support::Reply {
    let words: String = (0..40)
        .filter_map(|at| char::from_u32(0x4e00 + (number * 31 + at * at * 7) % 0x5000))
        .collect();
    page(
        &words[..12],
        &format!("<h1>{}</h1><p>{words}</p>", &words[..12]),
    )
}

#[tokio::test]
async fn sessions_do_not_multiply_pages() {
    let web = serve(|asked| match asked.path.as_str() {
        "/robots.txt" => status(404),
        path => {
            let id = path.len() * 7919 + path.bytes().map(usize::from).sum::<usize>();
            html(&format!(
                "<p>内容</p><a href='/show.do;jsessionid={id:032X}?id=1'>一</a><a href='/show.do;jsessionid={id:032X}?id=2'>二</a>"
            ))
        }
    })
    .await;
    let facts = crawl(&web).await;
    assert_eq!(facts.coverage.pages, 3, "{:#?}", facts.targets.keys());
    assert!(facts.targets.len() >= 5);
    assert!(facts.targets.values().all(|target| target.outcome.is_ok()));
}

#[tokio::test]
async fn a_home_page_behind_redirects_is_the_home_page() {
    let web = serve(|asked| match (asked.host.as_str(), asked.path.as_str()) {
        (_, "/robots.txt") => status(404),
        ("one.gov.cn", "/") => redirect("http://www.one.gov.cn/"),
        ("www.one.gov.cn", "/") => html("<script>location.href='/index.html'</script>"),
        ("www.one.gov.cn", "/index.html") => html(&links(&["/", "/a.html"])),
        ("www.one.gov.cn", "/a.html") => html("<p>内容</p>"),
        _ => status(404),
    })
    .await;
    let crawler = Crawler::new(config(vec![web.pin("one.gov.cn"), web.pin(HOST)])).unwrap();
    let mut profile = profile("one.gov.cn");
    profile.home = "one.gov.cn".to_owned();
    let facts = crawler.crawl(&profile, today(), Vec::new()).await;
    assert_eq!(facts.visits[0].outcome, Outcome::Ok(200));
    assert_eq!(facts.home().unwrap().page.url, url("/index.html"));
    assert_outcome(&facts, "/a.html", "ok.200");
    assert_outcome(&facts, "/", "ok.200");
}

#[tokio::test]
async fn a_session_in_an_address_never_speaks_for_the_address() {
    let web = site(
        &[
            "/a1.html;jsessionid=0123456789ABCDEF",
            "/a1.html",
            "/a2.html",
            "/a2.html;jsessionid=0123456789ABCDEF",
            "/gone.html;jsessionid=0123456789ABCDEF",
            "/kept.html;jsessionid=0123456789ABCDEF",
            "/(S(old))/net.aspx",
        ],
        |asked| match asked.path.as_str() {
            "/a1.html" | "/a2.html" | "/(S(new))/net.aspx" => html("<a href=/deep>更多</a>"),
            "/kept.html;jsessionid=0123456789ABCDEF" => html("<p>在</p>"),
            "/net.aspx" => redirect("/(S(new))/net.aspx"),
            "/deep" => html("<p>深处</p>"),
            _ => status(404),
        },
    )
    .await;
    let facts = crawl(&web).await;
    for (path, word) in [
        ("/a1.html;jsessionid=0123456789ABCDEF", "ok.200"),
        ("/a1.html", "ok.200"),
        ("/a2.html", "ok.200"),
        ("/a2.html;jsessionid=0123456789ABCDEF", "ok.200"),
        ("/gone.html;jsessionid=0123456789ABCDEF", "dead.404"),
        ("/kept.html;jsessionid=0123456789ABCDEF", "ok.200"),
        ("/(S(old))/net.aspx", "ok.200"),
        ("/deep", "ok.200"),
    ] {
        assert_outcome(&facts, path, word);
    }
    assert_eq!(web.count("www.one.gov.cn/a1.html"), 1);
    assert!(
        facts
            .pages
            .iter()
            .any(|visit| visit.page.url == url("/a1.html"))
    );
    assert!(
        facts
            .pages
            .iter()
            .any(|visit| visit.page.url == url("/(S(new))/net.aspx"))
    );
}
