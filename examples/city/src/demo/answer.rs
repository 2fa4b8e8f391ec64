/// What a host answers to one address.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// A body.
    Body {
        status: u16,
        /// The Content-Type header.
        kind: String,
        body: Vec<u8>,
    },
    /// A redirect.
    Redirect {
        status: u16,
        /// The Location header.
        to: String,
    },
    /// Never.
    Silent,
    /// A small body that unpacks to far more than any page has.
    Bomb,
}

impl Answer {
    /// A page in UTF-8 that says so in its header.
    pub(super) fn page(status: u16, html: &str) -> Self {
        Self::Body {
            status,
            kind: "text/html; charset=utf-8".to_owned(),
            body: html.as_bytes().to_vec(),
        }
    }

    /// A redirect with status 302.
    pub(super) fn redirect(to: &str) -> Self {
        Self::Redirect {
            status: 302,
            to: to.to_owned(),
        }
    }
}
