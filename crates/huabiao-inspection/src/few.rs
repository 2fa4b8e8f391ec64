use huabiao_facts::{ColumnKind, SiteFacts};
use huabiao_finding::{Check, Finding, Reach, Reason, RuleId};
use huabiao_types::{Lang, Words};

use crate::Limits;
use crate::activities::Activities;
use crate::portal::nothing_seen;
use crate::rule::value;
use crate::seen::{Seen, address, page_evidence};

/// Fewer activities of a kind within the window than the set asks for.
pub(crate) struct Few {
    pub(crate) rule: RuleId,
    pub(crate) kind: ColumnKind,
    /// Words of entrances to such columns.
    pub(crate) words: &'static [&'static str],
    /// Words of entries that are no activity of their own.
    pub(crate) not: &'static [&'static str],
    /// What they are called, and the number of them as a measure.
    pub(crate) name: Words,
    /// How many the set asks for; none where it asks for none.
    pub(crate) limit: fn(&SiteFacts, &Limits) -> u32,
}

impl Few {
    pub(crate) fn check(&self, site: &SiteFacts, limits: &Limits) -> Check {
        let seen = Seen::new(site);
        let mut reasons = seen.gaps();
        let mut check = Check::new(self.rule.clone());
        if seen.pages.is_empty() {
            return check.reach(Reach::Nothing(reasons));
        }
        let days = limits.activity_days;
        let held = Activities::new(&seen, self.kind, self.words, self.not, days);
        if held.undated > 0 {
            reasons.push(Reason::Undated {
                entries: held.undated,
            });
        }
        if held.unread {
            reasons.push(nothing_seen(&format!("{}的全部内容", self.name.zh)));
        }
        if seen.is_shell() {
            reasons.push(nothing_seen("足够的站内页面"));
        }
        // Fewer were seen than there may be: the number is no measure then.
        let limit = (self.limit)(site, limits);
        if reasons.is_empty() || limit > 0 && held.recent >= limit {
            check = check.measure(self.name.en, held.recent.into());
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
        let url = held.column.unwrap_or_else(|| address(home));
        let mut finding = Finding::new(self.rule.clone(), url)
            .group(group)
            .value("days", days)
            .value("limit", limit)
            .value("number", held.recent)
            .evidence(page_evidence(home));
        if let Some(newest) = held.newest {
            finding = finding.value("newest", newest);
        }
        check.findings.push(finding);
        check
    }

    pub(crate) fn describe(&self, finding: &Finding, lang: Lang) -> String {
        let of = |key| value(finding, key);
        let (number, limit, days, newest) = (of("number"), of("limit"), of("days"), of("newest"));
        let name = self.name.get(lang);
        match (lang, finding.group.as_str()) {
            (Lang::En, "none") => format!("the site has no column for {name}"),
            (Lang::En, "idle") => {
                format!("no {name} in the last {days} days (newest: {newest})")
            }
            (Lang::En, _) => format!(
                "{number} {name} in the last {days} days, fewer than {limit} (newest: {newest})"
            ),
            (Lang::Zh, "none") => format!("网站未开设{name}栏目"),
            (Lang::Zh, "idle") => {
                format!("{name}栏目近{days}天未开展活动（最近一次：{newest}）")
            }
            (Lang::Zh, _) => format!(
                "{name}栏目近{days}天仅开展活动{number}次，少于{limit}次（最近一次：{newest}）"
            ),
        }
    }
}
