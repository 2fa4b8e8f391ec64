use std::collections::HashSet;

use huabiao_facts::{ColumnKind, LinkPlace, PageKind, PageVisit, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::guides::Guides;
use crate::portal::{nothing_seen, unless_portal};
use crate::rule::value;
use crate::seen::{address, count, is_followed, is_label, page_evidence};
use crate::services::is_elsewhere;
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "办事服务未集中分类展示",
        en: "services not shown in one place",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/services-scattered.zh.md"),
        en: include_str!("../../docs/rules/services-scattered.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：办事服务（事项公开）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    if site.profile.services == Some(false) {
        return Check::new(ID).reach(Reach::NotApplicable(Reason::NoServices));
    }
    if let Some(check) = unless_portal(ID, site) {
        return check;
    }
    let guides = Guides::new(site);
    let seen = &guides.seen;
    let all: HashSet<&str> = guides
        .all
        .iter()
        .flat_map(|visit| [address(visit), visit.requested.as_str()])
        .collect();
    let number = count(guides.all.len());
    let mut check = Check::new(ID).measure("services", number.into());
    let together = seen
        .pages
        .iter()
        .any(|visit| is_catalogue(visit, &all, guides.all.len()));
    let mut reasons = seen.gaps();
    if together {
        return check.reach(Reach::from_reasons(reasons));
    }
    if is_elsewhere(seen) {
        reasons.push(nothing_seen("政务服务平台上的事项目录"));
    }
    if guides.all.len() < MIN_GUIDES {
        reasons.push(nothing_seen("足够的办事服务事项"));
    }
    match seen.home() {
        Ok(home) if reasons.is_empty() => check.findings.push(
            Finding::new(ID, address(home))
                .value("services", number)
                .evidence(page_evidence(home)),
        ),
        _ if seen.pages.is_empty() => return check.reach(Reach::Nothing(reasons)),
        _ => return check.reach(Reach::Part(reasons)),
    }
    check
}

/// Whether a page shows services in one place: most guides of the site are linked from
/// it, or it leads to them by the categories that offices use.
fn is_catalogue(visit: &PageVisit, guides: &HashSet<&str>, number: usize) -> bool {
    let page = &visit.page;
    if matches!(
        page.kind,
        PageKind::Article | PageKind::Guide | PageKind::Home
    ) {
        return false;
    }
    let service = page
        .column
        .as_ref()
        .is_some_and(|column| column.kind == ColumnKind::Service);
    let links = page
        .links
        .iter()
        .filter(|link| link.place == LinkPlace::Anchor && is_followed(link));
    let mut linked: HashSet<&str> = links
        .clone()
        .filter_map(|link| link.url.as_deref())
        .filter(|url| guides.contains(url))
        .collect();
    let items = page.column.iter().flat_map(|column| &column.items);
    linked.extend(
        items
            .filter_map(|item| item.url.as_deref())
            .filter(|url| guides.contains(url)),
    );
    let most = number > 0 && linked.len() * 2 > number && (service || linked.len() == number);
    let categories = links
        .filter(|link| is_label(&link.text))
        .filter(|link| CATEGORIES.iter().any(|word| link.text.contains(word)))
        .count();
    most || categories >= 2
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let services = value(finding, "services");
    match lang {
        Lang::En => {
            format!("the {services} services of the site are not shown in one place by category")
        }
        Lang::Zh => format!("网站{services}个办事服务事项未集中分类展示"),
    }
}

const ID: RuleId = RuleId::new("services-scattered");

/// Guides from which on services can be scattered.
const MIN_GUIDES: usize = 5;

/// Words of the categories of services.
const CATEGORIES: [&str; 12] = [
    "个人办事",
    "法人办事",
    "个人服务",
    "法人服务",
    "企业办事",
    "企业服务",
    "按部门",
    "按主题",
    "部门办事",
    "主题服务",
    "服务对象",
    "办事目录",
];
