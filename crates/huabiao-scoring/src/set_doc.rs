use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;
use huabiao_types::Certainty;
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::{
    Coverage, Frame, Indicator, IndicatorSet, Part, Points, Section, SetError, SetProblem, Text,
};

/// The TOML as written, before it is known to agree with itself.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "IndicatorSet"))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SetDoc {
    /// Its identifier.
    id: String,
    /// Which edition of this data it is; changes whenever a result could change.
    version: u32,
    /// Its title.
    title: Text,
    /// The day from which it is in force, as text: `2019-04-18`.
    in_force_from: NaiveDate,
    /// The last day on which it was in force.
    #[serde(default)]
    in_force_to: Option<NaiveDate>,
    /// The document: number, issuer, date.
    source: String,
    /// How sure the set as a whole is.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    certainty: Certainty,
    /// Where the wording was read, and what is open.
    #[serde(default)]
    note: Text,
    /// How points become a result.
    frame: Frame,
    /// Windows and other numbers that rules compare with.
    #[serde(default)]
    limits: BTreeMap<String, u32>,
    /// The sections, in order.
    sections: Vec<Section>,
    /// The indicators, in order.
    indicators: Vec<Indicator>,
}

pub(crate) fn parse(text: &str) -> Result<IndicatorSet, SetError> {
    let tree = DeTable::parse(text).map_err(|error| syntax(text, None, &error))?;
    let doc: SetDoc =
        toml::from_str(text).map_err(|error| syntax(text, Some(tree.get_ref()), &error))?;
    if let Err(Fault { path, problem }) = check(&doc) {
        let at = locate(tree.get_ref(), &path);
        return Err(error_at(text, Some(tree.get_ref()), at.start, problem));
    }
    Ok(IndicatorSet {
        id: doc.id,
        version: doc.version,
        title: doc.title,
        in_force_from: doc.in_force_from,
        in_force_to: doc.in_force_to,
        source: doc.source,
        certainty: doc.certainty,
        note: doc.note,
        frame: doc.frame,
        limits: doc.limits,
        sections: doc.sections,
        indicators: doc.indicators,
    })
}

/// What does not agree, and the way to it from the root.
struct Fault {
    path: Vec<Step>,
    problem: SetProblem,
}

#[derive(Clone, Copy)]
enum Step {
    Key(&'static str),
    At(usize),
}

use Step::{At, Key};

fn fault<T>(path: impl Into<Vec<Step>>, problem: SetProblem) -> Result<T, Fault> {
    Err(Fault {
        path: path.into(),
        problem,
    })
}

fn check(doc: &SetDoc) -> Result<(), Fault> {
    check_sections(doc)?;
    let mut seen = BTreeSet::new();
    for (n, indicator) in doc.indicators.iter().enumerate() {
        let here = [Key("indicators"), At(n)];
        check_indicator(doc, indicator, &here, &seen)?;
        if !seen.insert(indicator.id.clone()) {
            let id = indicator.id.to_string();
            return fault([here[0], here[1], Key("id")], SetProblem::Duplicate { id });
        }
    }
    check_sums(doc)
}

fn check_sections(doc: &SetDoc) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (n, section) in doc.sections.iter().enumerate() {
        let here = [Key("sections"), At(n)];
        if !seen.insert(&section.id) {
            let id = section.id.clone();
            return fault([here[0], here[1], Key("id")], SetProblem::Duplicate { id });
        }
        if section.points.is_some() == (section.part == Part::Veto) {
            return fault(here, SetProblem::PointsOfPart);
        }
    }
    let rescale = doc.frame.rescale.as_ref();
    if let Some(rescale) = rescale.filter(|r| !seen.contains(&r.section)) {
        let section = rescale.section.clone();
        let path = [Key("frame"), Key("rescale"), Key("section")];
        return fault(path, SetProblem::UnknownSection { section });
    }
    if rescale.is_some_and(|r| r.denominator == 0) {
        let path = [Key("frame"), Key("rescale"), Key("denominator")];
        return fault(path, SetProblem::NotPositive);
    }
    Ok(())
}

