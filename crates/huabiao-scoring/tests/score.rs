//! Verdicts and points.
#![allow(clippy::unwrap_used)]

mod common;

use common::{check, department, find, line, portal, spotless, stale};
use huabiao_finding::{Check, Finding, Population, Reach, Reason, RuleId};
use huabiao_scoring::{
    DeductionsFor, Effect, IndicatorSet, Points, ScoreOptions, Scorecard, Subject, Verdict, score,
};
use huabiao_types::Lang;

fn card(checks: &[Check]) -> Scorecard {
    score(
        IndicatorSet::cn_2019_site(),
        &portal(),
        checks,
        &ScoreOptions::default(),
    )
}

fn vetoes(card: &Scorecard) -> Vec<&str> {
    card.vetoes().map(|line| line.indicator.as_str()).collect()
}

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

#[test]
fn nothing_found_is_qualified_but_only_in_part() {
    let card = card(&spotless());
    assert_eq!(card.verdict, Verdict::Qualified);
    assert!(card.partial && card.not_checked.is_empty());
    assert!(card.not_covered.iter().any(|id| id.as_str() == "V1.1"));
    // D1.9, D4.2, D4.3 and D4.7: what the rules decide wholly. Never 100.
    assert_eq!(
        (card.points, card.points_of),
        (Some(Points::whole(9)), Points::whole(9))
    );
    assert_eq!(line(&card, "D1.4").effect, Effect::Clear);
}

#[test]
fn nothing_looked_at_is_undetermined() {
    let card = card(&[]);
    assert_eq!(card.verdict, Verdict::Undetermined);
    assert_eq!(
        (card.points, card.points_of),
        (Some(Points::ZERO), Points::ZERO)
    );
    let line = line(&card, "V4.3");
    assert_eq!(line.effect, Effect::NotChecked);
    assert_eq!(
        line.reasons_text(Lang::En),
        "the rule column-blank was not run"
    );
}

/// Thresholds are inclusive, and groups add up as the clause says.
#[test]
fn vetoes_hit_at_their_threshold_and_not_before() {
    type Plant = fn(&mut Vec<Check>, usize);
    let cases: [(&str, usize, Plant); 8] = [
        ("V3.1", 1, |c, n| find(c, "home-stale", "home", n)),
        ("V4.1", 5, |c, n| {
            stale(c, "news", "news", n.min(2));
            stale(c, "notice", "notice", n.saturating_sub(2));
        }),
        ("V4.2", 10, |c, n| {
            stale(c, "interpretation", "interpretation", n.min(4));
            stale(c, "long", "plan", n.saturating_sub(4));
        }),
        ("V4.3", 5, |c, n| find(c, "column-blank", "", n)),
        ("V5.1", 1, |c, n| find(c, "consultation-missing", "", n)),
        ("V6.1", 1, |c, n| find(c, "guide-missing", "none", n)),
        ("V6.2", 5, |c, n| find(c, "guide-missing", "guide", n)),
        ("V2", 50, |c, n| {
            check(c, "site-unreachable").measures[0].value = i64::try_from(n).unwrap();
        }),
    ];
    for (id, threshold, plant) in cases {
        let mut below = spotless();
        plant(&mut below, threshold - 1);
        assert_eq!(line(&card(&below), id).effect, Effect::Clear, "{id} below");
        let mut at = spotless();
        plant(&mut at, threshold);
        let card = card(&at);
        assert_eq!(vetoes(&card), [id]);
        assert_eq!(
            (card.verdict, card.points),
            (Verdict::Unqualified, None),
            "{id}"
        );
    }
}

/// The negative cases of a published census: 6 and 8 long un-updated columns were
/// named as problems, and not among the vetoed.
#[test]
fn yueyang_2016_six_and_eight_columns_are_no_veto() {
    for columns in [6, 8] {
        let mut checks = spotless();
        stale(&mut checks, "long", "plan", columns);
        assert_eq!(vetoes(&card(&checks)), Vec::<&str>::new());
    }
}

/// Qinghai 2020Q3: more than five columns not updated, no channel, and guides that
/// lack elements were each enough.
#[test]
fn qinghai_2020_vetoes() {
    let mut columns = spotless();
    stale(&mut columns, "news", "news", 6);
    assert_eq!(vetoes(&card(&columns)), ["V4.1"]);
    let mut channel = spotless();
    find(&mut channel, "consultation-missing", "", 1);
    assert_eq!(vetoes(&card(&channel)), ["V5.1"]);
    let mut guides = spotless();
    find(&mut guides, "guide-missing", "guide", 7);
    assert_eq!(vetoes(&card(&guides)), ["V6.2"]);
}

