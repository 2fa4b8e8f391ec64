use std::path::Path;

use huabiao::inspection;
use huabiao::scoring::{IndicatorSet, Scorecard};
use sha2::{Digest, Sha256};

use crate::refused::Refused;

/// An indicator set that somebody chose.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub(crate) set: IndicatorSet,
    /// What tells a set of a file from another one that calls itself the same; empty for
    /// a set of the program.
    pub(crate) digest: String,
}

/// The set with that identifier, or that of a file.
pub(crate) fn choose(name: &str) -> anyhow::Result<Chosen> {
    if let Some(set) = IndicatorSet::embedded(name) {
        return Ok(Chosen {
            set,
            digest: String::new(),
        });
    }
    let file = Path::new(name);
    if !file.is_file() {
        let known = IndicatorSet::EMBEDDED.join(", ");
        return Err(Refused(format!(
            "`{name}` 既不是内置指标集，也不是文件 / is neither a set nor a file; sets: {known}"
        ))
        .into());
    }
    let set = read(file)?;
    for rule in without_rule(&set) {
        eprintln!("{}: {rule}", file.display());
    }
    let text = serde_json::to_vec(&set)?;
    Ok(Chosen {
        set,
        digest: hex::encode(Sha256::digest(&text)),
    })
}

/// The set of a card: the one that was named, else one of the program.
pub(crate) fn of_card(named: Option<&str>, card: &Scorecard) -> anyhow::Result<IndicatorSet> {
    if named.is_none() && IndicatorSet::embedded(&card.set).is_none() {
        let name = &card.set;
        return Err(Refused(format!(
            "该次检查使用自编指标集 {name}，请用 --set 指明文件 / the run used the set {name} of a file; name it with --set"
        ))
        .into());
    }
    Ok(choose(named.unwrap_or(&card.set))?.set)
}

/// Reads a set; what it extends lies beside it or is built in.
pub(crate) fn read(file: &Path) -> anyhow::Result<IndicatorSet> {
    let refused = |error: &dyn std::fmt::Display| Refused(format!("{}: {error}", file.display()));
    let text = std::fs::read(file).map_err(|error| refused(&error))?;
    let beside = |id: &str| {
        let named = file.with_file_name(format!("{id}.toml"));
        let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let own = (plain && named != file).then(|| std::fs::read_to_string(named).ok());
        own.flatten()
            .or_else(|| IndicatorSet::embedded_text(id).map(str::to_owned))
    };
    Ok(huabiao::judge::read_set(&text, &beside).map_err(|error| refused(&error))?)
}

/// A note for each rule that the set reads and this program does not have.
pub(crate) fn without_rule(set: &IndicatorSet) -> Vec<String> {
    let unknown = |rule: &&&huabiao::finding::RuleId| inspection::rule(rule).is_none();
    let rules = set.rules();
    let rules = rules.iter().filter(unknown);
    rules
        .map(|rule| {
            format!("note: no rule here is called `{rule}`; without its checks, cards stay partial")
        })
        .collect()
}
