//! Draws that reach every site, and that nobody picked by hand.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use huabiao_supervision::{Candidate, Draw, Plan, Quarter, Share, Unfounded, Why, draw, draw_key};
use proptest::prelude::*;

fn candidate(n: usize, stratum: &str, reported: bool) -> Candidate {
    Candidate {
        site: format!("s{n}.example.gov.cn"),
        stratum: stratum.into(),
        reported,
    }
}

fn plan(number: u8, seed: &str) -> Plan {
    Plan::new(Quarter::new(2026, number).unwrap(), seed)
}

fn any_candidates() -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec((0_usize..3, prop::bool::weighted(0.9)), 0..120).prop_map(|sites| {
        let names = ["门户网站", "部门网站", "区县网站"];
        let sites = sites.into_iter().enumerate();
        sites
            .map(|(n, (stratum, reported))| candidate(n, names[stratum], reported))
            .collect()
    })
}

fn year(candidates: &[Candidate], seed: &str) -> Vec<Draw> {
    let mut seen = BTreeSet::new();
    (1..=4)
        .map(|number| {
            let draw = draw(&plan(number, seed), candidates, &seen);
            seen = draw.seen_after();
            draw
        })
        .collect()
}

#[test]
fn the_key_is_what_a_shell_computes() {
    // printf '03 11\n2026-Q1\nwww.example.gov.cn' | sha256sum
    let key = draw_key(
        "03 11",
        Quarter::new(2026, 1).unwrap(),
        "www.example.gov.cn",
    );
    assert_eq!(key, KEY);
}

const KEY: &str = "3ebe9b511c95432642508fd01eeecd1a822c2885ac4b6617e03d738b56bc5f7d";

#[test]
fn a_draw_that_was_touched_is_known() {
    let candidates: Vec<_> = (0..20).map(|n| candidate(n, "部门网站", true)).collect();
    let honest = draw(&plan(1, "seed"), &candidates, &BTreeSet::new());
    assert_eq!(honest.verify(), Ok(()));
    assert_eq!(honest.sites().len(), 6);

    let mut picked = honest.clone();
    let friend = picked.strata[0].drawn.remove(0);
    let differs = picked.verify().unwrap_err();
    assert_eq!(differs.missing, std::slice::from_ref(&friend.site));

    let mut swapped = honest.clone();
    let outsider = candidates
        .iter()
        .find(|one| !honest.sites().contains(one.site.as_str()));
    let outsider = outsider.unwrap().site.clone();
    swapped.strata[0].drawn[0].site.clone_from(&outsider);
    let differs = swapped.verify().unwrap_err();
    assert_eq!(
        (differs.added, differs.missing),
        (vec![outsider], vec![friend.site])
    );

    let mut other_seed = honest.clone();
    other_seed.plan.seed = "another".into();
    assert!(other_seed.verify().is_err());
}

/// The sites of an earlier quarter count as drawn only if it drew them.
#[test]
fn a_draw_is_checked_against_those_before_it() {
    let candidates: Vec<_> = (0..20).map(|n| candidate(n, "部门网站", true)).collect();
    let none = BTreeSet::new();
    let first = draw(&plan(1, "published"), &candidates, &none);
    let published = std::slice::from_ref(&first);
    let second = draw(&plan(2, "published"), &candidates, &first.seen_after()).naming(published);
    assert_eq!(second.before[0].fingerprint, first.fingerprint());
    assert_eq!(second.verify_after(published), Ok(()));
    let both = [second.clone(), first.clone()];
    let third = draw(&plan(3, "published"), &candidates, &second.seen_after()).naming(&both);
    assert_eq!(third.verify_after(&both), Ok(()));
    assert!(matches!(
        third.verify_after(published),
        Err(Unfounded::Seen { missing, added, .. }) if missing.is_empty() && !added.is_empty()
    ));

    // Built on a draw that nobody published, to keep its sites out of this one.
    let hidden = draw(&plan(1, "tried"), &candidates, &none);
    let picked = draw(&plan(2, "published"), &candidates, &hidden.seen_after());
    assert_eq!(picked.verify(), Ok(()));
    assert!(matches!(
        picked.verify_after(published),
        Err(Unfounded::Seen { .. })
    ));
    assert!(picked.verify_after(&[]).is_err());
    // The first of a year has none before it.
    let mut touched = first.clone();
    touched.seen.insert("0.example.gov.cn".into());
    let touched = draw(&touched.plan, &candidates, &touched.seen);
    assert!(matches!(
        touched.verify_after(&[]),
        Err(Unfounded::Seen { .. })
    ));
    assert!(matches!(
        first.verify_after(std::slice::from_ref(&second)),
        Err(Unfounded::NotBefore { .. } | Unfounded::Seen { .. })
    ));
}

