//! The typefaces: a few embedded, the others opened when a text first needs them.
//!
//! Start-up lists file names only. A Noto CJK file has 26 MB, and most colleges never print a Chinese name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use sha2::{Digest, Sha256};
use typst::foundations::Bytes;
use typst::text::{Font, is_default_ignorable};
use unicode_script::Script;

use super::error::{FontError, RenderError};
use super::han::Han;
use crate::text::hex;

/// Where Debian puts `fonts-noto-core` and `fonts-noto-cjk`.
pub const DEFAULT_FONT_DIRECTORIES: [&str; 2] = ["/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto"];

/// The family that sets Latin, Greek and Cyrillic, and every digit and bracket of ASCII.
pub(super) const TEXT: &str = "Noto Serif";
/// Its cut for large sizes; it covers the same characters.
pub(super) const DISPLAY: &str = "Noto Serif Display";

/// A family's scripts, and its files.
type Bundle = (&'static [Script], &'static [(&'static str, &'static [u8])]);

const EMBEDDED: [Bundle; 3] = [
    (
        &[Script::Latin, Script::Greek, Script::Cyrillic],
        &[
            ("NotoSerif-Regular.ttf", include_bytes!("fonts/NotoSerif-Regular.ttf")),
            ("NotoSerif-Bold.ttf", include_bytes!("fonts/NotoSerif-Bold.ttf")),
        ],
    ),
    // No script chooses the display cut: a voice does.
    (&[], &[("NotoSerifDisplay-Regular.ttf", include_bytes!("fonts/NotoSerifDisplay-Regular.ttf"))]),
    (
        &[Script::Arabic],
        &[
            ("NotoNaskhArabic-Regular.ttf", include_bytes!("fonts/NotoNaskhArabic-Regular.ttf")),
            ("NotoNaskhArabic-Bold.ttf", include_bytes!("fonts/NotoNaskhArabic-Bold.ttf")),
        ],
    ),
];

/// One family in the weights that we have of it.
#[derive(Debug)]
pub(super) struct Typeface {
    pub family: String,
    pub files: Vec<Arc<FontFile>>,
    pub fonts: Vec<Font>,
}

impl Typeface {
    /// Whether each weight draws each character of it that is to be seen.
    pub fn covers(&self, grapheme: &str) -> bool {
        !self.fonts.is_empty()
            && grapheme
                .chars()
                .filter(|c| !is_default_ignorable(*c))
                .all(|c| self.fonts.iter().all(|font| font.info().coverage.contains(u32::from(c))))
    }
}

/// A font file that was read, and its hash once somebody asks for it.
#[derive(Debug)]
pub(super) struct FontFile {
    /// Where it was read; for an embedded one, its name.
    pub path: PathBuf,
    bytes: Bytes,
    sha256: OnceLock<String>,
}

impl FontFile {
    fn new(path: &Path, bytes: Bytes) -> Arc<Self> {
        Arc::new(Self { path: path.to_owned(), bytes, sha256: OnceLock::new() })
    }

    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    pub fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| hex(&Sha256::digest(&self.bytes)))
    }
}

/// All typefaces, by script.
#[derive(Debug)]
pub(super) struct Fonts {
    embedded: Vec<(&'static [Script], Arc<Typeface>)>,
    /// File name, to where it lies. The first directory that has a name wins.
    shelf: BTreeMap<String, PathBuf>,
    absent: Vec<PathBuf>,
    opened: Mutex<Opened>,
}

#[derive(Debug, Default)]
struct Opened {
    files: BTreeMap<PathBuf, Arc<FontFile>>,
    faces: BTreeMap<String, Option<Arc<Typeface>>>,
}

impl Fonts {
    pub fn new(directories: &[PathBuf]) -> Result<Self, FontError> {
        let mut shelf = BTreeMap::new();
        let mut absent = Vec::new();
        for directory in directories {
            match fs::read_dir(directory) {
                Ok(entries) => {
                    for entry in entries.flatten() {
                        if let Ok(name) = entry.file_name().into_string() {
                            shelf.entry(name).or_insert_with(|| entry.path());
                        }
                    }
                }
                Err(_) => absent.push(directory.clone()),
            }
        }
        let embedded = EMBEDDED.into_iter().map(unpack).collect::<Result<_, _>>()?;
        Ok(Self { embedded, shelf, absent, opened: Mutex::default() })
    }

    /// No typeface at all, to see that a page is refused and not left blank.
    #[cfg(test)]
    pub fn none() -> Self {
        Self { embedded: Vec::new(), shelf: BTreeMap::new(), absent: Vec::new(), opened: Mutex::default() }
    }

    pub fn absent_directories(&self) -> &[PathBuf] {
        &self.absent
    }

    pub fn embedded(&self) -> impl Iterator<Item = (&[Script], &Arc<Typeface>)> {
        self.embedded.iter().map(|(scripts, typeface)| (*scripts, typeface))
    }

    pub fn family(&self, family: &str) -> Option<&Arc<Typeface>> {
        self.embedded.iter().map(|(_, typeface)| typeface).find(|typeface| typeface.family == family)
    }

