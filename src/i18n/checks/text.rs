//! Texts that are no Fluent messages: blocks and cells of lessons, titles, the words of quizzes, captions.

use std::collections::BTreeMap;

use super::finding::{Finding, Report, Span, quoted};
use super::limits::BLOCK_BYTES;
use super::reading::Reading;
use super::setting::{Original, Setting};
use super::style::{self, Sides};
use super::{Rule, addresses, characters, length, markdown, markup, protected};
use crate::i18n::Args;

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A block of a lesson.
    Markdown,
    /// A cell of a table in a lesson.
    Cell,
    /// Words alone: a title, a choice, a stem with its `{{gaps}}`.
    Plain,
    /// A cue of WebVTT.
    Caption,
}

/// Checks one text against its source. Both are in the form that `normalise` makes.
#[must_use]
pub fn check_text(kind: TextKind, text: &str, original: Original<'_>, setting: &Setting<'_>) -> Vec<Finding> {
    let mut report = Report::default();
    if text.len() > BLOCK_BYTES {
        let args = Args::new().set("what", "text").set("found", text.len()).set("most", BLOCK_BYTES);
        report.add(Rule::Size, None, args);
        return report.into_findings();
    }
    // A tab belongs to code, and lays out lists.
    let is_markdown = matches!(kind, TextKind::Markdown | TextKind::Cell);
    let written = if is_markdown { &text.replace('\t', " ") } else { text };
    characters::check(&Reading::plain(written), setting.locale.direction(), &mut report);
    let (given, source) = match kind {
        TextKind::Markdown | TextKind::Cell => {
            let sides = markdown::check(text, original.text, &setting.knowledge.links, &mut report);
            // What is spelled as a reference (`&#x202E;`) is read as the character.
            if text.contains('&') && !report.blocks() {
                characters::check(&sides.0, setting.locale.direction(), &mut report);
            }
            sides
        }
        TextKind::Plain | TextKind::Caption => (Reading::plain(text), Reading::plain(original.text)),
    };
    match kind {
        TextKind::Cell => check_cell(text, original.text, &mut report),
        TextKind::Plain => {
            check_gaps(text, original.text, &mut report);
            if original.flags.one_line {
                characters::check_line(&given, &mut report);
            }
        }
        TextKind::Caption => check_cue(&given, &source, &mut report),
        TextKind::Markdown => {}
    }
    protected::check(&given, &setting.knowledge.names, &mut report);
    let (given, source) = (&[given][..], &[source][..]);
    length::check_empty(given, source, &mut report);
    length::check(given, source, original.flags, &mut report);
    addresses::check(Sides { given, source }, &setting.knowledge.links, &mut report);
    if !report.blocks() {
        style::check(Sides { given, source }, setting, &mut report);
        if let Some(other) = setting.knowledge.elsewhere.other_than(original.text, text) {
            report.add(Rule::Inconsistent, None, Args::new().set("other", quoted(other)));
        }
    }
    report.into_findings()
}

/// A cell is one line without a bar.
fn check_cell(text: &str, source: &str, report: &mut Report) {
    let bar = |text: &str| {
        let mut before = ' ';
        text.char_indices().find_map(|(at, c)| {
            let ends = c == '\n' || c == '|' && before != '\\';
            before = c;
            ends.then_some(at)
        })
    };
    if let (Some(at), None) = (bar(text), bar(source)) {
        let args = Args::new().set("found", "row").set("expected", "cell").set("measure", 0).set("found_measure", 0);
        report.add(Rule::BlockKind, at..at + 1, args);
    }
}

/// More than an id may have, with its braces.
const LONGEST_GAP: usize = 80;