#[test]
fn all_guides_of_a_small_site() {
    let mut checks = spotless();
    check(&mut checks, "guide-missing").measures[0].value = 3;
    find(&mut checks, "guide-missing", "guide", 2);
    assert_eq!(line(&card(&checks), "V6.3").effect, Effect::Clear);
    find(&mut checks, "guide-missing", "guide", 1);
    assert_eq!(vetoes(&card(&checks)), ["V6.3"]);
    // There may be a good one that nobody read.
    let part = Reach::Part(vec![Reason::OverBudget { addresses: 2 }]);
    check(&mut checks, "guide-missing").reach = part;
    let open = card(&checks);
    assert_eq!(
        (vetoes(&open), open.verdict),
        (vec![], Verdict::Undetermined)
    );
}

#[test]
fn a_look_at_part_can_hit_but_not_clear() {
    let part = || Reach::Part(vec![Reason::OverBudget { addresses: 12 }]);
    let mut checks = spotless();
    check(&mut checks, "column-blank").reach = part();
    find(&mut checks, "column-blank", "", 4);
    let open = card(&checks);
    assert_eq!(open.verdict, Verdict::Undetermined);
    assert_eq!(line(&open, "V4.3").observed_text(Lang::Zh), "空白栏目4个");
    find(&mut checks, "column-blank", "", 1);
    assert_eq!(card(&checks).verdict, Verdict::Unqualified);
}

#[test]
fn a_share_of_a_day_is_no_share_of_a_week() {
    let mut checks = spotless();
    let visits = check(&mut checks, "site-unreachable");
    visits.measures[0].value = 1000;
    visits.reach = Reach::Nothing(vec![Reason::NeedsDays { needs: 7, has: 1 }]);
    let card = card(&checks);
    assert_eq!(card.verdict, Verdict::Undetermined);
    assert_eq!(
        line(&card, "V2").reasons_text(Lang::Zh),
        "需连续监测7天，现有1天"
    );
}

#[test]
fn services_are_asked_of_those_that_have_them() {
    let mut checks = spotless();
    find(&mut checks, "guide-missing", "none", 1);
    let of = |services| {
        let subject = Subject {
            services,
            ..portal()
        };
        score(
            IndicatorSet::cn_2019_site(),
            &subject,
            &checks,
            &ScoreOptions::default(),
        )
    };
    assert_eq!(of(Some(true)).verdict, Verdict::Unqualified);
    assert_eq!(of(None).verdict, Verdict::Undetermined);
    let clear = |services| {
        let subject = Subject {
            services,
            ..portal()
        };
        let options = ScoreOptions::default();
        score(
            IndicatorSet::cn_2019_site(),
            &subject,
            &spotless(),
            &options,
        )
        .verdict
    };
    // Nobody said whether it has services, and nothing speaks against it.
    assert_eq!(clear(None), Verdict::Qualified);
    let without = of(Some(false));
    assert_eq!(without.verdict, Verdict::Qualified);
    assert_eq!(line(&without, "V6.1").effect, Effect::NotApplicable);
}

/// The two covered items of a self-check of 2019Q2 that printed 11 points lost and 89
/// kept: an overdue policy column costs 5, as printed there.
#[test]
fn ggj_2019q2_policy_column_costs_five() {
    let mut checks = spotless();
    stale(&mut checks, "notice", "policy", 1);
    let card = card(&checks);
    let lost = line(&card, "D1.5").points_lost;
    assert_eq!(lost, Points::whole(5));
    assert_eq!(card.points_lost, Points::whole(5));
    // The other three are decided by people and records; their points are caps of the
    // set, and the printed sum is 100 − (5 + 2 + 3 + 1).
    let cap = |id: &str| line(&card, id).points.unwrap();
    assert!(cap("D2.3") == Points::whole(2) && cap("D3.3") >= Points::whole(3));
    let others = Points::whole(2) + Points::whole(3) + Points::whole(1);
    assert_eq!(Points::whole(100) - lost - others, Points::whole(89));
}

