//! The interface as units: `locales/en/*.ftl` is the source of its messages, and the only one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::sources::{self, Source};
use crate::db::{Db, announce};
use crate::error::AppError;
use crate::formats::ftl;
use crate::i18n::checks::Flags;
use crate::i18n::{self, Locale};
use crate::translations::model::{Catalogue, CatalogueKind, NewUnit, UnitKind};
use crate::translations::service::{courses, glossary, locales};

/// Files whose texts authors and translators read, not trainees: a locale may be published without them.
const BEYOND_CORE: [&str; 6] = ["checks", "course-check", "demo", "documentation", "exchange", "translations"];
/// Before the name of a file, the slug of its catalogue.
pub const PREFIX: &str = "interface/";

/// The files of a language that ship, by name without ending.
#[must_use]
pub fn shipped(locale: &Locale) -> BTreeMap<String, String> {
    let files = i18n::Source::shipped().iter().filter(|file| file.locale == *locale);
    files.filter_map(|file| Some((file.file.strip_suffix(".ftl")?.to_owned(), file.text.clone()))).collect()
}

/// The English file of a catalogue: the one that ships, and what only its units have, as when another release took note of them: in
/// their order, each with its key, its note and its source.
#[must_use]
pub fn skeleton<'a>(shipped: Option<&String>, units: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> String {
    let mut text = shipped.cloned().unwrap_or_default();
    let known: BTreeSet<String> = ftl::entries(&text).iter().map(|entry| entry.id.to_owned()).collect();
    for (_, note, source) in units.filter(|(key, ..)| !known.contains(*key)) {
        text.extend(note.lines().flat_map(|line| ["# ", line, "\n"]));
        text.extend([source, "\n"]);
    }
    text
}

/// A file of English messages as a catalogue.
#[must_use]
pub fn catalogue(name: &str, text: &str) -> Source {
    let entries = ftl::entries(text);
    let hashes = ftl::hashes(entries.iter().map(|entry| entry.text));
    let units = entries.into_iter().zip(hashes).filter_map(|(entry, hash)| {
        let max_length = Flags::parse(&entry.comment).max_length.and_then(|length| i32::try_from(length).ok());
        Some(NewUnit {
            key: entry.id.to_owned(),
            section: entry.group,
            kind: UnitKind::Message,
            note: entry.comment,
            max_length,
            assessed: false,
            picture: String::new(),
            source: entry.text.to_owned(),
            hash: hash?,
        })
    });
    Source {
        kind: CatalogueKind::Interface,
        slug: format!("{PREFIX}{name}"),
        locale: Locale::EN,
        core: !BEYOND_CORE.contains(&name),
        units: units.collect(),
    }
}

/// Takes note of what ships: the languages of the Convention, their messages, the glossary. What people did since stays. The same
/// again costs little and changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn seed(db: &Db) -> Result<(), AppError> {
    db.write(|tx| {
        locales::add_shipped(tx, &Locale::WORKING)?;
        glossary::add_shipped(tx)
    })
    .await?;
    let others: Vec<(Locale, BTreeMap<String, String>)> =
        Locale::WORKING.iter().filter(|it| **it != Locale::EN).map(|it| (it.clone(), shipped(it))).collect();
    for (name, text) in shipped(&Locale::EN) {
        let translated: Vec<(Locale, HashMap<String, String>)> =
            others.iter().filter_map(|(locale, files)| Some((locale.clone(), bodies(files.get(&name)?)))).collect();
        let catalogue = note(db, &name, &text).await?;
        for (locale, texts) in translated {
            sources::adopt(db, catalogue.id, &locale, texts).await?;
        }
    }
    db.write(courses::note_earlier).await
}

/// Takes note of a file of English messages, as it is now.
///
/// # Errors
/// When the database refuses.
pub async fn note(db: &Db, name: &str, text: &str) -> Result<Catalogue, AppError> {
    let (catalogue, noted) = sources::note(db, catalogue(name, text), BTreeSet::new(), None).await?;
    if noted != sources::Noted::default() {
        let slug = catalogue.slug.clone();
        db.write(move |tx| Ok(announce(tx, sources::SOURCE_CHANGED, &slug)?)).await?;
    }
    Ok(catalogue)
}

fn bodies(text: &str) -> HashMap<String, String> {
    ftl::entries(text).into_iter().map(|entry| (entry.id.to_owned(), entry.text.to_owned())).collect()
}
