//! How large things may be. The first group is the contract with authors, the rest protects the server.

pub const LESSON_BYTES: usize = 24_000;
pub const SVG_BYTES: usize = 60_000;
pub const RASTER_BYTES: usize = 200_000;

pub const TITLE: usize = 200;
pub const SUMMARY: usize = 600;
pub const PARAGRAPH: usize = 4_000;
/// The words of a choice, of a picture, of an answer.
pub const PHRASE: usize = 600;

pub const TOML_BYTES: usize = 512_000;
pub const LANGUAGES: usize = 60;
pub const FILES: usize = 2_000;
pub const PACKAGE_BYTES: usize = 32_000_000;
pub const ARCHIVE_BYTES: usize = 20_000_000;
/// A packed file may grow so many times; text written by people stays well below.
pub const ARCHIVE_RATIO: u64 = 100;
/// Below this a file may be as repetitive as it likes.
pub const ARCHIVE_RATIO_FROM: u64 = 100_000;
/// Quotations in lists in quotations …
pub const LESSON_DEPTH: usize = 12;
pub const LIST_ITEMS: usize = 1_000;
pub const MISTAKES: usize = 1_000;
pub const ARGUMENT_CHARACTERS: usize = 200;
