//! From a proposed locale to one that people work on.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::json;

use super::rights;
use crate::accounts::{self, Actor, NewRole, PartyName, Role, Scope, ScopeKind, Whom};
use crate::audit;
use crate::courses;
use crate::db::{Json, Snapshot, Tx, announce};
use crate::error::{AppError, FieldProblem, Problem};
use crate::i18n::{LanguageFacts, Locale};
use crate::ids::PersonId;
use crate::throttle::Quota;
use crate::translations::TranslationError;
use crate::translations::model::{LocaleEntry, LocaleState, Plurals};
use crate::translations::store::{locales, publications};

/// The kind of change that says that what a locale is, or what it serves, is another.
pub const LOCALE_CHANGED: &str = "locale";
/// Locales that one person may propose in a day.
const PROPOSALS: u64 = 5;
const DAY: Duration = Duration::from_hours(24);
/// Who proposes counts as one.
const SUPPORTERS_NEEDED: i64 = 3;
/// Per cent, until the lead decides otherwise: besides all of the core.
const LEAST_INTERFACE: i32 = 80;
const LEAST_COURSE: i32 = 100;

/// A locale that somebody wants.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub tag: Locale,
    pub motive: String,
    /// How the language calls itself, where CLDR does not know or is wrong.
    pub autonym: Option<String>,
    /// What its readers read besides.
    pub bridge: Vec<Locale>,
}

/// Proposes a locale. The proposer supports it.
///
/// # Errors
/// 403 before the terms of contribution are accepted; 409 when it is there or was proposed, be it in another spelling; 422 for a bridge that
/// nobody can read; 429 after some in a day.
pub fn propose(tx: &mut Tx<'_>, actor: &Actor, new: &Proposal) -> Result<LocaleEntry, AppError> {
    let (person, now) = (rights::as_contributor(tx, actor)?, tx.now());
    if !rights::is_administrator(actor) {
        check_quota(tx, person)?;
    }
    let same = locales::tags(tx.conn())?.into_iter().find(|tag| tag.is_same_as(&new.tag));
    if let Some(there) = same.or_else(|| new.tag.is_pseudo().then(|| new.tag.clone())) {
        return Err(TranslationError::LocaleExists(there).into());
    }
    check_bridge(tx, &new.tag, &new.bridge)?;
    let entry = entry(tx, new, LocaleState::Proposed, Some(person))?;
    locales::add(tx.conn(), &entry)?;
    locales::support(tx.conn(), &new.tag, person, now)?;
    let about = json!({ "motive": new.motive });
    audit::note(tx, Some(person), "locale-proposed", new.tag.as_str(), &about)?;
    Ok(entry)
}

/// A bridge is a language that is read: one that is served. That two lead to each other is no circle, since a bridge is one step.
fn check_bridge(tx: &mut Tx<'_>, tag: &Locale, bridge: &[Locale]) -> Result<(), AppError> {
    let mut wrong = Vec::new();
    for (place, other) in bridge.iter().enumerate() {
        let is_read = locales::find(tx.conn(), other)?.is_some_and(|entry| entry.state.is_served());
        if other == tag || !is_read {
            wrong.push(FieldProblem::new(format!("/bridge/{place}"), "bridge-not-served").with("locale", other));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Problem::invalid(wrong).into()) }
}

fn check_quota(tx: &mut Tx<'_>, person: PersonId) -> Result<(), AppError> {
    let now = tx.now();
    let proposed = locales::proposed_since(tx.conn(), person, now.minus(DAY))?;
    let (count, Some(first)) = (proposed.len() as u64, proposed.first()) else { return Ok(()) };
    if count < PROPOSALS {
        return Ok(());
    }
    Err(Problem::too_many("rate-limited", Quota::new(PROPOSALS, count, first.plus(DAY).since(now))).into())
}

