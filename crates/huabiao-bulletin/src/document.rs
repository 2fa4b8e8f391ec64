use chrono::NaiveDate;
use huabiao_scoring::Points;
use serde::Serialize;

/// A bulletin as data and words in one language: what every form of it is written
/// from, and what `bulletin.json` holds.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// The name and version of this shape, see [`SCHEMA`](crate::SCHEMA).
    pub schema: String,
    /// The language tag (BCP 47).
    pub lang: String,
    /// The title.
    pub title: String,
    /// Who issues it, or empty.
    pub issuer: String,
    /// The day of the bulletin.
    pub date: NaiveDate,
    /// The first day of the check.
    pub from: NaiveDate,
    /// The last day of the check.
    pub to: NaiveDate,
    /// The period in words.
    pub period: String,
    /// By which day sites are to be put right, if the office set one.
    pub rectify_by: Option<NaiveDate>,
    /// The indicator set, by identifier and edition, such as `cn-2019-site/1`.
    pub set: String,
    /// 检查范围和方法: scope and method, a paragraph each.
    pub scope: Vec<String>,
    /// What the verdicts speak of, and what they leave to people. Belongs beside every
    /// verdict.
    pub covers: String,
    /// 总体情况: a paragraph each.
    pub overall: Vec<String>,
    /// All sites together.
    pub counts: Counted,
    /// 分类情况: each kind of site.
    pub categories: Vec<Kind>,
    /// How sites are ranked.
    pub ranking_note: String,
    /// 排名: the order within each kind.
    pub rankings: Vec<Order>,
    /// 不合格网站及原因.
    pub unqualified: Vec<Case>,
    /// 未能判定的网站.
    pub undetermined: Vec<Case>,
    /// 突出问题: each rule with findings, the one with most first.
    pub problems: Vec<Problem>,
    /// 未发现问题的网站: how they were chosen, a paragraph each.
    pub good: Vec<String>,
    /// The sites on which nothing was found.
    pub good_sites: Vec<Site>,
    /// 下一步要求: a paragraph each.
    pub next: Vec<String>,
    /// What is to be put right, by unit.
    pub tasks: Vec<Task>,
    /// Rows of the site list that could not be read, the first 50 of them.
    pub rejected: Vec<Rejected>,
    /// How many there are.
    pub rejected_rows: usize,
    /// Where the others stand, if there are more.
    pub rejected_more: Option<String>,
    /// 附件: each site.
    pub annex: Vec<SiteResult>,
}

/// How many sites got which verdict.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Counted {
    /// All sites.
    pub sites: usize,
    /// Sites with a verdict; the base of the pass rate.
    pub judged: usize,
    /// 合格.
    pub qualified: usize,
    /// Of them those with points that nobody decided.
    pub qualified_in_part: usize,
    /// 不合格.
    pub unqualified: usize,
    /// 未能判定.
    pub undetermined: usize,
    /// 合格率, such as `98.90%`; null when nothing was judged, and when none
    /// qualified while some are undetermined.
    pub pass_rate: Option<String>,
    /// All findings, one for each page that shows a fault.
    pub findings: usize,
    /// 问题数: the same, each target of a site counted once.
    pub distinct: usize,
}

/// The sites of one kind.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Kind {
    /// The kind in words.
    pub name: String,
    /// How many got which verdict.
    pub counts: Counted,
}

/// A site, as every table names it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Site {
    /// Its place in the site list, from 1.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// Its host.
    pub host: String,
    /// The address of its home page.
    pub home: String,
    /// Its identification code, if registered.
    pub code: Option<String>,
    /// Its kind, in words.
    pub kind: String,
    /// Who answers for it, in words.
    pub unit: String,
}

/// The order of the sites of one kind.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Order {
    /// The kind in words.
    pub name: String,
    /// The ranked sites, best first.
    pub ranks: Vec<Ranked>,
    /// The others, and why.
    pub unranked: Vec<Unranked>,
}

/// A ranked site.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ranked {
    /// The rank; ties have the same.
    pub rank: usize,
    /// The site.
    pub site: Site,
    /// Points lost.
    pub lost: Points,
    /// Points kept.
    pub points: Points,
    /// Points decided.
    pub of: Points,
    /// Its verdict, in words.
    pub verdict: String,
}

