//! `huabiao registry`: lists, the tree, the plan and its ledger.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

use huabiao::files::schemas;
use huabiao::registry::{Estate, Event, Plan, consolidation_ledger};
use serde_json::Value;
use tempfile::TempDir;

#[test]
fn of_315_sites_91_stay_with_the_published_composition() {
    let plan = json(&registry(&["plan", "--demo", "--json"]));
    assert_eq!((&plan["before"], &plan["after"]), (&315.into(), &91.into()));
    assert_eq!(plan["after_by_kind"], composition());
    let before = plan["before_by_kind"].as_object().expect("kinds");
    let before: u64 = before.values().filter_map(Value::as_u64).sum();
    assert_eq!(before, 315);
    let items = plan["items"].as_array().expect("items");
    assert_eq!(items.len(), 315);
    assert!(items.iter().all(|item| {
        let reasons = item["reason_texts"].as_array();
        reasons.is_some_and(|reasons| !reasons.is_empty())
    }));
    // Every reason of the criteria is there, and people overruled a few.
    for why in [
        "duplicate",
        "failed",
        "few-articles",
        "few-visits",
        "kept-instead",
        "kind-has-none",
        "no-sponsor",
        "understaffed",
    ] {
        assert!(plan["reasons"][why].as_u64() > Some(0), "{why}");
    }
    assert!((1..=12).contains(&plan["overruled"].as_u64().expect("a number")));

    // The same as a table, and as a list with a row each.
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("plan.csv");
    let done = registry(&["plan", "--demo", "--out", path(&list)]);
    let said = text(&done.stdout);
    assert!(
        said.contains("市级部门网站     ┆    132 ┆     59"),
        "{said}"
    );
    let list = fs::read_to_string(&list).expect("a list");
    assert_eq!(list.lines().count(), 316);
    assert!(list.contains("没有主办单位"));
}

#[test]
fn without_the_people_or_with_other_criteria_the_plan_is_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let criteria = folder.path().join("criteria.toml");
    fs::write(
        &criteria,
        "articles = 0\nvisits = 0\nstaff = 0\nfailed = 9\nduplicate = 1001\n",
    )
    .expect("a file");
    let plan = json(&registry(&[
        "plan",
        "--demo",
        "--json",
        "--criteria",
        path(&criteria),
    ]));
    // Nothing weighs but the rules on units: small departments and centres stay.
    assert!(plan["after"].as_u64() > Some(91), "{}", plan["after"]);
    assert_eq!(plan["reasons"]["few-visits"], Value::Null);
    assert_eq!(plan["after_by_kind"]["portal"], 1);

    fs::write(&criteria, "# ours\nruns = 4\nfriends = 3\n").expect("a file");
    let done = run(&["plan", "--demo", "--criteria", path(&criteria)]);
    assert_eq!(done.status.code(), Some(2));
    let said = text(&done.stderr);
    assert!(
        said.contains("criteria.toml：第3行") && said.contains("friends"),
        "{said}"
    );
}

