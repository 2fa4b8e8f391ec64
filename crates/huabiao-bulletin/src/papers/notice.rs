use chrono::NaiveDate;
use huabiao_types::Lang;
use serde::{Deserialize, Serialize};

use super::letterhead::{Letterhead, day, pick};
use crate::wording::{Paper, PaperKind};

/// The data of a notice of rectification (整改通知书) to one unit: the problems with their
/// evidence, the deadline and how it was counted, how to appeal.
///
/// ```
/// use huabiao_bulletin::{Paper, RectificationNotice, Wording};
/// use huabiao_types::Lang;
///
/// let notice = RectificationNotice::example(Lang::Zh);
/// let document = Wording::new(Lang::Zh).write(&notice)?;
/// assert_eq!(document.to.as_deref(), Some("市民政局："));
/// # Ok::<(), huabiao_bulletin::WordingError>(())
/// ```
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct RectificationNotice {
    /// Who writes to whom.
    pub head: Letterhead,
    /// The unit.
    pub unit: String,
    /// The first day of the check.
    pub from: NaiveDate,
    /// The last day of the check.
    pub to: NaiveDate,
    /// The indicators as a document cites them: title in its marks and number, such as
    /// `《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）`.
    pub indicators: String,
    /// The sites of the unit that failed, and by what.
    #[serde(default)]
    pub failed: Vec<NoticeFailure>,
    /// Whether sites other than portals were scored on deductions that are written for
    /// portals only. The document then says that they are scored for reference.
    #[serde(default)]
    pub for_reference: bool,
    /// Whether such a site failed by its points. Only where none did can a document say
    /// that they decide no verdict.
    #[serde(default)]
    pub failed_by_reference: bool,
    /// The problems.
    pub problems: Vec<NoticeProblem>,
    /// The last day to put them right.
    pub due: NaiveDate,
    /// The deadline in working days, if it was counted so.
    pub working_days: Option<u32>,
    /// How it was counted, a sentence each, such as which days are holidays.
    pub counting: Vec<String>,
    /// Whether the calendar of that time is published. Where it is not, the notice says
    /// that the day may move.
    pub certain: bool,
    /// Where the report on the work goes.
    pub report_to: Option<String>,
    /// How to contest a finding.
    pub appeal: Option<AppealWay>,
    /// How often the unit was reminded of these problems before; 0 for the first notice.
    pub reminders: u32,
}

/// A site that failed (判为不合格).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct NoticeFailure {
    /// The site.
    pub site: String,
    /// The vetoes (单项否决) that are hit, by their titles; none where it failed by its
    /// points.
    pub vetoes: Vec<String>,
}

/// A problem in a notice.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct NoticeProblem {
    /// Its number in the ledger (台账编号).
    pub id: String,
    /// The kind of problem in words, such as `站内链接失效`.
    pub kind: String,
    /// The site.
    pub site: String,
    /// What is wrong, in one sentence.
    pub what: String,
    /// The page where it stands.
    pub page: String,
    /// The other end of a link.
    pub target: Option<String>,
    /// The veto (单项否决) that it falls under, if it does.
    #[serde(default)]
    pub veto: Option<String>,
    /// The other indicator that it falls under, if it does.
    pub clause: Option<String>,
    /// What the demand rests on where it falls under no indicator: a document and its
    /// clause.
    #[serde(default)]
    pub basis: Option<String>,
    /// When it was seen, in words.
    pub seen: String,
    /// What was observed: outcome, how often it was tried, hash of the page; a clause
    /// each.
    pub evidence: Vec<String>,
    /// In how many checks it was seen, counting this one.
    pub times: u32,
}

/// How to contest a finding (申诉).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct AppealWay {
    /// The last day.
    pub until: NaiveDate,
    /// Where it goes.
    pub to: String,
}

impl Paper for RectificationNotice {
    const KIND: PaperKind = PaperKind::Notice;

    fn example(lang: Lang) -> Self {
        let w = |zh: &str, en: &str| pick(lang, zh, en);
        let site = w("明川市民政局网站", "Civil Affairs Bureau");
        Self {
            head: Letterhead {
                to: vec![w("市民政局", "Civil Affairs Bureau")],
                ..Letterhead::example(lang)
            },
            problems: vec![
                NoticeProblem {
                    id: "2026-0117".into(),
                    kind: w("站内链接失效", "dead link"),
                    site: site.clone(),
                    what: w(
                        "首页链接“政策文件”返回404",
                        "the link “policies” on the home page gives 404",
                    ),
                    page: "http://mzj.example.gov.cn/".into(),
                    target: Some("http://mzj.example.gov.cn/zcwj/2026/0412.html".into()),
                    veto: None,
                    clause: Some(w("可用性", "links")),
                    basis: None,
                    seen: w("2026年9月12日10时3分", "12 September 2026, 10:03"),
                    evidence: vec![
                        w("访问结果404", "outcome 404"),
                        w("三次访问结果一致", "three attempts agree"),
                    ],
                    times: 2,
                },
                NoticeProblem {
                    id: "2026-0118".into(),
                    kind: w("栏目不更新", "column not updated"),
                    site,
                    what: w(
                        "栏目“工作动态”55天未更新，超过14天",
                        "the column “news” was not updated for 55 days, more than 14",
                    ),
                    page: "http://mzj.example.gov.cn/gzdt/".into(),
                    target: None,
                    veto: Some(w("栏目不更新", "columns not updated")),
                    clause: Some(w("动态要闻", "news")),
                    basis: None,
                    seen: w("2026年9月12日10时5分", "12 September 2026, 10:05"),
                    evidence: Vec::new(),
                    times: 1,
                },
            ],
            failed: vec![
                NoticeFailure {
                    site: w("明川市民政局网站", "Civil Affairs Bureau"),
                    vetoes: vec![w("栏目不更新", "columns not updated")],
                },
                NoticeFailure {
                    site: w("明川市社会救助网站", "Social Relief"),
                    vetoes: Vec::new(),
                },
            ],
            for_reference: true,
            working_days: Some(10),
            counting: vec![w(
                "国庆节放假期间不计入，调休上班日计入。",
                "The national holiday is not counted, the make-up days are.",
            )],
            certain: false,
            report_to: Some(w(
                "市政府办公室政务公开科",
                "the section for open government",
            )),
            appeal: Some(AppealWay {
                until: day(2026, 10, 22),
                to: w("市政府办公室政务公开科", "the section for open government"),
            }),
            reminders: 1,
            ..Self::bare(lang)
        }
    }

    fn bare(lang: Lang) -> Self {
        Self {
            head: Letterhead::bare(lang),
            unit: pick(lang, "市民政局", "Civil Affairs Bureau"),
            from: day(2026, 9, 1),
            to: day(2026, 9, 20),
            indicators: pick(
                lang,
                "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）",
                "Government website indicators (国办秘函〔2019〕19号)",
            ),
            failed: Vec::new(),
            for_reference: false,
            failed_by_reference: false,
            problems: Vec::new(),
            due: day(2026, 10, 29),
            working_days: None,
            counting: Vec::new(),
            certain: true,
            report_to: None,
            appeal: None,
            reminders: 0,
        }
    }
}
