//! Numbers of persons, wherever on a page they stand: no fact holds one in full, addresses
//! excepted.

#![allow(clippy::unwrap_used)]

use huabiao_facts::{Page, PersonalKind, Region};
use huabiao_page::{Input, read};
use serde_json::Value;
use url::Url;

/// Made up; their check figures hold. The check characters of a social credit code hold
/// for the second and the third, too.
const IDS: [&str; 3] = [
    "33010219900307102X",
    "510103201411155302",
    "110112199010159558",
];
const CARD: &str = "6222021234567890128";
const MOBILE: &str = "13800001234";

fn page(body: &str) -> Page {
    let url = Url::parse("http://www.example.gov.cn/a/b.html").unwrap();
    read(&Input {
        url: &url,
        hosts: &[],
        content_type: None,
        status: 200,
        body: body.as_bytes(),
    })
}

/// The paths of the facts that hold a number in full, with or without separators.
fn open(page: &Page) -> Vec<String> {
    fn walk(value: &Value, path: &str, open: &mut Vec<String>) {
        match value {
            Value::String(text) => {
                let figures: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
                let numbers = IDS.iter().chain([&CARD, &MOBILE]);
                for number in numbers.filter(|number| figures.contains(**number)) {
                    open.push(format!("{path}: {number} in {text}"));
                }
            }
            Value::Array(values) => {
                for (index, value) in values.iter().enumerate() {
                    walk(value, &format!("{path}/{index}"), open);
                }
            }
            Value::Object(fields) => {
                // An address must stay what it is, or it could not be asked for.
                let asked = |name: &str| {
                    name == "url" || name == "href" && fields.get("url") != Some(&Value::Null)
                };
                for (name, value) in fields.iter().filter(|(name, _)| !asked(name)) {
                    walk(value, &format!("{path}/{name}"), open);
                }
            }
            _ => {}
        }
    }
    let mut open = Vec::new();
    walk(&serde_json::to_value(page).unwrap(), "", &mut open);
    open
}

#[test]
fn no_fact_holds_a_number_wherever_it_stands() {
    for lang in ["zh-CN", "fr"] {
        for id in IDS {
            let words = "Une vidéo montre les tunnels. ".repeat(if lang == "fr" { 60 } else { 0 });
            let body = format!(
                "<html lang={lang}><head><title>名单 {id}</title>\
                 <meta name=description content='张三 {id} {MOBILE}'>\
                 <meta name='k-{CARD}' content='a={id}&b={MOBILE}'>\
                 <meta property=og:image content='/photo/{id}.jpg'>\
                 <script type='application/ld+json'>{{\"datePublished\":\"2021-03-05 {id}\"}}</script></head>\
                 <body><h1>公示 {id}</h1><p><time datetime='2021-03-05 {id}'>x</time>{words}</p>\
                 <script>showDate('2021-03-05','{id}','{MOBILE}')</script>\
                 <script>document.write('<b>{id}</b>')</script>\
                 <p>张三，身份证号{id}，手机 138 0000 1234，卡号 {CARD}。受理编号：{id} 电话 {MOBILE}</p>\
                 <p>身份证号<span>{}</span><span>{}</span> 手机<span>138</span><span>00001234</span></p>\
                 <ul><li><a href=/x title='{id}…'>张三{id}…</a> 2021-03-05<li><a href=/y>李四{id}</a> 2021-03-04\
                 <li><a href=/z title='王五 {MOBILE}'></a> 2021-03-03</ul>\
                 <dl><dt>张三 {id}<dd>{MOBILE} 2021-03-05<dt>李四<dd>{CARD} 2021-03-05</dl>\
                 <img src=a alt='{CARD}'><img src='/photo/{id}.jpg'>\
                 <a href='file:///C:/{id}.doc'>附件</a><a onclick=go() title='{id}'></a>\
                 <form action=/s><input name='{id}'><input type=hidden name=sfz value='{id}'>\
                 <input type=hidden name=sj value='x={MOBILE} {MOBILE}'><select><option>{id}</select></form>\
                 <table><tr><th>姓名<th>身份证号<th>手机<tr><td>张三<td>{id}<td>{MOBILE}</table>\
                 <noscript>{id}<img src=b alt='{id} {MOBILE}'></noscript>\
                 <div style='display:none'>{id}<a href=/h>{MOBILE}</a></div>\
                 <p>联系电话：{MOBILE} 主办单位：{id}</p></body>",
                &id[..14],
                &id[14..],
            );
            let page = page(&body);
            assert_eq!(open(&page), [""; 0], "{lang}");
            assert!(page.personal.len() > 8, "{:?}", page.personal);
        }
    }
}

#[test]
fn addresses_are_kept_to_be_asked_for() {
    let id = IDS[0];
    let page = page(&format!("<a href='/show?id={id}'>x</a>"));
    let address = format!("http://www.example.gov.cn/show?id={id}");
    assert_eq!(page.links[0].url.as_deref(), Some(address.as_str()));
    assert_eq!(page.personal, []);
}

#[test]
fn a_refresh_is_followed_where_it_leads() {
    let id = IDS[0];
    let page = page(&format!(
        "<meta http-equiv=refresh content='0;url=/show?id={id}'>"
    ));
    let address = format!("http://www.example.gov.cn/show?id={id}");
    assert_eq!(page.redirect.unwrap().url, address);
}

#[test]
fn no_number_is_left_open_behind_the_last_one_told() {
    let rows = format!("<tr><td>张三<td>{}<td>{MOBILE}", IDS[0]).repeat(6_000);
    let page = page(&format!("<table>{rows}</table><h1>{}</h1>", IDS[1]));
    assert_eq!(open(&page), [""; 0]);
    assert_eq!(page.personal.len(), 200);
}

#[test]
fn what_only_the_title_or_a_description_shows_is_told() {
    let [id, other, _] = IDS;
    let page = page(&format!(
        "<html><head>\n<title>张三 {id}</title><meta name=description content='{id}'></head>\
         <body>\n<p>公示<p>\n<img src=a alt='身份证 {other}'><img src=b alt='受理编号 {other}'>"
    ));
    let told: Vec<_> = page
        .personal
        .iter()
        .map(|number| (number.kind, number.masked.as_str(), number.line))
        .collect();
    assert_eq!(
        told,
        [
            (PersonalKind::IdNumber, "330*************2X", 2),
            (PersonalKind::IdNumber, "510*************02", 4),
        ]
    );
    assert_eq!(page.personal[0].region, Region::Header);
    assert_eq!(page.personal[0].context, "张三 330*************2X");
}

#[test]
fn the_caption_of_a_table_says_more_than_the_title_of_the_page() {
    let people =
        "<tr><td>张三<td>13800000001<tr><td>李四<td>13800000002<tr><td>王五<td>13800000003";
    let found = |title: &str, caption: &str, name: &str| {
        page(&format!(
            "<title>{title}</title><h4>{caption}</h4>\
             <table><tr><td>{name}<td>电话{people}</table>"
        ))
        .personal
        .len()
    };
    assert_eq!(found("主任到某村调研", "临时救助名单", "姓名"), 3);
    assert_eq!(found("领导干部学习", "", "户主"), 3);
    assert_eq!(found("公示", "", "姓名"), 3);
    assert_eq!(found("河长公示", "", "姓名"), 0);
    assert_eq!(found("河长公示", "名单", "姓名"), 0);
    assert_eq!(found("公示", "低保专干名单", "姓名"), 0);
    assert_eq!(found("救助咨询", "救助工作人员名单", "姓名"), 0);
}
