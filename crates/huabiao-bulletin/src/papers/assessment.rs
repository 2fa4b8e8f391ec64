use huabiao_scoring::Points;
use huabiao_types::Lang;
use serde::{Deserialize, Serialize};

use super::letterhead::{Letterhead, pick};
use crate::wording::{Paper, PaperKind};

/// The data of a yearly assessment report (年度考核报告): what the year's checks cost each
/// unit in its openness assessment, and how the supervising office itself did.
///
/// ```
/// use huabiao_bulletin::{Paper, Wording, YearlyAssessment};
/// use huabiao_types::Lang;
///
/// let document = Wording::new(Lang::Zh).write(&YearlyAssessment::example(Lang::Zh))?;
/// assert!(document.title_line().contains("2026年度"));
/// # Ok::<(), huabiao_bulletin::WordingError>(())
/// ```
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct YearlyAssessment {
    /// Who writes to whom.
    pub head: Letterhead,
    /// Whose units they are.
    pub place: String,
    /// The year.
    pub year: i32,
    /// The four quarters.
    pub quarters: Vec<QuarterLine>,
    /// Whether sites other than portals were scored on deductions that are written for
    /// portals only. The document then says that they are scored for reference.
    #[serde(default)]
    pub for_reference: bool,
    /// Whether such a site failed by its points. Only where none did can a document say
    /// that they decide no verdict.
    #[serde(default)]
    pub failed_by_reference: bool,
    /// The points that a unit begins with.
    pub full: Points,
    /// The units, in the order of their rank.
    pub units: Vec<UnitScore>,
    /// Each deduction, by unit.
    pub deductions: Vec<DeductionLine>,
    /// The supervising office's own score.
    pub own: Option<OwnAssessment>,
    /// What this assessment leaves open; a sentence each.
    pub notes: Vec<String>,
}

/// One quarter of the year.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct QuarterLine {
    /// From 1 to 4.
    pub quarter: u8,
    /// Sites checked.
    pub checked: u64,
    /// 合格.
    pub qualified: u64,
    /// 不合格.
    pub unqualified: u64,
    /// 未能判定.
    pub undetermined: u64,
    /// All findings.
    pub findings: u64,
    /// Problems closed by a re-check in it.
    pub closed: u64,
    /// Problems past their deadline at its end.
    pub overdue: u64,
}

/// What the year gave one unit.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct UnitScore {
    /// The rank; ties have the same. `None` where the points are not complete.
    pub rank: Option<u32>,
    /// The unit.
    pub unit: String,
    /// The person mainly responsible, if the report names people.
    pub person: Option<String>,
    /// Its sites.
    pub sites: u64,
    /// Problems confirmed in the year.
    pub problems: u64,
    /// Of them closed in time.
    pub in_time: u64,
    /// Of them late.
    pub late: u64,
    /// Points lost.
    pub lost: Points,
    /// Points kept; `None` where none of its sites had a verdict in the year.
    pub points: Option<Points>,
}

/// One deduction.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct DeductionLine {
    /// The unit.
    pub unit: String,
    /// The quarter from 1 to 4, or `None` if it is for the whole year.
    pub quarter: Option<u8>,
    /// Why.
    pub reason: String,
    /// How much.
    pub lost: Points,
}

/// The supervising office's own score.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct OwnAssessment {
    /// Points kept of those known; `None` where no item with known points was decided.
    pub points: Option<Points>,
    /// Points known and decided.
    pub of: Points,
    /// What was lost in items whose most (满分) no published source gives.
    pub lost: Vec<OwnItem>,
    /// Items whose points no published source gives.
    pub unknown: Vec<String>,
    /// Items whose points are known, but nobody supplied the answer.
    pub unanswered: Vec<OwnItem>,
    /// Vetoes (单项否决) that were not decided.
    pub vetoes: Vec<String>,
}

/// An item of the supervising office's own assessment, with points.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct OwnItem {
    /// Its title.
    pub name: String,
    /// The points, lost or at stake.
    pub points: Points,
    /// Whether it adds points (加分指标).
    pub bonus: bool,
}

impl Paper for YearlyAssessment {
    const KIND: PaperKind = PaperKind::Assessment;

    fn example(lang: Lang) -> Self {
        let w = |zh: &str, en: &str| pick(lang, zh, en);
        Self {
            head: Letterhead::example(lang),
            quarters: (1..=4)
                .map(|quarter| QuarterLine {
                    quarter,
                    checked: 28,
                    qualified: 24 + u64::from(quarter) / 2,
                    unqualified: 3 - u64::from(quarter) / 2,
                    undetermined: 1,
                    findings: 900 - 150 * u64::from(quarter),
                    closed: 100 * u64::from(quarter),
                    overdue: 40 / u64::from(quarter),
                })
                .collect(),
            units: vec![
                UnitScore {
                    rank: Some(1),
                    unit: w("市统计局", "Bureau of Statistics"),
                    person: None,
                    sites: 1,
                    problems: 2,
                    in_time: 2,
                    late: 0,
                    lost: Points::ZERO,
                    points: Some(Points::whole(10)),
                },
                UnitScore {
                    rank: None,
                    unit: w("市档案馆", "City Archives"),
                    person: None,
                    sites: 1,
                    problems: 0,
                    in_time: 0,
                    late: 0,
                    lost: Points::ZERO,
                    points: None,
                },
                UnitScore {
                    rank: None,
                    unit: w("市民政局", "Civil Affairs Bureau"),
                    person: Some(w("（主要负责人）", "(person in charge)")),
                    sites: 2,
                    problems: 31,
                    in_time: 20,
                    late: 11,
                    lost: Points::from_hundredths(350),
                    points: Some(Points::from_hundredths(650)),
                },
            ],
            deductions: vec![DeductionLine {
                unit: w("市民政局", "Civil Affairs Bureau"),
                quarter: Some(3),
                reason: w("网站不合格", "site unqualified"),
                lost: Points::whole(2),
            }],
            own: Some(OwnAssessment {
                points: Some(Points::whole(52)),
                of: Points::whole(60),
                lost: vec![OwnItem {
                    name: w("找错留言办理", "reports of errors"),
                    points: Points::whole(3),
                    bonus: false,
                }],
                unknown: vec![w("日常监管", "daily supervision")],
                unanswered: vec![OwnItem {
                    name: w("集约化平台", "intensive platform"),
                    points: Points::whole(5),
                    bonus: true,
                }],
                vetoes: vec![w("抽查因严重表述错误不合格", "samples failed for wording")],
            }),
            for_reference: true,
            notes: vec![w(
                "市民政局第四季度申诉尚未办结，暂不排名。",
                "The appeal of the Civil Affairs Bureau is open, so it has no rank yet.",
            )],
            ..Self::bare(lang)
        }
    }

    fn bare(lang: Lang) -> Self {
        Self {
            head: Letterhead::bare(lang),
            place: pick(lang, "全市", "the city"),
            year: 2026,
            quarters: Vec::new(),
            for_reference: false,
            failed_by_reference: false,
            full: Points::whole(10),
            units: Vec::new(),
            deductions: Vec::new(),
            own: None,
            notes: Vec::new(),
        }
    }
}
