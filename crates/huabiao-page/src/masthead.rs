use huabiao_facts::Masthead;

use crate::regions::{Area, Regions};
use crate::sink::fold;
use crate::skeleton::{Role, Skeleton};

/// What a page shows above its content: the lines and pictures before its headline or
/// the first line of the main part that follows a menu, wherever they stand in the tree.
pub(crate) fn read(
    skeleton: &Skeleton,
    regions: &Regions,
    headline: Option<(u32, u32)>,
) -> Masthead {
    let end = end(skeleton, regions, headline);
    let mut text = String::new();
    let mut pictures = 0;
    for link in &skeleton.links {
        if link.head || link.hidden || link.start > end {
            continue;
        }
        if matches!(link.role, Role::Image | Role::Media) {
            pictures += 1;
        }
        if matches!(link.role, Role::Image | Role::Anchor)
            && let Some(alt) = &link.alt
        {
            push(&mut text, alt);
        }
    }
    for line in &skeleton.lines {
        if line.start >= end || text.len() > LONGEST {
            break;
        }
        if !line.hidden && !line.control {
            push(&mut text, skeleton.slice(line.start, line.end));
        }
    }
    Masthead {
        text: fold(&text, 400),
        pictures,
    }
}

/// Where the content begins in the text; a page without headline or trail has a head of
/// some lines.
fn end(skeleton: &Skeleton, regions: &Regions, headline: Option<(u32, u32)>) -> u32 {
    let trail = regions.trail.as_ref().map(|trail| trail.end);
    let start = headline.map(|(start, _)| start);
    let given = match (trail, start) {
        (Some(trail), Some(start)) => Some(trail.min(start)),
        (one, other) => one.or(other),
    };
    given.filter(|at| *at > 0).unwrap_or_else(|| {
        let mut lines = skeleton.lines.iter();
        let after = lines.find(|line| {
            regions.area(line.node, line.start) == Area::Main
                && line.link_chars == 0
                && line.chars > 30
        });
        after
            .map(|line| line.start)
            .or_else(|| skeleton.lines.get(LINES).map(|line| line.start))
            .unwrap_or(skeleton.total.text)
    })
}

fn push(text: &mut String, part: &str) {
    if !part.trim().is_empty() {
        text.push_str(part);
        text.push(' ');
    }
}

/// Lines of a head that nothing ends.
const LINES: usize = 30;
/// Bytes of text that are enough.
const LONGEST: usize = 2_000;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use crate::testing;

    #[test]
    fn names_in_words_and_in_pictures() {
        let url = "http://www.example.gov.cn/a/b.html";
        let page = |body: &str| testing::page(url, body).masthead;
        let words = page(
            "<div class=head><a href=/>示例市水务局</a></div><div>当前位置：<a href=/>首页</a> &gt; <a href=/x>新闻</a></div>\
             <h1>一则新闻的标题在这里</h1><p>正文里的某某市人民政府。</p>",
        );
        assert!(words.text.contains("示例市水务局"), "{words:?}");
        assert!(!words.text.contains("人民政府"), "{words:?}");
        assert_eq!(words.pictures, 0);
        let picture = page(
            "<div class=head><img src=logo.png alt='示例市水务局'></div><h1>一则新闻的标题在这里</h1><p>正文。</p>",
        );
        assert!(picture.text.contains("示例市水务局"), "{picture:?}");
        assert_eq!(picture.pictures, 1);
    }
}
