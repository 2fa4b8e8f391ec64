//! The sets of the crate, and sets that are broken.
#![allow(clippy::unwrap_used)]

use huabiao_finding::{RuleId, Vocabulary};
use huabiao_scoring::{Coverage, IndicatorSet, Part, Points, SetProblem};

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
    ]
    .map(of);
    assert_eq!(bonus, [7, 6, 8, 6, 3].map(Points::whole));
    assert_eq!(bonus.into_iter().sum::<Points>(), Points::whole(30));
    assert_eq!(set.frame.deductions, Points::whole(100));
    assert_eq!(set.frame.bonus, Points::whole(30));
    // Without the services section the rest is scaled to the same 100.
    let scale = set.variants.iter().find_map(|v| v.scale).unwrap();
    let rest = Points::whole(100) - of("services");
    let scaled = rest.scaled(scale.numerator, scale.denominator);
    assert_eq!(scaled, Points::whole(100));
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
    let six = ["V1.1", "V1.2", "V1.3", "V1.4", "V1.5", "V1.6"];
    let sites = [
        "V2", "V3.1", "V3.2", "V4.1", "V4.2", "V4.3", "V5.1", "V5.2", "V6.1", "V6.2", "V6.3",
    ];
    assert_eq!(ids, [six.as_slice(), &sites].concat());
}

#[test]
fn every_set_of_the_crate_can_be_read() {
    for id in IndicatorSet::EMBEDDED {
        let text = IndicatorSet::embedded_text(id).unwrap();
        let set = IndicatorSet::parse(text).unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!(set.id, *id);
        for indicator in &set.indicators {
            assert!(indicator.rules().next().is_some(), "{id} {}", indicator.id);
            assert!(!indicator.source.is_empty(), "{id} {}", indicator.id);
        }
    }
}

#[test]
fn who_decides_an_indicator_follows_from_what_it_names() {
    let set = IndicatorSet::cn_2019_site();
    let of = |id: &str| set.indicator(&id.parse().unwrap()).unwrap().coverage;
    assert_eq!(of("V1.1"), Coverage::None);
    assert_eq!(of("V4.3"), Coverage::Whole);
    assert_eq!(of("D3.4"), Coverage::None);
    assert_eq!(of("D4.2"), Coverage::Whole);
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
        broken(
            "sites = { ministry = true }\nout = [\"D1.1\"]",
            "sites = { ministry = true }"
        ),
        format!(
            "line {}, column 1: frame `deductions` is 100, but what belongs to it sums up to 102",
            line_of("[[variants]]\nid = \"ministry\"")
        ),
    );
    assert_eq!(
        broken("\nbonus = 30", "\nbonus = 31"),
        format!(
            "line {}, column 9: frame `bonus` is 31, but what belongs to it sums up to 30",
            line_of("\nbonus = 30") + 1
        ),
    );
}

