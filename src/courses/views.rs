//! What of a course is shown: outlines, lessons, and quizzes without their keys.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use utoipa::ToSchema;

use super::library::{PublishedEdition, PublishedVersion};
use super::model::{
    Activity, ActivityId, Audience, CompletionRule, ContentHash, Form, Issue, Language, Question, QuestionText,
    QuizRules, Score, Work,
};
use super::segments::SegmentKey;
use crate::i18n::Locale;
use crate::parties::AuthorityKind;

/// A course in the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourseCard {
    #[schema(example = "introduction-to-cites")]
    pub slug: String,
    #[schema(example = "Introduction to CITES")]
    pub title: String,
    pub summary: String,
    /// The language of title and summary, but for what is borrowed.
    pub lang: String,
    pub dir: &'static str,
    /// Study time.
    pub hours: u16,
    pub audience: AudienceView,
    /// The languages that the course can be taken in.
    pub languages: Vec<String>,
    pub version: i32,
    /// Texts that are shown in another language, as nobody has translated them yet: by their place (`summary`, `modules/first`).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(example = json!({ "summary": { "lang": "en", "dir": "ltr" } }))]
    pub borrowed: BTreeMap<String, BorrowedView>,
}

/// For whom a course is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum AudienceView {
    Everyone,
    /// Officials whose affiliation to one of these kinds of authority is vouched for; enrolment is by approval.
    Officials {
        authorities: Vec<AuthorityKind>,
    },
}

/// What a course consists of, in one language.
#[derive(Debug, Serialize, ToSchema)]
pub struct Outline {
    #[serde(flatten)]
    pub card: CourseCard,
    pub description: String,
    /// The version's content hash.
    pub hash: String,
    /// The edition: which language, in which generation.
    pub edition: EditionView,
    pub licence: String,
    #[schema(value_type = String, format = Date)]
    pub review_by: String,
    pub prerequisites: Vec<String>,
    pub certificate: CertificatePolicy,
    pub outcomes: Vec<OutcomeView>,
    pub modules: Vec<ModuleView>,
}

/// The language of a text that stands in another one than what is around it.
#[derive(Debug, Serialize, ToSchema)]
pub struct BorrowedView {
    #[schema(example = "en")]
    pub lang: String,
    pub dir: &'static str,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EditionView {
    #[schema(value_type = String, format = Uuid)]
    pub id: super::EditionId,
    pub locale: String,
    pub generation: i32,
    pub hash: String,
}

/// When a certificate is issued.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CertificatePolicy {
    OnCompletion,
    AfterSignOff,
    None,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct OutcomeView {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ModuleView {
    pub id: String,
    pub title: String,
    pub activities: Vec<ActivityCard>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ActivityCard {
    pub id: String,
    pub title: String,
    pub kind: ActivityKind,
    /// Guests may read it.
    pub preview: bool,
    /// It never holds up completion.
    pub optional: bool,
    /// Length of a lesson's plain text, for an honest reading time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub characters: Option<usize>,
    /// How many questions an attempt at a quiz asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questions: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ActivityKind {
    Lesson,
    Quiz,
}

/// An activity, in one language.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivityView {
    pub id: String,
    pub module: String,
    pub title: String,
    pub lang: String,
    pub dir: &'static str,
    pub version: i32,
    pub edition: EditionView,
    pub completion: CompletionView,
    pub previous: Option<String>,
    pub next: Option<String>,
    /// Whether the original was changed since: its translators have not caught up.
    pub stale: bool,
    /// Texts that are shown in another language, as nobody has translated them yet: by their place (`title`, `stem`), that
    /// language. What of a lesson's text is, its HTML marks with `lang` and `dir`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(example = json!({ "activities/export-permit": { "lang": "en", "dir": "ltr" } }))]
    pub borrowed: BTreeMap<String, BorrowedView>,
    #[serde(flatten)]
    pub work: WorkView,
}

/// When the activity counts as done.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum CompletionView {
    Viewed,
    /// Active time.
    Time {
        seconds: u32,
    },
    Passed,
    Submitted,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum WorkView {
    Lesson {
        /// Safe to put into a page.
        html: String,
        characters: usize,
    },
    Quiz(Box<QuizView>),
}

/// The rules of a quiz, and those questions that every attempt asks. What is drawn from pools comes with the attempt.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuizView {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    /// Per cent.
    pub pass_mark: u8,
    /// How often it may be taken; absent: as often as one likes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time_limit_seconds: Option<u32>,
    /// Which attempt counts.
    pub score: ScoreView,
    /// Share in the course's grade; 0: practice.
    pub weight: u16,
    /// How many questions an attempt asks.
    pub asks: usize,
    pub questions: Vec<QuestionView>,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreView {
    Best,
    Last,
}

/// A question as it is asked: its words, and the ids to answer with. Nothing here says which answer is right.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "which-appendix", "kind": "single", "points": 1, "stem": "In which Appendix is a species that is threatened with extinction?",
    "choices": [{ "id": "i", "text": "Appendix I" }, { "id": "ii", "text": "Appendix II" }, { "id": "iii", "text": "Appendix III" }]
}))]
pub struct QuestionView {
    pub id: String,
    pub kind: &'static str,
    pub points: u16,
    /// In a cloze each gap is `{{gap-id}}`.
    pub stem: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<OptionView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<OptionView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub right: Vec<OptionView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<OptionView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<OptionView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<GapView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// Something to choose, order, pair or sort.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OptionView {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct GapView {
    pub id: String,
    /// Absent: the word is to be written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<OptionView>,
}

