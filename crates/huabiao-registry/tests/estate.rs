//! Whatever is entered in whatever order: no state that a rule forbids, nothing forgotten.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, TimeDelta};
use huabiao_registry::{
    Account, Actor, Approval, Command, Context, Estate, Event, Filing, LeavingStep, Life,
    NoticePlace, Particulars, Platform, PublicNotice, RecordId, RedirectSeen, Role, Site,
    SiteRecord, UnitKind, Way,
};
use huabiao_types::UnitCode;
use proptest::prelude::*;

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 1, 1).unwrap()
}

fn unit() -> impl Strategy<Value = UnitCode> {
    (0..5_u8).prop_map(|n| format!("u{n}").parse().unwrap())
}

fn id() -> impl Strategy<Value = RecordId> {
    (0..4_u8).prop_map(|n| format!("s{n}").parse().unwrap())
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..400_u64).prop_map(|days| start() + Days::new(days))
}

fn reason() -> impl Strategy<Value = String> {
    prop_oneof![1 => Just(String::new()), 4 => Just("机构改革".to_owned())]
}

fn particulars() -> impl Strategy<Value = Box<Particulars>> {
    let code = proptest::option::of(1..4_u16);
    (0..5_u8, code, proptest::option::of(unit()), any::<bool>()).prop_map(
        |(host, code, sponsor, filed)| {
            let mut site = Site::from_home(&format!("h{host}.example.gov.cn")).unwrap();
            site.code = code.map(|n| format!("330100{n:04}").parse().unwrap());
            site.unit = sponsor;
            let mut particulars = Particulars::of(site);
            particulars.icp = filed.then(|| "浙ICP备1号".to_owned());
            Box::new(particulars)
        },
    )
}

fn approval() -> impl Strategy<Value = Option<Approval>> {
    proptest::option::weighted(
        0.8,
        day().prop_map(|day| Approval {
            by: "省政府办公厅".into(),
            number: "〔2018〕1号".into(),
            day,
        }),
    )
}

fn notice() -> impl Strategy<Value = PublicNotice> {
    (day(), any::<bool>(), any::<bool>()).prop_map(|(day, portal, named)| PublicNotice {
        place: match portal {
            true => NoticePlace::Portal,
            false => NoticePlace::Site,
        },
        url: "http://www.example.gov.cn/gg/1.html".into(),
        day,
        names: if named { "www.example.gov.cn" } else { "" }.into(),
    })
}

fn notices() -> impl Strategy<Value = Vec<PublicNotice>> {
    proptest::collection::vec(notice(), 0..4)
}

fn filing() -> impl Strategy<Value = Filing> {
    proptest::sample::select(vec![
        Filing::PartyMark,
        Filing::Icp,
        Filing::Police,
        Filing::Code,
        Filing::Domain,
    ])
}

fn way() -> impl Strategy<Value = Way> {
    prop_oneof![
        Just(Way::Archive),
        id().prop_map(Way::Into),
        Just(Way::Platform("集约化平台".into())),
    ]
}

fn step() -> impl Strategy<Value = LeavingStep> {
    prop_oneof![
        (0..3_u32).prop_map(|pages| LeavingStep::Archived {
            at: "档案1".into(),
            pages,
        }),
        filing().prop_map(|filing| LeavingStep::Cancelled { filing }),
        (0..3_u32, 0..3_u32).prop_map(|(from, to)| LeavingStep::ContentMoved { from, to }),
        notice().prop_map(LeavingStep::Notice),
        proptest::option::of(any::<bool>()).prop_map(|right| {
            LeavingStep::Redirect(RedirectSeen {
                from: "http://h1.example.gov.cn/".into(),
                to: None,
                outcome: "ok.200".into(),
                right,
            })
        }),
        Just(LeavingStep::Reported),
    ]
}

fn account() -> impl Strategy<Value = Account> {
    (0..3_u8, unit(), any::<bool>()).prop_map(|(name, sponsor, weibo)| Account {
        platform: match weibo {
            true => Platform::Weibo,
            false => Platform::WechatOfficial,
        },
        name: format!("示例发布{name}"),
        handle: String::new(),
        sponsor,
        operator: String::new(),
        verified: None,
    })
}

