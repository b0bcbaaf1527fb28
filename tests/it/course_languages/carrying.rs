//! A new version of a course in the languages that it was published in: it says there what their leads published.

use super::*;

impl Translators<'_> {
    /// Another text is approved for the sentence that guests read.
    async fn rewords(&self, body: &str) {
        let units = self.units("sw", "").await;
        let of_welcome = |unit: &&Value| unit["section"] == "welcome" && unit["source"] == "Read this.";
        let unit = units.iter().find(of_welcome).expect("a sentence");
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
