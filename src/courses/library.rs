//! What is published, in memory.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use arc_swap::ArcSwap;

use super::error::CourseError;
use super::freshness;
use super::model::{ActivityId, Compiled, ContentHash, Edition, EditionText, Keys, Language, Sealed, Slug, Structure};
use super::store::{self, CourseId, DraftId, EditionId, StoredEdition, StoredVersion, VersionId, VersionRow};
use super::upload::{self, CheckedPackage};
use crate::cache::Cache;
use crate::clock::Timestamp;
use crate::db::{Db, Snapshot};
use crate::error::{AppError, Problem};
use crate::http::CachedBody;
use crate::i18n::{Bridges, Locale, fallback_chain};
use crate::ids::Id as _;
use crate::pool::Pool;

/// A version with its editions. Never changes; a new edition of it is a new value in the library.
pub struct PublishedVersion {
    pub id: VersionId,
    pub course: CourseId,
    pub number: i32,
    pub hash: String,
    pub structure: Structure,
    pub keys: Keys,
    pub published_at: Timestamp,
    /// The newest generation of each language.
    pub editions: BTreeMap<Language, Arc<PublishedEdition>>,
    locales: Arc<[Locale]>,
    /// Those generations and all before them.
    all_editions: HashMap<EditionId, Arc<PublishedEdition>>,
}

/// One language of a version.
pub struct PublishedEdition {
    pub id: EditionId,
    pub locale: Locale,
    pub generation: i32,
    pub hash: String,
    pub text: EditionText,
    pub sealed: Sealed,
    /// Answers that were shaped and compressed, each when it was first asked for.
    outline: OnceLock<CachedBody>,
    activities: BTreeMap<ActivityId, OnceLock<CachedBody>>,
}

impl PublishedVersion {
    #[must_use]
    pub fn slug(&self) -> &Slug {
        &self.structure.slug
    }

    /// The languages of the version, the source language first.
    #[must_use]
    pub fn locales(&self) -> Arc<[Locale]> {
        Arc::clone(&self.locales)
    }

    /// The edition in a language, else in the source language.
    ///
    /// # Errors
    /// When the version has neither, which publication does not allow.
    pub fn edition(&self, locale: &Locale) -> Result<&Arc<PublishedEdition>, AppError> {
        let found = self.editions.values().find(|edition| edition.locale == *locale);
        found
            .or_else(|| self.editions.get(&self.structure.source_language))
            .ok_or_else(|| AppError::broken(format!("version {} has no edition", self.id)))
    }

    /// Whether another state of the same course was published later: nothing that is published disappears.
    fn is_older_than(&self, other: &Self) -> bool {
        (self.number, self.all_editions.len()) < (other.number, other.all_editions.len())
    }

    /// The title for somebody of whom one language is known.
    ///
    /// # Errors
    /// As [`edition`](Self::edition).
    pub fn title_for(&self, reader: &Locale) -> Result<&str, AppError> {
        let chain = fallback_chain(reader, Bridges::standard());
        let language = chain.iter().find(|locale| self.locales.contains(locale)).unwrap_or(reader);
        Ok(&self.edition(language)?.text.title)
    }

    /// Whether an edition of it shows a picture: the bytes are kept.
    #[must_use]
    pub fn has_picture(&self, hash: &ContentHash) -> bool {
        self.all_editions.values().any(|edition| edition.text.pictures.values().any(|it| it.hash == *hash))
    }

    /// The newest edition in a language, whether it is offered or not.
    #[must_use]
    pub fn edition_ever(&self, locale: &Locale) -> Option<&Arc<PublishedEdition>> {
        let of_it = self.all_editions.values().filter(|edition| edition.locale == *locale);
        of_it.max_by_key(|edition| edition.generation)
    }

    /// An edition of any generation, as an attempt or a certificate names it.
    #[must_use]
    pub fn edition_by_id(&self, id: EditionId) -> Option<&Arc<PublishedEdition>> {
        self.all_editions.get(&id)
    }
}

