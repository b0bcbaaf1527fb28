//! Folders with courses.

use std::path::{Path, PathBuf};

/// The course that ships, as it is written.
pub fn introduction() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("courses/introduction-to-cites")
}

/// A copy of it to be changed, under the same name.
pub fn copy_of_the_introduction(into: &Path) -> PathBuf {
    let copy = into.join("introduction-to-cites");
    copy_folder(&introduction(), &copy);
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let place = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &place);
        } else {
            std::fs::copy(&path, &place).expect("copy");
        }
    }
}

/// Changes a file of a copy.
pub fn rewrite(file: &Path, change: impl FnOnce(String) -> String) {
    let text = std::fs::read_to_string(file).expect("a file");
    std::fs::write(file, change(text)).expect("write");
}
