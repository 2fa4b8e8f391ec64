use std::collections::BTreeSet;

use chrono::NaiveDate;
use huabiao::registry::{
    Actor, Approval, Command, Context, ContradictionKind, Estate, Filing, LeavingStep, NoticePlace,
    Particulars, PublicNotice, RecordId, RedirectSeen, Role, Site, UnitKind, Way,
};
use huabiao::types::SiteCategory;

use super::Owed;
use crate::demo::City;

/// The registry of the demo city, with contradictions put in.
pub(super) struct Book {
    pub(super) estate: Estate,
    pub(super) owed: Vec<Owed>,
    day: NaiveDate,
}

impl Book {
    pub(super) fn of(city: &City) -> anyhow::Result<Self> {
        let day = city.day() - chrono::Days::new(400);
        let mut book = Self {
            estate: Estate::default(),
            owed: Vec::new(),
            day,
        };
        book.units(city)?;
        for site in city.sites() {
            if site.host == UNREGISTERED {
                book.owe(ContradictionKind::Unregistered, UNREGISTERED.to_owned());
                continue;
            }
            book.enrol(site, city)?;
        }
        // What faults of the pages themselves contradict.
        for fault in city.faults() {
            let home = city.sites().find(|site| site.host == fault.host);
            let home = home.map(|site| site.url("/")).unwrap_or_default();
            if fault.kind == "wrong-code" {
                book.owe(ContradictionKind::CodeDiffers, home);
            }
        }
        book.close(CLOSED_ALIVE, &format!("http://{CLOSED_ALIVE}/"), city)?;
        book.owe(
            ContradictionKind::ClosedAlive,
            format!("http://{CLOSED_ALIVE}/"),
        );
        book.close("old-port", REDIRECT_LOST, city)?;
        book.owe(ContradictionKind::RedirectLost, REDIRECT_LOST.to_owned());
        book.take_offline(city.day())?;
        let dead = Site::from_home(DEAD)?;
        book.enter(Command::Enrol {
            site: "dead".parse()?,
            particulars: Box::new(Particulars::of(dead)),
        })?;
        book.owe(ContradictionKind::RunningDead, DEAD.to_owned());
        Ok(book)
    }

    fn owe(&mut self, kind: ContradictionKind, about: String) {
        self.owed.push(Owed { kind, about });
    }

    fn units(&mut self, city: &City) -> anyhow::Result<()> {
        let mut known = BTreeSet::new();
        let portal = city.sites().next().map(|site| site.unit.clone());
        for site in city.sites() {
            if !known.insert(site.unit.clone()) {
                continue;
            }
            let kind = match site.category {
                SiteCategory::Department => UnitKind::Department,
                SiteCategory::District => UnitKind::District,
                SiteCategory::DistrictSubordinate => UnitKind::DistrictSubordinate,
                SiteCategory::Portal => UnitKind::City,
                SiteCategory::SubordinateUnit => UnitKind::Subordinate,
            };
            let superior = portal.clone().filter(|portal| *portal != site.unit);
            self.enter(Command::FoundUnit {
                unit: site.unit.parse()?,
                name: site.unit_name.clone(),
                kind,
                superior: superior.map(|unit| unit.parse()).transpose()?,
            })?;
        }
        Ok(())
    }

    /// A site as it is served, but for what is planted.
    fn enrol(&mut self, site: &crate::demo::Site, city: &City) -> anyhow::Result<()> {
        if site.host == CLOSED_ALIVE {
            // It is in the registry as closed.
            return Ok(());
        }
        let home = site.url("/");
        let mut entry = Site::from_home(&home)?;
        entry.name.clone_from(&site.name);
        entry.code = Some(site.code.parse()?);
        entry.category = Some(site.category);
        entry.unit = Some(site.unit.parse()?);
        let mut particulars = Particulars::of(entry);
        particulars.icp = Some(site.icp());
        particulars.police = Some(site.police());
        match site.host.as_str() {
            OTHER_ICP => {
                particulars.icp = Some("ICP备26009999号".to_owned());
                self.owe(ContradictionKind::IcpDiffers, home);
            }
            OTHER_POLICE => {
                particulars.police = Some("公网安备 47120002009999号".to_owned());
                self.owe(ContradictionKind::PoliceDiffers, home);
            }
            OTHER_SPONSOR => {
                particulars.site.unit = Some(ITS_UNIT.parse()?);
                self.owe(ContradictionKind::SponsorDiffers, home);
            }
            // The codes of two sites were mixed up in the registry.
            host if SWAPPED.contains(&host) => {
                let other = city
                    .sites()
                    .find(|other| SWAPPED.contains(&other.host.as_str()) && other.host != host);
                particulars.site.code = other.map(|other| other.code.parse()).transpose()?;
                self.owe(ContradictionKind::CodeOfAnother, home);
            }
            OFFLINE => self.owe(ContradictionKind::OfflineAlive, home),
            _ => {}
        }
        self.enter(Command::Enrol {
            site: site.host.parse()?,
            particulars: Box::new(particulars),
        })
    }