impl PublishedEdition {
    /// The outline's answer, shaped on the first call.
    ///
    /// # Errors
    /// What shaping it refuses.
    pub fn outline(&self, shape: impl FnOnce() -> Result<CachedBody, AppError>) -> Result<&CachedBody, AppError> {
        first(&self.outline, shape)
    }

    /// An activity's answer, shaped on the first call; `None` when the version has no such activity.
    ///
    /// # Errors
    /// What shaping it refuses.
    pub fn activity(
        &self,
        id: &ActivityId,
        shape: impl FnOnce() -> Result<CachedBody, AppError>,
    ) -> Result<Option<&CachedBody>, AppError> {
        self.activities.get(id).map(|cell| first(cell, shape)).transpose()
    }
}

/// What a cell holds, filled on the first call.
fn first(
    cell: &OnceLock<CachedBody>,
    shape: impl FnOnce() -> Result<CachedBody, AppError>,
) -> Result<&CachedBody, AppError> {
    match cell.get() {
        Some(body) => Ok(body),
        None => shape().map(|body| cell.get_or_init(|| body)),
    }
}

/// Lists of courses that are kept, one for each choice of editions that readers are shown; at some 50 kB each.
const CATALOGUES: usize = 64;
/// Pictures that are kept, of at most 200 kB each.
const PICTURES: usize = 64;

/// Drafts that are kept as they would be published, while somebody leafs through them.
const PREVIEWS: usize = 16;
/// Packages that wait to be checked.
const LONGEST_QUEUE: usize = 16;

/// Versions kept beside those that are current.
const MOST_EARLIER: usize = 256;

struct Shelves {
    /// Differs between any two states of what is current, in one process.
    generation: u64,
    /// The languages that any course can be taken in.
    languages: Arc<[Locale]>,
    /// The newest version of each course.
    current: BTreeMap<Slug, Arc<PublishedVersion>>,
    /// These, and others that were asked for.
    versions: HashMap<VersionId, Arc<PublishedVersion>>,
    /// The list of courses, by the editions that it shows: whoever asks may ask in ever new ways, and is shown the same few.
    catalogues: Arc<Cache<Vec<EditionId>, CachedBody>>,
}

impl Default for Shelves {
    fn default() -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        let generation = LAST.fetch_add(1, Ordering::Relaxed) + 1;
        let catalogues = Arc::new(Cache::new(CATALOGUES));
        Self { generation, languages: Arc::default(), current: BTreeMap::new(), versions: HashMap::new(), catalogues }
    }
}

impl Shelves {
    /// With one more version, unless what is there was read later. When there are too many, those are left that are current.
    fn with(&self, read: &Arc<PublishedVersion>) -> Self {
        let (generation, current) = (self.generation, self.current.clone());
        let mut versions = if self.versions.len() < current.len() + MOST_EARLIER {
            self.versions.clone()
        } else {
            current.values().map(|version| (version.id, Arc::clone(version))).collect()
        };
        let known = versions.get(&read.id);
        if known.is_none_or(|known| known.is_older_than(read)) {
            versions.insert(read.id, Arc::clone(read));
        }
        let (languages, catalogues) = (Arc::clone(&self.languages), Arc::clone(&self.catalogues));
        Self { generation, languages, current, versions, catalogues }
    }

    /// With these as current, unless what is there was read later. Others are read again when they are asked for.
    fn with_current(&self, read: &[Arc<PublishedVersion>]) -> Self {
        let mut shelves = Self::default();
        for read in read {
            let known = self.current.get(read.slug()).filter(|known| read.is_older_than(known)).unwrap_or(read);
            shelves.current.insert(known.slug().clone(), Arc::clone(known));
            shelves.versions.insert(known.id, Arc::clone(known));
        }
        let languages: BTreeSet<&Locale> =
            shelves.current.values().flat_map(|version| version.locales.iter()).collect();
        shelves.languages = languages.into_iter().cloned().collect();
        shelves
    }
}

/// The published courses of this process.
#[derive(Clone)]
pub struct Library(Arc<Kept>);

struct Kept {
    /// Read without a lock.
    shelves: ArcSwap<Shelves>,
    pictures: Cache<ContentHash, CachedBody>,
    previews: Cache<DraftId, Arc<PublishedVersion>>,
    /// Where packages are checked.
    checkers: Pool,
}

