use chrono::Days;
use huabiao_calendar::Calendar;
use huabiao_facts::{FaultReport, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, RuleId};
use huabiao_types::{Certainty, Lang, Source, Words};

use crate::portal::nothing_seen;
use crate::rule::value;
use crate::seen::{Seen, count};
use crate::{Limits, Rule};

pub(super) static RULE: Rule = Rule {
    id: ID,
    name: Words {
        zh: "找错留言答复超期",
        en: "report of a fault answered late",
    },
    explanation: Words {
        zh: include_str!("../../docs/rules/fault-report-late.zh.md"),
        en: include_str!("../../docs/rules/fault-report-late.en.md"),
    },
    source: Source {
        document: "国办秘函〔2019〕19号",
        clause: "网站扣分指标：功能设计（“我为政府网站找错”答复）",
        certainty: Certainty::Confirmed,
        note: "",
    },
    check,
    describe,
};

fn check(site: &SiteFacts, limits: &Limits) -> Check {
    let check = Check::new(ID);
    let Some(reports) = &site.records.fault_reports else {
        return check.reach(Reach::Nothing(vec![nothing_seen("找错留言办理记录")]));
    };
    let seen = Seen::new(site);
    let counted: Vec<&FaultReport> = reports
        .iter()
        .filter(|report| {
            seen.is_within(report.received, limits.report_window)
                && !crate::books::is_ahead(site, report.answered)
        })
        .collect();
    let mut check = check.measure("reports", count(counted.len()).into());
    let days = u16::try_from(limits.report_working_days).unwrap_or(u16::MAX);
    let mut unsettled = false;
    for report in counted {
        let due = Calendar::china().add_working_days(report.received, days);
        let (group, until) = match report.answered {
            Some(day) => ("late", day),
            None => ("open", site.today),
        };
        if !due.is_late(until) {
            continue;
        }
        // Where the holidays are not known yet, only what no holiday could excuse.
        let excused = due.day.checked_add_days(Days::new(LONGEST_HOLIDAY));
        if !due.certain && excused.is_none_or(|day| until <= day) {
            unsettled = true;
            continue;
        }
        let place = if report.url.is_empty() {
            &site.profile.home
        } else {
            &report.url
        };
        let mut finding = Finding::new(ID, place.as_str())
            .group(group)
            .value("due", due.day)
            .value("received", report.received)
            .value("report", report.id.as_str())
            .value("working_days", limits.report_working_days)
            .value("due_zh", due.explain_zh())
            .value("due_en", due.explain_en());
        if let Some(answered) = report.answered {
            finding = finding.value("answered", answered);
        }
        check.findings.push(finding);
    }
    let mut reasons = crate::books::gaps_of_reports(site);
    if unsettled {
        reasons.push(nothing_seen("部分日期的放假通知"));
    }
    check.reach(Reach::from_reasons(reasons))
}

fn describe(finding: &Finding, lang: Lang) -> String {
    let of = |key| value(finding, key);
    let (report, received, answered) = (of("report"), of("received"), of("answered"));
    let (zh, en) = (of("due_zh"), of("due_en"));
    match (lang, finding.group.as_str()) {
        (Lang::En, "late") => {
            format!("fault report {report} of {received} was answered late, on {answered} ({en})")
        }
        (Lang::En, _) => format!("fault report {report} of {received} is overdue and open ({en})"),
        (Lang::Zh, "late") => {
            format!("{received}的找错留言{report}于{answered}答复，超过期限（{zh}）")
        }
        (Lang::Zh, _) => format!("{received}的找错留言{report}逾期未答复（{zh}）"),
    }
}

const ID: RuleId = RuleId::new("fault-report-late");

/// Calendar days that a holiday with its rest days can last.
const LONGEST_HOLIDAY: u64 = 10;
