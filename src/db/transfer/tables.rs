//! All tables with their columns, taken from the schema: what a copy and a backup go through, whatever the domain.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Bool, Integer, Nullable, SqlType, Text, is_nullable};
use diesel::{Column as DieselColumn, Table as DieselTable};

use crate::db::{Conn, schema};
use crate::on_backend;

/// One table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    pub columns: Vec<Column>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
}

/// What a column holds, on both engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Bool,
    Integer,
    BigInt,
    Text,
    Binary,
}

macro_rules! tables {
    ($($table:ident)+) => {
        vec![$(Table {
            name: stringify!($table),
            columns: <<schema::$table::table as DieselTable>::AllColumns as Columns>::list(),
        }),+]
    };
}

/// Every table, so that each comes after those that it refers to. A test compares the list with what the migrations make.
#[must_use]
pub fn tables() -> Vec<Table> {
    tables! {
        changes keys jobs outbox idempotency_keys audit throttles
        people accounts account_tokens setup_codes sessions refresh_tokens role_grants
        parties party_names party_flags affiliations cohorts
        courses course_versions course_editions withheld_editions course_pictures course_drafts
        enrolments activity_states progress_events attempts attempt_answers accommodations
        certificate_serials certificate_candidates sign_off_batches sign_off_batch_items workshops workshop_participants
        certificates certificate_ids certificate_events certificate_renditions certificate_policies certificate_pictures certificate_designs
        certificate_design_versions correction_requests status_lists certificate_credentials
        contributors locales locale_supporters catalogues units source_revisions unit_signatures course_layouts
        translations translation_reviews translation_votes unit_comments translation_counts contributions
        publications translation_imports
        terms term_translations
    }
}

impl Table {
    /// The columns' names in quotation marks: some are words of SQL.
    pub(super) fn column_names(&self) -> String {
        let names: Vec<String> = self.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        names.join(", ")
    }

    /// How many rows there are.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn count(&self, conn: &mut Conn) -> QueryResult<i64> {
        let query = diesel::sql_query(format!("SELECT COUNT(*) AS number FROM \"{}\"", self.name));
        let counted: Counted = on_backend!(conn, |c| query.get_result(c))?;
        Ok(counted.number)
    }
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = BigInt)]
    number: i64,
}

/// A type of SQL that the schema uses.
trait Kinded {
    const KIND: Kind;
}

macro_rules! kinds {
    ($($sql:ident)+) => {$(
        impl Kinded for $sql {
            const KIND: Kind = Kind::$sql;
        }
    )+};
}

kinds!(Bool Integer BigInt Text Binary);

impl<T: Kinded + SqlType<IsNull = is_nullable::NotNull>> Kinded for Nullable<T> {
    const KIND: Kind = T::KIND;
}

/// The columns of a table, as Diesel's tuple of them.
trait Columns {
    fn list() -> Vec<Column>;
}

macro_rules! columns {
    ($first:ident) => {};
    ($first:ident $($rest:ident)+) => {
        impl<$first, $($rest),+> Columns for ($first, $($rest),+)
        where
            $first: DieselColumn, <$first as Expression>::SqlType: Kinded,
            $($rest: DieselColumn, <$rest as Expression>::SqlType: Kinded),+
        {
            fn list() -> Vec<Column> {
                vec![column::<$first>(), $(column::<$rest>()),+]
            }
        }
        columns!($($rest)+);
    };
}

columns!(A B C D E F G H I J K L M N O P Q R S T U V W X Y Z);

fn column<C: DieselColumn>() -> Column
where
    <C as Expression>::SqlType: Kinded,
{
    Column { name: C::NAME, kind: <<C as Expression>::SqlType as Kinded>::KIND }
}
