//! The file that a backup is: a ZIP archive of a few parts, and a manifest that names them with their checksums.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tempfile::{NamedTempFile, TempDir};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Failure;
use super::place::DIRECTORY_MODE;
use crate::clock::Timestamp;
use crate::db::transfer::Counts;
use crate::text::hex;

/// Change it when an older program would misread the archive.
const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";
pub const SQLITE: &str = "college.db";
pub const POSTGRES: &str = "college.dump";
pub const MASTER_KEY: &str = "master.key";
pub const CONFIG: &str = "college.toml";

/// What is in an archive.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    pub created_at: Timestamp,
    /// The version of the program that made it.
    pub program: String,
    /// `sqlite` or `postgresql`.
    pub engine: String,
    /// The migrations that the schema has seen.
    pub migrations: Vec<String>,
    /// How many rows each table has.
    pub rows: Counts,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Part {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

impl Manifest {
    #[must_use]
    pub fn new(created_at: Timestamp, engine: &str, migrations: Vec<String>, rows: Counts) -> Self {
        let (program, engine) = (env!("CARGO_PKG_VERSION").to_owned(), engine.to_owned());
        Self { format: FORMAT, created_at, program, engine, migrations, rows, parts: Vec::new() }
    }

    #[must_use]
    pub fn has(&self, part: &str) -> bool {
        self.parts.iter().any(|known| known.name == part)
    }
}

/// A directory beside something, which only its owner can look into and which goes away by itself.
///
/// # Errors
/// When it cannot be made.
pub fn workshop(beside: &Path) -> Result<TempDir, Failure> {
    let permissions = std::fs::Permissions::from_mode(DIRECTORY_MODE);
    tempfile::Builder::new()
        .prefix(".college-")
        .permissions(permissions)
        .tempdir_in(beside)
        .map_err(|error| Failure::new(&format!("writing into {}", beside.display()), error))
}

/// Packs files into an archive that only its owner can read. It appears whole or not at all, and takes no other's place.
///
/// # Errors
/// When a file cannot be read or the archive not be written.
pub fn pack(to: &Path, mut manifest: Manifest, parts: &[(&str, PathBuf)]) -> Result<Manifest, Failure> {
    let failed = |error: io::Error| Failure::new(&format!("writing {}", to.display()), error);
    let file = NamedTempFile::new_in(parent(to)).map_err(failed)?;
    let mut zip = ZipWriter::new(file);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(0o600)
        .large_file(true);
    for (name, path) in parts {
        let mut source =
            File::open(path).map_err(|error| Failure::new(&format!("reading {}", path.display()), error))?;
        zip.start_file(*name, options).map_err(|error| failed(error.into()))?;
        manifest.parts.push(digest_into(name, &mut source, &mut zip).map_err(failed)?);
    }
    zip.start_file(MANIFEST, options).map_err(|error| failed(error.into()))?;
    serde_json::to_writer_pretty(&mut zip, &manifest).map_err(|error| failed(error.into()))?;
    let file = zip.finish().map_err(|error| failed(error.into()))?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist_noclobber(to).map_err(|error| failed(error.error))?;
    Ok(manifest)
}

/// The directory that a file is in.
#[must_use]
pub fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn digest_into(name: &str, from: &mut impl Read, to: &mut impl Write) -> io::Result<Part> {
    let mut hash = Sha256::new();
    let mut bytes = 0;
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = from.read(&mut buffer)?;
        let Some(read) = buffer.get(..count).filter(|read| !read.is_empty()) else { break };
        hash.update(read);
        to.write_all(read)?;
        bytes += count as u64;
    }
    Ok(Part { name: name.to_owned(), bytes, sha256: hex(&hash.finalize()) })
}

/// An archive that is being read.
pub struct Archive {
    path: PathBuf,
    zip: ZipArchive<File>,
    pub manifest: Manifest,
}

impl Archive {
    /// Opens an archive and reads what it says of itself.
    ///
    /// # Errors
    /// When it is no backup, or one of a newer program.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let shown = path.display();
        let file = File::open(path).map_err(|error| Failure::new(&format!("opening {shown}"), error))?;
        let no_backup = |why: String| Failure::say(format!("{shown} is no backup of a college, or was cut off: {why}"));
        let mut zip = ZipArchive::new(file).map_err(|error| no_backup(error.to_string()))?;
        let manifest = zip.by_name(MANIFEST).map_err(|error| no_backup(error.to_string()))?;
        let manifest: Manifest = serde_json::from_reader(manifest).map_err(|error| no_backup(error.to_string()))?;
        if manifest.format != FORMAT {
            return Err(Failure::say(format!(
                "{shown} was made by version {} of this program, in a form that this version does not know. Use that version.",
                manifest.program
            )));
        }
        let known = [SQLITE, POSTGRES, MASTER_KEY, CONFIG];
        if let Some(part) = manifest.parts.iter().find(|part| !known.contains(&part.name.as_str())) {
            return Err(no_backup(format!("it names a part “{}”", part.name)));
        }
        Ok(Self { path: path.to_owned(), zip, manifest })
    }

    /// Unpacks a part into a new file that only its owner can read, and compares it with the manifest. `None` when the archive
    /// has no such part.
    ///
    /// # Errors
    /// When it is damaged, or cannot be written.
    pub fn unpack(&mut self, name: &str, into: &Path) -> Result<Option<PathBuf>, Failure> {
        let Some(promised) = self.manifest.parts.iter().find(|part| part.name == name) else { return Ok(None) };
        let damaged = |why: String| {
            Failure::say(format!(
                "{} is damaged: {name} {why}. Nothing was restored; use another backup.",
                self.path.display()
            ))
        };
        let mut part = self.zip.by_name(name).map_err(|error| damaged(format!("cannot be read ({error})")))?;
        let to = into.join(name);
        let written = File::options()
            .write(true)
            .create_new(true)
            .open(&to)
            .and_then(|file| file.set_permissions(std::fs::Permissions::from_mode(0o600)).map(|()| file));
        let mut file = written.map_err(|error| Failure::new(&format!("writing {}", to.display()), error))?;
        let found =
            digest_into(name, &mut part, &mut file).map_err(|error| damaged(format!("cannot be read ({error})")))?;
        if (found.bytes, &found.sha256) != (promised.bytes, &promised.sha256) {
            return Err(damaged("is not what the manifest says".to_owned()));
        }
        file.sync_all().map_err(|error| Failure::new(&format!("writing {}", to.display()), error))?;
        Ok(Some(to))
    }
}
