//! The work list of a locale: what trainees need most comes first.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::accounts::Actor;
use crate::db::Snapshot;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::{Id as _, PersonId};
use crate::text::folded;
use crate::translations::TranslationError;
use crate::translations::likeness::{Piece, difference};
use crate::translations::model::{
    Catalogue, CatalogueId, Review, Sought, SourceRevision, Standing, Translation, TranslationId, Unit, UnitId,
};
use crate::translations::service::rights;
use crate::translations::store::counts::Counts;
use crate::translations::store::{catalogues, counts, locales, search, translations, units, work};

/// What somebody looks for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub sought: Option<Sought>,
    /// Those for which something waits that is, or is not, among the first of somebody new.
    pub newcomer: Option<bool>,
    /// Slug of a catalogue.
    pub catalogue: Option<String>,
    pub section: Option<String>,
    pub text: Option<String>,
    pub after: Option<Place>,
}

/// Where in the work list somebody is: the catalogue's rank and slug, the unit's place and id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place(i32, String, i32, UnitId);

impl Place {
    /// Behind all units of a catalogue up to a place.
    fn behind(catalogue: &Catalogue, ordinal: i32) -> Self {
        Self(catalogue.rank, catalogue.slug.clone(), ordinal, UnitId::from_uuid(uuid::Uuid::max()))
    }
}

/// A unit as it stands in a locale.
#[derive(Clone, Debug)]
pub struct Item {
    pub unit: Unit,
    pub catalogue: Catalogue,
    pub standing: Standing,
    /// What is approved.
    pub approved: Option<Translation>,
    /// What waits, the latest first.
    pub waiting: Vec<Translation>,
    /// When it is stale: from the source that was translated to the newest.
    pub difference: Vec<Piece>,
}

impl Item {
    #[must_use]
    pub fn place(&self) -> Place {
        Place(self.catalogue.rank, self.catalogue.slug.clone(), self.unit.ordinal, self.unit.id)
    }
}

/// Units that one page looks at before it ends, full or not: whoever follows it comes to the end, and no request takes long.
const MOST_EXAMINED: i32 = 20_000;
/// Likewise where their texts are read.
const MOST_READ: i32 = 5_000;

/// Some of the work list, and where it goes on.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub items: Vec<Item>,
    pub next: Option<Place>,
}

/// A page of the work list, without what was written in the locale's language. For everybody who has signed in: whoever cannot
/// translate may look, but for courses.
///
/// # Errors
/// 404 when there is no such locale or catalogue.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    locale: &Locale,
    wanted: &Wanted,
    limit: i64,
) -> Result<Stretch, AppError> {
    locales::find(snapshot.conn(), locale)?.ok_or(TranslationError::LocaleUnknown)?;
    let text = wanted.text.as_deref().map(folded);
    let counted = counts::list_of_locale(snapshot.conn(), locale)?;
    let counted: HashMap<CatalogueId, Counts> = counted.into_iter().map(|counts| (counts.catalogue, counts)).collect();
    let mut readable = chosen(snapshot, wanted)?;
    readable.retain(|it| it.source_locale != *locale && rights::may_read(actor, locale, it));
    readable.retain(|it| may_have(wanted, it, counted.get(&it.id)));
    let few = few(snapshot, (locale, wanted, text.as_deref()), &counted)?;
    let (mut items, mut left) = (Vec::new(), if text.is_some() { MOST_READ } else { MOST_EXAMINED });
    for catalogue in readable {
        let among = few.as_ref().map(|few| few.get(&catalogue.id).map_or(&[][..], Vec::as_slice));
        if among.is_some_and(<[UnitId]>::is_empty) {
            continue;
        }
        let remaining = limit + 1 - i64::try_from(items.len()).unwrap_or(limit);
        let after = wanted.after.as_ref().filter(|place| place.1 == catalogue.slug).map(|place| (place.2, place.3));
        let begin = after.map_or(-1, |(ordinal, _)| ordinal);
        let until = few.is_none().then(|| begin.saturating_add(left));
        let filter = work::Filter {
            catalogue: catalogue.id,
            locale,
            sought: wanted.sought,
            newcomer: wanted.newcomer,
            section: wanted.section.as_deref(),
            text: text.as_deref(),
            after,
            until,
            among,
        };
        let units = work::list(snapshot.conn(), &filter, remaining)?;
        items.extend(standing(snapshot, &catalogue, locale, units)?);
        if items.len() > usize::try_from(limit).unwrap_or(0) {
            items.pop();
            return Ok(Stretch { next: items.last().map(Item::place), items });
        }
        let Some(until) = until else { continue };
        left -= catalogue.unit_count.saturating_sub(begin).max(0);
        if left <= 0 {
            return Ok(Stretch { next: Some(Place::behind(&catalogue, until)), items });
        }
    }
    Ok(Stretch { items, next: None })
}

