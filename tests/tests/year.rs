//! The reference program plays a whole year of supervision: what it says happened did.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// One year, played once for all tests.
fn year() -> &'static Path {
    static OUT: OnceLock<TempDir> = OnceLock::new();
    OUT.get_or_init(|| {
        let out = tempfile::tempdir().expect("a folder");
        let done = Command::new(huabiao_tests::program())
            .args([
                "demo",
                "--once",
                "--quiet",
                "--today",
                "2026-11-24",
                "--out",
            ])
            .arg(out.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .output()
            .expect("the program starts");
        let words = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{words}");
        out
    })
    .path()
}

fn json(path: &str) -> Value {
    let path = year().join(path);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn events() -> Vec<Value> {
    let text = std::fs::read_to_string(year().join("year/events.jsonl")).expect("events");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("an event"))
        .collect()
}

/// The numbers of the landing page, the bulletin of a quarter and its inspection add up.
#[test]
fn the_verdicts_of_a_quarter_add_up_to_the_sites() {
    let index = std::fs::read_to_string(year().join("index.html")).expect("a page");
    for (at, quarter) in list(&json("year/year.json"), "quarters").iter().enumerate() {
        let number = |of: &Value, name: &str| of[name].as_u64().expect("a number");
        let three =
            |of: &Value| ["qualified", "unqualified", "undetermined"].map(|n| number(of, n));
        let (counted, outside) = (three(quarter), number(quarter, "outside"));
        let inspected = list(quarter, "inspected").len() as u64;
        assert_eq!(counted.iter().sum::<u64>() + outside, inspected);
        let [good, bad, open] = counted;
        let row = format!(
            "<td>{inspected}</td><td>{good}</td><td>{bad}</td><td>{open}</td><td>{outside}</td>"
        );
        assert!(index.contains(&row), "{row}");
        let bulletin = match at {
            0 => json("bulletin.json"),
            _ => json(&format!("q{}/bulletin.json", at + 1)),
        };
        assert_eq!(three(&bulletin["counts"]), three(&quarter["as_inspected"]));
        assert_eq!(bulletin["issuer"], "澄岚市人民政府办公室");
        assert!(text(&bulletin, "rectify_by") > text(quarter, "day"));
    }
    assert!(index.contains("2026-Q1合格68家、不合格13家"), "{index}");
}

/// The events of one kind: the body of each with its day.
fn of_kind<'a>(events: &'a [Value], kind: &str) -> Vec<(&'a str, &'a Value)> {
    let of_kind = events.iter().filter_map(|event| {
        let body = event["what"].get(kind)?;
        Some((event["day"].as_str()?, body))
    });
    of_kind.collect()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a Vec<Value> {
    value[name]
        .as_array()
        .unwrap_or_else(|| panic!("no list {name} in {value}"))
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("no text {name} in {value}"))
}

#[test]
fn the_record_counts_what_the_events_say() {
    let record = json("year/year.json");
    let events = events();
    assert_eq!(record["replayed"], true);
    let mut counted: BTreeMap<String, u64> = BTreeMap::new();
    for event in &events {
        let what = event["what"].as_object().expect("one kind");
        assert_eq!(what.len(), 1);
        for kind in what.keys() {
            *counted.entry(kind.clone()).or_default() += 1;
        }
    }
    for (kind, count) in &counted {
        assert_eq!(record["events"][kind], *count, "{kind}");
    }
    let days: Vec<&str> = events.iter().map(|event| text(event, "day")).collect();
    let quarters = list(&record, "quarters");
    assert!(days.iter().all(|day| day.starts_with("2026-")), "{days:?}");
    assert_eq!(quarters.len(), 4);
    assert_eq!(
        record["problems"].as_u64(),
        Some(of_kind(&events, "problem-found").len() as u64)
    );
    // Every unit with confirmed problems was told, with a deadline in working days.
    for (day, notice) in of_kind(&events, "notice-issued") {
        assert!(text(&notice["due"], "day") > day);
        assert_eq!(notice["due"]["period"]["working-days"], 10, "{notice}");
    }
}

