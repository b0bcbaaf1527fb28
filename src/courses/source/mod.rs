//! Reads a course as it is written, checks all of it, and compiles it (`courses/README.md`).
//!
//! A check never stops at the first mistake and never fails: whatever the bytes are, the answer is a [`Report`]. What cannot be
//! read is reported once, and what depends on it is left alone, so that one mistake does not look like twenty. Nothing here
//! formats a message: a [`Mistake`] has a code and arguments for `course-check.ftl`.

mod activity;
mod archive;
mod codes;
mod course;
mod draft;
mod edition;
mod files;
mod ids;
mod key;
mod lesson;
pub(super) mod limits;
mod media;
mod node;
mod package;
mod question;
mod quiz_text;
mod raster;
mod report;
mod rules;
mod sheet;
mod svg;
#[cfg(test)]
#[allow(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test that fails here has found something"
)]
pub(super) mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

pub use archive::{Unpacked, unpack};
pub use codes::Code;
pub(super) use lesson::{MARKDOWN, PICTURES};
pub use limits::ARCHIVE_BYTES;
pub use package::{Loans, Package};
pub(super) use quiz_text::placeholders;
pub use report::{Argument, Mistake, Report};

use self::draft::Draft;
use self::edition::Translation;
use self::files::Files;
use self::media::Gallery;
use self::node::Table;
use self::report::Log;
use self::sheet::Sheet;
use super::model::Compiled;

const COURSE: &str = "course.toml";

/// Checks a course in a folder. The folder has to be named like the course.
///
/// # Errors
/// When the folder cannot be read; mistakes of the author are in the report.
pub fn check_folder(path: &Path) -> io::Result<Report> {
    open_folder(path).map(|(_, report)| report)
}

/// Checks a course in a folder as [`check_folder`] does, and gives its files as well.
///
/// # Errors
/// When the folder cannot be read; mistakes of the author are in the report.
pub fn open_folder(path: &Path) -> io::Result<(Package, Report)> {
    let log = Log::default();
    let package = package::read_folder(path, &log)?;
    let name = path.canonicalize()?.file_name().map(|name| name.to_string_lossy().into_owned());
    let report = check_logged(&package, name.as_deref(), &Loans::default(), log);
    Ok((package, report))
}

/// Checks a course in memory. With a folder's name, the course has to be called so.
#[must_use]
pub fn check(package: &Package, folder_name: Option<&str>) -> Report {
    check_logged(package, folder_name, &Loans::default(), Log::default())
}

/// Checks a course in memory some texts of which are in another language than their folder.
#[must_use]
pub fn check_partial(package: &Package, loans: &Loans) -> Report {
    check_logged(package, None, loans, Log::default())
}

/// A text file of a package in the form in which it is checked; `None` when there is none that can be read.
pub(super) fn text_of(package: &Package, path: &str) -> Option<String> {
    files::decode(path, package.get(path)?, &Log::default())
}

fn check_logged(package: &Package, folder: Option<&str>, loans: &Loans, log: Log) -> Report {
    let course = package::is_within_limits(package, &log).then(|| compile(package, folder, loans, &log)).flatten();
    let course = course.filter(|_| log.is_clean());
    Report { mistakes: log.into_mistakes(), course }
}

fn compile(package: &Package, folder: Option<&str>, loans: &Loans, log: &Log) -> Option<Compiled> {
    let files = Files::new(package, loans, log);
    let languages = files.languages();
    let Some(draft) = files.toml(COURSE, |root| course::read(root, folder, &languages)) else {
        check_syntax(&files);
        return None;
    };
    rules::check(&draft, &Sheet::new(COURSE, files.text(COURSE)?, log));
    let gallery = Gallery::read(&files);
    let translations: Vec<_> =
        languages.iter().map(|language| edition::read(&files, &draft, &gallery, language)).collect();
    check_twins(&files, &draft, &translations);
    let shown: BTreeSet<_> = translations.iter().flat_map(|translation| translation.shown.iter().cloned()).collect();
    gallery.check_all_shown(&shown, log);
    files.check_all_wanted(|path| is_excused(path, &draft));
    log.is_clean().then(|| assemble(draft, &gallery, translations)).flatten()
}

/// Without a structure, only the form of the other files can be looked at.
fn check_syntax(files: &Files<'_>) {
    for path in files
        .package
        .keys()
        .filter(|path| path.as_str() != COURSE && path.rsplit_once('.').is_some_and(|(_, ending)| ending == "toml"))
    {
        files.toml(path, |_: Table<'_>| ());
    }
}

/// Lays each lesson beside that of the source language.
fn check_twins(files: &Files<'_>, draft: &Draft, translations: &[Translation]) {
    let source =
        translations.iter().find(|translation| Some(&translation.text.language) == draft.source_language.as_ref());
    let Some(source) = source else { return };
    for translation in translations.iter().filter(|translation| translation.text.language != source.text.language) {
        for (id, written) in &translation.lessons {
            let Some(twin) = source.lessons.get(id) else { continue };
            let path = format!("{}/{id}.md", translation.text.language);
            let sheet = Sheet::new(&path, &written.lesson.source, files.log);
            lesson::compare(&sheet, written, twin);
        }
    }
}

/// The files of an activity that is itself broken do not belong to nothing.
fn is_excused(path: &str, draft: &Draft) -> bool {
    let stem = path.rsplit_once('/').and_then(|(_, file)| file.rsplit_once('.')).map(|(stem, _)| stem);
    let is_sound = |stem: &str| draft.activities.iter().any(|at| at.value.id.as_str() == stem);
    stem.is_some_and(|stem| draft.names.activities.knows(stem) && !is_sound(stem))
}

fn assemble(draft: Draft, gallery: &Gallery<'_>, translations: Vec<Translation>) -> Option<Compiled> {
    let (structure, keys) = draft.finish(gallery.hashes())?;
    let mut blobs = BTreeMap::new();
    let mut texts = Vec::new();
    for translation in translations {
        blobs.extend(translation.blobs);
        texts.push((translation.text, translation.sealed));
    }
    Compiled::new(structure, keys, texts, blobs)
}
