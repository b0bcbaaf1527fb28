//! Signing off many at once: what somebody was shown, she confirms; and that, and nothing else, is done.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::json;

use super::sign_off::{CandidateFilter, Proved, Ruling, decide, filter};
use crate::accounts::{self, Actor};
use crate::audit;
use crate::certificates::error::CertificateError;
use crate::certificates::model::{
    Batch, BatchId, BatchItem, BatchState, Candidate, CandidateId, Decision, Outcome, seen,
};
use crate::certificates::store::batches::{self, Items};
use crate::certificates::store::candidates;
use crate::courses::Library;
use crate::db::{Snapshot, Tx, one_by_one};
use crate::error::AppError;
use crate::jobs::{self, Job};
use crate::secret::{Token, hash_token};

/// The job that does what was confirmed.
pub const SIGN_OFF: &str = "sign-off-batch";
/// More than wait anywhere; who waits longest comes first.
const MOST: i64 = 10_000;
/// As long as somebody needs to look at some previews.
const STANDS_FOR: Duration = Duration::from_hours(1);
/// How many previews are shown: the first, the last, and some between.
const SAMPLE: usize = 5;
/// What a refusal names; whom else it concerns, the queue shows.
const NAMED: usize = 10;
const AT_ONCE: usize = 1_000;
/// Rows that are forgotten in one write.
const FORGOTTEN: i64 = 500;
/// More do not run at the same time; those that come after them are seen to when they are done.
const RUNNING: i64 = 100;

/// Whom a batch is about.
#[derive(Clone, Debug)]
pub enum Chosen {
    Filter(CandidateFilter),
    Ids(Vec<CandidateId>),
}

/// A batch that waits to be confirmed.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub batch: Batch,
    pub token: Token,
    /// Whether there are more than one batch takes.
    pub has_more: bool,
    pub sample: Vec<(CandidateId, String)>,
    /// Those that cannot be signed off, and why.
    pub left_out: Vec<(CandidateId, Outcome)>,
}

/// A batch, and how many items came to what.
#[derive(Clone, Debug)]
pub struct Progress {
    pub batch: Batch,
    pub outcomes: Vec<(Outcome, i64)>,
}

/// Puts those together who are to be signed off, to be looked at. Nothing is decided.
///
/// # Errors
/// 403 unless the Secretariat acts; 409 when there is nobody to be signed off.
pub fn propose(tx: &mut Tx<'_>, actor: &Actor, chosen: &Chosen) -> Result<Proposal, AppError> {
    actor.as_secretariat()?;
    let now = tx.now();
    forget_batches(tx)?;
    let (mut found, has_more) = choose(tx, chosen)?;
    let mut left_out = missing(chosen, &found);
    found.retain(|candidate| match hindered(candidate, actor) {
        Some(outcome) => {
            left_out.push((candidate.id, outcome));
            false
        }
        None => true,
    });
    if found.is_empty() {
        return Err(CertificateError::NobodyToSignOff.into());
    }
    let names = names(tx, &found)?;
    let items: Vec<BatchItem> = (0..).zip(found.iter().zip(&names)).map(item).collect();
    let token = Token::fresh();
    let batch = Batch {
        id: tx.new_id(),
        proposed_by: actor.person,
        proposed_at: now,
        token: token.hash(),
        expires_at: now.plus(STANDS_FOR),
        state: BatchState::Proposed,
        size: i32::try_from(items.len()).unwrap_or(i32::MAX),
        confirmed_at: None,
        finished_at: None,
    };
    batches::add(tx.conn(), &batch, &items)?;
    let sample = sample(&found).into_iter().map(|(place, it)| (it.id, names.get(place).cloned().unwrap_or_default()));
    let sample = sample.collect();
    Ok(Proposal { batch, token, has_more, sample, left_out })
}

fn item((place, (candidate, name)): (i32, (&Candidate, &String))) -> BatchItem {
    BatchItem { place, candidate: candidate.id, seen: seen(candidate, name), outcome: None }
}

