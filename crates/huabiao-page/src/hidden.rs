use huabiao_facts::{HiddenBlock, Link, LinkKind, LinkPlace};

use crate::skeleton::{Role, Skeleton, StyledAt};

/// The parts of a page that are hidden and hold links, in order; `index` says where each
/// raw link stands among the links of the page.
pub(crate) fn blocks(skeleton: &Skeleton, index: &[Option<u32>]) -> Vec<HiddenBlock> {
    let mut blocks = Vec::new();
    for node in &skeleton.nodes {
        let above = skeleton.nodes.get(node.parent as usize);
        if node.hidden && !above.is_some_and(|above| above.hidden) {
            let block = block(index, node.links(), node.named, node.line);
            blocks.extend(block);
        }
    }
    // Anchors that hide themselves, in unbroken rows.
    let mut row: Option<core::ops::Range<usize>> = None;
    for (at, link) in skeleton.links.iter().enumerate() {
        let inside = skeleton
            .nodes
            .get(link.node as usize)
            .is_some_and(|node| node.hidden);
        if link.hidden && link.role == Role::Anchor && !inside {
            row = Some(row.map_or(at, |row| row.start)..at + 1);
        } else if let Some(row) = row.take() {
            let line = skeleton.links.get(row.start).map_or(1, |link| link.line);
            blocks.extend(block(index, row, false, line));
        }
        if blocks.len() >= MOST {
            break;
        }
    }
    if let Some(row) = row {
        let line = skeleton.links.get(row.start).map_or(1, |link| link.line);
        blocks.extend(block(index, row, false, line));
    }
    blocks.sort_by_key(|block| block.first);
    blocks.truncate(MOST);
    blocks
}

/// The parts that style sheets of the page or transparency hide, where most of their
/// links lead to other sites and no script of the page names them. Only those links are
/// marked as hidden: what a script may show is no fault of the text in it.
pub(crate) fn styled(
    skeleton: &Skeleton,
    index: &[Option<u32>],
    links: &mut [Link],
) -> Vec<HiddenBlock> {
    let mut parts: Vec<(core::ops::Range<usize>, u32)> = Vec::new();
    for styled in &skeleton.styled {
        let named = |name: &String| skeleton.code.contains(name.as_str());
        if styled.names.iter().any(named) {
            continue;
        }
        let (part, line) = match styled.at {
            StyledAt::Link(at) => {
                let at = at as usize;
                let line = skeleton.links.get(at).map_or(1, |link| link.line);
                (at..at + 1, line)
            }
            StyledAt::Node(at) => match skeleton.nodes.get(at as usize) {
                Some(node) if !node.hidden => (node.links(), node.line),
                _ => continue,
            },
        };
        match parts.last_mut() {
            // Parts inside a part, and anchors side by side.
            Some((last, _)) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => parts.push((part, line)),
        }
    }
    let mut blocks = Vec::new();
    for (part, line) in parts {
        // A picture may be seen where words are not.
        let worded = |at: &usize| {
            let link = skeleton.links.get(*at);
            link.is_some_and(|link| !skeleton.slice(link.start, link.end).trim().is_empty())
        };
        let places = || {
            let worded = part.clone().filter(worded);
            worded.filter_map(|at| *index.get(at)?)
        };
        let anchors = || {
            let links = places().filter_map(|at| links.get(at as usize));
            links.filter(|link| link.place == LinkPlace::Anchor)
        };
        let foreign = |link: &&Link| link.kind == LinkKind::External;
        let outside = anchors().filter(foreign).count();
        if outside * 2 <= anchors().count() {
            continue;
        }
        let places: Vec<u32> = places().collect();
        for at in places {
            if let Some(link) = links.get_mut(at as usize)
                && link.kind == LinkKind::External
            {
                link.hidden = true;
            }
        }
        blocks.extend(block(index, part, true, line));
    }
    blocks
}

fn block(
    index: &[Option<u32>],
    links: core::ops::Range<usize>,
    named: bool,
    line: u32,
) -> Option<HiddenBlock> {
    let mut inside = index.get(links)?.iter().flatten();
    let first = *inside.next()?;
    let last = inside.last().copied().unwrap_or(first);
    Some(HiddenBlock {
        first,
        count: last.saturating_sub(first) + 1,
        named,
        line: line.max(1),
    })
}

