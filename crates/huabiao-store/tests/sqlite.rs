//! What SQLite alone has to answer for: files, versions, damage, and `kill -9`.

#![cfg(all(feature = "sqlite", feature = "testing"))]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use huabiao_store::testing::{key, result, visit};
use huabiao_store::{RunStore, SqliteStore};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};

#[tokio::test]
async fn what_was_stored_is_there_after_reopening() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.db");
    let store = open(&file).await;
    let run = store.begin(&key("a")).await.expect("begins");
    let stored = result("x", 40, vec![visit(1)]);
    store.save(run.id, "x", 0, &stored).await.expect("saves");
    store.close().await;

    let store = open(&file).await;
    let again = store.begin(&key("a")).await.expect("begins");
    assert_eq!((again.id, again.done), (run.id, vec!["x".to_owned()]));
    assert_eq!(store.result(run.id, "x").await.expect("result"), stored);
}

#[tokio::test]
async fn programs_that_open_a_new_file_at_once_all_get_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.db");
    let opening: Vec<_> = (0..6)
        .map(|_| {
            let file = file.clone();
            tokio::spawn(async move { SqliteStore::open(file).await.map(|_| ()) })
        })
        .collect();
    for opened in opening {
        opened.await.expect("no panic").expect("opens");
    }
}

#[tokio::test]
async fn a_file_of_another_program_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("text.db");
    std::fs::write(&text, "a list of sites, not a database".repeat(100)).expect("writes");
    let short = folder.path().join("short.db");
    std::fs::write(&short, "x").expect("writes");
    let other = folder.path().join("other.db");
    let mut connection = SqliteConnectOptions::new()
        .filename(&other)
        .create_if_missing(true)
        .connect()
        .await
        .expect("connects");
    for statement in [
        "CREATE TABLE runs (distance REAL)",
        "INSERT INTO runs VALUES (42.195)",
    ] {
        let done = sqlx::query(statement).execute(&mut connection).await;
        done.expect(statement);
    }
    connection.close().await.expect("closes");
    for file in [text, short, other] {
        let before = std::fs::read(&file).expect("reads");
        let error = SqliteStore::open(&file).await.expect_err("not ours");
        assert!(error.is_foreign() && error.is_corrupt(), "{error:?}");
        let words = format!("{} is not a Huabiao database", file.display());
        assert_eq!(error.to_string(), words);
        assert_eq!(std::fs::read(&file).expect("reads"), before);
    }

    let empty = folder.path().join("empty.db");
    std::fs::write(&empty, "").expect("writes");
    open(&empty).await;
}

#[tokio::test]
async fn what_cannot_be_opened_is_said_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = SqliteStore::open(folder.path().join("no/such/folder/a.db")).await;
    let error = error.expect_err("no folder");
    assert!(!error.is_corrupt() && !error.is_not_found(), "{error:?}");
    let source = std::error::Error::source(&error).expect("a source");
    assert!(!error.to_string().contains(&source.to_string()), "{error}");
    assert!(source.source().is_none(), "{source:?}");
}

#[tokio::test]
async fn rows_are_believed_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.db");
    let store = open(&file).await;
    let run = store.begin(&key("a")).await.expect("begins").id;
    for statement in [
        "UPDATE results SET facts = x'00'",
        "UPDATE results SET checks = facts",
        "UPDATE results SET scorecard = x''",
        "UPDATE results SET format = 2",
        "UPDATE results SET format = 0",
    ] {
        store
            .save(run, "x", 0, &result("x", 3, vec![]))
            .await
            .expect("saves");
        execute(&file, statement).await;
        let read = store.result(run, "x").await;
        assert!(
            read.as_ref().is_err_and(|error| error.is_corrupt()),
            "{statement}: {read:?}"
        );
        assert!(
            store
                .results(run)
                .await
                .is_err_and(|error| error.is_corrupt()),
            "{statement}"
        );
    }
    for statement in [
        "UPDATE visits SET outcome = 'gone'",
        "UPDATE visits SET millis = -1",
        "UPDATE visits SET millis = 5000000000",
        "UPDATE visits SET at = '2030-99'",
    ] {
        execute(&file, "DELETE FROM visits").await;
        store.add_visits("x", &[visit(1)]).await.expect("adds");
        execute(&file, statement).await;
        let read = store.visits("x", visit(0).at).await;
        assert!(
            read.as_ref().is_err_and(|error| error.is_corrupt()),
            "{statement}: {read:?}"
        );
    }
    execute(&file, "UPDATE runs SET day = 'today'").await;
    let read = store.runs().await;
    assert!(
        read.as_ref().is_err_and(|error| error.is_corrupt()),
        "{read:?}"
    );
}

