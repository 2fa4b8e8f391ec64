use huabiao_facts::HiddenBlock;

use crate::skeleton::{Role, Skeleton};

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
}
