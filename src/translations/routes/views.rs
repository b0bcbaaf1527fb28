//! Units and translations as people see them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use utoipa::ToSchema;

use crate::clock::Timestamp;
use crate::courses::Library;
use crate::courses::model::{MediaName, Slug};
use crate::error::AppError;
use crate::http::TextLanguage;
use crate::i18n::Localizer;
use crate::i18n::checks::Finding;
use crate::ids::PersonId;
use crate::translations::likeness::{Fate, Piece};
use crate::translations::model::{
    Catalogue, KeptFault, Origin, Reason, Review, Standing, Translation, TranslationId, TranslationState, Unit, UnitId,
    UnitKind, Verdict,
};
use crate::translations::service::checking::{Dismissal, Kept};
use crate::translations::service::courses;
use crate::translations::service::work::Item;

/// A text that is translated.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct UnitView {
    id: UnitId,
    #[schema(example = "interface/enrolments")]
    catalogue: String,
    #[schema(example = "enrolment-closed")]
    key: String,
    /// The lesson, quiz or group that it is in.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(example = "refusals")]
    section: String,
    kind: UnitKind,
    /// For translators: where it is shown, what its variables are.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(example = "Shown to whoever comes after the closing date.")]
    note: String,
    /// The picture that the text describes or stands in, as the course has it in its own language.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/api/v1/pictures/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    picture: Option<String>,
    /// In characters as people count them.
    #[serde(skip_serializing_if = "Option::is_none")]
    max_length: Option<i32>,
    /// Whether trainees are marked by it.
    assessed: bool,
    /// The language of the source.
    #[schema(example = "en")]
    source_locale: String,
    #[schema(example = "enrolment-closed = Enrolment is closed")]
    source: String,
    /// Of the source, from 1: to be named by whoever translates it.
    revision: i32,
    words: i32,
    standing: Standing,
    /// What is approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    approved: Option<TranslationView>,
    /// What waits, the latest first.
    waiting: Vec<TranslationView>,
    /// When it is stale: from the source that was translated to the newest.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    difference: Vec<PieceView>,
    /// Of the unit, for `If-Match`: `"v3"`.
    #[schema(example = 3)]
    version: i32,
}

impl UnitView {
    pub(super) fn new(item: Item, library: &Library, names: &BTreeMap<PersonId, String>) -> Result<Self, AppError> {
        let Item { unit, catalogue, standing, approved, waiting, difference } = item;
        let shown = |translation: Translation| TranslationView::new(translation, &unit, names);
        let picture = picture(library, &catalogue, &unit.picture);
        let approved = approved.map(shown).transpose()?;
        let waiting = waiting.into_iter().map(shown).collect::<Result<_, _>>()?;
        Ok(Self {
            id: unit.id,
            catalogue: catalogue.slug,
            key: unit.key,
            section: unit.section,
            kind: unit.kind,
            note: unit.note,
            picture,
            max_length: unit.max_length,
            assessed: unit.assessed,
            source_locale: catalogue.source_locale.to_string(),
            source: unit.source,
            revision: unit.revision,
            words: unit.words,
            standing,
            approved,
            waiting,
            difference: PieceView::list(difference),
            version: unit.row_version,
        })
    }
}

/// Where a picture of a course is found; `None` when the course is not published, or has the picture no more.
fn picture(library: &Library, catalogue: &Catalogue, file: &str) -> Option<String> {
    let name = MediaName::parse(file).ok()?;
    let version = library.current(&Slug::parse(courses::slug_of(catalogue)).ok()?).ok()?;
    let picture = version.edition(&catalogue.source_locale).ok()?.text.pictures.get(&name)?;
    Some(format!("/api/v1/pictures/{}", picture.hash))
}

/// A piece of an original, compared with another.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PieceView {
    fate: Fate,
    #[schema(example = "closed")]
    text: String,
}

impl PieceView {
    pub(super) fn list(pieces: Vec<Piece>) -> Vec<Self> {
        pieces.into_iter().map(|Piece { fate, text }| Self { fate, text }).collect()
    }
}

/// Those who wrote what an item shows.
pub(super) fn authors<'a>(items: impl IntoIterator<Item = &'a Item>) -> BTreeSet<PersonId> {
    let translations = items.into_iter().flat_map(|item| item.approved.iter().chain(&item.waiting));
    translations.filter_map(|translation| translation.author).collect()
}

