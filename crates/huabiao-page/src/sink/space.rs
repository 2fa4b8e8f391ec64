/// White space folded and ends trimmed, at most `limit` characters.
pub(crate) fn fold(text: &str, limit: usize) -> String {
    let trimmed = text.trim();
    if trimmed.len() <= limit && is_folded(trimmed) {
        return trimmed.to_owned();
    }
    let mut out = String::with_capacity(text.len().min(limit * 3));
    let mut count = 0;
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}') {
        if word.is_empty() {
            continue;
        }
        if count > 0 {
            if count >= limit {
                break;
            }
            out.push(' ');
            count += 1;
        }
        for c in word.chars() {
            if count >= limit {
                return out;
            }
            out.push(c);
            count += 1;
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Whether the only white space of a text is single spaces.
fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut before = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte <= b' ' && (byte != b' ' || before == b' ')
            || matches!(byte, 0xc2 | 0xe1..=0xe3 | 0xef) && space(bytes, at) > 0
        {
            return false;
        }
        before = byte;
    }
    true
}

/// How many bytes of white space stand at `at`, or 0.
pub(super) fn space(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(b' ' | b'\t' | b'\n' | b'\r' | 0x0c | 0) => 1,
        Some(0xc2) if bytes.get(at + 1) == Some(&0xa0) => 2,
        Some(0xe3) if bytes.get(at + 1..at + 3) == Some(&[0x80, 0x80]) => 3,
        // En, em and thin spaces, zero-width ones.
        Some(0xe2)
            if bytes.get(at + 1) == Some(&0x80)
                && bytes
                    .get(at + 2)
                    .is_some_and(|byte| (0x80..=0x8f).contains(byte)) =>
        {
            3
        }
        Some(0xef) if bytes.get(at + 1..at + 3) == Some(&[0xbb, 0xbf]) => 3,
        _ => 0,
    }
}
