use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use huabiao_finding::RuleId;
use huabiao_types::{Certainty, IndicatorId, Lang};
use serde::Deserialize;
use toml::de::DeTable;

use crate::indicator::Piece;
use crate::limit_words;
use crate::set_check::{self, Fault, Item, Known};
use crate::set_place::Way::Key;
use crate::set_place::{error_at, locate, syntax};
use crate::{
    Applies, Condition, Coverage, DecidedBy, Frame, Gain, Grade, Indicator, IndicatorSet, MixPart,
    Points, Question, Section, SetError, SetProblem, Step, Text, Variant,
};

/// The TOML as written, before it is known to agree with itself.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "IndicatorSet"))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SetDoc {
    /// Its identifier.
    id: String,
    /// The set that it changes. Then everything that is not given is that of the
    /// other set.
    #[serde(default)]
    extends: Option<String>,
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
    /// What of the document is not known. Then sums need not agree.
    #[serde(default)]
    incomplete: Option<Text>,
    /// How points become a result.
    #[serde(default)]
    frame: FrameDoc,
    /// Windows and other numbers that rules compare with; added to those of the other
    /// set, by name.
    #[serde(default)]
    limits: BTreeMap<String, u32>,
    /// The sections, in order; those of the other set are replaced, by identifier.
    #[serde(default)]
    sections: Vec<Section>,
    /// Questions to people; those of the other set are replaced, by identifier.
    #[serde(default)]
    questions: Vec<Question>,
    /// What is different for some kinds of site; those of the other set are replaced,
    /// by identifier, where they are for the same sites.
    #[serde(default)]
    variants: Vec<Variant>,
    /// The parts of a mixed result; they replace those of the other set.
    #[serde(default)]
    parts: Vec<MixPart>,
    /// The indicators, in order. A set that extends another adds these, each after the
    /// last of its section.
    #[serde(default)]
    indicators: Vec<Indicator>,
    /// Indicators of the other set, changed.
    #[serde(default)]
    changes: Vec<Change>,
    /// Indicators of the other set that this one does not have.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    without: Vec<IndicatorId>,
}

/// The frame as written; a set that extends no other gives the first four.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct FrameDoc {
    /// The points from which deductions are taken; 0 where there are none.
    deductions: Option<Points>,
    /// The most that the bonus part can give; 0 where there is none.
    bonus: Option<Points>,
    /// A result below this fails.
    fail_below: Option<Points>,
    /// A result above this goes on to the bonus part.
    bonus_above: Option<Points>,
    /// What a vetoed result counts as.
    vetoed_points: Option<Points>,
    /// The words for results, best first; they replace those of the other set.
    grades: Vec<Grade>,
}

/// What is different in one indicator of the other set; what is not given stays.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Change {
    /// Which indicator.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    id: IndicatorId,
    title: Option<Text>,
    clause: Option<String>,
    applies: Option<Applies>,
    decided_by: Option<DecidedBy>,
    /// A step that costs all points of the indicator costs all of these.
    points: Option<Points>,
    threshold: Option<Text>,
    windows: Option<Vec<String>>,
    when: Option<Vec<Condition>>,
    steps: Option<Vec<Step>>,
    gains: Option<Vec<Gain>>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    not_again: Option<Vec<IndicatorId>>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    leads: Option<Vec<RuleId>>,
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    certainty: Option<Certainty>,
    source: Option<String>,
    note: Option<Text>,
}

