use crate::bare::{awaits_script, has_own_scripts};
use crate::headline::squeeze;
use crate::notice::is_notice;
use crate::regions::Area;
use crate::skeleton::{Node, Role};
use crate::tag::Tag;
use crate::view::View;

/// A sign that a page whose trail or official field says column holds no entry, though no
/// line says so.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Sign<'a> {
    /// Its pager counts no entry: 共0条.
    Counted,
    /// Its table has a head row and no other: 标题　日期.
    HeadRow,
    /// All it shows is a picture that says so: 建设中.
    Pictured(&'a str),
}

impl Sign<'_> {
    /// The sign as a code.
    pub(crate) fn code(self) -> String {
        match self {
            Self::Counted => "paging-zero".to_owned(),
            Self::HeadRow => "head-row-alone".to_owned(),
            Self::Pictured(words) => format!("says-empty: {}", crate::sink::fold(words, 60)),
        }
    }
}

/// The sign, if there is one and nothing else stands in the content.
pub(crate) fn find<'a>(view: &View<'a>, outside: u32) -> Option<Sign<'a>> {
    // What a search found is no column.
    let title = &view.skeleton.title;
    if view.skeleton.forms.iter().any(|form| !form.search)
        || SEARCHES.iter().any(|word| title.contains(word))
    {
        return None;
    }
    if let Some(words) = pictured(view).filter(|_| outside == 0) {
        return Some(Sign::Pictured(words));
    }
    if view.content.text.main_media > 0 {
        return None;
    }
    if let Some(chars) = head_row(view)
        && outside <= chars
    {
        return Some(Sign::HeadRow);
    }
    counts_none(view, outside).then_some(Sign::Counted)
}

/// Whether no script may yet bring entries.
pub(crate) fn is_sure(view: &View<'_>) -> bool {
    !has_own_scripts(view) && !awaits_script(view) && view.skeleton.fetched == 0
}

/// What the only picture of the content says, where it says that there is nothing yet.
fn pictured<'a>(view: &View<'a>) -> Option<&'a str> {
    if view.content.text.main_media != 1 {
        return None;
    }
    let pictures = view.skeleton.links.iter().filter(|link| {
        link.role == Role::Image && !link.head && !link.hidden && link.start >= view.begin()
    });
    let mut says = pictures.filter_map(|link| link.alt.as_deref());
    says.find(|alt| is_notice(alt))
}

/// The characters of a table that has nothing but the names of its columns.
fn head_row(view: &View<'_>) -> Option<u32> {
    let nodes = &view.skeleton.nodes;
    nodes.iter().enumerate().find_map(|(index, table)| {
        let main = u32::try_from(index).is_ok_and(|at| view.regions.of_node(at) == Area::Main);
        let alone = table.tag == Tag::Table
            && main
            && table.from.text >= view.begin()
            && table.from.text < view.regions.foot
            && !table.hidden
            && table.chars() > 0
            && table.media() == 0
            && table.link_chars() == 0;
        if !alone {
            return None;
        }
        let inside = nodes.get(index + 1..table.end as usize)?;
        let filled = |node: &&Node| node.chars() > 0;
        let rows = inside.iter().filter(|node| node.tag == Tag::Tr);
        let mut cells = 0;
        for cell in inside
            .iter()
            .filter(|node| matches!(node.tag, Tag::Td | Tag::Th))
            .filter(filled)
        {
            let text = squeeze(view.skeleton.text.get(cell.range()).unwrap_or_default());
            if !HEADS.contains(&text.as_str()) {
                return None;
            }
            cells += 1;
        }
        (rows.filter(filled).count() == 1 && cells >= 2).then(|| table.chars())
    })
}

/// Whether a short line at the end of the content counts the entries, and there are none.
fn counts_none(view: &View<'_>, outside: u32) -> bool {
    view.skeleton.lines.iter().any(|line| {
        if line.start < view.begin() || line.hidden || line.chars > LINE {
            return false;
        }
        let area = view.regions.area(line.node, line.start);
        if !matches!(area, Area::Main | Area::Paging) {
            return false;
        }
        let text = view.skeleton.slice(line.start, line.end);
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        is_count_of_none(&text) && (area == Area::Paging && outside == 0 || outside <= line.chars)
    })
}

