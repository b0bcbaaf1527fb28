//! Time as the College keeps it: UTC, to the microsecond.
//!
//! The clock is a parameter of everything that asks for the time, so that a test moves it instead of sleeping. This is the
//! only file that reads the system's clock.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::BigInt;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime};

const MICROS_PER_SECOND: i64 = 1_000_000;
/// 0001-01-01T00:00:00Z
const FIRST: i64 = -62_135_596_800_000_000;
/// 9999-12-31T23:59:59.999999Z
const LAST: i64 = 253_402_300_799_999_999;

/// A moment in UTC of the years 1 to 9999, which every format can write, in microseconds since 1970-01-01T00:00:00Z. Written as
/// RFC 3339 in JSON, as a 64-bit integer in the database.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = BigInt)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment so many microseconds after 1970 began; beyond the first and the last moment, the first or the last.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        match micros {
            ..FIRST => Self(FIRST),
            FIRST..=LAST => Self(micros),
            _ => Self(LAST),
        }
    }

    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0.div_euclid(1_000)
    }

    /// Whole seconds since 1970, as JWTs and HTTP dates count them.
    #[must_use]
    pub const fn as_seconds(self) -> i64 {
        self.0.div_euclid(MICROS_PER_SECOND)
    }

    /// Reads an RFC 3339 date-time with any offset, in UTC from year 1 to 9999.
    ///
    /// # Errors
    /// When the text is not such a date-time.
    pub fn parse(text: &str) -> Result<Self, NotADateTime> {
        let moment = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| NotADateTime)?;
        let micros = i64::try_from(whole_micros(moment)).map_err(|_| NotADateTime)?;
        let moment = Self::from_micros(micros);
        if moment.0 == micros { Ok(moment) } else { Err(NotADateTime) }
    }

    /// The first instant of a day.
    #[must_use]
    pub fn start_of(day: Date) -> Self {
        Self::from(day.midnight().assume_utc())
    }

    /// The day of this moment, in UTC.
    #[must_use]
    pub fn day(self) -> Date {
        self.date_time().date()
    }

    #[must_use]
    pub fn plus(self, span: Duration) -> Self {
        Self::from_micros(self.0.saturating_add(micros(span)))
    }

    #[must_use]
    pub fn minus(self, span: Duration) -> Self {
        Self::from_micros(self.0.saturating_sub(micros(span)))
    }

    /// How long after `earlier` this is; zero when it is not after.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    fn date_time(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

fn micros(span: Duration) -> i64 {
    i64::try_from(span.as_micros()).unwrap_or(i64::MAX)
}

/// Not by way of `to_offset`, which panics where UTC stands in another year than `time` can write.
const fn whole_micros(moment: OffsetDateTime) -> i128 {
    moment.unix_timestamp_nanos().div_euclid(1_000)
}

/// The text is no date-time that the College can keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an RFC 3339 date-time of the years 1 to 9999")]
pub struct NotADateTime;

impl From<OffsetDateTime> for Timestamp {
    fn from(moment: OffsetDateTime) -> Self {
        Self::from_micros(i64::try_from(whole_micros(moment)).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.date_time().format(&Rfc3339).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

impl FromStr for Timestamp {
    type Err = NotADateTime;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(input)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl<DB: Backend> ToSql<BigInt, DB> for Timestamp
where
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB: Backend> FromSql<BigInt, DB> for Timestamp
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        i64::from_sql(value).map(Self::from_micros)
    }
}

/// Tells the time. Cloned freely: all clones of a still clock stand together.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that only moves when told to.
    Still(Arc<AtomicI64>),
}

impl Clock {
    #[must_use]
    pub fn still_at(moment: Timestamp) -> Self {
        Self::Still(Arc::new(AtomicI64::new(moment.as_micros())))
    }

    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => system_time(),
            Self::Still(micros) => Timestamp::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// Moves a still clock forward; the system's clock is not moved by anybody.
    pub fn advance(&self, span: Duration) {
        if let Self::Still(now) = self {
            now.fetch_add(micros(span), Ordering::SeqCst);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
fn system_time() -> Timestamp {
    OffsetDateTime::now_utc().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_reads_back_what_it_writes() {
        for text in ["2026-11-23T22:30:49.123456Z", "1969-12-31T23:59:59.999999Z", "2000-01-01T00:00:00Z"] {
            assert_eq!(Timestamp::parse(text).map(|t| t.to_string()).ok().as_deref(), Some(text));
        }
    }

    #[test]
    fn an_offset_is_converted_to_utc() {
        let east = Timestamp::parse("2026-01-01T02:00:00+03:00").ok();
        assert_eq!(east.map(|t| t.to_string()).as_deref(), Some("2025-12-31T23:00:00Z"));
    }

    #[test]
    fn what_no_format_can_write_is_refused_and_never_becomes_another_moment() {
        for (text, kept) in [
            ("0000-12-31T23:00:00-01:00", Some("0001-01-01T00:00:00Z")),
            ("0001-01-01T00:00:00+00:01", None),
            ("9999-12-31T23:59:59.999999999Z", Some("9999-12-31T23:59:59.999999Z")),
            ("9999-12-31T23:59:59-01:00", None),
        ] {
            assert_eq!(Timestamp::parse(text).map(|moment| moment.to_string()).ok().as_deref(), kept, "{text}");
        }
        let (first, last) = (Timestamp::from_micros(i64::MIN), Timestamp::from_micros(i64::MAX));
        assert_eq!(
            (first.to_string().as_str(), last.to_string().as_str()),
            ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z")
        );
        assert_eq!((first.minus(Duration::MAX), last.plus(Duration::MAX)), (first, last));
    }

    #[test]
    fn a_still_clock_moves_only_when_told() {
        let clock = Clock::still_at(Timestamp::from_micros(5));
        let twin = clock.clone();
        clock.advance(Duration::from_secs(1));
        assert_eq!(twin.now(), Timestamp::from_micros(1_000_005));
    }
}
