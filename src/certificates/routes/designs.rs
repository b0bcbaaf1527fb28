//! How certificates look: designs.

use std::collections::BTreeMap;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::issued::{PrintQuery, wish};
use super::wrong::Wrong;
use crate::accounts::Actor;
use crate::certificates::jobs::issue_owed_now;
use crate::certificates::model::{Design, DesignLogo, DesignTexts};
use crate::certificates::render::{Colour, ColourFault, Colours, layouts};
use crate::certificates::service::{self, DesignVersion, ListedDesign};
use crate::clock::Timestamp;
use crate::courses::model::Slug;
use crate::db::{Snapshot, Tx};
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, IfMatch, Json, Once, Page, PageQuery, Path, Query, Reply};
use crate::i18n::Locale;
use crate::ids::PersonId;
use crate::text;

/// The first layout that can draw what a design adds.
const LEAST_LAYOUT: u16 = 2;
/// They stand side by side above the title.
const MOST_LOGOS: usize = 4;
const LONGEST_NAME: usize = 120;
const LONGEST_TITLE: usize = 80;
const LONGEST_CERTIFY: usize = 120;
const LONGEST_STATEMENT: usize = 160;
const LONGEST_NOTE: usize = 300;
const LONGEST_ALT: usize = 200;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(create).service(show).service(set).service(versions);
    routes.service(preview).service(preview_stored);
}

/// Words in the place of those that certificates have in a language. What is left out is as it always is.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = CertificateDesignTexts)]
#[serde(deny_unknown_fields)]
struct TextsView {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 80, example = "Certificate of advanced training")]
    title: Option<String>,
    /// Before the name of the holder.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 120, example = "This is to certify that")]
    certify: Option<String>,
    /// Between the name of the holder and the title of the course.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 160, example = "has successfully completed the course")]
    statement: Option<String>,
    /// A paragraph beneath the details. There is none unless a design has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(
        nullable = false,
        max_length = 300,
        example = "This course is a part of the master’s programme of the University."
    )]
    note: Option<String>,
}

/// A logo at the head of certificates.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CertificateDesignLogo)]
#[serde(deny_unknown_fields)]
struct LogoView {
    /// The hash that `POST /certificate-pictures` gave the picture.
    #[schema(example = "6ea80f3f7d7a3cbcf6e5f6c8bd1b1ad6a1e6b62f9f9b2a9bdb0d1a6a2ad4c7e1")]
    picture: String,
    /// What is read aloud in its place, by language; in English, French and Spanish at least.
    #[schema(value_type = BTreeMap<String, String>, example = json!({ "en": "University of Antananarivo", "fr": "Université d’Antananarivo", "es": "Universidad de Antananarivo" }))]
    alt: BTreeMap<String, String>,
}

/// Colours as `#14432d`, each with a contrast of 4.5 to 1 to white at least.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CertificateDesignColours)]
#[serde(deny_unknown_fields)]
struct ColoursView {
    /// Of the words and the code.
    #[schema(example = "#1b2a4a")]
    ink: String,
    /// Of the name, the issuer and the frame.
    #[schema(example = "#7a1f2b")]
    accent: String,
}

/// How certificates look.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = CertificateDesign)]
#[serde(deny_unknown_fields)]
struct DesignView {
    /// The number of a built-in layout; left out, the newest. A design keeps its layout when a newer one comes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 2, example = 2)]
    layout: Option<i64>,
    /// Words by language. What is given in one language is given in English, French and Spanish at least; the others have their own
    /// standing words.
    #[serde(default)]
    #[schema(example = json!({
        "en": { "title": "Certificate of advanced training" }, "fr": { "title": "Certificat de formation avancée" },
        "es": { "title": "Certificado de formación avanzada" }
    }))]
    texts: BTreeMap<String, TextsView>,
    /// Side by side above the title.
    #[serde(default)]
    #[schema(max_items = 4)]
    logos: Vec<LogoView>,
    /// Whether the College's emblem stands before the logos.
    #[schema(example = true)]
    shows_emblem: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    colours: Option<ColoursView>,
}

