//! `/locales`, `/locale-proposals`, `/catalogues`, `/units`, `/translations`, `/translation-imports`, `/comments`, `/terms`,
//! `/me/contributor`.

mod comments;
mod contributors;
mod course_previews;
mod exchange;
mod locales;
mod memory;
mod previews;
mod proposals;
mod publications;
mod sources;
mod suggestions;
mod terminology;
mod terms;
mod units;
mod views;

use utoipa_actix_web::service_config::ServiceConfig;

use crate::error::{AppError, FieldProblem, Problem};
use crate::i18n::Locale;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.configure(contributors::routes);
    routes.configure(proposals::routes);
    routes.configure(locales::routes);
    routes.configure(publications::routes);
    routes.configure(sources::routes);
    routes.configure(units::routes);
    routes.configure(suggestions::routes);
    routes.configure(exchange::routes);
    routes.configure(previews::routes);
    routes.configure(course_previews::routes);
    routes.configure(memory::routes);
    routes.configure(comments::routes);
    routes.configure(terms::routes);
    routes.configure(terminology::routes);
}

/// Reads a language tag in a body.
fn tag(text: &str, pointer: &str) -> Result<Locale, FieldProblem> {
    Locale::parse(text).map_err(|_| FieldProblem::new(pointer, "language-unknown"))
}

/// Reads a list of language tags in a body.
fn tags(texts: &[String], pointer: &str) -> Result<Vec<Locale>, FieldProblem> {
    texts.iter().enumerate().map(|(at, text)| tag(text, &format!("{pointer}/{at}"))).collect()
}

/// Reads `?locale=`.
fn locale_of_query(text: &str) -> Result<Locale, AppError> {
    Locale::parse(text).map_err(|_| Problem::new(400, "query-invalid").with("parameter", "locale").into())
}
