//! The Virtual College.

pub mod clock;
