//! What an attempt asks, in which order: drawn from a seed, so that the same seed draws the same again.
//!
//! The generator is `SplitMix64` (Steele, Lea, Flood: *Fast splittable pseudorandom number generators*, 2014); a number below a
//! bound is its remainder after those outputs were skipped that would favour small ones; an order is shuffled after Fisher and
//! Yates, from the end. In this sequence: for each pool of the quiz, its questions are shuffled and the first ones taken; then, where
//! the quiz shuffles, the questions, and then question by question each of their lists. None of this may change: stored attempts
//! are replayed by it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::courses::model::{ActivityId, ChoiceId, Form, GapId, Question, QuestionId, QuizRules, Structure};

/// The questions of an attempt, in the order in which they are asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    pub questions: Vec<Asked>,
}

impl Paper {
    #[must_use]
    pub fn asks(&self, question: &QuestionId) -> bool {
        self.questions.iter().any(|asked| asked.id == *question)
    }
}

/// A question as one attempt asks it: the order of everything that one may choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub id: QuestionId,
    /// Choices, left sides or items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<ChoiceId>,
    /// Right sides of a matching.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub right: Vec<ChoiceId>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub gaps: BTreeMap<GapId, Vec<ChoiceId>>,
}

/// Draws an attempt at a quiz.
#[must_use]
pub fn draw(structure: &Structure, activity: &ActivityId, rules: &QuizRules, seed: i64) -> Paper {
    let mut random = SplitMix64(seed.cast_unsigned());
    let mut drawn: BTreeSet<&QuestionId> = BTreeSet::new();
    for pool in &rules.pools {
        let in_pool = structure.questions_of(activity).filter(|question| question.pool.as_ref() == Some(&pool.id));
        let mut ids: Vec<&QuestionId> = in_pool.map(|question| &question.id).collect();
        random.shuffle(&mut ids);
        drawn.extend(ids.into_iter().take(usize::from(pool.draw)));
    }
    let asked = structure.questions_of(activity);
    let mut asked: Vec<&Question> =
        asked.filter(|question| question.pool.is_none() || drawn.contains(&question.id)).collect();
    if rules.shuffle {
        random.shuffle(&mut asked);
    }
    let mut questions: Vec<Asked> = asked.into_iter().map(as_written).collect();
    if rules.shuffle {
        for question in &mut questions {
            random.shuffle(&mut question.options);
            random.shuffle(&mut question.right);
            question.gaps.values_mut().for_each(|choices| random.shuffle(choices));
        }
    }
    Paper { questions }
}

fn as_written(question: &Question) -> Asked {
    let mut asked = Asked { id: question.id.clone(), options: Vec::new(), right: Vec::new(), gaps: BTreeMap::new() };
    match &question.form {
        Form::Single { choices } | Form::Multiple { choices } => asked.options.clone_from(choices),
        Form::Matching { left, right } => {
            asked.options.clone_from(left);
            asked.right.clone_from(right);
        }
        Form::Ordering { items } | Form::Categorise { items, .. } => asked.options.clone_from(items),
        Form::Cloze { gaps } => {
            let chosen = gaps.iter().filter_map(|gap| Some((gap.id.clone(), gap.choices.clone()?)));
            asked.gaps = chosen.collect();
        }
        Form::TrueFalse | Form::ShortAnswer | Form::Numeric => {}
    }
    asked
}

struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        let surplus = bound.wrapping_neg() % bound;
        loop {
            let number = self.next();
            if number >= surplus {
                return number % bound;
            }
        }
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let chosen = usize::try_from(self.below(last as u64 + 1)).unwrap_or(last);
            list.swap(last, chosen);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_generator_is_the_published_one() {
        let mut random = SplitMix64(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| random.next()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn every_order_of_three_is_about_as_frequent() {
        let mut counts: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
        for seed in 0..6_000 {
            let mut list = vec![1, 2, 3];
            SplitMix64(seed).shuffle(&mut list);
            *counts.entry(list).or_default() += 1;
        }
        assert_eq!(counts.len(), 6);
        assert!(counts.values().all(|count| (850..1_150).contains(count)), "{counts:?}");
    }

    /// A quiz that shuffles, with two pools, a matching and a cloze.
    fn structure() -> Structure {
        let question = |id: &str, pool: &str, form: serde_json::Value| {
            let pool = (!pool.is_empty()).then_some(pool);
            json!({ "id": id, "activity": "quiz", "outcomes": [], "pool": pool, "points": 1, "form": form })
        };
        let single = || json!({ "kind": "single", "choices": ["a", "b", "c"] });
        let matching = json!({ "kind": "matching", "left": ["l1", "l2", "l3"], "right": ["r1", "r2", "r3", "r4"] });
        let gaps = json!([{ "id": "one", "choices": ["x", "y", "z"] }, { "id": "two", "choices": null }]);
        let pools = json!([{ "id": "easy", "draw": 1 }, { "id": "hard", "draw": 2 }]);
        let structure = json!({
            "slug": "course", "source_language": "en", "hours": 1, "licence": "CC-BY-4.0", "review_by": "2028-11-30",
            "reviewers": [], "prerequisites": [], "audience": { "kind": "everyone" }, "completion": { "rule": "all" },
            "certificate": { "issue": "none" }, "outcomes": [], "texts": [], "media": {},
            "modules": [{ "id": "first", "completion": { "rule": "all" } }],
            "activities": [{
                "id": "quiz", "module": "first", "outcomes": [], "completion": { "rule": "passed" }, "preview": false,
                "optional": false, "work": { "kind": "quiz", "pass_mark": 70, "attempts": null,
                "time_limit_minutes": null, "score": "best", "weight": 1, "shuffle": true, "pools": pools },
            }],
            "questions": [
                question("fixed", "", single()),
                question("match", "", matching),
                question("cloze", "", json!({ "kind": "cloze", "gaps": gaps })),
                question("easy-1", "easy", single()),
                question("easy-2", "easy", json!({ "kind": "true-false" })),
                question("hard-1", "hard", single()),
                question("hard-2", "hard", single()),
                question("hard-3", "hard", single()),
            ],
        });
        serde_json::from_value(structure).unwrap()
    }

    #[test]
    fn a_seed_draws_the_paper_that_it_always_drew() {
        let (structure, quiz) = (structure(), ActivityId::parse("quiz").unwrap());
        let paper = draw(&structure, &quiz, structure.quiz(&quiz).unwrap(), 20_270_302);
        let listed = |ids: &[ChoiceId]| ids.iter().map(ChoiceId::as_str).collect::<Vec<_>>().join(" ");
        let line = |asked: &Asked| {
            let gaps = asked.gaps.values().map(|choices| listed(choices));
            let lists = [listed(&asked.options), listed(&asked.right)].into_iter().chain(gaps);
            format!("{}: {}", asked.id, lists.filter(|list| !list.is_empty()).collect::<Vec<_>>().join(", "))
        };
        let drawn = [
            "easy-2: ",
            "cloze: y z x",
            "fixed: c b a",
            "match: l2 l1 l3, r4 r1 r3 r2",
            "hard-3: b a c",
            "hard-1: c b a",
        ];
        assert_eq!(paper.questions.iter().map(line).collect::<Vec<_>>(), drawn);
    }
}
