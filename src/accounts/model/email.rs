//! E-mail addresses: as they are written to, and as they are compared.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use crate::error::FieldProblem;
use crate::text::{self, TextFault};

/// RFC 5321 §4.5.3.1, with the erratum of RFC 3696.
const LONGEST: usize = 254;
const LONGEST_LOCAL_PART: usize = 64;

/// An address. Two that differ in case, width or the spelling of the domain (IDNA) are the same account's; letters always go to
/// the address as the account gave it, so that a look-alike gains nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Email {
    address: String,
    key: String,
}

impl Email {
    /// Reads an address.
    ///
    /// # Errors
    /// The problem of the member at `pointer`.
    pub fn parse(text: &str, pointer: &str) -> Result<Self, FieldProblem> {
        let address = text::line(text, LONGEST).map_err(|fault| match fault {
            TextFault::ControlCharacters => FieldProblem::new(pointer, "email-invalid"),
            other => other.at(pointer),
        })?;
        match key_of(&address) {
            Some(key) => Ok(Self { address, key }),
            None => Err(FieldProblem::new(pointer, "email-invalid")),
        }
    }

    /// Where letters go.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// By which accounts are found.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// Unquoted local parts only: nobody has another, and parsers disagree about them.
fn key_of(address: &str) -> Option<String> {
    let (local, domain) = address.rsplit_once('@')?;
    let forbidden = |c: char| c.is_whitespace() || "\"(),:;<>@[\\]".contains(c);
    let dots = local.starts_with('.') || local.ends_with('.') || local.contains("..");
    if local.is_empty() || local.len() > LONGEST_LOCAL_PART || dots || local.chars().any(forbidden) {
        return None;
    }
    let Ok(url::Host::Domain(domain)) = url::Host::parse(domain) else { return None };
    let labels: Vec<&str> = domain.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty() && !label.starts_with('-') && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    if labels.len() < 2 || !labels.iter().all(is_label) {
        return None;
    }
    let local: String = local.nfkc().flat_map(char::to_lowercase).collect();
    Some(format!("{local}@{domain}"))
}

/// Addresses stay out of logs.
impl fmt::Debug for Email {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_mean_the_same_mailbox_have_the_same_key() {
        for (text, key) in [
            ("ana@example.org", Some("ana@example.org")),
            (" Ana.Rakoto@Example.ORG ", Some("ana.rakoto@example.org")),
            ("ａｎａ@example.org", Some("ana@example.org")),
            ("ana+cites@douanes.gouv.mg", Some("ana+cites@douanes.gouv.mg")),
            ("josé@bücher.example", Some("josé@xn--bcher-kva.example")),
            ("o'brien@example.org", Some("o'brien@example.org")),
            ("", None),
            ("ana", None),
            ("@example.org", None),
            ("ana@", None),
            ("ana@localhost", None),
            ("ana@127.0.0.1", None),
            ("ana@[::1]", None),
            ("ana@-a.org", None),
            ("ana@example..org", None),
            (".ana@example.org", None),
            ("a b@example.org", None),
            ("\"a\"@example.org", None),
            ("ana@example.org\r\nBcc: b@example.org", None),
            ("ana@exa\u{202E}mple.org", None),
            ("a@b@example.org", None),
        ] {
            let found = Email::parse(text, "/email").ok();
            assert_eq!(found.as_ref().map(Email::key), key, "{text:?}");
        }
    }
}
