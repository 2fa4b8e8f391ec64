//! The contract of a [`RunStore`] and an [`EventStore`], as test functions for authors of other stores.
//!
//! [`contract!`](crate::contract) makes one test of each:
//!
//! ```
//! use huabiao_store::MemoryStore;
//!
//! async fn fresh() -> (MemoryStore, ()) {
//!     (MemoryStore::new(), ())
//! }
//!
//! huabiao_store::contract!(fresh);
//! ```
//!
//! The functions panic where a promise is broken, and want an empty store each.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use huabiao_facts::{Coverage, Outcome, Probes, SiteFacts, SiteProfile, Target, Visit};
use huabiao_finding::{Check, Finding, RuleId};
use huabiao_scoring::{IndicatorSet, ScoreOptions, Subject, score};
use serde::{Deserialize, Serialize};

use crate::{Error, EventStore, RunId, RunKey, RunStore, SiteResult, StreamInfo, StreamKey};

/// One `#[tokio::test]` for each promise of the contract. The argument names an
/// async function that gives an empty store, and beside it something to keep for as
/// long, such as the folder of its file.
#[macro_export]
macro_rules! contract {
    ($fresh:path) => {
        $crate::contract!($fresh:
            a_run_ends_for_good
            a_run_of_another_key_is_another_run
            a_site_has_one_place
            an_event_is_stored_once_and_in_order
            an_unfinished_run_is_resumed
            clones_share_their_contents
            concurrent_saves_are_all_kept
            events_and_state_come_back_equal
            nothing_of_a_refused_save_is_kept
            of_two_writers_one_wins_and_the_other_leaves_nothing
            results_come_back_equal_and_in_order
            runs_are_listed
            streams_do_not_touch_each_other
            visits_are_kept_once_and_by_time
            what_is_not_there_is_said_so
        );
    };
    ($fresh:path: $($promise:ident)+) => {
        $(
            #[tokio::test]
            async fn $promise() {
                let (store, _kept) = $fresh().await;
                $crate::testing::$promise(&store).await;
            }
        )+
    };
}

/// A key; different `options` make different keys.
pub fn key(options: &str) -> RunKey {
    RunKey {
        set: "cn-2019-site".to_owned(),
        day: day(),
        sites: "sites".to_owned(),
        options: options.to_owned(),
    }
}

/// The visit `n` hours after the beginning of the day.
pub fn visit(n: i64) -> Visit {
    Visit {
        at: start() + Duration::hours(n) + Duration::nanoseconds(n),
        outcome: if n % 2 == 0 {
            Outcome::Ok(200)
        } else {
            Outcome::Timeout
        },
        millis: n.unsigned_abs() as u32,
    }
}

/// A result for `host` with `targets` addresses and the given visits.
pub fn result(host: &str, targets: usize, visits: Vec<Visit>) -> SiteResult {
    let profile = SiteProfile {
        code: None,
        name: format!("{host} 的网站"),
        host: host.to_owned(),
        aliases: Vec::new(),
        home: format!("http://{host}/"),
        category: None,
        unit: None,
        services: None,
    };
    let subject = Subject {
        site_code: None,
        host: host.to_owned(),
        name: profile.name.clone(),
        category: None,
        services: None,
    };
    let target = Target {
        outcome: Outcome::DeadStatus(404),
        attempts: 3,
        at: Some(start()),
        landed: None,
        detail: "页面不存在 \u{0} \u{fffd} \"'".to_owned(),
        takeover: Vec::new(),
    };
    let url = |n| format!("http://{host}/{n}.html");
    let mut check = Check::new(RuleId::new("link-dead"));
    check.findings = (0..targets)
        .map(|n| Finding::new(check.rule.clone(), url(n)).group("home"))
        .collect();
    let checks = vec![check];
    let set = IndicatorSet::cn_2019_site();
    SiteResult {
        scorecard: score(set, &subject, &checks, &ScoreOptions::default()),
        checks,
        facts: SiteFacts {
            profile,
            today: day(),
            pages: Vec::new(),
            targets: (0..targets)
                .map(|n| (url(n), target.clone()))
                .collect::<BTreeMap<_, _>>(),
            visits,
            coverage: Coverage::default(),
            probes: Probes::default(),
            records: huabiao_facts::Records::default(),
        },
    }
}

