use huabiao::types::SiteCategory;

use super::names;

/// One site of the city: who it is and how it looks.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// Its place in the list, from 0.
    pub(super) index: usize,
    /// Its identification code.
    pub(crate) code: String,
    /// Its registered name.
    pub(crate) name: String,
    /// Who answers for it.
    pub(crate) unit_name: String,
    /// The code of that unit.
    pub(crate) unit: String,
    /// Its host.
    pub(crate) host: String,
    /// Whether it is served over TLS.
    pub(super) tls: bool,
    pub(crate) category: SiteCategory,
    /// Whether its body has outward services.
    pub(crate) services: bool,
    pub(super) style: Style,
    pub(super) charset: Charset,
}

impl Site {
    /// The absolute address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        format!("{scheme}://{}{path}", self.host)
    }

    /// Its ICP filing (ICP备案号).
    pub(crate) fn icp(&self) -> String {
        format!("{}ICP备2600{:04}号", names::SIGN, 1000 + self.index)
    }

    /// The digits of its public-security filing (公安机关备案号).
    pub(crate) fn police(&self) -> String {
        format!("4712000200{:04}", 100 + self.index)
    }

    /// The short name of the unit, without the name of the place.
    pub(super) fn short(&self) -> &str {
        self.unit_name
            .strip_prefix(names::CITY)
            .unwrap_or(&self.unit_name)
    }
}

/// How the pages of a site are written.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Style {
    /// HTML5, lists of `li`, relative links, `2026-11-20`.
    Plain,
    /// Tables, upper case, attributes without quotes, `[11-20]` on the home page.
    Table,
    /// Lists of `dt` and `dd`, a base element, `2026/11/20`.
    Terms,
    /// Dates written by scripts.
    Script,
    /// A frame on the home page, links without scheme, `2026年11月20日`.
    Frame,
    /// Blocks of `div`, absolute links, day and month apart.
    Cards,
}

impl Style {
    pub(super) const ALL: [Self; 6] = [
        Self::Plain,
        Self::Table,
        Self::Terms,
        Self::Script,
        Self::Frame,
        Self::Cards,
    ];
}

/// How the pages of a site are encoded, and who says so.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Charset {
    /// UTF-8, in the header.
    Utf8Header,
    /// UTF-8, in a meta element.
    Utf8Meta,
    /// UTF-8, by a byte order mark.
    Utf8Mark,
    /// GBK, called `gb2312` in a meta element.
    GbkMeta,
    /// GBK, in the header.
    GbkHeader,
}

impl Charset {
    pub(super) fn is_gbk(self) -> bool {
        matches!(self, Self::GbkHeader | Self::GbkMeta)
    }
}

