//! The Parties in memory, and the answers that were asked for, compressed once.

use std::sync::Arc;

use time::Date;

use super::error::PartyError;
use super::model::{Flag, Party, Region};
use super::service;
use crate::cache::Cache;
use crate::db::{Change, Db};
use crate::error::AppError;
use crate::http::CachedBody;
use crate::i18n::Locale;
use crate::ids::PartyCode;
use crate::text::folded;

/// Lists that are kept: a few languages times the filters that a form offers.
const LISTS: usize = 256;
/// Single Parties that are kept: all of them in the six languages.
const SINGLES: usize = 1_200;

/// What distinguishes one list of Parties from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Wanted {
    pub language: Locale,
    pub region: Option<Region>,
    pub flag: Option<Flag>,
    /// The day whose flags count.
    pub on: Date,
    /// A part of the name, folded; empty: any.
    pub name: String,
    /// So many at once; all of them, when left out.
    pub limit: Option<i64>,
    /// Those that come after it.
    pub after: Option<PartyCode>,
}

impl Wanted {
    #[must_use]
    pub fn admits(&self, party: &Party) -> bool {
        self.after.is_none_or(|after| party.code > after)
            && self.region.is_none_or(|region| party.region == region)
            && self.flag.is_none_or(|flag| party.carries(flag, self.on))
            && (self.name.is_empty() || party.is_called(&self.name))
    }

    /// What somebody typed, as it is looked for.
    #[must_use]
    pub fn name_of(typed: &str) -> String {
        folded(typed)
    }
}

/// One Party as it is shown on a day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct One {
    pub code: PartyCode,
    pub language: Locale,
    pub on: Date,
}

/// The Parties of this process.
pub struct Directory {
    parties: Cache<(), Arc<[Party]>>,
    lists: Cache<Wanted, CachedBody>,
    singles: Cache<One, CachedBody>,
}

impl Default for Directory {
    fn default() -> Self {
        Self { parties: Cache::new(1), lists: Cache::new(LISTS), singles: Cache::new(SINGLES) }
    }
}

impl Directory {
    /// Every Party, by code.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn all(&self, db: &Db) -> Result<Arc<[Party]>, AppError> {
        if let Some(parties) = self.parties.get(&()) {
            return Ok(parties);
        }
        let seen = self.parties.seen();
        let parties: Arc<[Party]> = db.read(service::list).await?.into();
        self.parties.keep((), Arc::clone(&parties), seen);
        Ok(parties)
    }

    /// A list, shaped when it is asked for the first time.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn list(
        &self,
        db: &Db,
        wanted: Wanted,
        shape: impl FnOnce(Vec<&Party>, &Wanted) -> Result<CachedBody, AppError>,
    ) -> Result<CachedBody, AppError> {
        if let Some(body) = self.lists.get(&wanted) {
            return Ok(body);
        }
        let seen = self.lists.seen();
        let parties = self.all(db).await?;
        let body = shape(parties.iter().filter(|party| wanted.admits(party)).collect(), &wanted)?;
        self.lists.keep(wanted, body.clone(), seen);
        Ok(body)
    }

    /// One Party, shaped when it is asked for the first time.
    ///
    /// # Errors
    /// 404 when there is none of this code; when the database refuses.
    pub async fn show(
        &self,
        db: &Db,
        one: One,
        shape: impl FnOnce(&Party, &One) -> Result<CachedBody, AppError>,
    ) -> Result<CachedBody, AppError> {
        if let Some(body) = self.singles.get(&one) {
            return Ok(body);
        }
        let seen = self.singles.seen();
        let parties = self.all(db).await?;
        let found = parties.iter().find(|party| party.code == one.code);
        let body = shape(found.ok_or(PartyError::Unknown(one.code))?, &one)?;
        self.singles.keep(one, body.clone(), seen);
        Ok(body)
    }

    /// To be called when a Party has changed.
    pub fn forget(&self) {
        self.parties.clear();
        self.lists.clear();
        self.singles.clear();
    }

    /// Applies a change that this or another process announced.
    pub fn apply(&self, change: &Change) {
        if change.kind == "party" {
            self.forget();
        }
    }
}
