//! The Virtual College.

pub mod clock;
pub mod i18n;
