//! Speaking to the college as any program would.

use std::time::Duration;

use serde_json::Value;
use ureq::http::Response;
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

    fn write(
        &self,
        request: ureq::RequestBuilder<ureq::typestate::WithBody>,
        body: &Value,
    ) -> Result<Response<Body>, ureq::Error> {
        let mut request = request.header("accept-language", &self.language);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        request.send_json(body)
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
