use huabiao_finding::{Answer, Check};
use huabiao_inspection::{ColumnState, Freshness, describe};
use huabiao_scoring::{Coverage, Effect, Line, Points, Scorecard, distinct};
use huabiao_types::{Lang, Words};

use crate::SiteEntry;
use crate::clean::clean;
use crate::compose::Composer;
use crate::document::{Found, LineOf, Open, Shown, SiteResult};
use crate::english::plural;

/// The result of each site.
pub(crate) fn annex(of: &Composer<'_>) -> Vec<SiteResult> {
    of.input
        .sites
        .iter()
        .enumerate()
        .map(|(place, site)| result(of, place, site))
        .collect()
}

fn result(of: &Composer<'_>, place: usize, entry: &SiteEntry) -> SiteResult {
    let card = &entry.scorecard;
    let says_more = |line: &&Line| {
        matches!(
            line.effect,
            Effect::Veto | Effect::Points | Effect::NotChecked
        )
    };
    let clear = card
        .lines
        .iter()
        .filter(|line| line.effect == Effect::Clear);
    SiteResult {
        site: of.site_of(place, entry),
        verdict: card.verdict.as_str().to_owned(),
        verdict_name: of.capital(&card.verdict_text(of.lang)),
        points: card.points,
        points_of: card.points_of,
        points_lost: card.points_lost,
        findings: of.summary.findings_by_site.get(place).copied().unwrap_or(0),
        distinct: of.summary.distinct_by_site.get(place).copied().unwrap_or(0),
        pages: entry.coverage.pages,
        gaps: gaps(of.lang, entry),
        columns: columns(of, &entry.columns),
        lines: card
            .lines
            .iter()
            .filter(says_more)
            .map(|line| line_of(of, card, line))
            .collect(),
        clear: clear.map(|line| clear_title(of.lang, line)).collect(),
        found: entry
            .checks
            .iter()
            .filter_map(|check| found(of, check))
            .collect(),
        not_checked: entry
            .checks
            .iter()
            .filter_map(|check| open(of, check))
            .collect(),
    }
}

/// The title of a clear indicator; one that was decided in part says so.
fn clear_title(lang: Lang, line: &Line) -> String {
    let title = line.title.get(lang);
    match (lang, line.coverage) {
        (Lang::En, Coverage::Part) => format!("{title} (in part)"),
        (Lang::Zh, Coverage::Part) => format!("{title}（部分）"),
        _ => title.to_owned(),
    }
}

fn line_of(of: &Composer<'_>, card: &Scorecard, line: &Line) -> LineOf {
    let lang = of.lang;
    let parts = [line.observed_text(lang), line.reasons_text(lang)];
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|t| !t.is_empty())
        .collect();
    let observed = parts.join(match lang {
        Lang::En => "; ",
        Lang::Zh => "；",
    });
    LineOf {
        indicator: line.indicator.to_string(),
        title: line.title.get(lang).to_owned(),
        observed: of.capital(&clean(&observed)),
        threshold: of.capital(&line.demands_text(lang)),
        clause: line.clause.to_string(),
        effect: effect(line.effect).to_owned(),
        effect_name: match (line.effect, card.vetoes().next(), lang) {
            (Effect::Points, Some(_), Lang::En) => "Not scored (veto)".to_owned(),
            (Effect::Points, Some(_), Lang::Zh) => "已否决，不计分".to_owned(),
            _ => of.capital(&effect_name(lang, line.effect, line.points_lost)),
        },
    }
}

const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Clear => "clear",
        Effect::NotApplicable => "not-applicable",
        Effect::NotChecked => "not-checked",
        Effect::NotCovered => "not-covered",
        Effect::Points => "points",
        Effect::Veto => "veto",
    }
}

fn effect_name(lang: Lang, effect: Effect, lost: Points) -> String {
    match (lang, effect) {
        (Lang::En, Effect::Veto) => "veto".to_owned(),
        (Lang::En, Effect::Points) if lost.to_string() == "1" => "−1 point".to_owned(),
        (Lang::En, Effect::Points) => format!("−{lost} points"),
        (Lang::En, Effect::NotChecked) => "not checked".to_owned(),
        (Lang::En, Effect::Clear) => "clear".to_owned(),
        (Lang::En, Effect::NotCovered) => "not covered".to_owned(),
        (Lang::En, Effect::NotApplicable) => "not applicable".to_owned(),
        (Lang::Zh, Effect::Veto) => "单项否决".to_owned(),
        (Lang::Zh, Effect::Points) => format!("扣{lost}分"),
        (Lang::Zh, Effect::NotChecked) => "未能核查".to_owned(),
        (Lang::Zh, Effect::Clear) => "未发现".to_owned(),
        (Lang::Zh, Effect::NotCovered) => "程序不判定".to_owned(),
        (Lang::Zh, Effect::NotApplicable) => "不适用".to_owned(),
    }
}

