//! A translator's day: Portuguese joins the College, and part of a course is read in it.
//!
//! Some texts are left at every state on the way, so that each can be looked at in the college that is kept.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::client::Client;
use super::mailbox::pause;
use super::stage::{Stage, items, text};
use crate::cli::Failure;
use crate::courses;

const LOCALE: &str = "pt-PT";
const COURSE: &str = "introduction-to-cites";
const CATALOGUE: &str = "course/introduction-to-cites";
/// A lesson whose suggestions nobody reviews.
const WAITING: &str = "changing-the-lists";
/// Per cent of a course that is asked for before it is published: what this story translates of it.
const ENOUGH: i32 = 40;
/// How often to look whether a job is done.
const PATIENCE: u32 = 600;

const LEAD: (&str, &str) = ("Inês Carvalho", "ines@example.org");
const REVIEWER: (&str, &str) = ("Duarte Nogueira", "duarte@example.org");
const TRANSLATOR: (&str, &str) = ("Leonor Matias", "leonor@example.org");
const SECRETARIAT: (&str, &str) = ("Carmen Ibáñez", "secretariat@example.org");
const TRAINEE: (&str, &str) = ("Tomás Baptista", "tomas@example.org");

/// The sentence that its author words anew, with the file it is in.
const REVISED: (&str, &str, &str) = ("en/why-cites.md", "It has 185 Parties.", "Its Parties number 185.");

/// What the translators wrote, as data.
#[derive(Deserialize)]
struct Portuguese {
    text: Vec<Text>,
    #[serde(default)]
    accepted: Vec<Accepted>,
}

#[derive(Deserialize)]
struct Text {
    en: String,
    pt: String,
}

/// What may be written as an answer: other words in each language.
#[derive(Deserialize)]
struct Accepted {
    question: String,
    #[serde(default)]
    gap: Option<String>,
    pt: Vec<String>,
}

#[derive(Deserialize)]
struct Glossary {
    term: Vec<Term>,
}

#[derive(Deserialize)]
struct Term {
    en: String,
    pt: String,
    #[serde(default)]
    forbidden: Vec<String>,
}

#[derive(Deserialize)]
struct Desk {
    returned: Vec<Returned>,
}

/// A text that does not pass at once.
#[derive(Deserialize)]
struct Returned {
    /// The original.
    en: String,
    /// What is suggested at first.
    wrote: String,
    /// What the reviewer says; left out where a check speaks first.
    #[serde(default)]
    verdict: Option<Verdict>,
    /// Whether the translator mends it, and it is approved then.
    #[serde(default)]
    is_mended: bool,
}

#[derive(Deserialize)]
struct Verdict {
    #[serde(rename = "verdict")]
    word: String,
    reason: String,
    remark: String,
}

impl Accepted {
    fn key(&self) -> String {
        let Self { question, gap, .. } = self;
        gap.as_ref().map_or_else(
            || format!("questions/{question}/accepted"),
            |gap| format!("questions/{question}/accepted/{gap}"),
        )
    }
}

fn read<T: serde::de::DeserializeOwned>(file: &str) -> Result<T, Failure> {
    toml::from_str(file).map_err(|error| Failure::new("reading the Portuguese texts", error))
}

pub struct Translators<'a> {
    stage: Stage<'a>,
}

/// Who works on it.
struct Bureau {
    lead: Client,
    reviewer: Client,
    translator: Client,
}

impl<'a> Translators<'a> {
    pub const fn new(stage: Stage<'a>) -> Self {
        Self { stage }
    }

    pub fn tell(&self) -> Result<(), Failure> {
        let administrator = self.stage.claim()?;
        let site = json!({ "role": "secretariat", "scope": { "kind": "site" } });
        let secretariat = self.stage.appoint(&administrator, SECRETARIAT, &site)?;
        let bureau = self.open_bureau(&secretariat)?;
        self.agree_on_terms(&bureau.lead)?;
        let returned: Desk = read(include_str!("portuguese/returned.toml"))?;
        let texts = self.texts()?;
        self.bring_in(&bureau.translator, &texts, &returned.returned)?;
        for text in &returned.returned {
            self.send_back(&bureau, text, &texts)?;
        }
        self.approve(&bureau.reviewer)?;
        self.publish(&bureau.lead)?;
        self.look_as_a_trainee()?;
        self.revise_the_original(&secretariat)?;
        self.tell_how_far_it_is()
    }