#[test]
fn what_an_inspection_saw_contradicts_the_registry() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    fs::create_dir(&site).expect("a folder");
    let page = "<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><title>示例市民政局</title>\
        <meta name=SiteIDCode content=3301000009><h1>示例市民政局</h1>\
        <div class=footer>主办单位：示例市民政局 网站标识码：3301000009 浙ICP备18000001号</div>";
    fs::write(site.join("index.html"), page).expect("a page");
    let list = folder.path().join("list.csv");
    let rows = "标识码,名称,网址\n3301000002,示例市民政局,http://mzj.example.gov.cn/\n\
        3301000003,示例市水利局,http://slj.example.gov.cn/\n";
    fs::write(&list, rows).expect("a list");
    let (book, out) = (folder.path().join("book"), folder.path().join("out"));
    registry(&[
        "import",
        "--book",
        path(&book),
        path(&list),
        "--day",
        "2026-03-01",
    ]);

    // The book alone, then without a folder, then with one that holds nothing.
    for (arguments, why) in [
        (vec!["--seen"], "输出文件夹"),
        (vec!["--seen", path(folder.path())], "没有数据库"),
    ] {
        let mut all = vec!["check", "--book", path(&book)];
        all.extend(arguments);
        let done = run(&all);
        assert_eq!(done.status.code(), Some(2), "{why}");
        assert!(text(&done.stderr).contains(why), "{}", text(&done.stderr));
    }

    let serve = format!("mzj.example.gov.cn={}", path(&site));
    let inspected = Command::new(huabiao_tests::program())
        .args([
            "inspect",
            "http://mzj.example.gov.cn/",
            "--serve-dir",
            &serve,
        ])
        .args(["--out", path(&out), "--today", "2026-03-10", "--quiet"])
        .output()
        .expect("the program runs");
    assert!(inspected.status.success(), "{}", text(&inspected.stderr));
    let seen = json(&registry(&[
        "check",
        "--book",
        path(&book),
        "--seen",
        path(&out),
        "--day",
        "2026-03-10",
        "--json",
    ]));
    // The other site was not looked at, so nothing is said of it.
    assert_eq!((&seen["sites"], &seen["homes"]), (&2.into(), &1.into()));
    let found = seen["contradictions"].as_array().expect("a list");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0]["kind"], "code-differs");
    assert_eq!(found[0]["seen"], "3301000009");
}

#[test]
fn each_closed_site_has_a_redirect_that_the_crawler_saw() {
    let (_, ledger) = played();
    assert_eq!(
        (&ledger["before"], &ledger["after"]),
        (&315.into(), &91.into())
    );
    assert_eq!(ledger["after_by_kind"], composition());
    assert_eq!(
        (&ledger["closed"], &ledger["under_way"]),
        (&224.into(), &0.into())
    );
    let rows = ledger["rows"].as_array().expect("rows");
    let closed: Vec<&Value> = rows.iter().filter(|row| row["closed"] == true).collect();
    assert_eq!(closed.len(), 224);
    for row in closed {
        let site = &row["site"];
        assert_eq!(row["redirect"]["right"], true, "{site}");
        assert_eq!(row["redirect"]["outcome"], "ok.200", "{site}");
        let (from, to) = (&row["redirect"]["from"], &row["redirect"]["to"]);
        assert_eq!(from, &row["home"], "{site}");
        assert!(to.is_string() && to != from, "{site}: {to}");
        for step in ["notice", "archived", "reported", "done"] {
            assert!(row[step].is_string(), "{site} {step}");
        }
        // Looked at twice, months apart.
        let days = [&row["redirect_first"][0], &row["redirect_last"][0]];
        let days = days.map(|day| day.as_str().expect("a day"));
        assert!(
            days[0] < "2018-08-01" && days[1] >= "2018-12-01",
            "{site} {days:?}"
        );
        // The notice stood for thirty days.
        let day = |step: &str| {
            row[step]
                .as_str()
                .expect("a day")
                .parse::<chrono::NaiveDate>()
                .expect("a day")
        };
        assert!((day("done") - day("notice")).num_days() >= 30, "{site}");
        if let Some(moved) = row["moved"].as_array() {
            assert_eq!(moved[1], moved[2], "{site}");
        }
    }
}

