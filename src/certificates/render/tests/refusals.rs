//! What is refused, rather than printed blank, boxed, cut or forged.

use std::fs;
use std::sync::Mutex;

use tempfile::tempdir;
use typst::World;
use typst::foundations::Bytes;
use typst::syntax::{RootedPath, VirtualPath, VirtualRoot};

use super::samples::{TEST_MARK, arabic, chinese, english};
use super::{BARE, laid_out, refusal};
use crate::certificates::render::fonts::Fonts;
use crate::certificates::render::world::{self, LAYOUTS, Press};
use crate::certificates::render::{Face, RenderError, Renderer, Source, proof};

fn missing(script: &str, text: &str) -> RenderError {
    RenderError::MissingScript { script: script.to_owned(), text: text.to_owned() }
}

#[test]
fn a_script_without_a_face_is_named() {
    for (name, script) in [
        ("សុខ សុវណ្ណារិទ្ធ", "Khmer"),
        ("欧阳慧敏", "Han"),
        ("Ana 李", "Han"),
        ("さくら", "Hiragana"),
        ("김민수", "Hangul"),
        ("श्री", "Devanagari"),
        ("สมชาย", "Thai"),
        ("አበበ", "Ethiopic"),
        ("ᐃᓄᒃ", "Canadian Aboriginal"),
        ("Ana 🌱", "Symbols"),
        ("Ana \u{E000}", "Unknown"),
    ] {
        let face = english().named(name);
        assert_eq!(BARE.check(&face), Err(missing(script, name)));
        assert_eq!(refusal(BARE.render(&face)), Some(missing(script, name)));
    }
    assert_eq!(BARE.check(&english()), Ok(()));
    assert!(matches!(BARE.render(&chinese()), Err(RenderError::MissingScript { script, .. }) if script == "Han"));
}

#[test]
fn a_name_that_nobody_could_see_is_refused() {
    for name in ["", "   ", "\u{200B}\u{200D}", "\u{3164}", "\u{AD}"] {
        assert_eq!(
            refusal(BARE.render(&english().named(name))),
            Some(RenderError::Blank { field: "name" }),
            "{name:?}"
        );
    }
    let no_label = Face { serial_label: String::new(), ..english() };
    assert_eq!(refusal(BARE.render(&no_label)), Some(RenderError::Blank { field: "serial_label" }));
}

#[test]
fn a_character_that_would_turn_or_break_the_text_is_refused() {
    for c in ['\u{202E}', '\u{2066}', '\n', '\t', '\0', '\u{FFFD}', '\u{E0041}'] {
        let name = format!("Ana{c}Lima");
        let expected = RenderError::Unprintable { field: "name", code: u32::from(c) };
        assert_eq!(refusal(BARE.render(&english().named(&name))), Some(expected));
    }
    for name in ["Ana\u{200F} Lima", "می\u{200C}خواهم", "Ana\u{AD}maria"] {
        assert_eq!(BARE.check(&english().named(name)), Ok(()), "{name:?}");
    }
}

#[test]
fn what_cannot_fit_is_refused_and_never_cut() {
    for (what, face) in [
        ("a book", Face { course: "A course about everything there is. ".repeat(200), ..english() }),
        ("long texts", Face { course: "Everything there is. ".repeat(28), ..english().named(&"Ana Lima ".repeat(60)) }),
        ("a word without end", english().named(&"Wolfeschlegelsteinhausenbergerdorff".repeat(6))),
        ("an Arabic one", english().named(&"م".repeat(400))),
        ("an address", Face { verify_url: format!("https://example.org/{}", "a".repeat(400)), ..english() }),
        ("a serial", Face { serial: "9".repeat(120), ..english() }),
        ("a crowd", Face { officials: vec![english().officials.remove(1); 40], ..english() }),
    ] {
        assert_eq!(refusal(BARE.render(&face)), Some(RenderError::DoesNotFit), "{what}");
    }
    let address = "https://example.org/".to_owned() + &"a".repeat(570);
    assert_eq!(refusal(BARE.render(&Face { verify_url: address, ..english() })), Some(RenderError::DoesNotFit));
}

#[test]
fn a_language_that_is_none_is_refused() {
    for tag in ["", "not a tag", "en_US_POSIX_x", "💬"] {
        let outcome = BARE.render(&Face { locale: tag.to_owned(), ..english() });
        assert_eq!(refusal(outcome), Some(RenderError::Locale(tag.to_owned())));
    }
    for tag in ["fil", "zh-Hant-TW", "es-419", "pt-BR", "sr-Latn"] {
        assert!(BARE.render(&Face { locale: tag.to_owned(), ..english() }).is_ok(), "{tag}");
    }
}