impl Default for Library {
    fn default() -> Self {
        Self(Arc::new(Kept {
            shelves: ArcSwap::default(),
            pictures: Cache::new(PICTURES),
            previews: Cache::new(PREVIEWS),
            checkers: Pool::new(LONGEST_QUEUE),
        }))
    }
}

impl Library {
    /// Reads what is current, at start and after a publication.
    ///
    /// # Errors
    /// When the database refuses, or what it holds is damaged.
    pub fn refresh(&self, snapshot: &mut Snapshot<'_>) -> Result<(), AppError> {
        let mut read = Vec::new();
        for id in store::list_current(snapshot.conn())? {
            read.extend(load(snapshot, id)?.map(Arc::new));
        }
        self.0.shelves.rcu(|shelves| shelves.with_current(&read));
        Ok(())
    }

    /// The list of courses in the languages that are chosen among those of each, shaped when it is asked for the first time.
    ///
    /// # Errors
    /// What shaping it refuses.
    pub fn catalogue(
        &self,
        choose: impl Fn(&[Locale]) -> Locale,
        shape: impl FnOnce(&[(&PublishedVersion, &PublishedEdition)]) -> Result<CachedBody, AppError>,
    ) -> Result<CachedBody, AppError> {
        let shelves = self.0.shelves.load();
        let (mut shown, mut last) = (Vec::new(), None::<(&[Locale], Locale)>);
        for version in shelves.current.values() {
            // Most courses are offered in the same languages.
            let offered = &*version.locales;
            let chosen =
                last.take().filter(|(known, _)| *known == offered).map_or_else(|| choose(offered), |(_, it)| it);
            shown.push((version.as_ref(), version.edition(&chosen)?.as_ref()));
            last = Some((offered, chosen));
        }
        let key: Vec<EditionId> = shown.iter().map(|(_, edition)| edition.id).collect();
        if let Some(body) = shelves.catalogues.get(&key) {
            return Ok(body);
        }
        let body = shape(&shown)?;
        shelves.catalogues.keep(key, body.clone(), shelves.catalogues.seen());
        Ok(body)
    }

    /// The current version of each course, by slug.
    pub(super) fn all_current(&self) -> Vec<Arc<PublishedVersion>> {
        self.0.shelves.load().current.values().cloned().collect()
    }

    /// The languages that any course can be taken in.
    #[must_use]
    pub fn languages(&self) -> Arc<[Locale]> {
        Arc::clone(&self.0.shelves.load().languages)
    }

