use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use url::Url;

use super::answer::Answer;
use super::draft::Manner;
use super::*;
use crate::serve::client::{ask, ask_with};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()
}

/// Addresses in attributes of a page, comments and `noscript` left out, as a browser
/// asks for them.
fn addresses(page: &str, bytes_are_gbk: bool, base: &Url) -> Vec<Url> {
    let mut page = page.to_owned();
    for (open, close) in [
        ("<!--", "-->"),
        ("<noscript", "</noscript>"),
        ("<form", "<p>"),
    ] {
        while let Some(from) = page.find(open) {
            let end = page[from..]
                .find(close)
                .map_or(page.len(), |at| from + at + close.len());
            page.replace_range(from..end, "");
        }
    }
    fn gbk(text: &str) -> std::borrow::Cow<'_, [u8]> {
        encoding_rs::GBK.encode(text).0
    }
    fn utf8(text: &str) -> std::borrow::Cow<'_, [u8]> {
        text.as_bytes().into()
    }
    let options = Url::options();
    let base = match page.split_once("<base href=\"") {
        Some((_, rest)) => Url::parse(rest.split('"').next().unwrap()).unwrap(),
        None => base.clone(),
    };
    let options = options
        .base_url(Some(&base))
        .encoding_override(Some(if bytes_are_gbk { &gbk } else { &utf8 }));
    let pattern = regex(&page);
    pattern
        .into_iter()
        .filter_map(|href| options.parse(&href).ok())
        .collect()
}

/// Values of the attributes that hold addresses.
fn regex(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lower = page.to_ascii_lowercase();
    for name in [" href=", " src=", " background="] {
        let mut at = 0;
        while let Some(next) = lower[at..].find(name) {
            at += next + name.len();
            let rest = &page[at..];
            let value = match rest.as_bytes().first() {
                Some(b'"') => rest[1..].split('"').next(),
                Some(b'\'') => rest[1..].split('\'').next(),
                _ => rest.split([' ', '>']).next(),
            };
            found.push(value.unwrap().replace("&amp;", "&"));
        }
    }
    found
}

fn target(url: &Url) -> String {
    let query = url
        .query()
        .map_or(String::new(), |query| format!("?{query}"));
    format!("{}{query}", url.path())
}

fn decode(site: &Site, body: &[u8]) -> String {
    let encoding = if site.charset.is_gbk() {
        encoding_rs::GBK
    } else {
        encoding_rs::UTF_8
    };
    let (text, _, broken) = encoding.decode(body);
    assert!(!broken, "{}", site.host);
    text.into_owned()
}

/// Every address that the pages of the city name and that is not there: page, target.
fn dead(city: &City) -> BTreeSet<(String, String)> {
    let hosts = city.hosts();
    let mut dead = BTreeSet::new();
    for draft in &city.drafts {
        for (path, answer) in hosts[&draft.site.host].paths() {
            let Answer::Body {
                status: 200,
                kind,
                body,
            } = answer
            else {
                continue;
            };
            // Pages that only serve a planted fault speak for themselves.
            if !kind.starts_with("text/html") || draft.answers.iter().any(|(own, _)| own == path) {
                continue;
            }
            let page = draft.site.url(path);
            let html = decode(&draft.site, body);
            for url in addresses(
                &html,
                draft.site.charset.is_gbk(),
                &Url::parse(&page).unwrap(),
            ) {
                if !matches!(url.scheme(), "http" | "https") {
                    continue;
                }
                let host = url.host_str().unwrap();
                let alive = match hosts.get(host) {
                    Some(host) => match host.answer(&target(&url)) {
                        Answer::Body { status, body, .. } => {
                            status < 400 && body != faults::SOFT.as_bytes()
                        }
                        _ => true,
                    },
                    None => {
                        assert_eq!(host, elsewhere::REFUSED, "{url} would leave the machine");
                        false
                    }
                };
                if !alive {
                    dead.insert((page.clone(), url.to_string()));
                }
            }
        }
    }
    dead
}

#[test]
fn the_same_day_gives_the_same_city() {
    let bytes = |city: &City| format!("{city:?}");
    assert_eq!(bytes(&City::new(today())), bytes(&City::new(today())));
    let other = City::new(today().succ_opt().unwrap());
    assert_ne!(bytes(&City::new(today())), bytes(&other));
}

