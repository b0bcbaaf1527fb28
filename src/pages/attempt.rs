//! An attempt at a quiz while it is open: its questions as one form, and the question whether to hand it in.

use std::collections::BTreeMap;

use askama::Template;

use super::answers::Given;
use super::components::{Breadcrumb, Notice};
use super::edition::Shown;
use super::form::{Errors, FieldError, Hidden};
use super::layout::{Layout, Link};
use super::phrase::Phrase;
use super::question::{QuestionForm, anchor, label};
use super::quiz::introduction;
use super::reading::Reading;
use crate::clock::Timestamp;
use crate::courses::model::{Activity, Question};
use crate::error::AppError;
use crate::i18n::{Args, format};
use crate::quizzes::{Refused, Sitting};

#[derive(Template)]
#[template(path = "pages/attempt.html")]
pub struct AttemptPage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    number: Phrase,
    notices: Vec<Notice>,
    errors: Option<Errors>,
    /// How long there is still time.
    time: Option<Phrase>,
    kept: Phrase,
    introduction: Option<Phrase>,
    action: String,
    hidden: Hidden,
    questions: Vec<QuestionForm>,
    save: Phrase,
    finish: Phrase,
}

#[derive(Template)]
#[template(path = "pages/submission.html")]
pub struct SubmissionPage {
    layout: Layout,
    above: Breadcrumb,
    title: Phrase,
    time: Option<Phrase>,
    kept: Phrase,
    missing_title: Phrase,
    missing: Vec<(Link, Phrase)>,
    advice: Phrase,
    action: String,
    hidden: Hidden,
    button: Phrase,
    back: Link,
}

/// The quiz that an attempt is at, as the attempt shows it.
///
/// # Errors
/// When the attempt's version has no such quiz.
pub fn quiz_of<'a>(reading: &'a Reading, sitting: &'a Sitting) -> Result<(Shown<'a>, &'a Activity), AppError> {
    let activity = sitting.version.structure.activity(&sitting.attempt.activity);
    let activity = activity.ok_or_else(|| AppError::broken(format!("attempt {} is at no quiz", sitting.attempt.id)))?;
    Ok((Shown::fixed(reading, &sitting.version, &sitting.edition), activity))
}

/// What is above an attempt: the course and the quiz.
pub fn above(course: &Shown<'_>, activity: &Activity) -> Breadcrumb {
    let reading = course.reading;
    let quiz = Link::new(reading, &course.place_of(activity.id.as_str()), course.title_of(&activity.id));
    Breadcrumb::new(reading, [course.list(), Link::new(reading, &course.place(), course.title()), quiz])
}

/// The questions of an attempt, with what was given; what of it could not be kept is said.
///
/// # Errors
/// When the attempt's version has no such quiz.
pub fn page(
    reading: &Reading,
    (sitting, now): (&Sitting, Timestamp),
    (given, refused): (&Given, &Refused),
    token: Hidden,
) -> Result<AttemptPage, AppError> {
    let (course, activity) = quiz_of(reading, sitting)?;
    let wrong: BTreeMap<&str, Phrase> = refused
        .iter()
        .filter_map(|(question, problems)| {
            let problem = problems.first()?;
            let text = match problem.code {
                "answer-order-incomplete" => reading.say("pages-order-incomplete"),
                code => reading.attribute(code, "detail", &problem.args),
            };
            Some((question.as_str(), text))
        })
        .collect();
    let (views, kept_answers) = (sitting.questions(), Given::saved(sitting));
    let errors = views.iter().enumerate().filter_map(|(place, view)| {
        let text = wrong.get(view.id.as_str())?;
        let text = Phrase { text: format!("{} – {}", label(&course, place).text, text.text), ..text.clone() };
        Some(FieldError { id: anchor(&view.id), text })
    });
    let errors: Vec<FieldError> = errors.collect();
    let form = |(place, view)| {
        let view: &crate::courses::QuestionView = view;
        let question = sitting.version.structure.questions.iter().find(|it| it.id.as_str() == view.id)?;
        let error = wrong.get(view.id.as_str()).cloned();
        let is_saved = error.is_none() && kept_answers.filled(question).0 > 0;
        Some(QuestionForm::new(&course, (place, view), question, (given, is_saved, error)))
    };
    let title = course.title_of(&activity.id);
    Ok(AttemptPage {
        layout: course.layout(&title),
        above: above(&course, activity),
        number: reading.tell("pages-attempt", &Args::new().set("number", sitting.attempt.number)),
        notices: course.elsewhere().into_iter().collect(),
        errors: (!errors.is_empty()).then(|| Errors {
            title: reading.say("pages-errors"),
            text: Some(reading.say("pages-errors-others-kept")),
            list: errors,
        }),
        time: time(reading, sitting, now),
        kept: kept(reading, sitting),
        introduction: introduction(&course, activity),
        action: reading.link(&reading.address),
        hidden: token,
        questions: views.iter().enumerate().filter_map(form).collect(),
        save: reading.say("pages-save"),
        finish: reading.say("pages-save-and-finish"),
        title,
    })
}

/// How many of the questions have an answer that is kept.
fn kept(reading: &Reading, sitting: &Sitting) -> Phrase {
    let (given, asked) = (Given::saved(sitting), asked(sitting));
    let answered = asked.iter().filter(|question| given.filled(question).0 > 0).count();
    reading.tell("pages-answers-kept", &Args::new().set("done", answered).set("required", asked.len()))
}

fn asked(sitting: &Sitting) -> Vec<&Question> {
    let structure = &sitting.version.structure;
    sitting.attempt.paper.questions.iter().filter_map(|asked| structure.question(&asked.id)).collect()
}

/// Until when there is time, and how long that is.
fn time(reading: &Reading, sitting: &Sitting, now: Timestamp) -> Option<Phrase> {
    let deadline = sitting.attempt.deadline?;
    let minutes = deadline.since(now).as_secs() / 60;
    let args = Args::new().set("minutes", minutes).set("end", format::date_time(deadline, &reading.locale));
    Some(reading.tell("pages-time-left", &args))
}

/// Asks whether an attempt is to be handed in, and says what is not answered yet.
///
/// # Errors
/// When the attempt's version has no such quiz.
pub fn submission(
    reading: &Reading,
    (sitting, now): (&Sitting, Timestamp),
    token: Hidden,
) -> Result<SubmissionPage, AppError> {
    let (course, activity) = quiz_of(reading, sitting)?;
    let (place, given) = (super::quiz::place(&sitting.attempt), Given::saved(sitting));
    let missing = asked(sitting).into_iter().enumerate().filter_map(|(number, question)| {
        let state = match given.filled(question) {
            (filled, of) if filled == of => return None,
            (0, _) => "pages-unanswered",
            _ => "pages-answered-partly",
        };
        let link = Link::new(reading, &place, label(&course, number));
        let href = format!("{}#{}", link.href, anchor(question.id.as_str()));
        Some((Link { href, ..link }, reading.say(state)))
    });
    let title = reading.say("pages-submission");
    Ok(SubmissionPage {
        layout: course.layout(&title),
        above: above(&course, activity),
        time: time(reading, sitting, now),
        kept: kept(reading, sitting),
        missing_title: reading.say("pages-missing"),
        missing: missing.collect(),
        advice: reading.attribute("pages-submission", "text", &Args::new()),
        action: reading.link(&reading.address),
        hidden: token,
        button: reading.say("pages-submit"),
        back: Link::new(reading, &place, reading.say("pages-back-to-questions")),
        title,
    })
}
