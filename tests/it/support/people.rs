//! People who have accounts, and the letters that wait for them.

use std::future::{Future, IntoFuture};
use std::ops::Deref;
use std::pin::Pin;
use std::time::Duration;

use diesel::prelude::*;
use serde_json::{Value, json};
use virtual_college::accounts::{self, Email, NewRole, Password, Profile, Registration, Role, Scope, Whom};
use virtual_college::db::Json as DbJson;
use virtual_college::db::schema::{audit, jobs, outbox};
use virtual_college::ids::PersonId;
use virtual_college::parties;
use virtual_college::secret::Secret;

use super::{Campus, Client};

/// Everybody's password.
pub const PASSWORD: &str = "seven tame pangolins";

/// Somebody with a confirmed account, signed in.
#[derive(Clone)]
pub struct Person {
    pub id: PersonId,
    pub email: String,
    pub access_token: String,
    pub refresh_token: String,
    client: Client,
}

impl Deref for Person {
    type Target = Client;
    fn deref(&self) -> &Client {
        &self.client
    }
}

/// `campus.person("ana").speaks("fr").from("MG").await`
pub struct PersonBuilder<'c> {
    campus: &'c Campus,
    name: String,
    locale: String,
    country: Option<String>,
    roles: Vec<(Role, Scope)>,
}

impl Campus {
    pub fn person(&self, name: &str) -> PersonBuilder<'_> {
        PersonBuilder { campus: self, name: name.into(), locale: "en".into(), country: None, roles: Vec::new() }
    }

    /// The same person, signed in anew: an access token lasts ten minutes.
    pub async fn back(&self, person: &Person) -> Client {
        let session = self.sign_in(&person.email).await;
        self.guest().with_token(session.json()["access_token"].as_str().expect("a token"))
    }

    /// Signs in with [`PASSWORD`].
    pub async fn sign_in(&self, email: &str) -> super::Answer {
        self.guest().post("/api/v1/sessions", json!({ "email": email, "password": PASSWORD })).await
    }

    /// Writes the letters that were asked for by address, and leaves them in the outbox.
    async fn write_account_letters(&self) {
        let handler = accounts::HANDLERS.first().expect("a handler");
        let owed = self.app.db.read(|snapshot| {
            let waiting = jobs::table.filter(jobs::kind.eq(handler.kind)).filter(jobs::state.eq("waiting"));
            Ok(waiting.order(jobs::id).select((jobs::id, jobs::payload)).load::<(Vec<u8>, DbJson)>(snapshot.conn())?)
        });
        for (id, payload) in owed.await.expect("the jobs") {
            (handler.run)(self.app.clone().into_inner(), payload).await.expect("written");
            let done = self.app.db.write(move |tx| {
                Ok(diesel::update(jobs::table.filter(jobs::id.eq(id.clone())))
                    .set(jobs::state.eq("done"))
                    .execute(tx.conn())?)
            });
            done.await.expect("noted");
        }
    }

    /// The letters that wait to be sent, oldest first: to whom, and what. Reading them takes a millisecond, so that what is
    /// written afterwards is younger also by its id.
    pub async fn letters(&self) -> Vec<(String, Value)> {
        self.write_account_letters().await;
        self.clock.advance(Duration::from_millis(1));
        let rows = self.app.db.read(|snapshot| {
            Ok(outbox::table
                .order(outbox::id)
                .select((outbox::address, outbox::letter))
                .load::<(String, String)>(snapshot.conn())?)
        });
        let rows = rows.await.expect("the outbox");
        rows.into_iter().map(|(to, letter)| (to, serde_json::from_str(&letter).expect("a letter"))).collect()
    }

    /// The one letter of a kind that waits: to whom, and what.
    pub async fn letter(&self, kind: &str) -> (String, Value) {
        let mut found = self.letters().await;
        found.retain(|(_, letter)| letter["kind"] == kind);
        assert_eq!(found.len(), 1, "{kind}: {found:?}");
        found.remove(0)
    }

    /// How often something was noted.
    pub async fn audited(&self, act: &'static str) -> i64 {
        let count = self.app.db.read(move |snapshot| {
            Ok(audit::table.filter(audit::act.eq(act)).count().get_result::<i64>(snapshot.conn())?)
        });
        count.await.expect("the audit")
    }

    /// The token in the last letter to somebody.
    pub async fn mailed_token(&self, to: &str) -> String {
        let letters = self.letters().await;
        let token = letters.iter().rev().find(|(address, _)| address == to).map(|(_, letter)| letter["token"].clone());
        token.and_then(|token| token.as_str().map(str::to_owned)).expect("a letter with a token")
    }
}

impl PersonBuilder<'_> {
    #[must_use]
    pub fn speaks(mut self, locale: &str) -> Self {
        self.locale = locale.into();
        self
    }

    #[must_use]
    pub fn from(mut self, country: &str) -> Self {
        self.country = Some(country.into());
        self
    }

    #[must_use]
    pub fn holding(mut self, role: Role, scope: Scope) -> Self {
        self.roles.push((role, scope));
        self
    }

    #[must_use]
    pub fn administrator(self) -> Self {
        self.holding(Role::Administrator, Scope::site())
    }

    #[must_use]
    pub fn secretariat(self) -> Self {
        self.holding(Role::Secretariat, Scope::site())
    }

    #[must_use]
    pub fn focal_point(self, party: &str) -> Self {
        self.holding(Role::FocalPoint, Scope::party(party))
    }

    async fn build(self) -> Person {
        let email = format!("{}@example.org", self.name);
        let app = &self.campus.app;
        let registration = Registration {
            email: Email::parse(&email, "").expect("an address"),
            password: app.passwords.hash(&Password::given(&Secret::new(PASSWORD))).await.expect("a hash"),
            profile: Profile {
                name: self.name,
                locale: self.locale.parse().expect("a language"),
                country: self.country.map(|code| code.parse().expect("a country")),
            },
        };
        let roles = self.roles;
        let add = move |tx: &mut virtual_college::db::Tx<'_>| {
            let person = accounts::create_user(tx, &registration)?;
            for (role, scope) in &roles {
                let whom = Whom::Person(person);
                let role = NewRole { whom, role: *role, scope: scope.clone(), expires_at: None };
                accounts::grant_as_operator(tx, &role, parties::name)?;
            }
            Ok(person)
        };
        let id = app.db.write(add).await.expect("a person");
        let session = self.campus.sign_in(&email).await;
        session.assert_status(201);
        let token = |name: &str| session.json()[name].as_str().expect("a token").to_owned();
        let client = self.campus.guest().with_token(&token("access_token"));
        Person { id, email, access_token: token("access_token"), refresh_token: token("refresh_token"), client }
    }
}

impl<'c> IntoFuture for PersonBuilder<'c> {
    type Output = Person;
    type IntoFuture = Pin<Box<dyn Future<Output = Person> + 'c>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.build())
    }
}
