//! The same words and fonts give the same bytes, whatever else is rendered before, beside or after.

use std::sync::Arc;
use std::thread;

use time::UtcOffset;
use typst::foundations::Bytes;

use super::samples::{arabic, chinese, english};
use super::{BARE, FULL, refusal, system_has};
use crate::certificates::render::world::{LAYOUTS, LayoutFiles, Press};
use crate::certificates::render::{DEFAULT_FONT_DIRECTORIES, Face, RenderError, Renderer, export};

#[test]
fn the_same_face_gives_the_same_bytes_from_any_renderer_in_any_order() {
    let first = BARE.render(&english()).expect("a certificate");
    BARE.render(&arabic()).expect("a certificate");
    assert!(BARE.render(&english()).expect("a certificate") == first, "after another certificate");
    let other = Renderer::new(&[]).expect("the embedded fonts");
    assert!(other.render(&english()).expect("a certificate") == first, "from another renderer");
    assert!(FULL.render(&english()).expect("a certificate") == first, "with more fonts installed");
}

#[test]
fn a_face_opened_by_another_certificate_changes_nothing() {
    if !system_has("a_face_opened_by_another_certificate_changes_nothing", &["Han", "Khmer"]) {
        return;
    }
    let fresh = || Renderer::new(&DEFAULT_FONT_DIRECTORIES.map(Into::into)).expect("the embedded fonts");
    let renderer = fresh();
    renderer.render(&english().named("សុខ")).expect("a certificate");
    renderer.render(&Face { name_locale: Some("ja".to_owned()), ..english().named("田中") }).expect("a certificate");
    assert!(renderer.render(&chinese()).expect("a certificate") == fresh().render(&chinese()).expect("a certificate"));
}

#[test]
fn certificates_rendered_side_by_side_are_those_rendered_alone() {
    let faces: Vec<_> = (0..6)
        .map(|i| Face { serial: format!("VC-2026-0000010{i}"), ..if i % 2 == 0 { english() } else { arabic() } })
        .collect();
    let alone: Vec<_> = faces.iter().map(|face| BARE.render(face).expect("a certificate")).collect();
    let together: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> =
            faces.iter().map(|face| scope.spawn(|| BARE.render(face).expect("a certificate"))).collect();
        running.into_iter().map(|thread| thread.join().expect("no panic")).collect()
    });
    assert!(alone == together);
}

#[test]
fn another_serial_is_another_file_and_another_time_zone_is_not() {
    let pdf = BARE.render(&english()).expect("a certificate");
    let other = Face { serial: "VC-2026-00000043".to_owned(), ..english() };
    assert!(BARE.render(&other).expect("a certificate") != pdf);
    let nairobi = UtcOffset::from_hms(3, 0, 0).expect("an offset");
    let same = Face { issued_at: english().issued_at.to_offset(nairobi), ..english() };
    assert!(BARE.render(&same).expect("a certificate") == pdf);
}

#[test]
fn the_font_files_that_the_bytes_depend_on_are_named() {
    let stamps = BARE.font_stamps(&english()).expect("stamps");
    let names: Vec<_> = stamps.iter().map(|stamp| stamp.file.as_str()).collect();
    assert_eq!(names, ["NotoSerif-Bold.ttf", "NotoSerif-Regular.ttf", "NotoSerifDisplay-Regular.ttf"]);
    assert!(stamps.iter().all(|stamp| stamp.sha256.len() == 64));
    assert_eq!(
        BARE.font_stamps(&arabic()).expect("stamps").len(),
        4,
        "the title and the name are Arabic: no display cut"
    );
}

#[test]
fn a_layout_that_was_used_is_never_changed() {
    let hashes: Vec<String> = LAYOUTS.iter().map(LayoutFiles::sha256).collect();
    assert_eq!(
        hashes,
        [
            "77575879434a8a49ad1d2a3d45ce771e79dd54a535be5cd805e60a1111b27ff2",
            "1d1ad39b73c8ebcf225217da8020c8893019c5bbbe578956a96b23d2268a6b68"
        ],
        "records name these: put another beside them"
    );
}

#[test]
fn a_certificate_keeps_its_layout() {
    let first = BARE.render(&english()).expect("a certificate");
    let used = *LAYOUTS.first().expect("a design");
    let newest = LayoutFiles { template: "#set page(height: 9cm)", ..used };
    let press = Press::new(&[newest, used]).expect("two designs");
    let renderer = Renderer { press, ..Renderer::new(&[]).expect("the embedded fonts") };
    assert!(renderer.render(&english()).expect("a certificate") == first);
    let unknown = Face { template: newest.sha256(), ..english() };
    assert_eq!(refusal(BARE.render(&unknown)), Some(RenderError::Template(newest.sha256())));
}

/// Bytes that tell when the last copy of them is gone.
struct Probe(Arc<Vec<u8>>);

impl AsRef<[u8]> for Probe {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

#[test]
fn what_typst_remembers_of_a_refused_certificate_is_soon_forgotten() {
    let endless = |serial: &str| {
        let course = "Everything there is. ".repeat(28);
        let verify_url = format!("https://college.example.org/verify/{serial}");
        Face { course, serial: serial.to_owned(), verify_url, ..english().named(&"Ana Lima ".repeat(60)) }
    };
    // A code of its own: what is remembered is found by its bytes, and kept for whoever else prints the same ones meanwhile.
    let fine = Face { verify_url: "https://college.example.org/verify/watched".to_owned(), ..english() };
    for (face, expected) in [(fine, None), (endless("VC-2026-00000900"), Some(RenderError::DoesNotFit))] {
        let mut sheet = BARE.compose(&face).expect("a face for each text");
        let qr = Arc::new(sheet.qr.to_vec());
        let watched = Arc::downgrade(&qr);
        sheet.qr = Bytes::new(Probe(qr));
        assert_eq!(BARE.lay_out(sheet, &face, |document| export(document, &face)).err(), expected);
        for serial in 0..5 {
            let next = endless(&format!("VC-2026-0000091{serial}"));
            assert_eq!(refusal(BARE.render(&next)), Some(RenderError::DoesNotFit));
        }
        assert!(watched.upgrade().is_none(), "still held after {expected:?}");
    }
}
