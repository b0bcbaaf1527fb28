//! Photographs and other pictures made of points: only what kind they are and how large.

use crate::courses::model::MediaType;

/// The kind that a file's ending promises.
pub(super) fn media_type(ending: &str) -> Option<MediaType> {
    match ending {
        "png" => Some(MediaType::Png),
        "jpg" | "jpeg" => Some(MediaType::Jpeg),
        "webp" => Some(MediaType::Webp),
        _ => None,
    }
}

/// Width and height; `None` when the bytes are not such a picture.
pub(super) fn dimensions(media_type: MediaType, bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match media_type {
        MediaType::Png => png(bytes),
        MediaType::Jpeg => jpeg(bytes),
        MediaType::Webp => webp(bytes),
        MediaType::Svg => None,
    };
    size.filter(|(width, height)| *width > 0 && *height > 0)
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    (rest.get(4..8)? == b"IHDR").then_some((big(rest, 8, 4)?, big(rest, 12, 4)?))
}

/// Walks over the segments up to the start of a frame (ITU T.81, B.2).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
    loop {
        let marker = *rest.get(1).filter(|_| rest.first() == Some(&0xFF))?;
        let is_frame = matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        if is_frame {
            return Some((big(rest, 7, 2)?, big(rest, 5, 2)?));
        }
        // A fill byte stands alone; every other segment says how long it is.
        let length = if marker == 0xFF { 0 } else { usize::try_from(big(rest, 2, 2)?).ok()?.max(2) + 1 };
        rest = rest.get(1 + length..)?;
    }
}

/// The three kinds of first chunk (RFC 9649).
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.get(..4)? == b"RIFF" && bytes.get(8..12)? == b"WEBP").then_some(())?;
    match bytes.get(12..16)? {
        b"VP8 " => Some((little(bytes, 26, 2)? & 0x3FFF, little(bytes, 28, 2)? & 0x3FFF)),
        b"VP8L" => {
            let packed = little(bytes, 21, 4)?;
            Some(((packed & 0x3FFF) + 1, ((packed >> 14) & 0x3FFF) + 1))
        }
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        _ => None,
    }
}

fn big(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    Some(bytes.get(at..at + count)?.iter().fold(0, |value, byte| value << 8 | u32::from(*byte)))
}

fn little(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    Some(bytes.get(at..at + count)?.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_read_from_each_kind_of_picture() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x01\x40\0\0\0\xf0\x08\x02";
        assert_eq!(dimensions(MediaType::Png, png), Some((320, 240)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\xf0\x01\x40\x03";
        assert_eq!(dimensions(MediaType::Jpeg, jpeg), Some((320, 240)));
        let webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x3f\x01\0\xef\0\0";
        assert_eq!(dimensions(MediaType::Webp, webp), Some((320, 240)));
    }

    #[test]
    fn a_picture_cut_anywhere_has_no_size_and_does_no_harm() {
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\xf0\x01\x40\x03";
        for end in 0..jpeg.len() - 1 {
            assert_eq!(dimensions(MediaType::Jpeg, jpeg.get(..end).unwrap()), None, "{end}");
        }
        assert_eq!(dimensions(MediaType::Png, b"GIF89a"), None);
        assert_eq!(dimensions(MediaType::Jpeg, b"\xff\xd8\xff\xff\xff\xff"), None);
    }
}
