//! Courses to be taken: two modules, lessons, a practice quiz with every kind of question, an exam that draws from a pool; in
//! English and French.

use std::future::{Future, IntoFuture};
use std::pin::Pin;

use serde_json::json;
use virtual_college::courses::model::Slug;
use virtual_college::courses::source::Package;
use virtual_college::courses::{self, CheckedPackage, CourseId, Origin, VersionId};

use super::{Campus, Client};

/// A course that is published.
#[derive(Clone, Debug)]
pub struct Course {
    pub slug: String,
    pub id: CourseId,
    pub version: VersionId,
    pub number: i32,
}

impl Client {
    /// Enrols in a course and gives the enrolment's id.
    pub async fn enrols(&self, course: &Course) -> String {
        let answer = self.post("/api/v1/enrolments", json!({ "course": course.slug })).await;
        answer.assert_status(201);
        answer.json()["id"].as_str().expect("an id").to_owned()
    }
}

/// `campus.course("fish").open().await`, `campus.course("skins").for_officials(&["customs"]).sign_off().await`; building the same
/// slug again with [`edited`](Self::edited) publishes its next version.
pub struct CourseBuilder<'c> {
    campus: &'c Campus,
    slug: String,
    audience: String,
    issue: &'static str,
    prerequisites: Vec<String>,
    lessons: Vec<String>,
    more_files: Vec<(String, String)>,
    edits: Vec<(String, String, String)>,
    for_translators: bool,
    /// The language that it is in beside English.
    second: String,
}

impl Campus {
    pub fn course(&self, slug: &str) -> CourseBuilder<'_> {
        CourseBuilder {
            campus: self,
            slug: slug.into(),
            audience: "kind = \"everyone\"".into(),
            issue: "on-completion",
            prerequisites: Vec::new(),
            lessons: Vec::new(),
            more_files: Vec::new(),
            edits: Vec::new(),
            for_translators: false,
            second: "fr".into(),
        }
    }
}

