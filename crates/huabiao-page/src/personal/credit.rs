/// Whether 18 characters are a unified social credit code (统一社会信用代码), by its
/// kind of body, its region, its check character and that of the organisation code
/// inside it.
///
/// The two check characters alone hold for one identity number of 341, too.
///
/// Source: GB 32100-2015 and GB 11714-1997.
pub(super) fn is_credit_code(code: &[u8]) -> bool {
    let Some((&check, body)) = code.split_last() else {
        return false;
    };
    let registrar = matches!(body.first(), Some(b'1' | b'5' | b'9' | b'A'..=b'Y'));
    let kind = matches!(body.get(1), Some(b'1'..=b'3' | b'9'));
    if code.len() != 18 || !registrar || !kind || !is_region(body.get(2..8).unwrap_or_default()) {
        return false;
    }
    let mut sum = 0;
    for (character, weight) in body.iter().zip(WEIGHTS) {
        let Some(value) = value(*character) else {
            return false;
        };
        sum += value * weight;
    }
    // 31 stands for 0.
    let wanted = (31 - sum % 31) % 31;
    value(check) == Some(wanted) && is_organisation(body.get(8..17).unwrap_or_default())
}

/// Whether six figures begin with a province, or stand for the State (100000).
fn is_region(figures: &[u8]) -> bool {
    figures == b"100000" || super::identity::begins_with_province(figures)
}

/// Whether nine characters are an organisation code: eight, and the check character.
fn is_organisation(code: &[u8]) -> bool {
    let Some((&check, body)) = code.split_last() else {
        return false;
    };
    let sum: usize = body
        .iter()
        .zip(ORGANISATION)
        .map(|(&character, weight)| {
            let value = match character {
                b'0'..=b'9' => character - b'0',
                b'A'..=b'Z' => character - b'A' + 10,
                _ => 0,
            };
            usize::from(value) * weight
        })
        .sum();
    let wanted = match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        figure => b'0' + u8::try_from(figure).unwrap_or(0),
    };
    check == wanted
}

fn value(character: u8) -> Option<usize> {
    ALPHABET
        .iter()
        .position(|known| *known == character.to_ascii_uppercase())
}

/// Without I, O, S, V and Z.
const ALPHABET: [u8; 31] = *b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];
const ORGANISATION: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_pass_and_fail() {
        for code in [
            b"91350100M000100Y43",
            b"91110000101623741K",
            b"911101066976941872",
        ] {
            assert!(is_credit_code(code), "{}", String::from_utf8_lossy(code));
        }
        for code in [
            b"91350211M0000XUF46",
            b"91310115MA1H8R7C6D",
            b"11010519491231002X",
            // An identity number for which both check characters hold.
            b"510103201411155302",
        ] {
            assert!(!is_credit_code(code), "{}", String::from_utf8_lossy(code));
        }
        assert!(!is_credit_code(b""));
        assert!(!is_credit_code(b"9135010"));
    }
}