/// A finished run takes no more, and a new one begins beside it.
pub async fn a_run_ends_for_good<S: RunStore>(store: &S) {
    let run = begun(store, "a").await;
    saved(store, run, "x", 0).await;
    store.finish(run).await.expect("finishes");
    store.finish(run).await.expect("finishes twice");

    let late = store
        .save(run, "y", 1, &result("y", 1, vec![visit(1)]))
        .await;
    assert!(
        late.is_err_and(|error| error.is_conflict()),
        "an ended run took a result"
    );
    assert_eq!(store.sites(run).await.expect("sites"), ["x"]);

    let next = store.begin(&key("a")).await.expect("begins");
    assert_ne!(next.id, run, "a finished run was resumed");
    assert!(next.done.is_empty());
    assert!(store.sites(next.id).await.expect("sites").is_empty());
}

/// Every part of the key tells runs apart.
pub async fn a_run_of_another_key_is_another_run<S: RunStore>(store: &S) {
    let keys = [
        key("a"),
        key("b"),
        key(""),
        RunKey {
            set: "other".into(),
            ..key("a")
        },
        RunKey {
            sites: "other".into(),
            ..key("a")
        },
        RunKey {
            day: day() + Duration::days(1),
            ..key("a")
        },
    ];
    let mut runs = Vec::new();
    for key in &keys {
        runs.push(store.begin(key).await.expect("begins").id);
    }
    for (at, key) in keys.iter().enumerate() {
        assert_eq!(
            store.begin(key).await.expect("begins").id,
            runs[at],
            "{key:?}"
        );
        assert!(!runs[..at].contains(&runs[at]), "{key:?}");
    }
}

/// Saving again replaces; the place of another site is refused.
pub async fn a_site_has_one_place<S: RunStore>(store: &S) {
    let run = begun(store, "a").await;
    saved(store, run, "x", 0).await;
    saved(store, run, "y", 1).await;
    let taken = store.save(run, "z", 1, &result("z", 1, vec![])).await;
    assert!(
        taken.is_err_and(|error| error.is_conflict()),
        "two sites in one place"
    );

    // A retry of the same, a better result, and a move.
    saved(store, run, "x", 0).await;
    let better = result("x", 7, vec![visit(9)]);
    store.save(run, "x", 0, &better).await.expect("saves again");
    store
        .save(run, "y", 5, &result("y", 1, vec![]))
        .await
        .expect("moves");
    saved(store, run, "z", 1).await;
    assert_eq!(store.sites(run).await.expect("sites"), ["x", "z", "y"]);
    assert_eq!(store.result(run, "x").await.expect("result"), better);
}

/// Events are numbered from 1, without gaps, in the order in which they came.
pub async fn an_event_is_stored_once_and_in_order<S: EventStore>(store: &S) {
    let stream = StreamKey::new("ledger", "x");
    let mut version = 0;
    for n in 0..5 {
        let events = [happened(2 * n), happened(2 * n + 1)];
        let stored = store.append(&stream, version, &events, &n).await;
        version = stored.expect("appends");
        assert_eq!(version, 2 * u64::from(n) + 2);
    }
    let all: Vec<Happened> = store.events(&stream, 0).await.expect("events");
    assert_eq!(all, (0..10).map(happened).collect::<Vec<_>>());
    let tail: Vec<Happened> = store.events(&stream, 7).await.expect("events");
    assert_eq!(tail, [happened(7), happened(8), happened(9)]);
    for after in [10, 11, u64::MAX] {
        let none: Vec<Happened> = store.events(&stream, after).await.expect("events");
        assert_eq!(none, []);
    }
    let nothing: [Happened; 0] = [];
    let same = store.append(&stream, version, &nothing, &99).await;
    assert_eq!(same.expect("nothing to store"), version);
    let state: Option<(u64, u32)> = store.state(&stream).await.expect("state");
    assert_eq!(state, Some((10, 4)), "a state without events was stored");
}

