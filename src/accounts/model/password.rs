//! What makes a password acceptable: length, and not being one that everybody tries first. No rules of composition.

use std::collections::HashSet;
use std::fmt;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

use crate::error::FieldProblem;
use crate::secret::Secret;

pub const SHORTEST: usize = 12;
pub const LONGEST: usize = 128;
/// Longer than any 128 characters before normalisation; what is beyond is refused unread.
const LONGEST_GIVEN: usize = 4 * LONGEST;
/// A password with fewer different characters is a row of the same few keys.
const FEWEST_DIFFERENT: usize = 5;
/// A name or address of fewer characters is contained in too much that is innocent.
const TELLING: usize = 4;

/// See `common_passwords.LICENSE.txt`.
const COMMON: &str = include_str!("common_passwords.txt");

/// A password in NFC, that is printed by nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// A password given to sign in with: whatever it is.
    #[must_use]
    pub fn given(secret: &Secret) -> Self {
        Self(secret.reveal().chars().take(LONGEST_GIVEN).nfc().collect())
    }

    /// A password to be set. `about` is what others know of the person: her address, her name.
    ///
    /// # Errors
    /// The problem of the member at `pointer`.
    pub fn choose(secret: &Secret, about: &[&str], pointer: &str) -> Result<Self, FieldProblem> {
        if secret.reveal().chars().nth(LONGEST_GIVEN).is_some() {
            return Err(too_long(pointer));
        }
        let password = Self::given(secret);
        match password.0.chars().count() {
            0..SHORTEST => Err(FieldProblem::new(pointer, "password-too-short").with("min", SHORTEST as i64)),
            SHORTEST..=LONGEST if is_easy(&password.0, about) => Err(FieldProblem::new(pointer, "password-too-common")),
            SHORTEST..=LONGEST => Ok(password),
            _ => Err(too_long(pointer)),
        }
    }

    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

fn too_long(pointer: &str) -> FieldProblem {
    FieldProblem::new(pointer, "field-too-long").with("max", LONGEST as i64)
}

fn is_easy(password: &str, about: &[&str]) -> bool {
    let folded = password.to_lowercase();
    let different: HashSet<char> = folded.chars().collect();
    different.len() < FEWEST_DIFFERENT
        || is_common(&folded)
        || repeats_a_common_half(&folded)
        || is_about(&folded, about)
}

fn is_common(folded: &str) -> bool {
    static SET: OnceLock<HashSet<&'static str>> = OnceLock::new();
    SET.get_or_init(|| COMMON.lines().collect()).contains(folded)
}

/// `abcdefabcdef`: as easy as its half.
fn repeats_a_common_half(folded: &str) -> bool {
    let characters: Vec<char> = folded.chars().collect();
    (1..=characters.len() / 2).any(|unit| {
        characters.len().is_multiple_of(unit)
            && characters.chunks(unit).all(|chunk| Some(chunk) == characters.get(..unit))
    })
}

/// The password is the address, the name or the College itself, with hardly anything added.
fn is_about(folded: &str, about: &[&str]) -> bool {
    let plain = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let password = plain(folded);
    let local_parts = about.iter().filter_map(|text| text.rsplit_once('@').map(|(local, _)| local));
    about.iter().copied().chain(local_parts).chain(["virtual college", "cites"]).map(plain).any(|known| {
        let length = known.chars().count();
        length >= TELLING && password.contains(&known) && password.chars().count() - length < SHORTEST / 2
    })
}

impl fmt::Debug for Password {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_refused_for_its_length_or_for_being_easy_and_for_nothing_else() {
        let longest = "aB3-".repeat(2) + &"xyzzy plugh ".repeat(10);
        for (text, code) in [
            ("correct horse battery", None),
            ("zwölf Zeichen!", None),
            ("пароль из слов", None),
            ("   spaces count   ", None),
            (longest.as_str(), None),
            ("short", Some("password-too-short")),
            ("elevenchars", Some("password-too-short")),
            ("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", Some("password-too-short")),
            ("passwordpassword", Some("password-too-common")),
            ("Password1234", Some("password-too-common")),
            ("aaaaaaaaaaaaaaaa", Some("password-too-common")),
            ("snowysnowysnowy", Some("password-too-common")),
            ("ana.rakoto@example.org", Some("password-too-common")),
            ("Ana Rakoto 2027", Some("password-too-common")),
            ("virtualcollege1", Some("password-too-common")),
        ] {
            let about = ["ana.rakoto@example.org", "Ana Rakoto"];
            let outcome = Password::choose(&Secret::new(text), &about, "/password");
            assert_eq!(outcome.err().map(|problem| problem.code), code, "{text:?}");
        }
        let too_long = Password::choose(&Secret::new("0123456789abc".repeat(10)), &[], "/password");
        assert_eq!(too_long.err().map(|problem| problem.code), Some("field-too-long"));
    }

    #[test]
    fn the_same_password_typed_on_another_keyboard_is_the_same() {
        assert_eq!(Password::given(&Secret::new("e\u{301}t\u{e9}")), Password::given(&Secret::new("\u{e9}te\u{301}")));
    }

    #[test]
    fn the_list_holds_at_least_3000_that_the_length_would_allow() {
        assert!(COMMON.lines().filter(|line| line.len() >= SHORTEST && line.to_lowercase() == *line).count() >= 3_000);
    }
}
