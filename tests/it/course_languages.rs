//! Courses in the translators' queue, and the languages that they are offered in.

mod carrying;
mod changing;
mod packages;
mod previews;

use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope, ScopeKind};
use virtual_college::i18n::Locale;

use crate::support::{Campus, Client, Person, days};
use crate::translations::counting::assert_counted;

/// Swahili is open for work; Lea leads it, Tia translates.
pub struct Translators<'c> {
    campus: &'c Campus,
    tia: Person,
    lea: Person,
}

const CATALOGUE: &str = "course/fish";

impl<'c> Translators<'c> {
    pub async fn at(campus: &'c Campus) -> Self {
        let translator = |tag: &str| (Role::Translator, Scope::new(ScopeKind::Locale, tag));
        let [(role, french), (_, swahili)] = [translator("fr"), translator("sw")];
        let (tia, lea) = (campus.person("tia").holding(role, french).holding(role, swahili), campus.person("lea"));
        let (tia, lea) = (tia.await, lea.await);
        let terms = json!({ "licence": "CC-BY-4.0", "named": true, "digest": false });
        for person in [&tia, &lea] {
            person.put("/api/v1/me/contributor", terms.clone()).await.assert_status(200);
        }
        let proposal = json!({ "tag": "sw", "motive": "Officers on the coast read it best" });
        lea.post("/api/v1/locale-proposals", proposal).await.assert_status(201);
        let sam = campus.person("sam").secretariat().await;
        let decision = json!({ "accepted": true, "before_support": true });
        sam.post("/api/v1/locale-proposals/sw/decision", decision).await.assert_status(200);
        Self { campus, tia, lea }
    }

    /// How far Swahili has come, as its lead says.
    async fn set_state(&self, state: &str) {
        let lead = self.lead().await.with_header("if-match", "*");
        lead.patch("/api/v1/locales/sw", json!({ "state": state })).await.assert_status(200);
    }

    /// Another session: the roles of a moment ago are known.
    async fn lead(&self) -> Client {
        self.campus.back(&self.lea).await
    }

    /// The units of the course as they stand in a language.
    async fn units(&self, tag: &str, query: &str) -> Vec<Value> {
        let path = format!("/api/v1/locales/{tag}/work?catalogue={CATALOGUE}&limit=100{query}");
        let page = self.tia.get(&path).await;
        page.assert_status(200);
        assert!(page.json().get("next").is_none_or(Value::is_null), "one page");
        page.json()["items"].as_array().expect("units").clone()
    }

    async fn suggest(&self, tag: &str, unit: &Value, body: &str) -> Value {
        let suggestion = json!({ "locale": tag, "body": body, "revision": unit["revision"] });
        let path = format!("/api/v1/units/{}/translations", unit["id"].as_str().expect("an id"));
        let answer = self.tia.post(&path, suggestion).await;
        answer.assert_status(201);
        answer.json()
    }

    async fn approve(&self, suggestions: &[(Value, Value)]) {
        let review = |(unit, suggestion): &(Value, Value)| {
            json!({
                "translation": suggestion["id"], "version": suggestion["version"], "verdict": "approve",
                "revision": unit["revision"],
            })
        };
        for some in suggestions.chunks(100) {
            let batch = json!({ "reviews": some.iter().map(review).collect::<Vec<_>>() });
            let answer = self.lead().await.post("/api/v1/review-batches", batch).await;
            answer.assert_status(200);
            for item in answer.json()["items"].as_array().expect("items") {
                assert_eq!(item["reviewed"], true, "{item}");
            }
        }
    }

    /// Suggests and approves a Swahili text for each unit, but for those that are left out.
    pub async fn translate(&self, but: impl Fn(&Value) -> bool) {
        let mut suggestions = Vec::new();
        for unit in self.units("sw", "").await.into_iter().filter(|unit| !but(unit)) {
            let suggestion = self.suggest("sw", &unit, &in_swahili(&unit)).await;
            suggestions.push((unit, suggestion));
        }
        self.approve(&suggestions).await;
    }

    /// So much of a course, in per cent, has to be there.
    pub async fn asks_for(&self, share: i32) {
        let lead = self.lead().await;
        let version = lead.get("/api/v1/locales/sw").await;
        let lead = lead.with_header("if-match", version.header("etag").expect("a version"));
        lead.patch("/api/v1/locales/sw", json!({ "least_course": share })).await.assert_status(200);
    }

