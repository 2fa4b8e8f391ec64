//! What the rules of a site's life demand, and what is refused.

#![allow(clippy::unwrap_used)]

use huabiao_registry::{
    Actor, Approval, Command, Context, Estate, Filing, LeavingStep, Life, NoticePlace, Particulars,
    PublicNotice, RecordId, RedirectSeen, Refusal, Requirement, Role, Site, UnitKind, Way,
};
use huabiao_types::Lang;

/// An estate with a portal, and a bureau that asks for a site or has one.
struct Book {
    estate: Estate,
}

impl Book {
    fn new() -> Self {
        let mut book = Self {
            estate: Estate::default(),
        };
        for (unit, name, kind, superior) in [
            ("city", "示例市人民政府", UnitKind::City, None),
            ("mzj", "示例市民政局", UnitKind::Department, Some("city")),
            (
                "east",
                "示例市东区人民政府",
                UnitKind::District,
                Some("city"),
            ),
            ("town", "示例市东区一镇", UnitKind::Township, Some("east")),
        ] {
            book.enter(
                "2018-01-01",
                &Command::FoundUnit {
                    unit: unit.parse().unwrap(),
                    name: name.into(),
                    kind,
                    superior: superior.map(|code| code.parse().unwrap()),
                },
            )
            .unwrap();
        }
        book.enter("2018-01-01", &enrol("portal", "www.example.gov.cn", "city"))
            .unwrap();
        book
    }

    fn enter(&mut self, day: &str, command: &Command) -> Result<(), Refusal> {
        self.enter_as(Role::City, "city", day, command)
    }

    fn enter_as(
        &mut self,
        role: Role,
        unit: &str,
        day: &str,
        command: &Command,
    ) -> Result<(), Refusal> {
        let by = Actor {
            person: "p".into(),
            unit: unit.parse().unwrap(),
            role,
        };
        let day = day.parse().unwrap();
        let events = self.estate.decide(command, &Context { day, by: &by })?;
        self.estate.record(&events);
        Ok(())
    }

    fn missing(&mut self, day: &str, command: &Command) -> Vec<Requirement> {
        match self.enter(day, command) {
            Err(Refusal::Missing { missing, .. }) => missing,
            other => panic!("{other:?}"),
        }
    }

    fn life(&self, site: &str) -> &Life {
        self.estate.site(&id(site)).unwrap().life().unwrap()
    }
}

fn id(site: &str) -> RecordId {
    site.parse().unwrap()
}

fn particulars(host: &str, unit: &str) -> Box<Particulars> {
    let mut site = Site::from_home(host).unwrap();
    site.unit = Some(unit.parse().unwrap());
    let mut particulars = Particulars::of(site);
    particulars.icp = Some("浙ICP备18000001号".into());
    Box::new(particulars)
}

fn enrol(site: &str, host: &str, unit: &str) -> Command {
    Command::Enrol {
        site: id(site),
        particulars: particulars(host, unit),
    }
}

fn paper() -> Approval {
    Approval {
        by: "省政府办公厅".into(),
        number: "〔2018〕1号".into(),
        day: "2018-02-01".parse().unwrap(),
    }
}

fn notice(place: NoticePlace, names: &str) -> PublicNotice {
    PublicNotice {
        place,
        url: "http://mzj.example.gov.cn/gg.html".into(),
        day: "2018-03-01".parse().unwrap(),
        names: names.into(),
    }
}

fn take(step: LeavingStep) -> Command {
    Command::Take {
        site: id("mzj"),
        step,
    }
}

