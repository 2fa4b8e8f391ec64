use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::calendar::Calendar;
use huabiao::judge::problem_text;
use huabiao::supervision::{Command, Overdue};
use huabiao::types::Lang;

use super::EscalateArguments;
use super::desk::{self, Desk, supervisor};
use crate::{Exit, clock};

/// Lists what is overdue, or takes the next step against what is named.
pub(super) async fn escalate(arguments: &EscalateArguments) -> anyhow::Result<Exit> {
    let store = desk::store(&arguments.act.ledger).await?;
    let mut desk = Desk::open(&store, &arguments.act.ledger).await?;
    let today = arguments.act.today.unwrap_or_else(clock::today);
    let ids = desk.ids(&arguments.ids)?;
    let ledger = desk.office.ledger();
    let overdue = ledger.overdue(&desk.policy, Calendar::china(), today);
    let Some(by) = &arguments.by else {
        print(&desk, &overdue);
        return Ok(Exit::Done);
    };
    let mut commands = Vec::new();
    for id in &ids {
        let step = overdue.iter().find(|one| one.problem.id == *id);
        let Some(step) = step.and_then(|one| one.next) else {
            return Err(desk.refused(
                &format!("问题{id}没有逾期，或还不到采取下一步措施的时候"),
                &format!("problem {id} is not overdue, or not long enough for the next step"),
            ));
        };
        commands.push(Command::Escalate {
            problem: id.clone(),
            step,
            note: arguments.note.clone(),
        });
    }
    desk.act(&supervisor(by)?, today, &commands).await?;
    desk.say(&ids);
    Ok(Exit::Done)
}

fn print(desk: &Desk<'_>, overdue: &[Overdue<'_>]) {
    let lang = desk.lang;
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_header(match lang {
            Lang::En => [
                "problem",
                "site",
                "what",
                "due",
                "working days late",
                "taken",
                "next",
            ],
            Lang::Zh => [
                "编号",
                "网站",
                "问题",
                "整改期限",
                "逾期工作日",
                "已采取",
                "下一步",
            ],
        });
    for one in overdue {
        let problem = one.problem;
        let taken = problem.escalations.iter().map(|step| step.name(lang));
        table.add_row([
            problem.id.to_string(),
            problem.key.site.clone(),
            problem_text(problem, lang),
            problem.due().map_or("–".to_owned(), |due| due.to_string()),
            match (one.late.certain, lang) {
                (true, _) => one.late.days.to_string(),
                (false, Lang::En) => {
                    let surely = one.surely;
                    format!("at least {surely} (no notice of all holidays yet)")
                }
                (false, Lang::Zh) => format!("至少{}（部分日期尚无放假通知）", one.surely),
            },
            taken.collect::<Vec<_>>().join(", "),
            one.next.map_or("–", |step| step.name(lang)).to_owned(),
        ]);
    }
    crate::say!("{table}");
    match lang {
        Lang::En => crate::say!("overdue: {}", overdue.len()),
        Lang::Zh => crate::say!("逾期问题{}个", overdue.len()),
    }
}