impl CourseCard {
    #[must_use]
    pub fn new(version: &PublishedVersion, edition: &PublishedEdition) -> Self {
        Self {
            slug: version.slug().to_string(),
            title: edition.text.title.clone(),
            summary: edition.text.summary.clone(),
            dir: edition.locale.direction().as_str(),
            lang: edition.locale.to_string(),
            hours: version.structure.hours,
            audience: audience(&version.structure.audience),
            languages: version.locales().iter().map(Locale::to_string).collect(),
            version: version.number,
            borrowed: borrowed(edition, |key| matches!(key, SegmentKey::Title | SegmentKey::Summary)),
        }
    }
}

impl EditionView {
    #[must_use]
    pub fn new(edition: &PublishedEdition) -> Self {
        Self {
            id: edition.id,
            locale: edition.locale.to_string(),
            generation: edition.generation,
            hash: edition.hash.clone(),
        }
    }
}

impl Outline {
    #[must_use]
    pub fn new(version: &PublishedVersion, edition: &PublishedEdition) -> Self {
        let (structure, text) = (&version.structure, &edition.text);
        let modules = structure.modules.iter().map(|module| ModuleView {
            id: module.id.to_string(),
            title: text.modules.get(&module.id).cloned().unwrap_or_default(),
            activities: structure.activities_of(&module.id).map(|at| ActivityCard::new(version, edition, at)).collect(),
        });
        let outcomes = structure
            .outcomes
            .iter()
            .map(|id| OutcomeView { id: id.to_string(), text: text.outcomes.get(id).cloned().unwrap_or_default() });
        Self {
            card: CourseCard { borrowed: borrowed(edition, is_outlined), ..CourseCard::new(version, edition) },
            description: text.description.clone(),
            hash: version.hash.clone(),
            edition: EditionView::new(edition),
            licence: structure.licence.clone(),
            review_by: structure.review_by.to_string(),
            prerequisites: structure.prerequisites.iter().map(ToString::to_string).collect(),
            certificate: policy(structure.certificate.issue),
            outcomes: outcomes.collect(),
            modules: modules.collect(),
        }
    }
}

impl ActivityCard {
    #[must_use]
    pub fn new(version: &PublishedVersion, edition: &PublishedEdition, activity: &Activity) -> Self {
        let lesson = edition.text.lessons.get(&activity.id);
        Self {
            id: activity.id.to_string(),
            title: edition.text.activities.get(&activity.id).cloned().unwrap_or_default(),
            kind: match activity.work {
                Work::Lesson => ActivityKind::Lesson,
                Work::Quiz(_) => ActivityKind::Quiz,
            },
            preview: activity.preview,
            optional: activity.optional,
            characters: lesson.map(|lesson| lesson.characters),
            questions: activity.quiz().map(|rules| asks(version, &activity.id, rules)),
        }
    }
}

