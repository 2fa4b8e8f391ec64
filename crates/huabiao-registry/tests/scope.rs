//! Who sees which sites: every role at every unit of a tree of three levels.

#![allow(clippy::unwrap_used)]

use huabiao_registry::{Actor, Registry, Role, Site, Unit};

/// The tree: the unit, and the unit above it. Each has one site at its own host.
const UNITS: [(&str, Option<&str>); 7] = [
    ("city", None),
    ("bureau", Some("city")),
    ("centre", Some("bureau")),
    ("east", Some("city")),
    ("zone", Some("east")),
    ("west", Some("city")),
    ("harbour", Some("west")),
];

/// What a district's office at the unit sees: the unit and what is below.
const TREES: [(&str, &[&str]); 7] = [
    (
        "city",
        &[
            "city", "bureau", "centre", "east", "zone", "west", "harbour",
        ],
    ),
    ("bureau", &["bureau", "centre"]),
    ("centre", &["centre"]),
    ("east", &["east", "zone"]),
    ("zone", &["zone"]),
    ("west", &["west", "harbour"]),
    ("harbour", &["harbour"]),
];

#[test]
fn each_role_at_each_unit_sees_its_sites_and_no_other() {
    let units = UNITS.map(|(code, above)| Unit {
        code: code.parse().unwrap(),
        name: code.into(),
        superior: above.map(|code| code.parse().unwrap()),
    });
    let site = |code: &str, unit: Option<&str>| Site {
        unit: unit.map(|unit| unit.parse().unwrap()),
        ..Site::from_home(&format!("{code}.example.gov.cn")).unwrap()
    };
    let mut sites: Vec<Site> = UNITS
        .iter()
        .map(|(code, _)| site(code, Some(code)))
        .collect();
    sites.push(site("orphan", None));
    let registry = Registry::new(units.to_vec(), sites).unwrap();
    let all: Vec<&str> = UNITS
        .iter()
        .map(|(code, _)| *code)
        .chain(["orphan"])
        .collect();
    let mut seen_pairs = 0;
    for (unit, tree) in TREES {
        for role in Role::ALL {
            let actor = Actor {
                person: "p".into(),
                unit: unit.parse().unwrap(),
                role,
            };
            let expected: &[&str] = match role {
                Role::City | Role::Reviewer => &all,
                Role::District => tree,
                Role::Unit => &[unit],
            };
            let seen: Vec<&str> = registry
                .seen_by(&actor)
                .map(|site| site.host.strip_suffix(".example.gov.cn").unwrap())
                .collect();
            assert_eq!(seen, expected, "{role:?} of {unit}");
            seen_pairs += 1;
        }
    }
    assert_eq!(seen_pairs, 28);
    // Who belongs to no unit of the tree sees nothing of it.
    let stranger = Actor {
        person: "p".into(),
        unit: "elsewhere".parse().unwrap(),
        role: Role::District,
    };
    assert_eq!(registry.seen_by(&stranger).count(), 0);
}
