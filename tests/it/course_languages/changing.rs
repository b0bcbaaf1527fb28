//! A trainee who changes language half-way keeps everything.

use virtual_college::clock::Timestamp;

use super::*;
use crate::support::{Course, START, minutes};

/// Somebody on her way through the course.
struct Trainee {
    person: Person,
    enrolment: String,
}

impl Trainee {
    async fn at(campus: &Campus, course: &Course) -> Self {
        let person = campus.person("tova").speaks("en").await;
        let enrolment = format!("/api/v1/enrolments/{}", person.enrols(course).await);
        Self { person, enrolment }
    }

    async fn learns_in(&self, tag: &str) {
        self.person.patch(&self.enrolment, json!({ "locale": tag })).await.assert_status(200);
        let outline = self.person.get("/api/v1/courses/fish").await.json();
        assert_eq!(outline["edition"]["locale"], tag);
    }

    async fn reads(&self, activity: &str, kind: &str, at: Timestamp) {
        let mut event = json!({ "id": uuid::Uuid::now_v7(), "activity": activity, "kind": kind, "occurred_at": at });
        if kind == "time" {
            event["active_seconds"] = json!(60);
        }
        let answer = self.person.post(&format!("{}/events", self.enrolment), json!({ "events": [event] })).await;
        assert_eq!(answer.json()["items"][0]["status"], "stored", "{:#}", answer.json());
    }

    async fn progress(&self) -> Value {
        self.person.get(&format!("{}/progress", self.enrolment)).await.assert_status(200).json()
    }

    /// What is done, and in which language.
    async fn done(&self) -> Vec<(String, String)> {
        let progress = self.progress().await;
        let modules = progress["modules"].as_array().expect("modules").iter();
        let activities = modules.flat_map(|module| module["activities"].as_array().expect("activities"));
        let word = |activity: &Value, member: &str| activity[member].as_str().map(str::to_owned);
        activities.filter_map(|it| Some((word(it, "id")?, word(it, "completed_lang")?))).collect()
    }

    async fn starts(&self, quiz: &str) -> Value {
        let path = format!("{}/activities/{quiz}/attempts", self.enrolment);
        self.person.post(&path, json!({})).await.json()
    }

    async fn answers(&self, attempt: &Value, question: &str, answer: Value) {
        let path = format!("/api/v1/attempts/{}/answers/{question}", attempt["id"].as_str().expect("an id"));
        self.person.put(&path, json!({ "answer": answer })).await.assert_status(200);
    }

    async fn submits(&self, attempt: &Value) -> Value {
        let path = format!("/api/v1/attempts/{}/submission", attempt["id"].as_str().expect("an id"));
        self.person.post(&path, json!({})).await.assert_status(200).json()
    }
}

/// A course that is published in Swahili, and somebody who read its first lesson in English.
async fn begun(campus: &Campus) -> (Course, Trainee) {
    let fish = campus.course("fish").for_translators().await;
    let translators = Translators::at(campus).await;
    translators.translate(|_| false).await;
    translators.publish("sw").await.assert_status(201);
    campus.app.reload().await.expect("the library");
    let trainee = Trainee::at(campus, &fish).await;
    trainee.reads("welcome", "viewed", START).await;
    (fish, trainee)
}

fn pair(activity: &str, lang: &str) -> (String, String) {
    (activity.into(), lang.into())
}

#[actix_web::test]
async fn progress_attempts_and_answers_stay_and_the_certificate_names_the_language_studied() {
    let campus = Campus::open().await;
    let (fish, it) = begun(&campus).await;
    let practice = it.starts("practice").await;
    it.answers(&practice, "p-single", json!({ "choice": "i" })).await;
    assert_eq!(practice["lang"], "en");
    let before = it.progress().await;

    it.learns_in("sw").await;
    assert_eq!(it.progress().await["completed"], before["completed"]);
    let open = it.starts("practice").await;
    assert_eq!((&open["id"], &open["lang"]), (&practice["id"], &json!("en")), "an open attempt stays as it was drawn");
    assert_eq!((&open["questions"], &open["answers"]["p-single"]["choice"]), (&practice["questions"], &json!("i")));
    let marked = it.submits(&open).await;
    assert_eq!(marked["marks"][0]["verdict"], "right", "{marked:#}");
    campus.clock.advance(minutes(5));
    it.reads("slow", "time", START.plus(minutes(5))).await;
    let exam = it.starts("exam").await;
    assert_eq!(exam["lang"], "sw");

    it.learns_in("en").await;
    let exam_again = it.starts("exam").await;
    assert_eq!(exam_again, exam);
    it.learns_in("sw").await;
    it.reads("permits", "viewed", START.plus(minutes(5))).await;
    for question in exam["questions"].as_array().expect("questions") {
        let id = question["id"].as_str().expect("an id");
        let answer = if id == "e-fixed" { json!({ "choice": "right" }) } else { json!({ "value": true }) };
        it.answers(&exam, id, answer).await;
    }
    assert_eq!(it.submits(&exam).await["passed"], true);
    let languages = [("welcome", "en"), ("slow", "sw"), ("practice", "en"), ("permits", "sw"), ("exam", "sw")];
    assert_eq!(it.done().await, languages.map(|(activity, lang)| pair(activity, lang)));
    assert_eq!(it.progress().await["is_complete"], true);

    campus.run_jobs().await;
    let certificate = it.person.get("/api/v1/me/certificates").await.json()["items"][0].clone();
    assert_eq!(certificate["course"]["edition_language"], "sw", "{certificate:#}");
    assert_eq!(certificate["course"]["version"], fish.number);
}

