//! Which edition something was done in.

use std::fmt;
use std::str::FromStr;

use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;

use crate::courses::{PublishedEdition, PublishedVersion, VersionId};
use crate::i18n::Locale;
use crate::text_column;

/// An edition by what is unique of it, kept as `version/locale/generation`: an event tells by itself in which version and
/// language it happened.
#[derive(Clone, Debug, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = diesel::sql_types::Text)]
pub struct EditionKey {
    pub version: VersionId,
    pub locale: Locale,
    pub generation: i32,
    text: String,
}

/// The text names no edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an edition is named version/locale/generation")]
pub struct NotAnEdition;

impl EditionKey {
    #[must_use]
    pub fn of(version: &PublishedVersion, edition: &PublishedEdition) -> Self {
        Self::new(version.id, edition.locale.clone(), edition.generation)
    }

    #[must_use]
    pub fn new(version: VersionId, locale: Locale, generation: i32) -> Self {
        let text = format!("{version}/{locale}/{generation}");
        Self { version, locale, generation, text }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for EditionKey {
    type Err = NotAnEdition;

    fn from_str(text: &str) -> Result<Self, NotAnEdition> {
        let mut parts = text.splitn(3, '/');
        let mut part = || parts.next().ok_or(NotAnEdition);
        let version = part()?.parse().map_err(|_| NotAnEdition)?;
        let locale = Locale::parse(part()?).map_err(|_| NotAnEdition)?;
        let generation = part()?.parse().map_err(|_| NotAnEdition)?;
        Ok(Self::new(version, locale, generation))
    }
}

impl fmt::Display for EditionKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

text_column!(EditionKey);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_reads_back_what_it_writes() {
        let text = "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e/pt-BR/2";
        assert_eq!(text.parse().map(|key: EditionKey| key.to_string()), Ok(text.to_owned()));
        for wrong in ["", "fr", "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e/fr", "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e/fr/x"]
        {
            assert_eq!(wrong.parse::<EditionKey>(), Err(NotAnEdition), "{wrong}");
        }
    }
}
