//! `contributors`.

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::contributors;
use crate::ids::PersonId;
use crate::on_backend;
use crate::translations::model::Contributor;

/// # Errors
/// When the database refuses.
pub fn find(conn: &mut Conn, person: PersonId) -> QueryResult<Option<Contributor>> {
    contributors::table.find(person).first(conn).optional()
}

/// Notes on which terms somebody contributes. What was accepted before stays in the audit.
///
/// # Errors
/// When the database refuses.
pub fn set(conn: &mut Conn, contributor: &Contributor) -> QueryResult<()> {
    let person = contributors::person.eq(contributor.person);
    let wishes = (
        contributors::terms.eq(&contributor.terms),
        contributors::licence.eq(contributor.licence),
        contributors::accepted_at.eq(contributor.accepted_at),
        contributors::is_named.eq(contributor.is_named),
        contributors::wants_digest.eq(contributor.wants_digest),
        contributors::row_version.eq(contributor.row_version),
    );
    on_backend!(conn, |c| diesel::insert_into(contributors::table)
        .values((person, wishes))
        .on_conflict(contributors::person)
        .do_update()
        .set(wishes)
        .execute(c))
    .map(|_| ())
}
