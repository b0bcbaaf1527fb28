//! Identifiers and randomness. This is the only file that asks for random bytes.
//!
//! An id is a `UUIDv7` (RFC 9562 §5.7), 16 bytes in the database and a hyphenated string everywhere else, made by the
//! application. Each kind of thing has its own type, so that a person's id can never be taken for an enrolment's. What
//! has a name of its own in the world, a State say, goes by that.

use std::str::FromStr;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::sql_types::Text;
use rand::RngExt as _;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::text_column;

/// Fresh random bytes, fit for keys: from a cryptographic generator that the operating system seeds again and again.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that asks for randomness")]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill(&mut bytes[..]);
    bytes
}

/// Counts the ids of this process, so that those of one millisecond keep their order. It begins anywhere, so that two
/// processes are unlikely ever to stand at the same number.
static MADE: LazyLock<AtomicU64> = LazyLock::new(|| AtomicU64::new(u64::from(u32::from_be_bytes(random_bytes()))));

/// A `UUIDv7`: 48 bits of milliseconds, 42 of a counter (RFC 9562 §6.2, method 1), 32 of randomness.
#[must_use]
pub fn time_ordered(now: Timestamp) -> Uuid {
    let millis = u64::try_from(now.as_millis()).unwrap_or(0);
    let count = u128::from(MADE.fetch_add(1, Ordering::Relaxed) & ((1 << 42) - 1));
    let random = u128::from(u32::from_be_bytes(random_bytes()));
    // Version and variant take 4 and 2 bits of their own: the counter's first 12 bits stand before the variant.
    let (high, low) = (count >> 30, count & ((1 << 30) - 1));
    let tail = (high << 64) | (low << 32) | random;
    let bytes = tail.to_be_bytes();
    let mut ten = [0; 10];
    ten.copy_from_slice(bytes.get(6..).unwrap_or(&[0; 10]));
    uuid::Builder::from_unix_timestamp_millis(millis, &ten).into_uuid()
}

/// What every id can do; implemented by `id_type!` alone.
pub trait Id: Copy + Sized {
    fn from_uuid(uuid: Uuid) -> Self;
    fn uuid(self) -> Uuid;

    /// A new id, made now.
    #[must_use]
    fn new(now: Timestamp) -> Self {
        Self::from_uuid(time_ordered(now))
    }
}

/// Declares an id: a type of its own over 16 bytes, for JSON, paths and both databases.
#[macro_export]
macro_rules! id_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = diesel::sql_types::Binary)]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);

        impl $crate::ids::Id for $name {
            fn from_uuid(uuid: uuid::Uuid) -> Self {
                Self(uuid)
            }
            fn uuid(self) -> uuid::Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, out)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(out, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Binary, DB> for $name
        where
            [u8]: diesel::serialize::ToSql<diesel::sql_types::Binary, DB>,
        {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, DB>) -> diesel::serialize::Result {
                <[u8] as diesel::serialize::ToSql<diesel::sql_types::Binary, DB>>::to_sql(&self.0.as_bytes()[..], out)
            }
        }

        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Binary, DB> for $name
        where
            Vec<u8>: diesel::deserialize::FromSql<diesel::sql_types::Binary, DB>,
        {
            fn from_sql(value: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let bytes = <Vec<u8> as diesel::deserialize::FromSql<diesel::sql_types::Binary, DB>>::from_sql(value)?;
                Ok(Self(uuid::Uuid::from_slice(&bytes)?))
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                $crate::ids::uuid_schema()
            }
        }

        impl utoipa::ToSchema for $name {}
    };
}

/// How every id is described in the OpenAPI document.
#[must_use]
pub fn uuid_schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
    use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
        .examples(["0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e"])
        .into()
}

id_type!(
    /// A person: owner of affiliations, enrolments, progress and certificates, with or without an account.
    PersonId
);
id_type!(
    /// A session: one log-in on one device.
    SessionId
);

/// The two letters of ISO 3166-1 that name a Party.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow, Serialize, Deserialize, ToSchema,
)]
#[diesel(sql_type = Text)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "MG", pattern = "^[A-Z]{2}$")]
pub struct PartyCode([u8; 2]);

/// The text is not two letters A–Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a Party is named by two letters A–Z")]
pub struct NotAPartyCode;

impl PartyCode {
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl FromStr for PartyCode {
    type Err = NotAPartyCode;

    fn from_str(text: &str) -> Result<Self, NotAPartyCode> {
        match text.as_bytes() {
            &[a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Ok(Self([a, b])),
            _ => Err(NotAPartyCode),
        }
    }
}

impl TryFrom<String> for PartyCode {
    type Error = NotAPartyCode;

    fn try_from(text: String) -> Result<Self, NotAPartyCode> {
        text.parse()
    }
}

impl From<PartyCode> for String {
    fn from(code: PartyCode) -> Self {
        code.as_str().to_owned()
    }
}

impl std::fmt::Display for PartyCode {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.as_str())
    }
}

text_column!(PartyCode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_millisecond_keep_their_order_and_are_version_7() {
        let now = Timestamp::from_micros(1_803_978_000_000_000);
        let made: Vec<Uuid> = (0..10_000).map(|_| time_ordered(now)).collect();
        assert!(made.is_sorted_by(|a, b| a < b));
        assert!(made.iter().all(|id| id.get_version_num() == 7 && id.get_variant() == uuid::Variant::RFC4122));
        let next = time_ordered(now.plus(std::time::Duration::from_millis(1)));
        assert!(made.iter().all(|id| *id < next));
    }

    #[test]
    fn a_party_code_is_two_capital_letters() {
        for text in ["", "M", "mg", "MGA", "M1", "É"] {
            assert!(text.parse::<PartyCode>().is_err(), "{text}");
        }
    }
}