fn check_indicator(
    doc: &SetDoc,
    indicator: &Indicator,
    here: &[Step; 2],
    earlier: &BTreeSet<huabiao_types::IndicatorId>,
) -> Result<(), Fault> {
    let at = |rest: &[Step]| [here.as_slice(), rest].concat();
    match doc.sections.iter().find(|s| s.id == indicator.section) {
        None => {
            let section = indicator.section.clone();
            return fault(
                at(&[Key("section")]),
                SetProblem::UnknownSection { section },
            );
        }
        Some(section) if section.part != indicator.part => {
            let section = indicator.section.clone();
            return fault(at(&[Key("section")]), SetProblem::SectionPart { section });
        }
        Some(_) => {}
    }
    for (key, text) in [
        ("title", &indicator.title),
        ("threshold", &indicator.threshold),
    ] {
        if text.zh.trim().is_empty() || text.en.trim().is_empty() {
            return fault(at(&[Key(key)]), SetProblem::EmptyText);
        }
    }
    if indicator.points.is_some() == (indicator.part == Part::Veto) {
        return fault(at(&[]), SetProblem::PointsOfPart);
    }
    if indicator
        .points
        .is_some_and(|points| points <= Points::ZERO)
    {
        return fault(at(&[Key("points")]), SetProblem::NotPositive);
    }
    if !indicator.when.is_empty() && indicator.part != Part::Veto {
        return fault(at(&[Key("when")]), SetProblem::WrongPart);
    }
    if !indicator.steps.is_empty() && indicator.part != Part::Deduction {
        return fault(at(&[Key("steps")]), SetProblem::WrongPart);
    }
    let ruled = !indicator.when.is_empty() || !indicator.steps.is_empty();
    if ruled == (indicator.coverage == Coverage::None) {
        return fault(at(&[]), SetProblem::Coverage);
    }
    for (n, id) in indicator.not_again.iter().enumerate() {
        if !earlier.contains(id) {
            let id = id.clone();
            return fault(
                at(&[Key("not-again"), At(n)]),
                SetProblem::NotEarlier { id },
            );
        }
    }
    for (n, condition) in indicator.when.iter().enumerate() {
        let path = at(&[Key("when"), At(n), Key("observed")]);
        check_observed(&condition.observed, path)?;
    }
    for (n, step) in indicator.steps.iter().enumerate() {
        if step.points <= Points::ZERO {
            let path = at(&[Key("steps"), At(n), Key("points")]);
            return fault(path, SetProblem::NotPositive);
        }
        check_observed(&step.observed, at(&[Key("steps"), At(n), Key("observed")]))?;
    }
    Ok(())
}

fn check_observed(text: &Text, path: Vec<Step>) -> Result<(), Fault> {
    let once = |text: &str| text.matches("{}").count() == 1;
    if once(&text.zh) && once(&text.en) {
        Ok(())
    } else {
        fault(path, SetProblem::Placeholder)
    }
}

fn check_sums(doc: &SetDoc) -> Result<(), Fault> {
    for (n, section) in doc.sections.iter().enumerate() {
        let Some(declared) = section.points else {
            continue;
        };
        let members = doc.indicators.iter().filter(|i| i.section == section.id);
        let found: Points = members.filter_map(|i| i.points).sum();
        if found != declared {
            let what = format!("section `{}`", section.id);
            let path = [Key("sections"), At(n), Key("points")];
            return fault(
                path,
                SetProblem::Sum {
                    what,
                    declared,
                    found,
                },
            );
        }
    }
    for (part, key, declared) in [
        (Part::Deduction, "deductions", doc.frame.deductions),
        (Part::Bonus, "bonus", doc.frame.bonus),
    ] {
        let members = doc.sections.iter().filter(|s| s.part == part);
        let found: Points = members.filter_map(|s| s.points).sum();
        if found != declared {
            let what = format!("frame `{key}`");
            return fault(
                [Key("frame"), Key(key)],
                SetProblem::Sum {
                    what,
                    declared,
                    found,
                },
            );
        }
    }
    Ok(())
}

/// Where the thing at the end of `path` stands, or the nearest thing above it.
fn locate(root: &DeTable<'_>, path: &[Step]) -> Range<usize> {
    let mut at = 0..0;
    let mut table = Some(root);
    let mut array = None;
    for step in path {
        let value: Option<&Spanned<DeValue<'_>>> = match step {
            Key(key) => table.and_then(|t| t.get(*key)),
            At(n) => array.and_then(|a: &toml::de::DeArray<'_>| a.get(*n)),
        };
        let Some(value) = value else { break };
        at = value.span();
        table = value.get_ref().as_table();
        array = value.get_ref().as_array();
    }
    at
}

fn syntax(text: &str, tree: Option<&DeTable<'_>>, error: &toml::de::Error) -> SetError {
    let at = error.span().map_or(0, |span| span.start);
    let message = error.message().to_owned();
    error_at(text, tree, at, SetProblem::Syntax { message })
}

fn error_at(
    text: &str,
    tree: Option<&DeTable<'_>>,
    offset: usize,
    problem: SetProblem,
) -> SetError {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    SetError {
        line: before.matches('\n').count() + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        indicator: tree.and_then(|tree| indicator_at(tree, offset)),
        problem,
    }
}

/// The identifier, as written, of the last indicator that begins at or before `offset`.
fn indicator_at(tree: &DeTable<'_>, offset: usize) -> Option<String> {
    let list = tree.get("indicators")?.get_ref().as_array()?;
    let inside = |item: &&Spanned<DeValue<'_>>| item.span().start <= offset;
    let item = list.iter().take_while(inside).last()?;
    // Tables that follow the indicators are none of theirs.
    let after = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let _: &Spanned<std::borrow::Cow<'_, str>> = key;
        let start = value.span().start;
        start > item.span().start && start <= offset && value.get_ref().as_array().is_none()
    };
    if tree.iter().any(after) {
        return None;
    }
    Some(
        item.get_ref()
            .as_table()?
            .get("id")?
            .get_ref()
            .as_str()?
            .to_owned(),
    )
}
