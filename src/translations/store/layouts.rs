//! `course_layouts`: which unit each block of a course version is.

use diesel::prelude::*;

use crate::courses::VersionId;
use crate::db::schema::{catalogues, course_layouts};
use crate::db::{Conn, Json};
use crate::on_backend;
use crate::translations::model::CatalogueId;

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, version: VersionId) -> QueryResult<Option<(CatalogueId, Json)>> {
    course_layouts::table
        .find(version)
        .select((course_layouts::catalogue, course_layouts::layout))
        .first(conn)
        .optional()
}

/// The layout of the latest version of a course that was taken note of; ids of versions grow with time.
///
/// # Errors
/// When the database refuses.
pub fn find_latest(conn: &mut Conn, catalogue: &str) -> QueryResult<Option<(CatalogueId, Json)>> {
    course_layouts::table
        .inner_join(catalogues::table)
        .filter(catalogues::slug.eq(catalogue))
        .order(course_layouts::version.desc())
        .select((course_layouts::catalogue, course_layouts::layout))
        .first(conn)
        .optional()
}

/// Keeps a layout, unless there is one.
///
/// # Errors
/// When the database refuses.
pub fn add(conn: &mut Conn, version: VersionId, catalogue: CatalogueId, layout: &Json) -> QueryResult<()> {
    let values = (
        course_layouts::version.eq(version),
        course_layouts::catalogue.eq(catalogue),
        course_layouts::layout.eq(layout),
    );
    on_backend!(conn, |c| diesel::insert_into(course_layouts::table).values(values).on_conflict_do_nothing().execute(c))
        .map(|_| ())
}
