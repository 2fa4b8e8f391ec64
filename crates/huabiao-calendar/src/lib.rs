#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod calendar;
mod calendar_error;
mod day;
mod doc;
mod due;
mod notice;
mod period;

pub use calendar::{Calendar, WorkingDays};
pub use calendar_error::{CalendarError, CalendarProblem};
pub use day::{Day, DayKind};
pub use due::{Due, Start, Stretch};
pub use notice::Notice;
pub use period::Period;
