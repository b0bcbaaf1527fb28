//! Issuing what completed enrolments are owed, and signing what has no signature that holds.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{join, join_all};
use serde::{Deserialize, Serialize};

use super::model::{BatchId, BatchItem, CandidateId, CertificateId, Decision, Draft, WorkshopId};
use super::service::{
    self, Admitted, CHECK_WORKSHOP, Completed, END, Ends, Foreseen, ISSUE, ISSUE_WORKSHOP, Owed, Proofs, Proved, RENEW,
    Ruling, SIGN_OFF,
};
use crate::app::App;
use crate::clock::Timestamp;
use crate::db::{Json, Snapshot, Tx, Urgency, is_about_one};
use crate::error::AppError;
use crate::ids::PersonId;
use crate::jobs::{self, Handler, Running, Step};

const ISSUE_OWED: &str = "issue-owed-certificates";
const SIGN: &str = "sign-certificates";
const SAY_ENDED: &str = "publish-early-ends";
const FORGET_WORKSHOPS: &str = "forget-expired-workshops";
const FORGET_BATCHES: &str = "forget-expired-batches";
const GO_ON: &str = "go-on-with-batches";
const REMIND: &str = "remind-of-expiring-certificates";
/// Each is drawn, which takes some milliseconds; or signed, which takes one or two of the writer's.
const CHUNK: i64 = 20;
/// So many chunks of a batch follow one another before other jobs have their turn: each is drawn while the one before is written, so that
/// only the first is waited for.
const CHUNKS: usize = 25;
/// Nor does a turn last longer than this, however slow the machine is.
const LONGEST_TURN: Duration = Duration::from_mins(1);

pub const HANDLERS: &[Handler] = &[
    Handler { kind: ISSUE, every: None, run: issue },
    Handler { kind: ISSUE_OWED, every: Some(Duration::from_hours(1)), run: issue_owed },
    Handler { kind: RENEW, every: None, run: renew },
    Handler { kind: SIGN_OFF, every: None, run: sign_off },
    Handler { kind: CHECK_WORKSHOP, every: None, run: check_workshop },
    Handler { kind: ISSUE_WORKSHOP, every: None, run: issue_workshop },
    Handler { kind: FORGET_WORKSHOPS, every: Some(Duration::from_hours(24)), run: forget_workshops },
    Handler { kind: FORGET_BATCHES, every: Some(Duration::from_hours(24)), run: forget_batches },
    Handler { kind: GO_ON, every: Some(Duration::from_hours(1)), run: go_on },
    Handler { kind: REMIND, every: Some(Duration::from_hours(6)), run: remind },
    Handler { kind: END, every: None, run: end },
    Handler { kind: SAY_ENDED, every: Some(Duration::from_hours(1)), run: say_ended },
    Handler { kind: SIGN, every: Some(Duration::from_hours(1)), run: sign },
];

