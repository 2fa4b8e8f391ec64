/// A text with its character references replaced, if all of them are frequent ones.
pub(super) fn decoded(text: &str) -> Option<String> {
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
