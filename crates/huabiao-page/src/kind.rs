use huabiao_facts::{Confidence, DateFrom, PageKind};

use crate::bare::is_bare;
use crate::column;
use crate::holds_none;
use crate::lists::List;
use crate::notice::is_notice;
use crate::regions::Area;
use crate::terms::Term;
use crate::view::View;

/// What a page is for.
pub(crate) fn decide(view: &View<'_>) -> PageKind {
    if view.status >= 400 || view.soft_error {
        return PageKind::Error;
    }
    if view.challenge {
        return PageKind::Other;
    }
    let text = &view.content.text;
    if view.redirects && text.chars < 300 {
        return PageKind::Other;
    }
    if is_home(view) {
        return PageKind::Home;
    }
    if view.login {
        return PageKind::Form;
    }
    let lists = view.column_lists();
    let outside = view.outside(&lists);
    if is_article(view, &lists, outside) {
        return if is_guide(view) {
            PageKind::Guide
        } else {
            PageKind::Article
        };
    }
    if guide_by_itself(view) && view.content.plain > 100 {
        return PageKind::Guide;
    }
    if is_column(view, &lists, outside) {
        return PageKind::Column;
    }
    if is_form(view) {
        return PageKind::Form;
    }
    PageKind::Other
}

/// The home page of the host, or of an edition of it.
fn is_home(view: &View<'_>) -> bool {
    let path = view.url.path().to_ascii_lowercase();
    if path == "/" && view.url.query().is_none() {
        return true;
    }
    let mut steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
    let file = if path.ends_with('/') {
        "index"
    } else {
        steps.pop().unwrap_or_default()
    };
    let stem = file.split('.').next().unwrap_or_default();
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    if !["index", "default", "home", "main"].contains(&stem) || steps.len() > 1 {
        return false;
    }
    if view.regions.trail.is_some() || view.meta("ArticleTitle").is_some() {
        return false;
    }
    let anchors = view
        .skeleton
        .links
        .iter()
        .filter(|link| link.role == crate::skeleton::Role::Anchor)
        .count();
    if anchors < 15 || view.content.text.chars < 100 {
        return steps.is_empty() && file.starts_with("index.") && anchors >= 5;
    }
    if steps.is_empty() {
        return true;
    }
    // An edition says that it is the home page, or links to itself as one.
    let title = view.skeleton.title.trim();
    let says = ["首页", "主页"].iter().any(|word| title.contains(word))
        || title
            .split([' ', '-', '_', '|'])
            .any(|word| word.eq_ignore_ascii_case("home"));
    let anonymous = view.column_name().is_empty() && view.labelled.is_none();
    let many = view.lists.iter().filter(|list| list.dated >= 3).count() >= 2 || anchors >= 60;
    (anonymous && many)
        || says
        || view
            .skeleton
            .links
            .iter()
            .enumerate()
            .take(400)
            .any(|(index, link)| {
                view.addresses.get(index).copied().flatten() == Some(view.url.as_str())
                    && matches!(
                        crate::headline::squeeze(view.skeleton.slice(link.start, link.end))
                            .as_str(),
                        "首页" | "网站首页" | "主页" | "Home" | "HOME"
                    )
            })
}

fn is_article(view: &View<'_>, lists: &[&List], outside: u32) -> bool {
    let dated: usize = lists.iter().map(|list| list.dated).sum();
    let in_list = |view: &View<'_>| {
        view.published.is_some_and(|published| {
            lists.iter().any(|list| {
                list.entries
                    .iter()
                    .filter(|entry| entry.date == Some(published.date))
                    .count()
                    > 0
            })
        })
    };
    if view.meta("ArticleTitle").is_some() {
        return true;
    }
    let says_column = view.meta("ColumnName").is_some() && view.meta("PubDate").is_none();
    let outside_lists = view.labelled.is_some_and(|at| {
        lists
            .iter()
            .flat_map(|list| &list.entries)
            .all(|entry| at < entry.start || at >= entry.end || entry.link.is_none())
    });
    if outside_lists && (view.headline.is_some() || dated < 5) {
        return true;
    }
    let official = view.published.is_some_and(|published| {
        published.confidence == Confidence::High
            && matches!(published.from, DateFrom::Meta | DateFrom::Structured)
    });
    if official && (dated < 3 || outside > 300) {
        return true;
    }
    if says_column || dated >= 3 && outside < 300 {
        return false;
    }
    let likely = view.published.is_some_and(|published| {
        published.confidence >= Confidence::Medium && published.from != DateFrom::List
    });
    let running = outside >= 150 && view.content.stops >= 3;
    if likely && running && view.headline.is_some() && !in_list(view) {
        return true;
    }
    // A document by its address, with running text and a headline.
    let path = view.url.path();
    let name = path.rsplit('/').next().unwrap_or_default();
    let numbered = name.bytes().filter(u8::is_ascii_digit).count() >= 3
        && !name.to_ascii_lowercase().starts_with("index")
        && !name.to_ascii_lowercase().starts_with("list");
    numbered && outside >= 400 && view.content.stops >= 10 && view.headline.is_some() && dated < 3
}