#[tokio::test]
async fn a_newer_database_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.db");
    open(&file).await.close().await;
    execute(
        &file,
        "INSERT INTO _huabiao_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'future', TRUE, x'00', 0)",
    )
    .await;
    let error = SqliteStore::open(&file).await.expect_err("too new");
    assert!(
        error.is_corrupt() && error.to_string().contains("9999"),
        "{error}"
    );
}

#[tokio::test]
async fn every_migration_is_built_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.db");
    open(&file).await.close().await;
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM _huabiao_migrations")
        .fetch_one(&mut connect(&file).await)
        .await
        .expect("counts");
    let files = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    assert_eq!(
        count as usize,
        std::fs::read_dir(files).expect("reads").count()
    );
}

/// A second process saves site after site and is killed at a moment of its own
/// choosing: each round a little later, counted in sites that it said were saved.
#[cfg(unix)]
#[tokio::test]
async fn kill_9_loses_at_most_the_site_in_work() {
    use std::io::BufRead;

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.db");
    let mut done_before = 0;
    for round in 0..8 {
        let mut writer = Command::new(std::env::current_exe().expect("a path"))
            .args(["--exact", "writer", "--nocapture", "--test-threads=1"])
            .env(WRITER, &file)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let output = std::io::BufReader::new(writer.stdout.take().expect("a pipe"));
        let said = output
            .lines()
            .map_while(Result::ok)
            .filter(|line| line.starts_with("saved "));
        let mut promised = done_before;
        for line in said.take(round + 1) {
            promised = line["saved ".len()..].parse::<usize>().expect("a number") + 1;
        }
        assert!(promised > done_before, "the writer wrote nothing");
        // Into the middle of the next site, at another place each round.
        std::thread::sleep(Duration::from_micros(700 * round as u64));
        writer.kill().expect("kills");
        writer.wait().expect("ends");

        let store = open(&file).await;
        let run = store.begin(&key("a")).await.expect("resumes");
        assert_eq!(run.id, store.runs().await.expect("runs")[0].id);
        assert_eq!(store.runs().await.expect("runs").len(), 1);
        let done = run.done.len();
        // The pipe may hold more lines than were read, so only the lower bound is
        // exact; but no site is missing between others, and all are whole.
        assert!(done >= promised, "{done} of {promised} promised sites");
        for (n, (site, found)) in store
            .results(run.id)
            .await
            .expect("whole")
            .into_iter()
            .enumerate()
        {
            assert_eq!(site, n.to_string());
            assert_eq!(found, stored(n));
            let visits = store.visits(&site, visit(0).at).await.expect("visits");
            assert_eq!(visits, [visit(n as i64)]);
        }
        // Nor is there a visit whose result is missing.
        let next = store
            .visits(&done.to_string(), visit(0).at)
            .await
            .expect("visits");
        assert_eq!(next, []);
        let check: String = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_one(&mut connect(&file).await)
            .await
            .expect("checks");
        assert_eq!(check, "ok");
        done_before = done;
    }
}

/// The second process of the test above; alone it does nothing.
#[tokio::test]
async fn writer() {
    let Ok(file) = std::env::var(WRITER) else {
        return;
    };
    let store = open(Path::new(&file)).await;
    let run = store.begin(&key("a")).await.expect("begins");
    for n in run.done.len()..10_000 {
        let ordinal = u32::try_from(n).expect("few");
        store
            .save(run.id, &n.to_string(), ordinal, &stored(n))
            .await
            .expect("saves");
        println!("saved {n}");
    }
}

fn stored(n: usize) -> huabiao_store::SiteResult {
    result(&format!("s{n}.gov.cn"), 400, vec![visit(n as i64)])
}

async fn open(file: &Path) -> SqliteStore {
    SqliteStore::open(file).await.expect("opens")
}

async fn connect(file: &Path) -> SqliteConnection {
    SqliteConnectOptions::new()
        .filename(file)
        .connect()
        .await
        .expect("connects")
}

async fn execute(file: &Path, statement: &'static str) {
    let done = sqlx::query(statement)
        .execute(&mut connect(file).await)
        .await;
    done.expect(statement);
}

const WRITER: &str = "HUABIAO_STORE_TEST_WRITER";
