//! `activity_states`, `progress_events`.

use std::collections::BTreeMap;
use std::time::Duration;

use diesel::prelude::*;

use super::model::{Done, EditionKey, Event, EventId, EventKind, LONGEST_SPAN, Span, State};
use crate::clock::Timestamp;
use crate::courses::VersionId;
use crate::courses::model::ActivityId;
use crate::db::Conn;
use crate::db::schema::{activity_states, progress_events};
use crate::enrolments::{Enrolment, EnrolmentId};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::on_backend;

/// Whose progress: everything here begins its key with the person.
#[derive(Clone, Copy, Debug)]
pub struct Owner {
    pub person: PersonId,
    pub enrolment: EnrolmentId,
}

impl From<&Enrolment> for Owner {
    fn from(enrolment: &Enrolment) -> Self {
        Self { person: enrolment.person, enrolment: enrolment.id }
    }
}

/// Notes an event. `false` if the person has one of this id.
///
/// # Errors
/// When the database refuses.
pub fn add_event(conn: &mut Conn, owner: Owner, event: &Event, received_at: Timestamp) -> QueryResult<bool> {
    let row = (
        progress_events::person.eq(owner.person),
        progress_events::id.eq(event.id),
        progress_events::enrolment.eq(owner.enrolment),
        progress_events::activity.eq(event.activity.as_str()),
        progress_events::kind.eq(event.kind),
        progress_events::active_seconds.eq(event.active_seconds),
        progress_events::score.eq(event.score),
        progress_events::edition.eq(&event.edition),
        progress_events::occurred_at.eq(event.occurred_at),
        progress_events::received_at.eq(received_at),
    );
    let added = on_backend!(conn, |c| diesel::insert_into(progress_events::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

/// Whether the event that the person has under this id is of the same enrolment, activity and kind.
///
/// # Errors
/// When the database refuses.
pub fn has_event(conn: &mut Conn, owner: Owner, event: &Event) -> QueryResult<bool> {
    let same = progress_events::table
        .find((owner.person, event.id))
        .filter(progress_events::enrolment.eq(owner.enrolment))
        .filter(progress_events::activity.eq(event.activity.as_str()))
        .filter(progress_events::kind.eq(event.kind));
    Ok(same.select(progress_events::id).first::<EventId>(conn).optional()?.is_some())
}

/// Whether the edition of a lesson was viewed at that moment or before.
///
/// # Errors
/// When the database refuses.
pub fn was_viewed(conn: &mut Conn, owner: Owner, event: &Event) -> QueryResult<bool> {
    let view = progress_events::table
        .filter(progress_events::person.eq(owner.person))
        .filter(progress_events::enrolment.eq(owner.enrolment))
        .filter(progress_events::activity.eq(event.activity.as_str()))
        .filter(progress_events::occurred_at.le(event.occurred_at))
        .filter(progress_events::kind.eq(EventKind::Viewed))
        .filter(progress_events::edition.eq(&event.edition));
    Ok(view.select(progress_events::id).first::<EventId>(conn).optional()?.is_some())
}

type EventRow = (EventId, String, EventKind, i32, Option<i32>, Option<EditionKey>, Timestamp);

const EVENT: (
    progress_events::id,
    progress_events::activity,
    progress_events::kind,
    progress_events::active_seconds,
    progress_events::score,
    progress_events::edition,
    progress_events::occurred_at,
) = (
    progress_events::id,
    progress_events::activity,
    progress_events::kind,
    progress_events::active_seconds,
    progress_events::score,
    progress_events::edition,
    progress_events::occurred_at,
);

fn event(row: EventRow) -> Result<Event, AppError> {
    let (id, activity, kind, active_seconds, score, edition, occurred_at) = row;
    let edition = edition.ok_or_else(|| AppError::broken(format!("event {id} names no edition")))?;
    Ok(Event { id, activity: activity_id(&activity)?, kind, active_seconds, score, edition, occurred_at })
}

fn activity_id(text: &str) -> Result<ActivityId, AppError> {
    ActivityId::parse(text).map_err(AppError::broken)
}

/// The events of an activity.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn history(conn: &mut Conn, owner: Owner, activity: &ActivityId) -> Result<Vec<Event>, AppError> {
    let rows: Vec<EventRow> = progress_events::table
        .filter(progress_events::person.eq(owner.person))
        .filter(progress_events::enrolment.eq(owner.enrolment))
        .filter(progress_events::activity.eq(activity.as_str()))
        .select(EVENT)
        .load(conn)?;
    rows.into_iter().map(event).collect()
}

/// The time events of an activity whose spans may touch the given ones, those among them.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn near(conn: &mut Conn, owner: Owner, activity: &ActivityId, spans: &[Span]) -> Result<Vec<Event>, AppError> {
    let (Some(first), Some(last)) =
        (spans.iter().map(|span| span.start()).min(), spans.iter().map(|span| span.end()).max())
    else {
        return Ok(Vec::new());
    };
    let longest = Duration::from_secs(u64::from(LONGEST_SPAN.unsigned_abs()) + 1);
    let rows: Vec<EventRow> = progress_events::table
        .filter(progress_events::person.eq(owner.person))
        .filter(progress_events::enrolment.eq(owner.enrolment))
        .filter(progress_events::activity.eq(activity.as_str()))
        .filter(progress_events::kind.eq(EventKind::Time))
        .filter(progress_events::occurred_at.between(first, last.plus(longest)))
        .select(EVENT)
        .load(conn)?;
    rows.into_iter().map(event).collect()
}

/// All events of an enrolment, by activity.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn histories(conn: &mut Conn, owner: Owner) -> Result<BTreeMap<ActivityId, Vec<Event>>, AppError> {
    let rows: Vec<EventRow> = progress_events::table
        .filter(progress_events::person.eq(owner.person))
        .filter(progress_events::enrolment.eq(owner.enrolment))
        .select(EVENT)
        .load(conn)?;
    let mut histories: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        let event = event(row)?;
        histories.entry(event.activity.clone()).or_default().push(event);
    }
    Ok(histories)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = activity_states)]
