use comfy_table::{CellAlignment, Table, presets::UTF8_FULL_CONDENSED};
use huabiao::inspection;
use huabiao::judge::rule_name;
use huabiao::scoring::{Counts, IndicatorSet, Summary};
use huabiao::types::{Lang, SiteCategory};

use crate::args::CommonArguments;
use crate::output::Scope;

/// Prints the summary: a table, or JSON when that was asked for.
pub(crate) fn print(scope: &Scope, common: &CommonArguments) -> anyhow::Result<()> {
    let summary = scope.summary();
    if common.json {
        crate::say!("{}", serde_json::to_string_pretty(&summary)?);
        return Ok(());
    }
    crate::say!("{}", verdicts(&summary, common.lang));
    crate::say!("{}", problems(&summary, &scope.set, common.lang));
    let quiet = summary.problems.iter().filter(|one| one.findings == 0);
    let quiet: Vec<bool> = quiet.map(|one| one.not_checked > 0).collect();
    let (rules, open) = (quiet.len(), quiet.iter().filter(|open| **open).count());
    match common.lang {
        Lang::En => crate::say!(
            "rules that found nothing: {rules}, of them not decided on every site: {open}"
        ),
        Lang::Zh => {
            crate::say!("另有{rules}项规则未发现问题，其中{open}项在部分或全部网站未能判定");
        }
    }
    let parts = summary.problems.iter();
    let parts = parts.filter(|one| one.findings > 0 && one.distinct == 0);
    match (parts.count(), common.lang) {
        (0, _) => {}
        (rules, Lang::En) => {
            crate::say!("rules whose findings are all parts of problems above: {rules}")
        }
        (rules, Lang::Zh) => crate::say!("另有{rules}项规则的发现均已并入上列问题"),
    }
    let unread: Vec<&str> = scope.unread().map(|site| site.host.as_str()).collect();
    let closed: Vec<&str> = scope.closed().map(|site| site.host.as_str()).collect();
    let out = common.out.display();
    match common.lang {
        Lang::En => {
            if !unread.is_empty() {
                crate::say!(
                    "not inspected, the home page could not be read: {}",
                    unread.join(", ")
                );
            }
            if !closed.is_empty() {
                crate::say!(
                    "not inspected but for the home page, closed by robots.txt or its failure: {}",
                    closed.join(", ")
                );
            }
            crate::say!(
                "results: {out} (bulletin.html, .md, .xlsx, .json; scorecards.json; *.jsonl)"
            );
        }
        Lang::Zh => {
            if !unread.is_empty() {
                crate::say!("首页未能读取、无法检查：{}", unread.join("、"));
            }
            if !closed.is_empty() {
                crate::say!(
                    "robots.txt 不允许读取（或返回服务器错误）、首页以外无法检查：{}",
                    closed.join("、")
                );
            }
            crate::say!(
                "结果目录：{out}（bulletin.html、.md、.xlsx、.json，scorecards.json，*.jsonl）"
            );
        }
    }
    Ok(())
}

/// The list of rules.
pub(crate) fn rules(lang: Lang) -> Table {
    let header = match lang {
        Lang::En => ["rule", "what it finds", "source", "certainty"],
        Lang::Zh => ["规则", "内容", "依据", "核实程度"],
    };
    let mut table = table(header);
    for rule in inspection::ALL {
        table.add_row([
            rule.id.as_str().to_owned(),
            rule.name.get(lang).to_owned(),
            rule.source.to_string(),
            rule.source.certainty.as_str().to_owned(),
        ]);
    }
    table
}

fn verdicts(summary: &Summary, lang: Lang) -> Table {
    let header = match lang {
        Lang::En => [
            "kind of site",
            "sites",
            "qualified",
            "unqualified",
            "undetermined",
            "pass rate",
            "problems",
        ],
        Lang::Zh => [
            "网站类别",
            "网站数",
            "合格",
            "不合格",
            "未能判定",
            "合格率",
            "问题数",
        ],
    };
    let mut table = table(header);
    for category in &summary.categories {
        let name = category
            .category
            .map_or(unknown(lang), |category: SiteCategory| category.name(lang));
        table.add_row(row(name, &category.counts, category.distinct, lang));
    }
    let all = match lang {
        Lang::En => "all",
        Lang::Zh => "合计",
    };
    table.add_row(row(all, &summary.counts, summary.distinct, lang));
    numbers_right(&mut table);
    table
}

fn row(name: &str, counts: &Counts, distinct: usize, lang: Lang) -> [String; 7] {
    [
        name.to_owned(),
        counts.sites.to_string(),
        qualified(counts, lang),
        counts.unqualified.to_string(),
        counts.undetermined.to_string(),
        counts
            .pass_rate
            .map_or("–".to_owned(), |rate| rate.to_string()),
        distinct.to_string(),
    ]
}

/// How many are qualified, and of how many points were left undecided.
fn qualified(counts: &Counts, lang: Lang) -> String {
    match (counts.qualified_in_part, lang) {
        (0, _) => counts.qualified.to_string(),
        (part, Lang::En) => format!("{} ({part} in part)", counts.qualified),
        (part, Lang::Zh) => format!("{}（{part}家有未评分值）", counts.qualified),
    }
}

fn problems(summary: &Summary, set: &IndicatorSet, lang: Lang) -> Table {
    let header = match lang {
        Lang::En => [
            "problem",
            "rule",
            "problems",
            "pages",
            "sites",
            "sites not decided",
        ],
        Lang::Zh => [
            "问题",
            "规则",
            "问题数",
            "涉及页面",
            "涉及网站",
            "未能判定网站",
        ],
    };
    let mut table = table(header);
    // What found nothing is one line below the table, and so is what only saw parts of
    // the problems of other rules.
    let found = summary.problems.iter().filter(|one| one.distinct > 0);
    for problem in found {
        table.add_row([
            rule_name(&problem.rule, set, lang),
            problem.rule.to_string(),
            problem.distinct.to_string(),
            problem.pages.to_string(),
            problem.sites.len().to_string(),
            problem.not_checked.to_string(),
        ]);
    }
    numbers_right(&mut table);
    table
}

fn table<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(header);
    table
}

/// Aligns every column of numbers to the right.
fn numbers_right(table: &mut Table) {
    let words: Vec<usize> = table
        .row_iter()
        .flat_map(|row| row.cell_iter().enumerate())
        .filter(|(_, cell)| {
            cell.content()
                .chars()
                .any(|c| !c.is_ascii_digit() && !".%–".contains(c))
        })
        .map(|(at, _)| at)
        .collect();
    for (at, column) in table.column_iter_mut().enumerate() {
        if !words.contains(&at) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

fn unknown(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "not said",
        Lang::Zh => "未登记类别",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao::finding::{Check, Finding, RuleId};
    use huabiao::registry::Site;
    use huabiao::scoring::{ScoreOptions, score};

    use super::*;

    #[test]
    fn what_people_were_asked_has_a_name_too() {
        let set = IndicatorSet::cn_2019_site();
        let id = RuleId::new("browser-broken");
        let mut check = Check::new(id.clone());
        check.findings = vec![Finding::new(id, "http://www.example.gov.cn/")];
        let checks = [check];
        let site = Site::from_home("www.example.gov.cn").unwrap();
        let subject = huabiao::judge::subject(&huabiao::judge::profile(&site));
        let card = score(set, &subject, &checks, &ScoreOptions::default());
        let summary = Summary::of(&[(&card, checks.as_slice())]);
        let table = problems(&summary, set, Lang::Zh).to_string();
        assert!(table.contains("兼容性"), "{table}");
    }
}