/// Locales of the same language that are there or proposed: other scripts, regions and spellings.
///
/// # Errors
/// When the database refuses.
pub fn akin(snapshot: &mut Snapshot<'_>, tag: &Locale) -> Result<Vec<Locale>, AppError> {
    let is_shown = |state: &LocaleState| !matches!(state, LocaleState::Refused | LocaleState::Archived);
    let states: Vec<LocaleState> = LocaleState::ALL.iter().copied().filter(is_shown).collect();
    let tags = locales::list(snapshot.conn(), &states, None, i64::MAX)?.into_iter().map(|entry| entry.tag);
    Ok(tags.filter(|other| other != tag && other.is_akin_to(tag)).collect())
}

fn entry(tx: &Tx<'_>, new: &Proposal, state: LocaleState, by: Option<PersonId>) -> Result<LocaleEntry, AppError> {
    let facts = LanguageFacts::of(&new.tag, tx.now());
    Ok(LocaleEntry {
        tag: new.tag.clone(),
        autonym: new.autonym.clone().unwrap_or(facts.autonym),
        name_en: facts.name_en,
        name_fr: facts.name_fr,
        name_es: facts.name_es,
        plurals: if facts.cardinal.is_some() { Plurals::Cldr } else { Plurals::OneForm },
        bridge: Json::of(&new.bridge)?,
        state,
        motive: new.motive.clone(),
        least_interface: LEAST_INTERFACE,
        least_course: LEAST_COURSE,
        may_approve_own: false,
        proposed_by: by,
        proposed_at: tx.now(),
        decided_by: None,
        decided_at: None,
        reason: None,
        row_version: 1,
        lead_missed_at: None,
    })
}

/// The working languages, which ship with the College: there from the first start.
///
/// # Errors
/// When the database refuses.
pub fn add_shipped(tx: &mut Tx<'_>, tags: &[Locale]) -> Result<(), AppError> {
    for tag in tags {
        let proposal = Proposal { tag: tag.clone(), motive: String::new(), autonym: None, bridge: Vec::new() };
        let entry = entry(tx, &proposal, LocaleState::Live, None)?;
        locales::add(tx.conn(), &entry)?;
    }
    Ok(())
}

/// Somebody wants the locale, too. Returns how many do.
///
/// # Errors
/// 403 when the address is not confirmed; 404 unless it is proposed.
pub fn support(tx: &mut Tx<'_>, actor: &Actor, tag: &Locale) -> Result<i64, AppError> {
    let (person, now) = (actor.as_learner()?, tx.now());
    let entry = locales::find(tx.conn(), tag)?.filter(|entry| entry.state == LocaleState::Proposed);
    entry.ok_or(TranslationError::LocaleUnknown)?;
    locales::support(tx.conn(), tag, person, now)?;
    Ok(locales::count_supporters(tx.conn(), tag)?)
}

/// What an administrator of translations says to a proposal.
#[derive(Clone, Debug)]
pub struct ProposalRuling {
    pub accept: bool,
    /// Who is to lead the locale; the proposer, when left out.
    pub lead: Option<PersonId>,
    /// Shown to everybody.
    pub reason: Option<String>,
    /// Whether to accept it before enough people support it.
    pub before_support: bool,
}

/// Decides about a proposal. An accepted one gets a lead, who is returned, and is open for work.
///
/// # Errors
/// 403 unless an administrator of translations acts; 404; 409 when it is decided, or too few support it.
pub fn decide(
    tx: &mut Tx<'_>,
    actor: &Actor,
    tag: &Locale,
    ruling: &ProposalRuling,
    party_name: PartyName,
) -> Result<Option<PersonId>, AppError> {
    rights::as_administrator(actor)?;
    let entry = locales::find(tx.conn(), tag)?.ok_or(TranslationError::LocaleUnknown)?;
    let state = if ruling.accept { LocaleState::Seeding } else { LocaleState::Refused };
    if !entry.state.may_become(state) || entry.state == LocaleState::Archived {
        return Err(TranslationError::LocaleStepUnknown.into());
    }
    let missing = SUPPORTERS_NEEDED - locales::count_supporters(tx.conn(), tag)?;
    if ruling.accept && missing > 0 && !ruling.before_support {
        return Err(TranslationError::SupportersMissing(missing).into());
    }
    let lead = ruling.lead.or(entry.proposed_by).filter(|_| ruling.accept);
    if let Some(lead) = lead {
        name_lead(tx, actor, (tag, lead), party_name)?;
    }
    let decided = LocaleEntry {
        state,
        decided_by: Some(actor.person),
        decided_at: Some(tx.now()),
        reason: ruling.reason.clone(),
        ..entry
    };
    write(tx, decided)?;
    let about = json!({ "state": state, "reason": ruling.reason });
    audit::note(tx, Some(actor.person), "locale-decided", tag.as_str(), &about)?;
    Ok(lead)
}