fn command() -> impl Strategy<Value = Command> {
    let kind = proptest::sample::select(UnitKind::ALL.to_vec());
    let units = prop_oneof![
        (unit(), 0..9_u8, kind, proptest::option::of(unit())).prop_map(
            |(unit, name, kind, superior)| Command::FoundUnit {
                unit,
                name: format!("单位{name}"),
                kind,
                superior,
            }
        ),
        (unit(), 0..9_u8).prop_map(|(unit, name)| Command::RenameUnit {
            unit,
            name: format!("单位{name}"),
        }),
        (unit(), proptest::option::of(unit()))
            .prop_map(|(unit, superior)| Command::MoveUnit { unit, superior }),
        (unit(), unit()).prop_map(|(unit, into)| Command::MergeUnit { unit, into }),
        unit().prop_map(|unit| Command::CloseUnit { unit }),
    ];
    let opening = prop_oneof![
        (id(), particulars(), reason()).prop_map(|(site, particulars, reason)| Command::Apply {
            site,
            particulars,
            reason,
        }),
        (id(), approval()).prop_map(|(site, approval)| Command::Approve {
            site,
            approval: approval.unwrap_or(Approval {
                by: String::new(),
                number: String::new(),
                day: start(),
            }),
        }),
        (id(), filing(), 1..5_u16).prop_map(|(site, filing, n)| Command::File {
            site,
            filing,
            number: format!("330100{n:04}"),
        }),
        id().prop_map(|site| Command::PassTest { site }),
        id().prop_map(|site| Command::Open { site }),
        (id(), reason()).prop_map(|(site, reason)| Command::Refuse { site, reason }),
        (id(), particulars()).prop_map(|(site, particulars)| Command::Enrol { site, particulars }),
    ];
    let running = prop_oneof![
        (id(), particulars(), any::<bool>(), any::<bool>(), notice()).prop_map(
            |(site, particulars, up, system, notice)| Command::Change {
                site,
                particulars,
                reported_up: up,
                reported_to_system: system,
                notice: Some(notice),
            }
        ),
        (
            id(),
            reason(),
            0..40_u16,
            approval(),
            any::<bool>(),
            notices()
        )
            .prop_map(|(site, reason, days, approval, unforeseen, notices)| {
                Command::GoOffline {
                    site,
                    reason,
                    days,
                    approval,
                    unforeseen,
                    notices,
                }
            }),
        id().prop_map(|site| Command::ComeBack { site }),
    ];
    let leaving = prop_oneof![
        2 => (id(), way(), reason(), approval(), notices()).prop_map(
            |(site, way, reason, approval, notices)| Command::BeginLeaving {
                site,
                way,
                reason,
                approval,
                notices,
            }
        ),
        8 => (id(), step()).prop_map(|(site, step)| Command::Take { site, step }),
        2 => id().prop_map(|site| Command::FinishLeaving { site }),
        1 => (id(), reason()).prop_map(|(site, reason)| Command::Stay { site, reason }),
    ];
    let accounts = prop_oneof![
        (id(), account()).prop_map(|(account, of)| Command::EnrolAccount { account, of }),
        (id(), account()).prop_map(|(account, of)| Command::FileAccount { account, of }),
        (id(), account()).prop_map(|(account, to)| Command::ChangeAccount { account, to }),
        id().prop_map(|account| Command::OpenAccount { account }),
        (id(), notice())
            .prop_map(|(account, notice)| Command::AnnounceAccountEnd { account, notice }),
        id().prop_map(|account| Command::DeregisterAccount { account }),
    ];
    prop_oneof![4 => units, 3 => opening, 2 => running, 6 => leaving, 1 => accounts]
}

