//! The certificate as the template reads it: the words of a [`Face`], each set in its runs.

use serde::Serialize;
use unic_langid::{LanguageIdentifier, subtags};

use super::colour::Colours;
use super::error::RenderError;
use super::face::{Attachment, Face, Fact, Official};
use super::runs::{Line, Typesetter, Voice};
use super::world::picture_path;

#[derive(Debug, Serialize)]
pub(super) struct Page<'a> {
    lang: &'a str,
    region: Option<&'a str>,
    rtl: bool,
    /// What the file says of itself; never drawn.
    about: About<'a>,
    attachment: Option<Enclosure<'a>>,
    emblem: bool,
    logos: Vec<Sign<'a>>,
    colours: Option<Colours>,
    issuer: Line,
    title: Line,
    certify: Line,
    name: Line,
    statement: Line,
    course: Line,
    details: Vec<Line>,
    note: Option<Line>,
    facts: Vec<Pair>,
    officials: Vec<Signature>,
    verify: Line,
    address: Line,
    test: Option<Line>,
}

#[derive(Debug, Serialize)]
struct About<'a> {
    title: String,
    issuer: &'a str,
    statement: &'a str,
    serial: &'a str,
    address: &'a str,
    qr_alt: &'a str,
}

#[derive(Debug, Serialize)]
struct Enclosure<'a> {
    media_type: &'a str,
    description: &'a str,
}

/// Two lines, one above the other: a label and what it says, a name and an office.
#[derive(Debug, Serialize)]
struct Pair {
    upper: Line,
    lower: Line,
}

/// A name and an office, and the file of the signature above them.
#[derive(Debug, Serialize)]
struct Signature {
    #[serde(flatten)]
    official: Pair,
    signature: Option<String>,
}

/// A logo: its file, and what is read aloud for it.
#[derive(Debug, Serialize)]
struct Sign<'a> {
    file: String,
    alt: &'a str,
}

impl<'a> Page<'a> {
    pub fn set(
        face: &'a Face,
        locale: &'a LanguageIdentifier,
        setter: &mut Typesetter<'_>,
    ) -> Result<Self, RenderError> {
        let name_locale = face.name_locale.as_deref().map(language).transpose()?;
        let mut text = |field, text: &str| setter.set(field, text, Voice::Text, None);
        let mut facts = vec![fact(&mut text, "issued", &face.issued)?];
        if let Some(valid_until) = &face.valid_until {
            facts.push(fact(&mut text, "valid_until", valid_until)?);
        }
        let details = face.detail_lines.iter().map(|line| text("detail_lines", line)).collect::<Result<_, _>>()?;
        let mut files = (0..).map(picture_path);
        let logos = face.logos.iter().zip(&mut files).map(|(logo, file)| Sign { file, alt: &logo.alt }).collect();
        let mut signed = |one: &Official| {
            let signature = one.signature.as_ref().and_then(|_| files.next());
            Ok(Signature { official: official(&mut text, one)?, signature })
        };
        let officials = face.officials.iter().map(&mut signed).collect::<Result<_, _>>()?;
        let serial_label = text("serial_label", &face.serial_label)?;
        facts.push(Pair { upper: serial_label, lower: setter.set("serial", &face.serial, Voice::Code, None)? });
        Ok(Self {
            lang: locale.language.as_str(),
            region: region(locale),
            rtl: face.rtl,
            about: About::of(face),
            attachment: face.attachment.as_ref().map(Enclosure::of),
            emblem: face.shows_emblem,
            logos,
            colours: face.colours,
            issuer: setter.set("issuer", &face.issuer, Voice::Text, None)?,
            title: setter.set("title", &face.title, Voice::Display, None)?,
            certify: setter.set("certify", &face.certify, Voice::Text, None)?,
            name: setter.set("name", &face.name, Voice::Display, name_locale.as_ref())?,
            statement: setter.set("statement", &face.statement, Voice::Text, None)?,
            course: setter.set("course", &face.course, Voice::Text, None)?,
            details,
            note: face.note.as_deref().map(|note| setter.set("note", note, Voice::Text, None)).transpose()?,
            facts,
            officials,
            verify: setter.set("verify_label", &face.verify_label, Voice::Text, None)?,
            address: setter.set("verify_url", &face.verify_url, Voice::Code, None)?,
            test: face.test_mark.as_deref().map(|mark| setter.set("test_mark", mark, Voice::Text, None)).transpose()?,
        })
    }
}

type Set<'s> = dyn FnMut(&'static str, &str) -> Result<Line, RenderError> + 's;

fn fact(text: &mut Set<'_>, field: &'static str, fact: &Fact) -> Result<Pair, RenderError> {
    Ok(Pair { upper: text(field, &fact.label)?, lower: text(field, &fact.value)? })
}

fn official(text: &mut Set<'_>, official: &Official) -> Result<Pair, RenderError> {
    Ok(Pair { upper: text("official", &official.name)?, lower: text("official", &official.role)? })
}

impl<'a> About<'a> {
    fn of(face: &'a Face) -> Self {
        Self {
            title: format!("{} – {} – {}", face.title.trim(), face.name.trim(), face.course.trim()),
            issuer: &face.issuer,
            statement: &face.statement,
            serial: &face.serial,
            address: &face.verify_url,
            qr_alt: &face.qr_alt,
        }
    }
}

impl<'a> Enclosure<'a> {
    fn of(attachment: &'a Attachment) -> Self {
        Self { media_type: &attachment.media_type, description: &attachment.description }
    }
}

/// Parses a language tag.
pub(super) fn language(tag: &str) -> Result<LanguageIdentifier, RenderError> {
    tag.parse().map_err(|_| RenderError::Locale(tag.to_owned()))
}

/// Typst knows regions of two letters, and no scripts: for Chinese the region tells one from the other.
fn region(locale: &LanguageIdentifier) -> Option<&str> {
    let script = locale.script.as_ref().map(subtags::Script::as_str);
    match (&locale.region, locale.language.as_str(), script) {
        (Some(region), _, _) if region.as_str().len() == 2 => Some(region.as_str()),
        (None, "zh", Some("Hant")) => Some("TW"),
        (None, "zh", _) => Some("CN"),
        _ => None,
    }
}
