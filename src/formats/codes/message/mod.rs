//! Messages of Fluent as whole sentences: one text for every way in which a message comes out, in the forms of numbers of the
//! language that it is translated into.

mod entry;
mod shape;
#[cfg(test)]
mod tests;
mod writing;

pub(in crate::formats) use self::entry::{Entry, entries};
pub(in crate::formats) use self::shape::{Languages, Leaf, Shape};
