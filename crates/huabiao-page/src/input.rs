use url::Url;

/// One answer of a server, to be read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The address it came from, after redirects.
    pub url: &'a Url,
    /// Other hosts that are the same site; links to them are not external.
    /// Lower case, with `:port` unless it is the usual one.
    pub hosts: &'a [String],
    /// The Content-Type header.
    pub content_type: Option<&'a str>,
    /// The status.
    pub status: u16,
    /// The body, decompressed.
    pub body: &'a [u8],
}
