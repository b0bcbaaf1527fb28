//! A credential attached to a PDF (ISO 32000-2, §7.11.4).
//!
//! An attached file is a stream, and a stream is never within another (§7.5.7): its data follow the word `stream` and the end of the
//! line, whatever tables lead there (§7.3.8). So the tables are not followed, which may be broken, forged or circles, and no
//! dictionary is believed: each stream is looked at for what it is, as far as a credential is long. An encrypted file shows nothing.

use std::io::Read as _;

use flate2::bufread::ZlibDecoder;

use super::{Carrier, CarrierFault, unpack};
use crate::formats::credential::json;

const DAMAGED: CarrierFault = CarrierFault::Damaged(Carrier::Pdf);
const STREAM: &[u8] = b"stream";
const END_OF_STREAM: &[u8] = b"endstream";
/// A certificate has some twenty, a scanned book one a page.
const MOST_STREAMS: usize = 2_000;
/// Streams that begin like a JSON object: each is read whole.
const MOST_OBJECTS: usize = 16;

pub fn credentials(file: &[u8]) -> Result<Vec<Vec<u8>>, CarrierFault> {
    let (mut found, mut objects) = (Vec::new(), 0);
    for (count, data) in streams(file).enumerate() {
        if count == MOST_STREAMS || objects == MOST_OBJECTS {
            return Err(DAMAGED);
        }
        if begins_like_an_object(data) {
            objects += 1;
            found.extend(object(data).and_then(|it| credential(&it)).filter(|it| !found.contains(it)));
        }
    }
    let says = |word: &[u8]| file.windows(word.len()).any(|bytes| bytes == word);
    match found.is_empty() {
        true if says(b"/Encrypt") => Err(CarrierFault::Encrypted),
        true if !says(b"%%EOF") => Err(DAMAGED),
        _ => Ok(found),
    }
}

/// From the beginning of each stream to the end of the file.
fn streams(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    let words = file.windows(STREAM.len()).enumerate().filter(|(_, word)| *word == STREAM);
    words.filter_map(|(at, _)| {
        let is_end = file.get(..at).is_some_and(|before| before.ends_with(b"end"));
        let data = file.get(at + STREAM.len()..)?;
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n"))?;
        (!is_end).then_some(data)
    })
}

/// Whether a stream is a JSON object, packed (RFC 1950 §2.2) or as it stands there, as far as its first byte tells.
fn begins_like_an_object(data: &[u8]) -> bool {
    let mut first = [0];
    match data.first() {
        Some(b'{') => true,
        Some(head) if head & 0x0f == 8 => ZlibDecoder::new(data).read_exact(&mut first).is_ok_and(|()| first == *b"{"),
        _ => false,
    }
}

/// The whole of such a stream, if it is no longer than a credential.
fn object(data: &[u8]) -> Option<Vec<u8>> {
    if !data.starts_with(b"{") {
        return unpack(data);
    }
    let most = data.get(..json::CREDENTIAL_BYTES + END_OF_STREAM.len()).unwrap_or(data);
    let end = most.windows(END_OF_STREAM.len()).position(|word| word == END_OF_STREAM)?;
    most.get(..end).map(<[u8]>::to_vec)
}

fn credential(object: &[u8]) -> Option<Vec<u8>> {
    let text = object.trim_ascii();
    let document = json::read(text, json::CREDENTIAL_BYTES).ok()?;
    ["@context", "issuer", "proof"].iter().all(|name| document.get(name).is_some()).then(|| text.to_vec())
}
