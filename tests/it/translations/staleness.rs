//! What happens to translations when their source changes.

use serde_json::{Value, json};

use super::bureau::{API, Bureau, approval, id, reviews, suggests};

const KEY: &str = "draft-unknown";
const TEXT: &str = "draft-unknown = Hamna rasimu\n    .detail = Kozi haina rasimu hiyo.";

/// The English messages of courses, with other words in one of them.
pub fn changed(from: &str, to: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en/courses.ftl");
    let text = std::fs::read_to_string(path).expect("the messages");
    assert!(text.contains(from));
    text.replace(from, to)
}

impl Bureau {
    pub async fn source_says(&self, text: &str) {
        virtual_college::translations::note_messages(&self.campus.app.db, "courses", text).await.expect("noted");
        self.campus.run_jobs().await;
    }

    async fn stale(&self, locale: &str) -> Vec<String> {
        let path = format!("{API}/locales/{locale}/work?state=stale&limit=100");
        let page = self.translator.get(&path).await.assert_status(200).json();
        let keys = page["items"].as_array().expect("units").iter().filter_map(|unit| unit["key"].as_str());
        keys.map(str::to_owned).collect()
    }
}

#[actix_web::test]
async fn exactly_what_was_made_from_another_meaning_is_stale() {
    let it = Bureau::open().await;
    it.approved(KEY, TEXT).await;
    it.approved("activity-unknown", "activity-unknown = Hamna\n    .detail = “{ $activity }”").await;
    let waits = suggests(&it.lead, &it.message(KEY).await, &TEXT.replace("Hamna", "Hakuna")).await.json();
    // Another layout, another comment, another order: the same text.
    it.source_says(
        &changed("# Courses.", "# Of courses.").replace("draft-unknown = There", "draft-unknown =\n    There"),
    )
    .await;
    assert_eq!(it.stale("sw").await, Vec::<String>::new());

    let source = changed("There is no such draft", "No draft of this name exists");
    it.source_says(&source).await;
    assert_eq!(it.stale("sw").await, [KEY]);
    assert_eq!(it.stale("fr").await, [KEY]);
    let share = it.share("interface/courses").await;
    assert_eq!((&share["stale"], &share["approved"]), (&json!(1), &json!(1)));
    let history = it.history(KEY).await;
    assert_eq!(
        (&history["revision"], &history["approved"]["stale"], &history["revisions"][0]["significant"]),
        (&json!(2), &json!(true), &json!(true),)
    );
    let told = |fate: &str| {
        let pieces = history["difference"].as_array().expect("a difference").iter();
        pieces.filter(|piece| piece["fate"] == fate).filter_map(|piece| piece["text"].as_str()).collect::<String>()
    };
    assert!(
        told("removed").contains("There is no such") && told("added").contains("No draft of this name exists"),
        "{}",
        history["difference"]
    );
    assert!(told("same").contains(".detail"));
    assert_eq!(history["revisions"].as_array().map(Vec::len), Some(2));
    // Whoever read the old source reads again.
    reviews(&it.reviewer, &waits, approval()).await.assert_problem(409, "source-moved");
    let mut old = it.message(KEY).await;
    old["revision"] = Value::from(1);
    suggests(&it.translator, &old, "draft-unknown = Hii\n    .detail = Hii.").await.assert_problem(409, "source-moved");

    // The same source again changes nothing; the old one is a new revision.
    it.source_says(&source).await;
    assert_eq!(it.message(KEY).await["revision"], 2);
    it.source_says(&changed("# Courses.", "# Courses.")).await;
    assert_eq!(it.message(KEY).await["revision"], 3);
    assert_eq!(it.stale("sw").await, [KEY]);
}

#[actix_web::test]
async fn what_means_the_same_is_fresh_again_and_what_is_still_right_is_approved_again() {
    let it = Bureau::open().await;
    let approved = it.approved(KEY, TEXT).await;
    it.source_says(&changed("There is no such draft", "There’s no such draft")).await;
    assert_eq!(it.stale("sw").await, [KEY]);
    let unit = it.message(KEY).await;
    let path = format!("{API}/units/{}/significance", id(&unit));
    let same = json!({ "significant": false });
    it.lead.with_header("if-match", "*").put(&path, same.clone()).await.assert_problem(403, "forbidden");
    it.admin.put(&path, same.clone()).await.assert_problem(428, "precondition-required");
    let at = |version: &Value| it.admin.with_header("if-match", &format!("\"v{version}\""));
    at(&json!(99)).put(&path, same.clone()).await.assert_problem(412, "precondition-failed");
    let seen = at(&unit["version"]).put(&path, same).await.assert_status(200).json();
    assert_eq!((&seen["revision"], &seen["significant_revision"]), (&json!(2), &json!(1)));
    assert_eq!(it.stale("sw").await, Vec::<String>::new());
    let share = it.share("interface/courses").await;
    assert_eq!((&share["stale"], &share["approved"]), (&json!(0), &json!(1)));

    it.admin.with_header("if-match", "*").put(&path, json!({ "significant": true })).await.assert_status(200);
    assert_eq!(it.stale("sw").await, [KEY]);
    let renewal = json!({ "verdict": "approve", "revision": 2 });
    let renewed = reviews(&it.reviewer, &approved, renewal).await.assert_status(200).json();
    assert_eq!((&renewed["id"], &renewed["stale"], &renewed["revision"]), (&approved["id"], &json!(false), &json!(2)));
    assert_eq!(it.stale("sw").await, Vec::<String>::new());
}

#[actix_web::test]
async fn what_is_gone_from_the_source_comes_back_with_its_translation() {
    let it = Bureau::open().await;
    it.approved(KEY, TEXT).await;
    let unit = it.message(KEY).await;
    let whole = changed("# Courses.", "# Courses.");
    let cut = whole.split("draft-unknown =").next().expect("a beginning").to_owned();
    it.source_says(&cut).await;
    let share = it.share("interface/courses").await;
    assert_eq!((&share["units"], &share["approved"]), (&json!(4), &json!(0)));
    suggests(&it.lead, &unit, "draft-unknown = Hii\n    .detail = Hii.").await.assert_problem(404, "unit-unknown");
    it.source_says(&whole).await;
    let back = it.message(KEY).await;
    assert_eq!(
        (&back["id"], &back["standing"], &back["approved"]["body"]),
        (&unit["id"], &json!("approved"), &json!(TEXT))
    );
    assert_eq!(it.share("interface/courses").await["approved"], 1);
}
