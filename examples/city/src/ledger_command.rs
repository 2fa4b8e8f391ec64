use std::path::PathBuf;

use clap::{Args, Subcommand};
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::inspection::describe;
use huabiao::office::{LEDGER, Office};
use huabiao::store::EventStore;
use huabiao::supervision::Problem;
use huabiao::types::Lang;

use crate::refused::Refused;
use crate::{Exit, database};

/// What to do with the problem ledger.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum LedgerCommand {
    /// 列出问题 / lists the problems
    List(ListArguments),
}

/// Arguments of `ledger list`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ListArguments {
    /// 数据库 / database
    #[arg(long, value_name = "FILE", default_value = "huabiao-out/huabiao.db")]
    db: PathBuf,
    /// 台账名称，默认为最后一本 / name of the ledger, by default the last one
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// 只列未办结的问题 / open problems only
    #[arg(long)]
    open: bool,
    /// 以 JSON 输出，每行一个问题 / prints JSON, one problem a line
    #[arg(long)]
    json: bool,
    /// 语言 zh 或 en / language, zh or en
    #[arg(long, default_value = "zh")]
    lang: Lang,
}

/// Lists a ledger.
pub(crate) async fn run(command: &LedgerCommand) -> anyhow::Result<Exit> {
    let LedgerCommand::List(arguments) = command;
    if !arguments.db.is_file() {
        let text = format!("there is no database {}", arguments.db.display());
        return Err(Refused(text).into());
    }
    let store = database::open(&arguments.db, arguments.lang).await?;
    let ledgers = store.streams(LEDGER).await?;
    let known = |name: &&String| ledgers.iter().any(|one| one.key.id == **name);
    let last = ledgers.last().map(|one| &one.key.id);
    let Some(name) = arguments.name.as_ref().or(last).filter(known) else {
        let names: Vec<&str> = ledgers.iter().map(|one| one.key.id.as_str()).collect();
        let db = arguments.db.display();
        let text = format!("no such ledger in {db}; there are: {}", names.join(", "));
        return Err(Refused(text).into());
    };
    let office = Office::open(&store, name).await?;
    let problems = office.ledger().problems();
    let shown: Vec<&Problem> = problems
        .filter(|problem| !arguments.open || problem.state.is_open())
        .collect();
    if arguments.json {
        for problem in &shown {
            crate::say!("{}", serde_json::to_string(problem)?);
        }
        return Ok(Exit::Done);
    }
    let header = match arguments.lang {
        Lang::En => ["problem", "site", "what", "state", "first seen", "due"],
        Lang::Zh => ["编号", "网站", "问题", "状态", "首次发现", "整改期限"],
    };
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(header);
    for problem in &shown {
        table.add_row([
            problem.id.to_string(),
            problem.key.site.clone(),
            describe(&problem.finding, arguments.lang),
            problem.state.name(arguments.lang).to_owned(),
            problem.first_seen.to_string(),
            problem.due().map_or("–".to_owned(), |due| due.to_string()),
        ]);
    }
    crate::say!("{table}");
    let n = shown.len();
    crate::say!(
        "{}",
        match arguments.lang {
            Lang::En => format!("ledger {name}, problems: {n}"),
            Lang::Zh => format!("台账 {name}，问题 {n} 个"),
        }
    );
    Ok(Exit::Done)
}
