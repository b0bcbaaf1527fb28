//! Writes the samples where somebody can look at them: `cargo test --lib render::tests::looks -- --ignored --nocapture`.

use std::fs;

use super::FULL;
use super::samples::{LONG_NAME, arabic, chinese, english, french, russian, spanish};
use crate::certificates::render::Face;

#[test]
#[ignore = "for the eye"]
fn samples_are_written_where_they_can_be_looked_at() {
    let directory = std::env::temp_dir().join("render-look");
    fs::create_dir_all(&directory).expect("a directory");
    let bare = Face { officials: Vec::new(), valid_until: None, detail_lines: Vec::new(), ..english() };
    for (name, face) in [
        ("en", english()),
        ("fr", french()),
        ("es", spanish()),
        ("ar", arabic()),
        ("ru-long-course", russian()),
        ("zh", chinese()),
        ("en-arabic-name", english().named("محمّد عبد الله الأنصاري")),
        ("en-chinese-name", english().named("欧阳慧敏")),
        ("en-mixed-name", english().named("李小龍 (Bruce Lee)")),
        ("en-cyrillic-name", english().named("Владислава Преображенская")),
        ("en-long-name", english().named(LONG_NAME)),
        ("en-vietnamese-name", english().named("Nguyễn Thị Phương Thảo")),
        ("en-khmer-name", english().named("សុខ សុវណ្ណារិទ្ធ")),
        ("en-devanagari-name", english().named("श्रीलक्ष्मी विश्वनाथन्")),
        ("en-test", english().marked_as_test()),
        ("ar-test", Face { test_mark: Some("اختبار – ليست شهادة".to_owned()), ..arabic() }),
        ("en-bare", bare),
        ("en-three-officials", Face { officials: vec![english().officials.remove(1); 3], ..english() }),
        ("ar-long-name", arabic().named(&"عبد الرحمن بن محمّد ".repeat(6))),
        ("hi-mixed", english().named("李小龍 (Bruce) श्री สมชาย សុខ አበበ გიორგი محمّد Ирина")),
    ] {
        match FULL.render(&face) {
            Ok(pdf) => {
                eprintln!("{name}: {} bytes", pdf.len());
                fs::write(directory.join(format!("{name}.pdf")), pdf).expect("a file");
            }
            Err(error) => eprintln!("{name}: {error}"),
        }
    }
}
