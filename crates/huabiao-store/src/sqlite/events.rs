use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{SqliteStore, document};
use crate::{Error, EventStore, StreamInfo, StreamKey};

impl EventStore for SqliteStore {
    async fn append<E, S>(
        &self,
        stream: &StreamKey,
        expected: u64,
        events: &[E],
        state: &S,
    ) -> Result<u64, Error>
    where
        E: Serialize + Sync,
        S: Serialize + Sync,
    {
        let state = document::pack(state, || format!("the state of {stream}"))?;
        let texts: Result<Vec<String>, _> = events.iter().map(serde_json::to_string).collect();
        let texts = texts.map_err(|error| Error::unwritable(stream, &error))?;

        let mut transaction = self.write().await?;
        let found = sqlx::query_scalar("SELECT version FROM streams WHERE kind = $1 AND id = $2")
            .bind(&stream.kind)
            .bind(&stream.id)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(|error| self.failed(error))?;
        let found: i64 = found.unwrap_or(0);
        if i64::try_from(expected) != Ok(found) {
            return Err(Error::raced(stream, expected, found.unsigned_abs()));
        }
        if texts.is_empty() {
            return Ok(expected);
        }
        let version = found.saturating_add(i64::try_from(texts.len()).unwrap_or(i64::MAX));
        sqlx::query(
            "INSERT INTO streams (kind, id, version, state) VALUES ($1, $2, $3, $4)
             ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, state = excluded.state",
        )
        .bind(&stream.kind)
        .bind(&stream.id)
        .bind(version)
        .bind(state)
        .execute(&mut *transaction)
        .await
        .map_err(|error| self.failed(error))?;
        for (number, text) in (found.saturating_add(1)..).zip(texts) {
            sqlx::query("INSERT INTO events (kind, id, version, event) VALUES ($1, $2, $3, $4)")
                .bind(&stream.kind)
                .bind(&stream.id)
                .bind(number)
                .bind(text)
                .execute(&mut *transaction)
                .await
                .map_err(|error| self.failed(error))?;
        }
        self.commit(transaction).await?;
        Ok(version.unsigned_abs())
    }

    async fn events<E>(&self, stream: &StreamKey, after: u64) -> Result<Vec<E>, Error>
    where
        E: DeserializeOwned + Send,
    {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT version, event FROM events WHERE kind = $1 AND id = $2 AND version > $3
             ORDER BY version",
        )
        .bind(&stream.kind)
        .bind(&stream.id)
        .bind(i64::try_from(after).unwrap_or(i64::MAX))
        .fetch_all(&self.readers)
        .await
        .map_err(|error| self.failed(error))?;
        let read = |(version, event): &(i64, String)| {
            serde_json::from_str(event).map_err(|error| {
                Error::unreadable(
                    format!("event {version} of {stream} in {}", self.file),
                    &error,
                )
            })
        };
        rows.iter().map(read).collect()
    }

    async fn state<S>(&self, stream: &StreamKey) -> Result<Option<(u64, S)>, Error>
    where
        S: DeserializeOwned + Send,
    {
        let row: Option<(i64, Vec<u8>)> =
            sqlx::query_as("SELECT version, state FROM streams WHERE kind = $1 AND id = $2")
                .bind(&stream.kind)
                .bind(&stream.id)
                .fetch_optional(&self.readers)
                .await
                .map_err(|error| self.failed(error))?;
        let Some((version, packed)) = row else {
            return Ok(None);
        };
        let what = || format!("the state of {stream} in {}", self.file);
        let state = document::unpack(&packed, what)?;
        Ok(Some((version.unsigned_abs(), state)))
    }

    async fn streams(&self, kind: &str) -> Result<Vec<StreamInfo>, Error> {
        let rows: Vec<(String, i64)> =
            sqlx::query_as("SELECT id, version FROM streams WHERE kind = $1 ORDER BY id")
                .bind(kind)
                .fetch_all(&self.readers)
                .await
                .map_err(|error| self.failed(error))?;
        let info = |(id, version): (String, i64)| StreamInfo {
            key: StreamKey::new(kind, id),
            version: version.unsigned_abs(),
        };
        Ok(rows.into_iter().map(info).collect())
    }
}
