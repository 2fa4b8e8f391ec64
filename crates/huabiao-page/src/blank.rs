use huabiao_facts::ListItem;
use url::Url;

use crate::bare::{has_own_scripts, is_bare};
use crate::holds_none;
use crate::kind::{empty_list, paging_words, says_empty};
use crate::links::is_attachment;
use crate::lists::List;
use crate::regions::Area;
use crate::script::writes_unknown;
use crate::sink::fold;
use crate::skeleton::{Role, ScriptKind};
use crate::tag::Tag;
use crate::view::View;

/// Whether the column has nothing at all, and what spoke for it, as a code.
pub(crate) fn decide(
    view: &View<'_>,
    items: &[ListItem],
    filled: bool,
    lists: &[&List],
) -> (Option<bool>, String) {
    if !items.is_empty() {
        return (Some(false), format!("entries: {}", items.len()));
    }
    if filled {
        return (None, "script".to_owned());
    }
    if view.content.frames > 0 {
        return (None, "frame".to_owned());
    }
    let outside = view.outside(lists);
    let none = holds_none::find(view, outside);
    if outside >= TEXT && none.is_none() {
        return (Some(false), format!("text: {outside}"));
    }
    if view.content.text.main_media > 0 && none.is_none() {
        return (
            Some(false),
            format!("media: {}", view.content.text.main_media),
        );
    }
    let files = view
        .addresses
        .iter()
        .zip(&view.skeleton.links)
        .any(|(address, link)| {
            link.start >= view.begin()
                && view.regions.area(link.node, link.start) == Area::Main
                && address.is_some_and(is_attachment)
        });
    if files {
        return (Some(false), "files".to_owned());
    }
    let anchors = view
        .skeleton
        .links
        .iter()
        .filter(|link| {
            link.role == Role::Anchor
                && link.start >= view.begin()
                && link.end > link.start
                && view.regions.area(link.node, link.start) == Area::Main
                && view
                    .skeleton
                    .slice(link.start, link.end)
                    .trim()
                    .chars()
                    .count()
                    >= 10
        })
        .count();
    if anchors > 0 {
        return (None, "long-links".to_owned());
    }
    if let Some(why) = leads_on(view) {
        return (None, why.to_owned());
    }
    if let Some(line) = says_empty(view) {
        let line = fold(line, 60);
        return (Some(true), format!("says-empty: {line}"));
    }
    if let Some(paging) = &view.pass.paging {
        match paging.total {
            Some(0) => {
                return (Some(true), "paging-zero".to_owned());
            }
            Some(total) => {
                return (None, format!("paging-total: {total}"));
            }
            None if paging.count > 1 => {
                return (None, "paging-pages".to_owned());
            }
            None => {}
        }
    }
    let links = view.stray_links();
    if links >= 3 {
        return (None, format!("links: {links}"));
    }
    if let Some(what) = holds_other(view) {
        return (None, what.to_owned());
    }
    if let Some(sign) = none {
        return (holds_none::is_sure(view).then_some(true), sign.code());
    }
    if outside > 0 {
        return (None, format!("text: {outside}"));
    }
    if inline_scripts(view) {
        return (None, "script-inline".to_owned());
    }
    if view.pass.paging.is_some() {
        return (Some(true), "paging-alone".to_owned());
    }
    if outside_scripts(view) {
        return (None, "script-inside".to_owned());
    }
    if empty_list(view) {
        // A pager that came with the page says that its server wrote the list.
        if later_scripts(view) && !paging_words(view) {
            return (None, "script-after".to_owned());
        }
        return (Some(true), "list-empty".to_owned());
    }
    if paging_words(view) {
        return (Some(true), "paging-no-entries".to_owned());
    }
    if is_bare(view) {
        return if has_own_scripts(view) {
            (None, BARE_SCRIPTS.to_owned())
        } else {
            (Some(true), BARE.to_owned())
        };
    }
    (None, "no-list".to_owned())
}

