//! Answers: one shape for each form of question.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value};

use super::decimal::Decimal;
use crate::courses::model::{ChoiceId, Form, Gap, GapId};
use crate::error::FieldProblem;
use crate::text::{self, TextFault};

/// Longer than any word that is accepted.
const LONGEST_TEXT: usize = 600;
/// With zeros and spaces that nobody needs.
const LONGEST_NUMBER: usize = 64;

/// What somebody answered, with ids that the question has. It may be incomplete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answer {
    Single {
        choice: ChoiceId,
    },
    Multiple {
        choices: BTreeSet<ChoiceId>,
    },
    TrueFalse {
        value: bool,
    },
    Matching {
        pairs: BTreeMap<ChoiceId, ChoiceId>,
    },
    Ordering {
        order: Vec<ChoiceId>,
    },
    Categorise {
        places: BTreeMap<ChoiceId, ChoiceId>,
    },
    /// The id of a choice, or what was written.
    Cloze {
        gaps: BTreeMap<GapId, String>,
    },
    Short {
        text: String,
    },
    /// As it was written.
    Numeric {
        value: String,
    },
}

impl Answer {
    /// Reads an answer to a question of this form.
    ///
    /// # Errors
    /// Everything that is wrong, with pointers from the root of `{"answer": …}`.
    pub fn parse(form: &Form, value: &Value) -> Result<Self, Vec<FieldProblem>> {
        let mut reader = Reader { problems: Vec::new() };
        match reader.answer(form, value) {
            Some(answer) if reader.problems.is_empty() => Ok(answer),
            _ => Err(reader.problems),
        }
    }
}

/// Collects what is wrong while it reads.
struct Reader {
    problems: Vec<FieldProblem>,
}

impl Reader {
    fn fault<T>(&mut self, pointer: &str, code: &'static str) -> Option<T> {
        self.problems.push(FieldProblem::new(pointer, code));
        None
    }

    fn answer(&mut self, form: &Form, value: &Value) -> Option<Answer> {
        match form {
            Form::Single { choices } => {
                let (at, value) = self.only(value, "choice")?;
                let choice = self.id(&at, value, choices)?;
                Some(Answer::Single { choice })
            }
            Form::Multiple { choices } => {
                let (at, value) = self.only(value, "choices")?;
                let choices = self.ids(&at, value, choices)?.into_iter().collect();
                Some(Answer::Multiple { choices })
            }
            Form::TrueFalse => {
                let (at, value) = self.only(value, "value")?;
                value.as_bool().map(|value| Answer::TrueFalse { value }).or_else(|| self.fault(&at, "field-wrong-type"))
            }
            Form::Matching { left, right } => {
                let (at, value) = self.only(value, "pairs")?;
                Some(Answer::Matching { pairs: self.assignment(&at, value, (left, right))? })
            }
            Form::Ordering { items } => self.ordering(value, items),
            Form::Categorise { items, categories } => {
                let (at, value) = self.only(value, "places")?;
                Some(Answer::Categorise { places: self.assignment(&at, value, (items, categories))? })
            }
            Form::Cloze { gaps } => self.cloze(value, gaps),
            Form::ShortAnswer => {
                let (at, value) = self.only(value, "text")?;
                Some(Answer::Short { text: self.text(&at, value)? })
            }
            Form::Numeric => self.numeric(value),
        }
    }

