//! Courses to complete, and completing them.

use std::sync::{Arc, LazyLock};

use diesel::prelude::*;
use serde_json::{Value, json};
use virtual_college::certificates;
use virtual_college::clock::Timestamp;
use virtual_college::config::Config;
use virtual_college::courses::model::{Audience, Compiled, ContentHash, EditionText, Issue, Slug};
use virtual_college::courses::{self, PublishedVersion};
use virtual_college::db::Json;
use virtual_college::db::schema::{
    certificate_candidates, certificate_credentials, certificates as issued, enrolments as enrolled, jobs as queue,
};
use virtual_college::enrolments::{self, EnrolmentId};
use virtual_college::ids::{Id as _, PersonId};
use virtual_college::jobs::{self, Job};

use crate::support::{Campus, Person};

static SHIPPED: LazyLock<Compiled> =
    LazyLock::new(|| courses::shipped("cites-for-customs-officers").expect("a course that ships"));

pub const SLUG: &str = "for-everyone";

/// Publishes a course for everyone, in the three working languages, with a policy.
pub async fn course(campus: &Campus, policy: Issue) -> Arc<PublishedVersion> {
    course_called(campus, SLUG, policy).await
}

pub async fn course_called(campus: &Campus, slug: &str, policy: Issue) -> Arc<PublishedVersion> {
    course_with(campus, slug, policy, |_| {}).await
}

/// As [`course_called`], with other texts.
pub async fn course_with(
    campus: &Campus,
    slug: &str,
    policy: Issue,
    edit: fn(&mut EditionText),
) -> Arc<PublishedVersion> {
    let mut structure = SHIPPED.structure.clone();
    let slug = Slug::parse(slug).expect("a slug");
    structure.slug = slug.clone();
    structure.audience = Audience::Everyone;
    structure.prerequisites = Vec::new();
    structure.certificate.issue = policy;
    let texts = SHIPPED.editions.values().map(|edition| {
        let mut text = edition.text.clone();
        edit(&mut text);
        (text, edition.sealed.clone())
    });
    let compiled =
        Compiled::new(structure, SHIPPED.keys.clone(), texts.collect(), SHIPPED.blobs.clone()).expect("a course");
    campus.app.db.write(move |tx| courses::publish(tx, &compiled, None).map(drop)).await.expect("publish");
    campus.app.reload().await.expect("reload");
    campus.app.library.current(&slug).expect("published")
}

/// Enrols and completes; what follows from it waits in the queue.
pub async fn completes(campus: &Campus, person: &Person, slug: &str, locale: &str) -> EnrolmentId {
    completes_for(campus, person, (slug, locale), None).await
}

/// As [`completes`], for a Party.
pub async fn completes_for(
    campus: &Campus,
    person: &Person,
    (slug, locale): (&str, &str),
    party: Option<&'static str>,
) -> EnrolmentId {
    completes_with(campus, person, json!({ "course": slug, "locale": locale }), party).await
}

/// As [`completes_for`], after enrolling with a body.
pub async fn completes_with(campus: &Campus, person: &Person, body: Value, party: Option<&'static str>) -> EnrolmentId {
    let answer = person.post("/api/v1/enrolments", body).await;
    answer.assert_status(201);
    let id: EnrolmentId = answer.json()["id"].as_str().expect("an id").parse().expect("an id");
    complete(campus, id, party).await;
    id
}

/// Completes an enrolment.
pub async fn complete(campus: &Campus, id: EnrolmentId, party: Option<&'static str>) {
    let library = campus.app.library.clone();
    let completing = move |tx: &mut virtual_college::db::Tx<'_>| {
        if let Some(party) = party {
            diesel::update(enrolled::table.filter(enrolled::id.eq(id)))
                .set(enrolled::party.eq(party))
                .execute(tx.conn())?;
        }
        let enrolment = enrolments::find_by_id(tx, id)?.expect("an enrolment");
        let now = tx.now();
        assert!(enrolments::set_completed(tx, &enrolment, Some(8_750), now)?);
        let enrolment = enrolments::find_by_id(tx, id)?.expect("an enrolment");
        certificates::on_completion(tx, &library, &enrolment, None)?;
        certificates::on_completion(tx, &library, &enrolment, None)
    };
    campus.app.db.write(completing).await.expect("complete");
}

/// Somebody who holds a certificate, and its id.
pub async fn holder(campus: &Campus, name: &str) -> (Person, String) {
    let person = campus.person(name).await;
    course(campus, Issue::OnCompletion).await;
    completes(campus, &person, SLUG, "en").await;
    campus.run_jobs().await;
    let id = certificate(&person).await["id"].as_str().expect("an id").to_owned();
    (person, id)
}

