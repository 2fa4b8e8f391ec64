use chrono::Datelike;
use huabiao_facts::{ColumnKind, LinkPlace};
use huabiao_finding::Reason;
use url::Url;

use crate::column_state::{Freshness, Judged};
use crate::column_why::ColumnWhy;
use crate::seen::Seen;

/// Takes the charge from columns that keep what is over, and from those of which the
/// page alone does not tell: archives by year, columns of closed topics, tabs.
pub(crate) fn spare_archives(seen: &Seen<'_>, columns: &mut [Judged<'_>]) {
    let others: Vec<Other> = columns.iter().map(Other::of).collect();
    for (index, judged) in columns.iter_mut().enumerate() {
        if judged.column.state != Freshness::Stale {
            continue;
        }
        let mut beside = others.iter().enumerate();
        let is_archive =
            is_of_past_year(seen, judged) || others.iter().any(|other| other.keeps(judged));
        if is_archive {
            judged.column.state = Freshness::NoDuty;
            judged.column.why = ColumnWhy::Archive;
        } else if beside.any(|(at, other)| at != index && other.is_tab_of(judged)) {
            judged.column.state = Freshness::Unknown;
            judged.column.why = ColumnWhy::Tab;
            judged.unknown = Some(Reason::NothingSeen {
                what: "栏目列表".to_owned(),
            });
        }
    }
}

/// What of a column matters to another one.
struct Other {
    url: String,
    name: String,
    kind: ColumnKind,
    fresh: bool,
}

impl Other {
    fn of(judged: &Judged<'_>) -> Self {
        Self {
            url: judged.column.url.clone(),
            name: judged.column.name.clone(),
            kind: judged.column.kind,
            fresh: judged.column.state == Freshness::Fresh,
        }
    }

    /// Whether a column below this one is a part of it that is over: the same column, kept
    /// up here, or one of a topic.
    fn keeps(&self, judged: &Judged<'_>) -> bool {
        let same = self.fresh && !self.name.is_empty() && self.name == judged.column.name;
        let topic = self.kind == ColumnKind::Archive
            && !self.name.contains("公开")
            && TOPICS.iter().any(|word| self.name.contains(word));
        (same || topic) && is_below(&judged.column.url, &self.url)
    }

    /// Whether this column, kept up, may be a tab of another: of the same kind and linked
    /// from it, in the same folder or by nothing but a year.
    fn is_tab_of(&self, judged: &Judged<'_>) -> bool {
        if !self.fresh || self.kind != judged.column.kind {
            return false;
        }
        let own = folder(&self.url);
        let beside = own.is_some() && own == folder(&judged.column.url);
        judged.visit.page.links.iter().any(|link| {
            link.place == LinkPlace::Anchor
                && link.url.as_deref() == Some(&self.url)
                && (beside || is_year(&link.text))
        })
    }
}

/// Whether a column names a past year, in its name or as a part of its address, and
/// holds nothing younger.
fn is_of_past_year(seen: &Seen<'_>, judged: &Judged<'_>) -> bool {
    let today = seen.site.today.year();
    let Some(newest) = judged.column.newest.map(|newest| newest.year()) else {
        return false;
    };
    let path = Url::parse(&judged.column.url).ok();
    let steps = path.as_ref().and_then(Url::path_segments);
    let mut steps = steps.into_iter().flatten().filter_map(|step| {
        let step = step.split('.').next().unwrap_or_default();
        (step.len() == 4)
            .then(|| step.parse::<i32>().ok())
            .flatten()
    });
    let named = year_in(&judged.column.name);
    newest < today && (steps.any(|year| year == newest) || named.is_some_and(|year| year == newest))
}

/// The year in a name: 2025年工作动态.
fn year_in(name: &str) -> Option<i32> {
    let at = name.find("年")?;
    let head = name.get(..at)?;
    let year = head.get(head.len().checked_sub(4)?..)?;
    year.parse().ok().filter(|year| YEARS.contains(year))
}

/// Whether a text is nothing but a year: 2026, 2026年, 2026年度.
fn is_year(text: &str) -> bool {
    let bare = text.trim().trim_end_matches(['度', '年']);
    bare.len() == 4 && bare.parse().is_ok_and(|year| YEARS.contains(&year))
}

/// Whether an address lies in a folder below that of another, which is the folder's own
/// page.
fn is_below(url: &str, other: &str) -> bool {
    let file = other.rsplit('/').next().unwrap_or_default();
    let index = INDEX.contains(&file.split('.').next().unwrap_or_default());
    let other = if index { folder(other) } else { None };
    other.is_some_and(|folder| {
        url.strip_prefix(folder)
            .is_some_and(|rest| rest.trim_start_matches('/').contains('/'))
    })
}

/// The folder of an address that is not at the root of its host.
fn folder(url: &str) -> Option<&str> {
    let (folder, _) = url.rsplit_once('/')?;
    (folder.split('/').count() > 3).then_some(folder)
}

/// Words of topics and of what is kept for the record.
const TOPICS: [&str; 7] = ["专题", "专栏", "往年", "往期", "往届", "归档", "存档"];

/// File names of a folder's own page.
const INDEX: [&str; 4] = ["", "default", "index", "list"];

/// Years that columns are named after.
const YEARS: core::ops::RangeInclusive<i32> = 1990..=2100;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_folders() {
        assert_eq!(year_in("2025年工作动态"), Some(2025));
        assert_eq!(year_in("青年工作"), None);
        assert_eq!(year_in("年报"), None);
        assert!(is_year(" 2026年 ") && is_year("2026") && is_year("2026年度"));
        assert!(!is_year("2026年工作动态") && !is_year("年") && !is_year("0110"));
        let parent = "http://www.example.gov.cn/gzdt/index.html";
        assert!(is_below("http://www.example.gov.cn/gzdt/2025/", parent));
        assert!(!is_below("http://www.example.gov.cn/gzdt/2.html", parent));
        let beside = "http://www.example.gov.cn/gzdt/zt.html";
        assert!(!is_below("http://www.example.gov.cn/gzdt/2025/", beside));
        assert!(!is_below(
            "http://www.example.gov.cn/a/",
            "http://www.example.gov.cn/"
        ));
    }
}
