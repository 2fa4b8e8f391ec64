use crate::SetProblem;
use crate::set_doc::{Place, Places};
use crate::set_place::Way::{self, At, Key};

/// What does not agree, and where.
pub(crate) struct Fault {
    pub(crate) item: Item,
    pub(crate) rest: Vec<Way>,
    pub(crate) problem: SetProblem,
}

/// Which thing of a set.
#[derive(Clone, Copy)]
pub(crate) enum Item {
    Root,
    /// A key at the top.
    Key(&'static str),
    /// An item of the text, not of the merged set.
    At(&'static str, usize),
    Section(usize),
    Question(usize),
    Variant(usize),
    Indicator(usize),
}

impl Item {
    /// The way to it in the text. What another set gave stands at `extends`.
    pub(crate) fn base(self, places: Option<&Places>) -> Vec<Way> {
        let of = |list: fn(&Places) -> &Vec<Place>, n: usize| -> Vec<Way> {
            match places
                .and_then(|places| list(places).get(n))
                .copied()
                .flatten()
            {
                Some((key, n)) => vec![Key(key), At(n)],
                None => vec![Key("extends")],
            }
        };
        match self {
            Self::Root => Vec::new(),
            Self::Key(key) => vec![Key(key)],
            Self::At(key, n) => vec![Key(key), At(n)],
            Self::Section(n) => of(|p| &p.sections, n),
            Self::Question(n) => of(|p| &p.questions, n),
            Self::Variant(n) => of(|p| &p.variants, n),
            Self::Indicator(n) => of(|p| &p.indicators, n),
        }
    }
}

pub(super) fn fault<T>(
    item: Item,
    rest: impl Into<Vec<Way>>,
    problem: SetProblem,
) -> Result<T, Fault> {
    Err(Fault {
        item,
        rest: rest.into(),
        problem,
    })
}
