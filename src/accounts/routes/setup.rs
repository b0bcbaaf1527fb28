//! Claiming a new college.

use actix_web::post;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::GivenAccount;
use crate::accounts::model::Role;
use crate::accounts::service;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::client::ClientAddress;
use crate::http::{AppData, Json, MaybeActor, Reply};
use crate::ids::PersonId;
use crate::secret::Secret;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(create);
}

/// The code that the server printed, and who claims the college with it: `account` for a new account, or nobody when the
/// request is signed in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateClaim {
    #[schema(example = "YpP8KSMFOUGyztxwUvfN0wRZhFRc3kYMm-9_exxc6-0")]
    code: Secret,
    account: Option<FirstAccount>,
}

/// The account of the first administrator. Its address counts as confirmed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FirstAccount {
    #[schema(format = Email, example = "admin@example.org", max_length = 254)]
    email: String,
    password: Secret,
    #[schema(example = "Ana Rakoto", max_length = 120)]
    name: String,
    #[schema(example = "en")]
    locale: String,
    #[schema(example = "MG")]
    country: Option<String>,
}

/// Who administers the college now.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({ "person": "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e", "role": "administrator" }))]
struct ClaimView {
    person: PersonId,
    role: Role,
}

/// Claims the college: makes its first administrator.
///
/// The server prints a code at each start while there is no administrator. A signed-in person with a confirmed address becomes
/// the administrator herself; otherwise `account` makes an account for her.
#[utoipa::path(
    operation_id = "claimCollege", tag = "accounts", security((), ("session" = [])),
    request_body = CreateClaim,
    responses((status = 201, body = ClaimView)),
    extensions(
        ("x-creates" = json!("/me")),
        ("x-problems" = json!([
            "setup-code-invalid", "person-unknown", "setup-done", "email-taken", "person-unverified",
            "role-grant-exists", "rate-limited",
        ])),
    ),
)]
#[post("/setup")]
async fn create(
    app: AppData,
    actor: MaybeActor,
    client: ClientAddress,
    body: Json<CreateClaim>,
) -> Result<Reply, AppError> {
    let CreateClaim { code, account } = body.0;
    let person = match (actor.0, account) {
        (Some(actor), None) => app.db.write(move |tx| service::claim_for(tx, &actor, code.reveal())).await?,
        (None, Some(FirstAccount { email, password, name, locale, country })) => {
            let country = country.as_deref();
            let given = GivenAccount { email: &email, password: &password, name: &name, locale: &locale, country };
            let applicant = given.check("/account").map_err(Problem::invalid)?;
            app.claim(code, applicant, &client.network()).await?
        }
        (Some(_), Some(_)) => {
            return Err(Problem::invalid(vec![FieldProblem::new("/account", "account-not-needed")]).into());
        }
        (None, None) => return Err(Problem::invalid(vec![FieldProblem::new("/account", "field-missing")]).into()),
    };
    app.identities.forget_person(person);
    Reply::created("/api/v1/me", &ClaimView { person, role: Role::Administrator })
}
