//! Issuing what completed enrolments are owed, and signing what has no signature that holds.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::try_join_all;
use serde::{Deserialize, Serialize};

use super::model::{BatchId, CandidateId, CertificateId, Draft, Hindrance, WorkshopId};
use super::service::{self, Admitted, CHECK_WORKSHOP, END, Ends, ISSUE, ISSUE_WORKSHOP, Owed, Proved, SIGN_OFF};
use crate::app::App;
use crate::clock::Timestamp;
use crate::db::{Json, Snapshot, Tx};
use crate::error::AppError;
use crate::ids::PersonId;
use crate::jobs::{self, Handler, Running, Step};

const ISSUE_OWED: &str = "issue-owed-certificates";
const SIGN: &str = "sign-certificates";
const SAY_ENDED: &str = "publish-early-ends";
const FORGET_WORKSHOPS: &str = "forget-expired-workshops";
const REMIND: &str = "remind-of-expiring-certificates";
/// Each is drawn, which takes some milliseconds; or signed, which takes one or two of the writer's.
const CHUNK: i64 = 20;

pub const HANDLERS: &[Handler] = &[
    Handler { kind: ISSUE, every: None, run: issue },
    Handler { kind: ISSUE_OWED, every: Some(Duration::from_hours(1)), run: issue_owed },
    Handler { kind: SIGN_OFF, every: None, run: sign_off },
    Handler { kind: CHECK_WORKSHOP, every: None, run: check_workshop },
    Handler { kind: ISSUE_WORKSHOP, every: None, run: issue_workshop },
    Handler { kind: FORGET_WORKSHOPS, every: Some(Duration::from_hours(24)), run: forget_workshops },
    Handler { kind: REMIND, every: Some(Duration::from_hours(6)), run: remind },
    Handler { kind: END, every: None, run: end },
    Handler { kind: SAY_ENDED, every: Some(Duration::from_hours(1)), run: say_ended },
    Handler { kind: SIGN, every: Some(Duration::from_hours(1)), run: sign },
];

/// What certificates will say, and what is in the way of some.
type Proofs = (BTreeMap<CandidateId, Draft>, BTreeMap<CandidateId, Hindrance>);

/// Looks at once, and not within the hour, for what is owed and for what is to be signed: at a start, when fonts may have been
/// installed, or this may be another version.
///
/// # Errors
/// When the database refuses.
pub fn resume(tx: &mut Tx<'_>) -> Result<(), AppError> {
    issue_owed_now(tx)?;
    sign_now(tx)
}

/// Looks at once for what is owed: when something changed that may have been in the way.
///
/// # Errors
/// When the database refuses.
pub fn issue_owed_now(tx: &mut Tx<'_>) -> Result<(), AppError> {
    jobs::run_now(tx, ISSUE_OWED)
}

/// Looks at once for what is to be signed: when a key was revoked.
///
/// # Errors
/// When the database refuses.
pub fn sign_now(tx: &mut Tx<'_>) -> Result<(), AppError> {
    jobs::run_now(tx, SIGN)
}

fn issue(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let owed: Owed = payload.read()?;
        app.issue_certificate(owed).await?;
        Ok(Step::Done)
    })
}

/// Issues whatever is owed and was not issued, whatever became of the job that should have: it could not be printed, the job
/// was given up, or lost.
fn issue_owed(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let after: Option<CandidateId> = payload.read()?;
        if !app.college().test {
            app.db.write_later(|tx| service::owe_for_tests(tx, CHUNK)).await?;
        }
        let found = app.db.read(move |snapshot| service::list_owed(snapshot, after, CHUNK)).await?;
        for (id, owed) in &found {
            if let Err(error) = app.issue_certificate(*owed).await {
                tracing::error!(candidate = %id, %error, "a certificate that is owed was not issued");
            }
        }
        found.last().map_or(Ok(Step::Done), |(last, _)| Ok(Step::Continue(Json::of(last)?)))
    })
}

/// Signs off some of a batch: what is done is noted in the transaction that does it, so that a crash costs nothing and repeats nothing.
fn sign_off(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let batch: BatchId = payload.read()?;
        Ok(if app.go_on_signing_off(batch).await? { Step::Continue(payload) } else { Step::Done })
    })
}

