//! Finding a credential in what it is carried in: a PDF with it attached, a baked badge, or itself alone.
//!
//! What a file is, its first bytes say, and neither its name nor a media type. Nothing is unpacked beyond what a credential may have,
//! nothing refers to anything, and nothing recurses: the work is that of reading the file once.

mod pdf;
mod png;
mod svg;
#[cfg(test)]
mod tests;

use std::io::Read as _;

use flate2::bufread::ZlibDecoder;

use super::json::CREDENTIAL_BYTES;
use crate::words;

/// Bytes that a file may have: a hundred times those of a certificate.
pub const LARGEST: usize = 5 * 1024 * 1024;
/// Where a PDF says at the latest that it is one (ISO 32000-2, annex I: what readers take).
const PDF_HEADER_BYTES: usize = 1_024;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

words!(
    /// What a credential comes in.
    Carrier {
        Pdf = "pdf",
        Png = "png",
        Svg = "svg",
        /// The credential itself, with its proof.
        Json = "json",
        /// The credential itself, as a token.
        Jwt = "jwt",
    }
);

/// A credential, and what it came in. Nothing of it is believed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    pub carrier: Carrier,
    pub credential: Vec<u8>,
}

/// Why there is no credential to be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CarrierFault {
    #[error("it has more than {LARGEST} bytes")]
    TooLarge,
    #[error("it is no PDF, PNG or SVG, nor a credential in JSON or as a JWT")]
    Unrecognised,
    #[error("it is encrypted")]
    Encrypted,
    #[error("it is damaged, or built in a way in which no {0} with a credential is")]
    Damaged(Carrier),
    #[error("there is no credential in this {0}")]
    Empty(Carrier),
    #[error("there are several credentials in this {0}")]
    Several(Carrier),
}

/// Finds the one credential in a file.
///
/// # Errors
/// When there is none, or several, or the file is none of those that carry one.
pub fn extract(file: &[u8]) -> Result<Carried, CarrierFault> {
    if file.len() > LARGEST {
        return Err(CarrierFault::TooLarge);
    }
    let carrier = recognise(file).ok_or(CarrierFault::Unrecognised)?;
    let mut found = match carrier {
        Carrier::Pdf => pdf::credentials(file)?,
        Carrier::Png => png::credentials(file)?,
        Carrier::Svg => svg::credentials(file)?,
        Carrier::Json | Carrier::Jwt => vec![text(file).to_vec()],
    };
    found.dedup();
    match (found.pop(), found.is_empty()) {
        (Some(credential), true) => Ok(Carried { carrier, credential }),
        (Some(_), false) => Err(CarrierFault::Several(carrier)),
        (None, _) => Err(CarrierFault::Empty(carrier)),
    }
}

fn recognise(file: &[u8]) -> Option<Carrier> {
    let head = file.get(..PDF_HEADER_BYTES).unwrap_or(file);
    if head.windows(5).any(|bytes| bytes == b"%PDF-") {
        return Some(Carrier::Pdf);
    }
    match text(file) {
        _ if file.starts_with(png::SIGNATURE) => Some(Carrier::Png),
        [b'{', ..] => Some(Carrier::Json),
        [b'<', ..] => Some(Carrier::Svg),
        token if is_token(token) => Some(Carrier::Jwt),
        _ => None,
    }
}

/// Without what editors put around it.
fn text(file: &[u8]) -> &[u8] {
    file.strip_prefix(BYTE_ORDER_MARK).unwrap_or(file).trim_ascii()
}

/// RFC 7515 §7.1.
fn is_token(text: &[u8]) -> bool {
    let is_base64url = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let parts: Vec<&[u8]> = text.splitn(4, |byte| *byte == b'.').collect();
    parts.len() == 3 && parts.iter().all(|part| !part.is_empty() && part.iter().all(is_base64url))
}

/// Unpacks (RFC 1950) what begins here. `None` when it is damaged, or larger than any credential.
fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    let most = CREDENTIAL_BYTES as u64;
    ZlibDecoder::new(packed).take(most + 1).read_to_end(&mut unpacked).ok()?;
    (unpacked.len() <= CREDENTIAL_BYTES).then_some(unpacked)
}
