//! A language on its way out and back: translation memories, and the files that a repository keeps.

use actix_web::http::Method;
use serde_json::{Value, json};
use virtual_college::i18n::Locale;
use virtual_college::translations::{files, note_messages};

use super::bureau::{API, Bureau, approval, id, reviews, suggests};

const FISH: &str = "course/fish";

impl Bureau {
    async fn exports(&self, catalogue: &str, format: &str) -> crate::support::Answer {
        self.translator.get(&format!("{API}/locales/sw/exports/{catalogue}?format={format}")).await
    }

    async fn imports(&self, catalogue: &str, format: &str, file: &str) -> Value {
        let path = format!("{API}/locales/sw/imports/{catalogue}?format={format}");
        let sent = Some(("application/octet-stream", file.as_bytes().to_vec()));
        let sent = self.translator.send(Method::POST, &path, sent).await.assert_status(201).json();
        self.campus.run_jobs().await;
        self.translator.get(&format!("{API}/translation-imports/{}", id(&sent))).await.json()
    }

    /// The units of the course whose source is this text.
    async fn saying(&self, source: &str) -> Vec<Value> {
        let path = format!("{API}/locales/sw/work?catalogue={FISH}&limit=100");
        let found = self.translator.get(&path).await.assert_status(200).json();
        let units = found["items"].as_array().expect("units").iter().filter(|unit| unit["source"] == source);
        units.cloned().collect()
    }

    async fn approves(&self, unit: &Value, body: &str) {
        let suggestion = suggests(&self.translator, unit, body).await.assert_status(201).json();
        reviews(&self.reviewer, &suggestion, approval()).await.assert_status(200);
    }

    /// A course that says the same in several places.
    async fn has_fish(&self) {
        let table = |text: &str| format!("{text}\n\n| Kind | Mark |\n|---|---|\n| Taken | T |\n| Traded | T |\n");
        let course = self.campus.course("fish").edited("en/welcome.md", "Read this.", &table("Read this."));
        course.edited("fr/welcome.md", "Lisez ceci.", &table("Lisez ceci.")).for_translators().await;
    }

    async fn files(&self) -> std::collections::BTreeMap<String, String> {
        let tag: Locale = "sw".parse().expect("a language");
        let export = self.campus.app.db.read(move |snapshot| files(snapshot, &tag)).await.expect("files");
        export.files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8"))).collect()
    }
}

#[actix_web::test]
async fn a_memory_of_ours_says_of_each_text_what_was_approved_for_it() {
    let it = Bureau::open().await;
    it.has_fish().await;
    for (source, body) in [("Read this.", "Soma hii."), ("T", "K")] {
        let units = it.saying(source).await;
        assert!(units.len() > 1, "{source}");
        it.approves(&units[0], body).await;
    }
    let memory = it.exports(FISH, "tmx").await.assert_status(200).text();
    let done = it.imports(FISH, "tmx", &memory).await;
    assert_eq!(
        (&done["state"], &done["total"], &done["unchanged"], &done["faults"]),
        (&json!("done"), &json!(0), &json!(2), &json!([])),
        "{done}"
    );
}

#[actix_web::test]
async fn a_memory_of_others_fills_what_is_missing_and_guesses_nothing() {
    let it = Bureau::open().await;
    it.has_fish().await;
    let count = it.saying("Read this.").await.len();
    let pair = |source: &str, target: &str| {
        format!(
            "<tu><tuv xml:lang=\"en\"><seg>{source}</seg></tuv>\n<tuv xml:lang=\"sw\"><seg>{target}</seg></tuv></tu>"
        )
    };
    let [same, letter, one, other, foreign] = [
        pair("Read this.", "Soma hii."),
        pair("T", "K"),
        pair("Taken", "Imechukuliwa"),
        pair("Taken", "Imekamatwa"),
        pair("Nowhere", "Popote"),
    ];
    let body = [same.clone(), letter, one, other, foreign, same].join("\n");
    let memory = format!("<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n{body}\n</body></tmx>");
    let done = it.imports(FISH, "tmx", &memory).await;
    assert_eq!((&done["state"], &done["total"]), (&json!("done"), &json!(count)), "{done}");
    let faults: Vec<_> =
        done["faults"].as_array().expect("faults").iter().map(|it| (&it["code"], &it["line"])).collect();
    assert_eq!(faults, [(&json!("exchange-ambiguous"), &json!(8))], "{done}");
    for unit in it.saying("Read this.").await {
        assert_eq!(
            (&unit["waiting"][0]["body"], &unit["waiting"][0]["origin"]),
            (&json!("Soma hii."), &json!("memory"))
        );
    }
    assert!(it.saying("T").await.iter().all(|unit| unit["waiting"] == json!([])), "a letter means what its table says");
}