fn choose(tx: &mut Tx<'_>, chosen: &Chosen) -> Result<(Vec<Candidate>, bool), AppError> {
    match chosen {
        Chosen::Ids(ids) => {
            let mut found = candidates::find_all(tx.conn(), ids)?;
            found.sort_unstable_by_key(|candidate| candidate.id);
            Ok((found, false))
        }
        Chosen::Filter(which) => {
            let mut found = candidates::list(tx.conn(), &filter(which), MOST + 1)?;
            let most = usize::try_from(MOST).unwrap_or(usize::MAX);
            let has_more = found.len() > most;
            found.truncate(most);
            Ok((found, has_more))
        }
    }
}

fn missing(chosen: &Chosen, found: &[Candidate]) -> Vec<(CandidateId, Outcome)> {
    let Chosen::Ids(ids) = chosen else { return Vec::new() };
    let found: BTreeSet<CandidateId> = found.iter().map(|candidate| candidate.id).collect();
    ids.iter().filter(|id| !found.contains(id)).map(|id| (*id, Outcome::Unknown)).collect()
}

fn hindered(candidate: &Candidate, actor: &Actor) -> Option<Outcome> {
    if candidate.person == actor.person {
        return Some(Outcome::OwnCertificate);
    }
    (!Decision::SignedOff.is_open(candidate.state)).then_some(Outcome::AlreadyDecided)
}

/// What their certificates will call some candidates, in the same order.
fn names(snapshot: &mut Snapshot<'_>, some: &[Candidate]) -> Result<Vec<String>, AppError> {
    let unnamed: Vec<_> = some.iter().filter(|it| it.name.is_none()).map(|it| it.person).collect();
    let mut contacts = BTreeMap::new();
    for people in unnamed.chunks(AT_ONCE) {
        contacts.extend(accounts::contacts(snapshot, people)?);
    }
    let by_account = |candidate: &Candidate| contacts.get(&candidate.person).map(|contact| contact.name.clone());
    Ok(some.iter().map(|it| it.name.clone().or_else(|| by_account(it)).unwrap_or_default()).collect())
}

/// Some, from the first to the last, with their places.
fn sample(all: &[Candidate]) -> Vec<(usize, &Candidate)> {
    let last = all.len().saturating_sub(1);
    let places: BTreeSet<usize> = (0..SAMPLE).map(|step| step * last / (SAMPLE - 1)).collect();
    places.into_iter().filter_map(|place| Some((place, all.get(place)?))).collect()
}

/// Confirms a batch with the token that came with it, so that it is done soon. Confirming again changes nothing.
///
/// # Errors
/// 403 unless she confirms who proposed it, with the right token; 404 when there is no such batch; 409 when it waited for too
/// long, or what was shown is not what is there now.
pub fn confirm(tx: &mut Tx<'_>, actor: &Actor, (id, token): (BatchId, &str)) -> Result<Progress, AppError> {
    let batch = show(tx, actor, id)?.batch;
    if batch.proposed_by != actor.person || batch.token != hash_token(token) {
        return Err(CertificateError::ConfirmationWrong.into());
    }
    let now = tx.now();
    if batch.state == BatchState::Proposed {
        if batch.expires_at <= now {
            return Err(CertificateError::ConfirmationExpired.into());
        }
        compare(tx, &batch)?;
        batches::set_running(tx.conn(), id, now)?;
        go_on_soon(tx, id)?;
        let about = json!({ "size": batch.size });
        audit::note(tx, Some(actor.person), "certificates-signed-off-together", &id.to_string(), &about)?;
    }
    show(tx, actor, id)
}

/// Sees to it that a batch that was confirmed is gone on with. Nothing, while there is a job that does; one that was given up is tried anew.
///
/// # Errors
/// When the database refuses.
pub fn go_on_soon(tx: &mut Tx<'_>, id: BatchId) -> Result<(), AppError> {
    jobs::go_on_with(tx, &Job::new(SIGN_OFF, &id)?.once(format!("{SIGN_OFF}:{id}")))
}

