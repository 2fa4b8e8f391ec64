use std::path::Path;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection};

use super::BUSY_TIMEOUT;
use super::failed::failed;
use crate::Error;

/// Refuses what another program wrote, before anything is written to it. What cannot
/// be read here for another reason is left to whoever opens it next.
///
/// The file is read through SQLite alone: closing it otherwise would release the
/// locks that other connections of this process hold.
pub(super) async fn refuse_foreign(path: &Path, file: &str) -> Result<(), Error> {
    let foreign = || Error::Foreign {
        what: file.to_owned(),
    };
    match std::fs::metadata(path) {
        Ok(found) if found.is_file() && found.len() > 0 => {
            // SQLite would take a file as short as that for a new one.
            if found.len() < SMALLEST {
                return Err(foreign());
            }
        }
        _ => return Ok(()),
    }
    match tables(path).await {
        Ok((tables, 0)) if tables > 0 => Err(foreign()),
        Ok(_) => Ok(()),
        Err(error) => match failed(file, error) {
            error if error.is_foreign() => Err(error),
            _ => Ok(()),
        },
    }
}

/// How many tables there are, and how many of them are our list of migrations.
async fn tables(path: &Path) -> Result<(i64, i64), sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(BUSY_TIMEOUT)
        .read_only(true);
    let mut connection = options.connect().await?;
    let counted = sqlx::query_as(
        "SELECT count(*), coalesce(sum(name = '_huabiao_migrations'), 0) FROM sqlite_schema
         WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^'",
    )
    .fetch_one(&mut connection)
    .await;
    connection.close().await?;
    counted
}

/// Bytes of the smallest database: one page of the smallest size.
const SMALLEST: u64 = 512;
