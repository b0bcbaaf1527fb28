//! What of a course is there in a language.

use super::key::SegmentKey;
use super::segment::Segment;
use crate::courses::model::ActivityId;

/// How much of an activity is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionReport {
    /// `None`: the texts of the course as a whole.
    pub section: Option<ActivityId>,
    pub completeness: Completeness,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completeness {
    Complete,
    /// These are missing, in reading order.
    Partial(Vec<SegmentKey>),
}

/// Looks at every activity, in reading order; the course as a whole comes first. `segments` are those of the source language.
#[must_use]
pub fn report(segments: &[Segment], is_there: impl Fn(&SegmentKey) -> bool) -> Vec<SectionReport> {
    let mut sections: Vec<(Option<ActivityId>, Vec<SegmentKey>)> = vec![(None, Vec::new())];
    let mut open = 0;
    for segment in segments {
        if segment.section.is_none() {
            open = 0;
        } else if sections.get(open).is_none_or(|(section, _)| *section != segment.section) {
            open = sections.len();
            sections.push((segment.section.clone(), Vec::new()));
        }
        if !is_there(&segment.key) {
            sections.get_mut(open).into_iter().for_each(|(_, missing)| missing.push(segment.key.clone()));
        }
    }
    let reports = sections.into_iter().map(|(section, missing)| {
        let completeness = if missing.is_empty() { Completeness::Complete } else { Completeness::Partial(missing) };
        SectionReport { section, completeness }
    });
    reports.collect()
}

/// Whether a course may be taken in a language: every text is there by which trainees are judged. `segments` are those of the
/// source language.
#[must_use]
pub fn is_offered(segments: &[Segment], is_there: impl Fn(&SegmentKey) -> bool) -> bool {
    segments.iter().all(|segment| !segment.key.is_assessed() || is_there(&segment.key))
}
