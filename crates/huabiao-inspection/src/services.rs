use huabiao_facts::{LinkKind, LinkPlace};

use crate::seen::{Seen, is_followed};

/// Whether the site leads to a platform for services (政务服务网、一网通办) that was not
/// read.
pub(crate) fn is_elsewhere(seen: &Seen<'_>) -> bool {
    seen.pages.iter().any(|visit| {
        Seen::is_scripted(visit, &PLATFORMS)
            || visit.page.links.iter().any(|link| {
                let url = link.url.as_deref().unwrap_or_default();
                let named = PLATFORMS.iter().any(|word| link.text.contains(word))
                    || HOSTS.iter().any(|word| url.contains(word));
                let away = link.kind == LinkKind::External || seen.read(url).is_none();
                link.place == LinkPlace::Anchor
                    && is_followed(link)
                    && !seen.outcome(url).is_dead()
                    && (named && away || seen.is_wordless_entrance(link))
            })
    })
}

/// Whether a text names statistics of services handled (办件统计).
pub(crate) fn names_statistics(text: &str) -> bool {
    NAMES.iter().any(|word| text.contains(word))
}

/// Words of platforms for services.
const PLATFORMS: [&str; 12] = [
    "政务服务网",
    "政务服务平台",
    "一网通办",
    "网上办事",
    "网上大厅",
    "办事大厅",
    "服务大厅",
    "政务大厅",
    "审批大厅",
    "掌上办",
    "一件事",
    "政务服务",
];

/// Parts of their addresses.
const HOSTS: [&str; 3] = ["zwfw", "ywtb", "zwdt"];

/// Words of such statistics.
const NAMES: [&str; 7] = [
    "办件",
    "办事统计",
    "服务统计",
    "业务统计",
    "办理统计",
    "办理量",
    "受理量",
];
