use std::path::{Path, PathBuf};

use huabiao::files::BookList;
use huabiao::registry::{
    Actor, Column, Command, Context, Import, Merged, Origin, Particulars, Role, UnitRecord, merge,
};
use huabiao::types::Lang;
use serde_json::json;

use super::ImportArguments;
use super::book::Book;
use super::known::{Known, id_of};
use super::units;
use crate::founding::{self, FoundingCity, Lists};
use crate::named_file::refused;
use crate::output::{make_folder, write_bytes};
use crate::refused::Refused;
use crate::{Exit, clock, remarks, sites};

/// Takes lists into a book. What is there already stays as it is.
pub(super) fn run(arguments: &ImportArguments) -> anyhow::Result<Exit> {
    let (lang, folder) = (arguments.lang, &arguments.book);
    let (lists, units, day) = match arguments.demo {
        true => {
            let (lists, units) = demo_lists(folder)?;
            (lists, Some(units), Some(founding::ENROLLED))
        }
        false => (arguments.lists.clone(), arguments.units.clone(), None),
    };
    let day = arguments.day.or(day).unwrap_or_else(clock::today);
    let mut book = Book::open_or_begin(folder, lang)?;
    if let Some(file) = &units {
        found(&mut book, file, arguments, day)?;
    }
    let by = office(&book, &arguments.by)?;
    let context = Context { day, by: &by };

    let mut imports: Vec<(String, Import)> = Vec::new();
    for list in &lists {
        let import = sites::read_list(list, lang)?;
        remarks::say(&import, list, None, lang, false);
        let name = list.file_name().unwrap_or(list.as_os_str());
        imports.push((name.to_string_lossy().into_owned(), import));
    }
    let mut unknown = Vec::new();
    for (list, (_, import)) in lists.iter().zip(&mut imports) {
        answer_for(&book, list, import, &mut unknown, lang);
    }
    if !unknown.is_empty() {
        return Err(Refused(unknown.join("\n")).into());
    }

    let origins: Vec<Origin<'_>> = imports
        .iter()
        .map(|(name, import)| Origin {
            name,
            sites: &import.sites,
        })
        .collect();
    let merged = merge(&origins);
    if merged.is_empty() {
        let words = match lang {
            Lang::En => "the lists have no site that could be taken; nothing was written",
            Lang::Zh => "清单中没有可以登记的网站，未写入名录",
        };
        return Err(Refused(words.to_owned()).into());
    }
    let before = Known::of(&book);
    let (mut new, mut known, mut refusals) = (0, 0, Vec::new());
    for site in &merged {
        if before.has(&site.site) {
            known += 1;
            continue;
        }
        let id = id_of(&site.site, &book);
        let command = Command::Enrol {
            site: id.clone(),
            particulars: Box::new(Particulars::of(site.site.clone())),
        };
        match book.enter(&command, &context) {
            Ok(()) => {
                book.origins.add(&id, site);
                new += 1;
            }
            Err(refusal) => refusals.push((site.site.home.clone(), refusal.text(lang))),
        }
    }
    book.origins
        .lists
        .extend(imports.iter().map(|(name, import)| BookList {
            name: name.clone(),
            taken: import.sites.len(),
            rejected: import.rejected.len(),
        }));
    book.write(folder)?;

    let disputed: Vec<(&Merged, Vec<Column>)> = merged
        .iter()
        .map(|site| (site, site.disputed().map(|(column, _)| column).collect()))
        .filter(|(_, columns): &(_, Vec<Column>)| !columns.is_empty())
        .collect();
    for (home, why) in &refusals {
        match lang {
            Lang::En => eprintln!("{home} was not taken: {why}"),
            Lang::Zh => eprintln!("{home} 未登记：{why}"),
        }
    }
    if arguments.json {
        let lists = imports.iter().map(|(name, import)| {
            let rejected = import.rejected.iter();
            let rejected: Vec<_> = rejected
                .map(|row| json!({"line": row.line, "text": row.text(lang)}))
                .collect();
            json!({"list": name, "taken": import.sites.len(), "rejected": rejected})
        });
        let disputed = disputed.iter().map(|(site, _)| {
            let fields = site
                .disputed()
                .map(|(column, said)| json!({"column": column.heading(), "said": said}));
            json!({"home": site.site.home, "fields": fields.collect::<Vec<_>>()})
        });
        let refusals: Vec<_> = refusals
            .iter()
            .map(|(home, why)| json!({"home": home, "why": why}))
            .collect();
        let answer = json!({
            "lists": lists.collect::<Vec<_>>(),
            "sites": merged.len(),
            "new": new,
            "known": known,
            "refused": refusals,
            "disputed": disputed.collect::<Vec<_>>(),
            "units": book.estate.units().count(),
        });
        crate::say!("{}", serde_json::to_string_pretty(&answer)?);
        return Ok(Exit::Done);
    }
    for (site, columns) in disputed.iter().take(SHOWN) {
        let columns: Vec<&str> = columns.iter().map(|column| column.heading()).collect();
        let home = &site.site.home;
        match lang {
            Lang::En => crate::say!("{home}: the lists differ in {}", columns.join(", ")),
            Lang::Zh => crate::say!("{home}：各清单的{}不一致，以前一份为准", columns.join("、")),
        }
    }
    let (all, units, differ, out) = (
        merged.len(),
        book.estate.units().count(),
        disputed.len(),
        refusals.len(),
    );
    let folder = folder.display();
    match lang {
        Lang::En => crate::say!(
            "{folder}: {units} units; {all} sites in the lists, {new} new, {known} known already, {out} not taken; the lists differ on {differ}"
        ),
        Lang::Zh => crate::say!(
            "{folder}：单位{units}个；清单中网站{all}个，新登记{new}个，原已登记{known}个，未登记{out}个；各清单说法不一的{differ}个"
        ),
    }
    Ok(Exit::Done)
}

