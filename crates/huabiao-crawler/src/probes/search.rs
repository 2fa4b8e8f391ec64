use std::borrow::Cow;

use huabiao_facts::{Form, Outcome, Page, SearchProbe, SearchTrial, SearchWay};
use url::Url;

use super::Leads;
use crate::identity::identity;
use crate::look::{Came, How};
use crate::net::{Gate, Net, Want};
use crate::site::Site;

impl Net {
    /// Finds the search of a site and tries it with titles of pages already read. Only
    /// what a plain address can ask is tried; nothing is posted.
    pub(crate) async fn probe_search(&self, site: &Site, leads: &Leads) -> SearchProbe {
        let mut probe = SearchProbe {
            way: SearchWay::None,
            page: String::new(),
            action: String::new(),
            trials: Vec::new(),
            grouped: None,
        };
        let Some((_, form, page, charset)) = &leads.form else {
            if leads.link {
                probe.way = SearchWay::Script;
            }
            return probe;
        };
        probe.page.clone_from(page);
        probe.action = form.action.clone().unwrap_or_default();
        if form.post {
            probe.way = SearchWay::Post;
            return probe;
        }
        // Other hosts are other programs' business; so is what only a script can send.
        let action = Url::parse(&probe.action).ok().filter(|url| site.owns(url));
        let (Some(action), Some(field)) = (action, &form.line_field) else {
            probe.way = SearchWay::Script;
            return probe;
        };
        probe.way = SearchWay::Get;
        for (title, of) in leads.titles() {
            let url = query(&action, form, field, title, charset);
            let how = How {
                want: Want::Page,
                gate: Gate::Usual,
                site,
                depth: 1,
                came: Came::Alone(None),
            };
            let look = self.confirm(&url, None, how).await;
            let page = look.visit.as_ref().map(|visit| &visit.page);
            let found = page.and_then(|page| finds(page, title, of, leads));
            // Where nothing was found there is nothing to group.
            if let (Some(page), Some(true)) = (page, found) {
                let grouped = names_groups(page, leads);
                probe.grouped = Some(probe.grouped.unwrap_or(false) || grouped);
            }
            probe.trials.push(SearchTrial {
                title: title.clone(),
                of: of.clone(),
                url: url.into(),
                outcome: look.seen.outcome,
                found,
            });
        }
        let answered = probe.trials.iter().any(|trial| trial.found.is_some());
        let fine = probe
            .trials
            .iter()
            .any(|trial| matches!(trial.outcome, Outcome::Ok(_)));
        if !answered && fine {
            // It answers, but only a script shows what it found.
            probe.way = SearchWay::Script;
        }
        probe
    }
}

/// The address that a browser asks for when the form is sent, in the page's encoding.
fn query(action: &Url, form: &Form, field: &str, title: &str, charset: &str) -> Url {
    let mut url = action.clone();
    let encoding =
        encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    url.set_query(None);
    url.query_pairs_mut()
        .encoding_override(Some(&|text| {
            Cow::Owned(encoding.encode(text).0.into_owned())
        }))
        .extend_pairs(&form.hidden_fields)
        .append_pair(field, title);
    url
}

/// Whether the first page of results shows a title or links to its page; `None` when it
/// shows no results at all that could be read.
fn finds(page: &Page, title: &str, of: &str, leads: &Leads) -> Option<bool> {
    let plain = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let wanted: String = plain(title).chars().take(20).collect();
    let of = Url::parse(of).map(|url| identity(&url)).unwrap_or_default();
    let hit = page.links.iter().any(|link| {
        let same = || {
            let url = link.url.as_deref().and_then(|url| Url::parse(url).ok());
            url.is_some_and(|url| identity(&url) == of)
        };
        plain(&link.text).contains(&wanted) && !leads.usual.contains(&link.text) || same()
    });
    if hit {
        return Some(true);
    }
    // Results are links of some length that the home page does not have.
    let results = page
        .links
        .iter()
        .filter(|link| link.text.chars().count() >= 8 && !leads.usual.contains(&link.text))
        .count();
    let none = [
        "没有找到",
        "未找到",
        "没有搜索到",
        "未搜索到",
        "找到0条",
        "0条结果",
        "暂无相关",
        "没有符合",
    ]
    .iter()
    .any(|words| plain(&page.text.excerpt).contains(words));
    (results >= 3 || none).then_some(false)
}

/// Whether the results name two groups that the home page's own menu does not.
fn names_groups(page: &Page, leads: &Leads) -> bool {
    let short = page.links.iter().filter(|link| {
        (2..=8).contains(&link.text.chars().count()) && !leads.usual.contains(&link.text)
    });
    let mut groups: Vec<&str> = short
        .filter_map(|link| {
            GROUPS
                .iter()
                .find(|group| link.text.contains(**group))
                .copied()
        })
        .collect();
    groups.sort_unstable();
    groups.dedup();
    // Tabs may be text that a script makes clickable: 全部 政策文件 办事服务.
    let excerpt = &page.text.excerpt;
    let told = GROUPS.iter().filter(|group| excerpt.contains(**group));
    groups.len() >= 2 || excerpt.contains("全部") && told.count() >= 2
}

/// Words of groups.
const GROUPS: [&str; 9] = [
    "政策", "文件", "服务", "办事", "新闻", "资讯", "互动", "公开", "解读",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_query_is_in_the_encoding_of_the_page() {
        let form = Form {
            action: None,
            fields: vec!["q".to_owned()],
            textarea: false,
            password: false,
            search: true,
            post: false,
            line_field: Some("q".to_owned()),
            hidden_fields: vec![("site".to_owned(), "1".to_owned())],
            line: 1,
        };
        let action = Url::parse("http://www.example.gov.cn/s?x=1").unwrap();
        let asked = |charset| query(&action, &form, "q", "公告", charset).to_string();
        assert_eq!(
            asked("utf-8"),
            "http://www.example.gov.cn/s?site=1&q=%E5%85%AC%E5%91%8A"
        );
        assert_eq!(
            asked("gbk"),
            "http://www.example.gov.cn/s?site=1&q=%B9%AB%B8%E6"
        );
    }
}
