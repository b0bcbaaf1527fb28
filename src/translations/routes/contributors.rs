//! `/me/contributor`: on which terms one contributes.

use actix_web::{HttpRequest, HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::error::AppError;
use crate::http::{AppData, Json, Page, Path, Query, Reply};
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::translations::TranslationError;
use crate::translations::model::{CONTRIBUTION_TERMS, Contributor, Deeds, Licence};
use crate::translations::service::contributors::{self as service, Credit, Wishes};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show).service(accept).service(list);
}

/// On which terms somebody contributes.
#[derive(Debug, Serialize, ToSchema)]
struct ContributorView {
    /// The version of the terms that was accepted.
    #[schema(example = "2026-11")]
    terms: String,
    /// Whether the terms have changed since, and wait to be accepted anew.
    outdated: bool,
    licence: Licence,
    #[schema(value_type = String, format = DateTime)]
    accepted_at: Timestamp,
    /// Whether the contributors' pages name the person.
    named: bool,
    /// Whether to write, once a day at most, of reviews, sources that are new or changed, deadlines, and what waits for a review.
    digest: bool,
    /// What one did, by language.
    languages: Vec<DeedsView>,
}

/// What somebody did for a language.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ContributionView)]
struct DeedsView {
    #[schema(value_type = String, example = "sw")]
    locale: Locale,
    /// Texts of hers that she did not take back.
    suggested: i32,
    /// Those of them that were approved, be they replaced since.
    approved: i32,
    /// Texts of others that she reviewed, each counted once.
    reviewed: i32,
}

impl ContributorView {
    fn new(contributor: Contributor, deeds: Vec<(Locale, Deeds)>) -> Self {
        let Contributor { terms, licence, accepted_at, is_named: named, wants_digest: digest, .. } = contributor;
        let view =
            |(locale, Deeds { suggested, approved, reviewed })| DeedsView { locale, suggested, approved, reviewed };
        let languages = deeds.into_iter().map(view).collect();
        Self { outdated: terms != CONTRIBUTION_TERMS, terms, licence, accepted_at, named, digest, languages }
    }
}

/// On which terms one contributes.
#[utoipa::path(
    operation_id = "showMyContributor", tag = "translations", security(("session" = [])),
    responses((status = 200, body = ContributorView)),
    extensions(("x-problems" = json!(["contribution-terms-not-accepted"]))),
)]
#[get("/me/contributor")]
async fn show(app: AppData, actor: Actor) -> Result<Reply, AppError> {
    let found = app.db.read(move |snapshot| {
        let contributor = service::find(snapshot, &actor)?.ok_or(TranslationError::TermsNotAccepted)?;
        Ok(ContributorView::new(contributor, service::deeds(snapshot, actor.person)?))
    });
    Reply::ok(&found.await?)
}

/// The licence of one's contributions, and how one wants to be named.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AcceptTerms {
    /// What is contributed is given under it; contributions made before keep theirs.
    licence: Licence,
    #[schema(example = true)]
    named: bool,
    /// Whether to be written to, once a day at most and only when there is something to say: of reviews of one's work, sources
    /// that are new or changed, deadlines, and what waits for one's review. `false` takes back also a letter that waits.
    #[schema(example = true)]
    digest: bool,
}

/// Accepts the terms of contribution, or changes what was chosen with them.
#[utoipa::path(
    operation_id = "acceptContributionTerms", tag = "translations", security(("session" = [])),
    request_body = AcceptTerms,
    responses((status = 200, body = ContributorView)),
    extensions(("x-problems" = json!(["email-not-verified"]))),
)]
#[put("/me/contributor")]
async fn accept(app: AppData, actor: Actor, body: Json<AcceptTerms>) -> Result<Reply, AppError> {
    let AcceptTerms { licence, named: is_named, digest: wants_digest } = body.0;
    let wishes = Wishes { licence, is_named, wants_digest };
    let accepted = app.db.write(move |tx| {
        let contributor = service::accept(tx, &actor, wishes)?;
        Ok(ContributorView::new(contributor, service::deeds(tx, actor.person)?))
    });
    Reply::ok(&accepted.await?)
}

/// Somebody who contributes to a locale, and allows it to be said.
#[derive(Debug, Serialize, ToSchema)]
struct CreditView {
    person: PersonId,
    #[schema(example = "Neema Mwangi")]
    name: String,
    /// Texts of hers that she did not take back.
    suggested: i32,
    /// Those of them that were approved, be they replaced since.
    approved: i32,
    /// Texts of others that she reviewed, each counted once.
    reviewed: i32,
    /// All languages in which something of hers was approved, or she reviewed something.
    #[schema(value_type = Vec<String>, example = json!(["ln", "sw"]))]
    languages: Vec<Locale>,
}

impl From<Credit> for CreditView {
    fn from(Credit { person, name, deeds, languages }: Credit) -> Self {
        let Deeds { suggested, approved, reviewed } = deeds;
        Self { person, name, suggested, approved, reviewed, languages }
    }
}

/// Whose contributions are counted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct CreditQuery {
    /// To one catalogue alone.
    #[param(example = "course/introduction-to-cites")]
    catalogue: Option<String>,
}

/// Those who translate into a locale and want to be named, whoever had most approved first; at most five hundred.
#[utoipa::path(
    operation_id = "listContributors", tag = "translations",
    params(("tag" = String, Path, example = "sw"), CreditQuery),
    responses((status = 200, body = Page<CreditView>)),
    extensions(("x-problems" = json!(["locale-unknown", "catalogue-unknown"]))),
)]
#[get("/locales/{tag}/contributors")]
async fn list(
    app: AppData,
    tag: Path<Locale>,
    query: Query<CreditQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let catalogue = query.0.catalogue;
    let credits = app.db.read(move |snapshot| service::credits(snapshot, &tag.0, catalogue.as_deref())).await?;
    Ok(Page { items: credits.into_iter().map(CreditView::from).collect(), next: None }.respond(&request))
}
