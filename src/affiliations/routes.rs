//! `/me/affiliations`, `/affiliations`, and `/accounts`, where an applicant may state her office.

mod registration;

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::model::{Affiliation, AffiliationId, AffiliationStanding, Decision, LONGEST_REASON, Term};
use super::service::{self, NewAffiliation, Ruling, Wanted};
use crate::accounts::{self, Actor, Contact};
use crate::clock::Timestamp;
use crate::db::Snapshot;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, Json, Once, Page, PageQuery, Path, Query, Reply};
use crate::ids::PersonId;
use crate::parties::{AuthorityKind, PartyCode};
use crate::text;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(registration::register);
    routes.service(list_own).service(create).service(remove_own);
    routes.service(list).service(decide);
}

/// A person's office in an authority of a Party.
#[derive(Debug, Serialize, ToSchema)]
struct AffiliationView {
    id: AffiliationId,
    party: PartyCode,
    authority: AuthorityKind,
    #[schema(example = "Direction générale des douanes")]
    organisation: String,
    state: AffiliationStanding,
    #[schema(value_type = String, format = DateTime)]
    requested_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
    /// What whoever decided wrote to the person.
    reason: Option<String>,
    /// The moment from which nobody vouches any more.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

impl AffiliationView {
    fn new(affiliation: Affiliation, now: Timestamp) -> Self {
        let state = affiliation.standing(now);
        let Affiliation { id, party, authority, organisation, requested_at, decided_at, reason, expires_at, .. } =
            affiliation;
        Self { id, party, authority, organisation, state, requested_at, decided_at, reason, expires_at }
    }
}

/// Somebody as those see her who decide on her requests.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonView {
    pub id: PersonId,
    #[schema(example = "Ana Rakoto")]
    pub name: String,
    /// Not there for a person without an account.
    #[schema(example = "ana@example.org")]
    pub email: Option<String>,
}

impl PersonView {
    /// From [`accounts::contacts`]; a person who was erased has no name any more.
    #[must_use]
    pub fn new(id: PersonId, contacts: &BTreeMap<PersonId, Contact>) -> Self {
        let contact = contacts.get(&id).cloned();
        let (name, email) = contact.map_or((String::new(), None), |contact| (contact.name, contact.email));
        Self { id, name, email }
    }
}

/// An affiliation, for those who decide.
#[derive(Debug, Serialize, ToSchema)]
struct AffiliationRequestView {
    #[serde(flatten)]
    affiliation: AffiliationView,
    person: PersonView,
    /// The name that was vouched for, which certificates for the Party bear; the person may have changed hers since.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Ana Rakoto")]
    vouched_name: Option<String>,
    decided_by: Option<PersonId>,
}

impl AffiliationRequestView {
    fn new(affiliation: Affiliation, contacts: &BTreeMap<PersonId, Contact>, now: Timestamp) -> Self {
        let (person, decided_by) = (PersonView::new(affiliation.person, contacts), affiliation.decided_by);
        let vouched_name = affiliation.name.clone();
        Self { affiliation: AffiliationView::new(affiliation, now), person, vouched_name, decided_by }
    }

    fn of_all(snapshot: &mut Snapshot<'_>, affiliations: Vec<Affiliation>) -> Result<Vec<Self>, AppError> {
        let people: Vec<PersonId> = affiliations.iter().map(|affiliation| affiliation.person).collect();
        let (contacts, now) = (accounts::contacts(snapshot, &people)?, snapshot.now());
        Ok(affiliations.into_iter().map(|affiliation| Self::new(affiliation, &contacts, now)).collect())
    }
}

/// One's own affiliations, the latest first.
#[utoipa::path(
    operation_id = "listMyAffiliations", tag = "people", security(("session" = [])),
    params(PageQuery),
    responses((status = 200, body = Page<AffiliationView>)),
)]
#[get("/me/affiliations")]
async fn list_own(
    app: AppData,
    actor: Actor,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, before, now) = (query.0.limit()?, query.0.after()?, app.clock.now());
    let rows = app.db.read(move |snapshot| service::list_own(snapshot, &actor, before, limit + 1)).await?;
    let page = Page::new(rows, limit, |affiliation| affiliation.id);
    Ok(page.map(|affiliation| AffiliationView::new(affiliation, now)).respond(&request))
}

/// An office for which somebody should vouch.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateAffiliation {
    party: PartyCode,
    authority: AuthorityKind,
    #[schema(example = "Direction générale des douanes", max_length = 200)]
    organisation: String,
}

impl CreateAffiliation {
    /// Checks it; `at` is where it stands in the body.
    fn check(&self, at: &str) -> Result<NewAffiliation, FieldProblem> {
        NewAffiliation::stated((self.party, self.authority), &self.organisation, at)
    }
}

