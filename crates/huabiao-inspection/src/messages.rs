use huabiao_facts::{ColumnKind, LinkKind, LinkPlace, MessageAnswer, PageVisit, PublicMessage};
use huabiao_finding::Reason;

use crate::portal::nothing_seen;
use crate::seen::{Seen, count, is_followed, is_label};
use crate::services::is_unknown_platform;

/// What a run saw of messages of users that the site makes public.
pub(crate) struct Messages<'a> {
    /// With the page that shows each, in the order of discovery.
    pub(crate) all: Vec<(&'a PageVisit, &'a PublicMessage)>,
    /// Lists of a column of consultation that hold entries.
    pub(crate) lists: Vec<&'a PageVisit>,
    /// Whether the messages, or more of them, may be on a platform elsewhere, or behind
    /// an entrance that was not read.
    pub(crate) elsewhere: bool,
}

impl<'a> Messages<'a> {
    pub(crate) fn new(seen: &Seen<'a>) -> Self {
        let all = seen
            .pages
            .iter()
            .copied()
            .flat_map(|visit| {
                let messages = visit.page.messages.iter();
                messages.map(move |message| (visit, message))
            })
            .collect();
        let lists = seen
            .pages
            .iter()
            .copied()
            .filter(|visit| {
                visit.page.column.as_ref().is_some_and(|column| {
                    column.kind == ColumnKind::Consultation
                        && !column.front
                        && column.items.iter().any(|item| item.date.is_some())
                })
            })
            .collect();
        Self {
            all,
            lists,
            elsewhere: seen.pages.iter().any(|visit| leads_away(seen, visit)),
        }
    }

    /// Why there may be more messages than the `read` ones that were seen here.
    pub(crate) fn more(read: usize) -> Reason {
        match read {
            0 => nothing_seen("互动平台上的公开留言"),
            _ => Reason::PartRead {
                what: "公开留言".to_owned(),
                read: count(read),
                left: None,
            },
        }
    }

    /// Whether the page of a letter itself, read by the same run, tells of an answer, or of
    /// no open one, although a list calls it open: lists are not always set right.
    pub(crate) fn is_answered_below(&self, seen: &Seen<'_>, message: &PublicMessage) -> bool {
        let page = message.url.as_deref().and_then(|url| seen.read(url));
        let lists = |page: &PageVisit| page.page.messages.contains(message);
        page.filter(|page| !lists(page)).is_some_and(|page| {
            let own = page.page.messages.iter().filter(|own| own.whole);
            let mut own = own.peekable();
            let says = |own: &PublicMessage| {
                own.answered.is_some()
                    || !matches!(own.answer, MessageAnswer::Empty | MessageAnswer::Open)
            };
            own.peek().is_none() || own.any(says)
        })
    }

    /// Whether any message is public on the pages that were read.
    pub(crate) fn is_any(&self) -> bool {
        !self.all.is_empty() || !self.lists.is_empty()
    }
}

/// Whether a page leads to a platform for messages that was not read, or may hold
/// messages that scripts write into it.
fn leads_away(seen: &Seen<'_>, visit: &PageVisit) -> bool {
    let page = &visit.page;
    let named = |text: &str| WORDS.iter().any(|word| text.contains(word));
    let filled = page.filled_by_script && (named(&page.title) || named(&page.column_name));
    filled
        || Seen::is_scripted(visit, &WORDS)
        || page
            .links
            .iter()
            .filter(|link| is_followed(link))
            .any(|link| {
                let url = link.url.as_deref().unwrap_or_default();
                let open = link.place == LinkPlace::Anchor
                    && matches!(link.kind, LinkKind::External | LinkKind::Page)
                    && seen.read(url).is_none()
                    && !seen.outcome(url).is_dead();
                open && (is_label(&link.text) && named(&link.text)
                    || is_unknown_platform(seen, visit, link)
                    || seen.is_wordless_entrance(link))
            })
}

/// Words of the area of messages.
pub(crate) const WORDS: [&str; 16] = [
    "信箱", "邮箱", "留言", "来信", "写信", "信件", "咨询", "投诉", "互动", "问政", "建言", "诉求",
    "民意", "答复", "回复", "12345",
];
