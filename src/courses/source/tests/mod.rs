//! The tiny course, broken in every way.

mod archive;
mod compiled;
mod hostile;
mod locales;
mod shipped;
mod structure;
mod texts;
pub(in crate::courses) mod tiny;

use super::report::number;
