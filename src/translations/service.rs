//! What people do with texts: each file a piece of the work.

pub mod checking;
pub mod comments;
pub mod contributors;
pub mod course_previews;
pub mod course_publications;
pub mod courses;
pub mod editing;
pub mod exchange;
pub mod files;
pub mod glossary;
pub mod imports;
pub mod interface;
pub mod leads;
pub mod locales;
pub mod memory;
pub mod news;
pub mod publications;
pub mod recount;
pub mod reviews;
pub(super) mod rights;
pub mod serving;
pub mod sources;
pub mod statistics;
pub mod suggestions;
pub mod terminology;
pub mod work;