    /// Somebody wishes for the language, leads it, and names who works with her.
    fn open_bureau(&self, secretariat: &Client) -> Result<Bureau, Failure> {
        let facts = self.stage.guest.get(&format!("/api/v1/language-facts/{LOCALE}"))?;
        let lead = self.contributor(LEAD)?;
        lead.post("/api/v1/locale-proposals", &json!({ "tag": LOCALE, "motive": "Six Parties read it best." }))?;
        self.stage.say("demo-proposed", &[("name", LEAD.0), ("language", text(&facts, "autonym")?)]);
        let decision = json!({ "accepted": true, "before_support": true, "reason": "Six Parties read it best." });
        secretariat.post(&format!("/api/v1/locale-proposals/{LOCALE}/decision"), &decision)?;
        self.stage.say("demo-accepted", &[("name", SECRETARIAT.0), ("lead", LEAD.0)]);
        let lead = self.stage.signed_in(LEAD.1)?;
        for (who, role) in [(REVIEWER, "translation-reviewer"), (TRANSLATOR, "translator")] {
            let account = self.contributor(who)?.get("/api/v1/me")?;
            let grant = json!({ "role": role, "scope": { "kind": "locale", "key": LOCALE } });
            self.stage.grant(&lead, who.0, &json!({ "person": account["id"] }), &grant)?;
        }
        let (reviewer, translator) = (self.stage.signed_in(REVIEWER.1)?, self.stage.signed_in(TRANSLATOR.1)?);
        Ok(Bureau { lead, reviewer, translator })
    }

    fn contributor(&self, who: (&str, &str)) -> Result<Client, Failure> {
        let client = self.stage.register(who.0, who.1, "PT")?;
        let terms = json!({ "licence": "CC-BY-4.0", "named": true, "digest": true });
        client.put("/api/v1/me/contributor", &terms)?;
        Ok(client)
    }

    fn agree_on_terms(&self, lead: &Client) -> Result<(), Failure> {
        let glossary: Glossary = read(include_str!("portuguese/terms.toml"))?;
        let known = all(lead, &format!("/api/v1/terms?locale={LOCALE}&limit=100"))?;
        let mut agreed = 0;
        for term in &glossary.term {
            let Some(mut entry) = known.iter().find(|known| known["term"] == *term.en).cloned() else { continue };
            let path = format!("/api/v1/terms/{}/translations", text(&entry, "id")?);
            let words = [(&term.pt, false)].into_iter().chain(term.forbidden.iter().map(|word| (word, true)));
            for (word, forbidden) in words {
                let called = json!({ "locale": LOCALE, "text": word, "forbidden": forbidden });
                entry = lead.put_about(&path, &entry, &called)?;
            }
            agreed += 1;
        }
        self.stage.say("demo-terms", &[("name", LEAD.0), ("count", &agreed.to_string())]);
        Ok(())
    }

    /// What is written, by its original; accepted answers by the key of the unit.
    #[expect(clippy::unused_self, reason = "a step of the story like the others")]
    fn texts(&self) -> Result<HashMap<String, String>, Failure> {
        let mut texts = HashMap::new();
        for file in [include_str!("portuguese/lessons.toml"), include_str!("portuguese/quizzes.toml")] {
            let portuguese: Portuguese = read(file)?;
            texts.extend(portuguese.text.into_iter().map(|text| (text.en, text.pt)));
            texts.extend(portuguese.accepted.into_iter().map(|answers| (answers.key(), answers.pt.join("\n"))));
        }
        Ok(texts)
    }

    /// The translator fills in a table at her desk, tries it, and brings it in.
    fn bring_in(
        &self,
        translator: &Client,
        texts: &HashMap<String, String>,
        returned: &[Returned],
    ) -> Result<(), Failure> {
        let path = format!("/api/v1/locales/{LOCALE}/exports/{CATALOGUE}?format=csv");
        let table = translator.bytes(&path, "text/csv")?;
        let filled = fill(&table, |key, source| {
            let is_returned = returned.iter().any(|text| text.en == source);
            texts.get(source).or_else(|| texts.get(key)).filter(|_| !is_returned).cloned()
        })?;
        for dry_run in [true, false] {
            let path = format!("/api/v1/locales/{LOCALE}/imports/{CATALOGUE}?format=csv&dry_run={dry_run}");
            let import = translator.send(&path, "application/octet-stream", &filled)?;
            let done = finished(translator, &format!("/api/v1/translation-imports/{}", text(&import, "id")?))?;
            let (taken, failing) = (done["taken"].to_string(), done["failing"].to_string());
            let message = if dry_run { "demo-tried" } else { "demo-imported" };
            self.stage.say(message, &[("name", TRANSLATOR.0), ("count", &taken), ("failing", &failing)]);
            for fault in done["faults"].as_array().into_iter().flatten() {
                Stage::tell_indented(&fault.to_string());
            }
        }
        Ok(())
    }

