//! What an attacker sends in place of a token of ours.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::{Value, json};
use virtual_college::keys::Purpose;

use crate::support::{Campus, Person, minutes};

fn parts(token: &str) -> (Value, Value, String) {
    let mut parts = token.split('.');
    let mut json = || {
        let part = URL_SAFE_NO_PAD.decode(parts.next().unwrap()).unwrap();
        serde_json::from_slice(&part).unwrap()
    };
    let (header, claims) = (json(), json());
    (header, claims, parts.next().unwrap().to_owned())
}

fn sign(header: &str, claims: &str, key: &[u8], algorithm: Algorithm) -> String {
    let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
    let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &EncodingKey::from_secret(key), algorithm).unwrap();
    format!("{message}.{signature}")
}

/// Somebody who can even sign with our key.
struct Insider {
    campus: Campus,
    ana: Person,
    secret: [u8; 32],
}

impl Insider {
    async fn new() -> Self {
        let campus = Campus::open().await;
        let ana = campus.person("ana").await;
        let ring = campus.app.keychain.ring(&campus.app.db, Purpose::AccessToken).await.unwrap();
        let secret = ring.newest().unwrap().secret;
        Self { campus, ana, secret }
    }

    fn header(&self) -> Value {
        parts(&self.ana.access_token).0
    }

    fn claims(&self) -> Value {
        parts(&self.ana.access_token).1
    }

    fn forge(&self, header: &Value, claims: &Value) -> String {
        sign(&header.to_string(), &claims.to_string(), &self.secret, Algorithm::HS256)
    }

    async fn assert_refused(&self, token: &str) {
        let answer = self.campus.guest().with_token(token).get("/api/v1/me").await;
        assert!(answer.status == 401, "{} for {token}", answer.status);
    }
}

#[actix_web::test]
async fn no_header_but_ours_is_accepted() {
    let insider = Insider::new().await;
    let good = insider.forge(&insider.header(), &insider.claims());
    insider.campus.guest().with_token(&good).get("/api/v1/me").await.assert_status(200);
    for (member, value) in [
        ("alg", json!("none")),
        ("alg", json!("None")),
        ("alg", json!("NONE")),
        ("alg", json!("nOnE")),
        ("alg", json!("hs256")),
        ("alg", json!("HS384")),
        ("alg", json!("RS256")),
        ("alg", json!("ES256")),
        ("alg", json!(null)),
        ("typ", json!("JWT")),
        ("typ", json!("")),
        ("kid", json!("")),
        ("kid", json!("../../../../dev/null")),
        ("kid", json!("' UNION SELECT 'key' --")),
        ("kid", json!({ "k": 1 })),
        ("crit", json!(["exp"])),
        ("crit", json!(["something"])),
        ("b64", json!(false)),
        ("jku", json!("https://evil.example/jwks.json")),
        ("x5u", json!("https://evil.example/cert.pem")),
        ("x5c", json!(["MIIB"])),
        ("jwk", json!({ "kty": "oct", "k": URL_SAFE_NO_PAD.encode(insider.secret) })),
        ("zip", json!("DEF")),
        ("cty", json!("JWT")),
    ] {
        let mut header = insider.header();
        header[member] = value;
        insider.assert_refused(&insider.forge(&header, &insider.claims())).await;
    }
}

#[actix_web::test]
async fn a_signature_by_anything_but_our_key_is_refused() {
    let insider = Insider::new().await;
    let (header, claims, signature) = parts(&insider.ana.access_token);
    let (header, claims) = (header.to_string(), claims.to_string());
    let message = insider.ana.access_token.rsplit_once('.').unwrap().0.to_owned();
    let mut tokens = vec![
        format!("{message}."),
        message.clone(),
        format!("{message}.{}", &signature[..20]),
        format!("{message}.{signature}AA"),
        format!("{message}.{signature}=="),
        format!("{message}.{}", URL_SAFE_NO_PAD.encode([0; 32])),
        format!(" {message}.{signature}").replace(' ', "."),
        sign(&header, &claims, &insider.secret, Algorithm::HS512),
        sign(&header, &claims, &insider.secret, Algorithm::HS384),
    ];
    for key in [&b""[..], b"secret", &[0; 32], message.as_bytes(), b"virtual-college"] {
        tokens.push(sign(&header, &claims, key, Algorithm::HS256));
    }
    let none = |alg: &str| URL_SAFE_NO_PAD.encode(header.replace("HS256", alg));
    for alg in ["none", "None", "NONE", "nOnE"] {
        tokens.push(format!("{}.{}.", none(alg), URL_SAFE_NO_PAD.encode(&claims)));
        tokens.push(format!("{}.{}.{signature}", none(alg), URL_SAFE_NO_PAD.encode(&claims)));
    }
    for token in tokens {
        insider.assert_refused(&token).await;
    }
}