fn found(of: &Composer<'_>, check: &Check) -> Option<Found> {
    let findings = check.findings.len();
    if findings == 0 {
        return None;
    }
    let faults = distinct(&check.findings);
    let shown = faults.iter().take(SHOWN).map(|fault| Shown {
        summary: of.capital(&clean(&describe(fault.finding, of.lang))),
        url: fault.finding.url.clone(),
        target: fault.finding.target.clone(),
        elsewhere: match (of.lang, fault.pages.saturating_sub(1)) {
            (_, 0) => String::new(),
            (Lang::En, others) => {
                format!("also on {}", plural(others, "other page", "other pages"))
            }
            (Lang::Zh, others) => format!("另有{others}个页面也有"),
        },
    });
    let more = match (of.lang, faults.len().saturating_sub(SHOWN)) {
        (_, 0) => String::new(),
        (Lang::En, 1) => "1 more, see the ledger".to_owned(),
        (Lang::En, more) => format!("{more} more, see the ledger"),
        (Lang::Zh, more) => format!("还有{more}条，见问题台账"),
    };
    Some(Found {
        rule: check.rule.to_string(),
        name: of.rule_title(&check.rule),
        findings,
        distinct: faults.len(),
        shown: shown.collect(),
        more,
    })
}

fn open(of: &Composer<'_>, check: &Check) -> Option<Open> {
    if check.answer() != Answer::NotChecked {
        return None;
    }
    let why: Vec<String> = check
        .reach
        .reasons()
        .iter()
        .map(|r| r.text(of.lang))
        .collect();
    let why = why.join(match of.lang {
        Lang::En => "; ",
        Lang::Zh => "；",
    });
    Some(Open {
        name: of.rule_title(&check.rule),
        why: clean(&why).into_owned(),
    })
}

/// What of the site was not looked at.
fn gaps(lang: Lang, entry: &SiteEntry) -> Vec<String> {
    let coverage = &entry.coverage;
    let all = [
        (
            coverage.over_budget,
            "个地址超出检查额度",
            ["address over the budget", "addresses over the budget"],
        ),
        (
            coverage.robots,
            "个地址被 robots.txt 排除",
            [
                "address excluded by robots.txt",
                "addresses excluded by robots.txt",
            ],
        ),
        (
            coverage.traps,
            "个地址属无限序列",
            ["address of endless series", "addresses of endless series"],
        ),
        (
            coverage.unseen_lists,
            "个栏目的列表由脚本生成",
            [
                "column whose list a script fills",
                "columns whose list a script fills",
            ],
        ),
    ];
    let some = all.into_iter().filter(|(count, ..)| *count > 0);
    some.map(|(count, zh, [one, many])| match lang {
        Lang::En => plural(count as usize, one, many),
        Lang::Zh => format!("{count}{zh}"),
    })
    .collect()
}

/// How many columns are in which state.
fn columns(of: &Composer<'_>, columns: &[ColumnState]) -> String {
    let states = [
        (
            Freshness::Fresh,
            Words {
                zh: "按期更新",
                en: "fresh",
            },
        ),
        (
            Freshness::Stale,
            Words {
                zh: "超期未更新",
                en: "stale",
            },
        ),
        (
            Freshness::Blank,
            Words {
                zh: "空白",
                en: "blank",
            },
        ),
        (
            Freshness::NoDuty,
            Words {
                zh: "无更新要求",
                en: "without duty to update",
            },
        ),
        (
            Freshness::Unknown,
            Words {
                zh: "无法判断",
                en: "unknown",
            },
        ),
    ];
    let parts: Vec<String> = states
        .into_iter()
        .filter_map(|(state, name)| {
            let count = columns
                .iter()
                .filter(|column| column.state == state)
                .count();
            (count > 0).then(|| match of.lang {
                Lang::En => format!("{count} {}", name.en),
                Lang::Zh => format!("{}{count}个", name.zh),
            })
        })
        .collect();
    match (of.lang, parts.is_empty()) {
        (_, true) => String::new(),
        (Lang::En, false) => format!("Columns: {}", of.list(&parts)),
        (Lang::Zh, false) => format!("栏目：{}", of.list(&parts)),
    }
}

/// Findings of one rule that the annex shows of a site; the ledger has all.
const SHOWN: usize = 5;
