use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer};

use crate::sink::Sink;
use crate::tag::Tag;

/// Feeds a page to the tokenizer, in pieces that end with a `>`.
///
/// Where the tokenizer has just finished a tag, it stands between tags; text without
/// character references and tags without attributes, which are most of a page, then go
/// to the sink directly. Whatever is less plain is the tokenizer's. A property test
/// holds that the sink sees the same either way.
pub(crate) fn drive(tokenizer: &Tokenizer<Sink>, text: &str) {
    let bytes = text.as_bytes();
    let whole = StrTendril::from_slice(text);
    let input = BufferQueue::default();
    let sink = &tokenizer.sink;
    let mut between = true;
    let mut at = 0;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let mut tag = 0;
        if between {
            tag = memchr::memchr(b'<', rest).unwrap_or(rest.len());
            let run = rest.get(..tag).unwrap_or_default();
            if tag > 0 && memchr::memchr2(b'&', 0, run).is_none() {
                sink.text(text.get(at..at + tag).unwrap_or_default());
                at += tag;
                continue;
            }
            if tag == 0
                && let Some(length) = plain_tag(rest, at, sink)
            {
                at += length;
                continue;
            }
        } else if sink.raw() {
            // Raw text ends with an end tag.
            tag = memchr::memmem::find(rest, b"</").unwrap_or(rest.len());
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
    }
    tokenizer.end();
}

/// Hands a tag without attributes to the sink, if it is one; its length.
fn plain_tag(rest: &[u8], offset: usize, sink: &Sink) -> Option<usize> {
    let closing = rest.get(1) == Some(&b'/');
    let start = 1 + usize::from(closing);
    let mut name = [0; LONGEST];
    let mut length = 0;
    let mut at = start;
    while let Some(byte) = rest.get(at).filter(|byte| byte.is_ascii_alphanumeric()) {
        *name.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
        at += 1;
    }
    if !rest.get(start)?.is_ascii_alphabetic() {
        return None;
    }
    while rest.get(at).is_some_and(|&byte| byte == b' ') {
        at += 1;
    }
    let self_closing = !closing && rest.get(at) == Some(&b'/');
    if self_closing {
        at += 1;
    }
    if rest.get(at) != Some(&b'>') {
        return None;
    }
    let tag = Tag::of_bytes(name.get(..length)?);
    if !tag.is_plain() {
        return None;
    }
    sink.at(offset);
    sink.tag(tag, closing, self_closing);
    Some(at + 1)
}

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
            "document.write('x')",
            "<script><!--<script>",
            "\u{feff}",
            "<tr><td>",
        ])
        .prop_map(str::to_owned);
        prop_oneof![12 => fixed, 1 => ".{0,6}"]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

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
