use std::path::Path;

use anyhow::Context;
use huabiao::registry::{Import, Site, read_csv, read_xlsx};
use huabiao::types::Lang;

/// The sites named on the command line and in a list, and what the list said that
/// could not be used.
pub(crate) struct Named {
    pub(crate) sites: Vec<Site>,
    pub(crate) import: Option<Import>,
}

/// Reads the list, then adds the addresses.
pub(crate) fn named(urls: &[String], list: Option<&Path>) -> anyhow::Result<Named> {
    let import = list.map(read_list).transpose()?;
    let mut sites = import
        .as_ref()
        .map(|import| import.sites.clone())
        .unwrap_or_default();
    for url in urls {
        sites.push(site_of(url)?);
    }
    let mut seen = std::collections::HashSet::new();
    sites.retain(|site| seen.insert(site.home.clone()));
    Ok(Named { sites, import })
}

/// Says every row that was not taken, and every note, on standard error.
pub(crate) fn report(import: &Import, list: &Path, lang: Lang) {
    for row in &import.rejected {
        eprintln!("{}: {}", list.display(), row.text(lang));
    }
    for note in &import.notes {
        eprintln!("{}: {}", list.display(), note.text(lang));
    }
}

fn read_list(list: &Path) -> anyhow::Result<Import> {
    let bytes =
        std::fs::read(list).with_context(|| format!("{} cannot be read", list.display()))?;
    let spreadsheet =
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    let import = if spreadsheet {
        read_xlsx(&bytes).with_context(|| format!("{} cannot be read", list.display()))?
    } else {
        read_csv(&bytes)
    };
    Ok(import)
}

/// A site of which only the address is known.
pub(crate) fn site_of(text: &str) -> anyhow::Result<Site> {
    Site::from_home(text).with_context(|| format!("`{text}` is not the address of a home page"))
}
