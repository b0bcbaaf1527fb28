//! Registering an account. It stands here and not with the accounts, since an applicant may state her office with it.

use actix_web::post;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::CreateAffiliation;
use crate::accounts::{Applicant, GivenAccount, RequestView};
use crate::affiliations::service::{self, NewAffiliation};
use crate::app::App;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::client::ClientAddress;
use crate::http::{AppData, Json, Reader, Reply};
use crate::secret::Secret;

/// Somebody who wants an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateAccount {
    #[schema(format = Email, example = "ana@example.org", max_length = 254)]
    email: String,
    /// 12 to 128 characters of any script; not one of the most common, not the name or the address.
    password: Secret,
    /// As it shall stand on certificates.
    #[schema(example = "Ana Rakoto", max_length = 120)]
    name: String,
    /// BCP 47 tag of the language for letters and pages.
    #[schema(example = "fr")]
    locale: String,
    /// ISO 3166-1 alpha-2.
    #[schema(example = "MG")]
    country: Option<String>,
    /// Her office, if somebody should vouch for it. That can be done once her address is confirmed.
    affiliation: Option<CreateAffiliation>,
}

impl CreateAccount {
    /// All problems at once.
    async fn check(&self, app: &App) -> Result<(Applicant, Option<NewAffiliation>), AppError> {
        let Self { email, password, name, locale, country, affiliation } = self;
        let given = GivenAccount { email, password, name, locale, country: country.as_deref() };
        let (applicant, mut problems) = match given.check("") {
            Ok(applicant) => (Some(applicant), Vec::new()),
            Err(problems) => (None, problems),
        };
        let mut stated = None;
        if let Some(affiliation) = affiliation {
            match affiliation.check("/affiliation") {
                Ok(office) => stated = Some(office),
                Err(problem) => problems.push(problem),
            }
            // Asked before the address is looked at: the answer must not depend on it.
            if !app.parties.all(&app.db).await?.iter().any(|party| party.code == affiliation.party) {
                let problem = FieldProblem::new("/affiliation/party", "party-unknown");
                problems.push(problem.with("party", affiliation.party.as_str()));
            }
        }
        match applicant.filter(|_| problems.is_empty()) {
            Some(applicant) => Ok((applicant, stated)),
            None => Err(Problem::invalid(problems).into()),
        }
    }
}

/// The same whether or not the address had an account.
#[derive(Serialize, ToSchema)]
struct RegistrationView {
    #[serde(flatten)]
    request: RequestView,
    /// Certificates cannot be printed with the name: why, and what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        example = "Certificates cannot be printed with this name: it has characters that cannot be printed, or is too long for the page. You may write it differently."
    )]
    name_warning: Option<String>,
}

/// Registers an account.
///
/// The answer is the same, in words and in time, whether or not the address has an account: its owner learns it by mail.
#[utoipa::path(
    operation_id = "registerAccount", tag = "accounts",
    request_body = CreateAccount,
    responses((status = 201, description = "Registered; a letter has been sent", body = RegistrationView)),
    extensions(("x-creates" = json!("/me")), ("x-problems" = json!(["rate-limited"]))),
)]
#[post("/accounts")]
pub(super) async fn register(
    app: AppData,
    client: ClientAddress,
    reader: Reader,
    body: Json<CreateAccount>,
) -> Result<Reply, AppError> {
    let (applicant, stated) = body.0.check(&app).await?;
    let (name, locale) = (applicant.profile.name.clone(), applicant.profile.locale.clone());
    let network = client.network();
    let registered =
        app.register(applicant, &network, move |tx, person| service::state_anew(tx, person, stated.as_ref()));
    let quota = registered.await?;
    let name_warning = app.name_warning(&name, &locale, &reader.language().localizer()).await;
    let view = RegistrationView { request: RequestView::confirm_email(), name_warning };
    Ok(Reply::created("/api/v1/me", &view)?.with_quota(quota))
}
