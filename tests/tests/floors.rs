//! The floor table of `docs/ARCHITECTURE.md` against what Cargo resolves.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};

#[test]
fn a_crate_depends_on_lower_floors_only() {
    let metadata = metadata();
    let own = own_packages(&metadata);
    let mut wrong = Vec::new();
    for package in &own {
        let from = floor(&package.name);
        for dependency in &package.dependencies {
            let Some(to) = floor_of(&dependency.name) else {
                continue;
            };
            if dependency.kind == DependencyKind::Normal && to >= from {
                wrong.push(format!(
                    "{} ({from}) → {} ({to})",
                    package.name, dependency.name
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "edges against the floor table: {wrong:#?}"
    );
}

#[test]
fn every_package_stands_on_a_floor_and_the_page_says_the_same() {
    let metadata = metadata();
    let page = read("docs/ARCHITECTURE.md");
    for package in own_packages(&metadata) {
        let floor = floor(&package.name);
        if package.publish.is_none() {
            let row = format!("| {floor} | `{}` |", package.name);
            assert!(
                page.contains(&row),
                "docs/ARCHITECTURE.md has no row `{row}`"
            );
        }
    }
}

#[test]
fn pure_crates_pull_in_nothing_that_reaches_outside() {
    let metadata = metadata();
    for package in own_packages(&metadata) {
        let pure = floor(&package.name) <= LAST_PURE || package.name.as_str() == EMBEDDER;
        if !pure {
            continue;
        }
        let closure = closure(&metadata, package);
        let outside: Vec<_> = OUTSIDE
            .iter()
            .filter(|name| closure.contains(**name))
            .collect();
        assert!(outside.is_empty(), "{} pulls in {outside:?}", package.name);
    }
}

#[test]
fn every_pure_crate_bans_clock_files_sockets_and_environment() {
    let metadata = metadata();
    let model = read("crates/huabiao-facts/clippy.toml");
    for method in [
        "std::time::SystemTime::now",
        "std::fs::read",
        "std::env::var",
        "std::net::TcpStream::connect",
    ] {
        assert!(model.contains(method), "clippy.toml does not ban {method}");
    }
    for package in own_packages(&metadata) {
        if floor(&package.name) <= LAST_PURE {
            let path = package.manifest_path.with_file_name("clippy.toml");
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(text, model, "{path} differs from that of huabiao-facts");
        }
    }
}

#[test]
fn manifests_keep_the_house_rules() {
    let metadata = metadata();
    for package in own_packages(&metadata) {
        assert_eq!(package.edition.as_str(), "2024", "{}", package.name);
        assert_eq!(
            package.license.as_deref(),
            Some("MIT OR Apache-2.0"),
            "{}",
            package.name
        );
        assert!(package.rust_version.is_some(), "{}", package.name);
        let library = package.targets.iter().any(|target| target.is_lib());
        if package.publish.is_none() && library {
            assert!(package.readme.is_some(), "{} has no README", package.name);
            let defaults = package.features.get("default").map_or(0, Vec::len);
            assert_eq!(defaults, 0, "{} turns features on by default", package.name);
            let source = package.manifest_path.with_file_name("src").join("lib.rs");
            let source = std::fs::read_to_string(source).expect("a library has a lib.rs");
            let doc = "#![doc = include_str!(\"../README.md\")]";
            assert!(
                source.contains(doc),
                "the README of {} is not its crate doc",
                package.name
            );
        }
    }
}

#[test]
fn no_banned_crate_and_no_unknown_licence_is_locked() {
    let metadata = metadata();
    for package in &metadata.packages {
        let banned = BANNED.contains(&package.name.as_str())
            || (package.name.starts_with("sqlx")
                && package.version.major == 0
                && package.version.minor < 9);
        assert!(!banned, "{} {} is banned", package.name, package.version);
        let Some(licence) = &package.license else {
            panic!("{} {} states no licence", package.name, package.version);
        };
        assert!(
            allowed(licence),
            "{} {}: {licence}",
            package.name,
            package.version
        );
    }
}

/// Whether one alternative of an SPDX expression has allowed parts only.
fn allowed(expression: &str) -> bool {
    let plain = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // Each `AND` needs one allowed alternative; that reads `(A OR B) AND C` right,
    // and refuses rather than allows where an expression nests deeper.
    plain.split(" AND ").all(|part| {
        part.split(" OR ")
            .any(|name| LICENCES.contains(&name.trim()))
    })
}

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .exec()
        .expect("cargo metadata answers")
}

fn root() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package is a folder of the workspace")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn own_packages(metadata: &Metadata) -> Vec<&Package> {
    metadata.workspace_packages()
}

fn floor(name: &str) -> u8 {
    floor_of(name).unwrap_or_else(|| panic!("{name} is not in the floor table"))
}

fn floor_of(name: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(_, names)| names.contains(&name))
        .map(|(floor, _)| *floor)
}

/// Names of everything a package needs at run time, with all its features on.
fn closure(metadata: &Metadata, package: &Package) -> BTreeSet<String> {
    let by_name: BTreeMap<&str, &Package> = metadata
        .packages
        .iter()
        .map(|package| (package.name.as_str(), package))
        .collect();
    let mut seen = BTreeSet::new();
    let mut open = vec![package];
    while let Some(package) = open.pop() {
        for dependency in &package.dependencies {
            let optional_of_stranger = dependency.optional && floor_of(&package.name).is_none();
            if dependency.kind != DependencyKind::Normal || optional_of_stranger {
                continue;
            }
            if seen.insert(dependency.name.clone())
                && let Some(next) = by_name.get(dependency.name.as_str())
            {
                open.push(next);
            }
        }
    }
    seen
}

/// Floors with the packages on them.
const FLOORS: &[(u8, &[&str])] = &[
    (0, &["huabiao-calendar", "huabiao-types"]),
    (1, &["huabiao-facts", "huabiao-finding", "huabiao-registry"]),
    (
        2,
        &["huabiao-inspection", "huabiao-page", "huabiao-scoring"],
    ),
    (3, &["huabiao-supervision"]),
    (4, &["huabiao-bulletin"]),
    (5, &["huabiao-crawler", "huabiao-store"]),
    (7, &["huabiao"]),
    (
        8,
        &[
            "huabiao-city",
            "huabiao-dev",
            "huabiao-registry-only",
            "huabiao-tests",
        ],
    ),
];

/// The highest floor without clock, files, sockets, environment and async.
const LAST_PURE: u8 = 4;

/// The example that embeds one pure crate, and shows that nothing else comes with it.
const EMBEDDER: &str = "huabiao-registry-only";

/// Crates that reach outside.
const OUTSIDE: &[&str] = &[
    "tokio",
    "reqwest",
    "hyper",
    "sqlx",
    "axum",
    "async-std",
    "mio",
    "socket2",
    "dirs",
    "ureq",
    "rusqlite",
];

/// Crates that must not come in, and why, see `docs/ARCHITECTURE.md`.
const BANNED: &[&str] = &[
    "openssl-sys",
    "native-tls",
    "aws-lc-rs",
    "markup5ever_rcdom",
    "serde_yml",
    "serde_yaml",
    "evalexpr",
    "zhconv",
];

/// Licences that may be in the tree.
const LICENCES: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "MPL-2.0",
    "CDLA-Permissive-2.0",
    "BSL-1.0",
    "MIT-0",
    "0BSD",
    "CC0-1.0",
    "Unlicense",
];
