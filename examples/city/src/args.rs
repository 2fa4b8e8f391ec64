use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use clap::{Args, Parser, Subcommand};
use huabiao::crawler::Pin;
use huabiao::scoring::Text;
use huabiao::types::Lang;

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = "huabiao",
    version,
    about = "华表：检查一座城市的政府网站并生成通报 / inspects a city's government websites and writes the bulletin",
    after_help = "不带参数等于 `huabiao demo` / without arguments: `huabiao demo`"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 演示一座虚构城市（91个网站，已知缺陷）全年的监管 / plays a year of supervision of a made-up city of 91 sites with known faults
    Demo(DemoArguments),
    /// 检查指定网站 / inspects the sites that are named
    Inspect(Box<InspectArguments>),
    /// 只访问首页并记入可用性记录，不检查内容 / opens each home page once and records it for the availability clause
    Visit(VisitArguments),
    /// 逐项解释一个网站的得分：检查情况、指标要求、扣分、为何不再多扣 / explains the score of a site: what was observed, demanded, what it cost and why not more
    Explain(crate::explain_command::ExplainArguments),
    /// 假定部分问题已整改，试算得分 / the score of a site with some findings repaired
    WhatIf(crate::what_if_command::WhatIfArguments),
    /// 比较两次检查的结果 / compares two runs, by site and indicator
    Diff(crate::diff_command::DiffArguments),
    /// 按公布的种子抽取一个季度的网站，或复核抽查结果 / draws the sites of a quarter by a published seed, or checks a draw
    Draw(crate::draw_command::DrawArguments),
    /// 问题台账：列出、确认、交办、复核、申诉 / the problem ledger: list, confirm, give notice, re-check, appeal
    #[command(subcommand, visible_alias = "ledger")]
    Problems(crate::problems::ProblemsCommand),
    /// 网站名录：导入、比较、核对、责任树、整合方案、整合台账 / the registry: import, diff, check, tree, consolidation plan and ledger
    #[command(subcommand)]
    Registry(crate::registry::RegistryCommand),
    /// 列出全部检查规则及依据 / explains the rules
    Rules(RulesArguments),
    /// 列出、查看指标集，检查自编的指标文件 / lists and shows indicator sets, checks your own
    #[command(subcommand)]
    Indicators(crate::indicators_command::IndicatorsCommand),
}

/// Arguments of `demo`.
#[derive(Args, Clone, Debug)]
pub(crate) struct DemoArguments {
    /// 写完即结束，不提供网页服务 / ends when everything is written instead of serving it
    #[arg(long)]
    pub(crate) once: bool,
    /// 只做第一季度的检查，不演示全年 / inspects the first quarter only, without the rest of the year
    #[arg(long)]
    pub(crate) no_year: bool,
    /// 生成 PDF 所用的中文字体文件，默认在系统中查找 / font file for PDF with Chinese characters, by default one of the system
    #[arg(long, value_name = "FILE")]
    pub(crate) font: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) common: CommonArguments,
}

/// Arguments of `inspect`.
#[derive(Args, Clone, Debug)]
pub(crate) struct InspectArguments {
    /// 首页地址 / addresses of home pages
    #[arg(value_name = "URL")]
    pub(crate) urls: Vec<String>,
    /// 网站清单（CSV 或 XLSX） / list of sites (CSV or XLSX)
    #[arg(long, value_name = "FILE")]
    pub(crate) sites: Option<PathBuf>,
    /// 指标集编号或自编的指标文件 / identifier of an indicator set, or a set file of your own
    #[arg(long, value_name = "FILE|ID", default_value = "cn-2019-site")]
    pub(crate) set: String,
    #[command(flatten)]
    pub(crate) books: BookArguments,
    /// 第三方巡检平台的结果（CSV、XLSX 或 JSON），逐条由规则复核 / results of an inspection platform; each is looked at again by the rules
    #[arg(long, value_name = "FILE", requires = "mapping")]
    pub(crate) platform: Option<PathBuf>,
    /// 平台结果的列与问题类型对照表（TOML） / which column of the platform's file tells what, and what its kinds stand for
    #[arg(long, value_name = "FILE", requires = "platform")]
    pub(crate) mapping: Option<PathBuf>,
    /// 每个网站最多读取的页面数 / pages read of each site at most
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_pages: u32,
    #[command(flatten)]
    pub(crate) network: NetworkArguments,
    #[command(flatten)]
    pub(crate) common: CommonArguments,
}

/// What the office and its people know of the sites.
#[derive(Args, Clone, Debug)]
pub(crate) struct BookArguments {
    /// 来信登记表（CSV、XLSX 或 JSON），用于判定留言答复是否超期 / book of letters, for the clauses on answers in time
    #[arg(long, value_name = "FILE")]
    pub(crate) letters: Option<PathBuf>,
    /// 网民找错留言导出表（CSV、XLSX 或 JSON） / exported reports of faults by the public
    #[arg(long, value_name = "FILE")]
    pub(crate) fault_reports: Option<PathBuf>,
    /// 人工核查表（CSV、XLSX 或 JSON）：对指标集中须人工核查的问题的答案 / answers of people to the questions of the set
    #[arg(long, value_name = "FILE")]
    pub(crate) reviews: Option<PathBuf>,
}