#[test]
fn a_redirect_that_breaks_is_noticed_and_looked_at_again() {
    let (_, ledger) = played();
    let rounds = &ledger["rounds"];
    assert_eq!(rounds["before-closing"]["wrong"], 2);
    assert_eq!(rounds["months-later"]["wrong"], 2);
    // A firewall says nothing about the redirect.
    assert_eq!(rounds["months-later"]["unknown"], 1);
    assert_eq!(rounds["months-later"]["right"], 221);
    assert_eq!(rounds["after-repair"]["right"], 5);
    let noticed = ledger["noticed"].as_array().expect("a list");
    let outcomes: BTreeMap<&str, &str> = noticed
        .iter()
        .map(|one| {
            (
                one["from"].as_str().expect("an address"),
                one["outcome"].as_str().expect("an outcome"),
            )
        })
        .collect();
    assert_eq!(outcomes["http://kfq.fengzhu.gov.cn/"], "dead.404");
    assert_eq!(outcomes["http://scsc.chenglan.gov.cn/"], "unknown.blocked");
    // The domain belongs to somebody else: it answers, and is wrong all the same.
    assert_eq!(outcomes["http://www.clfgw.example/"], "ok.200");
    assert!(noticed.iter().all(|one| one["right_again"].is_string()));
    // Who was too early was told what is missing.
    let refused = ledger["refused"].as_array().expect("a list");
    assert!(!refused.is_empty());
    let why = refused[0]["why"].as_str().expect("a reason");
    assert!(why.contains("公告满30日") && why.contains("47号"), "{why}");
}

#[test]
fn the_written_events_give_the_same_ledger() {
    let (folder, ledger) = played();
    let file = folder.path().join("registry.events.jsonl");
    let written = fs::read_to_string(&file).expect("events");
    let schema = schemas()
        .into_iter()
        .find(|(name, _)| *name == "registry.events.jsonl");
    let schema = serde_json::to_value(schema.expect("a schema").1).expect("a schema");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let events: Vec<Event> = written
        .lines()
        .map(|line| {
            let value: Value = serde_json::from_str(line).expect("JSON");
            if let Err(error) = schema.validate(&value) {
                panic!("{line}: {error}");
            }
            serde_json::from_value(value).expect("an event")
        })
        .collect();
    assert_eq!(ledger["events"], events.len());

    let estate = Estate::replay(&events);
    let plan = fs::read(folder.path().join("plan.json")).expect("a plan");
    let plan: Plan = serde_json::from_slice(&plan).expect("a plan");
    let rows = serde_json::to_value(consolidation_ledger(&estate, &plan)).expect("rows");
    for (ours, row) in rows
        .as_array()
        .expect("rows")
        .iter()
        .zip(ledger["rows"].as_array().expect("rows"))
    {
        for (key, value) in ours.as_object().expect("a row") {
            assert_eq!(value, &row[key], "{} {key}", ours["site"]);
        }
    }
    // The program reads its own book the same way.
    let (book, plan) = (path(folder.path()), folder.path().join("plan.json"));
    let again = json(&registry(&[
        "ledger",
        "--book",
        book,
        "--plan",
        path(&plan),
        "--json",
    ]));
    assert_eq!(again["rows"], ledger["rows"]);
    assert_eq!(again["redirects"], ledger["redirects"]);

    // Before, between and after: the registry of any day.
    for (day, sites) in [("2017-12-29", "网站315个"), ("2018-12-31", "网站91个")] {
        let done = registry(&["tree", "--book", book, "--day", day]);
        let said = text(&done.stdout);
        assert!(
            said.contains(sites),
            "{}",
            said.lines().last().unwrap_or_default()
        );
    }
}