fn name_lead(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (tag, lead): (&Locale, PersonId),
    party_name: PartyName,
) -> Result<(), AppError> {
    let role =
        NewRole { whom: Whom::Person(lead), role: Role::LocaleLead, scope: Scope::locale(tag), expires_at: None };
    accounts::appoint(tx, actor, &role, party_name)
}

/// What a lead may change of a locale; `None` leaves it.
#[derive(Clone, Debug, Default)]
pub struct LocaleChanges {
    pub state: Option<LocaleState>,
    pub autonym: Option<String>,
    pub bridge: Option<Vec<Locale>>,
    pub least_interface: Option<i32>,
    pub least_course: Option<i32>,
    pub may_approve_own: Option<bool>,
}

/// Changes a locale.
///
/// # Errors
/// 403 unless its lead or an administrator of translations acts; 404; 409 for a step that leads nowhere, or when what would be served is not
/// published: anything for a beta, the interface for a live one; 412 by the caller; 422 for a bridge that nobody can read.
pub fn amend(
    tx: &mut Tx<'_>,
    actor: &Actor,
    tag: &Locale,
    changes: &LocaleChanges,
    admit: &dyn Fn(i32) -> Result<(), AppError>,
) -> Result<LocaleEntry, AppError> {
    rights::as_lead(actor, tag)?;
    let entry = locales::find(tx.conn(), tag)?.ok_or(TranslationError::LocaleUnknown)?;
    admit(entry.row_version)?;
    if entry.decided_at.is_none() && !Locale::WORKING.contains(tag) {
        return Err(TranslationError::LocaleStepUnknown.into());
    }
    let step = changes.state.filter(|state| *state != entry.state);
    if step.is_some_and(|state| !may_step(actor, &entry, state)) {
        return Err(TranslationError::LocaleStepUnknown.into());
    }
    check_bridge(tx, tag, changes.bridge.as_deref().unwrap_or_default())?;
    if changes.may_approve_own == Some(true) && reviewers(tx, &Scope::locale(tag))?.len() > 1 {
        return Err(TranslationError::SeveralReviewers.into());
    }
    let bridge = changes.bridge.as_ref().map(Json::of).transpose()?;
    let was_served = entry.state.is_served();
    let amended = LocaleEntry {
        state: changes.state.unwrap_or(entry.state),
        autonym: changes.autonym.clone().unwrap_or(entry.autonym),
        bridge: bridge.unwrap_or(entry.bridge),
        least_interface: changes.least_interface.unwrap_or(entry.least_interface),
        least_course: changes.least_course.unwrap_or(entry.least_course),
        may_approve_own: changes.may_approve_own.unwrap_or(entry.may_approve_own),
        ..entry
    };
    if let Some(state) = step {
        check_published(tx, tag, state)?;
    }
    if amended.state.is_served() != was_served {
        offer_courses(tx, tag, amended.state.is_served())?;
    }
    let amended = write(tx, amended)?;
    audit::note(tx, Some(actor.person), "locale-changed", tag.as_str(), &json!({ "state": amended.state }))?;
    Ok(amended)
}

