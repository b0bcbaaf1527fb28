//! `catalogues`.

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{catalogues, units};
use crate::i18n::Locale;
use crate::on_backend;
use crate::translations::model::{Catalogue, CatalogueId, CatalogueKind};

/// The catalogue of a slug, added when it is new.
///
/// # Errors
/// When the database refuses.
pub fn find_or_add(
    conn: &mut Conn,
    id: CatalogueId,
    (kind, slug): (CatalogueKind, &str),
    source_locale: &Locale,
    core: bool,
) -> QueryResult<Catalogue> {
    let values = (
        catalogues::id.eq(id),
        catalogues::kind.eq(kind),
        catalogues::slug.eq(slug),
        catalogues::source_locale.eq(source_locale),
        catalogues::core.eq(core),
        catalogues::priority.eq(0),
        catalogues::rank.eq(0),
        catalogues::unit_count.eq(0),
        catalogues::word_count.eq(0),
        catalogues::row_version.eq(1),
        catalogues::learners.eq(0),
    );
    on_backend!(conn, |c| diesel::insert_into(catalogues::table).values(values).on_conflict_do_nothing().execute(c))?;
    catalogues::table.filter(catalogues::slug.eq(slug)).first(conn)
}

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, id: CatalogueId) -> QueryResult<Option<Catalogue>> {
    catalogues::table.find(id).first(conn).optional()
}

/// # Errors
/// When the database refuses.
pub fn find_by_slug(conn: &mut Conn, slug: &str) -> QueryResult<Option<Catalogue>> {
    catalogues::table.filter(catalogues::slug.eq(slug)).first(conn).optional()
}

/// All of them, what trainees need most first.
///
/// # Errors
/// When the database refuses.
pub fn list(conn: &mut Conn) -> QueryResult<Vec<Catalogue>> {
    catalogues::table.order((catalogues::rank, catalogues::slug)).load(conn)
}

/// How many units of a catalogue are not obsolete, and their words.
///
/// # Errors
/// When the database refuses.
pub fn counted(conn: &mut Conn, id: CatalogueId) -> QueryResult<(i32, i32)> {
    let present = units::table.filter(units::catalogue.eq(id)).filter(units::obsolete_at.is_null());
    let (number, words): (i64, Option<i64>) =
        present.select((diesel::dsl::count_star(), diesel::dsl::sum(units::words))).first(conn)?;
    let small = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    Ok((small(number), small(words.unwrap_or(0))))
}

/// Counts the units of a catalogue anew.
///
/// # Errors
/// When the database refuses.
pub fn recount(conn: &mut Conn, id: CatalogueId) -> QueryResult<()> {
    let (number, words) = counted(conn, id)?;
    diesel::update(catalogues::table.find(id))
        .set((catalogues::unit_count.eq(number), catalogues::word_count.eq(words)))
        .execute(conn)
        .map(|_| ())
}

/// What trainees need most has the lowest rank.
///
/// # Errors
/// When the database refuses.
pub fn set_rank(conn: &mut Conn, id: CatalogueId, rank: i32) -> QueryResult<()> {
    diesel::update(catalogues::table.find(id)).set(catalogues::rank.eq(rank)).execute(conn).map(|_| ())
}

/// How many people study the course.
///
/// # Errors
/// When the database refuses.
pub fn set_learners(conn: &mut Conn, id: CatalogueId, learners: i32) -> QueryResult<()> {
    diesel::update(catalogues::table.find(id)).set(catalogues::learners.eq(learners)).execute(conn).map(|_| ())
}

/// What staff wish of a catalogue. `false` when somebody changed it meanwhile.
///
/// # Errors
/// When the database refuses.
pub fn set_wishes(conn: &mut Conn, catalogue: &Catalogue) -> QueryResult<bool> {
    let unchanged = catalogues::table.find(catalogue.id).filter(catalogues::row_version.eq(catalogue.row_version));
    let changed = diesel::update(unchanged)
        .set((
            catalogues::core.eq(catalogue.core),
            catalogues::priority.eq(catalogue.priority),
            catalogues::deadline.eq(&catalogue.deadline),
            catalogues::row_version.eq(catalogue.row_version + 1),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}
