//! Placeholder until the real module is merged.
use crate::clock::Timestamp;
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Args(pub Vec<(&'static str, Value)>);
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    Moment(Timestamp),
}
impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Number(n as f64)
    }
}
impl From<String> for Value {
    fn from(n: String) -> Self {
        Self::Text(n)
    }
}
impl From<&str> for Value {
    fn from(n: &str) -> Self {
        Self::Text(n.into())
    }
}
impl From<Timestamp> for Value {
    fn from(n: Timestamp) -> Self {
        Self::Moment(n)
    }
}
impl Args {
    pub fn new() -> Self {
        Self::default()
    }
    pub fn set(mut self, n: &'static str, v: impl Into<Value>) -> Self {
        self.0.push((n, v.into()));
        self
    }
}
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Locale(String);
impl Locale {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl std::str::FromStr for Locale {
    type Err = ();
    fn from_str(s: &str) -> Result<Self, ()> {
        Ok(Self(s.into()))
    }
}
#[derive(Clone)]
pub struct I18n;
impl I18n {
    pub fn localizer(&self, l: &Locale) -> Localizer {
        Localizer(l.clone())
    }
}
pub struct Localizer(Locale);
impl Localizer {
    pub fn text(&self, id: &str, _a: &Args) -> String {
        id.into()
    }
    pub fn attribute(&self, id: &str, _at: &str, _a: &Args) -> String {
        id.into()
    }
    pub fn locale(&self) -> &Locale {
        &self.0
    }
}
