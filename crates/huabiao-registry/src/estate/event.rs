use chrono::NaiveDate;
use huabiao_types::UnitCode;

use super::{Account, AccountLife, Approval, Filing, LeavingStep, Life, Particulars, RecordId};
use crate::{Actor, UnitKind};

/// Something that happened, as it stands in the registry for good.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Event {
    /// The day on which it took effect.
    pub day: NaiveDate,
    /// Who entered it.
    pub by: Actor,
    /// What happened.
    pub what: Happened,
}

/// What happened.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Happened {
    /// What is registered of an account became this.
    AccountBecame {
        /// Which account.
        account: RecordId,
        /// What it is from now on.
        to: Account,
    },
    /// An account came into the registry.
    AccountEntered {
        /// What names it.
        account: RecordId,
        /// What it is.
        of: Account,
        /// Where it stands in its life.
        life: AccountLife,
    },
    /// An account came to another state of its life.
    AccountMoved {
        /// Which account.
        account: RecordId,
        /// The new state.
        to: AccountLife,
    },
    /// The opening of a site was approved.
    Approved {
        /// Which site.
        site: RecordId,
        /// The paper.
        approval: Approval,
    },
    /// One of the filings before the opening was made.
    Filed {
        /// Which site.
        site: RecordId,
        /// Which filing.
        filing: Filing,
        /// Its number.
        number: String,
    },
    /// A site came to another state of its life.
    LifeMoved {
        /// Which site.
        site: RecordId,
        /// The new state.
        to: Life,
        /// Why; may be empty.
        reason: String,
        /// The paper, if there is one.
        approval: Option<Approval>,
    },
    /// What is registered of a site became this.
    SiteBecame {
        /// Which site.
        site: RecordId,
        /// What it is from now on.
        to: Box<Particulars>,
    },
    /// A site came into the registry.
    SiteEntered {
        /// What names it.
        site: RecordId,
        /// What is known of it.
        particulars: Box<Particulars>,
        /// Where it stands in its life.
        life: Life,
        /// Why it is needed; may be empty.
        reason: String,
    },
    /// A step of a site that leaves was taken.
    StepTaken {
        /// Which site.
        site: RecordId,
        /// The step.
        step: LeavingStep,
    },
    /// A site passed a security test.
    TestPassed {
        /// Which site.
        site: RecordId,
    },
    /// What a unit is called and who is above it became this.
    UnitBecame {
        /// Which unit.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        unit: UnitCode,
        /// Its name from now on.
        name: String,
        /// The unit above it from now on.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        superior: Option<UnitCode>,
    },
    /// A unit came to its end.
    UnitEnded {
        /// Which unit.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        unit: UnitCode,
        /// The unit that goes on with its work.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        into: Option<UnitCode>,
    },
    /// A unit was founded.
    UnitFounded {
        /// Its code.
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        unit: UnitCode,
        /// Its name.
        name: String,
        /// What kind of body it is.
        kind: UnitKind,
        /// The unit above it.
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        superior: Option<UnitCode>,
    },
}
