//! A text as readers would see it.

use serde_json::{Value, json};

use super::bureau::{API, Bureau, id};

impl Bureau {
    async fn shows(&self, locale: &str, key: &str, body: &str) -> Value {
        let unit = self.message(key).await;
        let text = json!({ "unit": id(&unit), "locale": locale, "body": body });
        self.translator.post(&format!("{API}/previews"), text).await.assert_status(200).json()
    }
}

fn texts<'a>(preview: &'a Value, part: &str) -> Vec<&'a str> {
    let samples = preview["samples"].as_array().expect("samples").iter().filter(|sample| sample["part"] == part);
    samples.filter_map(|sample| sample["text"].as_str()).collect()
}

const REFUSED: &str = "publication-refused = Matini mabaya\n    .detail =\n        { $count ->\n";

#[actix_web::test]
async fn each_form_of_numbers_is_shown_in_the_direction_of_the_language() {
    let it = Bureau::open().await;
    let body = format!("{REFUSED}            [one] Moja.\n           *[other] {{ $count }} nyingi.\n        }}");
    let shown = it.shows("sw", "publication-refused", &body).await;
    assert_eq!((&shown["lang"], &shown["dir"], &shown["findings"]), (&json!("sw"), &json!("ltr"), &json!([])));
    assert_eq!(texts(&shown, "value"), ["Matini mabaya"]);
    let details = texts(&shown, ".detail");
    assert!(details.contains(&"Moja.") && details.len() > 2, "{details:?}");
    let one = shown["samples"].as_array().expect("samples").iter().find(|sample| sample["text"] == "Moja.");
    assert_eq!(one.expect("one")["values"], json!({ "count": "1" }));

    let forms = "[zero] ص\n [one] و\n [two] ث\n [few] ق\n [many] ك\n *[other] غ\n";
    let arabic = format!("publication-refused = نصوص\n    .detail = {{ $count ->\n {forms} }}");
    let shown = it.shows("ar", "publication-refused", &arabic).await;
    assert_eq!(shown["dir"], "rtl");
    for form in ["ص", "و", "ث", "ق", "ك", "غ"] {
        assert!(texts(&shown, ".detail").contains(&form), "{form}: {shown:#}");
    }
}

#[actix_web::test]
async fn a_message_is_made_strange_in_a_pseudo_locale() {
    let it = Bureau::open().await;
    let body = "publication-refused = Some texts cannot be served\n    .detail = { $count } texts would fail.";
    let shown = it.shows("en-XA", "publication-refused", body).await;
    assert_eq!((&shown["lang"], &shown["dir"]), (&json!("en-XA"), &json!("ltr")));
    assert!(texts(&shown, "value")[0].starts_with("\u{27e6}Šö"), "{shown:#}");
    let shown = it.shows("ar-XB", "publication-refused", body).await;
    assert_eq!(shown["dir"], "rtl");
    assert!(texts(&shown, ".detail")[0].contains('\u{202E}'), "{shown:#}");
}

#[actix_web::test]
async fn what_is_blocked_is_not_shown_but_explained() {
    let it = Bureau::open().await;
    for body in ["language = { $nobody }", "language = {", "", "other = Lugha"] {
        let shown = it.shows("sw", "language", body).await;
        assert_eq!(shown["samples"], json!([]), "{body}");
        let findings = shown["findings"].as_array().expect("findings");
        assert!(findings.iter().any(|it| it["blocks"] == true && it["message"].as_str().is_some()), "{body}");
    }
    let unit = it.message("language").await;
    let path = format!("{API}/previews");
    let long = json!({ "unit": id(&unit), "locale": "sw", "body": "x".repeat(80_001) });
    it.translator.post(&path, long).await.assert_field("/body", "field-too-long");
    let text = json!({ "unit": it.lead.id, "locale": "sw", "body": "x" });
    it.translator.post(&path, text.clone()).await.assert_problem(404, "unit-unknown");
    it.campus.guest().post(&path, text).await.assert_status(401);
}
