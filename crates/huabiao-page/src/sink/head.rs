use html5ever::tendril::StrTendril;
use html5ever::{Attribute, local_name};
use huabiao_facts::Meta;

use super::State;
use super::space::fold;
use crate::skeleton::{Role, Stamp};

impl State {
    pub(super) fn meta(&mut self, attrs: &[Attribute]) {
        let mut name = None;
        let mut content = None;
        let mut http = false;
        for attr in attrs {
            match attr.name.local {
                local_name!("name") => name = Some(&attr.value),
                local_name!("property") | local_name!("itemprop") if name.is_none() => {
                    name = Some(&attr.value);
                }
                local_name!("http-equiv") if name.is_none() => {
                    name = Some(&attr.value);
                    http = true;
                }
                local_name!("content") => content = Some(&attr.value),
                _ => {}
            }
        }
        let (Some(name), Some(content)) = (name, content) else {
            return;
        };
        if http
            && name.trim().eq_ignore_ascii_case("refresh")
            && let Some((_, address)) = refresh(content)
        {
            self.link(
                StrTendril::from_slice(address),
                Role::Refresh,
                Some(content.clone()),
            );
        }
        if self.out.skeleton.meta.len() < METAS {
            let meta = Meta {
                name: fold(name, 100),
                content: fold(content, 1000),
            };
            self.skeleton().meta.push(meta);
        }
    }

    pub(super) fn stamp(&mut self, attrs: &[Attribute]) {
        if self.out.skeleton.stamps.len() >= STAMPS {
            return;
        }
        let mut value = None;
        let mut name = None;
        for attr in attrs {
            match attr.name.local {
                local_name!("datetime") => value = Some(attr.value.clone()),
                local_name!("content") => value = value.or_else(|| Some(attr.value.clone())),
                local_name!("itemprop") => name = Some(attr.value.clone()),
                local_name!("class") => name = name.or_else(|| Some(attr.value.clone())),
                _ => {}
            }
        }
        if let Some(value) = value {
            let stamp = Stamp {
                value,
                name,
                node: self.node(),
                at: self.text_len(),
            };
            if self
                .out
                .skeleton
                .stamps
                .last()
                .is_none_or(|last| last.at != stamp.at || last.value != stamp.value)
            {
                self.skeleton().stamps.push(stamp);
            }
        }
    }
}

/// The number of seconds and the address in the content of a refresh.
pub(crate) fn refresh(content: &str) -> Option<(u32, &str)> {
    let content = content.trim_start();
    let digits = content
        .bytes()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(content.len());
    if digits == 0 && !content.starts_with('.') {
        return None;
    }
    let seconds = content.get(..digits)?.parse().unwrap_or(0);
    let rest = content
        .get(digits..)?
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = rest
        .trim_start()
        .strip_prefix([';', ','])
        .unwrap_or(rest)
        .trim_start();
    if rest.is_empty() {
        return None;
    }
    let rest = match rest.get(..3) {
        Some(head) if head.eq_ignore_ascii_case("url") => {
            let after = rest.get(3..)?.trim_start();
            match after.strip_prefix('=') {
                Some(address) => address.trim_start(),
                None => rest,
            }
        }
        _ => rest,
    };
    let address = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => rest.get(1..)?.split(quote).next()?,
        _ => rest,
    };
    Some((seconds, address))
}

const METAS: usize = 200;
const STAMPS: usize = 500;
