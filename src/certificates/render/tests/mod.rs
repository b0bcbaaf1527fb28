//! What a rendered certificate must be. Tests that need fonts or tools of the system say so by name when they are absent.

#![allow(clippy::print_stderr, reason = "a test that is left out says so")]

mod designs;
mod determinism;
mod foreign;
mod layout;
mod refusals;
mod samples;
mod scripts;

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;

use typst::layout::{Frame, Point};
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::world::{self, Sweep};
use super::{DEFAULT_FONT_DIRECTORIES, Face, RenderError, Renderer, proof};

/// Embedded faces only.
static BARE: LazyLock<Renderer> = LazyLock::new(|| Renderer::new(&[]).expect("the embedded fonts"));

/// With what the system has.
static FULL: LazyLock<Renderer> =
    LazyLock::new(|| Renderer::new(&DEFAULT_FONT_DIRECTORIES.map(PathBuf::from)).expect("the embedded fonts"));

/// Says by name that a test did not run. Written past the harness, which keeps what passing tests print to itself.
fn not_run(test: &str, why: &str) {
    let _ = writeln!(std::io::stderr(), "NOT RUN: {test}: {why}");
}

/// Whether the system has faces for all of these scripts; says which test was left out if not.
fn system_has(test: &str, scripts: &[&str]) -> bool {
    let missing = FULL.inventory().missing;
    let absent: Vec<_> = scripts.iter().filter(|script| missing.iter().any(|name| name == *script)).collect();
    if !absent.is_empty() {
        not_run(test, &format!("no system font for {absent:?} (apt-get install fonts-noto-core fonts-noto-cjk)"));
    }
    absent.is_empty()
}

/// The refusal, if it is one. Keeps a failing test from printing the bytes.
fn refusal(outcome: Result<Vec<u8>, RenderError>) -> Option<RenderError> {
    outcome.err()
}

/// A face laid out, before it becomes a PDF.
fn laid_out(renderer: &Renderer, face: &Face) -> PagedDocument {
    let sheet = renderer.compose(face).expect("a face for each text");
    let _sweep = Sweep;
    let outcome = world::lay_out(&renderer.press.load(sheet));
    outcome.unwrap_or_else(|error| panic!("{error}: {} {} {}", face.name, face.course, face.verify_url))
}

fn page_of(document: &PagedDocument) -> &Frame {
    &document.pages().first().expect("a page").frame
}

/// What was drawn, in reading order, each with its family.
fn drawn(document: &PagedDocument) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    each_text(document, |item, _| {
        seen.push((item.font.font().info().family.clone(), item.text.to_string()));
    });
    seen
}

fn each_text(document: &PagedDocument, mut see: impl FnMut(&TextItem, Point)) {
    for page in document.pages() {
        proof::walk(&page.frame, Point::zero(), &mut see);
    }
}

/// The families that draw this text, which stands on one line.
fn families_of(document: &PagedDocument, part: &str) -> Vec<String> {
    let drawn = drawn(document);
    let mut families: Vec<_> =
        drawn.into_iter().filter(|(_, text)| text.contains(part)).map(|(family, _)| family).collect();
    families.sort();
    families.dedup();
    families
}
