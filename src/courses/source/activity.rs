//! `[[activities]]`: lessons and quizzes, and when they count as done.

use super::codes::Code;
use super::draft::Names;
use super::ids::Ids;
use super::limits;
use super::node::{At, Node, Table};
use super::report::text;
use crate::courses::model::{Activity, ActivityId, CompletionRule, Pool, QuizRules, Score, Work};

/// Names that an activity cannot have: other files of a language, and a page below each course, are called so.
const RESERVED: [&str; 3] = ["course", "enrol", "media"];
const MEMBERS: &[&str] = &["id", "module", "kind", "outcomes", "completion", "preview", "optional"];

pub(super) fn read(table: Table<'_>, names: &mut Names) -> Option<At<Activity>> {
    let node = table.need("id")?;
    let id: Option<ActivityId> = names.activities.declare(node);
    if id.as_ref().is_some_and(|id| RESERVED.contains(&id.as_str())) {
        node.fault(Code::IdReserved, [text(node.word().unwrap_or_default())]);
    }
    let module = table.need("module").and_then(|node| names.modules.refer(node));
    let outcomes = table.need("outcomes").map(|list| names.outcomes.refer_some(list)).unwrap_or_default();
    let is_quiz = table.need("kind").and_then(|node| node.one_of(&[("lesson", false), ("quiz", true)]));
    let completion =
        table.need("completion").and_then(|node| completion(node, is_quiz)).unwrap_or(CompletionRule::Viewed);
    let work = is_quiz.map(|is_quiz| if is_quiz { quiz(table, id.as_ref(), names) } else { lesson(table) });
    let activity = Activity {
        id: id?,
        module: module?,
        outcomes,
        completion,
        preview: table.flag("preview"),
        optional: table.flag("optional"),
        work: work?,
    };
    if activity.preview && activity.quiz().is_some() {
        table.may("preview").unwrap_or(node).fault(Code::PreviewQuiz, [text(&activity.id)]);
    }
    Some(At { line: node.line, value: activity })
}

fn lesson(table: Table<'_>) -> Work {
    table.only(MEMBERS);
    Work::Lesson
}

fn completion(node: Node<'_>, is_quiz: Option<bool>) -> Option<CompletionRule> {
    let table = node.table()?;
    let word = table.need("rule")?;
    let rule = word.one_of(&[
        ("viewed", CompletionRule::Viewed),
        ("time", CompletionRule::Time { seconds: 1 }),
        ("passed", CompletionRule::Passed),
        ("submitted", CompletionRule::Submitted),
    ])?;
    let is_for_quiz = matches!(rule, CompletionRule::Passed | CompletionRule::Submitted);
    if is_quiz.is_some_and(|is_quiz| is_quiz != is_for_quiz) {
        let kind = if is_for_quiz { "lesson" } else { "quiz" };
        word.fault(Code::CompletionKind, [text(word.word().unwrap_or_default()), text(kind)]);
    }
    if !matches!(rule, CompletionRule::Time { .. }) {
        table.only(&["rule"]);
        return Some(rule);
    }
    table.only(&["rule", "seconds"]);
    let seconds = u32::from(table.need("seconds")?.integer(&(1_u16..=14_400))?);
    Some(CompletionRule::Time { seconds })
}

fn quiz(activity: Table<'_>, id: Option<&ActivityId>, names: &mut Names) -> Work {
    activity.only(&[MEMBERS, &["quiz"]].concat());
    let mut pools = Ids::new("pool");
    let rules = activity.need("quiz").and_then(Node::table).map(|table| rules(table, &mut pools));
    if let Some(id) = id {
        names.pools.insert(id.clone(), pools);
    }
    Work::Quiz(rules.unwrap_or(QuizRules {
        pass_mark: 0,
        attempts: None,
        time_limit_minutes: None,
        score: Score::Best,
        weight: 0,
        shuffle: false,
        pools: Vec::new(),
    }))
}

fn rules(table: Table<'_>, names: &mut Ids) -> QuizRules {
    table.only(&["pass_mark", "attempts", "time_limit_minutes", "score", "weight", "shuffle", "pools"]);
    let pools = table.may("pools").into_iter().flat_map(Node::items).filter_map(Node::table);
    QuizRules {
        pass_mark: table.need("pass_mark").and_then(|node| node.integer(&(0..=100))).unwrap_or_default(),
        attempts: table.may("attempts").and_then(|node| node.integer(&(1..=1_000))),
        time_limit_minutes: table.may("time_limit_minutes").and_then(|node| node.integer(&(1..=1_440))),
        score: table
            .need("score")
            .and_then(|node| node.one_of(&[("best", Score::Best), ("last", Score::Last)]))
            .unwrap_or(Score::Best),
        weight: table.may("weight").and_then(|node| node.integer(&(0..=1_000))).unwrap_or_default(),
        shuffle: table.flag("shuffle"),
        pools: pools.filter_map(|table| pool(table, names)).collect(),
    }
}

fn pool(table: Table<'_>, names: &mut Ids) -> Option<Pool> {
    table.only(&["id", "draw"]);
    let id = table.need("id").and_then(|node| names.declare(node));
    let most = u16::try_from(limits::LIST_ITEMS).unwrap_or(u16::MAX);
    let draw = table.need("draw").and_then(|node| node.integer(&(1..=most)));
    Some(Pool { id: id?, draw: draw? })
}
