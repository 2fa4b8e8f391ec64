use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use huabiao_facts::Visit;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Sqlite, SqliteConnection, Transaction};

use crate::{Error, Run, RunId, RunInfo, RunKey, RunStore, SiteResult};

mod document;
mod events;
mod failed;
mod foreign;
mod instant;
mod rows;

use self::failed::{failed, migration_failed};
use self::foreign::refuse_foreign;
use self::rows::{ResultRow, RunRow, VisitRow};

/// A store in one SQLite file, with its write-ahead log beside it.
///
/// What a call has stored outlives the process (`kill -9`) and, where the disk
/// keeps its word, the machine. Several programs can use the file at once; a writer
/// waits for another one up to ten seconds.
///
/// Facts are stored as compressed JSON. Packing a site of thousands of pages takes
/// a good part of a second on the calling thread.
///
/// ```
/// use huabiao_store::{RunKey, RunStore, SqliteStore};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let file = folder.path().join("huabiao.db");
/// let store = SqliteStore::open(&file).await?;
/// assert!(store.runs().await?.is_empty());
/// store.close().await;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SqliteStore {
    file: String,
    /// One connection: SQLite has one writer at a time, and waiting here is fairer
    /// than waiting for its lock.
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteStore {
    /// Opens the database in `file`, makes it where there is none, and brings its
    /// tables up to this version.
    ///
    /// A file of another program is refused and left as it is.
    ///
    /// # Errors
    ///
    /// * [`is_foreign`](Error::is_foreign) when the file is no SQLite database, or one
    ///   with tables but not ours
    /// * [`is_corrupt`](Error::is_corrupt) when it is damaged or comes from a newer
    ///   version
    /// * else the file cannot be opened or written
    pub async fn open(file: impl AsRef<Path>) -> Result<Self, Error> {
        let path = file.as_ref();
        let file = path.display().to_string();
        refuse_foreign(path, &file).await?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .busy_timeout(BUSY_TIMEOUT)
            .foreign_keys(true);

        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(
                options
                    .clone()
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    // A commit a site is few enough to wait for the disk each time.
                    .synchronous(SqliteSynchronous::Full),
            )
            .await
            .map_err(|error| failed(&file, error))?;
        migrate(&writer, &file).await?;

        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.read_only(true))
            .await
            .map_err(|error| failed(&file, error))?;
        Ok(Self {
            file,
            writer,
            readers,
        })
    }

    /// Closes the file for this value and all its clones, and folds the write-ahead
    /// log into it. Without this call nothing is lost, but the log stays.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    async fn write(&self) -> Result<Transaction<'static, Sqlite>, Error> {
        // Taking the lock at once: a transaction that begins with a read fails when
        // another program writes in between, and no time-out helps.
        let begun = self.writer.begin_with("BEGIN IMMEDIATE").await;
        begun.map_err(|error| self.failed(error))
    }

    async fn commit(&self, transaction: Transaction<'static, Sqlite>) -> Result<(), Error> {
        let committed = transaction.commit().await;
        committed.map_err(|error| self.failed(error))
    }

    fn failed(&self, error: sqlx::Error) -> Error {
        failed(&self.file, error)
    }

    /// Whether `run` has ended.
    async fn ended<'e>(
        &self,
        run: RunId,
        executor: impl sqlx::Executor<'e, Database = Sqlite>,
    ) -> Result<bool, Error> {
        let row = sqlx::query_scalar("SELECT finished FROM runs WHERE id = $1")
            .bind(run.0)
            .fetch_optional(executor)
            .await;
        row.map_err(|error| self.failed(error))?
            .ok_or_else(|| Error::no_run(run))
    }

    async fn insert_visits(
        &self,
        site_key: &str,
        visits: &[Visit],
        connection: &mut SqliteConnection,
    ) -> Result<(), Error> {
        for visit in visits {
            sqlx::query(
                "INSERT INTO visits (site, at, outcome, millis) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (site, at) DO NOTHING",
            )
            .bind(site_key)
            .bind(instant::to_text(visit.at)?)
            .bind(visit.outcome.to_string())
            .bind(i64::from(visit.millis))
            .execute(&mut *connection)
            .await
            .map_err(|error| self.failed(error))?;
        }
        Ok(())
    }
}

impl RunStore for SqliteStore {
    async fn begin(&self, key: &RunKey) -> Result<Run, Error> {
        let mut transaction = self.write().await?;
        sqlx::query(
            r#"INSERT INTO runs ("set", day, sites, options) VALUES ($1, $2, $3, $4)
               ON CONFLICT DO NOTHING"#,
        )
        .bind(&key.set)
        .bind(key.day)
        .bind(&key.sites)
        .bind(&key.options)
        .execute(&mut *transaction)
        .await
        .map_err(|error| self.failed(error))?;
        let id = sqlx::query_scalar(
            r#"SELECT id FROM runs WHERE "set" = $1 AND day = $2 AND sites = $3
               AND options = $4 AND finished = 0"#,
        )
        .bind(&key.set)
        .bind(key.day)
        .bind(&key.sites)
        .bind(&key.options)
        .fetch_one(&mut *transaction)
        .await
        .map_err(|error| self.failed(error))?;
        let done = sqlx::query_scalar("SELECT site FROM results WHERE run = $1 ORDER BY ordinal")
            .bind(id)
            .fetch_all(&mut *transaction)
            .await
            .map_err(|error| self.failed(error))?;
        self.commit(transaction).await?;
        Ok(Run {
            id: RunId(id),
            done,
        })
    }

