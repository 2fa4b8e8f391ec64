use chrono::NaiveDate;
use huabiao_types::Lang;
use serde::{Deserialize, Serialize};

use super::letterhead::{Letterhead, day, pick};
use crate::wording::{Paper, PaperKind};

/// The data of a problem ledger (问题台账): each problem once, with its history.
///
/// ```
/// use huabiao_bulletin::{Paper, ProblemLedger, Wording};
/// use huabiao_types::Lang;
///
/// let document = Wording::new(Lang::Zh).write(&ProblemLedger::example(Lang::Zh))?;
/// let (title, table) = &document.tables()[0];
/// assert_eq!(title, "问题台账");
/// assert_eq!(table.rows.len(), 2);
/// # Ok::<(), huabiao_bulletin::WordingError>(())
/// ```
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct ProblemLedger {
    /// Who keeps it, and the day of this copy.
    pub head: Letterhead,
    /// Whose problems they are.
    pub place: String,
    /// The problems.
    pub entries: Vec<LedgerEntry>,
}

/// One problem of the ledger.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct LedgerEntry {
    /// Its number.
    pub id: String,
    /// The site.
    pub site: String,
    /// The responsible unit.
    pub unit: String,
    /// The kind of problem in words.
    pub problem: String,
    /// What was found, in one sentence.
    pub what: String,
    /// The page where it stands.
    pub page: String,
    /// The first day it was seen.
    pub first_seen: NaiveDate,
    /// The last day it was seen.
    pub last_seen: NaiveDate,
    /// In how many checks it was seen.
    pub times: u32,
    /// Its state in words, such as `整改中`.
    pub state: String,
    /// The day of the notice.
    pub notified: Option<NaiveDate>,
    /// The last day to put it right.
    pub due: Option<NaiveDate>,
    /// The day when the unit reported it fixed.
    pub reported: Option<NaiveDate>,
    /// The day when the machine looked again.
    pub rechecked: Option<NaiveDate>,
    /// The day when it was closed.
    pub closed: Option<NaiveDate>,
    /// Days past the deadline.
    pub overdue_days: u32,
    /// Appeal, escalation, who dismissed it and why: whatever is to be remembered.
    pub remarks: Vec<String>,
}

impl Paper for ProblemLedger {
    const KIND: PaperKind = PaperKind::Ledger;

    fn example(lang: Lang) -> Self {
        let w = |zh: &str, en: &str| pick(lang, zh, en);
        let open = LedgerEntry {
            id: "2026-0117".into(),
            site: w("明川市民政局网站", "Civil Affairs Bureau"),
            unit: w("市民政局", "Civil Affairs Bureau"),
            problem: w("链接不可用", "dead link"),
            what: w(
                "首页链接“政策文件”返回404",
                "the link “policies” on the home page gives 404",
            ),
            page: "http://mzj.example.gov.cn/".into(),
            first_seen: day(2026, 6, 14),
            last_seen: day(2026, 9, 12),
            times: 2,
            state: w("已超期", "overdue"),
            notified: Some(day(2026, 9, 15)),
            due: Some(day(2026, 9, 29)),
            reported: None,
            rechecked: None,
            closed: None,
            overdue_days: 16,
            remarks: vec![w("已发催办通知", "reminded")],
        };
        let closed = LedgerEntry {
            id: "2026-0118".into(),
            state: w("已销号", "closed"),
            reported: Some(day(2026, 9, 22)),
            rechecked: Some(day(2026, 9, 23)),
            closed: Some(day(2026, 9, 23)),
            overdue_days: 0,
            remarks: Vec::new(),
            ..open.clone()
        };
        Self {
            entries: vec![open, closed],
            head: Letterhead::example(lang),
            ..Self::bare(lang)
        }
    }

    fn bare(lang: Lang) -> Self {
        Self {
            head: Letterhead::bare(lang),
            place: pick(lang, "全市", "the city"),
            entries: Vec::new(),
        }
    }
}
