use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// The encoding that a `meta` element near the beginning of the page declares.
///
/// Follows "prescan a byte stream to determine its encoding" of the HTML Standard
/// (§13.2.3.2). The standard looks at 1024 bytes and lets the tree builder change
/// its mind at a later `meta`; so does this function as long as nothing but the
/// head has been seen, which is what browsers do.
pub(crate) fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = bytes.get(..LOOK.min(bytes.len()))?;
    let mut at = 0;
    while at < bytes.len() {
        at += memchr::memchr(b'<', bytes.get(at..)?)?;
        let rest = bytes.get(at..)?;
        if rest.starts_with(b"<!--") {
            // `<!-->` ends itself: the dashes may be shared.
            match memchr::memmem::find(rest.get(2..)?, b"-->") {
                Some(end) => at += 2 + end + 3,
                None => return None,
            }
        } else if is_tag(rest, b"<meta") {
            at += 6;
            let (attributes, after) = attributes(bytes, at);
            at = after;
            if let Some(encoding) = declared(&attributes) {
                return Some(encoding);
            }
        } else if rest
            .get(1)
            .is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'/')
        {
            let closing = rest.get(1) == Some(&b'/');
            if closing && !rest.get(2).is_some_and(u8::is_ascii_alphabetic) {
                at += 2 + memchr::memchr(b'>', rest.get(2..)?)? + 1;
                continue;
            }
            let name_at = at + 1 + usize::from(closing);
            let name = name(bytes, name_at);
            if at >= STANDARD && !closing && !in_head(name) {
                return None;
            }
            let (_, after) = attributes(bytes, name_at + name.len());
            at = after;
            if !closing && at >= STANDARD {
                // What scripts and styles hold is no markup.
                for raw in [&b"script"[..], b"style", b"title"] {
                    if name.eq_ignore_ascii_case(raw) {
                        at = raw_end(bytes, at, raw);
                    }
                }
            }
        } else if rest.get(1).is_some_and(|byte| matches!(byte, b'!' | b'?')) {
            at += memchr::memchr(b'>', rest)? + 1;
        } else {
            at += 1;
        }
    }
    None
}

/// Name and value, in lower case.
type Attribute = (Vec<u8>, Vec<u8>);

/// What the attributes of one `meta` declare.
fn declared(attributes: &[Attribute]) -> Option<&'static Encoding> {
    let mut pragma = false;
    let mut need_pragma = None;
    let mut charset = None;
    for (index, (name, value)) in attributes.iter().enumerate() {
        if attributes
            .iter()
            .take(index)
            .any(|(earlier, _)| earlier == name)
        {
            continue;
        }
        match name.as_slice() {
            b"http-equiv" => pragma |= value == b"content-type",
            b"content" if charset.is_none() => {
                if let Some(label) = label_of(value) {
                    charset = Encoding::for_label(label);
                    need_pragma = charset.map(|_| true).or(need_pragma);
                }
            }
            b"charset" => {
                charset = Encoding::for_label(value);
                need_pragma = Some(false);
            }
            _ => {}
        }
    }
    if need_pragma? && !pragma {
        return None;
    }
    charset.map(adjusted)
}

/// What an encoding declared inside a page stands for: the page was read as ASCII
/// up to here, so it cannot be UTF-16.
pub(crate) fn adjusted(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16BE || encoding == UTF_16LE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    }
}

/// The label after `charset=` in a Content-Type value ("algorithm for extracting a
/// character encoding from a meta element").
pub(crate) fn label_of(value: &[u8]) -> Option<&[u8]> {
    let mut rest = value;
    loop {
        let found = rest
            .windows(7)
            .position(|window| window.eq_ignore_ascii_case(b"charset"))?;
        rest = rest.get(found + 7..)?.trim_ascii_start();
        if let Some(after) = rest.strip_prefix(b"=") {
            rest = after.trim_ascii_start();
            break;
        }
    }
    match rest.first()? {
        &quote @ (b'"' | b'\'') => {
            let inner = rest.get(1..)?;
            inner.get(..memchr::memchr(quote, inner)?)
        }
        _ => {
            let end = rest
                .iter()
                .position(|&byte| byte.is_ascii_whitespace() || byte == b';')
                .unwrap_or(rest.len());
            rest.get(..end)
        }
    }
}

fn is_tag(rest: &[u8], open: &[u8]) -> bool {
    rest.get(..open.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(open))
        && rest
            .get(open.len())
            .is_some_and(|&byte| byte.is_ascii_whitespace() || byte == b'/')
}

