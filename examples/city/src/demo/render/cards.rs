use super::sheet::Sheet;
use super::{Item, Template, escape, foot};
use crate::demo::draft::{Draft, Entry};

/// Blocks of `div`, day and month apart.
pub(super) struct Cards;

impl Template for Cards {
    fn list(&self, _: &Draft, _: &str, entries: &[Item<'_>], _: bool) -> String {
        let mut list = "<div class=\"cards\">\n".to_owned();
        for item in entries {
            list.push_str(&format!(
                "<div class=\"item\"><div class=\"time\"><b>{}</b><span>{}</span></div>\
                 <h4><a href=\"{}\">{}</a></h4></div>\n",
                item.date.format("%d"),
                item.date.format("%Y-%m"),
                escape(&item.href),
                escape(item.title)
            ));
        }
        if entries.is_empty() {
            list.push_str("<p class=\"none\">暂无相关信息</p>\n");
        }
        list + "</div>\n"
    }

    fn block(&self, name: &str, more: &str, list: &str) -> String {
        format!(
            "<div class=\"module\"><div class=\"hd\"><h3>{}</h3><a href=\"{}\">查看更多</a></div>\
             <div class=\"bd\">{list}</div></div>\n",
            escape(name),
            escape(more)
        )
    }

    fn article(&self, entry: &Entry, text: &str) -> String {
        format!(
            "<div class=\"article\"><div class=\"article-title\"><h1>{}</h1></div>\n\
             <div class=\"article-meta\"><span>{}</span><span>来源： {}</span><span>分享到：</span></div>\n\
             <div class=\"article-content\">{text}</div></div>\n",
            escape(&entry.title),
            entry.date.format("%Y年%m月%d日 09:30"),
            escape(&entry.source)
        )
    }

    fn page(&self, draft: &Draft, sheet: &Sheet) -> String {
        let path = &sheet.path;
        let link = |to: &str| escape(&draft.href(path, to));
        let menu: String = foot::menu(draft, path)
            .iter()
            .map(|(name, href)| {
                format!(
                    "<div class=\"nav-item\"><a href=\"{}\">{}</a></div>",
                    escape(href),
                    escape(name)
                )
            })
            .collect();
        let trail: String = sheet
            .trail
            .iter()
            .map(|(name, href)| {
                format!(
                    "<span>›</span><a href=\"{}\">{}</a>",
                    escape(href),
                    escape(name)
                )
            })
            .collect();
        let trail = if sheet.is_home {
            String::new()
        } else {
            format!(
                "<div class=\"breadcrumb\">当前位置： <a href=\"{}\">首页</a>{trail}</div>\n",
                link("/")
            )
        };
        let headline = match &sheet.headline {
            Some(headline) => format!("<h1>{}</h1>\n", escape(headline)),
            None => String::new(),
        };
        let foot: String = foot::lines(draft, path)
            .iter()
            .map(|line| format!("<div class=\"row\">{line}</div>\n"))
            .collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n{}<link rel=\"stylesheet\" href=\"{}\">\n\
             <link rel=\"shortcut icon\" href=\"{}\">\n</head>\n<body>\n\
             <div class=\"header\"><a href=\"{}\"><img src=\"{}\" srcset=\"{} 2x\" alt=\"{}\"></a></div>\n\
             <div class=\"navbar\">{menu}</div>\n<div class=\"container\">\n{trail}{headline}{}</div>\n\
             <div class=\"footer\">\n{foot}</div>\n<script src=\"{}\" defer></script>\n</body>\n</html>\n",
            sheet.head(draft.site.charset),
            link("/css/style.css"),
            link("/favicon.ico"),
            link("/"),
            link("/images/logo.png"),
            link("/images/logo@2x.png"),
            escape(&draft.site.name),
            sheet.main,
            link("/js/main.js")
        )
    }
}
