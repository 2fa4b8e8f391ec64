use chrono::{Days, NaiveDate};
use huabiao::facts::GuideElement;

use super::answer::Answer;
use super::site::{Site, Style};

/// One site before it is written: what it has to say, fault-free until a fault is
/// planted in it.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) site: Site,
    pub(super) today: NaiveDate,
    /// The day on which its faults were planted.
    pub(super) planted: NaiveDate,
    pub(super) columns: Vec<Column>,
    pub(super) marks: MarkSet,
    /// The title of the home page, when it is not the name of the site.
    pub(super) home_title: Option<String>,
    /// Markup for the head of the home page.
    pub(super) home_head: String,
    /// Markup among the blocks of the home page.
    pub(super) home_insert: String,
    /// Whether the home page carries the site tags.
    pub(super) home_tags: bool,
    /// Answers beside the pages, by path and query as requested.
    pub(super) answers: Vec<(String, Answer)>,
    /// What becomes of the whole host.
    pub(super) manner: Manner,
}

/// How a host behaves.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) enum Manner {
    /// As a server should.
    #[default]
    Usual,
    /// It takes requests and never answers.
    Silent,
    /// It turns every request away.
    Forbidden,
    /// It tests for a browser with a script.
    Challenge,
    /// It wants a cookie back before it shows anything.
    Cookie,
    /// Every page fails once before it is shown.
    Flapping,
    /// It answers 200 for what is missing.
    SoftMissing,
}

/// Which marks the foot shows.
#[derive(Clone, Debug)]
pub(super) struct MarkSet {
    pub(super) party: bool,
    /// The code as shown.
    pub(super) code: Option<String>,
    pub(super) icp: bool,
    pub(super) police: bool,
    pub(super) sponsor: bool,
    pub(super) contact: bool,
    pub(super) fault_report: bool,
}

/// A column, or another page of the first level.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// Its folder.
    pub(super) slug: &'static str,
    /// Its number within the city.
    pub(super) id: usize,
    pub(super) name: String,
    /// The official ColumnType.
    pub(super) official: &'static str,
    pub(super) shape: Shape,
    pub(super) entries: Vec<Entry>,
    /// Whether the menu names it.
    pub(super) in_menu: bool,
    /// Whether the home page has a block of it.
    pub(super) on_home: bool,
    /// Names of META tags that its page lacks.
    pub(super) untagged: &'static [&'static str],
    /// Markup below the list.
    pub(super) insert: String,
    /// Whether nobody keeps it up: its days stand still.
    pub(super) aged: bool,
}

/// What the page of a column shows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Shape {
    /// The list of its entries.
    List,
    /// The list on two pages.
    Paged,
    /// The list in a frame.
    Framed,
    /// A text.
    Text(Vec<String>),
    /// A form in which people can write, with its heading.
    Letter,
    /// Markup as it is.
    Markup(String),
    /// The map of the site.
    Map,
}

/// An entry of a list.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) serial: usize,
    pub(super) title: String,
    /// The day on its own page.
    pub(super) date: NaiveDate,
    /// The day beside it in lists.
    pub(super) listed: NaiveDate,
    pub(super) leads: Leads,
    pub(super) paragraphs: Vec<String>,
    pub(super) source: String,
    /// Names of META tags that its page lacks.
    pub(super) untagged: &'static [&'static str],
    /// Markup below the text.
    pub(super) insert: String,
    /// What it states, when it is a service guide.
    pub(super) guide: Option<Vec<GuideElement>>,
}

/// What an entry of a list leads to.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Leads {
    /// Its own page.
    Article,
    /// A file of this kind.
    File(&'static str),
    /// A page elsewhere.
    Elsewhere(String),
}

