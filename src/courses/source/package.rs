//! The bytes of a course, from wherever they come: a folder on disk or an unpacked archive.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::codes::Code;
use super::limits;
use super::report::{Log, number};
use crate::courses::model::{Borrowed, Language};

/// The files of a course by their paths within its folder, with `/` between the parts.
pub type Package = BTreeMap<String, Vec<u8>>;

/// Which texts of a package are in another language than the folder or file that they stand in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loans {
    /// By the path of the lesson, in the order in which they stand.
    pub lessons: BTreeMap<String, Vec<Borrowed>>,
    /// Texts outside of lessons, by the language of the folder.
    pub texts: BTreeMap<Language, BTreeMap<String, Language>>,
}

/// Left by systems, not by authors.
pub(super) fn is_litter(path: &str) -> bool {
    let is_hidden =
        |part: &str| part == ".DS_Store" || part == "Thumbs.db" || part == "desktop.ini" || part == "__MACOSX";
    path.split('/').any(is_hidden)
}

/// Reads a folder. Links are reported, not followed; what is too large is reported, not read.
pub(super) fn read_folder(path: &Path, log: &Log) -> io::Result<Package> {
    let mut reader = Reader { package: Package::new(), bytes: 0, log };
    reader.read(path, "")?;
    Ok(reader.package)
}

struct Reader<'a> {
    package: Package,
    bytes: u64,
    log: &'a Log,
}

impl Reader<'_> {
    fn read(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if !is_litter(&name) && !self.is_full() {
                self.take(&entry, name)?;
            }
        }
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.package.len() > limits::FILES || self.bytes > limits::PACKAGE_BYTES as u64
    }

    fn take(&mut self, entry: &fs::DirEntry, name: String) -> io::Result<()> {
        let kind = entry.file_type()?;
        // A course has no folders in folders.
        let is_deep = name.contains('/');
        if kind.is_dir() && !is_deep {
            return self.read(&entry.path(), &format!("{name}/"));
        }
        if kind.is_symlink() {
            self.log.add(&name, 1, Code::FileLink, []);
        } else if kind.is_file() {
            self.bytes = self.bytes.saturating_add(entry.metadata()?.len());
            if !self.is_full() {
                self.package.insert(name, fs::read(entry.path())?);
            }
        } else {
            self.log.add(&name, 1, Code::FileUnknown, []);
        }
        if self.bytes > limits::PACKAGE_BYTES as u64 {
            self.log.add("", 1, Code::PackageTooLarge, [number(limits::PACKAGE_BYTES)]);
        }
        Ok(())
    }
}

/// Whether the package may be looked at closer.
pub(super) fn is_within_limits(package: &Package, log: &Log) -> bool {
    let bytes: usize = package.values().map(Vec::len).sum();
    if package.len() > limits::FILES {
        log.add("", 1, Code::TooManyFiles, [number(limits::FILES)]);
    }
    if bytes > limits::PACKAGE_BYTES {
        log.add("", 1, Code::PackageTooLarge, [number(limits::PACKAGE_BYTES)]);
    }
    package.len() <= limits::FILES && bytes <= limits::PACKAGE_BYTES
}
