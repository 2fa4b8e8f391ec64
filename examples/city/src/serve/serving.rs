use std::net::SocketAddr;

use huabiao::crawler::Pin;
use tokio::net::TcpSocket;
use tokio::task::JoinHandle;

/// Something that is served on this machine until the value is dropped.
#[derive(Debug, Default)]
pub(crate) struct Serving {
    /// Where each host and port is served.
    pub(crate) pins: Vec<Pin>,
    /// Certificates (DER) that the hosts over TLS are signed by.
    pub(crate) roots: Vec<Vec<u8>>,
    _tasks: Tasks,
    /// Ports that are taken but on which nothing listens: connecting is refused.
    _refusing: Vec<TcpSocket>,
}

impl Serving {
    /// A value that stops `tasks` when it is dropped.
    pub(crate) fn new(tasks: Vec<JoinHandle<()>>) -> Self {
        Self {
            _tasks: Tasks(tasks),
            ..Self::default()
        }
    }

    /// Keeps ports taken for as long as the value lives.
    pub(crate) fn refusing(mut self, sockets: Vec<TcpSocket>) -> Self {
        self._refusing = sockets;
        self
    }

    /// Lets `addr` stand in for `port` of `host`.
    pub(crate) fn pin(&mut self, host: &str, port: u16, addr: SocketAddr) {
        self.pins.push(Pin {
            host: host.to_owned(),
            port,
            addr,
        });
    }
}

/// Tasks that end with the value.
#[derive(Debug, Default)]
pub(super) struct Tasks(pub(super) Vec<JoinHandle<()>>);

impl Drop for Tasks {
    fn drop(&mut self) {
        for task in &self.0 {
            task.abort();
        }
    }
}
