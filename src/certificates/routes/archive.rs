//! All certificates of a cohort in one archive.

use std::time::Duration;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, get};
use futures_util::stream;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_actix_web::service_config::ServiceConfig;

use super::issued::wish;
use crate::accounts::Actor;
use crate::certificates::model::{Certificate, Standing};
use crate::certificates::office::Printed;
use crate::certificates::service::{self, Entry, Place, RegisterFilter};
use crate::cohorts::CohortId;
use crate::courses::model::ContentHash;
use crate::db::Snapshot;
use crate::error::AppError;
use crate::formats::bundle::Bundle;
use crate::formats::table;
use crate::http::{AppData, Query};
use crate::i18n::Locale;

/// Certificates that are read at once.
const CHUNK: i64 = 50;
/// Whoever waits at the press goes first.
const PAUSE: Duration = Duration::from_millis(200);
const MOST_PAUSES: usize = 50;
const MANIFEST: [&str; 6] = ["serial", "name", "state", "file", "sha256", "problem"];

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(archive);
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ArchiveQuery {
    #[param(value_type = String, format = Uuid)]
    cohort: CohortId,
}

/// How far an archive has come.
struct Archive {
    app: AppData,
    actor: Actor,
    filter: RegisterFilter,
    wish: Option<Locale>,
    after: Option<Place>,
    waiting: std::vec::IntoIter<Entry>,
    bundle: Bundle,
    manifest: String,
}

/// The certificates of a cohort as PDFs, in one ZIP, with a table of what is in it: `manifest.csv`, with the SHA-256 of each file.
///
/// What was withdrawn or cannot be printed is in the table alone, and why. It is made while it is sent. Who takes it is noted. For the
/// Secretariat.
#[utoipa::path(
    operation_id = "archiveCertificates", tag = "certificates", security(("session" = [])),
    params(
        ArchiveQuery,
        ("lang" = Option<String>, Query, description = "For those that can be printed in it; left out, each in its own", example = "fr"),
    ),
    responses((status = 200, description = "The archive", body = Vec<u8>, content_type = "application/zip")),
    extensions(("x-problems" = json!(["query-invalid", "language-unknown", "forbidden", "body-invalid"]))),
)]
#[get("/certificate-register/archive")]
async fn archive(
    app: AppData,
    actor: Actor,
    query: Query<ArchiveQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    actor.as_secretariat()?;
    let (cohort, wish, by) = (query.0.cohort, wish(&request)?, actor.clone());
    app.db.write(move |tx| service::note_archive(tx, &by, cohort)).await?;
    let filter = RegisterFilter { cohort: Some(cohort), ..RegisterFilter::default() };
    let manifest = format!("\u{FEFF}{}", table::row(MANIFEST));
    let (waiting, bundle) = (Vec::new().into_iter(), Bundle::default());
    let begin = Archive { app, actor, filter, wish, after: None, waiting, bundle, manifest };
    let bytes = stream::try_unfold(Some(begin), |archive| async move {
        let Some(archive) = archive else { return Ok::<_, AppError>(None) };
        Box::pin(archive.next()).await.map(Some)
    });
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"certificates-{cohort}.zip\"")))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(bytes))
}

impl Archive {
    /// The next bytes, and what follows: nothing after the last ones.
    async fn next(mut self) -> Result<(Bytes, Option<Self>), AppError> {
        let Some(entry) = self.entry().await? else { return Ok((self.finish()?, None)) };
        let printed = match &entry.certificate {
            Some(certificate) => self.print(certificate).await,
            None => Err("certificate-altered"),
        };
        let state = entry.certificate.as_ref().map_or(Standing::Altered, |it| it.standing(self.app.clock.now()));
        let name = entry.certificate.as_ref().map_or("", |it| it.record.facts.holder.name.as_str());
        let (file, sha256, problem, bytes) = match printed {
            Ok(printed) => {
                let (file, bytes) = (format!("{}-{}.pdf", entry.serial, printed.locale), printed.body.bytes());
                let sha256 = ContentHash::of(&bytes).to_string();
                (file, sha256, "", bytes)
            }
            Err(problem) => (String::new(), String::new(), problem, Bytes::new()),
        };
        self.manifest += &table::row([&entry.serial, name, state.as_str(), &file, &sha256, problem]);
        let bytes =
            if file.is_empty() { Vec::new() } else { self.bundle.add(&file, &bytes).map_err(AppError::broken)? };
        Ok((Bytes::from(bytes), Some(self)))
    }

    async fn entry(&mut self) -> Result<Option<Entry>, AppError> {
        if let Some(entry) = self.waiting.next() {
            return Ok(Some(entry));
        }
        let (actor, filter, after) = (self.actor.clone(), self.filter.clone(), self.after.clone());
        let read = move |snapshot: &mut Snapshot<'_>| {
            service::list_register(snapshot, &actor, (&filter, after.as_ref()), CHUNK)
        };
        let found = self.app.db.read(read).await?;
        if let Some(last) = found.last() {
            self.after = Some(last.place());
        }
        self.waiting = found.into_iter();
        Ok(self.waiting.next())
    }

    /// The page, or the code that says why there is none.
    async fn print(&self, certificate: &Certificate) -> Result<Printed, &'static str> {
        let offered = certificate.record.facts.languages();
        let wish = self.wish.as_ref().filter(|wish| wish.lineage().iter().any(|step| offered.contains(step)));
        for _ in 0..MOST_PAUSES {
            match self.app.rendition(certificate, wish).await {
                Ok(printed) => return Ok(printed),
                Err(error) => match error.code() {
                    Some("busy") => tokio::time::sleep(PAUSE).await,
                    Some(code) => return Err(code),
                    None => return Err("internal-error"),
                },
            }
        }
        Err("busy")
    }

    fn finish(mut self) -> Result<Bytes, AppError> {
        self.manifest += &table::row(["#end"]);
        let mut bytes = self.bundle.add("manifest.csv", self.manifest.as_bytes()).map_err(AppError::broken)?;
        bytes.extend(self.bundle.finish().map_err(AppError::broken)?);
        Ok(Bytes::from(bytes))
    }
}
