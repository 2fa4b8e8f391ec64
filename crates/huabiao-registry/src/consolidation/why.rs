use huabiao_types::Lang;

use crate::{RecordId, UnitKind};

/// A reason for what a plan proposes.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", tag = "why"))]
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Why {
    /// Another site has the same content.
    Duplicate {
        /// Which one.
        of: RecordId,
        /// The share that is there too, in permille.
        permille: u16,
    },
    /// It failed too many inspections.
    Failed {
        /// How many of the last ones.
        failed: usize,
        /// How many were looked at.
        runs: usize,
    },
    /// It publishes too little.
    FewArticles {
        /// Articles in the last year.
        articles: u32,
        /// How many it needs.
        least: u32,
    },
    /// Too few people look at it.
    FewVisits {
        /// Visits in a month.
        visits: u64,
        /// How many it needs.
        least: u64,
    },
    /// Its unit keeps another one; a unit has one site at most.
    KeptInstead {
        /// Which one.
        site: RecordId,
    },
    /// It can be kept up, as far as was measured.
    KeptUp,
    /// Units of that kind have no site in principle.
    KindHasNone {
        /// Which kind.
        kind: UnitKind,
    },
    /// No unit answers for it.
    NoSponsor,
    /// Nothing was measured of it, and no rule speaks against it.
    NotMeasured,
    /// There is no site into which its content could go.
    NowhereToGo,
    /// It is not on the platform yet.
    OffPlatform,
    /// Every government from the county up has a portal.
    Portal,
    /// Too few people keep it.
    Understaffed {
        /// How many do.
        staff: u16,
        /// How many it needs.
        least: u16,
    },
}

impl Why {
    /// The word used in data files, such as `no-sponsor`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Duplicate { .. } => "duplicate",
            Self::Failed { .. } => "failed",
            Self::FewArticles { .. } => "few-articles",
            Self::FewVisits { .. } => "few-visits",
            Self::KeptInstead { .. } => "kept-instead",
            Self::KeptUp => "kept-up",
            Self::KindHasNone { .. } => "kind-has-none",
            Self::NoSponsor => "no-sponsor",
            Self::NotMeasured => "not-measured",
            Self::NowhereToGo => "nowhere-to-go",
            Self::OffPlatform => "off-platform",
            Self::Portal => "portal",
            Self::Understaffed { .. } => "understaffed",
        }
    }

    /// The reason in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        let zh = lang == Lang::Zh;
        match self {
            Self::Duplicate { of, permille } => {
                let percent = permille / 10;
                match zh {
                    true => format!("{percent}%的内容与{of}重复"),
                    false => format!("{percent} % of its content is in {of} too"),
                }
            }
            Self::Failed { failed, runs } => match zh {
                true => format!("最近{runs}次检查{failed}次不合格"),
                false => format!("failed {failed} of the last {runs} inspections"),
            },
            Self::FewArticles { articles, least } => match zh {
                true => format!("一年发布信息{articles}条，少于{least}条"),
                false => format!("{articles} articles in a year, fewer than {least}"),
            },
            Self::FewVisits { visits, least } => match zh {
                true => format!("月访问量{visits}次，少于{least}次"),
                false => format!("{visits} visits in a month, fewer than {least}"),
            },
            Self::KeptInstead { site } => match zh {
                true => format!("一个单位最多开设一个网站，保留{site}"),
                false => format!("one site for each unit; {site} is kept"),
            },
            Self::KeptUp => match zh {
                true => "按已有数据可以正常维护".to_owned(),
                false => "can be kept up, as far as was measured".to_owned(),
            },
            Self::KindHasNone { kind } => match zh {
                true => format!("{}原则上不开设网站", kind.name(lang)),
                false => format!("no site in principle for a {}", kind.name(lang)),
            },
            Self::NoSponsor => match zh {
                true => "没有主办单位".to_owned(),
                false => "no unit answers for it".to_owned(),
            },
            Self::NotMeasured => match zh {
                true => "没有测评数据，暂予保留".to_owned(),
                false => "nothing was measured; kept for now".to_owned(),
            },
            Self::NowhereToGo => match zh {
                true => "上级单位没有可以并入的网站".to_owned(),
                false => "no site above into which it could go".to_owned(),
            },
            Self::OffPlatform => match zh {
                true => "尚未迁入集约化平台".to_owned(),
                false => "not on the platform yet".to_owned(),
            },
            Self::Portal => match zh {
                true => "县级以上政府开设门户网站".to_owned(),
                false => "governments have a portal".to_owned(),
            },
            Self::Understaffed { staff, least } => match zh {
                true => format!("维护人员{staff}人，少于{least}人"),
                false => format!("kept by {staff} people, fewer than {least}"),
            },
        }
    }
}
