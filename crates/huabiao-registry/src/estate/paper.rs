//! The papers and notices that go with a step.

use chrono::NaiveDate;

/// An approval (批复).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Approval {
    /// Who approved it; for most sites the office of the province's government.
    pub by: String,
    /// Number of the paper, or what else names it.
    pub number: String,
    /// Its day.
    pub day: NaiveDate,
}

/// A notice to the public (公告).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublicNotice {
    /// Where it stands.
    pub place: NoticePlace,
    /// The address of the notice.
    pub url: String,
    /// The day of its publication.
    pub day: NaiveDate,
    /// The new place that it names: name or address; empty if it names none.
    pub names: String,
}

/// On which site a notice stands.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum NoticePlace {
    /// On the portal of the same level or of the superior (本级或上级政府门户网站).
    Portal,
    /// On the home page of the site itself.
    Site,
}

/// One of the five things before a site goes online, in this order; and what a site that
/// leaves has cancelled.
///
/// Source: the procedure of 临沂市 that quotes 国办发〔2017〕47号 (read in a copy).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Filing {
    /// The mark of a party or government body (党政机关网站标识).
    PartyMark,
    /// The filing of the telecommunications authority (ICP备案).
    Icp,
    /// The filing of the public security authority (公安机关备案).
    Police,
    /// The identification code (政府网站标识码).
    Code,
    /// The domain. It is no part of the opening, and is cancelled at the end.
    Domain,
}

impl Filing {
    /// What comes after the approval and before a site goes online, in order.
    pub const OPENING: [Self; 4] = [Self::PartyMark, Self::Icp, Self::Police, Self::Code];

    /// What is cancelled when a site is closed. The domain is not among them: as long as
    /// it leads visitors to the new place it is kept.
    pub const CLOSING: [Self; 4] = [Self::PartyMark, Self::Icp, Self::Police, Self::Code];

    /// The Chinese term.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Code => "政府网站标识码",
            Self::Domain => "域名",
            Self::Icp => "ICP备案",
            Self::PartyMark => "党政机关网站标识",
            Self::Police => "公安机关备案",
        }
    }

    /// The same in English.
    pub const fn en(self) -> &'static str {
        match self {
            Self::Code => "identification code",
            Self::Domain => "domain",
            Self::Icp => "ICP filing",
            Self::PartyMark => "party and government mark",
            Self::Police => "public security filing",
        }
    }
}

/// A step of a site that leaves, with what was seen.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", tag = "step"))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum LeavingStep {
    /// The content was put into the archive (网页归档).
    Archived {
        /// What names the archive.
        at: String,
        /// How many pages it holds.
        pages: u32,
    },
    /// A filing or mark was cancelled (注销备案、标识).
    Cancelled {
        /// Which.
        filing: Filing,
    },
    /// Content was moved, and counted on both sides (内容迁移).
    ContentMoved {
        /// Pages or items on the old side.
        from: u32,
        /// How many of them were found on the new side.
        to: u32,
    },
    /// A notice was published.
    Notice(PublicNotice),
    /// The redirect of the old address was looked at.
    Redirect(RedirectSeen),
    /// The new state was reported to the national reporting system.
    Reported,
}

/// What was seen of the redirect of an old address.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RedirectSeen {
    /// The old address.
    pub from: String,
    /// Where it led in the end; `None` where it led nowhere.
    pub to: Option<String>,
    /// How it ended, in the words of the crawler, such as `ok.200` or `dead.dns`.
    pub outcome: String,
    /// Whether that is the new place; `None` where it could not be seen.
    pub right: Option<bool>,
}