#[test]
fn every_site_is_drawn_and_the_draws_can_be_repeated() {
    let record = json("year/year.json");
    let mut drawn = BTreeSet::new();
    for (at, quarter) in list(&record, "quarters").iter().enumerate() {
        let draw: huabiao::supervision::Draw =
            serde_json::from_value(json(&format!("q{}/draw.json", at + 1))).expect("a draw");
        assert_eq!(draw.verify(), Ok(()));
        let sites: Vec<&str> = draw.sites().into_iter().collect();
        let said: Vec<&str> = list(quarter, "drawn")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(sites, said);
        assert!(
            sites.len() * 10 >= draw.candidates.len() * 3,
            "{}",
            sites.len()
        );
        assert_eq!(draw.plan.seed, text(quarter, "seed"));
        drawn.extend(said.into_iter().map(str::to_owned));
        // The first quarter inspects everything, the others what was drawn.
        let inspected = list(quarter, "inspected").len();
        assert_eq!(inspected, if at == 0 { 91 } else { sites.len() });
    }
    assert_eq!(drawn.len(), 91);
}

/// A reader with a pencil gets the numbers of a bulletin from its other numbers.
#[test]
fn the_figures_of_the_bulletins_add_up() {
    for quarter in 1..=4 {
        let text = plain(&format!("q{quarter}/quarterly.zh.html"));
        let after = |words: &str| number_after(&text, words);
        let all = after("涉及问题");
        let by_state = after("问题经复查已销号")
            + after("不予认定撤销")
            + after("期限内整改或者待复核")
            + after("，逾期未完成");
        assert_eq!(all, by_state, "{quarter}: {text}");
        if quarter == 1 {
            let found = after("共发现问题") + after("其问题另计") + after("申诉成立的问题");
            assert_eq!(all, found, "{text}");
            assert_eq!(after("登记的网站的问题"), after("其问题另计"));
        }
    }
}

/// The text of a page, without its tags.
fn plain(path: &str) -> String {
    let html = std::fs::read_to_string(year().join(path)).expect("a page");
    let mut text = String::new();
    let mut tag = false;
    for c in html.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            c if !tag => text.push(c),
            _ => {}
        }
    }
    text
}

/// The number behind some words; 0 where they are not said.
fn number_after(text: &str, words: &str) -> u64 {
    let Some((_, rest)) = text.split_once(words) else {
        return 0;
    };
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

/// Whoever has the published list, the seed and the program draws the same sites.
#[test]
fn the_published_list_and_seed_give_the_published_draw() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(huabiao_tests::program());
        command
            .arg("draw")
            .args(arguments)
            .output()
            .expect("the program starts")
    };
    let mut before: Vec<String> = Vec::new();
    for (at, quarter) in list(&json("year/year.json"), "quarters").iter().enumerate() {
        let at = year().join(format!("q{}", at + 1));
        let published = at.join("candidates.csv").display().to_string();
        let theirs = at.join("draw.json").display().to_string();
        let ours = folder.path().join("draw.json").display().to_string();
        let mut arguments = vec!["--candidates", &published, "--out", &ours];
        arguments.extend(["--quarter", text(quarter, "quarter")]);
        arguments.extend(["--seed", text(quarter, "seed")]);
        arguments.extend(before.iter().flat_map(|path| ["--before", path.as_str()]));
        let done = run(&arguments);
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        let sites = |path: &str| {
            let bytes = std::fs::read(path).expect("a draw");
            let draw: huabiao::supervision::Draw = serde_json::from_slice(&bytes).expect("a draw");
            draw.strata
        };
        assert_eq!(sites(&ours), sites(&theirs));
        let mut verify = vec!["--verify", &theirs, "--candidates", &published];
        verify.extend(before.iter().flat_map(|path| ["--before", path.as_str()]));
        let right = run(&verify);
        assert!(
            right.status.success(),
            "{}",
            String::from_utf8_lossy(&right.stderr)
        );
        // A list from which somebody took a site is noticed.
        let whole = std::fs::read_to_string(&published).expect("a list");
        let mut lines: Vec<&str> = whole.lines().collect();
        lines.remove(5);
        let other = folder.path().join("other.csv");
        std::fs::write(&other, lines.join("\n")).expect("a file");
        let other = other.display().to_string();
        let wrong = run(&["--verify", &theirs, "--candidates", &other]);
        assert_eq!(wrong.status.code(), Some(2));
        before.push(theirs);
    }
}