/// A text for a unit in a locale.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TranslationView {
    id: TranslationId,
    unit: UnitId,
    #[schema(example = "sw")]
    locale: String,
    #[schema(example = "enrolment-closed = Uandikishaji umefungwa")]
    body: String,
    state: TranslationState,
    /// The revision of the source that it was made from.
    revision: i32,
    /// Whether the meaning of the source changed since.
    stale: bool,
    origin: Origin,
    /// Absent when nobody wrote it, or the author does not want to be named.
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<AuthorView>,
    /// Whether it is among the first of somebody new.
    newcomer: bool,
    /// Rules that the checks found broken, by name.
    findings: Vec<KeptView>,
    /// Warnings that were set aside.
    dismissals: Vec<DismissalView>,
    votes: i32,
    /// For `If-Match`: `"v3"`.
    #[schema(example = 3)]
    version: i32,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    settled_at: Option<Timestamp>,
}

/// Somebody who translates.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AuthorView {
    id: PersonId,
    #[schema(example = "Neema Mwangi")]
    name: String,
}

impl AuthorView {
    /// `None` for somebody who does not want to be named.
    pub(super) fn of(id: PersonId, names: &BTreeMap<PersonId, String>) -> Option<Self> {
        Some(Self { id, name: names.get(&id)?.clone() })
    }
}

/// A rule that a text breaks.
#[derive(Debug, Serialize, ToSchema)]
struct KeptView {
    #[schema(example = "var.missing")]
    rule: String,
    /// Whether the text cannot be approved with it.
    blocks: bool,
}

/// A warning that was set aside.
#[derive(Debug, Serialize, ToSchema)]
struct DismissalView {
    #[schema(example = "warn.end-punctuation")]
    rule: String,
    #[schema(example = "Swahili needs no full stop here.")]
    reason: String,
}

impl TranslationView {
    pub(super) fn new(
        translation: Translation,
        unit: &Unit,
        names: &BTreeMap<PersonId, String>,
    ) -> Result<Self, AppError> {
        let findings: Vec<Kept> = translation.findings.read()?;
        let dismissals: Vec<Dismissal> = translation.dismissals.read()?;
        let author = translation.author.and_then(|id| AuthorView::of(id, names));
        Ok(Self {
            stale: translation.is_stale(unit),
            id: translation.id,
            unit: translation.unit,
            locale: translation.locale.to_string(),
            body: translation.body,
            state: translation.state,
            revision: translation.revision,
            origin: translation.origin,
            author,
            newcomer: translation.newcomer,
            findings: findings.into_iter().map(|Kept { rule, blocks }| KeptView { rule, blocks }).collect(),
            dismissals: dismissals
                .into_iter()
                .map(|Dismissal { rule, reason }| DismissalView { rule, reason })
                .collect(),
            votes: translation.votes,
            version: translation.row_version,
            created_at: translation.created_at,
            settled_at: translation.settled_at,
        })
    }
}

/// What a reviewer said.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReviewView {
    translation: TranslationId,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(example = "The glossary has another word for “permit”.")]
    remark: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

impl From<Review> for ReviewView {
    fn from(review: Review) -> Self {
        let Review { translation, verdict, reason, remark, at, .. } = review;
        Self { translation, verdict, reason, remark, at }
    }
}

/// What a check says, in the reader's language.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FindingView {
    #[schema(example = "var.missing")]
    rule: &'static str,
    blocks: bool,
    /// `value`, or the attribute's name after a dot.
    #[schema(example = "value")]
    part: String,
    /// The bytes of the text that it is about: the first, and the one after the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = json!([4, 12]))]
    span: Option<[usize; 2]>,
    /// What is wrong and what to do.
    #[schema(example = "$name of the source is missing. Put it into your text.")]
    message: String,
    /// Where the text is not in the reader's language, the one that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    fallback: Option<TextLanguage>,
}

impl FindingView {
    pub(super) fn blocks(&self) -> bool {
        self.blocks
    }

    pub(super) fn new(finding: &Finding, words: &Localizer) -> Self {
        let (message, lang) = words.text_with_locale(finding.rule.message(), &finding.args);
        Self {
            rule: finding.rule.name(),
            blocks: finding.blocks(),
            part: finding.part.to_string(),
            span: finding.span.as_ref().map(|span| [span.start, span.end]),
            message,
            fallback: TextLanguage::of(lang, words),
        }
    }
}

/// What is wrong with a part of a file.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FaultView {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = 12)]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "interface/mail#mail-greeting")]
    unit: Option<String>,
    #[schema(example = "exchange-moved-source")]
    code: String,
    #[schema(example = "The original has changed since the export. Export it again and look at the change.")]
    detail: String,
    /// Where the text is not in the reader's language, the one that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    fallback: Option<TextLanguage>,
}

impl FaultView {
    pub(super) fn new(fault: KeptFault, words: &Localizer) -> Self {
        let (detail, lang) = words.text_with_locale(&fault.code, &fault.args());
        let fallback = TextLanguage::of(lang, words);
        Self { line: fault.line, unit: fault.unit, code: fault.code, detail, fallback }
    }
}
