use std::collections::BTreeMap;

use huabiao::registry::{Estate, LedgerRow, Life, Plan, Proposal, consolidation_ledger};
use huabiao::types::{Lang, SiteCategory};
use serde::Serialize;
use serde_json::{Value, json};

use super::book::Book;
use super::source::json_file;
use super::{LedgerArguments, ledger_table, played};
use crate::Exit;
use crate::founding::{self, FoundingCity};
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
            answer.insert("rounds".to_owned(), json!(played::rounds(played)));
            answer.insert("noticed".to_owned(), json!(played::noticed(played)));
            answer.insert("refused".to_owned(), json!(played.refused));
            answer.insert("events".to_owned(), json!(played.events.len()));
        }
        crate::say!("{}", serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    ledger_table::print(&ledger, lang);
    if let Some(played) = &played {
        played::print(played, lang);
    }
    Ok(Exit::Done)
}

/// How far each site of a plan is.
pub(super) struct Ledger<'a> {
    pub(super) estate: &'a Estate,
    pub(super) plan: &'a Plan,
    pub(super) rows: Vec<LedgerRow>,
}

/// How many redirects lead where they should, when they were looked at last.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct Redirects {
    right: usize,
    wrong: usize,
    unknown: usize,
}

impl Redirects {
    pub(super) const fn add(&mut self, right: Option<bool>) {
        match right {
            None => self.unknown += 1,
            Some(false) => self.wrong += 1,
            Some(true) => self.right += 1,
        }
    }

    pub(super) fn text(self, lang: Lang) -> String {
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
    pub(super) fn after(&self) -> BTreeMap<SiteCategory, usize> {
        let mut count: BTreeMap<_, _> = SiteCategory::ALL.map(|kind| (kind, 0)).into();
        for (id, item) in &self.plan.items {
            let life = self.estate.site(id).and_then(|site| site.life());
            if life.is_some_and(Life::is_registered) {
                *count.entry(item.category).or_default() += 1;
            }
        }
        count
    }

    pub(super) fn redirects(&self) -> Redirects {
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

    /// Closed, migrated, announced, moved whole, archived, and under way.
    pub(super) fn counts(&self) -> [usize; 6] {
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
}

/// The plan beside the book.
const PLAN: &str = "plan.json";
