//! The terms that a field has agreed on.

use actix_web::http::Method;
use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope};

use super::bureau::{API, Bureau, contributes, id, suggests};
use crate::support::{Client, eventually};

const TERMS: &str = "/api/v1/terms";

async fn listed(client: &Client, query: &str) -> Vec<Value> {
    client.get(&format!("{TERMS}?{query}")).await.assert_status(200).json()["items"].as_array().expect("terms").clone()
}

#[actix_web::test]
async fn the_terms_of_the_convention_are_there_in_its_languages_page_by_page() {
    let it = Bureau::open().await;
    let guest = it.campus.guest();
    let all = listed(&guest, "locale=fr&limit=100").await;
    assert!(all.len() > 20, "{}", all.len());
    let mut paged = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = guest.get(&format!("{TERMS}?locale=fr&limit=7{cursor}")).await.json();
        paged.extend(page["items"].as_array().expect("terms").clone());
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(paged.len(), all.len());
    assert_eq!(paged, all);
    let found = listed(&guest, "locale=fr&q=EXPORT%20perm").await;
    assert!(found.iter().any(|term| term["term"] == "export permit"), "{found:#?}");
    assert!(
        listed(&guest, "locale=fr&q=specim%C3%A9n").await.len() == listed(&guest, "locale=fr&q=Specimen").await.len()
    );
    guest.get(&format!("{TERMS}?locale=xh")).await.assert_problem(404, "locale-unknown");
    guest.get(&format!("{TERMS}?locale=fr&q={}", "a".repeat(101))).await.assert_problem(400, "query-invalid");
}

#[actix_web::test]
async fn source_editors_keep_terms_and_translators_say_what_they_are_called() {
    let it = Bureau::open().await;
    let editor = it.campus.person("edda").holding(Role::SourceEditor, Scope::site()).await;
    let new = json!({ "term": "sea horse", "definition": "Hippocampus spp." });
    it.lead.post(TERMS, new.clone()).await.assert_problem(403, "forbidden");
    let term = editor.post(TERMS, new.clone()).await.assert_status(201).json();
    editor.post(TERMS, new).await.assert_problem(409, "term-exists");
    editor.post(TERMS, json!({ "term": "Sea Horse" })).await.assert_problem(409, "term-exists");
    editor.post(TERMS, json!({ "term": " " })).await.assert_field("/term", "field-empty");
    let path = format!("{TERMS}/{}", id(&term));
    let change = json!({ "definition": "Any Hippocampus." });
    editor.patch(&path, change.clone()).await.assert_problem(428, "precondition-required");
    let at = |version: u8| editor.with_header("if-match", &format!("\"v{version}\""));
    let changed = at(1).patch(&path, change.clone()).await.assert_status(200).json();
    assert_eq!((&changed["version"], &changed["definition"]), (&json!(2), &json!("Any Hippocampus.")));
    at(1).patch(&path, change).await.assert_problem(412, "precondition-failed");

    let said = format!("{path}/translations");
    let call = |locale: &str, text: &str, forbidden: bool| json!({ "locale": locale, "text": text, "forbidden": forbidden, "note": "As fishermen say." });
    it.translator.put(&said, call("sw", "x", false)).await.assert_problem(428, "precondition-required");
    let any = |client: &Client| client.with_header("if-match", "*");
    let (translator, lead) = (any(&it.translator), any(&it.lead));
    let seen = it.translator.with_header("if-match", "\"v2\"").put(&said, call("sw", "farasi wa bahari", false)).await;
    assert_eq!(seen.assert_status(200).header("etag"), Some("\"v3\""));
    assert_eq!(seen.json()["called"][0]["text"], "farasi wa bahari");
    at(2).put(&said, call("sw", "y", false)).await.assert_problem(403, "forbidden");
    let late = it.lead.with_header("if-match", "\"v2\"");
    late.put(&said, call("sw", "farasi wa bahari", true)).await.assert_problem(412, "precondition-failed");
    lead.put(&said, call("sw", "farasi maji", true)).await.assert_status(200);
    translator.put(&said, call("fr", "hippocampe", false)).await.assert_problem(403, "forbidden");
    translator.put(&said, call("sw", "", false)).await.assert_field("/text", "field-empty");
    let unknown = format!("{TERMS}/{}/translations", it.lead.id);
    translator.put(&unknown, call("sw", "x", false)).await.assert_problem(404, "term-unknown");
    let found = listed(&it.translator, "locale=sw&q=farasi").await;
    let told: Vec<(&Value, &Value)> = found[0]["called"]
        .as_array()
        .expect("names")
        .iter()
        .map(|called| (&called["text"], &called["forbidden"]))
        .collect();
    assert_eq!(told, [(&json!("farasi wa bahari"), &json!(false)), (&json!("farasi maji"), &json!(true)),]);
    let take_back = format!("{said}?locale=sw&text=farasi%20maji");
    it.reviewer.delete(&take_back).await.assert_problem(428, "precondition-required");
    any(&it.reviewer).delete(&take_back).await.assert_status(204);
    any(&it.reviewer).delete(&take_back).await.assert_problem(404, "term-unknown");
    at(1).delete(&path).await.assert_problem(412, "precondition-failed");
    lead.delete(&path).await.assert_problem(403, "forbidden");
    at(5).delete(&path).await.assert_status(204);
    assert_eq!(listed(&it.translator, "locale=sw&q=hippocampus").await, Vec::<Value>::new());
}

