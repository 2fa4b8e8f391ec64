/// How sure the figures of a number alone say that it is a bank card (银行卡号).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Card {
    /// A prefix that Chinese banks give to debit and credit cards.
    Sure,
    /// A prefix of international cards of 16 figures; a label must say so.
    Maybe,
}

/// What the figures alone say: length, prefix of the issuer (ISO/IEC 7812-1) and the
/// check figure by Luhn. `None` where they are no card.
///
/// The prefixes are those seen on cards; the official table is not public.
pub(super) fn card(number: &[u8]) -> Option<Card> {
    if !(16..=19).contains(&number.len()) || !number.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let prefix = |length: usize| {
        number
            .get(..length)
            .unwrap_or_default()
            .iter()
            .fold(0, |sum: u32, figure| sum * 10 + u32::from(figure - b'0'))
    };
    // Cards of one issuer have one length; a number of one figure repeated is none.
    let varied = number.iter().any(|figure| Some(figure) != number.last());
    let unionpay = (6210..=6236).contains(&prefix(4)) && number.len() != 18;
    let older = number.len() == 19 && matches!(prefix(6), 955_880..=955_889 | 436_742 | 456_351);
    let kind = if unionpay || older {
        Card::Sure
    } else if number.len() == 16 && (prefix(1) == 4 || (51..=55).contains(&prefix(2))) {
        Card::Maybe
    } else {
        return None;
    };
    (varied && luhn(number)).then_some(kind)
}

pub(super) fn luhn(number: &[u8]) -> bool {
    let sum: u32 = number
        .iter()
        .rev()
        .enumerate()
        .map(|(place, figure)| {
            let figure = u32::from(figure - b'0');
            match place % 2 {
                0 => figure,
                _ if figure > 4 => figure * 2 - 9,
                _ => figure * 2,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_figure() {
        assert!(luhn(b"79927398713"));
        assert!(!luhn(b"79927398710"));
    }

    #[test]
    fn prefix_and_length() {
        assert_eq!(
            card(b"6222020000000000012"),
            luhn(b"6222020000000000012").then_some(Card::Sure)
        );
        assert_eq!(
            card(b"6212260000000000005"),
            luhn(b"6212260000000000005").then_some(Card::Sure)
        );
        assert_eq!(card(b"4111111111111111"), Some(Card::Maybe));
        // Right check figures, but no issuer, too short, too long.
        assert_eq!(card(b"7111111111111118"), None);
        assert_eq!(card(b"79927398713"), None);
        assert_eq!(card(b"62220200000000000000"), None);
        assert_eq!(card(b"0000000000000000"), None);
    }
}
