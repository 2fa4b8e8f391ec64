/// The addresses of a `srcset`.
pub(super) fn candidates(value: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = value;
    while found.len() < 64 {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            break;
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let trimmed = address.trim_end_matches(',');
        found.push(trimmed);
        rest = if trimmed.len() < address.len() {
            after
        } else {
            // Descriptors go on to the next comma outside brackets.
            let mut depth = 0_u32;
            let end = after
                .char_indices()
                .find(|(_, c)| {
                    match c {
                        '(' => depth += 1,
                        ')' => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    *c == ',' && depth == 0
                })
                .map_or(after.len(), |(at, _)| at);
            after.get(end..).unwrap_or_default()
        };
    }
    found
}