/// What leads to an open site, or to a closed one, when nothing is left out.
fn series() -> impl Strategy<Value = Vec<Command>> {
    let paper = Approval {
        by: "省政府办公厅".into(),
        number: "〔2018〕1号".into(),
        day: start(),
    };
    let reason = || "机构改革".to_owned();
    let approval = paper.clone();
    let opening = (id(), particulars()).prop_map(move |(site, particulars)| {
        let file = |filing| Command::File {
            site: site.clone(),
            filing,
            number: "3301000009".into(),
        };
        let mut all = vec![
            Command::Apply {
                site: site.clone(),
                particulars,
                reason: reason(),
            },
            Command::Approve {
                site: site.clone(),
                approval: approval.clone(),
            },
        ];
        all.extend(Filing::OPENING.map(file));
        all.push(Command::PassTest { site: site.clone() });
        all.push(Command::Open { site: site.clone() });
        all
    });
    let closing = (id(), way()).prop_map(move |(site, way)| {
        let take = |step| Command::Take {
            site: site.clone(),
            step,
        };
        let mut all = vec![
            Command::BeginLeaving {
                site: site.clone(),
                way,
                reason: reason(),
                approval: Some(paper.clone()),
                notices: vec![PublicNotice {
                    place: NoticePlace::Site,
                    url: "http://www.example.gov.cn/gg/1.html".into(),
                    day: start(),
                    names: "www.example.gov.cn".into(),
                }],
            },
            take(LeavingStep::ContentMoved { from: 2, to: 2 }),
            take(LeavingStep::Archived {
                at: "档案1".into(),
                pages: 2,
            }),
        ];
        all.extend(Filing::CLOSING.map(|filing| take(LeavingStep::Cancelled { filing })));
        all.push(take(LeavingStep::Redirect(RedirectSeen {
            from: "http://h1.example.gov.cn/".into(),
            to: Some("http://www.example.gov.cn/".into()),
            outcome: "ok.200".into(),
            right: Some(true),
        })));
        all.push(take(LeavingStep::Reported));
        all.push(Command::FinishLeaving { site });
        all
    });
    // Sometimes one step is left out.
    (prop_oneof![opening, closing], 0..30_usize).prop_map(|(mut all, left_out)| {
        if left_out < all.len() {
            all.remove(left_out);
        }
        all
    })
}

fn commands() -> impl Strategy<Value = Vec<Command>> {
    let one = command().prop_map(|command| vec![command]);
    let parts = proptest::collection::vec(prop_oneof![2 => one, 1 => series()], 1..60);
    parts.prop_map(|parts| {
        let found = |n: u8, superior: Option<u8>, kind| Command::FoundUnit {
            unit: format!("u{n}").parse().unwrap(),
            name: format!("名{n}"),
            kind,
            superior: superior.map(|n| format!("u{n}").parse().unwrap()),
        };
        let mut all = vec![
            found(0, None, UnitKind::City),
            found(1, Some(0), UnitKind::District),
            found(2, Some(1), UnitKind::DistrictSubordinate),
            found(3, Some(0), UnitKind::Department),
        ];
        all.extend(parts.into_iter().flatten());
        all
    })
}

fn context() -> impl Strategy<Value = (i64, Actor)> {
    let days = prop_oneof![20 => 0..12_i64, 1 => Just(-3_i64)];
    (days, actor())
}

fn actor() -> impl Strategy<Value = Actor> {
    let role = prop_oneof![
        12 => Just(Role::City),
        1 => proptest::sample::select(Role::ALL.to_vec()),
    ];
    (unit(), role).prop_map(|(unit, role)| Actor {
        person: "p".into(),
        unit,
        role,
    })
}

/// Which states of a life may follow each other.
fn may_follow(from: &Life, to: &Life) -> bool {
    match (from, to) {
        (Life::Applied, Life::Approved | Life::Refused)
        | (Life::Approved, Life::Refused | Life::Running)
        | (Life::Running, Life::Offline { .. })
        | (Life::Running | Life::Offline { .. }, Life::Leaving { .. })
        | (Life::Offline { .. } | Life::Leaving { .. }, Life::Running) => true,
        (Life::Leaving { way, .. }, Life::Closed { way: to, .. }) => {
            way == to && !matches!(way, Way::Platform(_))
        }
        _ => false,
    }
}

