//! Reading what is published; uploading, looking at and publishing drafts.

use std::collections::BTreeMap;

use actix_web::http::Method;
use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope};
use virtual_college::courses::model::{Compiled, Language, Slug};
use virtual_college::courses::segments::{Manuscript, Texts, Wording};
use virtual_college::courses::source::Package;
use virtual_college::courses::{self, VersionId};
use virtual_college::db::Tx;

use crate::support::{Answer, Campus, Client, CourseBuilder};

const COURSES: &str = "/api/v1/courses";

async fn upload(client: &Client, package: &CourseBuilder<'_>) -> Answer {
    client.send(Method::POST, COURSES, Some(("application/zip", package.packed()))).await
}

/// Uploads what the check passes; the draft's name.
async fn draft(client: &Client, package: &CourseBuilder<'_>) -> Value {
    let answer = upload(client, package).await;
    answer.assert_status(201);
    answer.json()["draft"].clone()
}

async fn publish(client: &Client, slug: &str, draft: &Value) -> Answer {
    client.post(&format!("{COURSES}/{slug}/publications"), json!({ "draft": draft })).await
}

#[actix_web::test]
async fn an_author_uploads_and_looks_and_the_secretariat_publishes() {
    let campus = Campus::open().await;
    let author = campus.person("aya").holding(Role::Author, Scope::course("skins")).await;
    let secretariat = campus.person("sol").secretariat().await;
    let id = draft(&author, &campus.course("skins")).await;
    let place = format!("{COURSES}/skins/drafts/{}", id.as_str().expect("an id"));

    let outline = author.get(&format!("{place}?lang=fr")).await;
    assert_eq!((outline.json()["slug"].clone(), outline.json()["version"].clone()), (json!("skins"), json!(0)));
    assert_eq!(outline.json()["lang"], "fr");
    let lesson = author.get(&format!("{place}/activities/welcome")).await;
    assert!(lesson.json()["html"].as_str().is_some_and(|html| html.contains("Read this.")), "{}", lesson.text());
    campus.guest().get(&format!("{COURSES}/skins")).await.assert_problem(404, "course-unknown");

    publish(&author, "skins", &id).await.assert_problem(403, "forbidden");
    let published = publish(&secretariat, "skins", &id).await;
    published.assert_status(201);
    assert_eq!(published.json()["editions"], json!(["en", "fr"]));

    campus.guest().get(&format!("{COURSES}/skins")).await.assert_status(200);
    let drafts = author.get(&format!("{COURSES}/skins/drafts")).await.json();
    assert_eq!(drafts["items"][0]["published_as"], published.json()["version"]);
    assert_eq!(campus.audited("course-published").await, 1);
}

#[actix_web::test]
async fn a_draft_is_for_the_authors_of_its_course_alone() {
    let campus = Campus::open().await;
    let author = campus.person("aya").holding(Role::Author, Scope::course("skins")).await;
    let other = campus.person("abel").holding(Role::Author, Scope::course("fish")).await;
    let trainee = campus.person("tom").await;
    let id = draft(&author, &campus.course("skins")).await;
    let place = format!("{COURSES}/skins/drafts/{}", id.as_str().expect("an id"));
    upload(&other, &campus.course("skins").with_lesson("extra")).await.assert_problem(403, "forbidden");
    upload(&trainee, &campus.course("skins")).await.assert_problem(403, "forbidden");
    upload(&campus.guest(), &campus.course("skins")).await.assert_problem(401, "sign-in-required");
    for path in [place.clone(), format!("{place}/activities/welcome"), format!("{COURSES}/skins/drafts")] {
        other.get(&path).await.assert_problem(403, "forbidden");
        trainee.get(&path).await.assert_problem(403, "forbidden");
        campus.guest().get(&path).await.assert_problem(401, "sign-in-required");
    }
    // Nor is it found under another course.
    let elsewhere = place.replace("skins", "fish");
    other.get(&elsewhere).await.assert_problem(404, "draft-unknown");
}

