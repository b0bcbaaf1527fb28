//! The letters that the college wrote to files.

use std::path::{Path, PathBuf};
use std::time::Duration;

use mailparse::{MailHeaderMap as _, ParsedMail, parse_mail};

use crate::cli::Failure;

/// How long to wait for a letter: they go out after the answer, not within it.
const PATIENCE: u32 = 100;

pub struct Letter {
    pub subject: String,
    pub text: String,
}

impl Letter {
    /// The token of the `/confirm/` link.
    pub fn token(&self) -> Option<String> {
        let (_, after) = self.text.split_once("/confirm/")?;
        let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(after.len());
        after.get(..end).map(str::to_owned)
    }
}

/// Waits for the letter number `count` to an address, counted from 1.
pub fn wait_for(directory: &Path, address: &str, count: usize) -> Result<Letter, Failure> {
    for _ in 0..PATIENCE {
        if let Some(letter) = letters_to(directory, address).into_iter().nth(count - 1) {
            return Ok(letter);
        }
        pause();
    }
    Err(Failure::new("waiting for a letter", format!("none came to {address}")))
}

#[expect(clippy::disallowed_methods, reason = "watches for a file that another process writes")]
pub fn pause() {
    std::thread::sleep(Duration::from_millis(100));
}

fn letters_to(directory: &Path, address: &str) -> Vec<Letter> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(directory)
        .map(|entries| entries.filter_map(Result::ok).map(|entry| entry.path()).collect())
        .unwrap_or_default();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "eml"));
    paths.sort();
    let letters = paths.iter().filter_map(|path| {
        let bytes = std::fs::read(path).ok()?;
        let mail = parse_mail(&bytes).ok()?;
        let to = mail.headers.get_first_value("To")?;
        to.contains(address).then(|| Letter {
            subject: mail.headers.get_first_value("Subject").unwrap_or_default(),
            text: text_of(&mail).unwrap_or_default(),
        })
    });
    letters.collect()
}

fn text_of(mail: &ParsedMail<'_>) -> Option<String> {
    if mail.subparts.is_empty() {
        return (mail.ctype.mimetype == "text/plain").then(|| mail.get_body().ok()).flatten();
    }
    mail.subparts.iter().find_map(text_of)
}
