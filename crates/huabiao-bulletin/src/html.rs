use askama::Template;
use huabiao_types::Lang;

use crate::BulletinInput;
use crate::clean::followable;
use crate::document::{Counted, Document};
use crate::labels::Labels;

/// The bulletin as one self-contained HTML page: no script, nothing loaded from
/// elsewhere, fit for screens of any width and for printing.
///
/// Every text from outside is escaped; only `http` and `https` addresses become
/// links.
pub fn html(input: &BulletinInput, lang: Lang) -> String {
    let document = Document::new(input, lang);
    let page = Page {
        d: &document,
        t: Labels::of(lang),
        date: crate::prose::day(input.today, lang),
        sep: match lang {
            Lang::En => ", ",
            Lang::Zh => "、",
        },
        most: document
            .problems
            .iter()
            .map(|problem| problem.distinct)
            .max()
            .unwrap_or(0),
    };
    // The templates have no filter that can fail, and a String takes everything.
    page.render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "bulletin.html")]
struct Page<'a> {
    d: &'a Document,
    t: &'a Labels,
    date: String,
    /// Between things of one enumeration.
    sep: &'static str,
    /// The longest bar of the chart of problems.
    most: usize,
}

impl Page<'_> {
    fn link<'u>(&self, url: &'u str) -> Option<&'u str> {
        followable(url)
    }

    /// What a bar of verdicts says, in one sentence.
    fn verdicts(&self, counts: &Counted) -> String {
        let t = self.t;
        format!(
            "{}{}{} · {}{}{} · {}{}{}",
            t.is_qualified,
            t.colon,
            counts.qualified,
            t.is_unqualified,
            t.colon,
            counts.unqualified,
            t.is_undetermined,
            t.colon,
            counts.undetermined
        )
    }
}
