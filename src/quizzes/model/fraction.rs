//! Shares of points, exactly.

use serde::{Deserialize, Serialize};

/// Thousand millionths: what is left of a fraction that no longer fits, rounded down.
const FINE: u128 = 1_000_000_000;

/// A non-negative fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fraction {
    over: u128,
    under: u128,
}

impl Fraction {
    pub const NOTHING: Self = Self { over: 0, under: 1 };
    pub const ALL: Self = Self { over: 1, under: 1 };

    /// So many of so many; of none, all.
    #[must_use]
    pub fn new(over: usize, under: usize) -> Self {
        if under == 0 { Self::ALL } else { Self::reduced(over as u128, under as u128) }
    }

    #[must_use]
    pub fn when(right: bool) -> Self {
        if right { Self::ALL } else { Self::NOTHING }
    }

    fn reduced(over: u128, under: u128) -> Self {
        let common = greatest_common_divisor(over, under).max(1);
        Self { over: over / common, under: under / common }
    }

    #[must_use]
    pub fn times(self, factor: u16) -> Self {
        Self::reduced(self.over.saturating_mul(u128::from(factor)), self.under)
    }

    /// Denominators are lengths of lists; only a course made for it leads out of 128 bits, and then billionths are kept.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        self.exactly_plus(other).unwrap_or_else(|| Self::reduced(self.scaled(FINE) + other.scaled(FINE), FINE))
    }

    fn exactly_plus(self, other: Self) -> Option<Self> {
        let common = greatest_common_divisor(self.under, other.under).max(1);
        let (mine, yours) = (other.under / common, self.under / common);
        let over = self.over.checked_mul(mine)?.checked_add(other.over.checked_mul(yours)?)?;
        let sum = Self::reduced(over, self.under.checked_mul(mine)?);
        // Leaves room for the products that scaling and comparing need.
        (sum.under < u128::MAX / FINE / FINE && sum.over < u128::MAX / FINE / FINE).then_some(sum)
    }

    /// `self / whole` in parts of a unit, rounded down.
    #[must_use]
    pub fn share_of(self, whole: u32, unit: u32) -> i32 {
        if whole == 0 {
            return 0;
        }
        let share = self.over.saturating_mul(u128::from(unit)) / self.under.saturating_mul(u128::from(whole));
        i32::try_from(share).unwrap_or(i32::MAX)
    }

    fn scaled(self, unit: u128) -> u128 {
        self.over.saturating_mul(unit) / self.under
    }

    #[must_use]
    pub fn is_nothing(self) -> bool {
        self.over == 0
    }

    #[must_use]
    pub fn is_all(self) -> bool {
        self == Self::ALL
    }
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirds_make_a_whole() {
        let third = Fraction::new(1, 3);
        assert!(third.plus(third).plus(third).is_all());
        assert_eq!(third.plus(third).share_of(1, 10_000), 6_666);
        assert_eq!(Fraction::new(2, 4), Fraction::new(1, 2));
        assert_eq!(third.times(2).share_of(2, 10_000), 3_333);
    }

    #[test]
    fn the_sum_of_a_thousand_odd_shares_does_not_overflow() {
        let sum = (1..1_000).fold(Fraction::NOTHING, |sum, length| sum.plus(Fraction::new(1, length)));
        assert_eq!(sum.share_of(1, 100), 748);
    }
}
