//! Whether what is kept of translations is what they come to, and counting it anew.

use std::fmt::{self, Display};

use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::translations::model::Catalogue;
use crate::translations::store::{catalogues, contributions, counts, locales};

/// Something that is kept and is not what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miscount {
    /// Units and words of a catalogue.
    Units(Catalogue),
    /// How far a locale is with a catalogue.
    Share(Locale, Catalogue),
    /// What people did for a locale.
    Contributions(Locale),
}

impl Display for Miscount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Units(catalogue) => write!(f, "the number of units of {}", catalogue.slug),
            Self::Share(locale, catalogue) => write!(f, "how far {locale} is with {}", catalogue.slug),
            Self::Contributions(locale) => write!(f, "what people contributed to {locale}"),
        }
    }
}

/// Counts everything and says where what is kept differs.
///
/// # Errors
/// When the database refuses.
pub fn miscounts(snapshot: &mut Snapshot<'_>) -> Result<Vec<Miscount>, AppError> {
    let mut found = Vec::new();
    let tags = locales::tags(snapshot.conn())?;
    for catalogue in catalogues::list(snapshot.conn())? {
        if catalogues::counted(snapshot.conn(), catalogue.id)? != (catalogue.unit_count, catalogue.word_count) {
            found.push(Miscount::Units(catalogue.clone()));
        }
        for tag in &tags {
            if counts::kept(snapshot.conn(), tag, catalogue.id)? != counts::counted(snapshot.conn(), tag, catalogue.id)?
            {
                found.push(Miscount::Share(tag.clone(), catalogue.clone()));
            }
        }
    }
    for tag in tags {
        if contributions::kept(snapshot.conn(), &tag)? != contributions::counted(snapshot.conn(), &tag)? {
            found.push(Miscount::Contributions(tag));
        }
    }
    Ok(found)
}

/// Puts what is counted in the place of what is kept.
///
/// # Errors
/// When the database refuses.
pub fn mend(tx: &mut Tx<'_>, miscount: &Miscount) -> Result<(), AppError> {
    match miscount {
        Miscount::Units(catalogue) => catalogues::recount(tx.conn(), catalogue.id)?,
        Miscount::Share(locale, catalogue) => counts::recount(tx.conn(), locale, catalogue.id).map(drop)?,
        Miscount::Contributions(locale) => {
            let counted = contributions::counted(tx.conn(), locale)?;
            contributions::replace(tx.conn(), locale, &counted)?;
        }
    }
    Ok(())
}
