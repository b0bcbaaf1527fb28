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

/// The layouts of certificates, the newest first. A record or a design names its layout by its hash or number, so that one
/// that was used is never changed: another is put beside it.
pub(super) const LAYOUTS: &[LayoutFiles] = &[
    LayoutFiles {
        number: 2,
        template: include_str!("templates/2/certificate.typ"),
        emblem: include_str!("templates/2/emblem.svg"),
        frame: include_str!("templates/2/frame.svg"),
    },
    LayoutFiles {
        number: 1,
        template: include_str!("templates/1/certificate.typ"),
        emblem: include_str!("templates/1/emblem.svg"),
        frame: include_str!("templates/1/frame.svg"),
    },
];

/// So many pictures can be on a page: four logos, and the signatures of all who might be in office.
pub(super) const MOST_PICTURES: usize = 24;

/// Where a layout finds a picture.
pub(super) fn picture_path(place: usize) -> String {
    format!("/picture-{place}.png")
}

/// The files of one layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct LayoutFiles {
    pub number: u16,
    pub template: &'static str,
    pub emblem: &'static str,
    pub frame: &'static str,
}

impl LayoutFiles {
    /// In hexadecimal.
    pub fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        for part in [self.template, self.emblem, self.frame] {
            hash.update(part);
        }
        hex(&hash.finalize())
    }
}

/// A layout that Typst can read.
#[derive(Debug)]
pub(super) struct Layout {
    sha256: String,
    template: Source,
    drawings: [(FileId, Bytes); 2],
}

/// What is the same for each certificate.
#[derive(Debug)]
pub(super) struct Press {
    library: LazyHash<Library>,
    layouts: Vec<Arc<Layout>>,
    face: FileId,
    qr: FileId,
    credential: FileId,
    pictures: Vec<FileId>,
}

impl Press {
    pub fn new(layouts: &[LayoutFiles]) -> Result<Self, FontError> {
        let read = |files: &LayoutFiles| {
            Ok(Arc::new(Layout {
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
            layouts: layouts.iter().map(read).collect::<Result<_, _>>()?,
            face: file("/face.json")?,
            qr: file("/qr.svg")?,
            credential: file("/credential.json")?,
            pictures: (0..MOST_PICTURES).map(|place| file(&picture_path(place))).collect::<Result<_, _>>()?,
        })
    }

    /// The layout of this hash.
    pub fn layout(&self, sha256: &str) -> Result<Arc<Layout>, RenderError> {
        let found = self.layouts.iter().find(|layout| layout.sha256 == sha256);
        found.cloned().ok_or_else(|| RenderError::Template(sha256.to_owned()))
    }

    /// Loads one certificate.
    pub fn load(&self, sheet: Sheet) -> Loaded<'_> {
        let Sheet { layout, face, qr, credential, pictures, fonts } = sheet;
        let mut files = vec![(self.face, face), (self.qr, qr)];
        files.extend(self.pictures.iter().copied().zip(pictures));
        files.extend(credential.map(|bytes| (self.credential, bytes)));
        Loaded { press: self, layout, files, book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }
}

/// What is one certificate's own.
pub(super) struct Sheet {
    pub layout: Arc<Layout>,
    pub face: Bytes,
    pub qr: Bytes,
    pub credential: Option<Bytes>,
    pub pictures: Vec<Bytes>,
    pub fonts: Vec<Font>,
}

/// A press with a certificate on it.
pub(super) struct Loaded<'a> {
    press: &'a Press,
    layout: Arc<Layout>,
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
        self.layout.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.layout.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let mut files = self.layout.drawings.iter().chain(&self.files);
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
