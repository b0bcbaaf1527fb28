//! Packages whose translations were left as they were though they changed the original.

use actix_web::http::Method;

use super::*;

/// Whether French readers are told that a lesson is stale.
async fn says_so(client: &Client, lesson: &str) -> Value {
    let lesson = client.get(&format!("/api/v1/courses/fish/activities/{lesson}?lang=fr")).await;
    let lesson = lesson.assert_status(200).json();
    assert_eq!(lesson["lang"], "fr");
    lesson["stale"].clone()
}

#[actix_web::test]
async fn a_lesson_that_was_left_behind_says_so_until_it_is_translated_anew() {
    let campus = Campus::open().await;
    let sam = campus.person("sam").secretariat().await;
    let written = |en: &str, fr: &str| {
        let course = campus.course("fish").for_translators().edited("en/welcome.md", "Read this.", en);
        course.edited("fr/welcome.md", "Lisez ceci.", fr)
    };
    written("Read this.", "Lisez ceci.").await;
    assert_eq!(says_so(&sam, "welcome").await, false);
    written("Never read this.", "Lisez ceci.").await;
    assert_eq!((says_so(&sam, "welcome").await, says_so(&sam, "permits").await), (json!(true), json!(false)));
    // The next version says nothing new of it.
    written("Never read this.", "Lisez ceci.").edited("en/slow.md", "Read this.", "Read it.").await;
    assert_eq!((says_so(&sam, "welcome").await, says_so(&sam, "slow").await), (json!(true), json!(true)));
    // What was translated stands again where the original says again what it said.
    written("Read this.", "Lisez ceci.").await;
    assert_eq!((says_so(&sam, "welcome").await, says_so(&sam, "slow").await), (json!(false), json!(false)));
    written("Never read this.", "Ne lisez jamais ceci.").await;
    assert_eq!(says_so(&sam, "welcome").await, false);
}

/// A paragraph that is another altogether is a new text for its translators; the old translation stands in its place all the same.
#[actix_web::test]
async fn a_paragraph_that_was_written_anew_is_not_what_its_old_translation_says() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let sentence = "Whoever holds no certificate of origin waits at the border";
    campus.course("fish").for_translators().edited("en/welcome.md", "Read this.", sentence).await;
    let sam = campus.person("sid").secretariat().await;
    assert_eq!(says_so(&sam, "welcome").await, true);
    let translators = Translators::at(&campus).await;
    let units = translators.units("fr", "").await;
    let unit = units.iter().find(|unit| unit["source"] == sentence).expect("a unit");
    assert_ne!(unit["standing"], "approved", "{unit:#}");
}

#[actix_web::test]
async fn a_question_that_was_left_behind_is_not_asked_until_its_meaning_is_said_to_be_the_same() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    assert_eq!(card(&campus).await["languages"], json!(["en", "fr"]));
    campus.course("fish").for_translators().edited("en/practice.toml", "\"Which?\"", "\"Which one?\"").await;
    assert_eq!(card(&campus).await["languages"], json!(["en"]));
    // Nor in the next version, which leaves it.
    let course = campus.course("fish").for_translators().edited("en/practice.toml", "\"Which?\"", "\"Which one?\"");
    course.edited("en/slow.md", "Read this.", "Read it.").await;
    assert_eq!(card(&campus).await["languages"], json!(["en"]));

    let translators = Translators::at(&campus).await;
    let units = translators.units("fr", "").await;
    let unit = units.iter().find(|unit| unit["source"] == "Which one?").expect("a question");
    assert_eq!(unit["standing"], "stale");
    let editor = campus.person("ed").secretariat().await.with_header("if-match", "*");
    let path = format!("/api/v1/units/{}/significance", unit["id"].as_str().expect("an id"));
    editor.put(&path, json!({ "significant": false })).await.assert_status(200);
    campus.run_jobs().await;
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["languages"], json!(["en", "fr"]));

    // She was wrong: nobody is asked the old question from this moment on.
    editor.put(&path, json!({ "significant": true })).await.assert_status(200);
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["languages"], json!(["en"]));
    campus.run_jobs().await;
    campus.app.reload().await.expect("the library");
    assert_eq!(card(&campus).await["languages"], json!(["en"]));
}