/// Where an item of the set stands in the text; `None` in that of the other set.
pub(crate) type Place = Option<(&'static str, usize)>;

/// Where the items stand.
#[derive(Default)]
pub(crate) struct Places {
    pub(crate) sections: Vec<Place>,
    pub(crate) questions: Vec<Place>,
    pub(crate) variants: Vec<Place>,
    pub(crate) indicators: Vec<Place>,
}

/// Reads a set; `chain` holds the sets that are being read, children first.
pub(crate) fn parse(
    text: &str,
    resolve: &dyn Fn(&str) -> Option<String>,
    known: &Known<'_>,
    chain: &mut Vec<String>,
) -> Result<IndicatorSet, SetError> {
    let tree = DeTable::parse(text).map_err(|error| syntax(text, None, &error))?;
    let root = tree.get_ref();
    let doc: SetDoc = toml::from_str(text).map_err(|error| syntax(text, Some(root), &error))?;
    let parent = match &doc.extends {
        None => None,
        Some(parent) => {
            chain.push(doc.id.clone());
            let read = read_parent(parent, resolve, known, chain);
            chain.pop();
            Some(read.map_err(|problem| at(text, root, &fault(Item::Key("extends"), problem)))?)
        }
    };
    let mut places = Places::default();
    let merged = match parent {
        None => first(doc, &mut places),
        Some(parent) => {
            let before = parent.clone();
            merge(doc, parent, &mut places).and_then(|set| windows_changed(set, &before))
        }
    };
    let mut set = merged.map_err(|fault| at(text, root, &fault))?;
    settle(&mut set);
    set_check::check(&set, known).map_err(|fault| located(text, root, &set, &places, fault))?;
    // A set that others extend keeps the places of its limits.
    if chain.is_empty() {
        let limits = &set.limits;
        set.indicators
            .iter_mut()
            .for_each(|indicator| limit_words::fill(indicator, limits));
    }
    Ok(set)
}

fn read_parent(
    parent: &str,
    resolve: &dyn Fn(&str) -> Option<String>,
    known: &Known<'_>,
    chain: &mut Vec<String>,
) -> Result<IndicatorSet, SetProblem> {
    if chain.iter().any(|id| id == parent) {
        let mut sets = chain.clone();
        sets.push(parent.to_owned());
        return Err(SetProblem::Cycle { sets });
    }
    let id = parent.to_owned();
    let Some(text) = resolve(parent) else {
        return Err(SetProblem::UnknownParent { id });
    };
    parse(&text, resolve, known, chain).map_err(|error| SetProblem::Parent {
        id,
        error: Box::new(error),
    })
}

fn fault(item: Item, problem: SetProblem) -> Fault {
    Fault {
        item,
        rest: Vec::new(),
        problem,
    }
}

/// A set that extends no other.
fn first(doc: SetDoc, places: &mut Places) -> Result<IndicatorSet, Fault> {
    let missing = |item, field| Err(fault(item, SetProblem::Missing { field }));
    if let Some(n) = (!doc.changes.is_empty()).then_some(0) {
        return Err(fault(Item::At("changes", n), SetProblem::NothingToChange));
    }
    if !doc.without.is_empty() {
        return Err(fault(Item::Key("without"), SetProblem::NothingToChange));
    }
    if doc.sections.is_empty() {
        return missing(Item::Root, "sections");
    }
    if doc.indicators.is_empty() {
        return missing(Item::Root, "indicators");
    }
    let frame = doc.frame;
    let (Some(deductions), Some(bonus), Some(fail_below), Some(bonus_above)) = (
        frame.deductions,
        frame.bonus,
        frame.fail_below,
        frame.bonus_above,
    ) else {
        let field = "frame` with `deductions`, `bonus`, `fail-below` and `bonus-above";
        return missing(Item::Key("frame"), field);
    };
    let own = |key: &'static str, count: usize| (0..count).map(|n| Some((key, n))).collect();
    *places = Places {
        sections: own("sections", doc.sections.len()),
        questions: own("questions", doc.questions.len()),
        variants: own("variants", doc.variants.len()),
        indicators: own("indicators", doc.indicators.len()),
    };
    Ok(IndicatorSet {
        id: doc.id,
        extends: None,
        version: doc.version,
        title: doc.title,
        in_force_from: doc.in_force_from,
        in_force_to: doc.in_force_to,
        source: doc.source,
        certainty: doc.certainty,
        note: doc.note,
        incomplete: doc.incomplete.unwrap_or_default(),
        frame: Frame {
            deductions,
            bonus,
            fail_below,
            bonus_above,
            vetoed_points: frame.vetoed_points,
            grades: frame.grades,
        },
        limits: doc.limits,
        sections: doc.sections,
        questions: doc.questions,
        variants: doc.variants,
        parts: doc.parts,
        indicators: doc.indicators,
    })
}

/// A set that extends another.
fn merge(doc: SetDoc, mut set: IndicatorSet, places: &mut Places) -> Result<IndicatorSet, Fault> {
    let other = |own: &Variant| {
        let same = set.variants.iter().find(|variant| variant.id == own.id);
        same.is_some_and(|variant| variant.sites != own.sites)
    };
    if let Some(n) = doc.variants.iter().position(other) {
        let id = doc
            .variants
            .get(n)
            .map(|v| v.id.clone())
            .unwrap_or_default();
        return Err(Fault {
            item: Item::At("variants", n),
            rest: vec![Key("id")],
            problem: SetProblem::OtherSites { id },
        });
    }
    places.sections = replace(&mut set.sections, doc.sections, "sections", |s| {
        s.id.clone()
    });
    places.questions = replace(&mut set.questions, doc.questions, "questions", |q| {
        q.id.to_string()
    });
    places.variants = replace(&mut set.variants, doc.variants, "variants", |v| {
        v.id.clone()
    });
    places.indicators = vec![None; set.indicators.len()];
    for (n, change) in doc.changes.into_iter().enumerate() {
        let found = set.indicators.iter().position(|i| i.id == change.id);
        let Some(place) = found else {
            let id = change.id.to_string();
            return Err(fault(
                Item::At("changes", n),
                SetProblem::NoIndicator { id },
            ));
        };
        if let (Some(indicator), Some(slot)) = (
            set.indicators.get_mut(place),
            places.indicators.get_mut(place),
        ) {
            if slot.is_some() {
                let id = change.id.to_string();
                return Err(fault(Item::At("changes", n), SetProblem::Duplicate { id }));
            }
            *slot = Some(("changes", n));
            apply(indicator, change, &doc.source);
        }
    }
    for id in &doc.without {
        let Some(place) = set.indicators.iter().position(|i| i.id == *id) else {
            let id = id.to_string();
            return Err(fault(Item::Key("without"), SetProblem::NoIndicator { id }));
        };
        set.indicators.remove(place);
        places.indicators.remove(place);
    }
    for (n, indicator) in doc.indicators.into_iter().enumerate() {
        let last = set
            .indicators
            .iter()
            .rposition(|other| other.section == indicator.section);
        let place = last.map_or(set.indicators.len(), |last| last + 1);
        let source = doc.source.clone();
        set.indicators.insert(
            place,
            match indicator.source.is_empty() {
                true => Indicator {
                    source,
                    ..indicator
                },
                false => indicator,
            },
        );
        places.indicators.insert(place, Some(("indicators", n)));
    }
    let FrameDoc {
        deductions,
        bonus,
        fail_below,
        bonus_above,
        vetoed_points,
        grades,
    } = doc.frame;
    let frame = &mut set.frame;
    frame.deductions = deductions.unwrap_or(frame.deductions);
    frame.bonus = bonus.unwrap_or(frame.bonus);
    frame.fail_below = fail_below.unwrap_or(frame.fail_below);
    frame.bonus_above = bonus_above.unwrap_or(frame.bonus_above);
    frame.vetoed_points = vetoed_points.or(frame.vetoed_points);
    if !grades.is_empty() {
        frame.grades = grades;
    }
    if !doc.parts.is_empty() {
        set.parts = doc.parts;
    }
    set.limits.extend(doc.limits);
    forget(&mut set, places);
    Ok(IndicatorSet {
        id: doc.id,
        extends: doc.extends,
        version: doc.version,
        title: doc.title,
        in_force_from: doc.in_force_from,
        in_force_to: doc.in_force_to,
        source: doc.source,
        certainty: doc.certainty,
        note: doc.note,
        incomplete: doc.incomplete.unwrap_or(set.incomplete),
        ..set
    })
}

/// An indicator of the other set that reads a limit which is changed is one of this set
/// from here on; its text must state that limit and not the old one.
fn windows_changed(mut set: IndicatorSet, before: &IndicatorSet) -> Result<IndicatorSet, Fault> {
    let limits = &set.limits;
    let changed = |limit: &&String| limits.get(*limit) != before.limits.get(*limit);
    for indicator in &mut set.indicators {
        let Some(other) = before.indicator(&indicator.id) else {
            continue;
        };
        let mut reads_another = false;
        for limit in indicator.windows.iter().filter(changed) {
            reads_another = true;
            let says = |lang| {
                let texts = [&indicator.threshold, &indicator.note].into_iter();
                let mut names = texts.flat_map(|text| limit_words::named(text, lang));
                names.any(|name| name == limit)
            };
            if indicator.threshold == other.threshold && !(says(Lang::En) && says(Lang::Zh)) {
                let (id, limit) = (indicator.id.clone(), limit.clone());
                let problem = SetProblem::StaleText { id, limit };
                return Err(fault(Item::Key("limits"), problem));
            }
        }
        if reads_another && indicator.source == other.source {
            indicator.source.clone_from(&set.source);
        }
    }
    Ok(set)
}

/// Puts items in the place of those with the same identifier, the others at the end.
fn replace<T>(
    items: &mut Vec<T>,
    own: Vec<T>,
    key: &'static str,
    id: impl Fn(&T) -> String,
) -> Vec<Place> {
    let inherited = items.len();
    let mut places = vec![None; inherited];
    for (n, item) in own.into_iter().enumerate() {
        let same = items
            .iter()
            .take(inherited)
            .position(|other| id(other) == id(&item));
        match same.and_then(|same| items.get_mut(same).zip(places.get_mut(same))) {
            Some((other, place)) if place.is_none() => {
                *other = item;
                *place = Some((key, n));
            }
            // Given twice: kept, so that the check of the whole finds it.
            _ => {
                items.push(item);
                places.push(Some((key, n)));
            }
        }
    }
    places
}

/// Drops the questions of the other set that nothing reads any more.
fn forget(set: &mut IndicatorSet, places: &mut Places) {
    let used: BTreeSet<RuleId> = set
        .indicators
        .iter()
        .flat_map(Indicator::rules)
        .cloned()
        .collect();
    let mut kept = Vec::new();
    let mut kept_places = Vec::new();
    for (question, place) in set.questions.drain(..).zip(places.questions.drain(..)) {
        if place.is_some() || used.contains(&question.id) {
            kept.push(question);
            kept_places.push(place);
        }
    }
    set.questions = kept;
    places.questions = kept_places;
}

fn apply(indicator: &mut Indicator, change: Change, source: &str) {
    fn set<T>(field: &mut T, value: Option<T>) {
        if let Some(value) = value {
            *field = value;
        }
    }
    if let Some(points) = change.points {
        let whole = indicator.points;
        for step in &mut indicator.steps {
            if step.points == whole {
                step.points = Some(points);
            }
        }
        indicator.points = Some(points);
    }
    set(&mut indicator.title, change.title.map(Into::into));
    set(&mut indicator.clause, change.clause.map(Into::into));
    set(&mut indicator.applies, change.applies);
    set(&mut indicator.decided_by, change.decided_by);
    set(&mut indicator.threshold, change.threshold.map(Into::into));
    set(&mut indicator.windows, change.windows);
    set(&mut indicator.when, change.when);
    set(&mut indicator.steps, change.steps);
    set(&mut indicator.gains, change.gains);
    set(&mut indicator.not_again, change.not_again);
    set(&mut indicator.leads, change.leads);
    set(&mut indicator.certainty, change.certainty);
    set(&mut indicator.note, change.note.map(Into::into));
    indicator.source = change.source.unwrap_or_else(|| source.to_owned());
}

/// Works out what follows from the rest.
fn settle(set: &mut IndicatorSet) {
    let person = |piece: &Piece<'_>| {
        piece.unknown
            || piece.rules.iter().any(|rule| {
                let question = set.questions.iter().find(|q| q.id == *rule);
                question.is_some_and(|q| q.by != DecidedBy::Records && q.by != DecidedBy::Registry)
            })
    };
    let coverage: Vec<Coverage> = set
        .indicators
        .iter()
        .map(|indicator| {
            let (people, programs): (Vec<_>, Vec<_>) = indicator.pieces().partition(person);
            match (people.is_empty(), programs.is_empty()) {
                (_, true) => Coverage::None,
                (true, false) => Coverage::Whole,
                (false, false) => Coverage::Part,
            }
        })
        .collect();
    for (indicator, coverage) in set.indicators.iter_mut().zip(coverage) {
        indicator.coverage = coverage;
        if indicator.source.is_empty() {
            indicator.source.clone_from(&set.source);
        }
    }
}

/// The error of a fault in the text itself.
fn at(text: &str, root: &DeTable<'_>, fault: &Fault) -> SetError {
    let at = locate(root, fault.item.base(None), &fault.rest);
    error_at(text, Some(root), at.start, fault.problem.clone())
}

/// The error of a fault in the merged set.
fn located(
    text: &str,
    root: &DeTable<'_>,
    set: &IndicatorSet,
    places: &Places,
    fault: Fault,
) -> SetError {
    let at = locate(root, fault.item.base(Some(places)), &fault.rest);
    let mut error = error_at(text, Some(root), at.start, fault.problem);
    if let Item::Indicator(n) = fault.item {
        error.indicator = set.indicators.get(n).map(|i| i.id.to_string());
    }
    error
}
