use html5ever::tendril::StrTendril;
use html5ever::{Attribute, local_name};

use super::State;
use super::attributes::attribute;
use crate::skeleton::{Role, Styled, StyledAt};
use crate::{style, style_rules};

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
        if self.hiding.len() < HIDING {
            self.hiding.extend(style_rules::hiding(css));
        }
        style::addresses(css, |address, import| {
            let role = if import || path_ends(address, ".css") {
                Role::Style
            } else {
                Role::Image
            };
            self.link(StrTendril::from_slice(address), role, None);
        });
    }

    /// Whether a style sheet of the page or transparency hides an element.
    fn is_styled(&self, at: StyledAt, attrs: &[Attribute]) -> bool {
        let hidden = |mark: char, name: &str| {
            let mut hiding = self.hiding.iter();
            hiding.any(|known| known.strip_prefix(mark) == Some(name))
        };
        attrs.iter().any(|attr| match attr.name.local {
            local_name!("class") if !self.hiding.is_empty() => attr
                .value
                .split_ascii_whitespace()
                .any(|name| hidden('.', name)),
            local_name!("id") if !self.hiding.is_empty() => hidden('#', attr.value.trim()),
            // A link does not take the colour of what it stands in.
            local_name!("style") => {
                style::veils(&attr.value)
                    || matches!(at, StyledAt::Link(_)) && style::blends(&attr.value)
            }
            _ => false,
        })
    }

    /// Remembers an element that is hidden in one of these ways.
    pub(super) fn styled(&mut self, at: StyledAt, attrs: &[Attribute]) {
        if self.out.skeleton.styled.len() >= HIDING || !self.is_styled(at, attrs) {
            return;
        }
        let named = attrs
            .iter()
            .filter(|attr| matches!(attr.name.local, local_name!("class") | local_name!("id")));
        let names = named.flat_map(|attr| attr.value.split_ascii_whitespace());
        let styled = Styled {
            at,
            names: names.map(str::to_owned).collect(),
        };
        self.skeleton().styled.push(styled);
    }
}

/// Elements and names kept of one page.
const HIDING: usize = 500;

fn path_ends(address: &str, end: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.len() >= end.len()
        && path
            .get(path.len() - end.len()..)
            .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}
