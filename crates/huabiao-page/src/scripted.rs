use huabiao_facts::ScriptedLink;

use crate::sink::fold;
use crate::skeleton::Role;
use crate::view::View;

/// Anchors with words and without an address of their own: a script follows them, or
/// nobody does.
pub(crate) fn read(view: &View<'_>) -> Vec<ScriptedLink> {
    let skeleton = view.skeleton;
    let mut found = Vec::new();
    for (raw, address) in skeleton.links.iter().zip(view.addresses) {
        let empty = match raw.role {
            Role::Bare => true,
            Role::Anchor => address.is_none() || raw.href.trim() == "#",
            _ => false,
        };
        if !empty || raw.hidden || raw.noscript || raw.head {
            continue;
        }
        let text = skeleton.slice(raw.start, raw.end).trim();
        let text = match &raw.alt {
            Some(alt) if text.is_empty() => alt.trim(),
            _ => text,
        };
        if text.is_empty() {
            continue;
        }
        found.push(ScriptedLink {
            text: fold(text, 60),
            region: view.regions.of(raw.node, raw.start),
            line: raw.line,
        });
        if found.len() >= LINKS {
            break;
        }
    }
    found
}

/// Links kept of one page.
const LINKS: usize = 200;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::{Input, read};

    #[test]
    fn what_only_a_script_follows() {
        let url = "http://www.example.gov.cn/".parse().unwrap();
        let page = read(&Input {
            url: &url,
            hosts: &[],
            content_type: Some("text/html; charset=utf-8"),
            status: 200,
            body: "<p><a href='javascript:;'>在线访谈</a><a href='#' onclick=go()>数据</a>\
                   <a onclick=go()>信箱</a><a href=/a.html>要闻</a><a href=#top></a>"
                .as_bytes(),
        });
        let words: Vec<&str> = page
            .scripted
            .iter()
            .map(|link| link.text.as_str())
            .collect();
        assert_eq!(words, ["在线访谈", "数据", "信箱"]);
    }
}
