//! `certificates`, `certificate_ids`, `certificate_serials`, `certificate_events`, `certificate_renditions`,
//! `certificate_candidates`.

pub mod candidates;
pub mod events;
pub mod issues;
