//! One's own account.

use actix_web::{get, patch, put};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Findings;
use super::ScopeView;
use super::sessions::SessionView;
use crate::accounts::Actor;
use crate::accounts::model::{Account, Grant, Password, Role, country, locale, name};
use crate::accounts::service::{self, CountryChange, ProfileChange};
use crate::clock::Timestamp;
use crate::error::AppError;
use crate::http::client::ClientAddress;
use crate::http::{AppData, IfMatch, Json, Reader, Reply};
use crate::ids::{PartyCode, PersonId};
use crate::secret::Secret;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show).service(update).service(update_password);
}

/// The signed-in person.
#[derive(Serialize, ToSchema)]
struct MeView {
    id: PersonId,
    #[schema(example = "ana@example.org")]
    email: String,
    /// Whether the address is confirmed. Learning asks for it.
    verified: bool,
    #[schema(example = "Ana Rakoto")]
    name: String,
    #[schema(example = "fr")]
    locale: String,
    country: Option<PartyCode>,
    /// The roles that hold now.
    roles: Vec<HeldRoleView>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Certificates cannot be printed with a name that was just given: why, and what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        example = "Certificates cannot be printed with this name: it has characters that cannot be printed, or is too long for the page. You may write it differently."
    )]
    name_warning: Option<String>,
}

/// A role that the person holds.
#[derive(Serialize, ToSchema)]
struct HeldRoleView {
    role: Role,
    scope: ScopeView,
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

fn reply((account, grants): (Account, Vec<Grant>), name_warning: Option<String>) -> Result<Reply, AppError> {
    let version = account.row_version;
    let held = |grant: Grant| HeldRoleView {
        role: grant.role,
        scope: ScopeView::from(&grant.scope),
        expires_at: grant.expires_at,
    };
    let view = MeView {
        id: account.person,
        email: account.email,
        verified: account.verified_at.is_some(),
        name: account.profile.name,
        locale: account.profile.locale.as_str().to_owned(),
        country: account.profile.country,
        roles: grants.into_iter().map(held).collect(),
        created_at: account.created_at,
        name_warning,
    };
    Ok(Reply::ok(&view)?.with_version(version))
}

/// One's own account.
#[utoipa::path(
    operation_id = "showMe", tag = "accounts", security(("session" = [])),
    responses((status = 200, body = MeView, headers(("ETag" = String, description = "The version, for If-Match")))),
)]
#[get("/me")]
async fn show(app: AppData, actor: Actor) -> Result<Reply, AppError> {
    reply(app.db.read(move |snapshot| service::present(snapshot, &actor)).await?, None)
}

/// What shall be different. A member that is left out stays; `country: null` takes the country away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UpdateMe {
    #[schema(example = "Ana Rakoto", max_length = 120)]
    name: Option<String>,
    #[schema(example = "es")]
    locale: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "MG")]
    country: GivenCountry,
}

/// Tells `null` from a member that is not there.
#[derive(Default)]
enum GivenCountry {
    #[default]
    Absent,
    Null,
    Text(String),
}

impl<'de> Deserialize<'de> for GivenCountry {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        Option::deserialize(input).map(|text| text.map_or(Self::Null, Self::Text))
    }
}

impl UpdateMe {
    fn check(&self) -> Result<ProfileChange, AppError> {
        let mut findings = Findings::default();
        let name = self.name.as_deref().and_then(|text| findings.take(name(text, "/name")));
        let locale = self.locale.as_deref().and_then(|text| findings.take(locale(text, "/locale")));
        let country = match &self.country {
            GivenCountry::Text(text) => findings.take(country(text, "/country")).map(CountryChange::Set),
            GivenCountry::Null => Some(CountryChange::Remove),
            GivenCountry::Absent => None,
        };
        if findings.0.is_empty() { Ok(ProfileChange { name, locale, country }) } else { Err(findings.refuse()) }
    }
}

/// Changes one's own name, language or country.
#[utoipa::path(
    operation_id = "updateMe", tag = "accounts", security(("session" = [])),
    params(IfMatch),
    request_body = UpdateMe,
    responses((status = 200, body = MeView, headers(("ETag" = String)))),
)]
#[patch("/me")]
async fn update(
    app: AppData,
    actor: Actor,
    version: IfMatch,
    reader: Reader,
    body: Json<UpdateMe>,
) -> Result<Reply, AppError> {
    let (change, person) = (body.0.check()?, actor.person);
    let is_named = change.name.is_some();
    let changed =
        app.db.write(move |tx| service::change_profile(tx, &actor, &change, &|present| version.admit(present))).await?;
    app.identities.forget_person(person);
    let profile = &changed.0.profile;
    let warning = if is_named {
        app.name_warning(&profile.name, &profile.locale, &reader.language().localizer()).await
    } else {
        None
    };
    reply(changed, warning)
}

/// The present password and a new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChangePassword)]
struct UpdatePassword {
    current_password: Secret,
    /// 12 to 128 characters of any script; not one of the most common, not the name or the address.
    new_password: Secret,
}

/// Changes one's own password.
///
/// All sessions end, this one too; the answer has the tokens of a new one.
#[utoipa::path(
    operation_id = "changePassword", tag = "accounts", security(("session" = [])),
    request_body = UpdatePassword,
    responses((status = 201, body = SessionView)),
    extensions(("x-creates" = json!("/me")), ("x-problems" = json!(["password-wrong", "rate-limited"]))),
)]
#[put("/me/password")]
async fn update_password(
    app: AppData,
    actor: Actor,
    client: ClientAddress,
    body: Json<UpdatePassword>,
) -> Result<Reply, AppError> {
    let present = Password::given(&body.0.current_password);
    let (issued, quota) = app.change_password(&actor, present, body.0.new_password, &client.network()).await?;
    Ok(Reply::created("/api/v1/me", &SessionView::new(&issued))?.with_quota(quota))
}
