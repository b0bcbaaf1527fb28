//! A small college in which everything exists once: what the permission matrix, bad input and the OpenAPI document are tried on.
//!
//! Everybody reads French. Ana is a customs officer of Madagascar. She takes courses, waits for a signature and holds a certificate; others wait for a
//! decision. For every operation of the document there is one request that is right, on things that are there for it alone, so
//! that no request spoils another.

mod subjects;

use std::collections::BTreeMap;

use actix_web::http::Method;
use diesel::prelude::*;
use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope, ScopeKind};
use virtual_college::certificates;
use virtual_college::db::schema::course_pictures;
use virtual_college::enrolments::{self, EnrolmentId};
use virtual_college::i18n::Locale;

use self::subjects::{always, of_certificates};
use super::pictures::{design, picture};
use super::{Answer, Campus, Client, PASSWORD, Person};

/// Who may come, as the permission matrix names them.
pub const ACTORS: [&str; 11] = [
    "guest",
    "unverified",
    "owner",
    "trainee",
    "translator",
    "lead",
    "focal MG",
    "focal FR",
    "author",
    "secretariat",
    "admin",
];

/// A course that Ana is approved for; its lessons are for those who are enrolled. A draft of it waits.
const OFFICIALS: &str = "skins";
/// A course for everyone.
const OPEN: &str = "fish";
/// Another one, whose certificate is to be corrected.
const OTHER: &str = "seeds";
/// What a list of those who took part is about.
const WORKSHOP: &str = "?course=fish&title=Antananarivo&ended_on=2027-02-26&language=fr";

pub struct World {
    pub campus: Campus,
    people: BTreeMap<&'static str, Person>,
    unverified: Client,
    /// Ids and tokens, by what they are of.
    things: BTreeMap<&'static str, String>,
}

/// What is sent: everything but who sends it.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: &'static str,
    pub path: String,
    pub body: Body,
}

#[derive(Clone, Debug)]
pub enum Body {
    None,
    Json(Value),
    Other(&'static str, Vec<u8>),
}

/// What the document offers.
#[derive(Clone, Debug)]
pub struct Operation {
    pub id: String,
    pub tag: String,
    pub method: &'static str,
    pub path: String,
    /// As the document describes it.
    pub described: Value,
}

pub fn operations(document: &Value) -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for method in ["get", "post", "put", "patch", "delete"] {
            if let Some(described) = item.get(method) {
                let text = |value: &Value| value.as_str().expect("a text").to_owned();
                let (id, tag) = (text(&described["operationId"]), text(&described["tags"][0]));
                found.push(Operation { id, tag, method, path: path.clone(), described: described.clone() });
            }
        }
    }
    found
}

impl Operation {
    /// What a JSON body is described by.
    pub fn json_body(&self) -> Option<&Value> {
        self.described.pointer("/requestBody/content/application~1json")
    }
}

impl World {
    pub async fn open() -> Self {
        let campus = Campus::open_with(|config| {
            config.server.public_url = Some("https://college.example.org/".parse().expect("a URL"));
        })
        .await;
        let mut world =
            Self { people: people(&campus).await, unverified: campus.guest(), things: BTreeMap::new(), campus };
        world.unverified = world.register("ulla").await;
        world.add_links().await;
        world.add_courses().await;
        world.add_enrolments().await;
        world.add_certificate().await;
        world.add_translations().await;
        world
    }

    /// Somebody of [`ACTORS`].
    pub fn actor(&self, name: &str) -> Client {
        match name {
            "guest" => self.campus.guest(),
            "unverified" => self.unverified.clone(),
            name => (*self.people[name]).clone(),
        }
    }

    /// Another session of somebody: signing out ends it and nothing else.
    pub async fn another_session(&self, name: &str) -> Client {
        if name == "guest" {
            return self.campus.guest();
        }
        let session = self.campus.sign_in(&self.email_of(name)).await;
        self.campus.guest().with_token(session.json()["access_token"].as_str().unwrap_or_default())
    }

