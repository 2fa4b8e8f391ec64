//! The text of a service guide.

use huabiao::facts::GuideElement;

use super::escape;
use crate::demo::draft::{Draft, Entry};
use crate::demo::names::CITY;
use crate::demo::site::Style;

/// The elements as a table, a list or paragraphs, as the style has them.
pub(super) fn markup(draft: &Draft, entry: &Entry, elements: &[GuideElement]) -> String {
    let rows: Vec<(&str, String)> = GuideElement::ALL
        .into_iter()
        .filter(|element| elements.contains(element))
        .map(|element| (element.official(), escape(&text(draft, entry, element))))
        .collect();
    match draft.site.style {
        Style::Table | Style::Frame | Style::Plain => {
            let rows: String = rows
                .iter()
                .map(|(name, text)| format!("<tr><td>{name}</td><td>{text}</td></tr>\n"))
                .collect();
            format!("<table border=\"1\" width=\"100%\">\n{rows}</table>\n")
        }
        Style::Terms => {
            let rows: String = rows
                .iter()
                .map(|(name, text)| format!("<dt>{name}</dt><dd>{text}</dd>\n"))
                .collect();
            format!("<dl>\n{rows}</dl>\n")
        }
        Style::Script | Style::Cards => rows
            .iter()
            .map(|(name, text)| format!("<h3>{name}</h3><p>{text}</p>\n"))
            .collect(),
    }
}

fn text(draft: &Draft, entry: &Entry, element: GuideElement) -> String {
    let unit = &draft.site.unit_name;
    match element {
        GuideElement::Name => entry.title.trim_end_matches("办事指南").to_owned(),
        GuideElement::Basis => "《中华人民共和国行政许可法》第二十九条：公民、法人或者其他组织从事特定活动，\
             依法需要取得行政许可的，应当向行政机关提出申请。"
            .to_owned(),
        GuideElement::Conditions => {
            "1．具有完全民事行为能力的自然人或者依法设立的法人；2．符合本行业管理规范。".to_owned()
        }
        GuideElement::Materials => {
            "1．申请表（原件1份，纸质，可在综合窗口领取）；2．身份证明或者营业执照（复印件1份，纸质或电子）。"
                .to_owned()
        }
        GuideElement::Place => {
            format!("{CITY}澄江大道{}号一楼综合窗口。", draft.site.index + 101)
        }
        GuideElement::Office => unit.clone(),
        GuideElement::Fees => "不收费。".to_owned(),
        GuideElement::Hours => "工作日上午9:00至12:00，下午1:30至5:00。".to_owned(),
        GuideElement::Telephone => format!("0700-8{:06}", 200_000 + draft.site.index * 137),
        GuideElement::Procedure => {
            "提交申请、受理、审查、决定、送达，承诺办结时限为五个工作日。".to_owned()
        }
    }
}
