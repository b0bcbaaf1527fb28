//! The page of verification: first the answer, in words that an officer reads in five seconds; then what is printed on a
//! genuine certificate. It works without JavaScript and loads nothing.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use askama::Template;

use crate::certificates::face::{has_words, hours, party};
use crate::certificates::model::{Answer, Certificate, Facts, Signature, Standing};
use crate::certificates::office::Verification;
use crate::certificates::presented::Judgement;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{CachedBody, Language, html};
use crate::i18n::{Args, I18n, Locale, Localizer, autonym, format, language_name};

const STYLE: &str = include_str!("verification.css");

/// Only this style, and nothing else: no script, no picture, and no form that goes elsewhere.
pub fn policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| html::policy(STYLE, "form-action 'self'"));
    &POLICY
}

/// All words come from the catalogues and the record; the template has none.
#[derive(Template)]
#[template(path = "certificates/routes/verification.html")]
struct VerificationPage {
    lang: String,
    dir: &'static str,
    style: &'static str,
    college: String,
    title: String,
    /// None before anything was asked.
    answer: Option<Told>,
    /// What there is to know besides; of a test, first what the College would say if it were none.
    asides: Vec<String>,
    compare: Option<String>,
    rows: Vec<Row>,
    form: Option<FormWords>,
    languages_label: String,
    languages: Vec<Link>,
}

/// What is read in five seconds.
struct Told {
    /// Red, amber or green.
    mood: &'static str,
    headline: String,
    text: String,
    /// What is to be corrected in the form.
    points: Vec<Point>,
}

/// A field of the form, and what is wrong with it.
struct Point {
    field: String,
    label: String,
    text: String,
}

/// Where a file, or a number and a name, are given.
struct FormWords {
    title: String,
    text: String,
    file: String,
    or: String,
    serial: String,
    name: String,
    button: String,
}

struct Row {
    label: String,
    value: String,
    /// The language of the value, where it is not the page's.
    lang: Option<String>,
    dir: &'static str,
    /// A code: set in one width, and broken anywhere.
    is_code: bool,
    /// Where it leads.
    href: Option<String>,
}

struct Link {
    lang: String,
    dir: &'static str,
    name: String,
}

/// The page's words: in the best of the reader's languages in which the whole page is there.
pub fn words(i18n: &I18n, reader: &Language) -> Localizer {
    let mut offered: Vec<Locale> =
        i18n.catalogues().locales().into_iter().filter(|locale| has_words(i18n, locale)).collect();
    offered.extend(reader.asked().pseudo());
    i18n.localizer(&reader.among(&offered).chain)
}

/// The page about a certificate.
///
/// # Errors
/// When the template fails, which it does not.
pub fn known(i18n: &I18n, verification: &Verification, words: &Localizer) -> Result<CachedBody, AppError> {
    let mut page = VerificationPage::new(i18n, words).answering(
        verification.standing.message(),
        mood(verification.standing),
        words,
    );
    if let Some(certificate) = verification.certificate().filter(|certificate| certificate.withheld) {
        // Green would be taken for an answer about whatever the paper says.
        if verification.standing == Standing::Valid {
            page = page.answering(valid_but(certificate), "doubt", words);
            page.form = Some(FormWords::new(words));
        }
        page.asides.push(words.text(withholding(certificate), &Args::new()));
        page.rows = Rows::of_withdrawal(certificate, words).0;
        page.mark_test(certificate.record.facts.test, words);
    } else if let Some(certificate) = verification.certificate() {
        // What does not hold is not accepted, whatever it says.
        if holds(verification.standing) {
            page.compare = Some(words.text("verify-compare", &Args::new()));
        }
        page.rows = Rows::of(certificate, verification.checked.signature, words).0;
        page.mark_test(certificate.record.facts.test, words);
    }
    let html = page.render().map_err(AppError::broken)?;
    Ok(CachedBody::new("text/html; charset=utf-8", Some(words.locale().to_string()), html.into_bytes()))
}

const fn valid_but(certificate: &Certificate) -> &'static str {
    if certificate.erased_at.is_some() { "verify-valid-erased" } else { "verify-valid-withheld" }
}

const fn holds(standing: Standing) -> bool {
    matches!(standing, Standing::Valid | Standing::Expired)
}

