//! The main job, from an empty college to a certificate that a stranger checks.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::client::Client;
use super::stage::{Stage, items, text};
use super::{answers, mailbox};
use crate::cli::Failure;
use crate::courses::{self, model::Compiled};
use crate::ids::random_bytes;

const OPEN_COURSE: &str = "introduction-to-cites";
const RESTRICTED_COURSE: &str = "cites-for-customs-officers";
const PARTY: &str = "MG";
/// How often to look whether the certificate is there: it is made after the answer, not within it.
const PATIENCE: u32 = 200;

/// Who appears.
struct Cast {
    secretariat: &'static str,
    focal_point: &'static str,
    trainee: &'static str,
}

const CAST: Cast =
    Cast { secretariat: "Carmen Ibáñez", focal_point: "Hery Rabemananjara", trainee: "Lalao Rasoanirina" };

pub struct Story<'a> {
    stage: Stage<'a>,
}

impl<'a> Story<'a> {
    pub const fn new(stage: Stage<'a>) -> Self {
        Self { stage }
    }

    pub fn tell(&self) -> Result<(), Failure> {
        let administrator = self.stage.claim()?;
        let site = json!({ "role": "secretariat", "scope": { "kind": "site" } });
        let secretariat = self.stage.appoint(&administrator, (CAST.secretariat, "secretariat@example.org"), &site)?;
        let party = json!({ "role": "focal-point", "scope": { "kind": "party", "key": PARTY } });
        let focal_point = self.stage.appoint(&administrator, (CAST.focal_point, "focal-point@example.org"), &party)?;
        self.stage.say("demo-registers", &[("name", CAST.trainee)]);
        let trainee = self.stage.register(CAST.trainee, "trainee@example.org", PARTY)?;
        self.stage.say("demo-confirmed", &[("name", CAST.trainee)]);
        self.look_around()?;
        let first = self.take_open_course(&trainee)?;
        let second = self.take_restricted_course(&trainee, &focal_point, &secretariat)?;
        self.check_as_a_stranger(&trainee, &[first, second])
    }

    fn look_around(&self) -> Result<(), Failure> {
        let courses = self.stage.guest.get("/api/v1/courses")?;
        self.stage.say("demo-courses", &[]);
        for course in items(&courses) {
            Stage::tell_indented(course["title"].as_str().unwrap_or_default());
        }
        Ok(())
    }

    fn take_open_course(&self, trainee: &Client) -> Result<String, Failure> {
        let enrolment = trainee.post("/api/v1/enrolments", &json!({ "course": OPEN_COURSE }))?;
        self.stage.say("demo-enrolled", &[("course", &self.title(OPEN_COURSE)?)]);
        self.study(trainee, OPEN_COURSE, text(&enrolment, "id")?)?;
        self.wait_for_certificate(trainee, 1)
    }

    fn take_restricted_course(
        &self,
        trainee: &Client,
        focal_point: &Client,
        secretariat: &Client,
    ) -> Result<String, Failure> {
        let affiliation =
            json!({ "party": PARTY, "authority": "customs", "organisation": "Direction générale des douanes" });
        trainee.post("/api/v1/me/affiliations", &affiliation)?;
        let enrolment = trainee.post("/api/v1/enrolments", &json!({ "course": RESTRICTED_COURSE }))?;
        let id = text(&enrolment, "id")?;
        self.stage.say("demo-asked", &[("course", &self.title(RESTRICTED_COURSE)?)]);
        self.vouch(focal_point)?;
        self.study(trainee, RESTRICTED_COURSE, id)?;
        self.sign_off(secretariat)?;
        self.wait_for_certificate(trainee, 2)
    }

    fn vouch(&self, focal_point: &Client) -> Result<(), Failure> {
        let waiting = focal_point.get("/api/v1/enrolments?state=requested")?;
        for request in items(&waiting) {
            let path = format!("/api/v1/enrolments/{}/decision", text(request, "id")?);
            focal_point.post(&path, &json!({ "decision": "approved" }))?;
        }
        self.stage.say("demo-vouched", &[("name", CAST.focal_point), ("trainee", CAST.trainee)]);
        Ok(())
    }

    fn sign_off(&self, secretariat: &Client) -> Result<(), Failure> {
        let waiting = secretariat.get("/api/v1/certificates?state=awaiting-sign-off")?;
        let ids: Vec<&str> = items(&waiting).filter_map(|candidate| candidate["id"].as_str()).collect();
        secretariat.post("/api/v1/certificate-sign-offs", &json!({ "certificates": ids, "decision": "signed-off" }))?;
        self.stage.say("demo-signed-off", &[("name", CAST.secretariat)]);
        Ok(())
    }

