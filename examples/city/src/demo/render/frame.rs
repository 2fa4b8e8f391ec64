use super::sheet::Sheet;
use super::{Item, Template, escape, foot};
use crate::demo::draft::{Draft, Entry};

/// Links without scheme, dates in words, pages of a program.
pub(super) struct Frame;

impl Template for Frame {
    fn list(&self, _: &Draft, _: &str, entries: &[Item<'_>], _: bool) -> String {
        let mut list = "<div class=\"newslist\"><ul>\n".to_owned();
        for item in entries {
            list.push_str(&format!(
                "<li><a href=\"{}\" target=\"_top\">{}</a> <font color=\"gray\">({})</font></li>\n",
                escape(&item.href),
                escape(item.title),
                item.date.format("%Y年%-m月%-d日")
            ));
        }
        list + "</ul></div>\n"
    }

    fn block(&self, name: &str, more: &str, list: &str) -> String {
        format!(
            "<div class=\"kuang\"><div class=\"biaoti\">{} <a href=\"{}\">更多</a></div>{list}</div>\n",
            escape(name),
            escape(more)
        )
    }

    fn article(&self, entry: &Entry, text: &str) -> String {
        format!(
            "<div class=\"neirong\"><h2 align=\"center\">{}</h2>\n<p align=\"center\">{}　作者：{}　点击数：</p>\n\
             <hr>{text}</div>\n",
            escape(&entry.title),
            entry.date.format("%Y年%-m月%-d日"),
            escape(&entry.source)
        )
    }

    fn page(&self, draft: &Draft, sheet: &Sheet) -> String {
        let path = &sheet.path;
        let link = |to: &str| escape(&draft.href(path, to));
        let menu: String = foot::menu(draft, path)
            .iter()
            .map(|(name, href)| {
                format!("<td><a href=\"{}\">{}</a></td>", escape(href), escape(name))
            })
            .collect();
        let trail: String = sheet
            .trail
            .iter()
            .map(|(name, href)| format!("&gt;<a href=\"{}\">{}</a>", escape(href), escape(name)))
            .collect();
        let trail = if sheet.is_home {
            String::new()
        } else {
            format!(
                "<div class=\"weizhi\">您现在的位置：<a href=\"{}\">首页</a>{trail}</div>\n",
                link("/")
            )
        };
        let headline = match &sheet.headline {
            Some(headline) => format!("<h2>{}</h2>\n", escape(headline)),
            None => String::new(),
        };
        format!(
            "<html lang=\"zh-CN\">\n<head>\n{}<link href=\"{}\" rel=\"stylesheet\" type=\"text/css\">\n\
             <script src=\"{}\"></script>\n</head>\n<body>\n\
             <div id=\"banner\"><img src=\"{}\" alt=\"{}\"></div>\n\
             <table class=\"daohang\" width=\"1000\"><tr>{menu}</tr></table>\n\
             <div id=\"zhuti\">\n{trail}{headline}{}</div>\n<div id=\"foot\"><center>{}</center></div>\n\
             </body>\n</html>\n",
            sheet.head(draft.site.charset),
            link("/css/style.css"),
            link("/js/main.js"),
            link("/images/logo.png"),
            escape(&draft.site.name),
            sheet.main,
            foot::lines(draft, path).join("<br>\n")
        )
    }
}
