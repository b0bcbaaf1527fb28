//! Writes the samples where somebody can look at them: `COLLEGE_LOOK=/tmp/look cargo test --lib render::tests::looks`.

use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use super::samples::{LONG_NAME, arabic, chinese, english, french, russian, spanish};
use super::FULL;

#[test]
fn samples_are_written_for_the_eye_when_a_directory_is_named() {
    let Some(directory) = option_env!("COLLEGE_LOOK").map(PathBuf::from) else { return };
    fs::create_dir_all(&directory).expect("a directory");
    let bare = crate::certificates::render::Face {
        officials: Vec::new(),
        valid_until: None,
        detail_lines: Vec::new(),
        ..english()
    };
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
        ("ar-test", crate::certificates::render::Face { test_mark: Some("اختبار – ليست شهادة".to_owned()), ..arabic() }),
        ("en-bare", bare),
    ] {
        let begun = Instant::now();
        match FULL.render(&face) {
            Ok(pdf) => {
                eprintln!("{name}: {} bytes, {:?}", pdf.len(), begun.elapsed());
                fs::write(directory.join(format!("{name}.pdf")), pdf).expect("a file");
            }
            Err(error) => eprintln!("{name}: {error}"),
        }
    }
}