#[test]
fn identity_marks_cost_half_a_point_a_kind() {
    let six = [
        "party-mark",
        "site-code",
        "icp",
        "police",
        "sponsor",
        "contact",
    ];
    for kinds in 1..=six.len() {
        let mut checks = spotless();
        for mark in &six[..kinds] {
            find(&mut checks, "mark-missing", mark, 2);
        }
        let card = card(&checks);
        let lost = points("0.5").times(kinds as u64);
        assert_eq!(line(&card, "D4.2").points_lost, lost);
        assert_eq!(card.points, Some(Points::whole(9) - lost));
    }
    // A wrong code is not a missing one, and the entrance is another indicator.
    let mut checks = spotless();
    find(&mut checks, "mark-missing", "site-code-wrong", 1);
    checks.push(Check::new(RuleId::new("fault-entrance-missing")));
    find(&mut checks, "fault-entrance-missing", "home", 1);
    let card = card(&checks);
    assert_eq!(line(&card, "D4.2").points_lost, Points::ZERO);
    assert_eq!(line(&card, "D4.4a").points_lost, Points::whole(1));
}

#[test]
fn links_cost_by_place_up_to_the_cap() {
    for (home, other, lost) in [
        (1, 0, "0.2"),
        (2, 3, "0.7"),
        (0, 10, "1"),
        (3, 4, "1"),
        (50, 900, "1"),
    ] {
        let mut checks = spotless();
        find(&mut checks, "link-dead", "home", home);
        find(&mut checks, "external-link-dead", "other", other / 2);
        find(&mut checks, "asset-dead", "other", other - other / 2);
        let card = card(&checks);
        let line = line(&card, "D4.3");
        assert_eq!(line.points_lost, points(lost), "{home} and {other}");
        assert_eq!(line.findings as usize, home + other);
        assert!(line.evidence.len() <= 100);
    }
}

#[test]
fn one_fault_that_several_rules_see_costs_once() {
    let mut checks = spotless();
    let home = "http://www.example.gov.cn/";
    let on = |rule: &'static str, target: &str| {
        Finding::new(RuleId::new(rule), home)
            .group("home")
            .target(target)
    };
    // A block of four hidden links, one of them at the head of it.
    let block = on("link-hidden", "http://a.example/");
    for target in ["a", "b", "c", "d"] {
        let link = on("link-hijacked", &format!("http://{target}.example/")).part_of(&block);
        check(&mut checks, "link-hijacked").findings.push(link);
    }
    // Also without the rule of the block: a finding more never costs less.
    let cost = |checks: &[Check]| line(&card(checks), "D4.3").points_lost;
    check(&mut checks, "link-dead")
        .findings
        .push(on("link-dead", "http://e.example/"));
    assert_eq!(cost(&checks), points("0.4"));
    check(&mut checks, "link-hidden").findings.push(block);
    assert_eq!(cost(&checks), points("0.4"));
    // A link that is misspelt and does not open.
    let twice = on("outlink-wrong", "http://e.example/");
    check(&mut checks, "outlink-wrong").findings.push(twice);
    assert_eq!(cost(&checks), points("0.4"));
    let other = on("outlink-wrong", "http://f.example/");
    check(&mut checks, "outlink-wrong").findings.push(other);
    assert_eq!(cost(&checks), points("0.6"));
    // A bare address is named only.
    let bare = on("outlink-wrong", "http://192.0.2.1/").group("ip");
    check(&mut checks, "outlink-wrong").findings.push(bare);
    assert_eq!(cost(&checks), points("0.6"));
}

#[test]
fn the_column_of_service_statistics_is_charged_by_their_own_indicator_only() {
    let mut checks = spotless();
    stale(&mut checks, "statistics", "data", 1);
    assert_eq!(line(&card(&checks), "D1.9").points_lost, Points::ZERO);
    assert_eq!(line(&card(&checks), "V4.2").findings, 1);
    stale(&mut checks, "long", "plan", 1);
    assert_eq!(line(&card(&checks), "D1.9").points_lost, points("1"));
}

#[test]
fn other_columns_are_not_counted_twice() {
    let mut checks = spotless();
    stale(&mut checks, "notice", "policy", 1);
    stale(&mut checks, "long", "plan", 1);
    find(&mut checks, "column-blank", "", 1);
    let both = check(&mut checks, "column-stale").findings[1].url.clone();
    let blank = check(&mut checks, "column-blank");
    blank.findings.push(Finding::new(blank.rule.clone(), both));
    let card = card(&checks);
    // The policy column costs 5 under D1.5 and nothing here; the column that is both
    // blank and stale costs once.
    assert_eq!(line(&card, "D1.5").points_lost, Points::whole(5));
    assert_eq!(line(&card, "D1.9").points_lost, Points::whole(4));
    assert_eq!(
        line(&card, "D1.9").observed_text(Lang::En),
        "blank columns: 2; other columns overdue: 0"
    );
}

