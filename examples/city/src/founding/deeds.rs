//! What is done with each site of the plan, and on which day of 2018.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use huabiao::registry::{
    Approval, Command, Filing, LeavingStep, NoticePlace, Particulars, Plan, PlanItem, Proposal,
    PublicNotice, RecordId, SiteRecord, Way,
};

use super::measured::roll;
use super::web::Face;
use super::{FoundingCity, PLATFORM, date, unit};

/// Something that is done.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// A host answers in another way from now on.
    Serve { host: String, face: Face },
    /// The old address of a site is asked where it leads.
    Look(RecordId),
    /// Every old address is asked that the ledger says is due.
    LookAtAll,
    /// Something is entered.
    Enter(Command),
    /// The end of a site is entered; if it is refused, a week later again.
    Finish { site: RecordId, again: bool },
}

/// What is done on which day.
pub(super) type Agenda = BTreeMap<NaiveDate, Vec<Deed>>;

/// The new place of a site that is closed.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) host: String,
    pub(super) name: String,
    /// The address to which the old one leads.
    pub(super) url: String,
}

/// Where the content of a site goes; `None` if the site stays.
pub(super) fn place(city: &FoundingCity, site: &RecordId, item: &PlanItem) -> Option<Place> {
    let now = |id: &RecordId| city.estate.site(id)?.now().cloned();
    match item.decided() {
        Proposal::Keep | Proposal::Migrate => None,
        Proposal::MergeInto(into) => {
            let into = now(into)?.site;
            Some(Place {
                url: format!("http://{}/lswz/{site}/", into.host),
                host: into.host,
                name: into.name,
            })
        }
        Proposal::Close => {
            let portal = now(&unit::CITY.parse().ok()?)?.site;
            Some(Place {
                url: format!("http://{}/gtgg/{site}.html", portal.host),
                host: portal.host,
                name: portal.name,
            })
        }
    }
}

/// Everything that is planned for 2018. What turns out otherwise is added as it comes.
pub(super) fn agenda(city: &FoundingCity, plan: &Plan) -> Agenda {
    let mut agenda = Agenda::new();
    let mut papers = 0;
    for (at, site) in city.sites.iter().enumerate() {
        let Some((id, item)) = plan.items.get_key_value(&match site.id.parse() {
            Ok(id) => id,
            Err(_) => continue,
        }) else {
            continue;
        };
        let Some(record) = city.estate.site(id) else {
            continue;
        };
        papers += 1;
        let paper = Approval {
            by: "省政府办公厅".to_owned(),
            number: format!("岚政办函〔2018〕{papers}号"),
            day: date(2018, 1, 30),
        };
        let mut work = Work {
            agenda: &mut agenda,
            id,
            at,
            record,
            paper,
        };
        match (item.decided(), place(city, id, item)) {
            (Proposal::Migrate, _) => work.migrate(),
            (proposal, Some(place)) => work.close(proposal, &place),
            _ => {}
        }
    }
    for (host, face) in BROKEN_LATER {
        let deed = Deed::Serve {
            host: host.to_owned(),
            face: face(),
        };
        agenda.entry(date(2018, 10, 22)).or_default().push(deed);
    }
    agenda.entry(LATER).or_default().push(Deed::LookAtAll);
    agenda
}

struct Work<'a> {
    agenda: &'a mut Agenda,
    id: &'a RecordId,
    at: usize,
    record: &'a SiteRecord,
    paper: Approval,
}

