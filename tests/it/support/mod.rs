//! What tests stand on: a college of their own, clients that speak to it, and databases made from a template.

mod campus;
mod client;
mod course;
mod databases;
mod people;
mod smtp;

pub use campus::{Campus, START, days, hours, minutes};
pub use client::{Answer, Client};
pub use course::Course;
pub use databases::{TestDatabase, empty_database};
pub use people::{PASSWORD, Person};
pub use smtp::SmtpServer;

/// Waits until something holds that another process hears of, and fails after ten seconds.
pub async fn eventually(holds: impl AsyncFn() -> bool) {
    for _ in 0..100 {
        if holds().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("it did not come true");
}
