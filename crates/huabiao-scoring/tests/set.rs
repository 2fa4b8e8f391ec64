//! The set of the crate, and sets that are broken.
#![allow(clippy::unwrap_used)]

mod common;

use huabiao_scoring::{Coverage, DecidedBy, IndicatorSet, Part, Points, SetProblem};

const TEXT: &str = include_str!("../sets/cn-2019-site.toml");

#[test]
fn sums_are_those_of_the_document() {
    let set = IndicatorSet::parse(TEXT).unwrap();
    let of = |section: &str| -> Points {
        set.indicators
            .iter()
            .filter(|i| i.section == section)
            .filter_map(|i| i.points)
            .sum()
    };
    let sums = ["publication", "services", "interaction", "design"].map(of);
    assert_eq!(sums, [31, 25, 23, 21].map(Points::whole));
    assert_eq!(sums.into_iter().sum::<Points>(), Points::whole(100));
    let bonus = [
        "bonus-publication",
        "bonus-services",
        "bonus-interaction",
        "bonus-design",
        "bonus-innovation",
    ];
    assert_eq!(bonus.map(of), [7, 6, 8, 6, 3].map(Points::whole));
    // Without the services section the rest is scaled to the same 100.
    let rescale = set.frame.rescale.as_ref().unwrap();
    let rest = Points::whole(100) - of(&rescale.section);
    assert_eq!(
        rest.scaled(rescale.numerator, rescale.denominator),
        Points::whole(100)
    );
}