    /// Reads every lesson and passes every quiz, in reading order.
    fn study(&self, trainee: &Client, slug: &str, enrolment: &str) -> Result<(), Failure> {
        let course = courses::shipped(slug).map_err(|error| Failure::new(slug, error))?;
        let outline = trainee.get(&format!("/api/v1/courses/{slug}"))?;
        for module in outline["modules"].as_array().into_iter().flatten() {
            self.stage.say("demo-module", &[("title", module["title"].as_str().unwrap_or_default())]);
            for activity in module["activities"].as_array().into_iter().flatten() {
                let id = text(activity, "id")?;
                if activity["kind"] == "lesson" {
                    read(trainee, slug, enrolment, id)?;
                } else {
                    self.pass(trainee, &course, enrolment, activity)?;
                }
            }
        }
        let progress = trainee.get(&format!("/api/v1/enrolments/{enrolment}"))?;
        match progress["state"].as_str() {
            Some("completed") => {
                self.stage.say("demo-completed", &[]);
                Ok(())
            }
            state => Err(Failure::new("completing the course", format!("the enrolment is {state:?}"))),
        }
    }

    fn pass(&self, trainee: &Client, course: &Compiled, enrolment: &str, activity: &Value) -> Result<(), Failure> {
        let path = format!("/api/v1/enrolments/{enrolment}/activities/{}/attempts", text(activity, "id")?);
        let attempt = trainee.post(&path, &json!({}))?;
        let id = text(&attempt, "id")?;
        for question in attempt["questions"].as_array().into_iter().flatten() {
            let question = text(question, "id")?;
            let answer = answers::right(course, self.stage.language, question)
                .ok_or_else(|| Failure::new("answering", format!("nobody knows the answer to {question}")))?;
            trainee.put(&format!("/api/v1/attempts/{id}/answers/{question}"), &json!({ "answer": answer }))?;
        }
        let result = trainee.post(&format!("/api/v1/attempts/{id}/submission"), &json!({}))?;
        if result["passed"] != true {
            return Err(Failure::new("passing the quiz", result));
        }
        self.stage.say("demo-passed", &[("title", activity["title"].as_str().unwrap_or_default())]);
        Ok(())
    }

    /// The newest certificate, once there are so many.
    fn wait_for_certificate(&self, trainee: &Client, count: usize) -> Result<String, Failure> {
        for _ in 0..PATIENCE {
            let certificates = trainee.get("/api/v1/me/certificates")?;
            let mut held: Vec<&Value> = items(&certificates).collect();
            held.sort_by_key(|certificate| certificate["serial"].as_str().unwrap_or_default().to_owned());
            if let Some(certificate) = held.get(count - 1) {
                self.stage.say("demo-certificate", &[("serial", text(certificate, "serial")?)]);
                return Ok(text(certificate, "id")?.to_owned());
            }
            mailbox::pause();
        }
        Err(Failure::new("waiting for the certificate", "it was not issued"))
    }

    fn check_as_a_stranger(&self, trainee: &Client, certificates: &[String]) -> Result<(), Failure> {
        let mut kept: Vec<PathBuf> = Vec::new();
        for id in certificates {
            let pdf = trainee.bytes(&format!("/api/v1/certificates/{id}/pdf"), "application/pdf")?;
            let path = self.stage.college.directory.join(format!("{id}.pdf"));
            std::fs::write(&path, &pdf).map_err(|error| Failure::new("keeping the PDF", error))?;
            kept.push(path);
            let found = self.stage.guest.get(&format!("/verify/{id}"))?;
            if found["state"] != "valid" || found["name"] != CAST.trainee {
                return Err(Failure::new("checking the certificate", found));
            }
            self.stage.guest.bytes(&format!("/verify/{id}"), "text/html")?;
            self.stage.say("demo-verified", &[("serial", text(&found, "serial")?), ("name", CAST.trainee)]);
        }
        self.stage.say("demo-left", &[]);
        for path in kept {
            Stage::tell_indented(&path.display().to_string());
        }
        Stage::tell_indented(&self.stage.letters().display().to_string());
        Ok(())
    }

    fn title(&self, slug: &str) -> Result<String, Failure> {
        Ok(text(&self.stage.guest.get(&format!("/api/v1/courses/{slug}"))?, "title")?.to_owned())
    }
}

/// Opens a lesson and says that it was seen.
fn read(trainee: &Client, slug: &str, enrolment: &str, lesson: &str) -> Result<(), Failure> {
    trainee.get(&format!("/api/v1/courses/{slug}/activities/{lesson}"))?;
    let event = json!({
        "id": uuid::Builder::from_random_bytes(random_bytes()).into_uuid(),
        "activity": lesson,
        "kind": "viewed",
        "occurred_at": crate::clock::Clock::System.now(),
    });
    let noted = trainee.post(&format!("/api/v1/enrolments/{enrolment}/events"), &json!({ "events": [event] }))?;
    let stored = items(&noted).any(|item| item["status"] == "stored");
    if stored { Ok(()) } else { Err(Failure::new("noting that a lesson was read", noted)) }
}