#[test]
fn deductions_are_for_portals_unless_the_office_says_otherwise() {
    let mut checks = spotless();
    find(&mut checks, "mark-missing", "icp", 1);
    let of = |deductions_for| {
        let options = ScoreOptions { deductions_for };
        score(
            IndicatorSet::cn_2019_site(),
            &department(),
            &checks,
            &options,
        )
    };
    let portals = of(DeductionsFor::Portals);
    assert_eq!((portals.points, portals.points_of), (None, Points::ZERO));
    assert_eq!(line(&portals, "D4.2").reasons, [Reason::PortalsOnly]);
    assert!(!portals.not_covered.iter().any(|id| id.as_str() == "D1.1"));
    let everyone = of(DeductionsFor::Everyone);
    assert_eq!(everyone.points, Some(points("8.5")));
}

#[test]
fn ministries_without_services_are_scaled() {
    let mut checks = spotless();
    find(&mut checks, "mark-missing", "icp", 1);
    let ministry = Subject {
        site_code: Some("bm10000001".parse().unwrap()),
        services: Some(false),
        category: None,
        ..portal()
    };
    let set = IndicatorSet::cn_2019_site();
    let card = score(set, &ministry, &checks, &ScoreOptions::default());
    assert_eq!(line(&card, "D2.1").effect, Effect::NotApplicable);
    assert_eq!(card.points_lost, points("0.67"));
    assert_eq!(card.points_of, Points::whole(12));
    assert_eq!(card.points, Some(points("11.33")));
}

#[test]
fn the_sample_is_what_the_population_draws() {
    let urls: Vec<String> = (0..100).map(|n| format!("http://a/{n}/")).collect();
    let of = |seed: &str, faulty: usize| {
        let drawn = Population::new("articles", seed, urls.iter().map(String::as_str));
        let mut checks = spotless();
        let tags = check(&mut checks, "meta-missing");
        tags.populations[0] = drawn.clone();
        for url in &urls[..faulty] {
            let rule = tags.rule.clone();
            tags.findings.push(Finding::new(rule, url).group("article"));
        }
        let card = card(&checks);
        let line = line(&card, "D4.7").clone();
        assert_eq!(line.samples[0].drawn, drawn.sample(5));
        assert_eq!(line.samples[0].from, 100);
        let hit = drawn
            .sample(5)
            .iter()
            .filter(|u| urls[..faulty].contains(u));
        assert_eq!(line.points_lost, points("0.1").times(hit.count() as u64));
        line.points_lost
    };
    assert_eq!(of("a\n2026-11-25", 100), points("0.5"));
    let seeds: Vec<String> = (0..40).map(|n| n.to_string()).collect();
    let lost: Points = seeds.iter().map(|seed| of(seed, 50)).sum();
    // Half of the pages are faulty: 2.5 of 5 on average.
    assert!((points("7")..=points("13")).contains(&lost), "{lost}");
}

#[test]
fn what_a_person_saw_beside_the_sample_costs_nothing() {
    let urls: Vec<String> = (0..7).map(|n| format!("http://a/{n}.html")).collect();
    let guides = Population::new("guides", "a\n2026-11-25", urls.iter().map(String::as_str));
    let mut checks = spotless();
    for check in &mut checks {
        check.populations.retain(|one| one.of != "guides");
    }
    checks.retain(|check| check.rule.as_str() != "guide-wrong");
    let rule: RuleId = "guide-wrong".parse().unwrap();
    let mut answer = Check::new(rule.clone());
    let aside = guides.drawn[5..].iter().chain(&guides.drawn[..1]);
    answer
        .findings
        .extend(aside.map(|url| Finding::new(rule.clone(), url)));
    answer.populations.push(guides);
    checks.push(answer);
    let card = card(&checks);
    let line = line(&card, "D2.5");
    assert_eq!(line.points_lost, Points::whole(1));
    assert!(
        line.reasons.contains(&Reason::NotDrawn { items: 2 }),
        "{:?}",
        line.reasons
    );
}

#[test]
fn a_rule_that_says_no_number_is_no_answer() {
    let mut checks = spotless();
    check(&mut checks, "meta-missing").populations.clear();
    let card = card(&checks);
    assert_eq!(line(&card, "D4.7").effect, Effect::NotChecked);
    assert_eq!(card.points_of, Points::whole(8));
}

