use std::collections::{HashMap, HashSet};
use std::path::Path;

use anyhow::Context;
use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The labels of one site.
pub(crate) struct Labels {
    pub(crate) pages: HashMap<String, PageLabel>,
    pub(crate) columns: HashMap<String, ColumnLabel>,
    pub(crate) links: Vec<LinkLabel>,
    /// The host the site is served under, and others whose links are internal.
    pub(crate) hosts: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct PageLabel {
    pub(crate) file: String,
    pub(crate) kind: String,
    pub(crate) sub: Option<String>,
    pub(crate) published: Option<NaiveDate>,
    pub(crate) date_from: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ColumnLabel {
    pub(crate) file: String,
    pub(crate) name: String,
    pub(crate) sub: String,
    pub(crate) items: u32,
    pub(crate) newest: Option<NaiveDate>,
    pub(crate) newest_from: Option<String>,
    pub(crate) blank: Option<bool>,
    pub(crate) filled_by_script: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct LinkLabel {
    pub(crate) page: String,
    pub(crate) tag: String,
    pub(crate) href: String,
    pub(crate) target: String,
    #[serde(default)]
    pub(crate) query: Option<String>,
    #[serde(default)]
    pub(crate) host: Option<String>,
    pub(crate) exists: bool,
    #[serde(default)]
    pub(crate) left_out: bool,
    #[serde(default, rename = "self")]
    pub(crate) itself: bool,
    pub(crate) n: u32,
}

impl ColumnLabel {
    /// Days after which a column of that name is stale, from the words of the 2019
    /// indicators; a reading of its own, not the program's. `None` when the name
    /// does not tell.
    pub(crate) fn limit_days(&self) -> Option<i64> {
        let says = |words: &[&str]| words.iter().any(|word| self.name.contains(word));
        if says(&["解读", "通知", "公告", "公示", "政策", "法规", "文件"]) {
            Some(184)
        } else if says(&["动态", "要闻", "新闻", "活动", "报道", "快讯"]) {
            Some(14)
        } else if says(&[
            "人事",
            "录用",
            "公务员",
            "统计",
            "规划",
            "计划",
            "访谈",
            "调查",
        ]) {
            Some(365)
        } else {
            None
        }
    }
}

impl LinkLabel {
    /// Path and query as requested.
    pub(crate) fn request(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.target),
            None => self.target.clone(),
        }
    }
}

impl Labels {
    /// Reads the labels of the site `name`.
    pub(crate) fn read(data: &Path, name: &str) -> anyhow::Result<Self> {
        let folder = data.join("labels").join(name);
        let pages: Vec<PageLabel> = lines(&folder.join("pages.jsonl"))?;
        let columns: Vec<ColumnLabel> = lines(&folder.join("columns.jsonl"))?;
        let links: Vec<LinkLabel> = lines(&folder.join("links.jsonl"))?;
        let site = data.join("sites").join(name);
        let mut hosts = vec![word(&site.join("CNAME"))?];
        let named: HashSet<&str> = links
            .iter()
            .filter_map(|link| link.host.as_deref())
            .collect();
        let mut others: Vec<String> = named
            .into_iter()
            .filter(|host| *host != hosts[0])
            .map(str::to_owned)
            .collect();
        others.sort();
        hosts.extend(others);
        Ok(Self {
            pages: pages
                .into_iter()
                .map(|page| (page.file.clone(), page))
                .collect(),
            columns: columns
                .into_iter()
                .map(|column| (column.file.clone(), column))
                .collect(),
            links,
            hosts,
        })
    }
}

/// Reads a file of one JSON object a line.
pub(crate) fn lines<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines()
        .enumerate()
        .map(|(at, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), at + 1))
        })
        .collect()
}

fn word(path: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_column_has_its_own_limit() {
        let limit = |name: &str| {
            let label = ColumnLabel {
                file: String::new(),
                name: name.to_owned(),
                sub: "list".to_owned(),
                items: 1,
                newest: None,
                newest_from: None,
                blank: Some(false),
                filled_by_script: false,
            };
            label.limit_days()
        };
        assert_eq!(limit("工作动态"), Some(14));
        assert_eq!(limit("通知公告"), Some(184));
        assert_eq!(limit("新闻发布政策解读"), Some(184));
        assert_eq!(limit("统计数据"), Some(365));
        assert_eq!(limit("领导之窗"), None);
    }
}
