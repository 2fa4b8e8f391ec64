use chrono::NaiveDate;
use huabiao_scoring::{Points, Verdict};
use huabiao_types::Lang;
use serde::{Deserialize, Serialize};

use super::letterhead::{Letterhead, day, pick};
use crate::wording::{Paper, PaperKind};

/// The data of a quarterly bulletin (季度通报): 总体情况, 主要亮点, 主要问题, 工作要求 and
/// annexes, the order of national and provincial bulletins since 2016.
///
/// Counts are the caller's; the wording computes nothing but shares.
///
/// ```
/// use huabiao_bulletin::{Paper, QuarterlyBulletin, Wording};
/// use huabiao_types::Lang;
///
/// let bulletin = QuarterlyBulletin::example(Lang::Zh);
/// let document = Wording::new(Lang::Zh).write(&bulletin)?;
/// assert!(document.title_line().contains("2026年第三季度"));
/// assert_eq!(document.to.as_deref(), Some("各区县人民政府，市政府各部门、各直属单位："));
/// # Ok::<(), huabiao_bulletin::WordingError>(())
/// ```
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct QuarterlyBulletin {
    /// Who writes to whom.
    pub head: Letterhead,
    /// Whose sites they are, such as `明川市` or `全市`.
    pub place: String,
    /// The year.
    pub year: i32,
    /// The quarter from 1 to 4, or `None` for a check outside of the quarters.
    pub quarter: Option<u8>,
    /// The first day of the check.
    pub from: NaiveDate,
    /// The last day of the check.
    pub to: NaiveDate,
    /// The indicators as a document cites them: title in its marks and number, such as
    /// `《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）`.
    pub indicators: String,
    /// What the verdicts speak of, and what they leave to people; a paragraph each.
    pub covers: Vec<String>,
    /// Whether sites other than portals were scored on deductions that are written for
    /// portals only. The document then says that they are scored for reference.
    #[serde(default)]
    pub for_reference: bool,
    /// Whether such a site failed by its points. Only where none did can a document say
    /// that they decide no verdict.
    #[serde(default)]
    pub failed_by_reference: bool,
    /// Sites registered as running (在全国政府网站信息报送系统登记), the base of the share.
    pub registered: u64,
    /// Of the registered sites those checked. Sites outside of the system are in no count;
    /// they stand in `unregistered`.
    pub checked: u64,
    /// Of them 合格.
    pub qualified: u64,
    /// Of the qualified those with points that nobody decided.
    pub qualified_in_part: u64,
    /// Of them 不合格.
    pub unqualified: u64,
    /// Of them 未能判定. They are no part of the pass rate.
    pub undetermined: u64,
    /// All findings.
    pub findings: u64,
    /// The seed of the draw, if sites were drawn.
    pub seed: Option<String>,
    /// By kind of site.
    pub kinds: Vec<KindResult>,
    /// Official accounts, by platform.
    pub accounts: Vec<AccountResult>,
    /// The check before.
    pub before: Option<PriorResult>,
    /// Reports from the public (我为政府网站找错).
    pub fault_reports: Option<FaultReports>,
    /// What became of the notices sent.
    pub rectification: Option<Rectification>,
    /// How the sites that failed before did now (复查).
    pub recheck: Option<Recheck>,
    /// What was taken out of the results since the inspection; `None` where nothing was.
    pub changes: Option<Changes>,
    /// Appeals of units, and what was decided.
    pub appeals: Vec<AppealOutcome>,
    /// Good examples (主要亮点), and sites without findings, which are named as such.
    pub good: Vec<GoodPractice>,
    /// Problems by kind, the most frequent first.
    pub problems: Vec<ProblemKind>,
    /// Sites that failed, each with its reasons.
    pub failed: Vec<FailedSite>,
    /// Sites without a verdict, each with the reasons.
    pub open: Vec<FailedSite>,
    /// Sites outside of the reporting system (瞒报漏报).
    pub unregistered: Vec<UnregisteredSite>,
    /// Who was held to account (问责情况).
    pub accountability: Option<Accountability>,
    /// By which day sites are to be put right, if the office sets one.
    pub rectify_by: Option<NaiveDate>,
    /// Where the report on it goes, if there is to be one.
    pub report_to: Option<String>,
    /// Every checked site, by kind, for the annex.
    pub sites: Vec<KindSites>,
}

