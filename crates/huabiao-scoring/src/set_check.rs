use std::collections::{BTreeMap, BTreeSet};

use huabiao_finding::{Population, RuleId, Vocabulary};
use huabiao_types::{IndicatorId, Lang};

use crate::indicator::Piece;
use crate::limit_words;
use crate::set_doc::{Place, Places};
use crate::set_place::Way::{self, At, Key};
use crate::{
    DecidedBy, Indicator, IndicatorSet, Part, Points, Question, QuestionKind, Sample, SetProblem,
    Step, Test, Text, Variant,
};

/// What does not agree, and where.
pub(crate) struct Fault {
    pub(crate) item: Item,
    pub(crate) rest: Vec<Way>,
    pub(crate) problem: SetProblem,
}

/// Which thing of a set.
#[derive(Clone, Copy)]
pub(crate) enum Item {
    Root,
    /// A key at the top.
    Key(&'static str),
    /// An item of the text, not of the merged set.
    At(&'static str, usize),
    Section(usize),
    Question(usize),
    Variant(usize),
    Indicator(usize),
}

impl Item {
    /// The way to it in the text. What another set gave stands at `extends`.
    pub(crate) fn base(self, places: Option<&Places>) -> Vec<Way> {
        let of = |list: fn(&Places) -> &Vec<Place>, n: usize| -> Vec<Way> {
            match places
                .and_then(|places| list(places).get(n))
                .copied()
                .flatten()
            {
                Some((key, n)) => vec![Key(key), At(n)],
                None => vec![Key("extends")],
            }
        };
        match self {
            Self::Root => Vec::new(),
            Self::Key(key) => vec![Key(key)],
            Self::At(key, n) => vec![Key(key), At(n)],
            Self::Section(n) => of(|p| &p.sections, n),
            Self::Question(n) => of(|p| &p.questions, n),
            Self::Variant(n) => of(|p| &p.variants, n),
            Self::Indicator(n) => of(|p| &p.indicators, n),
        }
    }
}

fn fault<T>(item: Item, rest: impl Into<Vec<Way>>, problem: SetProblem) -> Result<T, Fault> {
    Err(Fault {
        item,
        rest: rest.into(),
        problem,
    })
}

/// What is known of the rules that a set names; `None` for a rule that is not known.
pub(crate) type Known<'a> = dyn Fn(&RuleId) -> Option<Vocabulary> + 'a;

/// Whether a set agrees with itself, and with the rules that are known.
pub(crate) fn check(set: &IndicatorSet, known: &Known<'_>) -> Result<(), Fault> {
    check_days(set)?;
    check_frame(set)?;
    check_sections(set)?;
    check_questions(set)?;
    let mut seen = BTreeSet::new();
    for (n, indicator) in set.indicators.iter().enumerate() {
        check_indicator(set, indicator, n, &seen)?;
        check_words(set, indicator, n, known)?;
        if !seen.insert(indicator.id.clone()) {
            let id = indicator.id.to_string();
            return fault(
                Item::Indicator(n),
                [Key("id")],
                SetProblem::Duplicate { id },
            );
        }
    }
    check_used(set)?;
    for (n, indicator) in set.indicators.iter().enumerate() {
        check_decided_by(set, indicator, Item::Indicator(n))?;
    }
    check_sums(set)?;
    check_variants(set)?;
    check_parts(set)?;
    check_grades(set)
}

fn check_days(set: &IndicatorSet) -> Result<(), Fault> {
    if set.in_force_to.is_some_and(|to| to < set.in_force_from) {
        return fault(Item::Key("in-force-to"), [], SetProblem::DaysSwapped);
    }
    Ok(())
}

/// A pass line above all points passes nobody; one above the gate lets nobody between.
fn check_frame(set: &IndicatorSet) -> Result<(), Fault> {
    let frame = &set.frame;
    let bonus = frame.bonus > Points::ZERO;
    for (key, low, above, high) in [
        (
            "fail-below",
            frame.fail_below,
            "deductions",
            frame.deductions,
        ),
        (
            "bonus-above",
            frame.bonus_above,
            "deductions",
            frame.deductions,
        ),
        (
            "fail-below",
            frame.fail_below,
            "bonus-above",
            frame.bonus_above,
        ),
    ] {
        let asked = bonus || (key, above) == ("fail-below", "deductions");
        if asked && low > high {
            let problem = SetProblem::FrameOrder { key, above, high };
            return fault(Item::Key("frame"), [Key(key)], problem);
        }
    }
    Ok(())
}

fn check_sections(set: &IndicatorSet) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (n, section) in set.sections.iter().enumerate() {
        if !seen.insert(&section.id) {
            let id = section.id.clone();
            return fault(Item::Section(n), [Key("id")], SetProblem::Duplicate { id });
        }
        let points = section.points.is_some();
        let lacks = !points && section.part != Part::Veto && set.incomplete.is_empty();
        if lacks || (points && section.part == Part::Veto) {
            return fault(Item::Section(n), [], SetProblem::PointsOfPart);
        }
    }
    Ok(())
}

fn check_questions(set: &IndicatorSet) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (n, question) in set.questions.iter().enumerate() {
        if !seen.insert(&question.id) {
            let id = question.id.to_string();
            return fault(Item::Question(n), [Key("id")], SetProblem::Duplicate { id });
        }
        if question.by == DecidedBy::Crawler {
            return fault(Item::Question(n), [Key("by")], SetProblem::QuestionBy);
        }
        if half_empty(&question.text) {
            return fault(Item::Question(n), [Key("text")], SetProblem::EmptyText);
        }
        if question.most == Some(0) {
            return fault(Item::Question(n), [Key("most")], SetProblem::NotPositive);
        }
    }
    Ok(())
}

