//! A new version of a course in the languages that it was published in: it says there what their leads published.

use super::*;
use crate::support::minutes;

impl Translators<'_> {
    /// Another text is approved for the sentence that guests read.
    async fn rewords(&self, body: &str) {
        self.rewords_in("welcome", body).await;
    }

    async fn rewords_in(&self, section: &str, body: &str) {
        let units = self.units("sw", "").await;
        let is_it = |unit: &&Value| unit["section"] == section && unit["source"] == "Read this.";
        let unit = units.iter().find(is_it).expect("a sentence");
        let suggestion = self.suggest("sw", unit, body).await;
        self.approve(&[(unit.clone(), suggestion)]).await;
    }

    async fn published(&self) -> String {
        let answer = self.publish("sw").await;
        answer.assert_status(201);
        answer.json()["id"].as_str().expect("an id").to_owned()
    }
}

/// A version in which a sentence of another lesson says something else.
async fn new_version(campus: &Campus, sentence: &str) -> i64 {
    let course = campus.course("fish").edited("en/slow.md", "Read this.", sentence);
    i64::from(course.for_translators().await.number)
}

/// In which version guests read it, and whether it holds a text.
async fn reads(campus: &Campus, text: &str) -> (Value, bool) {
    let lesson = lesson(campus).await;
    assert_eq!(lesson["lang"], "sw");
    (lesson["version"].clone(), lesson["html"].as_str().expect("a lesson").contains(text))
}

#[actix_web::test]
async fn a_text_that_was_taken_back_stays_away_from_the_next_versions() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.translate(|_| false).await;
    let good = translators.published().await;
    translators.rewords("Usisome hii.").await;
    translators.published().await;
    assert!(reads(&campus, "Usisome hii.").await.1);
    let path = format!("/api/v1/locales/sw/publications/{good}/rollback");
    translators.lead().await.post(&path, json!({})).await.assert_status(201);
    for sentence in ["Read this slowly.", "Read this very slowly."] {
        let version = new_version(&campus, sentence).await;
        assert_eq!(reads(&campus, "Soma hii.").await, (json!(version), true));
    }
    translators.publish("sw").await.assert_problem(409, "publication-brings-back");
    let path = "/api/v1/locales/sw/courses/fish/publications?brings_back=true";
    translators.lead().await.post(path, json!({})).await.assert_status(201);
    assert!(reads(&campus, "Usisome hii.").await.1, "the lead wants it so");
}

#[actix_web::test]
async fn a_share_that_was_raised_since_stops_no_rollback() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.translate(|unit| is_key(unit, "lessons/permits")).await;
    translators.asks_for(10).await;
    let good = translators.published().await;
    translators.rewords("Usisome hii.").await;
    translators.published().await;
    translators.asks_for(100).await;
    translators.publish("sw").await.assert_problem(409, "publication-not-complete");
    let path = format!("/api/v1/locales/sw/publications/{good}/rollback");
    translators.lead().await.post(&path, json!({})).await.assert_status(201);
    assert!(reads(&campus, "Soma hii.").await.1);
}

#[actix_web::test]
async fn what_is_approved_waits_for_the_lead_in_a_new_version_too() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.translate(|_| false).await;
    translators.published().await;
    translators.rewords("Soma hii vizuri.").await;
    let version = new_version(&campus, "Read this slowly.").await;
    assert_eq!(reads(&campus, "Soma hii.").await, (json!(version), true));
    translators.published().await;
    assert_eq!(reads(&campus, "Soma hii vizuri.").await, (json!(version), true));
}

#[actix_web::test]
async fn what_a_package_brings_is_published_with_its_version() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let fran = campus.person("fran").holding(Role::LocaleLead, Scope::locale(&Locale::FR)).await;
    fran.post("/api/v1/locales/fr/courses/fish/publications", json!({})).await.assert_status(201);
    campus.clock.advance(days(1));
    let course = campus.course("fish").edited("en/welcome.md", "Read this.", "Read this twice.");
    course.edited("fr/welcome.md", "Lisez ceci.", "Lisez ceci deux fois.").for_translators().await;
    let lesson = campus.guest().get("/api/v1/courses/fish/activities/welcome?lang=fr").await.json();
    assert!(lesson["html"].as_str().expect("a lesson").contains("Lisez ceci deux fois."), "{lesson:#}");
    assert_eq!(lesson["stale"], false);
}

