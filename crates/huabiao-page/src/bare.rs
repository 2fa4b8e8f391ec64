use crate::blank::is_library;
use crate::headline::squeeze;
use crate::links::is_attachment;
use crate::regions::Area;
use crate::script::Signs;
use crate::skeleton::{Node, Role, ScriptKind};
use crate::view::View;

/// Whether a page that is known to be a column shows nothing at all between its trail and
/// its foot: no list, no text, picture, frame, form or link, and no place that waits for a
/// script.
///
/// Strict, since nothing shows where the list would be: a page that is known by its
/// official fields, its trail or its own menu, and holds but its own name.
pub(crate) fn is_bare(view: &View<'_>) -> bool {
    let name = own_name(view);
    !name.is_empty() && is_known(view, &name) && holds_nothing(view, &name) && !awaits_script(view)
}

/// The name of the page: the first part of its title.
fn own_name(view: &View<'_>) -> String {
    let title = view.skeleton.title.split(['-', '_', '|', '—', '–']).next();
    let name = squeeze(title.unwrap_or_default());
    let short = name.chars().count() <= NAME;
    if short { name } else { String::new() }
}

/// Whether the page is known to be a column of its name.
fn is_known(view: &View<'_>, name: &str) -> bool {
    let column = squeeze(&view.column_name());
    if !column.is_empty() {
        return column == name
            && view.meta("ArticleTitle").is_none()
            && view.meta("PubDate").is_none();
    }
    // Its own menu leads to it by its name.
    let links = view.skeleton.links.iter().zip(view.addresses);
    links.take(LINKS).any(|(link, address)| {
        link.role == Role::Anchor
            && *address == Some(view.url.as_str())
            && view.regions.area(link.node, link.start) == Area::Nav
            && squeeze(view.skeleton.slice(link.start, link.end)) == name
    })
}

fn holds_nothing(view: &View<'_>, name: &str) -> bool {
    let skeleton = view.skeleton;
    let text = &view.content.text;
    let plain = text.main_media == 0
        && view.content.frames == 0
        && view.labelled.is_none()
        && view.guide.is_empty()
        && !skeleton.truncated
        && skeleton.fetched == 0
        && skeleton.forms.iter().all(|form| form.search);
    let is_content = |node, at| {
        stands_above_foot(view, node, at) && !OUTSIDE.contains(&view.regions.of_node(node))
    };
    plain
        // Without a foot nobody knows where the content ends.
        && u32::try_from(skeleton.text.len()).is_ok_and(|end| view.regions.foot < end)
        && skeleton.lines.iter().all(|line| {
            !is_content(line.node, line.start)
                || squeeze(skeleton.slice(line.start, line.end)) == name
        })
        && skeleton.links.iter().zip(view.addresses).all(|(link, address)| {
            link.head
                || !is_content(link.node, link.start)
                || match link.role {
                    Role::Anchor => {
                        link.end > link.start && !address.is_some_and(is_attachment)
                    }
                    Role::Bare | Role::Related | Role::Style => true,
                    _ => false,
                }
        })
        && skeleton.acts.iter().all(|act| !is_content(act.node, act.start))
}

/// Whether scripts of the page, or an empty element with a name of its own, tell that the
/// content comes later.
pub(crate) fn awaits_script(view: &View<'_>) -> bool {
    let skeleton = view.skeleton;
    let (begin, foot) = (view.begin(), view.regions.foot);
    let builds = Signs::FETCHES.or(Signs::LOAD).or(Signs::FRAMEWORK);
    let builds = builds.or(Signs::PUTS).or(Signs::AROUND);
    let scripts = skeleton.scripts.iter().any(|script| {
        let inside = stands_above_foot(view, script.node, script.at);
        match script.kind {
            ScriptKind::Data => false,
            ScriptKind::External => inside,
            ScriptKind::Inline => inside || script.signs.any(builds),
            ScriptKind::Other => true,
        }
    });
    // Where all of it is empty, the element of the content begins where the foot does.
    let hooks = skeleton.nodes.iter().any(|node| {
        node.id
            && node.chars() == 0
            && node.media() == 0
            && node.from.text >= begin
            && node.from.text <= foot
    });
    scripts || hooks
}

