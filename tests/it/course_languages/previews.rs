//! A course as trainees would see it, before they do.

use super::*;

impl Translators<'_> {
    /// A lesson or quiz as it would be read in Swahili.
    async fn previews(&self, activity: &str, query: &str) -> Value {
        let path = format!("/api/v1/locales/sw/courses/fish/preview/activities/{activity}{query}");
        let answer = self.tia.get(&path).await;
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        answer.assert_status(200).json()
    }

    async fn unit(&self, key: &str) -> Value {
        self.units("sw", "").await.into_iter().find(|unit| is_key(unit, key)).expect("a unit")
    }

    async fn approves_of(&self, key: &str, body: &str) {
        let unit = self.unit(key).await;
        let suggestion = self.suggest("sw", &unit, body).await;
        self.approve(&[(unit, suggestion)]).await;
    }
}

/// What is told of the texts that are not approved: key, standing, language, whether a suggestion is shown.
fn unapproved(preview: &Value) -> Vec<(String, String, String, bool)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let items = preview["preview"]["unapproved"].as_array().expect("a list").iter();
    items.map(|it| (text(&it["key"]), text(&it["standing"]), text(&it["lang"]), it["suggestion"].is_string())).collect()
}

fn told(key: &str, standing: &str, lang: &str, suggestion: bool) -> (String, String, String, bool) {
    (key.into(), standing.into(), lang.into(), suggestion)
}

fn html(lesson: &Value) -> &str {
    lesson["html"].as_str().expect("a lesson")
}

