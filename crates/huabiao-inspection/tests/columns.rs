//! What is said of a site's columns.
#![allow(clippy::disallowed_methods, missing_docs)]

mod facts;

use huabiao_inspection::{ColumnState, Freshness, Limits, columns};
use huabiao_types::Lang;
use serde_json::{Value, json};

fn one(column: Value, pages: Vec<Value>) -> ColumnState {
    let mut all = vec![
        json!({"requested": "http://www.example.gov.cn/", "page": {"kind": "home", "links": []}}),
        json!({
            "requested": "http://www.example.gov.cn/c/",
            "page": {"kind": "column", "column": column, "links": []},
        }),
    ];
    all.extend(pages);
    let site = facts::read(&json!({ "pages": all }).to_string());
    let mut columns = columns(&site, &Limits::default());
    assert_eq!(columns.len(), 1);
    columns.remove(0)
}

#[test]
fn a_list_that_only_a_browser_shows_is_unknown_whatever_it_is_for() {
    for kind in ["news", "policy", "standing", "other"] {
        let column = one(
            json!({"name": "栏目", "kind": kind, "items": [], "blank": null, "filled_by_script": true}),
            Vec::new(),
        );
        assert_eq!(column.state, Freshness::Unknown, "{kind}");
        let why = column.why.text(Lang::Zh);
        assert!(why.contains("浏览器"), "{why}");
        assert_eq!((column.items, column.newest), (0, None));
    }
}

#[test]
fn the_newest_date_is_the_one_that_decides() {
    let items = json!([
        {"title": "关于甲的通知", "url": "http://www.example.gov.cn/c/1.html", "date": "2024-01-02"},
        {"title": "关于乙的通知", "url": "http://www.example.gov.cn/c/2.html", "date": "2024-01-01"},
    ]);
    for (date, day, fresh) in [
        ("2026-11-20", "2026年11月20日", true),
        ("2024-03-04", "2024年3月4日", false),
    ] {
        let column = one(
            json!({"name": "要闻", "kind": "news", "items": items}),
            vec![json!({
                "requested": "http://www.example.gov.cn/c/1.html",
                "page": {
                    "kind": "article",
                    "published": {
                        "date": date, "time": null, "from": "visible", "confidence": "high",
                        "snippet": "",
                    },
                },
            })],
        );
        let newest = column.newest.map(|newest| newest.to_string());
        assert_eq!(newest.as_deref(), Some(date));
        let why = column.why.text(Lang::Zh);
        assert!(why.contains(day), "{why}");
        assert!(why.contains("列表最新日期2024年1月2日"), "{why}");
        let english = column.why.text(Lang::En);
        assert!(english.is_ascii(), "{english}");
        assert!(
            english.contains("latest date of the list 2 January 2024"),
            "{english}"
        );
        assert_eq!(column.state == Freshness::Fresh, fresh);
    }
}
