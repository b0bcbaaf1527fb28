//! `/locale-proposals`: from somebody's wish to a language that people work on.

use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::locales::LocaleView;
use super::{tag, tags};
use crate::accounts::Actor;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, Json, Once, Path, Reply};
use crate::i18n::{Direction, LanguageFacts, Locale, NumberForm};
use crate::ids::PersonId;
use crate::text;
use crate::translations::service::locales::{self as service, Proposal, ProposalRuling};

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(show_facts).service(propose).service(support).service(decide);
}

const LONGEST_TEXT: usize = 500;
const LONGEST_NAME: usize = 80;
const MOST_BRIDGES: usize = 5;

/// What Unicode's CLDR knows of a language.
#[derive(Debug, Serialize, ToSchema)]
struct FactsView {
    /// In canonical form: `he` for `iw`.
    #[schema(example = "sw")]
    tag: String,
    #[schema(example = "Kiswahili")]
    autonym: String,
    #[schema(example = "Swahili")]
    name_en: String,
    #[schema(example = "swahili")]
    name_fr: String,
    #[schema(example = "suajili")]
    name_es: String,
    #[schema(value_type = String, example = "ltr")]
    direction: Direction,
    /// The forms of numbers that count; absent where CLDR has no rule: then every number takes the same form.
    #[serde(skip_serializing_if = "Option::is_none")]
    cardinal: Option<Vec<NumberFormView>>,
    /// The forms of numbers that order.
    #[serde(skip_serializing_if = "Option::is_none")]
    ordinal: Option<Vec<NumberFormView>>,
    /// 12,345.5 as the language writes it.
    #[schema(example = "12,345.5")]
    number: String,
    /// Today as the language writes it.
    #[schema(example = "25 Novemba 2026")]
    date: String,
    /// Languages of the College, or proposed ones, that are the same in another script, region or spelling: perhaps one of them will
    /// do.
    #[schema(example = json!(["sw"]))]
    akin: Vec<String>,
}

/// A form of numbers, and a few that take it.
#[derive(Debug, Serialize, ToSchema)]
struct NumberFormView {
    #[schema(example = "one")]
    category: &'static str,
    #[schema(example = json!(["1"]))]
    examples: Vec<String>,
}

impl From<NumberForm> for NumberFormView {
    fn from(NumberForm { category, examples }: NumberForm) -> Self {
        Self { category, examples }
    }
}

impl FactsView {
    fn new(tag: &Locale, facts: LanguageFacts, akin: &[Locale]) -> Self {
        let forms =
            |forms: Option<Vec<NumberForm>>| forms.map(|forms| forms.into_iter().map(NumberFormView::from).collect());
        let LanguageFacts { autonym, name_en, name_fr, name_es, direction, cardinal, ordinal, number, date } = facts;
        let (cardinal, ordinal) = (forms(cardinal), forms(ordinal));
        let (tag, akin) = (tag.to_string(), akin.iter().map(ToString::to_string).collect());
        Self { tag, autonym, name_en, name_fr, name_es, direction, cardinal, ordinal, number, date, akin }
    }
}

/// What is known of a language before it is proposed.
#[utoipa::path(
    operation_id = "showLanguageFacts", tag = "translations",
    params(("tag" = String, Path, example = "sw")),
    responses((status = 200, body = FactsView)),
)]
#[get("/language-facts/{tag}")]
async fn show_facts(app: AppData, tag: Path<Locale>) -> Result<Reply, AppError> {
    let wanted = tag.0.clone();
    let akin = app.db.read(move |snapshot| service::akin(snapshot, &wanted)).await?;
    Reply::ok(&FactsView::new(&tag.0, LanguageFacts::of(&tag.0, app.clock.now()), &akin))
}

/// A language that somebody wants.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateProposal {
    /// A BCP 47 tag; it is made canonical.
    #[schema(example = "sw")]
    tag: String,
    /// Who would read it, who would translate.
    #[schema(
        max_length = 500,
        example = "Customs officers on the coast read it best; four colleagues would translate."
    )]
    motive: String,
    /// How the language calls itself, where CLDR does not know.
    #[schema(max_length = 80, example = "Kiswahili")]
    autonym: Option<String>,
    /// What its readers read besides, best first: shown where a text is missing, before English.
    #[serde(default)]
    #[schema(max_items = 5, example = json!(["fr"]))]
    bridge: Vec<String>,
}

impl CreateProposal {
    fn check(&self) -> Result<Proposal, AppError> {
        let mut wrong = Vec::new();
        let tag = proposed(&self.tag).map_err(|problem| wrong.push(problem));
        let motive = text::line(&self.motive, LONGEST_TEXT).map_err(|fault| wrong.push(fault.at("/motive")));
        let autonym = self.autonym.as_deref().map(|name| text::line(name, LONGEST_NAME)).transpose();
        let autonym = autonym.map_err(|fault| wrong.push(fault.at("/autonym")));
        let bridge = bridge(&self.bridge).map_err(|problem| wrong.push(problem));
        match (tag, motive, autonym, bridge) {
            (Ok(tag), Ok(motive), Ok(autonym), Ok(bridge)) => Ok(Proposal { tag, motive, autonym, bridge }),
            _ => Err(Problem::invalid(wrong).into()),
        }
    }
}