#[actix_web::test]
async fn a_lesson_is_shown_with_what_is_approved_and_by_choice_with_what_waits() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let it = Translators::at(&campus).await;
    let block = it.units("sw", "").await.into_iter().find(|unit| unit["source"] == "Read this.").expect("a block");
    let key = block["key"].as_str().expect("a key");
    it.suggest("sw", &block, "Soma hii.").await;
    it.approves_of("activities/welcome", "Karibu").await;

    let approved = it.previews("welcome", "").await;
    assert_eq!(
        (&approved["title"], &approved["lang"], &approved["dir"]),
        (&json!("Karibu"), &json!("sw"), &json!("ltr"))
    );
    assert!(html(&approved).contains(r#"lang="en" dir="ltr""#) && html(&approved).contains("Read this."));
    assert!(unapproved(&approved).contains(&told(key, "suggested", "en", false)), "{approved:#}");
    assert!(unapproved(&approved).iter().all(|(key, ..)| key != "activities/welcome"));

    let waiting = it.previews("welcome", "?suggestions=true").await;
    assert!(html(&waiting).contains("Soma hii.") && !html(&waiting).contains("Read this."), "{waiting:#}");
    assert!(unapproved(&waiting).contains(&told(key, "suggested", "sw", true)), "{waiting:#}");
    assert_eq!(waiting["preview"]["suggestions"], true);

    // A newer wording of what is approved, and one that could not be approved.
    let title = it.unit("activities/welcome").await;
    it.suggest("sw", &title, "Karibuni").await;
    it.suggest("sw", &block, "Soma [hii](https://example.org).").await;
    let newer = it.previews("welcome", "?suggestions=true").await;
    assert_eq!(newer["title"], "Karibuni");
    assert!(unapproved(&newer).contains(&told("activities/welcome", "approved", "sw", true)), "{newer:#}");
    assert!(html(&newer).contains("Soma hii.") && !html(&newer).contains("example.org"), "{newer:#}");
    assert_eq!(it.previews("welcome", "").await["title"], "Karibu");
}

#[actix_web::test]
async fn trainees_read_what_was_previewed() {
    let campus = Campus::open().await;
    let fish = campus.course("fish").for_translators().await;
    let it = Translators::at(&campus).await;
    it.translate(|unit| is_key(unit, "lessons/permits")).await;
    it.asks_for(90).await;
    let mut previews = Vec::new();
    for activity in ["welcome", "permits", "practice", "exam"] {
        previews.push((activity, it.previews(activity, "").await));
    }
    let outline = it.tia.get("/api/v1/locales/sw/courses/fish/preview").await.assert_status(200).json();
    assert_eq!(card(&campus).await["lang"], "en", "nothing was published");
    it.publish("sw").await.assert_status(201);
    campus.app.reload().await.expect("the library");
    let tova = campus.person("tova").await;
    tova.enrols(&fish).await;
    for (activity, mut preview) in previews {
        let mut read = tova.get(&format!("/api/v1/courses/fish/activities/{activity}?lang=sw")).await.json();
        assert_eq!(preview["edition"]["hash"], read["edition"]["hash"], "{activity}");
        for member in ["edition", "preview", "drawn"] {
            preview.as_object_mut().expect("a view").remove(member);
            read.as_object_mut().expect("a view").remove(member);
        }
        assert_eq!(preview, read, "{activity}");
    }
    let read = tova.get("/api/v1/courses/fish?lang=sw").await.json();
    for member in ["title", "modules", "outcomes", "lang", "version"] {
        assert_eq!(outline[member], read[member], "{member}");
    }
    assert_eq!(outline["preview"]["unapproved"], json!([]));
}

#[actix_web::test]
async fn a_quiz_is_shown_with_all_that_may_be_asked_and_without_its_keys() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let it = Translators::at(&campus).await;
    it.approves_of("questions/e-one/stem", "Moja?").await;
    let exam = it.previews("exam", "").await;
    assert_eq!(exam["questions"][0]["stem"], "Which is right?");
    assert_eq!(exam["borrowed"]["questions/e-fixed/stem"], json!({ "lang": "en", "dir": "ltr" }));
    let drawn: Vec<_> = exam["drawn"].as_array().expect("drawn").iter().map(|it| it["stem"].clone()).collect();
    assert_eq!(drawn, [json!("Moja?"), json!("Two?"), json!("Three?")]);
    for question in exam["questions"].as_array().into_iter().chain(exam["drawn"].as_array()).flatten() {
        let members: Vec<_> = question.as_object().expect("a question").keys().map(String::as_str).collect();
        assert!(members.iter().all(|it| ["id", "kind", "points", "stem", "choices"].contains(it)), "{members:?}");
    }
    assert!(!exam.to_string().contains("The right one."), "feedback comes after the attempt");
    assert!(unapproved(&exam).contains(&told("questions/e-fixed/feedback", "missing", "en", false)));

    // By a stale question nobody is marked.
    campus.course("fish").edited("en/exam.toml", "\"One?\"", "\"The one?\"").for_translators().await;
    let exam = it.previews("exam", "").await;
    assert_eq!(exam["drawn"][0]["stem"], "The one?");
    assert!(unapproved(&exam).contains(&told("questions/e-one/stem", "stale", "en", false)), "{exam:#}");
}

#[actix_web::test]
async fn what_would_be_refused_is_told() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let it = Translators::at(&campus).await;
    // What may be written into an answer has a limit of its own for each line.
    let accepted = it.unit("questions/p-short/accepted").await;
    it.suggest("sw", &accepted, &"CITES ".repeat(120)).await;
    let path = "/api/v1/locales/sw/courses/fish/preview/activities/practice";
    it.tia.get(path).await.assert_status(200);
    let refused = it.tia.get(&format!("{path}?suggestions=true")).await;
    refused.assert_problem(422, "publication-refused");
    assert!(refused.json()["errors"].to_string().contains("course.toml"), "{:#}", refused.json());
}

#[actix_web::test]
async fn a_picture_in_words_that_are_published_nowhere_is_within_the_page() {
    let campus = Campus::open().await;
    super::with_drawing(&campus).await;
    let it = Translators::at(&campus).await;
    assert!(html(&it.previews("welcome", "").await).contains("src=\"/api/v1/pictures/"));
    it.approves_of("pictures/fish/fin", "Pezi").await;
    assert!(html(&it.previews("welcome", "").await).contains("src=\"data:image/svg+xml;base64,"));
}

