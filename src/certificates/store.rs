//! `certificates`, `certificate_ids`, `certificate_serials`, `certificate_events`, `certificate_renditions`,
//! `certificate_candidates`, `certificate_credentials`, `status_lists`, `sign_off_batches`, `sign_off_batch_items`,
//! `certificate_policies`, `certificate_designs`, `certificate_design_versions`, `certificate_pictures`, `correction_requests`,
//! `workshops`, `workshop_participants`.

pub mod batches;
pub mod candidates;
pub mod corrections;
pub mod credentials;
pub mod designs;
pub mod events;
pub mod issues;
pub mod policies;
pub mod register;
pub mod workshops;
