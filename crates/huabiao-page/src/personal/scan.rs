use huabiao_facts::PersonalKind;

use super::identity::is_identity;

/// A run of figures in a text, single spaces and hyphens between its groups allowed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Number {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Shape,
}

impl Number {
    /// The kind of personal number that its length allows.
    pub(super) const fn person(self) -> PersonalKind {
        match self.kind {
            Shape::Card => PersonalKind::BankCard,
            Shape::Identity => PersonalKind::IdNumber,
            Shape::Mobile => PersonalKind::Mobile,
        }
    }
}

/// What a number may be by its length alone.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Shape {
    /// 16 to 19 figures.
    Card,
    /// 17 figures and a figure or X.
    Identity,
    /// 11 figures that begin with 13 to 19.
    Mobile,
}

/// Every number of the right length in a text, in order.
///
/// Each has at least eleven bytes in a row of figures and separators, so only every
/// eleventh byte is looked at until one of them shows up.
pub(super) fn numbers(text: &str, mut found: impl FnMut(Number)) {
    if has_wide(text) {
        wide(text, &mut found);
    }
    let bytes = text.as_bytes();
    let mut done = 0;
    let mut at = SHORTEST - 1;
    while at < bytes.len() {
        if !bytes.get(at).is_some_and(|byte| part(*byte)) {
            at += SHORTEST;
            continue;
        }
        let mut start = at;
        while start > done && bytes.get(start - 1).is_some_and(|byte| part(*byte)) {
            start -= 1;
        }
        let mut end = at + 1;
        while bytes.get(end).is_some_and(|byte| part(*byte)) {
            end += 1;
        }
        if end - start >= SHORTEST {
            run(bytes, start, end, &mut found);
        }
        done = end;
        at = end + SHORTEST - 1;
    }
}

/// The figures of a number and a final X, without what stands between, full-width ones
/// as plain ones.
pub(super) fn figures(text: &str) -> Vec<u8> {
    text.chars().filter_map(figure).collect()
}

/// Whether a text holds a full-width figure (０–９).
pub(super) fn has_wide(text: &str) -> bool {
    let mut all = memchr::memmem::find_iter(text.as_bytes(), b"\xef\xbc");
    all.any(|at| matches!(text.as_bytes().get(at + 2), Some(0x90..=0x99)))
}

/// Every number of the right length in full-width figures.
fn wide(text: &str, found: &mut impl FnMut(Number)) {
    let mut from: Option<usize> = None;
    let ends = core::iter::once((text.len(), ' '));
    for (at, c) in text.char_indices().chain(ends) {
        let is_wide = matches!(c, '０'..='９' | 'Ｘ' | 'ｘ') || from.is_some() && "Xx".contains(c);
        if is_wide {
            from = from.or(Some(at));
            continue;
        }
        let Some(start) = from.take() else { continue };
        let figures = figures(text.get(start..at).unwrap_or_default());
        let kind = match figures.as_slice() {
            [b'1', b'3'..=b'9', ..] if figures.len() == 11 => Shape::Mobile,
            all if all.len() == 18 => Shape::Identity,
            all if matches!(all.len(), 16 | 17 | 19) => Shape::Card,
            _ => continue,
        };
        found(Number {
            start,
            end: at,
            kind,
        });
    }
}

/// A plain or full-width figure or letter as a plain one.
fn figure(c: char) -> Option<u8> {
    let plain = match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => u32::from(c) - WIDE,
        _ => u32::from(c),
    };
    u8::try_from(plain).ok().filter(u8::is_ascii_alphanumeric)
}

fn run(bytes: &[u8], start: usize, end: usize, found: &mut impl FnMut(Number)) {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    let mut at = start;
    while at < end {
        if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
            continue;
        }
        let from = at;
        while at < end && bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        // More than one separator parts two numbers.
        if groups.last().is_some_and(|last| from > last.1 + 1) {
            row(bytes, &groups, found);
            groups.clear();
        }
        groups.push((from, at));
    }
    row(bytes, &groups, found);
}

/// Groups with one separator between each two.
fn row(bytes: &[u8], groups: &[(usize, usize)], found: &mut impl FnMut(Number)) {
    if let Some(number) = whole(bytes, groups) {
        found(number);
        return;
    }
    let mut index = 0;
    while let Some(rest) = groups.get(index..).filter(|rest| !rest.is_empty()) {
        let taken = take(bytes, rest, found);
        index += taken.max(1);
    }
}

