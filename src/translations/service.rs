//! What people do with texts: each file a piece of the work.

pub(super) mod rights;
pub mod sources;
