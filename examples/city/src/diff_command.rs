use std::path::PathBuf;

use clap::Args;
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::scoring::{Effect, LineDiff, Points, Scorecard, diff};
use huabiao::types::Lang;

use crate::{Exit, card_file};

/// Arguments of `diff`.
#[derive(Args, Clone, Debug)]
pub(crate) struct DiffArguments {
    /// 前一次检查的结果文件夹 / folder of the earlier run
    #[arg(value_name = "DIR1")]
    before: PathBuf,
    /// 后一次检查的结果文件夹 / folder of the later run
    #[arg(value_name = "DIR2")]
    after: PathBuf,
    /// 以 JSON 输出，每行一个网站 / prints JSON, one site a line
    #[arg(long)]
    json: bool,
    /// 语言 zh 或 en / language, zh or en
    #[arg(long, default_value = "zh")]
    lang: Lang,
}

/// Compares two runs, site by site and indicator by indicator.
pub(crate) fn run(arguments: &DiffArguments) -> anyhow::Result<Exit> {
    let lang = arguments.lang;
    let before = card_file::read(&arguments.before)?;
    let after = card_file::read(&arguments.after)?;
    let other_set = |one: &Scorecard| {
        let first = before.first();
        first.is_some_and(|card| (&card.set, card.set_version) != (&one.set, one.set_version))
    };
    if before.iter().chain(&after).any(other_set) {
        eprintln!(
            "{}",
            match lang {
                Lang::En => "the cards were not all made with the same indicator set",
                Lang::Zh => "两次检查所用指标集不同，结果不宜直接比较",
            }
        );
    }
    let mut table = Table::new();
    let header = match lang {
        Lang::En => ["site", "indicator", "before", "after", "findings"],
        Lang::Zh => ["网站", "指标", "前次", "本次", "问题数"],
    };
    table.load_style(UTF8_FULL_CONDENSED).set_header(header);
    let (mut same, mut changed) = (0, 0);
    for card in &after {
        let Some(earlier) = before.iter().find(|one| is_same(one, card)) else {
            continue;
        };
        let difference = diff(earlier, card);
        if arguments.json {
            let site = serde_json::json!({
                "site_code": card.site_code,
                "host": card.host,
                "diff": difference,
            });
            crate::say!("{site}");
            continue;
        }
        if difference.lines.is_empty()
            && !difference.verdict.is_change()
            && !difference.total.is_change()
        {
            same += 1;
            continue;
        }
        changed += 1;
        table.add_row([
            card.host.clone(),
            String::new(),
            card_file::result(earlier, lang),
            card_file::result(card, lang),
            String::new(),
        ]);
        for line in &difference.lines {
            let [indicator, from, to, findings] = row(line, lang);
            table.add_row([String::new(), indicator, from, to, findings]);
        }
    }
    if arguments.json {
        return Ok(Exit::Done);
    }
    crate::say!("{table}");
    let only = |these: &[Scorecard], those: &[Scorecard]| {
        let missing = |card: &&Scorecard| !those.iter().any(|one| is_same(one, card));
        let hosts = these.iter().filter(missing).map(|card| card.host.clone());
        hosts.collect::<Vec<_>>()
    };
    let (gone, new) = (only(&before, &after), only(&after, &before));
    match lang {
        Lang::En => crate::say!("sites changed: {changed}, unchanged: {same}"),
        Lang::Zh => crate::say!("有变化的网站{changed}个，无变化{same}个"),
    }
    for (hosts, zh, en) in [
        (gone, "仅前次检查", "only in the earlier run"),
        (new, "仅本次检查", "only in the later run"),
    ] {
        if !hosts.is_empty() {
            match lang {
                Lang::En => crate::say!("{en}: {}", hosts.join(", ")),
                Lang::Zh => crate::say!("{zh}：{}", hosts.join("、")),
            }
        }
    }
    Ok(Exit::Done)
}

/// Whether two cards are of one site: by code, else by host.
fn is_same(one: &Scorecard, other: &Scorecard) -> bool {
    match (&one.site_code, &other.site_code) {
        (Some(one), Some(other)) => one == other,
        _ => one.host == other.host,
    }
}

/// What changed in one indicator: its name, before, after, and its findings.
pub(crate) fn row(line: &LineDiff, lang: Lang) -> [String; 4] {
    [
        format!("{} {}", line.indicator, line.title.get(lang)),
        words(line.effect.from, line.lost.from, line.gained.from, lang),
        words(line.effect.to, line.lost.to, line.gained.to, lang),
        format!("{} → {}", line.findings.from, line.findings.to),
    ]
}

fn words(effect: Option<Effect>, lost: Points, gained: Points, lang: Lang) -> String {
    let Some(effect) = effect else {
        return "–".to_owned();
    };
    match (effect, lang) {
        (Effect::Veto, Lang::En) => "vetoed".to_owned(),
        (Effect::Veto, Lang::Zh) => "单项否决".to_owned(),
        (Effect::Points, Lang::En) => format!("{lost} lost"),
        (Effect::Points, Lang::Zh) => format!("扣{lost}分"),
        (Effect::Clear, Lang::En) if gained > Points::ZERO => format!("{gained} gained"),
        (Effect::Clear, Lang::Zh) if gained > Points::ZERO => format!("加{gained}分"),
        (Effect::Clear, Lang::En) => "nothing".to_owned(),
        (Effect::Clear, Lang::Zh) => "未扣分".to_owned(),
        (Effect::NotChecked, Lang::En) => "not checked".to_owned(),
        (Effect::NotChecked, Lang::Zh) => "未能核查".to_owned(),
        (Effect::NotCovered, Lang::En) => "nobody answered".to_owned(),
        (Effect::NotCovered, Lang::Zh) => "未作核查".to_owned(),
        (Effect::NotApplicable, Lang::En) => "not for this site".to_owned(),
        (Effect::NotApplicable, Lang::Zh) => "不适用".to_owned(),
    }
}
