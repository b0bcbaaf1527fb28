//! What a plural rule looks at: the operands of UTS 35, part 3 ("Plural Operand Meanings").

/// A number as a reader sees it: 1 and 1.0 differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PluralOperands {
    /// The absolute value.
    pub n: f64,
    /// Its whole part.
    pub i: u64,
    /// How many fraction digits are shown, with trailing zeros.
    pub v: usize,
    /// How many fraction digits are shown, without trailing zeros.
    pub w: usize,
    /// The shown fraction digits as a whole number, with trailing zeros.
    pub f: u64,
    /// The shown fraction digits as a whole number, without trailing zeros.
    pub t: u64,
}

impl PluralOperands {
    fn whole_number(value: u64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "the field is a float in the interface that this crate keeps")]
        let n = value as f64;
        Self { n, i: value, v: 0, w: 0, f: 0, t: 0 }
    }

    /// Whether the value has no fraction and passes a test: rules on `n` name whole numbers only.
    pub(crate) fn whole(&self, test: impl FnOnce(u64) -> bool) -> bool {
        self.n.fract() == 0.0 && test(self.i)
    }
}

impl TryFrom<&str> for PluralOperands {
    type Error = &'static str;

    fn try_from(input: &str) -> Result<Self, Self::Error> {
        let text = input.strip_prefix('-').unwrap_or(input);
        let n = text.parse::<f64>().ok().filter(|_| !text.starts_with(['-', '+'])).ok_or("not a number")?;
        let Some((whole, shown)) = text.split_once('.') else {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast of floats saturates")]
            return Ok(Self { n, ..Self::whole_number(n as u64) });
        };
        let significant = shown.trim_end_matches('0');
        Ok(Self {
            n,
            i: whole.parse().map_err(|_| "too large a number with a fraction")?,
            v: shown.len(),
            w: significant.len(),
            f: digits(shown)?,
            t: digits(significant)?,
        })
    }
}

fn digits(text: &str) -> Result<u64, &'static str> {
    if text.is_empty() { Ok(0) } else { text.parse().map_err(|_| "too many fraction digits") }
}

macro_rules! from_unsigned {
    ($($number:ty)+) => {$(
        impl From<$number> for PluralOperands {
            fn from(input: $number) -> Self {
                Self::whole_number(u64::try_from(input).unwrap_or(u64::MAX))
            }
        }
    )+};
}

macro_rules! from_signed {
    ($($number:ty)+) => {$(
        impl TryFrom<$number> for PluralOperands {
            type Error = &'static str;

            fn try_from(input: $number) -> Result<Self, Self::Error> {
                u64::try_from(input.unsigned_abs()).map(Self::whole_number).map_err(|_| "too large a number")
            }
        }
    )+};
}

macro_rules! from_text {
    ($($number:ty)+) => {$(
        impl TryFrom<$number> for PluralOperands {
            type Error = &'static str;

            fn try_from(input: $number) -> Result<Self, Self::Error> {
                Self::try_from(input.to_string().as_str())
            }
        }
    )+};
}

from_unsigned!(u8 u16 u32 u64 usize);
from_signed!(i8 i16 i32 i64 isize);
from_text!(f32 f64 String);