/// A state of a design.
#[derive(Debug, Serialize, ToSchema)]
struct CertificateDesignVersionView {
    #[schema(example = "with-the-university")]
    slug: String,
    #[schema(example = "With the University of Antananarivo")]
    name: String,
    #[schema(example = 3)]
    version: i32,
    /// What certificates in it name it by.
    #[schema(example = "0d1f6a2ad4c7e16ea80f3f7d7a3cbcf6e5f6c8bd1b1ad6a1e6b62f9f9b2a9bdb")]
    sha256: String,
    design: DesignView,
    created_by: PersonId,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

/// A design in a list.
#[derive(Debug, Serialize, ToSchema)]
struct CertificateDesignSummary {
    #[schema(example = "with-the-university")]
    slug: String,
    #[schema(example = "With the University of Antananarivo")]
    name: String,
    /// The newest.
    #[schema(example = 3)]
    version: i32,
    #[schema(value_type = String, format = DateTime)]
    changed_at: Timestamp,
}

/// A design to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateCertificateDesign {
    /// Lower-case words of ASCII letters and digits, joined by hyphens.
    #[schema(max_length = 64, example = "with-the-university")]
    slug: String,
    /// For the Secretariat.
    #[schema(max_length = 120, example = "With the University of Antananarivo")]
    name: String,
    design: DesignView,
}

impl From<Design> for DesignView {
    fn from(design: Design) -> Self {
        let texts = |(locale, texts): (Locale, DesignTexts)| {
            let DesignTexts { title, certify, statement, note } = texts;
            (locale.to_string(), TextsView { title, certify, statement, note })
        };
        let logo = |DesignLogo { picture, alt }| LogoView {
            picture: picture.to_string(),
            alt: alt.into_iter().map(|(locale, text)| (locale.to_string(), text)).collect(),
        };
        let colours = |Colours { ink, accent }| ColoursView { ink: ink.to_string(), accent: accent.to_string() };
        Self {
            layout: Some(i64::from(design.layout)),
            texts: design.texts.into_iter().map(texts).collect(),
            logos: design.logos.into_iter().map(logo).collect(),
            shows_emblem: design.shows_emblem,
            colours: design.colours.map(colours),
        }
    }
}

impl From<DesignVersion> for CertificateDesignVersionView {
    fn from(version: DesignVersion) -> Self {
        let DesignVersion { slug, name, number, sha256, design, created: (created_by, created_at) } = version;
        Self { slug: slug.to_string(), name, version: number, sha256, design: design.into(), created_by, created_at }
    }
}

impl From<ListedDesign> for CertificateDesignSummary {
    fn from(listed: ListedDesign) -> Self {
        let ListedDesign { slug, name, version, changed_at } = listed;
        Self { slug, name, version, changed_at }
    }
}

/// Whether one of the texts is there.
type IsGiven = fn(&DesignTexts) -> bool;

impl DesignView {
    fn check(&self) -> Result<Design, AppError> {
        let mut wrong = Wrong::default();
        let design = self.read(&mut wrong, "");
        if wrong.0.is_empty() { Ok(design) } else { Err(Problem::invalid(wrong.0).into()) }
    }

    /// The design, as far as nothing is wrong; `prefix` is where it is in what was sent.
    fn read(&self, wrong: &mut Wrong, prefix: &str) -> Design {
        if self.logos.len() > MOST_LOGOS {
            let pointer = format!("{prefix}/logos");
            wrong.0.push(FieldProblem::new(pointer, "field-too-many-items").with("max", MOST_LOGOS));
        }
        let logos = self.logos.iter().enumerate();
        Design {
            layout: self.read_layout(wrong, prefix),
            texts: self.read_texts(wrong, &format!("{prefix}/texts")),
            logos: logos.filter_map(|(place, logo)| logo.read(wrong, &format!("{prefix}/logos/{place}"))).collect(),
            shows_emblem: self.shows_emblem,
            colours: self.colours.as_ref().and_then(|colours| colours.read(wrong, &format!("{prefix}/colours"))),
        }
    }

