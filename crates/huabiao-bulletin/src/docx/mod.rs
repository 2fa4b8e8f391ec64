mod faces;
mod package;
mod view;

pub use faces::Faces;
pub use package::{docx, docx_with};