/// The 91 sites.
pub(crate) fn estate() -> Vec<Site> {
    let mut sites = Vec::new();
    let city = names::CITY_PINYIN;
    let mut add =
        |code: String, name: String, unit_name: String, host: String, category, services| {
            let index = sites.len();
            let unit = host.strip_prefix("www.").unwrap_or(&host);
            let unit = unit
                .strip_suffix(".gov.cn")
                .unwrap_or(unit)
                .replace('.', "-");
            sites.push(Site {
                index,
                code,
                name,
                unit_name,
                unit,
                host,
                tls: false,
                category,
                services,
                style: Style::ALL[index % Style::ALL.len()],
                charset: Charset::Utf8Header,
            });
        };
    let code = |region: &str, serial: usize| format!("{region}{serial:04}");
    add(
        code(names::REGION, 1),
        format!("{}人民政府", names::CITY),
        format!("{}人民政府办公室", names::CITY),
        format!("www.{city}.gov.cn"),
        SiteCategory::Portal,
        true,
    );
    for (at, (name, host, services)) in names::DEPARTMENTS.into_iter().enumerate() {
        let name = format!("{}{name}", names::CITY);
        let host = format!("{host}.{city}.gov.cn");
        add(
            code(names::REGION, at + 2),
            name.clone(),
            name,
            host,
            SiteCategory::Department,
            services,
        );
    }
    for (at, (name, host, services)) in names::SUBORDINATE.into_iter().enumerate() {
        let name = format!("{}{name}", names::CITY);
        let host = format!("{host}.{city}.gov.cn");
        let code = code(names::REGION, at + 101);
        add(
            code,
            name.clone(),
            name,
            host,
            SiteCategory::SubordinateUnit,
            services,
        );
    }
    for (at, (name, host)) in names::DISTRICTS.into_iter().enumerate() {
        add(
            code(&region(at), 1),
            format!("{}{name}人民政府", names::CITY),
            format!("{}{name}人民政府办公室", names::CITY),
            format!("www.{host}.gov.cn"),
            SiteCategory::District,
            true,
        );
    }
    for (at, name, host) in names::DISTRICT_UNITS {
        let (district, parent) = names::DISTRICTS[at];
        let name = format!("{}{district}{name}", names::CITY);
        let host = format!("{host}.{parent}.gov.cn");
        let code = code(&region(at), 2);
        add(
            code,
            name.clone(),
            name,
            host,
            SiteCategory::DistrictSubordinate,
            true,
        );
    }
    for site in &mut sites {
        // The portal and the districts have the newer templates.
        if site.category.is_portal() && matches!(site.style, Style::Table | Style::Frame) {
            site.style = Style::Plain;
        }
        let variant = site.index / Style::ALL.len();
        site.charset = match site.style {
            Style::Table => Charset::GbkMeta,
            Style::Frame if variant.is_multiple_of(2) => Charset::GbkHeader,
            Style::Frame => Charset::Utf8Meta,
            Style::Cards if variant.is_multiple_of(3) => Charset::Utf8Mark,
            Style::Terms if variant % 5 == 1 => Charset::GbkMeta,
            Style::Terms | Style::Script => Charset::Utf8Meta,
            Style::Plain | Style::Cards => Charset::Utf8Header,
        };
        site.tls = TLS.contains(&site.host.as_str());
    }
    sites
}

/// The six digits of a district or county.
pub(crate) fn region(at: usize) -> String {
    let base = &names::REGION[..4];
    // Districts count from 02, counties from 21.
    let serial = if names::DISTRICTS[at].0.ends_with('县') {
        at + 14
    } else {
        at + 2
    };
    format!("{base}{serial:02}")
}

/// Hosts over TLS; the last one shows a certificate that nobody knows.
pub(super) const TLS: [&str; 3] = ["ybj.chenglan.gov.cn", "gjj.chenglan.gov.cn", BROKEN_TLS];

/// The host whose certificate is for another name and signed by nobody known.
pub(super) const BROKEN_TLS: &str = "ggzy.chenglan.gov.cn";

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use huabiao::types::SiteCode;

    use super::*;

    #[test]
    fn the_city_has_91_sites_of_five_kinds() {
        let mut kinds = BTreeMap::new();
        for site in estate() {
            *kinds.entry(site.category).or_insert(0) += 1;
        }
        let counts: Vec<i32> = SiteCategory::ALL.iter().map(|kind| kinds[kind]).collect();
        assert_eq!(counts, [1, 59, 14, 11, 6]);
    }

    #[test]
    fn codes_and_hosts_are_valid_and_unique() {
        let sites = estate();
        let codes: HashSet<SiteCode> = sites
            .iter()
            .map(|site| site.code.parse().unwrap())
            .collect();
        let hosts: HashSet<&str> = sites.iter().map(|site| site.host.as_str()).collect();
        let names: HashSet<&str> = sites.iter().map(|site| site.name.as_str()).collect();
        assert_eq!((codes.len(), hosts.len(), names.len()), (91, 91, 91));
        assert!(TLS.iter().all(|host| hosts.contains(host)));
        for site in &sites {
            assert_eq!(
                url::Url::parse(&site.url("/")).unwrap().as_str(),
                site.url("/"),
                "{}",
                site.host
            );
        }
    }

    #[test]
    fn every_style_and_charset_is_there() {
        let sites = estate();
        for style in Style::ALL {
            assert!(
                sites.iter().filter(|site| site.style == style).count() >= 10,
                "{style:?}"
            );
        }
        for charset in [
            Charset::Utf8Header,
            Charset::Utf8Mark,
            Charset::Utf8Meta,
            Charset::GbkHeader,
            Charset::GbkMeta,
        ] {
            assert!(
                sites.iter().any(|site| site.charset == charset),
                "{charset:?}"
            );
        }
    }
}