#[actix_web::test]
async fn a_text_is_right_or_forbidden_in_whatever_case_it_is_written() {
    let it = Bureau::open().await;
    let permit = listed(&it.translator, "locale=sw&q=export%20permit").await[0].clone();
    let said = format!("{TERMS}/{}/translations", id(&permit));
    let lead = it.lead.with_header("if-match", "*");
    for (text, forbidden, expected) in [
        ("kibali", false, json!([["kibali", false]])),
        ("Kibali", false, json!([["Kibali", false], ["kibali", false]])),
        ("KIBALI", true, json!([["KIBALI", true]])),
        ("kibalí", false, json!([["kibalí", false], ["KIBALI", true]])),
        ("kibali", false, json!([["kibali", false], ["kibalí", false]])),
    ] {
        let call = json!({ "locale": "sw", "text": text, "forbidden": forbidden });
        let seen = lead.put(&said, call).await.assert_status(200).json();
        let called = seen["called"].as_array().expect("names").iter();
        let called: Vec<Value> = called.map(|it| json!([it["text"], it["forbidden"]])).collect();
        assert_eq!(json!(called), expected, "{text}");
    }
}

#[actix_web::test]
async fn a_unit_shows_its_terms_and_the_checks_go_by_them_on_every_instance() {
    let it = Bureau::open().await;
    let text = "kind = Export permits for sea horses.\n";
    virtual_college::translations::note_messages(&it.campus.app.db, "samples", text).await.expect("noted");
    let (_, elsewhere) = it.campus.another_instance().await;
    let elsewhere = elsewhere.with_token(&it.translator.access_token);
    let unit = it.message("kind").await;
    let path = format!("{API}/units/{}?locale=sw", id(&unit));
    let terms = async || elsewhere.get(&path).await.assert_status(200).json()["terms"].clone();
    assert_eq!(terms().await, json!([{ "term": "export permit", "called": [], "forbidden": [] }]));
    let permit = listed(&it.translator, "locale=sw&q=export%20permit").await[0].clone();
    for (text, forbidden) in [("kibali cha usafirishaji nje", false), ("leseni", true)] {
        let said = format!("{TERMS}/{}/translations", id(&permit));
        let call = json!({ "locale": "sw", "text": text, "forbidden": forbidden });
        it.translator.with_header("if-match", "*").put(&said, call).await.assert_status(200);
    }
    let expected = json!([{
        "term": "export permit", "called": ["kibali cha usafirishaji nje"], "forbidden": ["leseni"],
    }]);
    eventually(async || terms().await == expected).await;
    let kept = suggests(&elsewhere, &unit, "kind = Leseni za farasi wa bahari.").await.assert_status(201).json();
    let rules: Vec<&Value> = kept["findings"].as_array().expect("findings").iter().map(|it| &it["rule"]).collect();
    assert!(rules.contains(&&json!("warn.glossary")), "{rules:?}");
}

/// Sends a glossary; what came of it.
async fn brings(client: &Client, query: &str, file: &[u8]) -> Value {
    let path = format!("{TERMS}/imports?{query}");
    let sent = Some(("application/octet-stream", file.to_vec()));
    client.send(Method::POST, &path, sent).await.assert_status(200).json()
}

fn codes(outcome: &Value) -> Vec<(Value, Value)> {
    let faults = outcome["faults"].as_array().expect("faults").iter();
    faults.map(|fault| (fault["line"].clone(), fault["code"].clone())).collect()
}

