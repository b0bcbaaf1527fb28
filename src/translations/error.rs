//! What can be refused about translations.

use crate::error::{Fault, FieldProblem, Problem};
use crate::i18n::Locale;
use crate::translations::model::CatalogueKind;

#[derive(Debug, Clone, PartialEq)]
pub enum TranslationError {
    /// No locale of this tag is known.
    LocaleUnknown,
    /// It is there, or was proposed, already.
    LocaleExists(Locale),
    /// The locale takes no work in its present state.
    LocaleClosed(Locale),
    /// The step does not lead from the present state of the locale.
    LocaleStepUnknown,
    /// Nothing is published that could be served.
    NothingPublished(Locale),
    /// Other things than the interface are published.
    InterfaceNotPublished(Locale),
    /// Own work may be approved where there is one reviewer only.
    SeveralReviewers,
    /// A proposal waits for more supporters.
    SupportersMissing(i64),
    CatalogueUnknown,
    UnitUnknown,
    TranslationUnknown,
    CommentUnknown,
    PublicationUnknown,
    TermUnknown,
    TermExists,
    /// The glossary has so many entries that there may be no more.
    GlossaryFull(i64),
    /// The terms of contribution have to be accepted first.
    TermsNotAccepted,
    /// The source changed since the text was written, or read by a reviewer: `suggestion` or `review`.
    SourceMoved(&'static str),
    /// The same text is there already.
    TranslationExists,
    /// So many of one's suggestions wait in a locale that there may be no more.
    ManyWait(i64),
    /// It was settled: reviewed, superseded or taken back.
    AlreadySettled,
    /// It is somebody else's.
    NotYours,
    /// Nobody approves her own work.
    OwnWork,
    /// A check blocks the text.
    ChecksBlock(i64),
    /// What a publication needs is not there: approved and needed, in per cent.
    NotComplete {
        kind: CatalogueKind,
        done: i64,
        needed: i64,
    },
    /// The assessed texts of a course are not all approved and fresh.
    AssessmentNotComplete(i64),
    /// Texts would come back that a rollback took away.
    BringsBack {
        count: i64,
        fields: Vec<FieldProblem>,
    },
    ImportUnknown,
    /// Fluent is for messages, not for courses.
    FormatUnfit,
    /// A file that shows translations alone would be empty.
    NothingTranslated,
    /// It is the language of the original.
    SourceLanguage(CatalogueKind),
    /// The gate found messages that cannot be served.
    GateRefused(Problem),
}

impl Fault for TranslationError {
    fn problem(&self) -> Problem {
        match self {
            Self::LocaleUnknown => Problem::not_found("locale-unknown"),
            Self::LocaleExists(tag) => Problem::conflict("locale-exists").with("locale", tag).with("tag", tag.as_str()),
            Self::LocaleClosed(tag) => Problem::conflict("locale-closed").with("locale", tag),
            Self::LocaleStepUnknown => Problem::conflict("locale-step-unknown"),
            Self::NothingPublished(tag) => Problem::conflict("locale-nothing-published").with("locale", tag),
            Self::InterfaceNotPublished(tag) => Problem::conflict("locale-interface-not-published").with("locale", tag),
            Self::SeveralReviewers => Problem::conflict("locale-several-reviewers"),
            Self::SupportersMissing(missing) => {
                Problem::conflict("locale-supporters-missing").with("missing", *missing)
            }
            Self::CatalogueUnknown => Problem::not_found("catalogue-unknown"),
            Self::UnitUnknown => Problem::not_found("unit-unknown"),
            Self::TranslationUnknown => Problem::not_found("translation-unknown"),
            Self::CommentUnknown => Problem::not_found("comment-unknown"),
            Self::PublicationUnknown => Problem::not_found("publication-unknown"),
            Self::TermUnknown => Problem::not_found("term-unknown"),
            Self::TermExists => Problem::conflict("term-exists"),
            Self::GlossaryFull(most) => Problem::conflict("glossary-full").with("most", *most),
            Self::TermsNotAccepted => Problem::forbidden("contribution-terms-not-accepted"),
            Self::SourceMoved(act) => Problem::conflict("source-moved").with("act", *act),
            Self::TranslationExists => Problem::conflict("translation-exists"),
            Self::ManyWait(most) => Problem::conflict("translation-many-wait").with("most", *most),
            Self::AlreadySettled => Problem::conflict("translation-settled"),
            Self::NotYours => Problem::forbidden("translation-not-yours"),
            Self::OwnWork => Problem::forbidden("translation-own-work"),
            Self::ChecksBlock(count) => Problem::conflict("translation-checks-block").with("count", *count),
            Self::NotComplete { kind, done, needed } => {
                let problem = Problem::conflict("publication-not-complete").with("kind", kind.as_str());
                problem.with("done", *done).with("needed", *needed)
            }
            Self::AssessmentNotComplete(missing) => {
                Problem::conflict("publication-assessment-not-complete").with("missing", *missing)
            }
            Self::BringsBack { count, fields } => {
                let problem = Problem::conflict("publication-brings-back").with("count", *count);
                Problem { fields: fields.clone(), ..problem }
            }
            Self::ImportUnknown => Problem::not_found("import-unknown"),
            Self::FormatUnfit => Problem::conflict("exchange-format-unfit"),
            Self::NothingTranslated => Problem::conflict("exchange-nothing-translated"),
            Self::SourceLanguage(kind) => Problem::conflict("source-language").with("kind", kind.as_str()),
            Self::GateRefused(problem) => problem.clone(),
        }
    }
}