    /// A text that a check or a reviewer does not let pass.
    fn send_back(&self, bureau: &Bureau, it: &Returned, texts: &HashMap<String, String>) -> Result<(), Failure> {
        let translator = &bureau.translator;
        let page = translator.get(&format!("{}&q={}", work("missing"), words_of(&it.en)))?;
        let unit = items(&page).find(|unit| unit["source"] == *it.en);
        let unit = unit.ok_or_else(|| Failure::new("looking for a text", &it.en))?;
        let path = format!("/api/v1/units/{}/translations", text(unit, "id")?);
        let suggestion = json!({ "locale": LOCALE, "body": it.wrote, "revision": unit["revision"] });
        let suggested = translator.post(&path, &suggestion)?;
        let Some(said) = &it.verdict else {
            let path = format!("/api/v1/translations/{}/reviews", text(&suggested, "id")?);
            let approval = json!({ "verdict": "approve", "revision": unit["revision"] });
            let refused = bureau.reviewer.refusal_about(&path, &suggested, &approval)?;
            self.stage.say("demo-blocked", &[("name", TRANSLATOR.0), ("why", text(&refused, "title")?)]);
            return Ok(());
        };
        let path = format!("/api/v1/translations/{}", text(&suggested, "id")?);
        let review = json!({
            "verdict": said.word, "reason": said.reason, "remark": said.remark, "revision": unit["revision"]
        });
        let back = bureau.reviewer.post_about(&format!("{path}/reviews"), &suggested, &review)?;
        self.stage.say("demo-returned", &[("name", REVIEWER.0), ("remark", &said.remark)]);
        if let Some(better) = texts.get(&it.en).filter(|_| it.is_mended) {
            translator.patch(&path, &back, &json!({ "body": better, "revision": unit["revision"] }))?;
            self.stage.say("demo-mended", &[("name", TRANSLATOR.0)]);
        }
        Ok(())
    }

    /// Everything that waits and passes the checks, but for one lesson.
    fn approve(&self, reviewer: &Client) -> Result<(), Failure> {
        let waiting = all(reviewer, &work("suggested"))?;
        let passing = |unit: &&Value| {
            unit["section"] != WAITING
                && unit["waiting"][0]["findings"]
                    .as_array()
                    .is_none_or(|findings| findings.iter().all(|finding| finding["blocks"] == false))
        };
        let reviews: Vec<Value> = waiting.iter().filter(passing).map(|unit| {
            let waits = &unit["waiting"][0];
            json!({
                "translation": waits["id"], "version": waits["version"], "verdict": "approve", "revision": unit["revision"]
            })
        }).collect();
        let mut approved = 0;
        for some in reviews.chunks(100) {
            let done = reviewer.post("/api/v1/review-batches", &json!({ "reviews": some }))?;
            approved += items(&done).filter(|outcome| outcome["reviewed"] == true).count();
        }
        self.stage.say("demo-reviewed", &[("name", REVIEWER.0), ("count", &approved.to_string())]);
        Ok(())
    }

    fn publish(&self, lead: &Client) -> Result<(), Failure> {
        let path = format!("/api/v1/locales/{LOCALE}/courses/{COURSE}/publications");
        let refused = lead.refusal(&path, &json!({}))?;
        self.stage.say("demo-not-yet", &[("why", text(&refused, "detail")?)]);
        let entry = lead.get(&format!("/api/v1/locales/{LOCALE}"))?;
        lead.patch(&format!("/api/v1/locales/{LOCALE}"), &entry, &json!({ "least_course": ENOUGH }))?;
        lead.post(&path, &json!({}))?;
        let entry = lead.get(&format!("/api/v1/locales/{LOCALE}"))?;
        lead.patch(&format!("/api/v1/locales/{LOCALE}"), &entry, &json!({ "state": "beta" }))?;
        self.stage.say("demo-published", &[("name", LEAD.0)]);
        Ok(())
    }

