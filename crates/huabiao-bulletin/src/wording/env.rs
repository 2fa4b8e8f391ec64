use core::ops::Range;
use std::collections::BTreeMap;

use huabiao_types::Lang;
use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, OutputSpanKind, UndefinedBehavior, Value};

use super::{Paper, PaperKind, WordingError, filters, markup};
use crate::clean::clean;
use crate::official::OfficialDocument;
use crate::{ProblemLedger, QuarterlyBulletin, RectificationNotice, SampleDraw, YearlyAssessment};

/// The words of all documents in one language: a template for each kind.
///
/// A template is text with the syntax of Jinja, and each of its lines becomes a part of
/// the document. Empty lines mean nothing. Values of the data are always text: a name
/// that begins with `#` makes no heading.
///
/// | line | part |
/// |---|---|
/// | `@page landscape` | pages lie on their long side |
/// | `@mark` `@number` `@signer` | name of the office in red, 发文字号, 签发人 |
/// | `@copy-number` `@secrecy` `@urgency` | 份号, 密级和保密期限, 紧急程度 |
/// | `@title` | a line of the title; there must be one |
/// | `@to` | 主送机关 |
/// | `#` to `####` | a heading; its number is made |
/// | <code>@table 6> 30 10= \| caption</code> | a table, with the width of each column, `>` at the end of the line and `=` in the middle |
/// | <code>@chart caption \| one \| two</code> | a chart of bars, with what each part of a bar is |
/// | <code>\| a \| b \|</code> | a row of the table or chart above; the first of a table is its head |
/// | `@annex` | the title of an annex; what follows stands in it |
/// | `@signed` `@date` `@remark` | 发文机关署名, 成文日期, 附注 |
/// | `@copies` `@printed-by` `@printed-on` | 抄送机关, 印发机关, 印发日期 |
/// | any other | a paragraph |
///
/// Filters besides those of the engine: `day` (a date in words), `from | period(to)`,
/// `part | percent(whole)`, `qualified | rate(unqualified, undetermined)`,
/// `n | many("site", "sites")`, `nth` (三, third) and `cap` (a capital first letter).
///
/// ```
/// use huabiao_bulletin::{Paper, PaperKind, SampleDraw, Wording};
/// use huabiao_types::Lang;
///
/// let wording = Wording::new(Lang::Zh);
/// // An office's own words for one kind of document.
/// let own = wording.source(PaperKind::Draw).replace("抽查名单", "抽查清单");
/// let wording = wording.with(PaperKind::Draw, &own)?;
/// let document = wording.write(&SampleDraw::example(Lang::Zh))?;
/// assert!(document.title_line().contains("抽查清单"));
///
/// let error = wording.with(PaperKind::Draw, "@title {{ head.isuer }}").unwrap_err();
/// assert_eq!((error.line, error.column), (1, 11));
/// # Ok::<(), huabiao_bulletin::WordingError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Wording {
    lang: Lang,
    env: Environment<'static>,
    /// The templates that are not those of this crate.
    own: BTreeMap<PaperKind, String>,
}

