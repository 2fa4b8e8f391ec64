use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::finding::{Finding, RuleId};
use huabiao::judge::{rule_name, subject};
use huabiao::registry::Site;
use huabiao::scoring::{IndicatorSet, Scorecard, diff, score, what_if};
use huabiao::store::{RunStore, SiteResult, SqliteStore};
use huabiao::supervision::{ProblemId, ProblemKey};
use huabiao::types::Lang;

use crate::inspect_command::SCORE;
use crate::refused::Refused;
use crate::{Exit, card_file, database, diff_command, estate, set_file};

/// Arguments of `what-if`.
#[derive(Args, Clone, Debug)]
pub(crate) struct WhatIfArguments {
    /// 网站：标识码、域名或名称 / the site by code, host or name
    #[arg(value_name = "SITE")]
    site: String,
    /// 假定已整改的规则：该规则发现的全部问题；不写则逐条规则列出 / rules whose findings are taken as repaired; without any, each rule alone
    #[arg(value_name = "RULE")]
    rules: Vec<RuleId>,
    /// 假定已整改的问题编号 / problems taken as repaired
    #[arg(long = "problem", value_name = "ID", num_args = 1..)]
    problems: Vec<ProblemId>,
    /// 已完成检查的结果文件夹 / folder of a finished run
    #[arg(long, value_name = "DIR", default_value = "huabiao-out")]
    out: PathBuf,
    /// 数据库，默认为结果文件夹中的 huabiao.db / database, by default huabiao.db among the results
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// 检查所用的自编指标文件 / the set file with which the sites were inspected
    #[arg(long, value_name = "FILE|ID")]
    set: Option<String>,
    /// 语言 zh 或 en / language, zh or en
    #[arg(long, default_value = "zh")]
    lang: Lang,
}

/// Scores a site as if some findings were repaired.
pub(crate) async fn run(arguments: &WhatIfArguments) -> anyhow::Result<Exit> {
    let lang = arguments.lang;
    let cards = card_file::read(&arguments.out)?;
    let card = card_file::of(&cards, &arguments.site, lang)?;
    let db = arguments.db.clone();
    let db = db.unwrap_or_else(|| arguments.out.join("huabiao.db"));
    let store = database::existing(&db, lang).await?;
    let Some(result) = stored(&store, card).await? else {
        let text = match lang {
            Lang::En => "the database holds no run with this scorecard; name it with --db",
            Lang::Zh => "数据库中没有得出该结果的检查，请用 --db 指明",
        };
        return Err(Refused(format!("{}: {text}", db.display())).into());
    };
    let set = set_file::of_card(arguments.set.as_deref(), card)?;
    let site = estate::of_profile(&result.facts.profile);
    let again = |repaired: &dyn Fn(&Finding) -> bool| {
        let subject = subject(&result.facts.profile);
        what_if(&set, &subject, &result.checks, &SCORE, repaired)
    };
    let subject = subject(&result.facts.profile);
    if score(&set, &subject, &result.checks, &SCORE) != *card {
        return Err(Refused(match lang {
            Lang::En => format!(
                "the set {} {} here does not give the stored scorecard again; name the set file of the run with --set",
                set.id, set.version
            ),
            Lang::Zh => format!(
                "按现有指标集 {} {} 重算与存档结果不一致，请用 --set 指明检查时所用的指标文件",
                set.id, set.version
            ),
        })
        .into());
    }
    crate::say!("{}", card_file::name(card));
    let found = found(&result);
    if arguments.rules.is_empty() && arguments.problems.is_empty() {
        let each = found.into_iter().map(|(rule, count)| {
            let after = again(&|finding| finding.rule == rule);
            (rule, count, after)
        });
        by_rule(card, &set, each, lang);
        return Ok(Exit::Done);
    }
    let known = known(&result, &site);
    check(arguments, &found, &known)?;
    let rules: BTreeSet<&RuleId> = arguments.rules.iter().collect();
    let wanted: BTreeSet<&ProblemId> = arguments.problems.iter().collect();
    let repaired = |finding: &Finding| {
        rules.contains(&finding.rule) || wanted.contains(&ProblemKey::of(finding, &site).id())
    };
    let after = again(&repaired);
    let gone = result.checks.iter().flat_map(|check| &check.findings);
    let gone = gone.filter(|finding| repaired(finding)).count();
    let (now, then) = (
        card_file::result(card, lang),
        card_file::result(&after, lang),
    );
    match lang {
        Lang::En => crate::say!("now: {now}\nwith {gone} findings repaired: {then}"),
        Lang::Zh => crate::say!("现在：{now}\n整改{gone}处后：{then}"),
    }
    let difference = diff(card, &after);
    if difference.lines.is_empty() {
        match lang {
            Lang::En => crate::say!("no indicator changes"),
            Lang::Zh => crate::say!("各项指标均无变化"),
        }
        return Ok(Exit::Done);
    }
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_header(match lang {
            Lang::En => ["indicator", "now", "then", "findings"],
            Lang::Zh => ["指标", "现在", "整改后", "问题数"],
        });
    for line in &difference.lines {
        table.add_row(diff_command::row(line, lang));
    }
    crate::say!("{table}");
    Ok(Exit::Done)
}

