//! The contract, kept by every store of this crate.

#![cfg(feature = "testing")]

mod memory {
    async fn fresh() -> (huabiao_store::MemoryStore, ()) {
        (huabiao_store::MemoryStore::new(), ())
    }

    huabiao_store::contract!(fresh);
}

#[cfg(feature = "sqlite")]
mod sqlite {
    use huabiao_store::SqliteStore;
    use tempfile::TempDir;

    async fn fresh() -> (SqliteStore, TempDir) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("库 #1?%20.db");
        (SqliteStore::open(file).await.expect("opens"), folder)
    }

    huabiao_store::contract!(fresh);
}
