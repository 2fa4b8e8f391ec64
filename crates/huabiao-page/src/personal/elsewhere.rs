use std::collections::HashSet;

use html5ever::tendril::StrTendril;
use huabiao_facts::{PersonalKind, PersonalNumber, Region};

use super::card::{Card, card};
use super::scan::{Shape, figures, has_wide, numbers};
use super::{Private, evidence, identity};
use crate::regions::Regions;
use crate::sink::fold;
use crate::skeleton::{Role, Skeleton};

/// A number that stands in the title, a `meta` element or the description of a picture or
/// a link, and not in the text.
#[derive(Clone, Debug)]
pub(super) struct Elsewhere {
    kind: PersonalKind,
    masked: String,
    context: String,
    line: u32,
    /// The link whose description it is.
    link: Option<usize>,
}

impl Elsewhere {
    pub(super) fn fact(&self, skeleton: &Skeleton, regions: &Regions) -> PersonalNumber {
        let link = self.link.and_then(|index| skeleton.links.get(index));
        PersonalNumber {
            kind: self.kind,
            masked: self.masked.clone(),
            beside: None,
            context: self.context.clone(),
            line: self.line,
            region: match link {
                Some(link) if !link.head => regions.of(link.node, link.start),
                _ => Region::Header,
            },
            hidden: link.is_some_and(|link| link.hidden),
        }
    }
}

/// Masks what is private in all that the pass keeps beside the text, but for addresses,
/// and keeps what title, `meta` elements and descriptions alone show.
pub(super) fn mask(skeleton: &mut Skeleton, source: &str, private: &mut Private) {
    let mut title = core::mem::take(&mut skeleton.title);
    let line = |raw: &str| line_of(source, raw);
    read(&mut title, private, line, None);
    skeleton.title = title;
    for meta in &mut skeleton.meta {
        read(&mut meta.content, private, line, None);
        private.mask(&mut meta.name);
    }
    for (index, link) in skeleton.links.iter_mut().enumerate() {
        // There it is the address that the browser is sent to.
        if link.role != Role::Refresh
            && let Some(alt) = &mut link.alt
            && let Some(masked) = told(alt, private, |_| link.line, Some(index))
        {
            *alt = StrTendril::from(masked);
        }
    }
    for stamp in &mut skeleton.stamps {
        if let Some(masked) = masked(&stamp.value, &private.known) {
            stamp.value = StrTendril::from(masked);
        }
    }
    for form in &mut skeleton.forms {
        let hidden = form.hidden_fields.iter_mut();
        let hidden = hidden.flat_map(|(name, value)| [name, value]);
        let fields = form.fields.iter_mut().chain(&mut form.line_field);
        fields.chain(hidden).for_each(|text| private.mask(text));
    }
    let access = &mut skeleton.access;
    let fields = access.unlabelled.iter_mut().map(|(_, barrier)| barrier);
    let barriers = access.barriers.iter_mut().chain(fields);
    barriers.for_each(|barrier| private.mask(&mut barrier.what));
}

fn read(text: &mut String, private: &mut Private, line: impl Fn(&str) -> u32, link: Option<usize>) {
    if let Some(masked) = told(text, private, line, link) {
        *text = masked;
    }
}

/// The text masked, if it holds anything private; what the visible text does not show is
/// kept.
fn told(
    text: &str,
    private: &mut Private,
    line: impl Fn(&str) -> u32,
    link: Option<usize>,
) -> Option<String> {
    let masked = masked(text, &private.known)?;
    numbers(text, |number| {
        let raw = text.get(number.start..number.end).unwrap_or_default();
        let figures = figures(raw);
        let label = evidence::before(text, number.start, evidence::LABEL);
        let kind = match number.kind {
            Shape::Identity if identity::is_identity(&figures) => {
                let other =
                    evidence::is_other_label(label) || identity::is_also_credit_code(&figures);
                let named = evidence::is_identity_label(label) || !other;
                let part = evidence::goes_on(text, number.end);
                (named && (!part || label.contains(evidence::DISABILITY)))
                    .then_some(PersonalKind::IdNumber)
            }
            Shape::Card if card(&figures) == Some(Card::Sure) => {
                evidence::is_card_label(label).then_some(PersonalKind::BankCard)
            }
            _ => None,
        };
        let shown = evidence::is_example(label) || private.known.contains(&figures);
        let Some(kind) = kind.filter(|_| !shown) else {
            return;
        };
        // A masked text is as long as the open one.
        let context = evidence::before(&masked, number.end, 46);
        private.elsewhere.push(Elsewhere {
            kind,
            masked: masked
                .get(number.start..number.end)
                .unwrap_or_default()
                .to_owned(),
            context: fold(context, 60),
            line: line(raw),
            link,
        });
        private.known.insert(figures);
    });
    Some(masked)
}

/// A text with identity numbers, cards that are sure, and known numbers masked; `None`
/// where there are none. No longer than before, no shorter either.
pub(super) fn masked(text: &str, known: &HashSet<Vec<u8>>) -> Option<String> {
    if text.bytes().filter(u8::is_ascii_digit).count() < SHORTEST && !has_wide(text) {
        return None;
    }
    let kind = |figures: &[u8]| match figures.len() {
        18 if identity::is_identity(figures) => Some(PersonalKind::IdNumber),
        16..=19 if card(figures) == Some(Card::Sure) => Some(PersonalKind::BankCard),
        11 if known.contains(figures) => Some(PersonalKind::Mobile),
        _ if known.contains(figures) => Some(PersonalKind::BankCard),
        _ => None,
    };
    let mut places = Vec::new();
    numbers(text, |number| {
        let figures = figures(text.get(number.start..number.end).unwrap_or_default());
        places.extend(kind(&figures).map(|kind| (kind, number.start, number.end)));
    });
    // A word of its own in an address or a file name.
    let mut at = 0;
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        if word.len() >= SHORTEST {
            let start = at;
            places.extend(kind(word.as_bytes()).map(|kind| (kind, start, start + word.len())));
        }
        at += word.len();
        at += text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
    }
    if places.is_empty() {
        return None;
    }
    let mut bytes = text.as_bytes().to_vec();
    for (kind, start, end) in places {
        if let Some(number) = bytes.get_mut(start..end) {
            super::mask(kind, number);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The line of the source on which a number stands, from 1; 1 where it is written
/// otherwise there.
fn line_of(source: &str, number: &str) -> u32 {
    let at = memchr::memmem::find(source.as_bytes(), number.as_bytes()).unwrap_or(0);
    let lead = source.as_bytes().get(..at).unwrap_or_default();
    let lines = memchr::memchr_iter(b'\n', lead).count();
    u32::try_from(lines).unwrap_or(u32::MAX).saturating_add(1)
}

/// Figures of the shortest number.
const SHORTEST: usize = 11;
