use html5ever::{Attribute, local_name};

use super::State;
use super::attributes::attribute;
use super::space::fold;
use crate::skeleton::{RawForm, Role};
use crate::tag::Tag;

impl State {
    pub(super) fn form_open(&mut self, attrs: &[Attribute]) {
        if self.open.of(Tag::Form) > 0 || self.out.skeleton.forms.len() >= FORMS {
            return;
        }
        let action = attribute(attrs, &local_name!("action")).cloned();
        if let Some(action) = &action {
            self.link(action.clone(), Role::Form, None);
        }
        let mut search = action
            .as_ref()
            .is_some_and(|action| action.to_ascii_lowercase().contains("search"));
        for attr in attrs {
            if matches!(
                attr.name.local,
                local_name!("id")
                    | local_name!("name")
                    | local_name!("class")
                    | local_name!("role")
            ) {
                search |= attr.value.to_ascii_lowercase().contains("search");
            }
        }
        let post = attrs.iter().any(|attr| {
            &*attr.name.local == "method" && attr.value.trim().eq_ignore_ascii_case("post")
        });
        let form = RawForm {
            action,
            search,
            post,
            line: self.line,
            ..RawForm::default()
        };
        self.skeleton().forms.push(form);
        self.form = u32::try_from(self.out.skeleton.forms.len() - 1).ok();
    }

    pub(super) fn current_form(&mut self) -> Option<&mut RawForm> {
        let index = self.form?;
        self.out.skeleton.forms.get_mut(index as usize)
    }

    pub(super) fn field(&mut self, attrs: &[Attribute]) {
        let name = attribute(attrs, &local_name!("name")).map(|name| fold(name, 60));
        if let Some(form) = self.current_form() {
            form.inputs += 1;
            if let Some(name) = name.filter(|name| !name.is_empty())
                && form.fields.len() < FIELDS
            {
                form.fields.push(name);
            }
        }
    }

    pub(super) fn input(&mut self, attrs: &[Attribute]) {
        let kind = attribute(attrs, &local_name!("type"))
            .map(|kind| kind.trim().to_ascii_lowercase())
            .unwrap_or_default();
        let src = attribute(attrs, &local_name!("src")).cloned();
        match kind.as_str() {
            "hidden" => self.hidden_field(attrs),
            "image" => {
                if let Some(src) = src {
                    let alt = attribute(attrs, &local_name!("alt")).cloned();
                    self.link(src, Role::Image, alt);
                }
            }
            "submit" | "button" | "reset" => {
                self.act(attrs, &local_name!("value"));
                if let Some(form) = self.current_form()
                    && attribute(attrs, &local_name!("value")).is_some_and(|value| {
                        value.contains("搜索") || value.contains("检索") || value.contains("查询")
                    })
                {
                    form.search = true;
                }
            }
            "password" => {
                self.field(attrs);
                match self.current_form() {
                    Some(form) => form.password = true,
                    None => {
                        if self.out.skeleton.forms.len() < FORMS {
                            // A password outside any form: a script sends it.
                            let form = RawForm {
                                password: true,
                                line: self.line,
                                inputs: 1,
                                ..RawForm::default()
                            };
                            self.skeleton().forms.push(form);
                        }
                    }
                }
            }
            "search" => {
                self.line_field(attrs);
                self.field(attrs);
                if let Some(form) = self.current_form() {
                    form.search = true;
                }
            }
            "" | "text" => {
                self.line_field(attrs);
                self.field(attrs);
            }
            _ => self.field(attrs),
        }
    }

    /// The first field for a line of text.
    fn line_field(&mut self, attrs: &[Attribute]) {
        let name = attribute(attrs, &local_name!("name")).map(|name| fold(name, 60));
        if let Some(form) = self.current_form()
            && form.line_field.is_none()
        {
            form.line_field = name.filter(|name| !name.is_empty());
        }
    }

    fn hidden_field(&mut self, attrs: &[Attribute]) {
        let of = |name| {
            attribute(attrs, name)
                .map(|text| fold(text, 200))
                .unwrap_or_default()
        };
        let (name, value) = (of(&local_name!("name")), of(&local_name!("value")));
        if let Some(form) = self.current_form()
            && !name.is_empty()
            && form.hidden_fields.len() < HIDDEN
        {
            form.hidden_fields.push((name, value));
        }
    }
}

const FORMS: usize = 200;
const HIDDEN: usize = 20;
const FIELDS: usize = 100;