#[test]
fn a_site_is_opened_with_all_that_it_needs() {
    let mut book = Book::new();
    let apply = |reason: &str| Command::Apply {
        site: id("mzj"),
        particulars: particulars("mzj.example.gov.cn", "mzj"),
        reason: reason.into(),
    };
    assert_eq!(
        book.missing("2018-01-02", &apply(" ")),
        [Requirement::Reason]
    );
    book.enter_as(Role::Unit, "mzj", "2018-01-02", &apply("公开信息"))
        .unwrap();
    let approve = Command::Approve {
        site: id("mzj"),
        approval: paper(),
    };
    // Nobody approves the own site.
    assert!(matches!(
        book.enter_as(Role::Unit, "mzj", "2018-02-01", &approve),
        Err(Refusal::NotInScope { .. })
    ));
    book.enter("2018-02-01", &approve).unwrap();
    let open = Command::Open { site: id("mzj") };
    let refusal = book.enter("2018-02-02", &open).unwrap_err();
    assert_eq!(
        refusal.text(Lang::Zh),
        "mzj尚缺：办理党政机关网站标识、办理ICP备案、办理公安机关备案、办理政府网站标识码（国办发〔2017〕47号 \
         网站开设程序（批准、党政机关网站标识、ICP备案、公安机关备案、网站标识码））；通过安全检测\
         （国办发〔2017〕47号 网站开设条件）"
    );
    let file = |filing, number: &str| Command::File {
        site: id("mzj"),
        filing,
        number: number.into(),
    };
    // The five things come in order, and the code is a code.
    assert_eq!(
        book.missing("2018-02-03", &file(Filing::Police, "1")),
        [
            Requirement::Filed(Filing::PartyMark),
            Requirement::Filed(Filing::Icp)
        ]
    );
    for filing in [Filing::PartyMark, Filing::Icp, Filing::Police] {
        book.enter("2018-02-03", &file(filing, "1")).unwrap();
    }
    assert!(matches!(
        book.enter("2018-02-03", &file(Filing::Code, "123456789012")),
        Err(Refusal::Invalid { .. })
    ));
    book.enter("2018-02-04", &file(Filing::Code, "3301000002"))
        .unwrap();
    book.enter("2018-02-04", &Command::PassTest { site: id("mzj") })
        .unwrap();
    book.enter("2018-02-05", &open).unwrap();
    assert_eq!(book.life("mzj"), &Life::Running);

    // One unit, one site; a town has none.
    let second = |site: &str, host: &str, unit: &str| Command::Apply {
        site: id(site),
        particulars: particulars(host, unit),
        reason: "专题".into(),
    };
    assert_eq!(
        book.missing("2018-02-06", &second("mz2", "mz2.example.gov.cn", "mzj")),
        [Requirement::OneSitePerUnit]
    );
    assert_eq!(
        book.missing("2018-02-06", &second("town", "t.example.gov.cn", "town")),
        [Requirement::UnitMayHaveSite]
    );
}

#[test]
fn offline_is_once_a_year_and_thirty_days() {
    let mut book = Book::new();
    book.enter("2018-01-01", &enrol("mzj", "mzj.example.gov.cn", "mzj"))
        .unwrap();
    let offline = |days, unforeseen| Command::GoOffline {
        site: id("mzj"),
        reason: "整改".into(),
        days,
        approval: Some(paper()),
        unforeseen,
        notices: vec![
            notice(NoticePlace::Site, ""),
            notice(NoticePlace::Portal, ""),
        ],
    };
    assert_eq!(
        book.missing("2018-03-01", &offline(31, false)),
        [Requirement::OfflineThirtyDays]
    );
    assert_eq!(
        book.missing("2018-03-01", &offline(0, false)),
        [Requirement::OfflineThirtyDays]
    );
    book.enter("2018-03-01", &offline(30, false)).unwrap();
    let until = "2018-03-30".parse().unwrap();
    assert_eq!(book.life("mzj"), &Life::Offline { until });
    let overdue =
        |book: &Book, day: &str| book.estate.overdue_offline(day.parse().unwrap()).count();
    assert_eq!(
        (overdue(&book, "2018-03-30"), overdue(&book, "2018-03-31")),
        (0, 1)
    );
    book.enter("2018-03-31", &Command::ComeBack { site: id("mzj") })
        .unwrap();
    assert_eq!(
        book.missing("2018-12-31", &offline(1, false)),
        [Requirement::OfflineOnce]
    );
    book.enter("2019-01-01", &offline(1, true)).unwrap();
}

#[test]
fn a_site_is_closed_when_nothing_is_missing() {
    let mut book = Book::new();
    book.enter("2018-01-01", &enrol("mzj", "mzj.example.gov.cn", "mzj"))
        .unwrap();
    let begin = |way: Way, names: &str| Command::BeginLeaving {
        site: id("mzj"),
        way,
        reason: "整合".into(),
        approval: Some(paper()),
        notices: vec![notice(NoticePlace::Site, names)],
    };
    let into = Way::Into(id("portal"));
    assert_eq!(
        book.missing("2018-03-01", &begin(into.clone(), "")),
        [Requirement::NoticeNamesPlace]
    );
    // Not into itself, nor into what is not there.
    for other in ["mzj", "nowhere"] {
        assert!(
            book.enter("2018-03-01", &begin(Way::Into(id(other)), "x"))
                .is_err()
        );
    }
    book.enter("2018-03-01", &begin(into, "示例市人民政府网站"))
        .unwrap();
    let finish = Command::FinishLeaving { site: id("mzj") };
    assert_eq!(
        book.missing("2018-03-30", &finish),
        [
            Requirement::ContentComplete,
            Requirement::NoticeThirtyDays,
            Requirement::Archive,
            // It has no other filing to cancel.
            Requirement::FilingCancelled(Filing::Icp),
            Requirement::Redirect,
            Requirement::ReportedToSystem,
        ]
    );
    let seen = |right| {
        take(LeavingStep::Redirect(RedirectSeen {
            from: "http://mzj.example.gov.cn/".into(),
            to: Some("http://www.example.gov.cn/".into()),
            outcome: "ok.200".into(),
            right,
        }))
    };
    for command in [
        take(LeavingStep::ContentMoved { from: 90, to: 89 }),
        take(LeavingStep::Archived {
            at: "档案室2018-7".into(),
            pages: 90,
        }),
        take(LeavingStep::Cancelled {
            filing: Filing::Icp,
        }),
        take(LeavingStep::Reported),
        seen(Some(true)),
        seen(None),
    ] {
        book.enter("2018-03-30", &command).unwrap();
    }
    // One page is missing on the new side; whether the redirect works is not known.
    assert_eq!(
        book.missing("2018-03-31", &finish),
        [Requirement::ContentComplete, Requirement::Redirect]
    );
    for command in [
        take(LeavingStep::ContentMoved { from: 90, to: 90 }),
        seen(Some(true)),
        finish.clone(),
    ] {
        book.enter("2018-03-31", &command).unwrap();
    }
    assert!(book.life("mzj").is_over());
    // Months later the redirect is looked at once more; nothing else is entered.
    book.enter("2018-09-01", &seen(Some(false))).unwrap();
    let (day, last) = book.estate.site(&id("mzj")).unwrap().redirect().unwrap();
    assert_eq!(
        (day.to_string().as_str(), last.right),
        ("2018-09-01", Some(false))
    );
    assert!(
        book.enter("2018-09-01", &take(LeavingStep::Reported))
            .is_err()
    );
    // Its address is free for another site.
    book.enter("2018-10-01", &enrol("new", "mzj.example.gov.cn", "mzj"))
        .unwrap();
}