impl ActivityView {
    /// `None` when the version has no such activity.
    #[must_use]
    pub fn new(version: &PublishedVersion, edition: &PublishedEdition, id: &ActivityId) -> Option<Self> {
        let activity = version.structure.activity(id)?;
        let order: Vec<&Activity> = version.structure.reading_order().collect();
        let place = order.iter().position(|other| other.id == *id)?;
        let beside = |step: Option<usize>| step.and_then(|at| order.get(at)).map(|other| other.id.to_string());
        let work = match &activity.work {
            Work::Lesson => lesson(edition, id)?,
            Work::Quiz(rules) => WorkView::Quiz(Box::new(quiz(version, edition, id, rules))),
        };
        Some(Self {
            id: id.to_string(),
            module: activity.module.to_string(),
            title: edition.text.activities.get(id).cloned().unwrap_or_default(),
            lang: edition.locale.to_string(),
            dir: edition.locale.direction().as_str(),
            version: version.number,
            edition: EditionView::new(edition),
            completion: completion(activity.completion),
            stale: edition.text.stale.contains(id),
            borrowed: borrowed_by(version, edition, id),
            previous: beside(place.checked_sub(1)),
            next: beside(place.checked_add(1)),
            work,
        })
    }

    /// With those pictures within the page that are kept nowhere yet.
    #[must_use]
    pub fn with_pictures(
        mut self,
        version: &PublishedVersion,
        edition: &PublishedEdition,
        bytes: &BTreeMap<ContentHash, Vec<u8>>,
    ) -> Self {
        let WorkView::Lesson { html, .. } = &mut self.work else { return self };
        for picture in edition.text.pictures.values().filter(|picture| !version.has_picture(&picture.hash)) {
            let Some(bytes) = bytes.get(&picture.hash) else { continue };
            let data = format!("src=\"data:{};base64,{}\"", picture.media_type.as_str(), STANDARD.encode(bytes));
            *html = html.replace(&format!("src=\"/api/v1/pictures/{}\"", picture.hash), &data);
        }
        self
    }
}

/// What of an activity, outside of a lesson's text, is in another language than the edition.
fn borrowed_by(
    version: &PublishedVersion,
    edition: &PublishedEdition,
    id: &ActivityId,
) -> BTreeMap<String, BorrowedView> {
    borrowed(edition, |key| match key {
        SegmentKey::Activity(activity) | SegmentKey::Introduction(activity) => activity == id,
        SegmentKey::Question(question, _) => version.structure.questions_of(id).any(|it| it.id == *question),
        _ => false,
    })
}

/// Whether an outline shows it.
pub(super) const fn is_outlined(key: &SegmentKey) -> bool {
    matches!(
        key,
        SegmentKey::Title
            | SegmentKey::Summary
            | SegmentKey::Description
            | SegmentKey::Outcome(_)
            | SegmentKey::Module(_)
            | SegmentKey::Activity(_)
    )
}

fn borrowed(edition: &PublishedEdition, is_shown: impl Fn(&SegmentKey) -> bool) -> BTreeMap<String, BorrowedView> {
    let view = |(key, language): (&String, &Language)| {
        let locale = key.parse().is_ok_and(|key| is_shown(&key)).then(|| Locale::parse(language.as_str()).ok());
        let locale = locale.flatten()?;
        Some((key.clone(), BorrowedView { lang: locale.to_string(), dir: locale.direction().as_str() }))
    };
    edition.text.borrowed.iter().filter_map(view).collect()
}

/// A lesson's pictures are named by their content, so that they may be kept for ever.
fn lesson(edition: &PublishedEdition, id: &ActivityId) -> Option<WorkView> {
    let lesson = edition.text.lessons.get(id)?;
    let html = edition.text.pictures.iter().fold(lesson.html.clone(), |html, (name, picture)| {
        html.replace(&format!("src=\"media/{name}\""), &format!("src=\"/api/v1/pictures/{}\"", picture.hash))
    });
    Some(WorkView::Lesson { html, characters: lesson.characters })
}

fn quiz(version: &PublishedVersion, edition: &PublishedEdition, id: &ActivityId, rules: &QuizRules) -> QuizView {
    let text = edition.text.quizzes.get(id);
    let always = version.structure.questions_of(id).filter(|question| question.pool.is_none());
    let questions = always.filter_map(|question| {
        text.and_then(|text| text.questions.get(&question.id)).map(|words| QuestionView::new(question, words))
    });
    QuizView {
        introduction: text.and_then(|text| text.introduction.clone()),
        pass_mark: rules.pass_mark,
        attempts: rules.attempts,
        time_limit_seconds: rules.time_limit_minutes.map(|minutes| u32::from(minutes) * 60),
        score: match rules.score {
            Score::Best => ScoreView::Best,
            Score::Last => ScoreView::Last,
        },
        weight: rules.weight,
        asks: asks(version, id, rules),
        questions: questions.collect(),
    }
}

