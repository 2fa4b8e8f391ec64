use huabiao_types::{Lang, Words};

use crate::RecordId;

/// Something that the registry says and the world does not, or the other way round.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Contradiction {
    /// What kind.
    pub kind: ContradictionKind,
    /// The site or account, where one is registered.
    pub of: Option<RecordId>,
    /// The address, host or account it is about.
    pub about: String,
    /// What the registry says; may be empty.
    pub registered: String,
    /// What was seen.
    pub seen: String,
    /// How sure it is.
    pub certainty: Sure,
}

/// How sure it is.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Sure {
    /// Both sides are there to be read.
    Certain,
    /// Somebody has to look.
    Suspected,
}

/// Kinds of contradictions.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ContradictionKind {
    /// A page names an account that is not registered.
    AccountUnfiled,
    /// An account that was deregistered is still named.
    AccountStillNamed,
    /// A closed site still answers with pages of its own.
    ClosedAlive,
    /// The page carries another identification code.
    CodeDiffers,
    /// The page carries the code of another registered site.
    CodeOfAnother,
    /// The address of a site leads to somebody else, or shows what is not the site.
    DomainChangedHands,
    /// The page carries another ICP filing number.
    IcpDiffers,
    /// A site that is registered as offline answers.
    OfflineAlive,
    /// The page carries another public-security filing number.
    PoliceDiffers,
    /// The old address of a closed site does not lead to the new place.
    RedirectLost,
    /// A site that is registered as running is dead.
    RunningDead,
    /// The page names another sponsor.
    SponsorDiffers,
    /// A host in the domains of the estate answers, and no site is registered for it.
    Unregistered,
}

impl ContradictionKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::RunningDead,
        Self::OfflineAlive,
        Self::ClosedAlive,
        Self::RedirectLost,
        Self::DomainChangedHands,
        Self::Unregistered,
        Self::CodeDiffers,
        Self::CodeOfAnother,
        Self::IcpDiffers,
        Self::PoliceDiffers,
        Self::SponsorDiffers,
        Self::AccountUnfiled,
        Self::AccountStillNamed,
    ];

    /// The kind in words.
    pub const fn words(self) -> Words {
        match self {
            Self::AccountStillNamed => Words {
                zh: "账号已注销，页面仍在推介",
                en: "a deregistered account is still named",
            },
            Self::AccountUnfiled => Words {
                zh: "页面推介的账号未登记",
                en: "an account that a page names is not registered",
            },
            Self::ClosedAlive => Words {
                zh: "登记为已关停，仍可访问",
                en: "closed in the registry, and still there",
            },
            Self::CodeDiffers => Words {
                zh: "页面标识码与登记不一致",
                en: "the page carries another identification code",
            },
            Self::CodeOfAnother => Words {
                zh: "页面使用了其他网站的标识码",
                en: "the page carries the code of another site",
            },
            Self::DomainChangedHands => Words {
                zh: "域名疑似易主",
                en: "the domain seems to have changed hands",
            },
            Self::IcpDiffers => Words {
                zh: "页面ICP备案号与登记不一致",
                en: "the page carries another ICP filing number",
            },
            Self::OfflineAlive => Words {
                zh: "登记为临时下线，仍可访问",
                en: "offline in the registry, and there",
            },
            Self::PoliceDiffers => Words {
                zh: "页面公安备案号与登记不一致",
                en: "the page carries another public-security filing number",
            },
            Self::RedirectLost => Words {
                zh: "已关停网站的原网址未跳转到新网站",
                en: "the old address of a closed site does not lead to the new place",
            },
            Self::RunningDead => Words {
                zh: "登记为正常运行，无法访问",
                en: "running in the registry, and dead",
            },
            Self::SponsorDiffers => Words {
                zh: "页面主办单位与登记不一致",
                en: "the page names another sponsor",
            },
            Self::Unregistered => Words {
                zh: "可以访问，未登记",
                en: "there, and not registered",
            },
        }
    }
}

impl Contradiction {
    /// The contradiction in one line, in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        let kind = self.kind.words().get(lang);
        let Self {
            about,
            registered,
            seen,
            ..
        } = self;
        match (lang, registered.is_empty()) {
            (Lang::En, true) => format!("{about}: {kind}: {seen}"),
            (Lang::En, false) => format!("{about}: {kind}: registered {registered}, seen {seen}"),
            (Lang::Zh, true) => format!("{about}：{kind}：{seen}"),
            (Lang::Zh, false) => format!("{about}：{kind}：登记为“{registered}”，所见为“{seen}”"),
        }
    }
}