/// Swahili readers see in French what French readers see: neither what its lead has not published, nor anything while French waits.
#[actix_web::test]
async fn what_stands_in_for_a_missing_text_is_what_the_other_language_published() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.translate(|unit| is_key(unit, "lessons/welcome")).await;
    translators.asks_for(80).await;
    let lead = translators.lead().await.with_header("if-match", "*");
    lead.patch("/api/v1/locales/sw", json!({ "bridge": ["fr"] })).await.assert_status(200);
    let fran = campus.person("fran").holding(Role::LocaleLead, Scope::locale(&Locale::FR)).await;
    let units = translators.units("fr", "").await;
    let unit = units.iter().find(|unit| unit["approved"]["body"] == "Lisez ceci.").expect("a sentence");
    let better = translators.suggest("fr", unit, "Lisez donc ceci.").await;
    let path = format!("/api/v1/translations/{}/reviews", better["id"].as_str().expect("an id"));
    let approval = json!({ "verdict": "approve", "revision": unit["revision"] });
    fran.with_header("if-match", "*").post(&path, approval).await.assert_status(200);
    translators.published().await;
    assert!(reads(&campus, "Lisez ceci.").await.1, "the package brought it");
    campus.clock.advance(std::time::Duration::from_secs(1));
    fran.post("/api/v1/locales/fr/courses/fish/publications", json!({})).await.assert_status(201);
    translators.published().await;
    assert!(reads(&campus, "Lisez donc ceci.").await.1, "French has published it");
}

/// What French has for the sentence that guests read, and its lead.
struct French<'c> {
    translators: &'c Translators<'c>,
    fran: Person,
}

impl<'c> French<'c> {
    async fn of(translators: &'c Translators<'c>) -> Self {
        let fran = translators.campus.person("fran").holding(Role::LocaleLead, Scope::locale(&Locale::FR)).await;
        Self { translators, fran }
    }

    async fn unit(&self, section: &str, source: &str) -> Value {
        let units = self.translators.units("fr", "").await;
        let of_it = |unit: &&Value| unit["section"] == section && unit["source"] == source;
        units.iter().find(of_it).unwrap_or_else(|| panic!("no “{source}”")).clone()
    }

    async fn reviews(&self, translation: &Value, review: Value) {
        let path = format!("/api/v1/translations/{}/reviews", translation["id"].as_str().expect("an id"));
        self.fran.with_header("if-match", "*").post(&path, review).await.assert_status(200);
    }

    /// Tia suggests and Fran approves.
    async fn rewords(&self, (section, source): (&str, &str), body: &str) -> Value {
        let unit = self.unit(section, source).await;
        let suggestion = self.translators.suggest("fr", &unit, body).await;
        self.reviews(&suggestion, json!({ "verdict": "approve", "revision": unit["revision"] })).await;
        suggestion
    }

    async fn takes_back(&self, translation: &Value) {
        let review = json!({ "verdict": "reject", "reason": "wrong-meaning", "revision": translation["revision"] });
        self.reviews(translation, review).await;
    }

    async fn publishes(&self, query: &str) -> crate::support::Answer {
        self.translators.campus.clock.advance(minutes(1));
        self.fran.post(&format!("/api/v1/locales/fr/courses/fish/publications{query}"), json!({})).await
    }

    async fn rolls_back(&self, to: &Value) -> Value {
        self.translators.campus.clock.advance(minutes(1));
        let path = format!("/api/v1/locales/fr/publications/{}/rollback", to["id"].as_str().expect("an id"));
        self.fran.post(&path, json!({})).await.assert_status(201).json()
    }

    /// The lesson as guests read it in French.
    async fn lesson(&self) -> Value {
        self.translators.campus.app.reload().await.expect("the library");
        self.translators.campus.guest().get("/api/v1/courses/fish/activities/welcome?lang=fr").await.json()
    }

    async fn reads(&self, text: &str) -> bool {
        self.lesson().await["html"].as_str().expect("a lesson").contains(text)
    }
}

const SENTENCE: (&str, &str) = ("welcome", "Read this.");