/// The identity number that all groups of a row are, wherever it is parted: editors put
/// one number into several elements.
fn whole(bytes: &[u8], groups: &[(usize, usize)]) -> Option<Number> {
    let (first, last) = (groups.first()?, groups.last()?);
    if !(2..=LONGEST).contains(&groups.len()) {
        return None;
    }
    let figures: usize = groups.iter().map(|group| group.1 - group.0).sum();
    let (start, mut end) = (first.0, last.1);
    match (figures, after_x(bytes, end)) {
        (18, _) => {}
        (17, Some(after)) => end = after,
        _ => return None,
    }
    let figures = bytes.get(start..end)?.iter().copied();
    let figures: Vec<u8> = figures.filter(u8::is_ascii_alphanumeric).collect();
    let kind = Shape::Identity;
    (is_apart(bytes, start, end) && is_identity(&figures)).then_some(Number { start, end, kind })
}

/// Where a final X ends that stands at a place, perhaps in an element of its own.
fn after_x(bytes: &[u8], at: usize) -> Option<usize> {
    let at = at + usize::from(bytes.get(at) == Some(&b' '));
    matches!(bytes.get(at), Some(b'x' | b'X')).then_some(at + 1)
}

/// The number at the beginning of some groups; how many groups it takes.
fn take(bytes: &[u8], groups: &[(usize, usize)], found: &mut impl FnMut(Number)) -> usize {
    // No pattern is longer, however long the row goes on.
    let near = groups.get(..groups.len().min(LONGEST)).unwrap_or_default();
    let lengths: Vec<usize> = near.iter().map(|group| group.1 - group.0).collect();
    if let Some(number) = certificate(bytes, groups) {
        found(number);
        return 1;
    }
    for (pattern, kind) in PATTERNS {
        let Some(end) = lengths
            .starts_with(pattern)
            .then(|| groups.get(pattern.len() - 1))
            .flatten()
        else {
            continue;
        };
        let Some(first) = groups.first() else {
            continue;
        };
        let (start, mut end) = (first.0, end.1);
        if *kind == Shape::Identity && pattern.iter().sum::<usize>() == 17 {
            match after_x(bytes, end) {
                Some(after) => end = after,
                None => continue,
            }
        }
        let alone = pattern.len() == 1 || groups.len() == pattern.len();
        if *kind == Shape::Mobile
            && !(bytes.get(start) == Some(&b'1')
                && matches!(bytes.get(start + 1), Some(b'3'..=b'9')))
        {
            continue;
        }
        if alone && is_apart(bytes, start, end) {
            found(Number {
                start,
                end,
                kind: *kind,
            });
            return pattern.len();
        }
    }
    0
}

/// The identity number with which the number of a certificate of disability begins
/// (残疾人证): two more figures follow.
fn certificate(bytes: &[u8], groups: &[(usize, usize)]) -> Option<Number> {
    let &(start, end) = groups.first()?;
    let number = Number {
        start,
        end: start + 18,
        kind: Shape::Identity,
    };
    let end = match (end - start, bytes.get(end)) {
        (20, _) => end,
        (17, Some(b'X' | b'x')) => end + 3,
        _ => return None,
    };
    let more = bytes.get(start + 18..end)?.iter().all(u8::is_ascii_digit);
    let is_one = more && is_identity(bytes.get(start..start + 18)?) && is_apart(bytes, start, end);
    is_one.then_some(number)
}

/// Whether a number is not part of a longer word, a masked number, an address or a
/// decimal.
fn is_apart(bytes: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).and_then(|at| bytes.get(at)).copied();
    let after = bytes.get(end).copied();
    let word = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'_' | b'%' | b'@' | b'#' | b'=')
    };
    let next = bytes.get(end + 1).copied();
    let goes_on =
        matches!(after, Some(b'.' | b'/')) && next.is_some_and(|byte| byte.is_ascii_alphanumeric());
    let lead = bytes.get(..start).unwrap_or_default();
    // 身份证/440…: the character before the slash is no letter of an address.
    let leads_on = match before {
        Some(b'/') => lead.len() < 2 || lead.get(lead.len() - 2).is_some_and(u8::is_ascii),
        Some(b'-') => !lead.ends_with(b"86-"),
        Some(b'.' | b'+') => true,
        _ => false,
    };
    !(before.is_some_and(word) || after.is_some_and(word) || goes_on || leads_on)
}

const fn part(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b' ' | b'-')
}