    /// Publishes the course; with the first publication Swahili is served to whoever names it.
    pub async fn publish(&self, tag: &str) -> crate::support::Answer {
        let path = format!("/api/v1/locales/{tag}/courses/fish/publications");
        let answer = self.lead().await.post(&path, json!({})).await;
        if tag == "sw" && answer.status == 201 && answer.json()["generation"] == 1 {
            self.set_state("beta").await;
        }
        answer
    }
}

impl Translators<'_> {
    /// What becomes of a text of the lead's own that she approves herself.
    async fn approves_her_own(&self, unit: &Value, body: &str) -> crate::support::Answer {
        let lead = self.lead().await;
        let suggestion = json!({ "locale": "sw", "body": body, "revision": unit["revision"] });
        let path = format!("/api/v1/units/{}/translations", unit["id"].as_str().expect("an id"));
        let own = lead.post(&path, suggestion).await;
        own.assert_status(201);
        let path = format!("/api/v1/translations/{}/reviews", own.json()["id"].as_str().expect("an id"));
        let approval = json!({ "verdict": "approve", "revision": unit["revision"] });
        lead.with_header("if-match", "*").post(&path, approval).await
    }
}

/// A text with the same structure; titles can be told from the original.
fn in_swahili(unit: &Value) -> String {
    let source = unit["source"].as_str().expect("a source");
    match unit["key"].as_str().expect("a key") {
        "title" => format!("Kozi: {source}"),
        key if key.starts_with("lessons/") => source.replace("Read this", "Soma hii"),
        _ => source.to_owned(),
    }
}

fn is_key(unit: &Value, beginning: &str) -> bool {
    unit["key"].as_str().expect("a key").starts_with(beginning)
}

/// The Swahili course as trainees read it.
async fn card(campus: &Campus) -> Value {
    campus.guest().get("/api/v1/courses/fish?lang=sw").await.json()
}

#[actix_web::test]
async fn a_published_course_is_units_with_the_translations_of_its_package() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    let french = translators.units("fr", "").await;
    assert!(french.iter().all(|unit| unit["standing"] == "approved"), "{french:?}");
    let lesson = french.iter().find(|unit| unit["approved"]["body"] == "Lisez ceci.").expect("a block of a lesson");
    assert_eq!((lesson["source"].as_str(), lesson["section"].as_str()), (Some("Read this."), Some("welcome")));
    let swahili = translators.units("sw", "&state=missing").await;
    assert_eq!(swahili.len(), french.len());
    let shares = campus.guest().get("/api/v1/locales/fr/statistics").await.json();
    let share = shares["items"].as_array().expect("shares").iter().find(|it| it["catalogue"] == CATALOGUE);
    let share = share.expect("of the course");
    assert_eq!((&share["missing"], &share["approved"]), (&json!(0), &json!(french.len())));
}

/// A course whose first lesson is a drawing with a word in it.
async fn with_drawing(campus: &Campus) {
    let drawing = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><text y="20">{{fin}}</text></svg>"#;
    let course = campus.course("fish").for_translators().with_file("media/fish.svg", drawing);
    let course = course.with_file("en/media.toml", "[fish]\nfin = \"Fin\"\n");
    let course = course.with_file("fr/media.toml", "[fish]\nfin = \"Nageoire\"\n");
    let course = course.edited("en/welcome.md", "Read this.", "![A fish](media/fish.svg)");
    course.edited("fr/welcome.md", "Lisez ceci.", "![Un poisson](media/fish.svg)").await;
}

#[actix_web::test]
async fn whoever_describes_a_picture_sees_it() {
    let campus = Campus::open().await;
    with_drawing(&campus).await;
    let translators = Translators::at(&campus).await;
    let units = translators.units("fr", "").await;
    for text in ["A fish", "Fin"] {
        let unit = units.iter().find(|unit| unit["source"] == text).expect("a text");
        let picture = campus.guest().get(unit["picture"].as_str().expect("a picture")).await;
        assert!(picture.assert_status(200).text().contains("Fin"), "{text}");
    }
    assert_eq!(units.iter().filter(|unit| !unit["picture"].is_null()).count(), 2);
}

