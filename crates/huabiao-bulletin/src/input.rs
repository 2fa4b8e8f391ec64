use chrono::{FixedOffset, NaiveDate};
use huabiao_facts::Coverage;
use huabiao_finding::Check;
use huabiao_inspection::ColumnState;
use huabiao_scoring::{DeductionsFor, IndicatorSet, Scorecard, Text};
use huabiao_types::{SiteCategory, SiteCode};

/// Everything that a bulletin (通报) is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct BulletinInput {
    /// The title; `None` is 政府网站检查情况通报 with the period.
    pub title: Option<Text>,
    /// Who issues it (发文机关), or empty.
    pub issuer: String,
    /// The first day of the check.
    pub from: NaiveDate,
    /// The last day of the check.
    pub to: NaiveDate,
    /// The day of the bulletin.
    pub today: NaiveDate,
    /// In which time moments are printed; [`BEIJING`](crate::BEIJING) for China.
    pub offset: FixedOffset,
    /// By which day sites are to be put right (整改期限). No law sets one; the
    /// bulletin names none unless the office does.
    pub rectify_by: Option<NaiveDate>,
    /// How the check was done.
    pub method: Method,
    /// The sites, in the order of the site list.
    pub sites: Vec<SiteEntry>,
    /// Rows of the site list that could not be read, so that nobody takes their
    /// sites for checked.
    pub rejected: Vec<RejectedRow>,
    /// Lines of words that the office adds to the method, or none.
    pub notes: Vec<Text>,
    /// How many problems appeals and dismissals took out of the results; `None` where they
    /// are those of the inspection itself.
    pub taken_out: Option<usize>,
}

/// 北京时间, UTC+8 all year.
pub const BEIJING: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(offset) => offset,
    None => panic!("eight hours are less than a day"),
};

/// How the check was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// The indicators.
    pub set: IndicatorSet,
    /// Whose sites were scored on the deductions.
    pub deductions_for: DeductionsFor,
    /// The most pages read of one site, if there was a limit.
    pub pages_a_site: Option<u32>,
}

/// One site of a bulletin.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteEntry {
    /// The registered name (网站名称).
    pub name: String,
    /// The host of the home page.
    pub host: String,
    /// The address of the home page.
    pub home: String,
    /// The identification code (网站标识码).
    pub code: Option<SiteCode>,
    /// What kind of site it is.
    pub category: Option<SiteCategory>,
    /// Who answers for it (主办单位), or empty.
    pub unit_name: String,
    /// Its result.
    pub scorecard: Scorecard,
    /// What the rules say of it.
    pub checks: Vec<Check>,
    /// Its columns.
    pub columns: Vec<ColumnState>,
    /// What was looked at.
    pub coverage: Coverage,
}

/// A row of the site list that could not be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RejectedRow {
    /// The line, from 1.
    pub line: u64,
    /// The column's name, or empty.
    pub column: String,
    /// Why.
    pub reason: String,
}
