//! What stands on the page, where, and in which face.

use super::samples::{LONG_NAME, TEST_MARK, arabic, chinese, english, french, russian, spanish};
use super::{BARE, FULL, drawn, each_text, families_of, laid_out, page_of, system_has};
use crate::certificates::render::{Face, Fact, Official, proof};

#[test]
fn every_language_that_is_embedded_prints_on_one_page() {
    for face in [english(), french(), spanish(), arabic(), russian(), english().named("Nguyễn Thị Phương Thảo")]
    {
        let document = laid_out(&BARE, &face);
        assert_eq!(document.pages().len(), 1, "{}", face.locale);
        assert_eq!(proof::read(&document, &face), Ok(()), "{}", face.locale);
    }
}

#[test]
fn long_texts_shrink_onto_one_page() {
    let arabic_course =
        "مقدمة في اتفاقية التجارة الدولية بأنواع الحيوانات والنباتات البرية المهددة بالانقراض ".repeat(4);
    let crowd = vec![
        Official {
            name: "Prof. Dr Maximiliane Freifrau von Hohenstein-Lichtenberg".to_owned(),
            role: "Director, Division of Capacity-Building, Outreach and Projects".to_owned(),
            signature: None,
        };
        3
    ];
    for (what, face) in [
        ("a name of 120 characters", english().named(LONG_NAME)),
        (
            "a name of two long words",
            english().named(&format!("{} {}", "Wolfeschlegel".repeat(4), "Bergerdorff".repeat(4))),
        ),
        ("a long Arabic name", arabic().named(&"عبد الرحمن بن محمّد ".repeat(6))),
        ("a long Arabic course", Face { course: arabic_course, ..arabic() }),
        ("a long Russian course", russian()),
        (
            "many details",
            Face { detail_lines: vec!["Thirty hours of study over six weeks".to_owned(); 9], ..english() },
        ),
        ("three officials", Face { officials: crowd, ..english() }),
        ("everything at once", Face { test_mark: Some(TEST_MARK.repeat(2)), ..russian().named(LONG_NAME) }),
        (
            "a long address",
            Face { verify_url: format!("https://learning.example.org/{}", "verify/".repeat(14)), ..english() },
        ),
    ] {
        let document = laid_out(&BARE, &face);
        assert_eq!(document.pages().len(), 1, "{what}");
        assert_eq!(proof::read(&document, &face), Ok(()), "{what}");
    }
}

#[test]
fn the_page_is_read_in_the_order_of_its_meaning() {
    let document = laid_out(&BARE, &english().marked_as_test());
    let text: String = drawn(&document).into_iter().map(|(_, text)| text).collect();
    let order = [
        "Secretariat of the Convention",
        TEST_MARK,
        "Certificate of Completion",
        "This is to certify that",
        "Zoë Nuñez-Šimůnková",
        "has successfully completed",
        "Introduction to the Convention",
        "30 hours of study",
        "Issued on",
        "23 November 2026",
        "Valid until",
        "Serial number",
        "VC-2026-00000042",
        "Āriā Te Whāiti",
        "Secretary-General",
        "Head of Capacity-Building",
        "Verify this certificate at",
        "https://college.example.org/verify/",
    ];
    let places: Vec<_> =
        order.iter().map(|part| text.find(part).unwrap_or_else(|| panic!("{part} in {text}"))).collect();
    assert!(places.is_sorted(), "{places:?} in {text}");
}

#[test]
fn digits_and_brackets_beside_latin_are_not_taken_by_the_arabic_face() {
    let document = laid_out(&BARE, &arabic());
    for part in ["(", ")", "ABS", "101"] {
        assert_eq!(families_of(&document, part), ["Noto Serif"], "{part}");
    }
    assert_eq!(families_of(&document, "٣٠"), ["Noto Naskh Arabic"]);
}

#[test]
fn serial_and_address_run_from_left_to_right_on_an_arabic_page() {
    let face = arabic();
    let document = laid_out(&BARE, &face);
    for code in [&face.serial, &face.verify_url] {
        let mut seen = 0;
        each_text(&document, |item, _| {
            if item.text == code.as_str() {
                seen += 1;
                assert!(item.glyphs.is_sorted_by_key(|glyph| glyph.range.start), "{code}");
            }
        });
        assert_eq!(seen, 1, "{code} stands on one line, in one piece");
    }
}

#[test]
fn a_page_from_right_to_left_is_mirrored() {
    for (face, at_left) in [(english(), true), (arabic(), false)] {
        let document = laid_out(&BARE, &face);
        let middle = page_of(&document).size().x / 2.0;
        each_text(&document, |item, at| {
            if item.text == face.serial.as_str() {
                assert_eq!(at.x < middle, at_left, "{}", face.locale);
            }
        });
    }
}

