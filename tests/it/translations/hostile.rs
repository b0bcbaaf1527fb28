//! Texts from people who mean harm: an answer each time, and nothing aborts.

use actix_web::http::Method;
use serde_json::{Value, json};

use super::bureau::{API, Bureau, approval, id, reviews};
use crate::support::not_run;

impl Bureau {
    /// What becomes of a text that somebody suggests: the status, and whether a check blocks it.
    async fn tries(&self, unit: &Value, body: &str) -> (u16, bool) {
        let new = json!({ "locale": "sw", "body": body, "revision": 1 });
        let answer = self.translator.post(&format!("{API}/units/{}/translations", id(unit)), new).await;
        let dry = json!({ "unit": id(unit), "locale": "sw", "body": body });
        let checked = self.translator.post(&format!("{API}/checks"), dry).await;
        let passes = checked.status == 200 && checked.json()["passes"] == true;
        (answer.status, !passes)
    }
}

#[actix_web::test]
async fn depth_size_and_growth_are_counted_before_anything_is_parsed() {
    let it = Bureau::open().await;
    let unit = it.message("language").await;
    for text in [
        "{".repeat(40_000),
        "{ FOO(".repeat(6_000),
        "{ $x ->\n *[a] ".repeat(4_000),
        format!("language = {}", "x".repeat(79_000)),
        format!("language = {{ $x ->\n{} *[other] x\n }}", " [1] x\n".repeat(5_000)),
        "language = a\u{0}b".to_owned(),
        "language = \u{202e}Lugha".to_owned(),
        "language = <script>alert(1)</script>".to_owned(),
        "language = Lugha\nlanguage = Lugha".to_owned(),
        "language = Lugha\n-college = Mine".to_owned(),
        "other = Lugha".to_owned(),
        "# language = Lugha".to_owned(),
        "language = { language }".to_owned(),
        "language = { \"{\" }{ { \"a\" } }".to_owned(),
        String::new(),
        " \n".to_owned(),
        "=".repeat(10_000),
        "\u{feff}language".to_owned(),
    ] {
        let began = std::time::Instant::now();
        let (status, blocked) = it.tries(&unit, &text).await;
        let start: String = text.chars().take(30).collect();
        assert!(matches!(status, 201 | 409 | 422) && blocked, "{status} {start:?}");
        assert!(began.elapsed().as_secs() < 5, "{start:?}");
    }
    let (status, _) = it.tries(&unit, &"x".repeat(80_001)).await;
    assert_eq!(status, 422);
    let (status, _) = it.tries(&unit, &"x".repeat(3_000_000)).await;
    assert_eq!(status, 413);
}

#[actix_web::test]
async fn nothing_that_is_blocked_becomes_approved_by_any_door() {
    let it = Bureau::open().await;
    let bad = it.suggested("language", "language = { $nobody }").await;
    reviews(&it.reviewer, &bad, approval()).await.assert_problem(409, "translation-checks-block");
    reviews(&it.admin, &bad, approval()).await.assert_problem(409, "translation-checks-block");
    let edited = json!({ "verdict": "approve", "revision": 1, "body": "language = { $nobody } { $other }" });
    reviews(&it.reviewer, &bad, edited).await.assert_status(403);
    let ids = ["0", "not-an-id", "%00", "..", "0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e"];
    let reviewer = it.reviewer.with_header("if-match", "*");
    for id in ids {
        let answer = reviewer.post(&format!("{API}/translations/{id}/reviews"), approval()).await;
        assert!(matches!(answer.status, 400 | 404), "{id}: {}", answer.status);
    }
    let path = format!("{API}/review-batches");
    let junk = vec![b'['; 200_000];
    let answer = it.reviewer.send(Method::POST, &path, Some(("application/json", junk))).await;
    assert!((400..500).contains(&answer.status));
}

#[actix_web::test]
async fn every_broken_sample_gets_an_answer() {
    let Some(root) = std::env::var_os("COLLEGE_SAMPLES") else {
        not_run("every_broken_sample_gets_an_answer", "COLLEGE_SAMPLES is not set");
        return;
    };
    let it = Bureau::open().await;
    let unit = it.message("language").await;
    let mut count = 0;
    for entry in std::fs::read_dir(std::path::Path::new(&root).join("ftl/broken")).expect("samples") {
        let bytes = std::fs::read(entry.expect("a file").path()).expect("read");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (status, blocked) = it.tries(&unit, &text).await;
        assert!(matches!(status, 201 | 409 | 422) && blocked, "{status} {text:.60}");
        count += 1;
    }
    assert!(count > 30, "{count}");
}

/// It becomes a header, where a line that follows would be another one.
#[actix_web::test]
async fn the_subject_of_a_letter_is_one_line() {
    let it = Bureau::open().await;
    let unit = it.message("mail-password-changed").await;
    let source = unit["source"].as_str().expect("a source");
    let with = |subject: &str| source.replacen("Your password has been changed", subject, 1);
    for subject in [
        "Nenosiri\n        Bcc: victim@example.org",
        "Nenosiri{ \"\\u000A\" }Bcc: victim@example.org",
        "{ NUMBER(1) ->\n        [one] Nenosiri\n        Bcc: a@example.org\n       *[other] Nenosiri\n    }",
    ] {
        let dry = json!({ "unit": id(&unit), "locale": "sw", "body": with(subject) });
        let checked = it.translator.post(&format!("{API}/checks"), dry).await.assert_status(200).json();
        let found = checked["findings"].as_array().expect("findings").iter();
        let rules: Vec<&Value> = found.filter(|it| it["blocks"] == true).map(|it| &it["rule"]).collect();
        assert!(rules.contains(&&json!("char.control")), "{subject:?}: {checked:#}");
    }
    let text = source.replacen("has just been changed.", "has just been changed.\n\n        Twice.", 1);
    for body in [with("Nenosiri jipya"), text] {
        let dry = json!({ "unit": id(&unit), "locale": "sw", "body": body });
        let checked = it.translator.post(&format!("{API}/checks"), dry).await.assert_status(200).json();
        assert_eq!(checked["passes"], true, "{checked:#}");
    }
}
