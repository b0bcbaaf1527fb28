//! What this College can print, for `doctor` and for the record of a rendition.

use std::path::PathBuf;

use unicode_script::Script;

use super::fonts::Fonts;

/// The scripts that a College of the world may meet, beside those embedded.
const OPTIONAL: [Script; 30] = [
    Script::Armenian,
    Script::Bengali,
    Script::Canadian_Aboriginal,
    Script::Cherokee,
    Script::Devanagari,
    Script::Ethiopic,
    Script::Georgian,
    Script::Gujarati,
    Script::Gurmukhi,
    Script::Han,
    Script::Hangul,
    Script::Hebrew,
    Script::Hiragana,
    Script::Kannada,
    Script::Katakana,
    Script::Khmer,
    Script::Lao,
    Script::Malayalam,
    Script::Mongolian,
    Script::Myanmar,
    Script::Nko,
    Script::Oriya,
    Script::Sinhala,
    Script::Tamil,
    Script::Telugu,
    Script::Thaana,
    Script::Thai,
    Script::Tibetan,
    Script::Tifinagh,
    Script::Syriac,
];

/// Which scripts can be printed, and which not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inventory {
    pub faces: Vec<ScriptFace>,
    /// Scripts whose certificates would be refused.
    pub missing: Vec<String>,
    pub absent_directories: Vec<PathBuf>,
}

/// One script and what sets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptFace {
    pub script: String,
    pub source: Source,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Embedded {
        family: String,
    },
    /// Found by name; opened when a text first needs it.
    Files(Vec<PathBuf>),
}

/// A font file that a rendition depends on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FontStamp {
    pub file: String,
    pub sha256: String,
}

impl Inventory {
    pub(super) fn of(fonts: &Fonts) -> Self {
        let mut faces: Vec<ScriptFace> = fonts
            .embedded()
            .flat_map(|(scripts, typeface)| {
                let source = Source::Embedded { family: typeface.family.clone() };
                scripts.iter().map(move |script| ScriptFace { script: name(*script), source: source.clone() })
            })
            .collect();
        let mut missing = Vec::new();
        for script in OPTIONAL {
            let files: Vec<PathBuf> = fonts.files_for(script).into_iter().map(PathBuf::from).collect();
            if files.is_empty() {
                missing.push(name(script));
            } else {
                faces.push(ScriptFace { script: name(script), source: Source::Files(files) });
            }
        }
        Self { faces, missing, absent_directories: fonts.absent_directories().to_vec() }
    }
}

fn name(script: Script) -> String {
    script.full_name().replace('_', " ")
}
