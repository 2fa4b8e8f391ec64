/// Whether a script fetches something.
pub(crate) fn fetches(code: &str) -> bool {
    FETCHES.iter().any(|word| code.contains(word))
}

const FETCHES: [&str; 9] = [
    "$.ajax",
    "jQuery.ajax",
    "$.get(",
    "$.post(",
    "$.getJSON",
    "fetch(",
    "XMLHttpRequest",
    "axios",
    ".load(",
];
