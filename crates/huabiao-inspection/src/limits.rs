use huabiao_facts::ColumnKind;

/// Numbers that rules compare with. The defaults are those of the 2019 national
/// indicators (国办秘函〔2019〕19号) where it gives one.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[cfg_attr(feature = "serde", serde(default))]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    /// Days after which a home page without news is stale: 14.
    pub home_days: u32,
    /// Days after which a news column (动态、要闻) is stale: 14.
    pub news_days: u32,
    /// Days after which a notice or policy column (通知公告、政策文件) is stale:
    /// 6 months, counted as 184, the longest that six of them are.
    pub notice_days: u32,
    /// Days after which an interpretation column (政策解读) is stale: 6 months.
    pub interpretation_days: u32,
    /// Days after which any other column with an update duty counts as long
    /// without update (应更新但长期未更新). The clause gives no number; 366, the most days of a year, is a
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
    /// Days within which a policy document is looked at for an interpretation: 365.
    /// The clause gives no window.
    pub policy_days: u32,
    /// Days after which a message without an answer is unanswered (3 months): 92.
    pub message_days: u32,
    /// Days of messages that are looked at (1 year): 365.
    pub message_window: u32,
    /// Days after which public messages are not kept up (2 months, the longest): 62.
    pub message_age: u32,
    /// Days after which statistics of services are a month old: 31.
    pub statistics_days: u32,
    /// Days after which they are 3 months old: 92.
    pub statistics_quarter_days: u32,
    /// Working days within which a report of a fault (找错) is answered: 3.
    pub report_working_days: u32,
    /// Days of such reports that are looked at (6 months): 181, the fewest that six of them
    /// are.
    pub report_window: u32,
    /// Days of surveys and interviews that are counted (1 year): 366.
    pub activity_days: u32,
    /// Surveys within that time that the portal of a government must hold. The set of
    /// 2019 asks for none (0); that of 2015 for 6.
    pub surveys_portal: u32,
    /// Surveys that another site must hold. 2019: 0; 2015: 3.
    pub surveys_other: u32,
    /// Interviews that the portal of a government must hold; other sites then one.
    /// 2019: 0; 2015: 6.
    pub interviews: u32,
    /// Entries that the home page must show within [`home_days`](Self::home_days).
    /// 2019: 0; 2015: 10.
    pub home_updates: u32,
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
            notice_days: 184,
            interpretation_days: 184,
            long_days: 366,
            visit_days: 7,
            visits_a_day: 20,
            visit_millis: 15_000,
            failed_permille: 50,
            guide_missing: 4,
            policy_days: 365,
            message_days: 92,
            message_window: 365,
            message_age: 62,
            statistics_days: 31,
            statistics_quarter_days: 92,
            report_working_days: 3,
            report_window: 181,
            activity_days: 366,
            surveys_portal: 0,
            surveys_other: 0,
            interviews: 0,
            home_updates: 0,
        }
    }
}