    fn read_layout(&self, wrong: &mut Wrong, prefix: &str) -> u16 {
        let able = || layouts().iter().map(|layout| layout.number).filter(|number| *number >= LEAST_LAYOUT);
        let found = match self.layout {
            None => able().next(),
            Some(wanted) => able().find(|number| i64::from(*number) == wanted),
        };
        found.unwrap_or_else(|| {
            wrong.note(format!("{prefix}/layout"), "design-layout-unknown");
            LEAST_LAYOUT
        })
    }

    fn read_texts(&self, wrong: &mut Wrong, pointer: &str) -> BTreeMap<Locale, DesignTexts> {
        let mut read = BTreeMap::new();
        for (tag, texts) in &self.texts {
            let pointer = Wrong::within_map(pointer, tag);
            match Locale::parse(tag) {
                Ok(locale) => drop(read.insert(locale, texts.read(wrong, &pointer))),
                Err(_) => wrong.note(pointer, "language-unknown"),
            }
        }
        let members: [(&str, IsGiven); 4] = [
            ("title", |texts| texts.title.is_some()),
            ("certify", |texts| texts.certify.is_some()),
            ("statement", |texts| texts.statement.is_some()),
            ("note", |texts| texts.note.is_some()),
        ];
        for (member, is_given) in members {
            let is_somewhere = read.values().any(is_given);
            for locale in Locale::WORKING {
                // One that is wrong is told so, and is not missing.
                let is_tried = self.texts.get(locale.as_str()).is_some_and(|texts| texts.has(member));
                if is_somewhere && !is_tried && !read.get(&locale).is_some_and(is_given) {
                    wrong.note(format!("{pointer}/{locale}/{member}"), "field-missing");
                }
            }
        }
        read.retain(|_, texts| *texts != DesignTexts::default());
        read
    }
}

impl TextsView {
    fn has(&self, member: &str) -> bool {
        match member {
            "title" => self.title.is_some(),
            "certify" => self.certify.is_some(),
            "statement" => self.statement.is_some(),
            _ => self.note.is_some(),
        }
    }

    fn read(&self, wrong: &mut Wrong, pointer: &str) -> DesignTexts {
        let mut line = |member: &str, given: &Option<String>, longest| {
            let line = text::line(given.as_deref()?, longest);
            line.map_err(|fault| wrong.0.push(fault.at(format!("{pointer}/{member}")))).ok()
        };
        DesignTexts {
            title: line("title", &self.title, LONGEST_TITLE),
            certify: line("certify", &self.certify, LONGEST_CERTIFY),
            statement: line("statement", &self.statement, LONGEST_STATEMENT),
            note: line("note", &self.note, LONGEST_NOTE),
        }
    }
}

impl LogoView {
    fn read(&self, wrong: &mut Wrong, pointer: &str) -> Option<DesignLogo> {
        let picture = wrong.picture(format!("{pointer}/picture"), &self.picture);
        let alt_pointer = format!("{pointer}/alt");
        let alt = wrong.texts(&alt_pointer, &self.alt, LONGEST_ALT);
        for locale in Locale::WORKING {
            if !self.alt.is_empty() && !self.alt.contains_key(locale.as_str()) && !alt.contains_key(&locale) {
                wrong.note(format!("{alt_pointer}/{locale}"), "field-missing");
            }
        }
        Some(DesignLogo { picture: picture?, alt })
    }
}

impl ColoursView {
    fn read(&self, wrong: &mut Wrong, pointer: &str) -> Option<Colours> {
        let mut colour = |member: &str, given: &str| {
            let code = match Colour::parse(given) {
                Ok(colour) => return Some(colour),
                Err(ColourFault::Malformed) => "colour-malformed",
                Err(ColourFault::TooLight) => "colour-too-light",
            };
            wrong.note(format!("{pointer}/{member}"), code);
            None
        };
        let (ink, accent) = (colour("ink", &self.ink), colour("accent", &self.accent));
        Some(Colours { ink: ink?, accent: accent? })
    }
}

