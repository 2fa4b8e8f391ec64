//! `huabiao inspect` on folders and bad input.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

#[test]
fn a_served_folder_is_inspected_without_a_network() {
    let site = tempfile::tempdir().expect("a folder");
    write(site.path(), "index.html", HOME);
    write(site.path(), "tzgg/index.html", LIST);
    write(site.path(), "tzgg/a.html", ARTICLE);
    let out = tempfile::tempdir().expect("a folder");
    let done = inspect(&[
        "--serve-dir",
        &format!("www.lizhou.gov.cn={}", site.path().display()),
        "--today",
        "2026-11-24",
        "--quiet",
        "--out",
        &out.path().display().to_string(),
        "http://www.lizhou.gov.cn/",
    ]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    // The database is one file again, without a log beside it.
    for beside in ["huabiao.db-wal", "huabiao.db-shm"] {
        assert!(!out.path().join(beside).exists(), "{beside}");
    }

    let links = lines(&out.path().join("links.jsonl"));
    let outcome = |href: &str| {
        let link = links.iter().find(|link| link["href"] == href);
        link.map(|link| link["outcome"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(outcome("tzgg/").as_deref(), Some("ok.200"));
    assert_eq!(outcome("gone.html").as_deref(), Some("dead.404"));

    let pages = lines(&out.path().join("pages.jsonl"));
    let article = pages.iter().find(|page| {
        page["url"]
            .as_str()
            .is_some_and(|url| url.ends_with("a.html"))
    });
    assert_eq!(
        article.expect("the article was read")["published"],
        "2026-11-20"
    );

    let findings = lines(&out.path().join("findings.jsonl"));
    let dead: Vec<_> = findings
        .iter()
        .filter(|finding| finding["rule"] == "link-dead")
        .collect();
    assert_eq!(dead.len(), 1, "{findings:#?}");
    assert_eq!(dead[0]["target"], "http://www.lizhou.gov.cn/gone.html");

    // One visit is not a week of visits, so nobody can say whether it can be reached.
    let cards: Value =
        serde_json::from_slice(&std::fs::read(out.path().join("scorecards.json")).expect("a file"))
            .expect("JSON");
    let effect = |indicator: &str| {
        let lines = cards[0]["lines"].as_array().expect("lines");
        let line = lines.iter().find(|line| line["indicator"] == indicator);
        line.expect("the indicator is on the card")["effect"].clone()
    };
    assert_eq!(effect("V2"), "not-checked");
    // Four days before the day of the inspection.
    assert_eq!(effect("V3.1"), "clear");
    // The whole site was read, and it offers no channel for consultation.
    assert_eq!(effect("V5.1"), "veto");
    assert_eq!(cards[0]["verdict"], "unqualified");
}

#[test]
fn a_second_run_on_the_same_database_is_refused_and_the_first_goes_on() {
    let site = tempfile::tempdir().expect("a folder");
    write(site.path(), "index.html", HOME);
    let out = tempfile::tempdir().expect("a folder");
    let database = out.path().join("huabiao.db");
    // What a run holds, held here: no need to be quick.
    let mut lock = database.clone().into_os_string();
    lock.push(".lock");
    let held = std::fs::File::create(&lock).expect("a file");
    held.lock().expect("a lock");
    let served = format!("www.lizhou.gov.cn={}", site.path().display());
    let folder = out.path().display().to_string();
    let arguments = ["--serve-dir", &served, "--quiet", "--out", &folder];
    for (lang, words) in [
        ("zh", "正由另一次检查使用"),
        ("en", "another run is using the database"),
    ] {
        let done = inspect(&[&arguments[..], &["--lang", lang]].concat());
        assert_eq!(done.status.code(), Some(2), "{}", text(&done.stderr));
        let said = text(&done.stderr);
        assert_eq!(said.lines().count(), 1, "{said}");
        assert_eq!(said.matches(words).count(), 1, "{said}");
        assert!(said.contains("huabiao.db"), "{said}");
    }
    assert!(
        !database.exists(),
        "the database of the other run was touched"
    );
    drop(held);
    let done = inspect(&arguments);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
}

#[test]
fn a_file_that_is_no_database_is_called_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("notes.db");
    std::fs::write(&file, "not a database at all").expect("a file");
    let named = file.display().to_string();
    for (lang, words) in [
        ("zh", "不是华表的数据库文件"),
        ("en", "is not a Huabiao database"),
    ] {
        let done = inspect(&["--db", &named, "--lang", lang, "http://www.lizhou.gov.cn/"]);
        assert_eq!(done.status.code(), Some(2), "{}", text(&done.stderr));
        assert!(text(&done.stderr).contains(words), "{}", text(&done.stderr));
    }
    assert_eq!(
        std::fs::read(&file).expect("a file"),
        b"not a database at all"
    );
}

#[test]
fn many_bad_rows_are_counted_and_kept_in_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let list = folder.path().join("list.csv");
    let mut rows = String::from("网站标识码,网址\n");
    for n in 0..500 {
        rows.push_str(&format!("{n},www.lizhou.gov.cn\n"));
    }
    std::fs::write(&list, rows).expect("a file");
    let out = folder.path().join("out");
    let arguments = [
        "--sites",
        &list.display().to_string(),
        "--out",
        &out.display().to_string(),
    ]
    .map(str::to_owned);
    let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = inspect(&arguments);
    let said = text(&done.stderr);
    // Twenty rows, the count, and that no site is left.
    assert_eq!(
        (done.status.code(), said.lines().count()),
        (Some(2), 22),
        "{said}"
    );
    assert!(
        said.contains("未采用 500 行") && said.contains("import.jsonl"),
        "{said}"
    );

    arguments.push("--quiet");
    let done = inspect(&arguments);
    let said = text(&done.stderr);
    assert_eq!(
        (done.status.code(), said.lines().count()),
        (Some(2), 2),
        "{said}"
    );
    let kept = lines(&out.join("import.jsonl"));
    assert_eq!(kept.len(), 500);
    let schemas = huabiao::files::schemas();
    let schema = schemas.iter().find(|(name, _)| *name == "import.jsonl");
    let schema = schema.expect("a schema").1.as_value();
    let validator = jsonschema::validator_for(schema).expect("a schema");
    assert!(
        kept.iter().all(|line| validator.is_valid(line)),
        "{kept:#?}"
    );
    assert_eq!(kept[499]["line"], 501);
    assert_eq!(kept[499]["rejected"], true);
    assert!(
        kept[499]["text"]
            .as_str()
            .is_some_and(|text| text.contains("499")),
        "{}",
        kept[499]
    );
}

#[test]
fn private_addresses_are_refused_unless_allowed() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let out = tempfile::tempdir().expect("a folder");
    let folder = out.path().display().to_string();
    let done = inspect(&["--quiet", "--out", &folder, &format!("http://{address}/")]);
    assert_eq!(done.status.code(), Some(3), "{}", text(&done.stderr));
    listener.set_nonblocking(true).expect("a listener");
    assert!(
        listener.accept().is_err(),
        "the private address was connected to"
    );
}

#[test]
fn bad_arguments_end_with_two_and_say_what_is_wrong() {
    for (arguments, what) in [
        (&["--today=-262143-01-01"][..], "1990"),
        (&["--today=99999-01-01"], "1990至2200"),
        (
            &["--today", "2026-13-01", "http://www.lizhou.gov.cn/"][..],
            "2026-13-01",
        ),
        (
            &["--max-pages", "0", "http://www.lizhou.gov.cn/"],
            "--max-pages",
        ),
        (
            &["--resolve", "nonsense", "http://www.lizhou.gov.cn/"],
            "nonsense",
        ),
        (
            &["--serve-dir", "www.lizhou.gov.cn=/no/such/folder"],
            "/no/such/folder",
        ),
        (&["ftp://www.lizhou.gov.cn/"], "ftp://www.lizhou.gov.cn/"),
        (&["--sites", "/no/such/list.csv"], "/no/such/list.csv"),
        (&[], "--sites"),
    ] {
        let done = inspect(arguments);
        assert_eq!(
            done.status.code(),
            Some(2),
            "{arguments:?}: {}",
            text(&done.stderr)
        );
        assert!(
            text(&done.stderr).contains(what),
            "{arguments:?}: {}",
            text(&done.stderr)
        );
    }
}

#[test]
fn files_that_cannot_be_used_end_with_two() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "").expect("a file");
    let file = file.display().to_string();
    let done = inspect(&["--out", &file, "http://www.lizhou.gov.cn/"]);
    assert_eq!(done.status.code(), Some(2), "{}", text(&done.stderr));
    assert!(text(&done.stderr).contains(&file), "{}", text(&done.stderr));

    let check = Command::new(huabiao_tests::program())
        .args(["indicators", "check", "/no/such/set.toml"])
        .output()
        .expect("the program starts");
    assert_eq!(check.status.code(), Some(2), "{}", text(&check.stderr));
    assert!(text(&check.stderr).contains("/no/such/set.toml"));
}

