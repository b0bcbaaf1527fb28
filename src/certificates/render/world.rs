//! The little that Typst may see: the template, the drawings, one certificate's data, and the faces chosen for it.
//!
//! There is no file system, network, package, clock or input here, so that a page depends on nothing else.

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

use super::error::{FontError, RenderError};

pub(super) const TEMPLATE: &str = include_str!("template.typ");
pub(super) const EMBLEM: &str = include_str!("art/emblem.svg");
pub(super) const FRAME: &str = include_str!("art/frame.svg");

/// What is the same for each certificate.
#[derive(Debug)]
pub(super) struct Press {
    library: LazyHash<Library>,
    template: Source,
    drawings: [(FileId, Bytes); 2],
    face: FileId,
    qr: FileId,
    credential: FileId,
}

impl Press {
    pub fn new() -> Result<Self, FontError> {
        Ok(Self {
            library: LazyHash::new(Library::default()),
            template: Source::new(file("/certificate.typ")?, TEMPLATE.to_owned()),
            drawings: [
                (file("/emblem.svg")?, Bytes::from_string(EMBLEM)),
                (file("/frame.svg")?, Bytes::from_string(FRAME)),
            ],
            face: file("/face.json")?,
            qr: file("/qr.svg")?,
            credential: file("/credential.json")?,
        })
    }

    /// Loads one certificate.
    pub fn load(&self, sheet: Sheet) -> Loaded<'_> {
        let Sheet { face, qr, credential, fonts } = sheet;
        let mut files = vec![(self.face, face), (self.qr, qr)];
        files.extend(credential.map(|bytes| (self.credential, bytes)));
        Loaded { press: self, files, book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }
}

/// What is one certificate's own.
pub(super) struct Sheet {
    pub face: Bytes,
    pub qr: Bytes,
    pub credential: Option<Bytes>,
    pub fonts: Vec<Font>,
}

/// A press with a certificate on it.
pub(super) struct Loaded<'a> {
    press: &'a Press,
    files: Vec<(FileId, Bytes)>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl World for Loaded<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.press.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.press.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let mut files = self.press.drawings.iter().chain(&self.files);
        files.find(|(known, _)| *known == id).map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What the template says when the smallest size is still too large.
const TOO_LARGE: &str = "does not fit";

/// Lays the page out. A warning is an error: Typst only warns when it has no font, and leaves the page blank.
pub(super) fn lay_out(world: &Loaded<'_>) -> Result<PagedDocument, RenderError> {
    let compiled = typst::compile::<PagedDocument>(world);
    let document = compiled.output.map_err(|errors| complaint(&errors))?;
    if compiled.warnings.is_empty() { Ok(document) } else { Err(complaint(&compiled.warnings)) }
}

pub(super) fn complaint(diagnostics: &[SourceDiagnostic]) -> RenderError {
    if diagnostics.iter().any(|one| one.message.contains(TOO_LARGE)) {
        return RenderError::DoesNotFit;
    }
    let messages: Vec<_> = diagnostics.iter().map(|one| one.message.as_str()).collect();
    RenderError::Typst(messages.join("; "))
}

/// Frees what Typst remembers, whichever way a rendering ends.
///
/// Its caches are global, and grow by about a megabyte with each certificate.
pub(super) struct Sweep;

/// A cached result that this many renderings did not use is dropped. Fonts and library stay, because each uses them.
const KEPT: usize = 3;

impl Drop for Sweep {
    fn drop(&mut self) {
        typst::comemo::evict(KEPT);
    }
}

/// The names are few and fixed, because Typst keeps each for ever and dies of the 65,536th.
fn file(path: &str) -> Result<FileId, FontError> {
    let path = VirtualPath::new(path).map_err(|error| FontError::Template(format!("{path}: {error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}
