use core::fmt::Write;

use huabiao_types::Lang;

use crate::clean::{clean, followable};
use crate::document::{Case, Counted, Document, Site, SiteResult};
use crate::labels::Labels;
use crate::{BulletinInput, prose};

/// The bulletin as Markdown: CommonMark with the tables of GitHub.
///
/// Every text from outside is escaped; only `http` and `https` addresses become
/// links.
pub fn markdown(input: &BulletinInput, lang: Lang) -> String {
    let document = Document::new(input, lang);
    let mut page = Page {
        out: String::new(),
        t: Labels::of(lang),
        lang,
    };
    page.write(&document);
    page.out
}

struct Page {
    out: String,
    t: &'static Labels,
    lang: Lang,
}

impl Page {
    fn write(&mut self, d: &Document) {
        let t = self.t;
        self.line(&format!("# {}", escape(&d.title)));
        if !d.issuer.is_empty() {
            self.line(&escape(&d.issuer));
        }
        let date = prose::day(d.date, self.lang);
        let facts = [(t.period, d.period.as_str()), (t.issued_on, date.as_str())];
        self.line(
            &facts
                .map(|(what, text)| format!("{what}{}{}", t.colon, escape(text)))
                .join("  \n"),
        );

        self.heading(t.scope);
        self.paragraphs(&d.scope);
        self.line(&format!("> {}", escape(&d.covers)));
        self.heading(t.overall);
        self.paragraphs(&d.overall);
        self.categories(d);
        self.rankings(d);
        self.heading(t.unqualified);
        self.cases(&d.unqualified, t.observed);
        self.heading(t.undetermined);
        self.cases(&d.undetermined, t.why);
        self.problems(d);
        self.heading(t.good);
        self.paragraphs(&d.good);
        let good = d.good_sites.iter().map(|s| match s.unit == s.name {
            true => escape(&s.name),
            false => format!("{} ({})", escape(&s.name), escape(&s.unit)),
        });
        let good: Vec<String> = good.collect();
        self.items(&good);
        self.next(d);
        self.annex(d);
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push_str("\n\n");
    }

