//! How certificates look: designs as data, and what becomes of certificates when a design or the built-in layout changes.

use actix_web::http::Method;
use diesel::prelude::*;
use serde_json::{Value, json};
use virtual_college::certificates::render::layouts;
use virtual_college::courses::model::Issue;
use virtual_college::db::schema::{certificate_pictures, certificates, outbox};

use super::policies::{policy, set};
use super::printing::text_of;
use super::school::*;
use crate::support::pictures::picture;
use crate::support::{Answer, Campus, Client, Person, hours};

const DESIGNS: &str = "/api/v1/certificate-designs";
const OURS: &str = "/api/v1/certificate-designs/ours";
const PICTURES: &str = "/api/v1/certificate-pictures";
const PREVIEWS: &str = "/api/v1/certificate-design-previews";

fn with(mut base: Value, changes: Value) -> Value {
    base.as_object_mut().expect("an object").extend(changes.as_object().expect("an object").clone());
    base
}

fn in_working_languages(member: &str, words: [&str; 3]) -> Value {
    let [en, fr, es] = words.map(|text| json!({ member: text }));
    json!({ "en": en, "fr": fr, "es": es })
}

fn note(number: &str) -> Value {
    let words = [format!("Edition {number}"), format!("Édition {number}"), format!("Edición {number}")];
    json!({ "texts": in_working_languages("note", [&words[0], &words[1], &words[2]]), "shows_emblem": true })
}

async fn send_picture(staff: &Client, kind: &str, bytes: Vec<u8>) -> Answer {
    staff.send(Method::POST, PICTURES, Some((kind, bytes))).await
}

async fn keep_picture(staff: &Client, colour: [u8; 3]) -> String {
    let answer = send_picture(staff, "image/png", picture(colour)).await;
    answer.assert_status(201);
    answer.json()["sha256"].as_str().expect("a hash").to_owned()
}

fn logo(sha256: &str) -> Value {
    json!({ "picture": sha256, "alt": { "en": "The University", "fr": "L’Université", "es": "La Universidad" } })
}

async fn make(staff: &Client, design: Value) -> Answer {
    staff.post(DESIGNS, json!({ "slug": "ours", "name": "Ours", "design": design })).await
}

async fn change(staff: &Client, design: Value) -> Answer {
    let seen = staff.get(OURS).await;
    staff.with_header("if-match", seen.header("etag").expect("a version")).put(OURS, design).await
}

/// What the records of a person's certificates say of their looks.
async fn template_of(campus: &Campus, person: &Person) -> (String, String) {
    let holder = person.id;
    let read = move |snapshot: &mut virtual_college::db::Snapshot<'_>| {
        let query = certificates::table.filter(certificates::person.eq(holder));
        Ok(query.select((certificates::template, certificates::record)).first(snapshot.conn())?)
    };
    campus.app.db.read(read).await.expect("a certificate")
}

async fn letters(campus: &Campus) -> i64 {
    campus.app.db.read(|snapshot| Ok(outbox::table.count().get_result(snapshot.conn())?)).await.expect("a count")
}

async fn pdf_of(person: &Client, id: &str, language: &str) -> Vec<u8> {
    let answer = person.get(&format!("/api/v1/certificates/{id}/pdf?lang={language}")).await;
    answer.assert_status(200);
    answer.body.clone()
}

/// Somebody signs in once more: the clock went on for longer than a session lasts.
async fn again(campus: &Campus, person: &Person) -> Client {
    let session = campus.sign_in(&person.email).await;
    campus.guest().with_token(session.json()["access_token"].as_str().expect("a token"))
}

