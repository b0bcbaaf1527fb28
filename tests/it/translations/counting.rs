//! What is kept of translations is what they come to, whatever people do in whatever order.

use actix_web::http::Method;
use serde_json::{Value, json};
use virtual_college::translations::miscounts;

use super::bureau::{API, Bureau, accepts, id, proposes};
use super::staleness::changed;
use crate::support::{Answer, Campus, Client, Person};

/// Everything once, where it can be done; then anything.
const FIRST: [u32; 17] = [0, 3, 7, 8, 3, 6, 0, 5, 6, 2, 9, 10, 0, 3, 11, 12, 13];
const KEYS: [&str; 3] = ["course-unknown", "draft-unknown", "activity-unknown"];

/// Nothing that is kept differs from a recount.
pub async fn assert_counted(campus: &Campus, after: &str) {
    campus.run_jobs().await;
    let found = campus.app.db.read(miscounts).await.expect("a recount");
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new(), "after {after}");
}

/// Lingala has one reviewer, who may approve her own work: Tia. Zuri suggests.
struct Lingala {
    it: Bureau,
    zuri: Person,
    /// The publications, the oldest first.
    published: Vec<String>,
    texts: u32,
}

impl Lingala {
    async fn open() -> Self {
        let it = Bureau::open().await;
        let zuri = it.contributor("zuri").await;
        it.asks_little().await;
        proposes(&it.translator, "ln").await.assert_status(201);
        accepts(&it.admin, "ln").await.assert_status(200);
        let changes = json!({ "may_approve_own": true, "least_interface": 1 });
        it.translator
            .with_header("if-match", "*")
            .patch(&format!("{API}/locales/ln"), changes)
            .await
            .assert_status(200);
        let lingala = Self { it, zuri, published: Vec::new(), texts: 0 };
        for (key, body) in [
            ("-college", "-college = Eteyelo"),
            ("-convention", "-convention = CITES"),
            ("college-name", "college-name = { -college } ya { -convention }"),
            ("language", "language = Monoko"),
            // One per cent of all.
            ("attempt-unknown", "attempt-unknown = Te\n    .detail = Ezali te."),
            ("cohort-unknown", "cohort-unknown = Te\n    .detail = Ezali te."),
            ("term-unknown", "term-unknown = Te\n    .detail = Ezali te."),
            ("comment-unknown", "comment-unknown = Te\n    .detail = Ezali te."),
            ("import-unknown", "import-unknown = Te\n    .detail = Ezali te."),
            ("person-unknown", "person-unknown = Te\n    .detail = Ezali te."),
            ("locale-unknown", "locale-unknown = Te\n    .detail = Ezali te."),
        ] {
            let suggestion = lingala.suggests(key, body.to_owned()).await.assert_status(201).json();
            lingala.reviews(&suggestion, "approve").await.assert_status(200);
        }
        lingala
    }

    fn text(&mut self, key: &str) -> String {
        self.texts += 1;
        let variable = match key {
            "course-unknown" => "{ $course }",
            "activity-unknown" => "{ $activity }",
            _ => "",
        };
        format!("{key} = Liloba {}\n    .detail = Liloba {variable}.", self.texts)
    }

    async fn suggests(&self, key: &str, body: String) -> Answer {
        let unit = self.it.message_in("ln", key).await;
        let new = json!({ "locale": "ln", "body": body, "revision": unit["revision"] });
        self.zuri.post(&format!("{API}/units/{}/translations", id(&unit)), new).await
    }

    async fn reviews(&self, translation: &Value, verdict: &str) -> Answer {
        self.edits(translation, verdict, None).await
    }

    async fn edits(&self, translation: &Value, verdict: &str, body: Option<String>) -> Answer {
        let unit = self.unit(translation["unit"].as_str().expect("a unit")).await;
        let mut review = json!({ "verdict": verdict, "revision": unit["revision"] });
        if verdict != "approve" {
            review["reason"] = json!("style");
        }
        if let Some(body) = body {
            review["body"] = json!(body);
        }
        self.tia().post(&format!("{API}/translations/{}/reviews", id(translation)), review).await
    }

    fn tia(&self) -> Client {
        self.it.translator.with_header("if-match", "*")
    }

