use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{ArgGroup, Args};
use huabiao::registry::{Actor, Estate, Registry, Role, SiteRecord};
use huabiao::types::Lang;
use serde::de::DeserializeOwned;

use super::book::Book;
use crate::args::day;
use crate::clock;
use crate::founding::{self, FoundingCity};
use crate::named_file::{bytes, refused};
use crate::refused::Refused;

/// Which registry, on which day.
#[derive(Args, Clone, Debug)]
#[command(group = ArgGroup::new("source").required(true).args(["demo", "book"]))]
pub(crate) struct SourceArguments {
    /// 虚构城市2017年的名录（315个网站） / the registry of the made-up city in 2017 (315 sites)
    #[arg(long)]
    pub(super) demo: bool,
    /// 名录所在文件夹（见 import） / folder of a book, see import
    #[arg(long, value_name = "DIR")]
    pub(super) book: Option<PathBuf>,
    /// 以该日为准，默认今天（北京时间），演示为2017-12-29 / the day, by default today in China, in the demo 2017-12-29
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) day: Option<NaiveDate>,
    /// 语言 zh 或 en / language, zh or en
    #[arg(long, default_value = "zh")]
    pub(super) lang: Lang,
}

/// A registry on a day.
pub(super) struct Source {
    pub(super) estate: Estate,
    pub(super) day: NaiveDate,
    /// The made-up city, if it is that.
    pub(super) city: Option<FoundingCity>,
}

impl SourceArguments {
    pub(super) fn open(&self) -> anyhow::Result<Source> {
        match &self.book {
            Some(folder) => Ok(Source {
                estate: Book::open(folder, self.lang)?.estate,
                day: self.day.unwrap_or_else(clock::today),
                city: None,
            }),
            None => {
                let city = FoundingCity::new()?;
                Ok(Source {
                    estate: city.estate.clone(),
                    day: self.day.unwrap_or(founding::PLANNED),
                    city: Some(city),
                })
            }
        }
    }
}

impl Source {
    /// Units and sites as they are on the day.
    pub(super) fn registry(&self) -> anyhow::Result<Registry> {
        Ok(self.estate.on(self.day)?)
    }

    /// The sites that are registered on the day.
    pub(super) fn registered(&self) -> impl Iterator<Item = &SiteRecord> {
        let registered = |record: &&SiteRecord| {
            let life = record.life_on(self.day);
            life.is_some_and(huabiao::registry::Life::is_registered)
        };
        self.estate.sites().filter(registered)
    }
}

/// A person, from `ROLE:UNIT`.
pub(super) fn actor(text: &str) -> Result<Actor, String> {
    let wrong = || {
        format!(
            "“{text}”应写作“角色:单位代码”，角色为 city、district、reviewer、unit / a person is written ROLE:UNIT, with city, district, reviewer or unit"
        )
    };
    let (role, unit) = text.split_once(':').ok_or_else(wrong)?;
    let role = match role {
        "city" | "市" => Role::City,
        "district" | "区县" => Role::District,
        "reviewer" | "复核" => Role::Reviewer,
        "unit" | "单位" => Role::Unit,
        _ => return Err(wrong()),
    };
    Ok(Actor {
        person: text.to_owned(),
        unit: unit.parse().map_err(|_| wrong())?,
        role,
    })
}

/// Reads a file of JSON that somebody wrote.
pub(super) fn json_file<T: DeserializeOwned>(file: &Path, lang: Lang) -> anyhow::Result<T> {
    let bytes = bytes(file, lang)?;
    let read = serde_json::from_slice(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
    Ok(read.map_err(|error| not_readable(file, &error, lang))?)
}

fn not_readable(file: &Path, error: &serde_json::Error, lang: Lang) -> Refused {
    let line = error.line();
    let words = match lang {
        Lang::En => format!("line {line}: {error}"),
        Lang::Zh => format!("第{line}行无法读取：{error}"),
    };
    refused(file, &words, lang)
}
