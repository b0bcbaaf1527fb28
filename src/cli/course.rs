//! `virtual-college course`: check what authors wrote, and publish it beside a server that runs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Failure, Place, counted};
use crate::audit;
use crate::courses::model::{ActivityId, Compiled, Form, Language, Structure};
use crate::courses::source::Package;
use crate::courses::{self, CheckedPackage, LeftBehind, Mistake, Origin};
use crate::i18n::{Catalogues, I18n, Locale, Localizer};
use crate::translations;

const CHECK_EXAMPLES: &str = "\
Examples:
  virtual-college course check courses/introduction-to-cites
  virtual-college course check --lang fr courses/*
  virtual-college course check courses/introduction-to-cites --against /srv/review/introduction-to-cites
";
const PUBLISH_EXAMPLES: &str = "\
Example:
  virtual-college course publish courses/introduction-to-cites --data-dir /srv/college
";

#[derive(Debug, Subcommand)]
pub enum Course {
    /// Check courses as they are written, and print every mistake as path/file:line: what is wrong.
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Check a course and publish it: a new version, or new languages of the current one. A server that runs notices.
    #[command(after_help = PUBLISH_EXAMPLES)]
    Publish(Publish),
}

#[derive(Debug, Args)]
pub struct Check {
    /// Folders with a course each.
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,
    /// An earlier state of the same course: name each translation that says what it said then though its source does not.
    #[arg(long, value_name = "FOLDER")]
    against: Option<PathBuf>,
    /// Language of the messages: en, fr or es.
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    lang: Locale,
}

#[derive(Debug, Args)]
pub struct Publish {
    /// The folder with the course.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Language of the messages: en, fr or es.
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    lang: Locale,
}

pub fn run(place: &Place, command: &Course) -> Result<(), Failure> {
    match command {
        Course::Check(check) => check_all(check),
        Course::Publish(publish) => publish_one(place, publish),
    }
}

fn check_all(check: &Check) -> Result<(), Failure> {
    let words = localizer(&check.lang)?;
    let earlier = match &check.against {
        Some(folder) => Some(examine(folder, &words)?.map_err(|found| Failure::say(counted(found, "mistake")))?.1),
        None => None,
    };
    let mut mistakes = 0;
    let mut faulty = 0;
    for folder in &check.folders {
        match examine(folder, &words)? {
            Ok((_, course)) => {
                println!("{}", summary(folder, &course));
                if let Some(earlier) = earlier.as_ref().filter(|it| it.structure.slug == course.structure.slug) {
                    warn_of_all(&courses::left_behind(earlier, &course));
                }
            }
            Err(found) => {
                mistakes += found;
                faulty += 1;
            }
        }
    }
    match (mistakes, check.folders.len()) {
        (0, _) => Ok(()),
        (_, 1) => Err(Failure::say(counted(mistakes, "mistake"))),
        (_, all) => Err(Failure::say(format!("{} in {faulty} of {all} courses", counted(mistakes, "mistake")))),
    }
}

/// Prints the mistakes of a course; the course with its files, or how many mistakes there are.
fn examine(folder: &Path, words: &Localizer) -> Result<Result<(Package, Compiled), usize>, Failure> {
    let (package, report) = courses::open_folder(folder)
        .map_err(|error| Failure::new(&format!("{} cannot be read as a course", folder.display()), error))?;
    for mistake in &report.mistakes {
        println!("{}: {}", position(folder, mistake), words.plain(mistake.code.as_str(), &mistake.args()));
    }
    let found = report.mistakes.len();
    match report.course {
        Some(course) if found == 0 => Ok(Ok((package, course))),
        _ if found == 0 => Err(Failure::say(format!("{} holds no course", folder.display()))),
        _ => Ok(Err(found)),
    }
}

fn position(folder: &Path, mistake: &Mistake) -> String {
    match mistake.file.as_str() {
        "" => folder.display().to_string(),
        file => format!("{}:{}", folder.join(file).display(), mistake.line),
    }
}

fn summary(folder: &Path, course: &Compiled) -> String {
    let structure = &course.structure;
    let quizzes = structure.activities.iter().filter(|activity| activity.quiz().is_some()).count();
    let lessons = structure.activities.len() - quizzes;
    let languages: Vec<String> = course.editions.keys().map(ToString::to_string).collect();
    format!(
        "{}: no mistakes\n  {}, {} in {}\n  {}{}\n  {}: {}\n  hash {}",
        folder.display(),
        counted(lessons, "lesson"),
        if quizzes == 1 { "1 quiz".to_owned() } else { format!("{quizzes} quizzes") },
        counted(structure.modules.len(), "module"),
        counted(structure.questions.len(), "question"),
        kinds(structure),
        counted(languages.len(), "language"),
        languages.join(", "),
        course.hash,
    )
}

/// How many questions of each kind there are, as `: 3 cloze, 9 single`.
fn kinds(structure: &Structure) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for question in &structure.questions {
        *kinds.entry(kind(&question.form)).or_default() += 1;
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) }
}

/// As the course format calls it.
const fn kind(form: &Form) -> &'static str {
    match form {
        Form::Single { .. } => "single",
        Form::Multiple { .. } => "multiple",
        Form::TrueFalse => "true-false",
        Form::Matching { .. } => "matching",
        Form::Ordering { .. } => "ordering",
        Form::Categorise { .. } => "categorise",
        Form::Cloze { .. } => "cloze",
        Form::ShortAnswer => "short-answer",
        Form::Numeric => "numeric",
    }
}

fn publish_one(place: &Place, publish: &Publish) -> Result<(), Failure> {
    let words = localizer(&publish.lang)?;
    let package = match examine(&publish.folder, &words)? {
        Ok((package, course)) => {
            CheckedPackage::new(&package, course).map_err(|error| Failure::new("packing the course", error))?
        }
        Err(found) => {
            return Err(Failure::say(format!("{}; nothing was published", counted(found, "mistake"))));
        }
    };
    let slug = package.compiled.structure.slug.clone();
    let (_, db) = place.open()?;
    let package = Arc::new(package);
    let publication = db.write_blocking(move |tx| {
        let publication = courses::publish_package(tx, &package, Origin::Upload, None)?;
        if publication.new_version || !publication.editions.is_empty() {
            let about = json!({ "version": publication.number, "editions": publication.languages() });
            audit::note(tx, None, "course-published", package.compiled.structure.slug.as_str(), &about)?;
            translations::on_publication(tx, &publication)?;
        }
        Ok(publication)
    })?;
    let (number, editions) = (publication.number, publication.languages().join(", "));
    match (publication.new_version, publication.editions.is_empty()) {
        (true, _) => println!("{slug}: published version {number} ({editions})"),
        (false, false) => println!("{slug}: version {number} got new editions ({editions})"),
        (false, true) => println!("{slug}: version {number} is published already, with these very words"),
    }
    warn_of_all(&publication.left_behind);
    Ok(())
}

fn warn_of_all(left_behind: &BTreeMap<Language, Vec<LeftBehind>>) {
    for (language, texts) in left_behind {
        warn_of(language, texts);
    }
}

/// Names what a package left as it was though it changed the source.
fn warn_of(language: &Language, texts: &[LeftBehind]) {
    let what = if texts.len() == 1 { "1 text says".to_owned() } else { format!("{} texts say", texts.len()) };
    println!("{language}: {what} the same as before the source changed");
    for text in texts {
        let section = text.section.as_ref().map_or("the course", ActivityId::as_str);
        println!("  {section}: {}", text.text);
    }
    if texts.iter().any(|text| text.assessed) {
        println!(
            "  trainees are judged by some of it: the course is not offered in {language} until it is translated anew"
        );
    }
}

pub(super) fn localizer(language: &Locale) -> Result<Localizer, Failure> {
    let catalogues =
        Catalogues::shipped().map_err(|findings| Failure::new("reading the texts", format!("{findings:?}")))?;
    Ok(I18n::new(catalogues, Locale::EN).localizer_for(language))
}
