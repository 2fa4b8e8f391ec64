use huabiao_finding::Population;

use crate::seen::Seen;

/// What a sample can be drawn from: addresses of the site. The seed is the host and
/// the day, so that nobody can foresee the draw long before, and everybody can repeat
/// it after.
pub(crate) fn population<'a>(
    seen: &Seen<'_>,
    of: &str,
    addresses: impl IntoIterator<Item = &'a str>,
) -> Population {
    let seed = format!("{}\n{}", seen.site.profile.host, seen.site.today);
    Population::new(of, &seed, addresses)
}
