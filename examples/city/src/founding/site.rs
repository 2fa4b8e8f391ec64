use huabiao::registry::{Command, Particulars, Person, Reporting, Site};
use huabiao::types::SiteCategory;

use crate::demo::names;

/// A site of the city in 2017.
#[derive(Clone, Debug)]
pub(crate) struct FoundingSite {
    /// What names it in the registry.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) host: String,
    /// The unit that answers for it, by code.
    pub(crate) unit: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) category: SiteCategory,
    pub(crate) services: Option<bool>,
    pub(super) sort: Sort,
    /// Its place in the list, from 0.
    pub(super) index: usize,
}

/// Why the site was once opened; it decides how well it is kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Sort {
    /// The main site of a unit that keeps it well.
    Main,
    /// The site of a unit that can hardly keep it.
    Weak,
    /// The site of a unit that repeats what the unit above it publishes.
    Copy,
    /// A second site of a unit: an old domain, a service, an old version.
    Second,
    /// A campaign (专题).
    Topic,
    /// A department of a district.
    Bureau,
    /// A town or street.
    Town,
    /// Nobody answers for it any more.
    Nobody,
}

impl FoundingSite {
    /// Takes it into the registry.
    pub(super) fn command(&self) -> anyhow::Result<Command> {
        let mut site = Site::from_home(&self.host)?;
        site.name.clone_from(&self.name);
        site.code = self.code.as_deref().map(str::parse).transpose()?;
        site.category = Some(self.category);
        site.unit = self.unit.as_deref().map(str::parse).transpose()?;
        site.services = self.services;
        let kept = matches!(self.sort, Sort::Main | Sort::Bureau);
        let main = self.sort == Sort::Main;
        let particulars = Particulars {
            in_charge: Person {
                post: match self.sort {
                    Sort::Nobody => "",
                    _ => "办公室主任",
                }
                .to_owned(),
                ..Person::default()
            },
            icp: (self.sort != Sort::Nobody)
                .then(|| format!("{}ICP备1500{:04}号-1", names::SIGN, self.index + 1)),
            police: kept
                .then(|| format!("{}公网安备 4712000200{:04}号", names::SIGN, self.index + 1)),
            party_mark: Some(kept || self.index.is_multiple_of(3)),
            https: Some(false),
            ipv6: Some(false),
            // The office and the first departments tried the platform out.
            platform: match main && self.index < PILOTS {
                true => super::PLATFORM,
                false => "",
            }
            .to_owned(),
            reporting: match self.code {
                Some(_) => Reporting::In,
                None => Reporting::Outside,
            },
            ..Particulars::of(site)
        };
        Ok(Command::Enrol {
            site: self.id.parse()?,
            particulars: Box::new(particulars),
        })
    }
}

/// How many of the first sites are on the platform already.
const PILOTS: usize = 12;
