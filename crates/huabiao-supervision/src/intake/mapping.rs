use core::fmt;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use huabiao_types::Lang;
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// Which column of a file tells what, and how its values translate. TOML:
///
/// ```
/// use huabiao_supervision::intake::{Field, Mapping};
///
/// let mapping = Mapping::parse(
///     r#"
///     source = "示例巡检平台"
///     [columns]
///     site = ["网站标识码", "域名"]
///     rule = ["问题类型"]
///     url = ["所在页面"]
///     target = ["错误链接"]
///     time = ["发现时间"]
///     [values.rule]
///     "死链" = "link-dead"
///     "空白栏目" = "column-blank"
///     "#,
/// )?;
/// assert_eq!(mapping.source, "示例巡检平台");
/// assert_eq!(mapping.columns[&Field::Target], ["错误链接"]);
///
/// let error = Mapping::parse("source = \"x\"\n[columns]\nsites = [\"a\"]").unwrap_err();
/// assert_eq!((error.line, error.column), (3, 1));
/// # Ok::<(), huabiao_supervision::intake::MappingError>(())
/// ```
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mapping {
    /// The name of the platform; it stands beside each problem that came from it.
    pub source: String,
    /// For JSON: the way to the list of rows, names with dots between them, such as
    /// `data.list`. Empty where the whole file is the list.
    #[serde(default)]
    pub items: String,
    /// The headings of each field, the first one that a file has counts. For JSON, names
    /// with dots between them.
    pub columns: BTreeMap<Field, Vec<String>>,
    /// For some fields, what each value of the file stands for.
    #[serde(default)]
    pub values: BTreeMap<Field, BTreeMap<String, String>>,
    /// What stands where the file has no value.
    #[serde(default)]
    pub defaults: BTreeMap<Field, String>,
    /// Forms of days besides the usual ones, as in `%d.%m.%Y`.
    #[serde(default)]
    pub dates: Vec<String>,
    /// The rules that there are; empty where that is not known.
    #[serde(skip)]
    known: Vec<String>,
}

impl Mapping {
    /// Reads a mapping from TOML.
    ///
    /// # Errors
    ///
    /// What is wrong, with line and column.
    pub fn parse(toml: &str) -> Result<Self, MappingError> {
        read(toml)
    }

    /// The same, held against the names of the rules and questions that there are: what
    /// is translated to another name is refused where it stands, and so is, later, a row
    /// that names another.
    ///
    /// ```
    /// use huabiao_supervision::intake::Mapping;
    ///
    /// let toml = "source = \"x\"\n[columns]\nrule = [\"问题类型\"]\n\
    ///             [values.rule]\n\"死链\" = \"link-deed\"\n";
    /// let known = ["link-dead".to_owned(), "home-stale".to_owned()];
    /// let error = Mapping::parse_with(toml, &known).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "line 5, column 8: no rule has the name `link-deed`; did you mean `link-dead`?"
    /// );
    /// ```
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse), and the first name that no rule has.
    pub fn parse_with(toml: &str, known: &[String]) -> Result<Self, MappingError> {
        let mapping: Self = read(toml)?;
        let named: Named = read(toml)?;
        let translated = named.values.iter().flat_map(|values| values.rule.values());
        let mut rules: Vec<&Spanned<String>> = translated.chain(&named.defaults.rule).collect();
        rules.sort_by_key(|rule| rule.span().start);
        let unknown = |rule: &&&Spanned<String>| !known.contains(rule.get_ref());
        if let Some(rule) = rules.iter().find(unknown) {
            let reason = no_rule(rule.get_ref(), known);
            return Err(error_at(toml, rule.span().start, reason));
        }
        Ok(Self {
            known: known.to_vec(),
            ..mapping
        })
    }

    /// Whether there is a rule of that name, as far as it is known.
    pub(super) fn knows(&self, rule: &str) -> bool {
        self.known.is_empty() || self.known.iter().any(|known| known == rule)
    }

    /// The columns of the public list of reports on the State Council's platform
    /// (我为政府网站找错), as copies of it name them, and the headings in Chinese.
    pub fn public_reports() -> &'static Self {
        static MAPPING: LazyLock<Mapping> =
            LazyLock::new(|| match Mapping::parse(PUBLIC_REPORTS) {
                Ok(mapping) => mapping,
                // A test loads the same text, so this is a build that never passed it.
                Err(error) => panic!("the embedded mapping is broken: {error}"),
            });
        &MAPPING
    }

    /// The usual headings of books of letters (来信登记), Chinese and English.
    pub fn letters() -> &'static Self {
        static MAPPING: LazyLock<Mapping> = LazyLock::new(|| match Mapping::parse(LETTERS) {
            Ok(mapping) => mapping,
            // A test loads the same text, so this is a build that never passed it.
            Err(error) => panic!("the embedded mapping is broken: {error}"),
        });
        &MAPPING
    }

    /// The usual headings of check sheets (人工核查表), Chinese and English.
    pub fn reviews() -> &'static Self {
        static MAPPING: LazyLock<Mapping> = LazyLock::new(|| match Mapping::parse(REVIEWS) {
            Ok(mapping) => mapping,
            // A test loads the same text, so this is a build that never passed it.
            Err(error) => panic!("the embedded mapping is broken: {error}"),
        });
        &MAPPING
    }

    /// What a value of the file stands for: itself, unless the field has a list.
    pub(super) fn translate(&self, field: Field, value: &str) -> Option<String> {
        match self.values.get(&field) {
            None => Some(value.to_owned()),
            Some(values) => values.get(value).cloned(),
        }
    }
}

