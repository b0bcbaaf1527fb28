//! Why a certificate is not drawn. Each refusal is better than a page with a hole in it.

use std::path::PathBuf;

use thiserror::Error;

/// Why one certificate is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RenderError {
    /// No face covers the text. The script has its Unicode name: "Khmer", "Han".
    #[error("no installed font covers the script {script}, needed for \"{text}\"")]
    MissingScript { script: String, text: String },
    #[error("{field} is blank")]
    Blank { field: &'static str },
    /// A control or a bidirectional override: it would be invisible, or turn the text into another.
    #[error("{field} holds the character U+{code:04X}, which cannot be printed")]
    Unprintable { field: &'static str, code: u32 },
    #[error("\"{0}\" is not a language tag")]
    Locale(String),
    #[error("the text does not fit one page at a size that can be read")]
    DoesNotFit,
    #[error("the font file {} cannot be used: {cause}", path.display())]
    FontFile { path: PathBuf, cause: String },
    #[error("there is no layout with the SHA-256 {0}")]
    Template(String),
    /// The layout has no place for a picture, or not for so many.
    #[error("{drawn} of {expected} pictures are on the page")]
    Pictures { expected: usize, drawn: usize },
    /// An error or a warning of Typst. Warnings count: without a font it warns, and draws nothing.
    #[error("Typst: {0}")]
    Typst(String),
}

/// Why no certificate can be drawn at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FontError {
    #[error("the embedded font {0} cannot be read")]
    Embedded(&'static str),
    #[error("the designs cannot be set up: {0}")]
    Template(String),
}
