//! A browser in which somebody has signed in: it keeps its cookie, and sends what stands in the forms of its pages.

use actix_web::http::Method;

use crate::support::{Answer, Campus, Client, PASSWORD, Person};

const FORM: &str = "application/x-www-form-urlencoded";

pub fn encoded(fields: &[(&str, &str)]) -> Vec<u8> {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes()
}

/// Sends fields, whatever form they are of.
pub async fn send(browser: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    browser.send(Method::POST, path, Some((FORM, encoded(fields)))).await
}

/// What a browser sends back of what it was told to keep.
pub fn kept(answer: &Answer) -> String {
    let told = answer.header("set-cookie").expect("a cookie");
    told.split(';').next().expect("a pair").to_owned()
}

/// A browser in which somebody has signed in.
pub async fn browser_of(campus: &Campus, person: &Person) -> Client {
    let fields = [("email", &*person.email), ("password", PASSWORD), ("next", "/my")];
    let answer = send(&super::browser(campus), "/sign-in", &fields).await;
    answer.assert_status(303);
    super::browser(campus).with_header("cookie", &kept(&answer))
}

/// A form as it stands on a page: where it goes, and what is in its fields.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()?;
    let plain = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    Some(plain.iter().fold(value.to_owned(), |text, (entity, plain)| text.replace(entity, plain)))
}

/// The form of a page that has one.
#[track_caller]
pub fn form(page: &Answer) -> Form {
    let html = page.text();
    let mut forms = html.split("<form method=\"post\" ").skip(1);
    let form = forms.next().unwrap_or_else(|| panic!("no form: {html}"));
    let form = form.split("</form>").next().expect("its end");
    let mut fields = Vec::new();
    for tag in form.split('<').skip(1) {
        let tag = tag.split('>').next().expect("a tag");
        let is_choice = tag.contains("type=\"radio\"") || tag.contains("type=\"checkbox\"");
        if tag.starts_with("input ") && (!is_choice || tag.contains(" checked")) {
            fields.push((attribute(tag, "name").expect("a name"), attribute(tag, "value").unwrap_or_default()));
        }
        if tag.starts_with("select ") {
            fields.push((attribute(tag, "name").expect("a name"), String::new()));
        }
        if tag.starts_with("option ") && tag.contains(" selected") {
            fields.last_mut().expect("a list").1 = attribute(tag, "value").expect("a value");
        }
    }
    Form { action: attribute(form, "action").expect("an action"), fields }
}

impl Form {
    pub fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    pub fn values(&self, name: &str) -> Vec<&str> {
        self.fields.iter().filter(|(known, _)| known == name).map(|(_, value)| &**value).collect()
    }

    /// The same form, with something else in some fields.
    pub fn with(&self, given: &[(&str, &str)]) -> Self {
        let mut form = self.clone();
        form.fields.retain(|(name, _)| !given.iter().any(|(other, _)| other == name));
        form.fields.extend(given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        form
    }

    pub async fn send(&self, browser: &Client) -> Answer {
        let fields: Vec<(&str, &str)> = self.fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        send(browser, &self.action, &fields).await
    }
}

/// Where an answer leads.
#[track_caller]
pub fn led_to(answer: &Answer) -> &str {
    answer.assert_status(303);
    answer.header("location").expect("a place")
}
