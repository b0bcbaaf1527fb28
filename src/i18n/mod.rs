//! Languages: which one a reader gets, the texts in it, and how it writes dates, numbers and lists.
//!
//! Texts are Fluent messages in `locales/<language>/*.ftl`; English is their source. A message that is missing or
//! broken in the reader's language is given in the next one of her chain, never with a hole in it.
//!
//! * A tag is canonical from the moment it becomes a [`Locale`].
//! * No chain leads into another script, nor from one language to another that nobody chose.
//! * Text from outside reaches the Fluent parser only through `checks`.
//!
//! ```text
//! let wishes = Wishes { explicit, cookie, account, header: &Preferences::from_header(value) };
//! let chosen = i18n.negotiate(&wishes);
//! let words = i18n.localizer(&chosen.chain);
//! words.attribute("field-too-long", "detail", &Args::new().set("max", 200));
//! ```

mod args;
mod asked;
mod bundles;
mod catalogue;
pub mod checks;
mod cldr;
mod facts;
mod fallback;
pub mod format;
mod locale;
mod localizer;
mod names;
mod negotiation;
mod percent;
mod pseudo;
mod source;
#[cfg(test)]
pub(crate) mod tests;

pub use args::{Args, Value};
pub use asked::Asked;
pub use catalogue::Catalogues;
pub use facts::{LanguageFacts, NumberForm};
pub use fallback::{Bridges, fallback_chain};
pub use locale::{Direction, Locale, NotALanguage};
pub use localizer::{I18n, Localizer, Misses};
pub use names::{autonym, language_name};
pub use negotiation::{Negotiated, Preferences, Wishes, negotiate};
pub use pseudo::Pseudo;
pub use source::Source;
