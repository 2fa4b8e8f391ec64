use super::sheet::Sheet;
use super::{Item, Template, escape, foot};
use crate::demo::draft::{Draft, Entry};

/// HTML5 with lists of `li`.
pub(super) struct Plain;

impl Template for Plain {
    fn list(&self, _: &Draft, _: &str, entries: &[Item<'_>], _: bool) -> String {
        let mut list = "<ul class=\"list\">\n".to_owned();
        for item in entries {
            let title = escape(item.title);
            list.push_str(&format!(
                "<li><a href=\"{}\" title=\"{title}\" target=\"_blank\">{title}</a><span>{}</span></li>\n",
                escape(&item.href),
                item.date
            ));
        }
        list + "</ul>\n"
    }

    fn block(&self, name: &str, more: &str, list: &str) -> String {
        format!(
            "<section class=\"block\"><h2>{}</h2><a class=\"more\" href=\"{}\">更多&gt;&gt;</a>\n{list}</section>\n",
            escape(name),
            escape(more)
        )
    }

    fn article(&self, entry: &Entry, text: &str) -> String {
        format!(
            "<article><h1>{}</h1>\n<div class=\"info\"><span>发布时间：{} 09:30</span> \
             <span>来源：{}</span> <span>字体：【大 中 小】</span></div>\n\
             <div class=\"content\">{text}</div></article>\n",
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
            .map(|(name, href)| format!(" &gt; <a href=\"{}\">{}</a>", escape(href), escape(name)))
            .collect();
        let trail = if sheet.is_home {
            String::new()
        } else {
            format!(
                "<div class=\"crumb\">当前位置：<a href=\"{}\">首页</a>{trail}</div>\n",
                link("/")
            )
        };
        let headline = match &sheet.headline {
            Some(headline) => format!("<h1>{}</h1>\n", escape(headline)),
            None => String::new(),
        };
        let foot: String = foot::lines(draft, path)
            .iter()
            .map(|line| format!("<p>{line}</p>\n"))
            .collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n{}\
             <link rel=\"stylesheet\" href=\"{}\">\n<script src=\"{}\"></script>\n</head>\n<body>\n\
             <header><a href=\"{}\"><img src=\"{}\" alt=\"{}\"></a>\n\
             <form action=\"{}\" method=\"get\"><input type=\"text\" name=\"q\" placeholder=\"请输入关键词\">\
             <button type=\"submit\">搜索</button></form></header>\n\
             <nav><ul>{menu}</ul></nav>\n<main>\n{trail}{headline}{}</main>\n<footer>\n{foot}</footer>\n</body>\n</html>\n",
            sheet.head(draft.site.charset),
            link("/css/style.css"),
            link("/js/main.js"),
            link("/"),
            link("/images/logo.png"),
            escape(&draft.site.name),
            link("/search"),
            sheet.main
        )
    }
}
