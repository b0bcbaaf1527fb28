//! Pseudo-locales: English made strange. Whoever looks at a page in one of them sees what cannot be translated, what is cut off when
//! it gets longer, and what does not turn when the script runs the other way.
//!
//! They are made from English when somebody first names one in `?lang=`, and are in no list.

use std::ops::Range;
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant};

use super::Locale;

/// A way to make English strange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pseudo {
    /// `en-XA`: with accents, a third longer, and in brackets.
    Accented,
    /// `ar-XB`: each word from right to left.
    Mirrored,
}

/// Right-to-left mark, right-to-left override; and back.
const TURN: &str = "\u{200F}\u{202E}";
const BACK: &str = "\u{202C}\u{200F}";
const PLAIN: &str = "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz";
const ACCENTS: &str = "ÅåƁƀÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž";

impl Pseudo {
    #[must_use]
    pub fn of(locale: &Locale) -> Option<Self> {
        match locale.as_str() {
            "en-XA" => Some(Self::Accented),
            "ar-XB" => Some(Self::Mirrored),
            _ => None,
        }
    }

    /// A file of English messages, made strange. Ids, variables, markup and addresses stay.
    pub(super) fn made_of(self, english: &FluentResource) -> Arc<FluentResource> {
        let source = english.source();
        let mut text = String::with_capacity(source.len() * 2);
        let mut at = 0;
        for (place, strange) in self.replacements(english) {
            text.push_str(source.get(at..place.start).unwrap_or_default());
            text.push_str(&strange);
            at = place.end;
        }
        text.push_str(source.get(at..).unwrap_or_default());
        // What was English before is English at worst.
        Arc::new(FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource))
    }

    /// A text, made strange. Tags, entities, addresses and placeholders in `{{braces}}` stay.
    #[must_use]
    pub fn text(self, text: &str) -> String {
        let mut writing = Writing { pseudo: self, is_in_tag: false, letters: 0 };
        let bare = text.trim();
        let written = writing.write(bare);
        if writing.letters == 0 {
            return text.to_owned();
        }
        let (before, after) = text.split_once(bare).unwrap_or_default();
        [before, self.open(), &written, &writing.close(), after].concat()
    }

    /// A page of HTML, made strange: each text between two blocks, and what describes a picture.
    #[must_use]
    pub fn html(self, html: &str) -> String {
        let (mut made, mut text) = (String::with_capacity(html.len() * 2), String::new());
        for piece in html.split_inclusive('>') {
            let (words, tag) = piece.rfind('<').map_or((piece, ""), |at| piece.split_at(at));
            text.push_str(words);
            if is_inline(tag) {
                text.push_str(tag);
            } else {
                made.push_str(&self.text(&text));
                text.clear();
                made.push_str(&self.described(tag));
            }
        }
        made.push_str(&self.text(&text));
        made
    }

    fn described(self, tag: &str) -> String {
        let described = tag.split_once("alt=\"").and_then(|(before, rest)| Some((before, rest.split_once('"')?)));
        match described {
            Some((before, (words, after))) => format!("{before}alt=\"{}\"{after}", self.text(words)),
            None => tag.to_owned(),
        }
    }

    fn replacements(self, english: &FluentResource) -> Vec<(Range<usize>, String)> {
        let mut found = Vec::new();
        for entry in english.entries() {
            match entry {
                Entry::Message(message) => {
                    let attributes = message.attributes.iter().map(|attribute| &attribute.value);
                    for pattern in message.value.iter().chain(attributes) {
                        self.pattern(pattern, english.source(), &mut found);
                    }
                }
                // The attributes of a term are its grammar.
                Entry::Term(term) => self.pattern(&term.value, english.source(), &mut found),
                _ => {}
            }
        }
        found.sort_by_key(|(place, _)| place.start);
        found
    }

    fn pattern(self, pattern: &Pattern<&str>, source: &str, found: &mut Vec<(Range<usize>, String)>) {
        let is_text = |element: &PatternElement<&str>| matches!(element, PatternElement::TextElement { .. });
        let (first, last) = (pattern.elements.iter().position(is_text), pattern.elements.iter().rposition(is_text));
        let mut writing = Writing { pseudo: self, is_in_tag: false, letters: 0 };
        for (number, element) in pattern.elements.iter().enumerate() {
            match element {
                PatternElement::TextElement { value } => {
                    let written = writing.write(value);
                    let opened = if first == Some(number) { self.open() } else { "" };
                    let closed = if last == Some(number) { writing.close() } else { String::new() };
                    let (line, end) = written.strip_suffix('\n').map_or((&*written, ""), |line| (line, "\n"));
                    if let Some(place) = place(value, source) {
                        found.push((place, format!("{opened}{line}{closed}{end}")));
                    }
                }
                PatternElement::Placeable { expression } => {
                    for variant in variants(expression) {
                        self.pattern(&variant.value, source, found);
                    }
                }
            }
        }
    }

    fn open(self) -> &'static str {
        if self == Self::Accented { "⟦" } else { "" }
    }
}

