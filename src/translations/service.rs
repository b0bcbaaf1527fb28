//! What people do with texts: each file a piece of the work.

pub mod checking;
pub mod contributors;
pub mod locales;
pub mod reviews;
pub(super) mod rights;
pub mod sources;
pub mod suggestions;
pub mod work;
