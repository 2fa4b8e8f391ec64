/// Why a [`Crawler`](crate::Crawler) could not be made. Once made, it never fails:
/// what goes wrong with a request is an outcome.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The HTTP client could not be set up.
    #[error("the HTTP client could not be set up")]
    Client {
        /// What the library says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// One of [`Config::roots`](crate::Config::roots) is no certificate.
    #[error("root certificate {index} (from 0) is no DER certificate")]
    Root {
        /// Its place in the list, from 0.
        index: usize,
    },
    /// [`Config::user_agent`](crate::Config::user_agent) cannot stand in a header.
    #[error("`{found}` cannot be sent as User-Agent")]
    UserAgent {
        /// The text as given.
        found: String,
    },
}