#[test]
fn every_inspection_finds_what_is_there_and_nothing_else() {
    let record = json("year/year.json");
    let (mut planted, mut missed) = (0, 0);
    for quarter in list(&record, "quarters") {
        assert_eq!(list(quarter, "unplanted").len(), 0, "{quarter}");
        planted += quarter["planted"].as_u64().expect("a number");
        missed += list(quarter, "missed").len() as u64;
    }
    assert!(
        planted > 95 && missed * 20 <= planted,
        "{missed} of {planted}"
    );
}

#[test]
fn a_repair_that_was_none_is_opened_again_and_then_closed() {
    let record = json("year/year.json");
    let reopened = list(&record, "reopened");
    let why = |why: &str| {
        reopened
            .iter()
            .filter(|one| one["why"] == why)
            .collect::<Vec<_>>()
    };
    let (still, back) = (why("still-there"), why("came-back"));
    assert!(!still.is_empty() && !back.is_empty(), "{reopened:#?}");
    let events = events();
    for one in still {
        let problem = text(one, "problem");
        let about = |kind| {
            let all = of_kind(&events, kind);
            let own = all
                .into_iter()
                .filter(|(_, body)| body["problem"] == problem);
            own.map(|(day, _)| day).collect::<Vec<_>>()
        };
        let (reported, opened, closed) = (
            about("fix-reported"),
            about("problem-reopened"),
            about("problem-closed"),
        );
        // Reported, looked at, still there; reported again, looked at, gone.
        assert_eq!(
            (reported.len(), opened.len(), closed.len()),
            (2, 1, 1),
            "{one}"
        );
        assert!(reported[0] < opened[0] && opened[0] < reported[1] && reported[1] < closed[0]);
        assert_eq!(one["state"], "closed");
    }
}

#[test]
fn only_what_was_looked_at_again_is_closed() {
    let record = json("year/year.json");
    let first_day = text(&list(&record, "quarters")[0], "day");
    // Whoever never mended nor reported, on a site that no later run read.
    let forgotten: Vec<&Value> = list(&record, "open")
        .iter()
        .filter(|one| text(one, "last_looked") == first_day)
        .collect();
    assert!(!forgotten.is_empty(), "{:#}", record["open"]);
    for one in forgotten {
        assert_eq!(
            (&one["state"], &one["escalations"]),
            (&"notified".into(), &3.into())
        );
        let site = text(one, "site");
        let read = |quarter: &Value| {
            let runs = list(quarter, "rechecked")
                .iter()
                .map(|run| list(run, "sites"));
            runs.chain([list(quarter, "inspected")])
                .any(|sites| sites.iter().any(|other| other == site))
        };
        assert!(
            !list(&record, "quarters")[1..].iter().any(read),
            "{site} was read again"
        );
    }
    // What a machine closed was on a site that a run of that day read.
    let mut read: BTreeSet<(String, String)> = BTreeSet::new();
    for quarter in list(&record, "quarters") {
        let mut add = |day: &str, sites: &Vec<Value>| {
            let sites = sites.iter().filter_map(Value::as_str);
            read.extend(sites.map(|site| (day.to_owned(), site.to_owned())));
        };
        add(text(quarter, "day"), list(quarter, "inspected"));
        for run in list(quarter, "rechecked") {
            add(text(run, "day"), list(run, "sites"));
        }
    }
    let events = events();
    let ledger: Vec<huabiao::supervision::Event> = events
        .iter()
        .map(|event| serde_json::from_value(event.clone()).expect("an event"))
        .collect();
    let ledger = huabiao::supervision::Ledger::replay(&ledger);
    let mut by_machine = 0;
    for (day, closed) in of_kind(&events, "problem-closed") {
        let problem = text(closed, "problem").parse().expect("a name");
        let site = &ledger.problem(&problem).expect("a problem").key.site;
        if closed["how"] != "seen-by-person" {
            by_machine += 1;
            assert!(
                read.contains(&(day.to_owned(), site.clone())),
                "{day} {site}"
            );
        }
    }
    assert!(by_machine > 100, "{by_machine}");
}

