use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use huabiao_facts::{ColumnKind, Confidence, DateFrom, LinkPlace, PageKind, PageVisit, Published};

use crate::blank::{BARE, BARE_SCRIPTS, is_library};
use crate::view::GUIDES;

/// Completes pages with what only other pages of the site tell.
///
/// * An article that shows no date takes the one that a list shows beside its link.
/// * An article without a column name takes the name of the column that lists it.
/// * What a column of service guides lists are guides.
/// * A column whose list shows no dates takes the newest date of the pages it links to.
/// * A column that shows nothing at all is blank where scripts could only fill it that
///   other columns of the site load too, whose lists came with their pages.
///
/// The result depends on the pages alone, not on their order.
pub fn join(pages: &mut [PageVisit]) {
    let listed = listed(pages);
    for visit in pages.iter_mut() {
        let page = &mut visit.page;
        let Some(places) = listed
            .get(&page.url)
            .or_else(|| listed.get(&visit.requested))
        else {
            continue;
        };
        if matches!(
            page.kind,
            PageKind::Article | PageKind::Guide | PageKind::Other
        ) {
            date(page, places);
        }
        // A document that a dated list names is an article, though it shows no date.
        if page.kind == PageKind::Other
            && page.published.is_some()
            && page.text.main_chars >= 100
            && page.redirect.is_none()
            && page.challenge.is_none()
        {
            page.kind = PageKind::Article;
        }
        if matches!(page.kind, PageKind::Article | PageKind::Guide) && page.column_name.is_empty() {
            page.column_name = places.columns.first().cloned().unwrap_or_default();
        }
        let guide = places.guide && (page.kind == PageKind::Article || page.guide.len() >= 4);
        if guide {
            page.kind = PageKind::Guide;
        }
    }
    newest(pages);
    bare(pages);
}

/// What the lists of a site say of one address.
#[derive(Debug, Default)]
struct Places {
    /// The date beside the link, if all lists agree.
    date: Option<NaiveDate>,
    contradicted: bool,
    title: String,
    /// Names of the columns that list it, in order.
    columns: Vec<String>,
    /// A column of service guides lists it.
    guide: bool,
}

fn listed(pages: &[PageVisit]) -> HashMap<String, Places> {
    let mut found: HashMap<String, Places> = HashMap::new();
    for visit in pages {
        let page = &visit.page;
        let column = page.column.as_ref();
        let own = column
            .map(|column| column.items.as_slice())
            .unwrap_or_default();
        for (index, item) in own.iter().chain(&page.dated_items).enumerate() {
            let Some(url) = &item.url else { continue };
            let places = found.entry(url.clone()).or_default();
            if let Some(date) = item.date {
                places.contradicted |= places.date.is_some_and(|known| known != date);
                places.date = places.date.or(Some(date));
                if places.title.is_empty() {
                    places.title.clone_from(&item.title);
                }
            }
            if index < own.len()
                && let Some(column) = column
            {
                if !column.name.is_empty()
                    && !places.columns.contains(&column.name)
                    && places.columns.len() < 8
                {
                    places.columns.push(column.name.clone());
                }
                places.guide |= column.kind == ColumnKind::Service
                    && GUIDES.iter().any(|word| column.name.contains(word));
            }
        }
    }
    for places in found.values_mut() {
        places.columns.sort_unstable();
    }
    found
}

fn date(page: &mut huabiao_facts::Page, places: &Places) {
    let Some(date) = places.date.filter(|_| !places.contradicted) else {
        return;
    };
    match &mut page.published {
        Some(published) if published.date == date => {
            // Two pages agree.
            if published.confidence < Confidence::High {
                published.confidence = Confidence::High;
            }
        }
        Some(published)
            if published.confidence >= Confidence::Medium
                || published.from == DateFrom::Visible
                || published.from == DateFrom::Script => {}
        published => {
            *published = Some(Published {
                date,
                time: None,
                from: DateFrom::List,
                confidence: Confidence::Medium,
                snippet: crate::sink::fold(&format!("{} {date}", places.title), 120),
            });
        }
    }
}

/// The newest date of a column whose list shows none.
fn newest(pages: &mut [PageVisit]) {
    let dates: HashMap<String, NaiveDate> = pages
        .iter()
        .filter_map(|visit| {
            let published = visit.page.published.as_ref()?;
            (published.confidence >= Confidence::Medium)
                .then(|| (visit.page.url.clone(), published.date))
        })
        .collect();
    for visit in pages {
        let Some(column) = &mut visit.page.column else {
            continue;
        };
        if column.newest.is_some() {
            continue;
        }
        for item in &mut column.items {
            if item.date.is_none()
                && let Some(date) = item.url.as_ref().and_then(|url| dates.get(url))
            {
                item.date = Some(*date);
            }
        }
        column.newest = column.items.iter().filter_map(|item| item.date).max();
    }
}

/// Decides on columns that show nothing at all and load scripts of the site.
fn bare(pages: &mut [PageVisit]) {
    let is_bare = |visit: &PageVisit| {
        let column = visit.page.column.as_ref();
        column.is_some_and(|column| column.why == BARE_SCRIPTS)
    };
    if !pages.iter().any(is_bare) {
        return;
    }
    let columns = || pages.iter().filter_map(|visit| visit.page.column.as_ref());
    // A site that fills lists with scripts may fill any.
    if columns().any(|column| column.filled_by_script) {
        return;
    }
    let written: Vec<HashSet<String>> = pages
        .iter()
        .filter(|visit| {
            let column = visit.page.column.as_ref();
            column.is_some_and(|column| column.page <= 1 && column.newest.is_some())
        })
        .map(|visit| scripts(visit).map(str::to_owned).collect())
        .collect();
    for visit in pages.iter_mut().filter(|visit| is_bare(visit)) {
        let like = written
            .iter()
            .filter(|written| scripts(visit).all(|script| written.contains(script)))
            .count();
        if like >= WRITTEN
            && let Some(column) = &mut visit.page.column
        {
            column.blank = Some(true);
            BARE.clone_into(&mut column.why);
        }
    }
}

