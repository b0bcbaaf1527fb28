//! `translation_imports`.

use diesel::prelude::*;

use crate::clock::Timestamp;
use crate::db::schema::translation_imports as imports;
use crate::db::{Conn, Json};
use crate::i18n::Locale;
use crate::translations::model::{Import, ImportId, ImportState};

/// Everything but the bytes of the file.
#[diesel::dsl::auto_type]
fn columns() -> _ {
    (
        imports::id,
        imports::locale,
        imports::catalogue,
        imports::format,
        imports::dry_run,
        imports::state,
        imports::total,
        imports::taken,
        imports::failing,
        imports::unchanged,
        imports::absent,
        imports::waiting,
        imports::moved,
        imports::faults,
        imports::imported_by,
        imports::created_at,
        imports::finished_at,
    )
}

/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, new: &Import, file: &[u8]) -> QueryResult<()> {
    diesel::insert_into(imports::table)
        .values((
            imports::id.eq(new.id),
            imports::locale.eq(&new.locale),
            imports::catalogue.eq(new.catalogue),
            imports::format.eq(new.format),
            imports::file.eq(file),
            imports::dry_run.eq(new.dry_run),
            imports::state.eq(new.state),
            (
                imports::total.eq(new.total),
                imports::taken.eq(new.taken),
                imports::failing.eq(new.failing),
                imports::unchanged.eq(new.unchanged),
                imports::absent.eq(new.absent),
                imports::waiting.eq(new.waiting),
                imports::moved.eq(new.moved),
                imports::faults.eq(&new.faults),
                imports::imported_by.eq(new.imported_by),
                imports::created_at.eq(new.created_at),
                imports::finished_at.eq(new.finished_at),
            ),
        ))
        .execute(conn)
        .map(|_| ())
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: ImportId) -> QueryResult<Option<Import>> {
    imports::table.find(id).select(columns()).first(conn).optional()
}

/// The bytes of a file; empty when it was read.
///
/// # Errors
/// When the database refuses.
pub fn find_file(conn: &mut Conn, id: ImportId) -> QueryResult<Vec<u8>> {
    imports::table.find(id).select(imports::file).first(conn)
}

/// The files that came in for a locale, the latest first.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn, locale: &Locale, before: Option<ImportId>, limit: i64) -> QueryResult<Vec<Import>> {
    let mut query = imports::table.filter(imports::locale.eq(locale)).select(columns()).into_boxed();
    if let Some(before) = before {
        query = query.filter(imports::id.lt(before));
    }
    query.order(imports::id.desc()).limit(limit).load(conn)
}

/// What was found in a file, before its texts are taken.
///
/// # Errors
/// When the database refuses.
pub fn begin(conn: &mut Conn, id: ImportId, [total, unchanged, absent]: [i32; 3], faults: &Json) -> QueryResult<()> {
    diesel::update(imports::table.find(id))
        .set((
            imports::state.eq(ImportState::Running),
            imports::total.eq(total),
            imports::unchanged.eq(unchanged),
            imports::absent.eq(absent),
            imports::faults.eq(faults),
            imports::taken.eq(0),
            imports::failing.eq(0),
            imports::waiting.eq(0),
            imports::moved.eq(0),
        ))
        .execute(conn)
        .map(|_| ())
}

/// What became of some texts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outcomes {
    pub taken: i32,
    pub failing: i32,
    pub waiting: i32,
    pub moved: i32,
}

/// Some more texts were looked at.
///
/// # Errors
/// When the database refuses.
pub fn advance(conn: &mut Conn, id: ImportId, more: Outcomes) -> QueryResult<()> {
    diesel::update(imports::table.find(id))
        .set((
            imports::taken.eq(imports::taken + more.taken),
            imports::failing.eq(imports::failing + more.failing),
            imports::waiting.eq(imports::waiting + more.waiting),
            imports::moved.eq(imports::moved + more.moved),
        ))
        .execute(conn)
        .map(|_| ())
}

/// The file was read to its end; its bytes are needed no more.
///
/// # Errors
/// When the database refuses.
pub fn finish(
    conn: &mut Conn,
    id: ImportId,
    (state, now): (ImportState, Timestamp),
    faults: Option<&Json>,
) -> QueryResult<()> {
    diesel::update(imports::table.find(id))
        .set((
            imports::state.eq(state),
            imports::finished_at.eq(now),
            imports::file.eq(Vec::<u8>::new()),
            faults.map(|faults| imports::faults.eq(faults)),
        ))
        .execute(conn)
        .map(|_| ())
}