/// Whoever is offered a language finds the interface in it; who chooses a beta by name may find a course alone.
fn check_published(tx: &mut Tx<'_>, tag: &Locale, state: LocaleState) -> Result<(), AppError> {
    if state.is_served() && !publications::has_any(tx.conn(), tag)? {
        return Err(TranslationError::NothingPublished(tag.clone()).into());
    }
    if state == LocaleState::Live && !publications::has(tx.conn(), tag, publications::INTERFACE)? {
        return Err(TranslationError::InterfaceNotPublished(tag.clone()).into());
    }
    Ok(())
}

/// What translators published of courses is offered when their locale is served, and as long as it is.
fn offer_courses(tx: &mut Tx<'_>, tag: &Locale, is_served: bool) -> Result<(), AppError> {
    let subjects = publications::subjects_of(tx.conn(), tag)?;
    let slugs: Vec<&str> = subjects.iter().filter_map(|subject| subject.strip_prefix(super::courses::PREFIX)).collect();
    courses::serve_language(tx, (&slugs, tag.as_str()), is_served)
}

/// A locale that was refused or given up is opened again by those who decide about proposals, not by its lead.
fn may_step(actor: &Actor, entry: &LocaleEntry, state: LocaleState) -> bool {
    let was_closed = matches!(entry.state, LocaleState::Refused | LocaleState::Archived);
    entry.state.may_become(state)
        && !Locale::WORKING.contains(&entry.tag)
        && (!was_closed || rights::is_administrator(actor))
}

/// Who reviews what is written in a scope: those of the locale, and those of the course in it. Whoever may review anything
/// anywhere is not counted, since nobody could be the only one then.
pub(super) fn reviewers(tx: &mut Tx<'_>, scope: &Scope) -> Result<BTreeSet<PersonId>, AppError> {
    let mut people: BTreeSet<PersonId> = accounts::holders(tx, Role::TranslationReviewer, scope)?.into_iter().collect();
    let locale = match scope.key.split_once('/') {
        Some((tag, _)) => Scope::new(ScopeKind::Locale, tag),
        None => scope.clone(),
    };
    for role in [Role::TranslationReviewer, Role::LocaleLead] {
        people.extend(accounts::holders(tx, role, &locale)?);
    }
    Ok(people)
}

fn write(tx: &mut Tx<'_>, entry: LocaleEntry) -> Result<LocaleEntry, AppError> {
    if !locales::update(tx.conn(), &entry)? {
        return Err(TranslationError::LocaleStepUnknown.into());
    }
    announce(tx, LOCALE_CHANGED, entry.tag.as_str())?;
    Ok(LocaleEntry { row_version: entry.row_version + 1, ..entry })
}

/// Locales in some states, by tag.
///
/// # Errors
/// When the database refuses.
pub fn list(
    snapshot: &mut Snapshot<'_>,
    states: &[LocaleState],
    after: Option<&Locale>,
    limit: i64,
) -> Result<Vec<LocaleEntry>, AppError> {
    Ok(locales::list(snapshot.conn(), states, after, limit)?)
}

/// One locale, and how many support it.
///
/// # Errors
/// 404 when there is none of this tag.
pub fn find(snapshot: &mut Snapshot<'_>, tag: &Locale) -> Result<(LocaleEntry, i64), AppError> {
    let entry = locales::find(snapshot.conn(), tag)?.ok_or(TranslationError::LocaleUnknown)?;
    Ok((entry, locales::count_supporters(snapshot.conn(), tag)?))
}

/// The states in which people work.
pub(super) fn open_states() -> Vec<LocaleState> {
    LocaleState::ALL.iter().copied().filter(|state| state.is_open()).collect()
}

/// Those whose publications are served.
///
/// # Errors
/// When the database refuses.
pub fn list_served(snapshot: &mut Snapshot<'_>) -> Result<Vec<LocaleEntry>, AppError> {
    let served: Vec<LocaleState> = LocaleState::ALL.iter().copied().filter(|state| state.is_served()).collect();
    Ok(locales::list(snapshot.conn(), &served, None, i64::MAX)?)
}
