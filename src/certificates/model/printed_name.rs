//! Names that somebody else writes down to be printed: on a list, or for a correction.

use crate::accounts;
use crate::error::FieldProblem;

/// A name that a certificate is to bear. What people call themselves when they register is theirs to say, and not looked at so.
///
/// # Errors
/// The problem of the member at `pointer`.
pub fn printed_name(text: &str, pointer: &str) -> Result<String, FieldProblem> {
    let name = accounts::name(text, pointer)?;
    let is_name = !begins_a_formula(&name) && name.chars().any(char::is_alphabetic);
    if is_name { Ok(name) } else { Err(FieldProblem::new(pointer, "certificate-name-unlike")) }
}

/// Nobody is called so, and a spreadsheet would calculate it.
fn begins_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}', '|', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_letters_and_does_not_begin_as_a_formula() {
        for (text, expected) in [
            (" Ana Rakoto ", Ok("Ana Rakoto")),
            ("O’Brien", Ok("O’Brien")),
            ("محمد", Ok("محمد")),
            ("=1+A1", Err("certificate-name-unlike")),
            ("+Ana", Err("certificate-name-unlike")),
            ("-Ana", Err("certificate-name-unlike")),
            ("＝A1", Err("certificate-name-unlike")),
            ("@Ana", Err("certificate-name-unlike")),
            ("12", Err("certificate-name-unlike")),
            ("a\u{202E}b", Err("field-control-characters")),
            ("", Err("field-empty")),
        ] {
            let found = printed_name(text, "/name").map_err(|problem| problem.code);
            assert_eq!(found, expected.map(str::to_owned), "{text:?}");
        }
    }
}
