//! What is measured: one row of the table each. To add one, add a variant, its name and goal, and how it is asked for.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;
use virtual_college::clock::Clock;

use crate::college::{College, JSON, SHIPPED};
use crate::sign_offs;
use crate::wire::{Outcome, request};

const OUTLINE: &str = "/api/v1/courses/introduction-to-cites";
/// Guests may read it.
const OPEN_LESSON: &str = "/api/v1/courses/introduction-to-cites/activities/why-cites";
const LESSON: &str = "/api/v1/courses/introduction-to-cites/activities/three-appendices";
const MY_ENROLMENTS: &str = "/api/v1/me/enrolments";

/// What a browser in Geneva sends.
const BROWSER: [(&str, &str); 4] = [
    ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
    ("accept", JSON),
    ("accept-language", "fr-CH, fr;q=0.9, en;q=0.8"),
    ("accept-encoding", "gzip, deflate, br, zstd"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    Catalogue,
    Outline,
    Lesson,
    OutlineUnchanged,
    LessonUnchanged,
    EnrolledLesson,
    MyEnrolments,
    ProgressEvent,
    Verification,
}

/// An operation that can be asked for.
pub struct Load {
    /// The request of a connection: to the College, or to a path of the bare handler.
    build: Build,
    /// Whether each request is another.
    pub anew: bool,
    pub connections: usize,
    pub status: u16,
}

type Build = Box<dyn Fn(usize, Option<&str>) -> Vec<u8>>;

impl Load {
    pub fn request(&self, connection: usize, bare: Option<&str>) -> Vec<u8> {
        (self.build)(connection, bare)
    }
}

impl Operation {
    pub const ALL: [Self; 9] = [
        Self::Catalogue,
        Self::Outline,
        Self::Lesson,
        Self::OutlineUnchanged,
        Self::LessonUnchanged,
        Self::EnrolledLesson,
        Self::MyEnrolments,
        Self::ProgressEvent,
        Self::Verification,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue, 10 courses",
            Self::Outline => "course outline",
            Self::Lesson => "lesson of an open course",
            Self::OutlineUnchanged => "course outline, 304",
            Self::LessonUnchanged => "lesson, 304",
            Self::EnrolledLesson => "lesson, signed in and enrolled",
            Self::MyEnrolments => "my enrolments with progress, 10",
            Self::ProgressEvent => "progress event, 128 clients",
            Self::Verification => "verify a certificate (JSON)",
        }
    }

    /// How many times the processor time of the bare handler it may take.
    pub fn goal(self) -> f64 {
        match self {
            Self::Catalogue | Self::Outline | Self::Lesson | Self::OutlineUnchanged | Self::LessonUnchanged => 1.5,
            Self::Verification => 2.0,
            Self::EnrolledLesson => 2.5,
            Self::MyEnrolments => 4.0,
            Self::ProgressEvent => 8.0,
        }
    }

    /// Makes what it needs in the college.
    pub async fn prepare(self, college: &mut College) -> Outcome<Load> {
        match self {
            Self::Catalogue => {
                for slug in copies() {
                    college.publish_copy(&slug).await?;
                }
                Ok(read("/api/v1/courses", None))
            }
            Self::Outline => Ok(read(OUTLINE, None)),
            Self::Lesson => Ok(read(OPEN_LESSON, None)),
            Self::OutlineUnchanged => unchanged(college, OUTLINE).await,
            Self::LessonUnchanged => unchanged(college, OPEN_LESSON).await,
            Self::EnrolledLesson => {
                let learner = first_learner(college).await?;
                college.enrol(&learner, SHIPPED).await?;
                Ok(read(LESSON, Some(&learner)))
            }
            Self::MyEnrolments => {
                let learner = first_learner(college).await?;
                for slug in copies() {
                    college.enrol(&learner, &slug).await?;
                }
                Ok(read(MY_ENROLMENTS, Some(&learner)))
            }
            Self::ProgressEvent => events(college, 128).await,
            Self::Verification => verification(college).await,
        }
    }
}