    /// A site that was merged into the portal long ago.
    fn close(&mut self, id: &str, home: &str, city: &City) -> anyhow::Result<()> {
        let portal = city.sites().next().map(|site| site.host.clone());
        let portal: RecordId = portal.unwrap_or_default().parse()?;
        let site: RecordId = id.parse()?;
        let mut entry = Site::from_home(home)?;
        entry.name = format!("{id}（已并入）");
        let notice = PublicNotice {
            place: NoticePlace::Site,
            url: format!("{home}notice.html"),
            day: self.day,
            names: portal.to_string(),
        };
        self.enter(Command::Enrol {
            site: site.clone(),
            particulars: Box::new(Particulars::of(entry)),
        })?;
        self.enter(Command::BeginLeaving {
            site: site.clone(),
            way: Way::Into(portal.clone()),
            reason: "整合".to_owned(),
            approval: Some(approval(self.day)),
            notices: vec![notice],
        })?;
        self.day = self.day + chrono::Days::new(40);
        for step in [
            LeavingStep::ContentMoved { from: 60, to: 60 },
            LeavingStep::Archived {
                at: "档案1".to_owned(),
                pages: 60,
            },
            LeavingStep::Cancelled {
                filing: Filing::Icp,
            },
            LeavingStep::Redirect(RedirectSeen {
                from: home.to_owned(),
                to: Some(format!("http://{portal}/")),
                outcome: "ok.200".to_owned(),
                right: Some(true),
            }),
            LeavingStep::Reported,
        ] {
            let site = site.clone();
            self.enter(Command::Take { site, step })?;
        }
        self.enter(Command::FinishLeaving { site })
    }

    fn take_offline(&mut self, today: NaiveDate) -> anyhow::Result<()> {
        self.day = today - chrono::Days::new(3);
        let notice = |place| PublicNotice {
            place,
            url: format!("http://{OFFLINE}/notice.html"),
            day: today - chrono::Days::new(4),
            names: String::new(),
        };
        self.enter(Command::GoOffline {
            site: OFFLINE.parse()?,
            reason: "升级改造".to_owned(),
            days: 20,
            approval: Some(approval(self.day)),
            unforeseen: false,
            notices: vec![notice(NoticePlace::Site), notice(NoticePlace::Portal)],
        })
    }

    fn enter(&mut self, command: Command) -> anyhow::Result<()> {
        let by = Actor {
            person: "市政府办公室".to_owned(),
            unit: "chenglan".parse()?,
            role: Role::City,
        };
        let day = self.day;
        let events = self.estate.decide(&command, &Context { day, by: &by })?;
        self.estate.record(&events);
        Ok(())
    }
}

fn approval(day: NaiveDate) -> Approval {
    Approval {
        by: "省政府办公厅".to_owned(),
        number: "示范批复1号".to_owned(),
        day,
    }
}

/// A site that answers, that others link to, and that is not in the registry.
const UNREGISTERED: &str = "gzw.chenglan.gov.cn";

/// A site that answers and is closed in the registry.
const CLOSED_ALIVE: &str = "hyj.chenglan.gov.cn";

/// The old address of a closed site, where nothing answers any more.
const REDIRECT_LOST: &str = "http://old.chenglan-port.example/";

/// A site that is running in the registry, at an address where nothing answers.
const DEAD: &str = "http://old.chenglan-port.example/tzfw/";

/// Sites of which the registry says something else than their pages.
const OTHER_ICP: &str = "jyj.chenglan.gov.cn";
const OTHER_POLICE: &str = "kjj.chenglan.gov.cn";
const OTHER_SPONSOR: &str = "czj.chenglan.gov.cn";
const ITS_UNIT: &str = "sjj-chenglan";
const OFFLINE: &str = "tyj.chenglan.gov.cn";
const SWAPPED: [&str; 2] = ["ybj.chenglan.gov.cn", "gkj.chenglan.gov.cn"];
