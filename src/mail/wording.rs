//! A letter in words: which messages it is made of, in one language.

mod news;

use super::model::{Ending, Letter, Missed, Queue};
use crate::clock::Timestamp;
use crate::i18n::{Args, Direction, I18n, Locale, Localizer};

/// A letter in one language, before it becomes text or HTML.
#[derive(Clone, Debug)]
pub struct Wording {
    pub locale: Locale,
    pub direction: Direction,
    pub college: String,
    pub subject: String,
    pub greeting: String,
    pub paragraphs: Vec<Paragraph>,
    pub button: Option<Button>,
    /// What to know beside: what to do if it was not you, whom to ask.
    pub note: String,
    pub regards: String,
    pub footer: String,
}

/// Some sentences, and where they lead.
#[derive(Clone, Debug)]
pub struct Paragraph {
    pub text: String,
    pub address: Option<String>,
}

/// The one thing to do.
#[derive(Clone, Debug)]
pub struct Button {
    pub label: String,
    pub address: String,
    /// Before the address itself, for programs that show no button.
    pub hint: String,
}

/// Variables within HTML are isolated, so that a name in another script does not disturb the sentence; plain text and headers
/// do without invisible marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marks {
    Isolating,
    None,
}

/// The names of a letter's messages and what they are told.
struct Outline {
    /// A message with the attributes `subject`, `text`, `note`, and `button` where there is a link.
    message: &'static str,
    args: Args,
    path: Option<String>,
    /// More paragraphs.
    more: Vec<Part>,
}

/// A paragraph's message, what it is told, and where it leads.
struct Part {
    message: &'static str,
    args: Args,
    path: Option<String>,
}

impl Part {
    const fn of(message: &'static str, args: Args) -> Self {
        Self { message, args, path: None }
    }

    fn leading_to(self, path: String) -> Self {
        Self { path: Some(path), ..self }
    }
}

