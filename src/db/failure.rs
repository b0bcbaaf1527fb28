//! What a failure of the database means for whoever asked: once more, later, or that the fault is ours.

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind as Kind, Error as DieselError};

use super::Purpose;
use crate::error::{AppError, Cause, Problem};

/// A serialization failure or a deadlock (PostgreSQL 40001, 40P01): the same work may well succeed when run again.
pub fn is_conflict(error: &AppError) -> bool {
    match error {
        AppError::Broken(Cause::Database(DieselError::DatabaseError(kind, about))) => {
            matches!(kind, Kind::SerializationFailure) || is_deadlock(about.as_ref())
        }
        _ => false,
    }
}

/// Diesel keeps the code to itself, and the server's words are in the server's language: only the names of the locks that wait
/// for each other are the same in all.
fn is_deadlock(about: &dyn DatabaseErrorInformation) -> bool {
    about.details().is_some_and(|details| details.contains("ShareLock") || details.contains("ExclusiveLock"))
}

/// Turns what broke into a refusal, when it is the database that cannot do it at the moment and not the work that is wrong.
pub fn or_unavailable(error: AppError, purpose: Purpose) -> AppError {
    let refusal = match &error {
        AppError::Broken(Cause::Database(error)) => unavailable(error, purpose),
        _ => None,
    };
    let conflict = || is_conflict(&error).then(Problem::busy);
    match refusal.or_else(conflict) {
        Some(refusal) => {
            tracing::warn!(%error, refusal = refusal.code, "the database cannot do it at the moment");
            refusal.into()
        }
        None => error,
    }
}

/// The refusal for whatever could not be committed, though nothing was wrong with it.
pub fn not_committed(error: &DieselError) -> Problem {
    unavailable(error, Purpose::Write).unwrap_or_else(Problem::busy)
}

fn unavailable(error: &DieselError, purpose: Purpose) -> Option<Problem> {
    match error {
        DieselError::RollbackErrorOnCommit { commit_error, .. } => Some(not_committed(commit_error)),
        DieselError::BrokenTransactionManager
        | DieselError::DatabaseError(Kind::ClosedConnection | Kind::UnableToSendCommand, _) => Some(Problem::busy()),
        // A server that has become a standby. For a read it means that the read wanted to write.
        DieselError::DatabaseError(Kind::ReadOnlyTransaction, _) => (purpose != Purpose::Read).then(Problem::busy),
        DieselError::DatabaseError(_, about) => unavailable_in_words(about.message(), purpose),
        _ => None,
    }
}

/// Diesel passes on none of the codes of SQLite (<https://sqlite.org/rescode.html>), whose words are always English.
fn unavailable_in_words(message: &str, purpose: Purpose) -> Option<Problem> {
    match message {
        "database or disk is full" => Some(Problem::storage_full()),
        "disk I/O error" | "out of memory" | "database is locked" | "unable to open database file" => {
            Some(Problem::busy())
        }
        "attempt to write a readonly database" if purpose != Purpose::Read => Some(Problem::busy()),
        _ => message.contains("No space left on device").then(Problem::storage_full),
    }
}

/// Whether what broke is about one of many things, as a row that cannot be read or a refusal of a rule: the others may fare better. What is
/// wrong with the database as a whole is not.
#[must_use]
pub fn is_about_one(error: &AppError) -> bool {
    match error {
        AppError::Refused(problem) => problem.status < 500,
        AppError::Broken(Cause::Database(error)) => match error {
            DieselError::DatabaseError(kind, _) => matches!(
                kind,
                Kind::UniqueViolation | Kind::ForeignKeyViolation | Kind::NotNullViolation | Kind::CheckViolation
            ),
            DieselError::NotFound | DieselError::DeserializationError(_) | DieselError::SerializationError(_) => true,
            _ => false,
        },
        AppError::Broken(_) => true,
    }
}

/// Something to be done with some of many things.
type Work<'w, C, T> = dyn FnMut(&mut C, &[T]) -> Result<(), AppError> + 'w;

