//! Certificates over HTTP: issued once, signed off, printed, revoked, verified by anybody.

mod archive;
mod batches;
mod changing;
mod credentials;
mod designs;
mod earlier_versions;
mod foreign;
mod holding;
mod issuing;
mod keeping;
mod office;
mod once;
mod policies;
mod presenting;
mod printing;
mod register;
mod renewing;
mod revoking;
mod school;
mod showing;
mod signing_off;
mod verifying;
mod workshops;
