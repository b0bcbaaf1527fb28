//! `attempts`, `attempt_answers`.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::courses::model::{ActivityId, QuestionId};
use crate::courses::{EditionId, VersionId};
use crate::db::schema::{attempt_answers, attempts};
use crate::db::{Conn, Json};
use crate::enrolments::{Enrolment, EnrolmentId};
use crate::error::AppError;
use crate::ids::PersonId;
use crate::on_backend;
use crate::quizzes::model::{Answer, Attempt, AttemptId, Outcome, Overdue, Paper, Tries};

#[derive(Queryable, Selectable)]
#[diesel(table_name = attempts)]
struct Row {
    person: PersonId,
    id: AttemptId,
    enrolment: EnrolmentId,
    activity: String,
    number: i32,
    version: VersionId,
    edition: EditionId,
    questions: Json,
    started_at: Timestamp,
    deadline: Option<Timestamp>,
    submitted_at: Option<Timestamp>,
    score: Option<i32>,
    passed: Option<bool>,
    marks: Option<Json>,
}

fn attempt(row: Row) -> Result<Attempt, AppError> {
    let outcome = match (row.score, row.passed, row.marks) {
        (Some(score), Some(passed), Some(marks)) => Some(Outcome { score, passed, marks: marks.read()? }),
        _ => None,
    };
    Ok(Attempt {
        person: row.person,
        id: row.id,
        enrolment: row.enrolment,
        activity: ActivityId::parse(&row.activity).map_err(AppError::broken)?,
        number: row.number,
        version: row.version,
        edition: row.edition,
        paper: row.questions.read::<Paper>()?,
        started_at: row.started_at,
        deadline: row.deadline,
        submitted_at: row.submitted_at,
        outcome,
    })
}

/// When a person started attempts since a moment, the latest first; at most so many.
///
/// # Errors
/// When the database refuses.
pub fn started_since(conn: &mut Conn, person: PersonId, since: Timestamp, limit: i64) -> QueryResult<Vec<Timestamp>> {
    attempts::table
        .filter(attempts::person.eq(person))
        .filter(attempts::started_at.gt(since))
        .order(attempts::id.desc())
        .select(attempts::started_at)
        .limit(limit)
        .load(conn)
}

/// An attempt of a person.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn find(conn: &mut Conn, person: PersonId, id: AttemptId) -> Result<Option<Attempt>, AppError> {
    let row = attempts::table.find((person, id)).select(Row::as_select()).first(conn).optional()?;
    row.map(attempt).transpose()
}

/// An attempt, when it is not known whose it is.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn find_by_id(conn: &mut Conn, id: AttemptId) -> Result<Option<Attempt>, AppError> {
    let row = attempts::table.filter(attempts::id.eq(id)).select(Row::as_select()).first(conn).optional()?;
    row.map(attempt).transpose()
}

/// The attempts in an enrolment, the oldest first.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn list(
    conn: &mut Conn,
    enrolment: &Enrolment,
    after: Option<AttemptId>,
    limit: i64,
) -> Result<Vec<Attempt>, AppError> {
    let mut query = attempts::table
        .filter(attempts::person.eq(enrolment.person))
        .filter(attempts::enrolment.eq(enrolment.id))
        .select(Row::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(attempts::id.gt(after));
    }
    let rows: Vec<Row> = query.order(attempts::id).limit(limit).load(conn)?;
    rows.into_iter().map(attempt).collect()
}

/// The latest attempts at a quiz in an enrolment, the latest first.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn latest(
    conn: &mut Conn,
    enrolment: &Enrolment,
    activity: &ActivityId,
    limit: i64,
) -> Result<Vec<Attempt>, AppError> {
    let rows: Vec<Row> = attempts::table
        .filter(attempts::person.eq(enrolment.person))
        .filter(attempts::enrolment.eq(enrolment.id))
        .filter(attempts::activity.eq(activity.as_str()))
        .order(attempts::id.desc())
        .select(Row::as_select())
        .limit(limit)
        .load(conn)?;
    rows.into_iter().map(attempt).collect()
}