impl CreateCertificateDesign {
    fn check(&self) -> Result<(Slug, String, Design), AppError> {
        let mut wrong = Wrong::default();
        let slug = Slug::parse(&self.slug);
        if slug.is_err() {
            wrong.note("/slug", "slug-malformed");
        }
        let name = text::line(&self.name, LONGEST_NAME);
        let name = name.map_err(|fault| wrong.0.push(fault.at("/name"))).unwrap_or_default();
        let design = self.design.read(&mut wrong, "/design");
        match slug {
            Ok(slug) if wrong.0.is_empty() => Ok((slug, name, design)),
            _ => Err(Problem::invalid(wrong.0).into()),
        }
    }
}

fn reply(found: DesignVersion) -> Result<Reply, AppError> {
    let version = found.number;
    Ok(Reply::ok(&CertificateDesignVersionView::from(found))?.with_version(version))
}

/// Designs of certificates, by slug. For the Secretariat.
#[utoipa::path(
    operation_id = "listCertificateDesigns", tag = "certificates", security(("session" = [])),
    params(PageQuery),
    responses((status = 200, body = Page<CertificateDesignSummary>)),
    extensions(("x-problems" = json!(["forbidden"]))),
)]
#[get("/certificate-designs")]
async fn list(
    app: AppData,
    actor: Actor,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, after) = (query.0.limit()?, query.0.after::<String>()?);
    let read = move |snapshot: &mut Snapshot<'_>| service::list_designs(snapshot, &actor, after.as_deref(), limit + 1);
    let page = Page::new(app.db.read(read).await?, limit, |listed| listed.slug.clone());
    Ok(page.map(CertificateDesignSummary::from).respond(&request))
}

/// Makes a design of certificates. A course's certificates have it once the course's policy names it. For the Secretariat.
#[utoipa::path(
    operation_id = "createCertificateDesign", tag = "certificates", security(("session" = [])),
    params(Once),
    request_body = CreateCertificateDesign,
    responses((status = 201, body = CertificateDesignVersionView, headers(("ETag" = String)))),
    extensions(
        ("x-creates" = json!("/certificate-designs/{slug}")),
        ("x-problems" = json!(["forbidden", "certificate-design-exists"])),
    ),
)]
#[post("/certificate-designs")]
async fn create(
    app: AppData,
    actor: Actor,
    once: Once,
    body: Json<CreateCertificateDesign>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let (slug, name, design) = body.0.check()?;
    app.prove_design(&design, "/design").await?;
    app.write_once(actor.person, once, move |tx| {
        let made = service::create_design(tx, &actor, (&slug, &name), &design)?;
        let (location, version) = (format!("/api/v1/certificate-designs/{slug}"), made.number);
        Ok(Reply::created(location, &CertificateDesignVersionView::from(made))?.with_version(version))
    })
    .await
}

/// The newest state of a design of certificates. For the Secretariat.
#[utoipa::path(
    operation_id = "showCertificateDesign", tag = "certificates", security(("session" = [])),
    params(("slug" = String, Path, example = "with-the-university")),
    responses((status = 200, body = CertificateDesignVersionView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!(["forbidden", "certificate-design-unknown"]))),
)]
#[get("/certificate-designs/{slug}")]
async fn show(app: AppData, actor: Actor, slug: Path<Slug>) -> Result<Reply, AppError> {
    reply(app.db.read(move |snapshot| service::show_design(snapshot, &actor, &slug.0)).await?)
}

/// Makes a new state of a design, for certificates that are issued from now on. Those that were issued keep theirs. The same once more
/// is no new state. For the Secretariat.
#[utoipa::path(
    operation_id = "setCertificateDesign", tag = "certificates", security(("session" = [])),
    params(("slug" = String, Path, example = "with-the-university"), IfMatch),
    request_body = DesignView,
    responses((status = 200, body = CertificateDesignVersionView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!(["forbidden", "certificate-design-unknown"]))),
)]
#[put("/certificate-designs/{slug}")]
async fn set(
    app: AppData,
    actor: Actor,
    slug: Path<Slug>,
    version: IfMatch,
    body: Json<DesignView>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let design = body.0.check()?;
    app.prove_design(&design, "").await?;
    let set = move |tx: &mut Tx<'_>| {
        issue_owed_now(tx)?;
        service::set_design(tx, &actor, &slug.0, (&design, &|present| version.admit(present)))
    };
    reply(app.db.write(set).await?)
}