/// Where a link is put.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// The home page.
    Home,
    /// The page of the column with this folder.
    Column(&'static str),
    /// The page of an entry of the column with this folder.
    Entry(&'static str, usize),
}

impl Draft {
    pub(super) fn days_ago(&self, days: u64) -> NaiveDate {
        self.today
            .checked_sub_days(Days::new(days))
            .unwrap_or(self.today)
    }

    pub(super) fn column(&mut self, slug: &str) -> &mut Column {
        let known = self.columns.iter().any(|column| column.slug == slug);
        assert!(known, "{} has no column {slug}", self.site.host);
        let found = self.columns.iter_mut().find(|column| column.slug == slug);
        found.unwrap_or_else(|| unreachable!("it was just seen"))
    }

    /// The path of a column's page.
    pub(super) fn column_path(&self, column: &Column) -> String {
        let (slug, id) = (column.slug, column.id);
        match self.site.style {
            Style::Plain => format!("/{slug}/"),
            Style::Table => format!("/{slug}/index.htm"),
            Style::Terms => format!("/col/col{id}/index.html"),
            Style::Script => format!("/{slug}/index.shtml"),
            Style::Frame => format!("/list.asp?id={id}"),
            Style::Cards => format!("/channels/{id}.html"),
        }
    }

    /// The path of the second page of a list, or of the list in a frame.
    pub(super) fn second_path(&self, column: &Column) -> String {
        let (slug, id) = (column.slug, column.id);
        match (self.site.style, &column.shape) {
            (_, Shape::Framed) => format!("/frame/{slug}.html"),
            (Style::Plain, _) => format!("/{slug}/index_1.html"),
            (Style::Table, _) => format!("/{slug}/index_2.htm"),
            (Style::Terms, _) => format!("/col/col{id}/index_2.html"),
            (Style::Script, _) => format!("/{slug}/index_2.shtml"),
            (Style::Frame, _) => format!("/list.asp?id={id}&page=2"),
            (Style::Cards, _) => format!("/channels/{id}_2.html"),
        }
    }

    /// The path or address that an entry leads to.
    pub(super) fn entry_path(&self, column: &Column, entry: &Entry) -> String {
        let (slug, id, serial) = (column.slug, column.id, entry.serial);
        // Documents keep their addresses over the year, while their days move on; so a
        // fault that nobody mends stays where it is.
        let date = if column.aged {
            entry.date
        } else {
            entry.date - (self.today - self.planted)
        };
        match &entry.leads {
            Leads::Elsewhere(url) => return url.clone(),
            Leads::File(kind) => return format!("/{slug}/files/{serial}.{kind}"),
            Leads::Article => {}
        }
        match self.site.style {
            Style::Plain => format!(
                "/{slug}/{}/t{}_{serial}.html",
                date.format("%Y%m"),
                date.format("%Y%m%d")
            ),
            Style::Table => format!("/{slug}/{}/{serial}.htm", date.format("%Y%m%d")),
            Style::Terms => format!("/art/{}/art_{id}_{serial}.html", date.format("%Y/%-m/%-d")),
            Style::Script => format!("/{slug}/content_{serial}.shtml"),
            Style::Frame => format!("/show.asp?id={serial}"),
            Style::Cards => format!("/contents/{id}/{serial}.html"),
        }
    }

    /// The path of a place.
    pub(super) fn path(&self, place: Place) -> String {
        let find = |slug| self.columns.iter().find(|column| column.slug == slug);
        match place {
            Place::Home => Some("/".to_owned()),
            Place::Column(slug) => find(slug).map(|column| self.column_path(column)),
            Place::Entry(slug, at) => find(slug).and_then(|column| {
                column
                    .entries
                    .get(at)
                    .map(|entry| self.entry_path(column, entry))
            }),
        }
        .unwrap_or_else(|| panic!("{} has no {place:?}", self.site.host))
    }

    /// The absolute address of a place.
    pub(super) fn url(&self, place: Place) -> String {
        self.site.url(&self.path(place))
    }

    /// Puts markup on a page.
    pub(super) fn put(&mut self, place: Place, markup: &str) {
        match place {
            Place::Home => self.home_insert.push_str(markup),
            Place::Column(slug) => self.column(slug).insert.push_str(markup),
            Place::Entry(slug, at) => {
                let column = self.column(slug);
                assert!(
                    column
                        .entries
                        .get(at)
                        .is_some_and(|entry| entry.leads == Leads::Article),
                    "entry {at} of {slug} is no page"
                );
                if let Some(entry) = column.entries.get_mut(at) {
                    entry.insert.push_str(markup);
                }
            }
        }
    }

    /// Lets the host answer `path`.
    pub(super) fn answer(&mut self, path: &str, answer: Answer) {
        self.answers.push((path.to_owned(), answer));
    }

    /// The address to write on the page `from` for a path of the site, as the style
    /// writes addresses.
    pub(super) fn href(&self, from: &str, to: &str) -> String {
        if !to.starts_with('/') {
            return to.to_owned();
        }
        let relative = || {
            let from = url::Url::parse(&self.site.url(from)).ok()?;
            let to = url::Url::parse(&self.site.url(to)).ok()?;
            from.make_relative(&to)
                .filter(|relative| !relative.is_empty())
        };
        match self.site.style {
            Style::Plain => relative().unwrap_or_else(|| to.to_owned()),
            // Relative to the base element; the home page is the base itself.
            Style::Terms if to != "/" => to.trim_start_matches('/').to_owned(),
            Style::Script | Style::Table | Style::Terms => to.to_owned(),
            Style::Frame => format!("//{}{to}", self.site.host),
            Style::Cards => self.site.url(to),
        }
    }
}
