//! The master key: 256 bits that never enter the database, from a file of the data directory or from the configuration.

use std::fmt;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key as CipherKey, XChaCha20Poly1305, XNonce};

use crate::error::AppError;
use crate::ids::random_bytes;
use crate::secret::Secret;

const FILE: &str = "master.key";
const NONCE_BYTES: usize = 24;

/// Seals and opens the keys in the database.
pub struct MasterKey(XChaCha20Poly1305);

impl MasterKey {
    /// The key that was configured, else the one in the data directory, if there is one.
    ///
    /// # Errors
    /// When it is not 32 bytes in base64url, or cannot be read.
    pub fn find(data_dir: &Path, configured: Option<&Secret>) -> Result<Option<Self>, AppError> {
        if let Some(key) = configured {
            return Self::parse(key.reveal()).map(Some);
        }
        match std::fs::read_to_string(data_dir.join(FILE)) {
            Ok(text) => Self::parse(&text).map(Some),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unusable(data_dir, &error)),
        }
    }

    /// Makes the key of a college that has none, in its data directory. Another process may be first; then its key is the one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn make(data_dir: &Path) -> Result<Self, AppError> {
        let text = create(&data_dir.join(FILE)).map_err(|error| unusable(data_dir, &error))?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self, AppError> {
        let bytes = URL_SAFE_NO_PAD.decode(text.trim()).unwrap_or_default();
        let bytes: [u8; 32] =
            bytes.try_into().map_err(|_| AppError::broken("the master key must be 32 bytes in base64url"))?;
        Ok(Self(XChaCha20Poly1305::new(&CipherKey::from(bytes))))
    }

    /// Encrypts a secret, bound to what it belongs to.
    ///
    /// # Errors
    /// When the cipher refuses, which it does for messages of many gigabytes only.
    pub fn seal(&self, secret: &[u8], belongs_to: &str) -> Result<Vec<u8>, AppError> {
        let nonce = random_bytes::<NONCE_BYTES>();
        let payload = Payload { msg: secret, aad: belongs_to.as_bytes() };
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload).map_err(AppError::broken)?;
        Ok([&nonce[..], &sealed[..]].concat())
    }

    /// # Errors
    /// When it was sealed with another master key, belongs to something else, or was changed.
    pub fn unseal(&self, sealed: &[u8], belongs_to: &str) -> Result<Vec<u8>, AppError> {
        let refused = || {
            AppError::broken(format!(
                "the key “{belongs_to}” was sealed with another master key: every instance needs the one with which the college \
                 began (master.key of the data directory, or COLLEGE_ACCOUNTS_MASTER_KEY_FILE)"
            ))
        };
        let (nonce, secret) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or_else(refused)?;
        let payload = Payload { msg: secret, aad: belongs_to.as_bytes() };
        self.0.decrypt(&XNonce::from(*nonce), payload).map_err(|_| refused())
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("MasterKey(…)")
    }
}

fn unusable(data_dir: &Path, error: &std::io::Error) -> AppError {
    AppError::broken(format!("the master key in {} cannot be used: {error}", data_dir.display()))
}

/// Written whole beside its place and then put there unless another process was first: nobody reads half a key. A temporary
/// file is readable by its owner alone from its first moment.
fn create(path: &Path) -> std::io::Result<String> {
    let directory = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(directory)?;
    writeln!(file, "{}", URL_SAFE_NO_PAD.encode(random_bytes::<32>()))?;
    file.as_file().sync_all()?;
    match file.persist_noclobber(path) {
        Err(error) if error.error.kind() != ErrorKind::AlreadyExists => return Err(error.error),
        _ => {}
    }
    std::fs::File::open(directory)?.sync_all()?;
    std::fs::read_to_string(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_made_once_and_readable_by_its_owner_alone() {
        let directory = tempfile::tempdir().expect("a directory");
        let find = || MasterKey::find(directory.path(), None).expect("read");
        assert!(find().is_none());
        let first = MasterKey::make(directory.path()).expect("made");
        let sealed = first.seal(b"secret", "a").expect("sealed");
        for second in [find().expect("found"), MasterKey::make(directory.path()).expect("the one that is there")] {
            assert_eq!(second.unseal(&sealed, "a").ok().as_deref(), Some(&b"secret"[..]));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(directory.path().join(FILE)).map(|about| about.permissions().mode() & 0o777);
            assert_eq!(mode.ok(), Some(0o600));
        }
    }

    #[test]
    fn what_is_sealed_opens_in_its_place_and_with_its_key_only() {
        let key = |byte: u8| {
            let secret = Secret::new(URL_SAFE_NO_PAD.encode([byte; 32]));
            MasterKey::find(Path::new("/nowhere"), Some(&secret)).ok().flatten().expect("a key")
        };
        let sealed = key(1).seal(b"secret", "here").expect("sealed");
        assert!(key(1).unseal(&sealed, "here").is_ok());
        assert!(key(1).unseal(&sealed, "there").is_err());
        assert!(key(2).unseal(&sealed, "here").is_err());
        assert!(key(1).unseal(sealed.get(1..).unwrap_or_default(), "here").is_err());
        assert!(key(1).unseal(b"", "here").is_err());
        assert!(MasterKey::find(Path::new("/nowhere"), Some(&Secret::new("short"))).is_err());
    }
}
