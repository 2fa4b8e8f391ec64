//! Writes the pages of a site in its style.

mod cards;
mod foot;
mod frame;
mod guide;
mod plain;
mod script;
mod sheet;
mod table;
mod terms;

use chrono::NaiveDate;

use super::draft::{Column, Draft, Entry, Leads, Shape};
use super::site::{Charset, Style};
use sheet::Sheet;

/// A style of pages.
trait Template {
    /// The entries of a column, on the page `from`.
    fn list(&self, draft: &Draft, from: &str, entries: &[Item<'_>], home: bool) -> String;
    /// A block of the home page.
    fn block(&self, name: &str, more: &str, list: &str) -> String;
    /// One document: headline, line below it, text.
    fn article(&self, entry: &Entry, text: &str) -> String;
    /// The whole page.
    fn page(&self, draft: &Draft, sheet: &Sheet) -> String;
}

/// An entry of a list with its address as written on that page.
struct Item<'a> {
    title: &'a str,
    date: NaiveDate,
    href: String,
}

/// Every page of a site: path and markup.
pub(super) fn pages(draft: &Draft) -> Vec<(String, String)> {
    let template = template(draft.site.style);
    let mut pages = vec![("/".to_owned(), home(draft, template))];
    for column in &draft.columns {
        let path = draft.column_path(column);
        pages.push((path.clone(), column_page(draft, template, column, &path)));
        if matches!(column.shape, Shape::Framed | Shape::Paged) {
            let path = draft.second_path(column);
            pages.push((path.clone(), second_page(draft, template, column, &path)));
        }
        for entry in column
            .entries
            .iter()
            .filter(|entry| entry.leads == Leads::Article)
        {
            let path = draft.entry_path(column, entry);
            pages.push((
                path.clone(),
                entry_page(draft, template, column, entry, &path),
            ));
        }
    }
    pages
}

/// A page of a site that stands in no column, in the site's style.
pub(super) fn extra_page(draft: &Draft, path: &str, title: &str, main: &str) -> String {
    let mut sheet = Sheet::new(draft, path, title);
    sheet.main = main.to_owned();
    sheet.tag("ColumnName", title);
    sheet.tag("ColumnDescription", title);
    sheet.tag("ColumnKeywords", title);
    sheet.tag("ColumnType", "其他");
    template(draft.site.style).page(draft, &sheet)
}

fn template(style: Style) -> &'static dyn Template {
    match style {
        Style::Cards => &cards::Cards,
        Style::Frame => &frame::Frame,
        Style::Plain => &plain::Plain,
        Style::Script => &script::Script,
        Style::Table => &table::Table,
        Style::Terms => &terms::Terms,
    }
}

fn home(draft: &Draft, template: &dyn Template) -> String {
    let title = draft.home_title.as_deref().unwrap_or(&draft.site.name);
    let mut sheet = Sheet::new(draft, "/", title);
    sheet.is_home = true;
    sheet.head.push_str(&draft.home_head);
    if !draft.home_tags {
        sheet.tags.clear();
    }
    for column in draft.columns.iter().filter(|column| column.on_home) {
        let more = draft.href("/", &draft.column_path(column));
        let items = items(draft, "/", column, &column.entries);
        let list = template.list(draft, "/", &items, true);
        sheet
            .main
            .push_str(&template.block(&column.name, &more, &list));
    }
    sheet.main.push_str(&draft.home_insert);
    template.page(draft, &sheet)
}

fn column_page(draft: &Draft, template: &dyn Template, column: &Column, path: &str) -> String {
    let mut sheet = column_sheet(draft, column, path);
    let entries = column.entries.as_slice();
    match &column.shape {
        Shape::List => {
            let items = items(draft, path, column, entries);
            sheet.main = template.list(draft, path, &items, false);
        }
        Shape::Paged => {
            let first = entries.get(..entries.len() / 2).unwrap_or_default();
            let items = items(draft, path, column, first);
            let next = draft.href(path, &draft.second_path(column));
            sheet.main = template.list(draft, path, &items, false);
            sheet.main.push_str(&format!(
                "<div class=\"page\">共2页 <a href=\"{0}\">下一页</a> <a href=\"{0}\">尾页</a></div>",
                escape(&next)
            ));
        }
        Shape::Framed => {
            let src = draft.href(path, &draft.second_path(column));
            sheet.main = format!(
                "<iframe src=\"{}\" width=\"700\" height=\"400\" title=\"信息列表\" frameborder=\"0\"></iframe>",
                escape(&src)
            );
        }
        Shape::Text(paragraphs) => {
            sheet.headline = Some(column.name.clone());
            sheet.main = paragraphs
                .iter()
                .map(|text| format!("<p>{}</p>", escape(text)))
                .collect();
        }
        Shape::Letter => sheet.main = letter(draft, path, &column.name),
        Shape::Markup(markup) => {
            sheet.headline = Some(column.name.clone());
            sheet.main.clone_from(markup);
            if let Some(form) = draft.columns.iter().find(|c| c.slug == "xjx") {
                let href = draft.href(path, &draft.column_path(form));
                sheet.main.push_str(&format!(
                    "<p><a href=\"{}\">{}</a></p>",
                    escape(&href),
                    escape(&form.name)
                ));
            }
        }
        Shape::Map => {
            sheet.headline = Some(column.name.clone());
            for other in draft.columns.iter().filter(|other| other.in_menu) {
                let href = draft.href(path, &draft.column_path(other));
                sheet.main.push_str(&format!(
                    "<p><a href=\"{}\">{}</a></p>",
                    escape(&href),
                    escape(&other.name)
                ));
            }
        }
    }
    sheet.main.push_str(&column.insert);
    template.page(draft, &sheet)
}