fn check_used(set: &IndicatorSet) -> Result<(), Fault> {
    let used: BTreeSet<&RuleId> = set.indicators.iter().flat_map(Indicator::rules).collect();
    for (n, question) in set.questions.iter().enumerate() {
        if !used.contains(&question.id) {
            let id = question.id.to_string();
            return fault(Item::Question(n), [Key("id")], SetProblem::Unused { id });
        }
    }
    Ok(())
}

fn half_empty(text: &Text) -> bool {
    text.zh.trim().is_empty() || text.en.trim().is_empty()
}

fn check_indicator(
    set: &IndicatorSet,
    indicator: &Indicator,
    n: usize,
    earlier: &BTreeSet<IndicatorId>,
) -> Result<(), Fault> {
    let here = Item::Indicator(n);
    let section = indicator.section.clone();
    match set.sections.iter().find(|s| s.id == indicator.section) {
        None => {
            return fault(
                here,
                [Key("section")],
                SetProblem::UnknownSection { section },
            );
        }
        Some(of) if of.part != indicator.part => {
            return fault(here, [Key("section")], SetProblem::SectionPart { section });
        }
        Some(_) => {}
    }
    for (key, text) in [
        ("title", &indicator.title),
        ("threshold", &indicator.threshold),
    ] {
        if half_empty(text) {
            return fault(here, [Key(key)], SetProblem::EmptyText);
        }
    }
    for (key, text) in [
        ("threshold", &indicator.threshold),
        ("note", &indicator.note),
    ] {
        check_limits(set, text, here, &[Key(key)])?;
    }
    check_points(set, indicator, here)?;
    for (key, given, part) in [
        ("when", !indicator.when.is_empty(), Part::Veto),
        ("steps", !indicator.steps.is_empty(), Part::Deduction),
        ("gains", !indicator.gains.is_empty(), Part::Bonus),
    ] {
        if given && indicator.part != part {
            return fault(here, [Key(key)], SetProblem::WrongPart);
        }
        if !given && indicator.part == part {
            return fault(here, [], SetProblem::Silent { key });
        }
    }
    for (n, window) in indicator.windows.iter().enumerate() {
        if !set.limits.contains_key(window) {
            let limit = window.clone();
            let problem = SetProblem::UnknownLimit { limit };
            return fault(here, [Key("windows"), At(n)], problem);
        }
    }
    check_not_again(set, indicator, here, earlier)?;
    for (n, condition) in indicator.when.iter().enumerate() {
        let at = [Key("when"), At(n)];
        let measure = match &condition.test {
            Test::MeasureAtLeast { measure, .. } => Some(measure.as_str()),
            _ => None,
        };
        if condition.test == Test::CountAtLeast(0) {
            let at = [at[0], at[1], Key("test"), Key("count-at-least")];
            return fault(here, at, SetProblem::NotPositive);
        }
        check_rules(set, &condition.rules, measure, here, &at)?;
        check_observed(set, &condition.observed, here, &at)?;
        check_unknown(set, condition.test == Test::Unknown, here, &at)?;
    }
    for (n, step) in indicator.steps.iter().enumerate() {
        check_step(set, step, here, &[Key("steps"), At(n)])?;
    }
    for (n, gain) in indicator.gains.iter().enumerate() {
        let at = [Key("gains"), At(n)];
        let measure = gain
            .each
            .as_deref()
            .or(gain.when.first().map(|b| b.measure.as_str()));
        if measure.is_none() || gain.points <= Points::ZERO {
            return fault(here, at, SetProblem::NotPositive);
        }
        check_rules(set, &gain.rules, measure, here, &at)?;
        check_sample(gain.sample.as_ref(), here, &at)?;
        check_observed(set, &gain.observed, here, &at)?;
        let bounds = |b: &crate::Bound| b.at_least.is_none() && b.at_most.is_none();
        if gain.when.iter().any(bounds) {
            return fault(here, [at[0], at[1], Key("when")], SetProblem::NoBound);
        }
    }
    Ok(())
}

