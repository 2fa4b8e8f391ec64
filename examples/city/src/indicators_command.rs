use std::path::Path;

use anyhow::Context;
use clap::Subcommand;
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::scoring::{Indicator, IndicatorSet, Points};
use huabiao::types::{Lang, Words};

use crate::{Exit, set_file};

/// What to do with indicator sets.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum IndicatorsCommand {
    /// 列出全部指标集 / lists the sets
    List {
        /// 语言 / language
        #[arg(long, default_value = "zh")]
        lang: Lang,
    },
    /// 列出一个指标集的各项指标 / lists the indicators of a set
    Show {
        /// 指标集编号 / identifier of the set
        id: String,
        /// 语言 / language
        #[arg(long, default_value = "zh")]
        lang: Lang,
    },
    /// 检查自编的指标文件 / checks a set file of your own
    Check {
        /// 指标文件（TOML）；所继承的指标集在同一目录或内置 / the file; what it extends lies beside it or is built in
        #[arg(value_name = "FILE")]
        file: std::path::PathBuf,
    },
}

/// Lists, shows or checks.
pub(crate) fn run(command: &IndicatorsCommand) -> anyhow::Result<Exit> {
    match command {
        IndicatorsCommand::List { lang } => list(*lang),
        IndicatorsCommand::Show { id, lang } => show(id, *lang),
        IndicatorsCommand::Check { file } => check(file),
    }
}

fn list(lang: Lang) -> anyhow::Result<Exit> {
    let say = |zh, en| Words { zh, en }.get(lang);
    let mut table = table([
        say("编号", "id"),
        say("名称", "title"),
        say("指标", "indicators"),
        say("满分", "points"),
        say("加分", "bonus"),
        say("继承", "extends"),
        say("确定程度", "certainty"),
    ]);
    for id in IndicatorSet::EMBEDDED {
        let set = IndicatorSet::embedded(id).with_context(|| format!("{id} is broken"))?;
        let partial = if set.incomplete.is_empty() {
            set.certainty.as_str().to_owned()
        } else {
            format!(
                "{}{}",
                set.certainty.as_str(),
                say("，不完整", ", incomplete")
            )
        };
        let points = |points: Points| match points {
            Points::ZERO => "–".to_owned(),
            points => points.to_string(),
        };
        table.add_row([
            set.id.clone(),
            set.title.get(lang).to_owned(),
            set.indicators.len().to_string(),
            points(set.frame.deductions),
            points(set.frame.bonus),
            set.extends.clone().unwrap_or_default(),
            partial,
        ]);
    }
    crate::say!("{table}");
    Ok(Exit::Done)
}

fn show(id: &str, lang: Lang) -> anyhow::Result<Exit> {
    let say = |zh, en| Words { zh, en }.get(lang);
    let Some(set) = IndicatorSet::embedded(id) else {
        eprintln!("huabiao: there is no set `{id}`; `huabiao indicators list` lists them");
        return Ok(Exit::Bad);
    };
    crate::say!("{}（{} {}）", set.title.get(lang), set.id, set.version);
    crate::say!("{}{}", say("依据：", "Source: "), set.source);
    for text in [&set.incomplete, &set.note] {
        if !text.is_empty() {
            crate::say!("{}", text.get(lang));
        }
    }
    let mut table = table([
        say("编号", "id"),
        say("指标", "indicator"),
        say("分值", "points"),
        say("要求", "demands"),
        say("核查方式", "decided by"),
        say("规则与问题", "rules and questions"),
    ]);
    for indicator in &set.indicators {
        table.add_row(row(indicator, lang));
    }
    crate::say!("{table}");
    Ok(Exit::Done)
}

fn row(indicator: &Indicator, lang: Lang) -> [String; 6] {
    let rules: Vec<&str> = indicator.rules().map(|rule| rule.as_str()).collect();
    [
        indicator.id.to_string(),
        indicator.title.get(lang).to_owned(),
        indicator
            .points
            .map_or_else(|| "–".to_owned(), |points| points.to_string()),
        indicator.threshold.get(lang).to_owned(),
        indicator.decided_by.name(lang).to_owned(),
        rules.join("\n"),
    ]
}

fn table<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(header);
    table
}

fn check(file: &Path) -> anyhow::Result<Exit> {
    let set = set_file::read(file)?;
    for note in set_file::without_rule(&set) {
        eprintln!("{}: {note}", file.display());
    }
    crate::say!(
        "{}: {} {}, {} indicators, {} questions, points {} + {}",
        file.display(),
        set.id,
        set.version,
        set.indicators.len(),
        set.questions.len(),
        set.frame.deductions,
        set.frame.bonus,
    );
    Ok(Exit::Done)
}