#[test]
fn without_a_font_the_page_is_refused_and_not_left_blank() {
    let renderer = Renderer {
        fonts: Fonts::none(),
        press: Press::new(LAYOUTS).expect("the template"),
        exported: Mutex::default(),
        last_code: Mutex::default(),
    };
    assert!(matches!(renderer.render(&english()), Err(RenderError::MissingScript { script, .. }) if script == "Latin"));
    let mut sheet = BARE.compose(&english()).expect("a face for each text");
    sheet.fonts.clear();
    let outcome = world::lay_out(&BARE.press.load(sheet)).map(drop);
    assert!(
        matches!(&outcome, Err(RenderError::Typst(warning)) if warning.contains("unknown font family")),
        "{outcome:?}"
    );
}

#[test]
fn the_page_is_read_back_and_a_box_for_a_letter_is_seen() {
    let mut sheet = BARE.compose(&english().named("Ana Lima")).expect("a face for each text");
    let data = String::from_utf8(sheet.face.to_vec()).expect("text").replace("Ana Lima", "សុខ");
    sheet.face = Bytes::from_string(data);
    let document = world::lay_out(&BARE.press.load(sheet)).expect("Typst does not mind");
    assert_eq!(proof::read(&document, &english().named("សុខ")), Err(missing("Khmer", "សុខ")));
    let marked = english().marked_as_test();
    let mut sheet = BARE.compose(&marked).expect("a face for each text");
    let data = String::from_utf8(sheet.face.to_vec()).expect("text").replace(TEST_MARK, "សុខ");
    sheet.face = Bytes::from_string(data);
    let document = world::lay_out(&BARE.press.load(sheet)).expect("Typst does not mind");
    assert_eq!(proof::read(&document, &marked), Err(missing("Khmer", "សុខ")), "across the page, too");
    let other = laid_out(&BARE, &english().named("Ana Lima"));
    assert!(proof::read(&other, &english().named("Ana Lima ÆØ")).is_err(), "what was left out is missed");
}

#[test]
fn what_is_proved_is_what_can_be_printed() {
    let unused = Renderer::new(&[]).expect("the embedded fonts");
    let long = || english().named(&"Ana Lima ".repeat(60));
    for face in [
        english(),
        arabic().marked_as_test(),
        chinese(),
        english().named("សុខ"),
        english().named("Ana \u{E000}"),
        english().named("Ana\u{202E}Lima"),
        Face { course: "Everything there is. ".repeat(28), ..long() },
        Face { template: "none".to_owned(), ..english() },
    ] {
        let refused = refusal(BARE.render(&face));
        for renderer in [&unused, &unused, &*BARE] {
            assert_eq!(renderer.prove(&face).err(), refused, "{}", face.name);
        }
    }
}

#[test]
fn the_template_sees_nothing_but_the_certificate() {
    let press = Press::new(LAYOUTS).expect("the template");
    let world = press.load(BARE.compose(&english()).expect("a face for each text"));
    for path in ["/etc/passwd", "/Cargo.toml", "/other.typ"] {
        let id = RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).expect("a path")).intern();
        assert!(world.file(id).is_err() && world.source(id).is_err(), "{path}");
    }
    assert!(world.today(None).is_none());
}

#[test]
fn an_optional_font_is_not_read_before_a_text_needs_it() {
    let directory = tempdir().expect("a directory");
    let broken = directory.path().join("NotoSerifKhmer-Regular.ttf");
    fs::write(&broken, b"no font").expect("a file");
    let absent = directory.path().join("absent");
    let renderer = Renderer::new(&[directory.path().to_owned(), absent.clone()]).expect("only names are read");
    let inventory = renderer.inventory();
    assert_eq!(inventory.absent_directories, [absent]);
    let khmer = inventory.faces.iter().find(|face| face.script == "Khmer").map(|face| &face.source);
    assert_eq!(khmer, Some(&Source::Files(vec![broken.clone()])));
    assert!(inventory.missing.contains(&"Han".to_owned()) && !inventory.missing.contains(&"Khmer".to_owned()));
    assert!(renderer.render(&english()).is_ok() && renderer.render(&arabic()).is_ok());
    let refused = renderer.render(&english().named("សុខ"));
    assert!(matches!(refused, Err(RenderError::FontFile { path, .. }) if path == broken));
    fs::remove_file(&broken).expect("removed");
    let refused = renderer.render(&english().named("សុខ"));
    assert!(matches!(refused, Err(RenderError::FontFile { path, .. }) if path == broken), "gone since the start");
}
