//! Certificates over HTTP: issued once, signed off, printed, revoked, verified by anybody.

mod batches;
mod changing;
mod credentials;
mod issuing;
mod keeping;
mod office;
mod printing;
mod revoking;
mod school;
mod showing;
mod signing_off;
mod verifying;