/// With the shipped one ten courses.
fn copies() -> impl Iterator<Item = String> {
    (2..=10).map(|n| format!("{SHIPPED}-{n}"))
}

async fn first_learner(college: &mut College) -> Outcome<String> {
    college.learners(1).await?.pop().ok_or_else(|| "nobody registered".into())
}

fn read(path: &'static str, token: Option<&str>) -> Load {
    reading(path, token.map(|token| ("authorization", format!("Bearer {token}"))), 200)
}

fn reading(path: &'static str, more: Option<(&'static str, String)>, status: u16) -> Load {
    let build = move |_, bare: Option<&str>| {
        let mut headers = BROWSER.to_vec();
        headers.extend(more.as_ref().map(|(name, value)| (*name, value.as_str())));
        request("GET", bare.unwrap_or(path), &headers, None)
    };
    Load { build: Box::new(build), anew: false, connections: 32, status }
}

async fn unchanged(college: &mut College, path: &'static str) -> Outcome<Load> {
    let etag = college.get(path, &BROWSER).await?.header("etag").map(str::to_owned).ok_or("no entity tag")?;
    Ok(reading(path, Some(("if-none-match", etag)), 304))
}

/// Somebody else each time: one address may ask so many times a minute and no more.
async fn verification(college: &mut College) -> Outcome<Load> {
    let path = sign_offs::certificate(college).await?;
    let next = std::cell::Cell::new(0_u32);
    let build = move |_, bare: Option<&str>| {
        next.set(next.get() + 1);
        let [_, a, b, c] = next.get().to_be_bytes();
        let network = format!("10.{a}.{b}.{c}");
        let mut headers = BROWSER.to_vec();
        headers.push(("x-forwarded-for", &network));
        request("GET", bare.unwrap_or(&path), &headers, None)
    };
    Ok(Load { build: Box::new(build), anew: true, connections: 32, status: 200 })
}

/// Each client is a person in an enrolment of her own, who tells of a second of reading.
async fn events(college: &mut College, clients: usize) -> Outcome<Load> {
    let mut readers = Vec::new();
    for token in college.learners(clients).await? {
        let id = match college.enrol(&token, SHIPPED).await {
            Err(error) if error.contains("409") => first_enrolment(college, &token).await?,
            enrolled => enrolled?,
        };
        readers.push((format!("Bearer {token}"), format!("/api/v1/enrolments/{id}/events")));
    }
    let seed = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| error.to_string())?.as_nanos() as u64;
    let next = std::cell::Cell::new(seed & 0xFFFF_FFFF_FFFF);
    let build = move |connection: usize, bare: Option<&str>| {
        let (bearer, path) = &readers[connection % readers.len()];
        next.set(next.get() + 1);
        let event = json!({
            "id": format!("0197a2c4-6f1e-7c3a-9d55-{:012x}", next.get() & 0xFFFF_FFFF_FFFF),
            "activity": "three-appendices",
            "kind": "time",
            "occurred_at": Clock::System.now(),
            "active_seconds": 1,
        });
        let body = json!({ "events": [event] }).to_string();
        let mut headers = BROWSER.to_vec();
        headers.push(("authorization", bearer));
        request("POST", bare.unwrap_or(path), &headers, Some((JSON, body.as_bytes())))
    };
    Ok(Load { build: Box::new(build), anew: true, connections: clients, status: 200 })
}

async fn first_enrolment(college: &mut College, token: &str) -> Outcome<String> {
    let bearer = format!("Bearer {token}");
    let list = college.get(MY_ENROLMENTS, &[("authorization", &bearer)]).await?.json(200)?;
    let items = list["items"].as_array().cloned().unwrap_or_default();
    let shipped = items.into_iter().find(|item| item.to_string().contains(&format!("\"{SHIPPED}\"")));
    shipped.and_then(|item| item["id"].as_str().map(str::to_owned)).ok_or_else(|| "the enrolment is not listed".into())
}
