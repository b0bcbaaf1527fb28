//! Certificates over HTTP: issued once, signed off, printed, revoked, verified by anybody.

mod credentials;
mod issuing;
mod office;
mod printing;
mod revoking;
mod school;
mod signing_off;
mod verifying;