/// Asks that a focal point of the Party or the Secretariat vouch for one's office.
#[utoipa::path(
    operation_id = "requestAffiliation", tag = "people", security(("session" = [])),
    params(Once),
    request_body = CreateAffiliation,
    responses((status = 201, body = AffiliationView)),
    extensions(
        ("x-creates" = json!("/me/affiliations/{id}")),
        ("x-problems" = json!(["email-not-verified", "affiliation-exists", "affiliation-too-many-requests"])),
    ),
)]
#[post("/me/affiliations")]
async fn create(app: AppData, actor: Actor, once: Once, body: Json<CreateAffiliation>) -> Result<Reply, AppError> {
    let new = body.0.check("").map_err(|problem| Problem::invalid(vec![problem]))?;
    app.write_once(actor.person, once, move |tx| {
        let view = AffiliationView::new(service::request(tx, &actor, &new)?, tx.now());
        Reply::created("/api/v1/me/affiliations", &view)
    })
    .await
}

/// Takes back what one stated. Enrolments that were approved on account of it are closed until somebody vouches for the same
/// office again.
#[utoipa::path(
    operation_id = "withdrawAffiliation", tag = "people", security(("session" = [])),
    params(("id" = AffiliationId, Path)),
    responses((status = 204, description = "Taken back")),
    extensions(("x-problems" = json!(["affiliation-unknown", "affiliation-already-decided"]))),
)]
#[delete("/me/affiliations/{id}")]
async fn remove_own(app: AppData, actor: Actor, id: Path<AffiliationId>) -> Result<Reply, AppError> {
    app.db.write(move |tx| service::withdraw(tx, &actor, id.0)).await?;
    Ok(Reply::no_content())
}

/// Which affiliations are listed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    /// `requested` unless told.
    state: Option<AffiliationStanding>,
    party: Option<PartyCode>,
}

/// Affiliations to decide on, the oldest first. Focal points see those of their own Party, the Secretariat all.
#[utoipa::path(
    operation_id = "listAffiliations", tag = "people", security(("session" = [])),
    params(ListQuery),
    responses((status = 200, body = Page<AffiliationRequestView>)),
    extensions(("x-problems" = json!(["forbidden"]))),
)]
#[get("/affiliations")]
async fn list(
    app: AppData,
    actor: Actor,
    query: Query<ListQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let ListQuery { limit, cursor, state, party } = query.0;
    let page = PageQuery { limit, cursor };
    let (limit, after) = (page.limit()?, page.after()?);
    let wanted = Wanted { standing: state.unwrap_or(AffiliationStanding::Requested), party, after };
    let read = move |snapshot: &mut Snapshot<'_>| {
        let rows = service::list(snapshot, &actor, &wanted, limit + 1)?;
        AffiliationRequestView::of_all(snapshot, rows)
    };
    let views = app.db.read(read).await?;
    Ok(Page::new(views, limit, |view| view.affiliation.id).respond(&request))
}

/// Whether one vouches for an affiliation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateAffiliationDecision {
    decision: Decision,
    /// For the person to read. A refusal needs one.
    #[schema(max_length = 500)]
    reason: Option<String>,
    /// Until when one vouches: two years from now unless told, five at most.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

impl CreateAffiliationDecision {
    fn check(&self) -> Result<Ruling, AppError> {
        let reason = reason(self.reason.as_deref(), self.decision == Decision::Refused);
        let reason = reason.map_err(|problem| Problem::invalid(vec![problem]))?;
        Ok(Ruling { decision: self.decision, reason, term: self.until.map_or(Term::Standard, Term::Until) })
    }
}

/// The reason of a decision, checked; a refusal has to have one.
///
/// # Errors
/// The problem of `/reason`.
pub fn reason(given: Option<&str>, required: bool) -> Result<Option<String>, FieldProblem> {
    match given {
        None if required => Err(FieldProblem::new("/reason", "field-missing")),
        None => Ok(None),
        Some(given) => text::line(given, LONGEST_REASON).map(Some).map_err(|fault| fault.at("/reason")),
    }
}

/// Vouches for an affiliation, refuses it, or takes a vouching back by refusing it. A vouching that holds can be renewed, to move
/// its end. The person is told by mail.
#[utoipa::path(
    operation_id = "decideAffiliation", tag = "people", security(("session" = [])),
    params(("id" = AffiliationId, Path), Once),
    request_body = CreateAffiliationDecision,
    responses((status = 200, body = AffiliationRequestView)),
    extensions(
        ("x-problems" = json!(["forbidden", "affiliation-own", "affiliation-unknown", "affiliation-already-decided", "person-unverified"])),
    ),
)]
#[post("/affiliations/{id}/decision")]
async fn decide(
    app: AppData,
    actor: Actor,
    once: Once,
    id: Path<AffiliationId>,
    body: Json<CreateAffiliationDecision>,
) -> Result<Reply, AppError> {
    service::parties_in_care(&actor)?;
    let decided = body.0.check()?;
    app.write_once(actor.person, once, move |tx| {
        let affiliation = service::decide(tx, &actor, id.0, &decided)?;
        let contacts = accounts::contacts(tx, &[affiliation.person])?;
        Reply::ok(&AffiliationRequestView::new(affiliation, &contacts, tx.now()))
    })
    .await
}
