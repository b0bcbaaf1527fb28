//! Imports: a file comes in, is read by a job, and becomes suggestions, some at a time. A dry run says what would come of it.
//!
//! A run that was interrupted begins anew: what it has suggested already is there, and is counted as such.

use std::collections::HashMap;
use std::sync::Arc;

use super::checking::{self, Question, blocking};
use super::suggestions::{NewSuggestion, is_there, keep};
use super::{exchange, rights};
use crate::accounts::Actor;
use crate::app::App;
use crate::db::{Json, Snapshot, Tx};
use crate::error::AppError;
use crate::formats::exchange::{Document, Fault, Received, Unit as Carried};
use crate::i18n::Locale;
use crate::i18n::checks::{Finding, Knowledge, normalise};
use crate::ids::PersonId;
use crate::jobs::{self, Job};
use crate::translations::TranslationError;
use crate::translations::model::{Catalogue, ExchangeFormat, Import, ImportId, ImportState, KeptFault, Origin, Unit};
use crate::translations::store::imports::{self, Outcomes};
use crate::translations::store::{catalogues, units};

/// The kind of the job that reads a file.
pub const IMPORT: &str = "import-translations";

/// A file to be imported.
#[derive(Clone, Debug)]
pub struct NewImport {
    pub locale: Locale,
    /// Of the catalogue.
    pub slug: String,
    pub format: ExchangeFormat,
    pub dry_run: bool,
    pub file: Vec<u8>,
}

/// Keeps a file, to be read by a job.
///
/// # Errors
/// 403 unless a translator acts who accepted the terms; 404; 409 when the locale takes no work, or the format does not fit.
pub fn create(tx: &mut Tx<'_>, actor: &Actor, new: &NewImport) -> Result<Import, AppError> {
    let person = rights::as_contributor(tx, actor)?;
    let catalogue = exchange::find(tx, &new.locale, &new.slug)?;
    rights::as_translator(actor, &rights::scope_of(&new.locale, &catalogue))?;
    bring_in(tx, Some(person), new)
}

/// Keeps a file that somebody brings in, or the command line: it asks for no rights.
///
/// # Errors
/// 404; 409 when the locale takes no work or is that of the source, or the format does not fit.
pub fn bring_in(tx: &mut Tx<'_>, person: Option<PersonId>, new: &NewImport) -> Result<Import, AppError> {
    let catalogue = exchange::find(tx, &new.locale, &new.slug)?;
    rights::open_for(tx, &new.locale, &catalogue)?;
    exchange::check_format(new.format, &catalogue)?;
    let import = Import {
        id: tx.new_id(),
        locale: new.locale.clone(),
        catalogue: catalogue.id,
        format: new.format,
        dry_run: new.dry_run,
        state: ImportState::Waiting,
        total: 0,
        taken: 0,
        failing: 0,
        unchanged: 0,
        absent: 0,
        waiting: 0,
        moved: 0,
        faults: Json::of(&Vec::<KeptFault>::new())?,
        imported_by: person,
        created_at: tx.now(),
        finished_at: None,
    };
    imports::add(tx.conn(), &import, &new.file)?;
    jobs::enqueue(tx, &Job::new(IMPORT, &import.id)?)?;
    Ok(import)
}

/// One import, for those who translate there.
///
/// # Errors
/// 404 when there is none, or the person may not see it.
pub fn find(snapshot: &mut Snapshot<'_>, actor: &Actor, id: ImportId) -> Result<Import, AppError> {
    let import = imports::find(snapshot.conn(), id)?.ok_or(TranslationError::ImportUnknown)?;
    let catalogue = catalogues::find(snapshot.conn(), import.catalogue)?.ok_or(TranslationError::CatalogueUnknown)?;
    if rights::is_translator(actor, &rights::scope_of(&import.locale, &catalogue)) {
        Ok(import)
    } else {
        Err(TranslationError::ImportUnknown.into())
    }
}

/// The imports of a locale, the latest first.
///
/// # Errors
/// 403 unless somebody acts who translates into the whole locale.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    locale: &Locale,
    (before, limit): (Option<ImportId>, i64),
) -> Result<Vec<Import>, AppError> {
    rights::as_translator(actor, &crate::accounts::Scope::locale(locale))?;
    Ok(imports::list(snapshot.conn(), locale, before, limit)?)
}

/// What a run works with.
struct Opened {
    import: Import,
    catalogue: Catalogue,
    document: Document,
    units: HashMap<String, Unit>,
    knowledge: Arc<Knowledge>,
    file: Vec<u8>,
}

/// Reads a file and takes what is new, some texts at a time.
///
/// # Errors
/// When the database refuses.
pub async fn run(app: &Arc<App>, id: ImportId) -> Result<(), AppError> {
    let desk = Arc::clone(app);
    let opened = app.db.read(move |snapshot| open(snapshot, &desk, id)).await?;
    let Some(opened) = opened else { return Ok(()) };
    let opened = Arc::new(opened);
    let reading = Arc::clone(&opened);
    let read =
        app.readers.run_patiently(move || exchange::read(reading.import.format, &reading.file, &reading.document));
    match read.await? {
        Err(faults) => refuse(app, id, &faults).await,
        Ok(received) => take(app, &opened, received).await,
    }
}

