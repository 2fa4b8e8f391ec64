/// Whether a script loads a page into an element: `$("#news").load("/news.html")`, and
/// not what waits for the end of loading.
pub(crate) fn loads(code: &str) -> bool {
    code.match_indices(".load(").any(|(at, call)| {
        let head = code.get(..at).unwrap_or_default().trim_end();
        let after = code.get(at + call.len()..).unwrap_or_default();
        let after = after.trim_start();
        head.ends_with(')')
            && !["window)", "document)"]
                .iter()
                .any(|end| head.ends_with(end))
            && !["function", "(", ")", "async"]
                .iter()
                .any(|begin| after.starts_with(begin))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_loaded_into_elements() {
        for code in ["$(\"#xw\").load(\"/xw.html\")", "$('.head') .load( url )"] {
            assert!(loads(code), "{code}");
        }
        for code in [
            "$(window).load(function(){})",
            "$(window).load(init)",
            "$('img').load(function(){})",
            "video.load()",
            "player.load('/a.mp4')",
        ] {
            assert!(!loads(code), "{code}");
        }
    }
}
