use encoding_rs::{Encoding, GB18030, UTF_8};

/// A list of lines in UTF-8 and lines in GBK.
pub(super) struct Mixed {
    pub(super) text: String,
    /// That of most lines.
    pub(super) encoding: &'static Encoding,
    pub(super) replaced: bool,
    pub(super) others: Others,
}

/// The lines that are in another encoding than most.
pub(super) struct Others {
    pub(super) encoding: &'static Encoding,
    /// The first of them, from 1.
    pub(super) lines: Vec<u64>,
    pub(super) count: usize,
}

/// Reads each line in its own encoding; `None` where no two encodings are surely there.
pub(super) fn decode(bytes: &[u8]) -> Option<Mixed> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let kinds: Vec<Kind> = lines(bytes).map(|(_, line)| kind(line)).collect();
    let count = |wanted: Kind| kinds.iter().filter(|kind| **kind == wanted).count();
    let (utf_8, gbk) = (count(Kind::Utf8), count(Kind::Gbk));
    if utf_8 == 0 || gbk == 0 {
        return None;
    }
    let (encoding, other, kind) = if utf_8 >= gbk {
        (UTF_8, GB18030, Kind::Gbk)
    } else {
        (GB18030, UTF_8, Kind::Utf8)
    };
    let mut mixed = Mixed {
        text: String::with_capacity(bytes.len()),
        encoding,
        replaced: false,
        others: Others {
            encoding: other,
            lines: Vec::new(),
            count: utf_8.min(gbk),
        },
    };
    for ((number, line), of_line) in lines(bytes).zip(&kinds) {
        let own = match of_line {
            Kind::Gbk => GB18030,
            Kind::Utf8 => UTF_8,
            Kind::Either => encoding,
        };
        if *of_line == kind && mixed.others.lines.len() < SHOWN {
            mixed.others.lines.push(number);
        }
        let (text, replaced) = own.decode_without_bom_handling(line);
        mixed.text.push_str(&text);
        mixed.replaced |= replaced;
    }
    Some(mixed)
}

/// What a line can be read as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Either,
    Gbk,
    Utf8,
}

fn kind(line: &[u8]) -> Kind {
    // A short word of GBK can be UTF-8 by accident, but no two Chinese characters of it.
    let is_wide = |c: &char| ('\u{3000}'..='\u{9fff}').contains(c);
    if let Ok(text) = std::str::from_utf8(line) {
        return match text.chars().filter(is_wide).count() {
            0 | 1 => Kind::Either,
            _ => Kind::Utf8,
        };
    }
    let text = String::from_utf8_lossy(line);
    let damaged = text.chars().filter(|c| *c == '\u{fffd}').count();
    let wide = text.chars().filter(is_wide).count();
    let fits = GB18030.decode_without_bom_handling_and_without_replacement(line);
    match fits {
        // Much of it would have to be damaged for it to be UTF-8.
        Some(_) if damaged > 2 * wide => Kind::Gbk,
        _ => Kind::Either,
    }
}

/// The lines with their ends and numbers.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let mut number = 1;
    let mut rest = bytes;
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.iter().position(|byte| b"\r\n".contains(byte));
        let end = end.map_or(rest.len(), |at| match rest.get(at..at + 2) {
            Some(b"\r\n") => at + 2,
            _ => at + 1,
        });
        let (line, after) = rest.split_at(end);
        rest = after;
        number += 1;
        Some((number - 1, line))
    })
}

/// Lines that are named.
const SHOWN: usize = 5;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn gbk(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn each_line_is_read_in_its_own() {
        let lines = [
            "名称,网址\r\n",
            "示例市,a.gov.cn\n",
            "x\r",
            "民政局,b.gov.cn",
        ];
        let text = lines.concat();
        let all_but = |other: usize, usual: fn(&str) -> Vec<u8>, its: fn(&str) -> Vec<u8>| {
            let each = lines.iter().enumerate();
            each.flat_map(|(at, line)| if at == other { its(line) } else { usual(line) })
                .collect::<Vec<u8>>()
        };
        let utf_8 = |text: &str| text.as_bytes().to_vec();
        for (bytes, encoding) in [
            (all_but(3, utf_8, gbk), GB18030),
            (all_but(3, gbk, utf_8), UTF_8),
        ] {
            let mixed = decode(&bytes).unwrap();
            assert_eq!(mixed.text, text);
            assert!(!mixed.replaced);
            assert_eq!(mixed.others.encoding, encoding);
            assert_eq!((mixed.others.lines, mixed.others.count), (vec![4], 1));
        }
        assert!(decode(&gbk(&text)).is_none());
        assert!(decode(text.as_bytes()).is_none());
    }

    #[test]
    fn a_damaged_byte_makes_no_other_encoding() {
        let mut bytes = "名称,网址\n示例市人民政府,a.gov.cn\n".as_bytes().to_vec();
        bytes[16] = b'?';
        assert!(std::str::from_utf8(&bytes).is_err());
        assert!(decode(&bytes).is_none());
    }
}