    /// An object with one member and no other.
    fn only<'v>(&mut self, value: &'v Value, name: &str) -> Option<(String, &'v Value)> {
        let Some(object) = value.as_object() else { return self.fault("/answer", "field-wrong-type") };
        for unknown in object.keys().filter(|key| *key != name) {
            self.problems.push(FieldProblem::new(format!("/answer/{}", escape(unknown)), "field-unknown"));
        }
        let at = format!("/answer/{name}");
        match object.get(name) {
            Some(value) => Some((at, value)),
            None => self.fault(&at, "field-missing"),
        }
    }

    fn object<'v>(&mut self, at: &str, value: &'v Value) -> Option<&'v Map<String, Value>> {
        value.as_object().or_else(|| self.fault(at, "field-wrong-type"))
    }

    fn id(&mut self, at: &str, value: &Value, known: &[ChoiceId]) -> Option<ChoiceId> {
        let Some(text) = value.as_str() else { return self.fault(at, "field-wrong-type") };
        let found = known.iter().find(|id| id.as_str() == text).cloned();
        found.or_else(|| self.fault(at, "answer-id-unknown"))
    }

    fn ids(&mut self, at: &str, value: &Value, known: &[ChoiceId]) -> Option<Vec<ChoiceId>> {
        let Some(values) = value.as_array() else { return self.fault(at, "field-wrong-type") };
        let mut ids: Vec<ChoiceId> = Vec::new();
        // No more than there are: the rest can only repeat.
        for (place, value) in values.iter().take(known.len() + 1).enumerate() {
            let at = format!("{at}/{place}");
            match self.id(&at, value, known) {
                Some(id) if ids.contains(&id) => self.problems.push(FieldProblem::new(at, "answer-id-repeated")),
                Some(id) => ids.push(id),
                None => {}
            }
        }
        Some(ids)
    }

    fn ordering(&mut self, value: &Value, items: &[ChoiceId]) -> Option<Answer> {
        let (at, value) = self.only(value, "order")?;
        let order = self.ids(&at, value, items)?;
        if order.len() < items.len() {
            return self.fault(&at, "answer-order-incomplete");
        }
        Some(Answer::Ordering { order })
    }

    fn assignment(
        &mut self,
        at: &str,
        value: &Value,
        (from, to): (&[ChoiceId], &[ChoiceId]),
    ) -> Option<BTreeMap<ChoiceId, ChoiceId>> {
        let object = self.object(at, value)?;
        let mut pairs = BTreeMap::new();
        for (name, target) in object.iter().take(from.len() + 1) {
            let at = format!("{at}/{}", escape(name));
            let Some(key) = from.iter().find(|id| id.as_str() == name) else {
                self.problems.push(FieldProblem::new(at, "answer-id-unknown"));
                continue;
            };
            if let Some(target) = self.id(&at, target, to) {
                pairs.insert(key.clone(), target);
            }
        }
        Some(pairs)
    }

    fn cloze(&mut self, value: &Value, gaps: &[Gap]) -> Option<Answer> {
        let (at, value) = self.only(value, "gaps")?;
        let object = self.object(&at, value)?;
        let mut filled = BTreeMap::new();
        for (name, value) in object.iter().take(gaps.len() + 1) {
            let at = format!("{at}/{}", escape(name));
            let Some(gap) = gaps.iter().find(|gap| gap.id.as_str() == name) else {
                self.problems.push(FieldProblem::new(at, "answer-id-unknown"));
                continue;
            };
            let word = match &gap.choices {
                Some(choices) => self.id(&at, value, choices).map(|id| id.to_string()),
                None => self.text(&at, value),
            };
            filled.extend(word.map(|word| (gap.id.clone(), word)));
        }
        Some(Answer::Cloze { gaps: filled })
    }

    /// Nothing may be written: that takes an answer back.
    fn text(&mut self, at: &str, value: &Value) -> Option<String> {
        let Some(written) = value.as_str() else { return self.fault(at, "field-wrong-type") };
        match text::line(written, LONGEST_TEXT) {
            Ok(line) => Some(line),
            Err(TextFault::Empty) => Some(String::new()),
            Err(fault) => {
                self.problems.push(fault.at(at));
                None
            }
        }
    }

    fn numeric(&mut self, value: &Value) -> Option<Answer> {
        let (at, value) = self.only(value, "value")?;
        let written = match value {
            Value::String(text) => match text::line(text, LONGEST_NUMBER) {
                Ok(line) if Decimal::is_ambiguous(&line) => return self.fault(&at, "answer-number-ambiguous"),
                Ok(line) => line,
                Err(TextFault::Empty) => return self.fault(&at, "answer-not-a-number"),
                Err(fault) => {
                    self.problems.push(fault.at(&at));
                    return None;
                }
            },
            // Without the exponent with which JSON may write it.
            Value::Number(number) => {
                let whole = number.as_i64().map(|number| number.to_string());
                whole.or_else(|| number.as_f64().map(|number| number.to_string())).unwrap_or_default()
            }
            _ => return self.fault(&at, "field-wrong-type"),
        };
        match Decimal::parse(&written) {
            Some(_) => Some(Answer::Numeric { value: written }),
            None => self.fault(&at, "answer-not-a-number"),
        }
    }
}

