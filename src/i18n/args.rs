//! What a message is told: names and typed values, written in the message's own language when it is shown.

use fluent_bundle::{FluentArgs, FluentValue};
use time::Date;

use super::{Locale, format, language_name};
use crate::clock::Timestamp;

/// A value within a message. Give numbers as numbers: a text `"1"` never chooses the form *one*.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    /// Shown as day and time, in UTC.
    Moment(Timestamp),
    Day(Date),
    /// Shown as "A, B and C".
    List(Vec<String>),
    /// Shown as what readers call it, "Swahili".
    Language(Locale),
}

/// The arguments of one message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Args(Vec<(&'static str, Value)>);

impl Args {
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds an argument, or replaces it.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.retain(|(known, _)| *known != name);
        self.0.push((name, value.into()));
        self
    }

    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }

    pub(super) fn in_language(&self, locale: &Locale) -> FluentArgs<'_> {
        self.0.iter().map(|(name, value)| (*name, value.in_language(locale))).collect()
    }
}

impl Value {
    fn in_language(&self, locale: &Locale) -> FluentValue<'_> {
        match self {
            Self::Text(text) => text.into(),
            Self::Number(number) => number.into(),
            Self::Moment(moment) => format::date_time(*moment, locale).into(),
            Self::Day(day) => format::long_date(*day, locale).into(),
            Self::List(items) => format::list(items, locale).into(),
            Self::Language(language) => language_name(language, locale).into(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&Locale> for Value {
    fn from(language: &Locale) -> Self {
        Self::Language(language.clone())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Timestamp> for Value {
    fn from(moment: Timestamp) -> Self {
        Self::Moment(moment)
    }
}

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Vec<String>> for Value {
    fn from(items: Vec<String>) -> Self {
        Self::List(items)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

macro_rules! from_whole {
    ($($number:ty)+) => {$(
        impl From<$number> for Value {
            #[allow(clippy::cast_precision_loss, clippy::cast_lossless, reason = "Fluent's numbers are floats")]
            fn from(number: $number) -> Self {
                Self::Number(number as f64)
            }
        }
    )+};
}

from_whole!(u8 u16 u32 u64 usize i32 i64);
