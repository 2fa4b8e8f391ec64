use huabiao_types::Lang;

use crate::import::guard;
use crate::{Column, Site};

/// Writes a list of sites as CSV that spreadsheets open: UTF-8 with byte order mark,
/// Chinese headings, and `'` before what could be taken for a formula.
///
/// [`read_csv`](crate::read_csv) reads back the same sites, as long as they came from
/// a list: names without control characters, no address twice.
///
/// ```
/// use huabiao_registry::{Site, read_csv, write_csv};
///
/// let mut site = Site::from_home("www.example.gov.cn")?;
/// site.name = "=1+1".to_owned();
/// let list = write_csv(std::slice::from_ref(&site));
/// assert!(list.contains("'=1+1"));
/// assert_eq!(read_csv(list.as_bytes()).sites, [site]);
/// # Ok::<(), huabiao_registry::InvalidHome>(())
/// ```
pub fn write_csv(sites: &[Site]) -> String {
    let mut list = String::from("\u{feff}");
    line(
        &mut list,
        COLUMNS.iter().map(|column| column.heading().to_owned()),
    );
    for site in sites {
        line(&mut list, COLUMNS.iter().map(|column| cell(site, *column)));
    }
    list
}

pub(crate) fn cell(site: &Site, column: Column) -> String {
    match column {
        Column::Aliases => site.aliases.join(" "),
        Column::Category => site
            .category
            .map_or("", |category| category.name(Lang::Zh))
            .to_owned(),
        Column::Code => site
            .code
            .as_ref()
            .map_or(String::new(), ToString::to_string),
        Column::Home | Column::Host => site.home.clone(),
        Column::Name => site.name.clone(),
        Column::Services => match site.services {
            None => "",
            Some(false) => "否",
            Some(true) => "是",
        }
        .to_owned(),
        Column::Superior => site.superior_name.clone(),
        Column::Unit => site
            .unit
            .as_ref()
            .map_or(String::new(), ToString::to_string),
        Column::UnitName => site.unit_name.clone(),
    }
}

fn line(list: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            list.push(',');
        }
        let cell = guard(&cell);
        if cell.contains([',', '"', '\r', '\n', ';', '\t']) {
            list.push('"');
            list.push_str(&cell.replace('"', "\"\""));
            list.push('"');
        } else {
            list.push_str(&cell);
        }
    }
    list.push_str("\r\n");
}

/// Every column but the host, which is part of the address.
pub(crate) const COLUMNS: [Column; 9] = [
    Column::Code,
    Column::Name,
    Column::Home,
    Column::Aliases,
    Column::Category,
    Column::UnitName,
    Column::Unit,
    Column::Superior,
    Column::Services,
];
