//! What forms of pages are made of.

use askama::Template;
use askama::filters::HtmlSafe;

use super::components::Choice;
use super::phrase::Phrase;
use super::reading::Reading;
use crate::error::Problem;

/// Fields as a browser sends them: names and values.
pub type Fields = Vec<(String, String)>;

/// Fields that nobody sees: what shows that a form is of a session, and what is kept for later.
#[derive(Clone, Default, Template)]
#[template(path = "pages/components/hidden.html")]
pub struct Hidden(pub Fields);

impl HtmlSafe for Hidden {}

impl Hidden {
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }
}

/// What is wrong with what was sent, each with the way to its field.
#[derive(Template)]
#[template(path = "pages/components/errors.html")]
pub struct Errors {
    pub title: Phrase,
    pub text: Option<Phrase>,
    pub list: Vec<FieldError>,
}

impl HtmlSafe for Errors {}

/// What is wrong with one field.
#[derive(Clone)]
pub struct FieldError {
    /// The id of the field's first control.
    pub id: String,
    pub text: Phrase,
}

impl Errors {
    /// Of a refusal, in which fields have the names of members.
    pub fn of(reading: &Reading, problem: &Problem) -> Self {
        let error = |field: &crate::error::FieldProblem| FieldError {
            id: field.pointer.trim_start_matches('/').to_owned(),
            text: reading.attribute(field.code, "detail", &field.args),
        };
        let list: Vec<FieldError> = problem.fields.iter().map(error).collect();
        if list.is_empty() {
            let text = Some(reading.attribute(problem.code, "detail", &problem.args));
            return Self { title: reading.tell(problem.code, &problem.args), text, list };
        }
        Self { title: reading.say("pages-errors"), text: None, list }
    }

    /// What is wrong with a field.
    pub fn at(&self, id: &str) -> Option<Phrase> {
        self.list.iter().find(|error| error.id == id).map(|error| error.text.clone())
    }
}

/// A field with one line to write.
#[derive(Template)]
#[template(path = "pages/components/line.html")]
pub struct Line {
    pub name: &'static str,
    pub label: Phrase,
    pub hint: Option<Phrase>,
    pub kind: &'static str,
    pub autocomplete: &'static str,
    pub value: String,
    pub error: Option<Phrase>,
    /// Whether the browser asks for it.
    pub is_required: bool,
}

impl HtmlSafe for Line {}

/// A field in which one of several is chosen.
#[derive(Template)]
#[template(path = "pages/components/select.html")]
pub struct Select {
    pub name: &'static str,
    pub label: Phrase,
    pub error: Option<Phrase>,
    pub choices: Vec<Choice>,
}

impl HtmlSafe for Select {}

/// What stands in a field; nothing where there is none.
pub fn value<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}
