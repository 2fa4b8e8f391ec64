//! Each rule over its fixtures: `rules/<id>/<case>.json`, a snapshot each.
//!
//! The name of a case says the answer: `fires…` found, `quiet…` not found or not
//! applicable, `unsure…` not checked.

#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod facts;

use std::collections::BTreeSet;
use std::path::Path;

use huabiao_finding::{Answer, Check, RuleId};
use huabiao_inspection::{ALL, Limits, describe, inspect, rule, vocabulary};
use huabiao_types::Lang;
use serde_json::json;

#[test]
fn every_fixture_gets_its_answer() {
    insta::glob!("rules/*/*.json", |path| {
        let (id, case) = (name(path.parent().unwrap()), name(path));
        let id: RuleId = id.parse().unwrap();
        let rule = rule(&id).unwrap();
        let text = std::fs::read_to_string(path).unwrap();
        let site = facts::read(&text);
        let checks = inspect(&site, &limits(&text), &[rule]);
        let check = &checks[0];
        let wanted: &[Answer] = match case.split(['-', '.']).next().unwrap() {
            "fires" => &[Answer::Found],
            "quiet" => &[Answer::NotFound, Answer::NotApplicable],
            "unsure" => &[Answer::NotChecked],
            other => panic!("{id}/{case}: unknown kind of case `{other}`"),
        };
        assert!(wanted.contains(&check.answer()), "{id}/{case}: {check:#?}");
        stays_in_its_vocabulary(check);
        let says: Vec<[String; 2]> = check
            .findings
            .iter()
            .map(|finding| [Lang::Zh, Lang::En].map(|lang| describe(finding, lang)))
            .collect();
        insta::assert_json_snapshot!(json!({"check": check, "says": says}));
    });
}

#[test]
fn what_two_rules_see_is_part_of_one_of_them() {
    for (fixture, part, whole) in [
        (
            "guide-missing/fires-guide",
            "guide-element-missing",
            "guide-missing",
        ),
        (
            "column-stale/fires-service-statistics-read",
            "column-stale",
            "service-statistics-stale",
        ),
        (
            "mark-missing/fires",
            "mark-missing",
            "fault-entrance-missing",
        ),
        (
            "link-hidden/fires-named-by-its-words",
            "link-hijacked",
            "link-hidden",
        ),
    ] {
        let path = format!("{}/tests/rules/{fixture}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let site = facts::read(&text);
        let [part, whole] = [part, whole].map(|id| rule(&id.parse().unwrap()).unwrap());
        let checks = inspect(&site, &limits(&text), &[part, whole]);
        let parts: Vec<_> = checks[0]
            .findings
            .iter()
            .filter_map(|finding| Some((finding.url.as_str(), finding.part_of.as_ref()?)))
            .collect();
        assert!(!parts.is_empty(), "{fixture}: {checks:#?}");
        for (url, of) in parts {
            assert!(checks[1].findings.iter().any(|whole| of.is(url, whole)));
        }
        // Without the other rule it stands for itself.
        let alone = inspect(&site, &limits(&text), &[part]);
        assert!(
            alone[0].findings.iter().all(|f| f.part_of.is_none()),
            "{fixture}"
        );
    }
}

/// What indicator sets are held against is what rules say.
fn stays_in_its_vocabulary(check: &Check) {
    let says = vocabulary(&check.rule).unwrap();
    for finding in &check.findings {
        let group = finding.group.as_str();
        let known = group.is_empty() || says.groups.contains(&group);
        assert!(known, "{}: group {group}", check.rule);
        for (fact, values) in says.facts {
            let value = finding.values.get(*fact).map(ToString::to_string);
            let known = value
                .as_deref()
                .is_some_and(|value| values.contains(&value));
            assert!(known, "{}: {fact} {value:?}", check.rule);
        }
    }
    for measure in &check.measures {
        let name = measure.name.as_str();
        assert!(says.measures.contains(&name), "{}: {name}", check.rule);
    }
    for population in &check.populations {
        let of = population.of.as_str();
        assert!(says.populations.contains(&of), "{}: {of}", check.rule);
    }
}

#[test]
fn every_rule_has_a_fixture_that_fires_and_a_quiet_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let cases = |id: &str| -> BTreeSet<String> {
        std::fs::read_dir(folder.join(id))
            .unwrap_or_else(|error| panic!("{id} has no fixtures: {error}"))
            .map(|entry| name(&entry.unwrap().path()))
            .collect()
    };
    for rule in ALL {
        let cases = cases(rule.id.as_str());
        for kind in ["fires", "quiet"] {
            // What is only measured is never a fault.
            if kind == "fires" && MEASURES.contains(&rule.id.as_str()) {
                continue;
            }
            assert!(
                cases.iter().any(|case| case.starts_with(kind)),
                "{}: {kind}",
                rule.id
            );
        }
    }
    for entry in std::fs::read_dir(&folder).unwrap() {
        let id = name(&entry.unwrap().path());
        assert!(
            ALL.iter().any(|rule| rule.id.as_str() == id),
            "{id} is no rule"
        );
    }
}

#[test]
fn every_snapshot_has_its_fixture() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for entry in std::fs::read_dir(tests.join("snapshots")).unwrap() {
        let snapshot = name(&entry.unwrap().path());
        let (_, fixture) = snapshot.split_once('@').unwrap();
        let fixture = fixture.trim_end_matches(".snap").replace("__", "/");
        assert!(tests.join("rules").join(&fixture).exists(), "{fixture}");
    }
}

/// The limits of a fixture: those of 2019, but for what its `limits` say.
fn limits(text: &str) -> Limits {
    let site: serde_json::Value = serde_json::from_str(text).unwrap();
    let mut limits = Limits::default();
    for (name, value) in site["limits"].as_object().into_iter().flatten() {
        let value = u32::try_from(value.as_u64().unwrap()).unwrap();
        match name.as_str() {
            "home_updates" => limits.home_updates = value,
            "interviews" => limits.interviews = value,
            "surveys_other" => limits.surveys_other = value,
            "surveys_portal" => limits.surveys_portal = value,
            other => panic!("unknown limit `{other}`"),
        }
    }
    limits
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Rules that give numbers and never a finding.
const MEASURES: [&str; 3] = [
    "data-published",
    "interpretation-forms",
    "outlink-nongovernment",
];