#[actix_web::test]
async fn what_most_people_study_comes_first() {
    let campus = Campus::open().await;
    campus.course("birds").for_translators().await;
    let fish = campus.course("fish").for_translators().await;
    let order = async || {
        let catalogues = campus.guest().get("/api/v1/catalogues").await.json();
        let catalogues = catalogues["items"].as_array().expect("catalogues").iter().cloned();
        let courses = catalogues.filter(|it| it["kind"] == "course");
        courses.map(|it| (it["catalogue"].clone(), it["learners"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(order().await, [(json!("course/birds"), json!(0)), (json!("course/fish"), json!(0))]);
    for name in ["tariq", "tova"] {
        campus.person(name).await.enrols(&fish).await;
    }
    campus.clock.advance(days(1));
    campus.run_jobs().await;
    assert_eq!(order().await, [(json!("course/fish"), json!(2)), (json!("course/birds"), json!(0))]);
    // What was wanted long ago is not what is wanted now.
    campus.clock.advance(days(90));
    campus.run_jobs().await;
    assert_eq!(order().await, [(json!("course/birds"), json!(0)), (json!("course/fish"), json!(0))]);
}

#[actix_web::test]
async fn a_course_is_offered_in_a_language_when_its_lead_publishes_it() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.publish("sw").await.assert_problem(409, "publication-assessment-not-complete");
    translators.translate(|unit| is_key(unit, "lessons/slow")).await;
    translators.publish("sw").await.assert_problem(409, "publication-not-complete");
    translators.asks_for(90).await;
    assert_ne!(card(&campus).await["lang"], "sw");
    let published = translators.publish("sw").await;
    published.assert_status(201);
    assert_eq!((&published.json()["subject"], &published.json()["generation"]), (&json!(CATALOGUE), &json!(1)));
    campus.app.reload().await.expect("the library");
    let card = card(&campus).await;
    assert_eq!((card["lang"].as_str(), card["title"].as_str()), (Some("sw"), Some("Kozi: All about fish")));
    assert_eq!(translators.publish("sw").await.json()["id"], published.json()["id"], "the same again is the same");
}

#[actix_web::test]
async fn a_course_is_offered_in_a_language_as_long_as_the_language_is_served() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.translate(|_| false).await;
    translators.publish("sw").await.assert_status(201);
    // Whoever is offered a language finds the interface in it.
    let lead = translators.lead().await;
    let live = lead.with_header("if-match", "*").patch("/api/v1/locales/sw", json!({ "state": "live" })).await;
    live.assert_problem(409, "locale-interface-not-published");
    for (state, offered) in [("beta", "sw"), ("paused", "en"), ("beta", "sw"), ("seeding", "en")] {
        campus.app.reload().await.expect("the library");
        translators.set_state(state).await;
        campus.app.reload().await.expect("the library");
        assert_eq!(card(&campus).await["lang"], offered, "{state}");
    }
    // What is published meanwhile waits with the rest, and all of it is offered again.
    let unit = translators.units("sw", "&section=welcome").await.first().cloned().expect("a text");
    let better = translators.suggest("sw", &unit, &format!("{} Sasa.", in_swahili(&unit))).await;
    translators.approve(&[(unit, better)]).await;
    translators.publish("sw").await.assert_status(201);
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["lang"], "en");
    translators.set_state("beta").await;
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["lang"], "sw");
}

/// A lesson that guests may read, in Swahili.
async fn lesson(campus: &Campus) -> Value {
    campus.app.reload().await.expect("the library");
    campus.guest().get("/api/v1/courses/fish/activities/welcome?lang=sw").await.json()
}

