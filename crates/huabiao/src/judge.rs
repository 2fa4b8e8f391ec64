//! The joins between domains that need no network: a registered site becomes the
//! subject of an inspection, its facts become checks and a scorecard.

use huabiao_facts::{FaultReport, SiteFacts, SiteProfile};
use huabiao_finding::{Check, Finding, Reason, RuleId};
use huabiao_inspection::{ALL, Limits, Rule};
use huabiao_registry::Site;
use huabiao_scoring::{IndicatorSet, ScoreOptions, Scorecard, SetError, Subject, score};
use huabiao_supervision::intake::{Mapping, MappingError, recheck_by};
use huabiao_supervision::{Answered, Problem, Recheck, Report, place};
use huabiao_types::Lang;

/// What rules need to know of a registered site.
pub fn profile(site: &Site) -> SiteProfile {
    SiteProfile {
        code: site.code.clone(),
        name: site.name.clone(),
        host: site.host.clone(),
        aliases: site.aliases.clone(),
        home: site.home.clone(),
        category: site.category,
        unit: site.unit.clone(),
        services: site.services,
    }
}

/// What an indicator set needs to know of a site.
pub fn subject(profile: &SiteProfile) -> Subject {
    Subject {
        site_code: profile.code.clone(),
        host: profile.host.clone(),
        name: profile.name.clone(),
        category: profile.category,
        services: profile.services,
    }
}

/// The name of a rule as people are shown it: its own, for a question of the set that of
/// the indicator which asks it, else the identifier.
///
/// ```
/// use huabiao::judge::rule_name;
/// use huabiao::scoring::IndicatorSet;
/// use huabiao::types::Lang;
///
/// let name = |id: &str| rule_name(&id.parse().unwrap(), IndicatorSet::cn_2019_site(), Lang::Zh);
/// assert_eq!(name("browser-broken"), "兼容性");
/// assert_eq!(name("column-blank"), "空白栏目");
/// assert_eq!(name("rule-of-ours"), "rule-of-ours");
/// ```
pub fn rule_name(id: &RuleId, set: &IndicatorSet, lang: Lang) -> String {
    let rule = huabiao_inspection::rule(id).map(|rule| rule.name.get(lang));
    let asked = || set.question_title(id).map(|title| title.get(lang));
    rule.or_else(asked).unwrap_or(id.as_str()).to_owned()
}

/// A problem in one sentence, without its full stop. What a platform claims is followed
/// by what the rules say of it.
pub fn problem_text(problem: &Problem, lang: Lang) -> String {
    let text = huabiao_inspection::describe(&problem.finding, lang);
    let text = text.trim_end_matches(['。', '.']);
    let claimed = problem.finding.values.contains_key("platform");
    let machine = problem.machine.as_ref().filter(|_| claimed);
    match (machine, lang) {
        (Some(Recheck::No), Lang::En) => format!("{text}; checked by program and not found"),
        (Some(Recheck::No), Lang::Zh) => format!("{text}，系统复核未见该问题"),
        (Some(Recheck::Unknown(_)), Lang::En) => format!("{text}; no program can tell"),
        (Some(Recheck::Unknown(_)), Lang::Zh) => format!("{text}，系统复核未能判定"),
        (Some(Recheck::Yes) | None, _) => text.to_owned(),
    }
}

/// What a run says of a fault that somebody else saw, see [`recheck_by`]. It is not there
/// only where the run read its page and asked for its target.
pub fn recheck(facts: &SiteFacts, checks: &[Check], site: &Site, finding: &Finding) -> Recheck {
    let answer = recheck_by(checks, site, finding);
    if answer != Recheck::No {
        return answer;
    }
    let page = place(&finding.url, site);
    let mut pages = facts.pages.iter();
    if !pages.any(|visit| place(&visit.page.url, site) == page) {
        let url = finding.url.clone();
        return Recheck::Unknown(vec![Reason::PageUnread { url }]);
    }
    if let Some(target) = &finding.target {
        let at = place(target, site);
        let same = facts
            .targets
            .iter()
            .filter(|(url, _)| place(url, site) == at);
        let outcomes: Vec<_> = same.map(|(_, told)| told.outcome).collect();
        let is_told = outcomes.iter().any(|told| told.is_ok() || told.is_dead());
        if !is_told {
            let url = target.clone();
            return Recheck::Unknown(vec![Reason::TargetUnasked { url }]);
        }
        // It is dead, as was claimed, and the page seems not to lead there: by a way that
        // no program sees it still may.
        if outcomes.iter().any(|told| told.is_dead()) {
            let rule = finding.rule.to_string();
            return Recheck::Unknown(vec![Reason::RuleMayMiss { rule }]);
        }
    }
    answer
}

/// The reports of the public (我为政府网站找错) on one site as rules read them, from the
/// problem ledger or a file; and how many were left out because nobody can say whether
/// or when they were answered. What the platform refused is no matter of the site.
///
/// ```
/// use huabiao::judge::fault_reports;
/// use huabiao::registry::Site;
/// use huabiao::supervision::intake::{Mapping, read_reports};
///
/// let mut site = Site::from_home("www.example.gov.cn")?;
/// site.code = Some("3301000001".parse()?);
/// let file = "编号,标识码,提交时间,答复时间\n1,3301000001,2026-03-02,\n2,3301000002,2026-03-02,\n";
/// let read = read_reports(file.as_bytes(), Mapping::public_reports())?;
/// let (reports, left_out) = fault_reports(&read.reports, &site);
/// assert_eq!((reports.len(), reports[0].answered, left_out), (1, None, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn fault_reports<'a>(
    reports: impl IntoIterator<Item = &'a Report>,
    site: &Site,
) -> (Vec<FaultReport>, usize) {
    let mut known = Vec::new();
    let mut left_out = 0;
    for report in reports {
        let code = report.site_code.parse().ok();
        if code.is_none() || code != site.code {
            continue;
        }
        let answered = match report.answer {
            Answered::No => None,
            Answered::Yes { on: Some(on), .. } => Some(on),
            Answered::Refused => continue,
            Answered::Unknown | Answered::Yes { on: None, .. } => {
                left_out += 1;
                continue;
            }
        };
        known.push(FaultReport {
            id: report.id.clone(),
            url: report.url.clone(),
            received: report.received,
            answered,
        });
    }
    (known, left_out)
}

