//! `[accounts]`: the cost of a password, and the key under which keys are kept.

use std::ops::RangeInclusive;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::Settings;
use crate::secret::Secret;

/// OWASP Password Storage Cheat Sheet: argon2id with 19 MiB and 2 passes.
const DEFAULT_COST: PasswordCost = PasswordCost { memory_kib: 19_456, passes: 2 };

/// From what argon2 needs to what a machine can give to several at a time.
const MEMORY_KIB: RangeInclusive<u32> = 8..=1_048_576;
const PASSES: RangeInclusive<u32> = 1..=100;

#[derive(Clone, Debug)]
pub struct AccountsConfig {
    pub password_cost: PasswordCost,
    /// `accounts.master_key`: seals the keys in the database; left out, a file of the data directory holds it.
    pub master_key: Option<Secret>,
}

/// Cost of argon2id (RFC 9106), with one lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCost {
    /// `accounts.password_memory_kib`
    pub memory_kib: u32,
    /// `accounts.password_passes`
    pub passes: u32,
}

impl AccountsConfig {
    pub(super) fn read(settings: &mut Settings) -> Self {
        Self {
            password_cost: PasswordCost {
                memory_kib: settings
                    .read_within("accounts.password_memory_kib", MEMORY_KIB)
                    .unwrap_or(DEFAULT_COST.memory_kib),
                passes: settings.read_within("accounts.password_passes", PASSES).unwrap_or(DEFAULT_COST.passes),
            },
            master_key: settings.read_hidden("accounts.master_key").map(|MasterKeyText(text)| text),
        }
    }
}

/// 32 bytes in base64url.
struct MasterKeyText(Secret);

impl FromStr for MasterKeyText {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_one = URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32);
        if is_one { Ok(Self(Secret::new(text))) } else { Err("expected 32 bytes in base64url, without padding") }
    }
}
