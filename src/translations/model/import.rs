//! Files with translations that come in.

use diesel::Queryable;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::db::Json;
use crate::formats::exchange::Fault;
use crate::i18n::{Args, Locale, Value};
use crate::ids::PersonId;
use crate::translations::model::CatalogueId;
use crate::{id_type, words};

id_type!(
    /// A file that came in.
    ImportId
);

words!(
    /// What a file of translations is written in.
    #[schema(example = "xliff")]
    ExchangeFormat {
        /// Fluent, for messages of the interface.
        Ftl = "ftl",
        /// XLIFF 2.1 (OASIS).
        Xliff = "xliff",
        /// gettext.
        Po = "po",
        /// A table for spreadsheets.
        Csv = "csv",
        /// A translation memory (TMX 1.4b).
        Tmx = "tmx",
    }
);

words!(
    /// What a glossary is written in.
    #[schema(example = "tbx")]
    TermFormat {
        /// TBX-Basic (ISO 30042).
        Tbx = "tbx",
        /// A table for spreadsheets.
        Csv = "csv",
    }
);

impl ExchangeFormat {
    /// The ending of a file's name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Xliff => "xlf",
            other => other.as_str(),
        }
    }
}

words!(
    /// How far an import is.
    #[schema(example = "done")]
    ImportState {
        Waiting = "waiting",
        Running = "running",
        Done = "done",
        /// Nothing of it could be read.
        Refused = "refused",
    }
);

/// A file that came in, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Import {
    pub id: ImportId,
    pub locale: Locale,
    pub catalogue: CatalogueId,
    pub format: ExchangeFormat,
    /// Look only: nothing becomes a suggestion.
    pub dry_run: bool,
    pub state: ImportState,
    /// Texts that are new.
    pub total: i32,
    /// Those of them that became suggestions, or would, if it is a dry run.
    pub taken: i32,
    /// Those of the taken that a check blocks.
    pub failing: i32,
    /// Texts that are approved already.
    pub unchanged: i32,
    /// Texts of the catalogue that are not in the file.
    pub absent: i32,
    /// Those of the new texts that somebody has suggested before.
    pub waiting: i32,
    /// Those of the new texts whose source changed while the file was read.
    pub moved: i32,
    pub faults: Json,
    pub imported_by: Option<PersonId>,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
}

/// What is wrong with a part of a file, as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptFault {
    pub line: Option<usize>,
    pub unit: Option<String>,
    /// The id of its message.
    pub code: String,
    args: Vec<(String, KeptValue)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum KeptValue {
    Number(f64),
    Text(String),
}

/// The names of arguments that faults have.
const NAMES: [&str; 6] = ["size", "most", "format", "found", "expected", "code"];

impl From<&Fault> for KeptFault {
    fn from(fault: &Fault) -> Self {
        let kept = |value: &Value| match value {
            Value::Text(text) => Some(KeptValue::Text(text.clone())),
            Value::Number(number) => Some(KeptValue::Number(*number)),
            _ => None,
        };
        let args = fault.args.iter().filter_map(|(name, value)| Some((name.to_owned(), kept(value)?)));
        Self {
            line: fault.place.line,
            unit: fault.place.unit.clone(),
            code: fault.code.message().to_owned(),
            args: args.collect(),
        }
    }
}

impl KeptFault {
    /// What the message is told.
    #[must_use]
    pub fn args(&self) -> Args {
        let named = self.args.iter().filter_map(|(name, value)| Some((*NAMES.iter().find(|it| **it == name)?, value)));
        named.fold(Args::new(), |args, (name, value)| match value {
            KeptValue::Number(number) => args.set(name, Value::Number(*number)),
            KeptValue::Text(text) => args.set(name, text.as_str()),
        })
    }
}