    /// Differs between any two states of what is current: what is made of one state is not taken for another.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.0.shelves.load().generation
    }

    /// How many lists of courses are kept.
    #[must_use]
    pub fn catalogues_kept(&self) -> usize {
        self.0.shelves.load().catalogues.len()
    }

    /// A picture, read when it is asked for the first time. Named by its content, it never changes.
    ///
    /// # Errors
    /// 404 when there is none; when the database refuses.
    pub async fn picture(&self, db: &Db, hash: ContentHash) -> Result<CachedBody, AppError> {
        let pictures = &self.0.pictures;
        if let Some(body) = pictures.get(&hash) {
            return Ok(body);
        }
        let found = db.read(move |snapshot| store::find_picture(snapshot.conn(), &hash)).await?;
        let (media_type, bytes) = found.ok_or_else(|| Problem::not_found("not-found"))?;
        let body = CachedBody::new(media_type.as_str(), None, bytes);
        pictures.keep(hash, body.clone(), pictures.seen());
        Ok(body)
    }

    /// Checks a package, as `upload::inspect` does.
    ///
    /// # Errors
    /// As there; 503 when too many wait to be checked.
    pub async fn inspect(&self, zip: Vec<u8>) -> Result<CheckedPackage, AppError> {
        self.0.checkers.run(move || upload::inspect(zip)).await?
    }

    /// A draft as it would be published, if somebody looked at it lately.
    #[must_use]
    pub fn preview(&self, draft: DraftId) -> Option<Arc<PublishedVersion>> {
        self.0.previews.get(&draft)
    }

    /// Keeps a draft as it would be published; its package never changes.
    #[must_use]
    pub fn keep_preview(&self, draft: DraftId, preview: PublishedVersion) -> Arc<PublishedVersion> {
        let (preview, previews) = (Arc::new(preview), &self.0.previews);
        previews.keep(draft, Arc::clone(&preview), previews.seen());
        preview
    }

    /// The current version of a course.
    ///
    /// # Errors
    /// 404 when no course of this slug is published.
    pub fn current(&self, slug: &Slug) -> Result<Arc<PublishedVersion>, AppError> {
        let shelves = self.0.shelves.load();
        shelves.current.get(slug).cloned().ok_or_else(|| CourseError::Unknown(slug.clone()).into())
    }

    /// The current version of a course by its id.
    #[must_use]
    pub fn current_of(&self, course: CourseId) -> Option<Arc<PublishedVersion>> {
        self.0.shelves.load().current.values().find(|version| version.course == course).cloned()
    }

    /// Any version, from memory or else from the database.
    ///
    /// # Errors
    /// When there is no such version, the database refuses, or what it holds is damaged.
    pub fn version(&self, snapshot: &mut Snapshot<'_>, id: VersionId) -> Result<Arc<PublishedVersion>, AppError> {
        if let Some(version) = self.in_memory(id) {
            return Ok(version);
        }
        self.read_version(snapshot, id)
    }

    /// A version and an edition of it, which may have been published elsewhere a moment ago.
    ///
    /// # Errors
    /// As [`version`](Self::version); when the version has no such edition.
    pub fn version_and_edition(
        &self,
        snapshot: &mut Snapshot<'_>,
        (id, edition): (VersionId, EditionId),
    ) -> Result<(Arc<PublishedVersion>, Arc<PublishedEdition>), AppError> {
        let known = self.version(snapshot, id)?;
        if let Some(edition) = known.edition_by_id(edition).cloned() {
            return Ok((known, edition));
        }
        let read = self.read_version(snapshot, id)?;
        let found = read.edition_by_id(edition).cloned();
        let edition = found.ok_or_else(|| AppError::broken(format!("version {id} has no edition {edition}")))?;
        Ok((read, edition))
    }

    /// An edition of a version, or else of another one of its course.
    ///
    /// # Errors
    /// When there is no such edition, the database refuses, or what it holds is damaged.
    pub fn edition_of_course(
        &self,
        snapshot: &mut Snapshot<'_>,
        version: &PublishedVersion,
        edition: EditionId,
    ) -> Result<Arc<PublishedEdition>, AppError> {
        if let Some(known) = version.edition_by_id(edition) {
            return Ok(Arc::clone(known));
        }
        let of = store::version_of(snapshot.conn(), edition)?;
        let of = of.ok_or_else(|| AppError::broken(format!("there is no edition {edition}")))?;
        self.version_and_edition(snapshot, (of, edition)).map(|(_, edition)| edition)
    }

    /// Reads a version and keeps it.
    fn read_version(&self, snapshot: &mut Snapshot<'_>, id: VersionId) -> Result<Arc<PublishedVersion>, AppError> {
        let read = load(snapshot, id)?.ok_or_else(|| AppError::broken(format!("there is no version {id}")))?;
        let read = Arc::new(read);
        self.0.shelves.rcu(|shelves| shelves.with(&read));
        Ok(read)
    }

    /// So many versions of a course, of a number below `before` where that is given, the newest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn list_versions(
        &self,
        snapshot: &mut Snapshot<'_>,
        course: CourseId,
        (before, limit): (Option<i32>, i64),
    ) -> Result<Vec<VersionRow>, AppError> {
        Ok(store::list_versions_before(snapshot.conn(), course, before.unwrap_or(i32::MAX), limit)?)
    }

    /// The versions that a course had before one, the newest first.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn versions_before(
        &self,
        snapshot: &mut Snapshot<'_>,
        version: &PublishedVersion,
    ) -> Result<Vec<VersionId>, AppError> {
        let known = store::list_versions(snapshot.conn(), version.course)?;
        let mut earlier: Vec<_> = known.into_iter().filter(|(_, number, ..)| *number < version.number).collect();
        earlier.sort_by_key(|(_, number, ..)| std::cmp::Reverse(*number));
        Ok(earlier.into_iter().map(|(id, ..)| id).collect())
    }

    /// A version that was asked for before.
    #[must_use]
    pub fn in_memory(&self, id: VersionId) -> Option<Arc<PublishedVersion>> {
        self.0.shelves.load().versions.get(&id).cloned()
    }
}

