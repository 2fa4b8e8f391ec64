//! Each kind of contradiction: one case that is one, and cases that look like it.

#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;
use huabiao_registry::{
    Account, Actor, Approval, Command, Context, Contradiction, ContradictionKind, Estate, Filing,
    LeavingStep, NamedAccount, NamedBy, NamedHost, NoticePlace, Particulars, Platform,
    PublicNotice, RedirectSeen, Role, Seen, SeenHome, SeenPage, Site, UnitKind, Way, reconcile,
};

fn day() -> NaiveDate {
    "2026-03-01".parse().unwrap()
}

fn enter(estate: &mut Estate, day: &str, command: Command) {
    let by = Actor {
        person: "p".into(),
        unit: "city".parse().unwrap(),
        role: Role::City,
    };
    let day = day.parse().unwrap();
    let events = estate.decide(&command, &Context { day, by: &by }).unwrap();
    estate.record(&events);
}

/// Portal, two bureaux, a site that is offline, one that was merged into the portal.
fn estate() -> Estate {
    let mut estate = Estate::default();
    for (unit, name, kind, above) in [
        ("city", "示例市人民政府", UnitKind::City, None),
        ("mzj", "示例市民政局", UnitKind::Department, Some("city")),
        ("jyj", "示例市教育局", UnitKind::Department, Some("city")),
    ] {
        enter(
            &mut estate,
            "2025-01-01",
            Command::FoundUnit {
                unit: unit.parse().unwrap(),
                name: name.into(),
                kind,
                superior: above.map(|code| code.parse().unwrap()),
            },
        );
    }
    for (id, host, unit, code) in [
        ("portal", "www.example.gov.cn", "city", "3301000001"),
        ("mzj", "mzj.example.gov.cn", "mzj", "3301000002"),
        ("jyj", "jyj.example.gov.cn", "jyj", "3301000003"),
        ("old", "lhb.example.gov.cn", "mzj", "3301000004"),
    ] {
        let mut site = Site::from_home(host).unwrap();
        site.unit = Some(unit.parse().unwrap());
        site.code = Some(code.parse().unwrap());
        let mut particulars = Particulars::of(site);
        particulars.icp = Some("浙ICP备18000001号".into());
        let site = id.parse().unwrap();
        let particulars = Box::new(particulars);
        enter(
            &mut estate,
            "2025-01-01",
            Command::Enrol { site, particulars },
        );
    }
    let approval = Approval {
        by: "省政府办公厅".into(),
        number: "1".into(),
        day: "2025-01-02".parse().unwrap(),
    };
    let notice = |place| PublicNotice {
        place,
        url: "http://www.example.gov.cn/1.html".into(),
        day: "2025-02-01".parse().unwrap(),
        names: "示例市人民政府网站".into(),
    };
    let old = || "old".parse().unwrap();
    enter(
        &mut estate,
        "2025-02-01",
        Command::BeginLeaving {
            site: old(),
            way: Way::Into("portal".parse().unwrap()),
            reason: "整合".into(),
            approval: Some(approval.clone()),
            notices: vec![notice(NoticePlace::Site)],
        },
    );
    for step in [
        LeavingStep::ContentMoved { from: 1, to: 1 },
        LeavingStep::Archived {
            at: "1".into(),
            pages: 1,
        },
        LeavingStep::Cancelled {
            filing: Filing::Icp,
        },
        LeavingStep::Cancelled {
            filing: Filing::Code,
        },
        LeavingStep::Redirect(RedirectSeen {
            from: "http://lhb.example.gov.cn/".into(),
            to: Some("http://www.example.gov.cn/".into()),
            outcome: "ok.200".into(),
            right: Some(true),
        }),
        LeavingStep::Reported,
    ] {
        enter(
            &mut estate,
            "2025-03-10",
            Command::Take { site: old(), step },
        );
    }
    enter(
        &mut estate,
        "2025-03-10",
        Command::FinishLeaving { site: old() },
    );
    enter(
        &mut estate,
        "2026-02-20",
        Command::GoOffline {
            site: "jyj".parse().unwrap(),
            reason: "整改".into(),
            days: 20,
            approval: Some(approval),
            unforeseen: false,
            notices: vec![notice(NoticePlace::Site), notice(NoticePlace::Portal)],
        },
    );
    enter(
        &mut estate,
        "2025-01-01",
        Command::EnrolAccount {
            account: "a1".parse().unwrap(),
            of: Account {
                platform: Platform::Weibo,
                name: "示例发布".into(),
                handle: String::new(),
                sponsor: "city".parse().unwrap(),
                operator: String::new(),
                verified: Some(true),
            },
        },
    );
    estate
}

fn home(host: &str, outcome: &str, end: Option<&str>) -> SeenHome {
    SeenHome {
        home: format!("http://{host}/"),
        day: day(),
        outcome: outcome.into(),
        end: end.map(str::to_owned),
        page: None,
    }
}

fn kinds(found: &[Contradiction]) -> Vec<ContradictionKind> {
    found.iter().map(|one| one.kind).collect()
}

fn of_home(home: SeenHome) -> Vec<ContradictionKind> {
    let seen = Seen {
        homes: vec![home],
        ..Seen::default()
    };
    kinds(&reconcile(&estate(), day(), &seen))
}

