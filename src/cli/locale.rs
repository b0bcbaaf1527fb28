//! `virtual-college locale`: translations for people who live in git.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::{Args, Subcommand};

use super::course::localizer;
use super::{Failure, Place, counted};
use crate::db::Db;
use crate::formats::ftl;
use crate::i18n::checks::{self, Knowledge, Located};
use crate::i18n::{Locale, Localizer, Source};
use crate::translations::{self, ExchangeFormat, ImportId, LeftOut, NewImport};

const CHECK_EXAMPLES: &str = "\
Examples:
  virtual-college locale check locales/fr
  virtual-college locale check --lang es locales/sw/mail.ftl
";
const EXPORT_EXAMPLES: &str = "\
Example:
  virtual-college locale export sw --into . --data-dir /srv/college
";
const IMPORT_EXAMPLES: &str = "\
Examples:
  virtual-college locale import sw locales/sw/*.ftl --data-dir /srv/college
  virtual-college locale import sw --catalogue course/introduction-to-cites --format xliff from-the-agency.xlf
";

#[derive(Debug, Subcommand)]
pub enum LocaleCommand {
    /// Check files of messages against the English ones, and print path:line: what is wrong.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Write what is approved in a language as files: locales/<tag>/*.ftl, courses/<slug>/<tag>/ of each course that is complete, and
    /// who translated.
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(Export),
    /// Bring files in. A server that runs reads them; what is new becomes suggestions.
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(Import),
    /// Tell how far the languages are, catalogue by catalogue.
    Stats(Stats),
}

#[derive(Debug, Args)]
pub struct Check {
    /// Folders named like their language, or files in such folders.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Language of the messages: en, fr or es.
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    lang: Locale,
}

#[derive(Debug, Args)]
pub struct Export {
    /// The language.
    #[arg(value_name = "TAG")]
    tag: Locale,
    /// Where the folders locales and courses are, or will be.
    #[arg(long, default_value = ".", value_name = "DIR")]
    into: PathBuf,
}

#[derive(Debug, Args)]
pub struct Import {
    /// The language.
    #[arg(value_name = "TAG")]
    tag: Locale,
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The catalogue; left out, interface/<name of the file>.
    #[arg(long, value_name = "SLUG")]
    catalogue: Option<String>,
    /// ftl, xliff, po, csv or tmx.
    #[arg(long, default_value = "ftl", value_name = "FORMAT")]
    format: ExchangeFormat,
}

#[derive(Debug, Args)]
pub struct Stats {
    /// One language; left out, all.
    #[arg(value_name = "TAG")]
    tag: Option<Locale>,
}

pub fn run(place: &Place, command: &LocaleCommand) -> Result<(), Failure> {
    match command {
        LocaleCommand::Check(check) => check_all(check),
        LocaleCommand::Export(export) => export_one(place, export),
        LocaleCommand::Import(import) => import_all(place, import),
        LocaleCommand::Stats(stats) => tell(place, stats),
    }
}

/// Files by language and name, each with its path.
type Files = BTreeMap<(Locale, String), (PathBuf, String)>;

/// What is wrong with a file, or beside it, as it is told.
#[derive(Default)]
struct Tally {
    faults: usize,
    warnings: usize,
}

impl Tally {
    fn fault(&mut self, text: impl Display) {
        self.faults += 1;
        println!("{text}");
    }

    fn warning(&mut self, text: impl Display) {
        self.warnings += 1;
        println!("{text}");
    }

    fn verdict(&self) -> Result<(), Failure> {
        if self.faults == 0 { Ok(()) } else { Err(Failure::say(counted(self.faults, "fault"))) }
    }
}

/// What is wrong with one file does not keep the others from being looked at.
fn check_all(check: &Check) -> Result<(), Failure> {
    let words = localizer(&check.lang)?;
    let mut tally = Tally::default();
    let mut files = Files::new();
    for path in &check.paths {
        for file in files_of(path).unwrap_or_else(|failure| {
            tally.fault(failure);
            Vec::new()
        }) {
            match read(&file, &words) {
                Ok((place, text)) => drop(files.insert(place, (file, text))),
                Err(failure) => tally.fault(failure),
            }
        }
    }
    for found in checks::check_catalogues(&with_shipped(&files), &|_| Knowledge::default()) {
        let Some((path, text)) = files.get(&(found.locale.clone(), found.file.clone())) else { continue };
        let sentence = words.plain(found.finding.rule.message(), &found.finding.args);
        let told = format!("{}: {sentence}", position(path, text, &found));
        if found.finding.blocks() { tally.fault(told) } else { tally.warning(told) }
    }
    println!(
        "{}, {}, {}",
        counted(files.len(), "file"),
        counted(tally.faults, "fault"),
        counted(tally.warnings, "warning")
    );
    tally.verdict()
}

fn read(file: &Path, words: &Localizer) -> Result<((Locale, String), String), Failure> {
    let place = (tag_of(file)?, name_of(file));
    let bytes = fs::read(file).map_err(|error| Failure::new(&format!("reading {}", file.display()), error))?;
    let text = checks::read(&bytes).map_err(|found| {
        Failure::say(format!("{}: {}", file.display(), words.plain(found.rule.message(), &found.args)))
    })?;
    Ok((place, text))
}

/// The files, and the English ones that are not among them.
fn with_shipped(files: &Files) -> Vec<Source> {
    let shipped = Source::shipped().iter().filter(|source| source.locale == Locale::EN);
    let shipped = shipped.filter(|source| !files.contains_key(&(Locale::EN, source.file.clone()))).cloned();
    let given = files.iter().map(|((locale, file), (_, text))| Source {
        locale: locale.clone(),
        file: file.clone(),
        text: text.clone(),
    });
    shipped.chain(given).collect()
}

fn files_of(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let wrong = |error| Failure::new(&format!("reading {}", path.display()), error);
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(wrong)? {
        files.push(entry.map_err(wrong)?.path());
    }
    files.retain(|file| file.extension().is_some_and(|ending| ending == "ftl"));
    files.sort();
    Ok(files)
}

fn tag_of(file: &Path) -> Result<Locale, Failure> {
    let folder = file.canonicalize().ok().and_then(|file| Some(file.parent()?.file_name()?.to_str()?.to_owned()));
    let tag = folder.as_deref().and_then(|folder| Locale::parse(folder).ok());
    tag.ok_or_else(|| Failure::say(format!("{}: the folder is not named like a language", file.display())))
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn position(path: &Path, text: &str, found: &Located) -> String {
    let line = found.id.as_deref().and_then(|wanted| line_of(text, wanted));
    line.map_or_else(|| path.display().to_string(), |line| format!("{}:{line}", path.display()))
}

/// The line of an entry, from 1.
fn line_of(text: &str, wanted: &str) -> Option<usize> {
    let mut line = 1;
    for piece in ftl::split(text) {
        let written = match piece {
            ftl::Piece::Entry { id, .. } if id == wanted => return Some(line),
            ftl::Piece::Entry { text, .. } | ftl::Piece::Comment(text) | ftl::Piece::Other(text) => text,
        };
        line += written.matches('\n').count();
    }
    None
}

fn export_one(place: &Place, export: &Export) -> Result<(), Failure> {
    let (_, db) = place.open()?;
    let translations::Export { files, left_out } =
        db.read_blocking(|snapshot| translations::files(snapshot, &export.tag))?;
    let mut tally = Tally::default();
    let mut written = 0;
    for (name, bytes) in &files {
        let path = export.into.join(name);
        match write(&path, bytes) {
            Ok(()) => {
                written += 1;
                println!("{}", path.display());
            }
            Err(error) => tally.fault(Failure::new(&format!("writing {}", path.display()), error)),
        }
    }
    for left_out in left_out {
        match left_out {
            LeftOut::Incomplete { catalogue, missing } => {
                tally.warning(format!("{catalogue}: not written while texts are missing: {missing}"));
            }
            LeftOut::Unfit { catalogue, keys } => {
                tally.fault(format!("{catalogue}: approved, and would not be read again: {}", keys.join(", ")));
            }
        }
    }
    println!("{}", counted(written, "file"));
    tally.verdict()
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, bytes)
}

fn import_all(place: &Place, import: &Import) -> Result<(), Failure> {
    let (_, db) = place.open()?;
    let mut tally = Tally::default();
    for file in &import.files {
        match import_one(&db, file, import) {
            Ok(id) => println!("{}: import {id} waits for a server", file.display()),
            Err(failure) => tally.fault(format!("{}: {failure}", file.display())),
        }
    }
    tally.verdict()
}

fn import_one(db: &Db, file: &Path, import: &Import) -> Result<ImportId, Failure> {
    let bytes = fs::read(file).map_err(|error| Failure::new("reading", error))?;
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let new = NewImport {
        locale: import.tag.clone(),
        slug: import.catalogue.clone().unwrap_or_else(|| format!("interface/{stem}")),
        format: import.format,
        dry_run: false,
        file: bytes,
    };
    Ok(db.write_blocking(move |tx| translations::bring_in(tx, None, &new))?.id)
}

fn tell(place: &Place, stats: &Stats) -> Result<(), Failure> {
    let (_, db) = place.open()?;
    let shares = db.read_blocking(|snapshot| translations::shares(snapshot, stats.tag.as_ref()))?;
    println!(
        "{:<12} {:<40} {:>6} {:>9} {:>6} {:>10} {:>8}",
        "language", "catalogue", "texts", "approved", "stale", "suggested", "missing"
    );
    for (tag, shares) in shares {
        for share in shares {
            let (catalogue, counts) = (share.catalogue, share.counts);
            let missing = catalogue.unit_count - counts.touched;
            println!(
                "{:<12} {:<40} {:>6} {:>9} {:>6} {:>10} {missing:>8}",
                tag.as_str(),
                catalogue.slug,
                catalogue.unit_count,
                counts.approved,
                counts.stale,
                counts.suggested,
            );
        }
    }
    Ok(())
}
