//! Taking note of sources: what the files in `locales/` and the published courses say now, as units in revisions.
//!
//! Nothing is deleted: a unit that is in the source no more is obsolete, and comes back with its translations.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::clock::Timestamp;
use crate::db::{Conn, Db, Json, Snapshot, Tx};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::jobs::{self, Job};
use crate::text::folded;
use crate::translations::model::{
    Catalogue, CatalogueId, CatalogueKind, Change, NewUnit, Origin, Translation, TranslationState, Unit, UnitId,
    changes,
};
use crate::translations::service::editing;
use crate::translations::signature::signature;
use crate::translations::store::{catalogues, counts, translations, units};

/// The kind of change that says that the source of a catalogue is another.
pub const SOURCE_CHANGED: &str = "source";

/// The kind of the job that counts a catalogue anew after its source changed.
pub const COUNT: &str = "count-translations";

/// A catalogue as its source has it now.
#[derive(Clone, Debug)]
pub struct Source {
    pub kind: CatalogueKind,
    /// `interface/mail`, `course/introduction-to-cites`.
    pub slug: String,
    pub locale: Locale,
    pub core: bool,
    /// In order.
    pub units: Vec<NewUnit>,
}

/// What taking note changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted {
    pub added: usize,
    pub revised: usize,
    pub gone: usize,
}

impl Noted {
    fn add(&mut self, more: &Self) {
        self.added += more.added;
        self.revised += more.revised;
        self.gone += more.gone;
    }
}

/// Brings a catalogue up to its source, some units at a time, so that nobody waits long for the one who writes. The same source twice
/// changes nothing; what an interrupted run left is done by the next.
///
/// # Errors
/// When the database refuses.
pub async fn note(
    db: &Db,
    source: Source,
    same_meaning: BTreeSet<String>,
    author: Option<PersonId>,
) -> Result<(Catalogue, Noted), AppError> {
    let (kind, slug, locale, core) = (source.kind, source.slug.clone(), source.locale.clone(), source.core);
    let catalogue = db
        .write_later(move |tx| {
            let id = tx.new_id();
            Ok(catalogues::find_or_add(tx.conn(), id, (kind, &slug), &locale, core)?)
        })
        .await?;
    let id = catalogue.id;
    let known = db.read(move |snapshot| Ok(units::list_all(snapshot.conn(), id)?)).await?;
    let changes = changes(&known, source.units);
    let (known, same_meaning) = (Arc::new(known), Arc::new(same_meaning));
    let mut noted = Noted::default();
    let mut left = changes.chunks(AT_ONCE).len();
    for some in changes.chunks(AT_ONCE) {
        left -= 1;
        let is_last = left == 0;
        let (some, known, same_meaning) = (some.to_vec(), Arc::clone(&known), Arc::clone(&same_meaning));
        let step = db.write_later(move |tx| {
            let step = apply(tx, id, (&known, &some), &same_meaning, author)?;
            // With the last of them: when a run is interrupted before, the next one finds the rest.
            if is_last {
                catalogues::recount(tx.conn(), id)?;
                editing::rank(tx)?;
                if !counts::locales_of(tx.conn(), id)?.is_empty() {
                    jobs::enqueue(tx, &Job::new(COUNT, &id)?)?;
                }
            }
            Ok(step)
        });
        noted.add(&step.await?);
    }
    Ok((catalogue, noted))
}

/// Units that are written at once: some milliseconds.
const AT_ONCE: usize = 50;

fn apply(
    tx: &mut Tx<'_>,
    catalogue: CatalogueId,
    (known, changes): (&[Unit], &[(usize, Change)]),
    same_meaning: &BTreeSet<String>,
    author: Option<PersonId>,
) -> Result<Noted, AppError> {
    let now = tx.now();
    let mut noted = Noted::default();
    for (place, change) in changes {
        let ordinal = i32::try_from(*place).unwrap_or(i32::MAX);
        match change {
            Change::Added(new) => {
                let id = tx.new_id();
                if units::add(tx.conn(), (id, catalogue), (ordinal, new), (author, now))? {
                    units::set_signature(tx.conn(), id, &signature(&new.source))?;
                    noted.added += 1;
                }
            }
            Change::Revised(id, new) => {
                let Some(unit) = known.iter().find(|unit| unit.id == *id) else { continue };
                let significant = !same_meaning.contains(&new.key);
                if units::revise(tx.conn(), unit, new, (significant, author, now))? {
                    units::place(tx.conn(), *id, ordinal, new)?;
                    units::set_signature(tx.conn(), *id, &signature(&new.source))?;
                    noted.revised += 1;
                }
            }
            Change::Kept(id, new) => units::place(tx.conn(), *id, ordinal, new)?,
            Change::Gone(id) => {
                units::set_obsolete(tx.conn(), *id, now)?;
                noted.gone += 1;
            }
        }
    }
    Ok(noted)
}