#[actix_web::test]
async fn claims_of_another_time_place_or_shape_are_refused() {
    let insider = Insider::new().await;
    let now = insider.claims()["iat"].as_i64().unwrap();
    for (member, value) in [
        ("exp", json!(now - 1)),
        ("exp", json!(now)),
        ("exp", json!(now + 601)),
        ("exp", json!(i64::MAX)),
        ("exp", json!(1e300)),
        ("exp", json!("9999999999")),
        ("exp", json!(null)),
        ("exp", json!([now + 600])),
        ("nbf", json!(now + 60)),
        ("nbf", json!(i64::MIN)),
        ("iat", json!(now + 60)),
        ("iss", json!("https://evil.example")),
        ("iss", json!(["virtual-college"])),
        ("aud", json!("someone-else")),
        ("aud", json!([])),
        ("sub", json!(insider.campus.person("eva").await.id)),
        ("sub", json!("0")),
        ("sid", json!("00000000-0000-0000-0000-000000000000")),
        ("roles", json!(["administrator"])),
    ] {
        let mut claims = insider.claims();
        claims[member] = value;
        insider.assert_refused(&insider.forge(&insider.header(), &claims)).await;
    }
    for member in ["exp", "nbf", "iat", "iss", "aud", "sub", "sid", "jti"] {
        let mut claims = insider.claims();
        claims.as_object_mut().unwrap().remove(member);
        insider.assert_refused(&insider.forge(&insider.header(), &claims)).await;
    }
    let (header, claims) = (insider.header().to_string(), insider.claims().to_string());
    for twice in
        ["\"exp\":9999999999", "\"sub\":\"0197a2c4-6f1e-7c3a-9d55-3f6a1b2c4d5e\"", "\"iss\":\"virtual-college\""]
    {
        for claims in [claims.replacen('{', &format!("{{{twice},"), 1), claims.replace('}', &format!(",{twice}}}"))] {
            insider.assert_refused(&sign(&header, &claims, &insider.secret, Algorithm::HS256)).await;
        }
    }
    let twice = header.replacen('{', "{\"alg\":\"none\",", 1);
    insider.assert_refused(&sign(&twice, &claims, &insider.secret, Algorithm::HS256)).await;
}

#[actix_web::test]
async fn a_token_serves_only_where_it_belongs() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    let guest = campus.guest();
    guest.with_token(&ana.refresh_token).get("/api/v1/me").await.assert_problem(401, "token-invalid");
    let body = json!({ "refresh_token": ana.access_token });
    guest.post("/api/v1/sessions/refresh", body).await.assert_problem(401, "refresh-invalid");
    for query in ["access_token", "token", "authorization"] {
        let path = format!("/api/v1/me?{query}={}", ana.access_token);
        guest.get(&path).await.assert_problem(401, "sign-in-required");
    }
    for header in [
        format!("Basic {}", ana.access_token),
        ana.access_token.clone(),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        format!("Bearer {0} {0}", ana.access_token),
        format!("Bearer {}", "a".repeat(10_000)),
    ] {
        let answer = guest.with_header("authorization", &header).get("/api/v1/me").await;
        answer.assert_problem(401, "token-invalid");
    }
    let cookie = guest.with_header("cookie", &format!("access_token={0}; session={0}", ana.access_token));
    cookie.get("/api/v1/me").await.assert_problem(401, "sign-in-required");
}

#[actix_web::test]
async fn a_remembered_token_still_ends_at_its_time() {
    let campus = Campus::open().await;
    let ana = campus.person("ana").await;
    for _ in 0..3 {
        ana.get("/api/v1/me").await.assert_status(200);
    }
    campus.clock.advance(minutes(10));
    ana.get("/api/v1/me").await.assert_problem(401, "token-expired");
}
