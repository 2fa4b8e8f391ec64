//! The sets of the crate, as text.

macro_rules! sets {
    ($($id:literal),* $(,)?) => {
        pub(crate) const IDS: &[&str] = &[$($id),*];

        pub(crate) fn text(id: &str) -> Option<&'static str> {
            match id {
                $($id => Some(include_str!(concat!("../sets/", $id, ".toml"))),)*
                _ => None,
            }
        }
    };
}

sets![
    "cn-2019-site",
    "cn-2019-new-media",
    "cn-2019-supervision",
    "cn-2015-census",
    "beijing-2019",
    "beijing-2022",
    "example-city",
    "us-federal-site",
    "uk-eu-accessibility",
];