impl Work<'_> {
    fn on(&mut self, day: NaiveDate, deed: Deed) {
        self.agenda.entry(working(day)).or_default().push(deed);
    }

    fn take(&mut self, day: NaiveDate, step: LeavingStep) {
        let site = self.id.clone();
        self.on(day, Deed::Enter(Command::Take { site, step }));
    }

    fn begin(&mut self, day: NaiveDate, way: Way, reason: &str, notices: Vec<PublicNotice>) {
        let site = self.id.clone();
        let approval = Some(self.paper.clone());
        let command = Command::BeginLeaving {
            site,
            way,
            reason: reason.to_owned(),
            approval,
            notices,
        };
        self.on(day, Deed::Enter(command));
    }

    fn host(&self) -> String {
        let now = self.record.now();
        now.map_or_else(String::new, |now| now.site.host.clone())
    }

    fn pages(&self) -> u32 {
        u32::try_from(roll(self.id.as_str(), "pages", 40, 2_400)).unwrap_or_default()
    }

    /// The site goes to the platform and stays online.
    fn migrate(&mut self) {
        let began = after(date(2018, 4, 9), self.at * 2);
        let notice = PublicNotice {
            place: NoticePlace::Site,
            url: format!("http://{}/gonggao/qianyi.html", self.host()),
            day: working(began),
            names: PLATFORM.to_owned(),
        };
        let way = Way::Platform(PLATFORM.to_owned());
        self.begin(began, way, "按整合方案迁移至集约化平台", vec![notice]);
        let pages = self.pages() * 3;
        self.count(after(began, 14), pages);
        let site = self.id.clone();
        self.on(after(began, 22), Deed::Finish { site, again: true });
    }

    /// The site goes into another one, or is archived.
    fn close(&mut self, proposal: &Proposal, place: &Place) {
        let host = self.host();
        let began = after(self.wave(proposal), self.at % 11);
        let notice = |on: NoticePlace, url: String| PublicNotice {
            place: on,
            url,
            day: working(began),
            names: format!("{}（{}）", place.name, place.url),
        };
        let notices = vec![
            notice(
                NoticePlace::Site,
                format!("http://{host}/gonggao/guanting.html"),
            ),
            notice(
                NoticePlace::Portal,
                format!("http://www.{}.gov.cn/gtgg/{}.html", unit::CITY, self.id),
            ),
        ];
        let way = match proposal {
            Proposal::MergeInto(into) => Way::Into(into.clone()),
            _ => Way::Archive,
        };
        self.begin(began, way, "按整合方案关停", notices);
        let pages = self.pages();
        if matches!(proposal, Proposal::MergeInto(_)) {
            self.count(after(began, 10), pages);
        }
        let archive = LeavingStep::Archived {
            at: format!("澄岚市档案馆 2018-WZ-{:03}", self.at + 1),
            pages,
        };
        self.take(after(began, 20), archive);
        if self.at.is_multiple_of(40) {
            // Somebody is too early.
            let site = self.id.clone();
            self.on(after(began, 21), Deed::Finish { site, again: false });
        }
        if let Some(now) = self.record.now() {
            for filing in cancelled(now) {
                self.take(after(began, 24), LeavingStep::Cancelled { filing });
            }
        }
        let wrong = WRONG_AT_FIRST
            .iter()
            .find(|(id, _)| *id == self.id.as_str());
        let face = match wrong {
            Some((_, face)) => face(),
            None => Face::Redirect(place.url.clone()),
        };
        self.on(after(began, 27), Deed::Serve { host, face });
        self.on(after(began, 28), Deed::Look(self.id.clone()));
        self.take(after(began, 30), LeavingStep::Reported);
        let site = self.id.clone();
        self.on(after(began, 33), Deed::Finish { site, again: true });
    }

    /// What was moved is counted on both sides; of some sites a second time, because the
    /// first count found less on the new side.
    fn count(&mut self, day: NaiveDate, pages: u32) {
        if self.at.is_multiple_of(19) {
            let to = pages - pages / 25 - 1;
            self.take(day, LeavingStep::ContentMoved { from: pages, to });
        }
        let whole = LeavingStep::ContentMoved {
            from: pages,
            to: pages,
        };
        self.take(after(day, 6), whole);
    }

    fn wave(&self, proposal: &Proposal) -> NaiveDate {
        let into_another = matches!(proposal, Proposal::MergeInto(_));
        match self.id.as_str() {
            _ if !into_another => date(2018, 2, 5),
            id if id.ends_with("-2") || id.starts_with("zt-") => date(2018, 2, 26),
            id if id.ends_with("-chenglan") => date(2018, 5, 14),
            _ => date(2018, 4, 2),
        }
    }
}

/// What a site has to be cancelled.
fn cancelled(now: &Particulars) -> impl Iterator<Item = Filing> {
    let has = |filing: &Filing| match filing {
        Filing::Code => now.site.code.is_some(),
        Filing::Domain => false,
        Filing::Icp => now.icp.is_some(),
        Filing::PartyMark => now.party_mark == Some(true),
        Filing::Police => now.police.is_some(),
    };
    Filing::CLOSING.into_iter().filter(has)
}

/// A day some days later.
pub(super) fn after(day: NaiveDate, days: usize) -> NaiveDate {
    let days = u64::try_from(days).unwrap_or_default();
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// The day itself, or the Monday after its weekend.
pub(super) fn working(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => after(day, 2),
        Weekday::Sun => after(day, 1),
        _ => day,
    }
}

/// Months later all redirects are looked at again.
const LATER: NaiveDate = date(2018, 12, 10);

type Makes = fn() -> Face;

/// Redirects that are wrong when they are first looked at.
const WRONG_AT_FIRST: [(&str, Makes); 2] = [
    // It leads to the portal, not to the bureau.
    ("jyj-chenglan-2", || {
        Face::Redirect("http://www.chenglan.gov.cn/".to_owned())
    }),
    ("zt-jnxc", || Face::Gone),
];

/// Hosts whose redirect is broken in the autumn.
const BROKEN_LATER: [(&str, Makes); 3] = [
    // The domain was not renewed, and somebody else has it.
    ("www.clfgw.example", || {
        Face::Site("买域名就上域名超市".to_owned())
    }),
    ("kfq.fengzhu.gov.cn", || Face::Gone),
    // A new firewall.
    ("scsc.chenglan.gov.cn", || Face::Blocked),
];
