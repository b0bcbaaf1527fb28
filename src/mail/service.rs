//! Posting letters and delivering them.

use super::model::{Letter, LetterId, Recipient};
use super::store;
use crate::db::Tx;
use crate::error::AppError;

/// Posts a letter: it is sent after the transaction has committed, and only then.
///
/// # Errors
/// When the database refuses.
pub fn post(tx: &mut Tx<'_>, to: &Recipient, letter: Letter) -> Result<(), AppError> {
    let (id, now) = (tx.new_id::<LetterId>(), tx.now());
    store::add(tx.conn(), id, to, &letter, now)
}
