//! What people do in a quarter: they report, confirm, write, contest, look and press.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use huabiao::calendar::{Calendar, Period};
use huabiao::papers::AppealCard;
use huabiao::registry::Site;
use huabiao::scoring::Scorecard;
use huabiao::supervision::{
    Answered, Attachment, Command, DismissalReach, Problem, ProblemId, Report, State, Step,
};

use super::cast::{RIGHT, WRONG};
use super::papers;
use super::play::Play;
use super::record::{AppealRecord, CardRecord};
use super::timeline::{APPEAL, CONFIRM, DECIDE, NOTIFY, PERIOD, Timeline};
use crate::output::Scope;

/// Reports of the public come in and are answered.
pub(super) async fn receive_reports(
    play: &mut Play<'_>,
    timeline: &Timeline,
) -> anyhow::Result<()> {
    let quarter = timeline.quarter;
    let office = play.supervisor()?;
    let received = timeline.after(1);
    let hosts: Vec<Site> = play
        .registry
        .sites()
        .iter()
        .skip(3 * usize::from(quarter.number()))
        .take(3)
        .cloned()
        .collect();
    for (n, site) in hosts.iter().enumerate() {
        let id = format!("{}{:02}{:03}", quarter.year(), quarter.number(), n + 1);
        let report = Report {
            id: id.clone(),
            site_code: site
                .code
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            site_name: site.name.clone(),
            url: site.home.clone(),
            received,
            kind: "内容无法访问".to_owned(),
            unit_name: site.unit_name.clone(),
            description: "点击首页链接后没有反应，请核实。".to_owned(),
            answer: Answered::No,
            result: String::new(),
        };
        let receive = Command::ReceiveReport {
            report: Box::new(report),
        };
        play.act(&office, received, &[receive]).await?;
        // One of the second quarter is late, one of the last is never answered.
        let days = match (quarter.number(), n) {
            (2, 1) => 9,
            (4, 2) => continue,
            _ => 3,
        };
        let day = timeline.after(days);
        let answer = Command::AnswerReport {
            report: id,
            answer: Answered::Yes {
                on: Some(day),
                accepted: Some(n != 0),
            },
            result: "已核查处理，感谢监督。".to_owned(),
        };
        let unit = play.webmaster(&site.host)?;
        play.act(&unit, day, &[answer]).await?;
    }
    Ok(())
}

/// People look at what was found. In the first quarter one finding is no fault: the host
/// elsewhere announced that it moves.
pub(super) async fn confirm(
    play: &mut Play<'_>,
    timeline: &Timeline,
    first: bool,
) -> anyhow::Result<()> {
    let day = timeline.after(CONFIRM);
    let mut commands = Vec::new();
    let mut dismissed = false;
    for problem in play.ledger().problems() {
        if problem.state != State::Found {
            continue;
        }
        let moved = problem.key.rule.as_str() == "external-link-dead" && problem.key.site == MOVED;
        if first && moved && !dismissed {
            dismissed = true;
            commands.push(Command::Dismiss {
                problem: problem.id.clone(),
                reason: "对方网站已公告迁移，新地址启用前暂不认定".to_owned(),
                until: day + Days::new(180),
                reach: DismissalReach::TargetOnSite,
            });
        } else {
            commands.push(Command::Confirm {
                problem: problem.id.clone(),
                reason: String::new(),
            });
        }
    }
    let by = play.supervisor()?;
    play.act(&by, day, &commands).await?;
    Ok(())
}

/// One notice to each unit with confirmed problems. Returns how many.
pub(super) async fn notify(
    play: &mut Play<'_>,
    timeline: &Timeline,
    folder: &str,
    cards: &[Scorecard],
) -> anyhow::Result<usize> {
    let mut by_unit: BTreeMap<String, Vec<ProblemId>> = BTreeMap::new();
    for problem in play.ledger().problems() {
        if let (State::Confirmed, Some(unit)) = (&problem.state, &problem.unit) {
            by_unit
                .entry(unit.to_string())
                .or_default()
                .push(problem.id.clone());
        }
    }
    let mut commands = Vec::new();
    let mut numbers = Vec::new();
    for problems in by_unit.into_values() {
        play.notices += 1;
        let number = papers::notice_number(timeline.quarter.year(), play.notices);
        numbers.push(number.clone());
        commands.push(Command::Notify {
            number,
            problems,
            period: Period::WorkingDays(PERIOD),
        });
    }
    let by = play.supervisor()?;
    play.act(&by, timeline.after(NOTIFY), &commands).await?;
    for number in &numbers {
        papers::notice(play, folder, timeline, number, cards)?;
    }
    Ok(numbers.len())
}