/// 共0条, 共有0条记录, 总记录数：0.
fn is_count_of_none(text: &str) -> bool {
    let counted = ["共", "共有", "共计", "总共", "总计"].iter().any(|start| {
        text.match_indices(start).any(|(at, start)| {
            let rest = text.get(at + start.len()..).unwrap_or_default();
            let rest = rest.strip_prefix('0').and_then(|rest| {
                ["条", "篇", "个", "项"]
                    .iter()
                    .find_map(|unit| rest.strip_prefix(unit))
            });
            rest.is_some_and(|rest| !OTHERS.iter().any(|other| rest.starts_with(other)))
        })
    });
    let summed = ["总记录数", "记录总数", "信息总数"].iter().any(|start| {
        text.match_indices(start).any(|(at, start)| {
            let rest = text.get(at + start.len()..).unwrap_or_default();
            let rest = rest.trim_start_matches(['：', ':']);
            rest.strip_prefix('0')
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
        })
    });
    counted || summed
}

/// Characters of the longest line with a count.
const LINE: u32 = 40;

/// Words in the titles of pages that show what was found.
const SEARCHES: [&str; 5] = ["搜索", "检索", "查询", "search", "Search"];

/// What is counted beside a content that is there.
const OTHERS: [&str; 9] = [
    "评论", "评价", "回复", "留言", "跟帖", "意见", "附件", "图片", "页",
];

/// Names of the columns of a table that lists documents.
const HEADS: [&str; 29] = [
    "编号",
    "标题",
    "标题名称",
    "部门",
    "成文日期",
    "发布单位",
    "发布机构",
    "发布日期",
    "发布时间",
    "发文单位",
    "发文机关",
    "发文日期",
    "发文时间",
    "发文字号",
    "公开日期",
    "公开时间",
    "来源",
    "浏览",
    "名称",
    "日期",
    "时间",
    "索引号",
    "文号",
    "文件编号",
    "文件标题",
    "文件名称",
    "信息标题",
    "信息名称",
    "序号",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::is_count_of_none;
    use crate::testing;

    fn blank(title: &str, content: &str) -> Option<(Option<bool>, String)> {
        let html = format!(
            "<title>{title}-某县人民政府</title><meta name=ColumnName content={title}>\
             <ul class=nav><li><a href=/>首页</a><li><a href=/rsrm/>{title}</a></ul>\
             <div class=position>当前位置：<a href=/>首页</a> &gt; <a href=/rsrm/>{title}</a></div>\
             <div class=main><h3>{title}</h3>{content}</div>\
             <div class=footer><p>主办：某县人民政府 网站标识码：1308650001</div>"
        );
        let page = testing::page("http://www.example.gov.cn/rsrm/index.html", &html);
        page.column.map(|column| (column.blank, column.why))
    }

    const HEAD: &str = "<table class=list><tr><th>标题</th><th>日期</th></tr></table>";
    const COUNT: &str = "<div class=list></div><div class=page>共0条 第1/0页</div>";
    const PICTURE: &str = "<img src=/building.gif alt=建设中>";

    #[test]
    fn columns_that_hold_no_entry() {
        for (content, why) in [
            (HEAD, "head-row-alone"),
            (COUNT, "paging-zero"),
            (PICTURE, "says-empty: 建设中"),
        ] {
            let sure = Some((Some(true), why.to_owned()));
            assert_eq!(blank("人事任免", content), sure);
            // A script of the site may bring entries yet.
            let scripted = format!("{content}<script src=/js/common.js></script>");
            let unsure = blank("人事任免", &scripted).unwrap();
            assert_eq!(unsure.0, None, "{content}");
        }
    }

    #[test]
    fn pages_that_hold_something_or_are_no_columns() {
        let row = "<tr><td><a href=/1.html>关于某人任职的通知</a></td><td>2026-11-20</td></tr>";
        for content in [
            HEAD.replace("</table>", &format!("{row}</table>")),
            HEAD.replace("标题", "市长热线"),
            format!("{HEAD}<p>联系人：办公室，每周一至周五接待。</p>"),
            format!("{HEAD}<img src=/1.png>"),
            COUNT.replace("共0条", "共20条"),
            COUNT.replace("共0条", "共0条评论"),
            format!("{COUNT}<p>本栏目的内容见县政府公报，在各乡镇政府可以领取。</p>"),
            format!("{PICTURE}<img src=/1.png alt=公告>"),
            "<img src=/1.png alt=城市建设>".to_owned(),
        ] {
            let blank = blank("人事任免", &content).and_then(|(blank, _)| blank);
            assert_ne!(blank, Some(true), "{content}");
        }
        assert_eq!(blank("证照查询", COUNT), None);
    }

    #[test]
    fn counts() {
        for text in ["共0条", "共有0条记录", "共0条第1/0页", "总记录数：0"] {
            assert!(is_count_of_none(text), "{text}");
        }
        for text in [
            "共10条",
            "共0条评论",
            "共20条第1/2页",
            "总记录数：08",
            "0条",
        ] {
            assert!(!is_count_of_none(text), "{text}");
        }
    }
}