#[test]
fn every_indicator_of_the_document_is_listed() {
    let set = IndicatorSet::cn_2019_site();
    let count = |part: Part| set.indicators.iter().filter(|i| i.part == part).count();
    assert_eq!(count(Part::Deduction), 29);
    assert_eq!(count(Part::Bonus), 10);
    let ids: Vec<&str> = set
        .indicators
        .iter()
        .filter(|i| i.part == Part::Veto)
        .map(|i| i.id.as_str())
        .collect();
    insta::assert_debug_snapshot!(ids, @r#"
    [
        "V1.1",
        "V1.2",
        "V1.3",
        "V1.4",
        "V1.5",
        "V1.6",
        "V2",
        "V3.1",
        "V4.1",
        "V4.2",
        "V4.3",
        "V5.1",
        "V5.2",
        "V6.1",
        "V6.2",
        "V6.3",
    ]
    "#);
}

#[test]
fn only_what_a_crawler_decides_is_covered_by_rules() {
    for indicator in &IndicatorSet::cn_2019_site().indicators {
        let by_rules = indicator.coverage != Coverage::None;
        assert!(
            !by_rules || indicator.decided_by == DecidedBy::Crawler,
            "{}",
            indicator.id
        );
        let of_rules = indicator.when.iter().flat_map(|c| &c.rules);
        for rule in of_rules
            .chain(indicator.steps.iter().flat_map(|s| &s.rules))
            .chain(&indicator.leads)
        {
            assert!(
                common::RULES.contains(&rule.as_str()),
                "{} names {rule}",
                indicator.id
            );
        }
    }
}

fn broken(from: &str, to: &str) -> String {
    assert!(TEXT.contains(from), "{from}");
    IndicatorSet::parse(&TEXT.replacen(from, to, 1))
        .unwrap_err()
        .to_string()
}

fn line_of(needle: &str) -> usize {
    let at = TEXT.find(needle).unwrap();
    TEXT[..at].matches('\n').count() + 1
}

#[test]
fn errors_name_line_column_and_indicator() {
    let clause = "clause = \"单项否决 2（站点无法访问）\"\npart = \"veto\"\n";
    let at = line_of(clause);
    assert_eq!(
        broken(
            clause,
            &clause.replace("part = \"veto\"", "part = \"vote\"")
        ),
        format!(
            "line {}, column 8, indicator V2: unknown variant `vote`, expected one of `veto`, `deduction`, `bonus`",
            at + 1
        ),
    );
    assert_eq!(
        broken(clause, &format!("{clause}colour = 1\n"))
            .split(": ")
            .next()
            .unwrap(),
        format!("line {}, column 1, indicator V2", at + 2),
    );
    let observed = "observed = { zh = \"空白栏目{}个\", en = \"blank columns: {}\" }\n\n[[indicators]]\nid = \"V5.1\"";
    assert_eq!(
        broken(
            observed,
            &observed.replace("\"空白栏目{}个\"", "\"空白栏目\"")
        ),
        format!(
            "line {}, column 12, indicator V4.3: needs `{{}}` exactly once in each language, where the number goes",
            line_of(observed)
        ),
    );
    assert_eq!(
        broken("id = \"V4.2\"", "id = \"V4.1\""),
        format!(
            "line {}, column 6, indicator V4.1: `V4.1` is used twice",
            line_of("id = \"V4.2\"")
        ),
    );
    assert_eq!(
        broken("id = \"V4.2\"", "id = \"V 4.2\""),
        format!(
            "line {}, column 6, indicator V 4.2: `V 4.2` is not an indicator id: 1 to 32 letters, digits, `.` or `-`",
            line_of("id = \"V4.2\"")
        ),
    );
}

#[test]
fn sums_that_do_not_agree_are_refused_where_they_stand() {
    let section = "part = \"deduction\"\npoints = 31";
    assert_eq!(
        broken(section, "part = \"deduction\"\npoints = 32"),
        format!(
            "line {}, column 10: section `publication` is 32, but what belongs to it sums up to 31",
            line_of(section) + 1
        ),
    );
    assert_eq!(
        broken("deductions = 100", "deductions = 90"),
        format!(
            "line {}, column 14: frame `deductions` is 90, but what belongs to it sums up to 100",
            line_of("deductions = 100")
        ),
    );
}

#[test]
fn what_contradicts_itself_is_refused() {
    let error =
        IndicatorSet::parse(&TEXT.replacen("section = \"design\"", "section = \"desing\"", 1))
            .unwrap_err();
    assert_eq!(
        error.problem,
        SetProblem::UnknownSection {
            section: "desing".into()
        }
    );
    assert_eq!(error.indicator.as_deref(), Some("D4.1"));

    for (from, to, said) in [
        (
            "coverage = \"whole\"",
            "coverage = \"none\"",
            "`coverage` must be",
        ),
        (
            "not-again = [\"D1.4\"",
            "not-again = [\"D4.2\"",
            "not an indicator that stands before",
        ),
        ("\npoints = 0.5\n", "\npoints = 0\n", "more than 0"),
        (
            "\npoints = 0.5\n",
            "\npoints = 0.125\n",
            "at most two decimals",
        ),
        (
            "section = \"veto\"\ndecided-by",
            "section = \"design\"\ndecided-by",
            "another part",
        ),
        (
            "threshold = { zh = \"空白栏目≥5个\"",
            "threshold = { zh = \"\"",
            "both languages",
        ),
        ("denominator = 3", "denominator = 0", "more than 0"),
        (
            "section = \"services\"\nnumerator",
            "section = \"x\"\nnumerator",
            "no section",
        ),
        (
            "in-force-from = \"2019-04-01\"",
            "in-force-from = \"1 April\"",
            "invalid",
        ),
        ("[frame]", "[frame", "unclosed table"),
    ] {
        let error = broken(from, to);
        assert!(
            error.contains(said) && error.starts_with("line "),
            "{error}"
        );
    }
}

#[cfg(feature = "schema")]
#[test]
fn the_schema_accepts_the_set_and_refuses_a_broken_one() {
    let schema = serde_json::to_value(IndicatorSet::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut set: serde_json::Value = toml::from_str(TEXT).unwrap();
    let errors: Vec<String> = validator.iter_errors(&set).map(|e| e.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    set["indicators"][0]["part"] = "vote".into();
    assert!(!validator.is_valid(&set));
}