#[actix_web::test]
async fn a_text_whose_approval_was_taken_back_is_not_carried_over_to_a_new_version() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.asks_for(90).await;
    let it = French::of(&translators).await;
    let first = it.rewords(SENTENCE, "Lisez bien ceci.").await;
    let bad = it.rewords(SENTENCE, "Ne lisez pas ceci.").await;
    it.publishes("").await.assert_status(201);
    assert!(it.reads("Ne lisez pas ceci.").await);
    campus.clock.advance(minutes(1));
    it.takes_back(&bad).await;
    new_version(&campus, "Read this slowly.").await;
    assert!(it.reads("Lisez bien ceci.").await, "the text that stands again: {:#}", it.lesson().await);
    it.takes_back(&first).await;
    new_version(&campus, "Read this very slowly.").await;
    assert!(it.reads("Lisez ceci.").await, "the one before it: {:#}", it.lesson().await);
}

/// Nothing stands again where nothing was approved before: the sentence falls back, marked.
#[actix_web::test]
async fn where_nothing_stands_again_a_new_version_shows_another_language() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.asks_for(80).await;
    translators.translate(|_| false).await;
    translators.published().await;
    let units = translators.units("sw", "").await;
    let unit = units.iter().find(|unit| unit["section"] == "welcome" && unit["source"] == "Read this.").expect("it");
    let path = format!("/api/v1/translations/{}/reviews", unit["approved"]["id"].as_str().expect("an id"));
    let rejection = json!({ "verdict": "reject", "reason": "wrong-meaning", "revision": unit["revision"] });
    translators.lead().await.with_header("if-match", "*").post(&path, rejection).await.assert_status(200);
    let version = new_version(&campus, "Read this slowly.").await;
    assert_eq!(reads(&campus, "Soma hii.").await, (json!(version), false));
    assert!(reads(&campus, r#"lang="en""#).await.1);
}

#[actix_web::test]
async fn a_text_whose_approval_was_taken_back_stands_in_for_no_other_language() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.translate(|unit| is_key(unit, "lessons/welcome")).await;
    translators.asks_for(80).await;
    let lead = translators.lead().await.with_header("if-match", "*");
    lead.patch("/api/v1/locales/sw", json!({ "bridge": ["fr"] })).await.assert_status(200);
    let it = French::of(&translators).await;
    let bad = it.rewords(SENTENCE, "Ne lisez pas ceci.").await;
    it.publishes("").await.assert_status(201);
    it.takes_back(&bad).await;
    translators.published().await;
    assert!(!reads(&campus, "Ne lisez pas ceci.").await.1);
    assert!(reads(&campus, "Lisez ceci.").await.1);
}

#[actix_web::test]
async fn what_a_package_says_otherwise_than_people_waits_for_them() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    let it = French::of(&translators).await;
    it.rewords(SENTENCE, "Lisez bien ceci.").await;
    it.publishes("").await.assert_status(201);
    campus.clock.advance(minutes(1));
    // Another text of the package alone is no new version.
    campus.course("fish").edited("fr/welcome.md", "Lisez ceci.", "Lisez tout.").for_translators().await;
    assert!(it.reads("Lisez bien ceci.").await && !it.reads("Lisez tout.").await, "{:#}", it.lesson().await);

    let course = campus.course("fish").edited("en/welcome.md", "Read this.", "Read this twice.");
    let course = course.edited("fr/welcome.md", "Lisez ceci.", "Lisez ceci deux fois.").for_translators().await;
    let lesson = it.lesson().await;
    assert_eq!(
        (&lesson["version"], &lesson["lang"], &lesson["stale"]),
        (&json!(course.number), &json!("fr"), &json!(true))
    );
    assert!(it.reads("Lisez bien ceci.").await, "{lesson:#}");
    // It is approved, and waits for the lead, in the next version, too.
    let unit = it.unit("welcome", "Read this twice.").await;
    let suggestion =
        unit["waiting"].as_array().expect("suggestions").iter().find(|it| it["body"] == "Lisez ceci deux fois.");
    it.reviews(suggestion.expect("it"), json!({ "verdict": "approve", "revision": unit["revision"] })).await;
    let course = campus.course("fish").edited("en/welcome.md", "Read this.", "Read this twice.");
    let course = course.edited("fr/welcome.md", "Lisez ceci.", "Lisez ceci deux fois.");
    course.edited("en/slow.md", "Read this.", "Read this slowly.").for_translators().await;
    assert!(it.reads("Lisez bien ceci.").await, "{:#}", it.lesson().await);
    it.publishes("").await.assert_status(201);
    assert!(it.reads("Lisez ceci deux fois.").await);
}