/// The batches that were confirmed and are not done.
///
/// # Errors
/// When the database refuses.
pub fn list_running(snapshot: &mut Snapshot<'_>) -> Result<Vec<BatchId>, AppError> {
    Ok(batches::list_running(snapshot.conn(), RUNNING)?)
}

/// Forgets some rows of batches that nobody confirmed in time; `true` when there may be more.
///
/// # Errors
/// When the database refuses.
pub fn forget_batches(tx: &mut Tx<'_>) -> Result<bool, AppError> {
    let now = tx.now();
    Ok(batches::remove_expired(tx.conn(), now, FORGOTTEN)? > 0)
}

/// Refuses when somebody is not any more what was shown.
fn compare(tx: &mut Tx<'_>, batch: &Batch) -> Result<(), AppError> {
    let mut changed = Vec::new();
    let (mut count, mut after) = (0_usize, -1);
    loop {
        let items = batches::list_items(tx.conn(), batch.id, (Items::All, after), i64::try_from(AT_ONCE).unwrap_or(1))?;
        let Some(last) = items.last() else { break };
        after = last.place;
        let found = candidates::find_all(tx.conn(), &batches::candidates(&items))?;
        let names = names(tx, &found)?;
        let found: BTreeMap<CandidateId, _> = found.iter().zip(names).map(|(it, name)| (it.id, (it, name))).collect();
        for item in items {
            let now = found.get(&item.candidate);
            if now.is_none_or(|(candidate, name)| seen(candidate, name) != item.seen) {
                count += 1;
                changed.extend(now.map(|(_, name)| name.clone()).filter(|_| count <= NAMED));
            }
        }
    }
    if count == 0 { Ok(()) } else { Err(CertificateError::BatchChanged { count, people: changed }.into()) }
}

/// How far a batch has come.
///
/// # Errors
/// 403 unless the Secretariat asks; 404 when there is no such batch.
pub fn show(snapshot: &mut Snapshot<'_>, actor: &Actor, id: BatchId) -> Result<Progress, AppError> {
    actor.as_secretariat()?;
    let batch = batches::find(snapshot.conn(), id)?.ok_or(CertificateError::BatchUnknown)?;
    let outcomes = batches::count_outcomes(snapshot.conn(), id)?;
    Ok(Progress { batch, outcomes })
}

/// What became of the candidates of a batch, in their order; of all, or of those with one outcome.
///
/// # Errors
/// 403 unless the Secretariat asks; 404 when there is no such batch.
pub fn list_items(
    snapshot: &mut Snapshot<'_>,
    actor: &Actor,
    (id, outcome, after): (BatchId, Option<Outcome>, Option<i32>),
    limit: i64,
) -> Result<Vec<BatchItem>, AppError> {
    actor.as_secretariat()?;
    batches::find(snapshot.conn(), id)?.ok_or(CertificateError::BatchUnknown)?;
    let which = (outcome.map_or(Items::All, Items::With), after.unwrap_or(-1));
    Ok(batches::list_items(snapshot.conn(), id, which, limit)?)
}

/// The next items of a batch that nobody has come to, after a place.
///
/// # Errors
/// When the database refuses.
pub fn open_items(
    snapshot: &mut Snapshot<'_>,
    (id, after): (BatchId, Option<i32>),
    limit: i64,
) -> Result<Vec<BatchItem>, AppError> {
    Ok(batches::list_items(snapshot.conn(), id, (Items::Open, after.unwrap_or(-1)), limit)?)
}