    /// The typeface for a character of this script, the finest first.
    pub fn covering(&self, script: Script, han: Han, grapheme: &str) -> Result<Option<Arc<Typeface>>, RenderError> {
        let embedded = self.embedded().find(|(scripts, face)| scripts.contains(&script) && face.covers(grapheme));
        if let Some((_, typeface)) = embedded {
            return Ok(Some(Arc::clone(typeface)));
        }
        for candidate in candidates(script, han) {
            if let Some(typeface) = self.open(&candidate)?.filter(|typeface| typeface.covers(grapheme)) {
                return Ok(Some(typeface));
            }
        }
        Ok(None)
    }

    /// The files that would be opened for a script. Only their names are looked at.
    pub fn files_for(&self, script: Script) -> Vec<&Path> {
        let wanted = candidates(script, Han::Simplified);
        wanted.iter().map(|candidate| self.files_of(candidate)).find(|files| !files.is_empty()).unwrap_or_default()
    }

    fn open(&self, candidate: &Candidate) -> Result<Option<Arc<Typeface>>, RenderError> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = opened.faces.get(&candidate.key()) {
            return Ok(known.clone());
        }
        let mut files = Vec::new();
        for path in self.files_of(candidate) {
            files.push(match opened.files.get(path) {
                Some(file) => Arc::clone(file),
                None => read(path)?,
            });
        }
        let typeface = assemble(files, candidate.ending)?.map(Arc::new);
        for file in typeface.iter().flat_map(|typeface| &typeface.files) {
            opened.files.entry(file.path.clone()).or_insert_with(|| Arc::clone(file));
        }
        opened.faces.insert(candidate.key(), typeface.clone());
        Ok(typeface)
    }

    fn files_of(&self, candidate: &Candidate) -> Vec<&Path> {
        let stem = &candidate.stem;
        let one_of = |middles: &[&str]| {
            middles
                .iter()
                .flat_map(|middle| ["ttf", "otf", "ttc"].map(|ending| format!("{stem}{middle}.{ending}")))
                .find_map(|name| self.shelf.get(&name))
        };
        let variable = one_of(&["-VF", "[wght]", "[wdth,wght]"]);
        let regular = one_of(&["-Regular"]).or(variable);
        let bold = if candidate.bold { one_of(&["-Bold"]).filter(|_| regular != variable) } else { None };
        regular.into_iter().chain(bold).map(PathBuf::as_path).collect()
    }
}

/// What to look for: the beginning of a file name and, in a collection, the end of the family's name.
#[derive(Debug, Clone)]
struct Candidate {
    stem: String,
    ending: Option<&'static str>,
    bold: bool,
}

impl Candidate {
    fn key(&self) -> String {
        format!("{} {}", self.stem, self.ending.unwrap_or_default())
    }
}

/// Noto names its files by script, with few exceptions.
fn candidates(script: Script, han: Han) -> Vec<Candidate> {
    let plain = |stem: String| Candidate { stem, ending: None, bold: true };
    match script {
        Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo => ["Serif", "Sans"]
            .into_iter()
            .flat_map(|style| {
                let ending = Some(han.ending());
                // The weight is given up here: the bold file would cost another 26 MB of memory.
                [format!("Noto{style}CJK"), format!("Noto{style}CJK{}", han.ending().to_lowercase())]
                    .map(|stem| Candidate { stem, ending, bold: false })
                    .into_iter()
                    .chain([Candidate { stem: format!("Noto{style}{}", han.ending()), ending, bold: false }])
            })
            .collect(),
        Script::Common | Script::Inherited => {
            ["NotoSansSymbols", "NotoSansSymbols2", "NotoSansMath"].map(|stem| plain(stem.to_owned())).into()
        }
        Script::Nko => vec![plain("NotoSansNKo".to_owned())],
        other => {
            let name = other.full_name().replace('_', "");
            ["NotoSerif", "NotoSans"].map(|style| plain(format!("{style}{name}"))).into()
        }
    }
}

fn unpack((scripts, bundle): Bundle) -> Result<(&'static [Script], Arc<Typeface>), FontError> {
    let mut files = Vec::new();
    let mut fonts = Vec::new();
    for (name, bytes) in bundle {
        let file = FontFile::new(Path::new(name), Bytes::new(*bytes));
        fonts.push(Font::new(file.bytes.clone(), 0).ok_or(FontError::Embedded(name))?);
        files.push(file);
    }
    let family = fonts.first().map(|font: &Font| font.info().family.clone()).unwrap_or_default();
    Ok((scripts, Arc::new(Typeface { family, files, fonts })))
}

fn read(path: &Path) -> Result<Arc<FontFile>, RenderError> {
    let broken = |cause: std::io::Error| RenderError::FontFile { path: path.to_owned(), cause: cause.to_string() };
    fs::read(path).map(|bytes| FontFile::new(path, Bytes::new(bytes))).map_err(broken)
}

fn assemble(files: Vec<Arc<FontFile>>, ending: Option<&str>) -> Result<Option<Typeface>, RenderError> {
    let mut fonts: Vec<Font> = Vec::new();
    for file in &files {
        let wanted = |font: &Font| ending.is_none_or(|ending| font.info().family.ends_with(ending));
        let Some(font) = Font::iter(file.bytes.clone()).find(wanted) else {
            return Err(RenderError::FontFile { path: file.path.clone(), cause: "no such face in it".to_owned() });
        };
        fonts.push(font);
    }
    let family = fonts.first().map(|font| font.info().family.clone());
    Ok(family.map(|family| Typeface { family, files, fonts }))
}
