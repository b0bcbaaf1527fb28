//! From a completed enrolment to its certificate.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::owing::{ISSUE, Owed};
use super::signing::{Signatory, is_to_be_signed, note, sign};
use super::{designs, policies};
use crate::accounts;
use crate::certificates::CHANGE;
use crate::certificates::face::{has_words, phrases};
use crate::certificates::model::{
    Candidate, Certificate, CertificateId, CourseFacts, Design, Draft, Event, EventKind, Facts, Grade, Holder, Kind,
    Official, PartyFacts, Phrases, Policy, PublicReason, Record,
};
use crate::certificates::store::{candidates, corrections, issues, workshops};
use crate::clock::Timestamp;
use crate::courses::{CourseId, Library, PublishedEdition, PublishedVersion};
use crate::db::{Snapshot, Tx, announce};
use crate::enrolments::{self, Enrolment};
use crate::error::AppError;
use crate::i18n::{Args, I18n, Locale, fallback_chain};
use crate::ids::PersonId;
use crate::jobs::{self, Job};
use crate::mail::{self, Letter};
use crate::parties::{self, PartyCode};

/// What the College that issues says of itself.
#[derive(Clone, Debug)]
pub struct College {
    /// Whether its certificates prove nothing.
    pub test: bool,
    /// Its address, without a slash at the end.
    pub base_url: String,
    /// The SHA-256 of the layout of certificates that have no design.
    pub layout: String,
}

/// What holds for courses in one snapshot, read once for all certificates that are made in it.
#[derive(Debug, Default)]
pub struct Terms(BTreeMap<CourseId, Arc<Term>>);

/// What holds for a course: its policy, and the hash of the design or layout with the design itself.
#[derive(Debug)]
struct Term {
    policy: Policy,
    template: String,
    design: Option<Design>,
}

impl Terms {
    fn of(&mut self, snapshot: &mut Snapshot<'_>, course: CourseId, college: &College) -> Result<Arc<Term>, AppError> {
        if let Some(known) = self.0.get(&course) {
            return Ok(Arc::clone(known));
        }
        let policy = policies::of(snapshot, course)?.policy;
        let (template, design) = designs::in_use(snapshot, &policy, &college.layout)?;
        let term = Arc::new(Term { policy, template, design });
        self.0.insert(course, Arc::clone(&term));
        Ok(term)
    }
}

/// What the certificate of a candidate will say, in the edition that was completed; `None` when her enrolment is not there.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn establish(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    i18n: &I18n,
    (candidate, college, terms): (&Candidate, &College, &mut Terms),
) -> Result<Option<Draft>, AppError> {
    match enrolments::find(snapshot, candidate.person, candidate.enrolment)? {
        Some(enrolment) => establish_for(snapshot, library, i18n, ((candidate, &enrolment), college, terms)).map(Some),
        None => Ok(None),
    }
}

/// As [`establish`], of an enrolment that may still be to come.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub(super) fn establish_for(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    i18n: &I18n,
    ((candidate, enrolment), college, terms): ((&Candidate, &Enrolment), &College, &mut Terms),
) -> Result<Draft, AppError> {
    let version = library.version(snapshot, enrolment.version)?;
    let edition = library.edition_of_course(snapshot, &version, candidate.edition)?;
    let course = course(&version, &edition);
    let term = terms.of(snapshot, candidate.course, college)?;
    let policy = &term.policy;
    let language = language(&course, i18n);
    let languages: Vec<Locale> =
        course.titles.keys().chain([&language]).filter(|locale| has_words(i18n, locale)).cloned().collect();
    let mut facts = Facts {
        kind: Kind::Completion,
        test: college.test,
        language,
        holder: holder(snapshot, candidate, enrolment)?,
        enrolment: enrolment.id,
        course,
        completed_at: candidate.completed_at,
        grade: enrolment.grade.map(|basis_points| Grade { basis_points, shown: policy.shows_grade }),
        party: enrolment.party.map(|code| party(snapshot, code)).transpose()?,
        issuer: worded(i18n, &languages, "certificate-issuer"),
        officials: officials(policy, snapshot.now(), (i18n, &languages)),
        template: term.template.clone(),
        hides_hours: !policy.shows_hours,
        base_url: college.base_url.clone(),
        phrases: BTreeMap::new(),
    };
    facts.phrases = all_phrases(&facts, term.design.as_ref(), (i18n, &languages));
    // Who signs off after the end of an earlier version knows what is signed; what was owed before has that end, however late it is issued.
    let was_owed = |end: &Timestamp| candidate.state.is_owed() && candidate.decided_at.is_none_or(|at| at < *end);
    let latest_end = policy.end_of_version(version.number).filter(|end| snapshot.now() < *end || was_owed(end));
    Ok(Draft { facts, validity: policy.validity, latest_end })
}