#[test]
fn what_contradicts_itself_is_refused() {
    let error =
        IndicatorSet::parse(&TEXT.replacen("section = \"design\"", "section = \"desing\"", 1))
            .unwrap_err();
    let section = "desing".into();
    assert_eq!(error.problem, SetProblem::UnknownSection { section });
    assert_eq!(error.indicator.as_deref(), Some("D4.1"));

    for (from, to, said) in [
        (
            "not-again = [\"D1.4\"",
            "not-again = [\"D4.2\"",
            "not an indicator that stands before",
        ),
        (
            "not-again = [\"D1.4\"",
            "not-again = [\"D1.1\"",
            "a fault more could cost less",
        ),
        ("\npoints = 0.5\n", "\npoints = 0\n", "more than 0"),
        (
            "\npoints = 0.5\n",
            "\npoints = 0.125\n",
            "at most two decimals",
        ),
        ("\npoints = 0.5\n", "\n", "only where `incomplete` says"),
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
        ("out = [\"services\"]", "out = [\"x\"]", "there is no `x`"),
        (
            "points = { \"D1.2\" = 4 }",
            "points = { \"D9\" = 4 }",
            "there is no `D9`",
        ),
        (
            "points = { \"D1.2\" = 4 }",
            "points = { \"D1.2\" = -4 }",
            "more than 0",
        ),
        (
            "in-force-from = \"2019-04-01\"",
            "in-force-from = \"1 April\"",
            "invalid",
        ),
        ("[frame]", "[frame", "unclosed table"),
        ("fail-below = 60\n", "", "because it extends no other set"),
        (
            "rules = [\"column-blank\"]",
            "rules = []",
            "names no rule and no question",
        ),
        (
            "rules = [\"column-blank\"]",
            "rules = [\"Column\"]",
            "not a rule id",
        ),
        (
            "windows = [\"visit_days\", ",
            "windows = [\"visits\", ",
            "no limit has the name `visits`",
        ),
        (
            "id = \"state-secret\"\nby = \"reviewer\"",
            "id = \"state-secret\"\nby = \"crawler\"",
            "a program answers no question",
        ),
        (
            "id = \"state-secret\"\nby",
            "id = \"serious-wording\"\nby",
            "used twice",
        ),
        (
            "id = \"state-secret\"\nby",
            "id = \"secret\"\nby",
            "no indicator reads the question `secret`",
        ),
        ("kind = \"count\"", "kind = \"fault\"", "of the other kind"),
        (
            "size = 5, of = \"articles\"",
            "size = 65, of = \"articles\"",
            "1 to 64",
        ),
        (
            "size = 5, of = \"articles\"",
            "size = 0, of = \"articles\"",
            "1 to 64",
        ),
        (", at-least = 1 }", " }", "needs `at-least` or `at-most`"),
        (
            "[limits]",
            "without = [\"B5\"]\n[limits]",
            "unknown field `without`",
        ),
        (
            "version = 2",
            "version = 2\nwithout = [\"B5\"]",
            "`extends` names none",
        ),
        (
            "version = 2",
            "version = 2\nextends = \"nowhere\"",
            "no set `nowhere` is known",
        ),
        (
            "version = 2",
            "version = 2\nextends = \"cn-2019-site\"",
            "in a circle: cn-2019-site → cn-2019-site",
        ),
    ] {
        let error = broken(from, to);
        assert!(
            error.contains(said) && error.starts_with("line "),
            "{from} → {to}: {error}"
        );
    }
}

#[test]
fn numbers_and_days_that_make_no_sense_are_refused_where_they_stand() {
    for (from, to, at, said) in [
        (
            "count-at-least = 1",
            "count-at-least = 0",
            27,
            "must be more than 0",
        ),
        (
            "fail-below = 60",
            "fail-below = 900",
            14,
            "`fail-below` is more than `deductions`, which is 100",
        ),
        (
            "fail-below = 60",
            "fail-below = 90",
            14,
            "`fail-below` is more than `bonus-above`, which is 80",
        ),
        (
            "bonus-above = 80",
            "bonus-above = 101",
            15,
            "`bonus-above` is more than `deductions`, which is 100",
        ),
        (
            "version = 2\n",
            "version = 2\nin-force-to = \"2018-01-01\"\n",
            15,
            "lies before `in-force-from`",
        ),
    ] {
        let place = line_of(from) + usize::from(from.starts_with("version"));
        let error = broken(from, to);
        let wanted = format!("line {place}, column {at}");
        assert!(
            error.starts_with(&wanted) && error.contains(said),
            "{to}: {error}"
        );
    }
}

#[test]
fn who_decides_must_decide_something_of_it() {
    for (of, who) in [
        ("V2", "reviewer"),
        ("V1.1", "crawler"),
        ("D4.3", "third-party"),
    ] {
        let (before, rest) = TEXT.split_once(&format!("id = \"{of}\"\n")).unwrap();
        let (key, rest) = rest.split_once("decided-by = \"").unwrap();
        let (_, rest) = rest.split_once('"').unwrap();
        let text = format!("{before}id = \"{of}\"\n{key}decided-by = \"{who}\"{rest}");
        let error = IndicatorSet::parse(&text).unwrap_err();
        assert_eq!(error.problem, SetProblem::DecidedBy { by: who });
        assert_eq!((error.column, error.indicator.as_deref()), (14, Some(of)));
    }
}

