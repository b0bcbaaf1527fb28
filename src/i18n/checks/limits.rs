//! How large a text may be, and what it may grow to. All that can be counted is counted before anything is parsed.

pub const FILE_BYTES: usize = 1024 * 1024;
pub const FILE_ENTRIES: usize = 5_000;
pub const ENTRY_BYTES: usize = 64 * 1024;
/// A block of a lesson: a lesson as a whole has no more.
pub const BLOCK_BYTES: usize = 24_000;
/// Quotations in lists in quotations …
pub const BLOCK_DEPTH: usize = 12;

/// Braces and parentheses within each other.
pub const DEPTH: usize = 16;
pub const SELECT_DEPTH: usize = 4;
pub const VARIANTS: usize = 64;
/// Braces and parentheses that are opened in one entry, and colons after names of arguments.
pub const OPENINGS: usize = 1_000;
/// More digits than a 64-bit number has overflow in fluent-bundle's arithmetic of plurals.
pub const DIGITS: usize = 15;

/// What one message comes to when all its references are followed.
pub const EXPANDED_BYTES: usize = 16 * 1024;
/// fluent-bundle gives up at 100.
pub const EXPANDED_PLACEABLES: usize = 80;
/// What a variable is taken to add: names and titles are shorter.
pub const VARIABLE_BYTES: usize = 64;

/// A translation may be so many times as long as its source …
pub const USUAL_GROWTH: usize = 3;
/// … and so many characters more: short labels grow most.
pub const USUAL_MARGIN: usize = 40;

/// How many of the ways in which a text can come out are read.
pub const READINGS: usize = 100;
/// How much of them, all together.
pub const READING_BYTES: usize = 256 * 1024;
/// A tag of HTML that is longer is none that a translator needs; the tokenizer compares each attribute of a tag with all
/// before it.
pub const MARKUP_BYTES: usize = 16 * 1024;

pub const MOST_FINDINGS_OF_A_RULE: usize = 10;
/// Of all units of a file.
pub const MOST_FINDINGS: usize = 2_000;
pub const ARGUMENT_CHARACTERS: usize = 120;
