use huabiao_facts::{Confidence, DateFrom};

use super::moment::stamped;
use super::{Candidate, Sources};
use crate::skeleton::ScriptKind;
use crate::structured;

/// Dates in JSON-LD.
pub(super) fn structured_data(sources: &Sources<'_>, candidates: &mut Vec<Candidate>) {
    let skeleton = sources.skeleton;
    for script in skeleton
        .scripts
        .iter()
        .filter(|script| script.kind == ScriptKind::Data)
        .take(20)
    {
        let code = skeleton
            .code
            .get(script.start as usize..script.end as usize)
            .unwrap_or_default();
        for (key, weight) in [
            ("datePublished", 95),
            ("uploadDate", 70),
            ("dateCreated", 72),
            ("dateModified", 48),
        ] {
            let Some(value) = structured::value(code, key) else {
                continue;
            };
            if let Some(found) = stamped(value, sources) {
                candidates.push(Candidate {
                    date: found.date,
                    time: found.time,
                    from: DateFrom::Structured,
                    confidence: if weight >= 90 {
                        Confidence::High
                    } else {
                        Confidence::Medium
                    },
                    weight,
                    snippet: format!("{key}: {value}"),
                    labelled: None,
                    utc: found.utc,
                    other: None,
                });
            }
        }
    }
}
