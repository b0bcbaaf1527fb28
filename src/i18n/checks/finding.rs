//! What was found: the rule, the place, and what its sentence is told.

use std::fmt;
use std::ops::Range;

use super::limits::{ARGUMENT_CHARACTERS, MOST_FINDINGS_OF_A_RULE};
use super::{Level, Rule};
use crate::i18n::{Args, Locale, Value};

/// A place in the text that was checked, in bytes.
pub type Span = Range<usize>;

/// Which part of a unit is meant. A text that is no message has a value only.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    #[default]
    Value,
    Attribute(String),
}

impl From<Option<&str>> for Part {
    fn from(attribute: Option<&str>) -> Self {
        attribute.map_or(Self::Value, |name| Self::Attribute(name.to_owned()))
    }
}

impl fmt::Display for Part {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value => out.write_str("value"),
            Self::Attribute(name) => write!(out, ".{name}"),
        }
    }
}

/// One thing that is wrong with a text, or may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: Rule,
    pub level: Level,
    pub part: Part,
    pub span: Option<Span>,
    /// For the message [`Rule::message`].
    pub args: Args,
}

impl Finding {
    pub(in crate::i18n) fn new(rule: Rule, args: Args) -> Self {
        Self { rule, level: rule.level(), part: Part::Value, span: None, args }
    }

    /// Whether the text cannot be served with this.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.level == Level::Error
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {}", self.rule, self.part)?;
        for (name, value) in self.args.iter() {
            match value {
                Value::Text(text) => write!(out, " {name}={text}")?,
                Value::Number(number) => write!(out, " {name}={number}")?,
                Value::List(items) => write!(out, " {name}={}", items.join(","))?,
                Value::Moment(_) | Value::Day(_) | Value::Language(_) => {}
            }
        }
        Ok(())
    }
}

/// A finding in a file of a catalogue.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub struct Located {
    pub locale: Locale,
    pub file: String,
    /// The message or `-term`, where the finding is about one.
    pub id: Option<String>,
    pub finding: Finding,
}

impl fmt::Display for Located {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}: ", self.locale, self.file)?;
        if let Some(id) = &self.id {
            write!(out, "{id}: ")?;
        }
        self.finding.fmt(out)
    }
}

/// Collects the findings of one unit.
#[derive(Debug, Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
    part: Part,
}

impl Report {
    /// What is found from now on is in this part.
    pub fn turn_to(&mut self, part: Part) {
        self.part = part;
    }

    /// Notes a finding with the rule's own weight.
    pub fn add(&mut self, rule: Rule, span: impl Into<Option<Span>>, args: Args) {
        self.note(Finding { part: self.part.clone(), span: span.into(), ..Finding::new(rule, args) });
    }

    /// Notes a finding that does not block, whatever the rule's own weight is.
    pub fn warn(&mut self, rule: Rule, span: impl Into<Option<Span>>, args: Args) {
        let level = Level::Warning;
        self.note(Finding { part: self.part.clone(), span: span.into(), level, ..Finding::new(rule, args) });
    }

    /// A text can break a rule thousands of times; nobody reads more than a few of them.
    pub fn note(&mut self, finding: Finding) {
        let alike = self.findings.iter().filter(|other| other.rule == finding.rule).count();
        if alike < MOST_FINDINGS_OF_A_RULE && !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    pub fn blocks(&self) -> bool {
        self.findings.iter().any(Finding::blocks)
    }

    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}

/// A piece of the text for a sentence: short, and with nothing in it that would disturb the sentence.
pub(super) fn quoted(text: &str) -> String {
    let clean = text.chars().map(|c| if is_readable(c) { c } else { char::REPLACEMENT_CHARACTER });
    let mut quoted: String = clean.take(ARGUMENT_CHARACTERS).collect();
    if text.chars().nth(ARGUMENT_CHARACTERS).is_some() {
        quoted.push('…');
    }
    quoted
}

fn is_readable(c: char) -> bool {
    !c.is_control() && !super::characters::is_hidden(c)
}