    /// The OpenAPI document.
    pub async fn document() -> Value {
        Campus::open().await.guest().get("/api/openapi.json").await.json()
    }

    fn keep(&mut self, name: &'static str, answer: &Answer, status: u16, pointer: &str) {
        answer.assert_status(status);
        let body = answer.json();
        let value = body.pointer(pointer).and_then(Value::as_str).expect("a text");
        self.things.insert(name, value.to_owned());
    }

    /// Registers over the API, with an address that is not confirmed, and signs in.
    async fn register(&mut self, name: &str) -> Client {
        let email = format!("{name}@example.org");
        let account = json!({ "email": email, "password": PASSWORD, "name": name, "locale": "fr" });
        self.campus.guest().post("/api/v1/accounts", account).await.assert_status(201);
        let session = self.campus.sign_in(&email).await;
        self.campus.guest().with_token(session.json()["access_token"].as_str().expect("a token"))
    }

    async fn add_links(&mut self) {
        for (name, thing) in [("vera", "to confirm"), ("viola", "to confirm on the page")] {
            self.register(name).await;
            let token = self.campus.mailed_token(&format!("{name}@example.org")).await;
            self.things.insert(thing, token);
        }
        let locale = Scope::new(ScopeKind::Locale, "sw");
        self.campus.person("rita").holding(Role::Translator, locale).await;
        let reset = json!({ "email": "rita@example.org" });
        self.campus.guest().post("/api/v1/password-resets", reset).await.assert_status(202);
        self.things.insert("to reset", self.campus.mailed_token("rita@example.org").await);
        let grants = self.actor("admin").get("/api/v1/role-grants?role=translator").await;
        self.keep("role grant", &grants, 200, "/items/0/id");
        self.register("vito").await;
        let session = self.campus.sign_in("vito@example.org").await;
        self.keep("to refresh", &session, 201, "/refresh_token");
    }

    async fn add_courses(&mut self) {
        let campus = &self.campus;
        campus.course(OFFICIALS).for_officials(&["customs"]).await;
        campus.course(OPEN).open().for_translators().await;
        campus.course(OTHER).open().await;
        for slug in ["roots", "birds", "herbs", "signed"] {
            campus.course(slug).sign_off().await;
        }
        let (admin, draft) = (self.actor("admin"), Some(("application/zip", self.archive())));
        self.keep("draft", &admin.send(Method::POST, "/api/v1/courses", draft).await, 201, "/draft");
        let picture = self.campus.app.db.write(|tx| {
            let values = (course_pictures::media_type.eq("image/svg+xml"), course_pictures::bytes.eq(&b"<svg/>"[..]));
            let added =
                diesel::insert_into(course_pictures::table).values((course_pictures::hash.eq("ab".repeat(32)), values));
            Ok(added.execute(tx.conn())?)
        });
        picture.await.expect("a picture");
    }

    /// A course's next version, as it is uploaded.
    fn archive(&self) -> Vec<u8> {
        self.campus.course(OFFICIALS).for_officials(&["customs"]).with_lesson("more").packed()
    }

    async fn add_enrolments(&mut self) {
        let office = json!({ "party": "MG", "authority": "customs", "organisation": "Customs" });
        let other = json!({ "party": "MG", "authority": "management-authority", "organisation": "Ministry" });
        let (cy, dee) = (self.campus.person("cy").await, self.campus.person("dee").await);
        let ana = self.actor("owner");
        self.keep("own affiliation", &ana.post("/api/v1/me/affiliations", other).await, 201, "/id");
        ana.post("/api/v1/me/affiliations", office.clone()).await.assert_status(201);
        self.keep("affiliation", &cy.post("/api/v1/me/affiliations", office.clone()).await, 201, "/id");
        dee.post("/api/v1/me/affiliations", office).await.assert_status(201);
        let enrol = |slug: &str| json!({ "course": slug, "locale": "en" });
        self.keep("request", &dee.post("/api/v1/enrolments", enrol(OFFICIALS)).await, 201, "/id");
        for (slug, thing) in [(OFFICIALS, "enrolment"), ("birds", "enrolment to leave"), ("roots", "enrolment to move")]
        {
            self.keep(thing, &ana.post("/api/v1/enrolments", enrol(slug)).await, 201, "/id");
        }
        let decision = format!("/api/v1/enrolments/{}/decision", self.things["enrolment"]);
        self.actor("focal MG").post(&decision, json!({ "decision": "approved" })).await.assert_status(200);
        let attempts = format!("/api/v1/enrolments/{}/activities/exam/attempts", self.things["enrolment"]);
        self.keep("attempt", &ana.post(&attempts, json!({})).await, 201, "/id");
        self.campus.course("roots").sign_off().with_lesson("more").await;
        let extra = self.extra_time("owner");
        self.keep("accommodation", &self.actor("secretariat").post("/api/v1/accommodations", extra).await, 201, "/id");
    }

