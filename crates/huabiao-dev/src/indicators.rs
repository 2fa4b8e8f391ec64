//! The table of indicators: which rule feeds which, and which still need a person.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use anyhow::Context;
use huabiao::finding::RuleId;
use huabiao::inspection;
use huabiao::scoring::{DecidedBy, Indicator, IndicatorSet, Part};
use huabiao::types::{Lang, Words};

/// The document in one language.
pub(crate) fn markdown(lang: Lang) -> anyhow::Result<String> {
    let mut sets = Vec::new();
    for id in IndicatorSet::EMBEDDED {
        sets.push(IndicatorSet::embedded(id).with_context(|| format!("{id} is broken"))?);
    }
    let say = |zh, en| Words { zh, en }.get(lang);
    let mut text = String::new();
    writeln!(
        text,
        "# {}\n",
        say("指标与检查规则", "Indicators and rules")
    )?;
    writeln!(
        text,
        "{}\n",
        say(
            "由 `cargo dev generate` 根据指标文件和检查规则生成，请勿手改。",
            "Made by `cargo dev generate` from the sets and the rules; not edited by hand.",
        )
    )?;
    coverage(&mut text, &sets, lang)?;
    for set in &sets {
        listing(&mut text, set, lang)?;
    }
    feeds(&mut text, &sets, lang)?;
    Ok(text)
}

/// How one condition, step or gain is decided.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum How {
    Rule,
    Registry,
    Records,
    /// A program tries it.
    AutomaticTrial,
    Trial,
    Reviewer,
    ThirdParty,
    /// No known source gives its points or its limit.
    Unknown,
    /// Its rule is not built.
    NotBuilt,
}

impl How {
    fn name(self, lang: Lang) -> &'static str {
        let words = match self {
            Self::AutomaticTrial => Words {
                zh: "程序试用",
                en: "automatic trial",
            },
            Self::NotBuilt => Words {
                zh: "规则未实现",
                en: "rule not built",
            },
            Self::Records => Words {
                zh: "台账",
                en: "records",
            },
            Self::Registry => Words {
                zh: "登记信息",
                en: "registry",
            },
            Self::Reviewer => Words {
                zh: "人工核查",
                en: "reviewer",
            },
            Self::Rule => Words {
                zh: "检查规则",
                en: "rule",
            },
            Self::ThirdParty => Words {
                zh: "第三方",
                en: "third party",
            },
            Self::Trial => Words {
                zh: "模拟试用",
                en: "trial",
            },
            Self::Unknown => Words {
                zh: "分值或限值不详",
                en: "points or limit unknown",
            },
        };
        words.get(lang)
    }

    const fn needs_no_person(self) -> bool {
        matches!(
            self,
            Self::AutomaticTrial | Self::Records | Self::Registry | Self::Rule
        )
    }
}

fn ways(set: &IndicatorSet, indicator: &Indicator) -> BTreeSet<How> {
    let when = indicator.when.iter().map(|c| {
        let unknown = c.test == huabiao::scoring::Test::Unknown;
        (&c.rules, c.by, unknown)
    });
    let steps = indicator
        .steps
        .iter()
        .map(|s| (&s.rules, s.by, s.points.is_none()));
    let gains = indicator.gains.iter().map(|g| (&g.rules, g.by, false));
    let pieces = when.chain(steps).chain(gains);
    pieces
        .map(|(rules, by, unknown)| how(set, rules, by, unknown))
        .collect()
}

fn how(set: &IndicatorSet, rules: &[RuleId], by: Option<DecidedBy>, unknown: bool) -> How {
    let question = rules.iter().find_map(|rule| set.question(rule));
    match (question.map(|question| question.by), by) {
        _ if unknown => How::Unknown,
        (Some(DecidedBy::Records), _) => How::Records,
        (Some(DecidedBy::Registry), _) => How::Registry,
        (Some(DecidedBy::ThirdParty), _) => How::ThirdParty,
        (Some(DecidedBy::Trial), _) => How::Trial,
        (Some(_), _) => How::Reviewer,
        (None, _) if !rules.iter().all(is_built) => How::NotBuilt,
        (None, Some(DecidedBy::Records)) => How::Records,
        (None, Some(DecidedBy::Registry)) => How::Registry,
        (None, Some(DecidedBy::Trial)) => How::AutomaticTrial,
        (None, _) => How::Rule,
    }
}

