//! A block of a lesson beside its source: CommonMark 0.31 with tables and footnotes, as lessons are written.

mod outline;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::outline::Outline;
use super::Rule;
use super::finding::{Report, Span, quoted};
use super::limits::BLOCK_DEPTH;
use super::reading::Reading;
use crate::i18n::Args;

/// Compares a block with its source, and gives both as readers see them.
pub(super) fn check(
    text: &str,
    source: &str,
    links: &BTreeMap<String, String>,
    report: &mut Report,
) -> (Reading, Reading) {
    let (given, source) = (Outline::of(text), Outline::of(source));
    if given.depth > BLOCK_DEPTH {
        report.add(Rule::Depth, None, Args::new().set("what", "blocks").set("most", BLOCK_DEPTH));
    }
    check_blocks(&given, &source, text.len(), report);
    check_links(&given, &source, links, report);
    compare(Rule::Image, &given.images, &source.images, report);
    compare(Rule::Footnote, &given.footnotes, &source.footnotes, report);
    compare(Rule::Code, &given.code, &source.code, report);
    for span in &given.html {
        let html = quoted(text.get(span.clone()).unwrap_or_default());
        report.add(Rule::Html, span.clone(), Args::new().set("markup", html));
    }
    for (rule, span) in &given.silent {
        report.add(*rule, span.clone(), Args::new().set("problem", "silent").set("target", ""));
    }
    check_emphasis(&given, &source, report);
    (given.reading, source.reading)
}

fn check_blocks(given: &Outline, source: &Outline, end: usize, report: &mut Report) {
    let same = given.blocks.iter().zip(&source.blocks).take_while(|(own, twin)| (own.0, own.1) == (twin.0, twin.1));
    let parting = same.count();
    let (own, twin) = (given.blocks.get(parting), source.blocks.get(parting));
    if own.is_none() && twin.is_none() {
        return;
    }
    let name = |block: Option<&(&'static str, usize, Span)>| block.map_or("none", |block| block.0);
    let measure = |block: Option<&(&'static str, usize, Span)>| block.map_or(0, |block| block.1);
    let args = Args::new()
        .set("found", name(own))
        .set("expected", name(twin))
        .set("measure", measure(twin))
        .set("found_measure", measure(own));
    report.add(Rule::BlockKind, own.map_or(end..end, |block| block.2.clone()), args);
}

/// The same addresses, except where the language has its own.
fn check_links(given: &Outline, source: &Outline, links: &BTreeMap<String, String>, report: &mut Report) {
    let is_own = |target: &String| given.links.iter().any(|(given, _)| given == target);
    let expected = source.links.iter().map(|(target, span)| {
        let target = links.get(target).filter(|own| is_own(own)).unwrap_or(target);
        (target.clone(), span.clone())
    });
    compare(Rule::Link, &given.links, &expected.collect::<Vec<_>>(), report);
}

/// The same things, each as often, in any order.
fn compare(rule: Rule, given: &[(String, Span)], source: &[(String, Span)], report: &mut Report) {
    let mut owed: BTreeMap<&str, usize> = BTreeMap::new();
    for (target, _) in source {
        *owed.entry(target).or_default() += 1;
    }
    for (target, span) in given {
        match owed.get_mut(target.as_str()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => {
                let args = Args::new().set("problem", "extra").set("target", quoted(target));
                report.add(rule, span.clone(), args);
            }
        }
    }
    for (target, _) in owed.into_iter().filter(|(_, count)| *count > 0) {
        report.add(rule, None, Args::new().set("problem", "missing").set("target", quoted(target)));
    }
}

/// Emphasis may be added, as for a foreign word; it is not lost, and its marks are never shown.
fn check_emphasis(given: &Outline, source: &Outline, report: &mut Report) {
    if let Some(span) = given.stray.clone().filter(|_| source.stray.is_none()) {
        report.add(Rule::Emphasis, span, Args::new().set("problem", "stray"));
    } else if given.strong < source.strong {
        let args = Args::new().set("problem", "strong").set("found", given.strong).set("expected", source.strong);
        report.add(Rule::Emphasis, None, args);
    } else if given.emphasis < source.emphasis {
        let args = Args::new().set("problem", "emphasis").set("found", given.emphasis).set("expected", source.emphasis);
        report.add(Rule::Emphasis, None, args);
    }
}