/// Groups of figures that make a number. Longer ones first.
const PATTERNS: &[(&[usize], Shape)] = &[
    (&[4, 4, 4, 4, 3], Shape::Card),
    (&[4, 4, 4, 4, 2], Shape::Card),
    (&[4, 4, 4, 4, 1], Shape::Card),
    (&[4, 4, 4, 4], Shape::Card),
    (&[6, 13], Shape::Card),
    (&[6, 10], Shape::Card),
    (&[6, 8, 4], Shape::Identity),
    (&[6, 8, 3], Shape::Identity),
    (&[3, 3, 8, 4], Shape::Identity),
    (&[3, 3, 8, 3], Shape::Identity),
    (&[6, 4, 4, 4], Shape::Identity),
    (&[6, 4, 4, 3], Shape::Identity),
    (&[3, 4, 4], Shape::Mobile),
    (&[3, 8], Shape::Mobile),
    (&[7, 4], Shape::Mobile),
    (&[19], Shape::Card),
    (&[18], Shape::Identity),
    (&[17], Shape::Identity),
    (&[17], Shape::Card),
    (&[16], Shape::Card),
    (&[11], Shape::Mobile),
];

/// How far full-width letters and figures are from plain ones.
const WIDE: u32 = 0xfee0;

/// Groups of the longest pattern, and one more.
const LONGEST: usize = 6;

/// Bytes of the shortest number.
const SHORTEST: usize = 11;

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, Shape)> {
        let mut all = Vec::new();
        numbers(text, |number| {
            all.push((text[number.start..number.end].to_owned(), number.kind));
        });
        all
    }

    #[test]
    fn numbers_wherever_they_stand() {
        for lead in 0..24 {
            let text = format!("{}电话13800000000，", "a".repeat(lead) + "：");
            assert_eq!(
                found(&text),
                [("13800000000".to_owned(), Shape::Mobile)],
                "{text}"
            );
        }
        assert_eq!(
            found("138 0000 0000/身份证11010519491231002X"),
            [
                ("138 0000 0000".to_owned(), Shape::Mobile),
                ("11010519491231002X".to_owned(), Shape::Identity),
            ]
        );
        assert_eq!(
            found("卡号 6222 0200 0000 0000 012，手机 13800000000 13900000000"),
            [
                ("6222 0200 0000 0000 012".to_owned(), Shape::Card),
                ("13800000000".to_owned(), Shape::Mobile),
                ("13900000000".to_owned(), Shape::Mobile),
            ]
        );
        assert_eq!(
            found("110105 19491231 002X 0571-80000000 13800000000"),
            [
                ("110105 19491231 002X".to_owned(), Shape::Identity),
                ("13800000000".to_owned(), Shape::Mobile),
            ]
        );
    }

    #[test]
    fn numbers_parted_by_elements() {
        for text in [
            "510103 201411155302",
            "51010320141115 5302",
            "510 103 2014 1115 5302",
            "33010219900307102 X",
            "330102 19900307102 x",
            "330102 19900307102x",
        ] {
            assert_eq!(found(text), [(text.to_owned(), Shape::Identity)], "{text}");
        }
        assert_eq!(
            found("138 12345678"),
            [("138 12345678".to_owned(), Shape::Mobile)]
        );
        assert_eq!(
            found("13812345678 2014111"),
            [("13812345678".to_owned(), Shape::Mobile)]
        );
        for text in ["51010320141115 5303", "510103 201411155302 1", "1 2 3"] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn numbers_in_full_width_figures() {
        for (text, kind) in [
            ("１３８００００００００", Shape::Mobile),
            ("１１０１０５１９４９１２３１００２Ｘ", Shape::Identity),
            ("１１０１０５１９４９１２３１００２X", Shape::Identity),
            ("６２２２０２０００００００００００１２", Shape::Card),
        ] {
            let got = found(&format!("号码：{text}，"));
            assert_eq!(got, [(text.to_owned(), kind)]);
        }
        assert_eq!(found("２０２６年１１月２５日"), []);
        assert_eq!(figures("１１０Ｘ"), b"110X");
    }

    #[test]
    fn the_identity_number_of_a_certificate_of_disability() {
        assert_eq!(
            found("残疾证号：11010519491231002X43"),
            [("11010519491231002X".to_owned(), Shape::Identity)]
        );
        assert_eq!(
            found("51010320141115530243"),
            [("510103201411155302".to_owned(), Shape::Identity)]
        );
        assert_eq!(found("51010320141115530343"), []);
    }

    #[test]
    fn parts_of_longer_things_are_none() {
        for text in [
            "138000000000",
            "138****0000",
            "110***********1234",
            "1101051949123100**",
            "A13800000000",
            "13800000000@139.com",
            "http://x.cn/13800000000",
            "a=13800000000",
            "13800000000.html",
            "0.13800000000",
            "62220200000000000000",
            "12800000000",
            "1380000000",
            "",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
