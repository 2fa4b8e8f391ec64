use sqlx::migrate::{MigrateError, Migrator};

use crate::Error;

/// Tells a file that cannot be read, or is not ours, from one that cannot be used now.
pub(super) fn failed(file: &str, error: sqlx::Error) -> Error {
    let code = error
        .as_database_error()
        .and_then(|database| database.code())
        .and_then(|code| code.parse::<u32>().ok())
        // The low byte is the primary code; see https://sqlite.org/rescode.html.
        .map(|code| code & 0xff);
    if code == Some(NOT_A_DATABASE) {
        return Error::Foreign {
            what: file.to_owned(),
        };
    }
    let corrupt = code == Some(CORRUPT)
        || matches!(
            error,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_)
        );
    if corrupt {
        return Error::Corrupt {
            what: file.to_owned(),
            reason: error.to_string(),
        };
    }
    Error::Unavailable {
        what: file.to_owned(),
        // As text: the library's errors repeat their sources.
        source: error.to_string().into(),
    }
}

/// Tells a newer database from a failed migration.
pub(super) fn migration_failed(file: &str, known: &Migrator, error: MigrateError) -> Error {
    match error {
        MigrateError::Execute(error) => failed(file, error),
        MigrateError::ExecuteMigration(error, _) => failed(file, error),
        MigrateError::VersionMissing(found) | MigrateError::VersionTooNew(found, _) => {
            Error::Version {
                what: file.to_owned(),
                found,
                known: known.iter().map(|one| one.version).max().unwrap_or(0),
            }
        }
        error => Error::Corrupt {
            what: file.to_owned(),
            reason: error.to_string(),
        },
    }
}

/// `SQLITE_CORRUPT`.
const CORRUPT: u32 = 11;

/// `SQLITE_NOTADB`.
const NOT_A_DATABASE: u32 = 26;
