use crate::kind::paging_words;
use crate::regions::Area;
use crate::skeleton::Role;
use crate::tag::Tag;
use crate::view::View;

/// Whether the page tells of further pages of its list: by words of paging, by numbers to
/// click on or to choose, unless it says that there is one page only.
pub(crate) fn tells_of_more(view: &View<'_>) -> bool {
    if let Some(paging) = &view.pass.paging {
        return paging.count > paging.current.saturating_add(1);
    }
    let lines = view.skeleton.lines.iter().filter(|line| !line.hidden);
    let total = lines
        .filter_map(|line| pages(view.skeleton.slice(line.start, line.end)))
        .next_back();
    match total {
        Some(total) => total > 1,
        None => paging_words(view) || numbered(view) || chosen(view),
    }
}

/// The number in 共30页.
fn pages(text: &str) -> Option<u32> {
    text.match_indices('共').find_map(|(at, word)| {
        let rest = text.get(at + word.len()..)?.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let after = rest.get(end..)?.trim_start();
        after
            .starts_with('页')
            .then(|| rest.get(..end)?.parse().ok())?
    })
}

/// Whether elements that act or lead on have the numbers 2 and 3 for a text.
fn numbered(view: &View<'_>) -> bool {
    let skeleton = view.skeleton;
    let links = skeleton
        .links
        .iter()
        .filter(|link| matches!(link.role, Role::Anchor | Role::Bare) && !link.hidden)
        .map(|link| (link.node, link.start, link.end));
    let acts = skeleton
        .acts
        .iter()
        .map(|act| (act.node, act.start, act.end));
    let mut seen = [false; 2];
    for (node, start, end) in links.chain(acts) {
        let index = match skeleton.slice(start, end).trim() {
            "2" => 0,
            "3" => 1,
            _ => continue,
        };
        if matches!(view.regions.area(node, start), Area::Main | Area::Paging)
            && let Some(seen) = seen.get_mut(index)
        {
            *seen = true;
        }
    }
    seen == [true; 2]
}

/// Whether there is a choice of numbers from 1 on.
fn chosen(view: &View<'_>) -> bool {
    let nodes = view.skeleton.nodes.iter();
    nodes.filter(|node| node.tag == Tag::Select).any(|node| {
        let text = view.skeleton.text.get(node.range()).unwrap_or_default();
        let text: String = text.split_whitespace().collect();
        text.starts_with("12") && text.bytes().all(|byte| byte.is_ascii_digit())
    })
}
