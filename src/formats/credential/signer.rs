//! Who signs: a key in memory, or a device that keeps its key to itself.

use ed25519_dalek::Signer as _;

use super::fault::Malformed;
use super::key::PublicKey;

/// A private key, wherever it is. The seam for a hardware security module: it is handed a message and gives back 64 bytes.
pub trait Signer: Send + Sync {
    fn public_key(&self) -> PublicKey;

    /// The signature: R and S of Ed25519 (RFC 8032 §5.1.6), or r and s of ECDSA over SHA-256 (RFC 7518 §3.4).
    ///
    /// # Errors
    /// When the device does not answer or refuses.
    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SigningError>;
}

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    #[error("the key does not sign: {0}")]
    Key(String),
    #[error("the document is not to be signed: {0}")]
    Document(#[from] Malformed),
    #[error("the document cannot be written: {0}")]
    Json(#[from] serde_json::Error),
}

/// A key in memory.
pub enum LocalSigner {
    Ed25519(ed25519_dalek::SigningKey),
    P256(p256::ecdsa::SigningKey),
}

impl LocalSigner {
    /// The key of a seed, which is the secret of a [`Key`](crate::keys::Key).
    #[must_use]
    pub fn ed25519(secret: &[u8; 32]) -> Self {
        Self::Ed25519(ed25519_dalek::SigningKey::from_bytes(secret))
    }

    /// The key of a secret number.
    ///
    /// # Errors
    /// When it is zero or beyond the order of the curve, as one of 2³² random ones is.
    pub fn p256(secret: &[u8; 32]) -> Result<Self, SigningError> {
        let key = p256::ecdsa::SigningKey::from_slice(secret).map_err(|error| SigningError::Key(error.to_string()))?;
        Ok(Self::P256(key))
    }
}

impl Signer for LocalSigner {
    fn public_key(&self) -> PublicKey {
        match self {
            Self::Ed25519(key) => PublicKey::Ed25519(key.verifying_key()),
            Self::P256(key) => PublicKey::P256(*key.verifying_key()),
        }
    }

    fn sign(&self, message: &[u8]) -> Result<[u8; 64], SigningError> {
        let refused = |error: p256::ecdsa::Error| SigningError::Key(error.to_string());
        match self {
            Self::Ed25519(key) => Ok(key.try_sign(message).map_err(refused)?.to_bytes()),
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = key.try_sign(message).map_err(refused)?;
                Ok(signature.to_bytes().into())
            }
        }
    }
}

impl std::fmt::Debug for LocalSigner {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "LocalSigner({})", self.public_key().multibase())
    }
}