/// Whether a tag stands within a text.
fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
    matches!(name, Some("a" | "abbr" | "br" | "cite" | "code" | "del" | "em" | "span" | "strong" | "sub" | "sup"))
}

fn variants<'a>(expression: &'a Expression<&'a str>) -> &'a [Variant<&'a str>] {
    match expression {
        Expression::Select { variants, .. } => variants,
        Expression::Inline(InlineExpression::Placeable { expression }) => variants(expression),
        Expression::Inline(_) => &[],
    }
}

/// Where a part of a text is in it.
fn place(part: &str, whole: &str) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    let place = start..start + part.len();
    (whole.get(place.clone()) == Some(part)).then_some(place)
}

/// What has been written of one pattern.
struct Writing {
    pseudo: Pseudo,
    /// A tag may go on after a variable.
    is_in_tag: bool,
    letters: usize,
}

impl Writing {
    fn write(&mut self, text: &str) -> String {
        let mut written = String::with_capacity(text.len() * 2);
        for word in text.split_inclusive(char::is_whitespace) {
            let (bare, space) = word.split_at(word.trim_end().len());
            let is_kept = !self.is_in_tag && ["://", "@", "{{"].into_iter().any(|mark| bare.contains(mark));
            if is_kept {
                written.push_str(bare);
            } else {
                self.word(bare, &mut written);
            }
            written.push_str(space);
        }
        written
    }

    /// Letters change; tags and entities stay.
    fn word(&mut self, word: &str, written: &mut String) {
        let mut run = String::new();
        let mut rest = word.chars().peekable();
        while let Some(c) = rest.next() {
            let begins_tag = c == '<' && rest.peek().is_some_and(|next| next.is_alphabetic() || *next == '/');
            self.is_in_tag |= begins_tag;
            if self.is_in_tag || c == '&' {
                self.turn(&mut run, written);
                written.push(c);
                self.is_in_tag &= c != '>';
                if c == '&' {
                    let is_name = |c: &char| *c == '#' || c.is_ascii_alphanumeric();
                    let entity: String = std::iter::from_fn(|| rest.next_if(is_name)).collect();
                    written.push_str(&entity);
                }
            } else {
                run.push(c);
            }
        }
        self.turn(&mut run, written);
    }

    fn turn(&mut self, run: &mut String, written: &mut String) {
        self.letters += run.chars().filter(|c| c.is_alphabetic()).count();
        match self.pseudo {
            _ if !run.chars().any(char::is_alphabetic) => written.push_str(run),
            Pseudo::Mirrored => written.extend([TURN, run.as_str(), BACK]),
            Pseudo::Accented => written.extend(run.chars().map(accented)),
        }
        run.clear();
    }

    /// A third more, as many languages are longer than English.
    fn close(&self) -> String {
        match self.pseudo {
            Pseudo::Accented => format!(" {}⟧", "~".repeat(self.letters.div_ceil(3))),
            Pseudo::Mirrored => String::new(),
        }
    }
}

