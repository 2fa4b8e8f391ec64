use huabiao_finding::Check;
use huabiao_inspection::describe;
use huabiao_scoring::Line;
use huabiao_types::Lang;

/// What was observed of an indicator, as somebody needs it who has to put it right: the
/// faults in the words of [`describe`], the first five of them, with their number where
/// there are several. Where no finding speaks for the line it is
/// [`Line::observed_text`].
///
/// `checks` are those the line was scored from.
///
/// ```
/// use huabiao_bulletin::seen;
/// use huabiao_finding::{Check, Finding, RuleId};
/// use huabiao_scoring::{IndicatorSet, ScoreOptions, Subject, score};
/// use huabiao_types::{Lang, SiteCategory};
///
/// let subject = Subject {
///     site_code: None,
///     host: "www.example.gov.cn".to_owned(),
///     name: "示例市人民政府".to_owned(),
///     category: Some(SiteCategory::Portal),
///     services: Some(true),
/// };
/// let rule = RuleId::new("consultation-missing");
/// let finding = Finding::new(rule.clone(), "http://www.example.gov.cn/").value("pages", 60_u32);
/// let checks = [Check { findings: vec![finding], ..Check::new(rule) }];
/// let card = score(IndicatorSet::cn_2019_site(), &subject, &checks, &ScoreOptions::default());
/// let veto = card.vetoes().next().unwrap();
/// assert_eq!(seen(veto, &checks, Lang::Zh), "全站60个页面均未见有效的咨询建言渠道");
/// ```
pub fn seen(line: &Line, checks: &[Check], lang: Lang) -> String {
    let observed = line.observed_text(lang);
    let found = line.evidence.iter().filter_map(|evidence| {
        let check = checks.iter().find(|check| check.rule == evidence.rule)?;
        check.findings.get(usize::try_from(evidence.index).ok()?)
    });
    let mut words: Vec<String> = found
        .take(SHOWN)
        .map(|finding| describe(finding, lang))
        .collect();
    let all = usize::try_from(line.findings).unwrap_or(usize::MAX);
    let [one] = words.as_slice() else {
        if words.is_empty() {
            return observed;
        }
        let more = all.saturating_sub(words.len());
        if more > 0 {
            words.push(match lang {
                Lang::En => format!("and {more} more"),
                Lang::Zh => format!("另有{more}处"),
            });
        }
        return match lang {
            Lang::En => format!("{observed}; {}", words.join("; ")),
            Lang::Zh => format!("{observed}：{}", words.join("；")),
        };
    };
    // Of a share, such as that of failed visits, the number belongs to the words.
    let is_share = line.observed.iter().any(|one| one.what.zh.contains('‰'));
    match (all, is_share, lang) {
        (1, false, _) => one.clone(),
        (_, _, Lang::En) => format!("{observed}; {one}"),
        (_, _, Lang::Zh) => format!("{observed}：{one}"),
    }
}

/// Faults that are said one by one.
const SHOWN: usize = 5;
