//! What is wrong with TLS is told apart and is never dead.
#![allow(clippy::unwrap_used)]

mod support;

use std::net::SocketAddr;
use std::sync::Arc;

use huabiao_crawler::{Config, Crawler, Pin};
use huabiao_facts::{Outcome, SiteProfile};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use support::{config, html, profile, serve};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

const HOST: &str = "www.secure.gov.cn";

struct Authority {
    der: Vec<u8>,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let der = params.self_signed(&key).unwrap().der().to_vec();
        Self {
            der,
            issuer: Issuer::new(params, key),
        }
    }

    /// Serves one page over TLS with a certificate for `name` that ends in `year`.
    async fn serve(&self, name: &str, year: i32) -> SocketAddr {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        params.not_before = date_time_ymd(2000, 1, 1);
        params.not_after = date_time_ymd(year, 1, 1);
        let cert = params.signed_by(&key, &self.issuer).unwrap();
        let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![cert.der().clone()],
                PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
            )
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    let Ok(mut stream) = acceptor.accept(stream).await else {
                        return;
                    };
                    let mut buffer = [0; 2048];
                    let n = stream.read(&mut buffer).await.unwrap_or_default();
                    let head = String::from_utf8_lossy(&buffer[..n]).to_lowercase();
                    let host = head
                        .lines()
                        .find_map(|line| line.strip_prefix("host: "))
                        .unwrap_or_default()
                        .to_owned();
                    let body = format!("<title>{host}</title><p>secure</p>");
                    let reply = format!(
                        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                        body.len(),
                    );
                    let _ = stream.write_all(reply.as_bytes()).await;
                    let _ = stream.shutdown().await;
                });
            }
        });
        addr
    }
}

/// A server that knows only versions of TLS from before 2008.
async fn legacy() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut hello = [0; 4096];
            let _ = stream.read(&mut hello).await;
            // A fatal alert: protocol_version.
            let _ = stream.write_all(&[0x15, 3, 1, 0, 2, 2, 70]).await;
        }
    });
    addr
}

fn at(home: &str) -> SiteProfile {
    SiteProfile {
        home: home.to_owned(),
        ..profile(HOST)
    }
}

async fn visit(home: &str, pins: Vec<Pin>, roots: Vec<Vec<u8>>) -> Outcome {
    let crawler = Crawler::new(Config {
        roots,
        ..config(pins)
    })
    .unwrap();
    crawler.visit(&at(home)).await.outcome
}

fn pin(port: u16, addr: SocketAddr) -> Pin {
    format!("{HOST}:{port}:{addr}").parse().unwrap()
}

#[tokio::test]
async fn certificates() {
    let authority = Authority::new();
    let roots = vec![authority.der.clone()];
    let home = format!("https://{HOST}/");
    let good = authority.serve(HOST, 2090).await;
    assert_eq!(
        visit(&home, vec![pin(443, good)], roots.clone()).await,
        Outcome::Ok(200)
    );
    assert_eq!(
        visit(&home, vec![pin(443, good)], Vec::new()).await,
        Outcome::TlsCertificate
    );
    let expired = authority.serve(HOST, 2020).await;
    assert_eq!(
        visit(&home, vec![pin(443, expired)], roots.clone()).await,
        Outcome::TlsCertificate
    );
    let other = authority.serve("www.other.gov.cn", 2090).await;
    assert_eq!(
        visit(&home, vec![pin(443, other)], roots.clone()).await,
        Outcome::TlsCertificate
    );
    let ported = format!("https://{HOST}:8443/");
    assert_eq!(
        visit(&ported, vec![pin(8443, good)], roots).await,
        Outcome::Ok(200)
    );
}

#[tokio::test]
async fn old_protocols() {
    let addr = legacy().await;
    let home = format!("https://{HOST}/");
    assert_eq!(
        visit(&home, vec![pin(443, addr)], Vec::new()).await,
        Outcome::TlsLegacy
    );
}

#[tokio::test]
async fn plain_http_behind_https_is_no_tls() {
    let web = serve(|_| html("<p>plain</p>")).await;
    let home = format!("https://{HOST}/");
    assert_eq!(
        visit(&home, vec![pin(443, web.addr)], Vec::new()).await,
        Outcome::Protocol
    );
}

#[tokio::test]
async fn a_home_page_without_scheme_is_tried_both_ways() {
    let web = serve(|_| html("<p>plain</p>")).await;
    let broken = legacy().await;
    let pins = vec![pin(80, web.addr), pin(443, broken)];
    assert_eq!(visit(HOST, pins, Vec::new()).await, Outcome::Ok(200));
    let authority = Authority::new();
    let good = authority.serve(HOST, 2090).await;
    let pins = vec![pin(80, "127.0.0.1:1".parse().unwrap()), pin(443, good)];
    assert_eq!(
        visit(HOST, pins, vec![authority.der.clone()]).await,
        Outcome::Ok(200)
    );
}

#[tokio::test]
async fn roots_that_are_none_are_refused() {
    let config = Config {
        roots: vec![vec![1, 2, 3]],
        ..config(Vec::new())
    };
    let error = Crawler::new(config).unwrap_err();
    assert_eq!(
        error.to_string(),
        "root certificate 0 (from 0) is no DER certificate"
    );
}