/// The names of rules in a mapping, with their places.
#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    values: Option<NamedValues>,
    #[serde(default)]
    defaults: NamedDefault,
}

#[derive(Deserialize)]
struct NamedValues {
    #[serde(default)]
    rule: BTreeMap<String, Spanned<String>>,
}

#[derive(Default, Deserialize)]
struct NamedDefault {
    rule: Option<Spanned<String>>,
}

fn read<T: serde::de::DeserializeOwned>(toml: &str) -> Result<T, MappingError> {
    toml::from_str(toml).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        error_at(toml, at, error.message().to_owned())
    })
}

fn error_at(toml: &str, at: usize, reason: String) -> MappingError {
    let before = toml.get(..at).unwrap_or(toml);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let in_line = before.get(line_start..).unwrap_or_default();
    MappingError {
        line: before.matches('\n').count() + 1,
        column: in_line.chars().count() + 1,
        reason,
    }
}

/// That there is no such rule, and which names are near it.
fn no_rule(rule: &str, known: &[String]) -> String {
    let mut near: Vec<(f64, &String)> = known
        .iter()
        .map(|name| (strsim::jaro_winkler(rule, name), name))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let near: Vec<String> = near
        .iter()
        .take(NEAR)
        .map(|(_, name)| format!("`{name}`"))
        .collect();
    match near.as_slice() {
        [] => format!("no rule has the name `{rule}`"),
        near => format!(
            "no rule has the name `{rule}`; did you mean {}?",
            near.join(", ")
        ),
    }
}

/// What a column can tell.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Field {
    /// What a reviewer answers.
    Answer,
    /// The day of the answer to a report or letter.
    Answered,
    /// What a reviewer kept as proof.
    Attachment,
    /// What a member of the public wrote.
    Description,
    /// The last day for the answer to a letter.
    Due,
    /// The finer kind within a rule, see `huabiao_finding::Finding::group`.
    Group,
    /// The number of the row on the platform.
    Id,
    /// The kind of a report.
    Kind,
    /// What a platform says besides.
    Note,
    /// The question that a reviewer answers.
    Question,
    /// Why a report was refused.
    Refusal,
    /// What the finder of a report was told.
    Result,
    /// Who answered.
    Reviewer,
    /// The rule, after translation; see [`Mapping::values`].
    Rule,
    /// The site: an identification code, an address, a host or the registered name.
    Site,
    /// The identification code of the site.
    SiteCode,
    /// How a report stands: `accepted`, `not-accepted`, `refused` or `open`, after
    /// translation.
    Status,
    /// The other end of a link.
    Target,
    /// The day on which it was seen or reported.
    Time,
    /// The unit that handled a report.
    Unit,
    /// The page.
    Url,
    /// Whether a letter can be answered: `yes` or `no`, after translation.
    Valid,
}

impl Field {
    /// The word used in mapping files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Answered => "answered",
            Self::Attachment => "attachment",
            Self::Description => "description",
            Self::Due => "due",
            Self::Group => "group",
            Self::Id => "id",
            Self::Kind => "kind",
            Self::Note => "note",
            Self::Question => "question",
            Self::Refusal => "refusal",
            Self::Result => "result",
            Self::Reviewer => "reviewer",
            Self::Rule => "rule",
            Self::Site => "site",
            Self::SiteCode => "site-code",
            Self::Status => "status",
            Self::Target => "target",
            Self::Time => "time",
            Self::Unit => "unit",
            Self::Url => "url",
            Self::Valid => "valid",
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text is not a [`Mapping`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("line {line}, column {column}: {reason}")]
pub struct MappingError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub reason: String,
}

impl MappingError {
    /// Place and reason in the reader's language; the reason itself stays English.
    pub fn text(&self, lang: Lang) -> String {
        let Self {
            line,
            column,
            reason,
        } = self;
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => format!("对照表第{line}行第{column}列有误：{reason}"),
        }
    }
}

/// From how alike two names are, between 0 and 1, one may be meant by the other.
const LIKE: f64 = 0.8;

/// How many names are offered.
const NEAR: usize = 3;

/// The columns of books of letters.
const LETTERS: &str = include_str!("../../data/letters.toml");

/// The columns of the public list of reports.
const PUBLIC_REPORTS: &str = include_str!("../../data/public-reports.toml");

/// The columns of check sheets.
const REVIEWS: &str = include_str!("../../data/reviews.toml");
