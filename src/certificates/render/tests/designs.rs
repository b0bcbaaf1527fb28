//! What a design adds to a page: logos, signatures, a note, colours.

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use bytes::Bytes;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};

use super::samples::{LONG_NAME, arabic, english, french, russian, spanish};
use super::scripts::{Drawing, FOLDER};
use super::{BARE, laid_out, refusal};
use crate::certificates::render::world::MOST_PICTURES;
use crate::certificates::render::{Colour, Colours, Face, Logo, Official, RenderError, export, layouts, proof};

fn png(drawn: RgbaImage) -> Bytes {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(drawn).write_to(&mut bytes, ImageFormat::Png).expect("a picture");
    bytes.into_inner().into()
}

/// An ellipse with a hole, on nothing.
fn logo(width: u32, height: u32, [red, green, blue]: [u8; 3]) -> Bytes {
    let half = |length: u32| f64::from(length) / 2.0;
    png(RgbaImage::from_fn(width, height, |x, y| {
        let across = (f64::from(x) - half(width)) / half(width);
        let down = (f64::from(y) - half(height)) / half(height);
        let distance = across.hypot(down);
        if (0.45..0.98).contains(&distance) { Rgba([red, green, blue, 255]) } else { Rgba([0; 4]) }
    }))
}

/// A stroke with loops, in ink.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the canvas is small, and begins at zero")]
pub(super) fn signature(waves: f64) -> Bytes {
    let mut drawn = RgbaImage::new(420, 150);
    for step in 0..6_000 {
        let along = f64::from(step) / 6_000.0;
        let swing = (along * waves * std::f64::consts::TAU).sin();
        let x = 20.0 + along * 370.0 + 26.0 * (along * waves * std::f64::consts::TAU).cos();
        let y = 75.0 + swing * (58.0 - 40.0 * along);
        for (right, below) in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 1), (1, 2)] {
            drawn.put_pixel(x.max(0.0) as u32 + right, y.max(0.0) as u32 + below, Rgba([22, 30, 92, 255]));
        }
    }
    png(drawn)
}

fn logos() -> Vec<Logo> {
    let logo = |picture, alt: &str| Logo { picture, alt: alt.to_owned() };
    vec![
        logo(logo_of((600, 200)), "The Ministry of the Environment"),
        logo(logo_of((240, 240)), "The University"),
        logo(logo_of((120, 300)), "The Customs Administration"),
        logo(logo_of((900, 120)), "The Bank"),
    ]
}

fn logo_of((width, height): (u32, u32)) -> Bytes {
    logo(width, height, [40, (width % 200) as u8, (height % 180) as u8])
}

fn colours() -> Colours {
    let colour = |text| Colour::parse(text).expect("a colour");
    Colours { ink: colour("#1b2a4a"), accent: colour("#7a1f2b") }
}

/// As three sign a certificate with four logos, a note and colours of its own.
fn in_full_dress(face: Face, note: &str) -> Face {
    let first = face.officials.first().cloned().expect("an official");
    let signed = |waves| Official { signature: Some(signature(waves)), ..first.clone() };
    Face {
        logos: logos(),
        note: Some(note.to_owned()),
        colours: Some(colours()),
        officials: vec![signed(3.0), signed(4.5), signed(6.0)],
        ..face
    }
}

const NOTE: &str = "This course is a part of the master’s programme in the management of wildlife, and was held with the support \
                    of the Ministry, the University, the Customs Administration and the Bank.";
const ARABIC_NOTE: &str =
    "هذه الدورة جزء من برنامج الماجستير في إدارة الحياة البرية، ونُظمت بدعم من الوزارة والجامعة والجمارك.";

#[test]
fn without_anything_of_a_design_a_page_looks_as_it_did_in_the_layout_before() {
    let before = layouts().iter().find(|layout| layout.number == 1).expect("the first layout");
    for face in [
        english(),
        arabic(),
        russian(),
        english().named(LONG_NAME).marked_as_test(),
        Face { officials: Vec::new(), detail_lines: Vec::new(), valid_until: None, ..french() },
    ] {
        let old = Face { template: before.sha256.clone(), ..face.clone() };
        assert_ne!(old.template, face.template);
        assert!(Drawing::of(&laid_out(&BARE, &face)) == Drawing::of(&laid_out(&BARE, &old)), "{}", face.locale);
    }
}