/// Finds out what would come of a workshop's list, some rows at a time, and changes nothing else.
fn check_workshop(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let workshop: WorkshopId = payload.read()?;
        Ok(if app.go_on_checking(workshop).await? { Step::Continue(payload) } else { Step::Done })
    })
}

/// Issues the certificates of a workshop: some people are admitted in one transaction, then what they are owed is issued as
/// everything that is owed. Should it be cut off, those are found who were admitted.
fn issue_workshop(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let workshop: WorkshopId = payload.read()?;
        Ok(if app.go_on_admitting(workshop).await? { Step::Continue(payload) } else { Step::Done })
    })
}

fn forget_workshops(app: Arc<App>, _: Json) -> Running {
    Box::pin(async move {
        let has_more = app.db.write_later(service::forget_expired).await?;
        Ok(if has_more { Step::Continue(Json::empty()) } else { Step::Done })
    })
}

/// Writes to whose certificates end soon; whatever was missed while nothing ran is found now.
fn remind(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let after: Option<(Timestamp, CertificateId)> = payload.read()?;
        let look = move |snapshot: &mut Snapshot<'_>| {
            let found = service::list_ending(snapshot, after, CHUNK)?;
            let last = found.last().map(|ending| (ending.end, ending.id));
            Ok((last, service::list_due(snapshot, &found)?))
        };
        let (last, due) = app.db.read(look).await?;
        let Some(last) = last else { return Ok(Step::Done) };
        if !due.is_empty() {
            let library = app.library.clone();
            app.db.write_later(move |tx| service::remind(tx, &library, &due)).await?;
        }
        Ok(Step::Continue(Json::of(&last)?))
    })
}

/// Gives some certificates of a course the end that its policy says.
fn end(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let ends: Ends = payload.read()?;
        let library = app.library.clone();
        let next = app.db.write_later(move |tx| service::end_some(tx, &library, ends, CHUNK)).await?;
        next.map_or(Ok(Step::Done), |next| Ok(Step::Continue(Json::of(&next)?)))
    })
}

/// Tells whoever has nothing but a credential and the status lists that it is over.
fn say_ended(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let after: Option<(PersonId, CertificateId)> = payload.read()?;
        let found = app.db.read(move |snapshot| service::list_ended_early(snapshot, after, CHUNK)).await?;
        let Some(last) = found.last().copied() else { return Ok(Step::Done) };
        app.db.write_later(move |tx| service::say_ended(tx, &found)).await?;
        Ok(Step::Continue(Json::of(&last)?))
    })
}

/// How far the signing has come.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Signed {
    /// Whether all that had no credential were seen to, so that those of revoked keys are next.
    is_again: bool,
    /// The keys that were revoked when those were begun with.
    #[serde(default)]
    revoked: Vec<String>,
    after: Option<(PersonId, CertificateId)>,
}

/// Signs what was issued before certificates were signed, then signs again what a key signed that was revoked since. One that cannot be
/// signed holds up no other.
fn sign(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let so_far: Signed = payload.read::<Option<Signed>>()?.unwrap_or_default();
        let (is_again, after) = (so_far.is_again, so_far.after);
        let waiting = move |snapshot: &mut Snapshot<'_>| {
            Ok((service::list_to_sign(snapshot, is_again, after, CHUNK)?, service::revoked_keys(snapshot)?))
        };
        let (found, revoked) = app.db.read(waiting).await?;
        let next = match found.last() {
            Some(last) => Signed { after: Some(*last), ..so_far },
            // Of a key that was revoked meanwhile some were passed by.
            None if is_again && so_far.revoked == revoked => return Ok(Step::Done),
            None => return Ok(Step::Continue(Json::of(&Signed { is_again: true, revoked, after: None })?)),
        };
        let signatory = app.signatory();
        let sign = move |tx: &mut Tx<'_>| {
            for of in &found {
                if let Err(error) = tx.apart(|tx| service::sign_late(tx, &signatory, *of)) {
                    tracing::error!(certificate = %of.1, %error, "a certificate was not signed");
                }
            }
            Ok(())
        };
        app.db.write_later(sign).await?;
        Ok(Step::Continue(Json::of(&next)?))
    })
}

