use huabiao::registry::{Event, Happened, Site, write_csv};
use huabiao::types::Lang;

use super::FoundingCity;
use crate::demo::names;

/// The lists of the city, as offices keep them.
#[derive(Clone, Debug)]
pub(crate) struct Lists {
    /// The units, `单位代码,单位名称,单位性质,上级单位`.
    pub(crate) units: Vec<u8>,
    /// What the national reporting system has, in GBK.
    pub(crate) national: Vec<u8>,
    /// What the city's own list has: all sites, without codes.
    pub(crate) own: Vec<u8>,
}

impl Lists {
    /// The lists of the city before its sites were put together.
    pub(crate) fn of(city: &FoundingCity) -> Self {
        let mut units = "单位代码,单位名称,单位性质,上级单位\r\n".to_owned();
        for event in &city.events {
            if let Event {
                what:
                    Happened::UnitFounded {
                        unit,
                        name,
                        kind,
                        superior,
                    },
                ..
            } = event
            {
                let superior = superior.as_ref().map_or("", |unit| unit.as_str());
                units.push_str(&format!(
                    "{unit},{name},{},{superior}\r\n",
                    kind.name(Lang::Zh)
                ));
            }
        }
        let records = city.sites.iter().filter_map(|site| {
            let record = city.estate.site(&site.id.parse().ok()?)?;
            Some(record.now()?.site.clone())
        });
        let sites: Vec<Site> = records.collect();
        let national: Vec<Site> = sites
            .iter()
            .filter(|site| site.code.is_some())
            .cloned()
            .collect();
        let short = |name: &str| name.trim_start_matches(names::CITY).to_owned();
        let own: Vec<Site> = sites
            .into_iter()
            .enumerate()
            .map(|(at, site)| Site {
                code: None,
                name: match at % 25 {
                    // The city's list is not as careful with names.
                    24 => short(&site.name),
                    _ => site.name,
                },
                ..site
            })
            .collect();
        let national = write_csv(&national);
        // GBK has no byte order mark.
        let national = national.trim_start_matches('\u{feff}');
        Self {
            units: units.into_bytes(),
            national: encoding_rs::GBK.encode(national).0.into_owned(),
            own: write_csv(&own).into_bytes(),
        }
    }
}
