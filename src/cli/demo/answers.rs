//! What somebody who studied the course answers.

use serde_json::{Value, json};

use crate::courses::model::{Compiled, GapId, GapKey, Key, Language, QuestionId};

/// The right answer to a question, in the language of the attempt.
pub fn right(course: &Compiled, language: &str, question: &str) -> Option<Value> {
    let id = QuestionId::parse(question).ok()?;
    let sealed = &course.editions.get(&Language::parse(language).ok()?)?.sealed;
    let written =
        |gap: &GapId| sealed.accepted.get(&id).and_then(|words| words.gaps.get(gap)).and_then(|words| words.first());
    Some(match course.keys.of(&id)? {
        Key::Single { choice } => json!({ "choice": choice }),
        Key::Multiple { choices } => json!({ "choices": choices }),
        Key::TrueFalse { right } => json!({ "value": right }),
        Key::Matching { pairs } => json!({ "pairs": pairs }),
        Key::Ordering { order } => json!({ "order": order }),
        Key::Categorise { places } => json!({ "places": places }),
        Key::Cloze { gaps } => {
            let fill = |(gap, key): (&GapId, &GapKey)| {
                let word = match key {
                    GapKey::Choice { choice } => Some(choice.to_string()),
                    GapKey::Written => written(gap).cloned(),
                };
                (gap.to_string(), json!(word))
            };
            json!({ "gaps": gaps.iter().map(fill).collect::<serde_json::Map<String, Value>>() })
        }
        Key::ShortAnswer => json!({ "text": sealed.accepted.get(&id)?.answer.first()? }),
        Key::Numeric { value, .. } => json!({ "value": value }),
    })
}