/// Blocks kept of one page.
const MOST: usize = 100;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use url::Url;

    use crate::{Input, read};

    fn blocks(body: &str) -> Vec<(u32, u32, bool, u32)> {
        let url = Url::parse("http://www.example.gov.cn/").unwrap();
        let page = read(&Input {
            url: &url,
            hosts: &[],
            content_type: None,
            status: 200,
            body: body.as_bytes(),
        });
        page.hidden_blocks
            .iter()
            .map(|block| (block.first, block.count, block.named, block.line))
            .collect()
    }

    #[test]
    fn parts_anchors_and_scripts_that_hide() {
        assert_eq!(
            blocks(
                "<a href=/a>a</a>\n<div style='display:none'><a href=//x.cn>x<a>\n<a href=//y.cn>y<a></div>"
            ),
            [(1, 2, false, 2)]
        );
        assert_eq!(
            blocks("<ul class=sub style='display:none'><li><a href=//x.cn>x</a></ul>"),
            [(0, 1, true, 1)]
        );
        assert_eq!(
            blocks(
                "<p><a href=//x.cn style='display:none'>x</a> <a href=//y.cn style='display:none'>y</a> <a href=/>z</a></p>"
            ),
            [(0, 2, false, 1)]
        );
        assert_eq!(
            blocks(
                "<div id=k><a href=//x.cn>x</a></div><script>document.getElementById('k').style.display='none'</script>"
            ),
            [(0, 1, false, 1)]
        );
        assert_eq!(
            blocks("<div style='display:none'>text</div><a href=/>a</a>"),
            []
        );
    }

    #[test]
    fn style_sheets_of_the_page_and_transparency_hide_links_to_other_sites() {
        let farm = "<a href=//x.cn>x</a> <a href=//y.cn>y</a>";
        let sheet = "<style>.zz{display:none}</style>";
        assert_eq!(
            blocks(&format!("{sheet}<div class=zz>{farm}</div><a href=/>a</a>")),
            [(0, 2, true, 1)]
        );
        assert_eq!(
            blocks(&format!("<div style='opacity:0'>{farm}</div>")),
            [(0, 2, true, 1)]
        );
        assert_eq!(
            blocks(&format!(
                "{sheet}<a class=zz href=//x.cn>x</a> <a class=zz href=//y.cn>y</a>"
            )),
            [(0, 2, true, 1)]
        );
        for style in [
            "clip:rect(0,0,0,0);position:absolute",
            "transform:scale(0)",
            "text-indent:-9999em",
            "font-size:1px",
        ] {
            let page = format!("<div style='{style}'>{farm}</div>");
            assert_eq!(blocks(&page), [(0, 2, true, 1)], "{page}");
        }
        assert_eq!(
            blocks("<p><a href=//x.cn style='color:#fff;background:white'>x</a></p>"),
            [(0, 1, true, 1)]
        );
        // A script shows it; a menu leads to the site itself; another part has the class.
        for page in [
            format!("{sheet}<div class=zz>{farm}</div><script>$('.zz').show()</script>"),
            format!("{sheet}<ul class=zz><li><a href=/a>a</a><li><a href=//x.cn>x</a></ul>"),
            format!("{sheet}<div class=zzz>{farm}</div>"),
        ] {
            assert_eq!(blocks(&page), [], "{page}");
        }
    }

    #[test]
    fn pictures_without_gaps_between_them_are_not_hidden() {
        let pictures = "<a href=//x.cn><img src=/x.png alt=x></a>".repeat(3);
        let url = Url::parse("http://www.example.gov.cn/").unwrap();
        for style in ["font-size:0", "font-size:0;line-height:0"] {
            let body = format!("<div style='{style}'>{pictures}</div>");
            let page = read(&Input {
                url: &url,
                hosts: &[],
                content_type: None,
                status: 200,
                body: body.as_bytes(),
            });
            assert!(page.links.iter().all(|link| !link.hidden), "{style}");
            assert_eq!(page.hidden_blocks, [], "{style}");
        }
    }

    #[test]
    fn text_under_a_hiding_class_is_still_read() {
        let url = Url::parse("http://www.example.gov.cn/").unwrap();
        let body = "<style>.tab{display:none}</style><div class=tab><a href=/a.html>市政府召开常务会议</a> <a href=//x.cn/>外站</a><p>2026年11月20日，市政府召开常务会议，研究部署今冬明春有关工作。</p></div>";
        let page = read(&Input {
            url: &url,
            hosts: &[],
            content_type: None,
            status: 200,
            body: body.as_bytes(),
        });
        assert!(page.links.iter().all(|link| !link.hidden));
        assert!(page.text.excerpt.contains("研究部署"));
    }
}
