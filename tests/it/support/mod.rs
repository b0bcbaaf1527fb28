//! What tests stand on: a college of their own, clients that speak to it, and databases made from a template.

mod campus;
mod client;
mod databases;
mod people;
mod smtp;

pub use campus::{Campus, START, days, hours, minutes};
pub use client::{Answer, Client};
pub use databases::{TestDatabase, empty_database};
pub use people::{PASSWORD, Person};
pub use smtp::SmtpServer;
