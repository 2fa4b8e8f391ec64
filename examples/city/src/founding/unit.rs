use huabiao::registry::{Command, UnitKind};
use huabiao::types::SiteCategory;

use super::sites::{BUREAUX, CENTRES, COPIES, DEPARTMENTS, TOWNS, ZONES, bureaux_of, towns_of};
use crate::demo::{self, names};

/// A unit of the city.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) kind: UnitKind,
    pub(super) superior: Option<String>,
}

impl Unit {
    pub(super) fn command(&self) -> anyhow::Result<Command> {
        Ok(Command::FoundUnit {
            unit: self.code.parse()?,
            name: self.name.clone(),
            kind: self.kind,
            superior: self.superior.as_deref().map(str::parse).transpose()?,
        })
    }
}

/// Every unit, those above before those below.
pub(super) fn all() -> Vec<Unit> {
    let mut units = of_the_demo();
    let city = names::CITY;
    for (name, slug) in DEPARTMENTS {
        units.push(Unit {
            code: below(slug),
            name: format!("{city}{name}"),
            kind: UnitKind::Department,
            superior: Some(CITY.to_owned()),
        });
    }
    for (name, slug, above) in CENTRES.into_iter().chain(COPIES) {
        units.push(Unit {
            code: below(slug),
            name: format!("{city}{name}"),
            kind: UnitKind::Subordinate,
            superior: Some(below(above)),
        });
    }
    for (at, (district, slug)) in names::DISTRICTS.into_iter().enumerate() {
        let mut add = |name: &str, part: &str, kind| {
            units.push(Unit {
                code: format!("{part}-{slug}"),
                name: format!("{city}{district}{name}"),
                kind,
                superior: Some(slug.to_owned()),
            });
        };
        for (name, part) in bureaux_of(at) {
            add(name, part, UnitKind::DistrictDepartment);
        }
        for (name, part) in towns_of(at) {
            add(name, part, UnitKind::Township);
        }
        if let Some((name, part)) = ZONES.get(at) {
            add(name, part, UnitKind::DistrictSubordinate);
        }
    }
    debug_assert!(BUREAUX.len() >= 5 && TOWNS.len() >= 5);
    units
}

/// The units of the 91 sites that are there in the demo.
fn of_the_demo() -> Vec<Unit> {
    let mut units: Vec<Unit> = demo::estate()
        .into_iter()
        .map(|site| {
            let (kind, superior) = match site.category {
                SiteCategory::Portal => (UnitKind::City, None),
                SiteCategory::Department => (UnitKind::Department, Some(CITY.to_owned())),
                SiteCategory::District => (UnitKind::District, Some(CITY.to_owned())),
                SiteCategory::SubordinateUnit => {
                    let slug = site.unit.split('-').next().unwrap_or_default();
                    let above = ABOVE.iter().find(|(unit, _)| *unit == slug);
                    let above = above.map_or(CITY.to_owned(), |(_, above)| below(above));
                    (UnitKind::Subordinate, Some(above))
                }
                // What the demo counts as a unit of a district is a department of it.
                SiteCategory::DistrictSubordinate => {
                    let district = site.unit.split('-').nth(1).map(str::to_owned);
                    (UnitKind::DistrictDepartment, district)
                }
            };
            Unit {
                code: site.unit,
                name: site.unit_name,
                kind,
                superior,
            }
        })
        .collect();
    // Departments before the units below them.
    units.sort_by_key(|unit| unit.kind);
    units
}

/// The code of a unit of the city.
pub(super) fn below(slug: &str) -> String {
    format!("{slug}-{CITY}")
}

/// The code of the city's office.
pub(super) const CITY: &str = names::CITY_PINYIN;

/// To which department a subordinate unit of the demo belongs; the rest belong to the city.
const ABOVE: [(&str, &str); 12] = [
    ("gjj", "zjj"),
    ("ggzy", "ggzyjgj"),
    ("bdc", "zrzyj"),
    ("rcjl", "rsj"),
    ("hjjc", "sthjj"),
    ("jkzx", "wjw"),
    ("szzx", "daj"),
    ("swjc", "slj"),
    ("sbzx", "rsj"),
    ("cjdag", "zjj"),
    ("dlys", "jtj"),
    ("fxzx", "yjj"),
];
