use std::collections::BTreeMap;

use chrono::NaiveDate;
use huabiao_finding::{Check, Evidence, Finding, Reach, Reason, RuleId};
use huabiao_registry::{Registry, Site};
use huabiao_types::SiteCode;
use serde::Serialize;
use url::Url;

use super::source::{Row, Source, short};
use super::{Fault, Field, IntakeError, Mapping, Rejected};
use crate::{Command, Origin, Recheck, place};

/// Results of an inspection platform (第三方检查结果), read from its file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Results {
    /// The name of the platform.
    pub source: String,
    /// The good rows, in their order.
    pub rows: Vec<ResultRow>,
    /// The rows that were not taken.
    pub rejected: Vec<Rejected>,
    /// What is worth knowing of the whole file.
    pub notes: Vec<String>,
}

/// One result.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ResultRow {
    /// The line of the file or row of the sheet, from 1.
    pub line: u64,
    /// Its number on the platform, or empty.
    pub id: String,
    /// The host of the registered site.
    pub site: String,
    /// The fault.
    pub finding: Finding,
    /// The day on which the platform saw it, if it says.
    pub seen: Option<NaiveDate>,
}

/// Reads results of an inspection platform from CSV, JSON or, with the feature `xlsx`,
/// XLSX; which of them is told from the bytes.
///
/// Each row needs a registered site and a kind of fault that the mapping translates to a
/// rule. Where no page is given, the home page stands for the site.
///
/// ```
/// use huabiao_registry::{Registry, Site};
/// use huabiao_supervision::intake::{Mapping, read_results};
/// use huabiao_types::Lang;
///
/// let registry = Registry::new(vec![], vec![Site::from_home("www.example.gov.cn")?])?;
/// let mapping = Mapping::parse(
///     r#"
///     source = "示例巡检平台"
///     columns = { site = ["域名"], rule = ["问题类型"], url = ["页面"], target = ["链接"] }
///     values.rule = { "死链" = "link-dead" }
///     "#,
/// )?;
/// let file = "域名,问题类型,页面,链接\n\
///             www.example.gov.cn,死链,http://www.example.gov.cn/a.html,http://b.gov.cn/x\n\
///             www.example.gov.cn,卡顿,http://www.example.gov.cn/,\n";
/// let results = read_results(file.as_bytes(), &mapping, &registry)?;
/// assert_eq!(results.rows[0].finding.rule.as_str(), "link-dead");
/// assert_eq!(results.rejected[0].text(Lang::Zh), "第3行“问题类型”：对照表中没有“卡顿”");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`IntakeError`] when the file as a whole cannot be read; what is wrong with single rows
/// is in [`Results::rejected`].
pub fn read_results(
    bytes: &[u8],
    mapping: &Mapping,
    registry: &Registry,
) -> Result<Results, IntakeError> {
    let mut source = Source::read(bytes, mapping, &[Field::Rule])?;
    let by_name: BTreeMap<&str, &Site> = registry
        .sites()
        .iter()
        .rev()
        .map(|site| (site.name.as_str(), site))
        .collect();
    let rows = std::mem::take(&mut source.rows);
    let mut taken = Vec::new();
    for row in &rows {
        match result(row, mapping, registry, &by_name) {
            Ok(result) => taken.push(result),
            Err((field, fault)) => source.reject(row.line, field, fault),
        }
    }
    source.rejected.sort_by_key(|rejected| rejected.line);
    Ok(Results {
        source: mapping.source.clone(),
        rows: taken,
        rejected: source.rejected,
        notes: source.notes,
    })
}

impl Results {
    /// Puts rows aside that claim to have been seen after `today`.
    pub fn on(&mut self, today: NaiveDate) {
        let (ahead, rows) = std::mem::take(&mut self.rows)
            .into_iter()
            .partition(|row| row.seen.is_some_and(|day| day > today));
        self.rows = rows;
        let ahead: Vec<ResultRow> = ahead;
        self.rejected.extend(ahead.iter().map(|row| Rejected {
            line: row.line,
            column: String::new(),
            fault: Fault::Ahead {
                found: row.seen.map_or_else(String::new, |day| day.to_string()),
            },
        }));
        self.rejected.sort_by_key(|rejected| rejected.line);
    }

    /// The commands that enter the results in the ledger, each with what `rechecker` says
    /// of it. Decide and record them one after the other.
    pub fn commands(&self, registry: &Registry, rechecker: &dyn Rechecker) -> Vec<Command> {
        let command = |row: &ResultRow| {
            let site = registry.site_at(&row.site)?;
            Some(Command::Enter {
                site: row.site.clone(),
                finding: Box::new(row.finding.clone()),
                origin: Origin::ThirdParty(self.source.clone()),
                machine: Some(rechecker.recheck(site, &row.finding)),
            })
        };
        self.rows.iter().filter_map(command).collect()
    }
}

/// Looks at one fault again. Three answers: it is there, it is not, nobody can tell.
///
/// Implemented for closures; see [`recheck_by`] for one over the checks of a run.
pub trait Rechecker {
    /// Looks at `finding` on `site`.
    fn recheck(&self, site: &Site, finding: &Finding) -> Recheck;
}

impl<F: Fn(&Site, &Finding) -> Recheck> Rechecker for F {
    fn recheck(&self, site: &Site, finding: &Finding) -> Recheck {
        self(site, finding)
    }
}

