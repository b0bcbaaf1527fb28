//! Publishing from the first look to the commit: gathered in one transaction, assembled in none, kept in another; again when somebody
//! else has published meanwhile.

use super::course_publications::{self as courses, Gathered};
use super::courses::PREFIX;
use super::publications::{self as interface, Assembled};
use super::returning::Returning;
use crate::accounts::Actor;
use crate::app::App;
use crate::courses::VersionId;
use crate::courses::model::Slug;
use crate::error::{AppError, Problem};
use crate::i18n::Locale;
use crate::translations::store::publications::{Publication, PublicationId};

const ATTEMPTS: usize = 5;

/// Gathers, assembles and publishes again when somebody else has published meanwhile: the later publication has what both approved,
/// and undoes no rollback that it has not read.
async fn unless_overtaken<T>(attempt: impl AsyncFn() -> Result<Option<T>, AppError>) -> Result<T, AppError> {
    for _ in 0..ATTEMPTS {
        if let Some(kept) = attempt().await? {
            return Ok(kept);
        }
    }
    Err(Problem::busy().into())
}

/// Publishes what is approved of the interface.
///
/// # Errors
/// 403 unless the lead of the locale acts; what gathering, assembling and publishing refuse; 503 when others publish all the time.
pub async fn publish_interface(
    app: &App,
    actor: &Actor,
    tag: &Locale,
    brings_back: bool,
) -> Result<Publication, AppError> {
    unless_overtaken(async || {
        let gathered = gather_interface(app, actor, tag, brings_back).await?;
        let (i18n, clock) = (app.i18n.clone(), app.clock.clone());
        let assembled = app.readers.run(move || interface::assemble(&gathered, &i18n, &clock)).await??;
        keep_interface(app, actor, assembled).await
    })
    .await
}

async fn gather_interface(
    app: &App,
    actor: &Actor,
    tag: &Locale,
    brings_back: bool,
) -> Result<interface::Gathered, AppError> {
    let (lead, tag) = (actor.clone(), tag.clone());
    app.db.read(move |snapshot| interface::gather(snapshot, &lead, &tag, brings_back)).await
}

async fn keep_interface(app: &App, actor: &Actor, assembled: Assembled) -> Result<Option<Publication>, AppError> {
    let lead = actor.clone();
    app.db.write(move |tx| interface::publish(tx, &lead, &assembled)).await
}

/// Publishes what is approved of a course, as a new edition of its current version.
///
/// # Errors
/// As [`publish_interface`]; 404 when there is no such course.
pub async fn publish_course(
    app: &App,
    actor: &Actor,
    (tag, slug): (&Locale, &Slug),
    brings_back: bool,
) -> Result<Publication, AppError> {
    let version = app.library.current(slug)?.id;
    let kept = unless_overtaken(async || {
        let gathered = gather_course(app, actor, tag, (version, brings_back)).await?;
        keep_course(app, actor, gathered).await
    });
    Ok(kept.await?.0)
}

async fn gather_course(app: &App, actor: &Actor, tag: &Locale, of: (VersionId, bool)) -> Result<Gathered, AppError> {
    let (lead, tag) = (actor.clone(), tag.clone());
    app.db.read(move |snapshot| courses::gather(snapshot, &lead, &tag, of)).await
}

/// Also tells how many texts by which trainees would be judged are missing or stale.
async fn keep_course(app: &App, actor: &Actor, gathered: Gathered) -> Result<Option<(Publication, usize)>, AppError> {
    let (i18n, lead) = (app.i18n.clone(), actor.clone());
    let assembled = app.readers.run(move || courses::assemble(gathered, &i18n)).await??;
    let unfit = assembled.unfit();
    let publication = app.db.write(move |tx| courses::publish(tx, Some(&lead), &assembled)).await?;
    Ok(publication.map(|publication| (publication, unfit)))
}

/// An earlier publication that is served again.
pub struct RolledBack {
    pub publication: Publication,
    /// The texts that it takes away from readers and that are approved still.
    pub returning: Vec<Returning>,
    /// Texts of a course by which trainees would be judged, and that it lacks or has for an earlier source: it is not offered with them.
    pub unfit: usize,
}

/// Publishes what an earlier publication has.
///
/// # Errors
/// As [`publish_interface`]; 404 when the locale has no such publication.
pub async fn roll_back(app: &App, actor: &Actor, tag: &Locale, id: PublicationId) -> Result<RolledBack, AppError> {
    let (lead, of) = (actor.clone(), tag.clone());
    let found = app.db.read(move |snapshot| interface::find(snapshot, &lead, &of, id)).await?;
    match found.subject.strip_prefix(PREFIX) {
        Some(slug) => roll_back_course(app, actor, &found, &Slug::parse(slug).map_err(AppError::broken)?).await,
        None => roll_back_interface(app, actor, &found).await,
    }
}

async fn roll_back_interface(app: &App, actor: &Actor, found: &Publication) -> Result<RolledBack, AppError> {
    let publication = unless_overtaken(async || {
        let found = found.clone();
        let (assembled, served) = app.db.read(move |snapshot| interface::earlier(snapshot, &found)).await?;
        let (i18n, clock, tried) = (app.i18n.clone(), app.clock.clone(), assembled.clone());
        app.readers.run(move || interface::try_again(&tried, &served, (&i18n, &clock))).await??;
        keep_interface(app, actor, assembled).await
    });
    let publication = publication.await?;
    let (gathered, i18n) = (gather_interface(app, actor, &found.locale, true).await?, app.i18n.clone());
    let returning = app.readers.run_patiently(move || interface::returning(&gathered, &i18n)).await?;
    Ok(RolledBack { publication, returning, unfit: 0 })
}

async fn roll_back_course(app: &App, actor: &Actor, found: &Publication, slug: &Slug) -> Result<RolledBack, AppError> {
    let version = app.library.current(slug)?.id;
    let publication = unless_overtaken(async || {
        let (lead, found) = (actor.clone(), found.clone());
        let gathered = app.db.read(move |snapshot| courses::earlier(snapshot, &lead, &found, version)).await?;
        keep_course(app, actor, gathered).await
    });
    let (publication, unfit) = publication.await?;
    let gathered = gather_course(app, actor, &found.locale, (version, true)).await?;
    let i18n = app.i18n.clone();
    let returning = app.readers.run_patiently(move || courses::returning(&gathered, &i18n)).await?;
    Ok(RolledBack { publication, returning, unfit })
}
