//! The problem ledger by hand: who confirms, tells the unit, answers, looks again, decides.

mod act;
mod desk;
mod escalate;
mod list;
mod notice;
mod recheck;
mod score;

use std::path::PathBuf;

use clap::{ArgGroup, Args, Subcommand};
use huabiao::types::Lang;

use crate::Exit;
use crate::args::{BookArguments, NetworkArguments, day};

/// What to do with the problem ledger.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum ProblemsCommand {
    /// 列出问题 / lists the problems
    List(ListArguments),
    /// 查看一个问题的全过程 / shows a problem with its history
    Show(ShowArguments),
    /// 确认问题 / says that a problem is one
    Confirm(ConfirmArguments),
    /// 不予认定，至某日为止 / says that a problem is none, until a day
    Dismiss(DismissArguments),
    /// 向责任单位交办已确认的问题，写出整改通知书 / tells a unit of its confirmed problems, and writes the notice
    Notice(NoticeArguments),
    /// 列出逾期问题及下一步；写明编号则办理 / what is overdue and the next step; takes it for those that are named
    Escalate(EscalateArguments),
    /// 责任单位报告已整改 / says for the unit that a problem is repaired
    Fixed(FixedArguments),
    /// 由程序复核已报告整改的和逾期的问题 / looks again at what was reported as repaired or is overdue
    Recheck(Box<RecheckArguments>),
    /// 程序未能判定时，由人复核销号 / closes a problem that a person looked at, where no machine could tell
    Close(CloseArguments),
    /// 责任单位申诉 / contests a problem for the unit
    Appeal(AppealArguments),
    /// 裁定申诉 / decides an appeal
    Decide(DecideArguments),
    /// 扣除已撤销和不予认定的问题后，重新写出最近一次检查的结果 / writes the results of the last inspection again, without what was withdrawn or dismissed
    Score(ScoreArguments),
}

/// Which ledger.
#[derive(Args, Clone, Debug)]
pub(crate) struct LedgerArguments {
    /// 数据库 / database
    #[arg(long, value_name = "FILE", default_value = "huabiao-out/huabiao.db")]
    db: PathBuf,
    /// 台账名称，默认为 inspect 所记的一本，没有则为最后一本 / name of the ledger, by default that of `inspect`, else the last one
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// 语言 zh 或 en / language, zh or en
    #[arg(long, default_value = "zh")]
    lang: Lang,
}

/// When something is done, in which ledger.
#[derive(Args, Clone, Debug)]
pub(crate) struct ActArguments {
    /// 办理日期，默认今天（北京时间） / the day, by default today in China
    #[arg(long, value_name = "DATE", value_parser = day)]
    today: Option<chrono::NaiveDate>,
    #[command(flatten)]
    ledger: LedgerArguments,
}

/// Arguments of `problems list`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ListArguments {
    /// 只列未办结的问题 / open problems only
    #[arg(long)]
    open: bool,
    /// 只列一个网站 / of one site
    #[arg(long, value_name = "HOST")]
    site: Option<String>,
    /// 只列一个状态，如 found、confirmed / in one state, such as found, confirmed
    #[arg(long, value_name = "STATE", value_parser = ["found", "confirmed", "notified", "reported-fixed", "closed", "dismissed", "withdrawn"])]
    state: Option<String>,
    /// 以 JSON 输出，每行一个问题 / prints JSON, one problem a line
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    ledger: LedgerArguments,
}

/// Arguments of `problems show`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ShowArguments {
    /// 问题编号，可只写开头几位 / the problem; the first digits are enough
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    ledger: LedgerArguments,
}

/// Arguments of `problems confirm`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ConfirmArguments {
    /// 问题编号，可只写开头几位 / the problems; the first digits are enough
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// 经办人 / who says so
    #[arg(long, value_name = "WHO")]
    by: String,
    /// 理由；系统复核未见的问题必须写明，并载入通知书 / why; needed where the machine did not see the problem, and repeated in the notice
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    reason: String,
    #[command(flatten)]
    act: ActArguments,
}

/// Arguments of `problems dismiss`.
#[derive(Args, Clone, Debug)]
pub(crate) struct DismissArguments {
    /// 问题编号 / the problem
    #[arg(value_name = "ID")]
    id: String,
    /// 经办人 / who says so
    #[arg(long, value_name = "WHO")]
    by: String,
    /// 理由 / why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// 有效至，默认90天，最长366天 / the last day on which that holds, by default 90 days from now, at most 366
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<chrono::NaiveDate>,
    /// 同一网站指向同一地址的同类问题一并不予认定 / also what the same rule says of the same target anywhere on the site
    #[arg(long)]
    same_target: bool,
    #[command(flatten)]
    act: ActArguments,
}

/// Arguments of `problems notice`.
#[derive(Args, Clone, Debug)]
pub(crate) struct NoticeArguments {
    /// 责任单位的代码或名称 / the unit by code or name
    #[arg(value_name = "UNIT")]
    unit: String,
    /// 经办人 / who gives notice
    #[arg(long, value_name = "WHO", default_value = "经办人")]
    by: String,
    /// 文号，默认依次编号 / number of the notice, by default the next one
    #[arg(long, value_name = "TEXT")]
    number: Option<String>,
    /// 整改期限（工作日） / working days for the repair
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=250))]
    days: u16,
    /// 发文机关 / the office that issues it
    #[arg(long, value_name = "NAME", default_value = "政府网站主管单位")]
    issuer: String,
    /// 通知书存放的文件夹，默认为数据库旁的 notices / folder of the document, by default notices beside the database
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// 检查所用的自编指标文件 / the set file with which the sites were inspected
    #[arg(long, value_name = "FILE|ID")]
    set: Option<String>,
    #[command(flatten)]
    act: ActArguments,
}

