use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

use super::references::decoded;
use crate::sink::Sink;
use crate::tag::Tag;

/// Hands a plain tag to the sink, if it is one; its length.
pub(super) fn plain_tag(
    rest: &[u8],
    offset: usize,
    whole: &StrTendril,
    sink: &Sink,
) -> Option<usize> {
    let closing = rest.get(1) == Some(&b'/');
    let start = 1 + usize::from(closing);
    if !rest.get(start)?.is_ascii_alphabetic() {
        return None;
    }
    let (name, length, mut at) = lower::<LONGEST>(rest, start, u8::is_ascii_alphanumeric)?;
    let tag = Tag::of_bytes(name.get(..length)?);
    if !tag.is_plain() {
        return None;
    }
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut self_closing = false;
    loop {
        at = skip_spaces(rest, at);
        match rest.get(at)? {
            b'>' => break,
            b'/' if !closing && rest.get(at + 1) == Some(&b'>') => {
                self_closing = true;
                at += 1;
                break;
            }
            b'/' => return None,
            _ if closing => return None,
            _ => {}
        }
        let (name, length, after) = lower::<LONGEST_ATTRIBUTE>(rest, at, |byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':')
        })?;
        if length == 0 {
            return None;
        }
        let (value, after) = value(rest, after)?;
        at = after;
        // Only names that are looked at; of two alike the first counts.
        if let Some(local) = attribute_name(name.get(..length)?)
            && attributes
                .iter()
                .all(|attribute| attribute.name.local != local)
        {
            let from = u32::try_from(offset + value.start).ok()?;
            let length = u32::try_from(value.len()).ok()?;
            let written = whole.subtendril(from, length);
            let value = match memchr::memchr(b'&', written.as_bytes()) {
                None => written,
                Some(_) => StrTendril::from(decoded(&written)?),
            };
            attributes.push(Attribute {
                name: QualName::new(None, ns!(), local),
                value,
            });
        }
    }
    sink.at(offset);
    sink.tag(tag, closing, self_closing, &attributes);
    Some(at + 1)
}

/// A name in lower case, its length, and the place after it; `None` when it is
/// longer than anything known or does not end as a name does.
fn lower<const N: usize>(
    rest: &[u8],
    from: usize,
    part: impl Fn(&u8) -> bool,
) -> Option<([u8; N], usize, usize)> {
    let mut name = [0; N];
    let mut length = 0;
    let mut at = from;
    while let Some(byte) = rest.get(at).filter(|byte| part(byte)) {
        *name.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
        at += 1;
    }
    matches!(rest.get(at)?, b' ' | b'\t' | b'\n' | b'/' | b'>' | b'=').then_some((name, length, at))
}

/// Where the value after an attribute's name lies, and the place after it.
fn value(rest: &[u8], from: usize) -> Option<(core::ops::Range<usize>, usize)> {
    let equals = skip_spaces(rest, from);
    if rest.get(equals) != Some(&b'=') {
        return Some((from..from, from));
    }
    let at = skip_spaces(rest, equals + 1);
    let start;
    let end;
    let after;
    match rest.get(at)? {
        &quote @ (b'"' | b'\'') => {
            start = at + 1;
            end = start + memchr::memchr(quote, rest.get(start..)?)?;
            after = end + 1;
            if memchr::memchr2(b'\r', 0, rest.get(start..end)?).is_some() {
                return None;
            }
        }
        _ => {
            start = at;
            let tail = rest.get(start..)?;
            let length = tail.iter().position(|&byte| {
                !(byte.is_ascii_alphanumeric()
                    || matches!(
                        byte,
                        b'-' | b'_'
                            | b'.'
                            | b'/'
                            | b':'
                            | b'#'
                            | b'%'
                            | b'?'
                            | b','
                            | b';'
                            | b'('
                            | b')'
                    ))
            })?;
            end = start + length;
            after = end;
            if length == 0 || !matches!(rest.get(end)?, b' ' | b'\t' | b'\n' | b'>') {
                return None;
            }
        }
    }
    Some((start..end, after))
}

fn skip_spaces(rest: &[u8], mut at: usize) -> usize {
    while matches!(rest.get(at), Some(b' ' | b'\t' | b'\n')) {
        at += 1;
    }
    at
}

/// The attributes that the sink looks at.
fn attribute_name(name: &[u8]) -> Option<LocalName> {
    Some(match name {
        b"action" => local_name!("action"),
        b"alt" => local_name!("alt"),
        b"aria-hidden" => LocalName::from("aria-hidden"),
        b"aria-label" => LocalName::from("aria-label"),
        b"aria-labelledby" => LocalName::from("aria-labelledby"),
        b"background" => local_name!("background"),
        b"class" => local_name!("class"),
        b"content" => local_name!("content"),
        b"data" => local_name!("data"),
        b"data-href" => LocalName::from("data-href"),
        b"data-link" => LocalName::from("data-link"),
        b"data-url" => LocalName::from("data-url"),
        b"datetime" => local_name!("datetime"),
        b"for" => local_name!("for"),
        b"height" => local_name!("height"),
        b"hidden" => local_name!("hidden"),
        b"href" => local_name!("href"),
        b"http-equiv" => local_name!("http-equiv"),
        b"id" => local_name!("id"),
        b"itemprop" => local_name!("itemprop"),
        b"lang" => local_name!("lang"),
        b"method" => local_name!("method"),
        b"name" => local_name!("name"),
        b"onclick" => LocalName::from("onclick"),
        b"placeholder" => LocalName::from("placeholder"),
        b"poster" => local_name!("poster"),
        b"property" => local_name!("property"),
        b"querydata" => LocalName::from("querydata"),
        b"rel" => local_name!("rel"),
        b"role" => local_name!("role"),
        b"src" => local_name!("src"),
        b"srcset" => local_name!("srcset"),
        b"style" => local_name!("style"),
        b"tabindex" => LocalName::from("tabindex"),
        b"title" => local_name!("title"),
        b"type" => local_name!("type"),
        b"url" => LocalName::from("url"),
        b"value" => local_name!("value"),
        b"width" => local_name!("width"),
        _ => return None,
    })
}

/// Letters in the longest name of an attribute that is passed over without the
/// tokenizer.
const LONGEST_ATTRIBUTE: usize = 24;

/// Letters in the longest name of a plain tag.
const LONGEST: usize = 10;