#[test]
fn an_upheld_appeal_changes_the_score_and_the_bulletin_says_so() {
    let record = json("year/year.json");
    let appeals = list(&record, "appeals");
    let upheld: Vec<&Value> = appeals.iter().filter(|one| one["upheld"] == true).collect();
    let refused: Vec<&Value> = appeals
        .iter()
        .filter(|one| one["upheld"] == false)
        .collect();
    assert_eq!((upheld.len(), refused.len()), (1, 1));
    assert_eq!(upheld[0]["before"]["verdict"], "unqualified");
    assert_eq!(upheld[0]["after"]["verdict"], "qualified");
    assert_eq!(refused[0]["before"], refused[0]["after"]);

    // The card of the inspection stands as it was; the bulletin has the new one.
    let site = text(upheld[0], "site");
    let cards = json("scorecards.json");
    let mut cards = cards.as_array().expect("cards").iter();
    let card = cards.find(|card| card["host"] == site).expect("the card");
    assert_eq!(card["verdict"], "unqualified");
    let bulletin =
        std::fs::read_to_string(year().join("q1/quarterly.zh.html")).expect("a bulletin");
    assert!(bulletin.contains("申诉处理情况"));
    assert!(bulletin.contains("更正为合格"));
    assert!(bulletin.contains("不予采纳"));
    let name = text(card, "name");
    let row = bulletin
        .split("<tr>")
        .find(|row| row.contains(site))
        .expect("its row");
    assert!(
        row.contains(name) && row.contains("合格") && !row.contains("不合格"),
        "{row}"
    );
}

#[test]
fn missed_deadlines_lead_to_notice_criticism_and_interview() {
    let events = events();
    let mut steps: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for (day, step) in of_kind(&events, "problem-escalated") {
        let of_problem = steps.entry(text(step, "problem")).or_default();
        of_problem.insert(text(step, "step"), day);
    }
    let mut interviewed = 0;
    for (problem, steps) in &steps {
        if let Some(interview) = steps.get("interview") {
            interviewed += 1;
            assert!(steps["reminder"] < steps["criticism"], "{problem}");
            assert!(steps["criticism"] < *interview, "{problem}");
        }
    }
    assert!(interviewed > 0 && interviewed < steps.len());
}

#[test]
fn the_year_is_assessed_and_the_office_too() {
    let record = json("year/year.json");
    let assessment = &record["assessment"];
    assert_eq!(assessment["units"], 91);
    assert!(assessment["deductions"].as_u64() > Some(20));
    // The set of the office's own assessment is known in part only, and says so.
    assert_eq!(assessment["office"]["partial"], true, "{assessment}");
    assert!(
        assessment["office"]["lost"].as_f64() > Some(0.0),
        "{assessment}"
    );
}

#[test]
fn the_ledger_is_in_the_database() {
    let record = json("year/year.json");
    let list = |more: &[&str]| {
        let done = Command::new(huabiao_tests::program())
            .args(["ledger", "list", "--json", "--db"])
            .arg(year().join("huabiao.db"))
            .args(more)
            .output()
            .expect("the program starts");
        let lines = String::from_utf8_lossy(&done.stdout).lines().count() as u64;
        (done.status.code(), lines)
    };
    assert_eq!(
        list(&[]),
        (Some(0), record["problems"].as_u64().expect("a number"))
    );
    let open = record["open"].as_array().map_or(0, Vec::len) as u64;
    assert_eq!(list(&["--open"]), (Some(0), open));
    assert_eq!(list(&["--name", "no such"]).0, Some(2));
}

