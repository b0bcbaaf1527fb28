//! What people do with texts: each file a piece of the work.

pub mod checking;
pub mod reviews;
pub(super) mod rights;
pub mod sources;
pub mod suggestions;