#[test]
fn lists_of_the_city_are_merged_with_who_says_what() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = path(folder.path());
    let answer = json(&registry(&["import", "--demo", "--book", book, "--json"]));
    assert_eq!(
        (&answer["sites"], &answer["new"]),
        (&315.into(), &315.into())
    );
    assert!(answer["units"].as_u64() > Some(200));
    let disputed = answer["disputed"].as_array().expect("a list");
    assert!(!disputed.is_empty());
    let said = disputed[0]["fields"][0]["said"]
        .as_array()
        .expect("two lists");
    assert_eq!(
        (&said[0]["by"], &said[1]["by"]),
        (&"信息报送系统.csv".into(), &"市级台账.csv".into())
    );

    let origins = fs::read(folder.path().join("registry.json")).expect("a file");
    let origins: Value = serde_json::from_slice(&origins).expect("JSON");
    let schema = schemas()
        .into_iter()
        .find(|(name, _)| *name == "registry.json");
    let schema = serde_json::to_value(schema.expect("a schema").1).expect("a schema");
    assert!(jsonschema::is_valid(&schema, &origins));
    assert_eq!(
        origins["sites"].as_object().map(serde_json::Map::len),
        Some(315)
    );
    assert_eq!(
        origins["sites"]["4712000001"]["fields"]["网站标识码"][0]["by"],
        "信息报送系统.csv"
    );

    // Once more: nothing is taken twice.
    let again = json(&registry(&["import", "--demo", "--book", book, "--json"]));
    assert_eq!((&again["new"], &again["known"]), (&0.into(), &315.into()));

    // Without measurements only the rules on units decide.
    let plan = json(&registry(&["plan", "--book", book, "--json"]));
    assert_eq!(plan["before"], 315);
    assert!(plan["after"].as_u64() > Some(91));
}

#[test]
fn an_own_book_is_put_together_checked_and_planned() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let file = folder.path().join(name);
        fs::write(&file, text).expect("a file");
        file
    };
    // Units below stand before those above.
    let units = file(
        "units.csv",
        "code,name,kind,superior\nmzj,栗州市民政局,department,city\ncity,栗州市人民政府办公室,city,\neast,东城区人民政府办公室,区县人民政府,city\ntown,石桥镇人民政府,乡镇街道,east\n",
    );
    let list = file(
        "list.csv",
        "网站标识码,网站名称,首页网址,主办单位,单位代码\n\
         3301000001,栗州市人民政府,www.lizhou.gov.cn,,city\n\
         3301000002,栗州市民政局,mzj.lizhou.gov.cn,栗州市民政局,\n\
         ,中国·栗州民政,www.lizhou-mzj.com,,mzj\n\
         330100,坏行,x.lizhou.gov.cn,,mzj\n\
         ,石桥镇人民政府,shiqiao.dongcheng.gov.cn,,town\n\
         ,栗州投资网,www.lizhou-invest.com,栗州投资公司,\n",
    );
    let book = folder.path().join("book");
    let import = [
        "import",
        path(&list),
        "--units",
        path(&units),
        "--book",
        path(&book),
        "--day",
        "2026-01-05",
    ];
    let done = registry(&import);
    assert!(
        text(&done.stdout).contains("单位4个；清单中网站5个，新登记5个"),
        "{}",
        text(&done.stdout)
    );
    assert!(
        text(&done.stderr).contains("第5行"),
        "{}",
        text(&done.stderr)
    );

    let check = json(&registry(&["check", "--book", path(&book), "--json"]));
    let kinds: Vec<(&str, &str)> = check["remarks"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            (
                one["kind"].as_str().expect("a kind"),
                one["home"].as_str().expect("an address"),
            )
        })
        .collect();
    for expected in [
        ("no-sponsor", "http://www.lizhou-invest.com/"),
        ("several-sites", "http://mzj.lizhou.gov.cn/"),
        ("several-sites", "http://www.lizhou-mzj.com/"),
        ("kind-has-none", "http://shiqiao.dongcheng.gov.cn/"),
        ("domain", "http://www.lizhou-mzj.com/"),
        ("name", "http://www.lizhou-mzj.com/"),
    ] {
        assert!(kinds.contains(&expected), "{expected:?} of {kinds:?}");
    }
    // Nobody said anything of filings, so nobody is accused.
    assert!(!kinds.iter().any(|(kind, _)| *kind == "filing"));
    assert_eq!(check["not_entered"]["icp"], 5);
    let said = text(&registry(&["check", "--book", path(&book)]).stdout);
    assert!(said.contains("主办单位“栗州投资公司”没有登记"), "{said}");

    // A district sees its own tree alone.
    let tree = |who: &str| text(&registry(&["tree", "--book", path(&book), "--as", who]).stdout);
    assert!(
        tree("district:east").ends_with("单位2个，网站1个\n"),
        "{}",
        tree("district:east")
    );
    assert!(tree("unit:mzj").ends_with("单位1个，网站2个\n"));
    assert!(tree("city:city").ends_with("单位4个，网站5个\n"));
    assert!(!tree("district:east").contains("lizhou.gov.cn"));
    let all = text(&registry(&["tree", "--book", path(&book)]).stdout);
    assert!(
        all.contains("\n    石桥镇人民政府 [town]\n      · 石桥镇人民政府"),
        "{all}"
    );

    // Measured and overruled.
    let measured = file(
        "measured.json",
        r#"[{"site": "3301000002", "inspections": [], "staff": 0}]"#,
    );
    let args = [
        "plan",
        "--book",
        path(&book),
        "--measured",
        path(&measured),
        "--json",
    ];
    let plan = json(&registry(&args));
    assert_eq!((&plan["before"], &plan["after"]), (&5.into(), &1.into()));
    let overrulings = file(
        "overrulings.json",
        r#"[{"site": "3301000002", "by": "张主任", "day": "2026-01-10", "instead": "keep", "reason": "已增配人员"}]"#,
    );
    let kept = folder.path().join("plan.json");
    let more = ["--overrulings", path(&overrulings), "--save", path(&kept)];
    let plan = json(&registry(&[&args[..], &more[..]].concat()));
    assert_eq!(plan["after"], 2);
    let ledger = json(&registry(&[
        "ledger",
        "--book",
        path(&book),
        "--plan",
        path(&kept),
        "--json",
    ]));
    assert_eq!(
        (&ledger["before"], &ledger["closed"]),
        (&5.into(), &0.into())
    );
}

