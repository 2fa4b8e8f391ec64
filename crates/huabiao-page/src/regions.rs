use huabiao_facts::{GuideElement, Region};

use crate::hints::Hints;
use crate::skeleton::Skeleton;
use crate::tag::Tag;
use crate::terms::{Hit, Term};

/// Which part of the page each place of the text belongs to.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    nodes: Vec<Area>,
    /// The trail of links above the content (当前位置).
    pub(crate) trail: Option<Trail>,
    /// Where the foot begins in the text.
    pub(crate) foot: u32,
    /// The outermost element of the foot.
    foot_node: u32,
}

/// A part of the page, finer than [`Region`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Area {
    Comment,
    Footer,
    Header,
    Main,
    Nav,
    Paging,
    Side,
}

/// The trail of links that says where a page stands.
#[derive(Clone, Debug)]
pub(crate) struct Trail {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Its steps, the home page left out.
    pub(crate) steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) name: String,
    /// The raw link, if the step is one.
    pub(crate) link: Option<u32>,
}

impl Regions {
    pub(crate) fn of(&self, node: u32, at: u32) -> Region {
        region(self.area(node, at))
    }

    /// The part of a picture or a link with words. Without length in the text it may stand
    /// right above the foot, and is none of it then; one without words may be the mark
    /// that a foot begins with.
    pub(crate) fn of_titled(&self, node: u32, at: u32) -> Region {
        if at == self.foot && node < self.foot_node {
            return region(self.of_node(node));
        }
        self.of(node, at)
    }

    /// The part that an element belongs to, whatever text it holds.
    pub(crate) fn of_node(&self, node: u32) -> Area {
        self.nodes.get(node as usize).copied().unwrap_or(Area::Main)
    }

    /// The part that a place in the text belongs to.
    pub(crate) fn area(&self, node: u32, at: u32) -> Area {
        if at >= self.foot {
            return Area::Footer;
        }
        let area = self.nodes.get(node as usize).copied().unwrap_or(Area::Main);
        if let Some(trail) = &self.trail {
            if at < trail.start && area == Area::Main {
                return Area::Header;
            }
            if at < trail.end && at >= trail.start {
                return Area::Nav;
            }
        }
        area
    }
}

const fn region(area: Area) -> Region {
    match area {
        Area::Comment | Area::Main | Area::Paging => Region::Main,
        Area::Footer => Region::Footer,
        Area::Header => Region::Header,
        Area::Nav | Area::Side => Region::Nav,
    }
}

/// Divides the page.
pub(crate) fn divide(skeleton: &Skeleton, terms: &[Hit]) -> Regions {
    let mut regions = Regions {
        nodes: Vec::with_capacity(skeleton.nodes.len()),
        trail: None,
        foot: u32::MAX,
        foot_node: 0,
    };
    for (index, node) in skeleton.nodes.iter().enumerate() {
        let above = if (node.parent as usize) < index {
            regions
                .nodes
                .get(node.parent as usize)
                .copied()
                .unwrap_or(Area::Main)
        } else {
            Area::Main
        };
        let own = node.hints;
        // On a page with little else, the foot is most of it.
        let foot = own.has(Hints::FOOTER)
            && !own.has(Hints::ARTICLE)
            && node.to.text + 2 >= skeleton.total.text
            && node.chars() <= FOOT;
        let share = node.chars() * 10 > skeleton.total.chars * 6 && !foot;
        let area = if above != Area::Main {
            above
        } else if share || holds_first_heading(skeleton, index) {
            // What holds most of the page, or its headline, is no part of it.
            Area::Main
        } else if own.has(Hints::FOOTER) && !own.has(Hints::ARTICLE) {
            Area::Footer
        } else if own.has(Hints::PAGING) && node.chars() < 200 {
            Area::Paging
        } else if own.has(Hints::COMMENT) && !own.has(Hints::ARTICLE) {
            Area::Comment
        } else if node.tag == Tag::Nav || own.has(Hints::NAV) {
            if mostly_links(node.chars(), node.link_chars()) {
                Area::Nav
            } else {
                Area::Main
            }
        } else if own.has(Hints::SIDE) && !own.has(Hints::ARTICLE) {
            Area::Side
        } else if own.has(Hints::HEADER)
            && !own.has(Hints::ARTICLE)
            && !own.has(Hints::TITLE)
            && node.from.text * 3 < skeleton.total.text
            && !holds_headline(skeleton, index)
        {
            Area::Header
        } else {
            Area::Main
        };
        regions.nodes.push(area);
    }
    (regions.foot, regions.foot_node) = foot(skeleton, terms);
    regions.trail = trail(skeleton, terms, regions.foot);
    regions
}

