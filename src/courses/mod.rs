//! Courses: one structure, one set of keys and one text for each language (`courses/README.md` is the contract).
//!
//! * [`source`] reads the folder in which a course is written, finds every mistake, and compiles it.
//! * [`model`] is what comes out of it: the published form, kept unchanged for ever.
//! * [`segments`] takes a language of it apart into the texts that are translated, and puts a language together from them.
//! * A **version** freezes structure, keys, pictures and the source language's text; an **edition** is one language of a
//!   version, and a better translation is a new edition (a higher *generation*) of the same version.
//! * The [`Library`] holds what is published in memory, compressed once. Everything in it is immutable; only which version
//!   is current changes, and `changes` tells every process when it does.
//!
//! What must always hold: a text never says which answer is right. [`model::Structure`] and [`model::EditionText`] may be
//! shown to anyone who may take the course; [`model::Keys`] and [`model::Sealed`] stay on the server until an attempt is
//! closed. Nothing that is published changes or disappears.

mod error;
mod freshness;
mod library;
pub mod model;
mod publish;
mod reading;
mod routes;
pub mod segments;
mod shipped;
pub mod source;
mod store;
mod upload;
mod views;

pub use error::CourseError;
pub use freshness::{LeftBehind, left_behind, outdated_places};
pub use library::{Library, PublishedEdition, PublishedVersion};
pub use publish::{
    OnPublication, Publication, publish, publish_edition, publish_package, serve_language, withhold, withhold_language,
    withhold_where,
};
pub use reading::{AudienceKind, Selection, Size, may_read};
pub use routes::routes;
pub use shipped::{publish_shipped, shipped, shipped_package};
pub use source::{Mistake, Report, check, check_folder, open_folder};
pub use store::{CourseId, EditionId, Origin, VersionId, Withheld};
pub use upload::{
    CheckedPackage, current_version_of, current_versions, in_words, languages_of, newest_edition, offered_edition,
    pack, slug_of, version_package, versions_before, withheld_languages,
};
pub use views::{
    ActivityCard, ActivityKind, ActivityView, AudienceView, BorrowedView, CertificatePolicy, CourseCard, EditionView,
    ModuleView, OptionView, Outline, QuestionView, WorkView,
};
