//! A certificate of nobody, with words as long as they come, to see what a design makes of it.

use super::error::CertificateError;
use super::face::has_words;
use super::model::{CourseFacts, Design, Draft, Facts, Grade, Holder, Kind, Official, PartyFacts, Phrases, Validity};
use super::service::{College, all_phrases};
use crate::clock::Timestamp;
use crate::courses::model::{ContentHash, Slug};
use crate::courses::{CourseId, EditionId, VersionId};
use crate::enrolments::EnrolmentId;
use crate::error::AppError;
use crate::i18n::{Args, I18n, Locale};
use crate::ids::{Id as _, PersonId};
use crate::text::is_unreadable;

/// As many sign as stand side by side.
const SIGNING: usize = 3;

/// The language of a specimen: the one that is asked for, if certificates can be printed in that.
///
/// # Errors
/// 404 when they cannot.
pub(super) fn specimen_locale(i18n: &I18n, wish: Option<&Locale>) -> Result<Locale, AppError> {
    let steps = wish.map_or_else(|| vec![Locale::EN], Locale::lineage);
    let found = steps.into_iter().find(|step| has_words(i18n, step));
    let languages = || {
        let served = i18n.catalogues().locales().into_iter().filter(|locale| has_words(i18n, locale));
        served.map(|locale| locale.to_string()).collect()
    };
    Ok(found.ok_or_else(|| CertificateError::LanguageUnavailable { languages: languages() })?)
}

pub(super) fn specimen_draft(
    i18n: &I18n,
    design: &Design,
    (locale, now): (&Locale, Timestamp),
    college: &College,
) -> Draft {
    let words = i18n.localizer(std::slice::from_ref(locale));
    let say = |id: &str| readable(words.plain(id, &Args::new()), locale);
    let of = |id: &str| [(locale.clone(), say(id))].into();
    let mut facts = Facts {
        kind: Kind::Completion,
        test: false,
        language: locale.clone(),
        holder: Holder { person: PersonId::new(now), name: say("certificate-specimen-name"), name_locale: None },
        enrolment: EnrolmentId::new(now),
        course: course(locale, say("certificate-specimen-course"), now),
        completed_at: now,
        grade: Some(Grade { basis_points: 9_750, shown: true }),
        party: "CD"
            .parse()
            .ok()
            .map(|code| PartyFacts { code, names: [(locale.to_string(), say("certificate-specimen-party"))].into() }),
        issuer: of("certificate-issuer"),
        officials: vec![
            Official {
                names: of("certificate-secretariat"),
                roles: of("certificate-convention"),
                signature: None
            };
            SIGNING
        ],
        template: college.layout.clone(),
        hides_hours: false,
        base_url: college.base_url.clone(),
        phrases: [].into(),
    };
    let mut phrases = all_phrases(&facts, Some(design), (i18n, std::slice::from_ref(locale)));
    for phrases in phrases.values_mut() {
        make_readable(phrases, locale);
    }
    facts.phrases = phrases;
    Draft { facts, validity: Validity::Months { months: 24 }, latest_end: None }
}

fn course(locale: &Locale, title: String, now: Timestamp) -> CourseFacts {
    let hash = ContentHash::of(b"specimen").to_string();
    CourseFacts {
        id: CourseId::new(now),
        slug: Slug::parse("specimen").unwrap_or_else(|_| unreachable!("a slug")),
        titles: [(locale.clone(), title)].into(),
        hours: 120,
        version: VersionId::new(now),
        version_number: 12,
        version_hash: hash.clone(),
        edition: EditionId::new(now),
        edition_locale: locale.clone(),
        generation: 1,
        edition_hash: hash,
    }
}

/// The words of a pseudo-locale turn others around by characters that are not printed; the page turns without them.
pub(super) fn readable(mut text: String, locale: &Locale) -> String {
    if locale.is_pseudo() {
        text.retain(|c| !is_unreadable(c));
    }
    text
}

fn make_readable(phrases: &mut Phrases, locale: &Locale) {
    let Phrases { title, certify, statement, details, issued, valid_until, serial, verify, qr, test, note: _ } =
        phrases;
    let lines = [title, certify, statement, issued, valid_until, serial, verify, qr, test];
    for line in lines.into_iter().chain(details) {
        *line = readable(std::mem::take(line), locale);
    }
}