/// A site without a rank.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unranked {
    /// The site.
    pub site: Site,
    /// Why.
    pub why: String,
}

/// A site that is named, and why.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Case {
    /// The site.
    pub site: Site,
    /// Why, a line each.
    pub reasons: Vec<Grounds>,
}

/// Why a site is named.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grounds {
    /// The indicator, or empty where it is the sum.
    pub indicator: String,
    /// Its title.
    pub title: String,
    /// What was observed, or what is lacking.
    pub observed: String,
    /// The threshold.
    pub threshold: String,
}

/// How often one rule found something.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Problem {
    /// The rule.
    pub rule: String,
    /// Its name in words.
    pub name: String,
    /// Its findings on all sites, one for each page that shows a fault.
    pub findings: usize,
    /// 问题数: the same, each target of a site counted once.
    pub distinct: usize,
    /// 涉及页面: pages on which they stand.
    pub pages: usize,
    /// Sites with a finding.
    pub sites: usize,
    /// Sites that it could not decide.
    pub not_checked: usize,
    /// The most affected sites, most first.
    pub most: Vec<Affected>,
}

/// A site and how often something was found on it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Affected {
    /// The site.
    pub site: Site,
    /// 问题数: findings, each target counted once.
    pub distinct: usize,
}

/// What one unit is asked to put right.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Task {
    /// The unit.
    pub unit: String,
    /// Its sites with findings.
    pub sites: Vec<SiteTask>,
}

/// What is to be put right on one site.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SiteTask {
    /// The site.
    pub site: Site,
    /// Its verdict, in words.
    pub verdict: String,
    /// The kinds of problems with their numbers, in words.
    pub what: String,
}

/// A row of the site list that could not be read.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rejected {
    /// The line, from 1.
    pub line: u64,
    /// The column's name, or empty.
    pub column: String,
    /// Why.
    pub reason: String,
}

/// The result of one site, line by line.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SiteResult {
    /// The site.
    pub site: Site,
    /// `qualified`, `unqualified` or `undetermined`.
    pub verdict: String,
    /// The verdict in words.
    pub verdict_name: String,
    /// Points kept, if any are given.
    pub points: Option<Points>,
    /// Points decided.
    pub points_of: Points,
    /// Points lost.
    pub points_lost: Points,
    /// All findings, one for each page that shows a fault.
    pub findings: usize,
    /// 问题数: the same, each target counted once.
    pub distinct: usize,
    /// Pages read.
    pub pages: u32,
    /// What was not looked at, in words.
    pub gaps: Vec<String>,
    /// Columns by state, in words, or empty.
    pub columns: String,
    /// The lines that say more than that nothing was found.
    pub lines: Vec<LineOf>,
    /// The titles of the indicators that were looked at and are clear.
    pub clear: Vec<String>,
    /// What was found, by rule.
    pub found: Vec<Found>,
    /// Rules that could not be decided, and why.
    pub not_checked: Vec<Open>,
}

/// One line of a scorecard in words.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LineOf {
    /// The indicator.
    pub indicator: String,
    /// Its title.
    pub title: String,
    /// What was observed, and what is lacking.
    pub observed: String,
    /// The threshold.
    pub threshold: String,
    /// The clause.
    pub clause: String,
    /// `veto`, `points` or `not-checked`.
    pub effect: String,
    /// The effect in words, with the points lost.
    pub effect_name: String,
}

/// What one rule found on one site.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// The rule.
    pub rule: String,
    /// Its name in words.
    pub name: String,
    /// All its findings on the site, one for each page that shows a fault.
    pub findings: usize,
    /// 问题数: the same, each target counted once.
    pub distinct: usize,
    /// The first of these.
    pub shown: Vec<Shown>,
    /// How many more there are, in words, or empty.
    pub more: String,
}

/// One finding in words.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// What it is, in one sentence.
    pub summary: String,
    /// The page where it stands.
    pub url: String,
    /// The other end of a link.
    pub target: Option<String>,
    /// On how many other pages it stands, in words, or empty.
    pub elsewhere: String,
}

/// A rule that could not be decided on one site.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Open {
    /// The rule's name in words.
    pub name: String,
    /// Why.
    pub why: String,
}
