//! What a plan proposes, and why.

#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use huabiao_registry::{
    Actor, Approval, Command, Context, Criteria, Estate, Filing, Inspected, LeavingStep, Measured,
    NoticePlace, Overruling, Particulars, Plan, PlanError, Proposal, PublicNotice, RecordId,
    RedirectSeen, Role, Site, UnitKind, Way, Why, consolidation_ledger, propose,
};
use huabiao_types::SiteCategory;
use proptest::prelude::*;

fn day() -> NaiveDate {
    "2018-06-01".parse().unwrap()
}

fn id(text: &str) -> RecordId {
    text.parse().unwrap()
}

fn enter(estate: &mut Estate, command: Command) {
    let by = Actor {
        person: "p".into(),
        unit: "city".parse().unwrap(),
        role: Role::City,
    };
    let context = Context {
        day: "2018-01-01".parse().unwrap(),
        by: &by,
    };
    let events = estate.decide(&command, &context).unwrap();
    estate.record(&events);
}

/// City, two bureaux, a centre below one of them, a district with a town.
fn estate(sites: &[(&str, &str, &str)]) -> Estate {
    let mut estate = Estate::default();
    for (unit, kind, above) in [
        ("city", UnitKind::City, None),
        ("mzj", UnitKind::Department, Some("city")),
        ("slj", UnitKind::Department, Some("city")),
        ("centre", UnitKind::Subordinate, Some("slj")),
        ("east", UnitKind::District, Some("city")),
        ("town", UnitKind::Township, Some("east")),
    ] {
        enter(
            &mut estate,
            Command::FoundUnit {
                unit: unit.parse().unwrap(),
                name: unit.into(),
                kind,
                superior: above.map(|code| code.parse().unwrap()),
            },
        );
    }
    for (site, host, unit) in sites {
        let mut of = Site::from_home(host).unwrap();
        of.unit = (!unit.is_empty()).then(|| unit.parse().unwrap());
        let particulars = Box::new(Particulars::of(of));
        let site = id(site);
        enter(&mut estate, Command::Enrol { site, particulars });
    }
    estate
}

const SITES: [(&str, &str, &str); 8] = [
    ("centre", "gs.example.gov.cn", "centre"),
    ("east", "www.east.gov.cn", "east"),
    ("mzj", "mzj.example.gov.cn", "mzj"),
    ("mzj-old", "www.example-mzj.com", "mzj"),
    ("nobody", "ztxc.example.gov.cn", ""),
    ("portal", "www.example.gov.cn", "city"),
    ("slj", "slj.example.gov.cn", "slj"),
    ("town", "town.east.gov.cn", "town"),
];

fn plan(measured: &[Measured], platform: &str) -> Plan {
    let criteria = Criteria {
        platform: platform.into(),
        ..Criteria::default()
    };
    propose(&estate(&SITES), day(), measured, &criteria)
}

fn decided(plan: &Plan, site: &str) -> Proposal {
    plan.items[&id(site)].decided().clone()
}

#[test]
fn what_nobody_measured_counts_against_nobody() {
    let plan = plan(&[], "");
    for (site, proposal) in [
        ("portal", Proposal::Keep),
        ("mzj", Proposal::Keep),
        ("mzj-old", Proposal::MergeInto(id("mzj"))),
        ("slj", Proposal::Keep),
        ("centre", Proposal::Keep),
        ("east", Proposal::Keep),
        ("town", Proposal::MergeInto(id("east"))),
        ("nobody", Proposal::Close),
    ] {
        assert_eq!(decided(&plan, site), proposal, "{site}");
    }
    let kind = UnitKind::Township;
    assert_eq!(plan.items[&id("town")].reasons, [Why::KindHasNone { kind }]);
    assert_eq!(plan.before()[&SiteCategory::Department], 3);
    assert_eq!(plan.after()[&SiteCategory::Department], 2);
    assert_eq!(plan.after()[&SiteCategory::DistrictSubordinate], 0);
}

