//! The work list of a language, and how far it is.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use virtual_college::translations::miscounts;

use super::bureau::{API, Bureau, approval, id, reviews, suggests};

/// All pages of the work list: catalogue and key of each unit.
async fn listed(it: &Bureau, query: &str, limit: u8) -> Vec<String> {
    let mut found = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("{API}/locales/sw/work?limit={limit}{query}{cursor}");
        let page = it.translator.get(&path).await.assert_status(200).json();
        let units = page["items"].as_array().expect("units");
        assert!(units.len() <= usize::from(limit));
        found.extend(units.iter().map(|unit| format!("{}#{}", text(&unit["catalogue"]), text(&unit["key"]))));
        let Some(next) = page["next"].as_str() else { return found };
        assert_eq!(units.len(), usize::from(limit));
        cursor = format!("&cursor={next}");
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

#[actix_web::test]
async fn pages_of_any_length_give_every_unit_once_in_the_same_order() {
    let it = Bureau::open().await;
    let all = listed(&it, "", 100).await;
    assert!(all.len() > 300, "{}", all.len());
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
    assert_eq!(listed(&it, "", 7).await, all);
    assert_eq!(listed(&it, "&state=missing", 61).await, all);
    // The core comes first, and what a source editor finds urgent before that.
    let urgent = it.admin.with_header("if-match", "*");
    let change = json!({ "priority": 9, "core": true, "deadline": "2027-06-30" });
    urgent.patch(&format!("{API}/catalogues/interface/demo"), change).await.assert_status(200);
    assert!(listed(&it, "", 100).await.first().is_some_and(|first| first.starts_with("interface/demo#")));
    assert_eq!(it.share("interface/demo").await["deadline"], "2027-06-30");
}

#[actix_web::test]
async fn units_are_found_by_how_they_stand() {
    let it = Bureau::open().await;
    it.approved("language", "language = Lugha").await;
    it.suggested("-college", "-college = Chuo").await;
    it.suggested("college-name", "college-name = { $nobody }").await;
    let sent_back = it.suggested("draft-unknown", "draft-unknown = Hamna\n    .detail = Hamna.").await;
    let request = json!({ "verdict": "request-changes", "reason": "style", "revision": 1 });
    reviews(&it.reviewer, &sent_back, request).await.assert_status(200);
    for (state, expected) in [
        ("approved", vec!["interface/common#language"]),
        ("suggested", vec!["interface/common#-college", "interface/common#college-name"]),
        ("failing", vec!["interface/common#college-name"]),
        ("changes-requested", vec!["interface/courses#draft-unknown"]),
        ("stale", vec![]),
    ] {
        assert_eq!(listed(&it, &format!("&state={state}"), 2).await, expected, "{state}");
    }
    let missing = listed(&it, "&state=missing&catalogue=interface/common", 5).await;
    assert_eq!(missing, ["interface/common#-convention"]);
}

#[actix_web::test]
async fn units_are_found_by_their_words_whatever_the_case_and_the_accents() {
    let it = Bureau::open().await;
    it.suggested("language", "language = Élégante Lugha 100%_").await;
    for (query, expected) in [
        ("elegante", vec!["interface/common#language"]),
        ("%C3%89L%C3%89GANTE%20lugha", vec!["interface/common#language"]),
        ("100%25_", vec!["interface/common#language"]),
        ("100%25x", vec![]),
        ("%25%25%25", vec![]),
        ("virtual%20COLLEGE", vec!["interface/common#-college"]),
    ] {
        assert_eq!(listed(&it, &format!("&q={query}"), 3).await, expected, "{query}");
    }
    let guest = it.campus.guest();
    guest.get(&format!("{API}/locales/sw/work")).await.assert_problem(401, "sign-in-required");
    let path = |query: &str| format!("{API}/locales/sw/work?{query}");
    it.translator.get(&path(&format!("q={}", "a".repeat(101)))).await.assert_problem(400, "query-invalid");
    it.translator.get(&path("catalogue=interface/nothing")).await.assert_problem(404, "catalogue-unknown");
    for query in ["q=%00", "q=a%00b", "section=%00", "catalogue=%00"] {
        it.translator.get(&path(query)).await.assert_problem(400, "query-invalid");
    }
    it.translator.get(&path("cursor=xyz")).await.assert_problem(400, "cursor-invalid");
    it.translator.get(&path("state=done")).await.assert_status(400);
    it.translator.get(&format!("{API}/locales/xh/work")).await.assert_problem(404, "locale-unknown");
}

#[actix_web::test]
async fn a_part_of_any_length_in_any_script_is_found_and_what_was_edited_is_found_anew() {
    let it = Bureau::open().await;
    it.suggested("language", "language = 进出口许可证 a b c").await;
    let kept = it.suggested("-college", "-college = Chuo cha mbali").await;
    let permit = "interface/common#language";
    for (query, expected) in [
        ("%E8%AE%B8%E5%8F%AF%E8%AF%81", vec![permit]),
        ("%E8%AE%B8%E5%8F%AF", vec![permit]),
        ("%E8%AE%B8", vec![permit]),
        ("%E8%AF%81%20a%20b", vec![permit]),
        ("%E8%AE%B8%E8%AF%81", vec![]),
        ("cha%20mbali", vec!["interface/common#-college"]),
    ] {
        assert_eq!(listed(&it, &format!("&q={query}"), 3).await, expected, "{query}");
        assert_eq!(listed(&it, &format!("&q={query}&state=missing"), 3).await, Vec::<String>::new(), "{query}");
    }
    let path = format!("{API}/translations/{}", id(&kept));
    let change = json!({ "body": "-college = Chuo cha karibu", "revision": 1 });
    it.translator.with_header("if-match", "*").patch(&path, change).await.assert_status(200);
    assert_eq!(listed(&it, "&q=mbali", 3).await, Vec::<String>::new());
    assert_eq!(listed(&it, "&q=karibu", 3).await, ["interface/common#-college"]);
}

/// Two letters are in no index: a request looks at so many units, and says where the next one goes on.
#[actix_web::test]
async fn a_search_that_no_index_helps_comes_to_its_end_in_several_pages() {
    let it = Bureau::open().await;
    let mut messages: Vec<String> = (0..5_100).map(|number| format!("sample-{number} = Sample\n")).collect();
    messages.push("sample-last = Qq\n".into());
    let messages = messages.concat();
    virtual_college::translations::note_messages(&it.campus.app.db, "sample", &messages).await.expect("noted");
    let path = format!("{API}/locales/sw/work?catalogue=interface/sample&q=qq");
    let first = it.translator.get(&path).await.assert_status(200).json();
    assert_eq!(first["items"], json!([]));
    let second = it.translator.get(&format!("{path}&cursor={}", text(&first["next"]))).await.assert_status(200).json();
    assert_eq!(second["items"][0]["key"], "sample-last");
    assert!(second.get("next").is_none_or(Value::is_null), "{second}");
}

#[actix_web::test]
async fn statistics_agree_with_a_recount_whatever_was_done() {
    let it = Bureau::open().await;
    let units = it.translator.get(&format!("{API}/locales/sw/work?catalogue=interface/courses")).await.json();
    let units = units["items"].as_array().expect("units");
    for (number, unit) in units.iter().enumerate() {
        let body = text(&unit["source"]);
        let kept = suggests(&it.translator, unit, body).await.assert_status(201).json();
        let second = format!("{body} {{ $nobody }}");
        suggests(&it.lead, unit, &second).await.assert_status(201);
        match number % 4 {
            0 => {
                reviews(&it.reviewer, &kept, approval()).await.assert_status(200);
            }
            1 => {
                let review = json!({ "verdict": "reject", "reason": "style", "revision": 1 });
                reviews(&it.reviewer, &kept, review).await.assert_status(200);
            }
            2 => {
                let path = format!("{API}/translations/{}/withdrawal", id(&kept));
                it.translator.with_header("if-match", "*").post(&path, json!({})).await.assert_status(200);
            }
            _ => {}
        }
    }
    let share = it.share("interface/courses").await;
    for (member, state) in [
        ("missing", "missing"),
        ("suggested", "suggested"),
        ("changes_requested", "changes-requested"),
        ("failing", "failing"),
        ("approved", "approved"),
        ("stale", "stale"),
    ] {
        let found = listed(&it, &format!("&catalogue=interface/courses&state={state}"), 100).await.len();
        assert_eq!(share[member], found, "{member} of {share:#}");
    }
    // The list is led by the same counts: whatever the state, each unit says for itself how it stands.
    let every = it.translator.get(&format!("{API}/locales/sw/work?catalogue=interface/courses&limit=100")).await.json();
    let every = every["items"].as_array().expect("units");
    let standing = |state: &str| every.iter().filter(|unit| unit["standing"] == state).count();
    assert_eq!((&share["approved"], &share["missing"]), (&json!(standing("approved")), &json!(standing("missing"))));
    let waits =
        |unit: &&Value| unit["waiting"].as_array().is_some_and(|it| it.iter().any(|it| it["state"] == "suggested"));
    assert_eq!(share["suggested"], every.iter().filter(waits).count());
    let words: i64 = units.iter().step_by(4).filter_map(|unit| unit["words"].as_i64()).sum();
    assert_eq!(share["approved_words"], words);
    assert_eq!(it.campus.app.db.read(miscounts).await.expect("counted"), []);
    assert_eq!(share["units"], units.len());
}
