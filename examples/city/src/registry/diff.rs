use std::path::Path;

use chrono::NaiveDate;
use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};
use huabiao::registry::{ListDiff, PlanItem, Site, diff};
use huabiao::types::Lang;

use super::DiffArguments;
use super::book::Book;
use crate::founding::{self, FoundingCity};
use crate::{Exit, clock, remarks, sites};

/// Compares two lists or books.
pub(super) fn run(arguments: &DiffArguments) -> anyhow::Result<Exit> {
    let lang = arguments.lang;
    let day = arguments.day.unwrap_or_else(clock::today);
    let difference = match (&arguments.old, &arguments.new) {
        (Some(old), Some(new)) => diff(&listed(old, day, lang)?, &listed(new, day, lang)?),
        _ => {
            let (before, after) = demo()?;
            diff(&before, &after)
        }
    };
    match arguments.json {
        true => crate::say!("{}", serde_json::to_string_pretty(&difference)?),
        false => print(&difference, lang),
    }
    Ok(Exit::Done)
}

/// The sites of a list, or of a book on a day.
fn listed(path: &Path, day: NaiveDate, lang: Lang) -> anyhow::Result<Vec<Site>> {
    if path.is_dir() {
        let book = Book::open(path, lang)?;
        return Ok(book.estate.on(day)?.sites().to_vec());
    }
    let import = sites::read_list(path, lang)?;
    remarks::say(&import, path, None, lang, false);
    Ok(import.sites)
}

/// The sites of the made-up city before and after its plan.
fn demo() -> anyhow::Result<(Vec<Site>, Vec<Site>)> {
    let city = FoundingCity::new()?;
    let plan = city.plan(&FoundingCity::criteria())?;
    let before = city.estate.on(founding::PLANNED)?.sites().to_vec();
    let stays = |site: &&Site| {
        let found = city.sites.iter().find(|one| one.host == site.host);
        let id = found.and_then(|one| one.id.parse().ok());
        let item = id.and_then(|id| plan.items.get(&id));
        item.is_some_and(PlanItem::stays)
    };
    let after = before.iter().filter(stays).cloned().collect();
    Ok((before, after))
}

fn print(difference: &ListDiff, lang: Lang) {
    let say = |zh, en| match lang {
        Lang::En => en,
        Lang::Zh => zh,
    };
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header([
        say("变化", "change"),
        say("网站", "site"),
        say("网址", "address"),
        say("项目", "field"),
        say("原为", "was"),
        say("现为", "is"),
    ]);
    for (word, sites) in [
        (say("新增", "added"), &difference.added),
        (say("减少", "gone"), &difference.gone),
    ] {
        for site in sites {
            table.add_row([word, &site.name, &site.home]);
        }
    }
    for change in &difference.changed {
        for field in &change.fields {
            table.add_row([
                say("变更", "changed"),
                &change.site.name,
                &change.site.home,
                field.column.heading(),
                &field.from,
                &field.to,
            ]);
        }
    }
    if table.row_count() > 0 {
        crate::say!("{table}");
    }
    let (added, gone) = (difference.added.len(), difference.gone.len());
    let (changed, same) = (difference.changed.len(), difference.same);
    match lang {
        Lang::En => crate::say!("added {added}, gone {gone}, changed {changed}, the same {same}"),
        Lang::Zh => crate::say!("新增{added}个，减少{gone}个，变更{changed}个，相同{same}个"),
    }
}
