use chrono::NaiveDate;
use huabiao_types::{Lang, UnitCode, Words};

use super::{RecordId, Requirement};

/// Why something is not entered, in plain words.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// It would stand before something that was entered already.
    #[error("{found} is before {last}, the day of the last entry on {of}")]
    Backwards {
        /// The unit, site or account.
        of: String,
        /// The day of its last entry.
        last: NaiveDate,
        /// The day given.
        found: NaiveDate,
    },
    /// A unit would stand above itself.
    #[error("unit {unit} would stand above itself")]
    Circle {
        /// The unit.
        unit: UnitCode,
    },
    /// Something that has to be given is empty.
    #[error("{} is missing", .what.en)]
    Empty {
        /// What.
        what: Words,
    },
    /// A unit came to its end.
    #[error("unit {unit} ended on {on}")]
    Ended {
        /// The unit.
        unit: UnitCode,
        /// The first day on which it was no more.
        on: NaiveDate,
    },
    /// A number is not what it should be.
    #[error("`{found}` is not a valid {}", .what.en)]
    Invalid {
        /// What it should be.
        what: Words,
        /// What was given.
        found: String,
    },
    /// The rule of the step demands more.
    #[error("{of} lacks {}", list(.missing, Lang::En))]
    Missing {
        /// The site or account.
        of: RecordId,
        /// What is missing, each with its clause; never empty.
        missing: Vec<Requirement>,
    },
    /// Who acts has no business with it.
    #[error("{person} of {unit} may not enter this for {}", of_unit(.of))]
    NotInScope {
        /// The person.
        person: String,
        /// The unit for which the person acts.
        unit: UnitCode,
        /// Which unit it is about; `None` where none is registered.
        of: Option<UnitCode>,
    },
    /// Something else has it already.
    #[error("{} {found} belongs to {holder}", .what.en)]
    Taken {
        /// What: a code, an address, a name.
        what: Words,
        /// The value.
        found: String,
        /// Who has it.
        holder: String,
    },
    /// It is nothing new.
    #[error("nothing changes for {of}")]
    Unchanged {
        /// The unit, site or account.
        of: String,
    },
    /// There is no such unit, site or account.
    #[error("{of} is not registered")]
    Unknown {
        /// What was asked for.
        of: String,
    },
    /// Something still depends on a unit that is to end.
    #[error("{} still depend on unit {unit}, the first is {}", .by.len(), first(.by))]
    UnitInUse {
        /// The unit.
        unit: UnitCode,
        /// Units below it, sites and accounts.
        by: Vec<String>,
    },
    /// It stands so that this cannot happen.
    #[error("{of} is {}, that needs one that is {}", .state.en, .needs.en)]
    WrongState {
        /// The site or account.
        of: RecordId,
        /// How it stands.
        state: Words,
        /// How it would have to stand.
        needs: Words,
    },
}

impl Refusal {
    /// The reason in the reader's language.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => self.zh(),
        }
    }

    /// What the rule demands beyond what there is, each with its clause; empty for other
    /// refusals.
    pub fn missing(&self) -> &[Requirement] {
        match self {
            Self::Missing { missing, .. } => missing,
            _ => &[],
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::Backwards { of, last, found } => {
                format!("日期{found}早于{of}最近一次登记的日期{last}")
            }
            Self::Circle { unit } => format!("单位{unit}不能隶属于自己"),
            Self::Empty { what } => format!("缺少{}", what.zh),
            Self::Ended { unit, on } => format!("单位{unit}已于{on}撤销或合并"),
            Self::Invalid { what, found } => format!("“{found}”不是有效的{}", what.zh),
            Self::Missing { of, missing } => format!("{of}尚缺：{}", list(missing, Lang::Zh)),
            Self::NotInScope { person, unit, of } => {
                let of = of.as_ref().map_or("未登记单位", UnitCode::as_str);
                format!("{unit}的{person}无权为{of}登记此事项")
            }
            Self::Taken {
                what,
                found,
                holder,
            } => format!("{}{found}已属于{holder}", what.zh),
            Self::Unchanged { of } => format!("{of}没有变化"),
            Self::Unknown { of } => format!("没有登记{of}"),
            Self::UnitInUse { unit, by } => format!(
                "单位{unit}名下还有{}项（单位、网站或账号），第一项是{}",
                by.len(),
                first(by)
            ),
            Self::WrongState { of, state, needs } => {
                format!("{of}现为“{}”，须为“{}”", state.zh, needs.zh)
            }
        }
    }
}

fn first(of: &[String]) -> &str {
    of.first().map_or("", String::as_str)
}

fn of_unit(unit: &Option<UnitCode>) -> &str {
    unit.as_ref()
        .map_or("what no unit answers for", UnitCode::as_str)
}

/// What is missing; those that stand together and have one clause name it once.
fn list(missing: &[Requirement], lang: Lang) -> String {
    let same = |a: &Requirement, b: &Requirement| a.source() == b.source();
    let (comma, semicolon) = match lang {
        Lang::En => (", ", "; "),
        Lang::Zh => ("、", "；"),
    };
    let of_one_clause = |requirements: &[Requirement]| {
        let texts: Vec<String> = requirements.iter().map(|r| r.text(lang)).collect();
        let texts = texts.join(comma);
        match (requirements.first(), lang) {
            (None, _) => texts,
            (Some(first), Lang::En) => format!("{texts} ({})", first.source()),
            (Some(first), Lang::Zh) => format!("{texts}（{}）", first.source()),
        }
    };
    let all: Vec<String> = missing.chunk_by(same).map(of_one_clause).collect();
    all.join(semicolon)
}