#[test]
fn what_no_rule_gives_is_refused_where_it_stands() {
    let vocabulary = Vocabulary {
        facts: &[("kind", &["news", "policy"])],
        groups: &["home", "navigation"],
        measures: &["failed_permille"],
        populations: &["policies"],
    };
    // All others are rules that are not known here.
    let known = |rule: &RuleId| {
        let mine = ["home-stale", "site-unreachable"].contains(&rule.as_str());
        mine.then_some(vocabulary)
    };
    let all = |_: &RuleId| {
        Some(Vocabulary {
            groups: &["home", "navigation", "news", "notice"],
            ..vocabulary
        })
    };
    assert!(IndicatorSet::read(TEXT.as_bytes(), &|_| None, &known).is_ok());
    let error = |text: String| {
        let error = IndicatorSet::read(text.as_bytes(), &|_| None, &known).unwrap_err();
        (error.line, error.column, error.problem.to_string())
    };
    let from = "groups = [\"home\"]";
    assert_eq!(
        error(TEXT.replacen(from, "groups = [\"hom\"]", 1)),
        (
            line_of(from),
            11,
            "no rule named here has the group `hom`; there are: home, navigation".into()
        )
    );
    let from = "measure = \"failed_permille\"";
    let wrong = TEXT.replacen(from, "measure = \"failed\"", 1);
    let (line, _, said) = error(wrong);
    assert_eq!(line, line_of(from));
    assert_eq!(
        said,
        "no rule named here gives the measure `failed`; there are: failed_permille"
    );
    let rule = "rules = [\"home-stale\"]";
    let having = |fact: &str| TEXT.replacen(rule, &format!("{rule}\nhaving = {{ {fact} }}"), 1);
    assert_eq!(
        error(having("kinds = \"news\"")),
        (
            line_of(rule) + 1,
            10,
            "no rule named here has the fact `kinds`; there are: kind".into()
        )
    );
    assert_eq!(
        error(having("kind = \"policies\"")),
        (
            line_of(rule) + 1,
            10,
            "no rule named here says `kind = policies`; there are: news, policy".into()
        )
    );
    let lonely = one_step("sample = { size = 3, of = \"policyes\" }");
    let error = IndicatorSet::read(lonely.as_bytes(), &|_| None, &all).unwrap_err();
    assert_eq!(
        error.problem.to_string(),
        "no rule gives a population `policyes` to draw from; there are: policies"
    );
    assert!(IndicatorSet::read(one_step("").as_bytes(), &|_| None, &all).is_ok());
}

/// A set of one step.
fn one_step(more: &str) -> String {
    format!(
        "id = \"one\"\nversion = 1\ntitle = {{ zh = \"一\", en = \"one\" }}\nin-force-from = \"2026-01-01\"\n\
         source = \"s\"\ncertainty = \"memory\"\n\
         [frame]\ndeductions = 1\nbonus = 0\nfail-below = 0\nbonus-above = 1\n\
         [[sections]]\nid = \"s\"\ntitle = {{ zh = \"一\", en = \"s\" }}\npart = \"deduction\"\npoints = 1\n\
         [[indicators]]\nid = \"D1\"\ntitle = {{ zh = \"一\", en = \"d\" }}\nclause = \"1\"\npart = \"deduction\"\n\
         section = \"s\"\ndecided-by = \"crawler\"\npoints = 1\nthreshold = {{ zh = \"一\", en = \"t\" }}\n\
         certainty = \"memory\"\n\
         [[indicators.steps]]\nrules = [\"policy-uninterpreted\"]\npoints = 1\nper = \"finding\"\n{more}\n\
         observed = {{ zh = \"{{}}\", en = \"{{}}\" }}\n"
    )
}