fn is_legal(estate: &Estate, last: NaiveDate) {
    // Every day has a registry whose parts go together.
    for days in 0..=(last - start()).num_days() {
        let on = start() + Days::new(u64::try_from(days).unwrap());
        let registry = estate.on(on).unwrap();
        let mut fronts = BTreeSet::new();
        for site in registry.sites() {
            assert!(fronts.insert(site.front()), "{on}: {} twice", site.home);
        }
    }
    for record in estate.sites() {
        let lives: Vec<&Life> = record.lives().iter().map(|since| &since.what).collect();
        for pair in lives.windows(2) {
            assert!(
                may_follow(pair[0], pair[1]),
                "{:?} after {:?}",
                pair[1],
                pair[0]
            );
        }
        was_opened_rightly(record);
        was_closed_rightly(record);
    }
}

fn was_opened_rightly(record: &SiteRecord) {
    let lives: Vec<&Life> = record.lives().iter().map(|since| &since.what).collect();
    if lives[0] == &Life::Applied && lives.contains(&&Life::Running) {
        let filed: Vec<Filing> = record.filed().iter().map(|(filing, _)| *filing).collect();
        let opening: Vec<Filing> = filed
            .into_iter()
            .filter(|filing| Filing::OPENING.contains(filing))
            .collect();
        assert_eq!(opening, Filing::OPENING);
        assert!(record.approval().is_some());
    }
}

fn was_closed_rightly(record: &SiteRecord) {
    let lives = record.lives();
    for pair in lives.windows(2) {
        let (Life::Leaving { since, way }, Life::Closed { .. }) = (&pair[0].what, &pair[1].what)
        else {
            continue;
        };
        assert!(pair[1].day >= *since + Days::new(30));
        let has = |is: fn(&LeavingStep) -> bool| {
            record
                .steps()
                .iter()
                .any(|step| step.day <= pair[1].day && is(&step.what))
        };
        assert!(has(|step| matches!(step, LeavingStep::Archived { .. })));
        assert!(has(|step| matches!(step, LeavingStep::Reported)));
        assert!(has(|step| matches!(step, LeavingStep::Notice(_))));
        if matches!(way, Way::Into(_)) {
            assert!(has(
                |step| matches!(step, LeavingStep::Redirect(seen) if seen.right == Some(true))
            ));
            assert!(has(|step| matches!(
                step,
                LeavingStep::ContentMoved { from, to } if from <= to
            )));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_commands_leads_astray(
        commands in commands(),
        contexts in proptest::collection::vec(context(), 600),
    ) {
        let mut estate = Estate::default();
        let mut log: Vec<Event> = Vec::new();
        let mut day = start();
        for (command, (later, by)) in commands.iter().zip(&contexts) {
            day += TimeDelta::days(*later);
            let context = Context { day, by };
            let before = estate.clone();
            match estate.decide(command, &context) {
                Ok(events) => {
                    prop_assert!(!events.is_empty());
                    estate.record(&events);
                    log.extend(events);
                }
                Err(refusal) => {
                    prop_assert!(!refusal.to_string().is_empty());
                }
            }
            // Nothing is forgotten.
            for old in before.sites() {
                let new = estate.site(&old.id).unwrap();
                prop_assert!(new.history().starts_with(old.history()));
                prop_assert!(new.lives().starts_with(old.lives()));
                prop_assert!(new.steps().starts_with(old.steps()));
            }
            for old in before.units() {
                let new = estate.unit(&old.code).unwrap();
                prop_assert!(new.spans().starts_with(old.spans()));
                prop_assert!(old.end().is_none() || new == old);
            }
            for old in before.accounts() {
                let new = estate.account(&old.id).unwrap();
                prop_assert!(new.history().starts_with(old.history()));
                prop_assert!(new.lives().starts_with(old.lives()));
            }
        }
        is_legal(&estate, day.max(start()));
        // The same events give the same estate, read from a file too.
        prop_assert_eq!(&Estate::replay(&log), &estate);
        let file = serde_json::to_string(&log).unwrap();
        let read: Vec<Event> = serde_json::from_str(&file).unwrap();
        prop_assert_eq!(&Estate::replay(&read), &estate);
    }
}
