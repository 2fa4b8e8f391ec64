//! What the rules say of names and domains of sites.

mod domains;
mod names;

use huabiao_types::{Lang, Source, Words};

pub use domains::check_domains;
pub(crate) use domains::is_channel;
pub use names::check_name;

/// A remark on the name or a domain of a site, with its rule.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct NormFlag {
    /// Which rule.
    pub norm: Norm,
    /// The name or domain.
    pub found: String,
}

impl NormFlag {
    /// The remark in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        let Self { norm, found } = self;
        match lang {
            Lang::En => format!("{found}: {}", norm.words().en),
            Lang::Zh => format!("{found}：{}", norm.words().zh),
        }
    }
}

/// How much a remark weighs.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Weight {
    /// Somebody should look.
    Notice,
    /// It deviates from the form that the rule gives; the text leaves room.
    Warning,
    /// The rule excludes it.
    Error,
}

/// A rule on names or domains.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Norm {
    /// An address and no domain.
    DomainIsAddress,
    /// The domain of a channel or an application, where that of the site should stand.
    DomainOfChannel,
    /// Neither `.gov.cn` nor `.政务`.
    DomainNotGovernment,
    /// A department on a second-level domain of its own.
    DomainOwnOfDepartment,
    /// The portal of a government not at `www.□.gov.cn`.
    DomainPortalForm,
    /// More than one second-level domain for one site.
    DomainSeveral,
    /// A `www` in front of a department's domain.
    DomainWwwBelow,
    /// No name, or a domain instead of one.
    NameMissing,
    /// The name of a service, platform or campaign, and no body in it.
    NameOfService,
    /// A popular name instead of the regular one.
    NamePopular,
    /// White space or signs that do not belong into a name.
    NameSigns,
    /// A government's name that is not written out.
    NameShortened,
}

impl Norm {
    /// Every rule.
    pub const ALL: [Self; 12] = [
        Self::DomainIsAddress,
        Self::DomainNotGovernment,
        Self::DomainOfChannel,
        Self::DomainOwnOfDepartment,
        Self::DomainPortalForm,
        Self::DomainSeveral,
        Self::DomainWwwBelow,
        Self::NameMissing,
        Self::NameOfService,
        Self::NamePopular,
        Self::NameShortened,
        Self::NameSigns,
    ];

    /// How much it weighs.
    pub const fn weight(self) -> Weight {
        match self {
            Self::DomainIsAddress | Self::DomainNotGovernment => Weight::Error,
            Self::DomainOwnOfDepartment
            | Self::DomainPortalForm
            | Self::DomainSeveral
            | Self::NameMissing
            | Self::NamePopular
            | Self::NameShortened => Weight::Warning,
            Self::DomainOfChannel
            | Self::DomainWwwBelow
            | Self::NameOfService
            | Self::NameSigns => Weight::Notice,
        }
    }

    /// What is wrong.
    pub const fn words(self) -> Words {
        match self {
            Self::DomainIsAddress => Words {
                zh: "以IP地址代替域名",
                en: "an address instead of a domain",
            },
            Self::DomainNotGovernment => Words {
                zh: "不是“.gov.cn”或“.政务”域名（不具有行政职能的事业单位除外）",
                en: "neither .gov.cn nor .政务 (which institutions without administrative \
                     functions do not get)",
            },
            Self::DomainOfChannel => Words {
                zh: "看似频道、应用或接口的域名，请核对首页网址",
                en: "looks like the domain of a channel or an application; is this the home page?",
            },
            Self::DomainOwnOfDepartment => Words {
                zh: "部门网站单独使用二级域名，应为本级政府或上级部门域名的下级域名",
                en: "a department has a second-level domain of its own; it belongs below that \
                     of its government or superior",
            },
            Self::DomainPortalForm => Words {
                zh: "政府门户网站域名应为“www.□□□.gov.cn”",
                en: "the portal of a government has the form www.□□□.gov.cn",
            },
            Self::DomainSeveral => Words {
                zh: "一个网站使用多个域名，不宜注册多个域名",
                en: "one site has several second-level domains",
            },
            Self::DomainWwwBelow => Words {
                zh: "部门域名前另加“www”，规定的形式为“○○○.□□□.gov.cn”",
                en: "www in front of a department's domain; the form is ○○○.□□□.gov.cn",
            },
            Self::NameMissing => Words {
                zh: "没有网站名称",
                en: "no name of the site",
            },
            Self::NameOfService => Words {
                zh: "以服务、平台或专题命名，未见地区或单位的规范名称，请核对",
                en: "named after a service, platform or campaign and not after a body; to be \
                     looked at",
            },
            Self::NamePopular => Words {
                zh: "使用通俗名称，应以地区或单位的规范名称命名",
                en: "a popular name; the regular name is that of the region or body",
            },
            Self::NameShortened => Words {
                zh: "政府名称不完整，应写“人民政府”",
                en: "the name of the government is not written out (人民政府)",
            },
            Self::NameSigns => Words {
                zh: "名称中有空格或多余符号",
                en: "white space or signs in the name",
            },
        }
    }

    /// Where it stands, and how sure that is.
    pub const fn source(self) -> Source {
        use huabiao_types::Certainty::{Confirmed, Memory, Secondary};
        let (document, clause, certainty, note) = match self {
            Self::DomainIsAddress | Self::DomainNotGovernment => (
                "国办函〔2018〕55号",
                "政府网站使用以“.gov.cn”为后缀的英文域名和以“.政务”为后缀的中文域名",
                Confirmed,
                "",
            ),
            Self::DomainOfChannel | Self::DomainOwnOfDepartment | Self::DomainPortalForm => {
                ("国办函〔2018〕55号", "域名结构", Confirmed, "")
            }
            Self::DomainSeveral => (
                "国办发〔2017〕47号",
                "不宜注册多个域名",
                Confirmed,
                "read in a summary that quotes it",
            ),
            Self::DomainWwwBelow => (
                "国办发〔2017〕47号",
                "部门网站域名结构",
                Secondary,
                "the text gives the form; it does not forbid www",
            ),
            Self::NameMissing
            | Self::NameOfService
            | Self::NamePopular
            | Self::NameShortened
            | Self::NameSigns => (
                "国办发〔2017〕47号",
                "网站名称",
                Memory,
                "the regular form is this project's reading",
            ),
        };
        Source {
            document,
            clause,
            certainty,
            note,
        }
    }
}
