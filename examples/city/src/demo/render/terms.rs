use super::sheet::Sheet;
use super::{Item, Template, escape, foot};
use crate::demo::draft::{Draft, Entry};

/// An entry is a `dl` of title and day; addresses relative to a base element.
pub(super) struct Terms;

impl Template for Terms {
    fn list(&self, _: &Draft, _: &str, entries: &[Item<'_>], _: bool) -> String {
        let mut list = "<div class=\"news-list\">\n".to_owned();
        for item in entries {
            list.push_str(&format!(
                "<dl><dt><a href='{}'>{}</a></dt><dd>{}</dd></dl>\n",
                escape(&item.href),
                escape(item.title),
                item.date.format("%Y/%m/%d")
            ));
        }
        list + "</div>\n"
    }

    fn block(&self, name: &str, more: &str, list: &str) -> String {
        format!(
            "<div class=\"box\"><div class=\"title\"><b>{}</b><a href='{}'>MORE+</a></div>{list}</div>\n",
            escape(name),
            escape(more)
        )
    }

    fn article(&self, entry: &Entry, text: &str) -> String {
        format!(
            "<div class=\"arc\"><h2 class=\"arc-title\">{}</h2>\n<p class=\"arc-info\">信息来源：{} | 日期：{}</p>\n\
             <div id=\"zoom\">{text}</div></div>\n",
            escape(&entry.title),
            escape(&entry.source),
            entry.date.format("%Y/%m/%d")
        )
    }

    fn page(&self, draft: &Draft, sheet: &Sheet) -> String {
        let path = &sheet.path;
        let link = |to: &str| escape(&draft.href(path, to));
        let menu: String = foot::menu(draft, path)
            .iter()
            .map(|(name, href)| format!("<a href='{}'>{}</a> | ", escape(href), escape(name)))
            .collect();
        let trail: String = sheet
            .trail
            .iter()
            .map(|(name, href)| format!("-&gt;<a href='{}'>{}</a>", escape(href), escape(name)))
            .collect();
        let trail = if sheet.is_home {
            String::new()
        } else {
            format!(
                "<div class=\"path\">当前位置：<a href='{}'>网站首页</a>{trail}</div>\n",
                link("/")
            )
        };
        let headline = match &sheet.headline {
            Some(headline) => format!("<h2>{}</h2>\n", escape(headline)),
            None => String::new(),
        };
        format!(
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \
             \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\">\n\
             <html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"zh-CN\">\n<head>\n{}<base href=\"{}\" />\n\
             <link rel=\"stylesheet\" type=\"text/css\" href=\"css/style.css\" />\n</head>\n<body>\n\
             <div id=\"header\"><img src=\"images/logo.png\" alt=\"{}\" /></div>\n\
             <div id=\"nav\">{menu}</div>\n<div id=\"main\">\n{trail}{headline}{}</div>\n\
             <div id=\"footer\">{}</div>\n<script type=\"text/javascript\" src=\"js/main.js\"></script>\n\
             </body>\n</html>\n",
            sheet.head(draft.site.charset),
            draft.site.url("/"),
            escape(&draft.site.name),
            sheet.main,
            foot::lines(draft, path).join("<br />\n")
        )
    }
}