/// Characters that a foot holds at most.
const FOOT: u32 = 700;

const fn mostly_links(chars: u32, links: u32) -> bool {
    links * 10 >= chars * 6
}

/// Whether an `h1` of some length stands inside that is no link to the home page.
fn holds_first_heading(skeleton: &Skeleton, index: usize) -> bool {
    let Some(node) = skeleton.nodes.get(index) else {
        return false;
    };
    skeleton
        .nodes
        .get(index + 1..node.end as usize)
        .unwrap_or_default()
        .iter()
        .any(|inner| {
            inner.tag == Tag::H1 && inner.chars() >= 12 && inner.link_chars() * 2 < inner.chars()
        })
}

/// A head area with a headline inside is the head of an article.
fn holds_headline(skeleton: &Skeleton, index: usize) -> bool {
    let Some(node) = skeleton.nodes.get(index) else {
        return false;
    };
    skeleton
        .nodes
        .get(index + 1..node.end as usize)
        .unwrap_or_default()
        .iter()
        .any(|inner| {
            inner.tag.heading() > 0
                && skeleton
                    .text
                    .get(inner.range())
                    .is_some_and(|text| text.chars().count() >= 6 && !text.contains('网'))
                && inner.link_chars() * 2 < inner.chars()
        })
}

/// Where the foot begins: at the outermost element around the first line near the
/// end that speaks of filings, copyright or the sponsor and holds little else.
fn foot(skeleton: &Skeleton, terms: &[Hit]) -> (u32, u32) {
    let total = skeleton.total.text;
    let mut start = u32::MAX;
    let mut outermost = 0;
    let mut guide_below = false;
    for hit in terms.iter().rev() {
        if hit.start * 5 < total * 2 {
            break;
        }
        guide_below |= is_of_guide(hit.term);
        // 承办单位 among the labels of a service guide is one of them.
        if matches!(hit.term, Term::Foot | Term::Sponsor)
            && (guide_below || stands_in_guide(skeleton, terms, hit.start))
        {
            continue;
        }
        if !matches!(
            hit.term,
            Term::Foot | Term::Icp | Term::Police | Term::SiteCode | Term::Sponsor
        ) || hit.start >= start
        {
            continue;
        }
        let Some(line) = skeleton.line_at(hit.start) else {
            continue;
        };
        if line.chars > 240 || line.control {
            continue;
        }
        let below = skeleton.chars_between(line.end, total);
        if below > 900 {
            break;
        }
        let mut at = line.start;
        let mut index = line.node;
        let mut top = line.node;
        // Climb while the element holds nothing but foot.
        for _ in 0..20 {
            let Some(node) = skeleton.nodes.get(index as usize) else {
                break;
            };
            if node.chars() > FOOT
                || node.from.text * 5 < total * 2
                || node.stops() > 20
                || holds_headline(skeleton, index as usize)
            {
                break;
            }
            at = at.min(node.from.text);
            top = index;
            if node.parent >= index {
                break;
            }
            index = node.parent;
        }
        if at < start {
            (start, outermost) = (at, top);
        }
    }
    (start, outermost)
}

/// Whether a word is the label of an element of a service guide that no foot names.
const fn is_of_guide(term: Term) -> bool {
    match term {
        Term::Guide(element) => !matches!(element, GuideElement::Place | GuideElement::Telephone),
        _ => false,
    }
}