#[test]
fn a_unit_does_not_end_before_what_depended_on_it() {
    let mut book = Book::new();
    book.enter("2018-01-01", &enrol("mzj", "mzj.example.gov.cn", "mzj"))
        .unwrap();
    let close = Command::CloseUnit {
        unit: "mzj".parse().unwrap(),
    };
    assert!(matches!(
        book.enter("2018-02-01", &close),
        Err(Refusal::UnitInUse { .. })
    ));
    let begin = Command::BeginLeaving {
        site: id("mzj"),
        way: Way::Archive,
        reason: "撤销".into(),
        approval: Some(paper()),
        notices: vec![notice(NoticePlace::Site, "")],
    };
    book.enter("2018-03-01", &begin).unwrap();
    for command in [
        take(LeavingStep::Archived {
            at: "档案室".into(),
            pages: 1,
        }),
        take(LeavingStep::Cancelled {
            filing: Filing::Icp,
        }),
        take(LeavingStep::Reported),
        Command::FinishLeaving { site: id("mzj") },
    ] {
        book.enter("2018-04-01", &command).unwrap();
    }
    // The site was there in March.
    assert!(matches!(
        book.enter("2018-03-15", &close),
        Err(Refusal::Backwards { .. })
    ));
    book.enter("2018-04-01", &close).unwrap();
    let registry = |day: &str| book.estate.on(day.parse().unwrap()).unwrap();
    assert_eq!(registry("2018-03-31").sites().len(), 2);
    assert_eq!(registry("2018-04-01").sites().len(), 1);
}

#[test]
fn a_district_enters_for_its_own_tree_only() {
    let mut book = Book::new();
    let found = |unit: &str, superior: &str| Command::FoundUnit {
        unit: unit.parse().unwrap(),
        name: unit.into(),
        kind: UnitKind::DistrictSubordinate,
        superior: Some(superior.parse().unwrap()),
    };
    book.enter_as(Role::District, "east", "2018-02-01", &found("zone", "east"))
        .unwrap();
    for (unit, superior) in [("x", "city"), ("x", "mzj")] {
        let entered = book.enter_as(Role::District, "east", "2018-02-01", &found(unit, superior));
        assert!(matches!(entered, Err(Refusal::NotInScope { .. })));
    }
    // Neither does it take units of others, nor rename itself.
    let moved = Command::MoveUnit {
        unit: "mzj".parse().unwrap(),
        superior: Some("east".parse().unwrap()),
    };
    assert!(
        book.enter_as(Role::District, "east", "2018-02-02", &moved)
            .is_err()
    );
    let rename = Command::RenameUnit {
        unit: "east".parse().unwrap(),
        name: "新区".into(),
    };
    assert!(
        book.enter_as(Role::District, "east", "2018-02-02", &rename)
            .is_err()
    );
    book.enter("2018-02-02", &rename).unwrap();
    let circle = Command::MoveUnit {
        unit: "east".parse().unwrap(),
        superior: Some("zone".parse().unwrap()),
    };
    assert!(matches!(
        book.enter("2018-02-03", &circle),
        Err(Refusal::Circle { .. })
    ));
    // A merged district takes its tree along.
    let merge = Command::MergeUnit {
        unit: "east".parse().unwrap(),
        into: "mzj".parse().unwrap(),
    };
    book.enter("2018-05-01", &merge).unwrap();
    let day = "2018-05-01".parse().unwrap();
    let (zone, mzj) = ("zone".parse().unwrap(), "mzj".parse().unwrap());
    assert!(book.estate.is_within(&zone, &mzj, day));
    let east = "east".parse().unwrap();
    assert_eq!(book.estate.successor(&east, day).unwrap().code, mzj);
}
