//! The tiny course, broken in every way.

mod archive;
mod compiled;
mod hostile;
mod locales;
mod shipped;
mod structure;
mod texts;
mod tiny;

use super::report::number;
