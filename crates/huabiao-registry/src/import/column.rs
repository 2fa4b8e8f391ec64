/// What a column of a list tells.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Column {
    /// Other hosts of the same site (别名域名).
    Aliases,
    /// What kind of site (网站类别).
    Category,
    /// The identification code (网站标识码).
    Code,
    /// The address of the home page (首页网址).
    Home,
    /// The host (域名), where it stands beside an address or alone.
    Host,
    /// The name of the site (网站名称).
    Name,
    /// Whether there are outward services (对外服务职能).
    Services,
    /// The name of the unit above the sponsor (主管单位).
    Superior,
    /// The code of the sponsor (主办单位编码).
    Unit,
    /// The name of the sponsor (主办单位).
    UnitName,
}

impl Column {
    /// The column that a heading names, in Chinese or English.
    ///
    /// ```
    /// use huabiao_registry::Column;
    ///
    /// assert_eq!(Column::of("网站标识码（必填）"), Some(Column::Code));
    /// assert_eq!(Column::of("Home page"), Some(Column::Home));
    /// assert_eq!(Column::of("序号"), None);
    /// ```
    pub fn of(heading: &str) -> Option<Self> {
        // What stands in brackets is a hint for whoever fills the list in.
        let name = heading
            .split(['(', '（', '[', '【'])
            .next()
            .unwrap_or_default();
        let ignored = |c: &char| {
            !c.is_whitespace() && !c.is_control() && !"_-*:：.、/\u{feff}\u{200b}".contains(*c)
        };
        let name: String = name.chars().filter(ignored).take(40).collect();
        let name = name.to_lowercase();
        HEADINGS
            .iter()
            .find(|(_, names)| names.contains(&name.as_str()))
            .map(|(column, _)| *column)
    }

    /// The heading in lists that this crate writes.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Aliases => "别名域名",
            Self::Category => "网站类别",
            Self::Code => "网站标识码",
            Self::Home => "首页网址",
            Self::Host => "域名",
            Self::Name => "网站名称",
            Self::Services => "对外服务职能",
            Self::Superior => "主管单位",
            Self::Unit => "主办单位编码",
            Self::UnitName => "主办单位",
        }
    }
}

/// Headings as lists write them, lower case, without spaces and signs.
const HEADINGS: [(Column, &[&str]); 10] = [
    (
        Column::Aliases,
        &[
            "别名域名",
            "别名",
            "其他域名",
            "备用域名",
            "曾用域名",
            "aliases",
            "alias",
            "otherhosts",
            "otherdomains",
        ],
    ),
    (
        Column::Category,
        &[
            "网站类别",
            "类别",
            "网站类型",
            "类型",
            "网站分类",
            "分类",
            "category",
            "kind",
            "type",
            "sitetype",
        ],
    ),
    (
        Column::Code,
        &[
            "网站标识码",
            "政府网站标识码",
            "标识码",
            "网站编码",
            "站点标识码",
            "sitecode",
            "code",
            "siteidcode",
            "siteid",
            "identificationcode",
        ],
    ),
    (
        Column::Home,
        &[
            "首页网址",
            "网址",
            "网站网址",
            "网站地址",
            "首页地址",
            "首页链接",
            "网站链接",
            "链接",
            "url",
            "home",
            "homepage",
            "homeurl",
            "websiteurl",
            "siteurl",
            "address",
            "website",
            "link",
        ],
    ),
    (
        Column::Host,
        &[
            "域名",
            "主域名",
            "网站域名",
            "英文域名",
            "首页域名",
            "domain",
            "host",
            "hostname",
            "domainname",
            "sitedomain",
        ],
    ),
    (
        Column::Name,
        &[
            "网站名称",
            "名称",
            "网站名",
            "站点名称",
            "政府网站名称",
            "name",
            "sitename",
            "websitename",
            "title",
        ],
    ),
    (
        Column::Services,
        &[
            "对外服务职能",
            "是否有对外服务职能",
            "有无对外服务职能",
            "是否有对外服务",
            "对外服务",
            "是否具有对外服务职能",
            "services",
            "hasservices",
            "service",
            "publicservices",
        ],
    ),
    (
        Column::Superior,
        &[
            "主管单位",
            "上级",
            "上级单位",
            "上级主管单位",
            "主管部门",
            "superior",
            "superiorunit",
            "parent",
            "parentunit",
        ],
    ),
    (
        Column::Unit,
        &[
            "主办单位编码",
            "主办单位代码",
            "单位编码",
            "单位代码",
            "主办单位编号",
            "unitcode",
            "sponsorcode",
            "agencycode",
        ],
    ),
    (
        Column::UnitName,
        &[
            "主办单位",
            "主办单位名称",
            "单位名称",
            "单位",
            "主办",
            "责任单位",
            "sponsor",
            "unit",
            "unitname",
            "agency",
            "organization",
            "organizationname",
            "organisation",
            "organisationname",
        ],
    ),
];