/// Two units contest a problem; one is right.
pub(super) async fn appeal(
    play: &mut Play<'_>,
    timeline: &Timeline,
    scope: &Scope,
) -> anyhow::Result<Vec<AppealCard>> {
    let mut cards = Vec::new();
    for (host, rule, grounds, proof, upheld, reason) in [
        (
            RIGHT,
            "consultation-missing",
            "本局按市政府要求通过全市统一互动平台受理咨询建言，首页不再单设渠道",
            "市政府办公室关于统一互动渠道的通知.pdf",
            true,
            "经核实，该单位的咨询建言由全市统一互动平台受理，符合集约化要求",
        ),
        (
            WRONG,
            "home-stale",
            "首页栏目在检查日前已在内部系统更新",
            "内部系统更新记录.png",
            false,
            "公众可访问的首页在检查日未见更新，内部系统的更新不能代替",
        ),
    ] {
        let wanted =
            |problem: &&Problem| problem.key.site == host && problem.key.rule.as_str() == rule;
        let Some(problem) = play
            .ledger()
            .problems()
            .find(wanted)
            .map(|one| one.id.clone())
        else {
            continue;
        };
        let file = Command::Appeal {
            problem: problem.clone(),
            grounds: grounds.to_owned(),
            evidence: vec![Attachment {
                name: proof.to_owned(),
                sha256: None,
            }],
        };
        let unit = play.webmaster(host)?;
        play.act(&unit, timeline.after(APPEAL), &[file]).await?;
        let decide = Command::DecideAppeal {
            problem: problem.clone(),
            upheld,
            reason: reason.to_owned(),
        };
        let reviewer = play.reviewer()?;
        play.act(&reviewer, timeline.after(DECIDE), &[decide])
            .await?;
        let Some(entry) = scope.sites.iter().find(|site| site.host == host) else {
            continue;
        };
        let withdrawn = play.ledger().withdrawn(host, timeline.checked);
        let rescored = play.rescored(play.site(host)?, &entry.checks, &withdrawn);
        let (before, after) = (
            CardRecord::of(&rescored.before),
            CardRecord::of(&rescored.after),
        );
        cards.push(AppealCard {
            problem: problem.clone(),
            cards: rescored,
        });
        play.record.appeals.push(AppealRecord {
            problem: problem.to_string(),
            site: host.to_owned(),
            rule: rule.to_owned(),
            upheld,
            before,
            after,
        });
    }
    Ok(cards)
}

/// Where the machine could not tell, a person looks.
pub(super) async fn close_by_person(play: &mut Play<'_>, day: NaiveDate) -> anyhow::Result<()> {
    let unanswered = |problem: &&Problem| {
        let last = problem.history.last().map(|entry| entry.step);
        matches!(problem.state, State::ReportedFixed { .. })
            && last == Some(Step::RecheckedWithoutAnswer)
    };
    let commands: Vec<Command> = play
        .ledger()
        .problems()
        .filter(unanswered)
        .map(|problem| Command::CloseByPerson {
            problem: problem.id.clone(),
            note: "系统未能判定，人工打开页面核对，问题已消除".to_owned(),
        })
        .collect();
    let by = play.supervisor()?;
    play.act(&by, day, &commands).await?;
    Ok(())
}

/// The next step against everything that is overdue long enough.
pub(super) async fn escalate(play: &mut Play<'_>, day: NaiveDate) -> anyhow::Result<()> {
    let overdue = play.ledger().overdue(&play.policy, Calendar::china(), day);
    let commands: Vec<Command> = overdue
        .iter()
        .filter_map(|one| {
            Some(Command::Escalate {
                problem: one.problem.id.clone(),
                step: one.next?,
                note: String::new(),
            })
        })
        .collect();
    let by = play.supervisor()?;
    play.act(&by, day, &commands).await?;
    Ok(())
}

/// The site of the link whose host moves.
const MOVED: &str = "gkj.chenglan.gov.cn";
