/// Whether the source of a page holds entries of a list where no reader of its elements
/// sees them: in a script that is none (`text/xml`), a text field, an island of XML, a
/// template or CDATA. A script of the page shows them.
pub(crate) fn holds_entries(source: &str) -> bool {
    let source = source.to_ascii_lowercase();
    ISLANDS.iter().any(|(open, close)| {
        source.match_indices(open).any(|(at, _)| {
            let rest = source.get(at + open.len()..).unwrap_or_default();
            let (tag, rest) = match open.strip_prefix('<') {
                Some(name) if !name.starts_with('!') => match rest.split_once('>') {
                    Some(parts) => parts,
                    None => return false,
                },
                _ => ("", rest),
            };
            let body = rest.split_once(close).map_or(rest, |(body, _)| body);
            (*open != "<script" || is_data(tag)) && has_entries(body)
        })
    })
}

/// Whether the attributes of a script say that no browser runs it.
fn is_data(tag: &str) -> bool {
    tag.split_once("type=").is_some_and(|(_, kind)| {
        let kind = kind.trim_start_matches(['"', '\'']);
        !kind.starts_with("module")
            && !RUN.iter().any(|word| {
                let end = kind.find(['"', '\'', ' ']).unwrap_or(kind.len());
                kind.get(..end).is_some_and(|kind| kind.contains(word))
            })
    })
}

fn has_entries(body: &str) -> bool {
    let han = body
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    ENTRIES.iter().any(|word| body.contains(word)) && han.take(CHARS).count() == CHARS
}

/// How such places begin and end.
const ISLANDS: [(&str, &str); 5] = [
    ("<![cdata[", "]]>"),
    ("<script", "</script"),
    ("<template", "</template"),
    ("<textarea", "</textarea"),
    ("<xml", "</xml"),
];

/// Words in the types of scripts that run, or that hold what search engines read.
const RUN: [&str; 3] = ["javascript", "ecmascript", "ld+json"];

/// What entries are made of.
const ENTRIES: [&str; 6] = ["<a ", "&lt;a ", "<record", "<item", "\"url\"", "\"title\""];

/// Chinese characters of the shortest entry.
const CHARS: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_in_islands() {
        let entry = "<li><a href=1.html>某县召开工作推进会议</a></li>";
        for source in [
            format!(
                "<script type=\"text/xml\"><datastore><record>{entry}</record></datastore></script>"
            ),
            format!("<SCRIPT TYPE='text/html'>{entry}</SCRIPT>"),
            format!("<textarea style=display:none>{entry}</textarea>"),
            format!("<xml id=d><recordset><![CDATA[{entry}]]></recordset></xml>"),
            "<script type=application/json>[{\"title\":\"某县召开工作推进会议\"}]</script>"
                .to_owned(),
        ] {
            assert!(holds_entries(&source), "{source}");
        }
        for source in [
            format!("<script>var a='{entry}'</script>"),
            format!("<script type=text/javascript>a='{entry}'</script>"),
            format!("<ul><!-- {entry} --></ul>"),
            "<textarea>请输入您的留言内容</textarea>".to_owned(),
            "<script type=\"text/xml\"><datastore><record></record></datastore></script>"
                .to_owned(),
        ] {
            assert!(!holds_entries(&source), "{source}");
        }
    }
}