fn is_guide(view: &View<'_>) -> bool {
    guide_by_itself(view) || view.among_guides()
}

/// Whether a page shows by its own labels that it is a guide. One that states only
/// half of them must say so in its title too: articles speak of procedures as well.
fn guide_by_itself(view: &View<'_>) -> bool {
    let title = &view.skeleton.title;
    let named = [
        "指南", "须知", "办理", "许可", "登记", "审批", "备案", "办事",
    ]
    .iter()
    .any(|word| title.contains(word));
    view.guide.len() >= 7 || view.guide.len() >= 5 && named
}

fn is_column(view: &View<'_>, lists: &[&List], outside: u32) -> bool {
    let dated: usize = lists.iter().map(|list| list.dated).sum();
    let chars: u32 = lists.iter().map(|list| list.chars).sum();
    let entries: usize = lists.iter().map(|list| list.entries.len()).sum();
    if dated > 0 && (outside < 200 || chars * 2 > outside) {
        return true;
    }
    let named = view.meta("ColumnName").is_some() || view.meta("ColumnType").is_some();
    if entries >= 5 && outside < 200 && (view.regions.trail.is_some() || named) {
        return true;
    }
    // An empty list where the trail or the official field says column.
    if outside < 60 && view.content.frames == 0 {
        let placed = named || view.regions.trail.is_some();
        return view.pass.paging.is_some() && view.regions.trail.is_some()
            || named && empty_list(view)
            || placed && says_empty(view).is_some()
            || placed && is_unseen_list(view)
            || placed && holds_none::find(view, outside).is_some()
            || paging_words(view)
            || (view.regions.trail.is_some()
                && empty_list(view)
                && view.content.text.main_media == 0)
            || is_bare(view);
    }
    false
}

/// Words of paging below the trail.
pub(crate) fn paging_words(view: &View<'_>) -> bool {
    view.terms.iter().any(|hit| {
        hit.term == Term::Paging
            && hit.start >= view.begin()
            && view.skeleton.line_at(hit.start).is_some_and(|line| {
                matches!(
                    view.regions.area(line.node, hit.start),
                    Area::Main | Area::Paging
                )
            })
    })
}

/// Whether an element for a list stands in the content and holds nothing.
pub(crate) fn empty_list(view: &View<'_>) -> bool {
    let begin = view.begin();
    view.skeleton.nodes.iter().enumerate().any(|(index, node)| {
        matches!(
            node.tag,
            crate::tag::Tag::Ul
                | crate::tag::Tag::Ol
                | crate::tag::Tag::Dl
                | crate::tag::Tag::Tbody
        ) && node.chars() == 0
            && node.media() == 0
            && !node.hidden
            && node.from.text >= begin
            // Without text of its own it may stand where the foot begins.
            && node.from.text <= view.regions.foot
            && u32::try_from(index).is_ok_and(|index| view.regions.of_node(index) == Area::Main)
    })
}

/// Whether scripts fill what stands where the trail or an official field leads us to
/// expect a list.
fn is_unseen_list(view: &View<'_>) -> bool {
    view.content.text.main_media == 0
        && view.guide.is_empty()
        && !is_form(view)
        && column::is_filled_by_script(view)
        && view.stray_links() < 3
}

/// The short line of the content that says that there is nothing (暂无信息).
pub(crate) fn says_empty<'a>(view: &View<'a>) -> Option<&'a str> {
    let begin = view.begin();
    view.skeleton.lines.iter().find_map(|line| {
        if line.start < begin || line.hidden || line.control || line.chars > 40 {
            return None;
        }
        let text = view.skeleton.slice(line.start, line.end);
        let says = view.has_term(line.start, line.end, Term::Empty) || is_notice(text);
        (says && view.regions.area(line.node, line.start) == Area::Main).then_some(text)
    })
}

fn is_form(view: &View<'_>) -> bool {
    view.skeleton
        .forms
        .iter()
        .any(|form| !form.search && (form.textarea || form.inputs >= 4))
        && view.content.plain < 1500
}
