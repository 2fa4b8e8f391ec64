use chrono::NaiveDate;
use huabiao_facts::{MessageAnswer, PublicMessage};

use super::words::{is_open, is_void, speaks_of_answer, stated};
use crate::day;
use crate::sink::fold;

/// A part of a message that a label introduces.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Field {
    Title,
    Asked,
    Question,
    Answered,
    Unit,
    Answer,
    /// Whether it was answered (办理状态).
    State,
    /// Some other part, of no interest.
    Aside,
}

/// A message while its parts are read.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) message: PublicMessage,
    /// The words of the answer, or enough of them.
    pub(super) answer: Option<String>,
    pub(super) seen: Vec<Field>,
    /// What it says of its state.
    pub(super) state: Option<MessageAnswer>,
    /// It says that it is none to be answered.
    pub(super) void: bool,
    /// Something beside its state may be an answer.
    pub(super) doubtful: bool,
}

impl Draft {
    pub(super) fn set(&mut self, field: Field, value: &str) {
        self.seen.push(field);
        let value = value.trim();
        match field {
            Field::Title => {
                self.message.title = fold(value, 120);
                self.stray(value);
            }
            Field::Asked => self.message.asked = self.message.asked.or_else(|| date(value)),
            Field::Question => {}
            Field::Answered => {
                self.message.answered = self.message.answered.or_else(|| date(value));
            }
            Field::Unit => {
                if !value.is_empty() {
                    self.message.unit = Some(fold(value, 60));
                }
            }
            Field::Answer => {
                self.void |= is_void(value);
                self.more(value);
            }
            Field::State => self.set_state(value),
            Field::Aside => self.stray(value),
        }
    }

    fn set_state(&mut self, value: &str) {
        self.void |= is_void(value);
        self.doubtful |= speaks_of_answer(value);
        self.state = self.state.or_else(|| stated(value));
    }

    /// A day that stands beside the message without a label that is known speaks for it.
    fn stray(&mut self, text: &str) {
        if self.message.asked.is_none() && !self.answers() {
            self.message.asked = date(text);
        }
    }

    /// What follows the value of the last label.
    pub(super) fn go_on(&mut self, text: &str) {
        let last = self.seen.last();
        let remark = match last {
            Some(Field::Question | Field::Answer) => text.trim().chars().count() <= REST,
            _ => true,
        };
        self.void |= remark && is_void(text);
        match last {
            Some(Field::State) if self.state.is_none() => self.set_state(text),
            // Words without a label below the state may be the answer.
            Some(Field::State) => self.doubtful |= text.trim().chars().count() > REST,
            Some(Field::Answer) => self.more(text),
            Some(Field::Asked) if self.message.asked.is_none() => {
                self.message.asked = date(text);
            }
            Some(Field::Answered) if self.message.answered.is_none() => {
                self.message.answered = date(text);
            }
            Some(Field::Unit) if self.message.unit.is_none() => {
                self.message.unit = Some(fold(text.trim(), 60)).filter(|unit| !unit.is_empty());
            }
            Some(Field::Title) if self.message.title.is_empty() => {
                self.message.title = fold(text.trim(), 120);
            }
            Some(Field::Aside | Field::Title) => self.stray(text),
            _ => {}
        }
        if self.seen.last() != Some(&Field::Question) {
            self.doubtful |= speaks_of_answer(text);
        }
    }

    fn more(&mut self, text: &str) {
        let text = text.trim();
        let answer = self.answer.get_or_insert_default();
        if answer.len() < 300 {
            answer.push_str(text);
        }
        // An answer may end with who gave it and when.
        let chars = text.chars().count();
        if chars == 0 || chars > SIGNATURE {
            return;
        }
        let day = date(text);
        if self.message.answered.is_none() {
            self.message.answered = day;
        }
        let name = text
            .trim_end_matches(|c: char| !c.is_alphabetic() || "年月日".contains(c))
            .trim();
        if self.message.unit.is_none() && BODIES.iter().any(|end| name.ends_with(end)) {
            self.message.unit = Some(fold(name, 60));
        }
    }

    fn answers(&self) -> bool {
        self.seen
            .iter()
            .any(|field| matches!(field, Field::Answer | Field::Answered | Field::Unit))
    }

    /// Whether a part opens the next message.
    pub(super) fn ends_at(&self, field: Field) -> bool {
        self.seen.contains(&field) && !matches!(field, Field::Answer | Field::Aside | Field::State)
    }

    fn asks(&self) -> bool {
        self.seen
            .iter()
            .any(|field| matches!(field, Field::Asked | Field::Question))
    }

    /// Whether the page shows where the answer, its day and who gives it will stand, and all
    /// three are empty.
    fn awaits(&self) -> bool {
        let all = [Field::Answer, Field::Answered, Field::Unit];
        all.iter().all(|field| self.seen.contains(field))
            && self
                .answer
                .as_deref()
                .is_some_and(|text| text.trim().is_empty())
            && self.message.answered.is_none()
            && self.message.unit.is_none()
    }

    /// `plain` says that the page shows nothing but text that came with it.
    pub(super) fn finish(mut self, form: bool, plain: bool) -> Option<PublicMessage> {
        let open = self.state == Some(MessageAnswer::Open) && !self.doubtful;
        if self.void || !self.asks() || !self.answers() && !open {
            return None;
        }
        self.message.answer = match self.answer.as_deref().map(str::trim) {
            Some(text) if is_open(text) => MessageAnswer::Open,
            None | Some("") if open && self.message.answered.is_none() => MessageAnswer::Open,
            Some("") if plain && self.awaits() => MessageAnswer::Open,
            Some("") => MessageAnswer::Empty,
            Some(_) => MessageAnswer::Shown,
            None if self.message.answered.is_some() => MessageAnswer::Given,
            None => MessageAnswer::Unknown,
        };
        // The labels of an empty form are no message.
        if form && self.message.asked.is_none() && !self.message.answer.is_given() {
            return None;
        }
        self.message.whole = true;
        Some(self.message)
    }
}

fn date(text: &str) -> Option<NaiveDate> {
    let text: String = text.chars().take(60).collect();
    let days = day::scan_chinese(&text, 1);
    days.first()
        .filter(|day| day.other.is_none())
        .map(|day| day.date)
}

/// Ends of the names of bodies.
const BODIES: [&str; 12] = [
    "局",
    "委",
    "委员会",
    "办公室",
    "中心",
    "政府",
    "街道办",
    "办事处",
    "大队",
    "支队",
    "服务窗口",
    "管委会",
];

/// Characters of the longest line below the state that is no answer.
const REST: usize = 8;

/// Characters of the longest line with which an answer is signed.
const SIGNATURE: usize = 40;
