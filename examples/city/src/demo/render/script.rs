use super::sheet::Sheet;
use super::{Item, Template, escape, foot};
use crate::demo::draft::{Draft, Entry};

/// Dates that scripts in the page write.
pub(super) struct Script;

impl Template for Script {
    fn list(&self, _: &Draft, _: &str, entries: &[Item<'_>], home: bool) -> String {
        let mut list = "<ul class=\"infolist\">\n".to_owned();
        for item in entries {
            let date = if home {
                format!("<script>document.write(\"<i>{}</i>\");</script>", item.date)
            } else {
                format!("<span class=\"date\">{}</span>", item.date)
            };
            list.push_str(&format!(
                "<li>{date}<a href=\"{}\">{}</a></li>\n",
                escape(&item.href),
                escape(item.title),
            ));
        }
        list + "</ul>\n"
    }

    fn block(&self, name: &str, more: &str, list: &str) -> String {
        format!(
            "<div class=\"panel\"><h3><a href=\"{}\">{}</a></h3>{list}</div>\n",
            escape(more),
            escape(name)
        )
    }

    fn article(&self, entry: &Entry, text: &str) -> String {
        format!(
            "<div class=\"detail\"><h1>{}</h1>\n<div class=\"source\">发布时间：\
             <script>document.write(\"{} 09:30\")</script> 来源：{} 浏览次数：<span id=\"hits\"></span></div>\n\
             <div class=\"text\">{text}</div></div>\n",
            escape(&entry.title),
            entry.date,
            escape(&entry.source)
        )
    }

    fn page(&self, draft: &Draft, sheet: &Sheet) -> String {
        let path = &sheet.path;
        let link = |to: &str| escape(&draft.href(path, to));
        let menu: String = foot::menu(draft, path)
            .iter()
            .map(|(name, href)| {
                format!("<li><a href=\"{}\">{}</a></li>", escape(href), escape(name))
            })
            .collect();
        let trail: String = sheet
            .trail
            .iter()
            .map(|(name, href)| format!(" / <a href=\"{}\">{}</a>", escape(href), escape(name)))
            .collect();
        let trail = if sheet.is_home {
            String::new()
        } else {
            format!(
                "<div class=\"position\">所在位置：<a href=\"{}\">首页</a>{trail}</div>\n",
                link("/")
            )
        };
        let headline = match &sheet.headline {
            Some(headline) => format!("<h1>{}</h1>\n", escape(headline)),
            None => String::new(),
        };
        let foot: String = foot::lines(draft, path)
            .iter()
            .map(|line| format!("<div>{line}</div>\n"))
            .collect();
        format!(
            "<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n{}<link href=\"{}\" rel=\"stylesheet\">\n</head>\n<body>\n\
             <div class=\"top\"><script>document.write(\"今天是\" + new Date().toLocaleDateString());</script>\n\
             <img src=\"{}\" alt=\"{}\"></div>\n<ul class=\"nav\">{menu}</ul>\n\
             <div class=\"wrap\">\n{trail}{headline}{}</div>\n<div class=\"footer\">\n{foot}</div>\n\
             <script src=\"{}\"></script>\n</body>\n</html>\n",
            sheet.head(draft.site.charset),
            link("/css/style.css"),
            link("/images/logo.png"),
            escape(&draft.site.name),
            sheet.main,
            link("/js/main.js")
        )
    }
}