#[test]
fn the_plan_is_as_large_as_it_should_be() {
    let city = City::new(today());
    let kinds: HashSet<&str> = city.faults().iter().map(|fault| fault.kind).collect();
    let hosts: HashSet<&str> = city
        .faults()
        .iter()
        .map(|fault| fault.host.as_str())
        .collect();
    let faults = city.faults().len();
    assert!(kinds.len() >= 40, "{}", kinds.len());
    assert!((70..=120).contains(&faults), "{faults}");
    assert!((35..=65).contains(&hosts.len()), "{}", hosts.len());
    let all: HashSet<&str> = faults::ALL
        .iter()
        .flat_map(|all| all.iter())
        .map(|f| f.kind)
        .collect();
    assert_eq!(kinds, all, "every kind is planted somewhere");
    let baits: HashSet<&str> = city.decoys().iter().map(|decoy| decoy.kind).collect();
    assert_eq!(baits.len(), decoys::ALL.len());
    let planned: HashSet<&str> = plan::PLAN.iter().map(|(host, _)| *host).collect();
    assert_eq!(planned.len(), plan::PLAN.len(), "each host once");
    let known: HashSet<&str> = city.sites().map(|site| site.host.as_str()).collect();
    assert!(planned.is_subset(&known));
    let ids: HashSet<&str> = city
        .faults()
        .iter()
        .map(|fault| fault.id.as_str())
        .collect();
    assert_eq!(ids.len(), faults);
}

#[test]
fn nothing_is_dead_but_what_was_planted() {
    let city = City::new(today());
    let planted: BTreeSet<(String, String)> = city
        .faults()
        .iter()
        .flat_map(|fault| &fault.expected)
        .filter(|owed| owed.rule.as_str().ends_with("-dead"))
        .map(|owed| (owed.url.clone(), owed.target.clone().unwrap()))
        .collect();
    let found = dead(&city);
    let unplanted: Vec<_> = found.difference(&planted).collect();
    // What is planted behind a redirect, a 5xx or a folder that robots may not see is
    // not dead to this walk.
    let robots = |url: &str| url.contains("/nbzl/");
    let forbidden = |url: &str| url.contains("/stat/table.jsp");
    let unplanted: Vec<_> = unplanted
        .into_iter()
        .filter(|(_, url)| !robots(url) && !forbidden(url))
        .collect();
    assert!(unplanted.is_empty(), "{unplanted:#?}");
    let unfound: Vec<_> = planted
        .difference(&found)
        .filter(|(_, url)| {
            !["/login/check", "/jump/", "/system/"]
                .iter()
                .any(|sent_on| url.contains(sent_on))
        })
        .collect();
    assert!(unfound.is_empty(), "{unfound:#?}");
}

#[test]
fn every_finding_that_is_owed_stands_on_a_page_that_is_there() {
    let city = City::new(today());
    let hosts = city.hosts();
    for fault in city.faults() {
        assert!(!fault.expected.is_empty(), "{}", fault.id);
        for owed in &fault.expected {
            let url = Url::parse(&owed.url).unwrap();
            assert_eq!(url.host_str().unwrap(), fault.host);
            let answer = hosts[&fault.host].answer(&target(&url));
            assert!(
                matches!(answer, Answer::Body { status: 200, .. }),
                "{}: {} answers {answer:?}",
                fault.id,
                owed.url
            );
        }
    }
    let owed: Vec<&Expected> = city
        .faults()
        .iter()
        .flat_map(|fault| &fault.expected)
        .collect();
    let unique: BTreeSet<&&Expected> = owed.iter().collect();
    assert_eq!(owed.len(), unique.len(), "no finding is owed twice");
}

#[test]
fn a_site_is_light() {
    let city = City::new(today());
    for draft in &city.drafts {
        let pages = render::pages(draft);
        assert!(
            (12..=44).contains(&pages.len()),
            "{}: {}",
            draft.site.host,
            pages.len()
        );
        let paths: HashSet<&str> = pages.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths.len(), pages.len(), "{}", draft.site.host);
    }
}

#[test]
fn pages_fit_their_encoding() {
    let city = City::new(today());
    for draft in city
        .drafts
        .iter()
        .filter(|draft| draft.site.charset.is_gbk())
    {
        for (path, html) in render::pages(draft) {
            let bytes = render::encode(draft.site.charset, &html);
            assert_eq!(
                decode(&draft.site, &bytes),
                html,
                "{}{path}",
                draft.site.host
            );
            assert!(!html.contains("&#"), "{}{path}", draft.site.host);
        }
    }
}