#[actix_web::test]
async fn what_is_not_translated_is_shown_in_another_language_and_marked() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.translate(|unit| is_key(unit, "lessons/welcome") || is_key(unit, "activities/welcome")).await;
    translators.asks_for(90).await;
    translators.publish("sw").await.assert_status(201);
    let lesson = lesson(&campus).await;
    let html = lesson["html"].as_str().expect("a lesson");
    assert_eq!((lesson["lang"].as_str(), lesson["dir"].as_str()), (Some("sw"), Some("ltr")));
    assert!(html.contains(r#"lang="en" dir="ltr""#) && html.contains("Read this."), "{html}");
    assert_eq!(lesson["borrowed"], json!({ "activities/welcome": { "lang": "en", "dir": "ltr" } }));
    assert_eq!(lesson["stale"], false);
}

#[actix_web::test]
async fn a_changed_sentence_makes_its_own_translations_stale_and_nothing_else() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.translate(|_| false).await;
    translators.publish("sw").await.assert_status(201);
    let course =
        campus.course("fish").edited("en/welcome.md", "Read this.", "Read this twice.").for_translators().await;
    for tag in ["fr", "sw"] {
        let stale = translators.units(tag, "&state=stale").await;
        let keys: Vec<_> = stale.iter().map(|unit| (unit["source"].clone(), unit["section"].clone())).collect();
        assert_eq!(keys, [(json!("Read this twice."), json!("welcome"))], "{tag}");
    }
    assert_counted(&campus, "a new version").await;
    let lesson = lesson(&campus).await;
    assert_eq!((lesson["version"].as_i64(), lesson["lang"].as_str()), (Some(i64::from(course.number)), Some("sw")));
    assert!(lesson["html"].as_str().expect("a lesson").contains("Soma hii."));
    assert_eq!(lesson["stale"], true);
    let unit = translators.units("sw", "&state=stale").await.remove(0);
    let sam = campus.person("sid").secretariat().await;
    let editor = sam.with_header("if-match", &format!("\"v{}\"", unit["version"]));
    let path = format!("/api/v1/units/{}/significance", unit["id"].as_str().expect("an id"));
    editor.put(&path, json!({ "significant": false })).await.assert_status(200);
    assert!(translators.units("sw", "&state=stale").await.is_empty());
    assert!(translators.units("fr", "&state=stale").await.is_empty());
}

#[actix_web::test]
async fn a_course_whose_questions_changed_waits_for_its_translators() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.translate(|_| false).await;
    translators.publish("sw").await.assert_status(201);
    campus.course("fish").edited("en/practice.toml", "\"Which?\"", "\"Which one?\"").for_translators().await;
    campus.app.reload().await.expect("the library");
    let languages = card(&campus).await["languages"].clone();
    assert_eq!(languages, json!(["en"]), "the package left French behind, too");
    let stale = translators.units("sw", "&state=stale").await;
    assert_eq!(stale.len(), 1);
    translators.publish("sw").await.assert_problem(409, "publication-assessment-not-complete");
    let unit = stale.first().expect("a unit");
    let again = translators.suggest("sw", unit, "Ipi kati ya hizi?").await;
    translators.approve(&[(unit.clone(), again)]).await;
    translators.publish("sw").await.assert_status(201);
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["lang"], "sw");
}

#[actix_web::test]
async fn a_moved_paragraph_keeps_its_translation() {
    let campus = Campus::open().await;
    let written = |en: &str, fr: &str| {
        let course = campus.course("fish").for_translators().edited("en/welcome.md", "Read this.", en);
        course.edited("fr/welcome.md", "Lisez ceci.", fr)
    };
    written("Read this.\n\nThen go on.", "Lisez ceci.\n\nPuis continuez.").await;
    let translators = Translators::at(&campus).await;
    translators.translate(|_| false).await;
    translators.publish("sw").await.assert_status(201);
    written("Then go on.\n\nRead this.", "Puis continuez.\n\nLisez ceci.").await;
    for tag in ["fr", "sw"] {
        let units = translators.units(tag, "").await;
        assert!(units.iter().all(|unit| unit["standing"] == "approved"), "{tag}");
    }
    assert_counted(&campus, "a moved paragraph").await;
    let lesson = lesson(&campus).await;
    let html = lesson["html"].as_str().expect("a lesson");
    assert!(html.find("Then go on.") < html.find("Soma hii."), "{html}");
    assert_eq!(lesson["stale"], false);
}