#[test]
fn a_file_that_is_not_utf8_says_where() {
    let line = line_of("title = ");
    let mut file = TEXT.as_bytes().to_vec();
    let at = TEXT.find("政府网站检查指标").unwrap();
    file[at] = 0xd5;
    file[at + 1] = 0xfe;
    let error = IndicatorSet::read(&file, &|_| None, &|_| None).unwrap_err();
    assert_eq!((error.line, error.column), (line, 17));
    assert_eq!(error.problem, SetProblem::NotUtf8 { byte: at });
}

#[test]
fn a_variant_replaces_only_one_for_the_same_sites() {
    let variant = |sites: &str| {
        child(&format!(
            "[[variants]]\nid = \"ministry\"\ntitle = {{ zh = \"部\", en = \"m\" }}\nsites = {sites}\n\
             out = [\"D1.1\"]\npoints = {{ \"D1.2\" = 4 }}\ncertainty = \"memory\"\n"
        ))
    };
    assert!(IndicatorSet::parse(&variant("{ ministry = true }")).is_ok());
    let error = IndicatorSet::parse(&variant("{ services = false }")).unwrap_err();
    let id = "ministry".into();
    assert_eq!(error.problem, SetProblem::OtherSites { id });
    assert_eq!((error.line, error.column), (9, 6));
}

/// A child of the national set, with something more.
fn child(more: &str) -> String {
    format!(
        "id = \"child\"\nextends = \"cn-2019-site\"\nversion = 1\nin-force-from = \"2026-01-01\"\n\
         title = {{ zh = \"子\", en = \"child\" }}\nsource = \"ours\"\ncertainty = \"memory\"\n{more}"
    )
}

#[test]
fn a_child_changes_what_it_names_and_keeps_the_rest() {
    let text = child(
        r#"
without = ["D4.8"]
[frame]
bonus = 20
bonus-above = 85
grades = [{ title = { zh = "优秀", en = "excellent" }, from = 90 }, { title = { zh = "合格", en = "fair" }, from = 0 }]
[limits]
news_days = 7
[[changes]]
id = "D4.3"
points = 3
[[indicators]]
id = "EV1"
title = { zh = "新增", en = "new" }
clause = "1"
part = "veto"
section = "veto"
decided-by = "crawler"
threshold = { zh = "一", en = "one" }
certainty = "memory"
[[indicators.when]]
rules = ["column-blank"]
test = { count-at-least = 1 }
observed = { zh = "{}", en = "{}" }
"#,
    );
    let set = IndicatorSet::parse(&text).unwrap();
    let parent = IndicatorSet::cn_2019_site();
    assert_eq!(set.indicators.len(), parent.indicators.len());
    assert_eq!(set.limits["news_days"], 7);
    assert_eq!(set.limits["notice_days"], parent.limits["notice_days"]);
    assert_eq!(
        (set.frame.bonus, set.frame.fail_below),
        (Points::whole(20), Points::whole(60))
    );
    let of = |id: &str| set.indicator(&id.parse().unwrap());
    assert_eq!(of("D4.3").unwrap().points, Some(Points::whole(3)));
    assert_eq!(of("D4.3").unwrap().source, "ours");
    assert_eq!(of("D4.2").unwrap().source, parent.source);
    assert!(of("D4.8").is_none());
    // A new veto stands behind the vetoes, so the first deduction comes after it.
    let place = |id: &str| set.indicators.iter().position(|i| i.id.as_str() == id);
    assert_eq!(place("EV1").map(|n| n + 1), place("D1.1"));
}

