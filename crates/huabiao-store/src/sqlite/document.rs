use std::io::{BufWriter, Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;

/// JSON, compressed while it is written, so that it is in memory in one form only.
pub(super) fn pack<T: Serialize>(value: &T, what: impl Fn() -> String) -> Result<Vec<u8>, Error> {
    let unavailable = |source: std::io::Error| Error::Unavailable {
        what: what(),
        source: source.into(),
    };
    let mut buffered = BufWriter::new(ZlibEncoder::new(Vec::new(), Compression::fast()));
    serde_json::to_writer(&mut buffered, value)
        .map_err(std::io::Error::from)
        .map_err(unavailable)?;
    buffered.flush().map_err(unavailable)?;
    if buffered.get_ref().total_in() > LIMIT {
        return Err(Error::TooLarge {
            what: what(),
            limit: LIMIT,
        });
    }
    let encoder = buffered
        .into_inner()
        .map_err(|error| unavailable(error.into_error()))?;
    encoder.finish().map_err(unavailable)
}

/// Reads what [`pack`] wrote. The bytes are believed nothing.
pub(super) fn unpack<T: DeserializeOwned>(
    packed: &[u8],
    what: impl Fn() -> String,
) -> Result<T, Error> {
    let corrupt = |reason: String| Error::Corrupt {
        what: what(),
        reason,
    };
    let mut json = Vec::new();
    let read = ZlibDecoder::new(packed)
        .take(LIMIT + 1)
        .read_to_end(&mut json);
    read.map_err(|error| corrupt(error.to_string()))?;
    if json.len() as u64 > LIMIT {
        return Err(corrupt(format!("it unpacks to more than {LIMIT} bytes")));
    }
    serde_json::from_slice(&json).map_err(|error| corrupt(error.to_string()))
}

/// Refuses documents of a newer format.
pub(super) fn check_format(found: i64, what: impl Fn() -> String) -> Result<(), Error> {
    match found {
        FORMAT => Ok(()),
        ..FORMAT => Err(Error::Corrupt {
            what: what(),
            reason: format!("there is no format {found}"),
        }),
        _ => Err(Error::Version {
            what: what(),
            found,
            known: FORMAT,
        }),
    }
}

/// The version of the documents in a row of `results`. Raise it when a change of
/// facts, checks or scorecards makes stored ones unreadable.
pub(super) const FORMAT: i64 = 1;

/// Bytes of JSON at most: some 30,000 pages of one site. A guard against a file
/// that unpacks without end.
const LIMIT: u64 = 1 << 29;

#[cfg(test)]
mod tests {
    use super::*;

    fn nowhere() -> String {
        "a test".to_owned()
    }

    #[test]
    fn what_is_packed_is_unpacked() {
        let value = vec!["华表".to_owned(); 1000];
        let packed = pack(&value, nowhere).expect("packs");
        assert!(packed.len() < 500, "{}", packed.len());
        assert_eq!(
            unpack::<Vec<String>>(&packed, nowhere).expect("unpacks"),
            value
        );
    }

    #[test]
    fn damage_is_told_and_never_a_panic() {
        let packed = pack(&vec![1, 2, 3], nowhere).expect("packs");
        for at in 0..packed.len() {
            let mut damaged = packed.clone();
            damaged[at] ^= 0x55;
            if let Ok(found) = unpack::<Vec<i32>>(&damaged, nowhere) {
                assert_eq!(found, [1, 2, 3], "byte {at}");
            }
            let cut = unpack::<Vec<i32>>(&packed[..at], nowhere);
            assert!(cut.is_err_and(|error| error.is_corrupt()), "cut at {at}");
        }
        assert!(unpack::<Vec<i32>>(b"[1,2,3]", nowhere).is_err_and(|error| error.is_corrupt()));
        assert!(unpack::<u8>(&packed, nowhere).is_err_and(|error| error.is_corrupt()));
    }

    #[test]
    fn formats_of_the_future_are_refused() {
        assert!(check_format(FORMAT, nowhere).is_ok());
        assert!(check_format(FORMAT + 1, nowhere).is_err_and(|error| error.is_corrupt()));
        assert!(check_format(0, nowhere).is_err_and(|error| error.is_corrupt()));
    }
}