#[actix_web::test]
async fn a_better_wording_is_a_new_edition_of_the_same_version_and_can_be_taken_back() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    let fran = campus.person("fran").holding(Role::LocaleLead, Scope::locale(&Locale::FR)).await;
    let publish = async || fran.post("/api/v1/locales/fr/courses/fish/publications", json!({})).await;
    let outline = async || {
        campus.app.reload().await.expect("the library");
        campus.guest().get("/api/v1/courses/fish?lang=fr").await.json()
    };
    let before = outline().await;
    let first = publish().await;
    first.assert_status(201);
    let units = translators.units("fr", "").await;
    let title = units.iter().find(|unit| is_key(unit, "title")).expect("the title");
    let better = translators.suggest("fr", title, "Tout savoir sur les poissons").await;
    let path = format!("/api/v1/translations/{}/reviews", better["id"].as_str().expect("an id"));
    let reviewer = fran.with_header("if-match", &format!("\"v{}\"", better["version"]));
    let review = json!({ "verdict": "approve", "revision": title["revision"] });
    reviewer.post(&path, review).await.assert_status(200);
    assert_eq!(outline().await["title"], before["title"], "nothing is shown before it is published");
    publish().await.assert_status(201);
    let after = outline().await;
    assert_eq!((&after["title"], &after["version"]), (&json!("Tout savoir sur les poissons"), &before["version"]));
    assert_eq!(after["edition"]["generation"], 2);
    let path = format!("/api/v1/locales/fr/publications/{}/rollback", first.json()["id"].as_str().expect("an id"));
    let back = fran.post(&path, json!({})).await;
    back.assert_status(201);
    assert_eq!(back.json()["rolled_back_to"], first.json()["id"]);
    let again = outline().await;
    assert_eq!((&again["title"], &again["edition"]["generation"]), (&before["title"], &json!(3)));
    assert_counted(&campus, "a rollback").await;
    translators
        .tia
        .post("/api/v1/locales/fr/courses/fish/publications", json!({}))
        .await
        .assert_problem(403, "forbidden");
    fran.post("/api/v1/locales/sw/courses/fish/publications", json!({})).await.assert_problem(403, "forbidden");
}

#[actix_web::test]
async fn what_a_course_says_is_shown_to_its_translators_only() {
    let campus = Campus::open().await;
    campus.course("fish").for_officials(&["customs"]).for_translators().await;
    let translators = Translators::at(&campus).await;
    let accepted =
        translators.units("sw", "").await.into_iter().find(|unit| is_key(unit, "questions/p-short/accepted"));
    let unit = accepted.expect("a unit that tells an answer");
    let path = format!("/api/v1/units/{}?locale=sw", unit["id"].as_str().expect("an id"));
    translators.tia.get(&path).await.assert_status(200);
    let scope = Scope::new(ScopeKind::CourseLocale, "sw/fish");
    campus.person("tom").holding(Role::Translator, scope).await.get(&path).await.assert_status(200);
    let elsewhere = Scope::new(ScopeKind::CourseLocale, "sw/birds");
    let outsiders = [campus.person("bo").await, campus.person("tim").holding(Role::Translator, elsewhere).await];
    for outsider in outsiders {
        let terms = json!({ "licence": "CC0-1.0", "named": true, "digest": false });
        outsider.put("/api/v1/me/contributor", terms).await.assert_status(200);
        outsider.get(&path).await.assert_problem(404, "unit-unknown");
        let list = outsider.get(&format!("/api/v1/locales/sw/work?catalogue={CATALOGUE}")).await;
        assert_eq!(list.json()["items"], json!([]));
        let found = outsider.get("/api/v1/locales/sw/work?q=CITES&limit=100").await.json();
        let found = found["items"].as_array().expect("units").clone();
        assert!(found.iter().all(|unit| unit["catalogue"] != CATALOGUE), "{found:?}");
        let suggestion = json!({ "locale": "sw", "body": "CITES", "revision": 1 });
        let suggestions = format!("/api/v1/units/{}/translations", unit["id"].as_str().expect("an id"));
        outsider.post(&suggestions, suggestion).await.assert_problem(404, "unit-unknown");
        let check = json!({ "unit": unit["id"], "locale": "sw", "body": "CITES" });
        outsider.post("/api/v1/checks", check).await.assert_problem(404, "unit-unknown");
    }
}

#[actix_web::test]
async fn who_reviews_one_course_ends_the_exception_for_own_work_there_and_only_there() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let it = Translators::at(&campus).await;
    let allow = json!({ "may_approve_own": true });
    let lead = it.lead().await.with_header("if-match", "*");
    lead.patch("/api/v1/locales/sw", allow).await.assert_status(200);
    let units = it.units("sw", "").await;
    let title = units.iter().find(|unit| unit["key"] == "title").expect("a title");
    it.approves_her_own(title, "Kozi: Samaki").await.assert_status(200);
    let swahili: Locale = "sw".parse().expect("a language");
    campus.person("rae").holding(Role::TranslationReviewer, Scope::course_locale(&swahili, "fish")).await;
    it.approves_her_own(title, "Kozi: Samaki wote").await.assert_problem(403, "translation-own-work");
    // Of another course, and of the interface, the lead is the only reviewer still.
    let common = it.tia.get("/api/v1/locales/sw/work?catalogue=interface/common&q=language").await.json();
    let unit = common["items"].as_array().expect("units").iter().find(|unit| unit["key"] == "language").expect("it");
    it.approves_her_own(unit, "language = Lugha").await.assert_status(200);
}

