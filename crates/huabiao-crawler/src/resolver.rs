use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::address::is_public;

/// Names to addresses: pins first, then the system, whose answer is refused as a
/// whole when one of its addresses is special.
#[derive(Clone, Debug)]
pub(crate) struct Resolver {
    pub(crate) pins: Arc<HashMap<String, SocketAddr>>,
    pub(crate) allow_private: bool,
    /// Whether the system has resolved any name yet. Until then its word that a name
    /// does not exist proves nothing: it may be cut off from the network.
    pub(crate) answered: Arc<AtomicBool>,
    /// Whether it has given any address of version 6. Until then that a name has none
    /// proves nothing: somebody on the way may hold them back.
    pub(crate) gave_v6: Arc<AtomicBool>,
}

/// A name leads to a private or otherwise special address.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to a private address")]
pub(crate) struct PrivateAddress;

/// The resolver said that there is no such name.
#[derive(Debug, thiserror::Error)]
#[error("there is no such name")]
pub(crate) struct NoSuchName;

/// The resolver failed otherwise.
#[derive(Debug, thiserror::Error)]
#[error("the name could not be resolved: {0}")]
pub(crate) struct LookupFailed(std::io::Error);

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let this = self.clone();
        Box::pin(async move {
            let name = name.as_str();
            if let Some(addr) = this.pins.get(name) {
                return Ok(Box::new(std::iter::once(*addr)) as Addrs);
            }
            let found: Vec<SocketAddr> = match tokio::net::lookup_host((name, 0)).await {
                Ok(found) => found.collect(),
                Err(error) if is_no_such_name(&error) => return Err(NoSuchName.into()),
                Err(error) => return Err(LookupFailed(error).into()),
            };
            this.answered.store(true, Ordering::Relaxed);
            if found.iter().any(SocketAddr::is_ipv6) {
                this.gave_v6.store(true, Ordering::Relaxed);
            }
            if !this.allow_private && found.iter().any(|addr| !is_public(addr.ip())) {
                return Err(PrivateAddress.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// The standard library keeps nothing but the text of `gai_strerror` (an OS code on
/// Windows), so the texts of glibc, musl and Apple are all there is. What is not
/// among them is no proof.
fn is_no_such_name(error: &std::io::Error) -> bool {
    const WSAHOST_NOT_FOUND: i32 = 11001;
    if cfg!(windows) {
        return error.raw_os_error() == Some(WSAHOST_NOT_FOUND);
    }
    let text = error.to_string();
    [
        "Name or service not known",
        "Name does not resolve",
        "nodename nor servname",
    ]
    .iter()
    .any(|known| text.contains(known))
}