/// A run that was not finished is found again with what is done.
pub async fn an_unfinished_run_is_resumed<S: RunStore>(store: &S) {
    let run = begun(store, "a").await;
    saved(store, run, "y", 1).await;
    saved(store, run, "x", 0).await;
    let other = begun(store, "b").await;
    saved(store, other, "z", 0).await;

    let again = store.begin(&key("a")).await.expect("begins");
    assert_eq!(
        (again.id, again.done),
        (run, vec!["x".to_owned(), "y".to_owned()])
    );
}

/// A clone sees what the other stored.
pub async fn clones_share_their_contents<S: Clone + RunStore>(store: &S) {
    let clone = store.clone();
    let run = begun(store, "a").await;
    saved(&clone, run, "x", 0).await;
    assert_eq!(store.sites(run).await.expect("sites"), ["x"]);
}

/// Sites finish side by side; also the same one twice.
pub async fn concurrent_saves_are_all_kept<S: Clone + RunStore + 'static>(store: &S) {
    let run = begun(store, "a").await;
    let mut tasks = Vec::new();
    for n in (0..20).chain(5..8) {
        let store = store.clone();
        tasks.push(tokio::spawn(async move {
            saved(&store, run, &format!("s{n:02}"), n).await
        }));
    }
    for task in tasks {
        task.await.expect("saves");
    }
    let expected: Vec<_> = (0..20).map(|n| format!("s{n:02}")).collect();
    assert_eq!(store.sites(run).await.expect("sites"), expected);
}

/// Strange texts in names, events and states; the version tells with which events the
/// state goes.
pub async fn events_and_state_come_back_equal<S: EventStore>(store: &S) {
    for id in ["", "键 'x\"; DROP TABLE events; --", "a/b"] {
        let stream = StreamKey::new("ledger", id);
        let none: Option<(u64, String)> = store.state(&stream).await.expect("state");
        assert_eq!(none, None);
        let state = "状态 \u{0} \u{fffd} \"'".repeat(5_000);
        let stored = store.append(&stream, 0, &[happened(1)], &state).await;
        assert_eq!(stored.expect("appends"), 1);
        let found = store.state(&stream).await.expect("state");
        assert_eq!(found, Some((1, state)));
        let events: Vec<Happened> = store.events(&stream, 0).await.expect("events");
        assert_eq!(events, [happened(1)]);
    }
    let stream = StreamKey::new("ledger", "");
    let wrong: Result<Option<(u64, u32)>, Error> = store.state(&stream).await;
    assert!(wrong.is_err_and(|error| error.is_corrupt()));
    let wrong: Result<Vec<u32>, Error> = store.events(&stream, 0).await;
    assert!(wrong.is_err_and(|error| error.is_corrupt()));
}

/// All or nothing: a refused result leaves no visit behind, and the site's earlier
/// result stays.
pub async fn nothing_of_a_refused_save_is_kept<S: RunStore>(store: &S) {
    let run = begun(store, "a").await;
    saved(store, run, "x", 0).await;
    saved(store, run, "y", 1).await;
    let before = store.result(run, "y").await.expect("result");

    let refused = store
        .save(run, "y", 0, &result("y", 9, vec![visit(50)]))
        .await;
    assert!(refused.is_err_and(|error| error.is_conflict()));
    assert_eq!(store.result(run, "y").await.expect("result"), before);
    assert_eq!(visits_since(store, "y", 50).await, []);

    let nowhere = store
        .save(stranger(), "z", 0, &result("z", 1, vec![visit(50)]))
        .await;
    assert!(nowhere.is_err_and(|error| error.is_not_found()));
    assert_eq!(visits_since(store, "z", 0).await, []);
}