#[test]
fn what_cannot_be_kept_up_goes_into_the_site_above_that_stays() {
    let failing = |site: &str, passed: [Option<bool>; 3]| Measured {
        inspections: passed
            .map(|passed| Inspected { day: day(), passed })
            .to_vec(),
        ..Measured::of(id(site))
    };
    // The bureau fails, so the centre below it goes to the portal too.
    let measured = [
        failing("slj", [Some(false), None, Some(false)]),
        Measured {
            visits: Some(10),
            ..Measured::of(id("centre"))
        },
        // Failing once, or the portal of a district failing always, changes nothing.
        failing("mzj", [Some(true), None, Some(false)]),
        failing("east", [Some(false), Some(false), Some(false)]),
    ];
    let plan = plan(&measured, "集约化平台");
    assert_eq!(decided(&plan, "slj"), Proposal::MergeInto(id("portal")));
    assert_eq!(decided(&plan, "centre"), Proposal::MergeInto(id("portal")));
    assert_eq!(decided(&plan, "mzj"), Proposal::Migrate);
    assert_eq!(decided(&plan, "east"), Proposal::Migrate);
    let failed = Why::Failed { failed: 2, runs: 4 };
    assert_eq!(plan.items[&id("slj")].reasons, [failed]);
}

#[test]
fn what_another_site_has_too_goes_into_that_one() {
    let titles = [
        "关于开展节水宣传周活动的通知",
        "城区供水管网改造公告",
        "停水检修通知",
    ];
    let of = |site: &str, titles: &[&str]| Measured {
        titles: titles.iter().map(ToString::to_string).collect(),
        ..Measured::of(id(site))
    };
    let whole: Vec<&str> = titles.iter().copied().chain(["水资源公报发布"]).collect();
    let measured = [of("centre", &titles), of("slj", &whole)];
    let plan = plan(&measured, "");
    assert_eq!(decided(&plan, "centre"), Proposal::MergeInto(id("slj")));
    // The bureau has the centre's articles too, and does not go into it.
    assert_eq!(decided(&plan, "slj"), Proposal::Keep);
}

#[test]
fn a_person_overrules_with_a_reason() {
    let mut plan = plan(&[], "");
    let overruling = |instead, reason: &str| Overruling {
        by: "c1".into(),
        day: day(),
        instead,
        reason: reason.into(),
    };
    let (town, portal) = (id("town"), id("portal"));
    assert!(matches!(
        plan.overrule(&town, overruling(Proposal::Keep, " ")),
        Err(PlanError::NoReason { .. })
    ));
    plan.overrule(&town, overruling(Proposal::Keep, "景区管理需要"))
        .unwrap();
    assert_eq!(plan.after()[&SiteCategory::DistrictSubordinate], 1);
    // Nothing goes into what does not stay, and what takes others in stays.
    let into = overruling(Proposal::MergeInto(id("nobody")), "并入");
    assert!(matches!(
        plan.overrule(&town, into),
        Err(PlanError::IntoNothing { .. })
    ));
    let mzj = id("mzj");
    assert!(matches!(
        plan.overrule(
            &mzj,
            overruling(Proposal::MergeInto(portal.clone()), "并入")
        ),
        Err(PlanError::IntoNothing { .. })
    ));
    plan.overrule(
        &id("mzj-old"),
        overruling(Proposal::MergeInto(portal.clone()), "并入"),
    )
    .unwrap();
    plan.overrule(&mzj, overruling(Proposal::MergeInto(portal), "并入"))
        .unwrap();
    assert_eq!(plan.after()[&SiteCategory::Department], 1);
}

