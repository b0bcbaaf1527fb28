//! `/parties`.

use std::sync::{Arc, LazyLock};

use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use time::Date;
use time::format_description::well_known::Iso8601;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::directory::{One, Wanted};
use super::model::{Flag, FlagChange, NAME_LANGUAGES, Party, Region};
use super::service::{self, NewFlagChange};
use crate::accounts::Actor;
use crate::clock::Timestamp;
use crate::error::{AppError, FieldProblem, Problem};
use crate::http::{AppData, CachedBody, Json, Once, Page, PageQuery, Path, Query, Reader, Reply};
use crate::i18n::{Locale, Negotiated};
use crate::ids::PartyCode;
use crate::text;

/// Everybody may keep it, and asks again: a correction shows within a second.
const PUBLIC: &str = "public, no-cache";
const LONGEST_QUERY: usize = 100;
const LONGEST_REASON: usize = 500;
/// Flags have been given since 1971, and are announced a few years ahead.
const YEARS: std::ops::RangeInclusive<i32> = 1945..=2100;

pub fn routes(routes: &mut ServiceConfig<'_>) {
    routes.service(list).service(show).service(create_flag_change);
}

/// A Party, with its name in the reader's language.
#[derive(Debug, Serialize, ToSchema)]
struct PartyView {
    code: PartyCode,
    #[schema(example = "MDG")]
    iso3: String,
    #[schema(example = "Madagascar")]
    name: String,
    /// The language of the name.
    #[schema(value_type = String, example = "fr")]
    lang: Locale,
    dir: &'static str,
    region: Region,
    /// The day the Convention entered into force for the Party.
    #[schema(value_type = String, format = Date, example = "1975-11-18")]
    entry_into_force: String,
    /// The flags that the Party carries on the day asked for, or today.
    flags: Vec<Flag>,
}

impl PartyView {
    fn new(party: &Party, chain: &[Locale], on: Date) -> Self {
        let (name, lang) = party.name(chain);
        let dir = lang.direction().as_str();
        Self {
            code: party.code,
            iso3: party.iso3.clone(),
            name: name.to_owned(),
            lang,
            dir,
            region: party.region,
            entry_into_force: party.entry_into_force.to_string(),
            flags: party.flags(on),
        }
    }
}

/// A Party, and how its flags changed.
#[derive(Debug, Serialize, ToSchema)]
struct PartyHistoryView {
    #[serde(flatten)]
    party: PartyView,
    /// By the day from which they hold; of two for the same day the later one counts.
    flag_changes: Vec<FlagChangeView>,
}

/// From a day on, a Party carries a flag or does not.
#[derive(Debug, Serialize, ToSchema)]
struct FlagChangeView {
    flag: Flag,
    raised: bool,
    #[schema(value_type = String, format = Date, example = "2023-12-13")]
    from: String,
    #[schema(example = "General Assembly resolution 73/133")]
    reason: String,
    #[schema(value_type = String, format = DateTime)]
    noted_at: Timestamp,
}

impl From<&FlagChange> for FlagChangeView {
    fn from(change: &FlagChange) -> Self {
        let FlagChange { flag, raised, from, reason, noted_at } = change;
        Self { flag: *flag, raised: *raised, from: from.to_string(), reason: reason.clone(), noted_at: *noted_at }
    }
}

impl PartyHistoryView {
    fn new(party: &Party, chain: &[Locale], on: Date) -> Self {
        let flag_changes = party.flag_changes.iter().map(FlagChangeView::from).collect();
        Self { party: PartyView::new(party, chain, on), flag_changes }
    }
}

/// The languages in which Parties are named.
static NAMED_IN: LazyLock<Vec<Locale>> =
    LazyLock::new(|| NAME_LANGUAGES.iter().filter_map(|tag| tag.parse().ok()).collect());

fn among_names(reader: &Reader) -> Arc<Negotiated> {
    reader.language().among(&NAMED_IN)
}

/// Which Parties are listed.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ListQuery {
    /// All Parties are listed at once unless it is told.
    limit: Option<i64>,
    cursor: Option<String>,
    region: Option<Region>,
    /// Those that carry this flag.
    flag: Option<Flag>,
    /// The day whose flags count; today unless told.
    #[param(value_type = Option<String>, format = Date, example = "2023-12-12")]
    on: Option<String>,
    /// A part of the name in any language, whatever its case and accents, or a code.
    #[param(example = "cote d’ivoire")]
    q: Option<String>,
}

fn query_problem(parameter: &str) -> AppError {
    Problem::new(400, "query-invalid").with("parameter", parameter).into()
}

impl ListQuery {
    fn wanted(self, language: Locale, today: Date) -> Result<Wanted, AppError> {
        let on = self.on.map(|text| day(&text).ok_or_else(|| query_problem("on"))).transpose()?;
        let typed = self.q.unwrap_or_default();
        if typed.chars().count() > LONGEST_QUERY {
            return Err(query_problem("q"));
        }
        let (region, flag, name) = (self.region, self.flag, Wanted::name_of(&typed));
        let is_paged = self.limit.is_some() || self.cursor.is_some();
        let page = PageQuery { limit: self.limit, cursor: self.cursor };
        let (limit, after) = (is_paged.then(|| page.limit()).transpose()?, page.after()?);
        Ok(Wanted { language, region, flag, on: on.unwrap_or(today), name, limit, after })
    }
}