fn is_built(rule: &RuleId) -> bool {
    inspection::ALL.iter().any(|built| built.id == *rule)
}

/// The indicators that are counted under a reading that their note gives.
const BY_READING: [&str; 2] = ["V5.1", "D2.4"];

fn coverage(text: &mut String, sets: &[IndicatorSet], lang: Lang) -> anyhow::Result<()> {
    let say = |zh, en| Words { zh, en }.get(lang);
    writeln!(
        text,
        "## {}\n",
        say("核查方式", "How each indicator is decided")
    )?;
    writeln!(
        text,
        "{}\n",
        say(
            "“无需人工”指该项的每一条都由检查规则、登记信息、台账或程序试用判定；有一条须人工回答的，即不计入。",
            "“Without a person” counts an indicator only when rules, the registry, records or automatic trials decide every step of it.",
        )
    )?;
    writeln!(
        text,
        "| {} | {} | {} | {} |",
        say("指标集", "set"),
        say("部分", "part"),
        say("指标数", "indicators"),
        say("无需人工", "without a person")
    )?;
    writeln!(text, "|---|---|--:|--:|")?;
    for set in sets.iter().filter(|set| set.id.starts_with("cn-")) {
        for part in [Part::Veto, Part::Deduction, Part::Bonus] {
            let members: Vec<&Indicator> =
                set.indicators.iter().filter(|i| i.part == part).collect();
            if members.is_empty() {
                continue;
            }
            let free = members.iter().filter(|i| is_free(set, i)).count();
            writeln!(
                text,
                "| {} | {} | {} | {} |",
                set.id,
                part_name(part, lang),
                members.len(),
                share(free, members.len())
            )?;
        }
    }
    if let Some(site) = sets.iter().find(|set| set.id == "cn-2019-site") {
        let counted: Vec<&Indicator> = site
            .indicators
            .iter()
            .filter(|i| i.part != Part::Bonus)
            .collect();
        let free: Vec<&&Indicator> = counted.iter().filter(|i| is_free(site, i)).collect();
        let strict = free
            .iter()
            .filter(|i| !BY_READING.contains(&i.id.as_str()))
            .count();
        let (all, strict) = (
            share(free.len(), counted.len()),
            share(strict, counted.len()),
        );
        let readings = BY_READING.join(say("、", ", "));
        writeln!(
            text,
            "\n{}",
            match lang {
                Lang::En => format!(
                    "Vetoes and deductions of cn-2019-site without a person: **{all}**. {readings} are counted under the reading that their notes give; without them it is {strict}."
                ),
                Lang::Zh => format!(
                    "cn-2019-site单项否决与扣分指标无需人工的：**{all}**。其中{readings}按其说明所述的读法计入，不计则为{strict}。"
                ),
            }
        )?;
    }
    writeln!(text)?;
    Ok(())
}

fn is_free(set: &IndicatorSet, indicator: &Indicator) -> bool {
    ways(set, indicator).into_iter().all(How::needs_no_person)
}

fn share(part: usize, whole: usize) -> String {
    let share = huabiao::scoring::Percent::of(part, whole);
    format!(
        "{part} / {whole} ({})",
        share.map_or_else(String::new, |p| p.to_string())
    )
}

fn part_name(part: Part, lang: Lang) -> &'static str {
    let words = match part {
        Part::Bonus => Words {
            zh: "加分指标",
            en: "bonus",
        },
        Part::Deduction => Words {
            zh: "扣分指标",
            en: "deductions",
        },
        Part::Veto => Words {
            zh: "单项否决",
            en: "vetoes",
        },
    };
    words.get(lang)
}

