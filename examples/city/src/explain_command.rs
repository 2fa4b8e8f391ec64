use std::path::PathBuf;

use clap::Args;
use huabiao::files::FindingLine;
use huabiao::inspection;
use huabiao::scoring::{Effect, Evidence, Line, explain};
use huabiao::types::Lang;

use crate::refused::Refused;
use crate::{Exit, card_file};

/// Arguments of `explain`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ExplainArguments {
    /// 网站：标识码、域名或名称 / the site by code, host or name
    #[arg(value_name = "SITE")]
    site: String,
    /// 已完成检查的结果文件夹 / folder of a finished run
    #[arg(long, value_name = "DIR", default_value = "huabiao-out")]
    out: PathBuf,
    /// 同时列出未扣分、不适用和未核查的指标 / also the indicators that cost nothing, do not apply or were not checked
    #[arg(long)]
    all: bool,
    /// 语言 zh 或 en / language, zh or en
    #[arg(long, default_value = "zh")]
    lang: Lang,
}

/// Explains the card of a site, indicator by indicator.
pub(crate) fn run(arguments: &ExplainArguments) -> anyhow::Result<Exit> {
    let lang = arguments.lang;
    let cards = card_file::read(&arguments.out)?;
    let card = card_file::of(&cards, &arguments.site, lang)?;
    let findings = findings(arguments, card)?;
    let (set, version) = (&card.set, card.set_version);
    let name = card_file::name(card);
    crate::say!("{name}（{set} {version}）");
    crate::say!("{}", card_file::result(card, lang));
    if !card.incomplete.is_empty() {
        crate::say!("{}", card.incomplete.get(lang));
    }
    let shown = |line: &&Line| {
        arguments.all || matches!(line.effect, Effect::Points | Effect::Veto) || line.findings > 0
    };
    let mut rest = 0;
    for line in &card.lines {
        if shown(&line) {
            one(line, &findings, lang);
        } else {
            rest += 1;
        }
    }
    if rest > 0 {
        match lang {
            Lang::En => crate::say!("\nother indicators: {rest} (--all shows them)"),
            Lang::Zh => crate::say!("\n其余指标{rest}项（加 --all 全部列出）"),
        }
    }
    Ok(Exit::Done)
}

fn one(line: &Line, findings: &[FindingLine], lang: Lang) {
    let words = explain(line, lang);
    let (title, indicator) = (line.title.get(lang), &line.indicator);
    crate::say!("\n{indicator} {title}");
    let parts = match lang {
        Lang::En => ["observed", "demanded", "it cost", "why not more"],
        Lang::Zh => ["检查情况", "指标要求", "计分结果", "为何不再多扣"],
    };
    let parts = parts.iter().zip([
        &words.observed,
        &words.demands,
        &words.cost,
        &words.why_not_more,
    ]);
    for (name, text) in parts.filter(|(_, text)| !text.is_empty()) {
        match lang {
            Lang::En => crate::say!("  {name}: {text}"),
            Lang::Zh => crate::say!("  {name}：{text}"),
        }
    }
    for evidence in line.evidence.iter().take(SHOWN) {
        match found(findings, evidence) {
            Some(finding) => crate::say!("  - {}", finding.summary),
            None => {
                let rule = inspection::rule(&evidence.rule).map(|rule| rule.name.get(lang));
                crate::say!("  - {} {}", rule.unwrap_or(title), evidence.url);
            }
        }
    }
    let more = line
        .findings
        .saturating_sub(u32::try_from(SHOWN).unwrap_or(u32::MAX));
    if more > 0 {
        match lang {
            Lang::En => crate::say!("  - and {more} more, see findings.jsonl"),
            Lang::Zh => crate::say!("  - 另有{more}处，见 findings.jsonl"),
        }
    }
}

/// The finding that is meant. Several of one rule may stand at one address: its place among
/// those of the rule tells which.
fn found<'a>(findings: &'a [FindingLine], evidence: &Evidence) -> Option<&'a FindingLine> {
    let of_rule = |finding: &&FindingLine| finding.rule == evidence.rule.as_str();
    let place = usize::try_from(evidence.index).ok()?;
    let found = findings.iter().filter(of_rule).nth(place)?;
    (found.url == evidence.url && found.target == evidence.target).then_some(found)
}

/// The findings on a site; none where the file is not there any more.
fn findings(
    arguments: &ExplainArguments,
    card: &huabiao::scoring::Scorecard,
) -> anyhow::Result<Vec<FindingLine>> {
    let file = arguments.out.join("findings.jsonl");
    let Ok(text) = std::fs::read_to_string(&file) else {
        return Ok(Vec::new());
    };
    let site = match &card.site_code {
        Some(code) => code.to_string(),
        None => card.host.clone(),
    };
    let mut findings = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let finding: FindingLine = serde_json::from_str(line)
            .map_err(|error| Refused(format!("{}: line {number}: {error}", file.display())))?;
        if finding.site == site {
            findings.push(finding);
        }
    }
    Ok(findings)
}

/// Findings that are shown of one indicator.
const SHOWN: usize = 5;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao::finding::{Finding, RuleId};
    use huabiao::judge::profile;
    use huabiao::registry::Site;

    use super::*;

    #[test]
    fn two_findings_of_a_rule_at_one_address_are_two() {
        const URL: &str = "http://www.example.gov.cn/bsfw/1.html";
        const RULE: RuleId = RuleId::new("guide-element-missing");
        let site = profile(&Site::from_home("www.example.gov.cn").unwrap());
        let line = |rule: RuleId, element: &str| {
            let finding = Finding::new(rule, URL)
                .value("title", "取水许可")
                .value("element", element);
            FindingLine::new(&site, &finding, Lang::Zh)
        };
        let findings = [
            line(RULE, "收费标准"),
            line(RuleId::new("guide-missing"), ""),
            line(RULE, "联系电话"),
        ];
        let at = |index: u32, url: &str| {
            let evidence = Evidence {
                rule: RULE,
                index,
                url: url.into(),
                target: None,
            };
            found(&findings, &evidence).map(|line| line.values["element"].to_string())
        };
        assert_eq!(at(0, URL).as_deref(), Some("收费标准"));
        assert_eq!(at(1, URL).as_deref(), Some("联系电话"));
        // Words of another place are worse than none.
        assert_eq!(at(2, URL), None);
        assert_eq!(at(1, "http://www.example.gov.cn/"), None);
    }
}
