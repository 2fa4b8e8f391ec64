//! Folders served over loopback HTTP: mirrored sites under their own host names,
//! and the finished output for a browser.

mod content_type;
mod dirs;
mod folder;
mod lookup;
mod serving;

pub(crate) use dirs::dirs;
pub(crate) use folder::folder;
pub(crate) use serving::Serving;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod client;
