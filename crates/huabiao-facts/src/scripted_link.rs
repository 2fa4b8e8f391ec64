use crate::Region;

/// Words that look like a link and lead somewhere only by a script: `javascript:`, `#`,
/// no address at all, or an element that acts when it is clicked or chosen. Nobody
/// followed it.
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ScriptedLink {
    /// Its words; at most 60 characters.
    pub text: String,
    /// The part of the page it stands in.
    pub region: Region,
    /// The line of the source on which it begins, from 1.
    pub line: u32,
}