/// The words of a page, on one line.
fn words_of(pdf: &[u8]) -> Option<String> {
    text_of(pdf).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

async fn issued_to(campus: &Campus, name: &str) -> (Person, String) {
    let person = campus.person(name).await;
    completes(campus, &person, SLUG, "en").await;
    campus.run_jobs().await;
    let id = certificate(&person).await["id"].as_str().expect("an id").to_owned();
    (person, id)
}

#[actix_web::test]
async fn a_design_is_changed_by_who_saw_it_and_every_state_of_it_is_kept() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    let made = make(&sam, note("one")).await;
    made.assert_status(201);
    assert_eq!((made.header("etag"), made.header("location")), (Some("\"v1\""), Some(OURS)));
    assert_eq!(made.json()["design"]["layout"], layouts()[0].number, "the newest layout");
    make(&sam, note("two")).await.assert_problem(409, "certificate-design-exists");
    sam.put(OURS, note("two")).await.assert_problem(428, "precondition-required");
    sam.with_header("if-match", "\"v9\"").put(OURS, note("two")).await.assert_problem(412, "precondition-failed");
    let second = change(&sam, note("two")).await;
    second.assert_status(200);
    assert_eq!(second.header("etag"), Some("\"v2\""));
    assert_eq!(change(&sam, note("two")).await.json()["version"], 2, "the same is no new state");
    assert_eq!(change(&sam, note("one")).await.json()["version"], 3, "what it once was is");
    let page = sam.get(&format!("{OURS}/versions?limit=2")).await.json();
    let rest = sam.get(&format!("{OURS}/versions?cursor={}", page["next"].as_str().expect("more"))).await.json();
    let states: Vec<&Value> = [&page, &rest].iter().flat_map(|page| page["items"].as_array().expect("items")).collect();
    assert_eq!(states.iter().map(|it| it["version"].as_i64()).collect::<Vec<_>>(), [Some(3), Some(2), Some(1)]);
    assert_eq!(states[0]["sha256"], states[2]["sha256"]);
    assert_ne!(states[0]["sha256"], states[1]["sha256"]);
    assert_eq!(states[1]["design"]["texts"]["fr"]["note"], "Édition two");
    let listed = sam.get(DESIGNS).await.json();
    assert_eq!((&listed["items"][0]["slug"], &listed["items"][0]["version"]), (&json!("ours"), &json!(3)));
    let audited = [campus.audited("certificate-design-created").await, campus.audited("certificate-design-set").await];
    assert_eq!(audited, [1, 2]);
}

#[actix_web::test]
async fn designs_are_the_secretariats() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    let sha256 = keep_picture(&sam, [1, 2, 3]).await;
    make(&sam, note("one")).await.assert_status(201);
    for nobody in [campus.person("ana").await, campus.person("fay").focal_point("MG").await] {
        let nobody = nobody.with_header("if-match", "*");
        for path in
            [DESIGNS, OURS, &format!("{OURS}/versions"), &format!("{OURS}/preview"), &format!("{PICTURES}/{sha256}")]
        {
            nobody.get(path).await.assert_problem(403, "forbidden");
        }
        make(&nobody, note("one")).await.assert_problem(403, "forbidden");
        nobody.put(OURS, note("two")).await.assert_problem(403, "forbidden");
        nobody.post(PREVIEWS, note("two")).await.assert_problem(403, "forbidden");
        send_picture(&nobody, "image/png", picture([1, 2, 3])).await.assert_problem(403, "forbidden");
    }
    for path in ["nothing", "nothing/versions", "nothing/preview"] {
        sam.get(&format!("{DESIGNS}/{path}")).await.assert_problem(404, "certificate-design-unknown");
    }
    let put = sam.with_header("if-match", "*").put(&format!("{DESIGNS}/nothing"), note("one")).await;
    put.assert_problem(404, "certificate-design-unknown");
}