#[actix_web::test]
async fn a_question_of_a_package_that_people_have_not_approved_is_not_asked() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    let it = French::of(&translators).await;
    let units = translators.units("fr", "").await;
    let question = units.iter().find(|unit| unit["source"] == "Which?").expect("a question").clone();
    it.rewords((question["section"].as_str().expect("a quiz"), "Which?"), "Lequel donc ?").await;
    // Nobody published it; but people have taken the language over.
    let course = campus.course("fish").edited("en/practice.toml", "\"Which?\"", "\"Which one?\"");
    let french = question["approved"]["body"].as_str().expect("French");
    course.edited("fr/practice.toml", french, "Lequel des deux ?").for_translators().await;
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["languages"], json!(["en"]));
}

/// A text that came with a package was approved by nobody who knew of the rollback.
#[actix_web::test]
async fn a_rollback_is_not_forgotten_of_what_a_package_brought() {
    let campus = Campus::open().await;
    let written = |en: &str, fr: &str| {
        let course = campus.course("fish").for_translators().edited("en/welcome.md", "Read this.", en);
        course.edited("fr/welcome.md", "Lisez ceci.", fr)
    };
    written("Read this.", "Lisez ceci.").await;
    let translators = Translators::at(&campus).await;
    let it = French::of(&translators).await;
    translators.lead().await;
    let sam = campus.person("sid").secretariat().await.with_header("if-match", "*");
    sam.patch("/api/v1/locales/fr", json!({ "least_course": 80 })).await.assert_status(200);
    let good = it.publishes("").await.assert_status(201).json();
    campus.clock.advance(minutes(1));
    written("Read this.\n\nThen go on.", "Lisez ceci.\n\nPuis arrêtez.").await;
    assert!(it.reads("Puis arrêtez.").await);
    let back = it.rolls_back(&good).await;
    assert_eq!(back["differing"], 1, "{back:#}");
    assert!(!it.reads("Puis arrêtez.").await);
    // Once more, after another version brought another text.
    campus.clock.advance(minutes(1));
    written("Read this.\n\nThen go on.\n\nAnd rest.", "Lisez ceci.\n\nPuis arrêtez.\n\nEt courez.").await;
    assert!(!it.reads("Puis arrêtez.").await && it.reads("Et courez.").await, "{:#}", it.lesson().await);
    let back = it.rolls_back(&good).await;
    assert_eq!(back["differing"], 2, "{back:#}");
    let asked = it.publishes("").await;
    asked.assert_problem(409, "publication-brings-back");
    assert_eq!(asked.json()["errors"].as_array().map(Vec::len), Some(2));
    it.publishes("?brings_back=true").await.assert_status(201);
    assert!(it.reads("Puis arrêtez.").await && it.reads("Et courez.").await);
    it.publishes("").await.assert_status(201);
}

/// Whoever had read the texts before the other published reads them again, and then asks.
#[actix_web::test]
async fn a_publication_of_a_course_under_way_does_not_undo_a_rollback() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let translators = Translators::at(&campus).await;
    translators.translate(|_| false).await;
    let good = translators.published().await;
    translators.rewords("Usisome hii.").await;
    translators.published().await;
    translators.rewords_in("slow", "Soma hii polepole.").await;
    let (_, elsewhere) = campus.another_instance().await;
    let lead = translators.lead().await;
    let publications = "/api/v1/locales/sw/courses/fish/publications";
    let back = format!("/api/v1/locales/sw/publications/{good}/rollback");
    let latest = async || campus.guest().get("/api/v1/locales/sw/publications").await.json()["items"][0].clone();

    let held = campus.at_a_standstill().await;
    let here = lead.clone();
    let under_way = actix_web::rt::spawn(async move { here.post(publications, json!({})).await });
    held.holds_somebody().await;
    lead.at(&elsewhere).post(&back, json!({})).await.assert_status(201);
    drop(held);
    under_way.await.expect("an answer").assert_problem(409, "publication-brings-back");
    assert_eq!(latest().await["rolled_back_to"], json!(good));

    let held = campus.at_a_standstill().await;
    let (here, path) = (lead.clone(), back.clone());
    let under_way = actix_web::rt::spawn(async move { here.post(&path, json!({})).await });
    held.holds_somebody().await;
    let anyway = format!("{publications}?brings_back=true");
    lead.at(&elsewhere).post(&anyway, json!({})).await.assert_status(201);
    drop(held);
    under_way.await.expect("an answer").assert_status(201);
    assert_eq!(latest().await["rolled_back_to"], json!(good));
}

