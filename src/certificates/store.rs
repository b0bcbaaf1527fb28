//! `certificates`, `certificate_ids`, `certificate_serials`, `certificate_events`, `certificate_renditions`,
//! `certificate_candidates`, `certificate_credentials`, `status_lists`, `sign_off_batches`, `sign_off_batch_items`.

pub mod batches;
pub mod candidates;
pub mod credentials;
pub mod events;
pub mod issues;