#[actix_web::test]
async fn what_is_wrong_with_a_design_is_pointed_to() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    let sha256 = keep_picture(&sam, [1, 2, 3]).await;
    let plain = || json!({ "shows_emblem": true });
    let unknown = "ab".repeat(32);
    let colours = |ink: &str, accent: &str| json!({ "colours": { "ink": ink, "accent": accent } });
    for (changes, pointer, code) in [
        (json!({ "layout": 1 }), "/layout", "design-layout-unknown"),
        (json!({ "layout": 999_999 }), "/layout", "design-layout-unknown"),
        (json!({ "texts": { "en": { "title": "Diploma" } } }), "/texts/fr/title", "field-missing"),
        (json!({ "texts": { "ar": { "note": "شكر" } } }), "/texts/en/note", "field-missing"),
        (
            json!({ "texts": in_working_languages("title", ["Diploma", " ", "Diploma"]) }),
            "/texts/fr/title",
            "field-empty",
        ),
        (
            json!({ "texts": in_working_languages("title", ["D", &"D".repeat(81), "D"]) }),
            "/texts/fr/title",
            "field-too-long",
        ),
        (
            json!({ "texts": in_working_languages("note", ["D", "D", "a\u{202e}b"]) }),
            "/texts/es/note",
            "field-control-characters",
        ),
        (json!({ "texts": { "!": { "title": "Diploma" } } }), "/texts/!", "language-unknown"),
        (json!({ "logos": vec![logo(&sha256); 5] }), "/logos", "field-too-many-items"),
        (json!({ "logos": [logo(&sha256), logo(&unknown)] }), "/logos/1/picture", "picture-not-kept"),
        (json!({ "logos": [logo("a name")] }), "/logos/0/picture", "picture-not-kept"),
        (json!({ "logos": [{ "picture": sha256, "alt": {} }] }), "/logos/0/alt", "field-empty"),
        (json!({ "logos": [{ "picture": sha256, "alt": { "en": "A" } }] }), "/logos/0/alt/es", "field-missing"),
        (colours("#14432d", "#b8891f"), "/colours/accent", "colour-too-light"),
        (colours("green", "#14432d"), "/colours/ink", "colour-malformed"),
    ] {
        let design = with(plain(), changes);
        make(&sam, design.clone()).await.assert_field(&format!("/design{pointer}"), code);
        sam.post(PREVIEWS, design).await.assert_field(pointer, code);
    }
    for (slug, name, pointer, code) in
        [("Ours", "Ours", "/slug", "slug-malformed"), ("ours", " ", "/name", "field-empty")]
    {
        sam.post(DESIGNS, json!({ "slug": slug, "name": name, "design": plain() })).await.assert_field(pointer, code);
    }
    assert_eq!(sam.get(DESIGNS).await.json()["items"], json!([]));
}

#[actix_web::test]
async fn a_design_with_which_nothing_could_be_printed_is_not_kept() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    let endless = "W".repeat(80);
    let too_wide =
        json!({ "texts": in_working_languages("title", ["Diploma", &endless, "Diploma"]), "shows_emblem": true });
    make(&sam, too_wide.clone()).await.assert_field("/design/texts/fr", "design-not-printable");
    make(&sam, note("1")).await.assert_status(201);
    change(&sam, too_wide).await.assert_field("/texts/fr", "design-not-printable");
    let unprinted = json!({ "texts": in_working_languages("note", ["Ours", "Le nôtre", "𘬀"]), "shows_emblem": true });
    let answer = change(&sam, unprinted).await;
    answer.assert_field("/texts/es", "design-script-missing");
    assert!(answer.text().contains("Khitan"), "{}", answer.text());
}

#[actix_web::test]
async fn a_picture_is_kept_once_whoever_sends_it_and_a_poisoned_one_is_not() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    let first = send_picture(&sam, "image/png", picture([1, 2, 3])).await;
    first.assert_status(201);
    let sha256 = first.json()["sha256"].as_str().expect("a hash").to_owned();
    assert_eq!((&first.json()["width"], &first.json()["height"]), (&json!(60), &json!(40)));
    assert_eq!(first.header("location"), Some(format!("{PICTURES}/{sha256}").as_str()));
    let with_a_tail = [picture([1, 2, 3]), b"<script>".to_vec()].concat();
    assert_eq!(send_picture(&sam, "image/png", with_a_tail).await.json(), first.json());
    assert_eq!(campus.audited("certificate-picture-added").await, 1);
    let shown = sam.get(&format!("{PICTURES}/{sha256}")).await;
    assert_eq!((shown.status, shown.header("content-type")), (200, Some("image/png")));
    assert!(!shown.text().contains("script"));
    sam.get(&format!("{PICTURES}/{}", "ab".repeat(32))).await.assert_problem(404, "certificate-picture-unknown");

    let mut damaged = picture([1, 2, 3]);
    damaged.truncate(60);
    for (kind, bytes, status, code) in [
        ("image/svg+xml", b"<svg/>".to_vec(), 415, "content-type-unsupported"),
        ("image/png", b"<svg/>".to_vec(), 422, "picture-unreadable"),
        ("image/png", damaged, 422, "picture-unreadable"),
        ("image/jpeg", b"\xff\xd8\xff\xe0".to_vec(), 422, "picture-unreadable"),
        ("image/png", Vec::new(), 422, "picture-unreadable"),
        ("image/png", picture([255, 255, 255]), 422, "picture-blank"),
        ("image/png", bomb(), 422, "picture-too-large"),
        ("image/png", vec![0; 1024 * 1024 + 1], 413, "body-too-large"),
    ] {
        send_picture(&sam, kind, bytes).await.assert_problem(status, code);
    }
    let kept =
        campus.app.db.read(|snapshot| Ok(certificate_pictures::table.count().get_result::<i64>(snapshot.conn())?));
    assert_eq!(kept.await.expect("a count"), 1);
}