#[test]
fn everything_that_a_design_has_stands_on_one_page() {
    let arabic_name = "عبد الرحمن بن محمّد ".repeat(6);
    for (what, face) in [
        ("English", in_full_dress(english(), NOTE)),
        ("Spanish", in_full_dress(spanish(), NOTE)),
        ("Arabic", in_full_dress(arabic(), ARABIC_NOTE)),
        ("a long name", in_full_dress(english().named(LONG_NAME), NOTE)),
        ("a long Arabic name", in_full_dress(arabic().named(&arabic_name), ARABIC_NOTE)),
        ("a test with a long course", in_full_dress(russian().marked_as_test(), NOTE)),
        ("no emblem", Face { shows_emblem: false, ..in_full_dress(french(), NOTE) }),
        ("one logo", Face { logos: logos().split_off(3), ..english() }),
        ("neither emblem nor logo", Face { shows_emblem: false, ..english() }),
    ] {
        let document = laid_out(&BARE, &face);
        assert_eq!(document.pages().len(), 1, "{what}");
        assert_eq!(proof::read(&document, &face), Ok(()), "{what}");
        assert_eq!(refusal(export(&document, &face)), None, "{what}: as PDF/A");
    }
}

#[test]
fn a_page_in_full_dress_looks_as_it_did_when_somebody_looked() {
    let is_written = std::env::var_os("GOLDEN").is_some_and(|value| value == "write");
    for (tag, face) in [
        ("design-en", in_full_dress(english(), NOTE)),
        ("design-ar", in_full_dress(arabic(), ARABIC_NOTE)),
        ("design-plain", Face { shows_emblem: false, colours: None, note: None, ..in_full_dress(french(), NOTE) }),
    ] {
        let drawn = Drawing::of(&laid_out(&BARE, &face));
        let path = PathBuf::from(FOLDER).join(format!("{tag}.png"));
        if is_written {
            fs::write(&path, drawn.encode()).expect("a file");
        } else if let Some(complaint) = drawn.complaint(&Drawing::read(&path), false) {
            let seen = std::env::temp_dir().join(format!("certificate-{tag}.png"));
            fs::write(&seen, drawn.encode()).expect("a file");
            panic!("{tag}: {complaint}; compare {} with {}", seen.display(), path.display());
        }
    }
}

#[test]
fn a_picture_that_is_none_is_an_error_and_leaves_no_blank() {
    for bytes in [Bytes::new(), Bytes::from_static(b"no picture"), logo_of((90, 90)).slice(..60)] {
        let logos = vec![Logo { picture: bytes.clone(), alt: "A logo".to_owned() }];
        let outcome = refusal(BARE.render(&Face { logos, ..english() }));
        assert!(matches!(outcome, Some(RenderError::Typst(_))), "{outcome:?}");
        let mut officials = english().officials;
        officials.first_mut().expect("an official").signature = Some(bytes);
        let outcome = refusal(BARE.render(&Face { officials, ..english() }));
        assert!(matches!(outcome, Some(RenderError::Typst(_))), "{outcome:?}");
    }
}

#[test]
fn a_picture_that_the_layout_has_no_place_for_is_missed() {
    let before = layouts().iter().find(|layout| layout.number == 1).expect("the first layout");
    let old = Face { template: before.sha256.clone(), logos: logos(), ..english() };
    assert_eq!(refusal(BARE.render(&old)), Some(RenderError::Pictures { expected: 4, drawn: 0 }));
    let one = Logo { picture: logo_of((20, 20)), alt: "A logo".to_owned() };
    let many = Face { logos: vec![one; MOST_PICTURES + 1], ..english() };
    assert!(BARE.render(&many).is_err());
}