/// The printed words in each language: the design's, where it has any.
pub fn all_phrases(
    facts: &Facts,
    design: Option<&Design>,
    (i18n, languages): (&I18n, &[Locale]),
) -> BTreeMap<Locale, Phrases> {
    let worded = |locale: &Locale| {
        let mut phrases = phrases(facts, &i18n.localizer(std::slice::from_ref(locale)));
        if let Some(design) = design {
            design.reword(&mut phrases, locale);
        }
        (locale.clone(), phrases)
    };
    languages.iter().map(worded).collect()
}

/// Who signs today: the offices alone, until the Secretariat names persons.
fn officials(policy: &Policy, now: Timestamp, (i18n, languages): (&I18n, &[Locale])) -> Vec<Official> {
    let named = policy.officials_at(now);
    let office = || Official {
        names: worded(i18n, languages, "certificate-secretariat"),
        roles: worded(i18n, languages, "certificate-convention"),
        signature: None,
    };
    if named.is_empty() { vec![office()] } else { named }
}

/// As [`establish`], for what is owed; `None` when it is not, or not any more.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn establish_owed(
    snapshot: &mut Snapshot<'_>,
    library: &Library,
    i18n: &I18n,
    (owed, college): (Owed, &College),
) -> Result<Option<Draft>, AppError> {
    let candidate = candidates::find(snapshot.conn(), owed.person, owed.enrolment)?;
    let Some(candidate) = candidate.filter(|candidate| candidate.state.is_owed()) else { return Ok(None) };
    establish(snapshot, library, i18n, (&candidate, college, &mut Terms::default()))
}

fn course(version: &PublishedVersion, edition: &PublishedEdition) -> CourseFacts {
    let newest = version.editions.values().map(AsRef::as_ref).filter(|other| other.locale != edition.locale);
    let titles = newest.chain([edition]).map(|edition| (edition.locale.clone(), edition.text.title.clone()));
    CourseFacts {
        id: version.course,
        slug: version.slug().clone(),
        titles: titles.collect(),
        hours: version.structure.hours,
        version: version.id,
        version_number: version.number,
        version_hash: version.hash.clone(),
        edition: edition.id,
        edition_locale: edition.locale.clone(),
        generation: edition.generation,
        edition_hash: edition.hash.clone(),
    }
}

/// The language studied; where a certificate has no words in it, the next one that a reader of it is led to.
fn language(course: &CourseFacts, i18n: &I18n) -> Locale {
    let catalogues = i18n.catalogues();
    let chain = fallback_chain(&course.edition_locale, catalogues.bridges());
    let spoken: Vec<&Locale> = chain.iter().filter(|locale| has_words(i18n, locale)).collect();
    let titled = spoken.iter().find(|locale| course.titles.contains_key(**locale));
    titled.or(spoken.first()).map_or(Locale::EN, |locale| (*locale).clone())
}

/// Who holds the certificate, by the name that somebody answers for. One that cannot be printed is mended by vouching for another.
fn holder(snapshot: &mut Snapshot<'_>, candidate: &Candidate, enrolment: &Enrolment) -> Result<Holder, AppError> {
    let person = candidate.person;
    let may_be_mended = candidate.state.is_owed() && candidate.decided_at.is_none();
    let vouched = if may_be_mended { enrolments::vouched_name(snapshot, enrolment)? } else { None };
    let name = match vouched.or_else(|| candidate.name.clone()) {
        Some(name) => Some(name),
        None => accounts::name_of(snapshot, person)?,
    };
    let name = name.ok_or_else(|| AppError::broken(format!("person {person} is not there")))?;
    let name_locale = accounts::recipient(snapshot, person)?.map(|recipient| recipient.locale);
    Ok(Holder { person, name, name_locale })
}

fn party(snapshot: &mut Snapshot<'_>, code: PartyCode) -> Result<PartyFacts, AppError> {
    Ok(PartyFacts { code, names: parties::find(snapshot, code)?.names })
}

fn worded(i18n: &I18n, languages: &[Locale], id: &str) -> BTreeMap<Locale, String> {
    let word = |locale: &Locale| i18n.localizer(std::slice::from_ref(locale)).plain(id, &Args::new());
    languages.iter().map(|locale| (locale.clone(), word(locale))).collect()
}

/// Issues what is owed and was proved; whatever would say something else by now, or is not owed any more, is left to a job that looks at it
/// anew.
///
/// # Errors
/// As [`issue`].
pub fn issue_owed(
    tx: &mut Tx<'_>,
    library: &Library,
    signatory: &Signatory,
    (owed, college, proved): (Owed, &College, &Draft),
) -> Result<(), AppError> {
    match establish_owed(tx, library, &signatory.i18n, (owed, college))? {
        Some(draft) if draft == *proved => issue(tx, signatory, &draft),
        Some(_) => jobs::enqueue(tx, &Job::new(ISSUE, &owed)?).map(drop),
        None => Ok(()),
    }
}