/// Signs off some items of a batch for who confirmed it, with the rights that she has now; whatever was decided meanwhile stays as it
/// is, and one that is damaged holds up no other. `false` when there is no more to be done.
///
/// # Errors
/// When the database refuses, or a key does not sign.
pub fn go_on(
    tx: &mut Tx<'_>,
    library: &Library,
    (id, items): (BatchId, &[BatchItem]),
    (ruling, proved): (&Ruling, &mut Proved),
) -> Result<bool, AppError> {
    let now = tx.now();
    let batch = batches::find(tx.conn(), id)?.filter(|batch| batch.state == BatchState::Running);
    let Some(batch) = batch else { return Ok(false) };
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        // None were left after some place, which is not to say that none are before it.
        let is_done = open_items(tx, (id, None), 1)?.is_empty();
        if is_done {
            batches::set_finished(tx.conn(), id, (BatchState::Done, now))?;
        }
        return Ok(!is_done);
    };
    let Some(actor) = accounts::acting(tx, batch.proposed_by)?.filter(Actor::is_secretariat) else {
        batches::set_finished(tx.conn(), id, (BatchState::Stopped, now))?;
        return Ok(false);
    };
    if !proved.college.test {
        proved.signatory = proved.signatory.prepared(tx, items.len())?;
    }
    let open = open_items(tx, (id, Some(first.place - 1)), i64::try_from(items.len()).unwrap_or(0))?;
    let open: Vec<BatchItem> = open.into_iter().filter(|item| item.place <= last.place).collect();
    let mut work = |tx: &mut Tx<'_>, some: &[BatchItem]| {
        tx.apart(|tx| sign_off(tx, library, (&batch, &actor, some), (ruling, proved)))
    };
    let mut failed = |tx: &mut Tx<'_>, item: &BatchItem, error: AppError| {
        tracing::error!(candidate = %item.candidate, %error, "a certificate was not signed off");
        Ok(batches::set_outcome(tx.conn(), id, (&[item.place], Outcome::Failed))?)
    };
    one_by_one(tx, &open, &mut work, &mut failed)?;
    Ok(true)
}

/// Signs off some items that nobody has come to, and notes what became of each.
fn sign_off(
    tx: &mut Tx<'_>,
    library: &Library,
    (batch, actor, items): (&Batch, &Actor, &[BatchItem]),
    (ruling, proved): (&Ruling, &Proved),
) -> Result<(), AppError> {
    let (as_shown, changed) = split(tx, items, &ruling.failed)?;
    let decided = decide(tx, library, actor, (&batches::candidates(&as_shown), ruling, Some(proved)))?;
    let mut outcomes = BTreeMap::from([(Outcome::Changed, changed)]);
    for (item, outcome) in as_shown.iter().zip(decided) {
        outcomes.entry(outcome).or_default().push(item.place);
    }
    for (outcome, places) in outcomes.iter().filter(|(_, places)| !places.is_empty()) {
        batches::set_outcome(tx.conn(), batch.id, (places, *outcome))?;
    }
    Ok(())
}

/// Those that are what was shown, or decided since; and the places of those that still wait, and are something else by now. Of whom
/// something is damaged, nothing more is read.
fn split(
    tx: &mut Tx<'_>,
    items: &[BatchItem],
    failed: &BTreeSet<CandidateId>,
) -> Result<(Vec<BatchItem>, Vec<i32>), AppError> {
    let sound: Vec<CandidateId> = batches::candidates(items).into_iter().filter(|id| !failed.contains(id)).collect();
    let found = candidates::find_all(tx.conn(), &sound)?;
    let names = names(tx, &found)?;
    let is_open = |candidate: &Candidate| Decision::SignedOff.is_open(candidate.state);
    let open: BTreeMap<CandidateId, Vec<u8>> =
        found.iter().zip(&names).filter(|(it, _)| is_open(it)).map(|(it, name)| (it.id, seen(it, name))).collect();
    let is_as_shown = |item: &BatchItem| open.get(&item.candidate).is_none_or(|now| *now == item.seen);
    let (as_shown, changed): (Vec<BatchItem>, Vec<BatchItem>) = items.iter().cloned().partition(is_as_shown);
    Ok((as_shown, changed.iter().map(|item| item.place).collect()))
}