#[test]
fn two_lists_or_books_are_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = |name: &str, rows: &str| {
        let file = folder.path().join(name);
        fs::write(&file, format!("标识码,名称,网址\n{rows}")).expect("a file");
        file
    };
    let old = list(
        "old.csv",
        "3301000001,栗州市人民政府,www.lizhou.gov.cn\n3301000002,栗州市文化局,whj.lizhou.gov.cn\n",
    );
    let new = list(
        "new.csv",
        "3301000001,栗州市人民政府门户网站,www.lizhou.gov.cn\n3301000003,栗州市旅游局,lyj.lizhou.gov.cn\n",
    );
    let said = text(&registry(&["diff", path(&old), path(&new)]).stdout);
    assert!(
        said.ends_with("新增1个，减少1个，变更1个，相同0个\n"),
        "{said}"
    );
    let diff = json(&registry(&["diff", path(&old), path(&new), "--json"]));
    assert_eq!(diff["gone"][0]["name"], "栗州市文化局");
    assert_eq!(
        diff["changed"][0]["fields"][0]["to"],
        "栗州市人民政府门户网站"
    );

    let book = folder.path().join("book");
    registry(&[
        "import",
        path(&old),
        "--book",
        path(&book),
        "--day",
        "2026-01-05",
    ]);
    let said = text(&registry(&["diff", path(&book), path(&new), "--lang", "en"]).stdout);
    assert!(
        said.ends_with("added 1, gone 1, changed 1, the same 0\n"),
        "{said}"
    );

    let demo = json(&registry(&["diff", "--demo", "--json"]));
    assert_eq!(demo["gone"].as_array().map(Vec::len), Some(224));
    assert_eq!(demo["same"], 91);
}

