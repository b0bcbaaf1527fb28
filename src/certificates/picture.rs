//! Logos and signatures, as somebody gives them. Each is drawn anew, point by point, so that nothing is kept of the file but what
//! is to be seen: no metadata, no second file behind the picture, nothing that a decoder might stumble over later.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::imageops::FilterType as Resampling;
use image::{DynamicImage, ImageDecoder, ImageEncoder as _, ImageFormat, ImageResult, Limits};

use crate::courses::model::ContentHash;

/// Of a file that is given.
pub const LARGEST_FILE: usize = 1024 * 1024;
/// Along each side, as it is given.
pub const LONGEST_SIDE: u32 = 3_000;
/// 16 bits for each of four channels, at the largest size.
const MOST_MEMORY: u64 = LONGEST_SIDE as u64 * LONGEST_SIDE as u64 * 8 + 1024 * 1024;
/// A picture goes into the file of each certificate. On paper it is 42 mm wide at most, so that the first of these is more than any
/// printer draws; the others are for what does not become small, as photographs do not.
const SIDES_KEPT: [u32; 4] = [1_000, 700, 500, 240];
const LARGEST_KEPT: usize = 256 * 1024;
/// Lighter than this is nothing to be seen on paper.
const WHITE: u16 = 250;

/// A picture that certificates may show, in PNG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub sha256: ContentHash,
    pub bytes: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFault {
    /// It is no PNG and no JPEG, or damaged.
    Unreadable,
    /// It has more points along a side than [`LONGEST_SIDE`].
    TooLarge,
    /// There is nothing on it.
    Blank,
}

/// Draws a picture anew, smaller where it is larger than paper can show.
///
/// # Errors
/// When the file is no picture in PNG or JPEG, has too many points, or shows nothing.
pub fn redrawn(file: &[u8]) -> Result<Picture, PictureFault> {
    let mut drawn = decoded(file)?;
    if is_blank(&drawn) {
        return Err(PictureFault::Blank);
    }
    for side in SIDES_KEPT {
        if drawn.width().max(drawn.height()) > side {
            drawn = drawn.resize(side, side, Resampling::Lanczos3);
        }
        let bytes = encoded(&drawn).map_err(|_| PictureFault::Unreadable)?;
        if bytes.len() <= LARGEST_KEPT {
            let (width, height) = (drawn.width(), drawn.height());
            return Ok(Picture { sha256: ContentHash::of(&bytes), bytes, width, height });
        }
    }
    // The last size has fewer bytes than are allowed, whatever it shows.
    Err(PictureFault::TooLarge)
}

/// The points, upright. How many there are is known before any is decoded.
fn decoded(file: &[u8]) -> Result<DynamicImage, PictureFault> {
    let unreadable = |_| PictureFault::Unreadable;
    match image::guess_format(file).map_err(unreadable)? {
        ImageFormat::Png => {
            let decoder = PngDecoder::with_limits(Cursor::new(file), limits()).map_err(unreadable)?;
            upright(decoder)
        }
        // The decoder draws what there is, and leaves the rest of the picture grey.
        ImageFormat::Jpeg if !is_whole_jpeg(file) => Err(PictureFault::Unreadable),
        ImageFormat::Jpeg => upright(JpegDecoder::new(Cursor::new(file)).map_err(unreadable)?),
        _ => Err(PictureFault::Unreadable),
    }
}

/// Whether the end of the image follows its last scan (ITU-T T.81 §B.1.1.3): a marker never occurs within what is scanned, and of a
/// small picture within the file both come before.
fn is_whole_jpeg(file: &[u8]) -> bool {
    const START_OF_SCAN: [u8; 2] = [0xFF, 0xDA];
    const END_OF_IMAGE: [u8; 2] = [0xFF, 0xD9];
    let last_scan = file.windows(2).rposition(|marker| marker == START_OF_SCAN);
    let scanned = last_scan.and_then(|place| file.get(place..)).unwrap_or_default();
    scanned.windows(2).any(|marker| marker == END_OF_IMAGE)
}

fn upright(mut decoder: impl ImageDecoder) -> Result<DynamicImage, PictureFault> {
    let (width, height) = decoder.dimensions();
    if width.max(height) > LONGEST_SIDE {
        return Err(PictureFault::TooLarge);
    }
    let mut draw = || {
        decoder.set_limits(limits())?;
        decoder.orientation()
    };
    let orientation = draw().map_err(|_| PictureFault::Unreadable)?;
    let mut drawn = DynamicImage::from_decoder(decoder).map_err(|_| PictureFault::Unreadable)?;
    drawn.apply_orientation(orientation);
    Ok(eight_bits(drawn))
}

/// The header is read under other limits, so that what is too large is told from what is damaged.
fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    limits
}

/// Red, green and blue; the fourth channel only where something is to be seen through.
fn eight_bits(drawn: DynamicImage) -> DynamicImage {
    if !drawn.color().has_alpha() {
        return drawn.to_rgb8().into();
    }
    let see_through = drawn.to_rgba8();
    if see_through.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        return DynamicImage::from(see_through).to_rgb8().into();
    }
    see_through.into()
}

/// Whether it leaves white paper white.
fn is_blank(drawn: &DynamicImage) -> bool {
    drawn.to_rgba8().pixels().all(|pixel| {
        let [red, green, blue, alpha] = pixel.0.map(u16::from);
        [red, green, blue].into_iter().all(|channel| (channel * alpha + 255 * (255 - alpha)) / 255 >= WHITE)
    })
}