fn open(snapshot: &mut Snapshot<'_>, app: &App, id: ImportId) -> Result<Option<Opened>, AppError> {
    let Some(import) = imports::find(snapshot.conn(), id)? else { return Ok(None) };
    if import.finished_at.is_some() {
        return Ok(None);
    }
    let catalogue = catalogues::find(snapshot.conn(), import.catalogue)?.ok_or(TranslationError::CatalogueUnknown)?;
    let document = exchange::document_of(snapshot, &import.locale, &catalogue)?;
    let known = units::list_all(snapshot.conn(), catalogue.id)?;
    let knowledge = app.desk.knowledge(snapshot, &import.locale)?;
    let file = imports::find_file(snapshot.conn(), id)?;
    let units = known.into_iter().map(|unit| (unit.key.clone(), unit)).collect();
    Ok(Some(Opened { import, catalogue, document, units, knowledge, file }))
}

fn kept(faults: &[Fault]) -> Result<Json, AppError> {
    Ok(Json::of(&faults.iter().map(KeptFault::from).collect::<Vec<_>>())?)
}

async fn refuse(app: &App, id: ImportId, faults: &[Fault]) -> Result<(), AppError> {
    let faults = kept(faults)?;
    let work = move |tx: &mut Tx<'_>| {
        let now = tx.now();
        Ok(imports::finish(tx.conn(), id, (ImportState::Refused, now), Some(&faults))?)
    };
    app.db.write_later(work).await
}

async fn take(app: &Arc<App>, opened: &Arc<Opened>, received: Received) -> Result<(), AppError> {
    let small = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let (id, faults) = (opened.import.id, kept(&received.faults)?);
    let found = [received.units.len(), received.unchanged, received.absent].map(small);
    app.db.write_later(move |tx| Ok(imports::begin(tx.conn(), id, found, &faults)?)).await?;
    for some in received.units.chunks(AT_ONCE) {
        let (some, checking) = (some.to_vec(), Arc::clone(opened));
        let i18n = app.i18n.clone();
        let checked = app.readers.run_patiently(move || checked(some, &checking, &i18n)).await?;
        let opened = Arc::clone(opened);
        app.db.write_later(move |tx| take_some(tx, &opened, &checked)).await?;
    }
    let work = move |tx: &mut Tx<'_>| {
        let now = tx.now();
        Ok(imports::finish(tx.conn(), id, (ImportState::Done, now), None)?)
    };
    app.db.write_later(work).await
}

/// Texts that are taken in one transaction: some milliseconds.
const AT_ONCE: usize = 50;

/// A text that came in, and what the checks say of it.
type Checked = (Unit, String, Vec<Finding>);

fn checked(carried: Vec<Carried>, opened: &Opened, i18n: &crate::i18n::I18n) -> Vec<Checked> {
    let Opened { import, catalogue, units, knowledge, .. } = opened;
    let check = |carried: Carried| {
        let unit = units.get(&carried.key)?;
        let body = normalise(&carried.target?).trim_end().to_owned();
        let question = Question { unit, catalogue, locale: &import.locale, body: &body };
        let findings = checking::check(&question, i18n, knowledge);
        Some((unit.clone(), body, findings))
    };
    carried.into_iter().filter_map(check).collect()
}

fn take_some(tx: &mut Tx<'_>, opened: &Opened, some: &[Checked]) -> Result<(), AppError> {
    let mut outcomes = Outcomes::default();
    for checked in some {
        take_one(tx, &opened.import, checked, &mut outcomes)?;
    }
    Ok(imports::advance(tx.conn(), opened.import.id, outcomes)?)
}

/// A dry run goes the same way, but for the last step.
fn take_one(
    tx: &mut Tx<'_>,
    import: &Import,
    (unit, body, findings): &Checked,
    outcomes: &mut Outcomes,
) -> Result<(), AppError> {
    let new = NewSuggestion {
        unit: unit.id,
        locale: import.locale.clone(),
        revision: unit.revision,
        body: body.clone(),
        origin: if import.format == ExchangeFormat::Tmx { Origin::Memory } else { Origin::Import },
        findings: findings.clone(),
        dismissals: Vec::new(),
    };
    let Some(present) = units::find(tx.conn(), unit.id)?.filter(|it| it.revision == unit.revision) else {
        outcomes.moved += 1;
        return Ok(());
    };
    if is_there(tx, &present, &new)? {
        outcomes.waiting += 1;
        return Ok(());
    }
    if !import.dry_run {
        keep(tx, (import.imported_by, false), &present, &new)?;
    }
    outcomes.taken += 1;
    outcomes.failing += i32::from(blocking(findings) > 0);
    Ok(())
}
