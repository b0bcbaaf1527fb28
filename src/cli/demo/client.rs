//! Speaking to the college as any program would.

use std::time::Duration;

use serde_json::Value;
use ureq::http::Response;
use ureq::typestate::WithBody;
use ureq::{Agent, Body};

use crate::cli::Failure;

/// Somebody at a browser or a phone: signed in, or not.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    address: String,
    language: String,
    token: Option<String>,
}

impl Client {
    pub fn new(address: &str, language: &str) -> Self {
        let settings =
            Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(30)));
        Self { agent: settings.build().into(), address: address.to_owned(), language: language.to_owned(), token: None }
    }

    /// Signs in, and is signed in from then on.
    pub fn sign_in(&mut self, email: &str, password: &str) -> Result<(), Failure> {
        let session = self.post("/api/v1/sessions", &serde_json::json!({ "email": email, "password": password }))?;
        self.token = session["access_token"].as_str().map(str::to_owned);
        Ok(())
    }

    pub fn get(&self, path: &str) -> Result<Value, Failure> {
        let response = self.fetch(path, "application/json")?;
        Self::json("GET", path, response)
    }

    /// The body as it is.
    pub fn bytes(&self, path: &str, accept: &str) -> Result<Vec<u8>, Failure> {
        let mut response = self.fetch(path, accept)?;
        if !response.status().is_success() {
            return Err(Failure::new(&format!("GET {path}"), response.status()));
        }
        response.body_mut().read_to_vec().map_err(|error| Failure::new(&format!("GET {path}"), error))
    }

    fn fetch(&self, path: &str, accept: &str) -> Result<Response<Body>, Failure> {
        let mut request =
            self.agent.get(self.url(path)).header("accept", accept).header("accept-language", &self.language);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        request.call().map_err(|error| Failure::new(&format!("GET {path}"), error))
    }

    pub fn post(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        let response = self.write(self.agent.post(self.url(path)), body);
        Self::json("POST", path, response.map_err(|error| Failure::new(&format!("POST {path}"), error))?)
    }

    pub fn put(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        let response = self.write(self.agent.put(self.url(path)), body);
        Self::json("PUT", path, response.map_err(|error| Failure::new(&format!("PUT {path}"), error))?)
    }

    /// Says something of a thing that was read in the version that `thing` names.
    pub fn put_about(&self, path: &str, thing: &Value, body: &Value) -> Result<Value, Failure> {
        let response = self.write(self.agent.put(self.url(path)).header("if-match", version(thing)), body);
        Self::json("PUT", path, response.map_err(|error| Failure::new(&format!("PUT {path}"), error))?)
    }

    /// Changes a thing that was read in the version that `thing` names.
    pub fn patch(&self, path: &str, thing: &Value, body: &Value) -> Result<Value, Failure> {
        let request = self.agent.patch(self.url(path)).header("if-match", version(thing));
        let response = self.write(request, body);
        Self::json("PATCH", path, response.map_err(|error| Failure::new(&format!("PATCH {path}"), error))?)
    }

    /// Sends what is no JSON.
    pub fn send(&self, path: &str, content_type: &str, body: &[u8]) -> Result<Value, Failure> {
        let request = self.dressed(self.agent.post(self.url(path))).header("content-type", content_type);
        let response = request.send(body).map_err(|error| Failure::new(&format!("POST {path}"), error))?;
        Self::json("POST", path, response)
    }

    /// Answers something that was read in the version that `thing` names.
    pub fn post_about(&self, path: &str, thing: &Value, body: &Value) -> Result<Value, Failure> {
        let request = self.agent.post(self.url(path)).header("if-match", version(thing));
        let response = self.write(request, body);
        Self::json("POST", path, response.map_err(|error| Failure::new(&format!("POST {path}"), error))?)
    }

    /// The problem with which a request is refused.
    pub fn refusal(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        self.refused(path, self.agent.post(self.url(path)), body)
    }

    /// Likewise of an answer to something that was read.
    pub fn refusal_about(&self, path: &str, thing: &Value, body: &Value) -> Result<Value, Failure> {
        self.refused(path, self.agent.post(self.url(path)).header("if-match", version(thing)), body)
    }

    fn refused(&self, path: &str, request: ureq::RequestBuilder<WithBody>, body: &Value) -> Result<Value, Failure> {
        let response = self.write(request, body);
        let mut response = response.map_err(|error| Failure::new(&format!("POST {path}"), error))?;
        let text = response.body_mut().read_to_string().map_err(|error| Failure::new(path, error))?;
        if response.status().is_success() {
            return Err(Failure::new(&format!("POST {path} was to be refused"), text));
        }
        serde_json::from_str(&text).map_err(|error| Failure::new(path, error))
    }

    fn dressed(&self, request: ureq::RequestBuilder<WithBody>) -> ureq::RequestBuilder<WithBody> {
        let request = request.header("accept-language", &self.language);
        match &self.token {
            Some(token) => request.header("authorization", format!("Bearer {token}")),
            None => request,
        }
    }

    fn write(&self, request: ureq::RequestBuilder<WithBody>, body: &Value) -> Result<Response<Body>, ureq::Error> {
        self.dressed(request).send_json(body)
    }

    /// A refusal ends the story with the College's own words.
    fn json(method: &str, path: &str, mut response: Response<Body>) -> Result<Value, Failure> {
        let text = response.body_mut().read_to_string().map_err(|error| Failure::new(path, error))?;
        if !response.status().is_success() {
            return Err(Failure::new(&format!("{method} {path}: {}", response.status()), text));
        }
        if text.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_str(&text).map_err(|error| Failure::new(path, error))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

fn version(thing: &Value) -> String {
    format!("\"v{}\"", thing["version"])
}
