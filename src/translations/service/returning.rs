//! What a rollback took away: texts that are approved still, and that the next publication would bring back.
//!
//! A rollback takes nobody's approval away: most of what it takes back is right. The lead is told which texts these are; whoever
//! reviews takes the approval of the wrong ones back, and the next publication asks before it brings back the rest.

use std::collections::{BTreeMap, HashMap};

use super::course_publications::Content;
use super::interface::PREFIX;
use crate::db::Snapshot;
use crate::error::{AppError, FieldProblem};
use crate::formats::ftl;
use crate::i18n::Locale;
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, CatalogueKind, UnitId};
use crate::translations::store::publications::{self, INTERFACE, Publication};
use crate::translations::store::{catalogues, translations};

/// Texts that are told at once.
const MOST_TOLD: usize = 100;

/// A text that was approved before a rollback, and that what is served since does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returning {
    pub unit: UnitId,
    pub catalogue: String,
    pub key: String,
}

/// The texts that a publication would bring back; none unless what is served was rolled back to.
///
/// # Errors
/// When the database refuses, or what was published is damaged.
pub fn list(snapshot: &mut Snapshot<'_>, tag: &Locale, subject: &str) -> Result<Vec<Returning>, AppError> {
    let Some(since) = publications::rolled_back_at(snapshot.conn(), tag, subject)? else { return Ok(Vec::new()) };
    let Some(served) = publications::find_latest(snapshot.conn(), tag, subject)? else { return Ok(Vec::new()) };
    let mut returning = Vec::new();
    for catalogue in catalogues::list(snapshot.conn())?.into_iter().filter(|it| is_of(it, subject)) {
        let served = texts(&served, &catalogue)?;
        for (unit, key, body) in translations::list_approved_until(snapshot.conn(), (catalogue.id, tag), since)? {
            if served.get(&key).is_none_or(|text| !says_the_same(&catalogue, text, &body)) {
                returning.push(Returning { unit, catalogue: catalogue.slug.clone(), key });
            }
        }
    }
    Ok(returning)
}

fn is_of(catalogue: &Catalogue, subject: &str) -> bool {
    catalogue.slug == subject || subject == INTERFACE && catalogue.kind == CatalogueKind::Interface
}

/// What a publication has of a catalogue, by unit key.
fn texts(publication: &Publication, catalogue: &Catalogue) -> Result<HashMap<String, String>, AppError> {
    if catalogue.kind == CatalogueKind::Course {
        let content: Content = publication.content.read()?;
        return Ok(content.into_iter().map(|(key, (_, body))| (key, body)).collect());
    }
    let files: BTreeMap<String, String> = publication.content.read()?;
    let name = catalogue.slug.strip_prefix(PREFIX).unwrap_or(&catalogue.slug);
    let file = files.get(&format!("{name}.ftl")).map_or("", String::as_str);
    Ok(ftl::entries(file).into_iter().map(|entry| (entry.id.to_owned(), entry.text.to_owned())).collect())
}

fn says_the_same(catalogue: &Catalogue, one: &str, other: &str) -> bool {
    one == other || catalogue.kind == CatalogueKind::Interface && ftl::hash(one) == ftl::hash(other)
}

/// # Errors
/// 409 when texts would come back, and nobody has said that they shall.
pub(super) fn ask(returning: &[Returning], brings_back: bool) -> Result<(), AppError> {
    if returning.is_empty() || brings_back {
        return Ok(());
    }
    let places = returning.iter().take(MOST_TOLD).map(|text| format!("{}#{}", text.catalogue, text.key));
    let fields = places.map(|place| FieldProblem::new(place, "publication-text-rolled-back")).collect();
    let count = i64::try_from(returning.len()).unwrap_or(i64::MAX);
    Err(TranslationError::BringsBack { count, fields }.into())
}