impl Wording {
    /// The words that this crate brings.
    pub fn new(lang: Lang) -> Self {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_formatter(|out, _, value| {
            if value.is_undefined() {
                return Err(Error::from(ErrorKind::UndefinedError));
            }
            if value.is_none() {
                let why = "this value may be lacking; ask with `if` first";
                return Err(Error::new(ErrorKind::InvalidOperation, why));
            }
            // A line break from outside would begin a new paragraph.
            out.write_str(&clean(&value.to_string()))
                .map_err(Error::from)
        });
        filters::add(&mut env, lang);
        for kind in PaperKind::ALL {
            // The tests hold that each of them is one; if not, writing says so.
            let _ = env.add_template(kind.as_str(), built_in(lang, kind));
        }
        Self {
            lang,
            env,
            own: BTreeMap::new(),
        }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The template of one kind of document, to begin an own one from.
    pub fn source(&self, kind: PaperKind) -> &str {
        self.own
            .get(&kind)
            .map_or_else(|| built_in(self.lang, kind), String::as_str)
    }

    /// Takes another template for one kind of document, after trying it with data in
    /// which everything is given and with data in which nothing is.
    ///
    /// # Errors
    ///
    /// With line and column: wrong syntax, a value that the document does not have, a
    /// value that may be lacking and is not asked for, a line that is no part of a
    /// document, no title.
    pub fn with(mut self, kind: PaperKind, source: &str) -> Result<Self, WordingError> {
        self.env
            .add_template_owned(kind.as_str().to_owned(), source.to_owned())
            .map_err(|error| WordingError::of_engine(kind, source, &error))?;
        match kind {
            PaperKind::Assessment => self.try_out::<YearlyAssessment>()?,
            PaperKind::Bulletin => self.try_out::<QuarterlyBulletin>()?,
            PaperKind::Draw => self.try_out::<SampleDraw>()?,
            PaperKind::Ledger => self.try_out::<ProblemLedger>()?,
            PaperKind::Notice => self.try_out::<RectificationNotice>()?,
        }
        self.own.insert(kind, source.to_owned());
        Ok(self)
    }

    /// Puts data into words.
    ///
    /// # Errors
    ///
    /// Where the template asks for what these data do not have. The templates of this
    /// crate ask for nothing that may be lacking.
    pub fn write<P: Paper>(&self, paper: &P) -> Result<OfficialDocument, WordingError> {
        self.fill(P::KIND, Value::from(Serde(paper)))
    }

    fn try_out<P: Paper>(&self) -> Result<(), WordingError> {
        let example = Value::from(Serde(P::example(self.lang)));
        self.check_names(P::KIND, &example)?;
        self.fill(P::KIND, example)?;
        self.fill(P::KIND, Value::from(Serde(P::bare(self.lang))))?;
        Ok(())
    }

    /// Whether each value that the template names, on any branch, is one of the data.
    fn check_names(&self, kind: PaperKind, data: &Value) -> Result<(), WordingError> {
        let Ok(template) = self.env.get_template(kind.as_str()) else {
            return Ok(());
        };
        let mut names: Vec<String> = template.undeclared_variables(true).into_iter().collect();
        names.sort();
        for name in names {
            let mut value = data.clone();
            for step in name.split('.') {
                if value.is_none() {
                    break;
                }
                value = value.get_attr(step).unwrap_or_default();
                if value.is_undefined() && !is_function(&name) {
                    let source = template.source();
                    let at = source.find(name.as_str()).unwrap_or(0);
                    let reason = format!("the data have no value `{name}`");
                    return Err(WordingError::at(kind, source, at, reason));
                }
            }
        }
        Ok(())
    }

    fn fill(&self, kind: PaperKind, data: Value) -> Result<OfficialDocument, WordingError> {
        let name = kind.as_str();
        let template = self
            .env
            .get_template(name)
            .map_err(|error| WordingError::of_engine(kind, built_in(self.lang, kind), &error))?;
        let source = template.source();
        let (text, spans) = template
            .render_with_spans(data)
            .map_err(|error| WordingError::of_engine(kind, source, &error))?;
        let filled: Vec<Range<usize>> = spans
            .iter()
            .filter(|span| span.kind() != OutputSpanKind::Raw)
            .map(|span| span.output_range())
            .collect();
        markup::read(&text, &filled, self.lang).map_err(|fault| {
            let span = spans.iter().find(|s| s.output_range().contains(&fault.at));
            let at = span.map_or(0, |span| match span.kind() {
                OutputSpanKind::Raw => {
                    span.source_range().start + (fault.at - span.output_range().start)
                }
                _ => span.source_range().start,
            });
            WordingError::at(kind, source, at, fault.reason)
        })
    }
}

/// Functions of the engine count as names too.
fn is_function(name: &str) -> bool {
    matches!(name, "dict" | "namespace" | "range")
}

const fn built_in(lang: Lang, kind: PaperKind) -> &'static str {
    macro_rules! words {
        ($path:literal) => {
            include_str!(concat!("../../wording/", $path))
        };
    }
    match (lang, kind) {
        (Lang::En, PaperKind::Assessment) => words!("en/assessment.txt"),
        (Lang::En, PaperKind::Bulletin) => words!("en/bulletin.txt"),
        (Lang::En, PaperKind::Draw) => words!("en/draw.txt"),
        (Lang::En, PaperKind::Ledger) => words!("en/ledger.txt"),
        (Lang::En, PaperKind::Notice) => words!("en/notice.txt"),
        (Lang::Zh, PaperKind::Assessment) => words!("zh-CN/assessment.txt"),
        (Lang::Zh, PaperKind::Bulletin) => words!("zh-CN/bulletin.txt"),
        (Lang::Zh, PaperKind::Draw) => words!("zh-CN/draw.txt"),
        (Lang::Zh, PaperKind::Ledger) => words!("zh-CN/ledger.txt"),
        (Lang::Zh, PaperKind::Notice) => words!("zh-CN/notice.txt"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_template_of_this_crate_passes_its_own_check() {
        for lang in [Lang::Zh, Lang::En] {
            for kind in PaperKind::ALL {
                let wording = Wording::new(lang);
                let source = wording.source(kind).to_owned();
                assert!(source.len() > 200, "{lang} {kind}");
                if let Err(error) = wording.with(kind, &source) {
                    panic!("{lang}: {error}");
                }
            }
        }
    }

    #[test]
    fn faults_are_found_when_loading_and_name_their_place() {
        for (source, line, column, says) in [
            ("@title a\n{% if %}", 2, 7, "syntax"),
            ("@title a\n{{ hed.issuer }}", 2, 4, "hed.issuer"),
            ("@title a\n  {{ head.number }}", 2, 6, "lacking"),
            (
                "@title a\n{% for s in sites %}\n| {{ s.nam }}\n{% endfor %}",
                3,
                6,
                "undefined",
            ),
            ("@title a\n甲\n@zu b", 3, 1, "@zu"),
            ("@title a\n@table 1 1\n| {{ seed }} |", 3, 1, "1 cells"),
            ("x", 1, 1, "@title"),
            ("@title a\n{{ seed | day }}", 2, 11, "not a day"),
            ("@title a\n{{ seed | today }}", 2, 11, "unknown filter"),
        ] {
            let error = Wording::new(Lang::Zh)
                .with(PaperKind::Draw, source)
                .unwrap_err();
            let text = error.to_string();
            assert!(text.contains(says), "{source}: {text}");
            assert_eq!((error.line, error.column), (line, column), "{text}");
        }
    }

    #[test]
    fn values_make_no_markup_and_no_lines() {
        let mut draw = SampleDraw::bare(Lang::Zh);
        draw.seed = "# 一\n@annex 二 | 三".into();
        let wording = Wording::new(Lang::Zh)
            .with(PaperKind::Draw, "@title t\n{{ seed }}")
            .unwrap();
        let document = wording.write(&draw).unwrap();
        assert_eq!(
            document.body,
            [crate::Block::Paragraph("# 一 @annex 二 | 三".into())]
        );
    }
}
