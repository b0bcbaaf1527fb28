//! The only door to the Fluent parser: what is counted by the scan passes, on a thread whose stack would be large enough for all
//! that was counted.

use std::sync::Arc;
use std::thread;

use fluent_bundle::FluentResource;
use fluent_syntax::parser::{ErrorKind, ParserError};

use super::{Flaw, scan, sound};
use crate::i18n::checks::finding::{Finding, Located, Span};
use crate::i18n::checks::{Rule, finding};
use crate::i18n::{Args, Locale, Source};

/// At some 12 KB of stack for each in a debug build, all openings that are counted take less than half of it.
const STACK: usize = 32 * 1024 * 1024;

/// A file that the formatter may have.
pub(in crate::i18n) struct Parsed {
    pub source: Source,
    pub resource: Arc<FluentResource>,
}

/// A text as the parser understood it.
pub(super) struct Outcome {
    /// `None` when it is not well-formed, or was not parsed at all.
    pub resource: Option<Arc<FluentResource>>,
    pub flaws: Vec<Flaw>,
}

/// Parses files that may come from anybody; one that the caller holds, parsed before without a flaw, is taken as it is. Never panics,
/// overflows the stack or takes more than linear time before it refuses.
pub(in crate::i18n) fn parse(
    sources: Vec<Source>,
    held: impl Fn(&Source) -> Option<Arc<FluentResource>>,
) -> Result<Vec<Parsed>, Vec<Located>> {
    let known: Vec<Option<Arc<FluentResource>>> = sources.iter().map(held).collect();
    let unknown = sources.iter().zip(&known).filter(|(_, known)| known.is_none());
    let texts = unknown.map(|(source, _)| (source.text.clone(), source.locale.clone())).collect();
    let mut outcomes = parse_texts(texts).into_iter();
    let mut parsed = Vec::new();
    let mut findings = Vec::new();
    for (source, known) in sources.into_iter().zip(known) {
        let outcome = match known {
            Some(resource) => Some(Outcome { resource: Some(resource), flaws: Vec::new() }),
            None => outcomes.next(),
        };
        match outcome {
            Some(Outcome { resource: Some(resource), flaws }) if flaws.is_empty() => {
                parsed.push(Parsed { source, resource });
            }
            outcome => findings.extend(outcome.into_iter().flat_map(|it| it.flaws).map(|flaw| flaw.at(&source))),
        }
    }
    if findings.is_empty() { Ok(parsed) } else { Err(findings) }
}

/// Parses texts, each in its language, and gives as many outcomes.
pub(super) fn parse_texts(texts: Vec<(String, Locale)>) -> Vec<Outcome> {
    let count = texts.len();
    if count == 0 {
        return Vec::new();
    }
    let work = move || texts.into_iter().map(|(text, locale)| parse_one(&text, &locale)).collect();
    let parser = thread::Builder::new().name("catalogue parser".into()).stack_size(STACK).spawn(work);
    let outcomes = parser.ok().and_then(|parser| parser.join().ok());
    let failed = || Outcome {
        resource: None,
        flaws: vec![Flaw::of("", Finding::new(Rule::Broken, Args::new().set("cause", "the parser failed")))],
    };
    outcomes.unwrap_or_else(|| (0..count).map(|_| failed()).collect())
}

fn parse_one(text: &str, locale: &Locale) -> Outcome {
    if let Err(flaw) = scan::scan(text) {
        return Outcome { resource: None, flaws: vec![flaw] };
    }
    // The parser takes a byte order mark for junk.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
    match FluentResource::try_new(text) {
        Ok(resource) => {
            let flaws = sound::inspect(&resource, locale);
            let is_too_deep = flaws.iter().any(|flaw| flaw.finding.rule == Rule::Depth);
            Outcome { resource: (!is_too_deep).then(|| Arc::new(resource)), flaws }
        }
        Err((resource, errors)) => {
            let flaws = errors.iter().map(|error| junk(resource.source(), error)).collect();
            Outcome { resource: None, flaws }
        }
    }
}

fn junk(text: &str, error: &ParserError) -> Flaw {
    let span = within(text, &error.pos);
    let begin = error.slice.as_ref().map_or(span.start, |entry| entry.start);
    let id = text.get(begin..).and_then(|rest| scan::entry_name(rest.lines().next()?));
    let line = text.as_bytes().iter().take(span.start).filter(|byte| **byte == b'\n').count() + 1;
    let (problem, sign) = problem(&error.kind);
    let args = Args::new().set("problem", problem).set("sign", finding::quoted(&sign)).set("line", line);
    Flaw::of(id.unwrap_or_default(), Finding { span: Some(span), ..Finding::new(Rule::Junk, args) })
}

/// A position of the parser, which may lie behind the text or within a character.
fn within(text: &str, span: &Span) -> Span {
    let start = text.floor_char_boundary(span.start);
    start..text.ceil_char_boundary(span.end.max(start))
}

/// What a translator can do about it, and the characters that it is about.
fn problem(kind: &ErrorKind) -> (&'static str, String) {
    match kind {
        ErrorKind::ExpectedToken('=') | ErrorKind::ExpectedCharRange { .. } => ("name", String::new()),
        ErrorKind::ExpectedToken(sign) => ("expected", sign.to_string()),
        ErrorKind::UnbalancedClosingBrace => ("brace", String::new()),
        ErrorKind::MissingDefaultVariant => ("no-default", String::new()),
        ErrorKind::MultipleDefaultVariants => ("two-defaults", String::new()),
        ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } | ErrorKind::MissingValue => {
            ("no-value", String::new())
        }
        ErrorKind::TermAttributeAsPlaceable => ("term-attribute", String::new()),
        ErrorKind::MessageReferenceAsSelector
        | ErrorKind::MessageAttributeAsSelector
        | ErrorKind::TermReferenceAsSelector
        | ErrorKind::ExpectedSimpleExpressionAsSelector => ("selector", String::new()),
        ErrorKind::UnterminatedStringLiteral => ("quotation", String::new()),
        ErrorKind::UnknownEscapeSequence(sequence) | ErrorKind::InvalidUnicodeEscapeSequence(sequence) => {
            ("escape", sequence.clone())
        }
        ErrorKind::ForbiddenCallee
        | ErrorKind::PositionalArgumentFollowsNamed
        | ErrorKind::DuplicatedNamedArgument(_)
        | ErrorKind::ExpectedLiteral => ("call", String::new()),
        ErrorKind::ExpectedInlineExpression => ("placeable", String::new()),
    }
}