fn of_page(change: impl Fn(&mut SeenPage)) -> Vec<ContradictionKind> {
    let mut page = SeenPage {
        codes: vec!["3301000002".into()],
        icp: Some("浙ICP备18000001号-2".into()),
        sponsor: Some("示例市民政局办公室".into()),
        ..SeenPage::default()
    };
    change(&mut page);
    of_home(SeenHome {
        page: Some(page),
        ..home("mzj.example.gov.cn", "ok.200", None)
    })
}

#[test]
fn alive_and_dead() {
    use ContradictionKind::*;
    let mzj = |outcome, end| of_home(home("mzj.example.gov.cn", outcome, end));
    assert_eq!(mzj("dead.dns", None), [RunningDead]);
    assert_eq!(mzj("unknown.blocked", None), []);
    assert_eq!(
        mzj("ok.200", Some("https://www.mzj.example.gov.cn/index.html")),
        []
    );
    assert_eq!(mzj("ok.200", Some("http://www.example.gov.cn/mzj/")), []);
    assert_eq!(
        mzj("ok.200", Some("http://casino.example.com/")),
        [DomainChangedHands]
    );

    let jyj = |outcome, end| of_home(home("jyj.example.gov.cn", outcome, end));
    assert_eq!(jyj("ok.200", None), [OfflineAlive]);
    assert_eq!(
        jyj("ok.200", Some("http://www.example.gov.cn/notice.html")),
        []
    );
    assert_eq!(jyj("dead.dns", None), []);

    let old = |outcome, end| of_home(home("lhb.example.gov.cn", outcome, end));
    assert_eq!(old("ok.200", Some("http://www.example.gov.cn/")), []);
    assert_eq!(old("ok.200", None), [ClosedAlive]);
    assert_eq!(
        old("ok.200", Some("http://mzj.example.gov.cn/")),
        [RedirectLost]
    );
    assert_eq!(old("dead.dns", None), [RedirectLost]);
    assert_eq!(old("unknown.timeout", None), []);
}

#[test]
fn marks_of_a_page() {
    use ContradictionKind::*;
    assert_eq!(of_page(|_| {}), []);
    assert_eq!(
        of_page(|page| page.codes = vec!["3301009999".into()]),
        [CodeDiffers]
    );
    assert_eq!(
        of_page(|page| page.codes = vec!["3301000001".into()]),
        [CodeOfAnother]
    );
    // A placeholder is no code, and none at all no contradiction.
    assert_eq!(
        of_page(|page| page.codes.push("3301000001".into())),
        [CodeOfAnother]
    );
    assert_eq!(
        of_page(|page| page.codes = vec!["政府网站标识码".into()]),
        []
    );
    assert_eq!(of_page(|page| page.codes.clear()), []);
    assert_eq!(
        of_page(|page| page.icp = Some("浙ICP备18000002号".into())),
        [IcpDiffers]
    );
    let taken = |page: &mut SeenPage| {
        page.takeover = vec!["博彩".into()];
        page.codes.clear();
    };
    assert_eq!(of_page(taken), [DomainChangedHands]);
    assert_eq!(of_page(|page| page.takeover = vec!["博彩".into()]), []);
    // Only the name of another registered unit is another sponsor.
    let sponsor = |name: &str| of_page(|page| page.sponsor = Some(name.into()));
    assert_eq!(sponsor("示例市 教育局"), [SponsorDiffers]);
    assert_eq!(sponsor("示例市民政和社会工作局"), []);
}

#[test]
fn hosts_and_accounts_that_nobody_registered() {
    use ContradictionKind::*;
    let named = |host: &str, outcome: Option<&str>, leads_to: Option<&str>| NamedHost {
        host: host.into(),
        at: "http://www.example.gov.cn/".into(),
        by: NamedBy::Link,
        outcome: outcome.map(str::to_owned),
        leads_to: leads_to.map(str::to_owned),
    };
    let ok = Some("ok.200");
    let seen = Seen {
        named: vec![
            named("zsj.example.gov.cn", ok, None),
            named("zsj.example.gov.cn", ok, None),
            named("gone.example.gov.cn", Some("dead.dns"), None),
            named("nobody-asked.example.gov.cn", None, None),
            named("bureau.example.gov.cn", ok, Some("mzj.example.gov.cn")),
            named("www.mzj.example.gov.cn", ok, None),
            named("*.example.gov.cn", ok, None),
            named("sso.example.gov.cn", ok, None),
            named("www.other.gov.cn", ok, None),
        ],
        accounts: vec![
            NamedAccount {
                platform: Platform::Weibo,
                name: "示例发布".into(),
                at: "http://www.example.gov.cn/".into(),
            },
            NamedAccount {
                platform: Platform::WechatOfficial,
                name: "示例发布".into(),
                at: "http://www.example.gov.cn/".into(),
            },
        ],
        ..Seen::default()
    };
    let found = reconcile(&estate(), day(), &seen);
    assert_eq!(kinds(&found), [AccountUnfiled, Unregistered]);
    assert_eq!(found[1].about, "zsj.example.gov.cn");
    // Before the site was closed, its address was a registered one.
    let earlier = "2025-02-15".parse().unwrap();
    let alive = Seen {
        homes: vec![home("lhb.example.gov.cn", "ok.200", None)],
        ..Seen::default()
    };
    assert_eq!(reconcile(&estate(), earlier, &alive), []);
    assert_eq!(kinds(&reconcile(&estate(), day(), &alive)), [ClosedAlive]);
}
