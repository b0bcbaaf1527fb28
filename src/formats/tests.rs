//! What all formats have to bear: texts of other people, and files that are built to hurt.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use super::exchange::tests::{comes_back, document, said, unit, untranslated};
use super::exchange::{Document, FaultCode, Unit, UnitKind, UnitState};
use super::terminology::{Concept, Term, TermStatus};
use super::{csv, ftl, po, terminology, tmx, xliff};
use crate::i18n::tests::{locale, samples};
use crate::i18n::{Locale, Source};

fn approved(unit: Unit) -> Unit {
    Unit { state: UnitState::Approved, ..unit }
}

#[test]
fn naughty_strings_travel_in_every_format() {
    let Some(folder) = samples("naughty_strings_travel_in_every_format") else { return };
    let text = std::fs::read_to_string(folder.join("../strings/blns.json")).expect("strings");
    let strings: Vec<String> = serde_json::from_str(&text).expect("JSON");
    let strings: Vec<&String> = strings.iter().filter(|string| !string.is_empty()).collect();
    assert!(strings.len() > 400);
    for kind in [UnitKind::Markdown, UnitKind::Cell, UnitKind::Plain, UnitKind::Caption] {
        let units = strings.iter().enumerate().map(|(number, string)| Unit {
            kind,
            notes: vec![(*string).clone()],
            ..approved(unit(&format!("k{number}"), string, Some(string)))
        });
        let document = document(units.collect());
        comes_back(&document, po::write(&document).as_bytes(), po::read);
        comes_back(&document, csv::write(&document).as_bytes(), csv::read);
        comes_back(&document, xliff::write(&document).as_bytes(), xliff::read);
        let memory = tmx::read(tmx::write(&document).as_bytes(), &Locale::EN, &Locale::FR).expect("a memory");
        assert!(memory.pairs.len() > 400 && memory.pairs.iter().all(|pair| pair.source == pair.target));
    }
    let term = |string: &String| Term {
        line: 0,
        locale: Locale::EN,
        text: string.trim().to_owned(),
        status: TermStatus::Admitted,
        note: String::new(),
    };
    let terms: Vec<Term> = strings.iter().map(|string| term(string)).filter(|term| !term.text.is_empty()).collect();
    let concepts = [Concept { line: 0, definition: "=1+1".to_owned(), terms: terms.clone() }];
    let read = terminology::csv::read(terminology::csv::write(&concepts).as_bytes()).expect("a table");
    let unplaced: Vec<Term> = read.concepts[0].terms.iter().map(|term| Term { line: 0, ..term.clone() }).collect();
    assert_eq!((said(&read.faults), unplaced), (String::new(), terms.clone()));
    let read = terminology::tbx::read(terminology::tbx::write(&concepts, "x", &Locale::EN).as_bytes()).expect("TBX");
    assert_eq!((said(&read.faults), read.concepts[0].terms.len()), (String::new(), terms.len()));
}

/// The entries of a file with their translations.
fn catalogue(source: &str, target: &str, (source_locale, target_locale): (Locale, Locale)) -> Document {
    let translations: BTreeMap<&str, &str> = ftl::entries(target).iter().map(|entry| (entry.id, entry.text)).collect();
    let units = ftl::entries(source).into_iter().map(|entry| Unit {
        kind: UnitKind::Message,
        notes: vec![entry.comment.clone()],
        ..unit(entry.id, entry.text, translations.get(entry.id).copied())
    });
    Document { source_locale, target_locale, ..document(units.collect()) }
}

/// How many messages mean the same after agencies had them, and what was said of the others.
fn travel(document: &Document) -> (usize, Vec<FaultCode>) {
    comes_back(document, po::write(document).as_bytes(), po::read);
    comes_back(document, csv::write(document).as_bytes(), csv::read);
    let written = xliff::write(document);
    let count = document.units.iter().filter(|unit| unit.target.is_some()).count();
    let known = xliff::read(written.as_bytes(), document).expect("a file");
    assert_eq!((known.units.len(), known.unchanged, said(&known.faults)), (0, count, String::new()));
    let fresh = xliff::read(written.as_bytes(), &untranslated(document)).expect("a file");
    assert_eq!(fresh.units.len() + fresh.faults.len(), count);
    for unit in &fresh.units {
        let target =
            document.units.iter().find(|known| known.key == unit.key).and_then(|known| known.target.as_deref());
        // A message with numbers has all forms of the language now.
        if !target.unwrap_or_default().contains("->") {
            assert_eq!(ftl::hash(unit.target.as_deref().unwrap_or_default()), ftl::hash(target.unwrap_or_default()));
        }
    }
    (fresh.units.len(), fresh.faults.iter().map(|fault| fault.code).collect())
}

#[test]
fn the_shipped_catalogues_travel_to_agencies_and_back() {
    let shipped = Source::shipped();
    let mut count = 0;
    for target in shipped.iter().filter(|file| file.locale != Locale::EN) {
        let source =
            shipped.iter().find(|file| file.locale == Locale::EN && file.file == target.file).expect("a source");
        let (came, faults) = travel(&catalogue(&source.text, &target.text, (Locale::EN, target.locale.clone())));
        count += came;
        assert!(faults.is_empty(), "{} {}: {faults:?}", target.locale, target.file);
    }
    assert!(count > 800, "{count}");
}

