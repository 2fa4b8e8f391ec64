use huabiao_types::{Certainty, Lang, Source, Words};

use super::Filing;

/// What a rule demands of a step, with its clause.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Requirement {
    /// A paper that approves the step.
    Approval(Step),
    /// An archive of the content.
    Archive,
    /// What was moved was counted, and nothing is missing.
    ContentComplete,
    /// One of the filings, before the opening.
    Filed(Filing),
    /// One of the filings is cancelled, before the closing.
    FilingCancelled(Filing),
    /// A unit has one site at most.
    OneSitePerUnit,
    /// A notice before a site is moved or closed.
    NoticeOfLeaving,
    /// A notice on the old site, where the domain changes.
    NoticeOfChange,
    /// A notice on the portal of the same level.
    NoticeOnPortal,
    /// A notice on the home page of the site.
    NoticeOnSite,
    /// The notice names the new place.
    NoticeNamesPlace,
    /// The notice has stood for thirty days.
    NoticeThirtyDays,
    /// Not a second time offline in one year.
    OfflineOnce,
    /// Offline for thirty days at most.
    OfflineThirtyDays,
    /// A reason.
    Reason,
    /// The old address leads to the new place.
    Redirect,
    /// The superior unit knows of the change.
    ReportedUp,
    /// The national reporting system has the new state.
    ReportedToSystem,
    /// A security test was passed.
    SecurityTest,
    /// A sponsor.
    Sponsor,
    /// The kind of unit may have a site.
    UnitMayHaveSite,
}

/// A step that needs an approval.
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Step {
    /// Moving or closing a site.
    Leaving,
    /// Taking a site offline for some time.
    Offline,
    /// Opening a site.
    Opening,
}

impl Requirement {
    /// What is demanded.
    pub fn text(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Filed(filing), Lang::Zh) => format!("办理{}", filing.zh()),
            (Self::Filed(filing), Lang::En) => format!("the {}", filing.en()),
            (Self::FilingCancelled(filing), Lang::Zh) => format!("注销{}", filing.zh()),
            (Self::FilingCancelled(filing), Lang::En) => {
                format!("the {} cancelled", filing.en())
            }
            (other, lang) => other.words().get(lang).to_owned(),
        }
    }

    const fn words(self) -> Words {
        match self {
            Self::Approval(_) => words("批复文件", "an approval"),
            Self::Archive => words("内容归档", "an archive of the content"),
            Self::ContentComplete => words(
                "内容迁移完整（新旧数量一致）",
                "all content moved, counted on both sides",
            ),
            Self::Filed(_) | Self::FilingCancelled(_) => words("备案", "filing"),
            Self::NoticeNamesPlace => words(
                "公告写明新网站名称或网址",
                "a notice that names the new place",
            ),
            Self::NoticeOfChange => words("原网站更名公告", "a notice on the old site"),
            Self::NoticeOfLeaving => words(
                "迁移或关停公告",
                "a notice that the site is moved or closed",
            ),
            Self::NoticeOnPortal => words(
                "本级政府门户网站公告",
                "a notice on the portal of the same level",
            ),
            Self::NoticeOnSite => words("本网站首页公告", "a notice on the home page"),
            Self::NoticeThirtyDays => {
                words("公告满30日", "a notice that has stood for thirty days")
            }
            Self::OfflineOnce => words(
                "临时下线每年不超过1次",
                "at most one time offline in a year",
            ),
            Self::OfflineThirtyDays => words("临时下线不超过30日", "at most thirty days offline"),
            Self::OneSitePerUnit => {
                words("一个单位最多开设一个网站", "one site at most for each unit")
            }
            Self::Reason => words("理由", "a reason"),
            Self::Redirect => words("原域名跳转到新网站", "a redirect to the new place"),
            Self::ReportedToSystem => words(
                "在全国政府网站信息报送系统中更新状态",
                "the new state in the national reporting system",
            ),
            Self::ReportedUp => words("向上级主管单位报告", "a report to the superior unit"),
            Self::SecurityTest => words("通过安全检测", "a security test that was passed"),
            Self::Sponsor => words("主办单位", "a sponsor"),
            Self::UnitMayHaveSite => words(
                "该类单位原则上不开设网站",
                "a kind of unit that may have a site",
            ),
        }
    }

    /// Where it is demanded, and how sure that is.
    pub const fn source(self) -> Source {
        let (clause, certainty, note) = match self {
            Self::Approval(Step::Leaving) | Self::NoticeOfLeaving => {
                ("整合迁移、永久下线", Certainty::Memory, "")
            }
            Self::Approval(Step::Offline) => ("临时下线", Certainty::Memory, ""),
            Self::Approval(Step::Opening) | Self::Filed(_) => (
                "网站开设程序（批准、党政机关网站标识、ICP备案、公安机关备案、网站标识码）",
                Certainty::Confirmed,
                "read in the procedure of a city that quotes it",
            ),
            Self::OneSitePerUnit => (
                "原则上一个单位最多开设一个网站",
                Certainty::Confirmed,
                "read in a province's notice that quotes it; “in principle”",
            ),
            Self::SecurityTest | Self::UnitMayHaveSite => (
                "网站开设条件",
                Certainty::Secondary,
                "known from a summary and local rules",
            ),
            Self::NoticeOfChange | Self::ReportedUp => ("网站变更", Certainty::Memory, ""),
            Self::NoticeOnPortal
            | Self::NoticeOnSite
            | Self::OfflineOnce
            | Self::OfflineThirtyDays => ("临时下线", Certainty::Memory, "the text was not read"),
            Self::NoticeNamesPlace | Self::NoticeThirtyDays => (
                "永久下线",
                Certainty::Uncertain,
                "local rules differ in the place of the notice and in its words; thirty days \
                 or one month in all of them",
            ),
            Self::Archive | Self::ContentComplete | Self::FilingCancelled(_) => {
                ("整合迁移", Certainty::Memory, "")
            }
            Self::Redirect => (
                "整合迁移",
                Certainty::Uncertain,
                "good practice; no national text was found that demands it",
            ),
            Self::ReportedToSystem => ("网站变更、整合迁移", Certainty::Memory, ""),
            Self::Reason | Self::Sponsor => ("网站开设、整合程序", Certainty::Memory, ""),
        };
        Source {
            document: "国办发〔2017〕47号",
            clause,
            certainty,
            note,
        }
    }
}

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}
