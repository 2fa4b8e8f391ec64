//! Services and channels that are missing.

use huabiao::facts::GuideElement;

use super::{Fault, expected, fault};
use crate::demo::content;
use crate::demo::draft::{Draft, Entry, Place, Shape};
use crate::demo::planted::Expected;
use crate::demo::prose;

pub(super) const FAULTS: &[Fault] = &[
    fault(
        "no-consultation",
        no_consultation,
        "未提供网上咨询建言渠道（单项否决）",
        "no channel for consultation (veto)",
    ),
    fault(
        "no-services",
        no_services,
        "未提供办事服务（单项否决）",
        "no services at all (veto)",
    ),
    fault(
        "petition-only",
        petition_only,
        "仅有网上信访渠道，不计为咨询渠道（单项否决）",
        "petitions as the only channel, which does not count (veto)",
    ),
    fault(
        "poor-guide",
        poor_guide,
        "办事指南缺少4类以上要素",
        "a guide that lacks four elements or more",
    ),
    fault(
        "poor-guides",
        poor_guides,
        "5个以上办事指南缺少4类以上要素（单项否决）",
        "five guides that lack four elements or more (veto)",
    ),
    fault(
        "unreachable",
        unreachable,
        "一周内访问失败比例达到5%（单项否决）",
        "five per cent of a week's visits failed (veto)",
    ),
];

fn no_consultation(draft: &mut Draft) -> Vec<Expected> {
    draft
        .columns
        .retain(|column| !matches!(column.slug, "hdjl" | "xjx"));
    vec![expected("consultation-missing", draft.url(Place::Home), "")]
}

fn petition_only(draft: &mut Draft) -> Vec<Expected> {
    let owed = no_consultation(draft);
    content::add(draft, "wsxf", "网上信访", "其他", Shape::Letter, Vec::new());
    owed
}

fn no_services(draft: &mut Draft) -> Vec<Expected> {
    assert!(
        draft.site.services,
        "{} has no outward services",
        draft.site.host
    );
    draft.columns.retain(|column| column.slug != "bsfw");
    vec![expected("guide-missing", draft.url(Place::Home), "none")]
}

/// What a poor guide still states.
const POOR: [GuideElement; 5] = [
    GuideElement::Name,
    GuideElement::Materials,
    GuideElement::Office,
    GuideElement::Place,
    GuideElement::Telephone,
];

fn poor_guide(draft: &mut Draft) -> Vec<Expected> {
    if let Some(entry) = draft.column("bsfw").entries.get_mut(1) {
        entry.guide = Some(POOR.to_vec());
    }
    lacking(draft, 1)
}

/// Both rules on what a guide lacks: the whole of it, and each element.
fn lacking(draft: &Draft, at: usize) -> Vec<Expected> {
    let url = draft.url(Place::Entry("bsfw", at));
    let whole = expected("guide-missing", url.clone(), "guide");
    let lacks = GuideElement::ALL
        .into_iter()
        .filter(|element| !POOR.contains(element));
    let each = lacks.map(|element| Expected {
        element: Some(element.official()),
        ..expected("guide-element-missing", url.clone(), "")
    });
    std::iter::once(whole).chain(each).collect()
}

fn poor_guides(draft: &mut Draft) -> Vec<Expected> {
    let unit = draft.site.short().to_owned();
    draft.columns.retain(|column| column.slug != "bsfw");
    let guides: Vec<Entry> = prose::services(draft.site.index as u64, 5)
        .into_iter()
        .zip([80, 90, 100, 110, 120])
        .map(|(name, days)| content::guide(draft, &unit, name, days, &POOR))
        .collect();
    content::add(draft, "bsfw", "办事服务", "办事服务", Shape::List, guides);
    (0..5).flat_map(|at| lacking(draft, at)).collect()
}

/// The visit log does the rest.
fn unreachable(draft: &mut Draft) -> Vec<Expected> {
    vec![expected("site-unreachable", draft.url(Place::Home), "")]
}
