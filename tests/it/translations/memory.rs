//! How the same was said before.

use serde_json::{Value, json};

use super::bureau::{API, Bureau, id};

impl Bureau {
    async fn remembers(&self, key: &str) -> Vec<Value> {
        let path = format!("{API}/units/{}/memory?locale=sw", id(&self.message(key).await));
        self.translator.get(&path).await.assert_status(200).json()["items"].as_array().expect("matches").clone()
    }

    /// A catalogue of messages that are alike.
    async fn knows(&self) {
        let text = "kind-one = An export permit is issued by the Management Authority.\n\
            kind-two = An import permit is issued by the Management Authority.\n\
            kind-three = An export permit is issued by the Management Authority.\n\
            kind-four = Your password was changed.\n";
        virtual_college::translations::note_messages(&self.campus.app.db, "samples", text).await.expect("noted");
    }
}

#[actix_web::test]
async fn what_is_the_same_or_alike_comes_from_everywhere_the_most_alike_first() {
    let it = Bureau::open().await;
    it.knows().await;
    assert_eq!(it.remembers("kind-one").await, Vec::<Value>::new());
    it.approved("kind-one", "kind-one = Kibali cha kusafirisha nje hutolewa na Mamlaka.").await;
    it.approved("kind-two", "kind-two = Kibali cha kuingiza hutolewa na Mamlaka.").await;
    it.approved("kind-four", "kind-four = Nenosiri limebadilishwa.").await;
    it.suggested("kind-three", "kind-three = Haijaidhinishwa.").await;
    let found = it.remembers("kind-three").await;
    let told: Vec<(&Value, &Value)> = found.iter().map(|it| (&it["key"], &it["likeness"])).collect();
    assert_eq!(told, [(&json!("kind-one"), &json!(100)), (&json!("kind-two"), &json!(88))], "{found:#?}");
    // Ready to be suggested here.
    assert_eq!(found[0]["body"], "kind-three = Kibali cha kusafirisha nje hutolewa na Mamlaka.");
    assert_eq!(found[0]["difference"].as_array().map(Vec::len), Some(1));
    let difference: Vec<String> = found[1]["difference"]
        .as_array()
        .expect("pieces")
        .iter()
        .map(|piece| format!("{} {}", piece["fate"].as_str().expect("a fate"), piece["text"].as_str().expect("a text")))
        .collect();
    assert_eq!(
        difference,
        ["same An ", "removed import", "added export", "same  permit is issued by the Management Authority.",]
    );
    // Never the unit's own.
    assert!(it.remembers("kind-one").await.iter().all(|found| found["key"] != "kind-one"));
    assert_eq!(it.remembers("kind-four").await, Vec::<Value>::new());
    let unit = it.message("kind-one").await;
    let path = |locale: &str| format!("{API}/units/{}/memory?locale={locale}", id(&unit));
    it.translator.get(&path("xh")).await.assert_problem(404, "locale-unknown");
    it.translator.get(&path("x")).await.assert_problem(400, "query-invalid");
    it.campus.guest().get(&path("sw")).await.assert_status(401);
    let nowhere = format!("{API}/units/{}/memory?locale=sw", it.lead.id);
    it.translator.get(&nowhere).await.assert_problem(404, "unit-unknown");
}

#[actix_web::test]
async fn ten_at_most_and_each_wording_once() {
    let it = Bureau::open().await;
    let messages: Vec<String> =
        (0..14).map(|n| format!("many-{n} = A permit of this kind is valid for {n} months.")).collect();
    let text = messages.join("\n") + "\n";
    virtual_college::translations::note_messages(&it.campus.app.db, "samples", &text).await.expect("noted");
    for n in 0..13 {
        it.approved(&format!("many-{n}"), &format!("many-{n} = Kibali hiki hudumu miezi {}.", n.max(2))).await;
    }
    let found = it.remembers("many-13").await;
    assert_eq!(found.len(), 10);
    let same = found.iter().filter(|found| found["body"] == "many-13 = Kibali hiki hudumu miezi 2.");
    assert_eq!(same.count(), 1);
}