#[test]
fn catalogues_of_others_travel_to_agencies_and_back() {
    let Some(folder) = samples("catalogues_of_others_travel_to_agencies_and_back") else { return };
    let (mut count, mut lost) = (0, 0);
    for (root, source) in [
        ("czkawka_core/czkawka_core/i18n", "en"),
        ("ruffle/core/assets/texts", "en-US"),
        ("ruffle/desktop/assets/texts", "en-US"),
    ] {
        let root = folder.join(root);
        for language in folders(&root).into_iter().filter(|name| name != source) {
            for file in folders(&root.join(&language)) {
                let Ok(text) = std::fs::read_to_string(root.join(source).join(&file)) else { continue };
                let target = std::fs::read_to_string(root.join(&language).join(&file)).expect("a catalogue");
                let Ok(tag) = Locale::parse(&language) else { continue };
                let (came, faults) = travel(&catalogue(&text, &target, (locale(source), tag)));
                (count, lost) = (count + came, lost + faults.len());
            }
        }
    }
    assert!(count > 5_000 && lost * 200 < count, "{count} {lost}");
}

fn folders(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root).expect("a folder").filter_map(Result::ok);
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn tables_of_others_are_refused_or_read_to_the_end() {
    let Some(folder) = samples("tables_of_others_are_refused_or_read_to_the_end") else { return };
    let table = std::fs::read_to_string(folder.join("../checklists/asvs-5.0.0.csv")).expect("a table");
    let refused = csv::read(table.as_bytes(), &document(Vec::new())).expect_err("other columns");
    assert_eq!(said(&refused), "exchange-wrong-format format=CSV");
    let table = table.replacen("req_id,req_description,L", "key,source,target", 1);
    let received = csv::read(table.as_bytes(), &document(Vec::new())).expect("a table");
    assert!(received.faults.len() > 300, "{}", received.faults.len());
    assert!(received.faults.iter().all(|fault| fault.code == FaultCode::UnknownUnit));
}

/// Texts that take long where a reader looks back, or looks ahead.
fn hostile() -> Vec<(&'static str, String)> {
    const SIZE: usize = 2 * 1024 * 1024;
    let fill = |text: &str| text.repeat(SIZE / text.len());
    let tags = (0..SIZE / 60).map(|n| {
        let [a, b, c] = [n % 26, n / 26 % 26, n / 676 % 26].map(|n| char::from(b'a' + u8::try_from(n).unwrap_or(0)));
        format!("<tu><tuv xml:lang='{a}{b}{c}-{n:05}'><seg>a</seg></tuv></tu>")
    });
    let xliff = "<xliff version='2.1' srcLang='en' trgLang='fr'><file id='f'>";
    let wide: String = (0..900).map(|n| if n == 0 { "en,fr".to_owned() } else { ",sw".to_owned() }).collect();
    vec![
        ("quotation marks", format!("key,source,target\n{}", fill("\""))),
        ("open cells", format!("key,source,target\n{}", fill("a,\"\n"))),
        ("open cells with doubled marks", format!("key,source,target\n{}", fill("a,\"\"\" \n"))),
        ("separators", format!("key,source,target\n{}", fill(","))),
        ("languages", format!("{wide}\n{}", fill(&format!("{}\n", "a,".repeat(900))))),
        ("lines of one cell", format!("en,fr\na,\"{}\"\n", fill("a\n"))),
        ("a term in a line", format!("language,term\n{}", fill("en,a\n"))),
        ("strings", format!("msgid \"\"\nmsgstr \"\"\n{}", fill("\"a\"\n"))),
        ("backslashes", format!("msgid \"\"\nmsgstr \"{}\"\n", fill("\\\\"))),
        ("comments", fill("#, fuzzy\n")),
        ("obsolete entries", format!("msgid \"\"\nmsgstr \"\"\n{}", fill("#~ msgid \"a\"\n"))),
        ("brackets", fill("<")),
        ("elements", fill("<a>")),
        ("ends", fill("</a>")),
        ("references", format!("<tbx>{}", fill("&#97;"))),
        ("ampersands", format!("<tbx>{}", fill("&"))),
        ("comments of XML", format!("<tbx>{}", fill("<!-- -"))),
        ("attributes", format!("<tbx {}", fill("a='' "))),
        ("a document type", format!("<!DOCTYPE {}", fill("a<b "))),
        ("tags of languages", format!("<tmx><body>{}</body></tmx>", tags.collect::<String>())),
        ("units", format!("{xliff}{}", fill("<unit id='a'><segment><source>A</source></segment></unit>"))),
        (
            "segments",
            format!("{xliff}<unit id='a'>{}", fill("<segment><source>A</source><target>B</target></segment>")),
        ),
        ("codes", format!("{xliff}<unit id='a'><segment><source>{}", fill("<ph id='1'/>"))),
        (
            "groups",
            format!(
                "<martif><text><body>{}",
                fill("<termEntry><langSet xml:lang='en'><tig><term>a</term></tig></langSet></termEntry>")
            ),
        ),
    ]
}

#[test]
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
fn files_that_are_built_to_hurt_do_not() {
    let expected = document(vec![unit("a", "A", None)]);
    for (name, text) in hostile() {
        let bytes = text.as_bytes();
        let started = Instant::now();
        let _ = (po::read(bytes, &expected), csv::read(bytes, &expected), xliff::read(bytes, &expected));
        let _ =
            (tmx::read(bytes, &Locale::EN, &Locale::FR), terminology::csv::read(bytes), terminology::tbx::read(bytes));
        // For 2 MiB without optimisation, on a machine that does other things too.
        assert!(started.elapsed() < Duration::from_secs(20), "{name}: {:?}", started.elapsed());
    }
}
