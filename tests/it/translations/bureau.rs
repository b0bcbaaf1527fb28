//! Swahili is open for work: Lea leads it, Remy reviews, Tia translates, and Ada administers the College.

use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope};
use virtual_college::i18n::Locale;

use crate::support::{Answer, Campus, Client, Person};

pub const API: &str = "/api/v1";

pub struct Bureau {
    pub campus: Campus,
    pub admin: Person,
    pub lead: Person,
    pub reviewer: Person,
    pub translator: Person,
}

pub fn sw() -> Scope {
    Scope::locale(&"sw".parse::<Locale>().expect("a language"))
}

impl Bureau {
    pub async fn open() -> Self {
        let campus = Campus::open().await;
        let admin = campus.person("ada").administrator().await;
        let lead = campus.person("lea").holding(Role::LocaleLead, sw()).await;
        let reviewer = campus.person("remy").holding(Role::TranslationReviewer, sw()).await;
        let translator = campus.person("tia").holding(Role::Translator, sw()).await;
        for person in [&lead, &reviewer, &translator] {
            contributes(person).await;
        }
        proposes(&lead, "sw").await.assert_status(201);
        accepts(&admin, "sw").await.assert_status(200);
        Self { campus, admin, lead, reviewer, translator }
    }

    /// Somebody who has accepted the terms and holds no role.
    pub async fn contributor(&self, name: &str) -> Person {
        let person = self.campus.person(name).await;
        contributes(&person).await;
        person
    }

    /// A message of the interface, as it stands in a language.
    pub async fn message_in(&self, locale: &str, key: &str) -> Value {
        let path = format!("{API}/locales/{locale}/work?limit=100&q={key}");
        let found = self.translator.get(&path).await;
        let found = found.assert_status(200).json();
        let unit = found["items"].as_array().expect("units").iter().find(|unit| unit["key"] == key);
        unit.unwrap_or_else(|| panic!("no {key}")).clone()
    }

    pub async fn message(&self, key: &str) -> Value {
        self.message_in("sw", key).await
    }

    /// Tia's suggestion, as it was kept.
    pub async fn suggested(&self, key: &str, body: &str) -> Value {
        suggests(&self.translator, &self.message(key).await, body).await.assert_status(201).json()
    }

    /// A suggestion of Tia's that Remy approved.
    pub async fn approved(&self, key: &str, body: &str) -> Value {
        let suggestion = self.suggested(key, body).await;
        reviews(&self.reviewer, &suggestion, approval()).await.assert_status(200).json()
    }

    /// All that is known of a message in Swahili.
    pub async fn history(&self, key: &str) -> Value {
        let unit = self.message(key).await;
        self.translator.get(&format!("{API}/units/{}?locale=sw", id(&unit))).await.assert_status(200).json()
    }

    /// How far Swahili is with a catalogue.
    pub async fn share(&self, catalogue: &str) -> Value {
        let shares = self.campus.guest().get(&format!("{API}/locales/sw/statistics")).await.json();
        let share = shares["items"].as_array().expect("shares").iter().find(|share| share["catalogue"] == catalogue);
        share.expect("a share").clone()
    }

    /// From now on a publication needs the words that appear everywhere, and one per cent of the rest.
    pub async fn asks_little(&self) {
        let catalogues = self.admin.get(&format!("{API}/catalogues")).await.json();
        for catalogue in catalogues["items"].as_array().expect("catalogues") {
            let slug = catalogue["catalogue"].as_str().expect("a slug");
            if catalogue["core"] == true && slug != "interface/common" {
                let client = at_version(&self.admin, catalogue);
                let changes = json!({ "core": false });
                client.patch(&format!("{API}/catalogues/{slug}"), changes).await.assert_status(200);
            }
        }
        self.amends(json!({ "least_interface": 1 })).await.assert_status(200);
    }

    /// The words that appear everywhere, approved.
    pub async fn has_the_common_words(&self) {
        for (key, body) in [
            ("-college", "-college = Chuo Pepe"),
            ("-convention", "-convention = CITES"),
            ("college-name", "college-name = { -college } cha { -convention }"),
            ("language", "language = Lugha"),
            // One per cent of all.
            ("attempt-unknown", "attempt-unknown = Hakuna\n    .detail = Hakuna jaribio hili."),
            ("cohort-unknown", "cohort-unknown = Hakuna\n    .detail = Hakuna kundi hili."),
            ("term-unknown", "term-unknown = Hakuna\n    .detail = Hakuna istilahi hii."),
            ("comment-unknown", "comment-unknown = Hakuna\n    .detail = Hakuna maoni haya."),
            ("import-unknown", "import-unknown = Hakuna\n    .detail = Hakuna faili hili."),
            ("person-unknown", "person-unknown = Hakuna\n    .detail = Hakuna mtu huyu."),
        ] {
            self.approved(key, body).await;
        }
    }

    /// What the lead changes of the language.
    pub async fn amends(&self, changes: Value) -> Answer {
        let path = format!("{API}/locales/sw");
        let version = self.lead.get(&path).await.header("etag").expect("a version").to_owned();
        self.lead.with_header("if-match", &version).patch(&path, changes).await
    }

    pub async fn publishes(&self) -> Answer {
        self.lead.post(&format!("{API}/locales/sw/publications"), json!({})).await
    }
}

pub async fn contributes(person: &Person) {
    let terms = json!({ "licence": "CC-BY-4.0", "named": true, "digest": false });
    person.put(&format!("{API}/me/contributor"), terms).await.assert_status(200);
}

pub async fn proposes(person: &Client, tag: &str) -> Answer {
    person.post(&format!("{API}/locale-proposals"), json!({ "tag": tag, "motive": "Many read it best" })).await
}

pub async fn accepts(person: &Client, tag: &str) -> Answer {
    let decision = json!({ "accepted": true, "before_support": true });
    person.post(&format!("{API}/locale-proposals/{tag}/decision"), decision).await
}

/// Suggests a text in Swahili for the source that the unit shows.
pub async fn suggests(person: &Client, unit: &Value, body: &str) -> Answer {
    let suggestion = json!({ "locale": "sw", "body": body, "revision": unit["revision"] });
    person.post(&format!("{API}/units/{}/translations", id(unit)), suggestion).await
}

/// Reviews what somebody reads.
pub async fn reviews(person: &Client, translation: &Value, review: Value) -> Answer {
    at_version(person, translation).post(&format!("{API}/translations/{}/reviews", id(translation)), review).await
}

pub fn approval() -> Value {
    json!({ "verdict": "approve", "revision": 1 })
}

/// Whoever has read a thing, and changes what she read.
pub fn at_version(person: &Client, thing: &Value) -> Client {
    person.with_header("if-match", &format!("\"v{}\"", thing["version"]))
}

pub fn id(thing: &Value) -> &str {
    thing["id"].as_str().expect("an id")
}
