use std::collections::BTreeMap;
use std::path::Path;

use huabiao::registry::{Command, Table, TableRow, UnitKind, read_csv_table, read_xlsx_table};
use huabiao::types::{Lang, UnitCode};

use crate::named_file::{bytes, refused};
use crate::refused::Refused;

/// A unit as a list names it.
#[derive(Clone, Debug)]
pub(super) struct ListedUnit {
    line: u64,
    pub(super) code: UnitCode,
    name: String,
    kind: UnitKind,
    superior: Option<UnitCode>,
}

impl ListedUnit {
    pub(super) fn command(&self) -> Command {
        Command::FoundUnit {
            unit: self.code.clone(),
            name: self.name.clone(),
            kind: self.kind,
            superior: self.superior.clone(),
        }
    }

    /// The line, in words.
    pub(super) fn place(&self, lang: Lang) -> String {
        at(self.line, lang)
    }
}

/// Reads a list of units; those above stand before those below. A list that cannot be
/// used whole is refused with every line that is wrong: who answers for what is not to be
/// guessed.
pub(super) fn read(
    file: &Path,
    known: impl Fn(&UnitCode) -> bool,
    lang: Lang,
) -> anyhow::Result<Vec<ListedUnit>> {
    let table = table(file, lang)?;
    let mut rows = table.rows.iter();
    let head = rows.by_ref().take(HEAD).find_map(|row| {
        let place = |names: &[&str]| {
            let is = |cell: &String| names.contains(&cell.trim().to_lowercase().as_str());
            row.cells.iter().position(is)
        };
        let [code, name, kind, superior] = COLUMNS.map(place);
        Some([code?, name?, kind?, superior?])
    });
    let Some(head) = head else {
        let words = match lang {
            Lang::En => "no headings code, name, kind, superior in the first rows",
            Lang::Zh => "前几行没有“单位代码、单位名称、单位性质、上级单位”四列标题",
        };
        return Err(refused(file, &words, lang).into());
    };
    let mut wrong = Vec::new();
    let mut units: Vec<ListedUnit> = Vec::new();
    for row in rows {
        match unit(row, head, lang) {
            Ok(unit) => match units.iter().find(|one| one.code == unit.code) {
                None => units.push(unit),
                Some(first) => wrong.push((row.line, twice(&unit.code, first.line, lang))),
            },
            Err(why) => wrong.push((row.line, why)),
        }
    }
    let units = ordered(units, known, &mut wrong, lang);
    if wrong.is_empty() {
        return Ok(units);
    }
    wrong.sort();
    let lines = wrong.iter().map(|(line, why)| match lang {
        Lang::En => format!("{}: {}: {why}", file.display(), at(*line, lang)),
        Lang::Zh => format!("{}：{}：{why}", file.display(), at(*line, lang)),
    });
    Err(Refused(lines.collect::<Vec<_>>().join("\n")).into())
}

fn table(file: &Path, lang: Lang) -> anyhow::Result<Table> {
    let bytes = bytes(file, lang)?;
    if bytes.starts_with(b"PK\x03\x04") {
        let tables = read_xlsx_table(&bytes);
        let tables = tables.map_err(|error| refused(file, &error.text(lang), lang))?;
        return Ok(tables.into_iter().next().unwrap_or_default());
    }
    let known = |heading: &str| COLUMNS.iter().any(|names| names.contains(&heading));
    let table = read_csv_table(&bytes, known);
    Ok(table.map_err(|reason| refused(file, &reason.text(lang), lang))?)
}

fn unit(row: &TableRow, head: [usize; 4], lang: Lang) -> Result<ListedUnit, String> {
    let [code, name, kind, superior] =
        head.map(|at| row.cells.get(at).map_or("", |cell| cell.trim()));
    let bad_code = |code: &str| match lang {
        Lang::En => format!("`{code}` is no code of a unit"),
        Lang::Zh => format!("“{code}”不是单位代码"),
    };
    let parse = |code: &str| code.parse::<UnitCode>().map_err(|_| bad_code(code));
    if name.is_empty() {
        return Err(match lang {
            Lang::En => "no name".to_owned(),
            Lang::Zh => "没有单位名称".to_owned(),
        });
    }
    Ok(ListedUnit {
        line: row.line,
        code: parse(code)?,
        name: name.to_owned(),
        kind: kind.parse().map_err(|_| {
            let kinds = UnitKind::ALL.map(|kind| match lang {
                Lang::En => kind.as_str(),
                Lang::Zh => kind.name(lang),
            });
            match lang {
                Lang::En => format!(
                    "`{kind}` is no kind of unit, known are {}",
                    kinds.join(", ")
                ),
                Lang::Zh => format!("“{kind}”不是单位性质，可写{}", kinds.join("、")),
            }
        })?,
        superior: match superior {
            "" => None,
            code => Some(parse(code)?),
        },
    })
}

/// Those above before those below; what has no way to the top is wrong.
fn ordered(
    units: Vec<ListedUnit>,
    known: impl Fn(&UnitCode) -> bool,
    wrong: &mut Vec<(u64, String)>,
    lang: Lang,
) -> Vec<ListedUnit> {
    let codes: BTreeMap<UnitCode, u64> = units
        .iter()
        .map(|unit| (unit.code.clone(), unit.line))
        .collect();
    let mut done: Vec<ListedUnit> = Vec::new();
    let mut left = units;
    loop {
        let (ready, rest): (Vec<_>, Vec<_>) = left.into_iter().partition(|unit| {
            let there = |code: &UnitCode| known(code) || done.iter().any(|one| one.code == *code);
            unit.superior.as_ref().is_none_or(there)
        });
        left = rest;
        if ready.is_empty() {
            break;
        }
        done.extend(ready);
    }
    for unit in left {
        let Some(superior) = &unit.superior else {
            continue;
        };
        let why = match (codes.contains_key(superior), lang) {
            (true, Lang::En) => format!("{} does not come to a unit at the top", unit.code),
            (true, Lang::Zh) => format!("{}的上级单位不能追溯到最上级单位", unit.code),
            (false, Lang::En) => {
                format!("the superior {superior} is neither in the list nor registered")
            }
            (false, Lang::Zh) => format!("上级单位{superior}既不在清单中，也未登记"),
        };
        wrong.push((unit.line, why));
    }
    done
}

fn twice(code: &UnitCode, first: u64, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{code} stands in line {first} already"),
        Lang::Zh => format!("单位代码{code}与第{first}行重复"),
    }
}

fn at(line: u64, lang: Lang) -> String {
    match lang {
        Lang::En => format!("line {line}"),
        Lang::Zh => format!("第{line}行"),
    }
}

/// The headings of code, name, kind and superior.
const COLUMNS: [&[&str]; 4] = [
    &["code", "unit", "单位代码", "单位编码", "代码"],
    &["name", "单位名称", "名称"],
    &["kind", "单位性质", "性质", "类别"],
    &["superior", "上级单位", "上级单位代码", "主管单位"],
];

/// In how many of the first rows headings are looked for.
const HEAD: usize = 10;
