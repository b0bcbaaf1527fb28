//! The Virtual College.

pub mod clock;
pub mod certificates;