/// The sites of one kind or region.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct KindResult {
    /// The kind in words.
    pub name: String,
    /// Registered sites.
    pub registered: u64,
    /// Checked.
    pub checked: u64,
    /// 合格.
    pub qualified: u64,
    /// 不合格.
    pub unqualified: u64,
    /// 未能判定.
    pub undetermined: u64,
}

/// The official accounts on one platform.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct AccountResult {
    /// The platform.
    pub platform: String,
    /// Registered accounts.
    pub registered: u64,
    /// Checked.
    pub checked: u64,
    /// 不合格.
    pub unqualified: u64,
}

/// The result of the check before.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct PriorResult {
    /// 合格.
    pub qualified: u64,
    /// 不合格.
    pub unqualified: u64,
    /// 未能判定.
    #[serde(default)]
    pub undetermined: u64,
    /// All findings.
    pub findings: u64,
}

/// Reports from the public (我为政府网站找错) within the period.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct FaultReports {
    /// Received.
    pub received: u64,
    /// Closed in time, within three working days.
    pub in_time: u64,
    /// Answered late.
    pub late: u64,
    /// Past the last day and never answered.
    #[serde(default)]
    pub unanswered: u64,
}

/// What became of the notices sent since the check before. Each problem of them is in one
/// of `closed`, `withdrawn`, `open` and `overdue`, which add up to `problems`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Rectification {
    /// Notices sent.
    pub notices: u64,
    /// Problems in them.
    pub problems: u64,
    /// Of them those of sites outside of the reporting system, which stand in no count of
    /// findings.
    #[serde(default)]
    pub unregistered: u64,
    /// Of them closed on the day.
    pub closed: u64,
    /// Of them withdrawn on appeal or dismissed.
    #[serde(default)]
    pub withdrawn: u64,
    /// Of them open with time left, or reported as repaired and not looked at since.
    #[serde(default)]
    pub open: u64,
    /// Of them past their deadline and not closed.
    pub overdue: u64,
    /// Times that a problem of any notice was opened again, because the re-check still
    /// found it.
    pub reopened: u64,
    /// Times that one was opened again, because a later check saw what had been closed.
    #[serde(default)]
    pub came_back: u64,
    /// Problems of earlier notices that were closed since the check before.
    #[serde(default)]
    pub earlier_closed: u64,
    /// Problems of earlier notices that are past their deadline and not closed.
    #[serde(default)]
    pub earlier_overdue: u64,
}

/// How the sites that failed before did now (复查).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Recheck {
    /// Sites checked again.
    pub sites: u64,
    /// Of them put right.
    pub repaired: u64,
    /// The names of those that were not.
    pub still: Vec<String>,
}

/// An appeal (申诉) and what was decided.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct AppealOutcome {
    /// The site.
    pub site: String,
    /// The finding contested.
    pub problem: String,
    /// Whether the appeal was upheld.
    pub upheld: bool,
    /// Why.
    pub reason: String,
    /// What the score is now, if it changed.
    pub points: Option<Points>,
}

/// A good example (典型做法), or a site on which nothing was found.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct GoodPractice {
    /// The site.
    pub site: String,
    /// What was good, a clause without a full stop; or `None` if it is just that
    /// nothing was found.
    pub what: Option<String>,
}

/// One kind of problem.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct ProblemKind {
    /// Its name in words.
    pub name: String,
    /// Findings.
    pub findings: u64,
    /// Sites with one.
    pub sites: u64,
    /// The sites with most, most first.
    pub most: Vec<NamedCount>,
}

/// A site and how often something was found on it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct NamedCount {
    /// The site.
    pub name: String,
    /// How often.
    pub count: u64,
}

/// What dismissals and appeals took out of the results since the inspection.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Changes {
    /// Problems that the office dismissed (不予认定).
    pub dismissed: u64,
    /// Problems that appeals took away (申诉成立).
    pub upheld: u64,
    /// The same by site.
    pub sites: Vec<ChangedSite>,
}

/// What was taken out on one site.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct ChangedSite {
    /// The site.
    pub name: String,
    /// Problems dismissed.
    pub dismissed: u64,
    /// Problems that appeals took away.
    pub upheld: u64,
}

/// A site that failed or has no verdict, and why.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct FailedSite {
    /// The site.
    pub name: String,
    /// Its identification code (网站标识码).
    pub code: Option<String>,
    /// The responsible unit.
    pub unit: String,
    /// The person mainly responsible. Whether bulletins name people is the office's
    /// choice; most do not.
    pub person: Option<String>,
    /// Why, a clause each.
    pub reasons: Vec<String>,
}

