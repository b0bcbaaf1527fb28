//! Pure libraries of standards: no database, no request, no clock. Whatever the bytes are, reading them gives an answer.

mod codes;
pub mod csv;
pub mod exchange;
pub mod ftl;
pub mod po;
mod table;
pub mod terminology;
pub mod tmx;
pub mod xliff;
mod xml;

#[cfg(test)]
mod tests;
