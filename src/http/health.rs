//! Whether the process lives, whether it can serve, and what it counts.

use std::io::Write as _;
use std::time::Duration;

use actix_web::{HttpResponse, get};
use prometheus::{Encoder as _, HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry, TextEncoder};
use utoipa_actix_web::service_config::ServiceConfig;

use super::AppData;
use crate::error::AppError;

const STATEMENTS: &str = "college_database_statements_total";

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(alive).service(ready).service(metrics);
}

/// The process answers.
#[utoipa::path(
    operation_id = "checkLife", tag = "operations",
    responses((status = 200, description = "Alive", body = str, content_type = "text/plain", example = json!("ok"))),
)]
#[get("/healthz")]
async fn alive() -> &'static str {
    "ok"
}

/// The process can serve: its database can be read and written, and the keys in it opened.
#[utoipa::path(
    operation_id = "checkReadiness", tag = "operations",
    responses((status = 200, description = "Ready", body = str, content_type = "text/plain", example = json!("ready"))),
    extensions(("x-problems" = json!(["busy", "internal-error"]))),
)]
#[get("/readyz")]
async fn ready(app: AppData) -> Result<&'static str, AppError> {
    app.db.check().await?;
    app.keychain.check(&app.db).await?;
    Ok("ready")
}

/// Counters for Prometheus, without personal data.
#[utoipa::path(
    operation_id = "readMetrics", tag = "operations",
    responses((
        status = 200, description = "Prometheus text format 0.0.4", body = str, content_type = "text/plain",
        example = json!("# HELP college_database_statements_total SQL statements sent\n# TYPE college_database_statements_total counter\ncollege_database_statements_total 42\n"),
    )),
    extensions(("x-problems" = json!(["internal-error"]))),
)]
#[get("/metrics")]
async fn metrics(app: AppData) -> Result<HttpResponse, AppError> {
    let mut text = Vec::new();
    TextEncoder::new().encode(&app.metrics.registry.gather(), &mut text).map_err(AppError::broken)?;
    let statements = app.db.statements().total();
    writeln!(text, "# HELP {STATEMENTS} SQL statements sent\n# TYPE {STATEMENTS} counter\n{STATEMENTS} {statements}")
        .map_err(AppError::broken)?;
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text))
}

/// What the process counts.
pub struct Metrics {
    registry: Registry,
    requests: IntCounterVec,
    durations: HistogramVec,
    letters: IntCounterVec,
    jobs: IntCounterVec,
}

impl Metrics {
    /// # Errors
    /// When a metric is declared twice.
    pub fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let requests = IntCounterVec::new(
            Opts::new("college_http_requests_total", "Requests answered, by method, route and status"),
            &["method", "route", "status"],
        )?;
        let durations = HistogramVec::new(
            HistogramOpts::new("college_http_request_seconds", "Time to answer, by route")
                .buckets(vec![0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0]),
            &["route"],
        )?;
        let letters = IntCounterVec::new(
            Opts::new("college_letters_total", "Attempts to send a letter, by kind and outcome"),
            &["kind", "outcome"],
        )?;
        let jobs =
            IntCounterVec::new(Opts::new("college_jobs_total", "Jobs run, by kind and outcome"), &["kind", "outcome"])?;
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(durations.clone()))?;
        registry.register(Box::new(letters.clone()))?;
        registry.register(Box::new(jobs.clone()))?;
        Ok(Self { registry, requests, durations, letters, jobs })
    }

    /// A letter was sent, is to be sent again, or failed.
    pub fn letter(&self, kind: &str, outcome: &str) {
        self.letters.with_label_values(&[kind, outcome]).inc();
    }

    /// A job is done, goes on, is to be tried again, or failed.
    pub fn job(&self, kind: &str, outcome: &str) {
        self.jobs.with_label_values(&[kind, outcome]).inc();
    }

    pub fn request(&self, method: &str, route: &str, status: u16, took: Duration) {
        self.requests.with_label_values(&[label(method), route, &status.to_string()]).inc();
        self.durations.with_label_values(&[route]).observe(took.as_secs_f64());
    }
}

/// A client may make methods up, and each would be counted for itself for ever.
fn label(method: &str) -> &str {
    match method {
        "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | "CONNECT" | "TRACE" => method,
        _ => "other",
    }
}