/// That the limits that a text names between braces are there.
fn check_limits(set: &IndicatorSet, text: &Text, here: Item, at: &[Way]) -> Result<(), Fault> {
    let langs = [Lang::En, Lang::Zh].into_iter();
    let mut named = langs.flat_map(|lang| limit_words::named(text, lang));
    match named.find(|name| !set.limits.contains_key(*name)) {
        None => Ok(()),
        Some(name) => {
            let limit = name.to_owned();
            fault(here, at, SetProblem::UnknownLimit { limit })
        }
    }
}

fn check_points(set: &IndicatorSet, indicator: &Indicator, here: Item) -> Result<(), Fault> {
    match (indicator.points, indicator.part) {
        (None, Part::Veto) => Ok(()),
        (None, _) if !set.incomplete.is_empty() => Ok(()),
        (Some(_), Part::Veto) | (None, _) => fault(here, [], SetProblem::PointsOfPart),
        (Some(points), _) if points <= Points::ZERO => {
            fault(here, [Key("points")], SetProblem::NotPositive)
        }
        (Some(_), _) => Ok(()),
    }
}

/// That who decides it by its own word decides some of what it names.
fn check_decided_by(set: &IndicatorSet, indicator: &Indicator, here: Item) -> Result<(), Fault> {
    let decides = |piece: Piece<'_>| match piece.by {
        Some(by) => by == indicator.decided_by,
        None => piece.rules.iter().any(|rule| {
            let by = set.question(rule).map_or(DecidedBy::Crawler, |q| q.by);
            by == indicator.decided_by
        }),
    };
    if indicator.pieces().any(decides) {
        return Ok(());
    }
    let by = indicator.decided_by.as_str();
    fault(here, [Key("decided-by")], SetProblem::DecidedBy { by })
}