/// Works on some things together; where that breaks, on each by itself, so that one that is damaged holds up no other. What is wrong with
/// the database as a whole ends it.
///
/// # Errors
/// That; and what `failed` makes of the error of one.
pub fn one_by_one<C, T>(
    context: &mut C,
    some: &[T],
    work: &mut Work<'_, C, T>,
    failed: &mut dyn FnMut(&mut C, &T, AppError) -> Result<(), AppError>,
) -> Result<(), AppError> {
    match (work(context, some), some) {
        (Err(error), [one]) if is_about_one(&error) => failed(context, one, error),
        (Err(error), _) if is_about_one(&error) => {
            some.chunks(1).try_for_each(|one| one_by_one(context, one, work, failed))
        }
        (outcome, _) => outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(kind: Kind, message: &str) -> AppError {
        DieselError::DatabaseError(kind, Box::new(message.to_owned())).into()
    }

    #[test]
    fn what_the_database_cannot_do_now_is_refused_and_what_is_wrong_stays_broken() {
        let code = |error, purpose| or_unavailable(error, purpose).code();
        for purpose in [Purpose::Read, Purpose::Write] {
            assert_eq!(code(failed(Kind::ClosedConnection, "gone"), purpose), Some("busy"));
            assert_eq!(code(failed(Kind::SerializationFailure, "recovery"), purpose), Some("busy"));
            assert_eq!(code(DieselError::BrokenTransactionManager.into(), purpose), Some("busy"));
            assert_eq!(code(failed(Kind::Unknown, "database or disk is full"), purpose), Some("storage-full"));
            assert_eq!(code(failed(Kind::UniqueViolation, "twice"), purpose), None);
            assert_eq!(code(failed(Kind::Unknown, "no such table: nothing"), purpose), None);
        }
        for (kind, message) in
            [(Kind::ReadOnlyTransaction, "standby"), (Kind::Unknown, "attempt to write a readonly database")]
        {
            assert_eq!(code(failed(kind, message), Purpose::Write), Some("busy"));
            assert_eq!(code(failed(kind, message), Purpose::Read), None, "a read that writes is a mistake");
        }
    }

    #[test]
    fn one_that_is_damaged_holds_up_no_other_and_a_lost_connection_all() {
        let run = |broken: fn() -> AppError| {
            let (mut done, mut left) = (Vec::new(), Vec::new());
            let mut all = |(): &mut (), some: &[i32]| {
                if some.contains(&2) {
                    return Err(broken());
                }
                done.extend(some.to_vec());
                Ok(())
            };
            let mut note = |(): &mut (), one: &i32, _| {
                left.push(*one);
                Ok(())
            };
            let outcome = one_by_one(&mut (), &[1, 2, 3], &mut all, &mut note);
            (outcome.is_ok(), done, left)
        };
        for broken in [|| AppError::broken("torn"), || failed(Kind::CheckViolation, "torn")] {
            assert_eq!(run(broken), (true, vec![1, 3], vec![2]));
        }
        for broken in [
            || failed(Kind::ClosedConnection, "gone"),
            || failed(Kind::SerializationFailure, "later"),
            || failed(Kind::Unknown, "statement timeout"),
            || Problem::busy().into(),
        ] {
            assert_eq!(run(broken), (false, vec![], vec![]));
        }
    }

    struct Deadlock(String);

    impl DatabaseErrorInformation for Deadlock {
        fn message(&self) -> &str {
            &self.0
        }
        fn details(&self) -> Option<&str> {
            Some("Le processus 7 attend ShareLock sur transaction 9 ; bloqué par le processus 8.")
        }
        fn hint(&self) -> Option<&str> {
            None
        }
        fn table_name(&self) -> Option<&str> {
            None
        }
        fn column_name(&self) -> Option<&str> {
            None
        }
        fn constraint_name(&self) -> Option<&str> {
            None
        }
        fn statement_position(&self) -> Option<i32> {
            None
        }
    }

    #[test]
    fn a_deadlock_is_known_in_any_language() {
        assert!(is_conflict(
            &DieselError::DatabaseError(Kind::Unknown, Box::new(Deadlock("interblocage détecté".into()))).into()
        ));
        assert!(!is_conflict(&failed(Kind::Unknown, "deadlock of another kind")));
    }
}