/// The limits of an indicator set, as rules read them. A limit that the set does
/// not give keeps its default.
pub fn limits(set: &IndicatorSet) -> Limits {
    let mut limits = Limits::default();
    let take = |name: &str, field: &mut u32| {
        if let Some(value) = set.limits.get(name) {
            *field = *value;
        }
    };
    take("home_days", &mut limits.home_days);
    take("news_days", &mut limits.news_days);
    take("notice_days", &mut limits.notice_days);
    take("interpretation_days", &mut limits.interpretation_days);
    take("long_days", &mut limits.long_days);
    take("visit_days", &mut limits.visit_days);
    take("visits_a_day", &mut limits.visits_a_day);
    take("visit_millis", &mut limits.visit_millis);
    take("failed_permille", &mut limits.failed_permille);
    take("guide_missing", &mut limits.guide_missing);
    take("policy_days", &mut limits.policy_days);
    take("message_days", &mut limits.message_days);
    take("message_window", &mut limits.message_window);
    take("message_age", &mut limits.message_age);
    take("statistics_days", &mut limits.statistics_days);
    take(
        "statistics_quarter_days",
        &mut limits.statistics_quarter_days,
    );
    take("report_working_days", &mut limits.report_working_days);
    take("report_window", &mut limits.report_window);
    take("activity_days", &mut limits.activity_days);
    take("surveys_portal", &mut limits.surveys_portal);
    take("surveys_other", &mut limits.surveys_other);
    take("interviews", &mut limits.interviews);
    take("home_updates", &mut limits.home_updates);
    limits
}

/// Reads a set file and holds it against the rules of `huabiao-inspection`: what they
/// do not give, no set can ask for. `resolve` gives the TOML of a set that it extends.
///
/// ```
/// use huabiao::judge::read_set;
/// use huabiao::scoring::IndicatorSet;
///
/// let text = IndicatorSet::embedded_text("cn-2019-site").unwrap();
/// assert!(read_set(text.as_bytes(), &|_| None).is_ok());
/// let wrong = text.replacen("\"failed_permille\"", "\"failed_permile\"", 1);
/// let error = read_set(wrong.as_bytes(), &|_| None).unwrap_err();
/// assert!(error.to_string().contains("no rule named here gives the measure `failed_permile`"));
/// ```
///
/// # Errors
///
/// What is wrong with the set, with line and column.
pub fn read_set(
    file: &[u8],
    resolve: &dyn Fn(&str) -> Option<String>,
) -> Result<IndicatorSet, SetError> {
    IndicatorSet::read(file, resolve, &huabiao_inspection::vocabulary)
}

/// Reads how a platform's file is to be read, held against the rules of
/// `huabiao-inspection` and the questions of a set: what it translates to no name of
/// theirs would count nowhere.
///
/// ```
/// use huabiao::judge::read_mapping;
/// use huabiao::scoring::IndicatorSet;
///
/// let toml = "source = \"x\"\n[columns]\nrule = [\"类型\"]\n[values.rule]\n\"死链\" = \"link-deed\"\n";
/// let error = read_mapping(toml, IndicatorSet::cn_2019_site()).unwrap_err();
/// assert_eq!((error.line, error.column), (5, 8));
/// assert!(error.reason.contains("did you mean `link-dead`"));
/// ```
///
/// # Errors
///
/// What is wrong with the mapping, with line and column.
pub fn read_mapping(toml: &str, set: &IndicatorSet) -> Result<Mapping, MappingError> {
    let rules = ALL.iter().map(|rule| rule.id.to_string());
    let questions = set.questions.iter().map(|question| question.id.to_string());
    let known: Vec<String> = rules.chain(questions).collect();
    Mapping::parse_with(toml, &known)
}

/// Judges the facts of one site: every rule of `huabiao-inspection`, then the
/// indicator set.
pub fn judge(
    facts: &SiteFacts,
    set: &IndicatorSet,
    options: &ScoreOptions,
) -> (Vec<Check>, Scorecard) {
    judge_with(facts, set, options, ALL)
}

/// The same with rules of your own choice.
pub fn judge_with(
    facts: &SiteFacts,
    set: &IndicatorSet,
    options: &ScoreOptions,
    rules: &[&Rule],
) -> (Vec<Check>, Scorecard) {
    judge_given(facts, set, options, rules, &[])
}

/// The same with answers that no rule gives: those of people to the questions of the set,
/// see [`Review`](huabiao_scoring::Review).
pub fn judge_given(
    facts: &SiteFacts,
    set: &IndicatorSet,
    options: &ScoreOptions,
    rules: &[&Rule],
    given: &[Check],
) -> (Vec<Check>, Scorecard) {
    let mut checks = huabiao_inspection::inspect(facts, &limits(set), rules);
    checks.extend(given.iter().cloned());
    let card = score(set, &subject(&facts.profile), &checks, options);
    (checks, card)
}