    async fn save(
        &self,
        run: RunId,
        site_key: &str,
        ordinal: u32,
        result: &SiteResult,
    ) -> Result<(), Error> {
        let pack = |column: &str| format!("the {column} of {site_key}");
        let facts = document::pack(&result.facts, || pack("facts"))?;
        let checks = document::pack(&result.checks, || pack("checks"))?;
        let scorecard = document::pack(&result.scorecard, || pack("scorecard"))?;

        let mut transaction = self.write().await?;
        if self.ended(run, &mut *transaction).await? {
            return Err(Error::ended(run));
        }
        sqlx::query("DELETE FROM results WHERE run = $1 AND site = $2")
            .bind(run.0)
            .bind(site_key)
            .execute(&mut *transaction)
            .await
            .map_err(|error| self.failed(error))?;
        let inserted = sqlx::query(
            "INSERT INTO results (run, ordinal, site, format, facts, checks, scorecard)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (run, ordinal) DO NOTHING",
        )
        .bind(run.0)
        .bind(i64::from(ordinal))
        .bind(site_key)
        .bind(document::FORMAT)
        .bind(facts)
        .bind(checks)
        .bind(scorecard)
        .execute(&mut *transaction)
        .await
        .map_err(|error| self.failed(error))?;
        if inserted.rows_affected() == 0 {
            return Err(Error::taken(run, ordinal, site_key));
        }
        self.insert_visits(site_key, &result.facts.visits, &mut transaction)
            .await?;
        self.commit(transaction).await
    }

    async fn sites(&self, run: RunId) -> Result<Vec<String>, Error> {
        self.ended(run, &self.readers).await?;
        sqlx::query_scalar("SELECT site FROM results WHERE run = $1 ORDER BY ordinal")
            .bind(run.0)
            .fetch_all(&self.readers)
            .await
            .map_err(|error| self.failed(error))
    }

    async fn result(&self, run: RunId, site_key: &str) -> Result<SiteResult, Error> {
        let row: Option<ResultRow> = sqlx::query_as(
            "SELECT format, facts, checks, scorecard FROM results WHERE run = $1 AND site = $2",
        )
        .bind(run.0)
        .bind(site_key)
        .fetch_optional(&self.readers)
        .await
        .map_err(|error| self.failed(error))?;
        let row = row.ok_or_else(|| Error::no_result(run, site_key))?;
        row.read(&format!("of {site_key} in run {run} of {}", self.file))
    }

    async fn results(&self, run: RunId) -> Result<Vec<(String, SiteResult)>, Error> {
        let sites = self.sites(run).await?;
        let mut results = Vec::with_capacity(sites.len());
        for site in sites {
            let result = self.result(run, &site).await?;
            results.push((site, result));
        }
        Ok(results)
    }

    async fn finish(&self, run: RunId) -> Result<(), Error> {
        let mut transaction = self.write().await?;
        let updated = sqlx::query("UPDATE runs SET finished = 1 WHERE id = $1")
            .bind(run.0)
            .execute(&mut *transaction)
            .await
            .map_err(|error| self.failed(error))?;
        if updated.rows_affected() == 0 {
            return Err(Error::no_run(run));
        }
        self.commit(transaction).await
    }

    async fn runs(&self) -> Result<Vec<RunInfo>, Error> {
        let rows: Vec<RunRow> = sqlx::query_as(
            r#"SELECT id, "set", day, sites, options, finished,
               (SELECT count(*) FROM results WHERE run = runs.id) AS done
               FROM runs ORDER BY id"#,
        )
        .fetch_all(&self.readers)
        .await
        .map_err(|error| self.failed(error))?;
        Ok(rows.into_iter().map(RunInfo::from).collect())
    }

    async fn add_visits(&self, site_key: &str, visits: &[Visit]) -> Result<(), Error> {
        let mut transaction = self.write().await?;
        self.insert_visits(site_key, visits, &mut transaction)
            .await?;
        self.commit(transaction).await
    }

    async fn visits(&self, site_key: &str, since: DateTime<Utc>) -> Result<Vec<Visit>, Error> {
        let rows: Vec<VisitRow> = sqlx::query_as(
            "SELECT at, outcome, millis FROM visits WHERE site = $1 AND at >= $2 ORDER BY at",
        )
        .bind(site_key)
        .bind(instant::from_which(since))
        .fetch_all(&self.readers)
        .await
        .map_err(|error| self.failed(error))?;
        let place = format!("of {site_key} in {}", self.file);
        rows.iter().map(|row| row.read(&place)).collect()
    }
}

async fn migrate(writer: &SqlitePool, file: &str) -> Result<(), Error> {
    // Under the write lock, so that of two programs that open a new file one waits.
    let begun = writer.begin_with("BEGIN IMMEDIATE").await;
    let mut transaction = begun.map_err(|error| failed(file, error))?;
    // `run` would make this future, and with it `open`, not `Send`.
    MIGRATOR
        .run_direct(None, &mut *transaction, false)
        .await
        .map_err(|error| migration_failed(file, &MIGRATOR, error))?;
    let committed = transaction.commit().await;
    committed.map_err(|error| failed(file, error))
}

/// Built into the program; `sqlx.toml` beside the manifest names their table.
static MIGRATOR: Migrator = sqlx::migrate!("migrations/sqlite");

/// How long a statement waits for another program's lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Connections for reading. Reads are few and short.
const READERS: u32 = 4;
