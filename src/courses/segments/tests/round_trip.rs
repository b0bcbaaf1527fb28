//! The courses that ship, in every language.

use std::collections::BTreeSet;

use super::{first_ids, shipped, texts};
use crate::courses::segments::{Completeness, SegmentKey, Wording, is_offered, report};

#[test]
fn a_language_put_together_from_its_own_texts_is_the_edition_that_it_was() {
    for manuscript in shipped() {
        let ids = first_ids(&manuscript);
        for (language, edition) in &manuscript.compiled().editions {
            let own = texts(&manuscript.segments(language, &ids).unwrap());
            let assembled = manuscript.assemble(&ids, language, &[Wording { language, texts: &own }]);
            assert_eq!((assembled.fallen_back.len(), &assembled.refused), (0, &vec![]), "{language}");
            let report = assembled.check();
            assert!(report.is_clean(), "{:#?}", report.mistakes);
            let made = report.course.unwrap();
            assert_eq!(made.hash, manuscript.compiled().hash);
            let (made, was) = (&made.editions[language], edition);
            for (id, lesson) in &made.text.lessons {
                assert_eq!(lesson.source, was.text.lessons[id].source, "{language} {id}");
            }
            assert_eq!(made.text, was.text);
            assert_eq!(made.hash, was.hash, "{language}");
        }
    }
}

#[test]
fn every_language_has_the_same_texts() {
    for manuscript in shipped() {
        let ids = first_ids(&manuscript);
        let keys = |language| {
            manuscript.segments(language, &ids).unwrap().into_iter().map(|segment| (segment.key, segment.kind))
        };
        let source: Vec<_> = keys(manuscript.source_language()).collect();
        let unique: BTreeSet<_> = source.iter().map(|(key, _)| key).collect();
        assert_eq!(unique.len(), source.len());
        assert!(source.len() > 700, "{}", source.len());
        for language in manuscript.compiled().editions.keys() {
            assert!(keys(language).eq(source.iter().cloned()), "{language}");
        }
    }
}

#[test]
fn texts_come_in_reading_order_and_are_told_apart() {
    let manuscript = &shipped()[0];
    let segments = manuscript.segments(manuscript.source_language(), &first_ids(manuscript)).unwrap();
    assert_eq!(segments[0].key, SegmentKey::Title);
    assert_eq!((segments[0].section.as_ref(), segments[0].max_length), (None, Some(200)));
    let stem = segments.iter().position(|segment| segment.key.to_string().ends_with("/stem")).unwrap();
    assert_eq!(segments[stem + 1].context.as_ref(), Some(&segments[stem].text));
    let heading = segments.iter().position(|segment| segment.kind.as_str() == "heading").unwrap();
    assert_eq!(segments[heading + 1].context.as_ref(), Some(&segments[heading].text));
    for segment in &segments {
        assert_eq!(segment.text, segment.text.trim(), "{}", segment.key);
        assert!(!segment.text.is_empty(), "{}", segment.key);
    }
}

#[test]
fn a_course_is_offered_when_all_is_there_by_which_trainees_are_judged() {
    let manuscript = &shipped()[1];
    let segments = manuscript.segments(manuscript.source_language(), &first_ids(manuscript)).unwrap();
    assert!(is_offered(&segments, |_| true));
    assert!(is_offered(&segments, SegmentKey::is_assessed));
    for wanted in ["feedback", "stem", "accepted", "accepted/treated-as", "introduction"] {
        assert!(!is_offered(&segments, |key| !key.to_string().ends_with(wanted)), "{wanted}");
    }
    let sections = report(&segments, |key| *key != SegmentKey::Summary && !key.to_string().ends_with("/unit"));
    assert_eq!(sections.len(), manuscript.compiled().structure.activities.len() + 1);
    assert_eq!(sections[0].completeness, Completeness::Partial(vec![SegmentKey::Summary]));
    let partial = sections.iter().skip(1).filter(|section| section.completeness != Completeness::Complete);
    assert!(partial.count() > 0);
}
