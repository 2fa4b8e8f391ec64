use huabiao_types::UnitCode;

use crate::Site;

/// What is registered of a site (网站基本信息).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Particulars {
    /// Code, name, addresses, kind, and the unit that answers for it (主办单位).
    pub site: Site,
    /// Who runs it for the sponsor (承办单位), by name; empty if the sponsor does.
    pub operator: String,
    /// Who is in charge (负责人).
    pub in_charge: Person,
    /// The filing of the telecommunications authority (ICP备案号), if known.
    pub icp: Option<String>,
    /// The filing of the public security authority (公安机关备案号), if known.
    pub police: Option<String>,
    /// Whether it carries the mark of a party or government body (党政机关网站标识).
    pub party_mark: Option<bool>,
    /// Whether it can be reached by IPv6.
    pub ipv6: Option<bool>,
    /// Whether it can be reached by HTTPS.
    pub https: Option<bool>,
    /// The platform it runs on (所在平台); empty if it is its own or unknown.
    pub platform: String,
    /// Whether the national reporting system knows it.
    pub reporting: Reporting,
    /// Its columns that have a duty to be updated.
    pub columns: Vec<ColumnDuty>,
}

impl Particulars {
    /// What is known of a site from a list: the rest is unknown.
    pub fn of(site: Site) -> Self {
        Self {
            site,
            operator: String::new(),
            in_charge: Person::default(),
            icp: None,
            police: None,
            party_mark: None,
            ipv6: None,
            https: None,
            platform: String::new(),
            reporting: Reporting::Unknown,
            columns: Vec::new(),
        }
    }

    /// The unit that answers for it (主办单位).
    pub fn sponsor(&self) -> Option<&UnitCode> {
        self.site.unit.as_ref()
    }
}

/// A person in charge. Whether the name is published is a choice of the office; rules
/// name the site and the unit.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Person {
    /// The name; empty if unknown.
    pub name: String,
    /// The post (职务).
    pub post: String,
    /// The telephone number of the office.
    pub phone: String,
}

/// Whether a site is in the national reporting system (全国政府网站信息报送系统). A site
/// outside of it needs stronger supervision: it is brought in, or closed.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Reporting {
    /// It is in the system.
    In,
    /// It is not.
    Outside,
    /// Nobody said.
    #[default]
    Unknown,
}

/// A column with the duty to be updated (栏目更新责任).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct ColumnDuty {
    /// The name of the column (栏目名称).
    pub name: String,
    /// Its address; empty if unknown.
    pub url: String,
    /// Within how many days something new has to stand there.
    pub days: u16,
    /// The unit that has to see to it; `None` if it is the sponsor.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub unit: Option<UnitCode>,
}
