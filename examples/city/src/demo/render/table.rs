use super::sheet::Sheet;
use super::{Item, Template, escape, foot};
use crate::demo::draft::{Draft, Entry};

/// Tables in upper case, as around the year 2000.
pub(super) struct Table;

impl Template for Table {
    fn list(&self, _: &Draft, _: &str, entries: &[Item<'_>], home: bool) -> String {
        let mut list = "<TABLE WIDTH=100% BORDER=0 CELLPADDING=2>\n".to_owned();
        for item in entries {
            let date = if home {
                item.date.format("[%m-%d]").to_string()
            } else {
                item.date.to_string()
            };
            list.push_str(&format!(
                "<TR><TD WIDTH=10>·</TD><TD><A HREF={} TARGET=_blank>{}</A></TD><TD ALIGN=right>{date}</TD></TR>\n",
                escape(&item.href),
                escape(item.title),
            ));
        }
        list + "</TABLE>\n"
    }

    fn block(&self, name: &str, more: &str, list: &str) -> String {
        format!(
            "<TABLE WIDTH=480 BORDER=0><TR><TD><B>{}</B></TD><TD ALIGN=right><A HREF={}>更多...</A></TD></TR>\n\
             <TR><TD COLSPAN=2>{list}</TD></TR></TABLE>\n",
            escape(name),
            escape(more)
        )
    }

    fn article(&self, entry: &Entry, text: &str) -> String {
        format!(
            "<TABLE WIDTH=760 ALIGN=center><TR><TD ALIGN=center><FONT SIZE=5><B>{}</B></FONT></TD></TR>\n\
             <TR><TD ALIGN=center>来源：{} &nbsp; 发布日期：{} &nbsp; 【打印】【关闭】</TD></TR>\n\
             <TR><TD>{text}</TD></TR></TABLE>\n",
            escape(&entry.title),
            escape(&entry.source),
            entry.date
        )
    }

    fn page(&self, draft: &Draft, sheet: &Sheet) -> String {
        let path = &sheet.path;
        let link = |to: &str| escape(&draft.href(path, to));
        let menu: String = foot::menu(draft, path)
            .iter()
            .map(|(name, href)| {
                format!(
                    "<TD ALIGN=center><A HREF={}>{}</A></TD>",
                    escape(href),
                    escape(name)
                )
            })
            .collect();
        let trail: String = sheet
            .trail
            .iter()
            .map(|(name, href)| format!(" &gt;&gt; <A HREF={}>{}</A>", escape(href), escape(name)))
            .collect();
        let trail = if sheet.is_home {
            String::new()
        } else {
            format!("<TR><TD>您的位置：<A HREF=/>首页</A>{trail}</TD></TR>\n")
        };
        let headline = match &sheet.headline {
            Some(headline) => format!(
                "<TR><TD ALIGN=center><B>{}</B></TD></TR>\n",
                escape(headline)
            ),
            None => String::new(),
        };
        let foot: String = foot::lines(draft, path)
            .iter()
            .map(|line| format!("<TR><TD ALIGN=center>{line}</TD></TR>\n"))
            .collect();
        format!(
            "<HTML LANG=\"zh-CN\">\n<HEAD>\n{}<LINK REL=stylesheet TYPE=text/css HREF={}>\n\
             <SCRIPT LANGUAGE=javascript SRC={}></SCRIPT>\n</HEAD>\n\
             <BODY BGCOLOR=#FFFFFF BACKGROUND={}>\n<CENTER>\n\
             <TABLE WIDTH=778 ID=top><TR><TD><IMG SRC={} ALT=\"{}\"></TD></TR></TABLE>\n\
             <TABLE WIDTH=778 CLASS=nav><TR>{menu}</TR></TABLE>\n\
             <TABLE WIDTH=778 CLASS=content>{trail}{headline}<TR><TD>{}</TD></TR></TABLE>\n\
             <TABLE WIDTH=778 CLASS=footer>\n{foot}</TABLE>\n</CENTER>\n</BODY>\n</HTML>\n",
            sheet.head(draft.site.charset),
            link("/css/style.css"),
            link("/js/main.js"),
            link("/images/bg.png"),
            link("/images/logo.png"),
            escape(&draft.site.name),
            sheet.main
        )
    }
}