/// What is said in the place of the details.
fn withholding(certificate: &Certificate) -> &'static str {
    if certificate.erased_at.is_some() { "verify-erased" } else { "verify-withheld" }
}

/// The page about a certificate that was never issued.
///
/// # Errors
/// When the template fails, which it does not.
pub fn unknown(i18n: &I18n, words: &Localizer) -> Result<String, AppError> {
    let page = VerificationPage::new(i18n, words).answering("verify-unknown", "bad", words);
    page.render().map_err(AppError::broken)
}

/// The page on which something is given to be verified; after something that could not be, with why.
///
/// # Errors
/// When the template fails, which it does not.
pub fn form(i18n: &I18n, words: &Localizer, refusal: Option<&Problem>) -> Result<String, AppError> {
    let mut page = VerificationPage::new(i18n, words);
    page.answer = refusal.map(|problem| Told {
        mood: "doubt",
        headline: words.text(problem.code, &problem.args),
        text: words.attribute(problem.code, "detail", &problem.args),
        points: problem.fields.iter().map(|field| Point::new(field, words)).collect(),
    });
    page.form = Some(FormWords::new(words));
    page.render().map_err(AppError::broken)
}

/// The page about a file, or a number and a name. Other languages would lead away from what was sent, which is not kept: who
/// wants another chooses it before.
///
/// # Errors
/// When the template fails, which it does not.
pub fn judged(i18n: &I18n, judgement: &Judgement, words: &Localizer) -> Result<String, AppError> {
    let (message, mood) = answered(judgement);
    let mut page = VerificationPage::new(i18n, words);
    let issuer = judgement.foreign_issuer.clone().unwrap_or_default();
    page.answer = Some(Told {
        mood,
        headline: words.text(message, &Args::new()),
        text: words.attribute(message, "text", &Args::new().set("issuer", issuer)),
        points: Vec::new(),
    });
    page.languages = Vec::new();
    if let Some((known, certificate)) = judgement.known.as_ref().and_then(|(_, it)| Some((it, it.certificate()?))) {
        let is_as_issued = judgement.answer == known.standing.into();
        let compare = if is_as_issued { "verify-compare" } else { "verify-as-issued" };
        // What does not hold is not accepted, whatever it says.
        if !is_as_issued || holds(known.standing) {
            page.compare = Some(words.text(compare, &Args::new()));
        }
        let mut rows = Rows(Vec::new());
        if !is_as_issued {
            rows.add(words, "verify-state", words.text(known.standing.message(), &Args::new()));
        }
        if certificate.withheld {
            page.compare = None;
            rows.note_withdrawal(certificate, words);
            // Green would be taken for an answer about whatever the paper says.
            if judgement.carrier.is_none() && judgement.answer == Answer::Valid {
                page = page.answering(valid_but(certificate), "doubt", words);
            }
            page.asides.push(words.text(withholding(certificate), &Args::new()));
        } else {
            rows.0.extend(Rows::of(certificate, known.checked.signature, words).0);
        }
        page.rows = rows.0;
        page.mark_test(certificate.record.facts.test, words);
    }
    page.form = Some(FormWords::new(words));
    page.render().map_err(AppError::broken)
}

const fn answered(judgement: &Judgement) -> (&'static str, &'static str) {
    match judgement.answer {
        Answer::Valid => ("verify-valid", mood(Standing::Valid)),
        Answer::Expired => ("verify-expired", mood(Standing::Expired)),
        Answer::Suspended => ("verify-suspended", mood(Standing::Suspended)),
        Answer::Revoked => ("verify-revoked", mood(Standing::Revoked)),
        Answer::Replaced => ("verify-replaced", mood(Standing::Replaced)),
        // What was typed in was read from paper; a genuine signature without a record is another matter.
        Answer::Unknown if judgement.carrier.is_none() => ("verify-number-unknown", "bad"),
        Answer::Unknown => ("verify-record-missing", "bad"),
        Answer::Altered => ("verify-file-altered", "bad"),
        Answer::WithdrawnKey => ("verify-withdrawn-key", "doubt"),
        Answer::ForeignKey => ("verify-foreign-key", "bad"),
        Answer::ForeignIssuer => ("verify-foreign-issuer", "doubt"),
    }
}