impl CourseBuilder<'_> {
    /// For everyone, as it is unless told.
    #[must_use]
    pub fn open(self) -> Self {
        self
    }

    #[must_use]
    pub fn for_officials(mut self, authorities: &[&str]) -> Self {
        self.audience = format!("kind = \"officials\"\nauthorities = {authorities:?}");
        self
    }

    #[must_use]
    pub fn sign_off(mut self) -> Self {
        self.issue = "after-sign-off";
        self
    }

    /// Another course has to be completed first.
    #[must_use]
    pub fn after(mut self, slug: &str) -> Self {
        self.prerequisites.push(slug.into());
        self
    }

    /// One more lesson at the end of the second module.
    #[must_use]
    pub fn with_lesson(mut self, id: &str) -> Self {
        self.lessons.push(id.into());
        self
    }

    /// One more file.
    #[must_use]
    pub fn with_file(mut self, path: &str, text: &str) -> Self {
        self.more_files.push((path.into(), text.into()));
        self
    }

    /// A text in one file replaced, wherever it stands.
    #[must_use]
    pub fn edited(mut self, file: &str, from: &str, to: &str) -> Self {
        self.edits.push((file.into(), from.into(), to.into()));
        self
    }

    /// Its texts are taken note of, as those of every course that is published over the API.
    #[must_use]
    pub fn for_translators(mut self) -> Self {
        self.for_translators = true;
        self
    }

    /// Its French is said to be another language.
    #[must_use]
    pub fn instead_of_french(mut self, tag: &str) -> Self {
        self.second = tag.into();
        self
    }

    fn package(&self) -> Package {
        let Self { slug, audience, issue, prerequisites, second, .. } = self;
        let structure = STRUCTURE.replace("fr = [", &format!("{second} = ["));
        let head = format!(
            "slug = \"{slug}\"\nsource_language = \"en\"\nhours = 2\nlicence = \"CC-BY-4.0\"\nreview_by = 2028-11-30\n\
             reviewers = [\"Ana Ríos\"]\nprerequisites = {prerequisites:?}\n\n[audience]\n{audience}\n\n[completion]\n\
             rule = \"all\"\n\n[certificate]\nissue = \"{issue}\"\n"
        );
        let mut files = vec![
            ("course.toml".to_owned(), format!("{head}{structure}{}", self.more_lessons())),
            ("en/practice.toml".to_owned(), PRACTICE.to_owned()),
            (format!("{second}/practice.toml"), PRACTICE.to_owned()),
            ("en/exam.toml".to_owned(), EXAM.to_owned()),
            (format!("{second}/exam.toml"), EXAM.to_owned()),
        ];
        for (language, course, lesson) in [("en", EN_COURSE, "Read this."), (second, FR_COURSE, "Lisez ceci.")] {
            let more: String =
                self.lessons.iter().flat_map(|id| [id.as_str(), " = \"Lesson ", id.as_str(), "\"\n"]).collect();
            files.push((format!("{language}/course.toml"), format!("{}{more}", course.replace("{slug}", slug))));
            for id in ["welcome", "slow", "permits"].into_iter().chain(self.lessons.iter().map(String::as_str)) {
                files.push((format!("{language}/{id}.md"), format!("## {id}\n\n{lesson}\n")));
            }
        }
        files.extend(self.more_files.iter().cloned());
        for (file, from, to) in &self.edits {
            let (_, text) = files.iter_mut().find(|(path, _)| path == file).expect("a file of the course");
            assert!(text.contains(from), "{file} does not hold {from:?}");
            *text = text.replace(from, to);
        }
        files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
    }

    fn more_lessons(&self) -> String {
        let lesson = |id: &String| {
            format!(
                "\n[[activities]]\nid = \"{id}\"\nmodule = \"second\"\nkind = \"lesson\"\noutcomes = [\"tell\"]\n\
                 completion = {{ rule = \"viewed\" }}\n"
            )
        };
        self.lessons.iter().map(lesson).collect()
    }

    /// As an author would send it.
    pub fn packed(&self) -> Vec<u8> {
        courses::pack(&self.package()).expect("an archive")
    }

    async fn build(self) -> Course {
        let package = self.package();
        let report = courses::check(&package, Some(&self.slug));
        let compiled = report.course.unwrap_or_else(|| panic!("the test's course has mistakes: {:?}", report.mistakes));
        let package = CheckedPackage::new(&package, compiled).expect("an archive");
        let tell = self.for_translators.then_some(self.campus.app.on_publication);
        let publish = move |tx: &mut virtual_college::db::Tx<'_>| {
            let publication = courses::publish_package(tx, &package, Origin::Upload, None)?;
            tell.map_or(Ok(()), |tell| tell(tx, &publication))?;
            Ok(publication)
        };
        let published = self.campus.app.db.write(publish).await.expect("a publication");
        if self.for_translators {
            self.campus.run_jobs().await;
        }
        self.campus.app.reload().await.expect("the library");
        let current = self.campus.app.library.current(&Slug::parse(&self.slug).expect("a slug")).expect("the course");
        assert_eq!(current.id, published.version);
        Course { slug: self.slug, id: published.course, version: published.version, number: published.number }
    }
}

impl<'c> IntoFuture for CourseBuilder<'c> {
    type Output = Course;
    type IntoFuture = Pin<Box<dyn Future<Output = Course> + 'c>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.build())
    }
}

const STRUCTURE: &str = r#"
[[outcomes]]
id = "tell"

[[modules]]
id = "first"
completion = { rule = "all" }

[[modules]]
id = "second"
completion = { rule = "all" }

[[activities]]
id = "welcome"
module = "first"
kind = "lesson"
outcomes = ["tell"]
completion = { rule = "viewed" }
preview = true

[[activities]]
id = "slow"
module = "first"
kind = "lesson"
outcomes = ["tell"]
completion = { rule = "time", seconds = 60 }

[[activities]]
id = "practice"
module = "first"
kind = "quiz"
outcomes = ["tell"]
completion = { rule = "submitted" }

[activities.quiz]
pass_mark = 50
score = "last"
weight = 1

[[activities]]
id = "permits"
module = "second"
kind = "lesson"
outcomes = ["tell"]
completion = { rule = "viewed" }

[[activities]]
id = "exam"
module = "second"
kind = "quiz"
outcomes = ["tell"]
completion = { rule = "passed" }

[activities.quiz]
pass_mark = 70
attempts = 3
time_limit_minutes = 20
score = "best"
weight = 3
shuffle = true
pools = [{ id = "drawn", draw = 2 }]

[[questions]]
id = "p-single"
activity = "practice"
kind = "single"
outcomes = ["tell"]
choices = ["i", "ii", "iii"]
key = "i"

[[questions]]
id = "p-multiple"
activity = "practice"
kind = "multiple"
outcomes = ["tell"]
points = 2
choices = ["a", "b", "c"]
key = ["a", "c"]

