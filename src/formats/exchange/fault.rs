//! What can be wrong with a file or with one of its units.

use std::fmt;

use crate::i18n::{Args, Value};

/// How much of a foreign text a fault quotes.
pub(super) const QUOTED_CHARACTERS: usize = 120;

/// Where a fault is, as far as it can be said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Counted from 1.
    pub line: Option<usize>,
    /// The id of a unit; of one that nobody knows as the file says it.
    pub unit: Option<String>,
}

/// One thing that is wrong with a file or with one of its units.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub place: Place,
    pub code: FaultCode,
    /// For the message [`FaultCode::message`].
    pub args: Args,
}

impl Fault {
    /// A fault of the file as a whole.
    #[must_use]
    pub fn new(code: FaultCode) -> Self {
        Self { place: Place::default(), code, args: Args::new() }
    }

    #[must_use]
    pub fn at_line(mut self, line: usize) -> Self {
        self.place.line = Some(line);
        self
    }

    #[must_use]
    pub fn at_unit(mut self, id: &str) -> Self {
        self.place.unit = Some(quoted(id));
        self
    }

    /// Tells the sentence something. Texts are shortened, and lose what would disturb a sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        let value = match value.into() {
            Value::Text(text) => Value::Text(quoted(&text)),
            other => other,
        };
        self.args = self.args.set(name, value);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code.message())?;
        if let Some(line) = self.place.line {
            write!(out, " line={line}")?;
        }
        if let Some(unit) = &self.place.unit {
            write!(out, " unit={unit}")?;
        }
        for (name, value) in self.args.iter() {
            match value {
                Value::Text(text) => write!(out, " {name}={text}")?,
                Value::Number(number) => write!(out, " {name}={number}")?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// A piece of a foreign text for a sentence.
fn quoted(text: &str) -> String {
    let clean = text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c });
    let mut quoted: String = clean.take(QUOTED_CHARACTERS).collect();
    if text.chars().nth(QUOTED_CHARACTERS).is_some() {
        quoted.push('…');
    }
    quoted
}

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident $message:literal)+) => {
        /// What can be wrong. The message of each is in `exchange.ftl`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum FaultCode {
            $($(#[$doc])* $code),+
        }

        impl FaultCode {
            pub const ALL: &'static [Self] = &[$(Self::$code),+];

            /// The Fluent message that says what to do.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Self::$code => $message),+ }
            }

            /// Whether the file is not as it was written. A part of it may seem whole and not be.
            #[must_use]
            pub const fn is_damage(self) -> bool {
                matches!(self, Self::Malformed | Self::OpenLine | Self::CutOff | Self::FewerUnits)
            }
        }
    };
}

codes! {
    /// `size`, `most`: bytes.
    TooLarge "exchange-too-large"
    /// `most`.
    TooDeep "exchange-too-deep"
    /// `most`.
    TooManyUnits "exchange-too-many-units"
    /// Not UTF-8.
    Encoding "exchange-encoding"
    /// A document type or an entity of its own.
    Declaration "exchange-declaration"
    /// `format`: the file breaks the grammar of its format at this line.
    Malformed "exchange-malformed"
    /// The last line does not end.
    OpenLine "exchange-open-line"
    /// `expected`: the row that comes last is not there.
    CutOff "exchange-cut-off"
    /// `found`, `expected`: the file has fewer texts than its header says; `code`: what says so.
    FewerUnits "exchange-fewer-units"
    /// `expected`: the catalogue, of which the file has nothing.
    NoUnits "exchange-no-units"
    /// `format`: the file is in another format, or another version of it.
    WrongFormat "exchange-wrong-format"
    /// `found`, `expected`.
    WrongCatalogue "exchange-wrong-catalogue"
    /// `found`, `expected`.
    WrongSourceLanguage "exchange-wrong-source-language"
    /// `found`, `expected`.
    WrongTargetLanguage "exchange-wrong-target-language"
    UnknownUnit "exchange-unknown-unit"
    DuplicateUnit "exchange-duplicate-unit"
    /// The file says something else in the source language than was exported.
    ChangedSource "exchange-changed-source"
    /// The source has a newer revision than the one that was exported.
    MovedSource "exchange-moved-source"
    /// `code`.
    LostCode "exchange-lost-code"
    /// `code`.
    DoubledCode "exchange-doubled-code"
    /// `code`: one that the source does not have.
    UnknownCode "exchange-unknown-code"
    /// `code`: its end stands before its beginning, or crosses another.
    CrossedCode "exchange-crossed-code"
    /// An entry with plural forms of gettext.
    PluralEntry "exchange-plural-entry"
    /// Some parts of a unit are translated and others are not.
    Incomplete "exchange-incomplete"
    /// The text is no well-formed Fluent entry with the id of the unit.
    NotAMessage "exchange-not-a-message"
    /// `found`: what should name a language.
    NotALanguage "exchange-not-a-language"
    /// `found`: what should say how good a term is.
    UnknownStatus "exchange-unknown-status"
    /// A concept, or a row, without a term.
    NoTerm "exchange-no-term"
    /// The memory translates the text in several ways.
    Ambiguous "exchange-ambiguous"
    /// `expected`: a concept without a term in the language of the originals.
    NoSourceTerm "exchange-no-source-term"
    /// `most`: a term, its definition or its note is too long, or not for reading.
    UnfitTerm "exchange-unfit-term"
    /// `found`: whoever brings the file may not say what terms are called in the language.
    NotYours "exchange-not-yours"
    /// `found`: the language is not worked on.
    ClosedLocale "exchange-closed-locale"
}