fn name(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let end = rest
        .iter()
        .position(|&byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
        .unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

fn in_head(name: &[u8]) -> bool {
    HEAD.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn raw_end(bytes: &[u8], from: usize, name: &[u8]) -> usize {
    let mut at = from;
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| memchr::memmem::find(rest, b"</"))
    {
        at += found + 2;
        if bytes
            .get(at..at + name.len())
            .is_some_and(|word| word.eq_ignore_ascii_case(name))
        {
            return at;
        }
    }
    bytes.len()
}

/// Attributes of a tag up to its end, names and values in lower case, and the place
/// after the tag.
fn attributes(bytes: &[u8], from: usize) -> (Vec<Attribute>, usize) {
    let mut found = Vec::new();
    let mut at = from;
    loop {
        while bytes
            .get(at)
            .is_some_and(|&byte| byte.is_ascii_whitespace() || byte == b'/')
        {
            at += 1;
        }
        match bytes.get(at) {
            None => return (found, bytes.len()),
            Some(b'>') => return (found, at + 1),
            Some(_) => {}
        }
        let start = at;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_whitespace()
                || matches!(byte, b'/' | b'>')
                || (byte == b'=' && at > start)
            {
                break;
            }
            at += 1;
        }
        let name = bytes
            .get(start..at)
            .unwrap_or_default()
            .to_ascii_lowercase();
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let mut value = Vec::new();
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    at += 1;
                    let rest = bytes.get(at..).unwrap_or_default();
                    let Some(end) = memchr::memchr(quote, rest) else {
                        return (found, bytes.len());
                    };
                    value = rest.get(..end).unwrap_or_default().to_ascii_lowercase();
                    at += end + 1;
                }
                _ => {
                    let start = at;
                    while bytes
                        .get(at)
                        .is_some_and(|&byte| !byte.is_ascii_whitespace() && byte != b'>')
                    {
                        at += 1;
                    }
                    value = bytes
                        .get(start..at)
                        .unwrap_or_default()
                        .to_ascii_lowercase();
                }
            }
        }
        if found.len() < 16 {
            found.push((name, value));
        }
    }
}

/// Bytes looked at in all.
const LOOK: usize = 64 * 1024;

/// Bytes that the standard's prescan looks at.
const STANDARD: usize = 1024;

/// Elements that do not end the head.
const HEAD: [&[u8]; 11] = [
    b"html",
    b"head",
    b"meta",
    b"title",
    b"link",
    b"script",
    b"style",
    b"base",
    b"noscript",
    b"object",
    b"basefont",
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn name_of(page: &str) -> Option<&'static str> {
        prescan(page.as_bytes()).map(Encoding::name)
    }

    #[test]
    fn reads_both_forms_of_meta() {
        assert_eq!(name_of("<meta charset=gb2312>"), Some("GBK"));
        assert_eq!(
            name_of("<META content='text/html; charset=big5' http-equiv=Content-Type>"),
            Some("Big5")
        );
        // Without http-equiv the content says nothing.
        assert_eq!(name_of("<meta content='text/html; charset=big5'>"), None);
    }

    #[test]
    fn passes_over_comments_and_other_tags() {
        assert_eq!(
            name_of(
                "<!-- <meta charset=big5> --><a title='<meta charset=big5>'><meta charset=utf-8>"
            ),
            Some("UTF-8")
        );
        assert_eq!(name_of("<!--><meta charset=utf-8>"), Some("UTF-8"));
        assert_eq!(name_of("<!-- <meta charset=utf-8>"), None);
    }

    #[test]
    fn a_page_cannot_declare_utf_16_about_itself() {
        assert_eq!(name_of("<meta charset=utf-16le>"), Some("UTF-8"));
        assert_eq!(
            name_of("<meta charset=x-user-defined>"),
            Some("windows-1252")
        );
    }

    #[test]
    fn a_later_meta_counts_only_in_the_head() {
        let padding = format!("<title>{}</title>", "x".repeat(2000));
        assert_eq!(
            name_of(&format!("{padding}<meta charset=gbk>")),
            Some("GBK")
        );
        assert_eq!(
            name_of(&format!("{padding}<body><p><meta charset=gbk>")),
            None
        );
        let script = format!("{padding}<script>'<meta charset=big5>'</script><meta charset=gbk>");
        assert_eq!(name_of(&script), Some("GBK"));
    }

    #[test]
    fn unknown_labels_are_passed_over() {
        assert_eq!(name_of("<meta charset=foo><meta charset=gbk>"), Some("GBK"));
    }
}