/// A site outside of the reporting system.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct UnregisteredSite {
    /// The site.
    pub name: String,
    /// Its address.
    pub address: String,
    /// The responsible unit, as far as known.
    pub unit: Option<String>,
    /// What its check came to; `None` where it was not checked. It is in no rate.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// What its check found. It is in no count of findings.
    #[serde(default)]
    pub findings: u64,
}

/// Who was held to account (问责情况).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Accountability {
    /// Units criticised by name (通报批评).
    pub criticised: u64,
    /// People in charge interviewed (约谈).
    pub interviewed: u64,
}

/// The sites of one kind with their ranks (分类排名).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct KindSites {
    /// The kind in words.
    pub name: String,
    /// Its sites, the best first, those without a rank last.
    pub sites: Vec<SiteLine>,
}

/// A site in the annex.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct SiteLine {
    /// The site.
    pub name: String,
    /// Its host.
    pub host: String,
    /// Its identification code.
    pub code: Option<String>,
    /// The responsible unit.
    pub unit: String,
    /// Its rank within the kind; ties have the same. `None` without one: vetoed or
    /// undetermined.
    pub rank: Option<u32>,
    /// The verdict.
    pub verdict: Verdict,
    /// Points kept, if any are given.
    pub points: Option<Points>,
    /// Points that were decided; with `lost` they say what a rank is worth.
    pub of: Points,
    /// Points of a qualified site that nobody decided, if there are any.
    pub open: Option<Points>,
    /// Points lost.
    pub lost: Points,
    /// All findings.
    pub findings: u64,
}

impl Paper for QuarterlyBulletin {
    const KIND: PaperKind = PaperKind::Bulletin;

