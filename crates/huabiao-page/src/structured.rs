/// The scalar value of `key` in JSON or in a script, the first that is one.
///
/// No parser: half of the JSON-LD on the web is broken, and scripts are no JSON.
pub(crate) fn value<'a>(code: &'a str, key: &str) -> Option<&'a str> {
    let bytes = code.as_bytes();
    for at in memchr::memmem::find_iter(bytes, key) {
        // The key is a word of its own, quoted or not.
        let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied();
        if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            continue;
        }
        let rest = code.get(at + key.len()..)?;
        let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
        let rest = rest.strip_prefix("\\\"").unwrap_or(rest);
        let rest = rest.trim_start();
        let Some(rest) = rest.strip_prefix([':', '=']) else {
            continue;
        };
        let rest = rest.trim_start().trim_start_matches('\\');
        let value = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => rest
                .get(1..)
                .and_then(|rest| rest.split([quote, '\\']).next()),
            Some(c) if c.is_ascii_digit() => {
                let end = rest
                    .find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(rest.len());
                rest.get(..end)
            }
            _ => None,
        };
        if let Some(value) = value.filter(|value| !value.is_empty() && value.len() <= 100) {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_keys() {
        let code = r#"{"@type":"Article", "datePublished" : "2021-01-04T08:00", broken, "n":1}"#;
        assert_eq!(value(code, "datePublished"), Some("2021-01-04T08:00"));
        assert_eq!(
            value("var pubdate='2017年08月11日';", "pubdate"),
            Some("2017年08月11日")
        );
        assert_eq!(value("x_pubdate='2017'", "pubdate"), None);
        assert_eq!(
            value(r#"{\"ct\":\"2017-08-11\"}"#, "ct"),
            Some("2017-08-11")
        );
        assert_eq!(value("ct: 1502409600", "ct"), Some("1502409600"));
        assert_eq!(value("ct", "ct"), None);
    }
}
