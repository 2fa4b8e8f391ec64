use std::path::Path;

use huabiao::files::ProblemLine;
use huabiao::supervision::Ledger;
use huabiao::types::Lang;

use crate::output::Lines;

/// Writes the ledger as it stands to `problems.jsonl`. The ledger itself is in the
/// database.
pub(crate) fn write(ledger: &Ledger, out: &Path, lang: Lang) -> anyhow::Result<()> {
    let mut lines = Lines::new(out, "problems.jsonl")?;
    for problem in ledger.problems() {
        lines.add(&ProblemLine::new(problem, lang))?;
    }
    lines.finish()
}
