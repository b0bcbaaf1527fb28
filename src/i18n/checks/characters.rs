//! Characters that hide, disguise or turn around what stands beside them.
//!
//! * UAX 9, 2.1 to 2.6: embeddings and overrides are refused, isolates come in pairs; marks belong to languages that are
//!   written from right to left. ("Trojan Source", CVE-2021-42574.)
//! * UAX 31, 2.3, and the core specification, 23.2: joiners have a meaning in scripts whose letters join, and between
//!   pictures; nowhere else. U+200B is how scripts without spaces mark the ends of words.
//! * UTS 51, 2.6.2: TAG characters spell the flags of regions.

use unicode_script::{Script, UnicodeScript as _};

use super::Rule;
use super::finding::Report;
use super::reading::Reading;
use crate::i18n::{Args, Direction};

/// Looks at one pattern: what is in the variants within it is theirs.
pub(super) fn check(reading: &Reading, direction: Direction, report: &mut Report) {
    let is_rtl = direction == Direction::Rtl || reading.text.chars().any(is_right_to_left);
    let mut before = None;
    let mut within_flag = false;
    let mut isolates = Vec::new();
    let mut text = reading.text.char_indices().peekable();
    while let Some((at, c)) = text.next() {
        let after = text.peek().map(|(_, after)| *after);
        let span = || reading.span(at..at + c.len_utf8());
        within_flag = c == '\u{1F3F4}' || within_flag && is_tag(c);
        match c {
            '\u{202A}'..='\u{202E}' => report.add(Rule::Bidi, span(), named(c).set("problem", "override")),
            '\u{2066}'..='\u{2068}' => isolates.push((at, c)),
            '\u{2069}' if isolates.pop().is_none() => {
                report.add(Rule::Bidi, span(), named(c).set("problem", "unopened"));
            }
            '\u{200E}' | '\u{200F}' | '\u{61C}' if !is_rtl => {
                report.warn(Rule::Bidi, span(), named(c).set("problem", "mark"));
            }
            _ if is_tag(c) && within_flag => {}
            _ if is_unreadable(c) && !reading.is_hole(at) => report.add(Rule::Control, span(), named(c)),
            _ if is_hidden(c) && !is_at_home(c, before, after) => report.add(Rule::Invisible, span(), named(c)),
            _ => {}
        }
        before = Some(c);
    }
    if let Some((at, c)) = isolates.pop() {
        report.add(Rule::Bidi, reading.span(at..at + c.len_utf8()), named(c).set("problem", "unclosed"));
    }
}

/// Looks whether a text that stands in one line does.
pub(super) fn check_line(reading: &Reading, report: &mut Report) {
    if let Some(at) = reading.text.find('\n') {
        report.add(Rule::Control, reading.span(at..at + 1), named('\n'));
    }
}

fn named(c: char) -> Args {
    Args::new().set("character", format!("U+{:04X}", u32::from(c)))
}

const fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0020}'..='\u{E007F}')
}

/// Controls but the line feed, separators of lines, annotations, the marks of a hole and of lost text, private use, tags,
/// and what is no character at all.
fn is_unreadable(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c,
            '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFD}' | '\u{FDD0}'..='\u{FDEF}'
            | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{E007F}' | '\u{F0000}'..)
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// What takes no room, and does not belong to the direction of writing.
pub(super) const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}' | '\u{200B}'..='\u{200D}'
        | '\u{2060}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}')
}

fn is_at_home(c: char, before: Option<char>, after: Option<char>) -> bool {
    let near = |test: fn(char) -> bool| before.is_some_and(test) || after.is_some_and(test);
    match c {
        '\u{200B}' => near(has_no_spaces),
        '\u{200C}' => near(joins),
        '\u{200D}' => {
            before.is_some_and(|before| joins(before) || !before.is_alphanumeric() && !before.is_whitespace())
        }
        _ => false,
    }
}

/// Letters of scripts that do not set words apart.
pub(super) fn has_no_spaces(c: char) -> bool {
    matches!(
        c.script(),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
            | Script::Tibetan
            | Script::Javanese
            | Script::Balinese
    )
}

/// Letters, and marks above and below them, of scripts in which neighbours join. Marks are shared between scripts.
fn joins(c: char) -> bool {
    !matches!(
        c.script(),
        Script::Common
            | Script::Latin
            | Script::Greek
            | Script::Cyrillic
            | Script::Armenian
            | Script::Georgian
            | Script::Hebrew
            | Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Hangul
    )
}

/// Letters of scripts that run from right to left.
pub(super) fn is_right_to_left(c: char) -> bool {
    matches!(
        c.script(),
        Script::Arabic
            | Script::Hebrew
            | Script::Syriac
            | Script::Thaana
            | Script::Nko
            | Script::Adlam
            | Script::Hanifi_Rohingya
            | Script::Mandaic
            | Script::Samaritan
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::checks::tests::{found, listed};

    fn rules(text: &str, direction: Direction) -> String {
        listed(&found(|report| check(&Reading::plain(text), direction, report)))
    }

    #[test]
    fn what_turns_text_around_is_refused_and_what_guides_it_is_not() {
        for (text, ltr, rtl) in [
            ("a\u{202E}gnp.exe\u{202C}", "char.bidi! char.bidi!", "char.bidi! char.bidi!"),
            ("a \u{2067}b", "char.bidi!", "char.bidi!"),
            ("a \u{2069}b", "char.bidi!", "char.bidi!"),
            ("a \u{2066}b\u{2069} \u{2068}c\u{2067}d\u{2069}\u{2069}", "", ""),
            ("CITES\u{200E} (2)", "char.bidi", ""),
            ("la revue «\u{200F}المها\u{200F}»", "", ""),
        ] {
            assert_eq!(
                (rules(text, Direction::Ltr), rules(text, Direction::Rtl)),
                (ltr.into(), rtl.into()),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_and_what_scripts_need_is_not() {
        for (text, expected) in [
            ("a\u{7}", "char.control!"),
            ("a\u{1b}[31m", "char.control!"),
            ("a\tb", "char.control!"),
            ("a\rb", "char.control!"),
            ("a\u{85}b", "char.control!"),
            ("a\u{2028}b", "char.control!"),
            ("a\u{FFFC}b", "char.control!"),
            ("a\u{FFFD}b", "char.control!"),
            ("a\u{E000}b", "char.control!"),
            ("a\u{FFFE}b", "char.control!"),
            ("a\u{E0041}\u{E0042}", "char.control! char.control!"),
            ("a\nb", ""),
            // The flag of Scotland.
            ("\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}", ""),
            ("Bien\u{200B}venue", "char.invisible"),
            ("ภาษา\u{200B}ไทย", ""),
            ("ក\u{200B}ខ", ""),
            ("co\u{AD}operate", "char.invisible"),
            ("a\u{FEFF}b", "char.invisible"),
            ("na\u{200C}ive", "char.invisible"),
            ("می\u{200C}توانم", ""),
            ("PDF\u{200C}ها", ""),
            ("क्\u{200D}ष", ""),
            ("\u{1F469}\u{200D}\u{1F33E}", ""),
            ("a\u{200D}b", "char.invisible"),
            ("1\u{A0}000\u{202F}€ !", ""),
            ("x\u{301}", ""),
        ] {
            assert_eq!(rules(text, Direction::Ltr), expected, "{text:?}");
        }
    }

    #[test]
    fn a_finding_points_at_the_character() {
        let findings = found(|report| check(&Reading::plain("é\u{200B}e"), Direction::Ltr, report));
        assert_eq!(findings.first().and_then(|finding| finding.span.clone()), Some(2..5));
    }
}
