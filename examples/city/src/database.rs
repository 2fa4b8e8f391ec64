use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use huabiao::store::SqliteStore;
use huabiao::types::Lang;

use crate::args::CommonArguments;
use crate::output;
use crate::refused::Refused;

/// The database of a run. As long as the value lives, no other run uses it.
pub(crate) struct Database {
    pub(crate) store: SqliteStore,
    _lock: File,
}

impl Database {
    /// Opens the database among the results, or the one that was named, for a run.
    ///
    /// Two runs on one database would end each other's. Visits may be recorded all the
    /// same, see [`open`].
    pub(crate) async fn of_run(common: &CommonArguments) -> anyhow::Result<Self> {
        let path = common
            .db
            .clone()
            .unwrap_or_else(|| common.out.join("huabiao.db"));
        Self::at(&path, common.lang).await
    }

    /// Opens the database there for a run.
    pub(crate) async fn at(path: &Path, lang: Lang) -> anyhow::Result<Self> {
        make_folder(path)?;
        let lock = lock(path, lang)?;
        Ok(Self {
            store: open(path, lang).await?,
            _lock: lock,
        })
    }
}

/// Opens a database, making its folder.
pub(crate) async fn open(path: &Path, lang: Lang) -> anyhow::Result<SqliteStore> {
    make_folder(path)?;
    let opened = SqliteStore::open(path).await;
    let store = opened.map_err(|error| match error {
        error if error.is_foreign() => anyhow::Error::from(Refused(match lang {
            Lang::En => format!("{} is not a Huabiao database", path.display()),
            Lang::Zh => format!("{} 不是华表的数据库文件", path.display()),
        })),
        error => error.into(),
    })?;
    opened_ones().push(store.clone());
    Ok(store)
}

/// Closes every database that was opened, so that each is one file again without a log
/// beside it. Whatever way a command ends, this is the last that is done.
pub(crate) async fn close_all() {
    let all = std::mem::take(&mut *opened_ones());
    for store in all {
        store.close().await;
    }
}

fn opened_ones() -> std::sync::MutexGuard<'static, Vec<SqliteStore>> {
    OPENED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens a database that is there already.
pub(crate) async fn existing(path: &Path, lang: Lang) -> anyhow::Result<SqliteStore> {
    if !path.is_file() {
        let path = path.display();
        return Err(Refused(match lang {
            Lang::En => format!("there is no database {path}"),
            Lang::Zh => format!("没有数据库 {path}"),
        })
        .into());
    }
    open(path, lang).await
}

/// Takes the file beside the database that a run holds. The system lets go of it when
/// the program ends, however it ends; the file stays.
fn lock(database: &Path, lang: Lang) -> anyhow::Result<File> {
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .with_context(|| format!("{} cannot be written", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Refused(match lang {
            Lang::En => format!(
                "another run is using the database {}; wait until it ends, or name another one (--db)",
                database.display()
            ),
            Lang::Zh => format!(
                "数据库 {} 正由另一次检查使用，请等它结束，或用 --db 另指定一个数据库",
                database.display()
            ),
        })
        .into()),
        // A file system that knows no locks cannot tell, and is no reason to stop.
        Err(TryLockError::Error(error)) => {
            tracing::warn!(%error, file = %path.display(), "cannot be locked");
            Ok(file)
        }
    }
}

fn make_folder(database: &Path) -> anyhow::Result<()> {
    database.parent().map_or(Ok(()), output::make_folder)
}

static OPENED: Mutex<Vec<SqliteStore>> = Mutex::new(Vec::new());
