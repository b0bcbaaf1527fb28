//! `/email-verifications`, `/sessions`, `/password-resets`, `/me`, `/setup`, `/role-grants`.

mod me;
mod registration;
mod roles;
mod sessions;
mod setup;

use utoipa_actix_web::service_config::ServiceConfig;

use serde::Serialize;
use utoipa::ToSchema;

pub use registration::RequestView;

use super::model::{Email, Password, Profile, Scope, ScopeKind, country, locale, name};
use crate::error::{AppError, FieldProblem, Problem};
use crate::secret::Secret;

/// Under `/api/v1`.
pub fn routes(routes: &mut ServiceConfig<'_>) {
    registration::routes(routes);
    sessions::routes(routes);
    me::routes(routes);
    setup::routes(routes);
    roles::routes(routes);
}

/// What a role is held for.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScopeView {
    kind: ScopeKind,
    /// ISO 3166-1 alpha-2 of a Party, slug of a course, tag of a locale; not there for the site.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "MG")]
    key: Option<String>,
}

impl From<&Scope> for ScopeView {
    fn from(scope: &Scope) -> Self {
        let key = (scope.kind != ScopeKind::Site).then(|| scope.key.clone());
        Self { kind: scope.kind, key }
    }
}

/// Collects what is wrong with a body, so that all of it is told at once.
#[derive(Default)]
struct Findings(Vec<FieldProblem>);

impl Findings {
    fn take<T>(&mut self, outcome: Result<T, FieldProblem>) -> Option<T> {
        outcome.map_err(|problem| self.0.push(problem)).ok()
    }

    fn refuse(self) -> AppError {
        Problem::invalid(self.0).into()
    }
}

/// The members of a new account, as they came.
pub struct GivenAccount<'a> {
    pub email: &'a str,
    pub password: &'a Secret,
    pub name: &'a str,
    pub locale: &'a str,
    pub country: Option<&'a str>,
}

impl GivenAccount<'_> {
    /// Checks them; `at` is where they stand in the body.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn check(&self, at: &str) -> Result<super::Applicant, Vec<FieldProblem>> {
        let mut findings = Findings::default();
        let email = findings.take(Email::parse(self.email, &format!("{at}/email")));
        let about = [self.email, self.name];
        let password = findings.take(Password::choose(self.password, &about, &format!("{at}/password")));
        let name = findings.take(name(self.name, &format!("{at}/name")));
        let locale = findings.take(locale(self.locale, &format!("{at}/locale")));
        let country = self.country.map(|text| country(text, &format!("{at}/country"))).transpose();
        let country = findings.take(country);
        match (email, password, name, locale, country) {
            (Some(email), Some(password), Some(name), Some(locale), Some(country)) => {
                Ok(super::Applicant { email, password, profile: Profile { name, locale, country } })
            }
            _ => Err(findings.0),
        }
    }
}
