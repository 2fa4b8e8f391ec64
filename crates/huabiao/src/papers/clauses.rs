use huabiao_finding::{Finding, RuleId};
use huabiao_scoring::{Indicator, IndicatorSet, Part, Scorecard, Test};

/// The indicators that a finding falls under.
///
/// A veto is named where the card says that it is hit, where one finding of the kind is
/// enough, or where nothing else asks for it. A count that was not reached makes no veto
/// of a single column.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clauses<'a> {
    /// The veto (单项否决).
    pub(super) veto: Option<&'a Indicator>,
    /// The deduction (扣分指标).
    pub(super) deduction: Option<&'a Indicator>,
}

impl<'a> Clauses<'a> {
    /// `card` is that of the site, if it was judged.
    pub(super) fn of(set: &'a IndicatorSet, finding: &Finding, card: Option<&Scorecard>) -> Self {
        let asked = |rules: &[RuleId], groups: &[String]| {
            rules.contains(&finding.rule) && (groups.is_empty() || groups.contains(&finding.group))
        };
        let has = |name: &String, value: &String| {
            let fact = finding.values.get(name);
            fact.is_some_and(|fact| fact.to_string() == *value)
        };
        let mut clauses = Self::default();
        let mut single = false;
        let mut other = None;
        for indicator in &set.indicators {
            let conditions = indicator.when.iter().filter(|when| {
                asked(&when.rules, &when.groups) && when.having.iter().all(|(n, v)| has(n, v))
            });
            let mut steps = indicator.steps.iter().filter(|step| {
                asked(&step.rules, &step.groups) && step.having.iter().all(|(n, v)| has(n, v))
            });
            match indicator.part {
                Part::Veto => {
                    let tests: Vec<&Test> = conditions.map(|when| &when.test).collect();
                    let mut hit = card.into_iter().flat_map(Scorecard::vetoes);
                    let is_hit = hit.any(|line| line.indicator == indicator.id);
                    let alone = tests.contains(&&Test::CountAtLeast(1));
                    if tests.is_empty() {
                        continue;
                    }
                    if clauses.veto.is_none() && (is_hit || alone) {
                        clauses.veto = Some(indicator);
                        single = alone;
                    }
                    other = other.or(Some(indicator));
                }
                Part::Deduction if clauses.deduction.is_none() && steps.next().is_some() => {
                    clauses.deduction = Some(indicator);
                }
                Part::Bonus | Part::Deduction => {}
            }
        }
        if single {
            // The site fails for it; nothing is deducted beside.
            clauses.deduction = None;
        } else if clauses.deduction.is_none() && clauses.veto.is_none() {
            clauses.veto = other;
        }
        clauses
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::str::FromStr;

    use huabiao_finding::Check;
    use huabiao_scoring::{ScoreOptions, Subject, score};

    use super::*;

    fn titles(finding: &Finding, card: Option<&Scorecard>) -> (Option<String>, Option<String>) {
        let clauses = Clauses::of(IndicatorSet::cn_2019_site(), finding, card);
        let title = |indicator: &Indicator| indicator.title.zh.clone();
        (clauses.veto.map(title), clauses.deduction.map(title))
    }

    fn finding(rule: &str, group: &str) -> Finding {
        let rule = RuleId::from_str(rule).unwrap();
        Finding::new(rule, "http://a.gov.cn/").group(group)
    }

    #[test]
    fn group_and_kind_choose_the_indicator() {
        let policy = finding("column-stale", "notice").value("kind", "policy".to_owned());
        assert_eq!(titles(&policy, None), (None, Some("政策文件".into())));
        let notice = finding("column-stale", "notice").value("kind", "notice".to_owned());
        assert_eq!(titles(&notice, None), (None, Some("其他栏目".into())));
        let news = finding("column-stale", "news");
        assert_eq!(titles(&news, None), (None, Some("动态要闻".into())));
        let mark = finding("mark-missing", "icp");
        assert_eq!(titles(&mark, None), (None, Some("网站标识".into())));
        // The entrance for reports of errors is none of the six marks.
        let entrance = finding("mark-missing", "fault-report");
        assert_eq!(titles(&entrance, None), (None, None));
    }

    #[test]
    fn vetoes_are_named() {
        for (rule, group, title) in [
            ("site-unreachable", "", "站点无法访问"),
            ("home-stale", "home", "首页不更新"),
            ("consultation-missing", "", "未提供有效的网上咨询建言渠道"),
            ("guide-missing", "none", "未提供办事服务"),
        ] {
            let found = titles(&finding(rule, group), None);
            assert_eq!(found, (Some(title.into()), None), "{rule}");
        }
    }

    #[test]
    fn a_count_is_a_veto_only_where_it_was_reached() {
        let subject = Subject {
            site_code: None,
            host: "a.gov.cn".into(),
            name: "示例".into(),
            category: None,
            services: None,
        };
        let card = |count: usize| {
            let mut check = Check::new(RuleId::new("column-blank"));
            check.findings = (0..count)
                .map(|n| Finding::new(RuleId::new("column-blank"), format!("http://a.gov.cn/{n}/")))
                .collect();
            let set = IndicatorSet::cn_2019_site();
            score(set, &subject, &[check], &ScoreOptions::default())
        };
        let blank = finding("column-blank", "");
        let other = Some("其他栏目".to_owned());
        assert_eq!(titles(&blank, Some(&card(4))), (None, other.clone()));
        assert_eq!(
            titles(&blank, Some(&card(5))),
            (Some("空白栏目".into()), other)
        );
    }
}