/// Events decided on an old version are refused, with both versions, and nothing of them
/// is kept. Of many who write at once, exactly one is first.
pub async fn of_two_writers_one_wins_and_the_other_leaves_nothing<S>(store: &S)
where
    S: Clone + EventStore + 'static,
{
    let stream = StreamKey::new("ledger", "x");
    let first = store.append(&stream, 0, &[happened(1)], &"first").await;
    assert_eq!(first.expect("appends"), 1);
    for expected in [0, 2, 7, u64::MAX] {
        let late = store
            .append(&stream, expected, &[happened(2), happened(3)], &"late")
            .await;
        let error = late.expect_err("a lost race was stored");
        assert!(error.is_raced(), "{error}");
        let text = error.to_string();
        assert!(text.contains("ledger x") && text.contains('1'), "{text}");
    }
    let new = StreamKey::new("ledger", "new");
    let early = store.append(&new, 1, &[happened(1)], &"early").await;
    assert!(early.is_err_and(|error| error.is_raced()));
    let none: Option<(u64, String)> = store.state(&new).await.expect("state");
    assert_eq!(none, None);
    let events: Vec<Happened> = store.events(&stream, 0).await.expect("events");
    assert_eq!(events, [happened(1)]);
    let state: Option<(u64, String)> = store.state(&stream).await.expect("state");
    assert_eq!(state, Some((1, "first".to_owned())));

    let mut tasks = Vec::new();
    for n in 10..20 {
        let (store, stream) = (store.clone(), stream.clone());
        tasks.push(tokio::spawn(async move {
            let stored = store.append(&stream, 1, &[happened(n)], &n).await;
            match stored {
                Ok(version) => Some((n, version)),
                Err(error) if error.is_raced() => None,
                Err(error) => panic!("{error}"),
            }
        }));
    }
    let mut won = Vec::new();
    for task in tasks {
        won.extend(task.await.expect("appends"));
    }
    assert_eq!(won.len(), 1, "{won:?}");
    let events: Vec<Happened> = store.events(&stream, 1).await.expect("events");
    assert_eq!(events, [happened(won[0].0)]);
    let state: Option<(u64, u32)> = store.state(&stream).await.expect("state");
    assert_eq!(state, Some((2, won[0].0)));
}

/// Results are equal to what was saved, large ones and strange texts too.
pub async fn results_come_back_equal_and_in_order<S: RunStore>(store: &S) {
    let run = begun(store, "a").await;
    let keys = [
        "3301000001",
        "",
        "键 'x\"; DROP TABLE runs; --",
        "http://x/",
    ];
    let mut expected = Vec::new();
    for (ordinal, site) in (0..).step_by(10).zip(keys) {
        let result = result("x.gov.cn", ordinal as usize * 30, vec![visit(1), visit(2)]);
        expected.push((site.to_owned(), ordinal, result));
    }
    for (site, ordinal, result) in expected.iter().rev() {
        store
            .save(run, site, *ordinal, result)
            .await
            .expect("saves");
    }
    let found = store.results(run).await.expect("results");
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(site, _, result)| (site, result))
        .collect();
    assert_eq!(found, expected);
    for (site, result) in &expected {
        assert_eq!(
            store.result(run, site).await.as_ref().expect("result"),
            result
        );
    }
    let last = result("last", 1, vec![]);
    store
        .save(run, "last", u32::MAX, &last)
        .await
        .expect("saves");
    assert_eq!(
        store
            .sites(run)
            .await
            .expect("sites")
            .last()
            .map(String::as_str),
        Some("last")
    );
}

/// The list of runs tells their keys, how far they are, and whether they ended.
pub async fn runs_are_listed<S: RunStore>(store: &S) {
    assert_eq!(store.runs().await.expect("runs"), []);
    let first = begun(store, "a").await;
    saved(store, first, "x", 0).await;
    store.finish(first).await.expect("finishes");
    let second = begun(store, "a").await;
    let third = begun(store, "b").await;
    saved(store, third, "x", 0).await;
    saved(store, third, "y", 1).await;

    let runs = store.runs().await.expect("runs");
    let found: Vec<_> = runs
        .iter()
        .map(|run| (run.id, run.done, run.finished))
        .collect();
    assert_eq!(
        found,
        [(first, 1, true), (second, 0, false), (third, 2, false)]
    );
    assert_eq!(runs[0].key, key("a"));
    assert_eq!(runs[2].key, key("b"));
    assert_eq!(third.to_string().parse::<RunId>().expect("a number"), third);
}