/// Some kilobytes that would be four hundred megabytes.
fn bomb() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 20_000, 20_000);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![0; 20_000 / 8 * 20_000]).expect("pixels");
    writer.finish().expect("an end");
    file
}

#[actix_web::test]
async fn a_new_state_of_a_design_issues_and_mails_nothing_and_changes_no_certificate_of_before() {
    let campus = Campus::open_with(in_public).await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    let sha256 = keep_picture(&sam, [20, 60, 90]).await;
    let first = make(&sam, with(note("one"), json!({ "logos": [logo(&sha256)] }))).await.json();
    set(&sam, json!({ "design": "ours" })).await;
    let (ana, id) = issued_to(&campus, "ana").await;
    let template = template_of(&campus, &ana).await;
    assert_eq!(json!(template.0), first["sha256"]);
    let mut pages = Vec::new();
    for (language, words) in [("en", "Edition one"), ("fr", "Édition one"), ("es", "Edición one")] {
        let page = pdf_of(&ana, &id, language).await;
        if let Some(text) = words_of(&page) {
            assert!(text.contains(words), "{text}");
        }
        pages.push((language, page));
    }

    let (count_before, letters_before) = (count(&campus).await, letters(&campus).await);
    campus.mailbox().clear();
    let texts = in_working_languages("title", ["Diploma", "Diplôme", "Diploma"]);
    let second = change(&sam, json!({ "texts": texts, "shows_emblem": false })).await.json();
    campus.run_jobs().await;
    campus.clock.advance(hours(3));
    campus.run_jobs().await;
    assert_eq!((count(&campus).await, letters(&campus).await), (count_before, letters_before));
    assert!(campus.mailbox().is_empty());
    assert_eq!(template_of(&campus, &ana).await, template);
    // Another process, which has nothing of it at hand, draws the same.
    let (_app, other) = campus.another_instance().await;
    let here = again(&campus, &ana).await;
    for (language, page) in &pages {
        assert!(pdf_of(&here, &id, language).await == *page, "{language}");
        assert!(pdf_of(&here.at(&other), &id, language).await == *page, "{language}, elsewhere");
    }
    let judged = campus.guest().with_header("accept", "application/json");
    let judged = judged.send(Method::POST, "/verify", Some(("application/pdf", pages[1].1.clone()))).await.json();
    assert_eq!(judged["answer"], "valid");
    assert_eq!(judged["certificate"]["notes"]["fr"], "Édition one");
    assert!(campus.guest().get(&format!("/verify/{id}")).await.text().contains("Edition one"));

    let (ben, id) = issued_to(&campus, "ben").await;
    assert_eq!(json!(template_of(&campus, &ben).await.0), second["sha256"]);
    if let Some(text) = words_of(&pdf_of(&ben, &id, "fr").await) {
        assert!(text.contains("Diplôme") && !text.contains("Édition"), "{text}");
    }
}

#[actix_web::test]
async fn a_newer_layout_issues_and_mails_nothing_and_changes_no_certificate_of_before() {
    let campus = Campus::open_with(in_public).await;
    campus.app.certificates.set_layout(1);
    course(&campus, Issue::OnCompletion).await;
    let (ana, id) = issued_to(&campus, "ana").await;
    let of = |number: u16| layouts().iter().find(|it| it.number == number).expect("a layout").sha256.clone();
    let template = template_of(&campus, &ana).await;
    assert_eq!(template.0, of(1));
    let page = pdf_of(&ana, &id, "en").await;
    let (count_before, letters_before) = (count(&campus).await, letters(&campus).await);
    campus.app.certificates.set_layout(2);
    campus.run_jobs().await;
    campus.clock.advance(hours(3));
    campus.run_jobs().await;
    assert_eq!((count(&campus).await, letters(&campus).await), (count_before, letters_before));
    assert_eq!(template_of(&campus, &ana).await, template);
    let (_app, other) = campus.another_instance().await;
    let ana = again(&campus, &ana).await;
    assert!(pdf_of(&ana.at(&other), &id, "en").await == page);
    let (ben, _) = issued_to(&campus, "ben").await;
    assert_eq!(template_of(&campus, &ben).await.0, of(2));
}

