use huabiao_facts::{ColumnKind, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::activities::Activities;
use crate::portal::nothing_seen;
use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "在线访谈活动少",
        en: "few interviews",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/interview-few.zh.md"),
        en: include_str!("../../docs/rules/interview-few.en.md"),
    },
    source: Source {
        document: "国办发〔2015〕15号",
        clause: "全国政府网站普查评分表：互动回应情况（互动访谈类栏目）",
        certainty: Certainty::Secondary,
        note: "次数见于监测产品的默认设置，未见正式文本",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, limits: &Limits) -> Check {
    let seen = Seen::new(site);
    let mut reasons = seen.gaps();
    if seen.pages.is_empty() {
        return Check::new(ID).reach(Reach::Nothing(reasons));
    }
    let held = Activities::new(
        &seen,
        ColumnKind::Interview,
        &WORDS,
        &NOT,
        limits.activity_days,
    );
    let mut check = Check::new(ID);
    if held.undated > 0 {
        reasons.push(Reason::Undated {
            entries: held.undated,
        });
    }
    if held.unread {
        reasons.push(nothing_seen("在线访谈的全部内容"));
    }
    if seen.is_shell() {
        reasons.push(nothing_seen("足够的站内页面"));
    }
    // Fewer were seen than there may be: the number is no measure then.
    let limit = limit(site, limits);
    if reasons.is_empty() || limit > 0 && held.recent >= limit {
        check = check.measure("interviews", held.recent.into());
    }
    if limit == 0 || held.recent >= limit {
        return check.reach(Reach::from_reasons(reasons));
    }
    let home = match seen.home() {
        Ok(home) if reasons.is_empty() => home,
        _ => return check.reach(Reach::Part(reasons)),
    };
    let group = match (held.column, held.recent) {
        (None, _) => "none",
        (Some(_), 0) => "idle",
        (Some(_), _) => "few",
    };
    let mut finding = Finding::new(ID, held.column.unwrap_or_else(|| address(home)))
        .group(group)
        .value("days", limits.activity_days)
        .value("limit", limit)
        .value("number", held.recent)
        .evidence(page_evidence(home));
    if let Some(newest) = held.newest {
        finding = finding.value("newest", newest);
    }
    check.findings.push(finding);
    check
}

/// How many the set asks for within the window; none where it asks for none.
fn limit(site: &SiteFacts, limits: &Limits) -> u32 {
    match site.profile.category {
        Some(category) if category.is_portal() => limits.interviews,
        // For other sites the sources give no number but one.
        _ => limits.interviews.min(1),
    }
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (number, limit, days, newest) = (of("number"), of("limit"), of("days"), of("newest"));
    match (lang, finding.group.as_str()) {
        (Lang::En, "none") => "the site has no column for interviews".to_owned(),
        (Lang::En, "idle") => {
            format!(
                "none of the interviews of the site is of the last {days} days (newest: {newest})"
            )
        }
        (Lang::En, _) => format!(
            "{number} interviews in the last {days} days, fewer than {limit} (newest: {newest})"
        ),
        (Lang::Zh, "none") => "网站未开设在线访谈栏目".to_owned(),
        (Lang::Zh, "idle") => format!("在线访谈栏目近{days}天未开展活动（最近一次：{newest}）"),
        (Lang::Zh, _) => {
            format!(
                "在线访谈栏目近{days}天仅开展活动{number}次，少于{limit}次（最近一次：{newest}）"
            )
        }
    }
}

const ID: RuleId = RuleId::new("interview-few");

/// Words of entrances to such columns.
const WORDS: [&str; 3] = ["访谈", "发布会", "直播"];

/// Words of entries that are no activity of their own.
const NOT: [&str; 2] = ["预告", "预报"];
