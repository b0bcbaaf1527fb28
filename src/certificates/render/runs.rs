//! Cuts a text into runs, each in one face that is known to cover it.
//!
//! Typst could fall back from face to face by itself, but then nobody knows which one draws what, and whether any does.
//! Here every grapheme has its face, or the certificate is refused.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use unic_langid::LanguageIdentifier;
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use super::error::RenderError;
use super::fonts::{DISPLAY, Fonts, TEXT, Typeface};
use super::han::Han;
use crate::text::{is_blank, is_unreadable};

/// A text that is ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    pub rtl: bool,
    /// Letters that reach far above or below the line, and want room.
    pub tall: bool,
    /// Letters that may be set apart: never those that join.
    pub alphabetic: bool,
    pub runs: Vec<Run>,
    /// The longest pieces that no line break can divide: they limit the size.
    pub words: Vec<Vec<Run>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Run {
    pub family: String,
    pub text: String,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Text,
    /// Large: the name and the title.
    Display,
    /// A serial or an address: from left to right even in Arabic.
    Code,
}

/// Sets the texts of one certificate, and remembers the faces that it took.
pub(super) struct Typesetter<'a> {
    fonts: &'a Fonts,
    locale: &'a LanguageIdentifier,
    rtl: bool,
    pub used: BTreeMap<String, Arc<Typeface>>,
}

impl<'a> Typesetter<'a> {
    pub fn new(fonts: &'a Fonts, locale: &'a LanguageIdentifier, rtl: bool) -> Self {
        // The base face is always there: it gives lines their height.
        let base = fonts.family(TEXT).map(|base| (TEXT.to_owned(), Arc::clone(base)));
        Self { fonts, locale, rtl, used: base.into_iter().collect() }
    }

    pub fn set(
        &mut self,
        field: &'static str,
        text: &str,
        voice: Voice,
        language: Option<&LanguageIdentifier>,
    ) -> Result<Line, RenderError> {
        let text = printable(field, text)?;
        let languages: Vec<_> = language.into_iter().chain([self.locale]).collect();
        let han = Han::of(text, &languages);
        let mut pieces = cut(text);
        for piece in &mut pieces {
            let Some(face) = self.face(piece, han)? else { return Err(missing(text, piece)) };
            piece.family.clone_from(&face.family);
            self.used.entry(face.family.clone()).or_insert(face);
        }
        if voice == Voice::Display {
            self.enlarge(&mut pieces);
        }
        let own: Vec<Script> = pieces.iter().filter_map(|piece| piece.own).collect();
        Ok(Line {
            rtl: voice != Voice::Code && self.runs_leftwards(&own),
            tall: own.iter().any(|script| !is_low(*script)),
            alphabetic: own.iter().all(|script| is_alphabetic(*script)),
            runs: join(&pieces),
            words: longest_words(&pieces),
        })
    }

    fn face(&self, piece: &Piece<'_>, han: Han) -> Result<Option<Arc<Typeface>>, RenderError> {
        for script in &piece.scripts {
            if let Some(face) = self.fonts.covering(*script, han, piece.text)? {
                return Ok(Some(face));
            }
        }
        Ok(None)
    }

    /// Large sizes have their own cut, if it covers all that the text cut would set.
    fn enlarge(&mut self, pieces: &mut [Piece<'_>]) {
        let Some(display) = self.fonts.family(DISPLAY) else { return };
        let mut in_text_cut: Vec<_> = pieces.iter_mut().filter(|piece| piece.family == TEXT).collect();
        if in_text_cut.is_empty() || !in_text_cut.iter().all(|piece| display.covers(piece.text)) {
            return;
        }
        for piece in &mut in_text_cut {
            DISPLAY.clone_into(&mut piece.family);
        }
        self.used.entry(DISPLAY.to_owned()).or_insert_with(|| Arc::clone(display));
    }

    /// On a page from right to left, a text follows it as soon as it holds a word that does; elsewhere its first letter decides.
    fn runs_leftwards(&self, own: &[Script]) -> bool {
        match own.first() {
            None => self.rtl,
            Some(_) if self.rtl => own.iter().any(|script| is_rtl(*script)),
            Some(first) => is_rtl(*first),
        }
    }
}

/// A grapheme, and what it may be set in: its own script, or for a digit, a space, a mark, those that it stands among.
#[derive(Debug)]
struct Piece<'t> {
    text: &'t str,
    own: Option<Script>,
    scripts: Vec<Script>,
    family: String,
}

impl Piece<'_> {
    /// Whether a line may be broken after it, and a word ends.
    fn ends_a_word(&self) -> bool {
        self.text == "-" || self.text.chars().all(char::is_whitespace)
    }
}

