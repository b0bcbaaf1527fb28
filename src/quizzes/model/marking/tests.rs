//! Marks as a table, and what holds for all of them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::courses::model::{Form, Gap};

fn id(word: &str) -> ChoiceId {
    ChoiceId::parse(word).unwrap()
}

fn ids(words: &[&str]) -> Vec<ChoiceId> {
    words.iter().map(|word| id(word)).collect()
}

fn gap(word: &str) -> GapId {
    GapId::parse(word).unwrap()
}

fn pairs(pairs: &[(&str, &str)]) -> BTreeMap<ChoiceId, ChoiceId> {
    pairs.iter().map(|(one, other)| (id(one), id(other))).collect()
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

fn per_cent_of(form: &Form, key: &Key, answer: &Value) -> i32 {
    let accepted = Accepted {
        answer: words(&["CITES", "la CITES"]),
        gaps: BTreeMap::from([(gap("what"), words(&["permis d’exportation"]))]),
    };
    let answer = Answer::parse(form, answer).unwrap();
    share(key, &accepted, &answer).share_of(1, 100)
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn each_form_is_marked_by_its_rule() {
    let single = (Form::Single { choices: ids(&["a", "b"]) }, Key::Single { choice: id("a") });
    let right: BTreeSet<_> = ids(&["a", "c"]).into_iter().collect();
    let multiple = (Form::Multiple { choices: ids(&["a", "b", "c", "d"]) }, Key::Multiple { choices: right });
    let truth = (Form::TrueFalse, Key::TrueFalse { right: false });
    let matching = (
        Form::Matching { left: ids(&["l", "m", "n"]), right: ids(&["r", "s", "t", "u"]) },
        Key::Matching { pairs: pairs(&[("l", "r"), ("m", "s"), ("n", "t")]) },
    );
    let ordering = (Form::Ordering { items: ids(&["c", "a", "b"]) }, Key::Ordering { order: ids(&["a", "b", "c"]) });
    let sorting = (
        Form::Categorise { items: ids(&["skin", "root"]), categories: ids(&["animal", "plant"]) },
        Key::Categorise { places: pairs(&[("skin", "animal"), ("root", "plant")]) },
    );
    let gaps =
        vec![Gap { id: gap("who"), choices: Some(ids(&["party", "trader"])) }, Gap { id: gap("what"), choices: None }];
    let right = [(gap("who"), GapKey::Choice { choice: id("party") }), (gap("what"), GapKey::Written)];
    let cloze = (Form::Cloze { gaps }, Key::Cloze { gaps: right.into() });
    let short = (Form::ShortAnswer, Key::ShortAnswer);
    let number = (Form::Numeric, Key::Numeric { value: 90.0, tolerance: 0.5 });
    for ((form, key), answer, worth) in [
        (&single, json!({ "choice": "a" }), 100),
        (&single, json!({ "choice": "b" }), 0),
        (&multiple, json!({ "choices": ["a", "c"] }), 100),
        (&multiple, json!({ "choices": ["a"] }), 50),
        (&multiple, json!({ "choices": ["a", "b"] }), 0),
        (&multiple, json!({ "choices": ["a", "b", "c"] }), 50),
        (&multiple, json!({ "choices": ["b", "d"] }), 0),
        (&multiple, json!({ "choices": [] }), 0),
        (&truth, json!({ "value": false }), 100),
        (&truth, json!({ "value": true }), 0),
        (&matching, json!({ "pairs": { "l": "r", "m": "s", "n": "t" } }), 100),
        (&matching, json!({ "pairs": { "l": "r", "m": "t", "n": "t" } }), 66),
        (&matching, json!({ "pairs": { "l": "r" } }), 33),
        (&ordering, json!({ "order": ["a", "b", "c"] }), 100),
        (&ordering, json!({ "order": ["b", "a", "c"] }), 50),
        (&ordering, json!({ "order": ["c", "a", "b"] }), 50),
        (&ordering, json!({ "order": ["c", "b", "a"] }), 0),
        (&sorting, json!({ "places": { "skin": "animal", "root": "plant" } }), 100),
        (&sorting, json!({ "places": { "skin": "animal", "root": "animal" } }), 50),
        (&cloze, json!({ "gaps": { "who": "party", "what": "Permis d'Exportation." } }), 100),
        (&cloze, json!({ "gaps": { "who": "trader", "what": "permis d’exportation" } }), 50),
        (&cloze, json!({ "gaps": { "who": "trader", "what": "permis" } }), 0),
        (&short, json!({ "text": "cites" }), 100),
        (&short, json!({ "text": "" }), 0),
        (&short, json!({ "text": "CITE" }), 0),
        (&number, json!({ "value": 90 }), 100),
        (&number, json!({ "value": "89,5" }), 100),
        (&number, json!({ "value": 90.5 }), 100),
        (&number, json!({ "value": "90.500000000001" }), 0),
        (&number, json!({ "value": "-90" }), 0),
    ] {
        assert_eq!(per_cent_of(form, key, &answer), worth, "{answer}");
    }
}

fn marks(shares: &[(u16, usize, usize)]) -> Vec<Mark> {
    let mark = |(place, (points, over, under)): (usize, &(u16, usize, usize))| {
        let question = QuestionId::parse(&format!("q{place}")).unwrap();
        Mark { question, points: *points, share: Fraction::new(*over, *under) }
    };
    shares.iter().enumerate().map(mark).collect()
}

#[test]
fn the_pass_mark_is_compared_exactly() {
    for (shares, pass_mark, score, passed) in [
        (vec![(1, 7, 10)], 70, 7_000, true),
        (vec![(1, 69_999_999, 100_000_000)], 70, 6_999, false),
        (vec![(1, 2, 3), (1, 2, 3), (1, 2, 3)], 67, 6_666, false),
        (vec![(1, 1, 3), (1, 1, 3), (1, 1, 3), (1, 1, 1)], 50, 5_000, true),
        (vec![(2, 1, 2), (1, 0, 1)], 33, 3_333, true),
        (vec![(2, 1, 2), (1, 0, 1)], 34, 3_333, false),
        (vec![], 70, 0, false),
        (vec![(0, 1, 1)], 70, 0, false),
    ] {
        let outcome = total(pass_mark, marks(&shares));
        assert_eq!((outcome.score, outcome.passed), (score, passed), "{shares:?}");
    }
}

fn shuffled(size: usize) -> impl Strategy<Value = Vec<usize>> {
    Just((0..size).collect::<Vec<_>>()).prop_shuffle()
}

proptest! {
    #[test]
    fn an_ordering_has_full_marks_only_in_the_order_of_its_key(order in (2_usize..9).prop_flat_map(shuffled)) {
        let items: Vec<ChoiceId> = (0..order.len()).map(|item| id(&format!("i{item}"))).collect();
        let given: Vec<ChoiceId> = order.iter().map(|item| id(&format!("i{item}"))).collect();
        prop_assert_eq!(neighbours(&items, &given).is_all(), given == items);
    }

    #[test]
    fn several_choices_have_full_marks_only_when_they_are_the_key(
        right in proptest::collection::btree_set(0_usize..8, 1..8),
        chosen in proptest::collection::btree_set(0_usize..8, 0..8),
    ) {
        let of = |set: &BTreeSet<usize>| set.iter().map(|item| id(&format!("i{item}"))).collect::<BTreeSet<_>>();
        let (key, answer) = (Key::Multiple { choices: of(&right) }, Answer::Multiple { choices: of(&chosen) });
        prop_assert_eq!(share(&key, &Accepted::default(), &answer).is_all(), right == chosen);
    }

    #[test]
    fn a_score_lies_between_nothing_and_all_and_does_not_depend_on_the_order(
        shares in proptest::collection::vec((1_u16..20, 0_usize..12, 1_usize..12), 1..40),
    ) {
        let shares: Vec<_> = shares.into_iter().map(|(points, over, under)| (points, over.min(under), under)).collect();
        let outcome = total(70, marks(&shares));
        prop_assert!((0..=10_000).contains(&outcome.score));
        let all = shares.iter().all(|(_, over, under)| over == under);
        prop_assert_eq!(outcome.score == 10_000, all);
        let reversed: Vec<_> = shares.into_iter().rev().collect();
        prop_assert_eq!(total(70, marks(&reversed)).score, outcome.score);
    }
}
