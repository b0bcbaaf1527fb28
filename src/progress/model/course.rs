//! What the states of activities come to: modules, the course, the grade, and where to go on.

use crate::courses::model::{Activity, ActivityId, Completion, ModuleId, Structure};

/// How much of a module is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleStanding {
    pub id: ModuleId,
    /// Required activities that are done, as far as the module waits for them.
    pub completed: u32,
    /// How many the module waits for.
    pub required: u32,
}

impl ModuleStanding {
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.completed >= self.required
    }
}

/// How much of a course is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub modules: Vec<ModuleStanding>,
    /// Required activities that are done, as far as the course waits for them.
    pub completed: u32,
    /// How many the course waits for.
    pub required: u32,
}

impl Standing {
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.completed >= self.required
    }
}

/// A done activity that the version no longer has, as it was in the version that it was done in. It keeps its credit.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    pub activity: Activity,
    /// Of a quiz, in basis points.
    pub score: Option<i32>,
}

/// Looks at a course. Optional activities never count. A module waits for all of its required activities, or for some of
/// them. A course with the rule `all` waits for what each of its modules waits for; one with `some` waits for so many
/// required activities, wherever they are. Removed ones are among those some, and stand for no other where all are asked for.
#[must_use]
pub fn standing(structure: &Structure, is_done: impl Fn(&ActivityId) -> bool, removed: &[Removed]) -> Standing {
    let credit = || removed.iter().map(|removed| &removed.activity).filter(|activity| !activity.optional);
    let modules = structure.modules.iter().map(|module| {
        let required: Vec<_> = structure.activities_of(&module.id).filter(|activity| !activity.optional).collect();
        let kept = credit().filter(|activity| activity.module == module.id).count();
        let (completed, required) = counts(module.completion, (&required, kept), &is_done);
        ModuleStanding { id: module.id.clone(), completed, required }
    });
    let modules: Vec<ModuleStanding> = modules.collect();
    let (completed, required) = match structure.completion {
        Completion::All => modules
            .iter()
            .fold((0, 0), |(completed, required), module| (completed + module.completed, required + module.required)),
        Completion::Some { .. } => {
            let required: Vec<_> = structure.required_activities().collect();
            counts(structure.completion, (&required, credit().count()), &is_done)
        }
    };
    Standing { modules, completed, required }
}

fn counts(
    rule: Completion,
    (required, kept): (&[&Activity], usize),
    is_done: &impl Fn(&ActivityId) -> bool,
) -> (u32, u32) {
    let all = required.len();
    let (wanted, kept) = match rule {
        Completion::All => (all, 0),
        Completion::Some { count } => (all.min(usize::from(count)), kept),
    };
    let done = required.iter().filter(|activity| is_done(&activity.id)).count() + kept;
    let done = done.min(wanted);
    (u32::try_from(done).unwrap_or(u32::MAX), u32::try_from(wanted).unwrap_or(u32::MAX))
}

/// The mean of the scores of graded quizzes, each by its weight, rounded half up to a basis point. A quiz that was not taken
/// (an optional one, or one that a `some` does not wait for) does not count; without any there is no grade. A removed one
/// counts with the weight that it had.
#[must_use]
pub fn grade(structure: &Structure, score: impl Fn(&ActivityId) -> Option<i32>, removed: &[Removed]) -> Option<i32> {
    let present = structure.activities.iter().map(|activity| (activity, score(&activity.id)));
    let removed = removed.iter().map(|removed| (&removed.activity, removed.score));
    let graded = present.chain(removed).filter_map(|(activity, score)| {
        let weight = i64::from(activity.quiz()?.weight);
        (weight > 0).then_some((weight, i64::from(score?)))
    });
    let (weights, sum) =
        graded.fold((0, 0), |(weights, sum), (weight, score)| (weights + weight, sum + weight * score));
    (weights > 0).then(|| i32::try_from((2 * sum + weights) / (2 * weights)).unwrap_or(i32::MAX))
}

/// Where to go on: the first required activity in reading order that is not done, in a module that still waits for one.
/// `None` when the course is complete.
#[must_use]
pub fn next_activity<'s>(
    structure: &'s Structure,
    standing: &Standing,
    is_done: impl Fn(&ActivityId) -> bool,
) -> Option<&'s ActivityId> {
    if standing.is_complete() {
        return None;
    }
    let waits = |module: &ModuleId| {
        structure.completion != Completion::All
            || standing.modules.iter().any(|other| other.id == *module && !other.is_complete())
    };
    let mut open = structure.required_activities().filter(|activity| !is_done(&activity.id));
    open.find(|activity| waits(&activity.module)).map(|activity| &activity.id)
}
