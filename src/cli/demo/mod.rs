//! `virtual-college demo`: the main job on a fresh college in a temporary directory, over real HTTP, told as a person would.

#![allow(clippy::indexing_slicing, reason = "a JSON value gives null for a member that is not there")]

mod answers;
mod client;
mod college;
mod mailbox;
mod stage;
mod story;
mod translators;

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::i18n::{Catalogues, I18n, Locale};

const EXAMPLES: &str = "\
Examples:
  virtual-college demo --lang fr              play the main job in French
  virtual-college demo --keep ./demo-college  and keep the college in that directory
  virtual-college demo --translators          play a translator's day instead: Portuguese joins
";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Demo {
    /// The language of the story and of the trainee: en, fr or es.
    #[arg(long, default_value = "en", value_name = "LANGUAGE")]
    lang: String,
    /// Play how a language joins the College, and how part of a course becomes Portuguese.
    #[arg(long)]
    translators: bool,
    /// Directory for the college, empty or not there yet; left out, a new one in the system's temporary directory.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

pub fn run(demo: &Demo) -> Result<(), Failure> {
    let locale = Locale::parse(&demo.lang)
        .ok()
        .filter(|locale| Locale::WORKING.contains(locale))
        .ok_or_else(|| Failure::new("--lang", format!("“{}” is none of en, fr, es", demo.lang)))?;
    let catalogues =
        Catalogues::shipped().map_err(|findings| Failure::new("reading the catalogues", format!("{findings:?}")))?;
    let words = I18n::new(catalogues, Locale::EN).localizer_for(&locale);
    let directory = match &demo.keep {
        Some(directory) => directory.clone(),
        None => tempfile::Builder::new()
            .prefix("virtual-college-demo-")
            .tempdir()
            .map_err(|error| Failure::new("making a directory", error))?
            .keep(),
    };
    let college = college::College::start(&directory)?;
    let stage = stage::Stage::new(&college, words, locale.as_str());
    if demo.translators { translators::Translators::new(stage).tell() } else { story::Story::new(stage).tell() }
}