#[actix_web::test]
async fn what_is_published_is_the_draft_that_was_looked_at() {
    let campus = Campus::open().await;
    let author = campus.person("aya").holding(Role::Author, Scope::site()).await;
    let secretariat = campus.person("sol").secretariat().await;
    let good = campus.course("skins");
    let hasty = campus.course("skins").edited("en/welcome.md", "Read this.", "Reed tis.");
    let first = draft(&author, &good).await;
    let second = draft(&author, &hasty).await;
    assert_eq!(draft(&author, &good).await, first, "the same package is the same draft");

    publish(&secretariat, "skins", &first).await.assert_status(201);
    let lesson = campus.guest().get(&format!("{COURSES}/skins/activities/welcome")).await;
    assert!(lesson.text().contains("Read this."), "{}", lesson.text());

    publish(&secretariat, "skins", &first).await.assert_problem(409, "course-already-published");
    upload(&author, &good).await.assert_problem(409, "course-already-published");
    let drafts = author.get(&format!("{COURSES}/skins/drafts")).await.json();
    let states: Vec<_> = drafts["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (&it["id"], it["published_as"].is_null()))
        .collect();
    assert!(states.contains(&(&second, true)), "{drafts:#}");
    assert!(states.contains(&(&first, false)), "{drafts:#}");
}

#[actix_web::test]
async fn publishing_again_with_the_same_key_is_answered_again() {
    let campus = Campus::open().await;
    let secretariat = campus.person("sol").secretariat().await;
    let id = draft(&secretariat, &campus.course("skins")).await;
    let insisting = secretariat.with_header("idempotency-key", "k1");
    let first = publish(&insisting, "skins", &id).await;
    first.assert_status(201);
    let again = publish(&insisting, "skins", &id).await;
    assert_eq!((again.status, again.body), (201, first.body));
}

#[actix_web::test]
async fn a_better_translation_is_an_edition_and_not_a_version() {
    let campus = Campus::open().await;
    let secretariat = campus.person("sol").secretariat().await;
    let first = draft(&secretariat, &campus.course("skins")).await;
    let version = publish(&secretariat, "skins", &first).await.json()["version"].clone();
    let better = campus.course("skins").edited("fr/welcome.md", "Lisez ceci.", "Lisez ce qui suit.");
    let second = draft(&secretariat, &better).await;
    let published = publish(&secretariat, "skins", &second).await.json();
    assert_eq!(published["version"], version);
    assert_eq!((published["new_version"].clone(), published["editions"].clone()), (json!(false), json!(["fr"])));
}

#[actix_web::test]
async fn what_goes_back_to_an_earlier_state_is_a_version_that_trainees_see() {
    let campus = Campus::open().await;
    let secretariat = campus.person("sol").secretariat().await;
    let good = campus.course("skins");
    let bad = campus.course("skins").edited("course.toml", "hours = 2", "hours = 3");
    let first = draft(&secretariat, &good).await;
    publish(&secretariat, "skins", &first).await.assert_status(201);
    publish(&secretariat, "skins", &draft(&secretariat, &bad).await).await.assert_status(201);

    // A translation of what is not current any more.
    let better = campus.course("skins").edited("fr/welcome.md", "Lisez ceci.", "Lisez ce qui suit.");
    let third = publish(&secretariat, "skins", &draft(&secretariat, &better).await).await.json();
    assert_eq!((third["number"].clone(), third["new_version"].clone()), (json!(3), json!(true)), "{third:#}");
    assert_eq!(third["editions"], json!(["en", "fr"]));
    let shown = campus.guest().get(&format!("{COURSES}/skins/activities/welcome?lang=fr")).await;
    assert!(shown.text().contains("Lisez ce qui suit."), "{}", shown.text());

    // And the very first package: only a translation differs from what is current now.
    assert_eq!(draft(&secretariat, &good).await, first, "it waits again");
    let again = publish(&secretariat, "skins", &first).await.json();
    assert_eq!((again["number"].clone(), again["editions"].clone()), (json!(3), json!(["fr"])), "{again:#}");
    let shown = campus.guest().get(&format!("{COURSES}/skins/activities/welcome?lang=fr")).await;
    assert!(shown.text().contains("Lisez ceci."), "{}", shown.text());
    upload(&secretariat, &good).await.assert_problem(409, "course-already-published");
}

#[actix_web::test]
async fn leafing_through_a_draft_checks_it_once() {
    let campus = Campus::open().await;
    let author = campus.person("aya").holding(Role::Author, Scope::course("skins")).await;
    let id = draft(&author, &campus.course("skins")).await;
    let id = id.as_str().expect("an id");
    author.get(&format!("{COURSES}/skins/drafts/{id}")).await.assert_status(200);
    assert!(campus.app.library.preview(id.parse().expect("an id")).is_some());
    let (site, other) = (campus.person("abel").holding(Role::Author, Scope::site()).await, campus.person("tom").await);
    site.get(&format!("{COURSES}/fish/drafts/{id}")).await.assert_problem(404, "draft-unknown");
    other.get(&format!("{COURSES}/skins/drafts/{id}")).await.assert_problem(403, "forbidden");
    author.get(&format!("{COURSES}/skins/drafts/{id}/activities/welcome")).await.assert_status(200);
}

#[actix_web::test]
async fn a_package_with_mistakes_is_refused_with_each_of_them_and_nothing_is_kept() {
    let campus = Campus::open().await;
    let author = campus.person("aya").holding(Role::Author, Scope::site()).await;
    let wrong = campus.course("skins").edited("course.toml", "hours = 2", "hours = \"two\"").edited(
        "en/welcome.md",
        "Read this.",
        "<b>Read</b> [this](cite:nothing).",
    );
    let refused = upload(&author.speaking("fr"), &wrong).await;
    refused.assert_problem(422, "course-package-refused");
    let problem = refused.json();
    let mistakes: Vec<_> = problem["errors"].as_array().expect("mistakes").iter().collect();
    let at = |pointer: &str| mistakes.iter().any(|it| it["pointer"].as_str().is_some_and(|at| at.starts_with(pointer)));
    assert!(at("course.toml:3") && at("en/welcome.md:3"), "{problem:#}");
    author.get(&format!("{COURSES}/skins/drafts")).await.assert_problem(404, "course-unknown");
}

#[actix_web::test]
async fn an_upload_is_an_archive_of_a_bounded_size() {
    let campus = Campus::open().await;
    let author = campus.person("aya").holding(Role::Author, Scope::site()).await;
    let send = async |kind: &'static str, bytes: Vec<u8>| author.send(Method::POST, COURSES, Some((kind, bytes))).await;
    send("application/json", b"{}".to_vec()).await.assert_problem(415, "content-type-unsupported");
    send("application/zip", b"no archive".to_vec()).await.assert_problem(422, "course-package-refused");
    send("application/zip", Vec::new()).await.assert_problem(422, "course-package-refused");
    send("application/zip", vec![0; 20_000_001]).await.assert_problem(413, "body-too-large");
}

#[actix_web::test]
async fn published_reads_have_strong_tags_by_language_and_coding() {
    let campus = Campus::open().await;
    campus.course("skins").open().await;
    for path in [COURSES.to_owned(), format!("{COURSES}/skins"), format!("{COURSES}/skins/activities/welcome")] {
        let mut tags = Vec::new();
        for (language, coding) in [("en", "identity"), ("fr", "identity"), ("en", "br"), ("en", "gzip")] {
            let client = campus.guest().speaking(language).with_header("accept-encoding", coding);
            let answer = client.get(&path).await;
            answer.assert_status(200);
            assert_eq!(answer.header("content-language"), Some(language), "{path}");
            assert!(answer.header("vary").is_some_and(|vary| vary.contains("accept-language")), "{path}");
            let tag = answer.header("etag").expect("an entity tag").to_owned();
            let again = client.with_header("if-none-match", &tag).get(&path).await;
            assert_eq!((again.status, again.body.len()), (304, 0), "{path} in {language}, {coding}");
            // Too short to be compressed, the same bytes keep their tag.
            if answer.header("content-encoding").is_some() || coding == "identity" {
                tags.push(tag);
            }
        }
        let count = tags.len();
        tags.sort();
        tags.dedup();
        assert_eq!(tags.len(), count, "{path}: what differs has tags that differ");
    }
}

#[actix_web::test]
async fn the_catalogue_follows_a_publication() {
    let campus = Campus::open().await;
    let before = campus.guest().get(COURSES).await;
    campus.course("skins").open().await;
    let after = campus.guest().get(COURSES).await;
    assert_ne!(before.header("etag"), after.header("etag"));
    assert_eq!(after.json()["items"][0]["slug"], "skins");
}

#[actix_web::test]
async fn the_versions_of_a_course_are_listed_page_by_page() {
    let campus = Campus::open().await;
    campus.course("skins").open().await;
    campus.course("skins").with_lesson("more").await;
    let first = campus.guest().get(&format!("{COURSES}/skins/versions?limit=1")).await.json();
    assert_eq!(first["items"][0]["number"], 2);
    let next = first["next"].as_str().expect("a cursor");
    let second = campus.guest().get(&format!("{COURSES}/skins/versions?limit=1&cursor={next}")).await.json();
    assert_eq!((second["items"][0]["number"].clone(), second["next"].is_null()), (json!(1), true));
}

#[actix_web::test]
async fn a_picture_is_kept_for_ever_and_cannot_act() {
    let campus = Campus::open().await;
    virtual_college::courses::publish_shipped(&campus.app.db, campus.app.on_publication)
        .await
        .expect("the courses that ship");
    campus.app.reload().await.expect("the library");
    let secretariat = campus.person("sol").secretariat().await;
    let lesson = secretariat.get(&format!("{COURSES}/introduction-to-cites/activities/three-appendices")).await.json();
    let html = lesson["html"].as_str().expect("a lesson");
    let path = html.split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");

    let picture = campus.guest().get(path).await;
    picture.assert_status(200);
    assert_eq!(picture.header("content-type"), Some("image/svg+xml"));
    assert_eq!(picture.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert!(picture.header("content-security-policy").is_some_and(|policy| policy.contains("sandbox")));
    assert_eq!(picture.header("x-content-type-options"), Some("nosniff"));
    let tag = picture.header("etag").expect("an entity tag");
    let again = campus.guest().with_header("if-none-match", tag).get(path).await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    let nothing = format!("/api/v1/pictures/{}", "0".repeat(64));
    campus.guest().get(&nothing).await.assert_problem(404, "not-found");
}

/// A course taken apart and put together in a language that it was not written in.
fn in_swahili(package: Package, words: &[(&str, &str)]) -> Compiled {
    let manuscript = Manuscript::read(package).expect("a course without mistakes");
    let language = Language::parse("sw").expect("a language");
    let texts: Texts = words.iter().map(|(key, text)| (key.parse().expect("a key"), (*text).to_owned())).collect();
    let ids = manuscript.identify(&BTreeMap::new());
    let assembled = manuscript.assemble(&ids, &language, &[Wording { language: &language, texts: &texts }]);
    let report = assembled.check();
    report.course.unwrap_or_else(|| panic!("mistakes: {:?}", report.mistakes))
}

#[actix_web::test]
async fn every_way_of_publishing_keeps_the_package() {
    let campus = Campus::open().await;
    let built = campus.course("fish").open().await;
    let author = campus.person("aya").holding(Role::Author, Scope::course("skins")).await;
    let secretariat = campus.person("sol").secretariat().await;
    let id = draft(&author, &campus.course("skins")).await;
    let uploaded = publish(&secretariat, "skins", &id).await.json()["version"].clone();
    let uploaded = uploaded.as_str().expect("an id").parse().expect("an id");
    let shipped =
        courses::publish_shipped(&campus.app.db, campus.app.on_publication).await.expect("the shipped courses");
    assert!(!shipped.is_empty());
    let versions = shipped.iter().map(|publication| publication.version);
    for version in versions.chain([built.version, uploaded]) {
        let package = stored_package(&campus, version).await;
        assert!(package.contains_key("course.toml") && package.contains_key("fr/course.toml"));
    }
}

async fn stored_package(campus: &Campus, version: VersionId) -> Package {
    let found = campus.app.db.read(move |snapshot| courses::version_package(snapshot, version)).await;
    found.expect("the database").expect("a package")
}

#[actix_web::test]
async fn a_language_is_added_to_a_version_and_the_others_stay() {
    let campus = Campus::open().await;
    let course = campus.course("fish").open().await;
    let before = campus.app.library.current(&Slug::parse("fish").expect("a slug")).expect("the course");
    let package = stored_package(&campus, course.version).await;
    let title = |words| in_swahili(package.clone(), &[("title", words)]);
    let mut made = Vec::new();
    for words in ["Samaki", "Samaki", "Samaki wa bahari"] {
        let compiled = title(words);
        assert_eq!(compiled.hash.to_string(), before.hash);
        let version = course.version;
        let publish = move |tx: &mut Tx<'_>| {
            let edition = compiled.editions.values().find(|edition| edition.text.language.as_str() == "sw");
            courses::publish_edition(tx, version, edition.expect("an edition"), &compiled.blobs, None)
        };
        made.push(campus.app.db.write(publish).await.expect("an edition").map(|(_, generation)| generation));
    }
    assert_eq!(made, [Some(1), None, Some(2)]);
    campus.app.reload().await.expect("the library");

    let now = campus.app.library.current(&Slug::parse("fish").expect("a slug")).expect("the course");
    assert_eq!((now.id, now.editions.len()), (before.id, before.editions.len() + 1));
    for (language, edition) in &before.editions {
        assert_eq!(now.editions[language].id, edition.id);
    }
    let guest = campus.guest();
    let outline = guest.get(&format!("{COURSES}/fish?lang=sw")).await.json();
    assert_eq!((outline["lang"].clone(), outline["title"].clone()), (json!("sw"), json!("Samaki wa bahari")));
    assert_eq!(campus.audited("course-published").await, 2);

    let compiled = in_swahili(package, &[]);
    let source = move |tx: &mut Tx<'_>| {
        let edition = compiled.editions.values().find(|edition| edition.text.language.as_str() == "en");
        courses::publish_edition(tx, course.version, edition.expect("an edition"), &compiled.blobs, None)
    };
    assert!(campus.app.db.write(source).await.is_err(), "other words in the source language are another version");
}

/// Whoever asks may make up languages: what is kept is what is shown.
#[actix_web::test]
async fn languages_that_somebody_makes_up_fill_no_memory() {
    let campus = Campus::open().await;
    campus.course("fish").await;
    campus.course("birds").await;
    let guest = campus.guest();
    let tags = (0..5_000).map(|number| format!("{}-a{number:04}", ["fr", "sw", "wo", "xx", "en"][number % 5]));
    for tag in tags {
        let answer = guest.get(&format!("/api/v1/courses?lang={tag}")).await;
        answer.assert_status(200);
        guest
            .with_header("accept-language", &format!("{tag}, de;q=0.5"))
            .get("/api/v1/courses")
            .await
            .assert_status(200);
    }
    let kept = campus.app.library.catalogues_kept();
    assert!((2..=4).contains(&kept), "{kept} lists");
}
