use huabiao_facts::{LinkPlace, PageVisit, Region, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::draw::population;
use crate::interpretations::{Interpretations, title};
use crate::portal::nothing_seen;
use crate::seen::{Seen, address, count};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "政策解读形式",
        en: "forms of interpretations",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/interpretation-forms.zh.md"),
        en: include_str!("../../docs/rules/interpretation-forms.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站加分指标：信息发布（解读回应）",
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
    let drawn = population(
        &seen,
        "interpretations",
        all.iter().map(|visit| address(visit)),
    );
    let mut reasons = seen.gaps();
    let check = Check::new(ID);
    if all.is_empty() && !reasons.is_empty() {
        reasons.push(nothing_seen("政策解读"));
        return check.reach(Reach::Nothing(reasons));
    }
    let sample = drawn.sample(SAMPLE);
    let visual = sample
        .iter()
        .filter_map(|url| all.iter().find(|visit| address(visit) == url))
        .filter(|visit| is_visual(visit))
        .count();
    check
        .measure("drawn", count(sample.len()).into())
        .measure("visual", count(visual).into())
        .population(drawn)
        .reach(Reach::from_reasons(reasons))
}

/// Whether an interpretation is more than text: chart, sound, film, press conference.
fn is_visual(visit: &PageVisit) -> bool {
    FORMS.iter().any(|word| title(visit).contains(word))
        || visit.page.links.iter().any(|link| {
            link.place == LinkPlace::Media && link.region == Region::Main && link.url.is_some()
        })
}

fn describe(_: &Finding, lang: Lang) -> String {
    match lang {
        Lang::En => "forms of interpretations".to_owned(),
        Lang::Zh => "政策解读形式".to_owned(),
    }
}

const ID: RuleId = RuleId::new("interpretation-forms");

/// Interpretations that the clause draws.
const SAMPLE: u32 = 3;

/// Words of the titles of such interpretations.
const FORMS: [&str; 14] = [
    "图解",
    "一图",
    "图说",
    "读懂",
    "视频",
    "动画",
    "动漫",
    "音频",
    "发布会",
    "长图",
    "H5",
    "漫画",
    "短片",
    "直播",
];