/// A day of the calendar, as `2023-12-13`; dates with week numbers or time are not meant.
fn day(text: &str) -> Option<Date> {
    let day = Date::parse(text, &Iso8601::DATE).ok()?;
    (day.to_string() == text && YEARS.contains(&day.year())).then_some(day)
}

/// The Parties to the Convention, by code.
#[utoipa::path(
    operation_id = "listParties", tag = "parties",
    params(ListQuery),
    responses((status = 200, body = Page<PartyView>), (status = 304, description = "The client has it")),
)]
#[get("/parties")]
async fn list(
    app: AppData,
    query: Query<ListQuery>,
    reader: Reader,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let language = among_names(&reader);
    let wanted = query.0.wanted(language.locale.clone(), app.clock.now().day())?;
    let body = app.parties.list(&app.db, wanted, |parties, wanted| {
        let page = match wanted.limit {
            None => Page { items: parties, next: None },
            Some(limit) => {
                let more = usize::try_from(limit + 1).unwrap_or(usize::MAX);
                Page::new(parties.into_iter().take(more).collect(), limit, |party| party.code)
            }
        };
        let page = serde_json::to_vec(&page.map(|party| PartyView::new(party, &language.chain, wanted.on)))?;
        Ok(CachedBody::new("application/json", Some(wanted.language.to_string()), page))
    });
    Ok(body.await?.respond(&request, PUBLIC))
}

/// One Party, with the history of its flags.
#[utoipa::path(
    operation_id = "showParty", tag = "parties",
    params(("iso2" = PartyCode, Path)),
    responses((status = 200, body = PartyHistoryView), (status = 304, description = "The client has it")),
    extensions(("x-problems" = json!(["party-unknown"]))),
)]
#[get("/parties/{iso2}")]
async fn show(
    app: AppData,
    reader: Reader,
    code: Path<PartyCode>,
    request: HttpRequest,
) -> Result<HttpResponse, AppError> {
    let language = among_names(&reader);
    let one = One { code: code.0, language: language.locale.clone(), on: app.clock.now().day() };
    let body = app.parties.show(&app.db, one, |party, one| {
        let view = serde_json::to_vec(&PartyHistoryView::new(party, &language.chain, one.on))?;
        Ok(CachedBody::new("application/json", Some(one.language.to_string()), view))
    });
    Ok(body.await?.respond(&request, PUBLIC))
}

/// From a day on, the Party carries a flag, or no longer does.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateFlagChange {
    flag: Flag,
    raised: bool,
    #[schema(value_type = String, format = Date, example = "2023-12-13")]
    from: String,
    /// Shown to everybody.
    #[schema(example = "General Assembly resolution 73/133")]
    reason: String,
}

impl CreateFlagChange {
    fn check(&self) -> Result<NewFlagChange, AppError> {
        let mut problems = Vec::new();
        let from = day(&self.from);
        if from.is_none() {
            problems.push(FieldProblem::new("/from", "field-invalid"));
        }
        let reason = text::line(&self.reason, LONGEST_REASON);
        match (from, reason) {
            (Some(from), Ok(reason)) => {
                return Ok(NewFlagChange { flag: self.flag, raised: self.raised, from, reason });
            }
            (_, Err(fault)) => problems.push(fault.at("/reason")),
            _ => {}
        }
        Err(Problem::invalid(problems).into())
    }
}

/// Notes that a flag was raised or lowered. What was noted before stays in the history. For the Secretariat.
#[utoipa::path(
    operation_id = "noteFlagChange", tag = "parties", security(("session" = [])),
    params(("iso2" = PartyCode, Path), Once),
    request_body = CreateFlagChange,
    responses((status = 201, body = PartyHistoryView)),
    extensions(
        ("x-creates" = json!("/parties/{iso2}")),
        ("x-problems" = json!(["forbidden", "party-unknown", "party-flag-unchanged"])),
    ),
)]
#[post("/parties/{iso2}/flag-changes")]
async fn create_flag_change(
    app: AppData,
    actor: Actor,
    once: Once,
    reader: Reader,
    code: Path<PartyCode>,
    body: Json<CreateFlagChange>,
) -> Result<Reply, AppError> {
    actor.as_secretariat()?;
    let new = body.0.check()?;
    let chain = among_names(&reader).chain.clone();
    let reply = app.write_once(actor.person, once, move |tx| {
        let party = service::note_flag_change(tx, &actor, code.0, &new)?;
        let view = PartyHistoryView::new(&party, &chain, tx.now().day());
        Reply::created(format!("/api/v1/parties/{}", party.code), &view)
    });
    let reply = reply.await?;
    app.parties.forget();
    Ok(reply)
}