/// As [`holder`], of a certificate that ends, signed so.
pub async fn holder_until(campus: &Campus, name: &str, end: &str) -> (Person, String) {
    let (person, id) = holder(campus, name).await;
    let end = Timestamp::parse(end).expect("a moment");
    let limit = move |tx: &mut virtual_college::db::Tx<'_>| {
        let record: String = issued::table.select(issued::record).first(tx.conn())?;
        let limited = record.replacen("\"valid_until\":null", &format!("\"valid_until\":\"{end}\""), 1);
        let sha256 = ContentHash::of(limited.as_bytes()).to_string();
        let set = (issued::record.eq(limited), issued::sha256.eq(sha256), issued::valid_until.eq(Some(end)));
        diesel::update(issued::table).set((set, issued::signed.eq(false))).execute(tx.conn())?;
        diesel::delete(certificate_credentials::table).execute(tx.conn())?;
        certificates::sign_now(tx)
    };
    campus.app.db.write(limit).await.expect("limit");
    campus.run_jobs().await;
    campus.app.certificates.forget(id.parse().expect("an id"));
    (person, id)
}

/// A person's only certificate.
pub async fn certificate(person: &Person) -> Value {
    let list = person.get("/api/v1/me/certificates").await;
    list.assert_status(200);
    let items = list.json()["items"].as_array().expect("a list").clone();
    assert_eq!(items.len(), 1, "{items:#?}");
    items.into_iter().next().expect("one")
}

/// How many certificates the College has issued.
pub async fn count(campus: &Campus) -> i64 {
    let count = campus.app.db.read(|snapshot| Ok(issued::table.count().get_result(snapshot.conn())?));
    count.await.expect("a count")
}

pub async fn candidate_count(campus: &Campus) -> i64 {
    let count = campus.app.db.read(|snapshot| Ok(certificate_candidates::table.count().get_result(snapshot.conn())?));
    count.await.expect("a count")
}

/// Enqueues the job that issues a certificate once more.
pub async fn owe_again(campus: &Campus, person: PersonId, enrolment: EnrolmentId) {
    let payload = json!({ "person": person.uuid(), "enrolment": enrolment.uuid() });
    let job = Job::new("issue-certificate", &payload).expect("a job");
    campus.app.db.write(move |tx| jobs::enqueue(tx, &job)).await.expect("enqueue");
}

/// Whatever was to issue a certificate at once is given up, or lost altogether.
pub async fn give_up_jobs(campus: &Campus, is_lost: bool) {
    let give_up = move |tx: &mut virtual_college::db::Tx<'_>| {
        let jobs = queue::table.filter(queue::kind.eq("issue-certificate")).filter(queue::state.eq("waiting"));
        let found = if is_lost {
            diesel::delete(jobs).execute(tx.conn())?
        } else {
            diesel::update(jobs).set(queue::state.eq("failed")).execute(tx.conn())?
        };
        assert_eq!(found, 1);
        Ok(())
    };
    campus.app.db.write(give_up).await.expect("a queue");
}

/// The job of a kind was given up, and is so long past that it was forgotten.
pub async fn forget_job(campus: &Campus, kind: &'static str) {
    let forget = move |tx: &mut virtual_college::db::Tx<'_>| {
        Ok(diesel::delete(queue::table.filter(queue::kind.eq(kind))).execute(tx.conn())?)
    };
    assert_eq!(campus.app.db.write(forget).await.expect("a queue"), 1);
}

/// The job of a kind was given up, and is still there to be looked at.
pub async fn give_up_job(campus: &Campus, kind: &'static str) {
    let give_up = move |tx: &mut virtual_college::db::Tx<'_>| {
        let jobs = diesel::update(queue::table.filter(queue::kind.eq(kind)));
        Ok(jobs.set((queue::state.eq("failed"), queue::finished_at.eq(tx.now()))).execute(tx.conn())?)
    };
    assert_eq!(campus.app.db.write(give_up).await.expect("a queue"), 1);
}

pub fn in_public(config: &mut Config) {
    config.server.public_url = Some("https://college.example.org/".parse().expect("a URL"));
}

/// The payload of the only job of a kind.
pub async fn only_payload(campus: &Campus, kind: &'static str) -> Json {
    let found = campus.app.db.read(move |snapshot| {
        Ok(queue::table.filter(queue::kind.eq(kind)).select(queue::payload).load::<Json>(snapshot.conn())?)
    });
    let mut found = found.await.expect("the queue");
    assert_eq!(found.len(), 1, "one job, however often it was asked for");
    found.remove(0)
}

pub fn handler(kind: &str) -> jobs::Handler {
    *certificates::HANDLERS.iter().find(|handler| handler.kind == kind).expect("a handler")
}