#[actix_web::test]
async fn a_question_under_another_name_is_the_question_that_it_was() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let renamed = |name: &str| {
        let files = ["course.toml", "en/practice.toml", "fr/practice.toml"];
        let course = campus.course("fish").for_translators();
        files.into_iter().fold(course, |course, file| course.edited(file, "p-single", name))
    };
    renamed("p-first").await;
    assert_eq!(card(&campus).await["languages"], json!(["en", "fr"]));
    let changed = |name: &str| renamed(name).edited("en/practice.toml", "\"Which?\"", "\"Which one?\"");
    changed("p-second").await;
    assert_eq!(card(&campus).await["languages"], json!(["en"]));
    changed("p-third").await;
    assert_eq!(card(&campus).await["languages"], json!(["en"]), "nor does a further name make it fresh");
    changed("p-third").edited("fr/practice.toml", "\"Which?\"", "\"Laquelle ?\"").await;
    assert_eq!(card(&campus).await["languages"], json!(["en", "fr"]));
}

#[actix_web::test]
async fn a_lesson_whose_meaning_is_said_to_be_the_same_is_stale_no_more() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    campus.course("fish").for_translators().edited("en/welcome.md", "Read this.", "Read this!").await;
    let sam = campus.person("sid").secretariat().await;
    assert_eq!(says_so(&sam, "welcome").await, true);
    let translators = Translators::at(&campus).await;
    let units = translators.units("fr", "").await;
    let unit = units.iter().find(|unit| unit["source"] == "Read this!").expect("a sentence");
    let path = format!("/api/v1/units/{}/significance", unit["id"].as_str().expect("an id"));
    sam.with_header("if-match", "*").put(&path, json!({ "significant": false })).await.assert_status(200);
    campus.run_jobs().await;
    campus.app.reload().await.expect("the library");
    assert_eq!(says_so(&sam, "welcome").await, false);
}

#[actix_web::test]
async fn whoever_uploads_a_package_is_told_what_it_left_behind() {
    let campus = Campus::open().await;
    campus.course("fish").await;
    let sam = campus.person("sam").secretariat().await;
    let package = campus.course("fish").edited("en/welcome.md", "Read this.", "Never read this.");
    let package = package.edited("en/practice.toml", "\"Which?\"", "\"Which one?\"").packed();
    let upload = sam.send(Method::POST, "/api/v1/courses", Some(("application/zip", package))).await;
    let upload = upload.assert_status(201).json();
    let expected = json!([{
        "language": "fr", "offered": false, "count": 2,
        "texts": [
            { "activity": "welcome", "assessed": false, "text": "Lisez ceci." },
            { "activity": "practice", "assessed": true, "text": "Which?" },
        ],
    }]);
    assert_eq!(upload["left_behind"], expected);
    let draft = format!("/api/v1/courses/fish/drafts/{}", upload["draft"].as_str().expect("a draft"));
    assert_eq!(sam.get(&draft).await.json()["languages"], json!(["en"]));
    let publish = json!({ "draft": upload["draft"] });
    let published = sam.post("/api/v1/courses/fish/publications", publish).await.assert_status(201).json();
    assert_eq!(published["left_behind"], expected);
}

#[actix_web::test]
async fn a_title_that_was_left_behind_is_told_until_its_meaning_is_said_to_be_the_same() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let sam = campus.person("sid").secretariat().await;
    let renamed = || campus.course("fish").for_translators().edited("en/course.toml", "All about", "Everything about");
    let left = async |package: Vec<u8>| {
        let upload = sam.send(Method::POST, "/api/v1/courses", Some(("application/zip", package))).await;
        upload.assert_status(201).json()["left_behind"].clone()
    };
    let told = json!([{
        "language": "fr", "offered": true, "count": 1, "texts": [{ "assessed": false, "text": "Tout sur fish" }],
    }]);
    assert_eq!(left(renamed().packed()).await, told);
    renamed().await;
    let further =
        || renamed().edited("en/slow.md", "Read this.", "Read it.").edited("fr/slow.md", "Lisez ceci.", "Lisez-le.");
    assert_eq!(left(further().packed()).await, told, "a further version leaves it, too");

    let translators = Translators::at(&campus).await;
    let units = translators.units("fr", "").await;
    let unit = units.iter().find(|unit| unit["source"] == "Everything about fish").expect("the title");
    let path = format!("/api/v1/units/{}/significance", unit["id"].as_str().expect("an id"));
    sam.with_header("if-match", "*").put(&path, json!({ "significant": false })).await.assert_status(200);
    campus.run_jobs().await;
    assert_eq!(left(further().packed()).await, json!([]));
    campus.app.reload().await.expect("the library");
    let french = campus.guest().get("/api/v1/courses/fish?lang=fr").await.json();
    assert_eq!((&french["lang"], &french["title"]), (&json!("fr"), &json!("Tout sur fish")));
}
