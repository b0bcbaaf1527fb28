//! A page in each script, compared with the golden one that somebody has looked at. `GOLDEN=write cargo test --lib
//! render::tests::scripts` draws them anew; look at each before it is kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde::Deserialize;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::samples::english;
use super::{FULL, laid_out, refusal, system_has};
use crate::certificates::render::{Face, Fact, Official, export, proof};
use crate::clock::Timestamp;
use crate::i18n::{Direction, Locale, format};

/// What a page says, in one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    issuer: String,
    title: String,
    certify: String,
    name: String,
    statement: String,
    course: String,
    details: Vec<String>,
    issued: String,
    serial: String,
    verify: String,
    officials: Vec<(String, String)>,
}

static SAMPLES: LazyLock<BTreeMap<String, Sample>> =
    LazyLock::new(|| toml::from_str(include_str!("golden/samples.toml")).expect("samples"));

const SCRIPTS: [&str; 12] = [
    "Armenian",
    "Bengali",
    "Devanagari",
    "Ethiopic",
    "Georgian",
    "Han",
    "Hangul",
    "Hebrew",
    "Hiragana",
    "Khmer",
    "Tamil",
    "Thai",
];

fn face(tag: &str, sample: &Sample) -> Face {
    let locale = Locale::parse(if tag == "mixed" { "en" } else { tag }).expect("a language");
    let official =
        |(name, role): &(String, String)| Official { name: name.clone(), role: role.clone(), signature: None };
    let day = Timestamp::parse("2026-11-23T12:30:05Z").expect("a moment").day();
    Face {
        locale: locale.to_string(),
        rtl: locale.direction() == Direction::Rtl,
        issuer: sample.issuer.clone(),
        title: sample.title.clone(),
        certify: sample.certify.clone(),
        name: sample.name.clone(),
        statement: sample.statement.clone(),
        course: sample.course.clone(),
        detail_lines: sample.details.clone(),
        issued: Fact { label: sample.issued.clone(), value: format::long_date(day, &locale) },
        valid_until: None,
        serial_label: sample.serial.clone(),
        verify_label: sample.verify.clone(),
        officials: sample.officials.iter().map(official).collect(),
        ..english()
    }
}

#[test]
fn each_language_looks_as_it_did_when_somebody_looked() {
    if !system_has("each_language_looks_as_it_did_when_somebody_looked", &SCRIPTS) {
        return;
    }
    let fonts = fonts();
    let is_written = std::env::var_os("GOLDEN").is_some_and(|value| value == "write");
    let golden = golden("fonts.txt");
    let other_fonts = if is_written { String::new() } else { differing(&golden, &fonts) };
    let mut complaints = String::new();
    for (tag, sample) in &*SAMPLES {
        let face = face(tag, sample);
        let document = laid_out(&FULL, &face);
        assert_eq!(proof::read(&document, &face), Ok(()), "{tag}");
        assert_eq!(refusal(export(&document, &face)), None, "{tag}: as PDF/A");
        let drawn = Drawing::of(&document);
        let path = PathBuf::from(FOLDER).join(format!("{tag}.png"));
        if is_written {
            fs::write(&path, drawn.encode()).expect("a file");
        } else if let Some(complaint) = drawn.complaint(&Drawing::read(&path), !other_fonts.is_empty()) {
            let seen = std::env::temp_dir().join(format!("certificate-{tag}.png"));
            fs::write(&seen, drawn.encode()).expect("a file");
            let _ = writeln!(complaints, "{tag}: {complaint}; compare {} with {}", seen.display(), path.display());
        }
    }
    if is_written {
        fs::write(PathBuf::from(FOLDER).join("fonts.txt"), fonts).expect("a file");
    }
    assert!(complaints.is_empty(), "{complaints}Fonts that are not those of the golden pages: [{other_fonts}]");
}

