use std::collections::BTreeMap;

use chrono::NaiveDate;
use huabiao_types::{Lang, SiteCategory};

use super::{Criteria, Why};
use crate::RecordId;

/// What becomes of each site, as proposed and as overruled (整合方案).
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Plan {
    /// The day of the registry on which it rests.
    pub day: NaiveDate,
    /// By what it decided.
    pub criteria: Criteria,
    /// Each site that was registered on the day, by id.
    pub items: BTreeMap<RecordId, PlanItem>,
}

/// What becomes of one site.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PlanItem {
    /// Its kind.
    pub category: SiteCategory,
    /// What was proposed.
    pub proposed: Proposal,
    /// Why; never empty.
    pub reasons: Vec<Why>,
    /// What a person decided instead.
    pub overruled: Option<Overruling>,
}

/// What may become of a site.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Proposal {
    /// It is closed and its content archived (关停).
    Close,
    /// It stays as it is (保留).
    Keep,
    /// Its content goes into another site, and it is closed (并入).
    MergeInto(RecordId),
    /// It stays and moves to the platform (迁移至集约化平台).
    Migrate,
}

impl Proposal {
    /// The proposal in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Close, Lang::En) => "close".to_owned(),
            (Self::Close, Lang::Zh) => "关停".to_owned(),
            (Self::Keep, Lang::En) => "keep".to_owned(),
            (Self::Keep, Lang::Zh) => "保留".to_owned(),
            (Self::MergeInto(site), Lang::En) => format!("merge into {site}"),
            (Self::MergeInto(site), Lang::Zh) => format!("并入{site}"),
            (Self::Migrate, Lang::En) => "migrate to the platform".to_owned(),
            (Self::Migrate, Lang::Zh) => "迁移至集约化平台".to_owned(),
        }
    }
}

/// What a person decided instead of a proposal.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Overruling {
    /// Who.
    pub by: String,
    /// On which day.
    pub day: NaiveDate,
    /// What becomes of the site.
    pub instead: Proposal,
    /// Why.
    pub reason: String,
}

impl PlanItem {
    /// What becomes of the site: what a person decided, else what was proposed.
    pub fn decided(&self) -> &Proposal {
        let overruled = self.overruled.as_ref();
        overruled.map_or(&self.proposed, |overruling| &overruling.instead)
    }

    /// Whether there is a site afterwards.
    pub fn stays(&self) -> bool {
        matches!(self.decided(), Proposal::Keep | Proposal::Migrate)
    }
}

impl Plan {
    /// Overrules what was proposed for a site.
    ///
    /// # Errors
    ///
    /// [`PlanError`]: no such site, no reason, or a site that is to go into one that
    /// does not stay.
    pub fn overrule(&mut self, site: &RecordId, overruling: Overruling) -> Result<(), PlanError> {
        if overruling.reason.trim().is_empty() {
            return Err(PlanError::NoReason { site: site.clone() });
        }
        if !self.items.contains_key(site) {
            return Err(PlanError::Unknown { site: site.clone() });
        }
        if let Proposal::MergeInto(into) = &overruling.instead {
            let there = self.items.get(into).is_some_and(PlanItem::stays);
            if !there || into == site {
                return Err(PlanError::IntoNothing {
                    site: site.clone(),
                    into: into.clone(),
                });
            }
        }
        // What would go into this one needs another place first.
        let stays = matches!(overruling.instead, Proposal::Keep | Proposal::Migrate);
        let guest = self
            .items
            .iter()
            .find(|(_, item)| matches!(item.decided(), Proposal::MergeInto(into) if into == site));
        if let Some((guest, _)) = guest.filter(|_| !stays) {
            return Err(PlanError::IntoNothing {
                site: guest.clone(),
                into: site.clone(),
            });
        }
        if let Some(item) = self.items.get_mut(site) {
            item.overruled = Some(overruling);
        }
        Ok(())
    }

    /// How many sites of each kind there are before; every kind is listed.
    pub fn before(&self) -> BTreeMap<SiteCategory, usize> {
        self.count(|_| true)
    }

    /// How many sites of each kind there are afterwards; every kind is listed.
    pub fn after(&self) -> BTreeMap<SiteCategory, usize> {
        self.count(PlanItem::stays)
    }

    fn count(&self, counts: impl Fn(&PlanItem) -> bool) -> BTreeMap<SiteCategory, usize> {
        let mut count: BTreeMap<SiteCategory, usize> = SiteCategory::ALL
            .into_iter()
            .map(|kind| (kind, 0))
            .collect();
        for item in self.items.values().filter(|item| counts(item)) {
            *count.entry(item.category).or_default() += 1;
        }
        count
    }
}

/// Why a plan is not changed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PlanError {
    /// A site would go into one that does not stay.
    #[error("{site} cannot go into {into}, which does not stay")]
    IntoNothing {
        /// The site.
        site: RecordId,
        /// Where it would go.
        into: RecordId,
    },
    /// Nobody said why.
    #[error("{site} is overruled without a reason")]
    NoReason {
        /// The site.
        site: RecordId,
    },
    /// The plan has no such site.
    #[error("{site} is not in the plan")]
    Unknown {
        /// The site.
        site: RecordId,
    },
}

impl PlanError {
    /// The reason in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::IntoNothing { site, into } => format!("{site}不能并入{into}，后者不保留"),
            Self::NoReason { site } => format!("改定{site}没有写明理由"),
            Self::Unknown { site } => format!("方案中没有{site}"),
        }
    }
}