#[test]
fn a_name_runs_as_its_own_letters_do() {
    let document = laid_out(&BARE, &english().named("محمّد عبد الله"));
    let mut places = Vec::new();
    for word in ["محم", "عبد", "الله"] {
        each_text(&document, |item, at| {
            if let Some(start) = item.text.find(word) {
                assert!(item.glyphs.is_sorted_by(|a, b| a.range.start >= b.range.start), "{word} from right to left");
                let before = item.glyphs.iter().take_while(|glyph| glyph.range().start > start);
                let advance: f64 = before.map(|glyph| glyph.x_advance.at(item.size).to_pt()).sum();
                places.push(at.x.to_pt() + advance);
            }
        });
    }
    assert!(places.len() == 3 && places.is_sorted_by(|a, b| a > b), "{places:?}");
}

#[test]
fn an_arabic_name_is_shaped_and_not_set_letter_by_letter() {
    let document = laid_out(&BARE, &english().named("ببب"));
    let mut glyphs = Vec::new();
    each_text(&document, |item, _| {
        if item.text == "ببب" {
            glyphs = item.glyphs.iter().map(|glyph| glyph.id).collect();
        }
    });
    glyphs.sort_unstable();
    glyphs.dedup();
    assert_eq!(glyphs.len(), 3, "initial, medial and final form");
}

#[test]
fn markup_in_the_data_is_printed_as_it_stands() {
    let name = "#panic() *A* _b_ $x$ <c> @d \\ `e` // f";
    let document = laid_out(
        &BARE,
        &Face { course: "#read(\"/etc/passwd\") https://example.org".to_owned(), ..english().named(name) },
    );
    let text: String = drawn(&document).into_iter().map(|(_, text)| text).collect();
    assert!(text.contains(name), "{text}");
    assert!(text.contains("#read(\"/etc/passwd\") https://example.org"), "{text}");
}

#[test]
fn only_a_test_is_marked_as_one() {
    let mark = |face: &Face| {
        let document = laid_out(&BARE, face);
        let page = format!("{:?}", page_of(&document));
        (drawn(&document).iter().filter(|(_, text)| text.contains("TEST")).count(), page.matches("TEST").count())
    };
    assert_eq!(mark(&english()), (0, 0));
    assert_eq!(mark(&english().marked_as_test()), (1, 2), "once to be read, and once across the page");
}

#[test]
fn a_page_without_officials_details_or_expiry_is_complete() {
    let face = Face {
        officials: Vec::new(),
        detail_lines: Vec::new(),
        valid_until: None,
        issued: Fact { label: "Issued on".to_owned(), value: "1 May 2026".to_owned() },
        ..english()
    };
    assert_eq!(proof::read(&laid_out(&BARE, &face), &face), Ok(()));
}

#[test]
fn a_chinese_name_on_an_english_certificate_is_set_in_a_chinese_face() {
    if !system_has("a_chinese_name_on_an_english_certificate_is_set_in_a_chinese_face", &["Han"]) {
        return;
    }
    for (name, name_locale, ending) in [
        ("欧阳慧敏", None, "SC"),
        ("田中", Some("ja"), "JP"),
        ("陳大文", Some("zh-Hant"), "TC"),
        ("김민수", None, "KR"),
    ] {
        let face = Face { name_locale: name_locale.map(str::to_owned), ..english().named(name) };
        let families = families_of(&laid_out(&FULL, &face), name);
        assert_eq!(families, [format!("Noto Serif CJK {ending}")], "{name}");
    }
    assert_eq!(laid_out(&FULL, &chinese()).pages().len(), 1);
}

#[test]
fn latin_letters_of_an_east_asian_keyboard_are_set_in_an_east_asian_face() {
    if !system_has("latin_letters_of_an_east_asian_keyboard_are_set_in_an_east_asian_face", &["Han"]) {
        return;
    }
    for name in ["ＹＡＭＡＤＡ", "Ⅷ"] {
        let face = english().named(name);
        let document = laid_out(&FULL, &face);
        assert_eq!(proof::read(&document, &face), Ok(()), "{name}");
        let families = families_of(&document, name);
        assert!(families.iter().all(|family| family.starts_with("Noto Serif CJK")), "{name}: {families:?}");
    }
}

#[test]
fn several_scripts_stand_in_one_line() {
    if !system_has("several_scripts_stand_in_one_line", &["Han", "Devanagari", "Thai", "Khmer", "Ethiopic", "Georgian"])
    {
        return;
    }
    let face = english().named("李小龍 (Bruce) श्री สมชาย សុខ አበበ გიორგი محمّد Ирина");
    let document = laid_out(&FULL, &face);
    assert_eq!(proof::read(&document, &face), Ok(()));
    assert_eq!(families_of(&document, "Bruce"), ["Noto Serif Display"]);
    assert_eq!(families_of(&document, "श्री"), ["Noto Serif Devanagari"]);
    assert!(FULL.render(&face).is_ok());
}