#[actix_web::test]
async fn what_would_be_empty_is_not_offered_and_what_is_offered_comes_back() {
    let it = Bureau::open().await;
    it.has_fish().await;
    for (catalogue, format) in [(FISH, "tmx"), ("interface/demo", "tmx"), ("interface/demo", "ftl")] {
        it.exports(catalogue, format).await.assert_problem(409, "exchange-nothing-translated");
    }
    for format in ["csv", "po", "xliff"] {
        for catalogue in [FISH, "interface/demo"] {
            let file = it.exports(catalogue, format).await.assert_status(200).text();
            let done = it.imports(catalogue, format, &file).await;
            assert_eq!(
                (&done["state"], &done["total"], &done["faults"], &done["absent"]),
                (&json!("done"), &json!(0), &json!([]), &json!(0)),
                "{format}: {done}"
            );
        }
    }
}

#[actix_web::test]
async fn a_suggestion_that_is_no_entry_spoils_no_file() {
    let it = Bureau::open().await;
    let path = format!("{API}/locales/sw/work?catalogue=interface/demo&limit=5");
    let units = it.translator.get(&path).await.json();
    let units = units["items"].as_array().expect("units");
    let key = |place: usize| units[place]["key"].as_str().expect("a key");
    let right = units[4]["source"].as_str().expect("a source");
    let bodies = ["zzz = a", "-x = y", "# only", &format!("{} = a\nzzz", key(3)), &format!("# zzz\n{right}")];
    let others = it.contributor("walt").await;
    for (unit, body) in units.iter().zip(bodies) {
        suggests(&others, unit, body).await.assert_status(201);
    }
    let blocked = format!("{} = Uwazi {{ zzz }}", key(2));
    suggests(&it.translator, &units[2], &blocked).await.assert_status(201);
    let file = it.exports("interface/demo", "ftl").await.assert_status(200).text();
    assert!(file.contains(right) && !file.contains("zzz"), "{file}");
    let done = it.imports("interface/demo", "ftl", &file).await;
    assert_eq!(
        (&done["state"], &done["faults"], &done["total"], &done["unchanged"]),
        (&json!("done"), &json!([]), &json!(0), &json!(1)),
        "{done}"
    );
}

#[actix_web::test]
async fn an_export_loses_nothing_that_is_approved() {
    let it = Bureau::open().await;
    let shipped =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en/common.ftl")).expect("a file");
    // As a newer release has it that runs beside this one.
    let newer = format!("{shipped}\n# A greeting.\nnewer-greeting = Good morning\n");
    note_messages(&it.campus.app.db, "common", &newer).await.expect("noted");
    note_messages(&it.campus.app.db, "novel", "novel-hello = Hello\n").await.expect("noted");
    for (key, body) in [
        // A comment of a translator's own does no harm.
        ("language", "# In Swahili itself.\nlanguage = Lugha"),
        ("newer-greeting", "newer-greeting = Habari za asubuhi"),
        ("novel-hello", "novel-hello = Habari"),
    ] {
        it.approved(key, body).await;
    }
    let written = it.files().await;
    assert_eq!(written["locales/sw/novel.ftl"], "novel-hello = Habari\n");
    let common = &written["locales/sw/common.ftl"];
    assert!(common.contains("language = Lugha\n"), "{common}");
    assert!(common.ends_with("# A greeting.\nnewer-greeting = Habari za asubuhi\n"), "{common}");
    assert_eq!(&it.exports("interface/common", "ftl").await.text(), common);
    assert_eq!(it.exports("interface/novel", "ftl").await.text(), "novel-hello = Habari\n");
}
