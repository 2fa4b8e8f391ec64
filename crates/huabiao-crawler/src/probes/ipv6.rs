use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use huabiao_facts::Ipv6Probe;
use tokio::net::{TcpStream, UdpSocket};
use url::{Host, Url};

use crate::address::is_public;
use crate::net::Net;

impl Net {
    /// The addresses of version 6 of a name, and whether one answers; `None` where the
    /// resolver has never given one, so that their absence proves nothing.
    pub(crate) async fn probe_ipv6(&self, home: &Url) -> Option<Ipv6Probe> {
        let Some(Host::Domain(name)) = home.host() else {
            return None;
        };
        let port = home.port_or_known_default()?;
        let mut found: Vec<SocketAddr> = Vec::new();
        // One lost answer must not look like a missing address.
        for _ in 0..LOOKUPS {
            let addresses = tokio::net::lookup_host((name, port)).await.ok()?;
            found = addresses
                .filter(|addr| addr.is_ipv6() && is_public(addr.ip()))
                .collect();
            if !found.is_empty() {
                break;
            }
        }
        let addresses = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let Some(first) = found.first() else {
            return self.clients.resolver_gave_v6().then_some(Ipv6Probe {
                addresses,
                reachable: None,
            });
        };
        if !has_route(*first).await {
            return Some(Ipv6Probe {
                addresses,
                reachable: None,
            });
        }
        let mut reachable = false;
        for addr in found.iter().cycle().take(CONNECTS.max(found.len().min(4))) {
            let connect = TcpStream::connect(addr);
            let connected = tokio::time::timeout(self.config.timeout, connect).await;
            if connected.is_ok_and(|stream| stream.is_ok()) {
                reachable = true;
                break;
            }
        }
        Some(Ipv6Probe {
            addresses,
            reachable: Some(reachable),
        })
    }
}

/// Whether this machine has a way to an address; no packet is sent to find out.
async fn has_route(to: SocketAddr) -> bool {
    let here = SocketAddr::new(IpAddr::V6(Ipv6Addr::UNSPECIFIED), 0);
    let Ok(socket) = UdpSocket::bind(here).await else {
        return false;
    };
    let routed = socket.connect(to).await.is_ok();
    // A way out that begins at a private address leads nowhere.
    routed && socket.local_addr().is_ok_and(|local| is_public(local.ip()))
}

/// How often a name is looked up before it has no address.
const LOOKUPS: usize = 3;
/// How often is tried to connect before nobody answers.
const CONNECTS: usize = 3;
