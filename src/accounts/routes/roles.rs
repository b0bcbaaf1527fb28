//! Giving roles and taking them back.

use std::sync::{Arc, OnceLock};

use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Findings;
use super::ScopeView;
use crate::accounts::Actor;
use crate::accounts::model::{Email, GrantId, GrantRecord, Role, Scope, ScopeKind};
use crate::accounts::service::{self, GrantFilter, NewRole, Whom};
use crate::clock::Timestamp;
use crate::error::{AppError, FieldProblem};
use crate::http::{AppData, Json, Once, Page, PageQuery, Path, Query, Reply};
use crate::ids::PersonId;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(create).service(remove);
}

/// A role that somebody holds.
#[derive(Serialize, ToSchema)]
struct RoleGrantView {
    id: GrantId,
    person: HolderView,
    role: Role,
    scope: ScopeView,
    /// Nobody, when it was given from the command line or by the set-up code.
    granted_by: Option<PersonId>,
    #[schema(value_type = String, format = DateTime)]
    granted_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

/// Who holds it.
#[derive(Serialize, ToSchema)]
struct HolderView {
    id: PersonId,
    #[schema(example = "Ana Rakoto")]
    name: String,
    /// Left out for those who lead a locale.
    #[schema(example = "ana@example.org")]
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

impl RoleGrantView {
    /// Only the Secretariat sees addresses.
    fn new(record: GrantRecord, actor: &Actor) -> Self {
        let email = record.email.filter(|_| actor.is_secretariat());
        Self {
            id: record.id,
            person: HolderView { id: record.person, name: record.name, email },
            role: record.grant.role,
            scope: ScopeView::from(&record.grant.scope),
            granted_by: record.granted_by,
            granted_at: record.granted_at,
            expires_at: record.grant.expires_at,
        }
    }
}

/// Which grants are listed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    limit: Option<i64>,
    cursor: Option<String>,
    /// Those of one person.
    person: Option<PersonId>,
    /// Those of one role.
    role: Option<Role>,
}

/// The roles that people hold, the oldest grant first.
///
/// For the Secretariat; for whoever leads a locale or administers translations, the roles of those locales.
#[utoipa::path(
    operation_id = "listRoleGrants", tag = "people", security(("session" = [])),
    params(ListQuery),
    responses((status = 200, body = Page<RoleGrantView>)),
    extensions(("x-problems" = json!(["forbidden"]))),
)]
#[get("/role-grants")]
async fn list(
    app: AppData,
    actor: Actor,
    query: Query<ListQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let ListQuery { limit, cursor, person, role } = query.0;
    let page = PageQuery { limit, cursor };
    let limit = page.limit()?;
    let filter = GrantFilter { person, role, after: page.after()? };
    let reader = actor.clone();
    let grants = app.db.read(move |snapshot| service::list(snapshot, &reader, &filter, limit + 1)).await?;
    let page = Page::new(grants, limit, |grant| grant.id).map(|grant| RoleGrantView::new(grant, &actor));
    Ok(page.respond(&request))
}

/// A role to be given: to a person by `person` or by `email`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "email": "ana@example.org", "role": "focal-point", "scope": { "kind": "party", "key": "MG" }, "expires_at": "2028-03-02T09:00:00Z"
}))]
struct CreateRoleGrant {
    person: Option<PersonId>,
    #[schema(example = "ana@example.org")]
    email: Option<String>,
    role: Role,
    scope: GivenScope,
    /// The moment from which it no longer holds; for ever, when left out.
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

/// What a role is given for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GivenScope {
    kind: ScopeKind,
    /// ISO 3166-1 alpha-2 of a Party, slug of a course, tag of a locale, or `sw/introduction-to-cites`; left out for the site.
    #[schema(example = "MG")]
    key: Option<String>,
}

impl CreateRoleGrant {
    fn scope(&self) -> Scope {
        Scope::new(self.scope.kind, self.scope.key.as_deref().unwrap_or_default())
    }

    /// Only staff may name people by their addresses: others would learn who has an account.
    fn check(&self, actor: &Actor) -> Result<NewRole, AppError> {
        let mut findings = Findings::default();
        let whom = findings.take(match (self.person, &self.email) {
            (Some(person), None) => Ok(Whom::Person(person)),
            (None, _) if !actor.is_secretariat() => Err(FieldProblem::new("/person", "field-missing")),
            (None, Some(email)) => Email::parse(email, "/email").map(Whom::Email),
            (None, None) => Err(FieldProblem::new("/email", "field-missing")),
            (Some(_), Some(_)) => Err(FieldProblem::new("/email", "person-or-email")),
        });
        match whom {
            Some(whom) => Ok(NewRole { whom, role: self.role, scope: self.scope(), expires_at: self.expires_at }),
            None => Err(findings.refuse()),
        }
    }
}

/// Gives a role.
///
/// The administrator gives every role, the Secretariat every one but `administrator` and `secretariat`. Whoever leads a locale, or
/// administers translations, gives the roles of locales, to people named by `person`.
#[utoipa::path(
    operation_id = "grantRole", tag = "people", security(("session" = [])),
    params(Once),
    request_body = CreateRoleGrant,
    responses((status = 201, body = RoleGrantView)),
    extensions(
        ("x-creates" = json!("/role-grants/{id}")),
        ("x-problems" = json!([
            "forbidden", "role-not-yours", "person-unknown", "person-unverified", "role-grant-exists",
        ])),
    ),
)]
#[post("/role-grants")]
async fn create(app: AppData, actor: Actor, once: Once, body: Json<CreateRoleGrant>) -> Result<Reply, AppError> {
    service::may_grant(&actor, body.0.role, &body.0.scope())?;
    let new = body.0.check(&actor)?;
    let (party_name, holder) = (app.party_name, Arc::new(OnceLock::new()));
    let held_by = Arc::clone(&holder);
    let reply = app
        .write_once(actor.person, once, move |tx| {
            let view = RoleGrantView::new(service::grant(tx, &actor, &new, party_name)?, &actor);
            held_by.get_or_init(|| view.person.id);
            Reply::created(format!("/api/v1/role-grants/{}", view.id), &view)
        })
        .await?;
    if let Some(person) = holder.get() {
        app.identities.forget_person(*person);
    }
    Ok(reply)
}

/// Takes a role back, at once. The last administrator's stays, and so does the last lead's of a locale, unless the Secretariat acts.
#[utoipa::path(
    operation_id = "revokeRole", tag = "people", security(("session" = [])),
    params(("id" = GrantId, Path)),
    responses((status = 204, description = "Taken back")),
    extensions(("x-problems" = json!(["forbidden", "role-not-yours", "role-grant-unknown", "last-administrator", "last-locale-lead"]))),
)]
#[delete("/role-grants/{id}")]
async fn remove(app: AppData, actor: Actor, id: Path<GrantId>) -> Result<Reply, AppError> {
    let person = app.db.write(move |tx| service::revoke(tx, &actor, id.0)).await?;
    app.identities.forget_person(person);
    Ok(Reply::no_content())
}