/// The units that can be meant, by catalogue, where they are few and found without going through all.
fn few(
    snapshot: &mut Snapshot<'_>,
    (locale, wanted, text): (&Locale, &Wanted, Option<&str>),
    counted: &HashMap<CatalogueId, Counts>,
) -> Result<Option<search::Few>, AppError> {
    if let Some(text) = text
        && let Some(few) = search::holding(snapshot.conn(), locale, text)?
    {
        return Ok(Some(few));
    }
    let waits = matches!(wanted.sought, Some(Sought::Suggested | Sought::ChangesRequested | Sought::Failing));
    let waiting: i64 = counted.values().map(|counts| i64::from(counts.suggested + counts.changes_requested)).sum();
    let are_few = (waits || wanted.newcomer.is_some()) && waiting < search::FEW;
    Ok(are_few.then(|| search::waiting(snapshot.conn(), locale)).transpose()?)
}

/// The catalogues from the place on where the last page ended.
fn chosen(snapshot: &mut Snapshot<'_>, wanted: &Wanted) -> Result<Vec<Catalogue>, AppError> {
    let all = match &wanted.catalogue {
        None => catalogues::list(snapshot.conn())?,
        Some(slug) => {
            vec![catalogues::find_by_slug(snapshot.conn(), slug)?.ok_or(TranslationError::CatalogueUnknown)?]
        }
    };
    let Some(Place(rank, slug, ..)) = &wanted.after else { return Ok(all) };
    // From the catalogue that was being read, wherever it stands by now.
    let begin = all.iter().position(|it| it.slug == *slug);
    let begin = begin.unwrap_or_else(|| all.partition_point(|it| (it.rank, &it.slug) < (*rank, slug)));
    Ok(all.into_iter().skip(begin).collect())
}

/// Whether the counts say that something that is wanted may be there: catalogues in which nothing is cost no search.
fn may_have(wanted: &Wanted, catalogue: &Catalogue, counts: Option<&Counts>) -> bool {
    let waits = || counts.is_some_and(|counts| counts.suggested + counts.changes_requested > 0);
    wanted.sought.is_none_or(|sought| has_any(sought, catalogue, counts)) && (wanted.newcomer.is_none() || waits())
}

fn has_any(sought: Sought, catalogue: &Catalogue, counts: Option<&Counts>) -> bool {
    let Some(counts) = counts else { return sought == Sought::Missing };
    match sought {
        Sought::Missing => counts.touched < catalogue.unit_count,
        Sought::Suggested => counts.suggested > 0,
        Sought::ChangesRequested => counts.changes_requested > 0,
        Sought::Stale => counts.stale > 0,
        Sought::Failing => counts.failing > 0,
        Sought::Approved => counts.approved > 0,
    }
}