#[actix_web::test]
async fn a_preview_is_for_translators_and_writers_of_the_course() {
    let campus = Campus::open().await;
    let fish = campus.course("fish").for_translators().await;
    let it = Translators::at(&campus).await;
    let paths = |tag: &str| {
        let course = format!("/api/v1/locales/{tag}/courses/fish/preview");
        [format!("{course}/activities/exam?suggestions=true"), course]
    };
    let trainee = campus.person("tova").await;
    trainee.enrols(&fish).await;
    let elsewhere = Scope::new(ScopeKind::CourseLocale, "sw/birds");
    let outsiders = [
        trainee,
        campus.person("tim").holding(Role::Translator, elsewhere).await,
        campus.person("fran").holding(Role::Translator, Scope::locale(&Locale::FR)).await,
    ];
    for path in paths("sw").into_iter().chain(paths("en-XA")) {
        for outsider in &outsiders {
            outsider.get(&path).await.assert_problem(404, "catalogue-unknown");
        }
        campus.guest().get(&path).await.assert_status(401);
    }
    let author = campus.person("otto").holding(Role::Author, Scope::course("fish")).await;
    let scope = Scope::new(ScopeKind::CourseLocale, "sw/fish");
    let translator = campus.person("tom").holding(Role::Translator, scope).await;
    for path in paths("sw") {
        author.get(&path).await.assert_status(200);
        translator.get(&path).await.assert_status(200);
        it.lead().await.get(&path).await.assert_status(200);
    }
    author.get("/api/v1/locales/en/courses/fish/preview").await.assert_problem(409, "source-language");
    author.get("/api/v1/locales/ln/courses/fish/preview").await.assert_problem(404, "locale-unknown");
    author.get("/api/v1/locales/sw/courses/owls/preview").await.assert_problem(404, "course-unknown");
    let path = "/api/v1/locales/sw/courses/fish/preview/activities/nothing";
    author.get(path).await.assert_problem(404, "activity-unknown");
    author.get("/api/v1/locales/sw/courses/fish/preview?suggestions=2").await.assert_problem(400, "query-invalid");
}

#[actix_web::test]
async fn a_pseudo_locale_makes_the_original_strange() {
    let campus = Campus::open().await;
    campus.course("fish").for_translators().await;
    let author = campus.person("otto").holding(Role::Author, Scope::course("fish")).await;
    let show = async |tag: &str, path: &str| {
        let answer = author.get(&format!("/api/v1/locales/{tag}/courses/fish/preview{path}")).await;
        answer.assert_status(200).json()
    };
    let lesson = show("en-XA", "/activities/welcome").await;
    assert_eq!((&lesson["lang"], &lesson["dir"]), (&json!("en-XA"), &json!("ltr")));
    assert_eq!(lesson["title"], "⟦Ŵéļçöṁé ~~~⟧");
    assert!(html(&lesson).contains("<p>⟦Ŕéåð ţĥîš. ~~~⟧</p>"), "{lesson:#}");
    assert_eq!(lesson["preview"], json!({ "suggestions": false, "unapproved": [] }));
    let quiz = show("en-XA", "/activities/practice").await;
    let questions = quiz["questions"].as_array().expect("questions");
    let cloze = questions.iter().find(|it| it["id"] == "p-cloze").expect("a cloze");
    assert_eq!(cloze["stem"], "⟦Å {{who}} îššûéš å {{what}}. ~~~⟧");
    let title = show("ar-XB", "").await;
    assert_eq!((&title["lang"], &title["dir"]), (&json!("ar-XB"), &json!("rtl")));
    assert!(title["title"].as_str().expect("a title").starts_with("\u{200F}\u{202E}All"), "{title:#}");
    let modules = title["modules"][0]["activities"][0]["title"].as_str().expect("a title");
    assert!(modules.contains("\u{202E}Welcome"), "{modules}");
}
