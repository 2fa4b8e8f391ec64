use std::error::Error as StdError;
use std::io::{self, ErrorKind};

use huabiao_facts::Outcome;
use rustls::AlertDescription;

use crate::resolver::{LookupFailed, NoSuchName, PrivateAddress};

/// What a failed request says about its address, read from the types of the errors
/// behind it, never from their words.
pub(crate) fn outcome(error: &reqwest::Error) -> Outcome {
    if error.is_builder() {
        return Outcome::DeadInvalid;
    }
    if error.is_timeout() {
        return Outcome::Timeout;
    }
    let connecting = error.is_connect();
    let mut found = None;
    walk(error, &mut |cause| {
        found = found.or_else(|| of_cause(cause, connecting));
    });
    found.unwrap_or(if error.is_decode() {
        Outcome::Protocol
    } else {
        Outcome::Network
    })
}

/// The last cause in words, for people.
pub(crate) fn detail(error: &reqwest::Error) -> String {
    let mut last = error.to_string();
    walk(error, &mut |cause| last = cause.to_string());
    last.chars().take(200).collect()
}

fn of_cause(cause: &(dyn StdError + 'static), connecting: bool) -> Option<Outcome> {
    if cause.is::<PrivateAddress>() {
        return Some(Outcome::Private);
    }
    if cause.is::<NoSuchName>() {
        return Some(Outcome::DeadDns);
    }
    if cause.is::<LookupFailed>() {
        return Some(Outcome::Dns);
    }
    if let Some(error) = cause.downcast_ref::<rustls::Error>() {
        return Some(of_tls(error));
    }
    if let Some(error) = cause.downcast_ref::<io::Error>() {
        return of_io(error, connecting);
    }
    if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        if error.is_incomplete_message() {
            return Some(Outcome::Blocked);
        }
        if error.is_parse() {
            return Some(Outcome::Protocol);
        }
    }
    None
}

fn of_io(error: &io::Error, connecting: bool) -> Option<Outcome> {
    // An error wrapped in an I/O error says more, and comes next.
    if error
        .get_ref()
        .is_some_and(|inner| inner.is::<rustls::Error>())
    {
        return None;
    }
    match error.kind() {
        ErrorKind::ConnectionRefused => Some(Outcome::DeadRefused),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe
            if !connecting =>
        {
            Some(Outcome::Blocked)
        }
        ErrorKind::TimedOut => Some(Outcome::Timeout),
        ErrorKind::InvalidData if !connecting => Some(Outcome::Protocol),
        _ => None,
    }
}

fn of_tls(error: &rustls::Error) -> Outcome {
    match error {
        rustls::Error::AlertReceived(
            AlertDescription::HandshakeFailure
            | AlertDescription::InsufficientSecurity
            | AlertDescription::ProtocolVersion,
        )
        | rustls::Error::PeerIncompatible(_) => Outcome::TlsLegacy,
        rustls::Error::AlertReceived(AlertDescription::UnrecognisedName)
        | rustls::Error::InvalidCertificate(_)
        | rustls::Error::NoCertificatesPresented => Outcome::TlsCertificate,
        _ => Outcome::Protocol,
    }
}

/// Visits every cause. An I/O error does not name the error it wraps as its source,
/// but the source of that one.
fn walk(error: &(dyn StdError + 'static), visit: &mut dyn FnMut(&(dyn StdError + 'static))) {
    visit(error);
    let inner = error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref)
        .map(|inner| inner as &(dyn StdError + 'static));
    if let Some(next) = inner.or_else(|| error.source()) {
        walk(next, visit);
    }
}
