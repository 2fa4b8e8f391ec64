use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, local_name};

use super::State;
use super::attributes::attribute;
use crate::skeleton::RawAct;
use crate::tag::Tag;

impl State {
    /// An element that acts begins; it is the last on the stack, or has no content and
    /// its words are given.
    pub(super) fn act_open(&mut self, words: Option<StrTendril>) {
        if self.out.skeleton.acts.len() >= ACTS || self.noscript > 0 || self.template > 0 {
            return;
        }
        let at = self.text_len();
        let open = words.is_none();
        let act = RawAct {
            node: self.node(),
            line: self.line,
            hidden: self.hidden(),
            start: at,
            end: at,
            words,
        };
        self.skeleton().acts.push(act);
        if open {
            let index = self.out.skeleton.acts.len() - 1;
            self.acts.push((index, self.stack.len()));
        }
    }

    /// Ends the elements that act and are no longer on the stack.
    pub(super) fn acts_close(&mut self) {
        while let Some(&(index, depth)) = self.acts.last()
            && self.stack.len() < depth
        {
            self.acts.pop();
            let end = self.text_len();
            if let Some(act) = self.out.skeleton.acts.get_mut(index) {
                act.end = end.max(act.start);
            }
        }
    }

    /// An element without content that acts when it is clicked, with its words in an
    /// attribute.
    pub(super) fn act(&mut self, attrs: &[Attribute], words: &LocalName) {
        self.out.skeleton.reports |= opens_reports(attrs);
        if is_clicked(attrs)
            && let Some(words) = attribute(attrs, words).filter(|words| !words.trim().is_empty())
        {
            self.act_open(Some(words.clone()));
        }
    }

    /// Counts an element that names where its content is fetched, and notes one that opens
    /// the platform for reports of faults.
    pub(super) fn fetched(&mut self, tag: Tag, attrs: &[Attribute]) {
        self.out.skeleton.reports |= opens_reports(attrs);
        let names = attrs.iter().any(|attr| {
            matches!(&*attr.name.local, "data-url" | "querydata" | "url")
                && !attr.value.trim().is_empty()
        });
        if names && (tag.is_block() || tag == Tag::Span) {
            self.out.skeleton.fetched = self.out.skeleton.fetched.saturating_add(1);
        }
    }
}

/// Whether an element with content acts: a click on it, or an option that holds an
/// address.
pub(super) fn acts(tag: Tag, attrs: &[Attribute]) -> bool {
    let address = |value: &StrTendril| value.contains('/') || value.contains(".htm");
    is_clicked(attrs)
        || tag == Tag::Option && attribute(attrs, &local_name!("value")).is_some_and(address)
}

fn is_clicked(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        matches!(&*attr.name.local, "data-href" | "data-link" | "onclick")
            && !attr.value.trim().is_empty()
    })
}

/// Whether a click opens the platform for reports of faults (我为政府网站找错).
fn opens_reports(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        &*attr.name.local == "onclick"
            && (attr.value.contains("jiucuo") || attr.value.contains("zfwzgl.www.gov.cn/exposure"))
    })
}

/// Elements that act kept of one page.
const ACTS: usize = 1_000;
