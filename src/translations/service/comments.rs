//! Talking about a unit: what it means, how to say it.

use serde_json::json;

use super::rights;
use super::suggestions::find_readable;
use crate::accounts::Actor;
use crate::audit;
use crate::db::{Snapshot, Tx};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::translations::TranslationError;
use crate::translations::model::{Comment, CommentId, UnitId};
use crate::translations::store::{comments, locales};

/// What somebody wants to say.
#[derive(Clone, Debug)]
pub struct NewComment {
    pub unit: UnitId,
    pub locale: Locale,
    /// Whether it is on the unit itself, for those who translate into any language.
    pub to_all: bool,
    pub body: String,
}

/// The comments on a unit that concern a locale, the oldest first.
///
/// # Errors
/// 404 when there is no such unit or locale, or the person may not see it.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (unit, locale): (UnitId, &Locale),
    after: Option<CommentId>,
    limit: i64,
) -> Result<Vec<Comment>, AppError> {
    locales::find(snapshot.conn(), locale)?.ok_or(TranslationError::LocaleUnknown)?;
    find_readable(snapshot, actor, unit, locale)?;
    Ok(comments::list(snapshot.conn(), unit, locale, after, limit)?)
}

/// Says something of a unit.
///
/// # Errors
/// 403 before the terms are accepted; 404 as [`list`]; 409 when the locale takes no work.
pub fn add(tx: &mut Tx<'_>, actor: &Actor, new: &NewComment) -> Result<Comment, AppError> {
    let author = rights::as_contributor(tx, actor)?;
    rights::open_locale(tx, &new.locale)?;
    find_readable(tx, actor, new.unit, &new.locale)?;
    let locale = if new.to_all { String::new() } else { new.locale.to_string() };
    let comment = Comment {
        id: tx.new_id(),
        unit: new.unit,
        locale,
        author,
        body: new.body.clone(),
        at: tx.now(),
        removed_at: None,
    };
    comments::add(tx.conn(), &comment)?;
    Ok(comment)
}

/// Removes one's own comment, or as the lead of its locale anybody's. Those on a unit itself are removed by who edits its source.
///
/// # Errors
/// 403 otherwise; 404 when there is none, or it was removed.
pub fn remove(tx: &mut Tx<'_>, actor: &Actor, id: CommentId) -> Result<(), AppError> {
    let comment = comments::find(tx.conn(), id)?.ok_or(TranslationError::CommentUnknown)?;
    if comment.author != actor.person {
        let (_, catalogue) = super::suggestions::find_unit(tx, comment.unit)?;
        match comment.locale() {
            Some(locale) => rights::as_lead(actor, &locale)?,
            None => rights::as_source_editor(actor, &catalogue)?,
        }
        let about = json!({ "author": comment.author, "unit": comment.unit });
        audit::note(tx, Some(actor.person), "translation-comment-removed", &id.to_string(), &about)?;
    }
    let now = tx.now();
    comments::remove(tx.conn(), id, now)?;
    Ok(())
}