    async fn unit(&self, unit: &str) -> Value {
        self.it.translator.get(&format!("{API}/units/{unit}?locale=ln")).await.assert_status(200).json()
    }

    /// The newest text of a message in a state.
    async fn newest(&self, key: &str, state: &str) -> Option<Value> {
        let unit = self.it.message_in("ln", key).await;
        let texts = self.unit(id(&unit)).await["translations"].as_array().expect("texts").clone();
        texts.into_iter().find(|text| text["state"] == state)
    }

    /// Does something, as far as it can be done now; says what, and whether it was.
    async fn does(&mut self, what: u32, key: &str) -> (&'static str, bool) {
        let body = self.text(key);
        match what {
            0 | 1 => ("a suggestion", self.suggests(key, body).await.status == 201),
            2 => ("one that fails", self.suggests(key, format!("{key} = {{ $nothing }}")).await.status == 201),
            3 | 4 => ("an approval", self.answers(key, "suggested", "approve", None).await),
            5 => ("an edited approval", self.answers(key, "suggested", "approve", Some(body)).await),
            6 => ("an approval taken back", self.answers(key, "approved", "reject", None).await),
            7 => ("changes asked for", self.answers(key, "approved", "request-changes", None).await),
            8 => ("another wording", self.rewords(key, body).await),
            9 => ("a withdrawal", self.withdraws(key).await),
            10 => {
                let path = format!("{API}/locales/ln/imports/interface/courses?format=ftl");
                let file = Some(("application/octet-stream", format!("{body}\n").into_bytes()));
                ("an import", self.it.translator.send(Method::POST, &path, file).await.status == 201)
            }
            11 => {
                let source = changed("There is no such draft", &format!("There is no draft number {}", self.texts));
                self.it.source_says(&source).await;
                ("a new revision of the source", true)
            }
            12 => ("a publication", self.publishes().await),
            _ => ("a rollback", self.rolls_back().await),
        }
    }

    async fn answers(&self, key: &str, state: &str, verdict: &str, body: Option<String>) -> bool {
        let Some(text) = self.newest(key, state).await else { return false };
        self.edits(&text, verdict, body).await.status == 200
    }

    async fn rewords(&self, key: &str, body: String) -> bool {
        let Some(text) = self.newest(key, "changes-requested").await else { return false };
        let revision = self.it.message_in("ln", key).await["revision"].clone();
        let new = json!({ "body": body, "revision": revision });
        let author = self.zuri.with_header("if-match", "*");
        author.patch(&format!("{API}/translations/{}", id(&text)), new).await.status == 200
    }

    async fn withdraws(&self, key: &str) -> bool {
        let Some(text) = self.newest(key, "suggested").await else { return false };
        let author = self.zuri.with_header("if-match", "*");
        author.post(&format!("{API}/translations/{}/withdrawal", id(&text)), json!({})).await.status == 200
    }

    async fn publishes(&mut self) -> bool {
        let path = format!("{API}/locales/ln/publications?brings_back=true");
        let answer = self.it.translator.post(&path, json!({})).await;
        if answer.status == 201 {
            self.published.push(id(&answer.json()).to_owned());
        }
        answer.status == 201
    }

    async fn rolls_back(&self) -> bool {
        let Some(first) = self.published.first() else { return false };
        let path = format!("{API}/locales/ln/publications/{first}/rollback");
        self.it.translator.post(&path, json!({})).await.status == 201
    }
}

#[actix_web::test]
async fn whatever_people_do_is_counted_as_it_was_done() {
    let mut it = Lingala::open().await;
    let (mut done, mut number) = (std::collections::BTreeMap::new(), 1_u32);
    for step in 0..70 {
        // Any sequence will do, as long as it is the same each time.
        number = number.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let (what, key) = match FIRST.get(step) {
            Some(first) => (*first, KEYS[1]),
            None => ((number >> 16) % 14, KEYS[(number >> 8) as usize % 3]),
        };
        let (what, was_done) = it.does(what, key).await;
        *done.entry(what).or_insert(0) += u32::from(was_done);
        assert_counted(&it.it.campus, &format!("step {step}: {what}")).await;
    }
    assert!(done.len() == 12 && done.values().all(|times| *times > 0), "{done:?}");
}
