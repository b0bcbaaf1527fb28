//! Finding certificates, for their holders, for the Secretariat and for everybody.

use unicode_normalization::UnicodeNormalization as _;

use crate::accounts::Actor;
use crate::certificates::error::CertificateError;
use crate::certificates::model::{Certificate, CertificateId, Event, Found, Record, Sealed};
use crate::certificates::store::issues::Stored;
use crate::certificates::store::{events, issues};
use crate::clock::Timestamp;
use crate::courses::model::ContentHash;
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::text::folded;

/// A certificate, for its holder and the Secretariat.
///
/// # Errors
/// 404 for everybody else; 409 when its record is not what was issued.
pub fn find(snapshot: &mut Snapshot<'_>, actor: &Actor, id: CertificateId) -> Result<Certificate, AppError> {
    let holder = issues::holder(snapshot.conn(), id)?;
    if holder.is_none_or(|holder| holder != actor.person && !actor.is_secretariat()) {
        return Err(CertificateError::Unknown.into());
    }
    match look_up(snapshot, id)? {
        Found::Certificate(certificate) => Ok(*certificate),
        Found::Altered => Err(CertificateError::Altered.into()),
        Found::Nothing => Err(CertificateError::Unknown.into()),
    }
}

/// A certificate in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub id: CertificateId,
    pub issued_at: Timestamp,
    /// `None`: its record is not what was issued.
    pub certificate: Option<Certificate>,
}

/// A person's own certificates, the latest first.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn list_own(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    after: Option<(Timestamp, CertificateId)>,
    limit: i64,
) -> Result<Vec<Listed>, AppError> {
    let stored = issues::list(snapshot.conn(), actor.person, after, limit)?;
    let ids: Vec<CertificateId> = stored.iter().map(|row| row.id).collect();
    let mut happened = events::list(snapshot.conn(), actor.person, &ids)?;
    let listed = stored.into_iter().map(|row| {
        let (id, issued_at) = (row.id, row.issued_at);
        let events = happened.extract_if(.., |(certificate, _)| *certificate == id).map(|(_, event)| event).collect();
        Listed { id, issued_at, certificate: certificate(row, events) }
    });
    Ok(listed.collect())
}

/// What an id leads to, for anybody.
///
/// # Errors
/// When the database refuses.
pub fn look_up(snapshot: &mut Snapshot<'_>, id: CertificateId) -> Result<Found, AppError> {
    let Some(person) = issues::holder(snapshot.conn(), id)? else { return Ok(Found::Nothing) };
    let Some(stored) = issues::find(snapshot.conn(), person, id)? else { return Ok(Found::Altered) };
    let happened = events::list(snapshot.conn(), person, &[id])?.into_iter().map(|(_, event)| event).collect();
    let found = certificate(stored, happened);
    Ok(found.map_or(Found::Altered, |certificate| Found::Certificate(Box::new(certificate))))
}

/// The certificate; `None`, which is noted, when its record is not what was issued.
pub(super) fn certificate(stored: Stored, events: Vec<Event>) -> Option<Certificate> {
    let id = stored.id;
    let found = open(stored, events);
    if found.is_none() {
        tracing::error!(certificate = %id, "the record of a certificate is not what was issued");
    }
    found
}

/// Opens the record. `None` when it was altered, or the columns beside it say something else.
fn open(stored: Stored, events: Vec<Event>) -> Option<Certificate> {
    let Stored { sha256, superseded_by, withheld, ends_early, end_changes, erased_at, .. } = &stored;
    let sealed = Sealed { text: stored.record.clone(), sha256: sha256.clone() };
    let record = if erased_at.is_some() { sealed.remains() } else { sealed.open() }?;
    let certificate = Certificate {
        record,
        sha256: sha256.clone(),
        events,
        superseded_by: *superseded_by,
        withheld: *withheld,
        ends_early: *ends_early,
        end_changes: *end_changes,
        erased_at: *erased_at,
    };
    agrees(&certificate.record, &stored).then_some(certificate)
}

