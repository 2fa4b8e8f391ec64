use huabiao_finding::Population;
use huabiao_types::Lang;

use crate::{DecidedBy, Effect, Line, Part, Points};

/// One line in words: what was observed, what the clause demands, what it came to and
/// why it was not more.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Explanation {
    /// What was observed; empty where nothing was.
    pub observed: String,
    /// What the clause demands, and where it stands; with the note of the set where the
    /// demand is not certain.
    pub demands: String,
    /// What it came to.
    pub cost: String,
    /// Why it was not more: the cap, samples, what was not counted again, what nobody
    /// answered. Empty where nothing held it back.
    pub why_not_more: String,
}

/// Explains a line.
///
/// ```
/// use huabiao_finding::{Check, Finding, RuleId};
/// use huabiao_scoring::{IndicatorSet, ScoreOptions, Subject, explain, score};
/// use huabiao_types::{Lang, SiteCategory};
///
/// let rule = RuleId::new("link-dead");
/// let mut links = Check::new(rule.clone());
/// for _ in 0..7 {
///     links.findings.push(Finding::new(rule.clone(), "http://www.example.gov.cn/").group("home"));
/// }
/// let portal = Subject {
///     site_code: None,
///     host: "www.example.gov.cn".into(),
///     name: "示例市人民政府".into(),
///     category: Some(SiteCategory::Portal),
///     services: Some(true),
/// };
/// let set = IndicatorSet::cn_2019_site();
/// let card = score(set, &portal, &[links], &ScoreOptions::default());
/// let line = card.lines.iter().find(|line| line.indicator.as_str() == "D4.3").unwrap();
/// let words = explain(line, Lang::En);
/// assert_eq!(words.cost, "1 point lost");
/// assert!(words.why_not_more.starts_with("what was found comes to 1.4, the indicator has 1"));
/// ```
pub fn explain(line: &Line, lang: Lang) -> Explanation {
    let stop = match lang {
        Lang::En => "; ",
        Lang::Zh => "；",
    };
    let demands = line.demands_text(lang);
    let demands = match lang {
        Lang::En => format!("{demands} ({})", line.clause),
        Lang::Zh => format!("{demands}（{}）", line.clause),
    };
    Explanation {
        observed: line.observed_text(lang),
        demands,
        cost: cost(line, lang),
        why_not_more: held_back(line, lang).join(stop),
    }
}

fn cost(line: &Line, lang: Lang) -> String {
    let points = |points: Points| match (lang, points == Points::whole(1)) {
        (Lang::En, true) => format!("{points} point"),
        (Lang::En, false) => format!("{points} points"),
        (Lang::Zh, _) => format!("{points}分"),
    };
    let lost = points(line.points_lost);
    let gained = points(line.points_gained);
    match (lang, line.effect) {
        (Lang::En, Effect::Veto) => "vetoed".to_owned(),
        (Lang::Zh, Effect::Veto) => "单项否决".to_owned(),
        (Lang::En, Effect::Points) => format!("{lost} lost"),
        (Lang::Zh, Effect::Points) => format!("扣{lost}"),
        (Lang::En, Effect::Clear) if line.part == Part::Bonus => format!("{gained} gained"),
        (Lang::Zh, Effect::Clear) if line.part == Part::Bonus => format!("加{gained}"),
        (Lang::En, Effect::Clear) => "nothing".to_owned(),
        (Lang::Zh, Effect::Clear) => "未扣分".to_owned(),
        (Lang::En, Effect::NotChecked) => "not checked".to_owned(),
        (Lang::Zh, Effect::NotChecked) => "未能核查".to_owned(),
        (Lang::En, Effect::NotCovered) => {
            format!("nobody answered (decided by: {})", by(line, lang))
        }
        (Lang::Zh, Effect::NotCovered) => format!("未作核查（核查方式：{}）", by(line, lang)),
        (Lang::En, Effect::NotApplicable) => "not for this site".to_owned(),
        (Lang::Zh, Effect::NotApplicable) => "不适用".to_owned(),
    }
}

fn by(line: &Line, lang: Lang) -> &'static str {
    DecidedBy::name(line.decided_by, lang)
}

fn held_back(line: &Line, lang: Lang) -> Vec<String> {
    let mut why = Vec::new();
    let came = line.points_lost.max(line.points_gained);
    if let Some(cap) = line
        .points
        .filter(|cap| line.uncapped > *cap && came == *cap)
    {
        let all = line.uncapped;
        why.push(match lang {
            Lang::En => format!("what was found comes to {all}, the indicator has {cap}"),
            Lang::Zh => format!("按发现问题合计{all}分，该项上限{cap}分"),
        });
    }
    for sample in &line.samples {
        let (drawn, from) = (sample.drawn.len(), sample.from);
        let of = Population::words(&sample.of, lang);
        why.push(match lang {
            Lang::En => format!("only the {drawn} drawn out of {from} {of} count"),
            Lang::Zh => format!("{of}{from}个中随机抽取{drawn}个，其余不计"),
        });
    }
    if line.waived > 0 {
        let waived = line.waived;
        why.push(match lang {
            Lang::En => format!("{waived} already charged under another indicator"),
            Lang::Zh => format!("{waived}处已在其他指标扣分，不重复扣分"),
        });
    }
    if line.effect == Effect::Veto {
        why.push(match lang {
            Lang::En => "one hit is enough; nothing else is scored".to_owned(),
            Lang::Zh => "出现即否决，不再计分".to_owned(),
        });
    }
    why.extend(line.reasons.iter().map(|reason| reason.text(lang)));
    why
}