const fn signature_message(signature: Signature) -> &'static str {
    match signature {
        Signature::Verified => "verify-signature-verified",
        Signature::None => "verify-signature-none",
        Signature::KeyRevoked => "verify-signature-key-revoked",
    }
}

const fn mood(standing: Standing) -> &'static str {
    match standing {
        Standing::Valid => "good",
        Standing::Expired | Standing::Suspended => "doubt",
        Standing::Revoked | Standing::Replaced | Standing::Altered | Standing::Unknown => "bad",
    }
}

impl Point {
    fn new(problem: &FieldProblem, words: &Localizer) -> Self {
        let field = problem.pointer.trim_start_matches('/').to_owned();
        let label = match field.as_str() {
            "serial" => words.text("certificate-serial", &Args::new()),
            _ => words.text("verify-name", &Args::new()),
        };
        let (text, _) = words.plain_with_locale(problem.code, problem.attribute, &problem.args);
        Self { field, label, text }
    }
}

impl FormWords {
    fn new(words: &Localizer) -> Self {
        let attribute = |name: &str| words.attribute("verify-form", name, &Args::new());
        Self {
            title: words.text("verify-form", &Args::new()),
            text: attribute("text"),
            file: attribute("file"),
            or: attribute("or"),
            serial: words.text("certificate-serial", &Args::new()),
            name: words.text("verify-name", &Args::new()),
            button: attribute("button"),
        }
    }
}

impl VerificationPage {
    fn new(i18n: &I18n, words: &Localizer) -> Self {
        let say = |id: &str| words.text(id, &Args::new());
        Self {
            lang: words.locale().to_string(),
            dir: words.direction().as_str(),
            style: STYLE,
            college: say("college-name"),
            title: say("verify-title"),
            answer: None,
            asides: Vec::new(),
            compare: None,
            rows: Vec::new(),
            form: None,
            languages_label: say("verify-other-languages"),
            languages: other_languages(i18n, words.locale()),
        }
    }

    fn answering(mut self, message: &str, mood: &'static str, words: &Localizer) -> Self {
        let (headline, text) = (words.text(message, &Args::new()), words.attribute(message, "text", &Args::new()));
        self.answer = Some(Told { mood, headline, text, points: Vec::new() });
        self
    }

    /// Nobody must take a test for the real thing, so a test says so before it says anything else.
    fn mark_test(&mut self, is_test: bool, words: &Localizer) {
        if let Some(answer) = self.answer.as_mut().filter(|_| is_test) {
            answer.headline = format!("{} – {}", words.text("verify-test", &Args::new()), answer.headline);
            let text = words.attribute("verify-test", "text", &Args::new());
            self.asides.insert(0, std::mem::replace(&mut answer.text, text));
            answer.mood = "bad";
        }
    }
}

fn other_languages(i18n: &I18n, shown: &Locale) -> Vec<Link> {
    let others = i18n.catalogues().locales().into_iter().filter(|locale| locale != shown && has_words(i18n, locale));
    others
        .map(|locale| Link { lang: locale.to_string(), dir: locale.direction().as_str(), name: autonym(&locale) })
        .collect()
}

/// What is printed, in the order in which the eye finds it on paper.
struct Rows(Vec<Row>);

impl Rows {
    fn of_withdrawal(certificate: &Certificate, words: &Localizer) -> Self {
        let mut rows = Self(Vec::new());
        rows.note_withdrawal(certificate, words);
        rows
    }

    fn of(certificate: &Certificate, signature: Signature, words: &Localizer) -> Self {
        let (record, facts) = (&certificate.record, &certificate.record.facts);
        let day = |moment: crate::clock::Timestamp| format::long_date(moment.day(), words.locale());
        let mut rows = Self(Vec::new());
        rows.note_withdrawal(certificate, words);
        rows.add(words, "verify-name", facts.holder.name.clone());
        rows.add_courses(facts, words);
        rows.add(words, "certificate-serial", record.serial.clone());
        rows.add(words, "certificate-issued", day(record.issued_at));
        if let Some(end) = record.valid_until {
            rows.add(words, "certificate-valid-until", day(end));
        }
        if let Some(end) = certificate.ends_early {
            rows.add(words, "verify-ends-early", day(end));
            rows.add(words, "verify-reason", words.text("verify-newer-version", &Args::new()));
        }
        rows.add(words, "verify-completed", day(facts.completed_at));
        if facts.shown_hours().is_some() {
            rows.add(words, "verify-hours", hours(facts, words));
        }
        if let Some(grade) = facts.shown_grade() {
            rows.add(words, "verify-grade", format::percent(grade, words.locale()));
        }
        rows.add_languages(facts, words);
        rows.add(words, "verify-course-version", facts.course.version_number.to_string());
        if let Some(party) = party(facts, words.locale()) {
            rows.add(words, "verify-party", party.to_owned());
        }
        rows.add_issuer(facts, words);
        rows.add_note(facts, words);
        if !facts.test {
            rows.add(words, "verify-signature", words.text(signature_message(signature), &Args::new()));
        }
        rows.add_code(words, "verify-fingerprint", certificate.sha256.clone());
        rows
    }