    /// Ana completes two courses whose certificates come at once, and one whose certificate is signed off.
    async fn add_certificate(&mut self) {
        let ana = self.actor("owner");
        for slug in [OPEN, OTHER, "signed"] {
            let answer = ana.post("/api/v1/enrolments", json!({ "course": slug, "locale": "en" })).await;
            self.keep("completed", &answer, 201, "/id");
            let (id, library) = (self.things["completed"].parse().expect("an id"), self.campus.app.library.clone());
            let complete = move |tx: &mut virtual_college::db::Tx<'_>| {
                let (id, now): (EnrolmentId, _) = (id, tx.now());
                let enrolment = enrolments::find_by_id(tx, id)?.expect("an enrolment");
                enrolments::set_completed(tx, &enrolment, Some(8_750), now)?;
                let enrolment = enrolments::find_by_id(tx, id)?.expect("an enrolment");
                certificates::on_completion(tx, &library, &enrolment, None)
            };
            self.campus.app.db.write(complete).await.expect("complete");
        }
        self.campus.run_jobs().await;
        let own = ana.get("/api/v1/me/certificates").await;
        for (slug, thing) in [(OPEN, "certificate"), (OTHER, "certificate to correct")] {
            let list = own.json();
            let place = list["items"].as_array().expect("items").iter().position(|it| it["course"]["slug"] == slug);
            let place = place.expect("a certificate");
            self.keep(thing, &own, 200, &format!("/items/{place}/id"));
            self.keep("serial to correct", &own, 200, &format!("/items/{place}/serial"));
        }
        let wrong = format!("/api/v1/certificates/{}/correction-requests", self.things["certificate to correct"]);
        let asked = ana.post(&wrong, json!({ "name": "Ana Rakotomalala" })).await;
        self.keep("correction request", &asked, 201, "/id");
        let sam = self.actor("secretariat");
        let cohort = sam.post("/api/v1/cohorts", json!({ "name": "Autumn", "sponsor": "A project" })).await;
        self.keep("cohort", &cohort, 201, "/id");
        self.keep("candidate", &sam.get("/api/v1/certificates").await, 200, "/items/0/id");
        let batch = sam.post("/api/v1/certificate-sign-off-batches", json!({})).await;
        self.keep("batch", &batch, 201, "/id");
        self.keep("batch token", &batch, 201, "/confirmation_token");
        let list = Some(("text/csv", b"name\nCy Randria\n".to_vec()));
        let address = format!("/api/v1/certificate-workshops{WORKSHOP}");
        self.keep("workshop", &sam.send(Method::POST, &address, list).await, 201, "/id");
        self.campus.run_jobs().await;
        let found = sam.get(&format!("/api/v1/certificate-workshops/{}", self.things["workshop"])).await;
        self.keep("workshop token", &found, 200, "/confirmation_token");
        let drawn = Some(("image/png", picture([90, 20, 60])));
        self.keep("picture", &sam.send(Method::POST, "/api/v1/certificate-pictures", drawn).await, 201, "/sha256");
        let design = json!({ "slug": "plain", "name": "Plain", "design": { "shows_emblem": true } });
        self.keep("design", &sam.post("/api/v1/certificate-designs", design).await, 201, "/slug");
    }
}

