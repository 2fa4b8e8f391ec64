mod plain_raw;
mod plain_tag;
mod references;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer};

use self::plain_raw::plain_raw;
use self::plain_tag::plain_tag;
use self::references::decoded;
use crate::sink::Sink;

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