fn accented(c: char) -> char {
    PLAIN.chars().zip(ACCENTS.chars()).find(|(plain, _)| *plain == c).map_or(c, |(_, accented)| accented)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::tests::locale;
    use crate::i18n::{Args, Catalogues, I18n};

    fn strange(pseudo: Pseudo, text: &str) -> String {
        let english = FluentResource::try_new(text.to_owned()).expect("sound");
        pseudo.made_of(&english).source().to_owned()
    }

    #[test]
    fn words_change_and_what_machines_read_does_not() {
        for (text, expected) in [
            ("a = Open", "a = ⟦Öþéñ ~~⟧"),
            ("a = { $name }", "a = { $name }"),
            ("a = Hi, { $name }!", "a = ⟦Ĥî, { $name }! ~⟧"),
            (
                "a = <a href=\"{ $url }\" title=x>Go</a> &amp; see https://x.org",
                "a = ⟦<a href=\"{ $url }\" title=x>Ĝö</a> &amp; šéé https://x.org ~~⟧",
            ),
            (
                "a = { $n ->\n    [one] Day\n   *[other] Days\n }\n    .b = In",
                "a = { $n ->\n    [one] ⟦Ðåý ~⟧\n   *[other] ⟦Ðåýš ~~⟧\n }\n    .b = ⟦Îñ ~⟧",
            ),
            ("a =\n    One\n    two", "a =\n    ⟦Öñé\n    ţŵö ~~⟧"),
            ("-t = Name\n    .case = x", "-t = ⟦Ñåṁé ~~⟧\n    .case = x"),
        ] {
            assert_eq!(strange(Pseudo::Accented, text), expected);
        }
        assert_eq!(
            strange(Pseudo::Mirrored, "a = Hi <b>you</b> 12"),
            "a = \u{200F}\u{202E}Hi\u{202C}\u{200F} <b>\u{200F}\u{202E}you\u{202C}\u{200F}</b> 12"
        );
        assert_eq!(PLAIN.chars().count(), ACCENTS.chars().count());
    }

    #[test]
    fn texts_and_pages_change_between_their_tags() {
        for (text, expected) in [
            ("Open", "⟦Öþéñ ~~⟧"),
            (" A {{who}} went to {{the-town}}.\n", " ⟦Å {{who}} ŵéñţ ţö {{the-town}}. ~~~⟧\n"),
            ("90 %", "90 %"),
        ] {
            assert_eq!(Pseudo::Accented.text(text), expected);
        }
        for (html, expected) in [
            ("<h2>In</h2>\n<p>We <em>go</em>.</p>\n", "<h2>⟦Îñ ~⟧</h2>\n<p>⟦Ŵé <em>ĝö</em>. ~~⟧</p>\n"),
            (
                "<p><a href=\"https://x.org\" rel=\"x\">Go</a> it&#x27;s</p>",
                "<p>⟦<a href=\"https://x.org\" rel=\"x\">Ĝö</a> îţ&#x27;š ~~⟧</p>",
            ),
            ("<img src=\"media/a.svg\" alt=\"A map\" />", "<img src=\"media/a.svg\" alt=\"⟦Å ṁåþ ~~⟧\" />"),
        ] {
            assert_eq!(Pseudo::Accented.html(html), expected);
        }
        let mirrored = Pseudo::Mirrored.html("<p lang=\"en\">Hi</p>");
        assert_eq!(mirrored, "<p lang=\"en\">\u{200F}\u{202E}Hi\u{202C}\u{200F}</p>");
    }

    #[test]
    fn every_message_that_ships_can_be_made_strange_and_none_is_listed() {
        let catalogues = Catalogues::shipped().expect("sound");
        let english = catalogues.resources(&Locale::EN).expect("English");
        let count = |resources: &[Arc<FluentResource>]| -> usize {
            resources.iter().map(|resource| resource.entries().count()).sum()
        };
        for tag in ["en-XA", "ar-XB"] {
            let strange = catalogues.resources(&locale(tag)).expect("a pseudo-locale");
            assert_eq!(count(strange), count(english));
            assert!(!catalogues.locales().contains(&locale(tag)));
        }
        let i18n = I18n::new(catalogues, Locale::EN);
        let words = i18n.localizer(&[locale("en-XA")]);
        assert_eq!(words.text("language", &Args::new()), "⟦Ļåñĝûåĝé ~~~⟧");
        assert_eq!(i18n.misses().broken, 0);
    }
}
