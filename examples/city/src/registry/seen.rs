use std::path::{Path, PathBuf};

use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::facts::SiteFacts;
use huabiao::registry::{Contradiction, Sure, reconcile};
use huabiao::store::{RunStore, SqliteStore};
use huabiao::types::Lang;

use super::CheckArguments;
use super::check::say;
use crate::refused::Refused;
use crate::{Exit, clock, contradictions, database};

/// Holds the registry against what an inspection saw; in the demo, against the city as it
/// is served.
pub(super) async fn run(arguments: &CheckArguments, seen: Option<&Path>) -> anyhow::Result<Exit> {
    let lang = arguments.source.lang;
    if arguments.source.demo {
        let day = arguments.source.day.unwrap_or_else(clock::today);
        let report = contradictions::demo(day).await?;
        if arguments.json {
            crate::say!("{}", serde_json::to_string_pretty(&report)?);
        } else {
            print(&report.contradictions, lang);
            crate::say!("{}", report.text(lang));
        }
        return Ok(Exit::Done);
    }
    let Some(seen) = seen else {
        return Err(Refused(match lang {
            Lang::En => "--seen needs the output folder of an inspection".to_owned(),
            Lang::Zh => "--seen 须写明一次检查的输出文件夹".to_owned(),
        })
        .into());
    };
    let source = arguments.source.open()?;
    let facts = latest(seen, lang).await?;
    let found = reconcile(&source.estate, source.day, &huabiao::seen(&facts));
    let asked = |site: &&SiteFacts| {
        let homes = source
            .registered()
            .filter_map(|record| record.on(source.day));
        homes
            .into_iter()
            .any(|now| now.site.home == site.profile.home)
    };
    let (homes, all) = (
        facts.iter().filter(asked).count(),
        source.registered().count(),
    );
    if arguments.json {
        let answer = serde_json::json!({
            "day": source.day,
            "sites": all,
            "homes": homes,
            "contradictions": found,
        });
        crate::say!("{}", serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    print(&found, lang);
    let (day, count) = (source.day, found.len());
    match lang {
        Lang::En => crate::say!(
            "{day}: {count} contradictions; the inspection looked at {homes} of {all} registered home pages, \
             the others are not checked"
        ),
        Lang::Zh => crate::say!(
            "{day}：账实不符{count}处；登记的{all}个网站中，该次检查看过首页的有{homes}个，其余未核对"
        ),
    }
    Ok(Exit::Done)
}

/// What the latest finished run of that folder saw.
async fn latest(folder: &Path, lang: Lang) -> anyhow::Result<Vec<SiteFacts>> {
    let path: PathBuf = match folder.is_dir() {
        true => folder.join("huabiao.db"),
        false => folder.to_owned(),
    };
    let store: SqliteStore = database::existing(&path, lang).await?;
    let runs = store.runs().await?;
    let latest = runs
        .iter()
        .filter(|run| run.finished)
        .max_by_key(|run| run.id);
    let Some(latest) = latest else {
        let path = path.display();
        return Err(Refused(match lang {
            Lang::En => format!("no finished inspection is in {path}"),
            Lang::Zh => format!("{path} 中没有已完成的检查"),
        })
        .into());
    };
    let results = store.results(latest.id).await?;
    Ok(results
        .into_iter()
        .map(|(_, result)| result.facts)
        .collect())
}

fn print(found: &[Contradiction], lang: Lang) {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header([
        say(lang, "类别", "kind"),
        say(lang, "对象", "about"),
        say(lang, "登记", "registered"),
        say(lang, "所见", "seen"),
        say(lang, "把握", "how sure"),
    ]);
    for one in found {
        table.add_row([
            one.kind.words().get(lang),
            &one.about,
            &one.registered,
            &one.seen,
            match one.certainty {
                Sure::Certain => say(lang, "确定", "certain"),
                Sure::Suspected => say(lang, "待核实", "to be looked at"),
            },
        ]);
    }
    if !found.is_empty() {
        crate::say!("{table}");
    }
}