fn agrees(record: &Record, stored: &Stored) -> bool {
    let facts = &record.facts;
    record.id == stored.id
        && record.serial == stored.serial
        && facts.holder.person == stored.person
        && facts.enrolment == stored.enrolment
        && facts.course.id == stored.course
        && facts.test == stored.is_test
        && record.issued_at == stored.issued_at
        && record.valid_until == stored.valid_until
}

/// A certificate as it was handed out.
#[derive(Clone, Debug)]
pub struct Rendition {
    holder: PersonId,
    certificate: CertificateId,
    locale: Locale,
    sha256: String,
}

impl Rendition {
    #[must_use]
    pub fn of(certificate: &Certificate, locale: &Locale, bytes: &[u8]) -> Self {
        let sha256 = ContentHash::of(bytes).to_string();
        Self { holder: certificate.holder(), certificate: certificate.record.id, locale: locale.clone(), sha256 }
    }
}

/// Whether a rendition was handed out, in whatever language.
///
/// # Errors
/// When the database refuses.
pub fn is_kept(snapshot: &mut Snapshot<'_>, rendition: &Rendition) -> Result<bool, AppError> {
    let of = (rendition.holder, rendition.certificate);
    Ok(events::has_rendition(snapshot.conn(), of, &rendition.sha256)?)
}

/// A number as it is kept, from how it was typed; without controls, of which PostgreSQL takes no NUL.
#[must_use]
pub fn spelt(serial: &str) -> String {
    let dash = |c: char| if is_dash(c) { '-' } else { c };
    serial.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).map(dash).collect::<String>().to_uppercase()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// A name as two are compared: without case, marks and punctuation, its words in any order, since passports have the family name
/// first and in capitals. Of some scripts vowels are marks; who knows all the rest knows the name.
pub(super) fn compared(name: &str) -> Vec<String> {
    let letters: String = folded(name).chars().map(|c| if is_dash(c) { ' ' } else { c }).collect();
    let word = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut words: Vec<String> = letters.split_whitespace().map(word).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words
}

/// The certificate of a number, if the name on it is this one. It takes one statement whatever is found.
///
/// # Errors
/// When the database refuses.
pub fn find_by_number(
    snapshot: &mut Snapshot<'_>,
    serial: &str,
    name: &str,
) -> Result<Option<CertificateId>, AppError> {
    let stored = issues::find_by_serial(snapshot.conn(), serial)?;
    let wanted = compared(name);
    let found = stored.and_then(|stored| open(stored, Vec::new()));
    let named = found.filter(|it| !wanted.is_empty() && compared(&it.record.facts.holder.name) == wanted);
    Ok(named.map(|certificate| certificate.record.id))
}

/// Keeps the hash of a rendition, so that it is known for ever which files are ours.
///
/// # Errors
/// When the database refuses.
pub fn note_rendition(tx: &mut Tx<'_>, rendition: &Rendition) -> Result<(), AppError> {
    let now = tx.now();
    let of = (rendition.holder, rendition.certificate);
    Ok(events::add_rendition(tx.conn(), of, rendition.locale.as_str(), &rendition.sha256, now)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_typed() {
        for (printed, typed, is_same) in [
            ("Ana Rakoto", "  RAKOTO   ana ", true),
            ("Zoë Müller-Nuñez", "zoe muller nunez", true),
            ("Zoe\u{308} Nuñez", "Zoë Nun\u{303}ez", true),
            ("Seán O’Neil", "SEAN O'NEIL", true),
            ("J. R. Ríos", "J R Rios", true),
            ("مُحَمَّد", "محمد", true),
            ("Ａｎａ", "ana", true),
            ("Ana Rakoto", "Ana", false),
            ("Ana Rakoto", "Ana Rakota", false),
            ("Ana Ana", "Ana", false),
            ("欧阳慧敏", "欧阳慧", false),
        ] {
            assert_eq!(compared(printed) == compared(typed), is_same, "{printed} {typed}");
        }
        assert!(compared(" -'. ").is_empty());
    }

    #[test]
    fn a_number_is_read_however_it_is_typed() {
        for typed in ["VC-2027-00000001", " vc-2027-00000001\n", "VC – 2027 – 0000 0001", "ＶＣ-2027-00000001"] {
            assert_eq!(spelt(typed), "VC-2027-00000001", "{typed}");
        }
    }
}