/// Whether a translation is there is no stranger's business: to somebody who may not see it, it is as one that never was.
#[actix_web::test]
async fn a_translation_that_one_may_not_see_is_as_an_unknown_one() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    let unit = translators.units("sw", "").await.remove(0);
    let suggestion = translators.suggest("sw", &unit, &in_swahili(&unit)).await;
    let ben = campus.person("ben").holding(Role::TranslationReviewer, Scope::locale(&Locale::FR)).await;
    let terms = json!({ "licence": "CC0-1.0", "named": true, "digest": false });
    ben.put("/api/v1/me/contributor", terms).await.assert_status(200);
    let client = ben.with_header("if-match", "*");
    let text = |value: &Value| value.as_str().expect("an id").to_owned();
    for id in [text(&suggestion["id"]), text(&unit["id"])] {
        let path = format!("/api/v1/translations/{id}");
        let approval = json!({ "verdict": "approve", "revision": 1 });
        let rewording = json!({ "body": "Kozi", "revision": 1 });
        client.patch(&path, rewording).await.assert_problem(404, "translation-unknown");
        client.post(&format!("{path}/withdrawal"), json!({})).await.assert_problem(404, "translation-unknown");
        client.post(&format!("{path}/reviews"), approval).await.assert_problem(404, "translation-unknown");
        client.put(&format!("{path}/vote"), json!({})).await.assert_problem(404, "translation-unknown");
        let one = json!({ "translation": id, "version": 1, "verdict": "approve", "revision": 1 });
        let batch = client.post("/api/v1/review-batches", json!({ "reviews": [one] })).await;
        assert_eq!(batch.json()["items"][0]["code"], "translation-unknown");
    }
}

#[actix_web::test]
async fn who_reviews_a_language_is_told_when_a_new_version_comes_out_without_it() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.translate(|_| false).await;
    translators.publish("sw").await.assert_status(201);
    let rae =
        campus.person("rae").holding(Role::TranslationReviewer, Scope::new(ScopeKind::CourseLocale, "sw/fish")).await;
    let of_other = Scope::new(ScopeKind::CourseLocale, "sw/birds");
    let bo = campus.person("bo").holding(Role::TranslationReviewer, of_other).await;
    let terms = json!({ "licence": "CC0-1.0", "named": true, "digest": true });
    for person in [&rae, &bo, &translators.lea, &translators.tia] {
        person.put("/api/v1/me/contributor", terms.clone()).await.assert_status(200);
    }
    campus.clock.advance(std::time::Duration::from_secs(1));
    campus.course("fish").edited("en/practice.toml", "\"Which?\"", "\"Which one?\"").for_translators().await;
    campus.app.reload().await.expect("the library");
    campus.clock.advance(days(1));
    campus.run_jobs().await;
    let letters = campus.mailbox().all().into_iter().filter(|it| it.text.contains("is not offered in this language"));
    let mut told: Vec<(String, String)> = letters.map(|it| (it.to, it.text)).collect();
    told.sort();
    let people: Vec<&str> = told.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(people, ["lea@example.org", "rae@example.org"]);
    for (_, text) in &told {
        assert!(text.contains("Swahili, All about fish: the new version"), "{text}");
        assert!(text.contains("1 text is missing or not up to date"), "{text}");
        assert!(text.contains("/api/v1/locales/sw/work?catalogue=course/fish\n"), "{text}");
        assert!(text.contains("(version 2026-11); your texts are published under the licence CC0 1.0."), "{text}");
    }
    campus.clock.advance(days(1));
    campus.run_jobs().await;
    let again = campus.mailbox().all().into_iter().filter(|it| it.text.contains("is not offered in this language"));
    assert_eq!(again.count(), 2, "once");
}