/// Issues a certificate, signs it and writes to its holder, unless the enrolment has one. One that is genuine takes the place of a
/// test. What would be over already waits for the Secretariat, which may have the policy name another day.
///
/// # Errors
/// When the database refuses, or a key does not sign.
pub fn issue(tx: &mut Tx<'_>, signatory: &Signatory, draft: &Draft) -> Result<(), AppError> {
    let facts = &draft.facts;
    let (person, now) = (facts.holder.person, tx.now());
    if draft.is_over(now) {
        return Ok(candidates::set_waiting(tx.conn(), person, facts.enrolment)?);
    }
    candidates::set_issued(tx.conn(), person, facts.enrolment)?;
    let known = issues::standing_for(tx.conn(), person, facts.enrolment, facts.kind)?;
    if let Some((_, is_test, withdrawn)) = known
        && (facts.test || !is_test || withdrawn.is_some())
    {
        return Ok(());
    }
    let why = Event { kind: EventKind::Issued, public_reason: None, private_reason: None, actor: None, at: now };
    let new = Successor { facts, valid_until: draft.end(now), why };
    let certificate = match known {
        Some((test, ..)) => supersede(tx, signatory, (person, test), new)?,
        None => add(tx, signatory, new, (CertificateId::fresh(), None))?,
    };
    tell(tx, &certificate.record)
}

/// More than are issued between two backups.
const GAP: i32 = 10_000;

/// Leaves a gap in the numbers of certificates: what was issued after a backup is not known where that is restored, and nobody else may
/// be given its number.
///
/// # Errors
/// When the database refuses.
pub fn leave_gap(tx: &mut Tx<'_>) -> Result<(), AppError> {
    Ok(issues::leave_numbers_out(tx.conn(), GAP)?)
}

/// A certificate to be issued, and what is noted of that.
pub struct Successor<'a> {
    pub facts: &'a Facts,
    pub valid_until: Option<Timestamp>,
    pub why: Event,
}

/// Issues a certificate in the place of another, which does not hold any more from then on. A wish for another name goes on to the new one.
///
/// # Errors
/// When the database refuses, or a key does not sign.
pub fn supersede(
    tx: &mut Tx<'_>,
    signatory: &Signatory,
    old: (PersonId, CertificateId),
    new: Successor<'_>,
) -> Result<Certificate, AppError> {
    let id = CertificateId::fresh();
    issues::set_superseded(tx.conn(), old.0, (old.1, id))?;
    let replaced = Event { kind: EventKind::Revoked, public_reason: Some(PublicReason::Replaced), ..new.why.clone() };
    note(tx, old, &replaced)?;
    announce(tx, CHANGE, &old.1.to_string())?;
    let certificate = add(tx, signatory, new, (id, Some(old.1)))?;
    corrections::hand_on(tx.conn(), old, id)?;
    Ok(certificate)
}

/// Gives a certificate its number, keeps it and signs it.
fn add(
    tx: &mut Tx<'_>,
    signatory: &Signatory,
    new: Successor<'_>,
    (id, old): (CertificateId, Option<CertificateId>),
) -> Result<Certificate, AppError> {
    let (person, now) = (new.facts.holder.person, tx.now());
    let year = now.day().year();
    let serial = Record::serial(year, issues::next_number(tx.conn(), year)?);
    let mut record = Record::new(id, serial, now, new.facts.clone());
    record.valid_until = new.valid_until;
    let sealed = record.seal()?;
    let enrolment = enrolments::find(tx, person, new.facts.enrolment)?;
    if enrolment.as_ref().is_some_and(|enrolment| enrolment.in_person) {
        workshops::set_issued(tx.conn(), person, new.facts.enrolment)?;
    }
    let cohort = enrolment.and_then(|enrolment| enrolment.cohort);
    let is_signed = is_to_be_signed(&record, signatory);
    issues::add(tx.conn(), (&record, &sealed, is_signed), old, cohort)?;
    // Who wanted the details of the one before withheld wants them withheld.
    let withheld = match old {
        Some(old) => issues::find(tx.conn(), person, old)?.is_some_and(|stored| stored.withheld),
        None => false,
    };
    if withheld {
        issues::set_withheld(tx.conn(), (person, id), true)?;
    }
    note(tx, (person, id), &new.why)?;
    let certificate = Certificate {
        record,
        sha256: sealed.sha256,
        events: vec![new.why],
        superseded_by: None,
        withheld,
        ends_early: None,
        end_changes: 0,
        erased_at: None,
    };
    sign(tx, signatory, &certificate)?;
    Ok(certificate)
}

fn tell(tx: &mut Tx<'_>, record: &Record) -> Result<(), AppError> {
    let facts = &record.facts;
    let found = accounts::recipient_with_password(tx, facts.holder.person)?;
    let Some((recipient, has_password)) = found else { return Ok(()) };
    let title = facts.wording(&facts.course.titles, &recipient.locale).map(|(_, title)| title.to_owned());
    let letter = Letter::CertificateIssued {
        course_title: title.unwrap_or_default(),
        serial: record.serial.clone(),
        verify_path: record.id.verify_path(),
        test: facts.test,
        first: !has_password,
    };
    mail::post(tx, &recipient, letter)
}