/// Looks at once, and not within the hour, for what is owed, for what was begun and for what is to be signed: at a start, when fonts may have been
/// installed, or this may be another version.
///
/// # Errors
/// When the database refuses.
pub fn resume(tx: &mut Tx<'_>) -> Result<(), AppError> {
    issue_owed_now(tx)?;
    jobs::run_now(tx, GO_ON)?;
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

fn renew(app: Arc<App>, payload: Json) -> Running {
    Box::pin(async move {
        let completed: Completed = payload.read()?;
        let (library, person) = (app.library.clone(), completed.person());
        let failed = app.db.write_later(move |tx| service::renew(tx, &library, &completed)).await?;
        app.enrolled.forget(person);
        // What could be renewed is; the rest is tried again.
        failed.map_or(Ok(Step::Done), Err)
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

fn forget_batches(app: Arc<App>, _: Json) -> Running {
    Box::pin(async move {
        let has_more = app.db.write_later(service::forget_batches).await?;
        Ok(if has_more { Step::Continue(Json::empty()) } else { Step::Done })
    })
}

/// Goes on with what was begun and has no job any more, which was given up and forgotten: nobody could have it done otherwise.
fn go_on(app: Arc<App>, _: Json) -> Running {
    Box::pin(async move {
        let begun = |snapshot: &mut Snapshot<'_>| {
            Ok((service::list_running(snapshot)?, service::list_unfinished_workshops(snapshot)?))
        };
        let (batches, workshops) = app.db.read(begun).await?;
        if batches.is_empty() && workshops.is_empty() {
            return Ok(Step::Done);
        }
        let go_on = move |tx: &mut Tx<'_>| {
            batches.iter().try_for_each(|batch| service::go_on_soon(tx, *batch))?;
            workshops.iter().try_for_each(|workshop| service::go_on_with_workshop(tx, *workshop))
        };
        app.db.write_later(go_on).await?;
        Ok(Step::Done)
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
        let next = app.db.write_later(move |tx| service::end_some(tx, &library, &ends, CHUNK)).await?;
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

/// Certificates of a batch that were drawn, and what is to be decided on them.
struct Drawn {
    items: Vec<BatchItem>,
    ruling: Ruling,
    proved: Proved,
}

/// A batch that has come on has not failed: what stopped it is met again by the next turn, and fails that if it stays.
fn later(batch: BatchId, chunk: usize, error: AppError) -> Result<bool, AppError> {
    if chunk == 1 {
        return Err(error);
    }
    tracing::warn!(%batch, chunk, %error, "a turn of a batch ended early");
    Ok(true)
}

impl App {
    /// Signs off and issues the next certificates of a batch, some in each transaction, and draws those that come after them meanwhile.
    async fn go_on_signing_off(&self, batch: BatchId) -> Result<bool, AppError> {
        let (mut drawn, end) = (self.draw_some(batch, None).await?, self.clock.now().plus(LONGEST_TURN));
        for chunk in 1.. {
            let is_last = chunk == CHUNKS || end <= self.clock.now();
            let last = drawn.items.last().map(|item| item.place).filter(|_| !is_last);
            let written = self.sign_off_drawn(batch, drawn);
            let Some(last) = last else { return written.await.or_else(|error| later(batch, chunk, error)) };
            match join(written, self.draw_some(batch, Some(last))).await {
                (Ok(true), Ok(next)) => drawn = next,
                (Ok(false), _) => break,
                (Err(error), _) | (_, Err(error)) => return later(batch, chunk, error),
            }
        }
        Ok(false)
    }

    /// Signs off and issues what was drawn, in one transaction. `false` when there is no more to be done.
    async fn sign_off_drawn(&self, batch: BatchId, drawn: Drawn) -> Result<bool, AppError> {
        let (library, Drawn { items, ruling, mut proved }) = (self.library.clone(), drawn);
        let sign_off = move |tx: &mut Tx<'_>| service::go_on(tx, &library, (batch, &items), (&ruling, &mut proved));
        self.db.write_later(sign_off).await
    }

    /// Draws the next certificates of a batch, those after a place. Nothing is changed.
    async fn draw_some(&self, batch: BatchId, after: Option<i32>) -> Result<Drawn, AppError> {
        let items = self.read_later(move |snapshot| service::open_items(snapshot, (batch, after), CHUNK)).await?;
        let ids: Vec<CandidateId> = items.iter().map(|item| item.candidate).collect();
        let Proofs { mut drafts, hindrances, failed } = self.prove_candidates(ids, Urgency::Background).await?;
        drafts.retain(|id, _| !hindrances.contains_key(id));
        let ruling = Ruling {
            decision: Decision::SignedOff,
            public_reason: None,
            private_reason: None,
            not_printable: hindrances.into_keys().collect(),
            failed,
        };
        let proved = Proved { signatory: self.signatory(), college: self.college(), drafts };
        Ok(Drawn { items, ruling, proved })
    }

    /// Looks at the next rows of a workshop's list, and draws the certificates that would come of them.
    async fn go_on_checking(&self, workshop: WorkshopId) -> Result<bool, AppError> {
        let (library, i18n, college) = (self.library.clone(), self.i18n.clone(), self.college());
        let foresee =
            move |snapshot: &mut Snapshot<'_>| service::foresee(snapshot, (&library, &i18n, &college), workshop, CHUNK);
        let mut foreseen = self.read_later(foresee).await?;
        let prove = |one: &Foreseen| {
            let draft = one.draft.clone();
            async move {
                match draft {
                    Some(draft) => self.prove(draft, Urgency::Background).await,
                    None => Ok(None),
                }
            }
        };
        let proofs = join_all(foreseen.iter().map(prove)).await;
        for (one, proof) in foreseen.iter_mut().zip(proofs) {
            match proof {
                Ok(hindrance) => one.note_hindrance(hindrance.as_ref())?,
                Err(error) if is_about_one(&error) => one.note_failure(&error)?,
                Err(error) => return Err(error),
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
        for (row, owed) in &admitted {
            match self.issue_certificate(*owed).await {
                Err(error) if is_about_one(&error) => {
                    tracing::error!(%workshop, line = row.line, %error, "a certificate of a workshop was not issued");
                }
                outcome => outcome?,
            }
        }
        let rows: Vec<i32> = admitted.into_iter().map(|(row, _)| row.place).collect();
        self.db.write_later(move |tx| service::note_issued(tx, workshop, &rows)).await
    }

    /// What the certificates of those candidates will say who can still be signed off, and which of them cannot be printed. Drawn before
    /// the transaction, which must not wait for it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn prove_candidates(&self, ids: Vec<CandidateId>, urgency: Urgency) -> Result<Proofs, AppError> {
        let (library, i18n, college) = (self.library.clone(), self.i18n.clone(), self.college());
        let establish = move |snapshot: &mut Snapshot<'_>| {
            service::establish_candidates(snapshot, &library, &i18n, (&ids, &college))
        };
        let mut proofs = match urgency {
            Urgency::Request => self.db.read(establish).await?,
            Urgency::Background => self.read_later(establish).await?,
        };
        let prove = |(id, draft): (&CandidateId, &Draft)| {
            let (id, draft) = (*id, draft.clone());
            async move { (id, self.prove(draft, urgency).await) }
        };
        for (id, proof) in join_all(proofs.drafts.iter().map(prove)).await {
            match proof {
                Ok(hindrance) => proofs.hindrances.extend(hindrance.map(|hindrance| (id, hindrance))),
                Err(error) if is_about_one(&error) => proofs.note_failure(id, &error),
                Err(error) => return Err(error),
            }
        }
        Ok(proofs)
    }

    /// Reads for nobody who waits, on a thread that gives way to requests.
    async fn read_later<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Snapshot<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        let db = self.db.clone();
        self.certificates.press.patiently(move || db.read_blocking(work)).await?
    }

    /// Issues what is owed, unless it was issued before. The page is proved outside the transaction: a certificate that cannot
    /// be printed in full is not issued, and its candidate says why, until it can.
    async fn issue_certificate(&self, owed: Owed) -> Result<(), AppError> {
        let (library, i18n, college) = (self.library.clone(), self.i18n.clone(), self.college());
        let draft =
            self.db.read(move |snapshot| service::establish_owed(snapshot, &library, &i18n, (owed, &college))).await?;
        let Some(draft) = draft else { return Ok(()) };
        let hindrance = self.prove(draft.clone(), Urgency::Background).await?;
        let (library, college, signatory) = (self.library.clone(), self.college(), self.signatory());
        let note = move |tx: &mut Tx<'_>| match &hindrance {
            Some(hindrance) => service::note_hindrance(tx, owed, hindrance),
            None => service::issue_owed(tx, &library, &signatory, (owed, &college, &draft)),
        };
        self.db.write_later(note).await
    }
}