impl App {
    /// Draws the next certificates of a batch, then signs them off and issues them in one transaction.
    async fn go_on_signing_off(&self, batch: BatchId) -> Result<bool, AppError> {
        let items = self.db.read(move |snapshot| service::open_items(snapshot, batch, CHUNK)).await?;
        let ids: Vec<CandidateId> = items.iter().map(|item| item.candidate).collect();
        let (mut drafts, hindrances) = self.prove_candidates(ids).await?;
        drafts.retain(|id, _| !hindrances.contains_key(id));
        let not_printable = hindrances.into_keys().collect();
        let proved = Proved { signatory: self.signatory(), college: self.college(), drafts };
        let library = self.library.clone();
        let sign_off = move |tx: &mut Tx<'_>| service::go_on(tx, &library, (batch, &items), (&not_printable, &proved));
        self.db.write_later(sign_off).await
    }

    /// Looks at the next rows of a workshop's list, and draws the certificates that would come of them.
    async fn go_on_checking(&self, workshop: WorkshopId) -> Result<bool, AppError> {
        let (library, i18n, college) = (self.library.clone(), self.i18n.clone(), self.college());
        let foresee =
            move |snapshot: &mut Snapshot<'_>| service::foresee(snapshot, (&library, &i18n, &college), workshop, CHUNK);
        let mut foreseen = self.db.read(foresee).await?;
        for one in &mut foreseen {
            if let Some(draft) = &one.draft {
                let hindrance = self.prove(draft.clone()).await?;
                one.note_hindrance(hindrance.as_ref())?;
            }
        }
        self.db.write_later(move |tx| service::note_foreseen(tx, workshop, &foreseen)).await
    }

    /// Admits the next people on a workshop's list; when all are, issues what some of them are owed.
    async fn go_on_admitting(&self, workshop: WorkshopId) -> Result<bool, AppError> {
        let (library, learning) = (self.library.clone(), self.learning);
        let admit = move |tx: &mut Tx<'_>| service::admit_some(tx, (&library, learning), workshop, CHUNK);
        match self.db.write_later(admit).await? {
            Admitted::Over => return Ok(false),
            Admitted::People(people) => {
                for person in people {
                    self.enrolled.forget(person);
                    self.identities.forget_person(person);
                }
                return Ok(true);
            }
            Admitted::Nobody => {}
        }
        let admitted = self.db.read(move |snapshot| service::list_admitted(snapshot, workshop, CHUNK)).await?;
        for (_, owed) in &admitted {
            self.issue_certificate(*owed).await?;
        }
        let rows: Vec<_> = admitted.into_iter().map(|(row, _)| row).collect();
        self.db.write_later(move |tx| service::note_issued(tx, workshop, &rows)).await
    }

    /// What the certificates of those candidates will say who can still be signed off, and which of them cannot be printed. Drawn before
    /// the transaction, which must not wait for it.
    ///
    /// # Errors
    /// When the database refuses, or the renderer is broken.
    pub async fn prove_candidates(&self, ids: Vec<CandidateId>) -> Result<Proofs, AppError> {
        let (library, i18n, college) = (self.library.clone(), self.i18n.clone(), self.college());
        let establish = move |snapshot: &mut Snapshot<'_>| {
            service::establish_candidates(snapshot, &library, &i18n, (&ids, &college))
        };
        let drafts = self.db.read(establish).await?;
        let proofs = try_join_all(drafts.iter().map(|(_, draft)| self.prove(draft.clone()))).await?;
        let hindrances = drafts.iter().zip(proofs).filter_map(|((id, _), hindrance)| Some((*id, hindrance?))).collect();
        Ok((drafts.into_iter().collect(), hindrances))
    }

    /// Issues what is owed, unless it was issued before. The page is proved outside the transaction: a certificate that cannot
    /// be printed in full is not issued, and its candidate says why, until it can.
    async fn issue_certificate(&self, owed: Owed) -> Result<(), AppError> {
        let (library, i18n, college) = (self.library.clone(), self.i18n.clone(), self.college());
        let draft =
            self.db.read(move |snapshot| service::establish_owed(snapshot, &library, &i18n, (owed, &college))).await?;
        let Some(draft) = draft else { return Ok(()) };
        let hindrance = self.prove(draft.clone()).await?;
        let signatory = self.signatory();
        let note = move |tx: &mut Tx<'_>| match &hindrance {
            Some(hindrance) => service::note_hindrance(tx, owed, hindrance),
            None => service::issue(tx, &signatory, &draft),
        };
        self.db.write_later(note).await
    }
}
