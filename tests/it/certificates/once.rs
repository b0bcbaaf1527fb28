//! Exactly once: nothing but a completed course makes a certificate, whatever is started, drawn or migrated again.

use diesel::prelude::*;
use virtual_college::courses::model::Issue;
use virtual_college::db::schema::{certificate_renditions as renditions, certificates as issued};
use virtual_college::http::AppData;
use virtual_college::jobs::{self, Registry};

use super::credentials::letters;
use super::school::*;
use crate::support::{Campus, college_at, days, hours, run};

async fn drain(app: &AppData) {
    jobs::drain(&app.clone().into_inner(), &Registry::of_the_college()).await.expect("what is due");
}

#[actix_web::test]
async fn an_upgrade_that_is_run_again_and_a_restart_issue_and_mail_nothing() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    campus.run_jobs().await;
    let path = format!("/api/v1/certificates/{id}");
    let before = (ana.get(&path).await.json(), ana.get(&format!("{path}/pdf")).await.body);
    let (posted, sent) = (letters(&campus).await, campus.mailbox().all().len());
    for _ in 0..2 {
        run(college_at(campus.directory.path(), campus.app.db.url(), &["migrate"])).assert_code(0);
        let (again, there) = campus.unknowing_instance().await;
        again.db.write(virtual_college::certificates::resume).await.expect("resume");
        drain(&again).await;
        assert_eq!(again.mail.mailbox().expect("a mailbox").all().len(), 0);
        let there = there.with_token(&ana.access_token);
        let after = (there.get(&path).await.json(), there.get(&format!("{path}/pdf")).await.body);
        assert_eq!(after, before, "the same record, and the same bytes");
    }
    campus.clock.advance(days(3));
    campus.run_jobs().await;
    let now = (count(&campus).await, letters(&campus).await, campus.mailbox().all().len());
    assert_eq!(now, (1, posted, sent));
}

#[actix_web::test]
async fn drawing_it_again_is_no_other_certificate() {
    let campus = Campus::open_with(in_public).await;
    let (ana, id) = holder(&campus, "ana").await;
    campus.run_jobs().await;
    let posted = letters(&campus).await;
    let path = format!("/api/v1/certificates/{id}");
    let languages = ana.get(&path).await.json()["languages"].as_array().expect("languages").clone();
    let mut drawn = Vec::new();
    for _ in 0..2 {
        // Another process remembers nothing of what was drawn.
        let (_app, there) = campus.unknowing_instance().await;
        let there = there.with_token(&ana.access_token);
        let mut bytes = Vec::new();
        for language in &languages {
            let language = language.as_str().expect("a tag");
            bytes.push(there.get(&format!("{path}/pdf?lang={language}")).await.body);
        }
        drawn.push(bytes);
    }
    assert_eq!(drawn[0], drawn[1]);
    let kept = campus.app.db.read(|snapshot| Ok(renditions::table.count().get_result::<i64>(snapshot.conn())?));
    assert_eq!(kept.await.expect("a count"), i64::try_from(languages.len()).expect("a count"));
    assert_eq!((count(&campus).await, letters(&campus).await), (1, posted));
}

#[actix_web::test]
async fn two_instances_that_find_the_same_work_issue_each_certificate_once() {
    let campus = Campus::open_with(in_public).await;
    course(&campus, Issue::OnCompletion).await;
    for number in 0..8 {
        let person = campus.person(&format!("p{number}")).await;
        completes(&campus, &person, SLUG, "en").await;
    }
    campus.clock.advance(hours(2));
    let (other, _) = campus.unknowing_instance().await;
    let (one, two) = (campus.app.clone(), other.clone());
    futures_util::future::join(drain(&one), drain(&two)).await;
    campus.clock.advance(hours(2));
    campus.run_jobs().await;
    let per_person = campus.app.db.read(|snapshot| {
        let counts = issued::table.group_by(issued::person).select(diesel::dsl::count_star());
        Ok(counts.load::<i64>(snapshot.conn())?)
    });
    assert_eq!(per_person.await.expect("counts"), vec![1; 8]);
    let told = campus.mailbox().all().len() + other.mail.mailbox().expect("a mailbox").all().len();
    assert_eq!(told, 8, "and each is written to once");
}
