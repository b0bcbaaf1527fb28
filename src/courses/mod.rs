//! Courses: one structure, one set of keys and one text for each language (`courses/README.md` is the contract).
//!
//! * [`source`] reads the folder in which a course is written, finds every mistake, and compiles it.
//! * [`model`] is what comes out of it: the published form, kept unchanged for ever.
//!
//! What must always hold: a text never says which answer is right. [`model::Structure`] and [`model::EditionText`] may be shown to
//! anyone who may take the course; [`model::Keys`] and [`model::Sealed`] stay on the server until an attempt is closed.

pub mod model;
pub mod source;

pub use source::{Report, check, check_folder};