    const fn sep(&self) -> &'static str {
        match self.lang {
            Lang::En => ", ",
            Lang::Zh => "、",
        }
    }

    fn heading(&mut self, text: &str) {
        self.line(&format!("## {text}"));
    }

    fn paragraphs(&mut self, paragraphs: &[String]) {
        for paragraph in paragraphs {
            self.line(&escape(paragraph));
        }
    }

    fn items(&mut self, items: &[String]) {
        for item in items {
            // A String takes everything.
            let _ = writeln!(self.out, "- {item}");
        }
        if !items.is_empty() {
            self.out.push('\n');
        }
    }

    /// A table; `cells` are escaped already.
    fn table(&mut self, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
        let rule: Vec<&str> = head.iter().map(|_| "---").collect();
        let _ = writeln!(
            self.out,
            "| {} |\n| {} |",
            head.join(" | "),
            rule.join(" | ")
        );
        for row in rows {
            let _ = writeln!(self.out, "| {} |", row.join(" | "));
        }
        self.out.push('\n');
    }

    fn categories(&mut self, d: &Document) {
        let t = self.t;
        self.heading(t.categories);
        let head = [
            t.kind,
            t.sites,
            t.judged,
            t.is_qualified,
            t.is_unqualified,
            t.is_undetermined,
            t.pass_rate,
            t.findings,
        ];
        let rows = d.categories.iter().map(|kind| {
            let mut row = vec![escape(&kind.name)];
            row.extend(numbers(&kind.counts));
            row
        });
        self.table(&head, rows);
    }

    fn rankings(&mut self, d: &Document) {
        let t = self.t;
        self.heading(t.rankings);
        self.line(&escape(&d.ranking_note));
        for order in &d.rankings {
            self.line(&format!("### {}", escape(&order.name)));
            if !order.ranks.is_empty() {
                let rows = order.ranks.iter().map(|row| {
                    vec![
                        row.rank.to_string(),
                        escape(&row.site.name),
                        escape(&row.site.unit),
                        row.verdict.clone(),
                        row.lost.to_string(),
                        format!("{} / {}", row.points, row.of),
                    ]
                });
                self.table(&[t.rank, t.site, t.unit, t.verdict, t.lost, t.points], rows);
            }
            if !order.unranked.is_empty() {
                let sites = order.unranked.iter();
                let sites: Vec<String> = sites
                    .map(|row| format!("{} ({})", escape(&row.site.name), row.why))
                    .collect();
                self.line(&format!(
                    "{}{}{}",
                    t.unranked,
                    t.colon,
                    sites.join(self.sep())
                ));
            }
        }
    }

    fn cases(&mut self, cases: &[Case], observed: &str) {
        let t = self.t;
        if cases.is_empty() {
            self.line(t.none);
            return;
        }
        let rows = cases.iter().flat_map(|case| {
            case.reasons.iter().map(|reason| {
                vec![
                    escape(&case.site.name),
                    escape(&case.site.unit),
                    escape(format!("{} {}", reason.indicator, reason.title).trim()),
                    escape(&reason.observed),
                    escape(&reason.threshold),
                ]
            })
        });
        self.table(&[t.site, t.unit, t.indicator, observed, t.threshold], rows);
    }

    fn problems(&mut self, d: &Document) {
        let t = self.t;
        self.heading(t.problems);
        if d.problems.is_empty() {
            self.line(t.nothing_found);
            return;
        }
        let sep = self.sep();
        let rows = d.problems.iter().map(|problem| {
            let most = problem.most.iter();
            let most: Vec<String> = most
                .map(|row| format!("{} ({})", escape(&row.site.name), row.distinct))
                .collect();
            vec![
                escape(&problem.name),
                problem.distinct.to_string(),
                problem.pages.to_string(),
                problem.sites.to_string(),
                problem.not_checked.to_string(),
                most.join(sep),
            ]
        });
        self.table(
            &[
                t.problem,
                t.findings,
                t.pages_affected,
                t.affected,
                t.not_checked,
                t.most,
            ],
            rows,
        );
    }

    fn next(&mut self, d: &Document) {
        let t = self.t;
        self.heading(t.next);
        self.paragraphs(&d.next);
        if d.tasks.is_empty() {
            return;
        }
        let rows = d.tasks.iter().flat_map(|task| {
            task.sites.iter().map(|row| {
                vec![
                    escape(&task.unit),
                    escape(&row.site.name),
                    row.verdict.clone(),
                    escape(&row.what),
                ]
            })
        });
        self.table(&[t.unit, t.site, t.verdict, t.findings], rows);
    }

    fn annex(&mut self, d: &Document) {
        let t = self.t;
        self.heading(t.annex);
        if !d.rejected.is_empty() {
            self.line(&format!("### {}", t.rejected));
            let rows = d.rejected.iter().map(|row| {
                vec![
                    row.line.to_string(),
                    escape(&row.column),
                    escape(&row.reason),
                ]
            });
            self.table(&[t.row, t.column, t.why], rows);
            if let Some(more) = &d.rejected_more {
                self.line(&escape(more));
            }
        }
        for card in &d.annex {
            self.card(card);
        }
    }

    fn card(&mut self, card: &SiteResult) {
        let t = self.t;
        let site = &card.site;
        self.line(&format!(
            "### {}. {} — {}",
            site.number,
            escape(&site.name),
            card.verdict_name
        ));
        self.line(&self.facts(site, card));
        if !card.lines.is_empty() {
            let rows = card.lines.iter().map(|line| {
                vec![
                    escape(&format!("{} {}", line.indicator, line.title)),
                    escape(&line.observed),
                    escape(&format!("{} ({})", line.threshold, line.clause)),
                    escape(&line.effect_name),
                ]
            });
            self.table(&[t.indicator, t.observed, t.threshold, t.effect], rows);
        }
        if !card.clear.is_empty() {
            let clear = escape(&card.clear.join(self.sep()));
            self.line(&format!("{}{}{clear}", t.clear, t.colon));
        }
        for rule in &card.found {
            self.line(&format!("**{} ({})**", escape(&rule.name), rule.distinct));
            let mut items: Vec<String> = Vec::new();
            for finding in &rule.shown {
                let mut item = format!("{} — {}", escape(&finding.summary), address(&finding.url));
                if let Some(target) = &finding.target {
                    let _ = write!(item, " → {}", address(target));
                }
                if !finding.elsewhere.is_empty() {
                    let _ = write!(item, " ({})", escape(&finding.elsewhere));
                }
                items.push(item);
            }
            if !rule.more.is_empty() {
                items.push(escape(&rule.more));
            }
            self.items(&items);
        }
        if !card.not_checked.is_empty() {
            self.line(&format!("**{}**", t.not_checked));
            let open = card.not_checked.iter();
            let open: Vec<String> = open
                .map(|o| format!("{}{}{}", escape(&o.name), t.colon, escape(&o.why)))
                .collect();
            self.items(&open);
        }
    }

    fn facts(&self, site: &Site, card: &SiteResult) -> String {
        let t = self.t;
        let mut facts = vec![match followable(&site.home) {
            Some(url) => format!("[{}](<{}>)", escape(&site.host), href(url)),
            None => escape(&site.host),
        }];
        if let Some(code) = &site.code {
            facts.push(format!("{} {}", t.code, escape(code)));
        }
        facts.push(escape(&site.kind));
        facts.push(escape(&site.unit));
        facts.push(format!("{} {}", t.pages_read, card.pages));
        if let Some(points) = card.points {
            facts.push(format!("{} {points} / {}", t.points, card.points_of));
        }
        facts.extend(card.gaps.iter().map(|gap| escape(gap)));
        if !card.columns.is_empty() {
            facts.push(escape(&card.columns));
        }
        facts.join(" · ")
    }
}

fn numbers(counts: &Counted) -> Vec<String> {
    vec![
        counts.sites.to_string(),
        counts.judged.to_string(),
        counts.qualified.to_string(),
        counts.unqualified.to_string(),
        counts.undetermined.to_string(),
        counts.pass_rate.clone().unwrap_or_else(|| "—".to_owned()),
        counts.distinct.to_string(),
    ]
}

/// An address as a link if it may be followed, else as text.
fn address(url: &str) -> String {
    match followable(url) {
        Some(to) => format!("[{}](<{}>)", escape(url), href(to)),
        None => escape(url),
    }
}

/// An address between `<` and `>` in a table: the bar would end the cell.
fn href(url: &str) -> String {
    url.replace('|', "%7C").replace('`', "%60")
}

/// A text in which no character means anything to Markdown or HTML.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = clean(text);
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(c);
            }
            // These mean something at the beginning of a line only.
            '#' | '+' | '-' | '=' | '!' if at == 0 => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_means_anything() {
        assert_eq!(
            escape("a|b\n# c <b> [x](y) `z` *w*"),
            "a\\|b # c &lt;b&gt; \\[x\\](y) \\`z\\` \\*w\\*"
        );
        assert_eq!(escape("- a"), "\\- a");
        assert_eq!(address("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(
            address("http://a.gov.cn/x|y"),
            "[http://a.gov.cn/x\\|y](<http://a.gov.cn/x%7Cy>)"
        );
    }
}
