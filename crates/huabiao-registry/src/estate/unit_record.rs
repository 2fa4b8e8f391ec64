use chrono::NaiveDate;
use huabiao_types::UnitCode;

use crate::UnitKind;

/// A unit (单位) with all that it was: names, superiors, and what became of it.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnitRecord {
    /// Its code, which it keeps.
    pub code: UnitCode,
    /// What kind of body it is.
    pub kind: UnitKind,
    /// What it was called and who was above it, the oldest first; never empty.
    pub(crate) spans: Vec<UnitSpan>,
    /// When it ended, if it did.
    pub(crate) end: Option<UnitEnd>,
}

/// What a unit was called from a day on, and who was above it.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnitSpan {
    /// The first day.
    pub from: NaiveDate,
    /// The full name.
    pub name: String,
    /// The unit above (上级单位).
    pub superior: Option<UnitCode>,
}

/// The end of a unit.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnitEnd {
    /// The first day on which it is no more.
    pub on: NaiveDate,
    /// The unit that goes on with its work; `None` if nobody does.
    pub into: Option<UnitCode>,
}

impl UnitRecord {
    /// What it was on that day; `None` before its founding and from its end on.
    pub fn on(&self, day: NaiveDate) -> Option<&UnitSpan> {
        if self.end.as_ref().is_some_and(|end| end.on <= day) {
            return None;
        }
        self.spans.iter().rev().find(|span| span.from <= day)
    }

    /// Its names and superiors, the oldest first.
    pub fn spans(&self) -> &[UnitSpan] {
        &self.spans
    }

    /// Its end, if it ended.
    pub fn end(&self) -> Option<&UnitEnd> {
        self.end.as_ref()
    }

    /// The day of its last entry, before which nothing can be entered.
    pub(crate) fn last_entry(&self) -> Option<NaiveDate> {
        let last = self.spans.last().map(|span| span.from);
        last.max(self.end.as_ref().map(|end| end.on))
    }
}