impl From<(&'static str, Args)> for Part {
    fn from((message, args): (&'static str, Args)) -> Self {
        Self::of(message, args)
    }
}

impl Wording {
    /// Puts a letter into words. All of it is in one language: that of the recipient, or the next one that has letters at all.
    #[must_use]
    pub fn new(letter: &Letter, i18n: &I18n, wanted: &Locale, base_url: &str, marks: Marks) -> Self {
        let (_, locale) = i18n.localizer_for(wanted).text_with_locale("mail-greeting", &Args::new());
        let voice = Voice { words: i18n.localizer_for(&locale), marks };
        let Outline { message, args, path, more } = outline(letter, &voice);
        let mut paragraphs = vec![Paragraph { text: voice.part(message, "text", &args), address: None }];
        paragraphs.extend(more.into_iter().map(|Part { message, args, path }| Paragraph {
            text: voice.whole(message, &args),
            address: path.map(|path| format!("{base_url}{path}")),
        }));
        let button = path.map(|path| Button {
            label: voice.part(message, "button", &args),
            address: format!("{base_url}{path}"),
            hint: voice.whole("mail-link-hint", &Args::new()),
        });
        Self {
            direction: locale.direction(),
            college: voice.whole("college-name", &Args::new()),
            subject: without_breaks(&voice.words.plain_attribute(message, "subject", &args)),
            greeting: voice.whole("mail-greeting", &Args::new()),
            paragraphs,
            button,
            note: voice.part(message, "note", &args),
            regards: voice.whole("mail-regards", &Args::new()),
            footer: voice.whole("mail-footer", &Args::new()),
            locale,
        }
    }
}

struct Voice {
    words: Localizer,
    marks: Marks,
}

impl Voice {
    fn whole(&self, message: &str, args: &Args) -> String {
        match self.marks {
            Marks::Isolating => self.words.text(message, args),
            Marks::None => self.words.plain(message, args),
        }
    }

    fn part(&self, message: &str, attribute: &str, args: &Args) -> String {
        match self.marks {
            Marks::Isolating => self.words.attribute(message, attribute, args),
            Marks::None => self.words.plain_attribute(message, attribute, args),
        }
    }

    fn role(&self, role: &str) -> String {
        self.words.plain("mail-role-name", &Args::new().set("role", role))
    }

    fn reason(&self, reason: &str) -> String {
        self.words.plain("mail-review-reason-name", &Args::new().set("reason", reason))
    }
}

impl Outline {
    fn of(message: &'static str) -> Self {
        Self { message, args: Args::new(), path: None, more: Vec::new() }
    }

    fn telling(mut self, name: &'static str, text: &str) -> Self {
        self.args = self.args.set(name, on_one_line(text));
        self
    }

    fn leading_to(self, path: String) -> Self {
        Self { path: Some(path), ..self }
    }

    fn adding(mut self, message: &'static str, args: Args) -> Self {
        self.more.push(Part::of(message, args));
        self
    }

    fn adding_all(mut self, parts: impl IntoIterator<Item = impl Into<Part>>) -> Self {
        self.more.extend(parts.into_iter().map(Into::into));
        self
    }

    fn counting(mut self, count: i64) -> Self {
        self.args = self.args.set("count", count);
        self
    }

    fn because(self, reason: Option<&str>) -> Self {
        match reason.map(on_one_line).filter(|reason| !reason.is_empty()) {
            Some(reason) => self.adding("mail-reason", Args::new().set("reason", reason)),
            None => self,
        }
    }
}

fn outline(letter: &Letter, voice: &Voice) -> Outline {
    match letter {
        Letter::VerifyEmail { token } => Outline::of("mail-verify-email").leading_to(confirm(token.reveal())),
        Letter::AlreadyRegistered => Outline::of("mail-already-registered"),
        Letter::ResetPassword { token } => Outline::of("mail-reset-password").leading_to(confirm(token.reveal())),
        Letter::PasswordChanged => Outline::of("mail-password-changed"),
        Letter::RoleGranted { role, scope } if scope.is_empty() => {
            Outline::of("mail-role-granted").telling("role", &voice.role(role))
        }
        Letter::RoleGranted { role, scope } => {
            Outline::of("mail-role-granted-for").telling("role", &voice.role(role)).telling("scope", scope)
        }
        Letter::AffiliationDecided { party, vouched, reason } => {
            let message = if *vouched { "mail-affiliation-vouched" } else { "mail-affiliation-refused" };
            Outline::of(message).telling("party", party).because(reason.as_deref())
        }
        Letter::EnrolmentDecided { course_title, approved, reason, confirmed_party } => {
            let message = if *approved { "mail-enrolment-approved" } else { "mail-enrolment-refused" };
            let decided = Outline::of(message).telling("course", course_title);
            let confirmed = |party| Args::new().set("party", on_one_line(party));
            let parts = confirmed_party.iter().map(|party| ("mail-enrolment-confirmed", confirmed(party)));
            decided.adding_all(parts).because(reason.as_deref())
        }
        Letter::RequestsWaiting { queues } => {
            let total: i64 = queues.iter().map(|queue| queue.affiliations + queue.enrolments).sum();
            Outline::of("mail-requests-waiting").counting(total).adding_all(queues.iter().flat_map(queue))
        }
        Letter::ApprovalsEnding { affiliations, enrolments } => approvals_ending(affiliations, enrolments),
        Letter::TranslationNews { news, end } => news::outline(news, end.as_ref(), voice),
        Letter::LeadsMissed { languages } => leads_missed(languages),
        Letter::CertificateRefused { course_title, reason } => {
            Outline::of("mail-certificate-refused").telling("course", course_title).because(Some(reason))
        }
        Letter::CertificateIssued { course_title, serial, verify_path, test, first } => {
            certificate_issued((course_title, serial), verify_path, (*test, *first))
        }
        Letter::CertificateRevoked { serial, reason } => notice("mail-certificate-revoked", serial, reason),
        Letter::CertificateSuspended { serial, reason } => notice("mail-certificate-suspended", serial, reason),
        Letter::CertificateRestored { serial, reason } => notice("mail-certificate-restored", serial, reason),
        Letter::CorrectionRefused { serial, reason } => notice("mail-correction-refused", serial, reason),
        Letter::CertificateReplaced { old, serial, verify_path } => replaced(old, serial, verify_path),
        Letter::CertificateEnding { course_title, serial, end, early, renewal, verify_path } => {
            certificate_ending((course_title, serial, *end), (*early, renewal.as_deref()), verify_path)
        }
        Letter::CertificateGoesOn { course_title, serial, verify_path } => {
            certificate("mail-certificate-goes-on", (course_title, serial), verify_path)
        }
    }
}

/// Something about a certificate, which is shown.
fn certificate(message: &'static str, (course_title, serial): (&str, &str), verify_path: &str) -> Outline {
    let outline = Outline::of(message).telling("course", course_title).telling("serial", serial);
    outline.leading_to(verify_path.to_owned())
}

/// What happened to a certificate, and why.
fn notice(message: &'static str, serial: &str, reason: &str) -> Outline {
    Outline::of(message).telling("serial", serial).because(Some(reason))
}

fn replaced(old: &str, serial: &str, verify_path: &str) -> Outline {
    let corrected = Outline::of("mail-certificate-replaced").telling("old", old).telling("serial", serial);
    corrected.leading_to(verify_path.to_owned())
}

fn certificate_issued((course, serial): (&str, &str), verify_path: &str, (test, first): (bool, bool)) -> Outline {
    let mut issued = certificate("mail-certificate-issued", (course, serial), verify_path);
    if first {
        issued = issued.adding("mail-certificate-first", Args::new());
    }
    if test { issued.adding("mail-certificate-test", Args::new()) } else { issued }
}

fn certificate_ending(
    (course_title, serial, end): (&str, &str, Timestamp),
    (early, renewal): (bool, Option<&str>),
    verify_path: &str,
) -> Outline {
    let mut ending = certificate("mail-certificate-ending", (course_title, serial), verify_path);
    ending.args = ending.args.set("end", end.day());
    let renewed = renewal.map(|title| ("mail-certificate-renewal", Args::new().set("course", on_one_line(title))));
    let why = early.then(|| ("mail-certificate-ends-early", Args::new()));
    ending.adding_all(why).adding_all(renewed)
}

fn approvals_ending(affiliations: &[Ending], enrolments: &[Ending]) -> Outline {
    let of = |message, name| {
        move |it: &Ending| (message, Args::new().set(name, on_one_line(&it.name)).set("end", it.end.day()))
    };
    Outline::of("mail-approvals-ending")
        .adding_all(affiliations.iter().map(of("mail-affiliation-ending", "party")))
        .adding_all(enrolments.iter().map(of("mail-enrolment-ending", "course")))
}

fn leads_missed(languages: &[Missed]) -> Outline {
    let line = |it: &Missed| {
        let args = Args::new().set("language", on_one_line(&it.language));
        match it.since {
            Some(since) => ("mail-lead-missed", args.set("since", since.day())),
            None => ("mail-lead-none", args),
        }
    };
    let languages_path = "/api/v1/locales".to_owned();
    Outline::of("mail-leads-missed").leading_to(languages_path).adding_all(languages.iter().map(line))
}

/// A line for each kind of request that waits in a Party.
fn queue(queue: &Queue) -> impl Iterator<Item = (&'static str, Args)> {
    let party = on_one_line(&queue.party);
    let counts = [("mail-affiliations-waiting", queue.affiliations), ("mail-enrolments-waiting", queue.enrolments)];
    let waiting = counts.into_iter().filter(|(_, count)| *count > 0);
    waiting.map(move |(message, count)| (message, Args::new().set("party", party.clone()).set("count", count)))
}

/// The path of a page that ends letters of this kind, where there is one.
pub(super) fn end_path(letter: &Letter) -> Option<String> {
    match letter {
        Letter::TranslationNews { end: Some(token), .. } => Some(confirm(token.reveal())),
        _ => None,
    }
}

fn confirm(token: &str) -> String {
    format!("/confirm/{token}")
}

/// A text fit for a header: whatever would end its line is a space. Other spaces are as they were written.
fn without_breaks(text: &str) -> String {
    text.chars().map(|c| if ends_line(c) { ' ' } else { c }).collect()
}

fn ends_line(c: char) -> bool {
    c.is_control() || c == '\u{2028}' || c == '\u{2029}'
}

/// What people wrote, made fit for a header and for a sentence: one line, no control characters, nothing that turns the
/// direction of what follows (UAX #9 §2).
fn on_one_line(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let shown: String = text.chars().filter(|c| !turns(*c)).map(|c| if ends_line(c) { ' ' } else { c }).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_stays_on_one_line() {
        for (written, shown) in [
            ("Soil\r\nBcc: all@example.org", "Soil Bcc: all@example.org"),
            ("\u{202E}evil\u{202C} \u{2067}x\u{2069}", "evil x"),
            ("  a\u{0}b\tc  ", "a b c"),
            ("Espèces « menacées »", "Espèces « menacées »"),
        ] {
            assert_eq!(on_one_line(written), shown);
        }
    }
}
