//! The courses that ship.

use std::fs;
use std::path::Path;

use crate::courses::source::check_folder;

#[test]
fn every_course_of_the_repository_checks_clean() {
    let courses = Path::new(env!("CARGO_MANIFEST_DIR")).join("courses");
    let Ok(entries) = fs::read_dir(courses) else { return };
    for folder in entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let report = check_folder(&folder).unwrap();
        let lines: Vec<_> = report
            .mistakes
            .iter()
            .map(|m| format!("{}:{}: {} {:?}", m.file, m.line, m.code.as_str(), m.arguments))
            .collect();
        assert!(report.is_clean(), "{}\n{}", folder.display(), lines.join("\n"));
        assert!(report.course.is_some());
    }
}