/// Every state of a design of certificates, the last one first. For the Secretariat.
#[utoipa::path(
    operation_id = "listCertificateDesignVersions", tag = "certificates", security(("session" = [])),
    params(("slug" = String, Path, example = "with-the-university"), PageQuery),
    responses((status = 200, body = Page<CertificateDesignVersionView>)),
    extensions(("x-problems" = json!(["forbidden", "certificate-design-unknown"]))),
)]
#[get("/certificate-designs/{slug}/versions")]
async fn versions(
    app: AppData,
    actor: Actor,
    slug: Path<Slug>,
    query: Query<PageQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let (limit, before) = (query.0.limit()?, query.0.after()?);
    let read = move |snapshot: &mut Snapshot<'_>| {
        service::list_design_versions(snapshot, &actor, &slug.0, (before, limit + 1))
    };
    let page = Page::new(app.db.read(read).await?, limit, |version| version.number);
    Ok(page.map(CertificateDesignVersionView::from).respond(&request))
}

/// What a design makes of a certificate with long words, before it is kept: a PDF that is marked as a preview. For the Secretariat.
#[utoipa::path(
    operation_id = "previewCertificateDesign", tag = "certificates", security(("session" = [])),
    params((
        "lang" = Option<String>, Query,
        description = "A language in which certificates can be printed; left out, English. `ar-XB` shows a page from right to left", example = "fr",
    )),
    request_body = DesignView,
    responses((status = 200, description = "One page", body = Vec<u8>, content_type = "application/pdf")),
    extensions(("x-problems" = json!([
        "query-invalid", "language-unknown", "forbidden", "certificate-language-unavailable", "certificate-script-missing",
        "certificate-not-printable", "busy",
    ]))),
)]
#[post("/certificate-design-previews")]
async fn preview(
    app: AppData,
    actor: Actor,
    _: Query<PrintQuery>,
    request: HttpRequest,
    body: Json<DesignView>,
) -> Result<HttpResponse, AppError> {
    actor.as_secretariat()?;
    let (design, wish) = (body.0.check()?, wish(&request)?);
    let checked = design.clone();
    app.db.read(move |snapshot| service::check_pictures(snapshot, &checked, "")).await?;
    Ok(page(app.preview_design(design, wish.as_ref()).await?))
}

/// What the newest state of a design makes of a certificate with long words: a PDF that is marked as a preview. For the Secretariat.
#[utoipa::path(
    operation_id = "previewKeptCertificateDesign", tag = "certificates", security(("session" = [])),
    params(
        ("slug" = String, Path, example = "with-the-university"),
        (
            "lang" = Option<String>, Query,
            description = "A language in which certificates can be printed; left out, English. `ar-XB` shows a page from right to left", example = "fr",
        ),
    ),
    responses((status = 200, description = "One page", body = Vec<u8>, content_type = "application/pdf")),
    extensions(("x-problems" = json!([
        "query-invalid", "language-unknown", "forbidden", "certificate-design-unknown", "certificate-language-unavailable",
        "certificate-script-missing", "certificate-not-printable", "busy",
    ]))),
)]
#[get("/certificate-designs/{slug}/preview")]
async fn preview_stored(
    app: AppData,
    actor: Actor,
    slug: Path<Slug>,
    _: Query<PrintQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let wish = wish(&request)?;
    let found = app.db.read(move |snapshot| service::show_design(snapshot, &actor, &slug.0)).await?;
    Ok(page(app.preview_design(found.design, wish.as_ref()).await?))
}

fn page(bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/pdf").insert_header((header::CACHE_CONTROL, "no-store")).body(bytes)
}
