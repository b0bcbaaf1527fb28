//! `virtual-college locale`: translations in files, for people who live in git.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::support::{Ran, TestDatabase, college, college_at, run};

fn shipped(tag: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(tag)
}

fn check(path: &Path, lang: &str) -> Ran {
    run(college(&["locale", "check", "--lang", lang, path.to_str().expect("UTF-8")]))
}

/// The ids and texts of a file's entries.
fn entries(text: &str) -> Vec<(String, String)> {
    let entries = virtual_college::formats::ftl::entries(text);
    entries.into_iter().map(|entry| (entry.id.to_owned(), entry.text.to_owned())).collect()
}

#[test]
fn what_ships_is_found_without_fault() {
    for tag in ["en", "fr", "es"] {
        check(&shipped(tag), "en").assert_code(0).assert_says("0 faults");
    }
}

#[test]
fn a_fault_is_told_with_its_file_and_line_in_the_language_that_was_asked_for() {
    let directory = TempDir::new().expect("a directory");
    let folder = directory.path().join("fr");
    std::fs::create_dir(&folder).expect("a folder");
    let text = std::fs::read_to_string(shipped("fr").join("enrolments.ftl")).expect("a file");
    let is_entry = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
    let before: Vec<&str> = text.lines().take_while(|line| !line.contains("{ $end }")).collect();
    let line = before.iter().rposition(is_entry).expect("an entry") + 1;
    std::fs::write(folder.join("enrolments.ftl"), text.replace("{ $end }", "demain")).expect("write");
    let ran = check(&folder.join("enrolments.ftl"), "fr");
    ran.assert_code(1).assert_says("$end");
    ran.assert_says(&format!("enrolments.ftl:{line}: "));
    check(&directory.path().join("none"), "en").assert_code(1);
}

#[test]
fn what_is_wrong_with_one_file_keeps_no_other_from_being_checked() {
    let directory = TempDir::new().expect("a directory");
    let folder = directory.path().join("fr");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("audit.ftl"), [0xff, 0xfe, 0x00]).expect("write");
    std::fs::write(folder.join("common.ftl"), "college-name = Collège virtuel { $nobody }\n").expect("write");
    let none = directory.path().join("none.ftl");
    let paths = [&none, &folder].map(|path| path.to_str().expect("UTF-8"));
    let ran = run(college(&["locale", "check", paths[0], paths[1]]));
    ran.assert_code(1).assert_says("none.ftl").assert_says("audit.ftl: ").assert_says("common.ftl:1: ");
    ran.assert_says("1 file, 6 faults, 2 warnings");
}

#[test]
fn what_is_approved_goes_into_files_and_comes_back() {
    let directory = TempDir::new().expect("a directory");
    let database = TestDatabase::of_today(directory.path());
    let college = |arguments: &[&str]| run(college_at(directory.path(), &database.url, arguments));
    let into = directory.path().join("repository");
    let target = into.to_str().expect("UTF-8").to_owned();
    college(&["locale", "export", "fr", "--into", &target]).assert_code(0);
    for file in ["mail.ftl", "problems.ftl", "certificates.ftl"] {
        let written = std::fs::read_to_string(into.join("locales/fr").join(file)).expect("a file");
        let kept = std::fs::read_to_string(shipped("fr").join(file)).expect("a file");
        let (mut written, mut kept) = (entries(&written), entries(&kept));
        written.sort();
        kept.sort();
        assert_eq!(written, kept, "{file}");
    }
    college(&["locale", "stats", "fr"]).assert_code(0).assert_says("interface/mail");
    let mail = into.join("locales/fr/mail.ftl");
    let import = ["locale", "import", "fr", mail.to_str().expect("UTF-8")];
    college(&import).assert_code(0).assert_says("waits for a server");
    college(&["locale", "stats", "xx"]).assert_code(1);
    college(&["locale", "export", "sw", "--into", &target]).assert_code(1);
}
