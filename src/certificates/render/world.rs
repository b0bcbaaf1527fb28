//! The little that Typst may see: the template, the drawings, one certificate's data, and the faces chosen for it.
//!
//! There is no file system, network, package, clock or input here, so that a page depends on nothing else.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;

use super::error::{FontError, RenderError};
use crate::text::hex;

/// The designs of certificates, the newest first. A record names its design by its hash, so that one that was used is never
/// changed: another is put beside it.
pub(super) const DESIGNS: &[DesignFiles] = &[DesignFiles {
    template: include_str!("templates/1/certificate.typ"),
    emblem: include_str!("templates/1/emblem.svg"),
    frame: include_str!("templates/1/frame.svg"),
}];

/// The files of one design.
#[derive(Debug, Clone, Copy)]
pub(super) struct DesignFiles {
    pub template: &'static str,
    pub emblem: &'static str,
    pub frame: &'static str,
}

impl DesignFiles {
    /// In hexadecimal.
    pub fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        for part in [self.template, self.emblem, self.frame] {
            hash.update(part);
        }
        hex(&hash.finalize())
    }
}

/// A design that Typst can read.
#[derive(Debug)]
pub(super) struct Design {
    sha256: String,
    template: Source,
    drawings: [(FileId, Bytes); 2],
}

/// What is the same for each certificate.
#[derive(Debug)]
pub(super) struct Press {
    library: LazyHash<Library>,
    designs: Vec<Arc<Design>>,
    face: FileId,
    qr: FileId,
    credential: FileId,
}

impl Press {
    pub fn new(designs: &[DesignFiles]) -> Result<Self, FontError> {
        let read = |files: &DesignFiles| {
            Ok(Arc::new(Design {
                sha256: files.sha256(),
                template: Source::new(file("/certificate.typ")?, files.template.to_owned()),
                drawings: [
                    (file("/emblem.svg")?, Bytes::from_string(files.emblem)),
                    (file("/frame.svg")?, Bytes::from_string(files.frame)),
                ],
            }))
        };
        Ok(Self {
            library: LazyHash::new(Library::default()),
            designs: designs.iter().map(read).collect::<Result<_, _>>()?,
            face: file("/face.json")?,
            qr: file("/qr.svg")?,
            credential: file("/credential.json")?,
        })
    }

    /// The design of this hash.
    pub fn design(&self, sha256: &str) -> Result<Arc<Design>, RenderError> {
        let found = self.designs.iter().find(|design| design.sha256 == sha256);
        found.cloned().ok_or_else(|| RenderError::Template(sha256.to_owned()))
    }

    /// Loads one certificate.
    pub fn load(&self, sheet: Sheet) -> Loaded<'_> {
        let Sheet { design, face, qr, credential, fonts } = sheet;
        let mut files = vec![(self.face, face), (self.qr, qr)];
        files.extend(credential.map(|bytes| (self.credential, bytes)));
        Loaded { press: self, design, files, book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }
}

/// What is one certificate's own.
pub(super) struct Sheet {
    pub design: Arc<Design>,
    pub face: Bytes,
    pub qr: Bytes,
    pub credential: Option<Bytes>,
    pub fonts: Vec<Font>,
}

/// A press with a certificate on it.
pub(super) struct Loaded<'a> {
    press: &'a Press,
    design: Arc<Design>,
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
        self.design.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.design.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let mut files = self.design.drawings.iter().chain(&self.files);
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