/// RFC 6901 §3.
fn escape(member: &str) -> String {
    member.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ids(words: &[&str]) -> Vec<ChoiceId> {
        words.iter().map(|word| ChoiceId::parse(word).unwrap()).collect()
    }

    fn cloze() -> Form {
        let gap = |id, choices| Gap { id: GapId::parse(id).unwrap(), choices };
        Form::Cloze { gaps: vec![gap("who", Some(ids(&["party", "trader"]))), gap("what", None)] }
    }

    #[test]
    fn an_answer_has_the_shape_of_its_question_and_reads_back_what_it_writes() {
        let matching = Form::Matching { left: ids(&["l"]), right: ids(&["r", "s"]) };
        let sorting = Form::Categorise { items: ids(&["skin"]), categories: ids(&["animal"]) };
        for (form, answer) in [
            (Form::Single { choices: ids(&["a", "b"]) }, json!({ "choice": "b" })),
            (Form::Multiple { choices: ids(&["a", "b"]) }, json!({ "choices": ["a", "b"] })),
            (Form::Multiple { choices: ids(&["a", "b"]) }, json!({ "choices": [] })),
            (Form::TrueFalse, json!({ "value": false })),
            (matching, json!({ "pairs": { "l": "s" } })),
            (Form::Ordering { items: ids(&["a", "b"]) }, json!({ "order": ["b", "a"] })),
            (sorting, json!({ "places": { "skin": "animal" } })),
            (cloze(), json!({ "gaps": { "who": "party", "what": "permit" } })),
            (cloze(), json!({ "gaps": {} })),
            (Form::ShortAnswer, json!({ "text": "CITES" })),
            (Form::ShortAnswer, json!({ "text": "" })),
            (Form::Numeric, json!({ "value": "1 234,5" })),
        ] {
            let read = Answer::parse(&form, &answer).unwrap();
            assert_eq!(serde_json::to_value(&read).unwrap(), answer);
        }
        let number = Answer::parse(&Form::Numeric, &json!({ "value": 1.5e3 }));
        assert_eq!(number, Ok(Answer::Numeric { value: "1500".into() }));
    }

    #[test]
    fn everything_that_is_wrong_is_named_with_its_pointer() {
        let single = Form::Single { choices: ids(&["a", "b"]) };
        let ordering = Form::Ordering { items: ids(&["a", "b"]) };
        let matching = Form::Matching { left: ids(&["l"]), right: ids(&["r"]) };
        for (form, answer, wrong) in [
            (&single, json!(null), vec![("/answer", "field-wrong-type")]),
            (&single, json!({}), vec![("/answer/choice", "field-missing")]),
            (&single, json!({ "choice": "c" }), vec![("/answer/choice", "answer-id-unknown")]),
            (
                &single,
                json!({ "choice": 1, "x/y": 2 }),
                vec![("/answer/x~1y", "field-unknown"), ("/answer/choice", "field-wrong-type")],
            ),
            (&ordering, json!({ "order": ["a"] }), vec![("/answer/order", "answer-order-incomplete")]),
            (&ordering, json!({ "order": ["a", "a", "b"] }), vec![("/answer/order/1", "answer-id-repeated")]),
            (&matching, json!({ "pairs": { "l": "l" } }), vec![("/answer/pairs/l", "answer-id-unknown")]),
            (&matching, json!({ "pairs": { "r": "r" } }), vec![("/answer/pairs/r", "answer-id-unknown")]),
            (&Form::TrueFalse, json!({ "value": "true" }), vec![("/answer/value", "field-wrong-type")]),
            (&Form::Numeric, json!({ "value": "much" }), vec![("/answer/value", "answer-not-a-number")]),
            (&Form::Numeric, json!({ "value": "40,900" }), vec![("/answer/value", "answer-number-ambiguous")]),
            (&Form::Numeric, json!({ "value": " " }), vec![("/answer/value", "answer-not-a-number")]),
            (&Form::Numeric, json!({ "value": "0".repeat(65) }), vec![("/answer/value", "field-too-long")]),
            (&Form::Numeric, json!({ "value": 1e300 }), vec![("/answer/value", "answer-not-a-number")]),
            (&Form::ShortAnswer, json!({ "text": "a\u{0}" }), vec![("/answer/text", "field-control-characters")]),
            (&cloze(), json!({ "gaps": { "who": "nobody" } }), vec![("/answer/gaps/who", "answer-id-unknown")]),
        ] {
            let problems = Answer::parse(form, &answer).unwrap_err();
            let found: Vec<_> = problems.iter().map(|problem| (problem.pointer.as_str(), problem.code)).collect();
            assert_eq!(found, wrong, "{answer}");
        }
    }
}
