//! Files that are made from code and committed: JSON Schemas, the tables of rules and
//! of indicators.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use huabiao::files::schemas;
use huabiao::scoring::IndicatorSet;
use huabiao::types::Lang;

/// Writes the files, or only compares them.
pub(crate) fn run(check: bool) -> anyhow::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .context("the package stands in no workspace")?;
    let mut different = Vec::new();
    for (path, text) in files()? {
        let path = root.join(path);
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        if old == text {
            continue;
        }
        if check {
            different.push(path.display().to_string());
            continue;
        }
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, text).with_context(|| path.display().to_string())?;
        println!("written: {}", path.display());
    }
    if !different.is_empty() {
        bail!(
            "generated files differ, run `cargo dev generate`: {}",
            different.join(", ")
        );
    }
    Ok(())
}

fn files() -> anyhow::Result<Vec<(PathBuf, String)>> {
    let mut files = Vec::new();
    for (name, schema) in schemas() {
        files.push((
            format!("docs/schemas/{name}.schema.json").into(),
            pretty(&schema)?,
        ));
    }
    let mut set = IndicatorSet::schema();
    set.insert("$id".to_owned(), "urn:huabiao:indicator-set:1".into());
    set.insert("title".to_owned(), "An indicator set".into());
    files.push((
        "docs/schemas/indicator-set.schema.json".into(),
        pretty(&set)?,
    ));
    for (lang, path) in [(Lang::Zh, "docs/RULES.zh.md"), (Lang::En, "docs/RULES.md")] {
        files.push((path.into(), huabiao::inspection::rules_markdown(lang)));
    }
    for (lang, path) in [
        (Lang::Zh, "docs/INDICATORS.zh.md"),
        (Lang::En, "docs/INDICATORS.md"),
    ] {
        files.push((path.into(), crate::indicators::markdown(lang)?));
    }
    Ok(files)
}

fn pretty(value: &impl serde::Serialize) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}
