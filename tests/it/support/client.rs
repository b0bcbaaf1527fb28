//! Speaking to the college over HTTP, in process.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use actix_http::Request;
use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{Service as ActixService, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::test::TestRequest;
use serde_json::Value;

use super::documented;

type Answering = Pin<Box<dyn Future<Output = Answer>>>;

/// The application, without its unwieldy type.
#[derive(Clone)]
pub struct Service(Rc<dyn Fn(Request) -> Answering>);

impl Service {
    pub fn new<S, B>(service: S) -> Self
    where
        S: ActixService<Request, Response = ServiceResponse<B>, Error = actix_web::Error> + 'static,
        B: MessageBody + 'static,
    {
        let service = Rc::new(service);
        Self(Rc::new(move |request| {
            let service = Rc::clone(&service);
            Box::pin(async move {
                let response = service.call(request).await.expect("our layers answer every error");
                let status = response.status().as_u16();
                let headers = response
                    .headers()
                    .iter()
                    .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or("?").to_owned()))
                    .collect();
                let body = to_bytes(response.into_body()).await.unwrap_or_else(|_| panic!("the body broke off"));
                Answer { status, headers, body: body.to_vec() }
            })
        }))
    }
}

/// Somebody who makes requests: a guest, or a person who is signed in.
#[derive(Clone)]
pub struct Client {
    service: Service,
    token: Option<String>,
    headers: Vec<(String, String)>,
}

impl Client {
    pub fn new(service: Service) -> Self {
        Self { service, token: None, headers: Vec::new() }
    }

    /// The same client with an access token.
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The same person asking another instance.
    pub fn at(&self, instance: &Self) -> Self {
        Self { service: instance.service.clone(), ..self.clone() }
    }

    /// The same client sending a header with every request.
    pub fn with_header(&self, name: &str, value: &str) -> Self {
        let mut client = self.clone();
        client.headers.push((name.to_owned(), value.to_owned()));
        client
    }

    /// The same client asking for a language.
    pub fn speaking(&self, language: &str) -> Self {
        self.with_header("accept-language", language)
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send_json(Method::POST, path, &body).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.send_json(Method::PUT, path, &body).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send_json(Method::PATCH, path, &body).await
    }

    pub async fn send_json(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.send(method, path, Some(("application/json", body.to_string().into_bytes()))).await
    }

    /// Any method, any body.
    pub async fn send(&self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Answer {
        let name = method.to_string();
        let mut request = TestRequest::with_uri(path).method(method).peer_addr(([127, 0, 0, 1], 40_000).into());
        if let Some(token) = &self.token {
            request = request.insert_header((header::AUTHORIZATION, format!("Bearer {token}")));
        }
        for (name, value) in &self.headers {
            request = request.insert_header((name.as_str(), value.as_str()));
        }
        if let Some((content_type, bytes)) = body {
            request = request.insert_header((header::CONTENT_TYPE, content_type)).set_payload(bytes);
        }
        let answer = (self.service.0)(request.to_request()).await;
        documented::check(self.document().await, &name, path, &answer);
        answer
    }

    /// The OpenAPI document, the same for every college.
    async fn document(&self) -> &'static Value {
        if documented::DOCUMENT.get().is_none() {
            let request = TestRequest::with_uri("/api/openapi.json").to_request();
            let document = (self.service.0)(request).await.json();
            documented::DOCUMENT.get_or_init(|| document);
        }
        documented::DOCUMENT.get().expect("the document")
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The names of its headers.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().map(|(name, _)| name.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON ({}): {}", self.status, self.text()))
    }

    #[track_caller]
    pub fn assert_status(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// A refusal as RFC 9457 wants it, with a code of ours and words in a language.
    #[track_caller]
    pub fn assert_problem(&self, status: u16, code: &str) -> &Self {
        assert_eq!(
            (self.status, self.header("content-type")),
            (status, Some("application/problem+json")),
            "{}",
            self.text()
        );
        let problem = self.json();
        assert_eq!(problem["code"], code, "{problem:#}");
        assert_eq!(problem["status"], status);
        for member in ["title", "detail", "type", "instance"] {
            assert!(problem[member].as_str().is_some_and(|text| !text.is_empty()), "{member} is missing: {problem:#}");
        }
        self
    }

    /// A 422 that points to a member.
    #[track_caller]
    pub fn assert_field(&self, pointer: &str, code: &str) -> &Self {
        self.assert_problem(422, "body-invalid");
        let problem = self.json();
        let found = problem["errors"]
            .as_array()
            .is_some_and(|errors| errors.iter().any(|error| error["pointer"] == pointer && error["code"] == code));
        assert!(found, "no {code} at {pointer}: {problem:#}");
        self
    }
}