#[test]
fn every_script_fits_one_page_whatever_the_length_of_the_name() {
    if !system_has("every_script_fits_one_page_whatever_the_length_of_the_name", &SCRIPTS) {
        return;
    }
    for (tag, sample) in &*SAMPLES {
        let mut face = face(tag, sample);
        let name = face.name.clone();
        while face.name.chars().count() < 100 {
            face.name = format!("{} {name}", face.name);
        }
        assert_eq!(refusal(FULL.render(&face)), None, "{tag}: {}", face.name);
    }
}

pub(super) const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/certificates/render/tests/golden");

fn golden(name: &str) -> String {
    fs::read_to_string(PathBuf::from(FOLDER).join(name)).unwrap_or_default()
}

/// The hashes and names of the fonts, one a line.
fn fonts() -> String {
    let stamps = SAMPLES.iter().flat_map(|(tag, sample)| FULL.font_stamps(&face(tag, sample)).expect("fonts"));
    let lines: std::collections::BTreeSet<_> =
        stamps.map(|stamp| format!("{}  {}\n", stamp.sha256, stamp.file)).collect();
    lines.into_iter().collect()
}

/// The fonts that are not the same as those of the golden pages.
fn differing(golden: &str, fonts: &str) -> String {
    let others = fonts.lines().filter(|line| !golden.lines().any(|known| known == *line));
    others.map(|line| line.split_whitespace().last().unwrap_or_default()).collect::<Vec<_>>().join(", ")
}

/// A page in 216 colours: six levels of red, green and blue.
#[derive(PartialEq, Eq)]
pub(super) struct Drawing {
    width: u32,
    height: u32,
    colours: Vec<u8>,
}

impl Drawing {
    /// At 108 pixels per inch: enough to see a mark that is missing, and little to keep.
    pub fn of(document: &PagedDocument) -> Self {
        let options = RenderOptions { pixel_per_pt: Scalar::new(1.5), render_bleed: false };
        let page = typst_render::render(document.pages().first().expect("a page"), &options);
        let colours = page.pixels().iter().map(|pixel| {
            let level = |channel: u8| channel / 51 + u8::from(channel % 51 > 25);
            level(pixel.red()) * 36 + level(pixel.green()) * 6 + level(pixel.blue())
        });
        Self { width: page.width(), height: page.height(), colours: colours.collect() }
    }

    pub fn encode(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette((0..216_u8).flat_map(levels).map(|level| level * 51).collect::<Vec<_>>());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().expect("a header");
        writer.write_image_data(&self.colours).expect("pixels");
        writer.finish().expect("an end");
        file
    }

    pub fn read(path: &Path) -> Self {
        let file = fs::File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut reader = png::Decoder::new(std::io::BufReader::new(file)).read_info().expect("a golden page");
        let mut colours = vec![0; reader.output_buffer_size().expect("a small page")];
        let frame = reader.next_frame(&mut colours).expect("pixels");
        Self { width: frame.width, height: frame.height, colours }
    }

    /// What is not as in the golden page. Fonts of another version draw the same letters a little apart.
    pub fn complaint(&self, golden: &Self, has_other_fonts: bool) -> Option<String> {
        if (self.width, self.height) != (golden.width, golden.height) {
            return Some(format!("{} × {} pixels", self.width, self.height));
        }
        let differs = |(a, b): &(&u8, &u8)| levels(**a).zip(levels(**b)).any(|(a, b)| a.abs_diff(b) > 1);
        let differing = self.colours.iter().zip(&golden.colours).filter(differs).count();
        let share = differing as f64 / self.colours.len() as f64;
        let allowed = if has_other_fonts { 0.03 } else { 0.000_02 };
        (share > allowed).then(|| format!("{differing} pixels differ, {:.3} %", share * 100.0))
    }
}

/// Red, green and blue of a colour, from 0 to 5.
fn levels(colour: u8) -> impl Iterator<Item = u8> {
    [colour / 36, colour / 6 % 6, colour % 6].into_iter()
}