proptest! {
    #[test]
    fn nothing_goes_into_what_does_not_stay(
        units in proptest::collection::vec(0..7_usize, 1..24),
        failed in proptest::collection::vec(any::<bool>(), 24),
        visits in proptest::collection::vec(proptest::option::of(0..9_000_u64), 24),
    ) {
        let names = ["city", "mzj", "slj", "centre", "east", "town", ""];
        let owned: Vec<(String, String)> = (0..units.len())
            .map(|n| (format!("s{n}"), format!("h{n}.example.gov.cn")))
            .collect();
        let sites: Vec<(&str, &str, &str)> = owned
            .iter()
            .zip(&units)
            .map(|((id, host), unit)| (id.as_str(), host.as_str(), names[*unit]))
            .collect();
        let measured: Vec<Measured> = sites
            .iter()
            .zip(failed.iter().zip(&visits))
            .map(|((site, ..), (failed, visits))| Measured {
                inspections: vec![Inspected { day: day(), passed: Some(!failed) }; 3],
                visits: *visits,
                ..Measured::of(id(site))
            })
            .collect();
        let plan = propose(&estate(&sites), day(), &measured, &Criteria::default());
        prop_assert_eq!(plan.items.len(), sites.len());
        for item in plan.items.values() {
            prop_assert!(!item.reasons.is_empty());
            if let Proposal::MergeInto(into) = item.decided() {
                prop_assert!(plan.items[into].stays());
            }
        }
        // One site at most for each unit.
        for unit in &names[..6] {
            let own = sites.iter().filter(|(_, _, of)| of == unit);
            let stay = own.filter(|(site, ..)| plan.items[&id(site)].stays());
            prop_assert!(stay.count() <= 1);
        }
    }
}

#[test]
fn the_ledger_tells_each_step_with_its_day() {
    let mut estate = estate(&SITES);
    let plan = propose(&estate, day(), &[], &Criteria::default());
    let by = Actor {
        person: "p".into(),
        unit: "city".parse().unwrap(),
        role: Role::City,
    };
    let mut enter = |on: &str, command: &Command| {
        let day = on.parse().unwrap();
        let events = estate.decide(command, &Context { day, by: &by }).unwrap();
        estate.record(&events);
    };
    let begin = Command::BeginLeaving {
        site: id("town"),
        way: Way::Into(id("east")),
        reason: "plan".into(),
        approval: Some(Approval {
            by: "office".into(),
            number: "1".into(),
            day: day(),
        }),
        notices: vec![PublicNotice {
            place: NoticePlace::Site,
            url: "http://town.east.gov.cn/n".into(),
            day: day(),
            names: "east".into(),
        }],
    };
    enter("2018-06-01", &begin);
    let redirect = |right| {
        LeavingStep::Redirect(RedirectSeen {
            from: "http://town.east.gov.cn/".into(),
            to: None,
            outcome: "ok.200".into(),
            right,
        })
    };
    for (on, step) in [
        ("2018-06-08", LeavingStep::ContentMoved { from: 9, to: 9 }),
        (
            "2018-06-10",
            LeavingStep::Archived {
                at: "a".into(),
                pages: 9,
            },
        ),
        (
            "2018-06-11",
            LeavingStep::Cancelled {
                filing: Filing::Icp,
            },
        ),
        ("2018-06-20", redirect(Some(true))),
        ("2018-07-02", LeavingStep::Reported),
    ] {
        let site = id("town");
        enter(on, &Command::Take { site, step });
    }
    enter("2018-07-03", &Command::FinishLeaving { site: id("town") });
    let site = id("town");
    enter(
        "2018-11-20",
        &Command::Take {
            site,
            step: redirect(None),
        },
    );

    let rows = consolidation_ledger(&estate, &plan);
    assert_eq!(rows.len(), SITES.len());
    let row = rows.iter().find(|row| row.site == id("town")).unwrap();
    let date = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(row.notice, Some(day()));
    assert_eq!(row.moved, Some((date("2018-06-08"), 9, 9)));
    assert_eq!(row.archived, Some(date("2018-06-10")));
    assert_eq!(row.cancelled, [(Filing::Icp, date("2018-06-11"))]);
    assert_eq!(row.redirect_first, Some((date("2018-06-20"), Some(true))));
    assert_eq!(row.redirect_last, Some((date("2018-11-20"), None)));
    assert_eq!(row.reported, Some(date("2018-07-02")));
    assert_eq!(row.done, Some(date("2018-07-03")));
    assert!(!row.is_redirect_due(date("2018-12-01"), 1));
    assert!(row.is_redirect_due(date("2018-12-20"), 1));
    // The others did not begin.
    let others = rows.iter().filter(|row| row.site != id("town"));
    assert!(
        others
            .clone()
            .all(|row| row.began.is_none() && row.done.is_none())
    );
}
