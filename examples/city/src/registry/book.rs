use std::path::Path;

use huabiao::files::RegistryBook;
use huabiao::registry::{Command, Context, Estate, Event, Refusal};
use huabiao::types::Lang;

use super::source::json_file;
use crate::named_file::{bytes, refused};
use crate::output::{Lines, make_folder, write_json};
use crate::refused::Refused;

/// A registry in a folder: its events, and where they come from.
#[derive(Debug, Default)]
pub(super) struct Book {
    pub(super) estate: Estate,
    pub(super) events: Vec<Event>,
    pub(super) origins: RegistryBook,
}

impl Book {
    /// Reads a book.
    pub(super) fn open(folder: &Path, lang: Lang) -> anyhow::Result<Self> {
        let file = folder.join(EVENTS);
        if !file.exists() {
            let words = match lang {
                Lang::En => {
                    format!("there is no book in it ({EVENTS}); `registry import` makes one")
                }
                Lang::Zh => format!("其中没有名录（{EVENTS}），请先用 registry import 导入"),
            };
            return Err(refused(folder, &words, lang).into());
        }
        let events = events(&file, lang)?;
        let estate = Estate::replay(&events);
        let days = events.iter().map(|event| event.day);
        if let Some(last) = days.max() {
            estate
                .on(last)
                .map_err(|error| refused(&file, &error, lang))?;
        }
        let origins = folder.join(ORIGINS);
        let origins = match origins.exists() {
            true => json_file(&origins, lang)?,
            false => RegistryBook::new(),
        };
        Ok(Self {
            estate,
            events,
            origins,
        })
    }

    /// Reads the book of a folder, or begins one.
    pub(super) fn open_or_begin(folder: &Path, lang: Lang) -> anyhow::Result<Self> {
        match folder.join(EVENTS).exists() {
            true => Self::open(folder, lang),
            false => Ok(Self::default()),
        }
    }

    /// Enters something.
    pub(super) fn enter(
        &mut self,
        command: &Command,
        context: &Context<'_>,
    ) -> Result<(), Refusal> {
        let events = self.estate.decide(command, context)?;
        self.estate.record(&events);
        self.events.extend(events);
        Ok(())
    }

    /// Writes it; each file is whole or as it was.
    pub(super) fn write(&self, folder: &Path) -> anyhow::Result<()> {
        make_folder(folder)?;
        let mut lines = Lines::new(folder, EVENTS)?;
        for event in &self.events {
            lines.add(event)?;
        }
        lines.finish()?;
        write_json(&folder.join(ORIGINS), &self.origins)
    }
}

fn events(file: &Path, lang: Lang) -> anyhow::Result<Vec<Event>> {
    let bytes = bytes(file, lang)?;
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    let written = lines.filter(|(_, line)| !line.trim_ascii().is_empty());
    let events = written.map(|(at, line)| {
        serde_json::from_slice(line).map_err(|error| {
            let line = at + 1;
            let words = match lang {
                Lang::En => format!("line {line} is no event: {error}"),
                Lang::Zh => format!("第{line}行不是名录事件：{error}"),
            };
            anyhow::Error::from(Refused(refused(file, &words, lang).0))
        })
    });
    events.collect()
}

/// What is registered: everything that happened, a line each.
const EVENTS: &str = "registry.events.jsonl";

/// Which lists said what.
const ORIGINS: &str = "registry.json";
