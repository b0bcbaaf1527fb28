//! From facts to the printed words, which the record keeps; and from a record to its rendition in one language, a pure
//! function of both and of the design that the record names.

use time::OffsetDateTime;

use super::appearance::Appearance;
use super::model::{Credential, Facts, Official, Phrases, Record};
use super::render::{self, Attachment, Face, Fact};
use crate::clock::Timestamp;
use crate::i18n::{Args, Direction, I18n, Locale, Localizer, format, language_name};

/// Between two facts of one line.
const DOT: &str = " · ";

/// The certificate in a language, with its credential attached. Without phrases in it, as in a record of before they were kept, the
/// face is blank, and refused by the renderer.
#[must_use]
pub fn compose(record: &Record, locale: &Locale, credential: Option<&Credential>, appearance: &Appearance) -> Face {
    let facts = &record.facts;
    let phrases = facts.phrases.get(locale).cloned().unwrap_or_default();
    let attachment = credential.map(|credential| Attachment {
        media_type: "application/vc".to_owned(),
        description: format!("{} {}", phrases.title, record.serial),
        bytes: credential.document.clone().into_bytes(),
    });
    let day = |label: &str, moment: Timestamp| Fact {
        label: label.to_owned(),
        value: format::long_date(moment.day(), locale),
    };
    Face {
        template: appearance.layout().to_owned(),
        shows_emblem: appearance.shows_emblem(),
        logos: appearance.logos(locale),
        colours: appearance.colours(),
        locale: locale.to_string(),
        rtl: locale.direction() == Direction::Rtl,
        serial: record.serial.clone(),
        issuer: facts.wording(&facts.issuer, locale).map(|(_, name)| name.to_owned()).unwrap_or_default(),
        name: facts.holder.name.clone(),
        name_locale: facts.holder.name_locale.as_ref().map(Locale::to_string),
        course: facts.wording(&facts.course.titles, locale).map(|(_, title)| title.to_owned()).unwrap_or_default(),
        title: phrases.title,
        certify: phrases.certify,
        statement: phrases.statement,
        detail_lines: phrases.details,
        note: phrases.note,
        issued: day(&phrases.issued, record.issued_at),
        valid_until: record.valid_until.map(|end| day(&phrases.valid_until, end)),
        serial_label: phrases.serial,
        verify_label: phrases.verify,
        verify_url: record.verify_url(),
        qr_alt: phrases.qr,
        officials: facts.officials.iter().map(|it| official(facts, (it, appearance), locale)).collect(),
        test_mark: facts.test.then_some(phrases.test),
        attachment,
        issued_at: OffsetDateTime::from_unix_timestamp(record.issued_at.as_seconds())
            .unwrap_or(OffsetDateTime::UNIX_EPOCH),
    }
}

/// A page with a name and next to nothing else, to see whether it can be printed.
#[must_use]
pub fn specimen(name: &str, name_locale: &Locale) -> Face {
    let blank = || "–".to_owned();
    Face {
        template: render::template_sha256(),
        shows_emblem: true,
        logos: Vec::new(),
        colours: None,
        locale: Locale::EN.to_string(),
        rtl: false,
        serial: blank(),
        issuer: blank(),
        name: name.to_owned(),
        name_locale: Some(name_locale.to_string()),
        course: blank(),
        title: blank(),
        certify: blank(),
        statement: blank(),
        detail_lines: vec![blank()],
        note: None,
        issued: Fact { label: blank(), value: blank() },
        valid_until: None,
        serial_label: blank(),
        verify_label: blank(),
        verify_url: "https://localhost".to_owned(),
        qr_alt: blank(),
        officials: Vec::new(),
        test_mark: None,
        attachment: None,
        issued_at: OffsetDateTime::UNIX_EPOCH,
    }
}

/// The printed words in the localizer's language.
#[must_use]
pub fn phrases(facts: &Facts, words: &Localizer) -> Phrases {
    let say = |id: &str| words.plain(id, &Args::new());
    Phrases {
        title: say("certificate-title"),
        certify: say("certificate-certify"),
        statement: say("certificate-statement"),
        details: detail_lines(facts, words),
        issued: say("certificate-issued"),
        valid_until: say("certificate-valid-until"),
        serial: say("certificate-serial"),
        verify: say("certificate-verify"),
        qr: say("certificate-qr"),
        test: say("certificate-test"),
        note: None,
    }
}

fn detail_lines(facts: &Facts, words: &Localizer) -> Vec<String> {
    let mut first: Vec<String> = facts.shown_hours().map(|_| hours(facts, words)).into_iter().collect();
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
    lines.retain(|line| !line.is_empty());
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

fn official(facts: &Facts, (it, appearance): (&Official, &Appearance), locale: &Locale) -> render::Official {
    let of = |texts| facts.wording(texts, locale).map(|(_, text)| text.to_owned()).unwrap_or_default();
    render::Official { name: of(&it.names), role: of(&it.roles), signature: appearance.signature(it) }
}

/// Whether the words of a certificate are there in this very language.
#[must_use]
pub fn has_words(i18n: &I18n, locale: &Locale) -> bool {
    i18n.catalogues().has(locale, "certificate-title")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::certificates::model::CertificateId;
    use crate::certificates::model::tests::facts;
    use crate::clock::Timestamp;
    use crate::i18n::Catalogues;

    fn i18n() -> I18n {
        I18n::new(Catalogues::shipped().expect("sound catalogues"), Locale::EN)
    }

    fn worded(mut facts: Facts) -> Facts {
        let phrase = |locale: Locale| (locale.clone(), phrases(&facts, &i18n().localizer(&[locale])));
        facts.phrases = [Locale::EN, Locale::FR, Locale::ES].map(phrase).into();
        facts
    }

    fn face(facts: Facts, locale: &Locale) -> Face {
        let now = Timestamp::parse("2026-11-23T12:30:05.25Z").expect("a moment");
        let appearance = Appearance::new(&facts, None, BTreeMap::new()).expect("no pictures");
        let record = Record::new(CertificateId::NONE, "VC-2026-00000042".into(), now, worded(facts));
        compose(&record, locale, None, &appearance)
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
    fn hours_that_are_not_to_be_shown_are_not_printed() {
        let facts = Facts { hides_hours: true, grade: None, ..facts("Ana") };
        assert_eq!(
            face(facts, &Locale::EN).detail_lines,
            ["Language studied: English · Version 2", "Party: Madagascar"]
        );
    }

    #[test]
    fn words_reach_the_face_as_they_are() {
        let name = "<b>Ana</b> #include \"x\" & $1";
        assert_eq!(face(facts(name), &Locale::FR).name, name);
    }

    #[test]
    fn it_is_printed_in_the_languages_that_it_was_worded_in_its_own_first() {
        let facts = Facts { language: Locale::FR, ..worded(facts("Ana")) };
        assert_eq!(facts.languages(), [Locale::FR, Locale::EN, Locale::ES]);
    }
}
