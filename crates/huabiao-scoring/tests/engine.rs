//! Reviews, variants, the bonus gate, words for results, explanations, comparisons.
#![allow(clippy::unwrap_used)]

#[allow(dead_code, reason = "only the answered set is used here")]
mod cases;
mod common;

use cases::answered;
use chrono::DateTime;
use common::{check, department, line, portal};
use huabiao_finding::{Check, Finding, Reason};
use huabiao_scoring::{
    DeductionsFor, Effect, Gate, IndicatorSet, MixError, PartResult, Points, Review, ReviewAnswer,
    ReviewError, ScoreOptions, Scorecard, Subject, Verdict, diff, explain, mix, region, score,
    standings, what_if,
};
use huabiao_types::Lang;

fn find(checks: &mut [Check], rule: &str, group: &str, count: usize) {
    common::find(checks, rule, group, count);
}

fn card_of(set: &IndicatorSet, subject: &Subject, checks: &[Check]) -> Scorecard {
    let options = ScoreOptions {
        deductions_for: DeductionsFor::Everyone,
    };
    score(set, subject, checks, &options)
}

fn card(checks: &[Check]) -> Scorecard {
    card_of(IndicatorSet::cn_2019_site(), &portal(), checks)
}

fn clear() -> Vec<Check> {
    answered(IndicatorSet::cn_2019_site(), &[])
}

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

fn ministry(services: bool) -> Subject {
    Subject {
        site_code: Some("bm10000001".parse().unwrap()),
        category: None,
        services: Some(services),
        ..portal()
    }
}

#[test]
fn a_question_that_nobody_answered_is_no_full_mark() {
    let mut checks = clear();
    checks.retain(|check| check.rule.as_str() != "submission-fails");
    let card = card(&checks);
    let line = line(&card, "D3.1");
    assert_eq!(line.effect, Effect::NotCovered);
    assert_eq!(
        line.reasons_text(Lang::En),
        "nobody answered the question submission-fails"
    );
    assert!(card.partial && card.verdict == Verdict::Qualified);
    assert_eq!(card.not_covered, std::slice::from_ref(&line.indicator));
    assert_eq!(card.points_of, Points::whole(93));
    // Of an indicator that is answered in part the rest stays open, by name.
    let mut checks = clear();
    checks.retain(|check| check.rule.as_str() != "overview-wrong");
    let card = self::card(&checks);
    assert_eq!(card.in_part.len(), 1);
    assert_eq!(
        common::line(&card, "D1.1").unanswered[0].as_str(),
        "overview-wrong"
    );
    assert_eq!(card.points_of, Points::whole(98));
}

