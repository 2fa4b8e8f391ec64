//! What is asked of a site beyond its pages: its search and its site map.
#![allow(clippy::unwrap_used)]

mod support;

use huabiao_crawler::Config;
use huabiao_facts::{Outcome, SearchWay, SiteFacts};
use support::{HOST, Reply, config, crawl_with, page, serve, status, typed};

/// A site with six documents, a form, and an answer to it.
async fn tried(form: &'static str, answer: fn(&str) -> Reply) -> (SiteFacts, u32) {
    let web = serve(move |asked| {
        let (path, query) = asked.path.split_once('?').unwrap_or((&asked.path, ""));
        match path {
            "/robots.txt" => status(404),
            "/sitemap.xml" => typed("application/xml", "<urlset></urlset>"),
            "/" => {
                let list: String = (1..=6)
                    .map(|n| format!("<li><a href=/{n}.html>{}</a> 2026-11-0{n}</li>", title(n)))
                    .collect();
                page("示例市人民政府", &format!("{form}<ul>{list}</ul>"))
            }
            "/search" => answer(query),
            _ => {
                let n: u32 = path
                    .trim_matches(|c: char| !c.is_ascii_digit())
                    .parse()
                    .unwrap_or(0);
                let text = "正文内容，第一段。".repeat(20);
                page(
                    &title(n),
                    &format!(
                        "<h1>{}</h1><p>发布时间：2026-11-0{n}</p><p>{text}</p>",
                        title(n)
                    ),
                )
            }
        }
    })
    .await;
    let facts = crawl_with(Config {
        probes: true,
        ..config(vec![web.pin(HOST)])
    })
    .await;
    let posts = web.count("www.one.gov.cn/search");
    (facts, posts)
}

fn title(n: u32) -> String {
    let words = ["一", "二", "三", "四", "五", "六", "七"];
    format!("关于第{}号事项办理情况的公告", words[n as usize % 7])
}

const GET: &str = "<form action=/search method=get><input type=hidden name=site value=1><input name=q><input type=submit value=搜索></form>";

#[tokio::test]
async fn a_search_is_tried_with_four_titles() {
    let (facts, _) = tried(GET, |query| {
        assert!(query.starts_with("site=1&q="), "{query}");
        let asked = url::form_urlencoded::parse(query.as_bytes())
            .nth(1)
            .unwrap()
            .1
            .into_owned();
        let shown: String = (1..=6)
            .filter(|n| title(*n) == asked)
            .map(|n| format!("<li><a href=/{n}.html>{}</a></li>", title(n)))
            .collect();
        page(
            "搜索结果",
            &format!("<a href=/s?t=1>政策文件</a><a href=/s?t=2>办事服务</a><ul>{shown}</ul>"),
        )
    })
    .await;
    let search = facts.probes.search.unwrap();
    assert_eq!(search.way, SearchWay::Get);
    assert_eq!(search.trials.len(), 4, "{search:#?}");
    assert!(
        search.trials.iter().all(|trial| trial.found == Some(true)),
        "{search:#?}"
    );
    assert_eq!(search.grouped, Some(true));
    let sitemap = facts.probes.sitemap.unwrap();
    assert!(sitemap.is_sitemap && sitemap.outcome == Outcome::Ok(200));
    // A pin says nothing of certificates and addresses.
    assert!(facts.probes.https.is_none() && facts.probes.ipv6.is_none());
}

#[tokio::test]
async fn a_search_that_fails_or_finds_nothing() {
    let (facts, _) = tried(GET, |_| status(500)).await;
    let search = facts.probes.search.unwrap();
    assert!(
        search
            .trials
            .iter()
            .all(|trial| trial.outcome.is_dead() && trial.found.is_none())
    );

    let (facts, _) = tried(GET, |_| {
        page(
            "搜索结果",
            "<p>很抱歉，没有找到与您输入的词相关的内容，请换一个词再试一次。</p>",
        )
    })
    .await;
    let search = facts.probes.search.unwrap();
    assert!(
        search.trials.iter().all(|trial| trial.found == Some(false)),
        "{search:#?}"
    );
    // Where nothing is found there is nothing to group.
    assert_eq!(search.grouped, None);

    // Nothing is told of results that a script fills in.
    let (facts, _) = tried(GET, |_| page("搜索结果", "<div id=list></div>")).await;
    let search = facts.probes.search.unwrap();
    assert_eq!(search.way, SearchWay::Script);
    assert!(search.trials.iter().all(|trial| trial.found.is_none()));
}

#[tokio::test]
async fn nothing_is_posted() {
    let (facts, asked) = tried(
        "<form action=/search method=post><input name=q><input type=submit value=搜索></form>",
        |_| status(500),
    )
    .await;
    assert_eq!(facts.probes.search.unwrap().way, SearchWay::Post);
    assert_eq!(asked, 0);
    let (facts, _) = tried("", |_| status(500)).await;
    assert_eq!(facts.probes.search.unwrap().way, SearchWay::None);
}
