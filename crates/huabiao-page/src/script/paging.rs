use super::Scripts;
use crate::lexer::Js;

/// The arguments of a paging call.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Paging {
    /// Pages of the list.
    pub(crate) count: u32,
    /// This page, from 0.
    pub(crate) current: u32,
    /// Name of the files before the number.
    pub(crate) name: String,
    /// Their extension.
    pub(crate) extension: String,
    /// Entries of the list, where the call says so.
    pub(crate) total: Option<u32>,
    /// Whether the second page is number 2 (else 1).
    pub(crate) from_one: bool,
}

impl Paging {
    /// The file of the next page, if there is one.
    pub(crate) fn next(&self) -> Option<String> {
        let next = self.current.checked_add(1)?;
        if next >= self.count || self.name.is_empty() || self.extension.is_empty() {
            return None;
        }
        let number = if self.from_one { next + 1 } else { next };
        Some(format!("{}_{number}.{}", self.name, self.extension))
    }
}

impl Scripts {
    pub(super) fn paging(&self, tokens: &[Js<'_>], from: usize) -> Option<Paging> {
        let mut numbers = Vec::new();
        let mut texts = Vec::new();
        let mut first_is_text = false;
        let mut at = from;
        loop {
            match tokens.get(at)? {
                Js::Mark(')') => break,
                Js::Mark(',') => {}
                Js::Number(number) => numbers.push(number.parse::<u32>().ok()?),
                Js::Text(text) => {
                    if let Ok(number) = text.trim().parse::<u32>() {
                        numbers.push(number);
                    } else {
                        first_is_text |= numbers.is_empty();
                        texts.push(text.clone().into_owned());
                    }
                }
                Js::Word(name) => {
                    numbers.push(self.variables.get(*name)?.trim().parse().ok()?);
                }
                Js::Mark(_) => return None,
            }
            if numbers.len() + texts.len() > 12 {
                return None;
            }
            at += 1;
        }
        let &[count, current, ref rest @ ..] = numbers.as_slice() else {
            return None;
        };
        if first_is_text && !texts.is_empty() {
            // The element that the links are written into comes first.
            texts.remove(0);
        }
        let mut texts = texts.into_iter();
        Some(Paging {
            count,
            current: if first_is_text {
                current.saturating_sub(1)
            } else {
                current
            },
            name: texts.next().unwrap_or_default(),
            extension: texts.next().unwrap_or_default(),
            total: rest.first().copied(),
            from_one: first_is_text,
        })
    }
}

/// Whether a function by this name writes the links between pages.
pub(super) fn is_paging(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.contains("page")
        && ["create", "html", "nav", "show", "write", "turn"]
            .iter()
            .any(|word| lower.contains(word))
}
