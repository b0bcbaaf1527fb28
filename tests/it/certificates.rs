//! Certificates over HTTP: issued once, signed off, printed, revoked, verified by anybody.

#![allow(clippy::print_stderr, reason = "a test that is left out says so")]

mod issuing;
mod office;
mod printing;
mod revoking;
mod school;
mod signing_off;
mod verifying;
