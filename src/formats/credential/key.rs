//! Public keys as the world writes them: Multikey (Controlled Identifiers 1.0, §2.2.2) and JWK (RFC 7517, RFC 8037).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::Signature as EdSignature;
use p256::ecdsa::Signature as EcSignature;
use p256::ecdsa::signature::Verifier as _;
use serde::{Deserialize, Serialize};

use super::fault::Malformed;

/// Multicodec `ed25519-pub` and `p256-pub`, as varints.
const ED25519: [u8; 2] = [0xed, 0x01];
const P256: [u8; 2] = [0x80, 0x24];
/// More characters than any key or signature has.
const MULTIBASE_CHARACTERS: usize = 128;

/// A key that verifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicKey {
    /// Signs proofs: `eddsa-rdfc-2022`.
    Ed25519(ed25519_dalek::VerifyingKey),
    /// Signs tokens: ES256.
    P256(p256::ecdsa::VerifyingKey),
}

impl PublicKey {
    /// The key in multibase, which is its name too.
    #[must_use]
    pub fn multibase(&self) -> String {
        let bytes = match self {
            Self::Ed25519(key) => [&ED25519[..], key.as_bytes()].concat(),
            Self::P256(key) => [&P256[..], key.to_encoded_point(true).as_bytes()].concat(),
        };
        to_base58(&bytes)
    }

    /// # Errors
    /// When the text is no key of a kind that is used here.
    pub fn from_multibase(text: &str) -> Result<Self, Malformed> {
        let bytes = from_base58(text).ok_or_else(|| Malformed::Key("no base58btc".to_owned()))?;
        match bytes.split_first_chunk::<2>() {
            Some((&ED25519, key)) => Self::ed25519(key),
            Some((&P256, key)) if key.len() == 33 => Self::p256(key),
            _ => Err(Malformed::Key("neither Ed25519 nor P-256".to_owned())),
        }
    }

    fn ed25519(bytes: &[u8]) -> Result<Self, Malformed> {
        let wrong = |_| Malformed::Key("no point of Ed25519".to_owned());
        let bytes: &[u8; 32] = bytes.try_into().map_err(|_| Malformed::Key("not 32 bytes".to_owned()))?;
        ed25519_dalek::VerifyingKey::from_bytes(bytes).map(Self::Ed25519).map_err(wrong)
    }

    fn p256(bytes: &[u8]) -> Result<Self, Malformed> {
        let wrong = |_| Malformed::Key("no point of P-256".to_owned());
        p256::ecdsa::VerifyingKey::from_sec1_bytes(bytes).map(Self::P256).map_err(wrong)
    }

    /// Whether 64 bytes are the key's signature of a message: RFC 8032 §5.1.7 without small-order points, RFC 7518 §3.4.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Ed25519(key) => {
                EdSignature::from_slice(signature).is_ok_and(|signature| key.verify_strict(message, &signature).is_ok())
            }
            Self::P256(key) => {
                EcSignature::from_slice(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
            }
        }
    }

    /// The key as a JWK that is named `kid`.
    #[must_use]
    pub fn jwk(&self, kid: String) -> Jwk {
        let (kty, crv, alg) = match self {
            Self::Ed25519(_) => ("OKP", "Ed25519", "EdDSA"),
            Self::P256(_) => ("EC", "P-256", "ES256"),
        };
        let (x, y) = match self {
            Self::Ed25519(key) => (URL_SAFE_NO_PAD.encode(key.as_bytes()), None),
            Self::P256(key) => {
                let point = key.to_encoded_point(false);
                let coordinate = |bytes: Option<_>| bytes.map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
                (coordinate(point.x()).unwrap_or_default(), coordinate(point.y()))
            }
        };
        let word = str::to_owned;
        Jwk { kid, kty: word(kty), crv: word(crv), alg: Some(word(alg)), usage: Some(word("sig")), x, y }
    }
}

/// A public key of RFC 7517 §4.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    pub kid: String,
    pub kty: String,
    pub crv: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
    pub x: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
}

impl Jwk {
    /// # Errors
    /// When it is no key of a kind that is used here.
    pub fn key(&self) -> Result<PublicKey, Malformed> {
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|error| Malformed::Key(error.to_string()));
        match (self.kty.as_str(), self.crv.as_str(), &self.y) {
            ("OKP", "Ed25519", None) => PublicKey::ed25519(&decode(&self.x)?),
            ("EC", "P-256", Some(y)) => {
                let (x, y) = (decode(&self.x)?, decode(y)?);
                if x.len() != 32 || y.len() != 32 {
                    return Err(Malformed::Key("no coordinates of 32 bytes".to_owned()));
                }
                PublicKey::p256(&[&[4][..], &x, &y].concat())
            }
            (kty, crv, _) => Err(Malformed::Key(format!("kty “{kty}”, crv “{crv}”"))),
        }
    }
}

/// Bytes as base58btc with the prefix of multibase (Controlled Identifiers 1.0, §2.4).
#[must_use]
pub fn to_base58(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// The bytes of a short text in base58btc with its prefix.
#[must_use]
pub fn from_base58(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix('z').filter(|digits| digits.len() <= MULTIBASE_CHARACTERS)?;
    bs58::decode(digits).into_vec().ok()
}
