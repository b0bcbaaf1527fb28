//! A text that knows its language.

use std::fmt;

use askama::filters::{Escaper, Html, HtmlSafe};

use crate::http::TextLanguage;

/// What a page says. Put into a page it is escaped, and marked where it is in another language than the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub text: String,
    /// For the element that holds the text and nothing else.
    pub marks: Marks,
}

/// The attributes `lang` and `dir`, where an element needs them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub Option<TextLanguage>);

impl From<String> for Phrase {
    /// A text in the language of the page.
    fn from(text: String) -> Self {
        Self { text, marks: Marks::default() }
    }
}

impl fmt::Display for Marks {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            // A tag has letters, digits and hyphens.
            Some(TextLanguage { lang, dir }) => write!(out, " lang=\"{lang}\" dir=\"{}\"", dir.as_str()),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.marks.0.is_none() {
            return Html.write_escaped_str(out, &self.text);
        }
        write!(out, "<span{}>", self.marks)?;
        Html.write_escaped_str(&mut *out, &self.text)?;
        out.write_str("</span>")
    }
}

impl HtmlSafe for Marks {}
impl HtmlSafe for Phrase {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Direction, Locale};

    #[test]
    fn it_is_escaped_and_says_its_language_where_that_is_another() {
        let text = "<b>\"&'".to_owned();
        let plain = Phrase::from(text.clone());
        assert!(!plain.to_string().contains(['<', '"', '\'']), "{plain}");
        let foreign = Marks(Some(TextLanguage { lang: Locale::FR, dir: Direction::Ltr }));
        let said = Phrase { text, marks: foreign }.to_string();
        assert!(said.starts_with("<span lang=\"fr\" dir=\"ltr\">&#60;b&#62;") && said.ends_with("</span>"), "{said}");
    }
}