/// What is stated as the demand is what is applied, in the set, its veto and its source.
#[test]
fn texts_state_the_windows_of_their_own_set() {
    let text = |set: &IndicatorSet, id: &str| {
        let found = set.indicators.iter().find(|one| one.id.as_str() == id);
        let found = found.unwrap();
        (found.threshold.clone(), found.source.clone())
    };
    let national = IndicatorSet::cn_2019_site();
    let (veto, source) = text(national, "V4.1");
    assert!(
        veto.zh
            .starts_with("2周内未更新的动态、要闻类栏目与6个月内")
    );
    assert!(veto.en.contains("in 2 weeks") && veto.en.contains("in 6 months"));

    let city = IndicatorSet::embedded("example-city").unwrap();
    let (other, own) = text(&city, "V4.1");
    assert!(
        other
            .zh
            .starts_with("1周内未更新的动态、要闻类栏目与3个月内"),
        "{other:?}"
    );
    assert!(
        other.en.contains("in 1 week ") && other.en.contains("in 3 months"),
        "{other:?}"
    );
    assert_ne!(own, source);
    assert_eq!(text(&city, "V4.3").1, text(national, "V4.3").1);

    for id in IndicatorSet::EMBEDDED {
        let set = IndicatorSet::embedded(id).unwrap();
        for one in &set.indicators {
            let observed = one.when.iter().map(|one| &one.observed);
            let observed = observed.chain(one.steps.iter().map(|one| &one.observed));
            let observed = observed.chain(one.gains.iter().map(|one| &one.observed));
            for text in [&one.threshold, &one.note].into_iter().chain(observed) {
                let left = |text: &str| text.replacen("{}", "", 1).contains(['{', '}']);
                assert!(
                    !left(&text.zh) && !left(&text.en),
                    "{id} {}: {text:?}",
                    one.id
                );
            }
        }
    }
}

#[test]
fn a_limit_that_a_text_goes_on_misstating_is_refused() {
    let parent = TEXT.replacen("{news_days}内未更新扣5分", "2周内未更新扣5分", 1);
    let resolve = |id: &str| (id == "cn-2019-site").then(|| parent.clone());
    let read = |more: &str| IndicatorSet::parse_with(&child(more), &resolve);
    let error = read("[limits]\nnews_days = 7\n").unwrap_err();
    assert_eq!(
        error.problem,
        SetProblem::StaleText {
            id: "D1.4".parse().unwrap(),
            limit: "news_days".to_owned()
        }
    );
    read("[limits]\nnews_days = 14\nnotice_days = 92\n").unwrap();
    let said = "[limits]\nnews_days = 7\n[[changes]]\nid = \"D1.4\"\nthreshold = { zh = \"7天\", en = \"7 days\" }\n";
    read(said).unwrap();

    let error =
        IndicatorSet::parse(&TEXT.replacen("{home_days}，", "{house_days}，", 1)).unwrap_err();
    assert_eq!(
        error.problem,
        SetProblem::UnknownLimit {
            limit: "house_days".to_owned()
        }
    );
}

#[test]
fn faults_of_a_child_stand_where_it_made_them() {
    for (more, said) in [
        (
            "[[changes]]\nid = \"D4.3\"\npoints = 3\n",
            "line 2, column 11: section `design` is 21, but what belongs to it sums up to 23",
        ),
        (
            "[[changes]]\nid = \"D9\"\n",
            "line 8, column 1, indicator D9: there is no `D9` in the set",
        ),
        (
            "[[changes]]\nid = \"D4.3\"\n[[changes]]\nid = \"D4.3\"\n",
            "line 10, column 1, indicator D4.3: `D4.3` is used twice",
        ),
        (
            "[[changes]]\nid = \"D4.3\"\npoints = 0\n",
            "line 10, column 10, indicator D4.3: must be more than 0",
        ),
        (
            "[[changes]]\nid = \"D4.3\"\nwindows = [\"x\"]\n",
            "line 10, column 12, indicator D4.3: no limit has the name `x`",
        ),
        (
            "without = [\"D9\"]\n",
            "line 8, column 11: there is no `D9` in the set",
        ),
        (
            "[frame]\nbonus = 31\n",
            "line 9, column 9: frame `bonus` is 31, but what belongs to it sums up to 30",
        ),
        (
            "[[parts]]\nid = \"a\"\ntitle = { zh = \"一\", en = \"a\" }\nweight = 70\n",
            "line 8, column 1: the weights of the parts are 70 together, not 100",
        ),
        (
            "[frame]\ngrades = [{ title = { zh = \"一\", en = \"a\" }, from = 1 }, { title = { zh = \"二\", en = \"b\" }, from = 2 }]\n",
            "line 9, column 10: grades stand best first, each `from` below the one before",
        ),
        (
            "[[sections]]\nid = \"veto\"\ntitle = { zh = \"一\", en = \"a\" }\npart = \"veto\"\npoints = 1\n",
            "line 8, column 1: a deduction or bonus needs `points`, a veto has none",
        ),
        (
            "[[variants]]\nid = \"x\"\ntitle = { zh = \"一\", en = \"a\" }\nsites = {}\nout = [\"design\"]\ncertainty = \"memory\"\n",
            "line 8, column 1: frame `deductions` is 100, but what belongs to it sums up to 79",
        ),
    ] {
        let error = IndicatorSet::parse(&child(more)).unwrap_err().to_string();
        assert_eq!(error, said, "{more}");
    }
}

