//! `locales`, `locale_supporters`.

use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::Conn;
use crate::db::schema::{locale_supporters, locales};
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::on_backend;
use crate::translations::model::{LocaleEntry, LocaleState};

/// Adds a locale. `false` when it is there already.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, new: &LocaleEntry) -> QueryResult<bool> {
    let values = (
        (
            locales::tag.eq(&new.tag),
            locales::autonym.eq(&new.autonym),
            locales::name_en.eq(&new.name_en),
            locales::name_fr.eq(&new.name_fr),
            locales::name_es.eq(&new.name_es),
            locales::plurals.eq(new.plurals),
            locales::bridge.eq(&new.bridge),
            locales::state.eq(new.state),
            locales::motive.eq(&new.motive),
        ),
        (
            locales::least_interface.eq(new.least_interface),
            locales::least_course.eq(new.least_course),
            locales::may_approve_own.eq(new.may_approve_own),
            locales::proposed_by.eq(new.proposed_by),
            locales::proposed_at.eq(new.proposed_at),
            locales::decided_by.eq(new.decided_by),
            locales::decided_at.eq(new.decided_at),
            locales::reason.eq(&new.reason),
            locales::row_version.eq(new.row_version),
        ),
    );
    let added =
        on_backend!(conn, |c| diesel::insert_into(locales::table).values(values).on_conflict_do_nothing().execute(c))?;
    Ok(added == 1)
}

/// The tags of all.
///
/// # Errors
/// When the database refuses.
pub fn tags(conn: &mut Conn) -> QueryResult<Vec<Locale>> {
    locales::table.order(locales::tag).select(locales::tag).load(conn)
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, tag: &Locale) -> QueryResult<Option<LocaleEntry>> {
    locales::table.find(tag).first(conn).optional()
}

/// By tag, those in some states; after a tag.
///
/// # Errors
/// When the database refuses.
pub fn list(
    conn: &mut Conn,
    states: &[LocaleState],
    after: Option<&Locale>,
    limit: i64,
) -> QueryResult<Vec<LocaleEntry>> {
    let mut query = locales::table.filter(locales::state.eq_any(states)).into_boxed();
    if let Some(after) = after {
        query = query.filter(locales::tag.gt(after));
    }
    query.order(locales::tag).limit(limit).load(conn)
}

/// Writes what may change of a locale, if nobody changed it meanwhile.
///
/// # Errors
/// When the database refuses.
pub fn update(conn: &mut Conn, entry: &LocaleEntry) -> QueryResult<bool> {
    let unchanged = locales::table.find(&entry.tag).filter(locales::row_version.eq(entry.row_version));
    let changed = diesel::update(unchanged)
        .set((
            (
                locales::autonym.eq(&entry.autonym),
                locales::name_en.eq(&entry.name_en),
                locales::name_fr.eq(&entry.name_fr),
                locales::name_es.eq(&entry.name_es),
                locales::bridge.eq(&entry.bridge),
                locales::state.eq(entry.state),
            ),
            (
                locales::least_interface.eq(entry.least_interface),
                locales::least_course.eq(entry.least_course),
                locales::may_approve_own.eq(entry.may_approve_own),
                locales::decided_by.eq(entry.decided_by),
                locales::decided_at.eq(entry.decided_at),
                locales::reason.eq(&entry.reason),
                locales::row_version.eq(entry.row_version + 1),
            ),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Notes when it was told that nobody who leads it is active; `None`: somebody is. `false` when it was noted meanwhile.
///
/// # Errors
/// When the database refuses.
pub fn set_lead_missed(conn: &mut Conn, entry: &LocaleEntry, at: Option<Timestamp>) -> QueryResult<bool> {
    let told = locales::lead_missed_at;
    let this = locales::table.find(&entry.tag);
    let changed = match entry.lead_missed_at {
        Some(before) => diesel::update(this.filter(told.eq(before))).set(told.eq(at)).execute(conn)?,
        None => diesel::update(this.filter(told.is_null())).set(told.eq(at)).execute(conn)?,
    };
    Ok(changed == 1)
}

/// When somebody proposed locales since a moment, the earliest first.
///
/// # Errors
/// When the database refuses.
pub fn proposed_since(conn: &mut Conn, person: PersonId, since: Timestamp) -> QueryResult<Vec<Timestamp>> {
    locales::table
        .filter(locales::proposed_by.eq(person))
        .filter(locales::proposed_at.gt(since))
        .order(locales::proposed_at)
        .select(locales::proposed_at)
        .load(conn)
}

/// Somebody wants a locale, too. `false` when she said so before.
///
/// # Errors
/// When the database refuses.
pub fn support(conn: &mut Conn, tag: &Locale, person: PersonId, now: Timestamp) -> QueryResult<bool> {
    let values =
        (locale_supporters::locale.eq(tag), locale_supporters::person.eq(person), locale_supporters::at.eq(now));
    let added = on_backend!(conn, |c| diesel::insert_into(locale_supporters::table)
        .values(values)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(added == 1)
}

/// # Errors
/// When the database refuses.
pub fn count_supporters(conn: &mut Conn, tag: &Locale) -> QueryResult<i64> {
    locale_supporters::table.filter(locale_supporters::locale.eq(tag)).count().get_result(conn)
}
