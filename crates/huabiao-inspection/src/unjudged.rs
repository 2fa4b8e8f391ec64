use huabiao_facts::{ColumnKind, LinkKind, LinkPlace, PageKind, PageVisit};
use huabiao_finding::Reason;

use crate::column_state::Judged;
use crate::seen::{Seen, is_followed, is_label};

/// Why nobody can say whether columns of some kinds were kept up: the site has an
/// entrance to one, and no page that was read could be judged as such a column.
pub(crate) fn unjudged_kinds(seen: &Seen<'_>, columns: &[Judged<'_>]) -> Vec<Reason> {
    KINDS
        .iter()
        .filter(|kind| !columns.iter().any(|judged| kind.is_judged(judged)))
        .filter(|kind| {
            seen.pages
                .iter()
                .any(|visit| kind.has_entrance(seen, visit))
        })
        .map(|kind| Reason::NothingSeen {
            what: kind.what.to_owned(),
        })
        .collect()
}

/// A kind of column that must be kept up.
struct Kind {
    kind: ColumnKind,
    /// Words in names of such columns.
    words: &'static [&'static str],
    what: &'static str,
}

impl Kind {
    fn is_named(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.contains(word))
    }

    fn is_judged(&self, judged: &Judged<'_>) -> bool {
        judged.column.kind == self.kind || self.is_named(&judged.column.name)
    }

    /// Whether a page links by the name of such a column to a page that was read and
    /// is none. What was not read is a gap already.
    fn has_entrance(&self, seen: &Seen<'_>, visit: &PageVisit) -> bool {
        visit.page.links.iter().any(|link| {
            link.place == LinkPlace::Anchor
                && link.kind == LinkKind::Page
                && is_followed(link)
                && is_label(&link.text)
                && self.is_named(&link.text)
                && !link.url.as_deref().is_none_or(|url| {
                    seen.outcome(url).is_dead()
                        || seen
                            .read(url)
                            .is_none_or(|target| !may_be_column(target, link.text.trim()))
                })
        })
    }
}

/// Whether a page may be the column of that name, though it was not read as one. A
/// document may have a short title that sounds like a column.
fn may_be_column(visit: &PageVisit, label: &str) -> bool {
    let page = &visit.page;
    match page.kind {
        PageKind::Home => false,
        PageKind::Article | PageKind::Guide => page.column_name == label,
        _ => true,
    }
}

const KINDS: [Kind; 4] = [
    Kind {
        kind: ColumnKind::News,
        words: &["动态", "要闻", "新闻"],
        what: "可判读的动态要闻栏目",
    },
    Kind {
        kind: ColumnKind::Notice,
        words: &["公告", "公示", "通知"],
        what: "可判读的通知公告栏目",
    },
    Kind {
        kind: ColumnKind::Policy,
        words: &["政策文件", "政策法规", "规范性文件"],
        what: "可判读的政策文件栏目",
    },
    Kind {
        kind: ColumnKind::Interpretation,
        words: &["解读"],
        what: "可判读的政策解读栏目",
    },
];
