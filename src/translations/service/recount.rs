//! Whether what is kept of translations is what they come to, and counting it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};

use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::translations::model::{Catalogue, Deeds};
use crate::translations::store::contributions::{self, Place};
use crate::translations::store::counts::{self, Counts};
use crate::translations::store::{catalogues, locales};

/// Something that is kept and is not what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miscount {
    of: Kept,
    figures: Vec<Figure>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    /// Units and words of a catalogue.
    Units(Catalogue),
    /// How far a locale is with a catalogue.
    Share(Locale, Catalogue),
    /// What people did for a locale.
    Contributions(Locale),
}

/// What is counted, as it is kept and as it was counted.
type Figure = (String, i32, i32);

/// Figures that one line names.
const MOST_FIGURES: usize = 10;

impl Display for Miscount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.of {
            Kept::Units(catalogue) => write!(f, "what {} holds", catalogue.slug),
            Kept::Share(locale, catalogue) => write!(f, "how far {locale} is with {}", catalogue.slug),
            Kept::Contributions(locale) => write!(f, "what people contributed to {locale}"),
        }?;
        let mut figures: Vec<String> = self
            .figures
            .iter()
            .take(MOST_FIGURES)
            .map(|(what, kept, counted)| format!("{what} {kept}, counted {counted}"))
            .collect();
        if let Some(more) = self.figures.len().checked_sub(MOST_FIGURES).filter(|more| *more > 0) {
            figures.push(format!("{more} more"));
        }
        write!(f, " ({})", figures.join("; "))
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
        let (units, words) = catalogues::counted(snapshot.conn(), catalogue.id)?;
        let figures = [("units", catalogue.unit_count, units), ("words", catalogue.word_count, words)];
        found.extend(compare(Kept::Units(catalogue.clone()), named(figures)));
        for tag in &tags {
            let kept = counts::kept(snapshot.conn(), tag, catalogue.id)?;
            let counted = counts::counted(snapshot.conn(), tag, catalogue.id)?;
            found.extend(compare(Kept::Share(tag.clone(), catalogue.clone()), share_figures(&kept, &counted)));
        }
    }
    for tag in tags {
        let kept = contributions::kept(snapshot.conn(), &tag)?;
        let counted = contributions::counted(snapshot.conn(), &tag)?;
        found.extend(compare(Kept::Contributions(tag), contribution_figures(&kept, &counted)));
    }
    Ok(found)
}

fn compare(of: Kept, mut figures: Vec<Figure>) -> Option<Miscount> {
    figures.retain(|(_, kept, counted)| kept != counted);
    (!figures.is_empty()).then_some(Miscount { of, figures })
}

fn named<const N: usize>(figures: [(&str, i32, i32); N]) -> Vec<Figure> {
    figures.map(|(what, kept, counted)| (what.to_owned(), kept, counted)).to_vec()
}

fn share_figures(kept: &Counts, counted: &Counts) -> Vec<Figure> {
    named([
        ("approved", kept.approved, counted.approved),
        ("approved words", kept.approved_words, counted.approved_words),
        ("stale", kept.stale, counted.stale),
        ("stale words", kept.stale_words, counted.stale_words),
        ("suggested", kept.suggested, counted.suggested),
        ("changes requested", kept.changes_requested, counted.changes_requested),
        ("failing", kept.failing, counted.failing),
        ("touched", kept.touched, counted.touched),
    ])
}

fn contribution_figures(kept: &BTreeMap<Place, Deeds>, counted: &BTreeMap<Place, Deeds>) -> Vec<Figure> {
    let places: BTreeSet<&Place> = kept.keys().chain(counted.keys()).collect();
    let of = |deeds: &BTreeMap<Place, Deeds>, place: &Place| deeds.get(place).copied().unwrap_or_default();
    let figures = places.into_iter().map(|place| {
        let (person, kept, counted) = (place.2, of(kept, place), of(counted, place));
        [
            (format!("suggested by {person}"), kept.suggested, counted.suggested),
            (format!("approved of {person}"), kept.approved, counted.approved),
            (format!("reviewed by {person}"), kept.reviewed, counted.reviewed),
        ]
    });
    figures.flatten().collect()
}

/// Puts what is counted in the place of what is kept.
///
/// # Errors
/// When the database refuses.
pub fn mend(tx: &mut Tx<'_>, miscount: &Miscount) -> Result<(), AppError> {
    match &miscount.of {
        Kept::Units(catalogue) => catalogues::recount(tx.conn(), catalogue.id)?,
        Kept::Share(locale, catalogue) => counts::recount(tx.conn(), locale, catalogue.id).map(drop)?,
        Kept::Contributions(locale) => {
            let counted = contributions::counted(tx.conn(), locale)?;
            contributions::replace(tx.conn(), locale, &counted)?;
        }
    }
    Ok(())
}