impl World {
    /// French has all that ships; Tia's better wordings wait, one for each operation, and two languages were proposed.
    async fn add_translations(&mut self) {
        let (tia, lea) = (self.actor("translator"), self.actor("lead"));
        let terms = json!({ "licence": "CC-BY-4.0", "named": true, "digest": false });
        for contributor in [&tia, &lea] {
            contributor.send_json(Method::PUT, "/api/v1/me/contributor", &terms).await.assert_status(200);
        }
        for tag in ["sw", "ln"] {
            tia.post("/api/v1/locale-proposals", json!({ "tag": tag, "motive": "Many read it" }))
                .await
                .assert_status(201);
        }
        let units = tia.get("/api/v1/locales/fr/work?catalogue=interface/demo").await.json();
        let things = ["to suggest", "to reword", "to withdraw", "to review", "to review with others", "to vote for"];
        for (unit, thing) in units["items"].as_array().expect("units").iter().zip(things) {
            let id = unit["id"].as_str().expect("an id");
            if thing == "to suggest" {
                self.things.insert("unit", id.to_owned());
                self.things.insert("body", better(unit));
                continue;
            }
            let suggestion = json!({ "locale": "fr", "body": better(unit), "revision": unit["revision"] });
            let answer = tia.post(&format!("/api/v1/units/{id}/translations"), suggestion).await;
            self.keep(thing, &answer, 201, "/id");
            self.things.insert(if thing == "to reword" { "reworded body" } else { "another body" }, better(unit));
        }
        let file = tia.get("/api/v1/locales/fr/exports/interface/demo?format=ftl").await;
        self.things.insert("file", file.text());
        let sent = Some(("application/octet-stream", file.text().into_bytes()));
        let import = tia.send(Method::POST, "/api/v1/locales/fr/imports/interface/demo?format=ftl", sent).await;
        self.keep("import", &import, 201, "/id");
        let published = lea.post("/api/v1/locales/fr/publications", json!({})).await;
        self.keep("publication", &published, 201, "/id");
        let comments = format!("/api/v1/units/{}/comments", self.things["unit"]);
        let comment = tia.post(&comments, json!({ "locale": "fr", "body": "Of the demonstration?" })).await;
        self.keep("comment", &comment, 201, "/id");
        let terms = tia.get("/api/v1/terms?locale=fr").await;
        let places = ["term to call", "term to call no more", "term to explain", "term to remove"];
        for (place, thing) in places.into_iter().enumerate() {
            self.keep(thing, &terms, 200, &format!("/items/{place}/id"));
        }
        let call = format!("/api/v1/terms/{}/translations", self.things["term to call no more"]);
        let any = tia.with_header("if-match", "*");
        any.put(&call, json!({ "locale": "fr", "text": "mot" })).await.assert_status(200);
    }
}

/// The approved text of a unit, with another full stop.
fn better(unit: &Value) -> String {
    format!("{}\u{a0}!", unit["approved"]["body"].as_str().expect("an approved text"))
}

async fn people(campus: &Campus) -> BTreeMap<&'static str, Person> {
    let author = Scope::course(OFFICIALS);
    let person = |name| campus.person(name).speaks("fr");
    BTreeMap::from([
        ("owner", person("ana").await),
        ("trainee", person("bo").await),
        ("focal MG", person("fay").focal_point("MG").await),
        ("focal FR", person("flo").focal_point("FR").await),
        ("translator", person("tia").holding(Role::Translator, Scope::locale(&Locale::FR)).await),
        ("lead", person("lea").holding(Role::LocaleLead, Scope::locale(&Locale::FR)).await),
        ("author", person("otto").holding(Role::Author, author).await),
        ("secretariat", person("sam").secretariat().await),
        ("admin", person("ada").administrator().await),
    ])
}

