//! Answers as fields of a form, and back: `answer.which` for a question, `answer.which.left` for a part of one.
//!
//! What is wrong with an answer is for the quizzes to say: here it only changes its shape.

use serde_json::{Map, Value, json};

use super::form::Fields;
use crate::courses::model::{ChoiceId, Form, Question, QuestionId};
use crate::quizzes::{Answer, Sitting};

/// The name of a question's field.
pub fn name(question: &str) -> String {
    format!("answer.{question}")
}

/// The name of the field of a part of a question.
pub fn name_of_part(question: &str, part: &str) -> String {
    format!("answer.{question}.{part}")
}

/// What was given to questions.
pub struct Given(Fields);

impl Given {
    /// What is kept of an attempt and counts.
    pub fn saved(sitting: &Sitting) -> Self {
        Self(sitting.answers.iter().flat_map(|(question, answer)| fields(question, answer)).collect())
    }

    /// What stands in a form.
    pub fn typed(fields: &Fields) -> Self {
        Self(fields.iter().filter(|(name, _)| name.starts_with("answer.")).cloned().collect())
    }

    /// What was written into a field, or chosen.
    pub fn values<'g>(&'g self, name: &'g str) -> impl Iterator<Item = &'g str> {
        self.0.iter().filter(move |(known, value)| known == name && !value.trim().is_empty()).map(|(_, value)| &**value)
    }

    pub fn value<'g>(&'g self, name: &'g str) -> &'g str {
        self.values(name).next().unwrap_or_default()
    }

    /// How many parts of a question something was given to, and how many it has.
    pub fn filled(&self, question: &Question) -> (usize, usize) {
        let names: Vec<String> = match parts(&question.form) {
            Some(parts) => parts.iter().map(|part| name_of_part(question.id.as_str(), part)).collect(),
            None => vec![name(question.id.as_str())],
        };
        (names.iter().filter(|name| !self.value(name).is_empty()).count(), names.len())
    }

    /// The answers that differ from those that are kept, each in the shape in which the quizzes take it.
    pub fn changes(&self, sitting: &Sitting) -> Vec<(QuestionId, Value)> {
        let asked = sitting.attempt.paper.questions.iter().filter_map(|it| sitting.version.structure.question(&it.id));
        let change = |question: &Question| {
            let value = self.answer(question)?;
            let is_new = match sitting.answers.get(&question.id) {
                Some(saved) => Answer::parse(&question.form, &value).as_ref() != Ok(saved),
                None => !is_blank(&value),
            };
            is_new.then(|| (question.id.clone(), value))
        };
        asked.filter_map(change).collect()
    }

    /// `None` where the form has no such question, or nothing was chosen where one can only choose.
    fn answer(&self, question: &Question) -> Option<Value> {
        let id = question.id.as_str();
        let (name, part) = (name(id), name_of_part(id, ""));
        if !self.0.iter().any(|(known, _)| *known == name || known.starts_with(&part)) {
            return None;
        }
        let given = self.value(&name);
        let chosen = || Some(given).filter(|given| !given.is_empty());
        Some(match &question.form {
            Form::Single { .. } => json!({ "choice": chosen()? }),
            Form::Multiple { .. } => json!({ "choices": self.values(&name).collect::<Vec<_>>() }),
            Form::TrueFalse => json!({ "value": chosen()?.parse::<bool>().map_or(json!(given), Value::from) }),
            Form::Matching { left, .. } => json!({ "pairs": self.parts(id, left) }),
            Form::Categorise { items, .. } => json!({ "places": self.parts(id, items) }),
            Form::Ordering { items } => json!({ "order": self.order(id, items)? }),
            Form::Cloze { gaps } => json!({ "gaps": self.parts(id, gaps.iter().map(|gap| &gap.id)) }),
            Form::ShortAnswer => json!({ "text": given }),
            Form::Numeric => json!({ "value": given }),
        })
    }

    fn parts<Id: AsRef<str>>(&self, question: &str, parts: impl IntoIterator<Item = Id>) -> Map<String, Value> {
        let given = |part: Id| {
            let value = self.value(&name_of_part(question, part.as_ref())).to_owned();
            (!value.is_empty()).then(|| (part.as_ref().to_owned(), Value::from(value)))
        };
        parts.into_iter().filter_map(given).collect()
    }

    /// The items by their places. One whose place another has is left out, as is one without: then the order is incomplete.
    fn order<'i>(&self, question: &str, items: &'i [ChoiceId]) -> Option<Vec<&'i ChoiceId>> {
        let mut order = std::collections::BTreeMap::new();
        let mut any = false;
        for item in items {
            let name = name_of_part(question, item.as_str());
            let place = self.value(&name);
            any |= !place.is_empty();
            if let Ok(place) = place.parse::<usize>() {
                order.entry(place).or_insert(item);
            }
        }
        any.then(|| order.into_values().collect())
    }
}

/// The names of what something is given to, one by one; `None` where that is the question as a whole.
fn parts(form: &Form) -> Option<Vec<&str>> {
    match form {
        Form::Matching { left: parts, .. }
        | Form::Categorise { items: parts, .. }
        | Form::Ordering { items: parts } => Some(parts.iter().map(ChoiceId::as_str).collect()),
        Form::Cloze { gaps } => Some(gaps.iter().map(|gap| gap.id.as_str()).collect()),
        Form::Single { .. } | Form::Multiple { .. } | Form::TrueFalse | Form::ShortAnswer | Form::Numeric => None,
    }
}

/// The fields of a form in which an answer stands.
fn fields(question: &QuestionId, answer: &Answer) -> Fields {
    let id = question.as_str();
    let whole = |value: String| vec![(name(id), value)];
    let part = |part: &str, value: &str| (name_of_part(id, part), value.to_owned());
    match answer {
        Answer::Single { choice } => whole(choice.to_string()),
        Answer::Multiple { choices } => choices.iter().map(|choice| (name(id), choice.to_string())).collect(),
        Answer::TrueFalse { value } => whole(value.to_string()),
        Answer::Matching { pairs } | Answer::Categorise { places: pairs } => {
            pairs.iter().map(|(from, to)| part(from.as_str(), to.as_str())).collect()
        }
        Answer::Ordering { order } => {
            order.iter().zip(1..).map(|(item, place)| part(item.as_str(), &place.to_string())).collect()
        }
        Answer::Cloze { gaps } => gaps.iter().map(|(gap, word)| part(gap.as_str(), word)).collect(),
        Answer::Short { text } => whole(text.clone()),
        Answer::Numeric { value } => whole(value.clone()),
    }
}

/// Whether nothing was given in an answer.
fn is_blank(answer: &Value) -> bool {
    let is_empty = |value: &Value| match value {
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    answer.as_object().is_some_and(|members| members.values().all(is_empty))
}