/// The gaps of a cloze: each as in the source.
fn check_gaps(text: &str, source: &str, report: &mut Report) {
    let mut owed: BTreeMap<&str, usize> = BTreeMap::new();
    for (gap, _) in gaps(source) {
        *owed.entry(gap).or_default() += 1;
    }
    for (gap, span) in gaps(text) {
        match owed.get_mut(gap) {
            Some(count) if *count > 0 => *count -= 1,
            _ => report.add(Rule::ExtraVariable, span, Args::new().set("variable", quoted(gap)).set("kind", "gap")),
        }
    }
    for (gap, _) in owed.into_iter().filter(|(_, count)| *count > 0) {
        let args = Args::new().set("variable", quoted(gap)).set("kind", "gap").set("variant", "");
        report.add(Rule::MissingVariable, None, args);
    }
}

fn gaps(text: &str) -> impl Iterator<Item = (&str, Span)> {
    text.match_indices("{{").map(|(begin, _)| {
        let rest = text.get(begin..).unwrap_or_default();
        let name = rest.get(..rest.floor_char_boundary(LONGEST_GAP)).unwrap_or(rest);
        let gap = name.find("}}").and_then(|end| name.get(..end + 2)).unwrap_or(name);
        (gap, begin..begin + gap.len())
    })
}

/// A cue is one paragraph in which no timing stands (WebVTT, 4.1 "cue text"); its tags are those of the source.
fn check_cue(given: &Reading, source: &Reading, report: &mut Report) {
    for broken in ["-->", "\n\n"] {
        if let Some(at) = given.text.find(broken) {
            let problem = if broken == "-->" { "arrow" } else { "blank-line" };
            report.add(Rule::Cue, given.span(at..at + broken.len()), Args::new().set("problem", problem));
        }
    }
    let mut allowed = markup::Allowed::default();
    allowed.add(&markup::Markup::read(&source.text).unwrap_or_default());
    markup::check_safety(given, &allowed, report);
    markup::check_structure(std::slice::from_ref(given), std::slice::from_ref(source), report);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use crate::i18n::checks::tests::listed;
    use crate::i18n::checks::{Catalogue, Flags, Knowledge};

    fn rules(kind: TextKind, source: &str, text: &str) -> String {
        let (catalogue, knowledge) = (Catalogue::default(), Knowledge::default());
        let setting =
            Setting { locale: &Locale::FR, source: &Locale::EN, catalogue: &catalogue, knowledge: &knowledge };
        listed(&check_text(kind, text, Original { text: source, flags: Flags::default() }, &setting))
    }

    #[test]
    fn each_kind_of_text_has_its_own_dangers() {
        use TextKind::{Caption, Cell, Markdown, Plain};
        for (kind, source, text, expected) in [
            (Plain, "From {{where}} to {{whither}}", "Vers {{whither}} depuis {{where}}", ""),
            (Plain, "From {{where}}", "Depuis {{ici}}", "var.extra! var.missing!"),
            (Plain, "From {{where}}", "Depuis {{where}} et {{where}}", "var.extra!"),
            (Plain, "One", "Un { deux }", ""),
            (Plain, "One", "Un\tdeux", "char.control!"),
            (Markdown, "One", "Un\tdeux", ""),
            (Plain, "# One", "Un <b>deux</b>", ""),
            (Cell, "One", "Un", ""),
            (Cell, "One", "Un | deux", "md.block!"),
            (Cell, "One", "Un \\| deux", ""),
            (Cell, "One", "Un\ndeux", "md.block!"),
            (Caption, "One\ntwo", "Un\ndeux", ""),
            (Caption, "One", "Un --> deux", "caption.cue!"),
            (Caption, "One", "Un -> deux", ""),
            (Caption, "One", "Un\n\ndeux", "caption.cue!"),
            (Caption, "<v Ana>One", "<v Ana>Un", ""),
            (Caption, "<i>One</i>", "<b>Un</b>", "markup.unsafe! markup.unsafe! markup.mismatch!"),
            (Plain, "One", "", "value.empty!"),
            (Plain, "One", &"x".repeat(30_000), "limit.size!"),
            // An error first: style is looked at when nothing has to be written anew.
            (Plain, "One!", "Un\u{202E}", "char.bidi!"),
            (Plain, "One!", "Un deux trois", "warn.end-punctuation"),
        ] {
            assert_eq!(rules(kind, source, text), expected, "{kind:?} {text}");
        }
    }
}
