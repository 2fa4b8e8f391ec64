use huabiao_types::{Certainty, Source};
use serde::{Deserialize, Serialize};

/// A share in whole per cent, 0 to 100.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(into = "u8", from = "u8")]
pub struct Share(u8);

impl Share {
    /// A share; more than 100 per cent are 100.
    pub const fn percent(percent: u8) -> Self {
        Self(if percent > 100 { 100 } else { percent })
    }

    /// The per cent.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// How many of `all` that is, rounded up: at least the share (不少于).
    ///
    /// ```
    /// use huabiao_supervision::Share;
    ///
    /// assert_eq!(Share::percent(30).of(11), 4);
    /// assert_eq!(Share::percent(30).of(10), 3);
    /// ```
    pub const fn of(self, all: usize) -> usize {
        // Whole hundreds and the rest apart, so that nothing overflows.
        all / 100 * self.0 as usize + (all % 100 * self.0 as usize).div_ceil(100)
    }
}

impl From<Share> for u8 {
    fn from(share: Share) -> Self {
        share.0
    }
}

impl From<u8> for Share {
    fn from(percent: u8) -> Self {
        Self::percent(percent)
    }
}

/// Where the share of 30 per cent a quarter comes from.
pub const QUARTERLY_SHARE: Source = Source {
    document: "国办发〔2017〕47号",
    clause: "每季度抽查比例不低于30%",
    certainty: Certainty::Memory,
    note: "the clause was not read; bulletins of 2017 and later show shares around 30 % \
           as the minimum, many provinces check every site every quarter",
};
