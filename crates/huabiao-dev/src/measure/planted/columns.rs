use super::place::Place;
use super::plant::Plant;

/// Columns without their entries.
pub(super) fn blank(place: &mut Place<'_>, files: &[&str]) -> anyhow::Result<Vec<Plant>> {
    let mut plants = Vec::new();
    for file in files {
        let text = place.text(file)?;
        let newest = place.labels.columns[*file].newest;
        let Some((from, to)) = newest.and_then(|day| list(&text, &day.to_string())) else {
            anyhow::bail!("{file} has no list");
        };
        place.write(file, &format!("{}{}", &text[..from], &text[to..]))?;
        place.take(file);
        plants.push(Plant::new("column emptied", "column-blank").on(file));
    }
    Ok(plants)
}

/// The inside of the list in which a day stands.
fn list(text: &str, day: &str) -> Option<(usize, usize)> {
    let at = text.match_indices(day).find_map(|(at, _)| {
        let before = text.get(..at)?;
        let open = before.rfind("<ul")?;
        (before.rfind("</ul>").is_none_or(|close| close < open)).then_some((at, open))
    });
    let (at, open) = at?;
    let start = open + text.get(open..)?.find('>')? + 1;
    let end = at + text.get(at..)?.find("</ul>")?;
    Some((start, end))
}

/// Columns whose days were moved back, with the articles that they link to.
pub(super) fn stale(
    place: &mut Place<'_>,
    columns: &[(&'static str, &'static str, &str)],
) -> anyhow::Result<Vec<Plant>> {
    let mut plants = Vec::new();
    for (kind, group, file) in columns {
        let linked: Vec<String> = place
            .labels
            .links
            .iter()
            .filter(|link| link.page == *file && link.tag == "a" && link.exists)
            .map(|link| link.target.trim_start_matches('/').to_owned())
            .filter(|target| {
                let label = place.labels.pages.get(target);
                label.is_some_and(|page| page.kind == "article")
            })
            .filter(|target| place.root.join(target).is_file())
            .collect();
        for file in linked.iter().map(String::as_str).chain([*file]) {
            place.write(file, &back(&place.text(file)?))?;
            place.take(file);
        }
        // The same articles may have been the newest ones of the home page.
        plants.push(
            Plant::new(kind, "column-stale")
                .on(file)
                .group(group)
                .also(&["home-stale"]),
        );
    }
    Ok(plants)
}

/// A text with its days six years earlier. Addresses stay: they write no day in full.
pub(super) fn back(text: &str) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("20") {
        let (before, from) = rest.split_at(at);
        moved.push_str(before);
        let year = from
            .get(..4)
            .and_then(|year| year.parse::<u16>().ok())
            .filter(|year| (2018..=2021).contains(year) && is_day(&from[4..]));
        let taken = match year {
            Some(year) => {
                moved.push_str(&(year - 6).to_string());
                4
            }
            None => {
                moved.push_str("20");
                2
            }
        };
        rest = &from[taken..];
    }
    moved.push_str(rest);
    moved
}

/// Whether `-01-08` or `年` follows.
fn is_day(after: &str) -> bool {
    let bytes = after.as_bytes();
    let number = |from: usize| {
        bytes
            .get(from..from + 2)
            .is_some_and(|two| two.iter().all(u8::is_ascii_digit))
    };
    after.starts_with('年')
        || (bytes.first() == Some(&b'-') && number(1) && bytes.get(3) == Some(&b'-') && number(4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_move_back_and_addresses_stay() {
        assert_eq!(
            back("2021-01-08 2020年1月 2019-09/26 2022-01-01 120-20"),
            "2015-01-08 2014年1月 2019-09/26 2022-01-01 120-20"
        );
    }
}
