//! What a page of the College may do.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// A policy (CSP 3) for a page that holds one style and no script: it loads nothing, stands in no frame, and does nothing else but what is
/// `allowed`.
#[must_use]
pub fn policy(style: &str, allowed: &str) -> String {
    let hash = STANDARD.encode(Sha256::digest(style));
    format!("default-src 'none'; style-src 'sha256-{hash}'; {allowed}; base-uri 'none'; frame-ancestors 'none'")
}
