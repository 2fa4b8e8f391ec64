use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

use crate::sink::Sink;
use crate::tag::Tag;

/// Feeds a page to the tokenizer, in pieces that end with a `>`.
///
/// Where the tokenizer has just finished a tag, it stands between tags; plain text,
/// plain tags and comments, which are most of a page, then go to the sink directly: text
/// and attributes with no character references but the frequent ones, names of ASCII
/// letters, values in quotes or of ordinary characters. So does the content of scripts,
/// styles and titles up to their end tag. Whatever is less plain is the tokenizer's. A
/// property test holds that the sink sees the same either way.
pub(crate) fn drive(tokenizer: &Tokenizer<Sink>, text: &str) {
    let bytes = text.as_bytes();
    let whole = StrTendril::from_slice(text);
    let input = BufferQueue::default();
    let sink = &tokenizer.sink;
    let mut between = true;
    let mut began = false;
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let mut tag = 0;
        if between {
            tag = memchr::memchr(b'<', rest).unwrap_or(rest.len());
            if tag > 0 && plain_text(text.get(at..at + tag).unwrap_or_default(), sink) {
                at += tag;
                continue;
            }
            if tag == 0
                && let Some(length) = comment(rest).or_else(|| plain_tag(rest, at, &whole, sink))
            {
                at += length;
                continue;
            }
        } else if sink.raw() {
            // Raw text ends with an end tag.
            tag = memchr::memmem::find(rest, b"</").unwrap_or(rest.len());
            if !began
                && let Some(name) = sink.raw_name()
                && let Some(length) = plain_raw(text.get(at..).unwrap_or_default(), name, sink)
            {
                at += length;
                began = true;
                continue;
            }
            began = true;
        }
        let length = rest
            .get(tag..)
            .and_then(|tail| memchr::memchr(b'>', tail))
            .map_or(rest.len(), |end| tag + end + 1);
        if between {
            sink.at(at + tag);
        }
        let before = sink.finished();
        if let (Ok(offset), Ok(length)) = (u32::try_from(at), u32::try_from(length)) {
            input.push_back(whole.subtendril(offset, length));
            let _ = tokenizer.feed(&input);
        }
        at += length;
        // Tags and comments end at a `>`, and the piece holds only the one at its end.
        between = sink.finished() != before && sink.is_plain();
        began &= !between;
    }
    tokenizer.end();
}

/// Hands a text between tags to the sink, if the only character references in it are
/// some of the most frequent.
fn plain_text(text: &str, sink: &Sink) -> bool {
    let bytes = text.as_bytes();
    if memchr::memchr2(b'&', 0, bytes).is_none() {
        sink.text(text);
        return true;
    }
    if memchr::memchr(0, bytes).is_some() {
        return false;
    }
    match decoded(text) {
        Some(text) => {
            sink.text(&text);
            true
        }
        None => false,
    }
}

/// A text with its character references replaced, if all of them are frequent ones.
fn decoded(text: &str) -> Option<String> {
    let mut parts = text.split('&');
    let mut out = String::with_capacity(text.len());
    out.push_str(parts.next()?);
    for part in parts {
        let mut named = REFERENCES.iter();
        let (char, rest) =
            named.find_map(|(name, char)| Some((*char, part.strip_prefix(name)?)))?;
        out.push(char);
        out.push_str(rest);
    }
    Some(out)
}

/// Hands the content of a script, a style or a title to the sink, up to its end tag,
/// with line ends as the tokenizer gives them; its length.
fn plain_raw(text: &str, name: &str, sink: &Sink) -> Option<usize> {
    let bytes = text.as_bytes();
    let ends = |at: &usize| {
        let tail = bytes.get(at + 2..).unwrap_or_default();
        tail.get(..name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && matches!(
                tail.get(name.len()),
                Some(b' ' | b'\t' | b'\n' | b'/' | b'>')
            )
    };
    let end = memchr::memmem::find_iter(bytes, b"</").find(ends)?;
    let run = text.get(..end)?;
    let bytes = run.as_bytes();
    let holds = |word: &[u8]| memchr::memmem::find(bytes, word).is_some();
    let special = match name {
        // A script within a comment within a script does not end it.
        "script" => holds(b"<!--") && contains_ignoring_case(bytes, b"<script"),
        "title" => memchr::memchr(b'&', bytes).is_some(),
        _ => false,
    };
    if end == 0 || special || memchr::memchr(0, bytes).is_some() {
        return None;
    }
    if memchr::memchr(b'\r', bytes).is_none() {
        sink.text(run);
        return Some(end);
    }
    if memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n')) {
        return None;
    }
    for line in run.split_inclusive('\n') {
        match line.strip_suffix("\r\n") {
            Some(line) => {
                sink.text(line);
                sink.text("\n");
            }
            None => sink.text(line),
        }
    }
    Some(end)
}

fn contains_ignoring_case(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memchr_iter(b'<', bytes).any(|at| {
        bytes
            .get(at..at + word.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(word))
    })
}

/// The length of a plain comment with which a text begins.
fn comment(rest: &[u8]) -> Option<usize> {
    let body = rest.strip_prefix(b"<!--")?;
    if body.starts_with(b">") || body.starts_with(b"->") {
        return None;
    }
    let end = memchr::memmem::find(body, b"-->")?;
    let odd = memchr::memmem::find(body.get(..end)?, b"--!>").is_some();
    (!odd).then_some(end + 7)
}

