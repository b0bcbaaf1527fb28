//! W3C Trace Context: a request belongs to the trace of who sent it, and its answer says so.

use actix_web::http::header::{HeaderMap, HeaderValue};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::ids;

/// The trace of a request. Its id is also the id of the request, since a trace that comes from outside names one request to us.
#[derive(Clone, Copy, Debug)]
pub struct Trace {
    pub id: Uuid,
    /// Whether who sent it keeps what it records (§3.2.2.5): passed on as it came.
    flags: u8,
}

impl Trace {
    /// The trace that the client's `traceparent` continues, else a new one.
    #[must_use]
    pub fn of(headers: &HeaderMap, now: impl FnOnce() -> Timestamp) -> Self {
        let given = headers.get("traceparent").and_then(|value| value.to_str().ok()).and_then(Self::parse);
        given.unwrap_or_else(|| Self { id: ids::time_ordered(now()), flags: 1 })
    }

    /// `version-trace-parent-flags` (§3.2); later versions may append what is not read here.
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(5, '-');
        let (version, trace) = (hex(parts.next()?, 2)?, hex(parts.next()?, 32)?);
        let (parent, flags) = (hex(parts.next()?, 16)?, hex(parts.next()?, 2)?);
        let is_known = version == 0 && parts.next().is_none() || (1..0xff).contains(&version);
        (is_known && trace != 0 && parent != 0)
            .then(|| Self { id: Uuid::from_u128(trace), flags: u8::try_from(flags).unwrap_or(0) & 1 })
    }

    /// The trace as it goes on from here.
    #[must_use]
    pub fn header(self) -> HeaderValue {
        let span = u64::from_be_bytes(ids::random_bytes()) | 1;
        let text = format!("00-{}-{span:016x}-{:02x}", self.id.simple(), self.flags);
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }
}

/// So many lower-case hexadecimal digits.
fn hex(text: &str, digits: usize) -> Option<u128> {
    let is_hex = text.len() == digits && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    is_hex.then(|| u128::from_str_radix(text, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_well_formed_parent_is_continued() {
        const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";
        for (text, continued) in [
            ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true),
            ("cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more", true),
            ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more", false),
            ("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", false),
            ("00-00000000000000000000000000000000-b7ad6b7169203331-01", false),
            ("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", false),
            ("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", false),
            ("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", false),
            ("nonsense", false),
        ] {
            let found = Trace::parse(text).map(|trace| trace.id.simple().to_string());
            assert_eq!(found.as_deref(), continued.then_some(TRACE), "{text}");
        }
    }
}
