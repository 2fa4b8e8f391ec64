use huabiao_facts::{GuideElement, Published};
use url::Url;

use crate::content::Content;
use crate::headline::{is_squeezed, squeeze};
use crate::lists::List;
use crate::notice::is_notice;
use crate::regions::{Area, Regions};
use crate::sink::Pass;
use crate::skeleton::{Role, Skeleton};
use crate::subjects::Subjects;
use crate::terms::{Hit, Term};

/// All that has been read of a page when its kind is decided.
pub(crate) struct View<'a> {
    pub(crate) url: &'a Url,
    pub(crate) status: u16,
    pub(crate) pass: &'a Pass,
    pub(crate) skeleton: &'a Skeleton,
    pub(crate) regions: &'a Regions,
    pub(crate) terms: &'a [Hit],
    pub(crate) lists: &'a [List],
    pub(crate) content: &'a Content,
    pub(crate) headline: Option<(u32, u32)>,
    pub(crate) published: Option<&'a Published>,
    /// Where in the text a word or a byline says that it is the date of publication.
    pub(crate) labelled: Option<u32>,
    pub(crate) guide: &'a [GuideElement],
    pub(crate) soft_error: bool,
    pub(crate) challenge: bool,
    pub(crate) login: bool,
    pub(crate) redirects: bool,
    pub(crate) subjects: Subjects,
    /// The address of each raw link.
    pub(crate) addresses: &'a [Option<&'a str>],
}