#[actix_web::test]
async fn a_glossary_goes_out_and_comes_in_and_nothing_is_changed_by_that() {
    let it = Bureau::open().await;
    let editor = it.campus.person("edda").holding(Role::SourceEditor, Scope::site()).await;
    let new = json!({ "term": "=sea horse", "definition": "Any \"Hippocampus\", <all> of them." });
    let term = editor.post(TERMS, new).await.assert_status(201).json();
    let said = format!("{TERMS}/{}/translations", id(&term));
    for (text, forbidden, note) in
        [("farasi wa bahari", false, "@note"), ("farasi maji", true, ""), ("hipo", false, "")]
    {
        let call = json!({ "locale": "sw", "text": text, "forbidden": forbidden, "note": note });
        it.translator.with_header("if-match", "*").put(&said, call).await.assert_status(200);
    }
    it.campus.guest().get(&format!("{TERMS}/exports?format=csv")).await.assert_problem(401, "sign-in-required");
    it.translator.get(&format!("{TERMS}/exports?format=csv&locale=xh")).await.assert_problem(404, "locale-unknown");
    for format in ["tbx", "csv"] {
        for locale in ["", "&locale=sw"] {
            let path = format!("{TERMS}/exports?format={format}{locale}");
            let file = it.translator.get(&path).await.assert_status(200).text();
            assert!(file.contains("farasi maji") && file.contains("deprecated"), "{file}");
            assert_eq!(
                file.contains("permis d’exportation") || file.contains("permis d'exportation"),
                locale.is_empty()
            );
            assert!(!file.contains(",=sea horse") && !file.contains(",@note"), "{file}");
            for dry in ["", "&dry_run=true"] {
                // Tia may change Swahili only; nothing is changed.
                let outcome = brings(&it.translator, &format!("format={format}{dry}"), file.as_bytes()).await;
                let figures =
                    [&outcome["terms_added"], &outcome["terms_changed"], &outcome["called"], &outcome["faults"]];
                assert_eq!(figures, [&json!(0), &json!(0), &json!(0), &json!([])], "{outcome}");
                assert!(outcome["unchanged"].as_u64().expect("a number") > 20, "{outcome}");
            }
            assert_eq!(it.translator.get(&path).await.text(), file);
        }
    }
}

#[actix_web::test]
async fn an_import_adds_and_changes_what_may_be_changed_and_removes_nothing() {
    let it = Bureau::open().await;
    let editor = it.campus.person("edda").holding(Role::SourceEditor, Scope::site()).await;
    contributes(&editor).await;
    let before = it.translator.get(&format!("{TERMS}/exports?format=csv")).await.text();
    let unchanged = async || assert_eq!(it.translator.get(&format!("{TERMS}/exports?format=csv")).await.text(), before);

    let table = "concept,language,term,status,definition,note\n1,en,export permit,,Who may take it out.,\n2,en,sea horse,,,\n\
                 2,sw,farasi wa bahari,,,\n2,sw,farasi maji,forbidden,,Never\n2,fr,hippocampe,,,\n#end,,,,,\n";
    let outcome = brings(&it.translator, "format=csv", table.as_bytes()).await;
    assert_eq!(outcome["accepted"], false);
    let not_yours = json!("exchange-not-yours");
    assert_eq!(codes(&outcome), [2, 3, 6].map(|line| (json!(line), not_yours.clone())));
    let outcome = brings(&editor, "format=csv", table.as_bytes()).await;
    assert_eq!(codes(&outcome), [4, 5, 6].map(|line| (json!(line), not_yours.clone())), "she edits terms alone");
    unchanged().await;

    let terms = "language,term,definition\nen,sea horse,\nen,export permit,Who may take it out.\n";
    let outcome = brings(&editor, "format=csv&dry_run=true", terms.as_bytes()).await;
    assert_eq!((&outcome["accepted"], &outcome["terms_added"]), (&json!(true), &json!(1)), "{outcome}");
    unchanged().await;
    let outcome = brings(&editor, "format=csv", terms.as_bytes()).await;
    assert_eq!((&outcome["terms_added"], &outcome["terms_changed"]), (&json!(1), &json!(1)), "{outcome}");

    let table = table.replace("2,fr,hippocampe,,,\n", "");
    let outcome = brings(&it.translator, "format=csv", table.as_bytes()).await;
    assert_eq!((&outcome["accepted"], &outcome["called"], &outcome["unchanged"]), (&json!(true), &json!(2), &json!(2)));
    // What is left out stays: the definition and the note too.
    let fewer = "concept,language,term,status\n2,en,sea horse,\n2,sw,farasi maji,superseded\n1,en,export permit,\n";
    let outcome = brings(&it.translator, "format=csv", fewer.as_bytes()).await;
    assert_eq!((&outcome["unchanged"], &outcome["called"]), (&json!(3), &json!(0)), "{outcome}");
    let found = listed(&it.translator, "locale=sw&q=sea%20horse").await;
    let told: Vec<_> =
        found[0]["called"].as_array().expect("names").iter().map(|it| (&it["text"], &it["forbidden"])).collect();
    assert_eq!(told, [(&json!("farasi wa bahari"), &json!(false)), (&json!("farasi maji"), &json!(true))]);
    assert_eq!(found[0]["called"][1]["note"], "Never");
    assert_eq!(listed(&it.translator, "locale=sw&q=export%20permit").await[0]["definition"], "Who may take it out.");
}