    fn example(lang: Lang) -> Self {
        let w = |zh: &str, en: &str| pick(lang, zh, en);
        let kind = |name: String, n: [u64; 5]| KindResult {
            name,
            registered: n[0],
            checked: n[1],
            qualified: n[2],
            unqualified: n[3],
            undetermined: n[4],
        };
        Self {
            place: w("全市", "the city"),
            quarter: Some(3),
            covers: vec![w(
                "本通报的判定仅涉及程序能够核查的指标，其余指标由人工审读后另行通报。",
                "The verdicts speak of the indicators that a program can check; people judge the others.",
            )],
            seed: Some("2026Q3-0731-8842".into()),
            kinds: vec![
                kind(w("市政府门户网站", "municipal portal"), [1, 1, 1, 0, 0]),
                kind(w("市级部门网站", "departments"), [59, 59, 53, 4, 2]),
                kind(
                    w("区县政府门户网站", "district portals"),
                    [11, 11, 10, 1, 0],
                ),
            ],
            accounts: vec![AccountResult {
                platform: w("微信公众号", "WeChat"),
                registered: 64,
                checked: 20,
                unqualified: 1,
            }],
            changes: Some(Changes {
                dismissed: 2,
                upheld: 1,
                sites: vec![ChangedSite {
                    name: w("市民政局网站", "Civil Affairs Bureau"),
                    dismissed: 2,
                    upheld: 1,
                }],
            }),
            before: Some(PriorResult {
                qualified: 60,
                unqualified: 9,
                undetermined: 2,
                findings: 801,
            }),
            fault_reports: Some(FaultReports {
                received: 38,
                in_time: 36,
                late: 1,
                unanswered: 1,
            }),
            for_reference: true,
            rectification: Some(Rectification {
                notices: 27,
                problems: 801,
                unregistered: 9,
                closed: 742,
                withdrawn: 3,
                open: 9,
                overdue: 47,
                reopened: 12,
                came_back: 3,
                earlier_closed: 5,
                earlier_overdue: 2,
            }),
            recheck: Some(Recheck {
                sites: 9,
                repaired: 8,
                still: vec![w("明川市民政局网站", "Civil Affairs Bureau")],
            }),
            appeals: vec![
                AppealOutcome {
                    site: w("明川市教育局网站", "Education Bureau"),
                    problem: w("首页链接不可用", "dead link on the home page"),
                    upheld: true,
                    reason: w(
                        "检查时段内上级站点停机维护",
                        "the target was down for maintenance",
                    ),
                    points: Some(Points::from_hundredths(9_650)),
                },
                AppealOutcome {
                    site: w("明川市民政局网站", "Civil Affairs Bureau"),
                    problem: w("栏目更新不及时", "stale column"),
                    upheld: false,
                    reason: w(
                        "补发信息的日期早于检查日期但发布在后",
                        "the items were published after the check",
                    ),
                    points: None,
                },
            ],
            good: vec![
                GoodPractice {
                    site: w("明川市统计局网站", "Bureau of Statistics"),
                    what: Some(w(
                        "按月发布数据并配发图表和下载文件",
                        "publishes data monthly with charts and files",
                    )),
                },
                GoodPractice {
                    site: w("清河区人民政府网站", "Qinghe District"),
                    what: None,
                },
            ],
            problems: vec![ProblemKind {
                name: w("链接不可用", "dead links"),
                findings: 214,
                sites: 23,
                most: vec![NamedCount {
                    name: w("明川市水务局网站", "Water Bureau"),
                    count: 61,
                }],
            }],
            failed: vec![FailedSite {
                name: w("明川市民政局网站", "Civil Affairs Bureau"),
                code: Some("1304000009".into()),
                unit: w("市民政局", "Civil Affairs Bureau"),
                person: Some(w("（主要负责人）", "(person in charge)")),
                reasons: vec![
                    w("空白栏目7个", "7 blank columns"),
                    w("首页24天未更新", "home page not updated for 24 days"),
                ],
            }],
            open: vec![FailedSite {
                name: w("明川市档案馆网站", "City Archives"),
                code: None,
                unit: w("市档案馆", "City Archives"),
                person: None,
                reasons: vec![w("可用性监测不足7天", "observed for less than 7 days")],
            }],
            unregistered: vec![UnregisteredSite {
                name: w("明川市某专题网站", "a topic site"),
                address: "http://old.example.gov.cn/".into(),
                unit: Some(w("市文化和旅游局", "Bureau of Culture")),
                verdict: Some(Verdict::Qualified),
                findings: 9,
            }],
            accountability: Some(Accountability {
                criticised: 2,
                interviewed: 1,
            }),
            rectify_by: Some(day(2026, 10, 30)),
            report_to: Some(w(
                "市政府办公室政务公开科",
                "the section for open government",
            )),
            sites: vec![KindSites {
                name: w("市政府门户网站", "city portal"),
                sites: vec![SiteLine {
                    name: w("明川市人民政府网站", "Mingchuan City Government"),
                    host: "www.example.gov.cn".into(),
                    code: Some("1304000001".into()),
                    unit: w("市政府办公室", "City Government Office"),

                    rank: Some(1),
                    verdict: Verdict::Qualified,
                    points: Some(Points::from_hundredths(4_850)),
                    of: Points::from_hundredths(10_000 - 4_800),
                    open: Some(Points::whole(48)),
                    lost: Points::from_hundredths(350),
                    findings: 5,
                }],
            }],
            head: Letterhead::example(lang),
            registered: 91,
            checked: 71,
            qualified: 64,
            qualified_in_part: 1,
            unqualified: 5,
            undetermined: 2,
            findings: 640,
            ..Self::bare(lang)
        }
    }

    fn bare(lang: Lang) -> Self {
        Self {
            head: Letterhead::bare(lang),
            place: pick(lang, "全市", "the city"),
            year: 2026,
            quarter: None,
            from: day(2026, 9, 1),
            to: day(2026, 9, 20),
            indicators: pick(
                lang,
                "《政府网站与政务新媒体检查指标》（国办秘函〔2019〕19号）",
                "Government website indicators (国办秘函〔2019〕19号)",
            ),
            covers: Vec::new(),
            for_reference: false,
            failed_by_reference: false,
            registered: 0,
            checked: 0,
            qualified: 0,
            qualified_in_part: 0,
            unqualified: 0,
            undetermined: 0,
            findings: 0,
            seed: None,
            kinds: Vec::new(),
            accounts: Vec::new(),
            before: None,
            fault_reports: None,
            rectification: None,
            recheck: None,
            changes: None,
            appeals: Vec::new(),
            good: Vec::new(),
            problems: Vec::new(),
            failed: Vec::new(),
            open: Vec::new(),
            unregistered: Vec::new(),
            accountability: None,
            rectify_by: None,
            report_to: None,
            sites: Vec::new(),
        }
    }
}