/// Arguments of `visit`.
#[derive(Args, Clone, Debug)]
pub(crate) struct VisitArguments {
    /// 首页地址 / addresses of home pages
    #[arg(value_name = "URL")]
    pub(crate) urls: Vec<String>,
    /// 网站清单（CSV 或 XLSX） / list of sites (CSV or XLSX)
    #[arg(long, value_name = "FILE")]
    pub(crate) sites: Option<PathBuf>,
    /// 数据库 / database
    #[arg(long, value_name = "FILE", default_value = "huabiao-out/huabiao.db")]
    pub(crate) db: PathBuf,
    #[command(flatten)]
    pub(crate) network: NetworkArguments,
    /// 语言 zh 或 en / language, zh or en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
    /// 不逐行显示 / no line for each site
    #[arg(long)]
    pub(crate) quiet: bool,
}

/// Arguments of `rules`.
#[derive(Args, Clone, Debug)]
pub(crate) struct RulesArguments {
    /// 规则编号 / a rule to explain
    #[arg(value_name = "RULE")]
    pub(crate) rule: Option<String>,
    /// 语言 zh 或 en / language, zh or en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
}

/// Where hosts are found.
#[derive(Args, Clone, Debug)]
pub(crate) struct NetworkArguments {
    /// 固定主机地址，同 curl / pins a host to an address, as curl does
    #[arg(long, value_name = "HOST:PORT:ADDR")]
    pub(crate) resolve: Vec<Pin>,
    /// 以该主机名在本机提供文件夹中的静态文件 / serves a folder of static files as that host over loopback
    #[arg(long, value_name = "HOST=DIR")]
    pub(crate) serve_dir: Vec<ServeDir>,
    /// 允许访问内网及本机地址 / allows private addresses
    #[arg(long)]
    pub(crate) allow_private: bool,
}

/// Arguments of every command that inspects.
#[derive(Args, Clone, Debug)]
pub(crate) struct CommonArguments {
    /// 结果文件夹 / folder of the results
    #[arg(long, value_name = "DIR", default_value = "huabiao-out")]
    pub(crate) out: PathBuf,
    /// 数据库，默认为结果文件夹中的 huabiao.db / database, by default huabiao.db among the results
    #[arg(long, value_name = "FILE")]
    pub(crate) db: Option<PathBuf>,
    /// 监测时间点，默认今天（北京时间）；演示全年时只取年份 / the day of the inspection, by default today in China; the demo's year takes only the year of it
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<NaiveDate>,
    /// 通报的发文机关 / the office that issues the bulletin
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) issuer: String,
    /// 通报要求的整改期限 / the day by which the bulletin asks faults to be mended
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) rectify_by: Option<NaiveDate>,
    /// What the bulletin says besides, before everything else.
    #[arg(skip)]
    pub(crate) notes: Vec<Text>,
    /// 结果语言 zh 或 en / language of the results, zh or en
    #[arg(long, default_value = "zh")]
    pub(crate) lang: Lang,
    /// 不显示进度 / no progress
    #[arg(long)]
    pub(crate) quiet: bool,
    /// 以 JSON 输出汇总 / prints the summary as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// A day on which there can have been websites to inspect.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse()
        .ok()
        .filter(|day: &NaiveDate| (1990..=2200).contains(&day.year()))
        .ok_or_else(|| {
            "应为1990至2200年间的一天，写作 YYYY-MM-DD / a day of the years 1990 to 2200 is written YYYY-MM-DD"
                .to_owned()
        })
}

/// A folder that is served as a host.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ServeDir {
    pub(crate) host: String,
    pub(crate) folder: PathBuf,
}

impl std::str::FromStr for ServeDir {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (host, folder) = text
            .split_once('=')
            .ok_or_else(|| format!("`{text}` is not of the form HOST=DIR"))?;
        let address = url::Url::parse(&format!("http://{host}/"))
            .map_err(|error| format!("`{host}` is not a host: {error}"))?;
        let host = match address.host_str() {
            Some(host) if address.path() == "/" && address.port().is_none() => host.to_owned(),
            _ => return Err(format!("`{host}` is not a host name alone")),
        };
        let folder = PathBuf::from(folder);
        if !folder.is_dir() {
            return Err(format!("`{}` is not a folder", folder.display()));
        }
        Ok(Self { host, folder })
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_served_folder_needs_host_and_folder() {
        assert!("www.example.gov.cn=.".parse::<ServeDir>().is_ok());
        for text in [
            "www.example.gov.cn",
            "=.",
            "a b=.",
            "host:8080=.",
            "host=/no/such/folder",
        ] {
            assert!(text.parse::<ServeDir>().is_err(), "{text}");
        }
    }
}
