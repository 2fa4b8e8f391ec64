use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::files::ProblemLine;
use huabiao::inspection;
use huabiao::judge::problem_text;
use huabiao::supervision::{Problem, Recheck};
use huabiao::types::Lang;

use super::desk::{self, Desk};
use super::{ListArguments, ShowArguments};
use crate::Exit;

/// Lists a ledger.
pub(super) async fn list(arguments: &ListArguments) -> anyhow::Result<Exit> {
    let store = desk::store(&arguments.ledger).await?;
    let desk = Desk::open(&store, &arguments.ledger).await?;
    let lang = desk.lang;
    let wanted = |problem: &&Problem| {
        let site = arguments.site.as_ref();
        let state = arguments.state.as_deref();
        (!arguments.open || problem.state.is_open())
            && site.is_none_or(|site| *site == problem.key.site)
            && state.is_none_or(|state| state == problem.state.as_str())
    };
    let problems = desk.problems();
    let shown: Vec<&Problem> = problems.into_iter().filter(wanted).collect();
    if arguments.json {
        for problem in &shown {
            let line = ProblemLine::new(problem, lang);
            crate::say!("{}", serde_json::to_string(&line)?);
        }
        return Ok(Exit::Done);
    }
    let header = match lang {
        Lang::En => ["problem", "site", "what", "state", "first seen", "due"],
        Lang::Zh => ["编号", "网站", "问题", "状态", "首次发现", "整改期限"],
    };
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(header);
    for problem in &shown {
        table.add_row([
            problem.id.to_string(),
            problem.key.site.clone(),
            problem_text(problem, lang),
            problem.state.name(lang).to_owned(),
            problem.first_seen.to_string(),
            problem.due().map_or("–".to_owned(), |due| due.to_string()),
        ]);
    }
    crate::say!("{table}");
    let (name, n) = (&desk.name, shown.len());
    match lang {
        Lang::En => crate::say!("ledger {name}, problems: {n}"),
        Lang::Zh => crate::say!("台账 {name}，问题 {n} 个"),
    }
    Ok(Exit::Done)
}

/// Shows one problem with its history.
pub(super) async fn show(arguments: &ShowArguments) -> anyhow::Result<Exit> {
    let store = desk::store(&arguments.ledger).await?;
    let desk = Desk::open(&store, &arguments.ledger).await?;
    let problem = desk.problem(&arguments.id)?;
    let lang = desk.lang;
    let line = ProblemLine::new(problem, lang);
    let none = || "–".to_owned();
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(none, |day| day.to_string());
    let unit = problem.unit.as_ref();
    let unit = unit.map_or_else(none, |code| desk.unit_name(code));
    let origin = match (line.origin.as_str(), lang) {
        ("inspection", Lang::Zh) => "程序检查",
        ("report", Lang::Zh) => "网民找错",
        ("review", Lang::Zh) => "人工核查",
        ("third-party", Lang::Zh) => "第三方平台",
        (origin, _) => origin,
    };
    let machine = problem
        .machine
        .as_ref()
        .map(|machine| match (machine, lang) {
            (Recheck::Yes, Lang::En) => "it is there",
            (Recheck::Yes, Lang::Zh) => "存在",
            (Recheck::No, Lang::En) => "it is not there",
            (Recheck::No, Lang::Zh) => "未见",
            (Recheck::Unknown(_), Lang::En) => "cannot be told",
            (Recheck::Unknown(_), Lang::Zh) => "未能判定",
        });
    let rows = [
        ("问题", "problem", line.summary.clone()),
        ("网站", "site", line.site.clone()),
        ("页面", "page", line.url.clone()),
        ("规则", "rule", rule(problem, lang)),
        ("责任单位", "unit", unit),
        ("来源", "from", origin.to_owned()),
        (
            "系统复核",
            "machine",
            machine
                .filter(|_| line.origin != "inspection" && line.origin != "review")
                .map_or_else(none, str::to_owned),
        ),
        ("状态", "state", problem.state.name(lang).to_owned()),
        ("整改期限", "due", day(line.due)),
        (
            "通知文号",
            "notice",
            line.notice.clone().unwrap_or_else(none),
        ),
        ("首次发现", "first seen", line.first_seen.to_string()),
        ("最近发现", "last seen", line.last_seen.to_string()),
    ];
    crate::say!("{}", problem.id);
    for (zh, en, text) in rows.into_iter().filter(|(_, _, text)| text != "–") {
        match lang {
            Lang::En => crate::say!("  {en}: {text}"),
            Lang::Zh => crate::say!("  {zh}：{text}"),
        }
    }
    for entry in &line.history {
        let (day, step, by) = (entry.day, &entry.step, &entry.by);
        match entry.note.as_str() {
            "" => crate::say!("  {day} {step}（{by}）"),
            note => crate::say!("  {day} {step}（{by}）{note}"),
        }
    }
    for appeal in &line.appeals {
        let evidence = appeal.evidence.join(", ");
        match lang {
            Lang::En => crate::say!(
                "  appeal of {}: {} [{evidence}]",
                appeal.filed,
                appeal.grounds
            ),
            Lang::Zh => crate::say!("  {} 申诉：{}［{evidence}］", appeal.filed, appeal.grounds),
        }
    }
    Ok(Exit::Done)
}

/// The name of the rule with its identifier; for what people saw, what they were asked.
fn rule(problem: &Problem, lang: Lang) -> String {
    let id = &problem.key.rule;
    let asked = match lang {
        Lang::En => "question_en",
        Lang::Zh => "question",
    };
    let name = match inspection::rule(id) {
        Some(rule) => Some(rule.name.get(lang).to_owned()),
        None => problem.finding.values.get(asked).map(ToString::to_string),
    };
    match (name, lang) {
        (None, _) => id.to_string(),
        (Some(name), Lang::En) => format!("{name} ({id})"),
        (Some(name), Lang::Zh) => format!("{name}（{id}）"),
    }
}