fn second_page(draft: &Draft, template: &dyn Template, column: &Column, path: &str) -> String {
    let mut sheet = column_sheet(draft, column, path);
    let entries = column.entries.as_slice();
    if column.shape == Shape::Paged {
        let rest = entries.get(entries.len() / 2..).unwrap_or_default();
        sheet.main = template.list(draft, path, &items(draft, path, column, rest), false);
        let first = draft.href(path, &draft.column_path(column));
        sheet.main.push_str(&format!(
            "<div class=\"page\">共2页 <a href=\"{0}\">首页</a> <a href=\"{0}\">上一页</a></div>",
            escape(&first)
        ));
        return template.page(draft, &sheet);
    }
    let list = template.list(draft, path, &items(draft, path, column, entries), false);
    format!(
        "<html lang=\"zh-CN\"><head>{}</head><body>{list}</body></html>",
        sheet.head(draft.site.charset)
    )
}

fn column_sheet(draft: &Draft, column: &Column, path: &str) -> Sheet {
    let title = format!("{}-{}", column.name, draft.site.name);
    let mut sheet = Sheet::new(draft, path, &title);
    sheet.column_tags(draft, column);
    sheet
        .tags
        .retain(|(name, _)| !column.untagged.contains(name));
    sheet.trail = vec![(column.name.clone(), draft.href(path, path))];
    sheet
}

fn entry_page(
    draft: &Draft,
    template: &dyn Template,
    column: &Column,
    entry: &Entry,
    path: &str,
) -> String {
    let title = format!("{}-{}", entry.title, draft.site.name);
    let mut sheet = Sheet::new(draft, path, &title);
    sheet.column_tags(draft, column);
    sheet.tag("ArticleTitle", &entry.title);
    sheet.tag("PubDate", &entry.date.format("%Y-%m-%d 09:30").to_string());
    sheet.tag("ContentSource", &entry.source);
    sheet
        .tags
        .retain(|(name, _)| !entry.untagged.contains(name));
    sheet.trail = vec![(
        column.name.clone(),
        draft.href(path, &draft.column_path(column)),
    )];
    let mut text = match &entry.guide {
        Some(elements) => guide::markup(draft, entry, elements),
        None => entry
            .paragraphs
            .iter()
            .map(|text| format!("<p>{}</p>\n", escape(text)))
            .collect(),
    };
    text.push_str(&related(draft, column, entry, path));
    text.push_str(&entry.insert);
    sheet.main = template.article(entry, &text);
    template.page(draft, &sheet)
}

/// The link from an interpretation to the document it explains, and back.
fn related(draft: &Draft, column: &Column, entry: &Entry, path: &str) -> String {
    let (slug, name) = match column.slug {
        "zcjd" => ("zcwj", "相关文件"),
        "zcwj" => ("zcjd", "相关解读"),
        _ => return String::new(),
    };
    let document = |title: &str| -> Option<String> {
        let (_, rest) = title.split_once('《')?;
        Some(rest.split_once('》')?.0.to_owned())
    };
    let own = document(&entry.title);
    let other = draft.columns.iter().find(|column| column.slug == slug);
    let other = other.and_then(|column| {
        let mut entries = column.entries.iter();
        let same = |other: &&Entry| {
            own.is_some()
                && document(&other.title) == own
                && !matches!(other.leads, Leads::Elsewhere(_))
        };
        Some((column, entries.find(same)?))
    });
    other.map_or_else(String::new, |(column, other)| {
        format!(
            "<p>{name}：<a href=\"{}\">{}</a></p>\n",
            escape(&draft.href(path, &draft.entry_path(column, other))),
            escape(&other.title)
        )
    })
}

fn items<'a>(draft: &Draft, from: &str, column: &Column, entries: &'a [Entry]) -> Vec<Item<'a>> {
    entries
        .iter()
        .map(|entry| Item {
            title: &entry.title,
            date: entry.listed,
            href: draft.href(from, &draft.entry_path(column, entry)),
        })
        .collect()
}

fn letter(draft: &Draft, from: &str, name: &str) -> String {
    format!(
        "<h2>{}</h2><form method=\"post\" action=\"{}\">\
         <p><label>姓名：<input type=\"text\" name=\"xm\"></label></p>\
         <p><label>手机：<input type=\"text\" name=\"sj\"></label></p>\
         <p><label>主题：<input type=\"text\" name=\"zt\"></label></p>\
         <p><label>内容：<textarea name=\"nr\" rows=\"8\" cols=\"60\"></textarea></label></p>\
         <p><input type=\"submit\" value=\"提交\"></p></form>",
        escape(name),
        escape(&draft.href(from, "/letter/save"))
    )
}

/// The bytes of a page in the encoding of its site.
pub(super) fn encode(charset: Charset, html: &str) -> Vec<u8> {
    match charset {
        Charset::Utf8Mark => [b"\xef\xbb\xbf", html.as_bytes()].concat(),
        _ if charset.is_gbk() => encoding_rs::GBK.encode(html).0.into_owned(),
        _ => html.as_bytes().to_vec(),
    }
}

/// The Content-Type header of a page.
pub(super) fn content_type(charset: Charset) -> String {
    match charset {
        Charset::GbkHeader => "text/html; charset=GBK",
        Charset::Utf8Header => "text/html; charset=utf-8",
        Charset::GbkMeta | Charset::Utf8Mark | Charset::Utf8Meta => "text/html",
    }
    .to_owned()
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