/// That the rules that are known give what is read of them. Where one of the rules is
/// not known, it may be the one that does.
fn check_words(
    set: &IndicatorSet,
    indicator: &Indicator,
    n: usize,
    known: &Known<'_>,
) -> Result<(), Fault> {
    let here = Item::Indicator(n);
    let asked = Question::VOCABULARY;
    let says = |rules: &[RuleId]| -> Option<Vec<Vocabulary>> {
        let of = |rule| set.question(rule).map(|_| asked).or_else(|| known(rule));
        rules.iter().map(of).collect()
    };
    for (n, condition) in indicator.when.iter().enumerate() {
        let Some(says) = says(&condition.rules) else {
            continue;
        };
        let at = [Key("when"), At(n)];
        check_groups(&condition.groups, &says, here, &at)?;
        check_having(&condition.having, &says, here, &at)?;
        let (test, measure) = match &condition.test {
            Test::EveryOf { measure, .. } => ("every-of", measure),
            Test::MeasureAtLeast { measure, .. } => ("measure-at-least", measure),
            Test::CountAtLeast(_) | Test::Unknown => continue,
        };
        let rest = [Key("test"), Key(test), Key("measure")];
        check_measure(measure, &says, here, [&at[..], &rest].concat())?;
    }
    for (n, step) in indicator.steps.iter().enumerate() {
        let at = [Key("steps"), At(n)];
        check_population(set, step.sample.as_ref(), known, here, &at)?;
        let Some(says) = says(&step.rules) else {
            continue;
        };
        check_groups(&step.groups, &says, here, &at)?;
        check_having(&step.having, &says, here, &at)?;
        if let Some(every) = &step.measure {
            let rest = [Key("measure"), Key("name")];
            check_measure(&every.name, &says, here, [&at[..], &rest].concat())?;
        }
    }
    for (n, gain) in indicator.gains.iter().enumerate() {
        let at = [Key("gains"), At(n)];
        check_population(set, gain.sample.as_ref(), known, here, &at)?;
        let Some(says) = says(&gain.rules) else {
            continue;
        };
        if let Some(each) = &gain.each {
            check_measure(each, &says, here, [&at[..], &[Key("each")]].concat())?;
        }
        for (n, bound) in gain.when.iter().enumerate() {
            let rest = [Key("when"), At(n), Key("measure")];
            check_measure(&bound.measure, &says, here, [&at[..], &rest].concat())?;
        }
    }
    Ok(())
}

fn check_groups(
    groups: &[String],
    says: &[Vocabulary],
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    for (n, group) in groups.iter().enumerate() {
        if says
            .iter()
            .any(|says| says.groups.contains(&group.as_str()))
        {
            continue;
        }
        let known: Vec<&str> = says.iter().flat_map(|says| says.groups).copied().collect();
        let problem = SetProblem::UnknownGroup {
            group: group.clone(),
            known: known.join(", "),
        };
        return fault(here, [at, &[Key("groups"), At(n)]].concat(), problem);
    }
    Ok(())
}

fn check_having(
    having: &BTreeMap<String, String>,
    says: &[Vocabulary],
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    let facts = || says.iter().flat_map(|says| says.facts);
    for (fact, value) in having {
        let of = || facts().filter(|(name, _)| name == fact);
        let values: BTreeSet<&str> = of().flat_map(|(_, values)| *values).copied().collect();
        if values.contains(value.as_str()) {
            continue;
        }
        let joined = |known: BTreeSet<&str>| known.into_iter().collect::<Vec<_>>().join(", ");
        let problem = if of().next().is_some() {
            SetProblem::UnknownFactValue {
                having: format!("{fact} = {value}"),
                known: joined(values),
            }
        } else {
            SetProblem::UnknownFact {
                fact: fact.clone(),
                known: joined(facts().map(|(name, _)| *name).collect()),
            }
        };
        return fault(here, [at, &[Key("having")]].concat(), problem);
    }
    Ok(())
}

fn check_measure(
    measure: &str,
    says: &[Vocabulary],
    here: Item,
    at: Vec<Way>,
) -> Result<(), Fault> {
    if says.iter().any(|says| says.measures.contains(&measure)) {
        return Ok(());
    }
    let known: Vec<&str> = says
        .iter()
        .flat_map(|says| says.measures)
        .copied()
        .collect();
    let problem = SetProblem::UnknownMeasure {
        measure: measure.to_owned(),
        known: known.join(", "),
    };
    fault(here, at, problem)
}

/// That a population to draw from is given, by one of the rules here or another of
/// the set.
fn check_population(
    set: &IndicatorSet,
    sample: Option<&Sample>,
    known: &Known<'_>,
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    let Some(sample) = sample else {
        return Ok(());
    };
    let says: Option<Vec<Vocabulary>> = set.rules().into_iter().map(known).collect();
    let Some(says) = says else {
        return Ok(());
    };
    let mut all: Vec<&str> = says.iter().flat_map(|s| s.populations).copied().collect();
    if all.contains(&sample.of.as_str()) {
        return Ok(());
    }
    all.sort_unstable();
    all.dedup();
    let problem = SetProblem::UnknownPopulation {
        of: sample.of.clone(),
        known: all.join(", "),
    };
    fault(here, [at, &[Key("sample"), Key("of")]].concat(), problem)
}

