use chrono::Datelike;
use huabiao::bulletin::{BEIJING, Wording, docx, official_html};
use huabiao::calendar::{Calendar, Period};
use huabiao::judge::subject;
use huabiao::papers;
use huabiao::scoring::{IndicatorSet, Scorecard};
use huabiao::supervision::{Command, ProblemId, State, rescore};
use huabiao::types::Lang;

use super::NoticeArguments;
use super::desk::{self, Desk, beside, supervisor};
use crate::inspect_command::SCORE;
use crate::output::{make_folder, write_bytes};
use crate::{Exit, clock, estate, set_file};

/// Tells a unit of its confirmed problems, and writes the notice.
pub(super) async fn notice(arguments: &NoticeArguments) -> anyhow::Result<Exit> {
    let store = desk::store(&arguments.act.ledger).await?;
    let mut desk = Desk::open(&store, &arguments.act.ledger).await?;
    let lang = desk.lang;
    let today = arguments.act.today.unwrap_or_else(clock::today);
    let confirmed: Vec<_> = desk
        .problems()
        .into_iter()
        .filter(|problem| problem.state == State::Confirmed)
        .filter(|problem| {
            let unit = problem.unit.as_ref();
            unit.is_some_and(|code| {
                code.as_str() == arguments.unit || desk.unit_name(code) == arguments.unit
            })
        })
        .map(|problem| (problem.id.clone(), problem.key.site.clone()))
        .collect();
    if confirmed.is_empty() {
        let unit = &arguments.unit;
        return Err(desk.refused(
            &format!("责任单位“{unit}”没有已确认、待交办的问题"),
            &format!("the unit `{unit}` has no confirmed problem to be told of"),
        ));
    }
    let ids: Vec<ProblemId> = confirmed.iter().map(|(id, _)| id.clone()).collect();
    let number = arguments.number.clone();
    let number = number.unwrap_or_else(|| next(&desk, today.year()));
    // What the document needs is read before anybody is told. A veto that was dismissed
    // is none to tell a unit of.
    let mut set = IndicatorSet::cn_2019_site().clone();
    let mut cards: Vec<Scorecard> = Vec::new();
    let mut days = Vec::new();
    for (_, host) in &confirmed {
        if cards.iter().any(|card| card.host == *host) {
            continue;
        }
        let Some(site) = desk.registry.site_at(host) else {
            continue;
        };
        if let Some((day, result)) = estate::latest(&store, Some(site)).await? {
            let asked = arguments.set.as_deref();
            let judged = set_file::of_card(asked, &result.scorecard)?;
            let away = desk.office.ledger().withdrawn(host, day);
            let subject = subject(&result.facts.profile);
            let scored = rescore(&judged, &subject, site, &result.checks, &SCORE, &away);
            days.push(day);
            cards.push(scored.after);
            set = judged;
        }
    }
    let notify = Command::Notify {
        number: number.clone(),
        problems: ids.clone(),
        period: Period::WorkingDays(arguments.days),
    };
    desk.act(&supervisor(&arguments.by)?, today, &[notify])
        .await?;
    desk.say(&ids);
    let ledger = desk.office.ledger();
    let Some(notice) = ledger.notice(&number) else {
        return Ok(Exit::Done);
    };
    let paper = papers::notice(
        &papers::Desk {
            lang,
            issuer: &arguments.issuer,
            mark: Some(&arguments.issuer),
            place: match lang {
                Lang::En => "the city",
                Lang::Zh => "全市",
            },
            registry: &desk.registry,
            set: &set,
            calendar: Calendar::china(),
            policy: &desk.policy,
            offset: BEIJING,
        },
        ledger,
        notice,
        number.parse().ok(),
        (
            days.iter().min().copied().unwrap_or(today),
            days.iter().max().copied().unwrap_or(today),
        ),
        &cards,
    );
    let document = Wording::new(lang).write(&paper)?;
    let folder = arguments.out.clone();
    let folder = folder.unwrap_or_else(|| beside(&arguments.act.ledger.db).join("notices"));
    make_folder(&folder)?;
    let plain = |c: char| {
        if c.is_alphanumeric() || "〔〕-".contains(c) {
            c
        } else {
            '-'
        }
    };
    let file: String = number.chars().map(plain).collect();
    let html = folder.join(format!("{file}.html"));
    write_bytes(&html, official_html(&document).as_bytes())?;
    write_bytes(&folder.join(format!("{file}.docx")), &docx(&document)?)?;
    let (unit, due, n) = (desk.unit_name(&notice.unit), notice.due.day, ids.len());
    let html = html.display();
    match lang {
        Lang::En => crate::say!(
            "{number}: {unit} is told of {n} problems, due {due} ({}); {html} and .docx",
            notice.due.explain_en()
        ),
        Lang::Zh => crate::say!(
            "{number}：向{unit}交办{n}个问题，整改期限{due}（{}）；{html} 及 .docx",
            notice.due.explain_zh()
        ),
    }
    Ok(Exit::Done)
}

/// The first number of the year that is not used.
fn next(desk: &Desk<'_>, year: i32) -> String {
    let number = |n: usize| format!("整改〔{year}〕{n}号");
    let used = desk.office.ledger().notices().count();
    let mut numbers = (1..=used + 1).map(number);
    let free = numbers.find(|number| desk.office.ledger().notice(number).is_none());
    free.unwrap_or_else(|| number(used + 1))
}
