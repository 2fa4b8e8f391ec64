use std::collections::HashSet;

use huabiao_facts::{Access, Barrier, BarrierKind};

use crate::sink::fold;
use crate::skeleton::{RawBarrier, Skeleton};

/// What keeps people out: what the pass over the tokens saw, fields that no label names,
/// and what the head of the document says or leaves out.
pub(crate) fn facts(skeleton: &Skeleton) -> Access {
    let raw = &skeleton.access;
    let labels: HashSet<&str> = raw.labels.iter().map(String::as_str).collect();
    let mut barriers: Vec<Barrier> = raw.barriers.iter().map(fact).collect();
    let mut total = raw.total;
    let mut fields = 0;
    for (id, field) in &raw.unlabelled {
        if id.is_empty() || !labels.contains(id.as_str()) {
            total += 1;
            fields += 1;
            if fields <= OF_A_KIND {
                barriers.push(fact(field));
            }
        }
    }
    barriers.sort_by_key(|barrier| barrier.line);
    let lang = skeleton.lang.as_ref().map(|lang| fold(lang, 40));
    let mut head = Vec::new();
    if !lang.as_deref().is_some_and(is_language) {
        head.push((BarrierKind::Lang, lang.clone().unwrap_or_default()));
    }
    if skeleton.title.trim().is_empty() {
        head.push((BarrierKind::Title, String::new()));
    }
    let viewport = skeleton
        .meta
        .iter()
        .find(|meta| meta.name.eq_ignore_ascii_case("viewport"));
    if let Some(viewport) = viewport.filter(|viewport| forbids(&viewport.content)) {
        head.push((BarrierKind::Viewport, fold(&viewport.content, 100)));
    }
    total += u32::try_from(head.len()).unwrap_or(0);
    let head = head.into_iter().map(|(kind, what)| Barrier {
        kind,
        what,
        line: 1,
    });
    barriers.splice(0..0, head);
    Access {
        lang,
        barriers,
        total,
    }
}

fn fact(raw: &RawBarrier) -> Barrier {
    Barrier {
        kind: raw.kind,
        what: raw.what.clone(),
        line: raw.line,
    }
}

/// Whether a language tag begins as one does: two or three letters (BCP 47), or `i-` and
/// `x-` for special ones.
fn is_language(tag: &str) -> bool {
    let first = tag.trim().split(['-', '_']).next().unwrap_or_default();
    let first = first.to_ascii_lowercase();
    match first.len() {
        2 => LANGUAGES.split(' ').any(|known| known == first),
        3 => first.bytes().all(|byte| byte.is_ascii_alphabetic()),
        _ => false,
    }
}

/// Whether a viewport keeps people from enlarging the page to twice its size.
fn forbids(content: &str) -> bool {
    content.split([',', ';']).any(|part| {
        let Some((name, value)) = part.split_once('=') else {
            return false;
        };
        let value = value.trim();
        let value = value.to_ascii_lowercase();
        let number = value.parse::<f32>().ok();
        // As browsers read it: yes is 1, words that mean nothing are next to nothing.
        match name.trim().to_ascii_lowercase().as_str() {
            "user-scalable" => match number {
                Some(number) => number.abs() < 1.0,
                None => !matches!(value.as_str(), "yes" | "device-width" | "device-height"),
            },
            "maximum-scale" => match number {
                Some(number) => (0.0..2.0).contains(&number),
                None => !matches!(value.as_str(), "device-width" | "device-height"),
            },
            _ => false,
        }
    })
}

/// Languages of two letters (ISO 639-1), and those that the registry keeps beside them.
const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce \
    ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv \
    ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km \
    kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne \
    ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl \
    sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa \
    wo xh yi yo za zh zu";

/// Fields without a name that are kept.
const OF_A_KIND: u32 = 20;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::testing;

    fn kinds(body: &str) -> Vec<String> {
        let url = "http://www.example.gov.cn/";
        let body = format!("<html lang=zh-CN><title>标题</title>{body}");
        let page = testing::page(url, &body);
        let barriers = page.access.barriers.iter();
        barriers
            .map(|barrier| {
                format!(
                    "{} {} {}",
                    barrier.kind.as_str(),
                    barrier.what,
                    barrier.line
                )
            })
            .collect()
    }

    #[test]
    fn names_of_things() {
        for fine in [
            "<img src=a alt=x><img src=b alt=''><img src=c aria-hidden=true><img src=d role=presentation>",
            "<a href=/>首页</a><a href=/x><img src=a alt=标识></a><a href=/y title=名></a><a name=top></a>",
            "<a href=/z aria-label='z'></a><button>查</button><button aria-label=查><i></i></button>",
            "<input type=hidden name=a><input type=submit><input type=text name=q placeholder=搜索>",
            "<label>名 <input name=a></label><label for=b>名</label><input id=b><input id=c><label for='c'>名</label>",
            "<iframe src=a title=地图></iframe><iframe src=b width=0></iframe><div style='display:none'><img src=x></div>",
            "<select aria-label=区县></select><textarea title=内容></textarea>",
            "<div hidden><a href=/></a><input name=x></div>",
        ] {
            assert_eq!(kinds(fine), [""; 0], "{fine}");
        }
        assert_eq!(
            kinds(
                "<img src=a.png>\n<a href=/x></a>\n<button class=go></button>\n<input name=q>\n<iframe src=f></iframe>"
            ),
            [
                "alt a.png 1",
                "empty-link /x 2",
                "empty-button go 3",
                "label q 4",
                "frame-title f 5"
            ]
        );
        assert_eq!(
            kinds("<a href=/x><img src=i alt=''></a>"),
            ["empty-link /x 1"]
        );
    }

    #[test]
    fn the_head_of_a_document() {
        let url = "http://www.example.gov.cn/";
        let page = testing::page(
            url,
            "<html lang=''><meta name=viewport content='width=device-width, user-scalable=no'><p>x",
        );
        let kinds: Vec<&str> = page
            .access
            .barriers
            .iter()
            .map(|barrier| barrier.kind.as_str())
            .collect();
        assert_eq!(kinds, ["lang", "title", "viewport"]);
        assert!(!super::forbids(
            "width=device-width, initial-scale=1, maximum-scale=5"
        ));
        assert!(
            super::is_language("zh")
                && super::is_language("en-US")
                && !super::is_language("chinese")
        );
    }
}
