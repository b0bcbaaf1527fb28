//! Turns a certificate's words into a PDF.
//!
//! A pure function of the [`Face`] and the fonts: the same give the same bytes, for ever in the layout that the face names. The file follows
//! PDF/A-3a (ISO 19005-3, to be kept) and PDF/UA-1 (ISO 14289-1, to be read aloud), and has one page.
//!
//! What must hold: no text is ever left out, replaced by boxes or cut; a page that would be so is refused, with the
//! reason. The words reach Typst as data, never as markup. Nothing here reads the clock or the environment; of the disk,
//! only font files.
//!
//! Rendering takes some milliseconds of processor time and blocks: call it on a bounded pool.

mod colour;
mod error;
mod face;
mod fonts;
mod han;
mod inventory;
mod page;
mod proof;
mod runs;
#[cfg(test)]
mod tests;
mod world;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, PoisonError};

use qrcodegen::{QrCode, QrCodeEcc};
use time::UtcOffset;
use typst::foundations::{Bytes, Datetime, Smart};
use typst::text::{Font, FontVariant};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use self::colour::{Colour, ColourFault, Colours};
pub use self::error::{FontError, RenderError};
pub use self::face::{Attachment, Face, Fact, Logo, Official};
pub use self::fonts::DEFAULT_FONT_DIRECTORIES;
pub use self::inventory::{FontStamp, Inventory, ScriptFace, Source};

use self::fonts::Fonts;
use self::page::{Page, language};
use self::runs::Typesetter;
use self::world::{LAYOUTS, Press, Sheet, Sweep};

/// Draws certificates. Make one and share it: it holds the fonts.
#[derive(Debug)]
pub struct Renderer {
    fonts: Fonts,
    press: Press,
    /// Layouts and typefaces, each weight of its own, with which a page has become a file.
    exported: Mutex<HashSet<(String, String, FontVariant)>>,
    /// The last code, with what it says and in which ink: all that are proved before they are issued have the same one.
    last_code: Mutex<Option<(String, Option<Colours>, Bytes)>>,
}

impl Renderer {
    /// A renderer with the embedded faces, and those that lie in `font_directories` itself, not below. A directory that is
    /// not there is no error; see [`Renderer::inventory`].
    ///
    /// # Errors
    /// When an embedded face cannot be read: then no certificate is possible, and the College should not start.
    pub fn new(font_directories: &[PathBuf]) -> Result<Self, FontError> {
        Ok(Self {
            fonts: Fonts::new(font_directories)?,
            press: Press::new(LAYOUTS)?,
            exported: Mutex::default(),
            last_code: Mutex::default(),
        })
    }

    /// The certificate as a PDF.
    ///
    /// # Errors
    /// When a text cannot be printed in full on the one page; the variant says why.
    pub fn render(&self, face: &Face) -> Result<Vec<u8>, RenderError> {
        self.lay_out(self.compose(face)?, face, |document| export(document, face))
    }

    /// Whether the certificate can be printed. The page is laid out and read; that saves the half of the time that goes into the file.
    ///
    /// What PDF/A refuses in a text is seen on the page, see `proof`. What it refuses in a typeface, as one whose licence forbids to
    /// embed it, and in a layout, is seen in the file alone: so there is one of the first page with each typeface in each layout.
    ///
    /// # Errors
    /// As [`Renderer::render`].
    pub fn prove(&self, face: &Face) -> Result<(), RenderError> {
        let sheet = self.compose(face)?;
        let typefaces = sheet.fonts.iter().map(Font::info);
        let typefaces = typefaces.map(|info| (face.template.clone(), info.family.clone(), info.variant));
        let typefaces: HashSet<_> = typefaces.collect();
        let exported = || self.exported.lock().unwrap_or_else(PoisonError::into_inner);
        if typefaces.is_subset(&exported()) {
            return self.lay_out(sheet, face, |_| Ok(()));
        }
        self.lay_out(sheet, face, |document| export(document, face).map(drop))?;
        exported().extend(typefaces);
        Ok(())
    }

    /// Whether there is a face for every text, found without drawing. Whether all fits on the page is seen only then.
    ///
    /// # Errors
    /// As [`Renderer::render`], as far as it can be told without drawing.
    pub fn check(&self, face: &Face) -> Result<(), RenderError> {
        self.compose(face).map(drop)
    }

    /// The font files that this certificate's bytes depend on, in order.
    ///
    /// # Errors
    /// As [`Renderer::check`].
    pub fn font_stamps(&self, face: &Face) -> Result<Vec<FontStamp>, RenderError> {
        let locale = language(&face.locale)?;
        let mut setter = Typesetter::new(&self.fonts, &locale, face.rtl);
        Page::set(face, &locale, &mut setter)?;
        let files = setter.used.values().flat_map(|typeface| &typeface.files);
        let mut stamps: Vec<_> =
            files.map(|file| FontStamp { file: file.name(), sha256: file.sha256().to_owned() }).collect();
        stamps.sort();
        Ok(stamps)
    }

