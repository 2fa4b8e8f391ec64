//! Certificates and the listener for hosts over TLS.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::serve::Listener;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::ResolvesServerCertUsingSni;
use rustls::sign::CertifiedKey;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// What the hosts over TLS need: a server configuration, and the root to trust.
pub(super) struct Identity {
    pub(super) config: ServerConfig,
    /// DER.
    pub(super) root: Vec<u8>,
}

/// Certificates for `hosts`, all signed by one root but for `broken`, whose certificate
/// is for another name and signed by itself.
pub(super) fn identity(hosts: &[&str], broken: &str) -> io::Result<Identity> {
    let root_key = KeyPair::generate().map_err(io::Error::other)?;
    let mut params = CertificateParams::new(Vec::new()).map_err(io::Error::other)?;
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
        .distinguished_name
        .push(DnType::CommonName, "Chenglan demo root");
    let root = params
        .self_signed(&root_key)
        .map_err(io::Error::other)?
        .der()
        .to_vec();
    let issuer = Issuer::new(params, root_key);

    let mut resolver = ResolvesServerCertUsingSni::new();
    for host in hosts {
        let key = KeyPair::generate().map_err(io::Error::other)?;
        let params = CertificateParams::new(vec![(*host).to_owned()]).map_err(io::Error::other)?;
        let certificate = if *host == broken {
            params.self_signed(&key)
        } else {
            params.signed_by(&key, &issuer)
        };
        let certificate = certificate.map_err(io::Error::other)?;
        let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let private = ring::sign::any_supported_type(&private).map_err(io::Error::other)?;
        let certified = CertifiedKey::new(vec![certificate.der().clone()], private);
        resolver.add(host, certified).map_err(io::Error::other)?;
    }
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(resolver));
    Ok(Identity { config, root })
}

/// Connections after their handshake. Handshakes run beside each other, so that a slow
/// one holds up nobody.
pub(super) struct TlsListener {
    addr: SocketAddr,
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
}

impl TlsListener {
    /// Takes connections of `listener` in a task of its own.
    pub(super) fn start(
        listener: TcpListener,
        config: ServerConfig,
    ) -> io::Result<(Self, JoinHandle<()>)> {
        let addr = listener.local_addr()?;
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let (done, ready) = mpsc::channel(16);
        let task = tokio::spawn(async move {
            while let Ok((stream, peer)) = listener.accept().await {
                let (acceptor, done) = (acceptor.clone(), done.clone());
                tokio::spawn(async move {
                    if let Ok(stream) = acceptor.accept(stream).await {
                        // The listener may be gone by now.
                        let _ = done.send((stream, peer)).await;
                    }
                });
            }
        });
        Ok((Self { addr, ready }, task))
    }
}

impl Listener for TlsListener {
    type Addr = SocketAddr;
    type Io = TlsStream<TcpStream>;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(connection) => connection,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.addr)
    }
}