[[questions]]
id = "p-true"
activity = "practice"
kind = "true-false"
outcomes = ["tell"]
key = false

[[questions]]
id = "p-match"
activity = "practice"
kind = "matching"
outcomes = ["tell"]
left = ["l1", "l2"]
right = ["r2", "r1", "r3"]
key = { l1 = "r1", l2 = "r2" }

[[questions]]
id = "p-order"
activity = "practice"
kind = "ordering"
outcomes = ["tell"]
items = ["second", "initial", "third"]
key = ["initial", "second", "third"]

[[questions]]
id = "p-sort"
activity = "practice"
kind = "categorise"
outcomes = ["tell"]
items = ["skin", "root"]
categories = ["animal", "plant"]
key = { skin = "animal", root = "plant" }

[[questions]]
id = "p-cloze"
activity = "practice"
kind = "cloze"
outcomes = ["tell"]
[questions.gaps.who]
choices = ["party", "trader"]
key = "party"
[questions.gaps.what]
accept = { en = ["permit"], fr = ["permis"] }

[[questions]]
id = "p-short"
activity = "practice"
kind = "short-answer"
outcomes = ["tell"]
[questions.accept]
en = ["CITES"]
fr = ["CITES", "la CITES"]

[[questions]]
id = "p-number"
activity = "practice"
kind = "numeric"
outcomes = ["tell"]
key = 90
tolerance = 0.5

[[questions]]
id = "e-fixed"
activity = "exam"
kind = "single"
outcomes = ["tell"]
choices = ["right", "wrong"]
key = "right"

[[questions]]
id = "e-one"
activity = "exam"
kind = "true-false"
outcomes = ["tell"]
pool = "drawn"
key = true

[[questions]]
id = "e-two"
activity = "exam"
kind = "true-false"
outcomes = ["tell"]
pool = "drawn"
key = true

[[questions]]
id = "e-three"
activity = "exam"
kind = "true-false"
outcomes = ["tell"]
pool = "drawn"
key = true
"#;

const EN_COURSE: &str = r#"title = "All about {slug}"
summary = "A short course."
description = "What one learns, for whom."

[outcomes]
tell = "Tell things apart."
[modules]
first = "The first"
second = "The second"
[activities]
welcome = "Welcome"
slow = "Take your time"
practice = "Practice"
permits = "Permits"
exam = "Exam"
"#;

const FR_COURSE: &str = r#"title = "Tout sur {slug}"
summary = "Un cours bref."
description = "Ce que l’on apprend, et pour qui."

[outcomes]
tell = "Distinguer les choses."
[modules]
first = "Le premier"
second = "Le deuxième"
[activities]
welcome = "Bienvenue"
slow = "Prenez votre temps"
practice = "Exercice"
permits = "Permis"
exam = "Examen"
"#;

const PRACTICE: &str = r#"introduction = "Nine questions."

[questions.p-single]
stem = "Which?"
feedback = "The first."
[questions.p-single.choices]
i = "Appendix I"
ii = "Appendix II"
iii = "Appendix III"
[questions.p-single.choice_feedback]
ii = "No."

[questions.p-multiple]
stem = "Which ones?"
feedback = "Two."
choices = { a = "A", b = "B", c = "C" }

[questions.p-true]
stem = "True?"
feedback = "No."

[questions.p-match]
stem = "Match."
feedback = "So."
left = { l1 = "L1", l2 = "L2" }
right = { r1 = "R1", r2 = "R2", r3 = "R3" }

[questions.p-order]
stem = "Order."
feedback = "So."
items = { initial = "1", second = "2", third = "3" }

[questions.p-sort]
stem = "Sort."
feedback = "So."
items = { skin = "Skin", root = "Root" }
categories = { animal = "Animal", plant = "Plant" }

[questions.p-cloze]
stem = "A {{who}} issues a {{what}}."
feedback = "So."
[questions.p-cloze.gaps]
who = { party = "Party", trader = "trader" }

[questions.p-short]
stem = "Name it."
feedback = "So."

[questions.p-number]
stem = "How many?"
feedback = "90."
unit = "days"
"#;

const EXAM: &str = r#"
[questions.e-fixed]
stem = "Which is right?"
feedback = "The right one."
choices = { right = "Right", wrong = "Wrong" }

[questions.e-one]
stem = "One?"
feedback = "Yes."

[questions.e-two]
stem = "Two?"
feedback = "Yes."

[questions.e-three]
stem = "Three?"
feedback = "Yes."
"#;
