use huabiao_facts::{
    GuideDetail, GuideElement, GuideSection, LinkKind, LinkPlace, PageKind, PageVisit, Region,
    SiteFacts,
};
use huabiao_finding::{Check, Evidence, Finding, Population, Reach, Reason, RuleId};

use crate::draw::population;
use crate::portal::nothing_seen;
use crate::seen::{Seen, address, count, page_evidence};

/// The service guides that a run saw, for the rules that look into them.
pub(crate) struct Guides<'a> {
    pub(crate) seen: Seen<'a>,
    /// In the order of discovery.
    pub(crate) all: Vec<&'a PageVisit>,
    /// Pages that may be guides, or give one as a file, and were not judged.
    pub(crate) others: usize,
}

impl<'a> Guides<'a> {
    pub(crate) fn new(site: &'a SiteFacts) -> Self {
        let seen = Seen::new(site);
        let all = seen
            .pages
            .iter()
            .copied()
            .filter(|visit| visit.page.kind == PageKind::Guide && !is_notice(visit))
            .collect();
        let others = seen
            .pages
            .iter()
            .filter(|visit| may_be_guide(visit))
            .count();
        Self { seen, all, others }
    }

    /// All guides, to draw from.
    pub(crate) fn population(&self) -> Population {
        let addresses = self.all.iter().map(|visit| address(visit));
        population(&self.seen, "guides", addresses)
    }

    /// A check that looks into every guide. `look` gives the findings of one, or `None`
    /// where it cannot be judged.
    pub(crate) fn check(
        rule: RuleId,
        site: &'a SiteFacts,
        look: impl Fn(&Seen<'a>, &'a PageVisit) -> Option<Vec<Finding>>,
    ) -> Check {
        if site.profile.services == Some(false) {
            return Check::new(rule).reach(Reach::NotApplicable(Reason::NoServices));
        }
        let guides = Self::new(site);
        let mut check = Check::new(rule).population(guides.population());
        let mut reasons = guides.seen.gaps();
        let mut judged = 0;
        for visit in &guides.all {
            if let Some(findings) = look(&guides.seen, visit) {
                check.findings.extend(findings);
                judged += 1;
            }
        }
        reasons.extend(unjudged(judged, guides.all.len() - judged + guides.others));
        if guides.all.is_empty() {
            reasons.push(nothing_seen("办事指南"));
            return check.reach(Reach::Nothing(reasons));
        }
        check.reach(Reach::from_reasons(reasons))
    }
}

/// Why not all guides were judged, if some were not.
pub(crate) fn unjudged(judged: usize, left: usize) -> Option<Reason> {
    let reason = match judged {
        0 => nothing_seen(READABLE),
        _ => Reason::PartRead {
            what: "办事指南".to_owned(),
            read: count(judged),
            left: Some(count(left)),
        },
    };
    (left > 0).then_some(reason)
}

/// The elements that a guide does not state, in the order of the clause. Its headline
/// is the name of the service.
pub(crate) fn missing(visit: &PageVisit) -> Vec<GuideElement> {
    GuideElement::ALL
        .into_iter()
        .filter(|element| !visit.page.guide.contains(element))
        .filter(|element| *element != GuideElement::Name || visit.page.headline.is_empty())
        .collect()
}

/// How many of its labels name nothing known, each of which may introduce an element.
pub(crate) fn unknown_labels(visit: &PageVisit) -> usize {
    let detail = visit.page.guide_detail.as_ref();
    detail.map_or(0, |detail| detail.unknown_labels as usize)
}

/// Whether a page states so little that it may be no guide at all.
pub(crate) fn is_doubtful(visit: &PageVisit) -> bool {
    visit.page.guide.len() < MIN_STATED
}

/// Whether a page among the guides is a notice of what was decided (行政许可公示), which
/// states an element or two as well.
fn is_notice(visit: &PageVisit) -> bool {
    visit.page.guide.len() < GUIDE && NOTICES.iter().any(|word| title(visit).contains(word))
}

/// Whether a guide gives its content in a form that was not read: pictures, frames,
/// files, or cut off by a limit.
pub(crate) fn is_elsewhere(visit: &PageVisit) -> bool {
    let page = &visit.page;
    let framed = page.links.iter().any(|link| link.place == LinkPlace::Frame);
    let short = page.text.main_chars < MIN_CHARS;
    let files = page
        .links
        .iter()
        .any(|link| link.kind == LinkKind::Attachment);
    page.truncated
        || framed
        || page.text.main_chars == 0
        || (short && (page.text.main_media > 0 || files))
}