fn check_not_again(
    set: &IndicatorSet,
    indicator: &Indicator,
    here: Item,
    earlier: &BTreeSet<IndicatorId>,
) -> Result<(), Fault> {
    let dearest = |steps: &[Step]| steps.iter().filter_map(|s| s.points).max();
    for (n, id) in indicator.not_again.iter().enumerate() {
        let at = [Key("not-again"), At(n)];
        let id = id.clone();
        if !earlier.contains(&id) {
            return fault(here, at, SetProblem::NotEarlier { id });
        }
        let cheapest = set
            .indicator(&id)
            .and_then(|other| other.steps.iter().filter_map(|s| s.points).min());
        if cheapest < dearest(&indicator.steps) {
            return fault(here, at, SetProblem::Cheaper { id });
        }
    }
    let falls = |pair: &[Step]| matches!(pair, [a, b] if a.points < b.points);
    if !indicator.not_again.is_empty() && indicator.steps.windows(2).any(falls) {
        return fault(here, [Key("steps")], SetProblem::Order);
    }
    Ok(())
}

fn check_step(set: &IndicatorSet, step: &Step, here: Item, at: &[Way]) -> Result<(), Fault> {
    let at_points = [at, &[Key("points")]].concat();
    match step.points {
        Some(points) if points <= Points::ZERO => {
            return fault(here, at_points, SetProblem::NotPositive);
        }
        Some(_) => {}
        None => check_unknown(set, true, here, at)?,
    }
    if step.measure.as_ref().is_some_and(|every| every.every == 0) {
        let at = [at, &[Key("measure"), Key("every")]].concat();
        return fault(here, at, SetProblem::NotPositive);
    }
    let measure = step.measure.as_ref().map(|every| every.name.as_str());
    check_rules(set, &step.rules, measure, here, at)?;
    check_sample(step.sample.as_ref(), here, at)?;
    check_observed(set, &step.observed, here, at)
}

/// That rules are named, and that a question among them gives what is read of it.
fn check_rules(
    set: &IndicatorSet,
    rules: &[RuleId],
    measure: Option<&str>,
    here: Item,
    at: &[Way],
) -> Result<(), Fault> {
    let at = [at, &[Key("rules")]].concat();
    if rules.is_empty() {
        return fault(here, at, SetProblem::NoRules);
    }
    for question in rules.iter().filter_map(|rule| set.question(rule)) {
        let fits = match question.kind {
            QuestionKind::Count => measure == Some(Question::MEASURE),
            QuestionKind::Fault => measure.is_none(),
        };
        if !fits {
            let id = question.id.to_string();
            return fault(here, at, SetProblem::QuestionKind { id });
        }
    }
    Ok(())
}

fn check_sample(sample: Option<&Sample>, here: Item, at: &[Way]) -> Result<(), Fault> {
    match sample {
        Some(sample) if sample.size == 0 || sample.size as usize > Population::DRAWN => {
            let at = [at, &[Key("sample"), Key("size")]].concat();
            fault(here, at, SetProblem::SampleSize)
        }
        _ => Ok(()),
    }
}

fn check_unknown(set: &IndicatorSet, is: bool, here: Item, at: &[Way]) -> Result<(), Fault> {
    if is && set.incomplete.is_empty() {
        return fault(here, at, SetProblem::NotDeclaredIncomplete);
    }
    Ok(())
}

fn check_observed(set: &IndicatorSet, text: &Text, here: Item, at: &[Way]) -> Result<(), Fault> {
    let at = [at, &[Key("observed")]].concat();
    let once = |text: &str| text.matches("{}").count() == 1;
    if once(&text.zh) && once(&text.en) {
        return check_limits(set, text, here, &at);
    }
    fault(here, at, SetProblem::Placeholder)
}