/// Reads the tag of a language that may be proposed: as others, and without extensions, which would be left out in silence.
fn proposed(text: &str) -> Result<Locale, FieldProblem> {
    let locale = tag(text, "/tag")?;
    let is_extended = text.split('-').any(|subtag| subtag.len() == 1);
    // English made strange is there, and nobody's to propose.
    if is_extended || !locale.is_written() && !locale.is_pseudo() {
        return Err(FieldProblem::new("/tag", "language-not-proposable"));
    }
    Ok(locale)
}

/// A language that was proposed.
#[derive(Debug, Serialize, ToSchema)]
struct ProposalView {
    #[serde(flatten)]
    locale: LocaleView,
    /// Languages of the College, or proposed ones, that are the same in another script, region or spelling: perhaps one of them will
    /// do.
    #[schema(example = json!(["sw"]))]
    akin: Vec<String>,
}

/// Reads a list of languages that lead on where a text is missing.
pub(super) fn bridge(texts: &[String]) -> Result<Vec<Locale>, FieldProblem> {
    if texts.len() > MOST_BRIDGES {
        return Err(FieldProblem::new("/bridge", "field-too-many-items").with("max", 5_i64));
    }
    let found = tags(texts, "/bridge")?;
    let again = found.iter().enumerate().find(|(place, tag)| found.iter().take(*place).any(|other| other == *tag));
    match again {
        Some((place, _)) => Err(FieldProblem::new(format!("/bridge/{place}"), "field-duplicate")),
        None => Ok(found),
    }
}

/// Proposes a language.
///
/// One person may propose five in a day. When three people support it, an administrator of translations decides; accepted, it is open for work.
#[utoipa::path(
    operation_id = "proposeLocale", tag = "translations", security(("session" = [])),
    params(Once),
    request_body = CreateProposal,
    responses((status = 201, body = ProposalView, headers(("ETag" = String)))),
    extensions(
        ("x-creates" = json!("/locales/{tag}")),
        ("x-problems" = json!(["contribution-terms-not-accepted", "email-not-verified", "locale-exists", "rate-limited"])),
    ),
)]
#[post("/locale-proposals")]
async fn propose(app: AppData, actor: Actor, once: Once, body: Json<CreateProposal>) -> Result<Reply, AppError> {
    let new = body.0.check()?;
    app.write_once(actor.person, once, move |tx| {
        let entry = service::propose(tx, &actor, &new)?;
        let version = entry.row_version;
        let location = format!("/api/v1/locales/{}", entry.tag);
        let akin = service::akin(tx, &entry.tag)?.iter().map(ToString::to_string).collect();
        let view = ProposalView { locale: LocaleView::new(entry, 1)?, akin };
        Ok(Reply::created(location, &view)?.with_version(version))
    })
    .await
}

/// How many support a proposal.
#[derive(Debug, Serialize, ToSchema)]
struct SupportView {
    #[schema(example = 2)]
    supporters: i64,
}

/// Supports a proposal. Twice is as good as once.
#[utoipa::path(
    operation_id = "supportLocaleProposal", tag = "translations", security(("session" = [])),
    params(("tag" = String, Path, example = "sw")),
    responses((status = 200, body = SupportView)),
    extensions(("x-problems" = json!(["email-not-verified", "locale-unknown"]))),
)]
#[post("/locale-proposals/{tag}/supporters")]
async fn support(app: AppData, actor: Actor, tag: Path<Locale>) -> Result<Reply, AppError> {
    let supporters = app.db.write(move |tx| service::support(tx, &actor, &tag.0)).await?;
    Reply::ok(&SupportView { supporters })
}

/// What is decided about a proposal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DecideProposal {
    accepted: bool,
    /// Who is to lead the language; the proposer, when left out.
    lead: Option<PersonId>,
    /// Shown to everybody.
    #[schema(max_length = 500, example = "A language of three Parties.")]
    reason: Option<String>,
    /// Accept it before enough people support it.
    #[serde(default)]
    before_support: bool,
}

/// Decides about a proposal. For administrators of translations.
#[utoipa::path(
    operation_id = "decideLocaleProposal", tag = "translations", security(("session" = [])),
    params(("tag" = String, Path, example = "sw")),
    request_body = DecideProposal,
    responses((status = 200, body = LocaleView, headers(("ETag" = String)))),
    extensions(("x-problems" = json!([
        "forbidden", "locale-unknown", "locale-step-unknown", "locale-supporters-missing", "person-unknown", "person-unverified",
    ]))),
)]
#[post("/locale-proposals/{tag}/decision")]
async fn decide(app: AppData, actor: Actor, tag: Path<Locale>, body: Json<DecideProposal>) -> Result<Reply, AppError> {
    let DecideProposal { accepted: accept, lead, reason, before_support } = body.0;
    let reason = reason.map(|reason| text::line(&reason, LONGEST_TEXT)).transpose();
    let reason = reason.map_err(|fault| Problem::invalid(vec![fault.at("/reason")]))?;
    let ruling = ProposalRuling { accept, lead, reason, before_support };
    let party_name = app.party_name;
    let (entry, supporters, lead) = app
        .db
        .write(move |tx| {
            let lead = service::decide(tx, &actor, &tag.0, &ruling, party_name)?;
            let (entry, supporters) = service::find(tx, &tag.0)?;
            Ok((entry, supporters, lead))
        })
        .await?;
    if let Some(lead) = lead {
        app.identities.forget_person(lead);
    }
    let version = entry.row_version;
    Ok(Reply::ok(&LocaleView::new(entry, supporters)?)?.with_version(version))
}
