use huabiao_finding::{Check, Finding};

use crate::{IndicatorSet, ScoreOptions, Scorecard, Subject, score};

/// The scorecard as it would be with some findings repaired.
///
/// Measures stay as they are: a share of failed visits is not repaired by repairing a
/// page.
///
/// ```
/// use huabiao_finding::{Check, Finding, RuleId};
/// use huabiao_scoring::{IndicatorSet, ScoreOptions, Subject, Verdict, what_if};
///
/// let rule = RuleId::new("column-blank");
/// let mut blank = Check::new(rule.clone());
/// for n in 1..=5 {
///     let url = format!("http://www.example.gov.cn/{n}/");
///     blank.findings.push(Finding::new(rule.clone(), url));
/// }
/// let subject = Subject {
///     site_code: None,
///     host: "www.example.gov.cn".into(),
///     name: "示例".into(),
///     category: None,
///     services: Some(false),
/// };
/// let set = IndicatorSet::cn_2019_site();
/// let options = ScoreOptions::default();
/// let repaired = |finding: &Finding| finding.url.ends_with("/1/");
/// let card = what_if(set, &subject, &[blank], &options, repaired);
/// assert!(card.vetoes().next().is_none());
/// ```
pub fn what_if(
    set: &IndicatorSet,
    subject: &Subject,
    checks: &[Check],
    options: &ScoreOptions,
    repaired: impl Fn(&Finding) -> bool,
) -> Scorecard {
    let mut checks = checks.to_vec();
    for check in &mut checks {
        check.findings.retain(|finding| !repaired(finding));
    }
    score(set, subject, &checks, options)
}