fn load(snapshot: &mut Snapshot<'_>, id: VersionId) -> Result<Option<PublishedVersion>, AppError> {
    let Some(version) = store::find_version(snapshot.conn(), id)? else { return Ok(None) };
    let editions = store::list_editions(snapshot.conn(), id)?;
    let withheld = store::list_withheld(snapshot.conn(), id)?;
    PublishedVersion::assemble(version, editions, &withheld).map(Some)
}

impl PublishedVersion {
    /// Puts a version and its editions, older generations first, together. What is withheld is kept for those who began in it, and
    /// not offered.
    fn assemble(
        version: StoredVersion,
        stored: Vec<StoredEdition>,
        withheld: &HashSet<EditionId>,
    ) -> Result<Self, AppError> {
        let StoredVersion { id, course, number, hash, structure, keys, published_at } = version;
        let mut editions = BTreeMap::new();
        let mut all_editions = HashMap::new();
        for stored in stored {
            let edition = Arc::new(PublishedEdition::new(stored, &structure)?);
            all_editions.insert(edition.id, Arc::clone(&edition));
            if !withheld.contains(&edition.id) {
                editions.insert(edition.text.language.clone(), edition);
            }
        }
        let locales = source_first(&structure.source_language, &editions);
        Ok(Self { id, course, number, hash, structure, keys, published_at, editions, locales, all_editions })
    }

    /// A course as it would be published in some languages, for those who look at it before. It has the number 0.
    ///
    /// # Errors
    /// When a language is no language tag, which the check does not allow.
    pub fn preview(
        compiled: Compiled,
        editions: BTreeMap<Language, Edition>,
        now: Timestamp,
    ) -> Result<Self, AppError> {
        let Compiled { hash, structure, keys, .. } = compiled;
        let (id, course, hash) = (VersionId::new(now), CourseId::new(now), hash.to_string());
        let version = StoredVersion { id, course, number: 0, hash, structure, keys, published_at: now };
        let mut withheld = HashSet::new();
        let stored = editions.into_values().map(|edition| {
            let id = EditionId::new(now);
            if freshness::is_unfit(&edition) {
                withheld.insert(id);
            }
            let hash = edition.hash.to_string();
            StoredEdition { id, generation: 0, hash, text: edition.text, sealed: edition.sealed }
        });
        let stored = stored.collect();
        Self::assemble(version, stored, &withheld)
    }
}

impl PublishedEdition {
    /// A language of a version as it would be published, for those who look at it before. It has the generation 0.
    ///
    /// # Errors
    /// When the language is no language tag.
    pub fn preview(version: &PublishedVersion, hash: String, text: EditionText) -> Result<Self, AppError> {
        let (id, sealed) = (EditionId::new(version.published_at), Sealed::default());
        Self::new(StoredEdition { id, generation: 0, hash, text, sealed }, &version.structure)
    }

    fn new(stored: StoredEdition, structure: &Structure) -> Result<Self, AppError> {
        let StoredEdition { id, generation, hash, text, sealed } = stored;
        let locale = Locale::parse(text.language.as_str()).map_err(AppError::broken)?;
        let activities = structure.activities.iter().map(|activity| (activity.id.clone(), OnceLock::new())).collect();
        Ok(Self { id, locale, generation, hash, text, sealed, outline: OnceLock::new(), activities })
    }
}

fn source_first(source: &Language, editions: &BTreeMap<Language, Arc<PublishedEdition>>) -> Arc<[Locale]> {
    let mut editions: Vec<_> = editions.iter().collect();
    editions.sort_by_key(|(language, _)| (*language != source, (*language).clone()));
    editions.into_iter().map(|(_, edition)| edition.locale.clone()).collect()
}
