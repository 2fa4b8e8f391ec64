use huabiao_facts::{PageVisit, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::draw::population;
use crate::interpretations::{Interpretations, is_whole, title};
use crate::portal::nothing_seen;
use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "政策解读与政策文件未相互关联",
        en: "interpretation and document not linked",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/interpretation-unlinked.zh.md"),
        en: include_str!("../../docs/rules/interpretation-unlinked.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：发布解读（解读关联）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, _: &Limits) -> Check {
    let seen = Seen::new(site);
    let interpretations = Interpretations::new(&seen);
    let all = &interpretations.all;
    let addresses = all.iter().map(|visit| address(visit));
    let mut check = Check::new(ID).population(population(&seen, "interpretations", addresses));
    let mut reasons = seen.gaps();
    let mut unread = false;
    let mut unlinked = false;
    for &visit in all {
        if !is_whole(visit) {
            unread = true;
            continue;
        }
        let links: Vec<_> = interpretations.to_policies(visit).collect();
        if links.is_empty() {
            check.findings.push(found(visit, "interpretation"));
            unlinked = true;
            continue;
        }
        // The document, where it is a page of this site that was read.
        let policy = links
            .iter()
            .filter_map(|link| seen.read(link.url.as_deref()?))
            .find(|policy| is_policy(&interpretations, policy));
        let Some(policy) = policy else { continue };
        if !is_whole(policy) {
            unread = true;
        } else if !interpretations.leads_back(policy) {
            check.findings.push(
                found(visit, "policy")
                    .target(address(policy))
                    .value("policy", title(policy)),
            );
        }
    }
    if unread {
        reasons.push(nothing_seen("可判读的解读和文件页面"));
    }
    if unlinked {
        // Nobody can tell then whether the document links back.
        reasons.push(nothing_seen("未作关联的解读所对应的政策文件"));
    }
    if all.is_empty() && reasons.is_empty() {
        return check.reach(Reach::NotApplicable(nothing_seen("政策解读")));
    }
    if all.is_empty() {
        reasons.push(nothing_seen("政策解读"));
        return check.reach(Reach::Nothing(reasons));
    }
    check.reach(Reach::from_reasons(reasons))
}

fn is_policy(interpretations: &Interpretations<'_>, visit: &PageVisit) -> bool {
    interpretations
        .policies
        .iter()
        .any(|policy| address(policy) == address(visit))
}

fn found(visit: &PageVisit, group: &str) -> Finding {
    Finding::new(ID, address(visit))
        .group(group)
        .value("title", title(visit))
        .evidence(page_evidence(visit))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let (title, policy) = (value(finding, "title"), value(finding, "policy"));
    match (lang, finding.group.as_str()) {
        (Lang::En, "policy") => {
            format!("the document “{policy}” does not link back to its interpretation “{title}”")
        }
        (Lang::Zh, "policy") => {
            format!("政策文件“{policy}”未关联其解读“{title}”")
        }
        (Lang::En, _) => {
            format!("the interpretation “{title}” does not link to the document it explains")
        }
        (Lang::Zh, _) => format!("政策解读“{title}”未关联所解读的政策文件"),
    }
}

const ID: RuleId = RuleId::new("interpretation-unlinked");