/// Whether a place lies in a table that holds labels of a service guide.
fn stands_in_guide(skeleton: &Skeleton, terms: &[Hit], at: u32) -> bool {
    let Some(line) = skeleton.line_at(at) else {
        return false;
    };
    let mut index = line.node;
    for _ in 0..12 {
        let Some(node) = skeleton.nodes.get(index as usize) else {
            return false;
        };
        if node.tag == Tag::Table {
            let first = terms.partition_point(|hit| hit.start < node.from.text);
            let within = terms.get(first..).unwrap_or_default().iter();
            return within
                .take_while(|hit| hit.start < node.to.text)
                .any(|hit| is_of_guide(hit.term));
        }
        if node.parent >= index {
            return false;
        }
        index = node.parent;
    }
    false
}

fn trail(skeleton: &Skeleton, terms: &[Hit], foot: u32) -> Option<Trail> {
    let labelled = terms
        .iter()
        .filter(|hit| hit.term == Term::Trail && hit.start < foot)
        .take(6);
    for hit in labelled {
        let Some(line) = skeleton.line_at(hit.start) else {
            continue;
        };
        if hit.start - line.start > 40 || line.chars > 200 || line.hidden && line.link_chars == 0 {
            continue;
        }
        if let Some(trail) = trail_from(skeleton, line.start, hit.end, line.end) {
            return Some(trail);
        }
    }
    for line in skeleton.lines.iter().take(400) {
        if line.start >= foot {
            break;
        }
        if line.chars > 160 || line.link_chars == 0 || line.control {
            continue;
        }
        let text = skeleton.text.get(line.range())?;
        let homely = ["首页", "Home", "主页", "网站首页"].iter().any(|word| {
            text.trim_start_matches(['[', '【', ' ', '>', '·'])
                .starts_with(word)
        });
        let hinted = skeleton
            .nodes
            .get(line.node as usize)
            .is_some_and(|node| node.hints.has(Hints::TRAIL));
        let arrows = text.contains(['>', '›', '»', '→', '＞']);
        let site = text.starts_with('[') && arrows;
        if arrows
            && (hinted || homely || site)
            && let Some(trail) = trail_from(skeleton, line.start, line.start, line.end)
        {
            return Some(trail);
        }
    }
    None
}

/// A trail whose steps begin at `from`; they may go on in the next lines.
fn trail_from(skeleton: &Skeleton, start: u32, from: u32, line_end: u32) -> Option<Trail> {
    let mut end = line_end;
    let text = skeleton.text.get(from as usize..line_end as usize)?;
    let open = |text: &str| {
        let text = text.trim_end();
        text.is_empty() || text.ends_with(['：', ':', '>', '»', '＞', '›'])
    };
    if open(text) {
        let next = skeleton.lines.partition_point(|line| line.start < line_end);
        for line in skeleton.lines.get(next..)?.iter().take(5) {
            let text = skeleton.text.get(line.range())?;
            if line.chars > 40 {
                break;
            }
            end = line.end;
            if !open(text) && !text.contains(['>', '»']) {
                break;
            }
        }
    }
    let whole = skeleton.text.get(from as usize..end as usize)?;
    let steps = steps(skeleton, from, whole);
    let linked = steps.iter().any(|step| step.link.is_some());
    let arrows = whole.contains(['>', '›', '»', '→', '＞', '/', '-']);
    (linked || arrows || !steps.is_empty() && from > start).then_some(Trail { start, end, steps })
}

fn steps(skeleton: &Skeleton, from: u32, text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut at = from;
    for piece in text.split(['>', '›', '»', '→', '＞', '/', '|', '\\']) {
        let length = u32::try_from(piece.len()).unwrap_or(0);
        let name: String = piece
            .trim_matches(|c: char| c.is_whitespace() || "-—:：[]【】《》·".contains(c))
            .chars()
            .take(60)
            .collect();
        let first = skeleton.links.partition_point(|link| link.start < at);
        let link = skeleton
            .links
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take(4)
            .position(|link| {
                link.start < at + length.max(1) && link.role == crate::skeleton::Role::Anchor
            })
            .and_then(|offset| u32::try_from(first + offset).ok());
        at += length + 1;
        if name.is_empty() || steps.len() >= 8 {
            continue;
        }
        let home = matches!(
            name.as_str(),
            "首页" | "网站首页" | "主页" | "Home" | "首 页" | "本站首页"
        );
        if !(home && steps.is_empty()) {
            steps.push(Step { name, link });
        }
    }
    steps
}