#[actix_web::test]
async fn a_glossary_that_cannot_be_read_is_told_and_changes_nothing() {
    let it = Bureau::open().await;
    let path = format!("{TERMS}/exports?format=csv");
    let before = it.translator.get(&path).await.text();
    let tbx = it.translator.get(&format!("{TERMS}/exports?format=tbx")).await.text();
    let cut = tbx.get(..tbx.len() / 2).expect("ASCII");
    let bomb = format!("<!DOCTYPE tbx [<!ENTITY a \"{}\">]><tbx>&a;</tbx>", "&a;".repeat(1_000));
    let deep = format!("<tbx><text><body>{}", "<conceptEntry>".repeat(100_000));
    let many = format!("language,term\n{}", "en,x\n".repeat(60_000));
    let rows = "language,term,concept\nen,quota,1\nsw,kiasi,1\n";
    for (format, file, code) in [
        ("tbx", cut.as_bytes(), "exchange-malformed"),
        ("tbx", b"<tbx><text><body>\xff", "exchange-encoding"),
        ("tbx", bomb.as_bytes(), "exchange-declaration"),
        ("tbx", deep.as_bytes(), "exchange-too-deep"),
        ("tbx", rows.as_bytes(), "exchange-wrong-format"),
        ("csv", b"language,term\nen,\xe9", "exchange-encoding"),
        ("csv", many.as_bytes(), "exchange-too-many-units"),
        ("csv", tbx.as_bytes(), "exchange-wrong-format"),
        ("csv", format!("{rows}sw,\"kia").as_bytes(), "exchange-malformed"),
        ("csv", format!("{rows}sw,{},1", "a".repeat(121)).as_bytes(), "exchange-unfit-term"),
        ("csv", format!("{rows}xh,isixa,1").as_bytes(), "exchange-closed-locale"),
        ("csv", format!("{rows}sw,x,2").as_bytes(), "exchange-no-source-term"),
        (
            "csv",
            format!("{rows}{}", (0..5_001).map(|n| format!("sw,w{n},1\n")).collect::<Vec<_>>().concat()).as_bytes(),
            "exchange-too-many-units",
        ),
    ] {
        let outcome = brings(&it.translator, &format!("format={format}"), file).await;
        assert_eq!(outcome["accepted"], false, "{code}");
        let told = codes(&outcome);
        assert!(told.iter().any(|(_, told)| told == code), "{code}: {told:?}");
        assert!(outcome["faults"][0]["detail"].as_str().is_some_and(|detail| detail.len() > 20), "{outcome}");
    }
    assert_eq!(it.translator.get(&path).await.text(), before);
    let guest = it.campus.person("olga").await;
    let sent = Some(("application/octet-stream", rows.as_bytes().to_vec()));
    guest
        .send(Method::POST, &format!("{TERMS}/imports?format=csv"), sent)
        .await
        .assert_problem(403, "contribution-terms-not-accepted");
    let room = "en,sw\n".to_owned() + &(0..5_000).map(|n| format!("term {n},neno\n")).collect::<Vec<_>>().concat();
    let sent = Some(("application/octet-stream", room.into_bytes()));
    it.admin
        .put("/api/v1/me/contributor", json!({ "licence": "CC0-1.0", "named": true, "digest": false }))
        .await
        .assert_status(200);
    it.admin
        .send(Method::POST, &format!("{TERMS}/imports?format=csv"), sent)
        .await
        .assert_problem(409, "glossary-full");
    assert_eq!(it.translator.get(&path).await.text(), before);
}

