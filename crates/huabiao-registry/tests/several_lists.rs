//! Lists against each other: nothing gets lost, whatever is in them.

#![allow(clippy::unwrap_used)]

use huabiao_registry::{Column, Origin, Site, diff, merge, read_csv, write_csv};
use proptest::prelude::*;

fn sites() -> impl Strategy<Value = Vec<Site>> {
    let site =
        (0..12_u8, proptest::option::of(1..12_u16), 0..3_u8).prop_map(|(host, code, name)| {
            let mut site = Site::from_home(&format!("h{host}.example.gov.cn")).unwrap();
            site.code = code.map(|n| format!("330100{n:04}").parse().unwrap());
            if name > 0 {
                site.name = format!("示例市{name}局");
            }
            site
        });
    // As a list has them: no code and no address twice.
    proptest::collection::vec(site, 0..12)
        .prop_map(|sites| read_csv(write_csv(&sites).as_bytes()).sites)
}

proptest! {
    #[test]
    fn each_site_is_counted_once(earlier in sites(), later in sites()) {
        let found = diff(&earlier, &later);
        prop_assert_eq!(found.added.len() + found.changed.len() + found.same, later.len());
        prop_assert_eq!(found.gone.len() + found.changed.len() + found.same, earlier.len());
        prop_assert_eq!(diff(&earlier, &earlier).same, earlier.len());
    }

    #[test]
    fn no_list_is_lost_in_the_others(one in sites(), two in sites()) {
        let merged = merge(&[
            Origin { name: "1", sites: &one },
            Origin { name: "2", sites: &two },
        ]);
        // What the first list says stands.
        for (site, whole) in one.iter().zip(&merged) {
            prop_assert_eq!(&site.home, &whole.site.home);
            prop_assert!(site.code.is_none() || site.code == whole.site.code);
        }
        for column in [Column::Home, Column::Code] {
            let said = merged.iter().filter_map(|whole| whole.fields.get(&column)).flatten();
            let given = one.iter().chain(&two);
            let given = given.filter(|site| column == Column::Home || site.code.is_some());
            prop_assert_eq!(said.count(), given.count());
        }
    }
}

#[test]
fn a_site_without_code_is_known_by_its_home_page() {
    let list = |text: &str| read_csv(text.as_bytes()).sites;
    let one = list("标识码,名称,网址\n3301000001,甲局,a.example.gov.cn/\n");
    let two = list("名称,网址\n甲局,http://A.example.gov.cn/index.html\n");
    let found = diff(&one, &two);
    assert_eq!(
        (found.changed.len(), found.gone.len(), found.added.len()),
        (1, 0, 0)
    );
    let columns: Vec<Column> = found.changed[0].fields.iter().map(|f| f.column).collect();
    assert_eq!(columns, [Column::Code, Column::Home]);
    // Another code is another site, even at the same address.
    let three = list("标识码,名称,网址\n3301000002,乙局,a.example.gov.cn\n");
    let found = diff(&one, &three);
    assert_eq!((found.gone.len(), found.added.len()), (1, 1));
}
