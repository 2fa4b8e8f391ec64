//! The reference program end to end: the demo city, interrupted and not.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

#[test]
fn the_demo_finds_what_was_planted_and_nothing_else() {
    let out = tempfile::tempdir().expect("a folder");
    let done = demo(out.path()).output().expect("the program starts");
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );

    let cards = json(&out.path().join("scorecards.json"));
    assert_eq!(cards.as_array().map(Vec::len), Some(91));

    let planted = json(&out.path().join("planted.json"));
    let number = |name: &str| planted[name].as_u64().expect("a number");
    assert!(number("kinds") >= 25, "{} kinds", number("kinds"));
    assert_eq!(number("unplanted"), 0, "{:#}", planted["others"]);
    assert!(
        number("found") * 100 >= number("planted") * 95,
        "{:#}",
        planted["faults"]
    );

    for name in [
        "bulletin.html",
        "bulletin.md",
        "bulletin.xlsx",
        "bulletin.json",
    ] {
        assert!(out.path().join(name).is_file(), "{name} is missing");
    }
    validate(out.path());
    assert!(!leftovers(out.path()), "a half-written file was left");
}

#[test]
fn a_killed_run_goes_on_and_ends_with_the_same_scorecards() {
    let whole = tempfile::tempdir().expect("a folder");
    assert!(
        demo(whole.path())
            .status()
            .expect("the program starts")
            .success()
    );
    let expected = std::fs::read(whole.path().join("scorecards.json")).expect("scorecards");

    let out = tempfile::tempdir().expect("a folder");
    // Killed early, in the middle and late: whenever the database holds that many sites.
    for sites in [1, 30, 80] {
        let mut child = demo(out.path()).spawn().expect("the program starts");
        let killed = kill_when(&mut child, &out.path().join("huabiao.db"), sites);
        let _ = child.wait();
        assert!(killed || out.path().join("scorecards.json").exists());
    }
    let last = demo(out.path()).output().expect("the program starts");
    assert!(
        last.status.success(),
        "{}",
        String::from_utf8_lossy(&last.stderr)
    );
    let found = std::fs::read(out.path().join("scorecards.json")).expect("scorecards");
    assert!(found == expected, "the scorecards differ");
}

/// Kills the program as soon as its database holds that many results; `false` when
/// it ended before.
fn kill_when(child: &mut Child, database: &Path, sites: i64) -> bool {
    loop {
        if child
            .try_wait()
            .expect("the program can be asked")
            .is_some()
        {
            return false;
        }
        if results(database) >= sites {
            child.kill().expect("the program can be killed");
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Results in the database of a program that may be writing to it.
fn results(database: &Path) -> i64 {
    if !database.is_file() {
        return 0;
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let Ok(store) = huabiao::store::SqliteStore::open(database).await else {
            return 0;
        };
        let runs = huabiao::store::RunStore::runs(&store)
            .await
            .unwrap_or_default();
        runs.last()
            .map_or(0, |run| i64::try_from(run.done).unwrap_or(i64::MAX))
    })
}

fn demo(out: &Path) -> Command {
    let mut command = Command::new(program());
    command
        .args([
            "demo",
            "--once",
            "--quiet",
            "--no-year",
            "--today",
            "2026-11-24",
            "--out",
        ])
        .arg(out);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Every data file fits the schema that is written beside it.
fn validate(out: &Path) {
    for name in [
        "findings.jsonl",
        "links.jsonl",
        "pages.jsonl",
        "columns.jsonl",
    ] {
        let schema = json(&out.join("schemas").join(format!("{name}.schema.json")));
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let text = std::fs::read_to_string(out.join(name)).expect("a file");
        assert!(!text.is_empty(), "{name} is empty");
        for line in text.lines() {
            let value: Value = serde_json::from_str(line).expect("a line is one JSON object");
            let error = validator
                .iter_errors(&value)
                .next()
                .map(|error| error.to_string());
            assert_eq!(error, None, "{name}: {line}");
        }
    }
    for name in ["bulletin.json", "planted.json", "scorecards.json"] {
        let schema = json(&out.join("schemas").join(format!("{name}.schema.json")));
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let error = validator
            .iter_errors(&json(&out.join(name)))
            .next()
            .map(|error| error.to_string());
        assert_eq!(error, None, "{name}");
    }
}

fn leftovers(out: &Path) -> bool {
    std::fs::read_dir(out)
        .expect("a folder")
        .flatten()
        .any(|entry| {
            entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "part")
        })
}

fn json(path: &Path) -> Value {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn program() -> PathBuf {
    huabiao_tests::program()
}
