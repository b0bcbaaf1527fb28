//! How long to wait before something that failed is tried again: letters and jobs alike.

use std::time::Duration;

use crate::ids::random_bytes;

const FIRST: Duration = Duration::from_mins(1);
/// However often it failed: what is broken for a day is found mended within this.
const LONGEST: Duration = Duration::from_hours(6);

/// The pause after so many failures: doubles from a minute to six hours, less up to a quarter at random, so that what failed
/// together does not come back together.
#[must_use]
pub fn pause_after(failures: i32) -> Duration {
    let [dice] = random_bytes::<1>();
    let doublings = u32::try_from(failures.saturating_sub(1)).unwrap_or(0).min(16);
    let full = FIRST.saturating_mul(1 << doublings).min(LONGEST);
    full.mul_f64(1.0 - f64::from(dice) / 255.0 / 4.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_a_minute_to_six_hours() {
        for (failures, seconds) in [(0, 60), (1, 60), (2, 120), (3, 240), (9, 15_360), (10, 21_600), (i32::MAX, 21_600)]
        {
            let pause = pause_after(failures).as_secs_f64();
            let longest = f64::from(seconds);
            assert!(pause <= longest && pause >= longest * 0.75, "{pause} after {failures}");
        }
    }
}