fn demo_lists(folder: &Path) -> anyhow::Result<(Vec<PathBuf>, PathBuf)> {
    let lists = Lists::of(&FoundingCity::new()?);
    make_folder(folder)?;
    let write = |name: &str, bytes: &[u8]| {
        let file = folder.join(name);
        write_bytes(&file, bytes).map(|()| file)
    };
    let units = write("单位清单.csv", &lists.units)?;
    let national = write("信息报送系统.csv", &lists.national)?;
    let own = write("市级台账.csv", &lists.own)?;
    Ok((vec![national, own], units))
}

/// Takes in the units that are not there yet.
fn found(
    book: &mut Book,
    file: &Path,
    arguments: &ImportArguments,
    day: chrono::NaiveDate,
) -> anyhow::Result<()> {
    let lang = arguments.lang;
    let listed = units::read(file, |code| book.estate.unit(code).is_some(), lang)?;
    for unit in listed {
        if book.estate.unit(&unit.code).is_some() {
            continue;
        }
        let by = match book.estate.units().next() {
            Some(_) => office(book, &arguments.by)?,
            // The first one is the city's office, which nobody else could enter.
            None => Actor {
                person: arguments.by.clone(),
                unit: unit.code.clone(),
                role: Role::City,
            },
        };
        let context = Context { day, by: &by };
        book.enter(&unit.command(), &context).map_err(|refusal| {
            let (place, why) = (unit.place(lang), refusal.text(lang));
            let words = match lang {
                Lang::En => format!("{place}: {why}"),
                Lang::Zh => format!("{place}：{why}"),
            };
            refused(file, &words, lang)
        })?;
    }
    Ok(())
}

/// The office at the top, for which whoever imports acts.
fn office(book: &Book, by: &str) -> anyhow::Result<Actor> {
    let is_top = |unit: &&UnitRecord| {
        let span = unit.spans().last();
        span.is_some_and(|span| span.superior.is_none())
    };
    let top = book.estate.units().find(is_top);
    Ok(Actor {
        person: by.to_owned(),
        unit: match top {
            Some(unit) => unit.code.clone(),
            None => "city".parse()?,
        },
        role: Role::City,
    })
}

/// Finds the unit of each site. A code that is not registered is an error, with its line; a
/// name that is no unit's is left as it is, and `check` says so.
fn answer_for(
    book: &Book,
    list: &Path,
    import: &mut Import,
    unknown: &mut Vec<String>,
    lang: Lang,
) {
    let named = |name: &str| {
        let mut units = book.estate.units();
        let is = |unit: &UnitRecord| unit.spans().last().is_some_and(|span| span.name == name);
        units.find(|unit| is(unit)).map(|unit| unit.code.clone())
    };
    for (site, line) in import.sites.iter_mut().zip(&import.lines) {
        match &site.unit {
            None if site.unit_name.is_empty() => {}
            None => site.unit = named(&site.unit_name),
            Some(unit) if book.estate.unit(unit).is_some() => {}
            Some(unit) => {
                let list = list.display();
                unknown.push(match lang {
                    Lang::En => format!(
                        "{list}: line {line}: unit {unit} is not registered; name it in --units"
                    ),
                    Lang::Zh => {
                        format!("{list}：第{line}行：单位{unit}没有登记，请列入 --units 单位清单")
                    }
                });
            }
        }
    }
}

/// Sites on which lists differ that are said one by one.
const SHOWN: usize = 20;