/// Counts a catalogue anew in each locale, one after the other, so that nobody waits long for the one who writes.
///
/// # Errors
/// When the database refuses.
pub async fn count(db: &Db, catalogue: CatalogueId) -> Result<(), AppError> {
    for locale in db.read(move |snapshot| Ok(counts::locales_of(snapshot.conn(), catalogue)?)).await? {
        db.write_later(move |tx| Ok(counts::recount(tx.conn(), &locale, catalogue).map(drop)?)).await?;
    }
    Ok(())
}

/// Takes over translations that the repository keeps, some at a time. What people approved since stays: the repository's text becomes
/// a suggestion beside it, unless it was seen before. What an interrupted run left is done by the next. Returns how many are new.
///
/// # Errors
/// When the database refuses.
pub async fn adopt(
    db: &Db,
    catalogue: CatalogueId,
    locale: &Locale,
    texts: HashMap<String, String>,
) -> Result<usize, AppError> {
    let tag = locale.clone();
    let read = move |snapshot: &mut Snapshot<'_>| {
        let present =
            units::list_all(snapshot.conn(), catalogue)?.into_iter().filter(|unit| unit.obsolete_at.is_none());
        let kept: Vec<Kept> = present.filter_map(|unit| Some((texts.get(&unit.key)?.clone(), unit))).collect();
        let mut new = Vec::new();
        for some in kept.chunks(AT_ONCE) {
            new.extend(unseen(snapshot.conn(), some, &tag)?.into_iter().map(|(kept, _)| kept.clone()));
        }
        Ok(new)
    };
    let new = db.read(read).await?;
    let (mut adopted, mut left) = (0, new.chunks(AT_ONCE).len());
    for some in new.chunks(AT_ONCE) {
        left -= 1;
        let (some, locale, is_last) = (some.to_vec(), locale.clone(), left == 0);
        let write = move |tx: &mut Tx<'_>| {
            let unseen = unseen(tx.conn(), &some, &locale)?;
            for ((body, unit), is_free) in &unseen {
                adopt_one(tx, unit, (&locale, body), *is_free)?;
            }
            if is_last {
                counts::recount(tx.conn(), &locale, catalogue)?;
            }
            Ok(unseen.len())
        };
        adopted += db.write_later(write).await?;
    }
    Ok(adopted)
}

/// A text that the repository keeps for a unit.
type Kept = (String, Unit);

/// Those of some texts that are new, each with whether it is approved at once.
fn unseen<'a>(conn: &mut Conn, some: &'a [Kept], locale: &Locale) -> Result<Vec<(&'a Kept, bool)>, AppError> {
    let ids: Vec<UnitId> = some.iter().map(|(_, unit)| unit.id).collect();
    let mut known: HashMap<UnitId, Vec<Known>> = HashMap::new();
    for (unit, origin, state, body) in translations::list_bodies(conn, &ids, locale)? {
        known.entry(unit).or_default().push(Known { origin, state, body });
    }
    let is_new = |kept: &'a Kept| {
        let (body, unit) = kept;
        let known = known.get(&unit.id).map_or(&[][..], Vec::as_slice);
        let is_free = known.iter().all(Known::is_untouched);
        let is_seen = |it: &Known| it.body == *body && (!is_free || it.state == TranslationState::Approved);
        (!known.iter().any(is_seen)).then_some((kept, is_free))
    };
    Ok(some.iter().filter_map(is_new).collect())
}

/// A text that is there already.
struct Known {
    origin: Origin,
    state: TranslationState,
    body: String,
}

impl Known {
    /// Whether nobody but the repository had a say in it: one that was replaced comes back when the repository goes back to it, and
    /// what a reviewer took back does not.
    fn is_untouched(&self) -> bool {
        let is_of_it = matches!(self.state, TranslationState::Approved | TranslationState::Superseded);
        is_of_it && self.origin == Origin::Repository
    }
}

/// Only where nobody but the repository has said anything, its text is approved at once.
fn adopt_one(tx: &mut Tx<'_>, unit: &Unit, (locale, body): (&Locale, &str), is_free: bool) -> Result<(), AppError> {
    let now = tx.now();
    if is_free {
        translations::supersede(tx.conn(), unit.id, locale)?;
    }
    let state = if is_free { TranslationState::Approved } else { TranslationState::Suggested };
    let new = from_repository(unit, locale, body, (state, now))?;
    Ok(translations::add(tx.conn(), &new)?)
}

fn from_repository(
    unit: &Unit,
    locale: &Locale,
    body: &str,
    (state, now): (TranslationState, Timestamp),
) -> Result<Translation, AppError> {
    Ok(Translation {
        id: crate::ids::Id::new(now),
        unit: unit.id,
        catalogue: unit.catalogue,
        locale: locale.clone(),
        revision: unit.revision,
        body: body.to_owned(),
        body_folded: folded(body),
        state,
        origin: Origin::Repository,
        author: None,
        newcomer: false,
        fails: false,
        findings: Json::of(&Vec::<()>::new())?,
        dismissals: Json::of(&Vec::<()>::new())?,
        votes: 0,
        created_at: now,
        settled_at: (!state.is_open()).then_some(now),
        row_version: 1,
    })
}
