//! Reads a site from JSON in which only what matters is written: everything else is
//! what an ordinary page of an ordinary site has.

use chrono::NaiveDate;
use huabiao_facts::{Page, SiteFacts};
use serde_json::{Map, Value, json};

/// The site that a fixture describes.
///
/// Beside the fields of `SiteFacts`, targets may be a bare outcome, and visits are
/// written as a day and the number of visits for each outcome (`"ok.200": 20`, or
/// `"ok.200 16000": 1` with the milliseconds).
pub(crate) fn read(text: &str) -> SiteFacts {
    let mut site: Value = serde_json::from_str(text).expect("a fixture is JSON");
    with(
        &mut site,
        &json!({"today": "2026-11-24", "profile": {}, "pages": [], "targets": {}, "visits": [], "coverage": {}}),
    );
    with(&mut site["profile"], &profile());
    with(
        &mut site["coverage"],
        &json!({"pages": 0, "requests": 0, "over_budget": 0, "robots": 0, "traps": 0, "unseen_lists": 0}),
    );
    let mut targets = Map::new();
    for (index, visit) in list(&mut site["pages"]).iter_mut().enumerate() {
        page(index, visit);
        let requested = visit["requested"].as_str().expect("an address").to_owned();
        targets.insert(requested, json!("ok.200"));
    }
    for (url, target) in site["targets"].as_object().expect("targets") {
        targets.insert(url.clone(), target.clone());
    }
    for target in targets.values_mut() {
        if target.is_string() {
            *target = json!({"outcome": target});
        }
        with(
            target,
            &json!({"attempts": 2, "at": AT, "landed": null, "detail": "", "takeover": []}),
        );
    }
    site["targets"] = Value::Object(targets);
    site["visits"] = list(&mut site["visits"]).iter().flat_map(visits).collect();
    serde_json::from_value(site).expect("a fixture is a site")
}

fn profile() -> Value {
    json!({
        "code": "3301000001",
        "name": "示例市人民政府",
        "host": "www.example.gov.cn",
        "aliases": [],
        "home": "http://www.example.gov.cn/",
        "category": "portal",
        "unit": null,
        "services": true,
    })
}

fn page(index: usize, visit: &mut Value) {
    let depth = u32::from(index > 0);
    with(
        visit,
        &json!({"status": 200, "at": AT, "sha256": format!("{index:064x}"), "bytes": 1000, "depth": depth, "page": {}}),
    );
    let requested = visit["requested"].clone();
    let page = &mut visit["page"];
    with(page, &json!({"url": requested}));
    if page["column"].is_object() {
        let column = &mut page["column"];
        with(column, &json!({"items": []}));
        let newest: Option<NaiveDate> = list(&mut column["items"])
            .iter()
            .filter_map(|item| item["date"].as_str()?.parse().ok())
            .max();
        with(
            column,
            &json!({"name": "", "kind": "other", "newest": newest, "blank": false, "why": "", "filled_by_script": false, "front": false, "next": null, "page": 1}),
        );
        items(&mut column["items"]);
    }
    items(&mut page["dated_items"]);
    if page.get("guide_detail").is_some() {
        with(
            &mut page["guide_detail"],
            &json!({"sections": [], "unlabelled": []}),
        );
        for section in list(&mut page["guide_detail"]["sections"]) {
            with(
                section,
                &json!({"label": "", "text": "", "links": [], "media": false, "line": 1}),
            );
        }
    }
    for message in page.get_mut("messages").map_or(&mut [][..], list) {
        with(
            message,
            &json!({"title": "", "url": null, "asked": null, "answered": null, "unit": null, "answer": "unknown", "whole": true, "line": 1}),
        );
    }
    for link in page.get_mut("scripted").map_or(&mut [][..], list) {
        with(link, &json!({"region": "main", "line": 1}));
    }
    for link in page.get_mut("partly_dated").map_or(&mut [][..], list) {
        with(link, &json!({"line": 1}));
    }
    for statistics in page.get_mut("statistics").map_or(&mut [][..], list) {
        with(statistics, &json!({"day": null, "snippet": "", "line": 1}));
    }
    for link in list(&mut page["links"]) {
        let url = link["url"].clone();
        with(
            link,
            &json!({"href": url, "url": null, "kind": "page", "place": "anchor", "text": "", "line": 1, "region": "main", "hidden": false, "noscript": false}),
        );
    }
    for form in list(&mut page["forms"]) {
        with(
            form,
            &json!({"action": null, "fields": [], "textarea": false, "password": false, "search": false, "line": 1}),
        );
    }
    if page["published"].is_object() {
        with(
            &mut page["published"],
            &json!({"time": null, "from": "visible", "confidence": "high", "snippet": ""}),
        );
    }
    let ordinary = serde_json::to_value(Page::default()).expect("a page is JSON");
    let nested = ["by_script", "charset", "marks", "text"];
    for name in nested {
        if page[name].is_object() {
            with(&mut page[name], &ordinary[name]);
        }
    }
    for (name, value) in ordinary.as_object().expect("an object") {
        if page[name].is_null() {
            page[name] = value.clone();
        }
    }
}

fn items(items: &mut Value) {
    for item in list(items) {
        with(item, &json!({"url": null, "date": null, "line": 1}));
    }
}

fn visits(day: &Value) -> Vec<Value> {
    let mut minute = 0;
    let mut visits = Vec::new();
    let date = day["day"].as_str().expect("a day");
    for (key, number) in day.as_object().expect("an object") {
        let Some(number) = number.as_u64() else {
            continue;
        };
        let (outcome, millis) = key.split_once(' ').unwrap_or((key, "800"));
        let millis: u32 = millis.parse().expect("milliseconds");
        for _ in 0..number {
            let at = format!("{date}T{:02}:{:02}:00+08:00", minute / 60, minute % 60);
            visits.push(json!({"at": at, "outcome": outcome, "millis": millis}));
            minute += 7;
        }
    }
    visits
}

/// Adds the fields that an object lacks.
fn with(object: &mut Value, defaults: &Value) {
    let fields = object.as_object_mut().expect("an object");
    for (name, value) in defaults.as_object().expect("an object") {
        fields.entry(name.clone()).or_insert_with(|| value.clone());
    }
}

/// The members of a list, none when it is not there.
fn list(value: &mut Value) -> &mut [Value] {
    value.as_array_mut().map_or(&mut [], Vec::as_mut_slice)
}

const AT: &str = "2026-11-24T01:00:00Z";
