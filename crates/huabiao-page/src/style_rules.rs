use memchr::{memchr2, memmem};

use crate::style;

/// The classes and ids that a style sheet of the page hides by themselves
/// (`.zz { display: none }`), as `.zz` and `#zz`.
///
/// One that another selector of the sheet names too may be shown by it
/// (`.menu:hover .sub`), and is left out. So is what stands inside `@media`.
pub(crate) fn hiding(css: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if css.len() > LONGEST || !may_hide(css.as_bytes()) {
        return names;
    }
    let mut depth = 0_u32;
    let mut selector = "";
    let mut rest = css;
    while let Some(at) = memchr2(b'{', b'}', rest.as_bytes()) {
        let (before, tail) = rest.split_at(at);
        let opens = tail.starts_with('{');
        rest = tail.get(1..).unwrap_or_default();
        if opens {
            depth += 1;
            selector = before;
            continue;
        }
        let body = before;
        if depth == 1 && (style::hides(body) || style::veils(body)) {
            let selector = selector.rsplit("*/").next().unwrap_or_default();
            let own = selector
                .split(',')
                .map(str::trim)
                .filter(|one| is_single(one));
            names.extend(own.map(str::to_owned));
        }
        // The selector of an inner rule is not that of what follows it.
        selector = "";
        depth = depth.saturating_sub(1);
        if names.len() >= MOST {
            break;
        }
    }
    names.sort_unstable();
    names.dedup();
    names.retain(|name| named(css, name) == 1);
    names
}

/// How often a sheet names a class or an id.
fn named(css: &str, name: &str) -> usize {
    let goes_on = |end: usize| css.as_bytes().get(end).is_some_and(|byte| is_name(*byte));
    memmem::find_iter(css.as_bytes(), name)
        .filter(|at| !goes_on(at + name.len()))
        .count()
}

/// Whether a selector is one class or one id.
fn is_single(selector: &str) -> bool {
    let name = selector.strip_prefix(['.', '#']).unwrap_or_default();
    !name.is_empty() && name.len() < 64 && name.bytes().all(is_name)
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') || !byte.is_ascii()
}

fn may_hide(css: &[u8]) -> bool {
    [
        "none",
        "hidden",
        "opacity",
        ":-",
        ": -",
        "clip",
        "scale(",
        "font-size",
    ]
    .iter()
    .any(|word| memmem::find(css, word.as_bytes()).is_some())
}

/// Longer style sheets are those of a whole site; they are not read.
const LONGEST: usize = 64 * 1024;

/// Names kept of one sheet.
const MOST: usize = 50;

#[cfg(test)]
mod tests {
    use super::hiding;

    #[test]
    fn single_classes_and_ids_that_a_sheet_hides() {
        assert_eq!(hiding(".zz{display:none}"), [".zz"]);
        assert_eq!(hiding(".zz{transform:scale(0)}"), [".zz"]);
        assert_eq!(
            hiding(
                "/* x */ #a , .b { visibility : hidden } .c{opacity:0} .d{position:absolute;left:-9999px}"
            ),
            ["#a", ".b", ".c", ".d"]
        );
        for shown in [
            ".sub{display:none} .menu:hover .sub{display:block}",
            "@media print{.zz{display:none}}",
            "ul .zz{display:none}",
            ".zz:after{display:none}",
            ".zz{display:block}",
            ".zz{opacity:0.5}",
        ] {
            assert!(hiding(shown).is_empty(), "{shown}");
        }
        // Of a name that only begins alike nothing is said.
        assert_eq!(hiding(".z{display:none}.zebra{color:red}"), [".z"]);
    }
}
