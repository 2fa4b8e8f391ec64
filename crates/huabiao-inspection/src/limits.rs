use huabiao_facts::ColumnKind;

/// Numbers that rules compare with. The defaults are those of the 2019 national
/// indicators (国办秘函〔2019〕19号) where it gives one.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Days after which a home page without news is stale: 14.
    pub home_days: u32,
    /// Days after which a news column (动态、要闻) is stale: 14.
    pub news_days: u32,
    /// Days after which a notice or policy column (通知公告、政策文件) is stale:
    /// 6 months, counted as 183.
    pub notice_days: u32,
    /// Days after which an interpretation column (政策解读) is stale: 6 months.
    pub interpretation_days: u32,
    /// Days after which any other column with an update duty counts as long
    /// without update (应更新但长期未更新). The clause gives no number; 365 is a
    /// common default of monitoring products.
    pub long_days: u32,
    /// Days of visits that the availability clause needs: 7.
    pub visit_days: u32,
    /// Visits a day that it needs: 20.
    pub visits_a_day: u32,
    /// Milliseconds from which on a visit counts as failed: 15 000 (inclusive).
    pub visit_millis: u32,
    /// Failed visits per thousand from which on a site is unreachable: 50 (inclusive).
    pub failed_permille: u32,
    /// Missing elements from which on a guide is unfit: 4 of 10.
    pub guide_missing: u32,
}

impl Limits {
    /// The limit for a kind of column, or `None` when it has no duty to be updated.
    pub const fn days(&self, kind: ColumnKind) -> Option<u32> {
        match kind {
            ColumnKind::News => Some(self.news_days),
            ColumnKind::Notice | ColumnKind::Policy => Some(self.notice_days),
            ColumnKind::Interpretation => Some(self.interpretation_days),
            ColumnKind::Data
            | ColumnKind::Interview
            | ColumnKind::Personnel
            | ColumnKind::Plan
            | ColumnKind::Survey => Some(self.long_days),
            ColumnKind::Archive
            | ColumnKind::Consultation
            | ColumnKind::Disclosure
            | ColumnKind::Other
            | ColumnKind::Service
            | ColumnKind::Standing => None,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            home_days: 14,
            news_days: 14,
            notice_days: 183,
            interpretation_days: 183,
            long_days: 365,
            visit_days: 7,
            visits_a_day: 20,
            visit_millis: 15_000,
            failed_permille: 50,
            guide_missing: 4,
        }
    }
}
