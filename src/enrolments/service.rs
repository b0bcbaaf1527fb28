//! Enrolling, deciding, moving on.

mod lookup;

pub use lookup::{find, find_active, find_by_id, find_own, set_completed};
