use core::fmt;
use core::str::FromStr;
use std::net::{IpAddr, SocketAddr};

/// One host and port whose address is given instead of looked up, as curl's
/// `--resolve HOST:PORT:ADDR`.
///
/// An IPv6 address stands in brackets. Unlike curl's, the address may carry a port
/// of its own, so that a host on port 80 can be served from any local port.
///
/// ```
/// use huabiao_crawler::Pin;
///
/// let pin: Pin = "www.example.gov.cn:80:127.0.0.1:8081".parse()?;
/// assert_eq!((pin.host.as_str(), pin.port), ("www.example.gov.cn", 80));
/// assert_eq!(pin.addr, "127.0.0.1:8081".parse().unwrap());
///
/// let pin: Pin = "www.example.gov.cn:443:[::1]".parse()?;
/// assert_eq!(pin.addr, "[::1]:443".parse().unwrap());
/// # Ok::<(), huabiao_crawler::InvalidPin>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Pin {
    /// The host as in a URL, lower case (punycode where it is not ASCII).
    pub host: String,
    /// The port as in a URL, or the usual one of its scheme.
    pub port: u16,
    /// Where to connect to.
    pub addr: SocketAddr,
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.host, self.port, self.addr)
    }
}

impl FromStr for Pin {
    type Err = InvalidPin;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = |why| InvalidPin {
            found: text.to_owned(),
            why,
        };
        let (host, rest) = match text.strip_prefix('[') {
            Some(inner) => inner
                .split_once("]:")
                .ok_or_else(|| invalid("the bracket of the host is not closed"))?,
            None => text
                .split_once(':')
                .ok_or_else(|| invalid("it has no port"))?,
        };
        let host = match url::Host::parse(host) {
            _ if host.is_empty() => return Err(invalid("it has no host")),
            _ if text.starts_with('[') => format!("[{host}]"),
            Ok(host) => host.to_string(),
            Err(_) => return Err(invalid("the host is none")),
        };
        let (port, addr) = rest
            .split_once(':')
            .ok_or_else(|| invalid("it has no address"))?;
        let port = port
            .parse()
            .ok()
            .filter(|port| *port != 0)
            .ok_or_else(|| invalid("the port is not a number from 1 to 65535"))?;
        let addr = address(addr, port).ok_or_else(|| invalid("the address is no IP address"))?;
        Ok(Self { host, port, addr })
    }
}

/// A text is not a [`Pin`].
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{found}` is not HOST:PORT:ADDR: {why}")]
pub struct InvalidPin {
    /// The text as given.
    pub found: String,
    /// What is wrong with it.
    pub why: &'static str,
}

fn address(text: &str, port: u16) -> Option<SocketAddr> {
    if let Ok(addr) = text.parse::<SocketAddr>() {
        return (addr.port() != 0).then_some(addr);
    }
    let bare = text
        .strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'))
        .unwrap_or(text);
    let ip: IpAddr = bare.parse().ok()?;
    Some(SocketAddr::new(ip, port))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn curls_forms_are_read() {
        for (text, host, port, addr) in [
            ("a.gov.cn:80:127.0.0.1", "a.gov.cn", 80, "127.0.0.1:80"),
            ("A.GOV.CN:80:127.0.0.1:9", "a.gov.cn", 80, "127.0.0.1:9"),
            ("a.gov.cn:443:::1", "a.gov.cn", 443, "[::1]:443"),
            ("a.gov.cn:443:[::1]:8443", "a.gov.cn", 443, "[::1]:8443"),
            ("[::1]:80:127.0.0.1:81", "[::1]", 80, "127.0.0.1:81"),
            ("政府.cn:80:10.0.0.1", "xn--mxtq1m.cn", 80, "10.0.0.1:80"),
        ] {
            let pin: Pin = text.parse().unwrap();
            assert_eq!((pin.host.as_str(), pin.port), (host, port), "{text}");
            assert_eq!(pin.addr, addr.parse().unwrap(), "{text}");
            assert_eq!(pin.to_string().parse(), Ok(pin), "{text}");
        }
    }

    #[test]
    fn what_is_no_pin_is_refused() {
        for text in [
            "",
            "a",
            "a:80",
            "a:0:127.0.0.1",
            "a:b:127.0.0.1",
            "a:80:b",
            ":80:127.0.0.1",
            "a:80:127.0.0.1:0",
        ] {
            assert!(text.parse::<Pin>().is_err(), "{text}");
        }
    }
}