/// What the checks of a run say of a fault that somebody else saw.
///
/// It is there when the rule found something at the same place, with the same target and
/// group as far as the other gives them. It is not there when the rule looked at
/// everything and found nothing of that kind. In all other cases nobody can tell: a rule
/// that was not run, that looked at a part only, that does not apply, or that cannot see
/// every fault of its kind ([`MAY_MISS`]).
pub fn recheck_by(checks: &[Check], site: &Site, finding: &Finding) -> Recheck {
    let at = place(&finding.url, site);
    let target = finding.target.as_ref().map(|target| place(target, site));
    let same = |other: &&Finding| {
        place(&other.url, site) == at
            && (target.is_none() || other.target.as_ref().map(|other| place(other, site)) == target)
            && (finding.group.is_empty() || finding.group == other.group)
    };
    let mut of_rule = checks.iter().filter(|check| check.rule == finding.rule);
    let Some(check) = of_rule.next() else {
        let rule = finding.rule.to_string();
        return Recheck::Unknown(vec![Reason::RuleNotRun { rule }]);
    };
    let mut findings = check
        .findings
        .iter()
        .chain(of_rule.flat_map(|check| &check.findings));
    if findings.any(|other| same(&other)) {
        return Recheck::Yes;
    }
    let open = checks
        .iter()
        .filter(|check| check.rule == finding.rule && check.reach != Reach::Whole);
    let reasons: Vec<Reason> = open
        .flat_map(|check| check.reach.reasons().to_vec())
        .collect();
    let whole = checks
        .iter()
        .all(|check| check.rule != finding.rule || check.reach == Reach::Whole);
    let rule = finding.rule.as_str();
    if whole && MAY_MISS.contains(&rule) {
        let rule = rule.to_owned();
        return Recheck::Unknown(vec![Reason::RuleMayMiss { rule }]);
    }
    if whole {
        Recheck::No
    } else {
        Recheck::Unknown(reasons)
    }
}

fn result(
    row: &Row,
    mapping: &Mapping,
    registry: &Registry,
    by_name: &BTreeMap<&str, &Site>,
) -> Result<ResultRow, (Field, Fault)> {
    let rule = row
        .value(Field::Rule, mapping)?
        .ok_or((Field::Rule, Fault::Missing))?;
    let no_rule = || {
        let found = short(&rule);
        (Field::Rule, Fault::NoRule { found })
    };
    if !mapping.knows(&rule) {
        return Err(no_rule());
    }
    let rule: RuleId = rule.parse().map_err(|_| no_rule())?;
    let named = [Field::SiteCode, Field::Site, Field::Url];
    let site = site(row, mapping, registry, by_name, &named)?;
    let address = |field: Field| match row.raw(field, mapping) {
        "" => Ok(None),
        text => match Url::parse(text) {
            Ok(url) => Ok(Some(String::from(url))),
            Err(_) => {
                let found = short(text);
                Err((field, Fault::Address { found }))
            }
        },
    };
    let url = address(Field::Url)?.unwrap_or_else(|| site.home.clone());
    let mut finding = Finding::new(rule, url)
        .value("platform", mapping.source.as_str())
        .value("platform_kind", row.raw(Field::Rule, mapping));
    finding.target = address(Field::Target)?;
    finding.group = row.value(Field::Group, mapping)?.unwrap_or_default();
    let seen = row.day(Field::Time, mapping)?;
    if let Some(seen) = seen {
        finding = finding.value("seen", seen);
    }
    let note = row.raw(Field::Note, mapping);
    if !note.is_empty() {
        finding.evidence = Evidence {
            snippet: Some(note.to_owned()),
            ..Evidence::default()
        };
    }
    Ok(ResultRow {
        line: row.line,
        id: row.raw(Field::Id, mapping).to_owned(),
        site: site.host.clone(),
        finding,
        seen,
    })
}

/// The registered site that a row names by code, address, host or name in the first of the
/// fields that is filled.
pub(super) fn site<'a>(
    row: &Row,
    mapping: &Mapping,
    registry: &'a Registry,
    by_name: &BTreeMap<&str, &'a Site>,
    fields: &[Field],
) -> Result<&'a Site, (Field, Fault)> {
    for field in fields.iter().copied() {
        let text = row.raw(field, mapping);
        if text.is_empty() {
            continue;
        }
        let code = text.parse::<SiteCode>().ok();
        let by_code = code.and_then(|code| registry.site(&code));
        let by_host = || {
            let host = Site::from_home(text).ok()?.host;
            registry.site_at(&host)
        };
        let named = || by_name.get(text).copied();
        return by_code.or_else(by_host).or_else(named).ok_or_else(|| {
            let found = short(text);
            (field, Fault::UnknownSite { found })
        });
    }
    Err((Field::Site, Fault::Missing))
}

/// Rules that would rather be silent than accuse, by dictionaries and patterns: that they
/// find nothing does not say that there is nothing.
pub const MAY_MISS: [&str; 9] = [
    "guide-materials-unclear",
    "guide-wording-vague",
    "link-hidden",
    "link-hijacked",
    "outlink-nongovernment",
    "outlink-wrong",
    "page-inaccessible",
    "personal-data",
    "wording-fault",
];
