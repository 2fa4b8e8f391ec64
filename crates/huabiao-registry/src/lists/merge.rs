use std::collections::BTreeMap;

use super::Places;
use crate::export::{COLUMNS, cell};
use crate::{Column, Site};

/// A list and what it is called: `全国政府网站信息报送系统 2026-09`, `市级台账`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Origin<'a> {
    /// What names it.
    pub name: &'a str,
    /// Its sites.
    pub sites: &'a [Site],
}

/// A site put together from several lists.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Merged {
    /// The site: of each field what the first list says that says anything.
    pub site: Site,
    /// Who says what of each field, in the order of the lists. A field of which nobody
    /// says anything is not there.
    pub fields: BTreeMap<Column, Vec<Said>>,
}

/// What a list says of a field.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Said {
    /// What names the list.
    pub by: String,
    /// The value as a list writes it.
    pub value: String,
}

impl Merged {
    /// The fields of which the lists say different things.
    pub fn disputed(&self) -> impl Iterator<Item = (Column, &[Said])> {
        self.fields.iter().filter_map(|(column, said)| {
            let (first, rest) = said.split_first()?;
            let disputed = rest.iter().any(|other| other.value != first.value);
            disputed.then_some((*column, said.as_slice()))
        })
    }

    /// The list from which the value of a field was taken.
    pub fn origin(&self, column: Column) -> Option<&str> {
        Some(self.fields.get(&column)?.first()?.by.as_str())
    }
}

/// Puts several lists together, the most trusted first. Of each field the first list that
/// says anything decides; who says what else is kept.
///
/// A site is the same by its code, and where one of two has none, by its home page. The
/// sites stand in the order in which they first appear.
///
/// ```
/// use huabiao_registry::{Column, Origin, merge, read_csv};
///
/// let national = read_csv("标识码,名称,网址\n3301000002,示例市民政局,mzj.example.gov.cn\n".as_bytes());
/// let city = read_csv("名称,网址,主办单位\n市民政局网站,mzj.example.gov.cn,示例市民政局\n".as_bytes());
/// let merged = merge(&[
///     Origin { name: "报送系统", sites: &national.sites },
///     Origin { name: "市级台账", sites: &city.sites },
/// ]);
/// assert_eq!(merged.len(), 1);
/// assert_eq!(merged[0].site.name, "示例市民政局");
/// assert_eq!(merged[0].site.unit_name, "示例市民政局");
/// assert_eq!(merged[0].origin(Column::UnitName), Some("市级台账"));
/// let (column, said) = merged[0].disputed().next().unwrap();
/// assert_eq!((column, said[1].value.as_str()), (Column::Name, "市民政局网站"));
/// ```
pub fn merge(origins: &[Origin<'_>]) -> Vec<Merged> {
    let mut sites: Vec<Site> = Vec::new();
    let mut fields: Vec<BTreeMap<Column, Vec<Said>>> = Vec::new();
    for origin in origins {
        let known = sites.clone();
        let places = Places::of(&known);
        let mut taken = vec![false; known.len()];
        for site in origin.sites {
            let at = places.find(site, &known);
            let at = at.filter(|at| !taken.get(*at).copied().unwrap_or_default());
            let at = at.unwrap_or_else(|| {
                sites.push(Site {
                    // A host in place of a name is no name.
                    name: String::new(),
                    ..site.clone()
                });
                fields.push(BTreeMap::new());
                sites.len() - 1
            });
            if let Some(taken) = taken.get_mut(at) {
                *taken = true;
            }
            if let (Some(whole), Some(fields)) = (sites.get_mut(at), fields.get_mut(at)) {
                add(whole, fields, site, origin.name);
            }
        }
    }
    let named = sites.into_iter().map(|mut site| {
        if site.name.is_empty() {
            site.name.clone_from(&site.host);
        }
        site
    });
    let merged = named.zip(fields);
    merged
        .map(|(site, fields)| Merged { site, fields })
        .collect()
}

fn add(whole: &mut Site, fields: &mut BTreeMap<Column, Vec<Said>>, site: &Site, by: &str) {
    for column in COLUMNS {
        let value = match column {
            Column::Name if site.name == site.host => String::new(),
            column => cell(site, column),
        };
        if value.is_empty() {
            continue;
        }
        let said = fields.entry(column).or_default();
        if said.is_empty() {
            take(whole, site, column);
        }
        said.push(Said {
            by: by.to_owned(),
            value,
        });
    }
}

fn take(whole: &mut Site, site: &Site, column: Column) {
    match column {
        Column::Aliases => whole.aliases.clone_from(&site.aliases),
        Column::Category => whole.category = site.category,
        Column::Code => whole.code.clone_from(&site.code),
        Column::Home | Column::Host => {
            whole.home.clone_from(&site.home);
            whole.host.clone_from(&site.host);
        }
        Column::Name => whole.name.clone_from(&site.name),
        Column::Services => whole.services = site.services,
        Column::Superior => whole.superior_name.clone_from(&site.superior_name),
        Column::Unit => whole.unit.clone_from(&site.unit),
        Column::UnitName => whole.unit_name.clone_from(&site.unit_name),
    }
}