    pub fn inventory(&self) -> Inventory {
        Inventory::of(&self.fonts)
    }

    /// Lays the page out and reads it; what is made of it is made before Typst forgets it.
    fn lay_out<T>(
        &self,
        sheet: Sheet,
        face: &Face,
        then: impl FnOnce(&PagedDocument) -> Result<T, RenderError>,
    ) -> Result<T, RenderError> {
        let _sweep = Sweep;
        let document = world::lay_out(&self.press.load(sheet))?;
        proof::read(&document, face)?;
        then(&document)
    }

    fn code(&self, face: &Face) -> Result<Bytes, RenderError> {
        let last = || self.last_code.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((url, colours, code)) = &*last()
            && *url == face.verify_url
            && *colours == face.colours
        {
            return Ok(code.clone());
        }
        let code = Bytes::from_string(qr(face)?);
        *last() = Some((face.verify_url.clone(), face.colours, code.clone()));
        Ok(code)
    }

    fn compose(&self, face: &Face) -> Result<Sheet, RenderError> {
        let locale = language(&face.locale)?;
        let mut setter = Typesetter::new(&self.fonts, &locale, face.rtl);
        let page = Page::set(face, &locale, &mut setter)?;
        let json = serde_json::to_vec(&page).map_err(|error| RenderError::Typst(error.to_string()))?;
        Ok(Sheet {
            layout: self.press.layout(&face.template)?,
            face: Bytes::new(json),
            qr: self.code(face)?,
            credential: face.attachment.as_ref().map(|attachment| Bytes::new(attachment.bytes.clone())),
            pictures: face.pictures().cloned().map(Bytes::new).collect(),
            fonts: setter.used.values().flat_map(|typeface| typeface.fonts.clone()).collect(),
        })
    }
}

/// A layout that is built in. Words, pictures and colours come to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub number: u16,
    /// In hexadecimal.
    pub sha256: String,
}

/// The layouts, the newest first.
#[must_use]
pub fn layouts() -> &'static [Layout] {
    static LISTED: LazyLock<Vec<Layout>> =
        LazyLock::new(|| LAYOUTS.iter().map(|files| Layout { number: files.number, sha256: files.sha256() }).collect());
    &LISTED
}

/// The SHA-256 of the newest layout, in hexadecimal: what new records name that have no design.
#[must_use]
pub fn template_sha256() -> String {
    layouts().first().map(|layout| layout.sha256.clone()).unwrap_or_default()
}

fn export(document: &PagedDocument, face: &Face) -> Result<Vec<u8>, RenderError> {
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1])
        .map_err(|error| RenderError::Typst(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(face.serial.clone()),
        creator: Smart::Custom(Some("Virtual College".to_owned())),
        timestamp: timestamp(face),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| world::complaint(&errors))
}

fn timestamp(face: &Face) -> Option<Timestamp> {
    let at = face.issued_at.to_offset(UtcOffset::UTC);
    let (hour, minute, second) = at.to_hms();
    Datetime::from_ymd_hms(at.year(), at.month().into(), at.day(), hour, minute, second).map(Timestamp::new_utc)
}

/// The code as a drawing. Level M restores a seventh of it: enough for a fold or a stamp, and still coarse enough to scan from a screen.
fn qr(face: &Face) -> Result<String, RenderError> {
    let code = QrCode::encode_text(&face.verify_url, QrCodeEcc::Medium).map_err(|_| RenderError::DoesNotFit)?;
    let ink = face.colours.map_or_else(|| "#14432d".to_owned(), |colours| colours.ink.to_string());
    let side = code.size() + 2 * QUIET_ZONE;
    let dark = (0..code.size()).map(|y| dark_runs(&code, y)).collect::<String>();
    Ok(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path fill="#ffffff" d="M0 0h{side}v{side}H0z"/><path fill="{ink}" d="{dark}"/></svg>"##
    ))
}

/// White around the code, in modules (ISO/IEC 18004 §5.3.8).
const QUIET_ZONE: i32 = 4;

/// The dark modules of a row, those that touch as one rectangle: a path of each would take longer to draw than all text of the page.
fn dark_runs(code: &QrCode, y: i32) -> String {
    let mut path = String::new();
    let mut x = 0;
    while x < code.size() {
        let length = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
        if length > 0 {
            let (left, top) = (x + QUIET_ZONE, y + QUIET_ZONE);
            let _ = write!(path, "M{left} {top}h{length}v1h-{length}z");
        }
        x += i32::try_from(length).unwrap_or(0) + 1;
    }
    path
}
