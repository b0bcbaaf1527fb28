//! What a person says of herself.

use crate::error::FieldProblem;
use crate::i18n::Locale;
use crate::ids::PartyCode;
use crate::text;

pub const LONGEST_NAME: usize = 120;

/// Name, language and country, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    pub name: String,
    pub locale: Locale,
    pub country: Option<PartyCode>,
}

/// # Errors
/// The problem of the member at `pointer`.
pub fn name(text: &str, pointer: &str) -> Result<String, FieldProblem> {
    text::line(text, LONGEST_NAME).map_err(|fault| fault.at(pointer))
}

/// # Errors
/// The problem of the member at `pointer`.
pub fn locale(text: &str, pointer: &str) -> Result<Locale, FieldProblem> {
    text.parse().map_err(|_| FieldProblem::new(pointer, "language-unknown"))
}

/// # Errors
/// The problem of the member at `pointer`.
pub fn country(text: &str, pointer: &str) -> Result<PartyCode, FieldProblem> {
    text.parse().map_err(|_| FieldProblem::new(pointer, "country-invalid"))
}