fn check_variants(set: &IndicatorSet) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    for (n, variant) in set.variants.iter().enumerate() {
        let here = Item::Variant(n);
        if !seen.insert(&variant.id) {
            let id = variant.id.clone();
            return fault(here, [Key("id")], SetProblem::Duplicate { id });
        }
        for (n, out) in variant.out.iter().enumerate() {
            let known = set.sections.iter().any(|s| s.id == *out)
                || set.indicators.iter().any(|i| i.id.as_str() == out);
            if !known {
                let id = out.clone();
                return fault(here, [Key("out"), At(n)], SetProblem::NoIndicator { id });
            }
        }
        for (id, points) in &variant.points {
            let known = set.indicator(id).is_some_and(|i| i.part != Part::Veto);
            if !known {
                let id = id.to_string();
                return fault(here, [Key("points")], SetProblem::NoIndicator { id });
            }
            if *points <= Points::ZERO {
                return fault(here, [Key("points")], SetProblem::NotPositive);
            }
        }
        if variant
            .scale
            .is_some_and(|s| s.denominator == 0 || s.numerator == 0)
        {
            return fault(here, [Key("scale")], SetProblem::NotPositive);
        }
        check_variant_sum(set, variant, here)?;
    }
    Ok(())
}

/// What is left of the deductions, scaled, must be all points again.
fn check_variant_sum(set: &IndicatorSet, variant: &Variant, here: Item) -> Result<(), Fault> {
    if !set.incomplete.is_empty() {
        return Ok(());
    }
    let of = |indicator: &Indicator| -> Points {
        let out = |id: &String| *id == indicator.section || id == indicator.id.as_str();
        if indicator.part != Part::Deduction || variant.out.iter().any(out) {
            return Points::ZERO;
        }
        let points = variant.points.get(&indicator.id).copied();
        points.or(indicator.points).unwrap_or(Points::ZERO)
    };
    let mut found: Points = set.indicators.iter().map(of).sum();
    if let Some(scale) = variant.scale {
        found = found.scaled(scale.numerator, scale.denominator);
    }
    let declared = set.frame.deductions;
    if found == declared {
        return Ok(());
    }
    let what = "frame `deductions`".to_owned();
    let problem = SetProblem::Sum {
        what,
        declared,
        found,
    };
    fault(here, [], problem)
}

fn check_parts(set: &IndicatorSet) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    let mut sum = 0_u64;
    for part in &set.parts {
        if !seen.insert(&part.id) {
            let id = part.id.clone();
            return fault(Item::Key("parts"), [], SetProblem::Duplicate { id });
        }
        sum += u64::from(part.weight);
    }
    if !set.parts.is_empty() && sum != 100 {
        return fault(Item::Key("parts"), [], SetProblem::Weights { found: sum });
    }
    Ok(())
}

fn check_grades(set: &IndicatorSet) -> Result<(), Fault> {
    let rises = |pair: &[crate::Grade]| matches!(pair, [a, b] if a.from <= b.from);
    let at = [Key("grades")];
    if set.frame.grades.windows(2).any(rises) {
        return fault(Item::Key("frame"), at, SetProblem::Grades);
    }
    if set
        .frame
        .grades
        .iter()
        .any(|grade| half_empty(&grade.title))
    {
        return fault(Item::Key("frame"), at, SetProblem::EmptyText);
    }
    Ok(())
}

fn check_sums(set: &IndicatorSet) -> Result<(), Fault> {
    if !set.incomplete.is_empty() {
        return Ok(());
    }
    for (n, section) in set.sections.iter().enumerate() {
        let Some(declared) = section.points else {
            continue;
        };
        let members = set.indicators.iter().filter(|i| i.section == section.id);
        let found: Points = members.filter_map(|i| i.points).sum();
        if found != declared {
            let what = format!("section `{}`", section.id);
            let problem = SetProblem::Sum {
                what,
                declared,
                found,
            };
            return fault(Item::Section(n), [Key("points")], problem);
        }
    }
    for (part, key, declared) in [
        (Part::Deduction, "deductions", set.frame.deductions),
        (Part::Bonus, "bonus", set.frame.bonus),
    ] {
        let members = set.sections.iter().filter(|s| s.part == part);
        let found: Points = members.filter_map(|s| s.points).sum();
        // The bonus may be limited below the sum of what it could give.
        let agrees = match part {
            Part::Bonus => found >= declared,
            _ => found == declared,
        };
        if !agrees {
            let what = format!("frame `{key}`");
            let problem = SetProblem::Sum {
                what,
                declared,
                found,
            };
            return fault(Item::Key("frame"), [Key(key)], problem);
        }
    }
    Ok(())
}