/// What is wrong with a file is said in the language that was asked for.
#[test]
fn a_file_that_cannot_be_read_is_named_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path.display().to_string()
    };
    let broken = file("broken.xlsx", b"PK\x03\x04 nothing else");
    let letters = file("letters.csv", "姓名,电话\n张,1\n".as_bytes());
    let missing = folder.path().join("no.csv").display().to_string();
    let out = folder.path().join("out").display().to_string();
    let url = "http://www.lizhou.gov.cn/";
    for (arguments, file, zh, en) in [
        (
            vec!["--sites", &missing],
            &missing,
            "没有这个文件",
            "there is no such file",
        ),
        (
            vec!["--sites", &broken],
            &broken,
            "不是XLSX工作簿",
            "this is not an XLSX workbook",
        ),
        (
            vec!["--letters", &letters, url],
            &letters,
            "前10行中没有找到所需的表头",
            "no row among the first ten has a heading",
        ),
    ] {
        for (lang, mark, why) in [("zh", "：", zh), ("en", ": ", en)] {
            let mut all = vec!["--lang", lang, "--out", &out];
            all.extend(&arguments);
            let done = inspect(&all);
            assert_eq!(done.status.code(), Some(2), "{}", text(&done.stderr));
            let said = text(&done.stderr);
            assert!(said.contains(&format!("{file}{mark}{why}")), "{said}");
        }
    }
}

