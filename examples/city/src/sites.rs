use std::path::Path;

use huabiao::registry::{Import, Site, read_csv, read_xlsx};
use huabiao::types::Lang;

use crate::named_file::{bytes, refused};
use crate::refused::Refused;

/// The sites named on the command line and in a list, and what the list said that
/// could not be used.
pub(crate) struct Named {
    pub(crate) sites: Vec<Site>,
    pub(crate) import: Option<Import>,
}

/// Reads the list, then adds the addresses.
pub(crate) fn named(urls: &[String], list: Option<&Path>, lang: Lang) -> anyhow::Result<Named> {
    let import = list.map(|list| read_list(list, lang)).transpose()?;
    let mut sites = import
        .as_ref()
        .map(|import| import.sites.clone())
        .unwrap_or_default();
    for url in urls {
        sites.push(site_of(url, lang)?);
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

/// Reads a list, whatever kind of file it is.
pub(crate) fn read_list(list: &Path, lang: Lang) -> anyhow::Result<Import> {
    let bytes = bytes(list, lang)?;
    let spreadsheet =
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    let import = if spreadsheet {
        read_xlsx(&bytes).map_err(|error| refused(list, &error.text(lang), lang))?
    } else {
        read_csv(&bytes)
    };
    Ok(import)
}

/// A site of which only the address is known.
pub(crate) fn site_of(text: &str, lang: Lang) -> anyhow::Result<Site> {
    if !text.contains("://") && is_one_word(text) {
        return Err(Refused(match lang {
            Lang::En => format!(
                "`{text}` is not the address of a home page: a name without a dot is no public \
                 site; write `http://{text}/` if it is one of your own network"
            ),
            Lang::Zh => format!(
                "“{text}”不能作为首页地址：没有点号的名称不是公开网站；如为内部网络的网站，请写作 http://{text}/"
            ),
        })
        .into());
    }
    let site = Site::from_home(text).map_err(|error| {
        let why = error.text(lang);
        Refused(match lang {
            Lang::En => format!("`{text}` is not the address of a home page: {why}"),
            Lang::Zh => format!("“{text}”不能作为首页地址：{why}"),
        })
    });
    Ok(site?)
}

/// Whether it is a word rather than the name of a host.
fn is_one_word(text: &str) -> bool {
    let host = text.trim().split(['/', '?', '#']).next().unwrap_or(text);
    let name = host.split(':').next().unwrap_or(host);
    !host.starts_with('[')
        && !name.contains(['.', '。', '．'])
        && !name.eq_ignore_ascii_case("localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_no_site() {
        for wrong in ["notaurl", "notaurl:80", "检查/index.html"] {
            assert!(site_of(wrong, Lang::Zh).is_err(), "{wrong}");
        }
        for right in [
            "www.example.gov.cn",
            "localhost:8080",
            "[::1]:80",
            "127.0.0.1/index.html",
            "http://intranet/",
        ] {
            assert!(site_of(right, Lang::Zh).is_ok(), "{right}");
        }
    }
}
