//! The translation memory: how the same was said before, in any catalogue and course.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::rights;
use super::suggestions::find_readable;
use crate::accounts::Actor;
use crate::db::Snapshot;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::translations::TranslationError;
use crate::translations::likeness::{Piece, difference, likeness, likeness_at_most};
use crate::translations::model::{Catalogue, Translation, Unit, UnitId, UnitKind};
use crate::translations::signature::signature;
use crate::translations::store::{locales, memory};

/// In per cent: what is less alike helps nobody.
const LEAST_LIKENESS: u8 = 60;
const MOST_MATCHES: usize = 10;
/// Units that are looked at, of those that share words.
const MOST_CANDIDATES: usize = 200;
/// Units that are compared word by word.
const MOST_COMPARED: usize = 30;

/// A unit, and what was translated before that may be like it.
pub struct Remembered {
    unit: Unit,
    candidates: Vec<(Unit, Translation, Catalogue)>,
}

/// Something that was translated before.
#[derive(Clone, Debug)]
pub struct Match {
    pub unit: Unit,
    pub catalogue: Catalogue,
    /// As it would be suggested: a message has the name of the unit at hand.
    pub body: String,
    /// Of the sources, in per cent.
    pub likeness: u8,
    /// From the source that was translated to the one at hand.
    pub difference: Vec<Piece>,
}

/// Reads what may be like a unit, of what somebody may see: a bounded number of rows, by index.
///
/// # Errors
/// 404 when there is no such unit or locale, or the person may not see it.
pub fn recall(snapshot: &mut Snapshot<'_>, actor: &Actor, id: UnitId, locale: &Locale) -> Result<Remembered, AppError> {
    locales::find(snapshot.conn(), locale)?.ok_or(TranslationError::LocaleUnknown)?;
    let (unit, catalogue) = find_readable(snapshot, actor, id, locale)?;
    let most = i64::try_from(MOST_CANDIDATES).unwrap_or(i64::MAX);
    let mut found: BTreeSet<UnitId> = memory::same(snapshot.conn(), &unit.source_hash, most)?.into_iter().collect();
    found.extend(memory::alike(snapshot.conn(), &signature(&unit.source), MOST_CANDIDATES)?);
    found.remove(&unit.id);
    let found: Vec<UnitId> = found.into_iter().collect();
    let mut candidates = memory::approved(snapshot.conn(), &found, locale)?;
    let source_locale = catalogue.source_locale;
    candidates.retain(|(_, _, it)| it.source_locale == source_locale && rights::may_read(actor, locale, it));
    Ok(Remembered { unit, candidates })
}

/// Compares word by word, and gives what is most alike first. Takes milliseconds: not in a transaction.
#[must_use]
pub fn matches(remembered: Remembered) -> Vec<Match> {
    let Remembered { unit, candidates } = remembered;
    let wanted = said(&unit, &unit.source);
    let mut near: Vec<(u8, (Unit, Translation, Catalogue))> =
        candidates.into_iter().map(|it| (likeness_at_most(said(&it.0, &it.0.source), wanted), it)).collect();
    near.retain(|(at_most, _)| *at_most >= LEAST_LIKENESS);
    near.sort_by_key(|(at_most, (unit, ..))| (Reverse(*at_most), unit.id));
    let compared = near.into_iter().take(MOST_COMPARED).map(|(_, (found, translation, catalogue))| {
        let source = said(&found, &found.source);
        Match {
            body: renamed(&found, &translation.body, &unit),
            likeness: likeness(source, wanted),
            difference: difference(source, wanted),
            unit: found,
            catalogue,
        }
    });
    let mut matches: Vec<Match> = compared.filter(|found| found.likeness >= LEAST_LIKENESS).collect();
    matches.sort_by_key(|found| (Reverse(found.likeness), found.unit.id));
    let mut seen = BTreeSet::new();
    matches.retain(|found| seen.insert(found.body.clone()));
    matches.truncate(MOST_MATCHES);
    matches
}

/// What a unit says: of a message, without its name.
fn said<'t>(unit: &Unit, text: &'t str) -> &'t str {
    let named = || text.strip_prefix(unit.key.as_str())?.trim_start().strip_prefix('=').map(str::trim_start);
    if unit.kind == UnitKind::Message { named().unwrap_or(text) } else { text }
}

fn renamed(found: &Unit, body: &str, wanted: &Unit) -> String {
    match body.strip_prefix(found.key.as_str()) {
        Some(rest) if (found.kind, wanted.kind) == (UnitKind::Message, UnitKind::Message) => {
            format!("{}{rest}", wanted.key)
        }
        _ => said(found, body).to_owned(),
    }
}