#[actix_web::test]
async fn who_signs_may_sign_with_a_picture() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    let sha256 = keep_picture(&sam, [10, 20, 120]).await;
    let term = |signature: &str| {
        json!({ "officials": [{
        "names": { "en": "Ivonne Higuero" }, "roles": { "en": "Secretary-General" }, "from": "2020-01-01T00:00:00Z",
        "signature": signature,
    }] })
    };
    let path = "/api/v1/certificate-policies/for-everyone";
    let unseen = sam.with_header("if-match", "*");
    for unknown in ["ab".repeat(32), "a name".to_owned()] {
        unseen.put(path, policy(term(&unknown))).await.assert_field("/officials/0/signature", "picture-not-kept");
    }
    for unknown in ["nothing", "No name"] {
        let answer = unseen.put(path, policy(json!({ "design": unknown }))).await;
        answer.assert_field("/design", "policy-design-unknown");
    }
    set(&sam, term(&sha256)).await;
    assert_eq!(sam.get(path).await.json()["policy"]["officials"][0]["signature"], sha256);
    let (ana, id) = issued_to(&campus, "ana").await;
    let (template, record) = template_of(&campus, &ana).await;
    assert_eq!(template, layouts()[0].sha256);
    assert!(record.contains(&format!("\"signature\":\"{sha256}\"")), "{record}");
    pdf_of(&ana, &id, "en").await;
}

#[actix_web::test]
async fn a_certificate_whose_picture_is_gone_is_not_printed_with_a_blank() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    course(&campus, Issue::OnCompletion).await;
    let sha256 = keep_picture(&sam, [20, 60, 90]).await;
    make(&sam, with(note("one"), json!({ "logos": [logo(&sha256)] }))).await.assert_status(201);
    set(&sam, json!({ "design": "ours" })).await;
    let (ana, id) = issued_to(&campus, "ana").await;
    let lose = |tx: &mut virtual_college::db::Tx<'_>| {
        Ok(diesel::delete(certificate_pictures::table).execute(tx.conn()).map(drop)?)
    };
    campus.app.db.write(lose).await.expect("lost");
    let (_app, other) = campus.another_instance().await;
    let answer = ana.at(&other).get(&format!("/api/v1/certificates/{id}/pdf")).await;
    answer.assert_problem(500, "internal-error");
}

#[actix_web::test]
async fn a_design_is_previewed_in_every_language_in_which_certificates_can_be_printed() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    let sha256 = keep_picture(&sam, [20, 60, 90]).await;
    let texts = in_working_languages("title", ["Diploma of Honour", "Diplôme d’honneur", "Diploma de honor"]);
    let design = json!({
        "texts": texts, "logos": vec![logo(&sha256); 4], "shows_emblem": true,
        "colours": { "ink": "#1b2a4a", "accent": "#7a1f2b" },
    });
    make(&sam, design.clone()).await.assert_status(201);
    for (language, words) in [
        ("en", vec!["Diploma of Honour", "Maximiliana", "PREVIEW"]),
        ("fr", vec!["Diplôme d’honneur", "La Rochefoucauld", "APERÇU"]),
        ("es", vec!["Diploma de honor", "Fernández de Córdoba", "VISTA PREVIA"]),
        ("es-MX", vec!["Diploma de honor"]),
        // Made of English, and never of another language's words.
        ("en-XA", vec!["⟦"]),
        ("ar-XB", vec!["Certificate", "Maximiliana"]),
    ] {
        let sent = sam.post(&format!("{PREVIEWS}?lang={language}"), design.clone()).await;
        let kept = sam.get(&format!("{OURS}/preview?lang={language}")).await;
        for answer in [&sent, &kept] {
            answer.assert_status(200);
            assert_eq!(answer.header("content-type"), Some("application/pdf"));
            if let Some(text) = words_of(&answer.body) {
                assert!(words.iter().all(|word| text.contains(word)), "{language}: {text}");
            }
        }
    }
    let plain = sam.post(PREVIEWS, design.clone()).await;
    plain.assert_status(200);
    let refused = sam.post(&format!("{PREVIEWS}?lang=sw"), design.clone()).await;
    refused.assert_problem(404, "certificate-language-unavailable");
    sam.post(&format!("{PREVIEWS}?lang=!"), design).await.assert_problem(400, "language-unknown");
    assert_eq!(count(&campus).await, 0);
}