/// Whether something stands below the trail and above the foot. What holds no text, with
/// none after it, stands where the foot begins.
fn stands_above_foot(view: &View<'_>, node: u32, at: u32) -> bool {
    let foot = view.regions.foot;
    let node = view.skeleton.nodes.get(node as usize);
    let before = |node: &Node| node.chars() == 0 || node.from.text < foot;
    at >= view.begin() && (at < foot || at == foot && node.is_none_or(before))
}

/// Whether scripts of the site's own, and of no well-known library, may yet fill it.
pub(crate) fn has_own_scripts(view: &View<'_>) -> bool {
    let links = view.skeleton.links.iter().zip(view.addresses);
    links
        .filter(|(link, _)| link.role == Role::Script)
        .filter_map(|(_, address)| *address)
        .any(|address| !is_library(address))
}

/// Parts of a page that are no content. Of a page with little else the foot may begin
/// earlier than its first line of marks tells.
const OUTSIDE: [Area; 3] = [Area::Footer, Area::Header, Area::Nav];

/// Characters of the longest name of a column.
const NAME: usize = 12;

/// Links among which its own menu is looked for.
const LINKS: usize = 400;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use huabiao_facts::PageKind;

    use crate::{Input, read};

    fn blank(head: &str, body: &str) -> Option<bool> {
        let url = "http://a.gov.cn/rsxx/".parse().unwrap();
        let html = format!("<title>人事信息-某县民政局</title>{head}{body}");
        let page = read(&Input {
            url: &url,
            hosts: &[],
            content_type: Some("text/html; charset=utf-8"),
            status: 200,
            body: html.as_bytes(),
        });
        assert_eq!(page.column.is_some(), page.kind == PageKind::Column);
        page.column.and_then(|column| column.blank)
    }

    const FOOT: &str = "<div id=footer>主办单位：某县民政局 地址：某路1号</div>";

    #[test]
    fn a_foot_that_is_most_of_the_page_is_no_content() {
        let trail = "<div class=path>当前位置：<a href=/>首页</a> &gt; 人事信息</div>";
        let foot = "<div id=footer>主办单位：某县民政局 联系电话：0700-8200001 <a href=/map/>网站地图</a>\
            <br>网站标识码：4712000103 <a href=http://beian.miit.gov.cn/>某ICP备26001001号-1</a> \
            <a href=http://www.beian.gov.cn/>某公网安备 47120002000162号</a>\
            <br>版权所有 2019 某县民政局 建议使用1366×768及以上分辨率浏览</div>";
        let body = format!("{trail}<div class=list></div>{foot}");
        assert_eq!(blank("", &body), Some(true));
        let body = format!("{trail}<div class=list>本局现有人员20名。</div>{foot}");
        assert_eq!(blank("", &body), None);
    }

    #[test]
    fn a_column_known_by_field_trail_or_menu_that_holds_nothing_is_blank() {
        let field = "<meta name=ColumnName content=人事信息>";
        let trail = "<div class=path>当前位置：<a href=/>首页</a> &gt; 人事信息</div>";
        let menu = "<div class=nav><a href=/>首页</a><a href=/gzdt/>工作动态</a>\
                    <a href=/rsxx/>人事信息</a></div>";
        let content = "<div class=list><h2>人事信息</h2><div class=news></div></div>";
        for (head, above) in [(field, menu), ("", trail), ("", menu)] {
            let body = format!("{above}{content}{FOOT}");
            assert_eq!(blank(head, &body), Some(true), "{head}{above}");
        }
        // Nothing says that it is a column, or where its content ends.
        let other = menu.replace("人事信息", "人事任免");
        assert_eq!(blank("", &format!("{other}{content}{FOOT}")), None);
        assert_eq!(blank("", &format!("{menu}{content}")), None);
        // An article without its text is none.
        let article = format!("{field}<meta name=ArticleTitle content=人事信息>");
        assert_eq!(blank(&article, &format!("{trail}{content}{FOOT}")), None);
        // The menu of the column stands beside it.
        let beside =
            "<ul class=left><li><a href=/rsxx/rm/>任免</a><li><a href=/rsxx/zl/>招录</a></ul>";
        assert_eq!(
            blank(field, &format!("{trail}{beside}{content}{FOOT}")),
            None
        );
    }
}