#[test]
fn sites_outside_the_reporting_system_are_drawn_more() {
    let mut candidates: Vec<_> = (0..50).map(|n| candidate(n, "部门网站", true)).collect();
    candidates.extend((50..60).map(|n| candidate(n, "部门网站", false)));
    let draw = draw(&plan(1, "seed"), &candidates, &BTreeSet::new());
    let drawn: Vec<_> = draw
        .strata
        .iter()
        .map(|s| (s.reported, s.drawn.len()))
        .collect();
    assert_eq!(drawn, [(true, 15), (false, 6)]);
    let (stratum, site) = draw.explain(&draw.strata[1].drawn[0].site).unwrap();
    assert_eq!((stratum.reported, site.why), (false, Why::Unseen));
}

#[test]
fn what_comes_in_during_the_year_is_reached_too() {
    let mut candidates: Vec<_> = (0..10).map(|n| candidate(n, "部门网站", true)).collect();
    let mut seen = BTreeSet::new();
    for number in 1..=4 {
        if number == 4 {
            candidates.extend((10..30).map(|n| candidate(n, "部门网站", true)));
        }
        let draw = draw(&plan(number, "seed"), &candidates, &seen);
        assert_eq!(draw.verify(), Ok(()));
        seen = draw.seen_after();
    }
    assert_eq!(seen.len(), 30);
}

#[test]
fn a_stratum_of_one_is_drawn_every_quarter() {
    for draw in year(&[candidate(0, "门户网站", true)], "seed") {
        assert_eq!(draw.sites().len(), 1);
    }
}

#[test]
fn quarters_are_read_back() {
    for (text, good) in [
        ("2026-Q1", true),
        ("2026-Q5", false),
        ("2026Q1", false),
        ("x-Q1", false),
    ] {
        let json = format!("\"{text}\"");
        assert_eq!(
            serde_json::from_str::<Quarter>(&json).is_ok(),
            good,
            "{text}"
        );
    }
    let last = |number| Quarter::new(2026, number).unwrap().last_day().to_string();
    assert_eq!(
        [1, 2, 3, 4].map(last),
        ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]
    );
}

proptest! {
    #[test]
    fn four_quarters_reach_every_site(candidates in any_candidates(), seed in "[a-z0-9 ]{0,12}") {
        let draws = year(&candidates, &seed);
        let reached: BTreeSet<&str> = draws.iter().flat_map(Draw::sites).collect();
        let all: BTreeSet<&str> = candidates.iter().map(|one| one.site.as_str()).collect();
        prop_assert_eq!(reached, all);
        for draw in &draws {
            prop_assert_eq!(draw.verify(), Ok(()));
            for stratum in &draw.strata {
                prop_assert!(stratum.drawn.len() * 100 >= stratum.sites * usize::from(stratum.share.get()));
                // Those already seen come only after all others of their stratum.
                let again = stratum.drawn.iter().any(|drawn| drawn.why == Why::Again);
                let unseen = stratum.drawn.iter().filter(|drawn| drawn.why == Why::Unseen).count();
                prop_assert!(!again || unseen == stratum.unseen);
            }
        }
    }

    #[test]
    fn the_order_of_the_list_has_no_say(candidates in any_candidates(), seed in "[a-z]{1,8}") {
        let mut turned = candidates.clone();
        turned.reverse();
        turned.extend(candidates.clone());
        let none = BTreeSet::new();
        prop_assert_eq!(
            draw(&plan(2, &seed), &candidates, &none),
            draw(&plan(2, &seed), &turned, &none)
        );
    }

    #[test]
    fn a_published_draw_can_be_checked(candidates in any_candidates(), seed in "[a-z]{1,8}") {
        let draw = draw(&plan(3, &seed), &candidates, &BTreeSet::new());
        let json = serde_json::to_string(&draw).unwrap();
        let read: Draw = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read.verify(), Ok(()));
        prop_assert_eq!(read, draw);
    }

    #[test]
    fn a_share_is_at_least_that(percent in 0_u8..=100, all in 0_usize..100_000) {
        let part = Share::percent(percent).of(all);
        prop_assert!(part * 100 >= all * usize::from(percent));
        prop_assert!(part <= all);
        prop_assert!(part == 0 || (part - 1) * 100 < all * usize::from(percent));
    }
}
