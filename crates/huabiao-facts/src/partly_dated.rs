/// A link beside which a month and a day stand without a year (`11-15`, `11月15日`),
/// or words that count from the day of the visit (昨天, 3天前).
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PartlyDated {
    /// Where it leads, absolute; empty for a day in a sentence or beside words that lead
    /// nowhere.
    pub url: String,
    /// The month, 1 to 12; 0 where words count from the day of the visit.
    pub month: u8,
    /// The day of the month, 1 to 31; 0 as above.
    pub day: u8,
    /// The line of the source on which the link begins, from 1.
    pub line: u32,
}
