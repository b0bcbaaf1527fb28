//! What a translation must keep, and what it had better look at again.
//!
//! One library for all texts that are translated, messages of the interface and texts of courses alike, and for everybody who
//! checks them: when one is suggested, reviewed, imported, published, or kept in files. It knows no database, no request and
//! no clock.
//!
//! * Texts from anywhere may be given to it. They are counted before they are parsed, nothing recurses as deep as they like, and
//!   all takes linear time.
//! * A finding says which rule, in which part, at which bytes of the text that was given, and what its sentence is told.
//! * What is checked is what is served: by the same plural rules, through the same formatter.
//!
//! ```text
//! let kept = checks::normalise(text);
//! let setting = Setting { locale: &locale, source: &Locale::EN, catalogue: &catalogue, knowledge: &knowledge };
//! for finding in checks::check_entry(&kept, Original { text: source, flags }, &setting) {
//!     words.text(finding.rule.message(), &finding.args);
//! }
//! ```

mod addresses;
mod catalogues;
mod characters;
mod finding;
pub(crate) mod fluent;
mod glossary;
mod length;
pub(in crate::i18n) mod limits;
mod markdown;
mod markup;
mod normal;
mod protected;
mod reading;
mod rule;
mod setting;
mod style;
#[cfg(test)]
pub(in crate::i18n) mod tests;
mod text;

pub use catalogues::check_catalogues;
pub use finding::{Finding, Located, Part, Span};
pub use fluent::{
    Budget, Catalogue, Rendered, Staged, canonical_entries, check_entry, check_file, entry_name, preview, stage,
};
pub use glossary::{Glossary, Term};
pub use normal::{normalise, read};
pub use protected::ProtectedNames;
pub use rule::{Level, Rule};
pub use setting::{Elsewhere, Flags, Knowledge, Original, Setting};
pub use text::{TextKind, check_text};
