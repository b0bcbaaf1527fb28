//! What is published, in memory.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use arc_swap::ArcSwap;

use super::error::CourseError;
use super::model::{ActivityId, EditionText, Keys, Language, Sealed, Slug, Structure};
use super::store::{self, CourseId, EditionId, StoredVersion, VersionId};
use crate::clock::Timestamp;
use crate::db::Snapshot;
use crate::error::AppError;
use crate::http::CachedBody;
use crate::i18n::{Bridges, Locale, fallback_chain};

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

    /// The title for somebody of whom one language is known.
    ///
    /// # Errors
    /// As [`edition`](Self::edition).
    pub fn title_for(&self, reader: &Locale) -> Result<&str, AppError> {
        let chain = fallback_chain(reader, Bridges::standard());
        let language = chain.iter().find(|locale| self.locales.contains(locale)).unwrap_or(reader);
        Ok(&self.edition(language)?.text.title)
    }

    /// An edition of any generation, as an attempt or a certificate names it.
    #[must_use]
    pub fn edition_by_id(&self, id: EditionId) -> Option<&Arc<PublishedEdition>> {
        self.all_editions.get(&id)
    }
}

impl PublishedEdition {
    /// The outline's answer, shaped on the first call.
    pub fn outline(&self, shape: impl FnOnce() -> CachedBody) -> &CachedBody {
        self.outline.get_or_init(shape)
    }

    /// An activity's answer, shaped on the first call; `None` when the version has no such activity.
    pub fn activity(&self, id: &ActivityId, shape: impl FnOnce() -> CachedBody) -> Option<&CachedBody> {
        self.activities.get(id).map(|cell| cell.get_or_init(shape))
    }
}

#[derive(Default)]
struct Shelves {
    /// The newest version of each course.
    current: BTreeMap<Slug, Arc<PublishedVersion>>,
    /// Every version that was asked for.
    versions: HashMap<VersionId, Arc<PublishedVersion>>,
}

/// The published courses of this process. Reading takes no lock.
#[derive(Clone, Default)]
pub struct Library(Arc<ArcSwap<Shelves>>);

impl Library {
    /// Reads what is current, at start and after a publication.
    ///
    /// # Errors
    /// When the database refuses, or what it holds is damaged.
    pub fn refresh(&self, snapshot: &mut Snapshot<'_>) -> Result<(), AppError> {
        let mut shelves = Shelves::default();
        for id in store::list_current(snapshot.conn())? {
            if let Some(version) = load(snapshot, id)? {
                let version = Arc::new(version);
                shelves.current.insert(version.slug().clone(), Arc::clone(&version));
                shelves.versions.insert(id, version);
            }
        }
        self.0.store(Arc::new(shelves));
        Ok(())
    }

    /// The current version of every course, by slug.
    #[must_use]
    pub fn catalogue(&self) -> Vec<Arc<PublishedVersion>> {
        self.0.load().current.values().cloned().collect()
    }

    /// The current version of a course.
    ///
    /// # Errors
    /// 404 when no course of this slug is published.
    pub fn current(&self, slug: &Slug) -> Result<Arc<PublishedVersion>, AppError> {
        let shelves = self.0.load();
        shelves.current.get(slug).cloned().ok_or_else(|| CourseError::Unknown(slug.clone()).into())
    }

    /// The current version of a course by its id.
    #[must_use]
    pub fn current_of(&self, course: CourseId) -> Option<Arc<PublishedVersion>> {
        self.0.load().current.values().find(|version| version.course == course).cloned()
    }

    /// Any version, from memory or else from the database.
    ///
    /// # Errors
    /// When there is no such version, the database refuses, or what it holds is damaged.
    pub fn version(&self, snapshot: &mut Snapshot<'_>, id: VersionId) -> Result<Arc<PublishedVersion>, AppError> {
        if let Some(version) = self.in_memory(id) {
            return Ok(version);
        }
        let version = load(snapshot, id)?.ok_or_else(|| AppError::broken(format!("there is no version {id}")))?;
        let version = Arc::new(version);
        self.0.rcu(|shelves| {
            let mut versions = shelves.versions.clone();
            versions.insert(id, Arc::clone(&version));
            Shelves { current: shelves.current.clone(), versions }
        });
        Ok(version)
    }

    /// The versions that a course had before one, the newest first.
    ///
    /// # Errors
    /// As [`version`](Self::version).
    pub fn versions_before(
        &self,
        snapshot: &mut Snapshot<'_>,
        version: &PublishedVersion,
    ) -> Result<Vec<Arc<PublishedVersion>>, AppError> {
        let known = store::list_versions(snapshot.conn(), version.course)?;
        let mut earlier: Vec<_> = known.into_iter().filter(|(_, number, ..)| *number < version.number).collect();
        earlier.sort_by_key(|(_, number, ..)| std::cmp::Reverse(*number));
        earlier.into_iter().map(|(id, ..)| self.version(snapshot, id)).collect()
    }

    /// A version that was asked for before.
    #[must_use]
    pub fn in_memory(&self, id: VersionId) -> Option<Arc<PublishedVersion>> {
        self.0.load().versions.get(&id).cloned()
    }
}

fn load(snapshot: &mut Snapshot<'_>, id: VersionId) -> Result<Option<PublishedVersion>, AppError> {
    let Some(stored) = store::find_version(snapshot.conn(), id)? else { return Ok(None) };
    let StoredVersion { id, course, number, hash, structure, keys, published_at } = stored;
    let mut editions = BTreeMap::new();
    let mut all_editions = HashMap::new();
    for stored in store::list_editions(snapshot.conn(), id)? {
        let locale = Locale::parse(stored.text.language.as_str()).map_err(AppError::broken)?;
        let activities = structure.activities.iter().map(|activity| (activity.id.clone(), OnceLock::new())).collect();
        let edition = Arc::new(PublishedEdition {
            id: stored.id,
            locale,
            generation: stored.generation,
            hash: stored.hash,
            text: stored.text,
            sealed: stored.sealed,
            outline: OnceLock::new(),
            activities,
        });
        all_editions.insert(edition.id, Arc::clone(&edition));
        editions.insert(edition.text.language.clone(), edition);
    }
    let locales = source_first(&structure.source_language, &editions);
    Ok(Some(PublishedVersion {
        id,
        course,
        number,
        hash,
        structure,
        keys,
        published_at,
        editions,
        locales,
        all_editions,
    }))
}

fn source_first(source: &Language, editions: &BTreeMap<Language, Arc<PublishedEdition>>) -> Arc<[Locale]> {
    let mut editions: Vec<_> = editions.iter().collect();
    editions.sort_by_key(|(language, _)| (*language != source, (*language).clone()));
    editions.into_iter().map(|(_, edition)| edition.locale.clone()).collect()
}