#[test]
fn a_draw_is_made_and_checked_by_hand() {
    let out = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let done = Command::new(huabiao_tests::program())
            .args(arguments)
            .current_dir(out.path())
            .output()
            .expect("the program starts");
        done.status.code()
    };
    let list = year().join("sites.csv");
    let list = list.to_str().expect("a path");
    let draw = [
        "draw", "--sites", list, "--seed", "03 11 17", "--share", "30",
    ];
    let with = |more: &[&'static str]| {
        let all: Vec<&str> = draw.iter().copied().chain(more.iter().copied()).collect();
        run(&all)
    };
    assert_eq!(with(&["--quarter", "2026-Q1", "--out", "q1.json"]), Some(0));
    let q2 = [
        "--quarter",
        "2026-Q2",
        "--before",
        "q1.json",
        "--out",
        "q2.json",
    ];
    assert_eq!(with(&q2), Some(0));
    assert_eq!(run(&["draw", "--verify", "q1.json"]), Some(0));
    let verified = ["draw", "--verify", "q2.json", "--before", "q1.json"];
    assert_eq!(run(&verified), Some(0));
    // What was drawn before is not taken on trust.
    assert_eq!(run(&["draw", "--verify", "q2.json"]), Some(2));
    let unpublished = [
        "draw",
        "--sites",
        list,
        "--seed",
        "tried",
        "--quarter",
        "2026-Q1",
        "--out",
        "x1.json",
    ];
    assert_eq!(run(&unpublished), Some(0));
    assert_eq!(
        run(&["draw", "--verify", "q2.json", "--before", "x1.json"]),
        Some(2)
    );
    assert_eq!(
        with(&["--quarter", "2026-Q1", "--before", "q2.json"]),
        Some(2)
    );

    // One site exchanged by hand, and the seed no longer gives it.
    let path = out.path().join("q1.json");
    let mut forged: Value =
        serde_json::from_slice(&std::fs::read(&path).expect("a draw")).expect("a draw");
    forged["strata"][0]["drawn"][0]["site"] = "www.example.gov.cn".into();
    std::fs::write(&path, forged.to_string()).expect("a file");
    assert_eq!(run(&["draw", "--verify", "q1.json"]), Some(2));
    assert_eq!(run(&["draw", "--verify", "none.json"]), Some(2));
}

#[test]
fn every_document_is_there_and_linked_in_both_languages() {
    for (index, other) in [
        ("index.html", "index.en.html"),
        ("index.en.html", "index.html"),
    ] {
        let page = std::fs::read_to_string(year().join(index)).expect("an index");
        let mut links: Vec<&str> = page
            .split("href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        links.sort_unstable();
        links.dedup();
        assert!(links.contains(&other));
        for link in &links {
            let file = year().join(link);
            let size = std::fs::metadata(&file).map(|file| file.len()).unwrap_or(0);
            assert!(size > 0, "{link} is linked and not there");
        }
        for folder in ["q1", "q2", "q3", "q4"] {
            for form in ["html", "docx"] {
                for lang in ["zh", "en"] {
                    for name in ["quarterly", "draw", "ledger"] {
                        let path = format!("{folder}/{name}.{lang}.{form}");
                        assert!(links.contains(&path.as_str()), "{path}");
                    }
                }
            }
            let ledger = format!("{folder}/ledger.zh.xlsx");
            assert!(links.contains(&ledger.as_str()));
            let notices = format!("{folder}/notices/");
            assert!(
                links.iter().any(|link| link.starts_with(&notices)),
                "{notices}"
            );
        }
        assert!(links.contains(&"year/assessment.zh.docx"));
        assert!(links.contains(&"bulletin.html"));
    }
}
