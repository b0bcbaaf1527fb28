//! Time, measured so that no second counts twice.

use crate::clock::Timestamp;

/// An event counts for an hour at most: whoever works longer without a break is heard of again meanwhile.
pub const LONGEST_SPAN: i32 = 3_600;

const MICROS_PER_SECOND: i64 = 1_000_000;

/// A stretch of time in whole seconds since 1970, its end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    start: i64,
    end: i64,
}

impl Span {
    /// The seconds that ended at a moment.
    #[must_use]
    pub fn ending(at: Timestamp, seconds: i32) -> Self {
        let end = at.as_seconds();
        Self { start: end - i64::from(seconds.clamp(0, LONGEST_SPAN)), end }
    }

    #[must_use]
    pub const fn start(self) -> Timestamp {
        moment(self.start)
    }

    #[must_use]
    pub const fn end(self) -> Timestamp {
        moment(self.end)
    }

    /// Whether a moment lies in it, both ends included.
    #[must_use]
    pub fn contains(self, at: Timestamp) -> bool {
        (self.start..=self.end).contains(&at.as_seconds())
    }
}

const fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_micros(seconds.saturating_mul(MICROS_PER_SECOND))
}

/// The seconds that lie in at least one of the spans.
pub fn measure(spans: impl Iterator<Item = Span>) -> i32 {
    let total: i64 = united(spans).iter().map(|span| span.end - span.start).sum();
    i32::try_from(total).unwrap_or(i32::MAX)
}

/// When so many seconds had been reached.
pub(super) fn reached(spans: impl Iterator<Item = Span>, seconds: u32) -> Option<Timestamp> {
    let mut missing = i64::from(seconds);
    for span in united(spans) {
        let length = span.end - span.start;
        if length >= missing {
            return Some(moment(span.start + missing));
        }
        missing -= length;
    }
    None
}

/// In order, and none touching another.
fn united(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut united: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match united.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => united.push(span),
        }
    }
    united
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_spans_count_once() {
        let span = |start, end| Span { start, end };
        for (spans, seconds) in [
            (vec![], 0),
            (vec![span(0, 10)], 10),
            (vec![span(0, 10), span(0, 10)], 10),
            (vec![span(5, 15), span(0, 10)], 15),
            (vec![span(0, 10), span(20, 30), span(25, 26)], 20),
            (vec![span(0, 10), span(10, 20)], 20),
        ] {
            assert_eq!(measure(spans.iter().copied()), seconds, "{spans:?}");
        }
    }

    #[test]
    fn a_span_is_an_hour_at_most_and_never_negative() {
        let at = Timestamp::from_micros(100_000_000_000);
        assert_eq!(measure([Span::ending(at, i32::MAX)].into_iter()), LONGEST_SPAN);
        assert_eq!(measure([Span::ending(at, -5)].into_iter()), 0);
    }

    #[test]
    fn a_sum_is_reached_within_a_span() {
        let spans = [Span { start: 0, end: 10 }, Span { start: 20, end: 30 }];
        for (seconds, at) in [(10, Some(10)), (11, Some(21)), (20, Some(30)), (21, None)] {
            assert_eq!(reached(spans.into_iter(), seconds), at.map(moment), "{seconds}");
        }
    }
}
