use std::collections::HashMap;

use chrono::NaiveDate;
use huabiao_facts::{ColumnKind, Confidence, DateFrom, PageKind, PageVisit, Published};

use crate::view::GUIDES;

/// Completes pages with what only other pages of the site tell.
///
/// * An article that shows no date takes the one that a list shows beside its link.
/// * An article without a column name takes the name of the column that lists it.
/// * What a column of service guides lists are guides.
/// * A column whose list shows no dates takes the newest date of the pages it links to.
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
}