    /// Since when it does not hold, why, and what holds in its place.
    fn note_withdrawal(&mut self, certificate: &Certificate, words: &Localizer) {
        let withdrawn = match (certificate.revocation(), certificate.suspension()) {
            (Some(event), _) if certificate.superseded_by.is_some() => Some(("verify-replaced-on", event)),
            (Some(event), _) => Some(("verify-revoked-on", event)),
            (None, suspension) => suspension.map(|event| ("verify-suspended-on", event)),
        };
        if let Some((label, event)) = withdrawn {
            self.add(words, label, format::long_date(event.at.day(), words.locale()));
            if let Some(reason) = event.public_reason {
                self.add(words, "verify-reason", words.text(reason.message(), &Args::new()));
            }
        }
        if let Some(successor) = certificate.superseded_by {
            let path = successor.verify_path();
            self.add_code(words, "verify-replaced-by", format!("{}{path}", certificate.record.facts.base_url));
            if let Some(row) = self.0.last_mut() {
                row.href = Some(format!("{path}?lang={}", words.locale()));
            }
        }
    }

    /// Every title that may be on the certificate: it is printed in several languages.
    fn add_courses(&mut self, facts: &Facts, words: &Localizer) {
        let languages = facts.languages();
        let titles = languages.iter().filter_map(|locale| facts.wording(&facts.course.titles, locale));
        let mut shown = BTreeSet::new();
        for (locale, title) in titles.filter(|(locale, _)| shown.insert(*locale)) {
            self.add_in(words, "verify-course", title.to_owned(), locale);
        }
    }

    fn add_languages(&mut self, facts: &Facts, words: &Localizer) {
        let name = |locale| language_name(locale, words.locale());
        self.add(words, "verify-language-studied", name(&facts.course.edition_locale));
        self.add(words, "verify-certificate-language", name(&facts.language));
    }

    fn add_issuer(&mut self, facts: &Facts, words: &Localizer) {
        if let Some((locale, issuer)) = facts.wording(&facts.issuer, words.locale()) {
            self.add_in(words, "verify-issuer", issuer.to_owned(), locale);
        }
        for official in &facts.officials {
            let name = facts.wording(&official.names, words.locale());
            let role = facts.wording(&official.roles, words.locale());
            if let (Some((locale, name)), Some((_, role))) = (name, role) {
                self.add_in(words, "verify-official", format!("{name} – {role}"), locale);
            }
        }
    }

    /// What its design adds in words.
    fn add_note(&mut self, facts: &Facts, words: &Localizer) {
        if let Some((locale, note)) = facts.wording(&facts.notes(), words.locale()) {
            self.add_in(words, "verify-note", note.to_owned(), locale);
        }
    }

    fn push(&mut self, label: String, value: String, lang: Option<String>, (dir, is_code): (&'static str, bool)) {
        self.0.push(Row { label, value, lang, dir, is_code, href: None });
    }

    fn add(&mut self, words: &Localizer, label: &str, value: String) {
        self.push(words.text(label, &Args::new()), value, None, ("auto", false));
    }

    fn add_code(&mut self, words: &Localizer, label: &str, value: String) {
        self.push(words.text(label, &Args::new()), value, None, ("ltr", true));
    }

    fn add_in(&mut self, words: &Localizer, label: &str, value: String, locale: &Locale) {
        let lang = (locale != words.locale()).then(|| locale.to_string());
        self.push(words.text(label, &Args::new()), value, lang, (locale.direction().as_str(), false));
    }
}
