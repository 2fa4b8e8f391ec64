/// Whether a script calls a function, not written in it, with a text, a number or an
/// object: `getList(12, 1, 20)`. What such a call shows nobody knows, unless its name says
/// that it moves or counts what is there.
pub(crate) fn calls(code: &str) -> bool {
    let bytes = code.as_bytes();
    memchr::memchr_iter(b'(', bytes).any(|at| {
        let head = code.get(..at).unwrap_or_default();
        let name_at = head
            .rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '_'))
            .map_or(0, |end| end + 1);
        let (before, name) = head.split_at_checked(name_at).unwrap_or((head, ""));
        let before = before.trim_end();
        let argument = code.get(at + 1..).unwrap_or_default().trim_start();
        !name.is_empty()
            && !name.starts_with(|c: char| c.is_ascii_digit())
            && argument.starts_with(|c: char| c.is_ascii_digit() || "\"'`{[".contains(c))
            && !before.ends_with(['.', '$', '\\', '"', '\''])
            && !before.ends_with("function")
            && !before.ends_with("new")
            && !OWN.contains(&name)
            && !is_other(name)
            && !code.contains(&format!("function {name}"))
    })
}

/// Whether a script writes where it stands something that it does not hold itself:
/// `document.write(listHtml)`.
pub(crate) fn writes_unknown(code: &str) -> bool {
    ["document.write(", "document.writeln("].iter().any(|call| {
        code.match_indices(call).any(|(at, call)| {
            let argument = code.get(at + call.len()..).unwrap_or_default();
            argument
                .trim_start()
                .starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && !argument.trim_start().starts_with("unescape")
        })
    })
}

fn is_other(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    OTHERS.iter().any(|word| name.contains(word))
}

/// Words of the language and of the browser.
const OWN: [&str; 24] = [
    "Boolean",
    "Date",
    "Number",
    "RegExp",
    "String",
    "alert",
    "catch",
    "confirm",
    "decodeURIComponent",
    "encodeURIComponent",
    "escape",
    "unescape",
    "eval",
    "for",
    "if",
    "isNaN",
    "jQuery",
    "parseFloat",
    "parseInt",
    "return",
    "setInterval",
    "setTimeout",
    "switch",
    "while",
];

/// Parts of the names of functions that move, count or colour what is there, or write the
/// links between the pages of a list.
const OTHERS: [&str; 32] = [
    "analy", "back", "banner", "clock", "color", "count", "cookie", "date", "favor", "float",
    "focus", "font", "hit", "home", "image", "jiucuo", "log", "marquee", "menu", "nav", "pagehtml",
    "print", "qrcode", "scroll", "search", "share", "slide", "stat", "swip", "tab", "wza", "zoom",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_of_what_nobody_saw() {
        for code in [
            "getList(12,1,20);",
            "$(function(){ getNews(12,8,\"n\"); })",
            "initPage({columnId:12,size:15})",
            "load('/api/list.json')",
        ] {
            assert!(calls(code), "{code}");
        }
        for code in [
            "createPageHTML(1, 0, 'index', 'html')",
            "$('.a').slide({x:1})",
            "jQuery('.a').hide()",
            "function getList(n){} getList(1)",
            "new Swiper('.a', {})",
            "TouchSlide({ slideCell:'#a' })",
            "if (1 > 0) { parseInt('2') }",
            "menuFix()",
            "document.write(unescape(\"%3Cspan\"))",
        ] {
            assert!(!calls(code), "{code}");
        }
    }

    #[test]
    fn what_is_written_and_not_held() {
        assert!(writes_unknown("document.write(listHtml)"));
        assert!(!writes_unknown("document.write('<p>a</p>')"));
        assert!(!writes_unknown("document.write(unescape('%3Cscript'))"));
    }
}