#[test]
fn the_list_is_gbk_with_chinese_headers() {
    let city = City::new(today());
    let bytes = city.sites_csv();
    let (text, _, broken) = encoding_rs::GBK.decode(&bytes);
    assert!(!broken);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 92);
    assert!(lines[0].starts_with("网站标识码,网站名称"), "{}", lines[0]);
    assert!(lines[1].starts_with("4712000001,澄岚市人民政府,http://www.chenglan.gov.cn/"));
}

#[test]
fn decoys_stand_where_they_say() {
    let city = City::new(today());
    let hosts = city.hosts();
    let silent: HashMap<&str, Manner> = city
        .drafts
        .iter()
        .map(|draft| (draft.site.host.as_str(), draft.manner))
        .collect();
    for (kind, manner) in [
        ("silent-host", Manner::Silent),
        ("flapping", Manner::Flapping),
        ("forbidden-host", Manner::Forbidden),
        ("script-host", Manner::Challenge),
        ("cookie-check", Manner::Cookie),
    ] {
        let decoy = city
            .decoys()
            .iter()
            .find(|decoy| decoy.kind == kind)
            .unwrap();
        assert_eq!(silent[decoy.host.as_str()], manner, "{kind}");
    }
    let gbk = city
        .decoys()
        .iter()
        .find(|decoy| decoy.kind == "gbk-link")
        .unwrap();
    let url = Url::parse(&gbk.url).unwrap();
    assert!(matches!(
        hosts[&gbk.host].answer(&target(&url)),
        Answer::Body { status: 200, .. }
    ));
    let wrong = "/search.asp?key=%E6%BE%84%E6%B1%9F%E5%A4%A7%E9%81%93";
    assert!(matches!(
        hosts[&gbk.host].answer(wrong),
        Answer::Body { status: 404, .. }
    ));
}

#[tokio::test]
async fn the_city_answers_by_host_name() {
    let city = City::new(today());
    let serving = city.serve().await.unwrap();
    let at = |host: &str, port: u16| {
        serving
            .pins
            .iter()
            .find(|pin| pin.host == host && pin.port == port)
            .unwrap()
            .addr
    };
    for site in city.sites() {
        assert!(
            serving
                .pins
                .iter()
                .any(|pin| pin.host == site.host && pin.port == 443)
        );
    }
    let portal = ask(
        at("www.chenglan.gov.cn", 80),
        "GET",
        "www.chenglan.gov.cn",
        "/",
    )
    .await;
    assert_eq!(portal.status, 200);
    assert!(portal.text().contains("<title>澄岚市人民政府</title>"));
    let addr = at("www.chenglan.gov.cn", 80);
    assert_eq!(
        ask(addr, "GET", "www.chenglan.gov.cn", "/gone")
            .await
            .status,
        404
    );
    assert_eq!(ask(addr, "GET", "www.example.org", "/").await.status, 421);

    let host = "jgswj.chenglan.gov.cn";
    assert_eq!(ask(addr, "GET", host, "/").await.status, 503);
    assert_eq!(ask(addr, "GET", host, "/").await.status, 200);

    let host = "spj.chenglan.gov.cn";
    let first = ask(addr, "GET", host, "/").await;
    assert_eq!((first.status, first.header("location")), (302, Some("/")));
    let cookie = first
        .header("set-cookie")
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    let again = ask_with(addr, "GET", host, "/", &format!("Cookie: {cookie}\r\n")).await;
    assert_eq!(again.status, 200);

    let bomb = ask(addr, "GET", "gkj.chenglan.gov.cn", "/video/live.html").await;
    assert!(bomb.body.len() < 200_000, "{}", bomb.body.len());
    let mut unpacked = flate2::read::GzDecoder::new(bomb.body.as_slice());
    let size = std::io::copy(&mut unpacked, &mut std::io::sink()).unwrap();
    assert_eq!(size, 64 << 20);

    let refusing = at(elsewhere::REFUSED, 80);
    let error = tokio::net::TcpStream::connect(refusing).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);

    let silent = ask(addr, "GET", "lyj.chenglan.gov.cn", "/");
    let waited = tokio::time::timeout(std::time::Duration::from_millis(200), silent).await;
    assert!(waited.is_err());
}
