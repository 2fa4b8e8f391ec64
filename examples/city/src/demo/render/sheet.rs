use super::escape;
use crate::demo::draft::{Column, Draft};
use crate::demo::site::Charset;

/// One page before a template writes it.
pub(super) struct Sheet {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) is_home: bool,
    /// The META tags.
    pub(super) tags: Vec<(&'static str, String)>,
    /// More markup for the head.
    pub(super) head: String,
    /// Names and addresses from the home page down.
    pub(super) trail: Vec<(String, String)>,
    pub(super) headline: Option<String>,
    pub(super) main: String,
}

impl Sheet {
    /// A page with the three site tags.
    pub(super) fn new(draft: &Draft, path: &str, title: &str) -> Self {
        let site = &draft.site;
        Self {
            path: path.to_owned(),
            title: title.to_owned(),
            is_home: false,
            tags: vec![
                ("SiteName", site.name.clone()),
                ("SiteDomain", site.host.clone()),
                ("SiteIDCode", site.code.clone()),
            ],
            head: String::new(),
            trail: Vec::new(),
            headline: None,
            main: String::new(),
        }
    }

    pub(super) fn tag(&mut self, name: &'static str, content: &str) {
        self.tags.push((name, content.to_owned()));
    }

    /// The four column tags.
    pub(super) fn column_tags(&mut self, draft: &Draft, column: &Column) {
        let name = &column.name;
        self.tag("ColumnName", name);
        self.tag(
            "ColumnDescription",
            &format!("{}{name}栏目", draft.site.name),
        );
        self.tag("ColumnKeywords", &format!("{},{name}", draft.site.short()));
        self.tag("ColumnType", column.official);
    }

    /// What stands in the head element.
    pub(super) fn head(&self, charset: Charset) -> String {
        let declared = match charset {
            Charset::GbkHeader => "",
            Charset::GbkMeta => {
                "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">\n"
            }
            Charset::Utf8Mark => "",
            Charset::Utf8Header | Charset::Utf8Meta => "<meta charset=\"utf-8\">\n",
        };
        let mut head = format!("{declared}<title>{}</title>\n", escape(&self.title));
        for (name, content) in &self.tags {
            head.push_str(&format!(
                "<meta name=\"{name}\" content=\"{}\">\n",
                escape(content)
            ));
        }
        head.push_str(&self.head);
        head
    }
}
