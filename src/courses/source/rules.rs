//! Rules that look at the whole structure at once.

use std::collections::BTreeSet;

use super::codes::Code;
use super::draft::Draft;
use super::report::{number, text};
use super::sheet::Sheet;
use crate::courses::model::{Activity, Completion, Issue, OutcomeId, Pool, Work};

pub(super) fn check(draft: &Draft, sheet: &Sheet<'_>) {
    check_completion(draft, sheet);
    check_outcomes(draft, sheet);
    for at in &draft.activities {
        if let Work::Quiz(rules) = &at.value.work {
            check_quiz(draft, sheet, at.line, &at.value, &rules.pools);
        }
    }
    check_weights(draft, sheet);
}

fn check_completion(draft: &Draft, sheet: &Sheet<'_>) {
    let required = |activity: &&Activity| !activity.optional;
    let activities = || draft.activities.iter().map(|at| &at.value);
    if !draft.activities.is_empty() && !activities().any(|activity| !activity.optional) {
        sheet.fault(draft.completion.line, Code::NothingRequired, []);
    }
    check_count(sheet, draft.completion.line, draft.completion.value, activities().filter(required).count());
    for at in &draft.modules {
        let own = || activities().filter(|activity| activity.module == at.value.id);
        if own().next().is_none() {
            sheet.fault(at.line, Code::ModuleEmpty, [text(&at.value.id)]);
        }
        check_count(sheet, at.line, at.value.completion, own().filter(required).count());
    }
}

fn check_count(sheet: &Sheet<'_>, line: usize, completion: Completion, available: usize) {
    if let Completion::Some { count } = completion
        && usize::from(count) > available
    {
        sheet.fault(line, Code::CountTooLarge, [number(count), number(available)]);
    }
}

fn check_outcomes(draft: &Draft, sheet: &Sheet<'_>) {
    let lessons = draft.activities.iter().map(|at| &at.value).filter(|activity| activity.quiz().is_none());
    let taught: BTreeSet<&OutcomeId> = lessons.flat_map(|activity| &activity.outcomes).collect();
    let tested: BTreeSet<&OutcomeId> = draft.questions.iter().flat_map(|at| &at.value.outcomes).collect();
    for outcome in &draft.outcomes {
        if !taught.contains(&outcome.value) {
            sheet.fault(outcome.line, Code::OutcomeNotTaught, [text(&outcome.value)]);
        }
        if !tested.contains(&outcome.value) {
            sheet.fault(outcome.line, Code::OutcomeNotTested, [text(&outcome.value)]);
        }
    }
}

fn check_quiz(draft: &Draft, sheet: &Sheet<'_>, line: usize, quiz: &Activity, pools: &[Pool]) {
    if draft.questions_of(&quiz.id).next().is_none() {
        sheet.fault(line, Code::QuizWithoutQuestions, [text(&quiz.id)]);
    }
    for pool in pools {
        let available =
            draft.questions_of(&quiz.id).filter(|question| question.pool.as_ref() == Some(&pool.id)).count();
        if usize::from(pool.draw) > available {
            sheet.fault(line, Code::PoolOverdrawn, [text(&pool.id), number(pool.draw), number(available)]);
        }
    }
}

/// Where a certificate is issued, at least one of the quizzes has to count.
fn check_weights(draft: &Draft, sheet: &Sheet<'_>) {
    let mut quizzes = draft.activities.iter().filter_map(|at| at.value.quiz()).peekable();
    let has_certificate = draft.certificate.value.issue != Issue::None;
    if has_certificate && quizzes.peek().is_some() && quizzes.all(|rules| rules.weight == 0) {
        sheet.fault(draft.certificate.line, Code::WeightNone, []);
    }
}
