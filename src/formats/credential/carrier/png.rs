//! A credential in a chunk of text of a PNG (Open Badges 3.0, §5.3.1; PNG, third edition, §11.3.3.4).

use super::{Carrier, CarrierFault, unpack};

pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const KEYWORD: &[u8] = b"openbadgecredential\0";
const DAMAGED: CarrierFault = CarrierFault::Damaged(Carrier::Png);

/// The texts under the keyword, from chunk to chunk. Sums are not looked at: a signature is worth more.
pub fn credentials(picture: &[u8]) -> Result<Vec<Vec<u8>>, CarrierFault> {
    let mut rest = picture.strip_prefix(SIGNATURE).ok_or(DAMAGED)?;
    let mut found = Vec::new();
    while let Some(([a, b, c, d, kind @ ..], more)) = rest.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let (chunk, after) = more.split_at_checked(length).ok_or(DAMAGED)?;
        match (kind, chunk.strip_prefix(KEYWORD)) {
            (b"IEND", _) => return Ok(found),
            (b"iTXt", Some(rest)) => found.push(text(rest).ok_or(DAMAGED)?),
            _ => {}
        }
        rest = after.get(4..).ok_or(DAMAGED)?;
    }
    Err(DAMAGED)
}

/// What follows the keyword: whether it is packed, how, a language, the keyword in that, and the text.
fn text(chunk: &[u8]) -> Option<Vec<u8>> {
    let (is_packed, rest) = match chunk.split_first_chunk::<2>()? {
        ([0, _], rest) => (false, rest),
        ([1, 0], rest) => (true, rest),
        _ => return None,
    };
    let mut parts = rest.splitn(3, |byte| *byte == 0);
    let text = parts.nth(2)?;
    if is_packed { unpack(text) } else { Some(text.to_vec()) }
}
