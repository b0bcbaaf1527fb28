//! From a record to the words of its rendition in one language: a pure function of both.

use time::OffsetDateTime;

use super::model::{Facts, Official, Record};
use super::render::{self, Face, Fact};
use crate::i18n::{Args, Direction, I18n, Locale, Localizer, format, language_name};

/// Between two facts of one line.
const DOT: &str = " · ";

/// The certificate in the localizer's language, verified at `address`.
///
/// The credential will be its attachment.
#[must_use]
pub fn compose(record: &Record, words: &Localizer, address: &str) -> Face {
    let (facts, locale) = (&record.facts, words.locale());
    let say = |id: &str| words.plain(id, &Args::new());
    Face {
        locale: locale.to_string(),
        rtl: words.direction() == Direction::Rtl,
        serial: record.serial.clone(),
        issuer: facts.wording(&facts.issuer, locale).map(|(_, name)| name.to_owned()).unwrap_or_default(),
        name: facts.holder.name.clone(),
        name_locale: facts.holder.name_locale.as_ref().map(Locale::to_string),
        course: facts.wording(&facts.course.titles, locale).map(|(_, title)| title.to_owned()).unwrap_or_default(),
        title: say("certificate-title"),
        certify: say("certificate-certify"),
        statement: say("certificate-statement"),
        detail_lines: detail_lines(facts, words),
        issued: Fact { label: say("certificate-issued"), value: format::long_date(record.issued_at.day(), locale) },
        valid_until: record
            .valid_until
            .map(|end| Fact { label: say("certificate-valid-until"), value: format::long_date(end.day(), locale) }),
        serial_label: say("certificate-serial"),
        verify_label: say("certificate-verify"),
        verify_url: address.to_owned(),
        qr_alt: say("certificate-qr"),
        officials: facts.officials.iter().map(|official| signature(facts, official, locale)).collect(),
        test_mark: facts.test.then(|| say("certificate-test")),
        attachment: None,
        issued_at: OffsetDateTime::from_unix_timestamp(record.issued_at.as_seconds())
            .unwrap_or(OffsetDateTime::UNIX_EPOCH),
    }
}

fn detail_lines(facts: &Facts, words: &Localizer) -> Vec<String> {
    let mut first = vec![hours(facts, words)];
    first.extend(facts.shown_grade().map(|grade| {
        let grade = format::percent(grade, words.locale());
        words.plain("certificate-grade", &Args::new().set("grade", grade))
    }));
    let language = language_name(&facts.course.edition_locale, words.locale());
    let second = [
        words.plain("certificate-studied", &Args::new().set("language", language)),
        words.plain("certificate-version", &Args::new().set("number", facts.course.version_number.to_string())),
    ];
    let mut lines = vec![first.join(DOT), second.join(DOT)];
    lines.extend(
        party(facts, words.locale()).map(|party| words.plain("certificate-party", &Args::new().set("party", party))),
    );
    lines
}

/// "6 hours of study".
#[must_use]
pub fn hours(facts: &Facts, words: &Localizer) -> String {
    words.plain("certificate-hours", &Args::new().set("hours", facts.course.hours))
}

/// The name of the holder's Party.
#[must_use]
pub fn party<'a>(facts: &'a Facts, locale: &Locale) -> Option<&'a str> {
    let party = facts.party.as_ref()?;
    let in_order = [locale.as_str(), locale.language(), facts.language.as_str(), "en"];
    let found = in_order.iter().find_map(|tag| party.names.get(*tag));
    Some(found.map_or(party.code.as_str(), String::as_str))
}

fn signature(facts: &Facts, official: &Official, locale: &Locale) -> render::Official {
    let of = |texts| facts.wording(texts, locale).map(|(_, text)| text.to_owned()).unwrap_or_default();
    render::Official { name: of(&official.names), role: of(&official.roles) }
}

/// The languages in which a certificate can be printed: those of the interface that the course's title is in as well, the
/// certificate's own first.
#[must_use]
pub fn languages(facts: &Facts, i18n: &I18n) -> Vec<Locale> {
    let others = facts.course.titles.keys().filter(|locale| **locale != facts.language && has_words(i18n, locale));
    std::iter::once(&facts.language).chain(others).cloned().collect()
}

/// Whether the words of a certificate are there in this very language.
#[must_use]
pub fn has_words(i18n: &I18n, locale: &Locale) -> bool {
    i18n.localizer(std::slice::from_ref(locale)).text_with_locale("certificate-title", &Args::new()).1 == *locale
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificates::model::CertificateId;
    use crate::certificates::model::tests::facts;
    use crate::clock::Timestamp;
    use crate::i18n::Catalogues;

    fn i18n() -> I18n {
        I18n::new(Catalogues::shipped().expect("sound catalogues"), Locale::EN)
    }

    fn face(facts: Facts, locale: &Locale) -> Face {
        let now = Timestamp::parse("2026-11-23T12:30:05.25Z").expect("a moment");
        let record = Record::new(CertificateId::NONE, "VC-2026-00000042".into(), now, facts);
        compose(&record, &i18n().localizer(std::slice::from_ref(locale)), "https://college.example.org/verify/x")
    }

    #[test]
    fn a_certificate_speaks_the_language_of_its_rendition() {
        for (locale, issued, details) in [
            (Locale::EN, "23 November 2026", "6 hours of study · Final grade: 87.5%"),
            (Locale::FR, "23 novembre 2026", "6 heures d’étude · Note finale\u{a0}: 87,5\u{a0}%"),
            (Locale::ES, "23 de noviembre de 2026", "6 horas de estudio · Calificación final: 87,5\u{a0}%"),
        ] {
            let face = face(facts("Ana"), &locale);
            assert_eq!(face.issued.value, issued);
            assert_eq!(face.detail_lines.first().map(String::as_str), Some(details));
            assert_eq!(face.test_mark, None);
        }
    }

    #[test]
    fn an_hour_and_no_grade_and_no_party() {
        let mut facts = facts("Ana");
        facts.course.hours = 1;
        facts.grade = None;
        facts.party = None;
        facts.test = true;
        let face = face(facts, &Locale::EN);
        assert_eq!(face.detail_lines, ["1 hour of study", "Language studied: English · Version 2"]);
        assert_eq!(face.test_mark.as_deref(), Some("TEST – not a certificate"));
    }

    #[test]
    fn a_grade_that_is_not_to_be_shown_is_not_printed() {
        let mut facts = facts("Ana");
        facts.grade = facts.grade.map(|grade| crate::certificates::model::Grade { shown: false, ..grade });
        assert!(face(facts, &Locale::EN).detail_lines.iter().all(|line| !line.contains("87")));
    }

    #[test]
    fn words_reach_the_face_as_they_are() {
        let name = "<b>Ana</b> #include \"x\" & $1";
        assert_eq!(face(facts(name), &Locale::FR).name, name);
    }

    #[test]
    fn it_is_printed_in_the_languages_that_both_the_course_and_the_college_speak() {
        let mut facts = facts("Ana");
        facts.course.titles.insert("mg".parse().expect("a language"), "Fampidirana".to_owned());
        facts.language = Locale::FR;
        assert_eq!(languages(&facts, &i18n()), [Locale::FR, Locale::EN]);
    }
}