struct StateRow {
    activity: String,
    viewed_at: Option<Timestamp>,
    active_seconds: i32,
    attempts: i32,
    score: Option<i32>,
    passed: bool,
    completed_at: Option<Timestamp>,
    completed_version: Option<VersionId>,
    completed_locale: Option<Locale>,
}

/// What is known of an enrolment's activities.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn states(conn: &mut Conn, owner: Owner) -> Result<BTreeMap<ActivityId, State>, AppError> {
    let rows: Vec<StateRow> = activity_states::table
        .filter(activity_states::person.eq(owner.person))
        .filter(activity_states::enrolment.eq(owner.enrolment))
        .select(StateRow::as_select())
        .load(conn)?;
    rows.into_iter().map(|row| Ok((activity_id(&row.activity)?, state(row)))).collect()
}

fn state(row: StateRow) -> State {
    let done = match (row.completed_at, row.completed_version, row.completed_locale) {
        (Some(at), Some(version), Some(locale)) => Some(Done { at, version, locale }),
        _ => None,
    };
    State {
        viewed_at: row.viewed_at,
        active_seconds: row.active_seconds,
        attempts: row.attempts,
        score: row.score,
        passed: row.passed,
        done,
    }
}

/// Stores what is known of an activity.
///
/// # Errors
/// When the database refuses.
pub fn set_state(
    conn: &mut Conn,
    owner: Owner,
    activity: &ActivityId,
    state: &State,
    now: Timestamp,
) -> QueryResult<()> {
    let done = state.done.as_ref();
    let values = (
        activity_states::viewed_at.eq(state.viewed_at),
        activity_states::active_seconds.eq(state.active_seconds),
        activity_states::attempts.eq(state.attempts),
        activity_states::score.eq(state.score),
        activity_states::passed.eq(state.passed),
        activity_states::completed_at.eq(done.map(|done| done.at)),
        activity_states::completed_version.eq(done.map(|done| done.version)),
        activity_states::completed_locale.eq(done.map(|done| &done.locale)),
        activity_states::updated_at.eq(now),
    );
    let key = (
        activity_states::person.eq(owner.person),
        activity_states::enrolment.eq(owner.enrolment),
        activity_states::activity.eq(activity.as_str()),
    );
    on_backend!(conn, |c| diesel::insert_into(activity_states::table)
        .values((key, values))
        .on_conflict((activity_states::person, activity_states::enrolment, activity_states::activity))
        .do_update()
        .set(values)
        .execute(c))?;
    Ok(())
}

/// Forgets what is known of an activity.
///
/// # Errors
/// When the database refuses.
pub fn remove_state(conn: &mut Conn, owner: Owner, activity: &ActivityId) -> QueryResult<()> {
    diesel::delete(activity_states::table.find((owner.person, owner.enrolment, activity.as_str())))
        .execute(conn)
        .map(|_| ())
}

/// The activities that are done in some enrolments of a person, and in which version.
///
/// # Errors
/// When the database refuses, or what it holds is damaged.
pub fn done(
    conn: &mut Conn,
    person: PersonId,
    enrolments: &[EnrolmentId],
) -> Result<Vec<(EnrolmentId, ActivityId, VersionId)>, AppError> {
    let rows: Vec<(EnrolmentId, String, VersionId)> = activity_states::table
        .filter(activity_states::person.eq(person))
        .filter(activity_states::enrolment.eq_any(enrolments))
        .filter(activity_states::completed_version.is_not_null())
        .select((
            activity_states::enrolment,
            activity_states::activity,
            activity_states::completed_version.assume_not_null(),
        ))
        .load(conn)?;
    let read = |(enrolment, activity, version): (EnrolmentId, String, VersionId)| {
        Ok((enrolment, activity_id(&activity)?, version))
    };
    rows.into_iter().map(read).collect()
}