fn encoded(drawn: &DynamicImage) -> ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
    encoder.write_image(drawn.as_bytes(), drawn.width(), drawn.height(), drawn.color().into())?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn file(drawn: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        drawn.into().write_to(&mut bytes, format).expect("a picture");
        bytes.into_inner()
    }

    /// No two neighbours have the same colour, so that it does not become small.
    fn noise(width: u32, height: u32) -> RgbImage {
        let mut state = 1_u32;
        RgbImage::from_fn(width, height, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [a, b, c, _] = state.to_be_bytes();
            Rgb([a, b, c])
        })
    }

    #[test]
    fn a_picture_is_named_by_what_is_to_be_seen_and_not_by_its_file() {
        let drawn = RgbImage::from_fn(40, 20, |x, _| if x < 20 { Rgb([10, 20, 30]) } else { Rgb([200, 0, 0]) });
        let plain = file(drawn.clone(), ImageFormat::Png);
        let first = redrawn(&plain).expect("a picture");
        assert_eq!((first.width, first.height), (40, 20));
        assert_eq!(first.sha256, ContentHash::of(&first.bytes));
        let with_a_tail = [plain.clone(), b"<script>alert(1)</script>".to_vec()].concat();
        assert_eq!(redrawn(&with_a_tail).as_ref(), Ok(&first));
        let opaque = RgbaImage::from_fn(40, 20, |x, y| {
            let [red, green, blue] = drawn.get_pixel(x, y).0;
            Rgba([red, green, blue, 255])
        });
        assert_eq!(redrawn(&file(opaque, ImageFormat::Png)).as_ref(), Ok(&first));
        assert_eq!(redrawn(&first.bytes).as_ref(), Ok(&first), "drawing it once more changes nothing");
    }

    #[test]
    fn what_is_larger_than_paper_can_show_is_drawn_smaller() {
        let wide = RgbImage::from_fn(3_000, 300, |x, _| if x < 1_500 { Rgb([0, 0, 90]) } else { Rgb([90, 0, 0]) });
        let found = redrawn(&file(wide, ImageFormat::Jpeg)).expect("a picture");
        assert_eq!((found.width, found.height), (1_000, 100));
        let found = redrawn(&file(noise(900, 900), ImageFormat::Jpeg)).expect("a picture");
        assert!(found.bytes.len() <= LARGEST_KEPT && found.width < 900, "{} × {}", found.width, found.bytes.len());
    }

    #[test]
    fn a_file_that_is_no_picture_is_refused() {
        let png = file(noise(30, 30), ImageFormat::Png);
        let jpeg = file(noise(30, 30), ImageFormat::Jpeg);
        let cut = |bytes: &[u8], end: usize| bytes.get(..end).expect("shorter").to_vec();
        for (what, bytes) in [
            ("nothing", Vec::new()),
            ("a drawing", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()),
            ("a moving picture", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec()),
            ("a head without a body", cut(&png, 40)),
            ("half a picture", cut(&png, png.len() / 2)),
            ("the beginning of a JPEG", cut(&jpeg, 20)),
            ("half a JPEG", cut(&jpeg, jpeg.len() / 2)),
            ("a JPEG without its end", cut(&jpeg, jpeg.len() - 2)),
        ] {
            assert_eq!(redrawn(&bytes), Err(PictureFault::Unreadable), "{what}");
        }
    }

    #[test]
    fn how_many_points_there_are_is_seen_before_any_is_drawn() {
        for (width, height) in [(3_001, 1), (1, 3_001)] {
            let bytes = file(RgbImage::from_pixel(width, height, Rgb([0, 0, 0])), ImageFormat::Png);
            assert_eq!(redrawn(&bytes), Err(PictureFault::TooLarge), "{width} × {height}");
        }
        // A file of some bytes that promises a picture of sixteen gigabytes.
        let mut bomb = file(RgbImage::from_pixel(8, 8, Rgb([0, 0, 0])), ImageFormat::Png);
        let header = bomb.get_mut(16..24).expect("width and height");
        header.copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
        let head = bomb.get(12..29).expect("the first chunk").to_vec();
        let sum = crc32(&head).to_be_bytes();
        bomb.get_mut(29..33).expect("its sum").copy_from_slice(&sum);
        assert_eq!(redrawn(&bomb), Err(PictureFault::TooLarge));
    }

    /// ISO 3309, as PNG has it.
    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0_u32, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
        })
    }

    #[test]
    fn a_picture_that_nobody_could_see_is_refused() {
        for (what, pixel) in [("white", [255, 255, 255, 255]), ("nothing", [0, 0, 0, 0]), ("a shade", [0, 0, 0, 3])] {
            let bytes = file(RgbaImage::from_pixel(20, 20, Rgba(pixel)), ImageFormat::Png);
            assert_eq!(redrawn(&bytes), Err(PictureFault::Blank), "{what}");
        }
        let stroke = RgbaImage::from_fn(20, 20, |x, _| if x == 10 { Rgba([0, 0, 60, 200]) } else { Rgba([0; 4]) });
        assert!(redrawn(&file(stroke, ImageFormat::Png)).is_ok());
    }
}
