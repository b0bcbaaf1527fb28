//! Archives, honest and hostile.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::tiny::{checked, package};
use crate::courses::source::{Code, unpack};

type Writer = ZipWriter<Cursor<Vec<u8>>>;

fn archive(fill: impl FnOnce(&mut Writer, SimpleFileOptions)) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    fill(&mut writer, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated));
    writer.finish().unwrap().into_inner()
}

fn one_file(name: &str, bytes: &[u8]) -> Vec<u8> {
    archive(|zip, options| {
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes).unwrap();
    })
}

fn refusals(bytes: &[u8]) -> Vec<Code> {
    unpack(bytes).err().unwrap_or_default().into_iter().map(|mistake| mistake.code).collect()
}

#[test]
fn a_course_is_unpacked_with_or_without_its_folder() {
    for prefix in ["", "tiny/"] {
        let bytes = archive(|zip, options| {
            for (path, bytes) in package() {
                zip.start_file(format!("{prefix}{path}"), options).unwrap();
                zip.write_all(&bytes).unwrap();
            }
            zip.start_file(format!("__MACOSX/{prefix}._course.toml"), options).unwrap();
        });
        let unpacked = unpack(&bytes).unwrap();
        assert_eq!(unpacked.package, package());
        assert_eq!(unpacked.folder.as_deref(), (!prefix.is_empty()).then_some("tiny"));
        assert!(checked(&unpacked.package).is_clean());
    }
}

#[test]
fn a_path_that_leads_out_is_refused() {
    for name in ["../course.toml", "en/../../x", "/etc/passwd", "C:/x", "en\\x.md", "a//b", "./a", "x\0y"] {
        assert_eq!(refusals(&one_file(name, b"x")), [Code::ArchivePath], "{name:?}");
    }
}

#[test]
fn a_link_is_refused() {
    let bytes = archive(|zip, options| zip.add_symlink("course.toml", "/etc/passwd", options).unwrap());
    assert_eq!(refusals(&bytes), [Code::FileLink]);
    let device = archive(|zip, options| {
        zip.start_file("course.toml", options.unix_permissions(0o777)).unwrap();
    });
    assert_eq!(refusals(&device), []);
}

#[test]
fn a_bomb_is_refused_without_being_unpacked() {
    assert_eq!(refusals(&one_file("course.toml", &vec![b' '; 30_000_000])), [Code::ArchiveRatio]);
    // Mostly empty, with enough in between to stay below the ratio.
    let sparse: Vec<u8> =
        (0..8_000_000_u32).map(|n| if n % 64 < 2 { (n.wrapping_mul(2_654_435_761) >> 13) as u8 } else { 0 }).collect();
    let many = archive(|zip, options| {
        for n in 0..5 {
            zip.start_file(format!("media/{n}.png"), options).unwrap();
            zip.write_all(&sparse).unwrap();
        }
    });
    assert_eq!(refusals(&many), [Code::PackageTooLarge]);
}

#[test]
fn too_many_files_are_refused() {
    let bytes = archive(|zip, options| {
        for n in 0..2_001 {
            zip.start_file(format!("{n}.md"), options).unwrap();
        }
    });
    assert_eq!(refusals(&bytes), [Code::TooManyFiles]);
}

#[test]
fn a_name_that_stands_twice_is_refused() {
    // The writer refuses to make such an archive, so one name is changed afterwards, at both of its places.
    let mut bytes = archive(|zip, options| {
        for name in ["course.toml", "coursX.toml"] {
            zip.start_file(name, options).unwrap();
            zip.write_all(name.as_bytes()).unwrap();
        }
    });
    for at in 0..bytes.len() - 6 {
        if bytes[at..].starts_with(b"coursX") {
            bytes[at + 5] = b'e';
        }
    }
    assert!(!refusals(&bytes).is_empty());
}

#[test]
fn what_is_no_archive_is_refused() {
    let sound = one_file("course.toml", &[b'x'; 500]);
    for bytes in [b"".as_slice(), b"PK", b"not a zip", &sound[..sound.len() / 2]] {
        assert_eq!(refusals(bytes), [Code::ArchiveUnreadable]);
    }
    for at in 0..sound.len() {
        let mut changed = sound.clone();
        changed[at] ^= 0x55;
        drop(unpack(&changed));
    }
}
