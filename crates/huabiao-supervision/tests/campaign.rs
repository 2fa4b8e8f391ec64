//! Campaigns from plan to bulletin.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;

use common::{day, machine, person, registry};
use huabiao_supervision::{
    Campaign, CampaignCommand, CampaignPlan, CampaignState, Candidate, Depth, Plan, Quarter, Role,
    SiteOutcome, Sites, campaigns_due, draw,
};

fn plan(sites: Sites) -> CampaignPlan {
    CampaignPlan {
        office: "city".parse().unwrap(),
        title: "2026年第一季度政府网站检查".into(),
        depth: Depth::Full,
        from: day("2026-03-01"),
        to: day("2026-03-31"),
        set: "cn-2019-site".into(),
        sites,
    }
}

fn all() -> Sites {
    let hosts = ["www.example.gov.cn", "mzj.example.gov.cn"];
    Sites::All(hosts.map(str::to_owned).into())
}

fn record(site: &str, outcome: SiteOutcome) -> CampaignCommand {
    CampaignCommand::Record {
        site: site.into(),
        outcome,
    }
}

fn checked() -> SiteOutcome {
    SiteOutcome::Checked { run: "r1".into() }
}

#[test]
fn from_plan_to_bulletin() {
    let registry = registry();
    let city = person("c1", "city", Role::City);
    let today = day("2026-03-01");
    let mut events = vec![Campaign::plan("2026-1", plan(all()), &registry, &city, today).unwrap()];
    let publish = CampaignCommand::Publish {
        bulletin: "通报1号".into(),
    };
    let steps = [
        (city.clone(), CampaignCommand::Start),
        (machine("r1"), record("www.example.gov.cn", checked())),
        (
            machine("r1"),
            record(
                "mzj.example.gov.cn",
                SiteOutcome::NotChecked {
                    reason: "临时下线，已报备".into(),
                },
            ),
        ),
        (city.clone(), CampaignCommand::Review),
        (city.clone(), publish),
    ];
    for (by, command) in steps {
        let campaign = Campaign::replay(&events).unwrap();
        events.push(campaign.decide(&command, &registry, &by, today).unwrap());
    }
    let campaign = Campaign::replay(&events).unwrap();
    assert_eq!(
        campaign.state,
        CampaignState::Published {
            on: today,
            bulletin: "通报1号".into()
        }
    );
    let json = serde_json::to_string(&events).unwrap();
    let read: Vec<_> = serde_json::from_str(&json).unwrap();
    assert_eq!(Campaign::replay(&read), Some(campaign));
}

#[test]
fn what_comes_too_early_is_refused() {
    let registry = registry();
    let city = person("c1", "city", Role::City);
    let today = day("2026-03-01");
    let mut campaign =
        Campaign::replay(&[
            Campaign::plan("2026-1", plan(all()), &registry, &city, today).unwrap(),
        ])
        .unwrap();
    let says = |campaign: &Campaign, command: &CampaignCommand| {
        let decided = campaign.decide(command, &registry, &city, today);
        decided.unwrap_err().to_string()
    };
    assert_eq!(
        says(&campaign, &CampaignCommand::Review),
        "the campaign 2026-1 is planned, that needs one that is running"
    );
    let start = campaign
        .decide(&CampaignCommand::Start, &registry, &city, today)
        .unwrap();
    campaign.apply(&start);
    assert_eq!(
        says(&campaign, &CampaignCommand::Review),
        "2 sites have no result and no reason why not, the first is mzj.example.gov.cn"
    );
    assert_eq!(
        says(&campaign, &record("east.example.gov.cn", checked())),
        "no site is registered at east.example.gov.cn"
    );
    let bulletin = String::new();
    assert_eq!(
        says(&campaign, &CampaignCommand::Publish { bulletin }),
        "the campaign 2026-1 is running, that needs one that is reviewed"
    );
    for (by, needs) in [
        (machine("r1"), "this needs a person"),
        (
            person("m1", "mzj", Role::Unit),
            "m1 of mzj may not run an inspection campaign of city",
        ),
        (
            person("e1", "east", Role::District),
            "e1 of east may not run an inspection campaign of city",
        ),
    ] {
        let decided = campaign.decide(&CampaignCommand::Review, &registry, &by, today);
        assert_eq!(decided.unwrap_err().to_string(), needs);
    }
}

#[test]
fn a_draw_that_was_touched_cannot_be_planned() {
    let registry = registry();
    let city = person("c1", "city", Role::City);
    let candidates = Candidate::from_sites(registry.sites(), None);
    // Without a code, a site is not in the reporting system.
    assert_eq!(candidates.iter().filter(|one| !one.reported).count(), 1);
    let plan_of = Plan::new(Quarter::new(2026, 1).unwrap(), "seed");
    let mut draw = draw(&plan_of, &candidates, &BTreeSet::new());
    let honest = plan(Sites::Drawn(Box::new(draw.clone())));
    let today = day("2026-03-01");
    assert!(Campaign::plan("a", honest, &registry, &city, today).is_ok());
    draw.strata[0].drawn.clear();
    let touched = plan(Sites::Drawn(Box::new(draw)));
    let refusal = Campaign::plan("a", touched, &registry, &city, today).unwrap_err();
    assert!(
        refusal.to_string().contains("is not what its seed gives"),
        "{refusal}"
    );
    let mut turned = plan(all());
    turned.to = day("2026-02-01");
    assert!(Campaign::plan("a", turned, &registry, &city, today).is_err());
}

#[test]
fn a_day_has_one_daily_and_a_quarter_one_full_check() {
    let registry = registry();
    let city = person("c1", "city", Role::City);
    let today = day("2026-03-10");
    let of = |depth, from: &str, to: &str| {
        let plan = CampaignPlan {
            depth,
            from: day(from),
            to: day(to),
            ..plan(all())
        };
        let planned = Campaign::plan("x", plan, &registry, &city, today).unwrap();
        Campaign::replay(&[planned]).unwrap()
    };
    let due = |campaigns: &[Campaign], on: &str| -> Vec<Depth> {
        let due = campaigns_due(day(on), campaigns);
        due.into_iter().map(|(depth, ..)| depth).collect()
    };
    let light = of(Depth::Light, "2026-03-10", "2026-03-10");
    let full = of(Depth::Full, "2026-02-01", "2026-03-31");
    assert_eq!(due(&[], "2026-03-10"), [Depth::Light, Depth::Full]);
    let campaigns = [light, full];
    assert!(due(&campaigns, "2026-03-10").is_empty());
    assert_eq!(due(&campaigns, "2026-03-11"), [Depth::Light]);
    assert_eq!(due(&campaigns, "2026-04-01"), [Depth::Light, Depth::Full]);
}