#[test]
fn parents_of_ones_own_are_resolved_and_their_faults_named() {
    let grandchild = child("")
        .replace("\"child\"", "\"grandchild\"")
        .replace("\"cn-2019-site\"", "\"child\"");
    let resolve = |id: &str| match id {
        "child" => Some(child("[limits]\nnews_days = 7\n")),
        other => IndicatorSet::embedded_text(other).map(str::to_owned),
    };
    let set = IndicatorSet::parse_with(&grandchild, &resolve).unwrap();
    assert_eq!(set.limits["news_days"], 7);
    let circle = |_: &str| Some(grandchild.clone().replace("\"grandchild\"", "\"child\""));
    let error = IndicatorSet::parse_with(&grandchild, &circle).unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 2, column 11: the set `child`, which this one extends, is broken: \
         line 2, column 11: the sets extend each other in a circle: grandchild → child → child"
    );
    let broken = |_: &str| Some("id = 7".to_owned());
    let error = IndicatorSet::parse_with(&grandchild, &broken).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("is broken: line 1, column 6: invalid type"),
        "{error}"
    );
}

#[cfg(feature = "schema")]
#[test]
fn the_schema_accepts_the_sets_and_refuses_a_broken_one() {
    let schema = serde_json::to_value(IndicatorSet::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for id in IndicatorSet::EMBEDDED {
        let set: serde_json::Value =
            toml::from_str(IndicatorSet::embedded_text(id).unwrap()).unwrap();
        let errors: Vec<String> = validator.iter_errors(&set).map(|e| e.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{id}");
    }
    let mut set: serde_json::Value = toml::from_str(TEXT).unwrap();
    set["indicators"][0]["part"] = "vote".into();
    assert!(!validator.is_valid(&set));
}

#[test]
fn limits_that_make_no_sense_or_count_for_nothing_are_refused() {
    for (from, to) in [
        ("news_days = 14", "news_days = 0"),
        ("failed_permille = 50", "failed_permille = 5000"),
        ("visit_millis = 15000", "visit_millis = 1"),
        ("report_working_days = 3", "report_working_days = 366000"),
        // The veto tests 50.
        ("failed_permille = 50", "failed_permille = 30"),
        ("fail-below = 60", "fail-below = 0"),
        ("fail-below = 60", "fail-below = 60\nvetoed-points = 100"),
    ] {
        let text = TEXT.replacen(from, to, 1);
        assert_ne!(text, TEXT, "{from}");
        let error = IndicatorSet::parse(&text).unwrap_err();
        let last = to.lines().last().unwrap();
        let line = text.lines().position(|line| line == last).unwrap() + 1;
        assert_eq!(error.line, line, "{error}");
    }
    let both = TEXT
        .replacen("failed_permille = 50", "failed_permille = 30", 1)
        .replacen(
            "measure = \"failed_permille\", limit = 50",
            "measure = \"failed_permille\", limit = 30",
            1,
        );
    IndicatorSet::parse(&both).unwrap();
}
