//! Files in one archive (ZIP) that is written bit by bit: it takes the room of its largest file, however many there are.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

/// What was written and not taken away yet.
#[derive(Clone, Default)]
struct Tray(Arc<Mutex<Vec<u8>>>);

impl Tray {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Tray {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An archive that is being written.
pub struct Bundle {
    zip: ZipWriter<StreamWriter<Tray>>,
    tray: Tray,
}

impl Default for Bundle {
    fn default() -> Self {
        let tray = Tray::default();
        Self { zip: ZipWriter::new_stream(tray.clone()), tray }
    }
}

impl Bundle {
    /// Adds a file, and gives the next bytes of the archive.
    ///
    /// # Errors
    /// When the name cannot be one.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        self.zip.start_file(name, options)?;
        self.zip.write_all(bytes)?;
        Ok(self.tray.take())
    }

    /// The last bytes.
    ///
    /// # Errors
    /// When there are too many files.
    pub fn finish(self) -> io::Result<Vec<u8>> {
        self.zip.finish()?;
        Ok(self.tray.take())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    #[test]
    fn what_was_added_is_found_again() {
        let mut bundle = Bundle::default();
        let mut archive = bundle.add("a.txt", b"one").expect("written");
        archive.extend(bundle.add("b.txt", &b"two".repeat(10_000)).expect("written"));
        archive.extend(bundle.finish().expect("written"));
        let mut found = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
        for (name, expected) in [("a.txt", b"one".to_vec()), ("b.txt", b"two".repeat(10_000))] {
            let mut bytes = Vec::new();
            found.by_name(name).expect("a file").read_to_end(&mut bytes).expect("read");
            assert_eq!(bytes, expected);
        }
    }
}
