//! Pure libraries of standards: no database, no request, no clock. Whatever the bytes are, reading them gives an answer.

#![cfg_attr(test, allow(clippy::indexing_slicing, reason = "a test may fail loudly"))]

pub mod bundle;
mod codes;
pub mod credential;
pub mod csv;
pub mod exchange;
pub mod ftl;
pub mod participants;
pub mod po;
pub mod table;
pub mod terminology;
pub mod tmx;
pub mod xliff;
mod xml;

#[cfg(test)]
mod tests;