#[test]
fn leads_cost_nothing() {
    let mut checks = spotless();
    find(&mut checks, "date-future", "article", 3);
    let card = card(&checks);
    assert_eq!(card.verdict, Verdict::Qualified);
    let faking = line(&card, "V1.5");
    assert_eq!((faking.effect, faking.findings), (Effect::NotCovered, 3));
}

/// A set whose rules can fail a site by points alone.
#[test]
fn sixty_is_the_pass_line() {
    let text = |covered: &str| {
        format!(
            r#"
id = "small"
version = 1
title = {{ zh = "小", en = "small" }}
in-force-from = "2026-01-01"
source = "test"
certainty = "memory"
frame = {{ deductions = 100, bonus = 0, fail-below = 60, bonus-above = 80 }}
[[sections]]
id = "all"
title = {{ zh = "全部", en = "all" }}
part = "deduction"
points = 100
[[indicators]]
id = "D1"
title = {{ zh = "链接", en = "links" }}
clause = "1"
part = "deduction"
section = "all"
decided-by = "crawler"
points = 100
threshold = {{ zh = "每处扣0.5分", en = "0.5 each" }}
certainty = "memory"
{covered}
"#
        )
    };
    let steps = "[[indicators.steps]]\nrules = [\"link-dead\"]\npoints = 0.5\nper = \"finding\"\nobserved = { zh = \"{}\", en = \"{}\" }";
    let set = IndicatorSet::parse(&text(steps)).unwrap();
    let with = |count: usize, reach: Reach| {
        let mut checks = vec![Check::new(RuleId::new("link-dead")).reach(reach)];
        find(&mut checks, "link-dead", "home", count);
        score(&set, &portal(), &checks, &ScoreOptions::default())
    };
    assert_eq!(with(80, Reach::Whole).verdict, Verdict::Qualified);
    assert_eq!(with(81, Reach::Whole).verdict, Verdict::Unqualified);
    assert_eq!(with(81, Reach::Whole).points, Some(points("59.5")));
    // What was not looked at could still fail it.
    assert_eq!(with(3, Reach::Part(vec![])).verdict, Verdict::Undetermined);
    assert_eq!(
        with(0, Reach::Nothing(vec![])).verdict,
        Verdict::Undetermined
    );
    assert_eq!(with(81, Reach::Part(vec![])).verdict, Verdict::Unqualified);
    assert!(IndicatorSet::parse(&text("")).is_err());
}

#[test]
fn an_explained_card() {
    let mut checks = spotless();
    find(&mut checks, "column-blank", "", 5);
    find(&mut checks, "mark-missing", "icp", 1);
    let card = card(&checks);
    let words: Vec<String> = card
        .lines
        .iter()
        .filter(|line| !line.observed.is_empty())
        .map(|line| {
            format!(
                "{} {} | {} | {} | {} | {:?} −{}",
                line.indicator,
                line.title.zh,
                line.clause,
                line.observed_text(Lang::Zh),
                line.threshold.zh,
                line.effect,
                line.points_lost,
            )
        })
        .collect();
    insta::assert_snapshot!(words.join("\n"));
    insta::assert_json_snapshot!(line(&card, "V4.3"));
    let json = serde_json::to_string(&card).unwrap();
    assert_eq!(serde_json::from_str::<Scorecard>(&json).unwrap(), card);
}

#[cfg(feature = "schema")]
#[test]
fn cards_fit_their_schema() {
    let schema = serde_json::to_value(Scorecard::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut checks = spotless();
    find(&mut checks, "link-dead", "home", 3);
    for checks in [checks, vec![]] {
        let json = serde_json::to_value(card(&checks)).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&json)
            .map(|e| e.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

/// Of an account a program decides nothing: its verdict rests on the answers.
#[test]
fn accounts_that_nobody_judged_are_undetermined() {
    let set = IndicatorSet::embedded("cn-2019-new-media").unwrap();
    let subject = portal();
    let answer = |id: &RuleId| Check::new(id.clone());
    let questions: Vec<RuleId> = set.questions.iter().map(|q| q.id.clone()).collect();
    let verdict = |answered: usize| {
        let checks: Vec<Check> = questions.iter().take(answered).map(answer).collect();
        let card = score(&set, &subject, &checks, &ScoreOptions::default());
        (card.verdict, card.open_vetoes().count())
    };
    let all = questions.len();
    assert_eq!(verdict(0), (Verdict::Undetermined, 10));
    assert_eq!(verdict(all - 1), (Verdict::Undetermined, 1));
    assert_eq!(verdict(all), (Verdict::Qualified, 0));
}