#[test]
fn bad_input_names_file_and_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, text: &str| {
        let file = folder.path().join(name);
        fs::write(&file, text).expect("a file");
        file
    };
    let book = folder.path().join("book");
    let list = file(
        "list.csv",
        "名称,网址,单位代码\n甲,a.lizhou.gov.cn,\n乙,b.lizhou.gov.cn,none\n",
    );
    let units = file(
        "units.csv",
        "单位代码,单位名称,单位性质,上级单位\ncity,栗州市人民政府,市人民政府,\nx,某公司,公司,city\ny,某局,市级部门,zzz\n",
    );
    let events = folder.path().join("broken");
    fs::create_dir(&events).expect("a folder");
    fs::write(
        events.join("registry.events.jsonl"),
        "\n{\"day\": \"2026-01-01\"}\n",
    )
    .expect("a file");
    let empty = folder.path().join("empty");
    let no_head = file("no-head.csv", "a,b\n1,2\n");
    for (arguments, words) in [
        (
            vec!["import", path(&list), "--book", path(&book)],
            vec!["list.csv", "第3行", "none"],
        ),
        (
            vec![
                "import",
                path(&list),
                "--units",
                path(&units),
                "--book",
                path(&book),
            ],
            vec!["第3行", "公司", "第4行", "zzz"],
        ),
        (
            vec![
                "import",
                path(&list),
                "--units",
                path(&no_head),
                "--book",
                path(&book),
            ],
            vec!["no-head.csv", "单位代码"],
        ),
        (
            vec!["import", path(&no_head), "--book", path(&book)],
            vec!["no-head.csv", "表头", "未写入名录"],
        ),
        (
            vec!["import", "/no/such/list.csv", "--book", path(&book)],
            vec!["/no/such/list.csv", "没有这个文件"],
        ),
        (vec!["import", "--book", path(&book)], vec!["LIST"]),
        (
            vec!["tree", "--book", path(&events)],
            vec!["registry.events.jsonl", "第2行"],
        ),
        (
            vec!["tree", "--book", path(&empty)],
            vec!["empty", "registry import"],
        ),
        (
            vec!["tree", "--demo", "--as", "boss:city"],
            vec!["boss:city", "reviewer"],
        ),
        (
            vec!["tree", "--demo", "--as", "unit:nowhere"],
            vec!["nowhere"],
        ),
        (vec!["tree"], vec!["--demo", "--book"]),
        (
            vec!["plan", "--demo", "--measured", path(&list)],
            vec!["list.csv", "第1行"],
        ),
        (vec!["ledger", "--book", path(&book)], vec!["--plan"]),
        (vec!["diff", path(&list)], vec!["NEW"]),
    ] {
        let done = run(&arguments);
        assert_eq!(
            done.status.code(),
            Some(2),
            "{arguments:?}: {}",
            text(&done.stderr)
        );
        for word in words {
            assert!(
                text(&done.stderr).contains(word),
                "{arguments:?} {word}: {}",
                text(&done.stderr)
            );
        }
    }
    assert!(!book.exists(), "a book was begun from bad input");
}

/// The ledger of the demo, played once, and the folder with its book.
fn played() -> &'static (TempDir, Value) {
    static PLAYED: OnceLock<(TempDir, Value)> = OnceLock::new();
    PLAYED.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let ledger = json(&registry(&[
            "ledger",
            "--demo",
            "--json",
            "--out",
            path(folder.path()),
        ]));
        (folder, ledger)
    })
}

fn composition() -> Value {
    serde_json::json!({
        "portal": 1,
        "department": 59,
        "subordinate-unit": 14,
        "district": 11,
        "district-subordinate": 6,
    })
}

fn registry(arguments: &[&str]) -> Output {
    let done = run(arguments);
    assert_eq!(
        done.status.code(),
        Some(0),
        "{arguments:?}: {}",
        text(&done.stderr)
    );
    done
}

fn run(arguments: &[&str]) -> Output {
    Command::new(huabiao_tests::program())
        .arg("registry")
        .args(arguments)
        .output()
        .expect("the program")
}

fn json(done: &Output) -> Value {
    serde_json::from_slice(&done.stdout).expect("JSON")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
