//! Colours of text, which must be read on white paper by everybody.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The least contrast of text to what is behind it: WCAG 2.2, success criterion 1.4.3, level AA.
const LEAST_CONTRAST: f64 = 4.5;

/// A colour that can be read on white, written as `#14432d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour([u8; 3]);

/// What a design may draw in colours of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// Of the words and the code.
    pub ink: Colour,
    /// Of the name, the issuer and the frame.
    pub accent: Colour,
}

/// Why a text names no colour that could be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ColourFault {
    #[error("not a colour as in #14432d")]
    Malformed,
    #[error("too light to be read on white")]
    TooLight,
}

impl Colour {
    /// # Errors
    /// When the text is not `#` and six hexadecimal digits, or the colour is too light to be read on white.
    pub fn parse(text: &str) -> Result<Self, ColourFault> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or(ColourFault::Malformed)?;
        let channel = |at: usize| {
            let pair = digits.get(at..at + 2).filter(|pair| pair.bytes().all(|byte| byte.is_ascii_hexdigit()));
            pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).ok_or(ColourFault::Malformed)
        };
        let colour = Self([channel(0)?, channel(2)?, channel(4)?]);
        if colour.contrast_to_white() < LEAST_CONTRAST { Err(ColourFault::TooLight) } else { Ok(colour) }
    }

    /// WCAG 2.2, "contrast ratio".
    fn contrast_to_white(self) -> f64 {
        1.05 / (self.luminance() + 0.05)
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl TryFrom<String> for Colour {
    type Error = ColourFault;

    fn try_from(text: String) -> Result<Self, ColourFault> {
        Self::parse(&text)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_read_on_white_is_a_colour() {
        for (text, found) in [
            ("#14432d", Ok("#14432d")),
            ("#1F6F4A", Ok("#1f6f4a")),
            // The lightest grey that passes, and the next one.
            ("#767676", Ok("#767676")),
            ("#777777", Err(ColourFault::TooLight)),
            ("#b8891f", Err(ColourFault::TooLight)),
            ("#ffffff", Err(ColourFault::TooLight)),
            ("14432d", Err(ColourFault::Malformed)),
            ("#14432", Err(ColourFault::Malformed)),
            ("#+1+1+1", Err(ColourFault::Malformed)),
            ("#é432d", Err(ColourFault::Malformed)),
            ("green", Err(ColourFault::Malformed)),
        ] {
            assert_eq!(Colour::parse(text).map(|colour| colour.to_string()), found.map(str::to_owned), "{text}");
        }
    }
}
