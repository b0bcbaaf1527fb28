//! A question as a form, for each kind.

use askama::Template;
use askama::filters::HtmlSafe;

use super::answers::{Given, name, name_of_part};
use super::components::Choice;
use super::edition::Shown;
use super::phrase::{Marks, Phrase};
use crate::courses::model::{Form, Question};
use crate::courses::{OptionView, QuestionView};
use crate::http::TextLanguage;
use crate::i18n::{Args, format};

/// A question with its fields.
#[derive(Template)]
#[template(path = "pages/question.html")]
pub struct QuestionForm {
    label: Phrase,
    /// What is asked; of a text with gaps, what to do with it.
    asked: Phrase,
    saved: Option<Phrase>,
    id: String,
    error: Option<Phrase>,
    body: Body,
}

impl HtmlSafe for QuestionForm {}

enum Body {
    Choose { name: String, kind: &'static str, options: Vec<(String, Choice)> },
    Place(Vec<(Phrase, Select)>),
    Fill { marks: Marks, parts: Vec<Part> },
    Write { name: String, label: Phrase, value: String, is_number: bool, unit: Option<Phrase> },
}

struct Select {
    id: String,
    name: String,
    choices: Vec<Choice>,
}

/// A part of a text with gaps.
enum Part {
    Text(String),
    Write { label: GapLabel, id: String, name: String, value: String },
    Choose { label: GapLabel, select: Select },
}

/// The number of a gap, in a text that may be in another language than the page.
struct GapLabel {
    text: String,
    marks: Marks,
}

/// The id of the first control of a question, to which links lead.
pub fn anchor(question: &str) -> String {
    format!("q-{question}")
}

/// The id of a control of a question, by its place.
fn control(question: &str, place: usize) -> String {
    if place == 0 { anchor(question) } else { format!("q-{question}.{place}") }
}

/// What a question is called: its number in the attempt.
pub fn label(course: &Shown<'_>, place: usize) -> Phrase {
    course.reading.tell("pages-question", &Args::new().set("number", place + 1))
}

impl QuestionForm {
    /// A question at a place of an attempt, with what was given, whether it is kept, and what is wrong with it.
    pub fn new(
        course: &Shown<'_>,
        (place, view): (usize, &QuestionView),
        question: &Question,
        (given, is_saved, error): (&Given, bool, Option<Phrase>),
    ) -> Self {
        let reading = course.reading;
        let asked = match question.form {
            Form::Cloze { .. } => reading.say("pages-fill-gaps"),
            _ => stem(course, view),
        };
        Self {
            label: label(course, place),
            asked,
            saved: is_saved.then(|| reading.say("pages-answer-saved")),
            id: anchor(&view.id),
            error,
            body: body(course, view, question, given),
        }
    }
}

/// The text of a question.
pub fn stem(course: &Shown<'_>, view: &QuestionView) -> Phrase {
    course.text(&format!("questions/{}/stem", view.id), &view.stem)
}

/// The text of something that one may choose, pair or sort: `list` is where it stands in the edition.
pub fn option(course: &Shown<'_>, question: &str, list: &str, option: &OptionView) -> Phrase {
    course.text(&format!("questions/{question}/{list}/{}", option.id), &option.text)
}

fn body(course: &Shown<'_>, view: &QuestionView, question: &Question, given: &Given) -> Body {
    match &question.form {
        Form::Single { .. } => choose(course, view, given, "radio"),
        Form::Multiple { .. } => choose(course, view, given, "checkbox"),
        Form::TrueFalse => {
            let name = name(&view.id);
            let words = [("true", "pages-true"), ("false", "pages-false")];
            let choice = |(value, id): (&str, &str)| Choice {
                value: value.to_owned(),
                text: course.reading.say(id),
                is_chosen: given.value(&name) == value,
            };
            let options = words.into_iter().map(choice).enumerate();
            Body::Choose {
                kind: "radio",
                options: options.map(|(place, choice)| (control(&view.id, place), choice)).collect(),
                name: name.clone(),
            }
        }
        Form::Matching { .. } => place(course, view, given, [("left", &view.left), ("right", &view.right)]),
        Form::Categorise { .. } => {
            place(course, view, given, [("items", &view.items), ("categories", &view.categories)])
        }
        Form::Ordering { .. } => order(course, view, given),
        Form::Cloze { .. } => fill(course, view, given),
        Form::ShortAnswer | Form::Numeric => {
            let name = name(&view.id);
            let unit = view.unit.as_ref().map(|unit| course.text(&format!("questions/{}/unit", view.id), unit));
            Body::Write {
                label: course.reading.say("pages-answer"),
                value: given.value(&name).to_owned(),
                is_number: question.form == Form::Numeric,
                unit,
                name,
            }
        }
    }
}

fn choose(course: &Shown<'_>, view: &QuestionView, given: &Given, kind: &'static str) -> Body {
    let name = name(&view.id);
    let choice = |it: &OptionView| Choice {
        value: it.id.clone(),
        text: option(course, &view.id, "choices", it),
        is_chosen: given.values(&name).any(|value| value == it.id),
    };
    let options = view.choices.iter().map(choice).enumerate();
    let options = options.map(|(place, choice)| (control(&view.id, place), choice)).collect();
    Body::Choose { name: name.clone(), kind, options }
}

/// A list in which each has its place in another.
fn place(
    course: &Shown<'_>,
    view: &QuestionView,
    given: &Given,
    [(from, items), (to, places)]: [(&str, &Vec<OptionView>); 2],
) -> Body {
    let row = |(place, item): (usize, &OptionView)| {
        let choices = places.iter().map(|it| (it.id.clone(), option(course, &view.id, to, it)));
        (option(course, &view.id, from, item), select(course, (&view.id, place), &item.id, (given, choices)))
    };
    Body::Place(items.iter().enumerate().map(row).collect())
}

/// A list in which each has a number.
fn order(course: &Shown<'_>, view: &QuestionView, given: &Given) -> Body {
    let number = |number: usize| format::number(number as f64, &course.reading.locale).into();
    let row = |(place, item): (usize, &OptionView)| {
        let choices = (1..=view.items.len()).map(|it| (it.to_string(), number(it)));
        (option(course, &view.id, "items", item), select(course, (&view.id, place), &item.id, (given, choices)))
    };
    Body::Place(view.items.iter().enumerate().map(row).collect())
}

/// A choice of which nothing need be chosen yet.
fn select(
    course: &Shown<'_>,
    (question, place): (&str, usize),
    part: &str,
    (given, choices): (&Given, impl Iterator<Item = (String, Phrase)>),
) -> Select {
    let name = name_of_part(question, part);
    let nothing = (String::new(), course.reading.say("pages-choose-one"));
    let choice = |(value, text): (String, Phrase)| Choice { is_chosen: given.value(&name) == value, value, text };
    let choices = std::iter::once(nothing).chain(choices).map(choice).collect();
    Select { id: control(question, place), choices, name }
}

/// A text with gaps, each of them a field where it stands.
fn fill(course: &Shown<'_>, view: &QuestionView, given: &Given) -> Body {
    let text = stem(course, view);
    let mut parts = Vec::new();
    for (place, (before, gap)) in pieces(&text.text).into_iter().enumerate() {
        parts.push(Part::Text(before.to_owned()));
        let Some(gap) = gap.and_then(|id| view.gaps.iter().find(|gap| gap.id == id)) else { continue };
        let label = gap_label(course, place, &text.marks);
        let name = name_of_part(&view.id, &gap.id);
        parts.push(if gap.choices.is_empty() {
            let value = given.value(&name).to_owned();
            Part::Write { label, id: control(&view.id, place), value, name }
        } else {
            let list = format!("gaps/{}", gap.id);
            let choices = gap.choices.iter().map(|it| (it.id.clone(), option(course, &view.id, &list, it)));
            Part::Choose { label, select: select(course, (&view.id, place), &gap.id, (given, choices)) }
        });
    }
    Body::Fill { marks: text.marks, parts }
}

fn gap_label(course: &Shown<'_>, place: usize, around: &Marks) -> GapLabel {
    let label = course.reading.tell("pages-gap", &Args::new().set("number", place + 1));
    let own = || TextLanguage { lang: course.reading.locale.clone(), dir: course.reading.locale.direction() };
    let marks = if label.marks == *around { Marks::default() } else { Marks(label.marks.0.or_else(|| Some(own()))) };
    GapLabel { text: label.text, marks }
}

/// A text in pieces, each with the gap that comes after it; the last has none.
pub fn pieces(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((gap, after)) = after.split_once("}}") else { break };
        pieces.push((before, Some(gap)));
        rest = after;
    }
    pieces.push((rest, None));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_its_gaps_and_what_is_between_them() {
        assert_eq!(
            pieces("A {{who}} issues a {{what}}."),
            [("A ", Some("who")), (" issues a ", Some("what")), (".", None)]
        );
        assert_eq!(pieces("{{a}}{{b}}"), [("", Some("a")), ("", Some("b")), ("", None)]);
        assert_eq!(pieces("{{ no end"), [("{{ no end", None)]);
    }
}