fn listing(text: &mut String, set: &IndicatorSet, lang: Lang) -> anyhow::Result<()> {
    let say = |zh, en| Words { zh, en }.get(lang);
    writeln!(text, "## {} {}\n", set.id, set.title.get(lang))?;
    writeln!(text, "{}{}\n", say("依据：", "Source: "), set.source)?;
    for note in [&set.note, &set.incomplete] {
        if !note.is_empty() {
            writeln!(text, "{}\n", note.get(lang))?;
        }
    }
    let parent = set.extends.as_deref().and_then(IndicatorSet::embedded);
    if let Some(parent) = &parent {
        writeln!(
            text,
            "{}\n",
            match lang {
                Lang::En => format!("Extends {}; only what differs is listed.", parent.id),
                Lang::Zh => format!("继承{}，仅列出不同之处。", parent.id),
            }
        )?;
    }
    writeln!(
        text,
        "| {} | {} | {} | {} | {} | {} |",
        say("编号", "id"),
        say("指标", "indicator"),
        say("分值", "points"),
        say("核查方式", "decided by"),
        say("规则与问题", "rules and questions"),
        say("确定程度", "certainty")
    )?;
    writeln!(text, "|---|---|--:|---|---|---|")?;
    for indicator in &set.indicators {
        let same = |parent: &IndicatorSet| parent.indicator(&indicator.id) == Some(indicator);
        if parent.as_ref().is_some_and(same) {
            continue;
        }
        let ways: Vec<&str> = ways(set, indicator)
            .into_iter()
            .map(|how| how.name(lang))
            .collect();
        let mut reads: Vec<String> = indicator.rules().map(|rule| reference(set, rule)).collect();
        reads.extend(indicator.leads.iter().map(|rule| match lang {
            Lang::En => format!("{} (lead)", reference(set, rule)),
            Lang::Zh => format!("{}（线索）", reference(set, rule)),
        }));
        writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} |",
            indicator.id,
            indicator.title.get(lang),
            indicator
                .points
                .map_or_else(|| "–".to_owned(), |points| points.to_string()),
            ways.join(say("、", ", ")),
            reads.join(say("、", ", ")),
            indicator.certainty.as_str(),
        )?;
    }
    writeln!(text)?;
    Ok(())
}

/// A rule links to its explanation; a question stands in italics.
fn reference(set: &IndicatorSet, rule: &RuleId) -> String {
    if set.question(rule).is_some() {
        format!("*{rule}*")
    } else if is_built(rule) {
        format!("`{rule}`")
    } else {
        format!("`{rule}`†")
    }
}

fn feeds(text: &mut String, sets: &[IndicatorSet], lang: Lang) -> anyhow::Result<()> {
    let say = |zh, en| Words { zh, en }.get(lang);
    let mut feeds: BTreeMap<&RuleId, BTreeSet<String>> = BTreeMap::new();
    for rule in inspection::ALL {
        feeds.entry(&rule.id).or_default();
    }
    for set in sets.iter().filter(|set| set.extends.is_none()) {
        for indicator in &set.indicators {
            for rule in indicator.rules().chain(&indicator.leads) {
                if set.question(rule).is_none() {
                    let place = format!("{} {}", set.id, indicator.id);
                    feeds.entry(rule).or_default().insert(place);
                }
            }
        }
    }
    writeln!(
        text,
        "## {}\n",
        say("规则与指标对照", "Which rule feeds which indicator")
    )?;
    writeln!(
        text,
        "{}\n",
        say(
            "†表示规则尚未实现；未列指标的规则只列出问题，不计分。",
            "† is not built yet; a rule without an indicator lists problems and costs nothing."
        )
    )?;
    writeln!(
        text,
        "| {} | {} |",
        say("规则", "rule"),
        say("指标", "indicators")
    )?;
    writeln!(text, "|---|---|")?;
    for (rule, places) in feeds {
        let mark = if is_built(rule) { "" } else { "†" };
        let places: Vec<String> = places.into_iter().collect();
        writeln!(
            text,
            "| `{rule}`{mark} | {} |",
            places.join(say("、", ", "))
        )?;
    }
    Ok(())
}
