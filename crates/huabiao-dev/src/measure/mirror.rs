use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use huabiao::facts::{PageVisit, SiteFacts, SiteProfile};
use huabiao::page::{Input, read};
use url::Url;

/// A page of the data folder: where it lies, its address, its bytes.
pub(crate) struct File {
    /// The set or mirror, and the path in it.
    pub(crate) name: String,
    pub(crate) url: Url,
    pub(crate) body: Vec<u8>,
}

/// Every page of the mirrors and of the single pages; the re-encoded mirror is left out.
pub(crate) fn files(data: &Path) -> anyhow::Result<Vec<File>> {
    let mut all = Vec::new();
    for name in mirrors(data)? {
        if name != "gxpopss_gbk" {
            all.extend(mirror_files(data, &name)?);
        }
    }
    for set in folders(&data.join("pages"))? {
        let folder = set.join("files");
        let mut paths = Vec::new();
        collect(&folder, &mut paths)?;
        for path in paths {
            let shown = path.strip_prefix(data).unwrap_or(&path);
            all.push(File {
                name: shown.display().to_string(),
                url: Url::parse("http://www.example.org/a/b.html")?,
                body: fs::read(&path)?,
            });
        }
    }
    Ok(all)
}

/// The names of the mirrors, sorted.
pub(crate) fn mirrors(data: &Path) -> anyhow::Result<Vec<String>> {
    let names = folders(&data.join("sites"))?.into_iter();
    Ok(names
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect())
}

/// The pages of one mirror.
pub(crate) fn mirror_files(data: &Path, name: &str) -> anyhow::Result<Vec<File>> {
    let folder = data.join("sites").join(name);
    let host = fs::read_to_string(folder.join("CNAME"))?;
    let mut paths = Vec::new();
    collect(&folder, &mut paths)?;
    // The home page first, as a run reads it.
    paths.sort_by_key(|path| {
        (
            path.parent() != Some(&folder) || !path.ends_with("index.html"),
            path.clone(),
        )
    });
    paths
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(&folder)?.to_string_lossy().into_owned();
            let served = if inside == "index.html" { "" } else { &inside };
            Ok(File {
                name: format!("{name}/{inside}"),
                url: Url::parse(&format!("http://{}/{served}", host.trim()))?,
                body: fs::read(&path)?,
            })
        })
        .collect()
}

/// A mirror as a run would see it that reads every page and asks for nothing else.
pub(crate) fn site(data: &Path, name: &str) -> anyhow::Result<SiteFacts> {
    let files = mirror_files(data, name)?;
    let home = files.first().context("a mirror without pages")?;
    let host = home.url.host_str().unwrap_or_default().to_owned();
    let pages = files.iter().enumerate().map(|(index, file)| PageVisit {
        requested: file.url.to_string(),
        status: 200,
        at: chrono::DateTime::UNIX_EPOCH,
        sha256: String::new(),
        bytes: file.body.len() as u64,
        depth: u16::from(index > 0),
        page: read(&input(file)),
    });
    Ok(SiteFacts {
        profile: SiteProfile {
            code: None,
            name: String::new(),
            host: host.clone(),
            aliases: Vec::new(),
            home: format!("http://{host}/"),
            category: None,
            unit: None,
            services: None,
        },
        today: chrono::Utc::now().date_naive(),
        pages: pages.collect(),
        targets: std::collections::BTreeMap::new(),
        visits: Vec::new(),
        coverage: huabiao::facts::Coverage::default(),
        probes: huabiao::facts::Probes::default(),
        records: huabiao::facts::Records::default(),
    })
}

/// A file as an answer of a server.
pub(crate) fn input(file: &File) -> Input<'_> {
    Input {
        url: &file.url,
        hosts: &[],
        content_type: None,
        status: 200,
        body: &file.body,
    }
}

fn folders(of: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(of)? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let mut entries: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder)? {
        entries.push(entry?.path());
    }
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|extension| {
            ["htm", "html", "shtml"]
                .iter()
                .any(|known| extension == *known)
        }) {
            paths.push(path);
        }
    }
    Ok(())
}