/// Whether a page that was not read as a guide may be one, or gives one as a file: it
/// labels some of the elements, or is named like a guide and is no list of them.
fn may_be_guide(visit: &PageVisit) -> bool {
    let page = &visit.page;
    let links = || {
        let all = page.links.iter();
        all.filter(|link| link.place == LinkPlace::Anchor && link.region == Region::Main)
    };
    let leads_on = links()
        .filter(|link| link.kind != LinkKind::Attachment)
        .count()
        > FEW_LINKS;
    match page.kind {
        PageKind::Other => {
            !page.guide.is_empty()
                || is_named(visit) && !leads_on
                || links().any(|link| link.kind == LinkKind::Attachment && is_guide(&link.text))
        }
        // A document of few words, with its text in a file or a picture.
        PageKind::Article => is_named(visit) && !is_notice(visit) && is_elsewhere(visit),
        PageKind::Column => {
            links().any(|link| link.kind == LinkKind::Attachment && is_guide(&link.text))
        }
        _ => false,
    }
}

/// Whether the first part of the name of a page is that of a guide.
fn is_named(visit: &PageVisit) -> bool {
    let parts = title(visit).split(['-', '_', '|', '—']);
    parts
        .map(str::trim)
        .find(|part| !part.is_empty())
        .is_some_and(is_guide)
}

/// Whether a text is the name of one guide: 社保卡补办办事指南, not 办事指南 alone.
fn is_guide(text: &str) -> bool {
    let text = text.trim();
    let text = text.rsplit_once('.').map_or(text, |(name, _)| name);
    GUIDES.iter().any(|word| {
        let rest = text.strip_suffix(word).unwrap_or_default();
        rest.chars().count() > 2 && !ABOUT.iter().any(|about| rest.contains(about))
    })
}

/// The name of a guide: its headline, else its title.
pub(crate) fn title(visit: &PageVisit) -> &str {
    if visit.page.headline.is_empty() {
        &visit.page.title
    } else {
        &visit.page.headline
    }
}

/// The sections of an element that say something in words, of a guide that was read
/// wholly; `None` where that cannot be told.
pub(crate) fn sections(
    visit: &PageVisit,
    element: GuideElement,
) -> Option<(&GuideDetail, Vec<&GuideSection>)> {
    let detail = visit.page.guide_detail.as_ref()?;
    if visit.page.truncated {
        return None;
    }
    let sections: Vec<&GuideSection> = detail.of(element).collect();
    let pictured = sections
        .iter()
        .any(|section| section.media || section.text.trim().is_empty());
    (!sections.is_empty() && !pictured).then_some((detail, sections))
}

/// A finding on a section of a guide.
pub(crate) fn finding(rule: RuleId, visit: &PageVisit, section: &GuideSection) -> Finding {
    let text: String = section.text.chars().take(SNIPPET).collect();
    Finding::new(rule, address(visit))
        .value("title", title(visit))
        .evidence(Evidence {
            line: Some(section.line),
            snippet: Some(format!("{}：{text}", section.label)),
            ..page_evidence(visit)
        })
}

/// Words at the end of the names of guides.
const GUIDES: [&str; 6] = [
    "办事指南",
    "办理指南",
    "服务指南",
    "申办指南",
    "申请指南",
    "办事须知",
];

/// Words of texts about guides, and of collections of them.
const ABOUT: [&str; 9] = [
    "关于", "公布", "发布", "修订", "印发", "全部", "所有", "更多", "查看",
];

/// Links to other pages that a guide may hold.
const FEW_LINKS: usize = 2;

/// What is said of guides whose content was not read.
const READABLE: &str = "可判读的办事指南内容";

/// Elements that make sure that a page is a guide.
const MIN_STATED: usize = 2;

/// Elements that make a guide of a page whatever its title.
const GUIDE: usize = 6;

/// Words of the titles of notices.
const NOTICES: [&str; 11] = [
    "公示",
    "公告",
    "决定",
    "名单",
    "通知",
    "通报",
    "结果",
    "批复",
    "许可证号",
    "一览表",
    "信息表",
];

/// Characters below which a guide with pictures or files keeps its content there.
const MIN_CHARS: u32 = 200;

/// Characters of a section that are shown as evidence.
const SNIPPET: usize = 120;
