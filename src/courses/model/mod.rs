//! The published form of a course: plain values, written as JSON and never changed afterwards.
//!
//! Every type refuses members that it does not know, so that what is read back is what was written. A member that is added later
//! needs a default and `skip_serializing_if`, or the hashes of all earlier versions change.

mod compiled;
mod edition;
mod hash;
mod ids;
mod question;
mod structure;

pub use compiled::{Compiled, Edition};
pub use edition::{
    Accepted, Block, BlockKind, Borrowed, EditionText, Feedback, Lesson, MediaType, Picture, QuestionText, QuizText,
    Sealed,
};
pub use hash::ContentHash;
pub use ids::{
    ActivityId, ChoiceId, Day, GapId, Language, Malformed, MediaName, ModuleId, OutcomeId, PoolId, QuestionId, Slug,
    TextId,
};
pub use question::{Form, Gap, GapKey, Key, Keys, Question};
pub use structure::{
    Activity, Audience, Certificate, CitedText, Completion, CompletionRule, Issue, Module, Pool, QuizRules, Score,
    Structure, TextKind, Work,
};