/// Prints what each rule alone would bring.
fn by_rule(
    card: &Scorecard,
    set: &IndicatorSet,
    each: impl Iterator<Item = (RuleId, usize, Scorecard)>,
    lang: Lang,
) {
    let now = card_file::result(card, lang);
    match lang {
        Lang::En => crate::say!("now: {now}"),
        Lang::Zh => crate::say!("现在：{now}"),
    }
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_header(match lang {
            Lang::En => ["rule", "what", "findings", "with all of them repaired"],
            Lang::Zh => ["规则", "内容", "问题数", "全部整改后"],
        });
    for (rule, count, after) in each {
        table.add_row([
            rule.to_string(),
            rule_name(&rule, set, lang),
            count.to_string(),
            card_file::result(&after, lang),
        ]);
    }
    crate::say!("{table}");
}

/// Refuses what is not on the site, and says what is.
fn check(
    arguments: &WhatIfArguments,
    found: &BTreeMap<RuleId, usize>,
    known: &BTreeSet<ProblemId>,
) -> anyhow::Result<()> {
    if let Some(rule) = arguments
        .rules
        .iter()
        .find(|rule| !found.contains_key(rule))
    {
        let rules: Vec<&str> = found.keys().map(RuleId::as_str).collect();
        return Err(Refused(format!(
            "`{rule}` 在该网站未发现问题 / found nothing on this site; found: {}",
            rules.join(", ")
        ))
        .into());
    }
    if let Some(id) = arguments.problems.iter().find(|id| !known.contains(id)) {
        return Err(Refused(format!(
            "该次检查在该网站没有发现问题 {id} / the run did not find problem {id} on this site"
        ))
        .into());
    }
    Ok(())
}

fn found(result: &SiteResult) -> BTreeMap<RuleId, usize> {
    let mut found = BTreeMap::new();
    for finding in result.checks.iter().flat_map(|check| &check.findings) {
        *found.entry(finding.rule.clone()).or_default() += 1;
    }
    found
}

fn known(result: &SiteResult, site: &Site) -> BTreeSet<ProblemId> {
    let findings = result.checks.iter().flat_map(|check| &check.findings);
    findings.map(|one| ProblemKey::of(one, site).id()).collect()
}

/// The latest stored result that has this card.
async fn stored(store: &SqliteStore, card: &Scorecard) -> anyhow::Result<Option<SiteResult>> {
    let runs = store.runs().await?;
    for run in runs.iter().rev() {
        for key in store.sites(run.id).await? {
            let same = match &card.site_code {
                Some(code) => code.as_str() == key,
                None => Site::from_home(&key).is_ok_and(|site| site.host == card.host),
            };
            if same {
                let result = store.result(run.id, &key).await?;
                if result.scorecard == *card {
                    return Ok(Some(result));
                }
            }
        }
    }
    Ok(None)
}
