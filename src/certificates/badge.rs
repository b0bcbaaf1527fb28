//! A certificate as a picture with its credential in it, for those who collect badges.

use super::model::Credential;
use crate::error::AppError;
use crate::formats::credential::bake;
use crate::http::CachedBody;
use crate::words;

const SVG: &str = include_str!("badge/badge.svg");
/// The same picture.
const PNG: &[u8] = include_bytes!("badge/badge.png");

words!(
    /// What the picture is drawn in.
    BadgeFormat {
        Svg = "svg",
        Png = "png",
    }
);

/// The picture with the credential in it. The same bytes each time.
///
/// # Errors
/// When the pictures that ship are broken.
pub fn baked(credential: &Credential, format: BadgeFormat) -> Result<CachedBody, AppError> {
    let document = credential.document.as_str();
    let (media_type, bytes) = match format {
        BadgeFormat::Svg => ("image/svg+xml", bake::svg(SVG, document).map(String::into_bytes)),
        BadgeFormat::Png => ("image/png", bake::png(PNG, document)),
    };
    let bytes = bytes.ok_or_else(|| AppError::broken("the picture of a badge is broken"))?;
    Ok(CachedBody::new(media_type, None, bytes))
}
