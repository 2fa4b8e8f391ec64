use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::mixed;
use super::{Note, Remark};

/// The text of a list, and whether bytes were replaced.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static Encoding,
    pub(super) replaced: bool,
    /// Lines in another encoding than most.
    pub(super) others: Option<mixed::Others>,
}

impl Decoded<'_> {
    /// What is worth knowing of how the list was read.
    pub(super) fn notes(&self) -> impl Iterator<Item = Note> {
        let replaced = self.replaced.then(|| Remark::Undecodable {
            encoding: self.encoding.name().to_owned(),
        });
        let others = self.others.as_ref();
        let mixed = others.map(|others| Remark::MixedEncodings {
            encoding: others.encoding.name().to_owned(),
            lines: others.lines.clone(),
            count: others.count,
        });
        mixed.into_iter().chain(replaced).map(|remark| Note {
            line: 0,
            column: String::new(),
            remark,
        })
    }
}

/// A byte order mark decides; else UTF-8 where it fits, UTF-16 where every other
/// byte is zero, and GB18030 (of which GBK and GB2312 are part) for the rest. Of a list
/// that was put together from UTF-8 and GBK each line is read in its own.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => guess(bytes),
    };
    if (encoding == UTF_8 || encoding == GB18030)
        && let Some(mixed) = mixed::decode(bytes)
    {
        return Decoded {
            text: Cow::Owned(mixed.text),
            encoding: mixed.encoding,
            replaced: mixed.replaced,
            others: Some(mixed.others),
        };
    }
    let (text, encoding, replaced) = encoding.decode(bytes);
    Decoded {
        text,
        encoding,
        replaced,
        others: None,
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    // Commas, line ends, digits and Latin letters have a zero byte in UTF-16. Stray
    // NULs in a damaged file stand on both sides, or are few.
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 8 > head.len() && odd > 8 * even {
        return UTF_16LE;
    }
    if even * 8 > head.len() && even > 8 * odd {
        return UTF_16BE;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // A long UTF-8 file with a few damaged bytes is still UTF-8.
    let text = String::from_utf8_lossy(bytes);
    let wide = text
        .chars()
        .filter(|c| !c.is_ascii() && *c != '\u{fffd}')
        .count();
    let damaged = text.chars().filter(|c| *c == '\u{fffd}').count();
    if damaged * 20 < wide { UTF_8 } else { GB18030 }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let text = "网站名称,网址\n示例市人民政府,www.example.gov.cn\n";
        let utf_16 = |big: bool| -> Vec<u8> {
            let pair = |unit: u16| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            };
            text.encode_utf16().flat_map(pair).collect()
        };
        let gbk = GB18030.encode(text).0.into_owned();
        for (name, bytes) in [
            ("utf-8", text.as_bytes().to_vec()),
            ("utf-8 with mark", format!("\u{feff}{text}").into_bytes()),
            ("gbk", gbk),
            ("utf-16le", utf_16(false)),
            ("utf-16be", utf_16(true)),
            (
                "utf-16le with mark",
                [vec![0xff, 0xfe], utf_16(false)].concat(),
            ),
            (
                "utf-16be with mark",
                [vec![0xfe, 0xff], utf_16(true)].concat(),
            ),
        ] {
            let decoded = decode(&bytes);
            assert_eq!(decoded.text, text, "{name}");
            assert!(!decoded.replaced, "{name}");
        }
    }

    #[test]
    fn a_damaged_byte_does_not_turn_the_rest_into_another_encoding() {
        let mut bytes = "示例市人民政府门户网站网站名称网址".repeat(4).into_bytes();
        bytes[1] = b'x';
        let decoded = decode(&bytes);
        assert!(decoded.replaced);
        assert!(decoded.text.ends_with("网站名称网址"));
    }
}