/// Words that look like something else: formulas, markup, separators, the last row, letters of other scripts.
const ODD: [&str; 14] = [
    "=HYPERLINK(\"http://x\")",
    "'=1+1",
    "+1",
    "-term",
    "@x",
    "＝1",
    "'tis",
    "a,b;c|d",
    "<b>&amp;</b>",
    "]]>",
    "#end",
    "sep=;",
    "رخصة \u{200f}(استيراد)",
    "क्\u{200d}ष é",
];

#[actix_web::test]
async fn odd_words_come_back_as_they_were_and_none_is_a_formula() {
    let it = Bureau::open().await;
    let editor = it
        .campus
        .person("edda")
        .holding(Role::SourceEditor, Scope::site())
        .holding(Role::Translator, super::bureau::sw());
    let editor = editor.await;
    contributes(&editor).await;
    for (number, odd) in ODD.into_iter().enumerate() {
        let new = json!({ "term": odd, "definition": format!("{odd}, explained") });
        let term = editor.post(TERMS, new).await.assert_status(201).json();
        let called = json!({ "locale": "sw", "text": format!("{odd} sw"), "forbidden": number % 2 == 1, "note": odd });
        editor
            .with_header("if-match", "*")
            .put(&format!("{TERMS}/{}/translations", id(&term)), called)
            .await
            .assert_status(200);
    }
    for format in ["csv", "tbx"] {
        let path = format!("{TERMS}/exports?format={format}&locale=sw");
        let file = editor.get(&path).await.text();
        if format == "csv" {
            let mut reader = csv::ReaderBuilder::new().from_reader(file.trim_start_matches('\u{feff}').as_bytes());
            let cells: Vec<String> = reader
                .records()
                .flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
                .collect();
            assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '＝'])), "{cells:?}");
        }
        let all = editor.get(&format!("{TERMS}?locale=sw&limit=100")).await.json();
        for term in all["items"].as_array().expect("terms") {
            let gone = super::bureau::at_version(&editor, term).delete(&format!("{TERMS}/{}", id(term))).await;
            gone.assert_status(204);
        }
        assert_ne!(editor.get(&path).await.text(), file);
        let outcome = brings(&editor, &format!("format={format}"), file.as_bytes()).await;
        assert_eq!((&outcome["accepted"], &outcome["faults"]), (&json!(true), &json!([])), "{outcome}");
        assert_eq!(editor.get(&path).await.text(), file, "{format}");
    }
}

#[actix_web::test]
async fn of_a_glossary_that_was_cut_off_or_holds_nothing_nothing_is_taken() {
    let it = Bureau::open().await;
    let editor = it
        .campus
        .person("edda")
        .holding(Role::SourceEditor, Scope::site())
        .holding(Role::Translator, super::bureau::sw());
    let editor = editor.await;
    contributes(&editor).await;
    let term = editor.post(TERMS, json!({ "term": "sea horse", "definition": "Any of them." })).await.json();
    let called = json!({ "locale": "sw", "text": "farasi wa bahari", "note": "Never horse" });
    let any = editor.with_header("if-match", "*");
    any.put(&format!("{TERMS}/{}/translations", id(&term)), called).await.assert_status(200);
    for format in ["csv", "tbx"] {
        let path = format!("{TERMS}/exports?format={format}&locale=sw");
        let before = editor.get(&path).await.text();
        let file = before
            .replace("Any of them.", "Each of them.")
            .replace("Never horse", "Never the horse")
            .replace("sea horse", "sea-horse");
        let places: Vec<usize> = file.char_indices().map(|(place, _)| place).collect();
        let cuts = (1..24).map(|part| places[places.len() * part / 24]);
        // Just within what is last of a row, and after it.
        let last = file.find("Never the horse").expect("a note");
        let nothing = if format == "csv" { "language,term\n" } else { "<tbx><text><body></body></text></tbx>" };
        let files = cuts.chain([last + 5, last + 15]).map(|cut| &file[..cut]).chain(["", nothing]);
        for file in files {
            let outcome = brings(&editor, &format!("format={format}"), file.as_bytes()).await;
            assert_eq!(outcome["accepted"], false, "{format}: {outcome}\n{file}");
            assert!(outcome["faults"][0]["detail"].as_str().is_some_and(|detail| detail.len() > 20), "{outcome}");
        }
        assert_eq!(editor.get(&path).await.text(), before, "{format}");
    }
}