    /// A trainee who names the language reads the course in it, and what is not translated in another one, marked.
    fn look_as_a_trainee(&self) -> Result<(), Failure> {
        let trainee = self.stage.register(TRAINEE.0, TRAINEE.1, "MZ")?;
        trainee.post("/api/v1/enrolments", &json!({ "course": COURSE }))?;
        for _ in 0..PATIENCE {
            let outline = trainee.get(&format!("/api/v1/courses/{COURSE}?lang={LOCALE}"))?;
            if outline["lang"] == LOCALE {
                self.stage.say("demo-reads", &[("name", TRAINEE.0), ("course", text(&outline, "title")?)]);
                return Ok(());
            }
            pause();
        }
        Err(Failure::new("reading the course", format!("it is not in {LOCALE}")))
    }

    /// A new version with one sentence said otherwise: its translations are stale, and nothing else.
    fn revise_the_original(&self, secretariat: &Client) -> Result<(), Failure> {
        let mut package = courses::shipped_package(COURSE).ok_or_else(|| Failure::new(COURSE, "does not ship"))?;
        let (file, from, to) = REVISED;
        let lesson = package.get_mut(file).ok_or_else(|| Failure::new(file, "is not in the course"))?;
        *lesson = String::from_utf8_lossy(lesson).replace(from, to).into_bytes();
        let archive = courses::pack(&package).map_err(|error| Failure::new("packing the course", error))?;
        let draft = secretariat.send("/api/v1/courses", "application/zip", &archive)?;
        let publication = json!({ "draft": draft["draft"] });
        secretariat.post(&format!("/api/v1/courses/{COURSE}/publications"), &publication)?;
        self.stage.say("demo-revised", &[("name", SECRETARIAT.0)]);
        Ok(())
    }

    /// Waits until the change is known, and tells how many texts are at each state.
    fn tell_how_far_it_is(&self) -> Result<(), Failure> {
        for _ in 0..PATIENCE {
            let shares = self.stage.guest.get(&format!("/api/v1/locales/{LOCALE}/statistics"))?;
            let share = items(&shares).find(|share| share["catalogue"] == CATALOGUE);
            let share = share.ok_or_else(|| Failure::new("reading the statistics", &shares))?;
            if share["stale"].as_i64().is_some_and(|stale| stale > 0) {
                self.stage.say("demo-states", &[]);
                for state in ["missing", "suggested", "changes_requested", "failing", "approved", "stale"] {
                    Stage::tell_indented(&format!("{state}: {}", share[state]));
                }
                return Ok(());
            }
            pause();
        }
        Err(Failure::new("waiting for the change", "nothing became stale"))
    }
}

fn work(state: &str) -> String {
    format!("/api/v1/locales/{LOCALE}/work?catalogue={CATALOGUE}&state={state}&limit=100")
}

/// The first words of a text, for a search.
fn words_of(text: &str) -> String {
    text.split(|c: char| !c.is_ascii_alphabetic()).max_by_key(|word| word.len()).unwrap_or_default().to_owned()
}

/// Every page of a list.
fn all(client: &Client, path: &str) -> Result<Vec<Value>, Failure> {
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("{path}{cursor}"))?;
        found.extend(items(&page).cloned());
        let Some(next) = page["next"].as_str() else { return Ok(found) };
        cursor = format!("&cursor={next}");
    }
}

/// A job that has come to its end.
fn finished(client: &Client, path: &str) -> Result<Value, Failure> {
    for _ in 0..PATIENCE {
        let import = client.get(path)?;
        if !import["finished_at"].is_null() {
            return Ok(import);
        }
        pause();
    }
    Err(Failure::new("waiting for the import", "it did not end"))
}

/// A table with its column `target` filled in, where there is something for the source.
fn fill(table: &[u8], target: impl Fn(&str, &str) -> Option<String>) -> Result<Vec<u8>, Failure> {
    let failed = |error: csv::Error| Failure::new("filling in the table", error);
    let table = table.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(table);
    let mut reader = csv::Reader::from_reader(table);
    let names = reader.headers().map_err(failed)?.clone();
    let place = |wanted| names.iter().position(|name| name == wanted).ok_or_else(|| Failure::new("the table", wanted));
    let (key, source, translation) = (place("key")?, place("source")?, place("target")?);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&names).map_err(failed)?;
    for row in reader.records() {
        let row = row.map_err(failed)?;
        let filled = row.get(key).zip(row.get(source)).and_then(|(key, source)| target(key, source));
        let cells = row.iter().enumerate().map(|(place, cell)| match &filled {
            Some(filled) if place == translation => filled.as_str(),
            _ => cell,
        });
        writer.write_record(cells).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Failure::new("filling in the table", error))
}
