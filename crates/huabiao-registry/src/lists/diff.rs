use super::Places;
use crate::export::{COLUMNS, cell};
use crate::{Column, Site};

/// What changed from one list to a later one.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ListDiff {
    /// Sites of the later list alone, in its order.
    pub added: Vec<Site>,
    /// Sites of the earlier list alone, in its order.
    pub gone: Vec<Site>,
    /// Sites of both that are not the same in everything, in the order of the later list.
    pub changed: Vec<SiteChange>,
    /// How many sites are the same in everything.
    pub same: usize,
}

/// A site of which something changed.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SiteChange {
    /// The site as it is later.
    pub site: Site,
    /// What changed, in the order of columns.
    pub fields: Vec<FieldChange>,
}

/// One thing that changed.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FieldChange {
    /// What.
    pub column: Column,
    /// As it was, as a list writes it; empty where nothing was said.
    pub from: String,
    /// As it is; empty where nothing is said.
    pub to: String,
}

/// Compares two lists. A site is the same by its code, and where one of the two has none,
/// by its home page.
///
/// ```
/// use huabiao_registry::{Column, diff, read_csv};
///
/// let list = |rows: &str| read_csv(format!("标识码,名称,网址\n{rows}").as_bytes()).sites;
/// let before = list("3301000001,示例市人民政府,www.example.gov.cn\n\
///                    3301000002,示例市文化局,whj.example.gov.cn\n");
/// let after = list("3301000001,示例市人民政府门户网站,www.example.gov.cn\n\
///                   3301000003,示例市旅游局,lyj.example.gov.cn\n");
/// let diff = diff(&before, &after);
/// assert_eq!(diff.added[0].name, "示例市旅游局");
/// assert_eq!(diff.gone[0].name, "示例市文化局");
/// assert_eq!(diff.changed[0].fields[0].column, Column::Name);
/// assert_eq!(diff.same, 0);
/// ```
pub fn diff(earlier: &[Site], later: &[Site]) -> ListDiff {
    let places = Places::of(earlier);
    let mut diff = ListDiff::default();
    let mut found = vec![false; earlier.len()];
    for site in later {
        // A site of the earlier list is found once.
        let at = places.find(site, earlier);
        let at = at.filter(|at| !found.get(*at).copied().unwrap_or_default());
        let Some((at, old)) = at.and_then(|at| Some((at, earlier.get(at)?))) else {
            diff.added.push(site.clone());
            continue;
        };
        if let Some(found) = found.get_mut(at) {
            *found = true;
        }
        let fields = changes(old, site);
        match fields.is_empty() {
            true => diff.same += 1,
            false => diff.changed.push(SiteChange {
                site: site.clone(),
                fields,
            }),
        }
    }
    let rest = earlier.iter().zip(found).filter(|(_, found)| !found);
    diff.gone = rest.map(|(site, _)| site.clone()).collect();
    diff
}

fn changes(old: &Site, new: &Site) -> Vec<FieldChange> {
    let change = |column: &Column| {
        let (from, to) = (cell(old, *column), cell(new, *column));
        (from != to).then_some(FieldChange {
            column: *column,
            from,
            to,
        })
    };
    COLUMNS.iter().filter_map(change).collect()
}