fn standing(
    snapshot: &mut Snapshot<'_>,
    catalogue: &Catalogue,
    locale: &Locale,
    units: Vec<Unit>,
) -> Result<Vec<Item>, AppError> {
    let mut present = present(snapshot, &units, locale)?;
    let item = |unit: Unit| {
        let translations = present.remove(&unit.id).unwrap_or_default();
        let standing = Standing::of(&unit, &translations);
        let (waiting, approved): (Vec<_>, Vec<_>) = translations.into_iter().partition(|it| it.state.is_open());
        let (catalogue, approved) = (catalogue.clone(), approved.into_iter().next());
        Item { unit, catalogue, standing, approved, waiting, difference: Vec::new() }
    };
    let mut items: Vec<Item> = units.into_iter().map(item).collect();
    tell_what_changed(snapshot, &mut items)?;
    Ok(items)
}

/// Compares the sources of what is stale with those that it was made from.
fn tell_what_changed(snapshot: &mut Snapshot<'_>, items: &mut [Item]) -> Result<(), AppError> {
    let translated = |item: &Item| {
        let approved = item.approved.as_ref().filter(|_| item.standing == Standing::Stale)?;
        Some((item.unit.id, approved.revision))
    };
    let wanted: Vec<(UnitId, i32)> = items.iter().filter_map(translated).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let bodies = units::bodies(snapshot.conn(), &wanted)?;
    for item in items {
        if let Some(body) = translated(item).and_then(|wanted| bodies.get(&wanted)) {
            item.difference = difference(body, &item.unit.source);
        }
    }
    Ok(())
}

/// Units whose translations are read at once.
const AT_ONCE: usize = 500;

/// What is approved or waits in a locale, by unit; the latest comes first.
///
/// # Errors
/// When the database refuses.
pub(super) fn present(
    snapshot: &mut Snapshot<'_>,
    units: &[Unit],
    locale: &Locale,
) -> Result<HashMap<UnitId, Vec<Translation>>, AppError> {
    let mut present: HashMap<UnitId, Vec<Translation>> = HashMap::new();
    for some in units.chunks(AT_ONCE) {
        let ids: Vec<UnitId> = some.iter().map(|unit| unit.id).collect();
        for translation in work::present(snapshot.conn(), &ids, locale)? {
            present.entry(translation.unit).or_default().push(translation);
        }
    }
    Ok(present)
}

/// All catalogues, what trainees need most first.
///
/// # Errors
/// When the database refuses.
pub fn catalogues(snapshot: &mut Snapshot<'_>) -> Result<Vec<Catalogue>, AppError> {
    Ok(catalogues::list(snapshot.conn())?)
}

/// A unit in a locale, with all that is known of it.
#[derive(Clone, Debug)]
pub struct History {
    pub item: Item,
    /// The latest first.
    pub revisions: Vec<SourceRevision>,
    /// The latest first.
    pub translations: Vec<Translation>,
    /// The oldest first.
    pub reviews: Vec<Review>,
}

impl History {
    /// Those who wrote what is in it.
    #[must_use]
    pub fn authors(&self) -> BTreeSet<PersonId> {
        self.translations.iter().filter_map(|translation| translation.author).collect()
    }
}

const MOST_REVISIONS: i64 = 20;
const MOST_TRANSLATIONS: i64 = 100;

/// One unit as it stands in a locale, and how it came to this.
///
/// # Errors
/// 404 when there is no such unit or locale.
pub fn history(snapshot: &mut Snapshot<'_>, actor: &Actor, id: UnitId, locale: &Locale) -> Result<History, AppError> {
    locales::find(snapshot.conn(), locale)?.ok_or(TranslationError::LocaleUnknown)?;
    let (unit, catalogue) = super::suggestions::find_readable(snapshot, actor, id, locale)?;
    let items = standing(snapshot, &catalogue, locale, vec![unit])?;
    let item = items.into_iter().next().ok_or(TranslationError::UnitUnknown)?;
    let revisions = units::list_revisions(snapshot.conn(), id, MOST_REVISIONS)?;
    let translations = translations::list_of_unit(snapshot.conn(), id, locale, MOST_TRANSLATIONS)?;
    let ids: Vec<TranslationId> = translations.iter().map(|translation| translation.id).collect();
    let reviews = translations::list_reviews(snapshot.conn(), &ids)?;
    Ok(History { item, revisions, translations, reviews })
}
