use huabiao_facts::ScriptedLink;

use crate::sink::fold;
use crate::skeleton::Role;
use crate::view::View;

/// Anchors with words and without an address of their own, and other elements that act
/// when they are clicked or chosen: a script follows them, or nobody does.
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
    for act in &skeleton.acts {
        if found.len() >= LINKS {
            break;
        }
        let words = act.words.as_deref();
        let text = words.unwrap_or_else(|| skeleton.slice(act.start, act.end));
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        // What an attribute holds was not looked through for numbers of persons.
        if act.hidden || text.trim().is_empty() || words.is_some() && digits >= DIGITS {
            continue;
        }
        found.push(ScriptedLink {
            text: fold(text.trim(), 60),
            region: view.regions.of(act.node, act.start),
            line: act.line,
        });
    }
    found
}

/// Digits from which on a text may hold a number of a person.
const DIGITS: usize = 6;

/// Links kept of one page.
const LINKS: usize = 200;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::testing;

    #[test]
    fn what_only_a_script_follows() {
        let url = "http://www.example.gov.cn/";
        let page = testing::page(
            url,
            "<p><a href='javascript:;'>在线访谈</a><a href='#' onclick=go()>数据</a>\
                   <a onclick=go()>信箱</a><a href=/a.html>要闻</a><a href=#top></a>",
        );
        let words: Vec<&str> = page
            .scripted
            .iter()
            .map(|link| link.text.as_str())
            .collect();
        assert_eq!(words, ["在线访谈", "数据", "信箱"]);
    }

    #[test]
    fn elements_that_act_when_clicked() {
        let url = "http://www.example.gov.cn/";
        let page = testing::page(
            url,
            "<button onclick=\"location.href='/xjx/'\">局长信箱</button>\
                   <div onclick=\"window.open('/zx/')\">在线<b>咨询</b></div><p>正文</p>\
                   <select><option value='/ly/'>网上留言</option><option value=1>一</option></select>\
                   <input type=button value=我要写信 onclick=go()><b onclick=go()>建言</b>其他\
                   <img src=p.png alt=民意征集 onclick=go()><button>提交</button>",
        );
        let words: Vec<&str> = page
            .scripted
            .iter()
            .map(|link| link.text.as_str())
            .collect();
        let all = [
            "局长信箱",
            "在线咨询",
            "网上留言",
            "我要写信",
            "建言",
            "民意征集",
        ];
        assert_eq!(words, all);
    }
}
