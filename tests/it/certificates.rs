//! Certificates over HTTP: issued once, signed off, printed, revoked, verified by anybody.

mod batches;
mod changing;
mod credentials;
mod foreign;
mod issuing;
mod keeping;
mod office;
mod presenting;
mod printing;
mod revoking;
mod school;
mod showing;
mod signing_off;
mod verifying;
