//! The registry: which sites there are, who answers for them, and which of them stay.

mod book;
mod check;
mod diff;
mod import;
mod known;
mod ledger;
mod ledger_table;
mod plan;
mod plan_list;
mod plan_table;
mod played;
mod seen;
mod source;
mod tree;
mod units;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use huabiao::registry::Actor;
use huabiao::types::Lang;

use crate::Exit;
use crate::args::day;
use source::{SourceArguments, actor};

/// What to do with the registry.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum RegistryCommand {
    /// 导入网站清单（可多份合并，逐项注明来源） / takes in lists of sites, several of them merged with who says what
    Import(ImportArguments),
    /// 比较两份清单或名录 / compares two lists or books
    Diff(DiffArguments),
    /// 核对名称、域名、备案、一单位多网站、无主办单位 / checks names, domains, filings, units with several sites, sites without a sponsor
    Check(CheckArguments),
    /// 单位及其网站的责任树；可只列某人可见的部分 / units and their sites as a tree, or what a person sees of it
    Tree(TreeArguments),
    /// 整合方案：每个网站保留、迁移、并入或关停及理由 / proposes for each site to keep, migrate, merge or close it, with reasons
    Plan(PlanArguments),
    /// 整合台账：公告、内容迁移、归档、注销、跳转核验 / the ledger of a plan: notices, content, archive, filings, redirects
    Ledger(LedgerArguments),
}

/// Arguments of `registry import`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ImportArguments {
    /// 网站清单（CSV 或 XLSX），最可信的在前 / lists of sites (CSV or XLSX), the most trusted first
    #[arg(value_name = "LIST", required_unless_present = "demo")]
    lists: Vec<PathBuf>,
    /// 名录所在文件夹 / folder of the book
    #[arg(long, value_name = "DIR")]
    book: PathBuf,
    /// 单位清单，列为：单位代码、单位名称、单位性质、上级单位 / list of units with the columns code, name, kind, superior
    #[arg(long, value_name = "FILE")]
    units: Option<PathBuf>,
    /// 写出并导入虚构城市2017年的清单（315个网站） / writes the lists of the made-up city of 2017 (315 sites) into the folder and takes them in
    #[arg(long, conflicts_with_all = ["lists", "units"])]
    demo: bool,
    /// 登记日期，默认今天（北京时间） / the day, by default today in China
    #[arg(long, value_name = "DATE", value_parser = day)]
    day: Option<NaiveDate>,
    /// 登记人 / who enters it
    #[arg(long, value_name = "WHO", default_value = "登记人")]
    by: String,
    /// 以 JSON 输出 / prints JSON
    #[arg(long)]
    json: bool,
    /// 语言 zh 或 en / language, zh or en
    #[arg(long, default_value = "zh")]
    lang: Lang,
}

/// Arguments of `registry diff`.
#[derive(Args, Clone, Debug)]
pub(crate) struct DiffArguments {
    /// 较早的清单（CSV 或 XLSX）或名录文件夹 / the earlier list (CSV or XLSX) or folder of a book
    #[arg(value_name = "OLD", required_unless_present = "demo")]
    old: Option<PathBuf>,
    /// 较晚的清单或名录文件夹 / the later list or folder of a book
    #[arg(value_name = "NEW", required_unless_present = "demo")]
    new: Option<PathBuf>,
    /// 虚构城市整合前后 / the made-up city before and after its plan
    #[arg(long, conflicts_with_all = ["old", "new"])]
    demo: bool,
    /// 名录以该日为准，默认今天（北京时间） / the day of books, by default today in China
    #[arg(long, value_name = "DATE", value_parser = day)]
    day: Option<NaiveDate>,
    /// 以 JSON 输出 / prints JSON
    #[arg(long)]
    json: bool,
    /// 语言 zh 或 en / language, zh or en
    #[arg(long, default_value = "zh")]
    lang: Lang,
}

/// Arguments of `registry check`.
#[derive(Args, Clone, Debug)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    source: SourceArguments,
    /// 账实核对：与一次检查（inspect 的输出文件夹）所见比对；与 --demo 同用时，访问虚构城市的全部首页 / holds the registry against what an inspection saw (its output folder); with --demo, visits every home page of the made-up city
    #[arg(long, value_name = "OUT", num_args = 0..=1)]
    seen: Option<Option<PathBuf>>,
    /// 以 JSON 输出 / prints JSON
    #[arg(long)]
    json: bool,
}

/// Arguments of `registry tree`.
#[derive(Args, Clone, Debug)]
pub(crate) struct TreeArguments {
    #[command(flatten)]
    source: SourceArguments,
    /// 只列该人可见的部分，写作“角色:单位代码”，角色为 city、district、reviewer、unit / what that person sees, as ROLE:UNIT; roles are city, district, reviewer, unit
    #[arg(long = "as", value_name = "ROLE:UNIT", value_parser = actor)]
    seen_as: Option<Actor>,
    /// 以 JSON 输出 / prints JSON
    #[arg(long)]
    json: bool,
}

/// Arguments of `registry plan`.
#[derive(Args, Clone, Debug)]
pub(crate) struct PlanArguments {
    #[command(flatten)]
    source: SourceArguments,
    /// 取舍标准（TOML），未写的用默认值 / the criteria (TOML); what is not there is the default
    #[arg(long, value_name = "FILE")]
    criteria: Option<PathBuf>,
    /// 各网站的检查、人员、访问量、发布量、标题（JSON） / what was measured of the sites (JSON)
    #[arg(long, value_name = "FILE")]
    measured: Option<PathBuf>,
    /// 人工改定的决定及理由（JSON） / what people decided instead, with reasons (JSON)
    #[arg(long, value_name = "FILE")]
    overrulings: Option<PathBuf>,
    /// 全部网站的方案（CSV） / the whole list as CSV
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// 保存方案（JSON），供 ledger 使用 / keeps the plan (JSON) for `ledger`
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// 以 JSON 输出 / prints JSON
    #[arg(long)]
    json: bool,
}

/// Arguments of `registry ledger`.
#[derive(Args, Clone, Debug)]
pub(crate) struct LedgerArguments {
    #[command(flatten)]
    source: SourceArguments,
    /// `plan --save` 保存的方案 / the plan that `plan --save` kept
    #[arg(long, value_name = "FILE", required_unless_present = "demo")]
    plan: Option<PathBuf>,
    /// 演示：把名录和方案写入该文件夹 / with --demo, the folder into which the book and the plan are written
    #[arg(long, value_name = "DIR", requires = "demo")]
    out: Option<PathBuf>,
    /// 以 JSON 输出 / prints JSON
    #[arg(long)]
    json: bool,
}

/// Does it.
pub(crate) async fn run(command: &RegistryCommand) -> anyhow::Result<Exit> {
    match command {
        RegistryCommand::Import(arguments) => import::run(arguments),
        RegistryCommand::Diff(arguments) => diff::run(arguments),
        RegistryCommand::Check(arguments) => match &arguments.seen {
            None => check::run(arguments),
            Some(folder) => seen::run(arguments, folder.as_deref()).await,
        },
        RegistryCommand::Tree(arguments) => tree::run(arguments),
        RegistryCommand::Plan(arguments) => plan::run(arguments),
        RegistryCommand::Ledger(arguments) => ledger::run(arguments).await,
    }
}
