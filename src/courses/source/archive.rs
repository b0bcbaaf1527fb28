//! Unpacks an uploaded course. An archive is hostile until shown otherwise: nothing is written to disk, sizes are counted while
//! reading and not believed, and a name is only a key of a map.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::codes::Code;
use super::limits;
use super::package::{Package, is_litter};
use super::report::{Log, Mistake, number};

/// What an archive holds.
#[derive(Debug)]
pub struct Unpacked {
    pub package: Package,
    /// The folder around all files, when there is one: the course's slug.
    pub folder: Option<String>,
}

/// Unpacks a ZIP archive.
///
/// # Errors
/// All reasons for which it is refused.
pub fn unpack(bytes: &[u8]) -> Result<Unpacked, Vec<Mistake>> {
    let log = Log::default();
    let package = read(bytes, &log).unwrap_or_default();
    if log.is_clean() { Ok(without_folder(package)) } else { Err(log.into_mistakes()) }
}

fn read(bytes: &[u8], log: &Log) -> Option<Package> {
    if bytes.len() > limits::ARCHIVE_BYTES {
        log.add("", 1, Code::PackageTooLarge, [number(limits::ARCHIVE_BYTES)]);
        return None;
    }
    let mut archive = open(bytes, log)?;
    if archive.len() > limits::FILES {
        log.add("", 1, Code::TooManyFiles, [number(limits::FILES)]);
        return None;
    }
    let mut unpacker = Unpacker { package: Package::new(), left: limits::PACKAGE_BYTES as u64, log };
    for index in 0..archive.len() {
        match archive.by_index(index) {
            Ok(entry) => unpacker.take(entry)?,
            Err(_) => log.add("", 1, Code::ArchiveUnreadable, []),
        }
    }
    Some(unpacker.package)
}

/// The directory of the archive must name each file once, and no two may share bytes.
fn open<'a>(bytes: &'a [u8], log: &Log) -> Option<ZipArchive<Cursor<&'a [u8]>>> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        log.add("", 1, Code::ArchiveUnreadable, []);
        return None;
    };
    if archive.has_duplicate_names() {
        log.add("", 1, Code::ArchiveDuplicate, []);
    }
    if archive.has_overlapping_entries().unwrap_or(true) {
        log.add("", 1, Code::ArchiveUnreadable, []);
        return None;
    }
    Some(archive)
}

struct Unpacker<'a> {
    package: Package,
    /// How many more bytes may come out.
    left: u64,
    log: &'a Log,
}

impl Unpacker<'_> {
    /// Takes one entry; `None` when the archive is too large to go on.
    fn take(&mut self, mut entry: ZipFile<'_, Cursor<&[u8]>>) -> Option<()> {
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if is_litter(&name) {
            return Some(());
        }
        if let Some(code) = refusal(&entry, &name) {
            self.log.add(&name, 1, code, []);
            return Some(());
        }
        if entry.is_dir() {
            return Some(());
        }
        let bytes = self.inflate(&mut entry, &name)?;
        if self.package.insert(name.clone(), bytes).is_some() {
            self.log.add(&name, 1, Code::ArchiveDuplicate, []);
        }
        Some(())
    }

    fn inflate(&mut self, entry: &mut ZipFile<'_, Cursor<&[u8]>>, name: &str) -> Option<Vec<u8>> {
        let packed = entry.compressed_size();
        let ratio_limit = packed.saturating_mul(limits::ARCHIVE_RATIO).max(limits::ARCHIVE_RATIO_FROM);
        let allowed = self.left.min(ratio_limit);
        let mut bytes = Vec::new();
        if entry.by_ref().take(allowed + 1).read_to_end(&mut bytes).is_err() {
            self.log.add(name, 1, Code::ArchiveUnreadable, []);
            return Some(Vec::new());
        }
        if bytes.len() as u64 <= allowed {
            self.left -= bytes.len() as u64;
            return Some(bytes);
        }
        if ratio_limit <= self.left {
            self.log.add(name, 1, Code::ArchiveRatio, [number(limits::ARCHIVE_RATIO)]);
        } else {
            self.log.add("", 1, Code::PackageTooLarge, [number(limits::PACKAGE_BYTES)]);
        }
        None
    }
}

fn refusal(entry: &ZipFile<'_, Cursor<&[u8]>>, name: &str) -> Option<Code> {
    if entry.encrypted() {
        return Some(Code::ArchiveEncrypted);
    }
    // 0o170000 masks the kind of file in a Unix mode; 0 says nothing, 0o100000 is a file, 0o040000 a folder.
    let kind = entry.unix_mode().unwrap_or(0) & 0o170_000;
    if entry.is_symlink() || !matches!(kind, 0 | 0o100_000 | 0o040_000) {
        return Some(Code::FileLink);
    }
    (!is_plain_path(name)).then_some(Code::ArchivePath)
}

/// A relative path that stays where it is put, on every system.
fn is_plain_path(name: &str) -> bool {
    let is_plain = |part: &str| {
        !matches!(part, "" | "." | "..") && !part.contains(|c: char| "\\:\u{FFFD}".contains(c) || c.is_control())
    };
    name.len() <= 300 && name.strip_suffix('/').unwrap_or(name).split('/').all(is_plain)
}

/// Archives are often made of the folder and not of what is in it.
fn without_folder(package: Package) -> Unpacked {
    let mut folders = package.keys().map(|path| path.split_once('/').map(|(folder, _)| folder.to_owned()));
    let first = folders.next().flatten();
    let folder = first
        .filter(|first| folders.all(|folder| folder.as_ref() == Some(first)) && !package.contains_key("course.toml"));
    let Some(folder) = folder else { return Unpacked { package, folder: None } };
    let strip = |path: String| path.split_once('/').map_or(path.clone(), |(_, rest)| rest.to_owned());
    Unpacked { package: package.into_iter().map(|(path, bytes)| (strip(path), bytes)).collect(), folder: Some(folder) }
}