impl<'a> View<'a> {
    pub(crate) fn meta(&self, name: &str) -> Option<&'a str> {
        self.skeleton
            .meta
            .iter()
            .find(|meta| meta.name.eq_ignore_ascii_case(name))
            .map(|meta| meta.content.trim())
            .filter(|content| !content.is_empty())
    }

    pub(crate) fn address(&self, link: Option<u32>) -> Option<&'a str> {
        self.addresses.get(link? as usize).copied().flatten()
    }

    /// Where the content begins: below the trail. A headline does not count here,
    /// for lists have their name in the menu beside them.
    pub(crate) fn begin(&self) -> u32 {
        self.regions.trail.as_ref().map_or(0, |trail| trail.end)
    }

    /// The lists that make the page a column, if it is one: the dated ones, or
    /// failing these the long ones that are no menus.
    pub(crate) fn column_lists(&self) -> Vec<&'a List> {
        let begin = self.begin();
        let places: Vec<&List> = self
            .lists
            .iter()
            .filter(|list| {
                list.start >= begin
                    && list.area == Area::Main
                    && !self
                        .skeleton
                        .nodes
                        .get(list.node as usize)
                        .is_some_and(|node| node.hidden)
            })
            .collect();
        let dated: Vec<&List> = places
            .iter()
            .copied()
            .filter(|list| list.dated > 0)
            .collect();
        if !dated.is_empty() {
            return self.largest(dated);
        }
        let long: Vec<&List> = places
            .into_iter()
            .filter(|list| !self.is_menu(list))
            .collect();
        self.largest(long)
    }

    /// Whether an undated list is a menu: the page itself stands in it, or its
    /// entries are as short as the names of columns.
    fn is_menu(&self, list: &List) -> bool {
        if self.holds_itself(list) {
            return true;
        }
        let count = list.entries.len();
        let length: usize = list
            .entries
            .iter()
            .map(|entry| entry.title.chars().count())
            .sum();
        let indexes = list
            .entries
            .iter()
            .filter(|entry| {
                self.address(entry.link).is_some_and(|address| {
                    let path = address.split(['?', '#']).next().unwrap_or_default();
                    path.ends_with('/') || path.contains("/index.")
                })
            })
            .count();
        let documents = list
            .entries
            .iter()
            .filter(|entry| {
                self.address(entry.link).is_some_and(|address| {
                    let name = address.rsplit('/').next().unwrap_or_default();
                    name.bytes().filter(u8::is_ascii_digit).count() >= 3
                })
            })
            .count();
        let short = length < count * 5 && documents * 2 < count;
        short || indexes * 2 > count || count < 3
    }

    /// The lists that are nearly as long as the longest, and the rest of a list that
    /// stands in groups: short ones beside them in the same element.
    fn largest(&self, lists: Vec<&'a List>) -> Vec<&'a List> {
        let most = lists
            .iter()
            .map(|list| list.entries.len())
            .max()
            .unwrap_or(0);
        let parent = |list: &List| {
            self.skeleton
                .nodes
                .get(list.node as usize)
                .map(|node| (node.tag, node.parent))
        };
        let long = |list: &List| list.entries.len() * 5 >= most * 2;
        let parents: Vec<_> = lists
            .iter()
            .filter(|list| long(list))
            .map(|list| parent(list))
            .collect();
        lists
            .into_iter()
            .filter(|list| long(list) || parents.contains(&parent(list)))
            .collect()
    }

    /// Anchors in the content that stand in no menu with the page itself in it.
    pub(crate) fn stray_links(&self) -> usize {
        let begin = self.begin();
        let menus: Vec<&List> = self
            .lists
            .iter()
            .filter(|list| self.holds_itself(list))
            .collect();
        self.skeleton
            .links
            .iter()
            .filter(|link| {
                link.role == Role::Anchor
                    && link.start >= begin
                    && link.end > link.start + 6
                    && !link.hidden
                    && self.regions.area(link.node, link.start) == Area::Main
                    && !self.has_term(link.start, link.end, Term::Paging)
                    && !menus
                        .iter()
                        .any(|list| list.start <= link.start && link.start < list.end)
            })
            .count()
    }

    /// Whether the page itself is an entry of a list.
    fn holds_itself(&self, list: &List) -> bool {
        let own = squeeze(&self.column_name());
        list.entries.iter().any(|entry| {
            let raw = entry
                .link
                .and_then(|link| self.skeleton.links.get(link as usize));
            let here = match (raw, self.address(entry.link)) {
                (_, Some(address)) => address == self.url.as_str(),
                (Some(raw), None) => raw.href.trim().is_empty() && raw.role == Role::Anchor,
                _ => false,
            };
            here || !own.is_empty() && squeeze(&entry.title) == own
        })
    }

    /// The name of the column that the page shows or stands in, or empty.
    pub(crate) fn column_name(&self) -> String {
        if let Some(name) = self.meta("ColumnName")
            && !name.contains("公共")
        {
            return crate::sink::fold(name, 60);
        }
        self.trail_name().unwrap_or_default()
    }

    /// The last step of the trail of links above the content.
    pub(crate) fn trail_name(&self) -> Option<String> {
        if let Some(trail) = &self.regions.trail {
            let mut steps = trail.steps.iter().rev().filter(|step| {
                ![
                    "正文",
                    "详情",
                    "内容",
                    "详细内容",
                    "内容页",
                    "文章详情",
                    "信息详情",
                ]
                .contains(&step.name.as_str())
            });
            return steps.next().map(|step| step.name.clone());
        }
        None
    }

    /// Whether the page says in its trail or its official fields that it stands
    /// among service guides.
    pub(crate) fn among_guides(&self) -> bool {
        let says = |name: &str| GUIDES.iter().any(|word| name.contains(word));
        if self.meta("ColumnName").is_some_and(says) {
            return true;
        }
        self.regions.trail.as_ref().is_some_and(|trail| {
            trail
                .steps
                .iter()
                .rev()
                .take(3)
                .any(|step| step.name.chars().count() <= 10 && says(&step.name))
        })
    }

    /// Characters of the content that stand outside the given lists.
    pub(crate) fn outside(&self, lists: &[&List]) -> u32 {
        let begin = self.begin();
        let name = squeeze(&self.column_name());
        let mut chars = 0;
        for line in &self.skeleton.lines {
            if line.start < begin || line.hidden || line.control {
                continue;
            }
            if self.regions.area(line.node, line.start) != Area::Main
                || line.link_chars * 10 >= line.chars * 6
                || lists
                    .iter()
                    .any(|list| list.start <= line.start && line.start < list.end)
            {
                continue;
            }
            let text = self.skeleton.slice(line.start, line.end);
            // The name of the column, the words of paging, a lone number.
            if line.chars <= 20 && (line.heading > 0 || is_squeezed(text, &name)) {
                continue;
            }
            if self.has_term(line.start, line.end, Term::Paging)
                || line.chars <= 40
                    && (self.has_term(line.start, line.end, Term::Empty) || is_notice(text))
                // Marks of a template, filled by a script.
                || text.contains("{{")
            {
                continue;
            }
            chars += line.chars - line.link_chars;
        }
        chars
    }

    pub(crate) fn has_term(&self, from: u32, to: u32, term: Term) -> bool {
        let first = self.terms.partition_point(|hit| hit.start < from);
        self.terms
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|hit| hit.start < to)
            .any(|hit| hit.term == term)
    }
}

/// Words in the names of columns of service guides.
pub(crate) const GUIDES: [&str; 14] = [
    "办事指南",
    "办事指引",
    "服务指南",
    "办理指南",
    "办事服务",
    "办事大厅",
    "网上办事",
    "在线办事",
    "行政许可",
    "公共服务事项",
    "办事须知",
    "办理须知",
    "服务事项",
    "我要办",
];
