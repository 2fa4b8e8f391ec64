use std::path::Path;

use anyhow::Context;
use huabiao::registry::{Import, Site, read_csv, read_xlsx};
use huabiao::types::Lang;

use crate::refused::Refused;

/// The sites named on the command line and in a list, and what the list said that
/// could not be used.
pub(crate) struct Named {
    pub(crate) sites: Vec<Site>,
    pub(crate) import: Option<Import>,
}

/// Reads the list, then adds the addresses.
pub(crate) fn named(urls: &[String], list: Option<&Path>) -> anyhow::Result<Named> {
    let import = list
        .map(read_list)
        .transpose()
        .map_err(|error| Refused(format!("{error:#}")))?;
    let mut sites = import
        .as_ref()
        .map(|import| import.sites.clone())
        .unwrap_or_default();
    for url in urls {
        sites.push(site_of(url).map_err(|error| Refused(format!("{error:#}")))?);
    }
    let mut seen = std::collections::HashSet::new();
    sites.retain(|site| seen.insert(site.front()));
    Ok(Named { sites, import })
}

/// Says that no site is named where the arguments need one.
pub(crate) fn need(list: &[Site], lang: Lang) -> anyhow::Result<()> {
    if !list.is_empty() {
        return Ok(());
    }
    let words = match lang {
        Lang::En => "no site to inspect; name an address or a list (--sites)",
        Lang::Zh => "没有可检查的网站，请给出首页地址或清单（--sites）",
    };
    Err(Refused(words.to_owned()).into())
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
