//! Accepting the terms of contribution, and how one wants to be named.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use crate::accounts::{self, Actor};
use crate::audit;
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::mail;
use crate::translations::TranslationError;
use crate::translations::model::{CONTRIBUTION_TERMS, Contributor, Deeds, Licence};
use crate::translations::store::{catalogues, contributions, contributors, locales};

/// The kind of letter that tells what is new.
const NEWS: &str = "translation-news";

/// What somebody says of her contributions.
#[derive(Clone, Copy, Debug)]
pub struct Wishes {
    pub licence: Licence,
    pub is_named: bool,
    pub wants_digest: bool,
}

/// On which terms somebody contributes; `None` before she accepted any.
///
/// # Errors
/// When the database refuses.
pub fn find(snapshot: &mut Snapshot<'_>, actor: &Actor) -> Result<Option<Contributor>, AppError> {
    Ok(contributors::find(snapshot.conn(), actor.person)?)
}

/// Accepts the present terms, with a licence, or changes what was chosen.
///
/// # Errors
/// 403 when the address is not confirmed.
pub fn accept(tx: &mut Tx<'_>, actor: &Actor, wishes: Wishes) -> Result<Contributor, AppError> {
    let (person, now) = (actor.as_learner()?, tx.now());
    let known = contributors::find(tx.conn(), person)?;
    let is_same = |known: &&Contributor| known.terms == CONTRIBUTION_TERMS && known.licence == wishes.licence;
    let accepted_at = known.as_ref().filter(is_same).map_or(now, |known| known.accepted_at);
    // Whoever did not want letters is not told of the past when she wants them again.
    let wanted = known.as_ref().filter(|known| known.wants_digest);
    if wanted.is_some() && !wishes.wants_digest {
        mail::recall(tx, person, Some(NEWS))?;
    }
    let contributor = Contributor {
        person,
        terms: CONTRIBUTION_TERMS.to_owned(),
        licence: wishes.licence,
        accepted_at,
        is_named: wishes.is_named,
        wants_digest: wishes.wants_digest,
        row_version: known.as_ref().map_or(1, |known| known.row_version + 1),
        told_until: wanted.map_or(now, |known| known.told_until),
    };
    contributors::set(tx.conn(), &contributor)?;
    if accepted_at == now {
        let about = json!({ "terms": contributor.terms, "licence": contributor.licence });
        audit::note(tx, Some(person), "contribution-terms-accepted", &person.to_string(), &about)?;
    }
    Ok(contributor)
}

/// Ends the letters to somebody, also one that waits. Twice is as good as once.
///
/// # Errors
/// When the database refuses.
pub fn end_letters(tx: &mut Tx<'_>, person: PersonId) -> Result<(), AppError> {
    let Some(known) = contributors::find(tx.conn(), person)?.filter(|known| known.wants_digest) else { return Ok(()) };
    mail::recall(tx, person, Some(NEWS))?;
    let row_version = known.row_version + 1;
    Ok(contributors::set(tx.conn(), &Contributor { wants_digest: false, row_version, ..known })?)
}

/// What somebody contributed to a locale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    pub person: PersonId,
    pub name: String,
    /// For the locale, or the catalogue alone.
    pub deeds: Deeds,
    /// In which she contributes.
    pub languages: Vec<Locale>,
}

/// What somebody did, by locale.
///
/// # Errors
/// When the database refuses.
pub fn deeds(snapshot: &mut Snapshot<'_>, person: PersonId) -> Result<Vec<(Locale, Deeds)>, AppError> {
    Ok(contributions::list_of(snapshot.conn(), &[person])?.remove(&person).unwrap_or_default())
}

/// Those who contributed to a locale and allow it to be said, whoever contributed most first.
///
/// # Errors
/// 404 when there is no such locale or catalogue.
pub fn credits(snapshot: &mut Snapshot<'_>, locale: &Locale, catalogue: Option<&str>) -> Result<Vec<Credit>, AppError> {
    locales::find(snapshot.conn(), locale)?.ok_or(TranslationError::LocaleUnknown)?;
    let catalogue = match catalogue {
        None => None,
        Some(slug) => {
            Some(catalogues::find_by_slug(snapshot.conn(), slug)?.ok_or(TranslationError::CatalogueUnknown)?.id)
        }
    };
    let credited = contributions::list_named(snapshot.conn(), locale, catalogue, MOST_CREDITS)?;
    let ids: Vec<PersonId> = credited.iter().map(|(person, _)| *person).collect();
    let names = accounts::contacts(snapshot, &ids)?;
    let mut languages = contributions::list_of(snapshot.conn(), &ids)?;
    let mut credit = |(person, deeds)| {
        let languages =
            languages.remove(&person).unwrap_or_default().into_iter().filter(|(_, deeds)| deeds.is_lasting());
        let languages = languages.map(|(locale, _)| locale).collect();
        Some(Credit { person, name: names.get(&person)?.name.clone(), deeds, languages })
    };
    Ok(credited.into_iter().filter_map(&mut credit).collect())
}

const MOST_CREDITS: i64 = 500;

/// What those are called, of some people, who allow it to be said.
///
/// # Errors
/// When the database refuses.
pub fn names(snapshot: &mut Snapshot<'_>, people: &BTreeSet<PersonId>) -> Result<BTreeMap<PersonId, String>, AppError> {
    let named: Vec<PersonId> = contributors::named(snapshot.conn(), people)?.into_iter().collect();
    let contacts = accounts::contacts(snapshot, &named)?;
    Ok(contacts.into_iter().map(|(person, contact)| (person, contact.name)).collect())
}
