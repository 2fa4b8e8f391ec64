//! Cross-crate tests; see the `tests` targets of this package.