/// Hands a plain tag to the sink, if it is one; its length.
fn plain_tag(rest: &[u8], offset: usize, whole: &StrTendril, sink: &Sink) -> Option<usize> {
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

/// Character references, all of which end with a semicolon.
const REFERENCES: [(&str, char); 18] = [
    ("nbsp;", '\u{a0}'),
    ("amp;", '&'),
    ("lt;", '<'),
    ("gt;", '>'),
    ("quot;", '"'),
    ("middot;", '·'),
    ("copy;", '©'),
    ("raquo;", '»'),
    ("laquo;", '«'),
    ("ensp;", '\u{2002}'),
    ("emsp;", '\u{2003}'),
    ("ldquo;", '“'),
    ("rdquo;", '”'),
    ("lsquo;", '‘'),
    ("rsquo;", '’'),
    ("mdash;", '—'),
    ("hellip;", '…'),
    ("bull;", '•'),
];

/// Letters in the longest name of an attribute that is passed over without the
/// tokenizer.
const LONGEST_ATTRIBUTE: usize = 24;

/// Letters in the longest name of a plain tag.
const LONGEST: usize = 10;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::sink::{Pass, pass, pass_whole};

    fn shown(mut pass: Pass) -> String {
        for node in &mut pass.skeleton.nodes {
            node.line = 0;
        }
        for link in &mut pass.skeleton.links {
            link.line = 0;
        }
        for form in &mut pass.skeleton.forms {
            form.line = 0;
        }
        for act in &mut pass.skeleton.acts {
            act.line = 0;
        }
        for barrier in &mut pass.skeleton.access.barriers {
            barrier.line = 0;
        }
        for (_, barrier) in &mut pass.skeleton.access.unlabelled {
            barrier.line = 0;
        }
        if let Some(redirect) = &mut pass.redirect {
            redirect.2 = 0;
        }
        format!("{pass:#?}")
    }

    fn piece() -> impl Strategy<Value = String> {
        let fixed = prop::sample::select(vec![
            "<div>",
            "</div>",
            "<p>",
            "</p >",
            "<TD>",
            "<br/>",
            "<br />",
            "<li>",
            "</li>",
            "<a href=x>",
            "</a>",
            "<script>",
            "</script>",
            "</script >",
            "<style>",
            "</style>",
            "<!--",
            "-->",
            "<!-->",
            "--!>",
            "<svg>",
            "<svg/>",
            "</svg>",
            "<math>",
            "<title>",
            "</title>",
            "<textarea>",
            "</textarea>",
            "<b>",
            "</b>",
            "<xyz>",
            "</xyz>",
            "<plaintext>",
            "<iframe>",
            "</iframe>",
            "<noscript>",
            "</noscript>",
            "<form>",
            "</form>",
            "<select>",
            "<option>",
            "<a title='>'>",
            "<p class=\"a>b\">",
            "&amp;",
            "&amp",
            "&",
            "&#x41",
            "&nbsp;",
            "&lt;&gt;",
            "&copy;x&middot;",
            "var a=1;\r\n",
            "<!--x-->",
            "<!-- <p>a</p> -->",
            "<SCRIPT>",
            "<p title='a&quot;b&nbsp;c'>",
            "</scripts>",
            "<b>x</b>",
            "<",
            ">",
            "</",
            "</>",
            "<3",
            "< p>",
            "<!DOCTYPE html>",
            "<![CDATA[",
            "]]>",
            "<?php ?>",
            "\0",
            "\r\n",
            "\n",
            " ",
            "text",
            "文字",
            "\"",
            "'",
            "=",
            "/",
            "<div",
            "<td nowrap>",
            "<p/>",
            "<span>",
            "</span>",
            "<h1>",
            "</h1>",
            "<template>",
            "<a href=x/>",
            "<a href='a&amp;b' title=\"q\">",
            "<img src=a alt='' src=b>",
            "<p CLASS = 'x'\nid=y>",
            "<a href=>",
            "<a href>",
            "<p style=\"display:none\">",
            "<td width='0'height=1>",
            "<a\rhref=x>",
            "<img src='a\r\nb'>",
            "<a \"href=x>",
            "<p =x>",
            "<p a/b=c>",
            "<p / >",
            "<p/ id=x>",
            "<a href=\"x>",
            "<input type=hidden name=a value='b'>",
            "<meta name=PubDate content=2021-03-05>",
            "</p id=x>",
            "<time datetime=2021-03-05>",
            "<p data-long-name-of-an-attribute-x=1 id=z>",
            "<a href=名>",
            "document.write('x')",
            "<script><!--<script>",
            "\u{feff}",
            "<tr><td>",
        ])
        .prop_map(str::to_owned);
        prop_oneof![12 => fixed, 1 => ".{0,6}"]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn pieces_and_the_whole_give_the_same(pieces in prop::collection::vec(piece(), 0..40)) {
            let text = pieces.concat();
            prop_assert_eq!(shown(pass(&text)), shown(pass_whole(&text)));
        }
    }

    #[test]
    fn lines_are_those_of_the_source() {
        let pass = pass("<p>a\nb\n<a\nhref=x>c</a>\n\n<img src=y>");
        let lines: Vec<u32> = pass.skeleton.links.iter().map(|link| link.line).collect();
        assert_eq!(lines, [3, 6]);
    }
}