/// Streams of one name and other kinds are others, and the list is of one kind.
pub async fn streams_do_not_touch_each_other<S: EventStore>(store: &S) {
    assert_eq!(store.streams("ledger").await.expect("streams"), []);
    for (kind, id, n) in [("ledger", "b", 1), ("ledger", "a", 2), ("draw", "a", 3)] {
        let events: Vec<Happened> = (0..n).map(happened).collect();
        let stream = StreamKey::new(kind, id);
        store
            .append(&stream, 0, &events, &n)
            .await
            .expect("appends");
    }
    let info = |id: &str, version| StreamInfo {
        key: StreamKey::new("ledger", id),
        version,
    };
    let found = store.streams("ledger").await.expect("streams");
    assert_eq!(found, [info("a", 2), info("b", 1)]);
    let state: Option<(u64, u32)> = store
        .state(&StreamKey::new("draw", "a"))
        .await
        .expect("state");
    assert_eq!(state, Some((3, 3)));
}

/// A visit is kept once, whichever way it came; they come back by time.
pub async fn visits_are_kept_once_and_by_time<S: RunStore>(store: &S) {
    store
        .add_visits("x", &[visit(5), visit(1), visit(1)])
        .await
        .expect("adds");
    store.add_visits("y", &[visit(2)]).await.expect("adds");
    store.add_visits("x", &[]).await.expect("adds nothing");
    let run = begun(store, "a").await;
    let found = result("x", 1, vec![visit(1), visit(3), visit(5)]);
    store.save(run, "x", 0, &found).await.expect("saves");
    store.save(run, "x", 0, &found).await.expect("saves again");
    assert_eq!(
        visits_since(store, "x", 0).await,
        [visit(1), visit(3), visit(5)]
    );
    assert_eq!(visits_since(store, "y", 0).await, [visit(2)]);
    assert_eq!(visits_since(store, "nobody", 0).await, []);

    // The instant itself is within.
    assert_eq!(visits_since(store, "x", 3).await, [visit(3), visit(5)]);
    let after = visit(3).at + Duration::nanoseconds(1);
    assert_eq!(store.visits("x", after).await.expect("visits"), [visit(5)]);
    let all = store
        .visits("x", DateTime::<Utc>::MIN_UTC)
        .await
        .expect("visits");
    assert_eq!(all.len(), 3);
    assert_eq!(
        store
            .visits("x", DateTime::<Utc>::MAX_UTC)
            .await
            .expect("visits"),
        []
    );

    // What was seen is not changed afterwards.
    let other = Visit {
        outcome: Outcome::DeadDns,
        ..visit(1)
    };
    store.add_visits("x", &[other]).await.expect("adds");
    assert_eq!(visits_since(store, "x", 0).await[0], visit(1));
}

/// Strangers are told from empty things.
pub async fn what_is_not_there_is_said_so<S: RunStore>(store: &S) {
    let missing = |error: Error| error.is_not_found();
    assert!(store.sites(stranger()).await.is_err_and(missing));
    assert!(store.results(stranger()).await.is_err_and(missing));
    assert!(store.result(stranger(), "x").await.is_err_and(missing));
    assert!(store.finish(stranger()).await.is_err_and(missing));
    let run = begun(store, "a").await;
    assert!(store.result(run, "x").await.is_err_and(missing));
    assert_eq!(store.results(run).await.expect("results"), []);
}

/// Something that happened, in the tests of event stores.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Happened {
    what: String,
    n: u32,
}

/// The event with that number.
pub fn happened(n: u32) -> Happened {
    Happened {
        what: "已确认 \u{0} \"'\n".to_owned(),
        n,
    }
}

async fn begun<S: RunStore>(store: &S, options: &str) -> RunId {
    store.begin(&key(options)).await.expect("begins").id
}

async fn saved<S: RunStore>(store: &S, run: RunId, site: &str, ordinal: u32) {
    let result = result(site, 2, vec![visit(ordinal.into())]);
    store
        .save(run, site, ordinal, &result)
        .await
        .expect("saves");
}

async fn visits_since<S: RunStore>(store: &S, site: &str, hours: i64) -> Vec<Visit> {
    store.visits(site, visit(hours).at).await.expect("visits")
}

fn stranger() -> RunId {
    RunId(i64::MAX)
}

fn day() -> NaiveDate {
    start().date_naive()
}

fn start() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + Duration::days(20_000)
}