#[actix_web::test]
async fn an_assessment_that_is_stale_in_a_language_is_not_offered_in_it() {
    let campus = Campus::open().await;
    let (_, it) = begun(&campus).await;
    it.learns_in("sw").await;
    let course = campus.course("fish").edited("en/exam.toml", "\"One?\"", "\"The one?\"");
    course.edited("fr/exam.toml", "\"One?\"", "\"La une ?\"").for_translators().await;

    // Her own version goes on as it was.
    let practice = it.starts("practice").await;
    assert_eq!(practice["lang"], "sw");
    let newcomer = campus.person("nia").await;
    let enrols = json!({ "course": "fish", "locale": "sw" });
    newcomer.post("/api/v1/enrolments", enrols).await.assert_field("/locale", "enrolment-language-not-offered");

    // Whoever moves on is asked in a language that says what the original says, and what she began is marked as it was asked.
    let path = format!("{}/version", it.enrolment);
    it.person.post(&path, json!({})).await.assert_problem(409, "enrolment-version-not-in-language");
    it.person.post(&format!("{path}?locale=en"), json!({})).await.assert_status(200);
    assert_eq!(it.starts("exam").await["lang"], "en");
    let open = it.starts("practice").await;
    assert_eq!((&open["id"], &open["lang"]), (&practice["id"], &json!("sw")));
    assert_eq!(it.done().await, [pair("welcome", "en")]);
    let path = &it.enrolment;
    it.person.patch(path, json!({ "locale": "sw" })).await.assert_field("/locale", "enrolment-language-not-offered");
}

impl Trainee {
    /// Everything that comes before the exam.
    async fn does_all_but_the_exam(&self, campus: &Campus) {
        self.submits(&self.starts("practice").await).await;
        campus.clock.advance(minutes(5));
        self.reads("slow", "time", START.plus(minutes(5))).await;
        self.reads("permits", "viewed", START.plus(minutes(5))).await;
    }

    /// Passes the exam, and gives the language that the certificate names.
    async fn completes(&self, campus: &Campus) -> Value {
        let exam = self.starts("exam").await;
        for question in exam["questions"].as_array().expect("questions") {
            let id = question["id"].as_str().expect("an id");
            let answer = if id == "e-fixed" { json!({ "choice": "right" }) } else { json!({ "value": true }) };
            self.answers(&exam, id, answer).await;
        }
        assert_eq!(self.submits(&exam).await["passed"], true);
        assert_eq!(self.progress().await["is_complete"], true);
        campus.run_jobs().await;
        let certificates = self.person.get("/api/v1/me/certificates").await.json();
        certificates["items"][0]["course"]["edition_language"].clone()
    }
}

/// A course that is translated, and somebody who has studied it in Swahili up to the exam.
async fn all_but_the_exam_in_swahili(campus: &Campus) -> (Translators<'_>, Trainee) {
    let fish = campus.course("fish").for_translators().await;
    let translators = Translators::at(campus).await;
    translators.translate(|_| false).await;
    translators.publish("sw").await.assert_status(201);
    campus.app.reload().await.expect("the library");
    let it = Trainee::at(campus, &fish).await;
    it.learns_in("sw").await;
    it.reads("welcome", "viewed", START).await;
    it.does_all_but_the_exam(campus).await;
    (translators, it)
}

#[actix_web::test]
async fn a_language_that_is_chosen_at_the_end_is_not_the_one_that_was_studied() {
    let campus = Campus::open().await;
    let (_, it) = begun(&campus).await;
    it.does_all_but_the_exam(&campus).await;
    it.learns_in("sw").await;
    assert_eq!(it.completes(&campus).await, "en");
}

/// Two lessons and the exam in Swahili, two activities in English.
#[actix_web::test]
async fn a_language_that_is_offered_no_more_is_named_if_it_was_studied() {
    let campus = Campus::open().await;
    let (translators, it) = all_but_the_exam_in_swahili(&campus).await;
    translators.set_state("paused").await;
    campus.app.reload().await.expect("the library");
    let exam = it.starts("exam").await;
    assert_eq!(exam["lang"], "en");
    assert_eq!(it.completes(&campus).await, "sw");
}

/// The version that she moved on to was never translated.
#[actix_web::test]
async fn a_language_that_was_studied_in_an_earlier_version_is_named() {
    let campus = Campus::open().await;
    let (_, it) = all_but_the_exam_in_swahili(&campus).await;
    let course = campus.course("fish").edited("en/exam.toml", "\"One?\"", "\"The one?\"");
    course.for_translators().await;
    it.person.post(&format!("{}/version?locale=en", it.enrolment), json!({})).await.assert_status(200);
    assert_eq!(it.completes(&campus).await, "sw");
}
