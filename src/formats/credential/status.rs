//! Whether a credential still stands: Bitstring Status List 1.0.
//!
//! One bit for each credential in a list of many, so that whoever fetches the list does not say whose status is asked for. The place
//! in the list is drawn at random for the same reason (§5.1).

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::contexts::CREDENTIALS;
use super::fault::Malformed;
use crate::clock::Timestamp;

/// The fewest entries of a list (§6.1).
pub const ENTRIES: u32 = 131_072;
/// More entries than any list of ours: what unpacks to more is not unpacked.
const MOST_ENTRIES: u32 = ENTRIES * 128;

/// What a set bit means (§2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatusPurpose {
    /// For ever.
    Revocation,
    /// For now.
    Suspension,
}

/// Where the status of a credential is found (§2.1, `BitstringStatusListEntry`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatusPlace {
    id: String,
    #[serde(rename = "type")]
    kind: EntryType,
    pub status_purpose: StatusPurpose,
    #[serde(with = "index_as_text")]
    pub status_list_index: u32,
    pub status_list_credential: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum EntryType {
    BitstringStatusListEntry,
}

impl StatusPlace {
    /// A place in the list of this address.
    #[must_use]
    pub fn new(list: &str, purpose: StatusPurpose, index: u32) -> Self {
        Self {
            id: format!("{list}#{index}"),
            kind: EntryType::BitstringStatusListEntry,
            status_purpose: purpose,
            status_list_index: index,
            status_list_credential: list.to_owned(),
        }
    }
}

mod index_as_text {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it so")]
    pub fn serialize<S: Serializer>(index: &u32, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(index)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<u32, D::Error> {
        let text = String::deserialize(input)?;
        let index: u32 = text.parse().map_err(D::Error::custom)?;
        if index.to_string() == text { Ok(index) } else { Err(D::Error::custom("no plain number")) }
    }
}

/// The bits of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusBits(Vec<u8>);

impl StatusBits {
    /// A list of so many entries, at least [`ENTRIES`], in which these are set.
    #[must_use]
    pub fn new(entries: u32, set: &BTreeSet<u32>) -> Self {
        let bytes = entries.clamp(ENTRIES, MOST_ENTRIES).div_ceil(8) as usize;
        let mut bits = vec![0_u8; bytes];
        for index in set {
            if let Some(byte) = bits.get_mut((*index / 8) as usize) {
                *byte |= mask(*index);
            }
        }
        Self(bits)
    }

    /// Whether a bit is set; none beyond the end (§3.2, `RANGE_ERROR`).
    #[must_use]
    pub fn get(&self, index: u32) -> Option<bool> {
        self.0.get((index / 8) as usize).map(|byte| byte & mask(index) != 0)
    }

    /// As `encodedList` (§3.3): gzip without a time, in base64url with the prefix of multibase.
    ///
    /// # Errors
    /// When the packer fails, which in memory it does not.
    pub fn encode(&self) -> std::io::Result<String> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&self.0)?;
        Ok(format!("u{}", URL_SAFE_NO_PAD.encode(packer.finish()?)))
    }

    /// Reads an `encodedList` (§3.4).
    ///
    /// # Errors
    /// When it is none, is shorter than a list may be, or unpacks to more than is taken.
    pub fn decode(text: &str) -> Result<Self, Malformed> {
        let packed = text.strip_prefix('u').ok_or(Malformed::StatusList("it is not in multibase base64url"))?;
        let packed = URL_SAFE_NO_PAD.decode(packed).map_err(|_| Malformed::StatusList("it is not in base64url"))?;
        let most = u64::from(MOST_ENTRIES / 8);
        let mut bits = Vec::new();
        let unpacked = GzDecoder::new(packed.as_slice()).take(most + 1).read_to_end(&mut bits);
        unpacked.map_err(|_| Malformed::StatusList("it does not unpack"))?;
        match bits.len() as u64 {
            bytes if bytes > most => Err(Malformed::StatusList("it has too many entries")),
            bytes if bytes < u64::from(ENTRIES / 8) => Err(Malformed::StatusList("it has fewer than 131,072 entries")),
            _ => Ok(Self(bits)),
        }
    }
}

/// Index 0 is the leftmost bit of the first byte (§3.3).
const fn mask(index: u32) -> u8 {
    0x80 >> (index % 8)
}

/// A list as a credential, to be signed (§2.2, `BitstringStatusListCredential`).
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusListCredential {
    #[serde(rename = "@context")]
    context: [&'static str; 1],
    id: String,
    #[serde(rename = "type")]
    types: [&'static str; 2],
    issuer: String,
    valid_from: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Timestamp>,
    credential_subject: StatusList,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct StatusList {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    status_purpose: StatusPurpose,
    encoded_list: String,
}

impl StatusListCredential {
    /// The list of this address.
    ///
    /// # Errors
    /// As [`StatusBits::encode`].
    pub fn new(
        id: &str,
        issuer: &str,
        purpose: StatusPurpose,
        bits: &StatusBits,
        (valid_from, valid_until): (Timestamp, Option<Timestamp>),
    ) -> std::io::Result<Self> {
        Ok(Self {
            context: [CREDENTIALS],
            id: id.to_owned(),
            types: ["VerifiableCredential", "BitstringStatusListCredential"],
            issuer: issuer.to_owned(),
            valid_from,
            valid_until,
            credential_subject: StatusList {
                id: format!("{id}#list"),
                kind: "BitstringStatusList",
                status_purpose: purpose,
                encoded_list: bits.encode()?,
            },
        })
    }
}
