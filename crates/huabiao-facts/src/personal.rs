use crate::Region;

/// A number of a person that a page leaves open to everybody.
///
/// Only the masked form is kept. The reader masks the number in every text that it
/// keeps of the page, too. Addresses stay as they are, for they must be asked for.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PersonalNumber {
    /// What kind of number.
    pub kind: PersonalKind,
    /// Its first and last figures; every figure between is `*`.
    pub masked: String,
    /// What shows that a mobile number is a person's own; always `None` for the
    /// other kinds, which show it by themselves.
    pub beside: Option<PersonalBeside>,
    /// The text around it, masked; at most 60 characters.
    pub context: String,
    /// The line of the source on which its block of text begins, from 1; its own line
    /// where only the title, a `meta` element or the description of a picture or a link
    /// shows it.
    pub line: u32,
    /// The part of the page it stands in; the header for the title and `meta` elements.
    pub region: Region,
    /// Whether styles written in the page keep people from seeing it.
    pub hidden: bool,
}

/// A kind of [`PersonalNumber`].
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum PersonalKind {
    /// A bank card (银行卡号).
    BankCard,
    /// An identity number (公民身份号码) of 18 characters.
    IdNumber,
    /// A mobile number (手机号码).
    Mobile,
}

impl PersonalKind {
    /// The word used in data files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BankCard => "bank-card",
            Self::IdNumber => "id-number",
            Self::Mobile => "mobile",
        }
    }
}

/// What a mobile number stands beside.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum PersonalBeside {
    /// A personal name, in a list of people who hold no office.
    List,
    /// An identity number or a bank card of the same person, open or masked.
    Number,
}
