use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName};

/// The value of an attribute, if the tag has it.
pub(super) fn attribute<'a>(attrs: &'a [Attribute], name: &LocalName) -> Option<&'a StrTendril> {
    attrs
        .iter()
        .find(|attr| attr.name.local == *name)
        .map(|attr| &attr.value)
}