/// How many late answers some attempts of a person have; those without any are left out.
///
/// # Errors
/// When the database refuses.
pub fn late_counts(conn: &mut Conn, person: PersonId, ids: &[AttemptId]) -> QueryResult<BTreeMap<AttemptId, i64>> {
    let rows: Vec<(AttemptId, i64)> = attempt_answers::table
        .filter(attempt_answers::person.eq(person))
        .filter(attempt_answers::attempt.eq_any(ids))
        .filter(attempt_answers::late.eq(true))
        .group_by(attempt_answers::attempt)
        .select((attempt_answers::attempt, count_star()))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The attempt that is open.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn find_open(conn: &mut Conn, enrolment: &Enrolment, activity: &ActivityId) -> Result<Option<Attempt>, AppError> {
    let row = attempts::table
        .filter(attempts::person.eq(enrolment.person))
        .filter(attempts::enrolment.eq(enrolment.id))
        .filter(attempts::activity.eq(activity.as_str()))
        .filter(attempts::submitted_at.is_null())
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(attempt).transpose()
}

/// What is known of all attempts at a quiz in some enrolments of one person.
///
/// # Errors
/// When the database refuses.
pub fn tries(conn: &mut Conn, enrolments: &[Enrolment], activity: &ActivityId) -> QueryResult<Tries> {
    let Some(person) = enrolments.first().map(|enrolment| enrolment.person) else { return Ok(Tries::default()) };
    let ids: Vec<EnrolmentId> = enrolments.iter().map(|enrolment| enrolment.id).collect();
    let rows: Vec<(EnrolmentId, Option<Timestamp>)> = attempts::table
        .filter(attempts::person.eq(person))
        .filter(attempts::enrolment.eq_any(ids))
        .filter(attempts::activity.eq(activity.as_str()))
        .select((attempts::enrolment, attempts::submitted_at))
        .load(conn)?;
    // Nobody goes on with an attempt that was left open in an enrolment that is closed.
    let may_go_on = |id: &EnrolmentId| enrolments.iter().any(|it| it.id == *id && it.opens_course());
    Ok(Tries {
        count: i32::try_from(rows.len()).unwrap_or(i32::MAX),
        any_open: rows.iter().any(|(enrolment, submitted)| submitted.is_none() && may_go_on(enrolment)),
    })
}

/// Adds an attempt. `false` when one is open already.
///
/// # Errors
/// When the database refuses, or the paper cannot be written as JSON.
pub fn add(conn: &mut Conn, attempt: &Attempt, seed: i64) -> Result<bool, AppError> {
    let row = (
        attempts::person.eq(attempt.person),
        attempts::id.eq(attempt.id),
        attempts::enrolment.eq(attempt.enrolment),
        attempts::activity.eq(attempt.activity.as_str()),
        attempts::number.eq(attempt.number),
        attempts::version.eq(attempt.version),
        attempts::edition.eq(attempt.edition),
        attempts::seed.eq(seed),
        attempts::questions.eq(Json::of(&attempt.paper)?),
        attempts::started_at.eq(attempt.started_at),
        attempts::deadline.eq(attempt.deadline),
    );
    let added =
        on_backend!(conn, |c| diesel::insert_into(attempts::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// Closes an open attempt. `false` when it was closed already.
///
/// # Errors
/// When the database refuses, or the marks cannot be written as JSON.
pub fn close(conn: &mut Conn, attempt: &Attempt, at: Timestamp, marked: &Outcome) -> Result<bool, AppError> {
    let open = attempts::table.find((attempt.person, attempt.id)).filter(attempts::submitted_at.is_null());
    let closed = diesel::update(open)
        .set((
            attempts::submitted_at.eq(at),
            attempts::score.eq(marked.score),
            attempts::passed.eq(marked.passed),
            attempts::marks.eq(Json::of(&marked.marks)?),
        ))
        .execute(conn)?;
    Ok(closed == 1)
}

/// Some attempts of anybody that are open though their deadline was before a moment, the oldest first, after one of them.
///
/// # Errors
/// When the database refuses.
pub fn overdue(
    conn: &mut Conn,
    (after, before): (Option<Overdue>, Timestamp),
    limit: i64,
) -> QueryResult<Vec<Overdue>> {
    let mut query = attempts::table
        .filter(attempts::submitted_at.is_null())
        .filter(attempts::deadline.lt(before))
        .order((attempts::deadline, attempts::id))
        .select((attempts::deadline.assume_not_null(), attempts::person, attempts::id))
        .limit(limit)
        .into_boxed();
    if let Some(Overdue { deadline, id, .. }) = after {
        let same_moment = attempts::deadline.eq(deadline).and(attempts::id.gt(id));
        query = query.filter(attempts::deadline.gt(deadline).or(same_moment));
    }
    query.load(conn)
}

/// Keeps an answer, in place of the one before it. Late ones stand apart from those that count.
///
/// # Errors
/// When the database refuses, or the answer cannot be written as JSON.
pub fn set_answer(
    conn: &mut Conn,
    attempt: &Attempt,
    (question, answer): (&QuestionId, &Answer),
    (late, now): (bool, Timestamp),
) -> Result<(), AppError> {
    let values = (attempt_answers::answer.eq(Json::of(answer)?), attempt_answers::saved_at.eq(now));
    let key = (
        attempt_answers::person.eq(attempt.person),
        attempt_answers::attempt.eq(attempt.id),
        attempt_answers::question.eq(question.as_str()),
        attempt_answers::late.eq(late),
    );
    on_backend!(conn, |c| diesel::insert_into(attempt_answers::table)
        .values((key, values.clone()))
        .on_conflict((
            attempt_answers::person,
            attempt_answers::attempt,
            attempt_answers::question,
            attempt_answers::late
        ))
        .do_update()
        .set(values)
        .execute(c))?;
    Ok(())
}

/// An answer as it is stored: to which question, whether it came too late, and when it was saved.
pub type StoredAnswer = (QuestionId, serde_json::Value, bool, Timestamp);

/// All answers of an attempt.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn answers(conn: &mut Conn, attempt: &Attempt) -> Result<Vec<StoredAnswer>, AppError> {
    let rows: Vec<(String, Json, bool, Timestamp)> = attempt_answers::table
        .filter(attempt_answers::person.eq(attempt.person))
        .filter(attempt_answers::attempt.eq(attempt.id))
        .select((attempt_answers::question, attempt_answers::answer, attempt_answers::late, attempt_answers::saved_at))
        .load(conn)?;
    let read = |(question, answer, late, at): (String, Json, bool, Timestamp)| {
        Ok((QuestionId::parse(&question).map_err(AppError::broken)?, answer.read()?, late, at))
    };
    rows.into_iter().map(read).collect()
}
