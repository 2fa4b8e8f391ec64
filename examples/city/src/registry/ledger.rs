use std::collections::BTreeMap;

use chrono::NaiveDate;
use comfy_table::{Cell, Table, presets::UTF8_FULL_CONDENSED};
use huabiao::registry::{Estate, LedgerRow, Life, Plan, Proposal, consolidation_ledger};
use huabiao::types::{Lang, SiteCategory};
use serde::Serialize;
use serde_json::{Value, json};

use super::LedgerArguments;
use super::book::Book;
use super::source::json_file;
use crate::Exit;
use crate::founding::{self, FoundingCity, Played, Round};
use crate::output::{make_folder, write_json};

/// Plays the plan of the made-up city, or shows how far a plan of one's own is.
pub(super) async fn run(arguments: &LedgerArguments) -> anyhow::Result<Exit> {
    let (lang, source) = (arguments.source.lang, &arguments.source);
    let (estate, plan, played) = match (&source.book, &arguments.plan) {
        (Some(folder), Some(file)) => {
            let plan: Plan = json_file(file, lang)?;
            (Book::open(folder, lang)?.estate, plan, None)
        }
        _ => {
            let city = FoundingCity::new()?;
            let plan = city.plan(&FoundingCity::criteria())?;
            let played = founding::play(&city, &plan, lang).await?;
            (played.estate.clone(), plan, Some(played))
        }
    };
    if let (Some(folder), Some(played)) = (&arguments.out, &played) {
        let book = Book {
            estate: estate.clone(),
            events: played.events.clone(),
            ..Book::default()
        };
        make_folder(folder)?;
        book.write(folder)?;
        write_json(&folder.join(PLAN), &plan)?;
    }
    let ledger = Ledger::of(&estate, &plan);
    if arguments.json {
        let mut answer = ledger.answer();
        if let (Some(played), Some(answer)) = (&played, answer.as_object_mut()) {
            answer.insert("rounds".to_owned(), json!(rounds(played)));
            answer.insert("noticed".to_owned(), json!(noticed(played)));
            answer.insert("refused".to_owned(), json!(played.refused));
            answer.insert("events".to_owned(), json!(played.events.len()));
        }
        crate::say!("{}", serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    ledger.print(lang);
    if let Some(played) = &played {
        print_played(played, lang);
    }
    Ok(Exit::Done)
}

struct Ledger<'a> {
    estate: &'a Estate,
    plan: &'a Plan,
    rows: Vec<LedgerRow>,
}

/// How many redirects lead where they should, when they were looked at last.
#[derive(Clone, Copy, Debug, Default, Serialize)]
struct Redirects {
    right: usize,
    wrong: usize,
    unknown: usize,
}

impl Redirects {
    const fn add(&mut self, right: Option<bool>) {
        match right {
            None => self.unknown += 1,
            Some(false) => self.wrong += 1,
            Some(true) => self.right += 1,
        }
    }

    fn text(self, lang: Lang) -> String {
        let Self {
            right,
            wrong,
            unknown,
        } = self;
        match lang {
            Lang::En => format!("right {right}, wrong {wrong}, unknown {unknown}"),
            Lang::Zh => format!("正确{right}个，错误{wrong}个，无法判断{unknown}个"),
        }
    }
}

impl<'a> Ledger<'a> {
    fn of(estate: &'a Estate, plan: &'a Plan) -> Self {
        Self {
            estate,
            plan,
            rows: consolidation_ledger(estate, plan),
        }
    }

    /// The sites of the plan that are registered still, by kind.
    fn after(&self) -> BTreeMap<SiteCategory, usize> {
        let mut count: BTreeMap<_, _> = SiteCategory::ALL.map(|kind| (kind, 0)).into();
        for (id, item) in &self.plan.items {
            let life = self.estate.site(id).and_then(|site| site.life());
            if life.is_some_and(Life::is_registered) {
                *count.entry(item.category).or_default() += 1;
            }
        }
        count
    }

    fn redirects(&self) -> Redirects {
        let mut redirects = Redirects::default();
        let closed = self.rows.iter().filter(|row| self.is_closed(row));
        for row in closed {
            redirects.add(row.redirect_last.and_then(|(_, right)| right));
        }
        redirects
    }

    fn is_closed(&self, row: &LedgerRow) -> bool {
        let life = self.estate.site(&row.site).and_then(|site| site.life());
        matches!(life, Some(Life::Closed { .. }))
    }

    fn counts(&self) -> [usize; 6] {
        let count =
            |is: &dyn Fn(&&LedgerRow) -> bool| self.rows.iter().filter(|row| is(row)).count();
        [
            count(&|row| self.is_closed(row)),
            count(&|row| row.proposal == Proposal::Migrate && row.done.is_some()),
            count(&|row| row.notice.is_some()),
            count(&|row| row.moved.is_some_and(|(_, from, to)| from <= to)),
            count(&|row| row.archived.is_some()),
            count(&|row| row.began.is_some() && row.done.is_none()),
        ]
    }

    fn answer(&self) -> Value {
        let [closed, migrated, notices, moved, archived, under_way] = self.counts();
        let after = self.after();
        let rows = self.rows.iter().map(|row| {
            let record = self.estate.site(&row.site);
            let now = record.and_then(|record| record.now());
            let seen = record
                .and_then(|record| record.redirect())
                .map(|(_, seen)| seen);
            let mut value = json!(row);
            if let Some(object) = value.as_object_mut() {
                object.insert("name".to_owned(), json!(now.map(|now| &now.site.name)));
                object.insert("home".to_owned(), json!(now.map(|now| &now.site.home)));
                object.insert("closed".to_owned(), json!(self.is_closed(row)));
                object.insert("redirect".to_owned(), json!(seen));
            }
            value
        });
        json!({
            "before": self.plan.items.len(),
            "after": after.values().sum::<usize>(),
            "after_by_kind": after,
            "closed": closed,
            "migrated": migrated,
            "notices": notices,
            "content_moved": moved,
            "archived": archived,
            "under_way": under_way,
            "redirects": self.redirects(),
            "rows": rows.collect::<Vec<_>>(),
        })
    }

    fn print(&self, lang: Lang) {
        let header = match lang {
            Lang::En => [
                "site",
                "decided",
                "notice",
                "moved",
                "archived",
                "cancelled",
                "redirect",
                "looked again",
                "reported",
                "done",
            ],
            Lang::Zh => [
                "网站",
                "决定",
                "公告",
                "内容迁移",
                "归档",
                "注销",
                "跳转",
                "复查",
                "报送",
                "办结",
            ],
        };
        let mut table = Table::new();
        table.load_style(UTF8_FULL_CONDENSED).set_header(header);
        let day =
            |day: Option<NaiveDate>| day.map_or_else(|| "–".to_owned(), |day| day.to_string());
        let look = |look: Option<(NaiveDate, Option<bool>)>| match look {
            None => "–".to_owned(),
            Some((day, Some(true))) => format!("{day} ✓"),
            Some((day, Some(false))) => format!("{day} ✗"),
            Some((day, None)) => format!("{day} ?"),
        };
        for row in &self.rows {
            let now = self.estate.site(&row.site).and_then(|site| site.now());
            let name = now.map_or(row.site.as_str(), |now| now.site.name.as_str());
            let moved = row
                .moved
                .map_or_else(|| "–".to_owned(), |(_, from, to)| format!("{to}/{from}"));
            let again = row
                .redirect_last
                .filter(|_| row.redirect_last != row.redirect_first);
            table.add_row([
                Cell::new(name),
                Cell::new(row.proposal.text(lang)),
                Cell::new(day(row.notice)),
                Cell::new(moved),
                Cell::new(day(row.archived)),
                Cell::new(row.cancelled.len()),
                Cell::new(look(row.redirect_first)),
                Cell::new(look(again)),
                Cell::new(day(row.reported)),
                Cell::new(day(row.done)),
            ]);
        }
        crate::say!("{table}");
        let [closed, migrated, notices, moved, archived, under_way] = self.counts();
        let (before, after) = (self.plan.items.len(), self.after());
        let sum: usize = after.values().sum();
        let kinds = SiteCategory::ALL.map(|kind| {
            let count = after.get(&kind).copied().unwrap_or_default();
            format!("{} {count}", kind.name(lang))
        });
        let redirects = self.redirects().text(lang);
        match lang {
            Lang::En => {
                crate::say!("{before} sites before, {sum} after: {}", kinds.join(", "));
                crate::say!(
                    "closed {closed}, migrated {migrated}, under way {under_way}; notices {notices}, content whole {moved}, archived {archived}"
                );
                crate::say!("redirects of closed sites, looked at last: {redirects}");
            }
            Lang::Zh => {
                crate::say!("整合前{before}个，现有{sum}个：{}", kinds.join("，"));
                crate::say!(
                    "已关停{closed}个，已迁移{migrated}个，办理中{under_way}个；已公告{notices}个，内容迁移完整{moved}个，已归档{archived}个"
                );
                crate::say!("已关停网站最近一次核验的跳转：{redirects}");
            }
        }
    }
}

fn rounds(played: &Played) -> BTreeMap<Round, Redirects> {
    let mut rounds = BTreeMap::new();
    for look in &played.looks {
        let round: &mut Redirects = rounds.entry(look.round).or_default();
        round.add(look.seen.right);
    }
    rounds
}

/// Each redirect that was not right, and when it was again.
fn noticed(played: &Played) -> Vec<Value> {
    let looks = played.looks.iter().enumerate();
    let wrong = looks.filter(|(_, look)| look.seen.right != Some(true));
    let noticed = wrong.map(|(at, look)| {
        let mut later = played.looks.iter().skip(at + 1);
        let right = later.find(|next| next.site == look.site && next.seen.right == Some(true));
        json!({
            "site": look.site,
            "day": look.day,
            "from": look.seen.from,
            "outcome": look.seen.outcome,
            "to": look.seen.to,
            "right": look.seen.right,
            "right_again": right.map(|look| look.day),
        })
    });
    noticed.collect()
}

fn print_played(played: &Played, lang: Lang) {
    for (round, redirects) in rounds(played) {
        let (round, redirects) = (words(round, lang), redirects.text(lang));
        match lang {
            Lang::En => crate::say!("{round}: {redirects}"),
            Lang::Zh => crate::say!("{round}：{redirects}"),
        }
    }
    for one in noticed(played) {
        let text = |key: &str| one[key].as_str().unwrap_or("–").to_owned();
        let (day, from, outcome, to) = (text("day"), text("from"), text("outcome"), text("to"));
        let again = text("right_again");
        match lang {
            Lang::En => crate::say!("  {day} {from} {outcome} → {to}; right again on {again}"),
            Lang::Zh => crate::say!("  {day} {from} {outcome} → {to}；{again}复核正确"),
        }
    }
    match lang {
        Lang::En => crate::say!(
            "not entered, because a rule demands more: {}",
            played.refused.len()
        ),
        Lang::Zh => crate::say!("因条件不足未予登记：{}次", played.refused.len()),
    }
    for one in &played.refused {
        crate::say!("  {} {}", one.day, one.why);
    }
    crate::say!(
        "{}",
        match lang {
            Lang::En =>
                "Papers, notices and counts are those of a made-up calendar. Every redirect was asked by the crawler, over loopback, as the city answered on that day.",
            Lang::Zh =>
                "文件、公告和数量按虚构日程演示；每次跳转均由爬虫在本机向当日的城市实际访问核验。",
        }
    );
}

const fn words(round: Round, lang: Lang) -> &'static str {
    match (round, lang) {
        (Round::AfterRepair, Lang::En) => "looked at after repairs",
        (Round::AfterRepair, Lang::Zh) => "修复后复核",
        (Round::BeforeClosing, Lang::En) => "looked at before the end",
        (Round::BeforeClosing, Lang::Zh) => "关停前核验",
        (Round::MonthsLater, Lang::En) => "looked at months later",
        (Round::MonthsLater, Lang::Zh) => "数月后复查",
    }
}

/// The plan beside the book.
const PLAN: &str = "plan.json";
