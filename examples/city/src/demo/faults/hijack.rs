//! Pages and links that fell into other hands.

use super::{Fault, expected, fault};
use crate::demo::answer::Answer;
use crate::demo::draft::{Draft, Place};
use crate::demo::elsewhere;
use crate::demo::planted::Expected;
use crate::demo::render::escape;

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "hidden-links",
        hidden_links,
        "页面被植入赌博暗链",
        "hidden links to gambling sites",
    ),
    fault(
        "hijacked-outlink",
        hijacked_outlink,
        "站外链接的域名已变为赌博网站",
        "an external link whose host became a gambling site",
    ),
    fault(
        "taken-over-page",
        taken_over_page,
        "本站页面标题和关键词被篡改",
        "a page of the site itself was taken over",
    ),
];

fn hidden_links(draft: &mut Draft) -> Vec<Expected> {
    let words = ["澳门赌场", "百家乐", "六合彩", "老虎机"];
    let urls = elsewhere::PLANTED.map(|host| format!("http://{host}/"));
    let links: String = words
        .iter()
        .zip(&urls)
        .map(|(word, url)| format!("<a href=\"{url}\">{word}</a>"))
        .collect();
    draft.put(
        Place::Home,
        &format!("<div style=\"display:none\">{links}</div>"),
    );
    let whole = Expected {
        target: urls.first().cloned(),
        ..expected("link-hidden", draft.url(Place::Home), "home")
    };
    let each = urls.into_iter().map(|url| Expected {
        target: Some(url),
        ..expected("link-hijacked", draft.url(Place::Home), "home")
    });
    std::iter::once(whole).chain(each).collect()
}

fn hijacked_outlink(draft: &mut Draft) -> Vec<Expected> {
    let place = draft.spot();
    let url = format!("http://{}/", elsewhere::TAKEN);
    draft.put(
        place,
        &format!("<p>友情链接：<a href=\"{url}\">澄岚旅游协会</a></p>"),
    );
    vec![Expected {
        target: Some(url),
        ..expected("link-hijacked", draft.url(place), "other")
    }]
}

fn taken_over_page(draft: &mut Draft) -> Vec<Expected> {
    let path = "/zt/2021/index.html";
    let page = format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <title>澳门新葡京娱乐城-百家乐-六合彩投注平台</title>\
         <meta name=\"keywords\" content=\"澳门赌场,百家乐,六合彩,老虎机\">\
         <meta name=\"description\" content=\"新葡京网上赌场，百家乐、老虎机、六合彩投注\">\
         <meta name=\"SiteName\" content=\"{}\"><meta name=\"SiteDomain\" content=\"{}\">\
         <meta name=\"SiteIDCode\" content=\"{}\"></head>\
         <body><h1>安全生产专题</h1><p>本专题汇集全市安全生产有关工作情况。</p></body></html>",
        escape(&draft.site.name),
        draft.site.host,
        draft.site.code
    );
    draft.answer(path, Answer::page(200, &page));
    let place = draft.spot();
    let href = escape(&draft.href(&draft.path(place), path));
    draft.put(
        place,
        &format!("<p>相关专题：<a href=\"{href}\">安全生产专题</a></p>"),
    );
    vec![expected("link-hijacked", draft.site.url(path), "page")]
}
