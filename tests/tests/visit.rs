//! `huabiao visit`: home pages opened once, recorded for the availability clause.

use std::path::Path;
use std::process::{Command, Output};

use huabiao::facts::{Outcome, Visit};
use huabiao::store::{RunStore, SqliteStore};

#[test]
fn each_visit_is_recorded_beside_the_earlier_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    std::fs::create_dir(&site).expect("a folder");
    std::fs::write(
        site.join("index.html"),
        "<!DOCTYPE html><title>栗州市人民政府</title><p>欢迎访问</p><a href=a.html>a</a>",
    )
    .expect("a file");
    // A port on which nothing listens.
    let closed = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = closed.local_addr().expect("an address");
    drop(closed);
    let list = folder.path().join("list.csv");
    std::fs::write(
        &list,
        "网站标识码,网站名称,网址\n3301000001,栗州市人民政府,www.lizhou.gov.cn\n3301000002,坏行,ftp://x\n",
    )
    .expect("a file");
    let database = folder.path().join("visits/huabiao.db");
    let arguments = [
        "--sites".to_owned(),
        list.display().to_string(),
        "--serve-dir".to_owned(),
        format!("www.lizhou.gov.cn={}", site.display()),
        "--db".to_owned(),
        database.display().to_string(),
    ];
    let done = visit(&arguments, &[]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let said = text(&done.stdout);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.contains(" ok.200 ") && said.contains("http://www.lizhou.gov.cn/"),
        "{said}"
    );
    assert!(
        text(&done.stderr).contains("第3行"),
        "{}",
        text(&done.stderr)
    );

    // A second time, with a site more that cannot be reached.
    let pin = format!("gone.lizhou.gov.cn:80:{address}");
    let done = visit(
        &arguments,
        &["--quiet", "--resolve", &pin, "http://gone.lizhou.gov.cn/"],
    );
    assert_eq!(done.status.code(), Some(3), "{}", text(&done.stderr));
    assert_eq!(text(&done.stdout), "");

    // Under the keys by which a run finds them: the code, else the home page.
    let outcomes = |key: &str| -> Vec<Outcome> {
        let found = visits(&database, key);
        assert!(found.windows(2).all(|pair| pair[0].at < pair[1].at));
        found.iter().map(|visit| visit.outcome).collect()
    };
    assert_eq!(outcomes("3301000001"), [Outcome::Ok(200), Outcome::Ok(200)]);
    assert_eq!(
        outcomes("http://gone.lizhou.gov.cn/"),
        [Outcome::DeadRefused]
    );
    assert_eq!(outcomes("3301000002"), []);
}

#[test]
fn bad_arguments_end_with_two() {
    for (arguments, what) in [
        (&[][..], "--sites"),
        (&["ftp://www.lizhou.gov.cn/"], "ftp://www.lizhou.gov.cn/"),
        (&["--sites", "/no/such/list.csv"], "/no/such/list.csv"),
    ] {
        let done = visit(&[], arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        assert!(text(&done.stderr).contains(what), "{}", text(&done.stderr));
    }
}

fn visit(first: &[String], rest: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(huabiao_tests::program());
    command
        .current_dir(folder.path())
        .arg("visit")
        .args(first)
        .args(rest);
    command.output().expect("the program starts")
}

fn visits(database: &Path, key: &str) -> Vec<Visit> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let store = SqliteStore::open(database).await.expect("opens");
        let since = chrono::DateTime::UNIX_EPOCH;
        store.visits(key, since).await.expect("visits")
    })
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