#[test]
fn a_row_that_was_rejected_is_not_inspected_and_two_spellings_are_one_site() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "index.html", HOME);
    let list = folder.path().join("list.csv");
    let rows = "网站标识码,网址\n4712000001,http://d01.gov.cn/\n47,http://d02.gov.cn/\n";
    std::fs::write(&list, rows).expect("a file");
    let served = |host: &str| format!("--serve-dir={host}={}", folder.path().display());
    let other = folder.path().join("other");
    write(&other, "index.html", HOME);
    let out = folder.path().join("out");
    let done = inspect(&[
        "--sites",
        &list.display().to_string(),
        &served("d01.gov.cn"),
        &format!("--serve-dir=d02.gov.cn={}", other.display()),
        "http://D01.gov.cn/index.html",
        "--quiet",
        "--out",
        &out.display().to_string(),
    ]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let cards = std::fs::read_to_string(out.join("scorecards.json")).expect("scorecards");
    let cards: Value = serde_json::from_str(&cards).expect("JSON");
    let hosts: Vec<_> = cards
        .as_array()
        .expect("cards")
        .iter()
        .map(|card| &card["host"])
        .collect();
    assert_eq!(hosts, ["d01.gov.cn"]);
}

/// The books of an office decide what no page shows: which letters are late.
#[test]
fn letters_of_the_books_are_judged_and_bad_rows_are_said() {
    let site = tempfile::tempdir().expect("a folder");
    write(site.path(), "index.html", HOME);
    let out = tempfile::tempdir().expect("a folder");
    let book = out.path().join("letters.csv");
    let rows = "来信编号,网站,来信时间,答复期限,答复时间\n\
                L1,www.lizhou.gov.cn,2026-11-02,2026-11-11,2026-11-06\n\
                L2,www.lizhou.gov.cn,2026-11-03,2026-11-12,2026-11-20\n\
                L3,www.lizhou.gov.cn,2026-11-03,2026-11-12,\n\
                L4,www.lizhou.gov.cn,昨天,2026-11-12,\n\
                L5,www.elsewhere.gov.cn,2026-11-03,2026-11-12,\n";
    std::fs::write(&book, rows).expect("a file");
    let run = |letters: Option<&str>, folder: &str| {
        let served = format!("www.lizhou.gov.cn={}", site.path().display());
        let to = out.path().join(folder).display().to_string();
        let mut arguments = vec!["--serve-dir", &served, "--today", "2026-11-24", "--quiet"];
        arguments.extend(["--out", &to, "http://www.lizhou.gov.cn/"]);
        arguments.extend(letters.iter().flat_map(|book| ["--letters", book]));
        let done = inspect(&arguments);
        let findings = out.path().join(folder).join("findings.jsonl");
        let findings = if done.status.success() {
            lines(&findings)
        } else {
            Vec::new()
        };
        let late: Vec<String> = findings
            .iter()
            .filter(|finding| finding["rule"] == "reply-late")
            .map(|finding| {
                finding["values"]["letter"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect();
        (done, late)
    };
    let (done, late) = run(Some(&book.display().to_string()), "with");
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert_eq!(late, ["L2", "L3"]);
    let said = text(&done.stderr);
    assert!(said.contains("第5行“来信时间”：“昨天”不是日期"), "{said}");
    assert!(said.contains("L5"), "{said}");
    // Without a book nobody knows.
    assert!(run(None, "without").1.is_empty());
    let gone = run(Some("/no/such/letters.csv"), "gone").0;
    assert_eq!(gone.status.code(), Some(2), "{}", text(&gone.stderr));
}

fn inspect(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(huabiao_tests::program());
    command
        .current_dir(folder.path())
        .arg("inspect")
        .args(arguments);
    command.output().expect("the program starts")
}

fn write(folder: &Path, name: &str, html: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(path, html).expect("a file");
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).expect("a file");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const HOME: &str = r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>栗州市人民政府</title></head>
<body><h1>栗州市人民政府</h1><div class="nav"><a href="tzgg/">通知公告</a> <a href="gone.html">已删除的页面</a></div>
<ul><li><a href="tzgg/a.html">关于公布行政许可事项清单的通知</a><span>2026-11-20</span></li></ul></body></html>"#;

const LIST: &str = r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>通知公告-栗州市人民政府</title></head>
<body><h2>通知公告</h2><ul><li><a href="a.html">关于公布行政许可事项清单的通知</a><span>2026-11-20</span></li></ul></body></html>"#;

const ARTICLE: &str = r#"<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">
<title>关于公布行政许可事项清单的通知-栗州市人民政府</title></head>
<body><h1>关于公布行政许可事项清单的通知</h1><p>发布时间：2026-11-20 来源：市政府办公室</p>
<p>各有关单位：现将修订后的行政许可事项清单予以公布，请遵照执行，并做好事项办理和信息公开工作。</p></body></html>"#;
