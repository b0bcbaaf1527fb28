//! The name of a certificate for ever: 128 random bits, and nothing about whose or when.
//!
//! Written as 32 hexadecimal digits, in lower case; read in either case, so that an address that was typed in or shouted
//! across a counter still leads there. No other spelling is read: there is one address for each certificate.

use std::fmt;
use std::str::FromStr;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::Binary;
use serde::{Deserialize, Serialize};

use crate::ids::random_bytes;

#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    AsExpression,
    FromSqlRow,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[diesel(sql_type = Binary)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "5f3c9a0e7b1d4f6282c4e1a90b7d3e58", pattern = "^[0-9a-f]{32}$")]
pub struct CertificateId([u8; 16]);

/// The text is not 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a certificate is named by 32 hexadecimal digits")]
pub struct NotACertificateId;

impl CertificateId {
    /// An id that nobody can guess.
    #[must_use]
    pub fn fresh() -> Self {
        Self(random_bytes())
    }

    /// Stands where no certificate has been issued yet.
    pub const NONE: Self = Self([0; 16]);

    /// Where the certificate is verified, from the root.
    #[must_use]
    pub fn verify_path(self) -> String {
        format!("/verify/{self}")
    }
}

impl FromStr for CertificateId {
    type Err = NotACertificateId;

    fn from_str(text: &str) -> Result<Self, NotACertificateId> {
        if text.len() != 32 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NotACertificateId);
        }
        u128::from_str_radix(text, 16).map(|bits| Self(bits.to_be_bytes())).map_err(|_| NotACertificateId)
    }
}

impl TryFrom<String> for CertificateId {
    type Error = NotACertificateId;

    fn try_from(text: String) -> Result<Self, NotACertificateId> {
        text.parse()
    }
}

impl From<CertificateId> for String {
    fn from(id: CertificateId) -> Self {
        id.to_string()
    }
}

impl fmt::Display for CertificateId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for CertificateId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "CertificateId({self})")
    }
}

impl<DB: Backend> ToSql<Binary, DB> for CertificateId
where
    [u8]: ToSql<Binary, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        <[u8] as ToSql<Binary, DB>>::to_sql(&self.0[..], out)
    }
}

impl<DB: Backend> FromSql<Binary, DB> for CertificateId
where
    Vec<u8>: FromSql<Binary, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let bytes = <Vec<u8> as FromSql<Binary, DB>>::from_sql(value)?;
        Ok(Self(bytes.as_slice().try_into()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_spelling_but_for_the_case() {
        let id: CertificateId = "00ABCdef0123456789abcdef01234567".parse().expect("an id");
        assert_eq!(id.to_string(), "00abcdef0123456789abcdef01234567");
        for text in [
            "",
            "0",
            "+0abcdef0123456789abcdef0123456",
            "+00abcdef0123456789abcdef0123456",
            "00abcdef0123456789abcdef0123456g",
            "00abcdef-0123-4567-89ab-cdef01234567",
            "{00abcdef0123456789abcdef012345}",
            "00abcdef0123456789abcdef012345678",
            "00abcdef0123456789abcdef0123456é",
        ] {
            assert_eq!(text.parse::<CertificateId>(), Err(NotACertificateId), "{text}");
        }
    }

    #[test]
    fn two_fresh_ids_differ() {
        assert_ne!(CertificateId::fresh(), CertificateId::fresh());
    }
}
