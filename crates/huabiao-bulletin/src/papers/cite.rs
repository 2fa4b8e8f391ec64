use huabiao_scoring::{Applies, Effect, IndicatorSet, Part, Points, Scorecard, Subject, Verdict};
use huabiao_types::Lang;

/// A set of indicators as an official document cites it: the title of the document and its
/// number, as far as [`IndicatorSet::source`] names them; otherwise the title of the set.
///
/// ```
/// use huabiao_bulletin::citation;
/// use huabiao_scoring::IndicatorSet;
/// use huabiao_types::Lang;
///
/// let set = IndicatorSet::cn_2019_site();
/// assert_eq!(
///     citation(set, Lang::Zh),
///     "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）"
/// );
/// assert_eq!(
///     citation(set, Lang::En),
///     "Government website indicators (2019), 国办秘函〔2019〕19号"
/// );
/// ```
pub fn citation(set: &IndicatorSet, lang: Lang) -> String {
    let title = set.source.find('《').and_then(|at| set.source.get(at..));
    // The number is what stands in the first brackets with a year in 〔〕.
    let number = title.and_then(|text| {
        let (before, rest) = text.split_once('（')?;
        let (number, _) = rest.split_once('）')?;
        let is_number = number.contains('〔') && number.ends_with('号');
        is_number.then_some((before, number))
    });
    match (number, lang) {
        (Some((title, number)), Lang::Zh) => format!("{title}（{number}）"),
        (Some((_, number)), Lang::En) => format!("{}, {number}", set.title.get(lang)),
        (None, Lang::Zh) => format!("《{}》", set.title.get(lang)),
        (None, Lang::En) => set.title.get(lang).to_owned(),
    }
}

/// Whether a site that is no portal was scored on deductions that the set has for portals
/// only: that is for reference (参照计分), and a document has to say so. A site of unknown
/// kind is none.
pub fn is_for_reference(set: &IndicatorSet, card: &Scorecard) -> bool {
    let subject = Subject {
        site_code: card.site_code.clone(),
        host: String::new(),
        name: String::new(),
        category: card.category,
        services: None,
    };
    let mut scored = card.lines.iter().filter(|line| {
        line.part == Part::Deduction
            && (line.points_lost > Points::ZERO || line.effect == Effect::Clear)
    });
    let for_portals = |id| {
        let indicator = set.indicator(id);
        indicator.is_some_and(|indicator| indicator.applies == Applies::Portals)
    };
    subject.is_portal() == Some(false) && scored.any(|line| for_portals(&line.indicator))
}

/// Whether it failed without a veto, by its points alone.
pub fn failed_by_points(card: &Scorecard) -> bool {
    card.verdict == Verdict::Unqualified && card.vetoes().next().is_none()
}

/// The points of a qualified site that nobody decided.
pub fn open_points(card: &Scorecard) -> Option<Points> {
    let open = card.points_open();
    (card.verdict == Verdict::Qualified && open > Points::ZERO).then_some(open)
}

/// A reason in words: an indicator and what was observed of it. The title is not said
/// twice where the observation begins with it.
///
/// ```
/// use huabiao_bulletin::reason;
/// use huabiao_types::Lang;
///
/// assert_eq!(reason("站点无法访问", "打不开的访问占9%", Lang::Zh), "站点无法访问：打不开的访问占9%");
/// assert_eq!(reason("空白栏目", "空白栏目7个", Lang::Zh), "空白栏目7个");
/// assert_eq!(reason("首页不更新", "首页不更新1处", Lang::Zh), "首页不更新");
/// ```
pub fn reason(title: &str, observed: &str, lang: Lang) -> String {
    let colon = match lang {
        Lang::En => ": ",
        Lang::Zh => "：",
    };
    // A site has one home page, so its number says nothing.
    match observed.get(..title.len()) {
        _ if observed.is_empty() => title.to_owned(),
        Some(start) if start.eq_ignore_ascii_case(title) && !title.is_empty() => {
            match observed.get(title.len()..) {
                Some("1处") => title.to_owned(),
                _ => observed.to_owned(),
            }
        }
        _ => format!("{title}{colon}{observed}"),
    }
}
