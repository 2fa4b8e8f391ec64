use std::sync::LazyLock;

use memchr::memmem::Finder;

static LOCATION: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("location"));

/// Whether something is assigned to `location`, or one of its methods called.
pub(super) fn moves(code: &[u8]) -> bool {
    LOCATION.find_iter(code).any(|at| {
        let rest = code.get(at + "location".len()..).unwrap_or_default();
        let rest = rest.strip_prefix(b".href").unwrap_or(rest);
        let rest = rest.trim_ascii_start();
        rest.starts_with(b".replace")
            || rest.starts_with(b".assign")
            || rest.first() == Some(&b'=') && rest.get(1) != Some(&b'=')
    })
}