#[test]
fn answers_of_people_are_checked_before_they_count() {
    let set = IndicatorSet::cn_2019_site();
    let review = |question: &str, answer: ReviewAnswer| Review {
        question: question.parse().unwrap(),
        site: "www.example.gov.cn".into(),
        answer,
        reviewer: "reader".into(),
        at: DateTime::UNIX_EPOCH,
        attachment: Some("picture.png".into()),
        sha256: Some("00".into()),
        note: "seen".into(),
    };
    let faults = |n: usize| ReviewAnswer::Faults(vec!["http://www.example.gov.cn/".into(); n]);
    let two = review("browser-broken", faults(2)).check(set).unwrap();
    assert_eq!(two.findings[0].evidence.reviewer.as_deref(), Some("reader"));
    assert_eq!(
        two.findings[0].evidence.attachment.as_deref(),
        Some("picture.png")
    );
    let mut checks = clear();
    checks.retain(|check| check.rule != two.rule);
    checks.push(two);
    assert_eq!(line(&card(&checks), "D4.8").points_lost, Points::whole(2));

    let errors = [
        (review("no-such", faults(1)), "has no question `no-such`"),
        (review("browser-broken", faults(6)), "at most 5, not 6"),
        (review("browser-broken", faults(0)), "names no address"),
        (
            review("browser-broken", ReviewAnswer::Count(1)),
            "wants faults with their addresses",
        ),
        (review("praised", ReviewAnswer::NoFault), "wants a number"),
        (
            review("praised", ReviewAnswer::Count(2)),
            "at most 1, not 2",
        ),
    ];
    for (review, said) in errors {
        let error = review.check(set).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
    let mut nobody = review("praised", ReviewAnswer::Count(1));
    nobody.reviewer = " ".into();
    assert!(matches!(
        nobody.check(set),
        Err(ReviewError::NoReviewer { .. })
    ));
    // That it could not be told is no answer.
    let unknown = review("submission-fails", ReviewAnswer::Unknown)
        .check(set)
        .unwrap();
    let mut checks = clear();
    checks.retain(|check| check.rule != unknown.rule);
    checks.push(unknown);
    assert_eq!(line(&card(&checks), "D3.1").effect, Effect::NotCovered);
    let json = serde_json::to_string(&review("praised", ReviewAnswer::Count(1))).unwrap();
    assert!(json.contains(r#""answer":{"count":1}"#), "{json}");
}

#[test]
fn state_council_departments_have_their_own_weights() {
    let set = IndicatorSet::cn_2019_site();
    let mut checks = clear();
    checks.push(Check::new("column-missing".parse().unwrap()));
    find(&mut checks, "column-missing", "functions", 1);
    find(&mut checks, "column-missing", "overview", 1);
    let with = card_of(set, &ministry(true), &checks);
    assert_eq!(line(&with, "D1.1").effect, Effect::NotApplicable);
    assert_eq!(line(&with, "D1.1").reasons, [Reason::NotForThisKind]);
    assert_eq!(line(&with, "D1.2").points_lost, Points::whole(4));
    assert_eq!(
        (with.points, with.points_of),
        (Some(points("96")), points("100"))
    );
    assert_eq!(card(&checks).points, Some(points("96")));
    // Without services 75 points are scaled: (75 − 4) × 4/3.
    let without = card_of(set, &ministry(false), &checks);
    assert_eq!(line(&without, "D2.2").reasons, [Reason::NoServices]);
    assert_eq!(
        (without.points, without.points_lost),
        (Some(points("94.67")), points("5.33"))
    );
}

#[test]
fn only_the_dearest_of_alternatives_counts() {
    for (groups, lost) in [
        (&["month"][..], "1"),
        (&["month", "quarter"], "2"),
        (&["missing", "month", "quarter"], "2"),
    ] {
        let mut checks = clear();
        for group in groups {
            find(&mut checks, "service-statistics-stale", group, 1);
        }
        let card = card(&checks);
        assert_eq!(line(&card, "D2.3").points_lost, points(lost), "{groups:?}");
        assert_eq!(line(&card, "D2.3").uncapped, points(lost), "{groups:?}");
    }
}

#[test]
fn exactly_eighty_gets_no_bonus() {
    let bonus = |lost: &[&str]| {
        let mut checks = answered(IndicatorSet::cn_2019_site(), &["B5".into()]);
        for rule in lost {
            find(&mut checks, rule, "", 1);
        }
        let card = card(&checks);
        (card.points, card.gate, card.bonus, card.total)
    };
    // 7 + 5 + 3 + 3 + 2 = 20.
    let twenty = [
        "submission-fails",
        "registration-fails",
        "login-not-unified",
        "services-scattered",
        "account-not-unified",
    ];
    let eighty = Points::whole(80);
    assert_eq!(
        bonus(&twenty),
        (Some(eighty), Gate::Closed, None, Some(eighty))
    );
    let more = (
        Some(Points::whole(82)),
        Gate::Passed,
        Some(Points::whole(3)),
        Some(Points::whole(85)),
    );
    assert_eq!(bonus(&twenty[..4]), more);
}

#[test]
fn what_was_not_decided_keeps_the_gate_undecided() {
    let set = IndicatorSet::cn_2019_site();
    let few = [
        "submission-fails",
        "registration-fails",
        "application-fails",
        "guide-wrong",
        "login-not-unified",
    ];
    let mut checks = answered(set, &["B5".into()]);
    checks.retain(|check| !few.contains(&check.rule.as_str()));
    let card = card(&checks);
    assert_eq!(
        (card.points, card.gate),
        (Some(points("80")), Gate::Undecided)
    );
    assert_eq!((card.bonus, card.total), (None, None));
    assert_eq!(line(&card, "B5").points_gained, Points::whole(3));
}

/// The number of another measure is no answer to the question of a gain.
#[test]
fn a_gain_that_nobody_answered_observes_nothing() {
    let set = IndicatorSet::cn_2019_site();
    let mut checks = answered(set, &["B3.2".into()]);
    let few = check(&mut checks, "survey-few");
    *few = Check::new(few.rule.clone()).measure("surveys", 7);
    let both = line(&card(&checks), "B3.2").observed_text(Lang::Zh);
    assert_eq!(both, "1年内开展7次；结束1个月后仍未公开结果0次");
    checks.retain(|check| check.rule.as_str() != "survey-results-late");
    let card = card(&checks);
    let line = line(&card, "B3.2");
    assert_eq!(line.observed_text(Lang::Zh), "1年内开展7次");
    assert_eq!(line.points_gained, Points::whole(2));
    assert!(
        line.reasons_text(Lang::Zh).contains("survey-results-late"),
        "{line:?}"
    );
}

#[test]
fn a_city_has_its_own_words_gate_and_points_for_the_vetoed() {
    let set = IndicatorSet::embedded("example-city").unwrap();
    let all: Vec<String> = set.indicators.iter().map(|i| i.id.to_string()).collect();
    let full = card_of(&set, &portal(), &answered(&set, &all));
    assert_eq!(
        full.total,
        Some(Points::whole(125)),
        "the bonus is limited to 25"
    );
    assert_eq!(full.grade.unwrap().zh, "优秀");
    let plain = card_of(&set, &portal(), &answered(&set, &[]));
    assert_eq!(
        (plain.total, plain.grade.unwrap().zh.as_str()),
        (Some(Points::whole(100)), "良好")
    );
    let mut leaked = answered(&set, &all);
    find(&mut leaked, "personal-data", "id-number", 1);
    let vetoed = card_of(&set, &portal(), &leaked);
    assert_eq!(
        (vetoed.points, vetoed.total),
        (None, Some(Points::whole(59)))
    );
    let words = [Lang::Zh, Lang::En].map(|lang| vetoed.verdict_text(lang));
    assert_eq!(
        words,
        [
            "不合格（单项否决，按59分计）",
            "unqualified (vetoed, counts as 59)"
        ]
    );
    assert_eq!(vetoed.grade.unwrap().zh, "不合格");
    // What was not looked at could make it another word.
    let mut fewer = answered(&set, &all);
    fewer.retain(|check| check.rule.as_str() != "praised");
    assert_eq!(card_of(&set, &portal(), &fewer).grade.unwrap().zh, "优秀");
    fewer.retain(|check| {
        ![
            "submission-fails",
            "guide-wrong",
            "registration-fails",
            "data-published",
        ]
        .contains(&check.rule.as_str())
    });
    assert_eq!(card_of(&set, &portal(), &fewer).grade, None);
    // Departments without services: the points are spread, not scaled.
    let office = Subject {
        services: Some(false),
        ..department()
    };
    let spread = card_of(&set, &office, &answered(&set, &[]));
    assert_eq!(spread.points, Some(Points::whole(100)));
    assert_eq!(line(&spread, "D1.4").points, Some(Points::whole(10)));
    let mut stale = answered(&set, &[]);
    find(&mut stale, "column-stale", "news", 1);
    assert_eq!(
        card_of(&set, &office, &stale).points,
        Some(Points::whole(90))
    );
    assert_eq!((set.limits["news_days"], set.limits["home_days"]), (7, 14));

    let account = |result| {
        mix(
            &set,
            &[
                ("sites", PartResult::Points(points("101.5"))),
                ("accounts", result),
            ],
        )
    };
    let mixed = account(PartResult::Vetoed).unwrap();
    assert_eq!(
        mixed.total,
        Some(points("88.75")),
        "101.5 × 70 % + 59 × 30 %"
    );
    assert_eq!(account(PartResult::Undetermined).unwrap().total, None);
    let error = mix(
        &set,
        &[
            ("sites", PartResult::Vetoed),
            ("accounts", PartResult::Vetoed),
        ],
    );
    assert_eq!(
        error,
        Err(MixError::NoVetoedPoints {
            part: "sites".into()
        })
    );
    let error = mix(&set, &[("sites", PartResult::Undetermined)]);
    assert_eq!(
        error,
        Err(MixError::NoResult {
            part: "accounts".into()
        })
    );
    let error = mix(&set, &[("x", PartResult::Undetermined)]);
    assert_eq!(error, Err(MixError::UnknownPart { part: "x".into() }));
}

#[test]
fn sets_that_lack_something_make_partial_cards_that_say_what() {
    for id in ["cn-2019-supervision", "cn-2015-census", "beijing-2022"] {
        let set = IndicatorSet::embedded(id).unwrap();
        let card = card_of(&set, &portal(), &answered(&set, &[]));
        assert!(card.partial && !card.incomplete.is_empty(), "{id}");
        assert_ne!(card.verdict, Verdict::Undetermined, "{id}");
    }
    let set = IndicatorSet::embedded("cn-2019-supervision").unwrap();
    let mut checks = answered(&set, &[]);
    find(&mut checks, "sample-other-failed", "", 9);
    find(&mut checks, "fault-report-unclosed", "", 2);
    find(&mut checks, "fault-report-over-month", "", 1);
    let card = card_of(&set, &portal(), &checks);
    // The limit is not known, so nine are shown and veto nothing.
    let limit = line(&card, "SV2");
    assert_eq!((limit.effect, limit.findings), (Effect::Clear, 9));
    assert_eq!(limit.reasons, [Reason::PointsUnknown]);
    assert_eq!(line(&card, "SD1").points_lost, Points::whole(8));
    let census = IndicatorSet::embedded("cn-2015-census").unwrap();
    let mut checks = answered(&census, &[]);
    check(&mut checks, "site-unreachable").measures[0].value = 37;
    find(&mut checks, "guide-element-missing", "", 4);
    let card = card_of(&census, &portal(), &checks);
    assert_eq!(
        line(&card, "C-S1").points_lost,
        Points::whole(15),
        "5 for each whole per cent"
    );
    assert_eq!(line(&card, "C-S8").reasons, [Reason::PointsUnknown]);
    assert_eq!(line(&card, "C-S8").points_lost, Points::ZERO);
}

#[test]
fn accounts_only_pass_or_fail() {
    let set = IndicatorSet::embedded("cn-2019-new-media").unwrap();
    let clear = card_of(&set, &portal(), &answered(&set, &[]));
    assert_eq!(
        (clear.verdict, clear.points, clear.total),
        (Verdict::Qualified, None, None)
    );
    assert!(!clear.partial);
    let mut silent = answered(&set, &[]);
    find(&mut silent, "account-silent", "", 1);
    assert_eq!(
        card_of(&set, &portal(), &silent).verdict,
        Verdict::Unqualified
    );
}

#[test]
fn departments_of_beijing_are_out_of_a_hundred() {
    let set = IndicatorSet::embedded("beijing-2019").unwrap();
    let all: Vec<String> = set.indicators.iter().map(|i| i.id.to_string()).collect();
    let checks = answered(&set, &all);
    assert_eq!(
        card_of(&set, &portal(), &checks).total,
        Some(Points::whole(130))
    );
    let office = card_of(&set, &department(), &checks);
    assert_eq!(
        (office.total, office.partial),
        (Some(Points::whole(100)), false)
    );
}

#[test]
fn nothing_chinese_is_wired_into_the_engine() {
    let set = IndicatorSet::embedded("us-federal-site").unwrap();
    let site = Subject {
        site_code: None,
        category: None,
        services: None,
        ..portal()
    };
    let mut checks = answered(&set, &[]);
    assert_eq!(card_of(&set, &site, &checks).verdict, Verdict::Qualified);
    find(&mut checks, "required-link-missing", "contact", 1);
    let draft = card_of(&set, &site, &checks);
    assert_eq!(
        (draft.verdict, draft.points),
        (Verdict::Qualified, Some(Points::whole(2)))
    );
    find(&mut checks, "https-missing", "no-hsts", 1);
    let vetoes: Vec<String> = card_of(&set, &site, &checks)
        .vetoes()
        .map(|l| l.indicator.to_string())
        .collect();
    assert_eq!(vetoes, ["US-4"]);
    // What was only due is not shown as if it were known to bind.
    let banner = explain(line(&draft, "US-1"), Lang::En);
    assert!(
        banner
            .demands
            .contains("(not certain: Pending in the standards as of 27 March 2025"),
        "{}",
        banner.demands
    );
}

#[test]
fn a_line_explains_what_it_cost_and_why_not_more() {
    let mut checks = clear();
    find(&mut checks, "link-dead", "home", 9);
    let card = card(&checks);
    let words = explain(line(&card, "D4.3"), Lang::Zh);
    assert_eq!(
        words.observed,
        "首页失效或错误链接9处；其他页面失效或错误链接0处"
    );
    assert!(
        words.demands.starts_with("首页链接") && words.demands.ends_with("（扣分指标 功能设计）")
    );
    assert_eq!(words.cost, "扣1分");
    assert_eq!(words.why_not_more, "按发现问题合计1.8分，该项上限1分");
    let words = explain(line(&card, "D2.6"), Lang::En);
    assert_eq!(
        (words.cost.as_str(), words.why_not_more.as_str()),
        ("nothing", "only the 1 drawn out of 1 guides count")
    );
    let words = explain(line(&self::card(&[]), "D3.1"), Lang::Zh);
    assert_eq!(words.cost, "未作核查（核查方式：模拟试用）");
    assert_eq!(words.why_not_more, "问题 submission-fails 尚未核查");
}

#[test]
fn repairs_and_two_runs_are_compared() {
    let set = IndicatorSet::cn_2019_site();
    let mut checks = clear();
    find(&mut checks, "column-blank", "", 5);
    find(&mut checks, "mark-missing", "icp", 1);
    let options = ScoreOptions::default();
    let before = score(set, &portal(), &checks, &options);
    assert_eq!(before.verdict, Verdict::Unqualified);
    let blank = |finding: &Finding| finding.rule.as_str() == "column-blank";
    let one = what_if(set, &portal(), &checks, &options, |f| {
        blank(f) && f.url.ends_with("/0/")
    });
    assert_eq!(
        (one.verdict, one.points),
        (Verdict::Qualified, Some(points("95.5")))
    );
    let all = what_if(set, &portal(), &checks, &options, blank);
    assert_eq!(all.points, Some(points("99.5")));
    let changes = diff(&before, &all);
    assert!(changes.verdict.is_change());
    assert_eq!(
        (changes.lost.from, changes.lost.to),
        (points("4.5"), points("0.5"))
    );
    let ids: Vec<&str> = changes
        .lines
        .iter()
        .map(|line| line.indicator.as_str())
        .collect();
    // The bonus part is reached again, so its lines change too.
    assert_eq!(ids[..2], ["V4.3", "D1.9"]);
    assert!(ids[2..].iter().all(|id| id.starts_with('B')));
    assert_eq!(changes.lines[0].findings.from, 5);
    assert_eq!(changes.lines[1].lost.to, Points::ZERO);
}

#[test]
fn standings_by_kind_region_and_group() {
    let site = |code: &str, subject: Subject, lost: usize| {
        let mut checks = clear();
        for mark in ["icp", "police", "sponsor"].iter().take(lost) {
            find(&mut checks, "mark-missing", mark, 1);
        }
        let site_code = Some(code.parse().unwrap());
        card_of(
            IndicatorSet::cn_2019_site(),
            &Subject {
                site_code,
                ..subject
            },
            &checks,
        )
    };
    let mut vetoed = clear();
    find(&mut vetoed, "column-blank", "", 5);
    let cards = [
        site("3701000001", portal(), 1),
        site("3701000002", department(), 0),
        site("3702000001", portal(), 1),
        site("3702000002", department(), 2),
        card(&vetoed),
    ];
    let cards: Vec<&Scorecard> = cards.iter().collect();
    let ranks = |of: &huabiao_scoring::Standings<Option<String>>| -> Vec<(usize, usize)> {
        of.ranks.iter().map(|rank| (rank.rank, rank.site)).collect()
    };
    let kinds = standings(&cards, |_, card| card.category.map(|kind| kind.to_string()));
    assert_eq!(kinds.len(), 2);
    assert_eq!(ranks(&kinds[0]), [(1, 1), (2, 3)]);
    assert_eq!(
        (ranks(&kinds[1]), kinds[1].unranked.as_slice()),
        (vec![(1, 0), (1, 2)], &[4][..])
    );
    let regions = standings(&cards, |_, card| region(card).map(str::to_owned));
    let names: Vec<Option<&str>> = regions.iter().map(|r| r.group.as_deref()).collect();
    assert_eq!(names, [Some("370100"), Some("370200")]);
    let groups = standings(&cards, |site, _| {
        Some(if site < 3 { "a" } else { "b" }.to_owned())
    });
    assert_eq!(ranks(&groups[0]), [(1, 1), (2, 0), (2, 2)]);
}
