//! From words to a message: headers, a text part and an HTML part beside it (RFC 5322, RFC 2046 §5.1.4).

use std::fmt::Write as _;
use std::time::{Duration, SystemTime};

use askama::Template;
use lettre::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};

use super::model::{Letter, LetterId};
use super::wording::{self, Marks, Wording};
use crate::clock::Timestamp;
use crate::config::Config;
use crate::error::AppError;
use crate::i18n::{I18n, Locale};

/// RFC 3834 §5: nobody's holiday notice answers it.
const AUTO_SUBMITTED: HeaderName = HeaderName::new_from_ascii_str("Auto-Submitted");
/// RFC 2369 §3.2 and RFC 8058 §3.1: a mail program offers a button.
const LIST_UNSUBSCRIBE: HeaderName = HeaderName::new_from_ascii_str("List-Unsubscribe");
const LIST_UNSUBSCRIBE_POST: HeaderName = HeaderName::new_from_ascii_str("List-Unsubscribe-Post");
const CONTENT_LANGUAGE: HeaderName = HeaderName::new_from_ascii_str("Content-Language");

/// A message, ready to be handed over; the same bytes in every attempt.
#[derive(Clone, Debug)]
pub struct Composed {
    pub message_id: String,
    pub to: Address,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// The addresses that the text links to.
    pub links: Vec<String>,
    pub message: Message,
}

/// What a message is made of.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    pub id: LetterId,
    pub to: Address,
    pub locale: &'a Locale,
    pub letter: &'a Letter,
    pub posted_at: Timestamp,
    /// What links begin with.
    pub base_url: &'a str,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    words: &'a Wording,
}

/// Puts a letter into words and the words into a message.
///
/// # Errors
/// When the message cannot be built, which nothing in a letter should bring about.
pub fn compose(draft: &Draft<'_>, i18n: &I18n, config: &Config) -> Result<Composed, AppError> {
    let word = |marks| Wording::new(draft.letter, i18n, draft.locale, draft.base_url, marks);
    let plain = word(Marks::None);
    let html = Html { words: &word(Marks::Isolating) }.render().map_err(AppError::broken)?;
    let text = as_text(&plain);
    let message_id = format!("<{}@{}>", draft.id, config.mail.from_address.domain());
    let name = config.mail.from_name.clone().unwrap_or_else(|| plain.college.clone());
    // Derived from the id, so that every attempt sends the same bytes.
    let parts = MultiPart::alternative()
        .boundary(format!("part-{}", draft.id))
        .singlepart(SinglePart::plain(text.clone()))
        .singlepart(SinglePart::html(html.clone()));
    let mut message = Message::builder()
        .from(Mailbox::new(Some(name), config.mail.from_address.clone()))
        .to(Mailbox::new(None, draft.to.clone()))
        .subject(plain.subject.clone())
        .date(system_time(draft.posted_at))
        .message_id(Some(message_id.clone()))
        .raw_header(HeaderValue::new(AUTO_SUBMITTED, "auto-generated".into()))
        .raw_header(HeaderValue::new(CONTENT_LANGUAGE, plain.locale.to_string()));
    if let Some(path) = wording::end_path(draft.letter) {
        message = message
            .raw_header(HeaderValue::new(LIST_UNSUBSCRIBE, format!("<{}{path}>", draft.base_url)))
            .raw_header(HeaderValue::new(LIST_UNSUBSCRIBE_POST, "List-Unsubscribe=One-Click".into()));
    }
    let message = message.multipart(parts).map_err(AppError::broken)?;
    let mentioned = plain.paragraphs.into_iter().filter_map(|paragraph| paragraph.address);
    let links = mentioned.chain(plain.button.map(|button| button.address)).collect();
    Ok(Composed { message_id, to: draft.to.clone(), subject: plain.subject, text, html, links, message })
}

fn as_text(words: &Wording) -> String {
    let mut text = format!("{}\n", words.greeting);
    for paragraph in &words.paragraphs {
        let _ = write!(text, "\n{}\n", paragraph.text);
        if let Some(address) = &paragraph.address {
            let _ = writeln!(text, "{address}");
        }
    }
    if let Some(button) = &words.button {
        let _ = write!(text, "\n{}\n{}\n", button.label, button.address);
    }
    let _ = write!(text, "\n{}\n\n{}\n{}\n\n-- \n{}\n", words.note, words.regards, words.college, words.footer);
    text
}

fn system_time(moment: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(u64::try_from(moment.as_seconds()).unwrap_or(0))
}