/// The scripts of a page that may fill a list.
fn scripts(visit: &PageVisit) -> impl Iterator<Item = &str> {
    let links = visit.page.links.iter();
    links
        .filter(|link| link.place == LinkPlace::Script)
        .filter_map(|link| link.url.as_deref())
        .filter(|url| !is_library(url))
}

/// Columns written with their pages that show that the scripts fill no list.
const WRITTEN: usize = 2;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use chrono::{DateTime, Utc};
    use url::Url;

    use super::*;
    use crate::{Input, read};

    fn visit(url: &str, body: &str) -> PageVisit {
        let url = Url::parse(url).unwrap();
        let page = read(&Input {
            url: &url,
            hosts: &[],
            content_type: None,
            status: 200,
            body: body.as_bytes(),
        });
        PageVisit {
            requested: url.to_string(),
            status: 200,
            at: DateTime::<Utc>::default(),
            sha256: String::new(),
            bytes: 0,
            depth: 1,
            page,
        }
    }

    #[test]
    fn a_list_gives_date_column_and_kind() {
        let list = "<title>办事指南</title><div>当前位置：<a href=/>首页</a> > <a href=/bszn/>办事指南</a></div>\
            <ul><li><a href=1.html>居民身份证补领办理说明</a><span>2021-03-04</span></li>\
            <li><a href=2.html>新生儿出生登记办理说明</a><span>2021-03-02</span></li>\
            <li><a href=3.html>机动车驾驶证换证办理说明</a><span>2021-02-01</span></li></ul>";
        let text = "申请人应当持有效证件到户籍所在地派出所办理，材料齐全的，当场受理。".repeat(6);
        let entry = format!(
            "<title>居民身份证补领办理说明</title><h1>居民身份证补领办理说明</h1><p>{text}</p>"
        );
        let mut pages = [
            visit("http://a.gov.cn/bszn/", list),
            visit("http://a.gov.cn/bszn/1.html", &entry),
        ];
        assert_eq!(pages[0].page.kind, PageKind::Column);
        assert_eq!(pages[1].page.published, None);
        join(&mut pages);
        let published = pages[1].page.published.clone().unwrap();
        assert_eq!(published.date.to_string(), "2021-03-04");
        assert_eq!(published.from, DateFrom::List);
        assert_eq!(pages[1].page.column_name, "办事指南");
        assert_eq!(pages[1].page.kind, PageKind::Guide);
    }

    #[test]
    fn a_bare_column_is_blank_where_others_show_that_scripts_fill_none() {
        let page = |url: &str, name: &str, script: &str, main: &str| {
            let html = format!(
                "<title>{name}-某县民政局</title><meta name=ColumnName content={name}>\
                 <div id=nav><a href=/a/>工作动态</a> | <a href=/b/>通知公告</a></div>\
                 <div class=path>当前位置：<a href=/>首页</a> &gt; <a href='{url}'>{name}</a></div>\
                 <div class=news>{main}</div><div id=footer>主办单位：某县民政局 地址：某路1号</div>\
                 <script src={script}></script>"
            );
            visit(&format!("http://a.gov.cn{url}"), &html)
        };
        let list = "<ul><li><a href=1.html>关于放假安排的通知</a> 2026-03-04</li>\
            <li><a href=2.html>关于值班安排的通知</a> 2026-03-02</li>\
            <li><a href=3.html>关于表彰先进的通知</a> 2026-02-01</li></ul>";
        let site = |script: &str, main: &str| {
            let mut pages = vec![
                page("/a/", "工作动态", "/js/main.js", list),
                page("/b/", "通知公告", "/js/main.js", list),
                page("/c/", "人事信息", script, main),
            ];
            join(&mut pages);
            pages.pop().unwrap().page.column
        };
        let column = site("/js/main.js", "").unwrap();
        assert_eq!(
            (column.name.as_str(), column.blank),
            ("人事信息", Some(true))
        );
        // Alone it does not tell, nor with a script that no other column loads.
        let mut alone = [page("/c/", "人事信息", "/js/main.js", "")];
        join(&mut alone);
        assert_eq!(alone[0].page.column.as_ref().unwrap().blank, None);
        assert_eq!(site("/js/list.js", "").unwrap().blank, None);
        // A library fills none.
        let mut library = [page("/c/", "人事信息", "/js/jquery.min.js", "")];
        join(&mut library);
        assert_eq!(library[0].page.column.as_ref().unwrap().blank, Some(true));
        for main in [
            "<div id=list></div>",
            "<iframe src=/l.html></iframe>",
            "<p>本局现有行政编制20名。</p>",
            "<img src=/tu.png>",
            "<a href=/d/>人员名单</a>",
            "<script>load('/l.json')</script>",
            "<p style='display:none'>某县民政局人员任免名单</p>",
            "<form><input name=a></form>",
        ] {
            let column = site("/js/main.js", main);
            assert_ne!(column.and_then(|column| column.blank), Some(true), "{main}");
        }
    }
}