impl Translators<'_> {
    /// The unit of a text in Swahili.
    async fn swahili(&self, section: &str, source: &str) -> Value {
        let units = self.units("sw", "").await;
        let unit = units.iter().find(|unit| unit["section"] == section && unit["source"] == source);
        unit.unwrap_or_else(|| panic!("no “{source}”")).clone()
    }

    async fn takes_back(&self, unit: &Value) {
        let path = format!("/api/v1/translations/{}/reviews", unit["approved"]["id"].as_str().expect("an id"));
        let rejection = json!({ "verdict": "reject", "reason": "wrong-meaning", "revision": unit["revision"] });
        self.lead().await.with_header("if-match", "*").post(&path, rejection).await.assert_status(200);
    }
}

/// Swahili, complete and published, and whoever studies it.
async fn studied(campus: &Campus) -> (Translators<'_>, Person) {
    let fish = campus.course("fish").for_translators().await;
    let translators = Translators::at(campus).await;
    translators.translate(|_| false).await;
    translators.published().await;
    campus.app.reload().await.expect("the library");
    let tova = campus.person("tova").await;
    let path = format!("/api/v1/enrolments/{}", tova.enrols(&fish).await);
    tova.patch(&path, json!({ "locale": "sw" })).await.assert_status(200);
    (translators, tova)
}

#[actix_web::test]
async fn a_better_translation_reaches_those_who_study_an_earlier_version() {
    let campus = Campus::open().await;
    let (translators, tova) = studied(&campus).await;
    let second = new_version(&campus, "Read this slowly.").await;
    translators.rewords("Soma hii vizuri.").await;
    let slow = translators.swahili("slow", "Read this slowly.").await;
    let better = translators.suggest("sw", &slow, "Soma hii polepole.").await;
    translators.approve(&[(slow, better)]).await;
    translators.published().await;
    campus.run_jobs().await;
    campus.app.reload().await.expect("the library");
    assert_eq!(reads(&campus, "Soma hii vizuri.").await, (json!(second), true));
    let lesson = async |id: &str| tova.get(&format!("/api/v1/courses/fish/activities/{id}")).await.json();
    let (welcome, slow) = (lesson("welcome").await, lesson("slow").await);
    assert_eq!((&welcome["version"], &welcome["lang"], &welcome["stale"]), (&json!(1), &json!("sw"), &json!(false)));
    assert!(welcome["html"].as_str().expect("a lesson").contains("Soma hii vizuri."), "{welcome:#}");
    // Her version says something else there.
    assert!(slow["html"].as_str().expect("a lesson").contains("Soma hii."), "{slow:#}");
    assert_eq!(slow["stale"], false);
    // Nothing is made twice.
    let generation = welcome["edition"]["generation"].clone();
    translators.rewords_in("permits", "Soma hii tena.").await;
    translators.published().await;
    campus.run_jobs().await;
    campus.app.reload().await.expect("the library");
    assert_eq!(lesson("welcome").await["edition"]["generation"], json!(generation.as_i64().expect("a number") + 1));
}

#[actix_web::test]
async fn an_earlier_version_is_offered_again_with_a_better_question_and_only_while_its_language_is_served() {
    let campus = Campus::open().await;
    let (translators, tova) = studied(&campus).await;
    new_version(&campus, "Read this slowly.").await;
    campus.run_jobs().await;
    let exam = async || {
        campus.app.reload().await.expect("the library");
        let exam = tova.get("/api/v1/courses/fish/activities/exam").await.json();
        (exam["version"].clone(), exam["lang"].clone())
    };
    let question = translators.swahili("exam", "One?").await;
    translators.takes_back(&question).await;
    campus.run_jobs().await;
    assert_eq!(exam().await, (json!(1), json!("en")));
    let better = translators.suggest("sw", &question, "Ile moja?").await;
    translators.approve(&[(question, better)]).await;
    translators.published().await;
    campus.run_jobs().await;
    assert_eq!(exam().await, (json!(1), json!("sw")));
    for (state, lang) in [("paused", "en"), ("beta", "sw")] {
        translators.set_state(state).await;
        assert_eq!(exam().await, (json!(1), json!(lang)), "{state}");
    }
}