fn asks(version: &PublishedVersion, id: &ActivityId, rules: &QuizRules) -> usize {
    let always = version.structure.questions_of(id).filter(|question| question.pool.is_none()).count();
    always + rules.pools.iter().map(|pool| usize::from(pool.draw)).sum::<usize>()
}

impl QuestionView {
    /// The questions that an attempt at a quiz may draw from pools.
    #[must_use]
    pub fn drawn(version: &PublishedVersion, edition: &PublishedEdition, quiz: &ActivityId) -> Vec<Self> {
        let Some(text) = edition.text.quizzes.get(quiz) else { return Vec::new() };
        let drawn = version.structure.questions_of(quiz).filter(|question| question.pool.is_some());
        drawn.filter_map(|question| Some(Self::new(question, text.questions.get(&question.id)?))).collect()
    }

    /// A question in the order of its structure; an attempt shuffles what comes out.
    #[must_use]
    pub fn new(question: &Question, words: &QuestionText) -> Self {
        let mut view = Self {
            id: question.id.to_string(),
            kind: kind(&question.form),
            points: question.points,
            stem: words.stem.clone(),
            choices: Vec::new(),
            left: Vec::new(),
            right: Vec::new(),
            items: Vec::new(),
            categories: Vec::new(),
            gaps: Vec::new(),
            unit: words.unit.clone(),
        };
        match &question.form {
            Form::Single { choices } | Form::Multiple { choices } => view.choices = options(choices, &words.choices),
            Form::Matching { left, right } => {
                view.left = options(left, &words.left);
                view.right = options(right, &words.right);
            }
            Form::Ordering { items } => view.items = options(items, &words.items),
            Form::Categorise { items, categories } => {
                view.items = options(items, &words.items);
                view.categories = options(categories, &words.categories);
            }
            Form::Cloze { gaps } => {
                let none = BTreeMap::new();
                view.gaps = gaps
                    .iter()
                    .map(|gap| GapView {
                        id: gap.id.to_string(),
                        choices: options(
                            gap.choices.as_deref().unwrap_or_default(),
                            words.gaps.get(&gap.id).unwrap_or(&none),
                        ),
                    })
                    .collect();
            }
            Form::TrueFalse | Form::ShortAnswer | Form::Numeric => {}
        }
        view
    }
}

fn options<Id: Ord + ToString>(ids: &[Id], words: &BTreeMap<Id, String>) -> Vec<OptionView> {
    let option = |id: &Id| OptionView { id: id.to_string(), text: words.get(id).cloned().unwrap_or_default() };
    ids.iter().map(option).collect()
}

const fn kind(form: &Form) -> &'static str {
    match form {
        Form::Single { .. } => "single",
        Form::Multiple { .. } => "multiple",
        Form::TrueFalse => "true-false",
        Form::Matching { .. } => "matching",
        Form::Ordering { .. } => "ordering",
        Form::Categorise { .. } => "categorise",
        Form::Cloze { .. } => "cloze",
        Form::ShortAnswer => "short-answer",
        Form::Numeric => "numeric",
    }
}

fn audience(audience: &Audience) -> AudienceView {
    match audience {
        Audience::Everyone => AudienceView::Everyone,
        Audience::Officials { authorities } => AudienceView::Officials { authorities: authorities.clone() },
    }
}

const fn policy(issue: Issue) -> CertificatePolicy {
    match issue {
        Issue::OnCompletion => CertificatePolicy::OnCompletion,
        Issue::AfterSignOff => CertificatePolicy::AfterSignOff,
        Issue::None => CertificatePolicy::None,
    }
}

const fn completion(rule: CompletionRule) -> CompletionView {
    match rule {
        CompletionRule::Viewed => CompletionView::Viewed,
        CompletionRule::Time { seconds } => CompletionView::Time { seconds },
        CompletionRule::Passed => CompletionView::Passed,
        CompletionRule::Submitted => CompletionView::Submitted,
    }
}
