use huabiao_facts::Text;

use crate::hints::Hints;
use crate::regions::{Area, Regions};
use crate::skeleton::{RawLink, Role, Skeleton};
use crate::terms::{Hit, Term};

/// The readable text of a page and how much of it is content.
#[derive(Debug, Default)]
pub(crate) struct Content {
    pub(crate) text: Text,
    /// Characters of running text in the content, anchors not counted.
    pub(crate) plain: u32,
    /// Punctuation of running text in the content.
    pub(crate) stops: u32,
    /// Frames in the content.
    pub(crate) frames: u32,
}

/// Reads the content: what stands in the main part below the headline or the trail,
/// without lines that are nothing but links.
pub(crate) fn read(
    skeleton: &Skeleton,
    regions: &Regions,
    terms: &[Hit],
    headline: Option<(u32, u32)>,
) -> Content {
    let from = begin(regions, headline);
    let mut content = Content::default();
    let mut main = String::new();
    for line in &skeleton.lines {
        if !line.hidden {
            content.text.chars += line.chars;
        }
        if line.start < from || line.hidden || line.control {
            continue;
        }
        if regions.area(line.node, line.start) != Area::Main {
            continue;
        }
        if line.link_chars * 10 >= line.chars * 7 {
            continue;
        }
        let first = terms.partition_point(|hit| hit.start < line.start);
        let mut bylines = 0;
        for hit in terms.get(first..).unwrap_or_default() {
            if hit.start >= line.end {
                break;
            }
            bylines += usize::from(matches!(
                hit.term,
                Term::Byline | Term::Published | Term::Day | Term::Updated | Term::Paging
            ));
        }
        if bylines > 0
            && line.chars <= 40 + 20 * u32::try_from(bylines).unwrap_or(0)
            && line.chars < 160
        {
            continue;
        }
        let text = skeleton.slice(line.start, line.end);
        if is_neighbour(text) {
            continue;
        }
        content.text.main_chars += line.chars;
        content.plain += line.chars.saturating_sub(line.link_chars);
        content.stops += line.stops;
        if main.len() < MAIN {
            main.push_str(text);
            main.push('\n');
        }
    }
    for link in &skeleton.links {
        if link.start < from || link.head || link.hidden {
            continue;
        }
        if !matches!(link.role, Role::Frame | Role::Image | Role::Media)
            || regions.area(link.node, link.start) != Area::Main
                && !ends_content(skeleton, regions, link)
        {
            continue;
        }
        let social = skeleton.nodes.get(link.node as usize).is_some_and(|node| {
            node.hints.has(Hints::SOCIAL)
                || node.hints.has(Hints::TITLE)
                || node.hints.has(Hints::DATE)
        });
        if !social {
            content.text.main_media += 1;
            content.frames += u32::from(link.role == Role::Frame);
        }
    }
    content.text.simhash = simhash(&main);
    content.text.excerpt = crate::sink::fold(&main, 300);
    content
}

/// Where the content begins.
pub(crate) fn begin(regions: &Regions, headline: Option<(u32, u32)>) -> u32 {
    let trail = regions.trail.as_ref().map_or(0, |trail| trail.end);
    match headline {
        Some((start, end)) if start >= trail => end,
        _ => trail,
    }
}

/// Whether a picture stands where the foot begins, but in an element that began before
/// the foot and ends with the content.
fn ends_content(skeleton: &Skeleton, regions: &Regions, link: &RawLink) -> bool {
    if link.start != regions.foot || regions.of_node(link.node) != Area::Main {
        return false;
    }
    let mut index = link.node;
    while let Some(node) = skeleton.nodes.get(index as usize) {
        if node.to.text > regions.foot {
            return false;
        }
        if node.from.text < regions.foot {
            return true;
        }
        if node.parent >= index {
            return false;
        }
        index = node.parent;
    }
    false
}

/// Links to the article before and after are no content.
fn is_neighbour(text: &str) -> bool {
    let text = text.trim_start();
    [
        "上一篇",
        "下一篇",
        "上一条",
        "下一条",
        "上篇",
        "下篇",
        "分享到",
        "扫一扫",
        "相关信息",
        "相关链接",
        "相关新闻",
        "相关附件",
    ]
    .iter()
    .any(|word| text.starts_with(word))
        && text.chars().count() < 80
}

/// The simhash of a text over shingles of three characters.
pub(crate) fn simhash(text: &str) -> u64 {
    let mut window = [0_u32; 3];
    let mut seen = 0_usize;
    let mut votes = Votes::default();
    for c in text.chars().filter(|c| !c.is_whitespace()).take(SHINGLES) {
        window = [window[1], window[2], u32::from(c)];
        seen += 1;
        if seen >= 3 {
            votes.add(mix((u64::from(window[0]) << 42)
                ^ (u64::from(window[1]) << 21)
                ^ u64::from(window[2])));
        }
    }
    votes.majority()
}

/// Counts how often each of 64 bits was set, 64 counters at a time: plane `n` holds
/// bit `n` of every counter.
#[derive(Default)]
struct Votes {
    planes: [u64; 13],
    total: u32,
}

impl Votes {
    /// At most 8191 times.
    fn add(&mut self, bits: u64) {
        let mut carry = bits;
        for plane in &mut self.planes {
            let both = *plane & carry;
            *plane ^= carry;
            carry = both;
            if carry == 0 {
                break;
            }
        }
        self.total += 1;
    }

    /// The bits that were set more often than not.
    fn majority(&self) -> u64 {
        (0..64).fold(0, |hash, bit| {
            let count: u32 = self
                .planes
                .iter()
                .enumerate()
                .map(|(plane, bits)| u32::from(bits >> bit & 1 == 1) << plane)
                .sum();
            hash | u64::from(count * 2 > self.total) << bit
        })
    }
}

/// The finalizer of SplitMix64.
const fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Bytes of content kept for hash and excerpt.
const MAIN: usize = 256 * 1024;
/// Characters that the hash looks at.
const SHINGLES: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_texts_have_like_hashes() {
        let a = "关于印发政府网站与政务新媒体检查指标监管工作年度考核指标的通知".repeat(3);
        let b = a.replace("年度", "季度");
        let c = "县气象局发布雷电黄色预警信号请有关单位和人员做好防范准备".repeat(3);
        let distance = |x: &str, y: &str| (simhash(x) ^ simhash(y)).count_ones();
        assert!(distance(&a, &b) < distance(&a, &c));
        assert_eq!(simhash("一二"), 0);
    }
}
