use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::files::PlatformLine;
use huabiao::judge::{read_mapping, recheck, rule_name};
use huabiao::office::Office;
use huabiao::registry::Registry;
use huabiao::run::site_key;
use huabiao::scoring::IndicatorSet;
use huabiao::store::{RunId, RunStore, SiteResult, SqliteStore};
use huabiao::supervision::intake::{Results, read_results};
use huabiao::supervision::{By, Command, Context, Origin, Policy, Recheck, Run};
use huabiao::types::Lang;

use crate::args::InspectArguments;
use crate::books;
use crate::named_file::{bytes, refused};
use crate::output::Lines;

/// Reads the results of a platform that were given, and says what of them was not used.
pub(crate) fn read(
    arguments: &InspectArguments,
    registry: &Registry,
    set: &IndicatorSet,
    today: NaiveDate,
) -> anyhow::Result<Option<Results>> {
    let (Some(file), Some(mapping)) = (&arguments.platform, &arguments.mapping) else {
        return Ok(None);
    };
    let (lang, quiet) = (arguments.common.lang, arguments.common.quiet);
    let text = String::from_utf8(bytes(mapping, lang)?);
    let text = text.map_err(|_| {
        let words = match lang {
            Lang::En => "the file is not UTF-8",
            Lang::Zh => "文件不是UTF-8编码",
        };
        refused(mapping, &words, lang)
    })?;
    let map = read_mapping(&text, set);
    let map = map.map_err(|error| refused(mapping, &error.text(lang), lang))?;
    let results = read_results(&bytes(file, lang)?, &map, registry);
    let mut results = results.map_err(|error| refused(file, &error.text(lang), lang))?;
    results.on(today);
    books::say(file, &results.rejected, results.rows.len(), lang, quiet);
    Ok(Some(results))
}

/// Looks at each result again by what the run found, row by row.
pub(crate) async fn answers(
    results: &Results,
    registry: &Registry,
    store: &SqliteStore,
    run: RunId,
) -> anyhow::Result<Vec<Recheck>> {
    let mut of_sites: BTreeMap<&str, SiteResult> = BTreeMap::new();
    let mut answers = Vec::new();
    for row in &results.rows {
        let unknown = || Recheck::Unknown(Vec::new());
        let Some(site) = registry.site_at(&row.site) else {
            answers.push(unknown());
            continue;
        };
        if !of_sites.contains_key(row.site.as_str()) {
            let result = store.result(run, &site_key(site)).await?;
            of_sites.insert(&row.site, result);
        }
        let answer = of_sites
            .get(row.site.as_str())
            .map(|result| recheck(&result.facts, &result.checks, site, &row.finding));
        answers.push(answer.unwrap_or_else(unknown));
    }
    Ok(answers)
}

/// Writes the answers.
pub(crate) fn write(
    results: &Results,
    answers: &[Recheck],
    out: &Path,
    lang: Lang,
) -> anyhow::Result<Vec<PlatformLine>> {
    let mut file = Lines::new(out, "platform.jsonl")?;
    let mut lines = Vec::new();
    for (row, answer) in results.rows.iter().zip(answers) {
        let line = PlatformLine::new(results, row, answer, lang);
        file.add(&line)?;
        lines.push(line);
    }
    file.finish()?;
    Ok(lines)
}

/// Enters in the ledger what the run did not find itself.
pub(crate) async fn enter(
    results: &Results,
    answers: &[Recheck],
    registry: &Registry,
    office: &mut Office<'_, SqliteStore>,
    run: &Run,
) -> anyhow::Result<()> {
    let rows = results.rows.iter().zip(answers);
    let rows = rows.filter(|(_, answer)| **answer != Recheck::Yes);
    let commands: Vec<Command> = rows
        .map(|(row, answer)| Command::Enter {
            site: row.site.clone(),
            finding: Box::new(row.finding.clone()),
            origin: Origin::ThirdParty(results.source.clone()),
            machine: Some(answer.clone()),
        })
        .collect();
    let by = By::Machine {
        run: run.id.clone(),
    };
    let policy = Policy::default();
    let context = Context {
        today: run.day,
        by: &by,
        registry,
        calendar: huabiao::calendar::Calendar::china(),
        policy: &policy,
    };
    loop {
        match office.act(&commands, &context).await {
            Err(error) if error.is_raced() => office.reload().await?,
            done => {
                done?;
                return Ok(());
            }
        }
    }
}

/// Prints the answers.
pub(crate) fn print(lines: &[PlatformLine], set: &IndicatorSet, lang: Lang) {
    let header = match lang {
        Lang::En => [
            "row",
            "number",
            "site",
            "kind",
            "page",
            "is it there?",
            "why not told",
        ],
        Lang::Zh => [
            "行",
            "编号",
            "网站",
            "问题类型",
            "页面",
            "复核",
            "未能判定的原因",
        ],
    };
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(header);
    let shown = |line: &PlatformLine| {
        let answer = match (line.answer.as_str(), lang) {
            ("yes", Lang::Zh) => "存在",
            ("no", Lang::Zh) => "未见",
            (_, Lang::Zh) => "未能判定",
            (answer, Lang::En) => answer,
        };
        [
            line.line.to_string(),
            line.id.clone(),
            line.site.clone(),
            line.rule
                .parse()
                .map_or_else(|_| line.rule.clone(), |id| rule_name(&id, set, lang)),
            line.target.as_ref().unwrap_or(&line.url).clone(),
            answer.to_owned(),
            line.why.clone(),
        ]
    };
    for line in lines.iter().take(SHOWN) {
        table.add_row(shown(line));
    }
    crate::say!("{table}");
    let count = |answer: &str| lines.iter().filter(|line| line.answer == answer).count();
    let (yes, no, unknown) = (count("yes"), count("no"), count("unknown"));
    match lang {
        Lang::En => crate::say!(
            "platform results {}: there {yes}, not there {no}, not told {unknown}; all of them are in platform.jsonl",
            lines.len()
        ),
        Lang::Zh => crate::say!(
            "平台结果{}条：存在{yes}条，未见{no}条，未能判定{unknown}条，全部见 platform.jsonl",
            lines.len()
        ),
    }
}

/// Rows that are printed.
const SHOWN: usize = 50;
