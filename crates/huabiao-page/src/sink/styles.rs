use html5ever::tendril::StrTendril;
use html5ever::{Attribute, local_name};

use super::State;
use super::attributes::attribute;
use crate::skeleton::Role;
use crate::style;

impl State {
    pub(super) fn background(&mut self, attrs: &[Attribute]) {
        if let Some(value) = attribute(attrs, &local_name!("background")) {
            self.link(value.clone(), Role::Image, None);
        }
    }

    pub(super) fn style_attribute(&mut self, css: &StrTendril) {
        style::addresses(css, |address, _| {
            self.link(StrTendril::from_slice(address), Role::Image, None);
        });
    }

    pub(super) fn style_sheet(&mut self, css: &str) {
        style::addresses(css, |address, import| {
            let role = if import || path_ends(address, ".css") {
                Role::Style
            } else {
                Role::Image
            };
            self.link(StrTendril::from_slice(address), role, None);
        });
    }
}

fn path_ends(address: &str, end: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.len() >= end.len()
        && path
            .get(path.len() - end.len()..)
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}
