//! `/locales`, `/locale-proposals`, `/catalogues`, `/units`, `/translations`, `/me/contributor`.

mod contributors;
mod locales;
mod proposals;
mod publications;
mod sources;
mod suggestions;
mod units;
mod views;

use utoipa_actix_web::service_config::ServiceConfig;

use crate::error::FieldProblem;
use crate::i18n::Locale;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.configure(contributors::routes);
    routes.configure(proposals::routes);
    routes.configure(locales::routes);
    routes.configure(publications::routes);
    routes.configure(sources::routes);
    routes.configure(units::routes);
    routes.configure(suggestions::routes);
}

/// Reads a language tag in a body.
fn tag(text: &str, pointer: &str) -> Result<Locale, FieldProblem> {
    Locale::parse(text).map_err(|_| FieldProblem::new(pointer, "language-unknown"))
}

/// Reads a list of language tags in a body.
fn tags(texts: &[String], pointer: &str) -> Result<Vec<Locale>, FieldProblem> {
    texts.iter().enumerate().map(|(at, text)| tag(text, &format!("{pointer}/{at}"))).collect()
}