#[actix_web::test]
async fn what_is_rolled_back_to_is_not_offered_where_trainees_would_be_judged_by_what_is_stale() {
    let campus = Campus::open().await;
    let (translators, _) = studied(&campus).await;
    let publications = campus.guest().get("/api/v1/locales/sw/publications").await.json();
    let good = publications["items"][0]["id"].as_str().expect("a publication").to_owned();
    translators.rewords("Usisome hii.").await;
    translators.published().await;
    let course = campus.course("fish").edited("en/exam.toml", "\"One?\"", "\"The one?\"");
    course.edited("fr/exam.toml", "\"One?\"", "\"La une ?\"").for_translators().await;
    let exam = translators.swahili("exam", "The one?").await;
    let new = translators.suggest("sw", &exam, "Ile moja?").await;
    translators.approve(&[(exam, new)]).await;
    translators.published().await;
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["languages"], json!(["en", "fr", "sw"]));

    campus.clock.advance(minutes(1));
    let path = format!("/api/v1/locales/sw/publications/{good}/rollback");
    let back = translators.lead().await.post(&path, json!({})).await.assert_status(201).json();
    assert_eq!((&back["unfit"], &back["rolled_back_to"]), (&json!(1), &json!(good)));
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["languages"], json!(["en", "fr"]));
    // That the language is served again is no reason to ask what is stale.
    for state in ["paused", "beta"] {
        translators.set_state(state).await;
    }
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["languages"], json!(["en", "fr"]));

    let path = "/api/v1/locales/sw/courses/fish/publications?brings_back=true";
    translators.lead().await.post(path, json!({})).await.assert_status(201);
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["languages"], json!(["en", "fr", "sw"]));
}

#[actix_web::test]
async fn a_rollback_asks_no_question_whose_text_was_rejected() {
    let campus = Campus::open().await;
    let (translators, tova) = studied(&campus).await;
    let good = translators.published().await;
    translators.takes_back(&translators.swahili("exam", "One?").await).await;
    let back = format!("/api/v1/locales/sw/publications/{good}/rollback");
    let rolled = translators.lea.post(&back, json!({})).await.assert_status(201).json();
    assert_eq!(rolled["unfit"], 1, "{rolled:#}");
    campus.run_jobs().await;
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["languages"], json!(["en", "fr"]));
    assert_eq!(tova.get("/api/v1/courses/fish/activities/exam").await.json()["lang"], "en");
}

#[actix_web::test]
async fn a_question_whose_text_is_taken_back_is_not_asked_from_that_moment_on() {
    let campus = Campus::open().await;
    let (translators, tova) = studied(&campus).await;
    let languages = async || {
        campus.app.reload().await.expect("the library");
        card(&campus).await["languages"].clone()
    };
    let unit = translators.swahili("exam", "One?").await;
    translators.takes_back(&unit).await;
    assert_eq!(languages().await, json!(["en", "fr"]));
    assert_eq!(tova.get("/api/v1/courses/fish/activities/exam").await.json()["lang"], "en");
    campus.run_jobs().await;
    assert_eq!(languages().await, json!(["en", "fr"]), "nothing stands in its place");
    let right = translators.suggest("sw", &unit, "Ile moja?").await;
    translators.approve(&[(unit, right)]).await;
    translators.published().await;
    assert_eq!(languages().await, json!(["en", "fr", "sw"]));

    // What was approved before stands again by itself.
    campus.clock.advance(minutes(1));
    let unit = translators.swahili("exam", "One?").await;
    let wrong = translators.suggest("sw", &unit, "Siyo moja?").await;
    translators.approve(&[(unit, wrong)]).await;
    campus.clock.advance(minutes(1));
    translators.published().await;
    campus.clock.advance(minutes(1));
    translators.takes_back(&translators.swahili("exam", "One?").await).await;
    assert_eq!(languages().await, json!(["en", "fr"]));
    campus.run_jobs().await;
    assert_eq!(languages().await, json!(["en", "fr", "sw"]));
}