fn cut(text: &str) -> Vec<Piece<'_>> {
    let graphemes: Vec<(&str, Option<Script>)> =
        text.graphemes(true).map(|grapheme| (grapheme, own_script(grapheme))).collect();
    let mut after = None;
    let mut following: Vec<Option<Script>> = Vec::new();
    for (_, own) in graphemes.iter().rev() {
        following.push(after);
        after = own.or(after);
    }
    let mut before = None;
    let mut pieces = Vec::new();
    for ((text, own), after) in graphemes.into_iter().zip(following.into_iter().rev()) {
        before = own.or(before);
        let scripts = match own {
            // Latin letters have other shapes on East Asian keyboards, and these are in no face but those of East Asia.
            Some(Script::Latin) => vec![Script::Latin, Script::Han],
            // A letter may be missing in its script's own face and be found in the base face.
            Some(script) => vec![script, Script::Latin],
            None => shared(text, before, after),
        };
        pieces.push(Piece { text, own, scripts, family: String::new() });
    }
    pieces
}

/// The scripts to try for a grapheme that belongs to none.
fn shared(grapheme: &str, before: Option<Script>, after: Option<Script>) -> Vec<Script> {
    let around = before.into_iter().chain(after);
    let first = grapheme.chars().next().unwrap_or(' ');
    let extension = first.script_extension();
    let mut scripts = Vec::new();
    if !extension.is_common() && !extension.is_inherited() {
        // Shared by few: the danda of the Indian scripts, the Arabic comma and digits, the full stop of East Asia.
        scripts.extend(around.clone().filter(|script| extension.contains_script(*script)));
        scripts.extend(extension.iter());
    } else if first.is_ascii_alphanumeric() || "()[]{}<>".contains(first) {
        // Digits and brackets look alike all over the page, and "(ABS 101)" is not torn apart.
        scripts.push(Script::Latin);
    } else if before.is_none() || after.is_none() || before == after {
        scripts.extend(around.clone().take(1));
    }
    scripts.extend([Script::Latin].into_iter().chain(around).chain([Script::Common]));
    scripts
}

fn own_script(grapheme: &str) -> Option<Script> {
    let belongs = |script: &Script| !matches!(script, Script::Common | Script::Inherited);
    grapheme.chars().map(|c| c.script()).find(belongs)
}

/// Texts beyond this would not fit at a size that can be read; without the limit, Typst would be long about finding out.
const LONGEST: usize = 600;

fn printable<'t>(field: &'static str, text: &'t str) -> Result<&'t str, RenderError> {
    let text = text.trim();
    if let Some(c) = text.chars().find(|c| is_unreadable(*c)) {
        return Err(RenderError::Unprintable { field, code: u32::from(c) });
    }
    if is_blank(text) {
        return Err(RenderError::Blank { field });
    }
    if text.chars().count() > LONGEST { Err(RenderError::DoesNotFit) } else { Ok(text) }
}

fn missing(text: &str, piece: &Piece<'_>) -> RenderError {
    let script = match piece.own {
        Some(script) => script.full_name().replace('_', " "),
        None => "Symbols".to_owned(),
    };
    RenderError::MissingScript { script, text: text.to_owned() }
}

fn join(pieces: &[Piece<'_>]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for piece in pieces {
        match runs.last_mut() {
            Some(run) if run.family == piece.family => run.text.push_str(piece.text),
            _ => runs.push(Run { family: piece.family.clone(), text: piece.text.to_owned() }),
        }
    }
    runs
}

const WORDS_MEASURED: usize = 3;

fn longest_words(pieces: &[Piece<'_>]) -> Vec<Vec<Run>> {
    let divisible = |piece: &Piece<'_>| piece.own.is_some_and(breaks_anywhere);
    let mut words: Vec<_> =
        pieces.split(Piece::ends_a_word).filter(|word| !word.is_empty() && !word.iter().any(divisible)).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.into_iter().take(WORDS_MEASURED).map(join).collect()
}

fn is_rtl(script: Script) -> bool {
    use Script::{
        Adlam, Arabic, Hanifi_Rohingya, Hebrew, Mandaic, Mende_Kikakui, Nko, Samaritan, Syriac, Thaana, Yezidi,
    };
    matches!(
        script,
        Arabic
            | Hebrew
            | Syriac
            | Thaana
            | Nko
            | Adlam
            | Hanifi_Rohingya
            | Mandaic
            | Mende_Kikakui
            | Samaritan
            | Yezidi
    )
}

fn is_alphabetic(script: Script) -> bool {
    matches!(
        script,
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Georgian | Script::Armenian | Script::Hebrew
    )
}

fn is_low(script: Script) -> bool {
    is_alphabetic(script) || breaks_between_letters(script)
}

fn breaks_between_letters(script: Script) -> bool {
    matches!(script, Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo | Script::Yi)
}

/// Scripts that put no space between words: Typst finds the breaks.
fn breaks_anywhere(script: Script) -> bool {
    breaks_between_letters(script)
        || matches!(
            script,
            Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar | Script::Tibetan | Script::Javanese
        )
}