/// What stands in the content and is no list: something to fill in or to choose from, a
/// drawing, text as it was set.
fn holds_other(view: &View<'_>) -> Option<&'static str> {
    let nodes = &view.skeleton.nodes;
    let search = view.skeleton.forms.iter().all(|form| form.search);
    let mut form_end = 0;
    nodes.iter().enumerate().find_map(|(index, node)| {
        if node.tag == Tag::Form {
            form_end = form_end.max(node.end);
        }
        let in_form = u32::try_from(index).is_ok_and(|at| at < form_end);
        let what = match node.tag {
            Tag::Form if !search => "form",
            Tag::Select if !search || !in_form => "form",
            Tag::Svg => "drawing",
            Tag::Pre if node.chars() > 0 => "text",
            _ => return None,
        };
        let inside = !node.hidden
            && node.from.text >= view.begin()
            && node.from.text <= view.regions.foot
            // Without text of its own it may stand where the foot begins.
            && (node.tag == Tag::Svg && node.from.text == view.regions.foot
                || u32::try_from(index).is_ok_and(|at| view.regions.of_node(at) == Area::Main));
        inside.then_some(what)
    })
}

/// Whether a script in the content calls or writes what nobody saw.
fn inline_scripts(view: &View<'_>) -> bool {
    let (begin, skeleton) = (view.begin(), view.skeleton);
    skeleton.scripts.iter().any(|script| {
        let range = script.start as usize..script.end as usize;
        script.kind == ScriptKind::Inline
            && script.at >= begin
            && skeleton.code.get(range).is_some_and(writes_unknown)
            && view.regions.of_node(script.node) != Area::Footer
    })
}

/// What in the content leads to where the entries are: a sentence with a link (详见…), or
/// something to click on that shows them.
fn leads_on(view: &View<'_>) -> Option<&'static str> {
    let skeleton = view.skeleton;
    let is_main = |node, at| at >= view.begin() && view.regions.area(node, at) == Area::Main;
    let sentence = skeleton.lines.iter().any(|line| {
        !line.hidden
            && line.link_chars > 0
            && is_main(line.node, line.start)
            && holds(skeleton.slice(line.start, line.end), &SEE)
    });
    if sentence {
        return Some("see-elsewhere");
    }
    let acts = skeleton.acts.iter().filter(|act| !act.hidden);
    let anchors = skeleton.links.iter().filter(|link| {
        let acts =
            link.role == Role::Bare || link.href.to_ascii_lowercase().starts_with("javascript:");
        matches!(link.role, Role::Anchor | Role::Bare) && acts && !link.hidden
    });
    let mut all = acts
        .map(|act| (act.node, act.start, act.end, act.words.as_deref()))
        .chain(anchors.map(|link| (link.node, link.start, link.end, None)));
    all.any(|(node, start, end, words)| {
        is_main(node, start) && holds(words.unwrap_or_else(|| skeleton.slice(start, end)), &SHOW)
    })
    .then_some("shows-on-click")
}

fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether an address is that of a script that fills no list, by the name of its file.
pub(crate) fn is_library(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    LIBRARIES.iter().any(|word| name.contains(word))
}

/// A column that shows nothing at all, not even a place for a list.
pub(crate) const BARE: &str = "bare";

/// The same where scripts of the site may yet fill it.
pub(crate) const BARE_SCRIPTS: &str = "bare-scripts";

/// Words of a sentence that leads elsewhere.
const SEE: [&str; 10] = [
    "参见",
    "参阅",
    "移步",
    "见附件",
    "请到",
    "请前往",
    "请见",
    "请访问",
    "详见",
    "转至",
];

/// Words on what shows entries when it is clicked.
const SHOW: [&str; 5] = ["加载", "展开", "显示全部", "查看全部", "更多"];

/// Whether a script from a file stands inside the content.
fn outside_scripts(view: &View<'_>) -> bool {
    let begin = view.begin();
    view.regions.trail.is_some()
        && view.skeleton.links.iter().any(|link| {
            link.role == Role::Script
                && link.start >= begin
                && link.start < view.regions.foot
                && view
                    .skeleton
                    .nodes
                    .get(link.node as usize)
                    .is_some_and(|node| {
                        matches!(node.tag, Tag::Ul | Tag::Li | Tag::Td | Tag::Tbody)
                    })
        })
}

/// Whether a script from a file of the site's own, and of no well-known library, is loaded
/// after the content began: it may fill the list.
fn later_scripts(view: &View<'_>) -> bool {
    let begin = view.begin();
    view.skeleton
        .links
        .iter()
        .zip(view.addresses)
        .filter(|(link, _)| link.role == Role::Script && !link.head && link.start >= begin)
        .filter_map(|(_, address)| Url::parse((*address)?).ok())
        .any(|address| address.host() == view.url.host() && !is_library(address.path()))
}

/// Characters that make a text.
const TEXT: u32 = 20;

/// Parts of the names of files that fill no list: libraries, sliders, counters.
const LIBRARIES: [&str; 22] = [
    "analytics",
    "bootstrap",
    "count",
    "echarts",
    "font",
    "html5",
    "jiucuo",
    "jquery",
    "lunbo",
    "menu",
    "nav",
    "polyfill",
    "print",
    "respond",
    "scroll",
    "share",
    "slide",
    "stat",
    "swiper",
    "tongji",
    "toggle",
    "wza",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::{Input, read};

    fn blank(scripts: &str) -> (Option<bool>, String) {
        let url = "http://www.example.gov.cn/tzgg/".parse().unwrap();
        let body = format!(
            "<title>通知公告</title><meta name=ColumnName content=通知公告>\
             <meta name=ColumnType content=通知公告><body>\
             <div class=position>当前位置：<a href=/>首页</a> &gt; <a href=/tzgg/>通知公告</a></div>\
             <div class=list><ul id=list></ul></div>{scripts}\
             <div class=footer>主办单位：某市教育局</div>"
        );
        let page = read(&Input {
            url: &url,
            hosts: &[],
            content_type: Some("text/html; charset=utf-8"),
            status: 200,
            body: body.as_bytes(),
        });
        let column = page.column.unwrap();
        (column.blank, column.why)
    }

    #[test]
    fn a_script_may_bring_entries_newer_than_those_of_the_page() {
        let page = |code: &str| {
            let url = "http://www.example.gov.cn/tzgg/".parse().unwrap();
            let entries = "<li><a href=1.html>某市教育局关于放假的通知</a> 2024-01-02".repeat(3);
            let body = format!(
                "<title>通知公告</title><meta name=ColumnName content=通知公告>\
                 <div class=list><script>$.get('/new',function(r){{{code}}})</script>\
                 <ul>{entries}</ul></div>"
            );
            let page = read(&Input {
                url: &url,
                hosts: &[],
                content_type: Some("text/html; charset=utf-8"),
                status: 200,
                body: body.as_bytes(),
            });
            page.column.unwrap().filled_by_script
        };
        assert!(page("$('.list ul').prepend(r)"));
        assert!(!page("$('#hits').html(r)"));
    }

    #[test]
    fn what_is_no_list_may_be_the_content() {
        for other in [
            "<form action=/cx><label>企业名称 <input name=a></label><button>查询</button></form>",
            "<select><option value=/2025/>2025年</option><option value=/2024/>2024年</option></select>",
            "<svg viewBox='0 0 9 9'><path d='M0 0'/></svg>",
            "<p><input type=radio name=a>赞成 <input type=radio name=a>反对</p>",
            "<pre>白龙河 张家沟</pre>",
        ] {
            assert_ne!(blank(other).0, Some(true), "{other}");
        }
    }

    #[test]
    fn a_script_that_follows_may_fill_an_empty_list() {
        assert_eq!(blank(""), (Some(true), "list-empty".to_owned()));
        for library in ["/js/jquery.min.js", "https://counter.example.com/list.js"] {
            let script = format!("<script src={library}></script>");
            assert_eq!(blank(&script).0, Some(true), "{library}");
        }
        let pager = "<div class=page><a href=''>第一页</a><a href=''>最后一页</a></div>";
        let paged = format!("{pager}<script src=/js/tzgg.js></script>");
        assert_eq!(blank(&paged), (Some(true), "list-empty".to_owned()));
        for code in [
            "fetch('/api/list').then(r=>r.json()).then(render)",
            "axios.get('/cms/list',{params:{channel:12}}).then(show)",
            "getList(12,1,20);",
            "initPage({columnId:12,size:15})",
            "document.write(listHtml)",
            "load('/api/list.json')",
        ] {
            let inline = format!("<script>{code}</script>");
            assert_eq!(blank(&inline).0, None, "{code}");
        }
        let own = "<script src=/js/tzgg.js></script>";
        assert_eq!(blank(own), (None, "script-after".to_owned()));
    }
}