/// Arguments of `problems escalate`.
#[derive(Args, Clone, Debug)]
pub(crate) struct EscalateArguments {
    /// 问题编号 / the problems
    #[arg(value_name = "ID", requires = "by")]
    ids: Vec<String>,
    /// 经办人 / who takes the step
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// 说明 / what is said with it
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    #[command(flatten)]
    act: ActArguments,
}

/// Arguments of `problems score`.
#[derive(Args, Clone, Debug)]
pub(crate) struct ScoreArguments {
    /// 结果文件夹，不得是检查时的文件夹 / folder of the results; not that of the inspection
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// 检查所用的自编指标文件 / the set file with which the sites were inspected
    #[arg(long, value_name = "FILE|ID")]
    set: Option<String>,
    /// 通报的发文机关 / the office that issues the bulletin
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    issuer: String,
    #[command(flatten)]
    ledger: LedgerArguments,
}

/// Arguments of `problems fixed`.
#[derive(Args, Clone, Debug)]
pub(crate) struct FixedArguments {
    /// 问题编号 / the problems
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// 责任单位的报告人，默认为单位 / who reports it, by default the unit
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// 整改情况 / what was done
    #[arg(long, value_name = "TEXT", default_value = "责任单位报告已整改")]
    note: String,
    /// 佐证材料 / proof
    #[arg(long, value_name = "FILE")]
    evidence: Vec<PathBuf>,
    #[command(flatten)]
    act: ActArguments,
}

/// Arguments of `problems recheck`.
#[derive(Args, Clone, Debug)]
pub(crate) struct RecheckArguments {
    /// 只复核这些问题所在的网站，默认为全部有待复核或逾期问题的网站 / the sites of these problems only, by default all on which something was reported as repaired or is overdue
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// 检查所用的自编指标文件 / the set file with which the sites were inspected
    #[arg(long, value_name = "FILE|ID")]
    set: Option<String>,
    /// 每个网站最多读取的页面数 / pages read of each site at most
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    max_pages: u32,
    #[command(flatten)]
    books: BookArguments,
    /// 不显示进度 / no progress
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    network: NetworkArguments,
    #[command(flatten)]
    act: ActArguments,
}

/// Arguments of `problems close`.
#[derive(Args, Clone, Debug)]
pub(crate) struct CloseArguments {
    /// 问题编号 / the problem
    #[arg(value_name = "ID")]
    id: String,
    /// 复核人 / who looked
    #[arg(long, value_name = "WHO")]
    by: String,
    /// 复核情况 / what was seen
    #[arg(long, value_name = "TEXT")]
    note: String,
    #[command(flatten)]
    act: ActArguments,
}

/// Arguments of `problems appeal`.
#[derive(Args, Clone, Debug)]
pub(crate) struct AppealArguments {
    /// 问题编号 / the problem
    #[arg(value_name = "ID")]
    id: String,
    /// 责任单位的申诉人 / who contests it, of the unit
    #[arg(long, value_name = "WHO")]
    by: String,
    /// 申诉理由 / why it is none
    #[arg(long, value_name = "TEXT")]
    text: String,
    /// 证据材料，至少一份 / proof, at least one file
    #[arg(long, value_name = "FILE", required = true)]
    evidence: Vec<PathBuf>,
    #[command(flatten)]
    act: ActArguments,
}

/// Arguments of `problems decide`.
#[derive(Args, Clone, Debug)]
#[command(group = ArgGroup::new("decision").required(true))]
pub(crate) struct DecideArguments {
    /// 问题编号 / the problem
    #[arg(value_name = "ID")]
    id: String,
    /// 申诉成立，撤销问题 / the unit is right
    #[arg(long, group = "decision")]
    uphold: bool,
    /// 申诉不成立 / the unit is not right
    #[arg(long, group = "decision")]
    refuse: bool,
    /// 裁定人，不得参与过此事 / who decides; nobody who had a part in it
    #[arg(long, value_name = "WHO")]
    by: String,
    /// 裁定理由 / why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// 检查所用的自编指标文件 / the set file with which the sites were inspected
    #[arg(long, value_name = "FILE|ID")]
    set: Option<String>,
    #[command(flatten)]
    act: ActArguments,
}

/// Does it.
pub(crate) async fn run(command: &ProblemsCommand) -> anyhow::Result<Exit> {
    match command {
        ProblemsCommand::List(arguments) => list::list(arguments).await,
        ProblemsCommand::Show(arguments) => list::show(arguments).await,
        ProblemsCommand::Confirm(arguments) => act::confirm(arguments).await,
        ProblemsCommand::Dismiss(arguments) => act::dismiss(arguments).await,
        ProblemsCommand::Notice(arguments) => notice::notice(arguments).await,
        ProblemsCommand::Escalate(arguments) => escalate::escalate(arguments).await,
        ProblemsCommand::Fixed(arguments) => act::fixed(arguments).await,
        ProblemsCommand::Recheck(arguments) => recheck::recheck(arguments).await,
        ProblemsCommand::Close(arguments) => act::close(arguments).await,
        ProblemsCommand::Appeal(arguments) => act::appeal(arguments).await,
        ProblemsCommand::Decide(arguments) => act::decide(arguments).await,
        ProblemsCommand::Score(arguments) => score::score(arguments).await,
    }
}