impl World {
    /// A request that is right, for an operation of the document. `by` is who will make it.
    pub fn request(&self, operation: &Operation, by: &str) -> Request {
        let path = operation.path.split('/').map(|segment| {
            match segment.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
                Some(name) => self.place(&operation.id, name),
                None => segment.to_owned(),
            }
        });
        let body = match operation.id.as_str() {
            "importTerms" => Body::Other("application/octet-stream", b"en,fr\nspecimen,exemplaire".to_vec()),
            "importTranslations" => Body::Other("application/octet-stream", self.things["file"].clone().into_bytes()),
            "proposeWorkshop" => Body::Other("application/octet-stream", b"name\nDi Razafy\n".to_vec()),
            "uploadCourse" => Body::Other("application/zip", self.archive()),
            "addCertificatePicture" => Body::Other("image/png", picture([20, 60, 90])),
            "registerOnPage" => {
                let form =
                    format!("name=Dora&email=dora%40example.org&locale=fr&password={}", PASSWORD.replace(' ', "+"));
                Body::Other("application/x-www-form-urlencoded", form.into_bytes())
            }
            "askForNewPassword" => Body::Other("application/x-www-form-urlencoded", b"email=cy%40example.org".to_vec()),
            "submitConfirmation" => {
                let form = format!("password={}", PASSWORD.replace(' ', "+"));
                Body::Other("application/x-www-form-urlencoded", form.into_bytes())
            }
            "judgeCertificate" => {
                let form = b"serial=VC-2027-00000001&name=owner".to_vec();
                Body::Other("application/x-www-form-urlencoded", form)
            }
            id => self.body(id, by).map_or(Body::None, Body::Json),
        };
        let query = match operation.id.as_str() {
            "drawBadge" => "?format=svg",
            "archiveCertificates" => {
                return Request {
                    method: operation.method,
                    path: format!("{}?cohort={}", operation.path, self.things["cohort"]),
                    body,
                };
            }
            "exportCatalogue" => "?format=xliff",
            "exportTerms" | "importTerms" => "?format=csv",
            "importTranslations" => "?format=ftl",
            "proposeWorkshop" => WORKSHOP,
            "showUnit" | "listUnitComments" | "listMemory" | "listTerms" => "?locale=fr",
            "callTermNoMore" => "?locale=fr&text=mot",
            _ => "",
        };
        Request { method: operation.method, path: path.collect::<Vec<_>>().join("/") + query, body }
    }

    /// What stands in the path for a parameter.
    fn place(&self, operation: &str, name: &str) -> String {
        if let Some(word) = always(name) {
            return word.to_owned();
        }
        if let Some(thing) = of_certificates(operation) {
            return self.things[thing].clone();
        }
        let thing = match (operation, name) {
            ("supportLocaleProposal" | "decideLocaleProposal", "tag") => return "sw".to_owned(),
            ("showLanguageFacts", "tag") => return "rw".to_owned(),
            (_, "tag") => return "fr".to_owned(),
            (
                "showUnit" | "suggestTranslation" | "setSignificance" | "listUnitComments" | "commentOnUnit"
                | "listMemory",
                _,
            ) => "unit",
            ("removeComment", _) => "comment",
            ("callTerm", _) => "term to call",
            ("callTermNoMore", _) => "term to call no more",
            ("updateTerm", _) => "term to explain",
            ("removeTerm", _) => "term to remove",
            ("rollBackLocale", _) => "publication",
            ("showTranslationImport", _) => "import",
            ("rewordTranslation", _) => "to reword",
            ("withdrawTranslation", _) => "to withdraw",
            ("reviewTranslation", _) => "to review",
            ("voteForTranslation" | "takeVoteBack", _) => "to vote for",
            (_, "hash") => return "ab".repeat(32),
            ("showActivity" | "showDraftActivity", "activity") => return "permits".to_owned(),
            (_, "activity") => return "practice".to_owned(),
            (
                "showActivity" | "publishCourse" | "listCourseDrafts" | "showCourseDraft" | "showDraftActivity",
                "slug",
            ) => return OFFICIALS.to_owned(),
            (_, "draft") => "draft",
            (_, "slug") => return OPEN.to_owned(),
            ("resetPassword", _) => "to reset",
            (_, "token") => "to confirm on the page",
            ("decideAffiliation", _) => "affiliation",
            ("withdrawAffiliation", _) => "own affiliation",
            ("decideEnrolment", _) => "request",
            ("withdrawEnrolment", _) => "enrolment to leave",
            ("moveEnrolment", _) => "enrolment to move",
            ("revokeRole", _) => "role grant",
            ("revokeAccommodation", _) => "accommodation",
            ("showAttempt" | "saveAnswer" | "submitAttempt", _) => "attempt",
            _ => "enrolment",
        };
        self.things[thing].clone()
    }

    fn extra_time(&self, for_whom: &str) -> Value {
        json!({
            "person": self.people[for_whom].id, "extra_time_percent": 50, "reason": "Dyslexia",
            "until": "2028-01-01T00:00:00Z",
        })
    }

    fn email_of(&self, actor: &str) -> String {
        self.people.get(actor).map_or_else(|| "ulla@example.org".to_owned(), |person| person.email.clone())
    }

    fn body(&self, operation: &str, by: &str) -> Option<Value> {
        let account = json!({ "email": "dora@example.org", "password": PASSWORD, "name": "Dora", "locale": "fr" });
        Some(match operation {
            "registerAccount" => account,
            "claimCollege" if by == "guest" => json!({ "code": "a code", "account": account }),
            "claimCollege" => json!({ "code": "a code" }),
            "signIn" => json!({ "email": self.email_of(by), "password": PASSWORD }),
            "refreshSession" => json!({ "refresh_token": self.things["to refresh"] }),
            "confirmEmail" => json!({ "token": self.things["to confirm"], "password": PASSWORD }),
            "requestEmailVerification" => json!({ "email": "ulla@example.org" }),
            "requestPasswordReset" => json!({ "email": "cy@example.org" }),
            "resetPassword" => json!({ "password": "eight calm caracals" }),
            "changePassword" => json!({ "current_password": PASSWORD, "new_password": "eight calm caracals" }),
            "updateMe" => json!({ "locale": "es" }),
            "grantRole" => json!({
                "email": "cy@example.org", "role": "focal-point", "scope": { "kind": "party", "key": "FR" }
            }),
            "requestAffiliation" => json!({ "party": "FR", "authority": "customs", "organisation": "Douane" }),
            "decideAffiliation" => json!({ "decision": "vouched" }),
            "publishCourse" => json!({ "draft": self.things["draft"] }),
            "createCohort" => json!({ "name": "Spring", "party": "MG", "sponsor": "A project" }),
            "enrol" => json!({ "course": "herbs", "locale": "fr" }),
            "grantAccommodation" => self.extra_time("trainee"),
            "updateEnrolment" => json!({ "locale": "fr" }),
            "decideEnrolment" => json!({ "decision": "approved" }),
            "recordEvents" => json!({ "events": [{
                "id": "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e", "activity": "welcome", "kind": "viewed",
                "occurred_at": "2027-03-02T09:00:00Z"
            }] }),
            "saveAnswer" => json!({ "answer": { "choice": "right" } }),
            "noteFlagChange" => json!({
                "flag": "ldc", "raised": false, "from": "2026-01-01", "reason": "It graduated"
            }),
            _ => return self.certificate_body(operation).or_else(|| self.translation_body(operation)),
        })
    }

    fn certificate_body(&self, operation: &str) -> Option<Value> {
        Some(match operation {
            "signOffCertificates" => json!({ "certificates": [self.things["candidate"]], "decision": "signed-off" }),
            "proposeSignOffBatch" => json!({ "certificates": [self.things["candidate"]] }),
            "confirmSignOffBatch" => json!({ "confirmation_token": self.things["batch token"] }),
            "confirmWorkshop" => json!({ "count": 1, "confirmation_token": self.things["workshop token"] }),
            "setCertificateVisibility" => json!({ "details": "withheld" }),
            "eraseCertificate" => json!({ "serial": self.things["serial to correct"] }),
            "decideCorrectionRequest" => json!({ "granted": false, "public_reason": "Please send us a document." }),
            "setCertificatePolicy" => json!({
                "validity": { "kind": "months", "months": 24 }, "reminders": [90, 30, 7], "shows_hours": true,
                "shows_grade": true, "officials": [],
            }),
            "createCertificateDesign" => json!({
                "slug": "with-the-university", "name": "With the University", "design": design(&self.things["picture"]),
            }),
            "setCertificateDesign" | "previewCertificateDesign" => design(&self.things["picture"]),
            "revokeCertificate" => json!({ "public_reason": "other" }),
            "suspendCertificate" => json!({ "public_reason": "under-review" }),
            "restoreCertificate" => json!({ "public_reason": "cleared" }),
            "requestCorrection" | "correctCertificate" => json!({ "name": "Ana Rakotomalala" }),
            _ => return None,
        })
    }

    fn translation_body(&self, operation: &str) -> Option<Value> {
        Some(match operation {
            "acceptContributionTerms" => json!({ "licence": "CC0-1.0", "named": false, "digest": true }),
            "proposeLocale" => json!({ "tag": "rw", "motive": "Customs officers read it best", "bridge": ["fr"] }),
            "decideLocaleProposal" => json!({ "accepted": true, "before_support": true }),
            "updateLocale" => json!({ "least_interface": 90 }),
            "commentOnUnit" => json!({ "locale": "fr", "body": "Which step is this?" }),
            "addTerm" => json!({ "term": "sea horse", "definition": "Hippocampus spp." }),
            "updateTerm" => json!({ "definition": "As the Convention has it." }),
            "callTerm" => json!({ "locale": "fr", "text": "mot", "note": "As the Convention has it." }),
            "checkTranslation" | "previewTranslation" => json!({
                "unit": self.things["unit"], "locale": "fr", "body": self.things["body"],
            }),
            "suggestTranslation" => json!({ "locale": "fr", "body": self.things["body"], "revision": 1 }),
            "rewordTranslation" => json!({
                "body": self.things["reworded body"].replace('!', "?"), "revision": 1,
            }),
            "reviewTranslation" => json!({ "verdict": "approve", "revision": 1 }),
            "reviewTranslations" => json!({ "reviews": [{
                "translation": self.things["to review with others"], "version": 1, "verdict": "reject",
                "reason": "style", "revision": 1,
            }] }),
            "updateCatalogue" => json!({ "priority": 5, "deadline": "2027-06-30" }),
            "setSignificance" => json!({ "significant": false }),
            _ => return None,
        })
    }

    /// Makes a request, with the precondition that it needs.
    pub async fn make(&self, client: &Client, request: &Request) -> Answer {
        let method: Method = request.method.to_uppercase().parse().expect("a method");
        let client = match (request.method, request.path.as_str()) {
            ("patch", path @ ("/api/v1/me" | "/api/v1/locales/fr")) => {
                let version = client.get(path).await;
                client.with_header("if-match", version.header("etag").unwrap_or("\"v1\""))
            }
            ("post", path) if path.starts_with("/api/v1/certificates/") => {
                let version = client.get(path.rsplit_once('/').map_or(path, |(certificate, _)| certificate)).await;
                client.with_header("if-match", version.header("etag").unwrap_or("\"v1\""))
            }
            (_, path)
                if [
                    "/certificate-policies/",
                    "/certificate-designs/",
                    "/translations/",
                    "/catalogues/",
                    "/significance",
                    "/terms/",
                ]
                .iter()
                .any(|part| path.contains(part)) =>
            {
                let version = match path {
                    path if path.contains("/certificate-policies/") => "\"v0\"",
                    // Terms are called something before.
                    path if path.contains("/terms/") => "*",
                    _ => "\"v1\"",
                };
                client.with_header("if-match", version)
            }
            _ => client.clone(),
        };
        match &request.body {
            Body::None => client.send(method, &request.path, None).await,
            Body::Json(body) => client.send_json(method, &request.path, body).await,
            Body::Other(kind, bytes) => client.send(method, &request.path, Some((*kind, bytes.clone()))).await,
        }
    }
}
