use serde_json::{Value, json};
use virtual_college::accounts::{Role, Scope, ScopeKind};

use crate::support::{Campus, Client, days};

fn role(email: &str, role: &str, kind: &str, key: &str) -> Value {
    let scope = if kind == "site" { json!({ "kind": kind }) } else { json!({ "kind": kind, "key": key }) };
    json!({ "email": email, "role": role, "scope": scope })
}

#[actix_web::test]
async fn who_may_give_which_role() {
    let campus = Campus::open().await;
    let admin = campus.person("admin").administrator().await;
    let secretariat = campus.person("secretariat").secretariat().await;
    let focal_point = campus.person("focal").focal_point("MG").await;
    let trainee = campus.person("trainee").await;
    campus.person("ana").await;
    let roles = [
        ("administrator", "site", ""),
        ("secretariat", "site", ""),
        ("focal-point", "party", "MG"),
        ("author", "course", "introduction-to-cites"),
        ("scientific-reviewer", "site", ""),
        ("translator", "locale", "mg"),
        ("translation-reviewer", "locale", "mg"),
        ("locale-lead", "locale", "pt-BR"),
    ];
    for (name, kind, key) in roles {
        let body = role("ana@example.org", name, kind, key);
        campus.guest().post("/api/v1/role-grants", body.clone()).await.assert_problem(401, "sign-in-required");
        for nobody in [&focal_point, &trainee] {
            nobody.post("/api/v1/role-grants", body.clone()).await.assert_problem(403, "forbidden");
        }
        let answer = secretariat.post("/api/v1/role-grants", body.clone()).await;
        match name {
            "administrator" | "secretariat" => {
                answer.assert_problem(403, "role-not-yours");
                admin.post("/api/v1/role-grants", body).await.assert_status(201);
            }
            _ => {
                answer.assert_status(201);
                admin.post("/api/v1/role-grants", body).await.assert_problem(409, "role-grant-exists");
            }
        }
    }
}

#[actix_web::test]
async fn who_leads_a_locale_learns_no_address_from_a_role_that_she_gives() {
    let campus = Campus::open().await;
    let lead = campus.person("lia").holding(Role::LocaleLead, Scope::new(ScopeKind::Locale, "sw")).await;
    let ana = campus.person("ana").await;
    let id = ana.get("/api/v1/me").await.json()["id"].clone();
    let scope = json!({ "kind": "locale", "key": "sw" });
    let body = json!({ "person": id, "role": "translator", "scope": scope });
    let granted = lead.post("/api/v1/role-grants", body).await;
    granted.assert_status(201);
    assert!(!granted.text().contains("ana@example.org"), "{}", granted.text());
    let secretariat = campus.person("sara").secretariat().await;
    let body = json!({ "person": id, "role": "translation-reviewer", "scope": scope });
    let granted = secretariat.post("/api/v1/role-grants", body).await;
    assert_eq!(granted.json()["person"]["email"], "ana@example.org");
}

#[actix_web::test]
async fn a_role_is_held_and_lost_at_once() {
    let campus = Campus::open().await;
    let admin = campus.person("admin").administrator().await;
    let ana = campus.person("ana").speaks("fr").await;
    ana.get("/api/v1/role-grants").await.assert_problem(403, "forbidden");
    let body = role("ana@example.org", "secretariat", "site", "");
    let granted = admin.post("/api/v1/role-grants", body).await;
    let id = granted.assert_status(201).json()["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/role-grants/{id}");
    assert_eq!(granted.header("location"), Some(path.as_str()));
    ana.get("/api/v1/role-grants").await.assert_status(200);
    assert_eq!(
        ana.get("/api/v1/me").await.json()["roles"],
        json!([{ "role": "secretariat", "scope": { "kind": "site" }, "expires_at": null }])
    );
    let letters = campus.letters().await;
    let told = letters.iter().find(|(to, _)| to == "ana@example.org").map(|(_, letter)| letter["kind"].clone());
    assert_eq!(told, Some(json!("role-granted")));

    admin.delete(&path).await.assert_status(204);
    ana.get("/api/v1/role-grants").await.assert_problem(403, "forbidden");
    admin.delete(&path).await.assert_problem(404, "role-grant-unknown");
    assert_eq!(ana.get("/api/v1/me").await.json()["roles"], json!([]));
}

#[actix_web::test]
async fn a_role_ends_at_its_moment_and_can_be_given_anew() {
    let campus = Campus::open().await;
    let admin = campus.person("admin").administrator().await;
    let ana = campus.person("ana").await;
    let in_a_minute = campus.clock.now().plus(std::time::Duration::from_secs(30));
    let mut body = role("ana@example.org", "secretariat", "site", "");
    body["expires_at"] = json!(in_a_minute);
    admin.post("/api/v1/role-grants", body.clone()).await.assert_status(201);
    ana.get("/api/v1/role-grants").await.assert_status(200);
    campus.clock.advance(std::time::Duration::from_secs(30));
    ana.get("/api/v1/role-grants").await.assert_problem(403, "forbidden");
    admin.post("/api/v1/role-grants", body.clone()).await.assert_field("/expires_at", "moment-passed");
    body["expires_at"] = json!(campus.clock.now().plus(days(1)));
    admin.post("/api/v1/role-grants", body).await.assert_status(201);
    ana.get("/api/v1/role-grants").await.assert_status(200);
}

#[actix_web::test]
async fn a_role_needs_a_person_and_a_scope_that_goes_with_it() {
    let campus = Campus::open().await;
    let admin = campus.person("admin").administrator().await;
    let ana = campus.person("ana").await;
    for (name, kind, key, pointer, code) in [
        ("focal-point", "site", "", "/scope/kind", "scope-not-for-role"),
        ("administrator", "party", "MG", "/scope/kind", "scope-not-for-role"),
        ("focal-point", "party", "XX", "/scope/key", "scope-unknown"),
        ("focal-point", "party", "mg", "/scope/key", "scope-unknown"),
        ("translator", "locale", "FR-ca", "/scope/key", "scope-unknown"),
        ("author", "course", "../etc", "/scope/key", "scope-unknown"),
    ] {
        let answer = admin.post("/api/v1/role-grants", role("ana@example.org", name, kind, key)).await;
        answer.assert_field(pointer, code);
    }
    let unknown = admin.post("/api/v1/role-grants", role("nobody@example.org", "author", "site", "")).await;
    unknown.assert_problem(404, "person-unknown");
    let both = json!({ "email": "a@b.org", "person": ana.id, "role": "author", "scope": { "kind": "site" } });
    admin.post("/api/v1/role-grants", both).await.assert_field("/email", "person-or-email");
    let neither = json!({ "role": "author", "scope": { "kind": "site" } });
    admin.post("/api/v1/role-grants", neither).await.assert_field("/email", "field-missing");
    let king = json!({ "person": ana.id, "role": "king", "scope": { "kind": "site" } });
    assert_eq!(admin.post("/api/v1/role-grants", king).await.status, 422);
    let site_with_key = json!({ "person": ana.id, "role": "author", "scope": { "kind": "site", "key": "x" } });
    admin.post("/api/v1/role-grants", site_with_key).await.assert_field("/scope/key", "scope-unknown");
}

#[actix_web::test]
async fn whoever_registered_an_address_without_owning_it_inherits_no_role() {
    let campus = Campus::open().await;
    let admin = campus.person("admin").administrator().await;
    let body =
        json!({ "email": "minister@example.org", "password": "seven tame pangolins", "name": "M", "locale": "en" });
    campus.guest().post("/api/v1/accounts", body).await.assert_status(201);
    let answer = admin.post("/api/v1/role-grants", role("minister@example.org", "secretariat", "site", "")).await;
    answer.assert_problem(409, "person-unverified");
}

#[actix_web::test]
async fn a_repeated_request_is_answered_again_and_gives_the_role_once() {
    let campus = Campus::open().await;
    let admin = campus.person("admin").administrator().await.with_header("idempotency-key", "k1");
    campus.person("ana").await;
    let body = role("ana@example.org", "author", "site", "");
    let first = admin.post("/api/v1/role-grants", body.clone()).await;
    let second = admin.post("/api/v1/role-grants", body).await;
    assert_eq!((second.status, second.text()), (201, first.text()));
    let other = admin.post("/api/v1/role-grants", role("ana@example.org", "scientific-reviewer", "site", "")).await;
    other.assert_problem(409, "idempotency-key-reused");
}

#[actix_web::test]
async fn the_last_administrator_stays() {
    let campus = Campus::open().await;
    let admin = campus.person("admin").administrator().await;
    let grants = admin.get("/api/v1/role-grants?role=administrator").await.json();
    let path = format!("/api/v1/role-grants/{}", grants["items"][0]["id"].as_str().unwrap());
    admin.delete(&path).await.assert_problem(409, "last-administrator");
    campus.person("ana").await;
    let mut passing = role("ana@example.org", "administrator", "site", "");
    passing["expires_at"] = json!(campus.clock.now().plus(days(1)));
    admin.post("/api/v1/role-grants", passing).await.assert_status(201);
    admin.delete(&path).await.assert_problem(409, "last-administrator");
    let address = virtual_college::accounts::Email::parse(&admin.email, "").unwrap();
    let disable = move |tx: &mut virtual_college::db::Tx<'_>| {
        virtual_college::accounts::set_disabled(tx, &address, true).map(drop)
    };
    let refused = campus.app.db.write(disable).await.unwrap_err();
    assert_eq!(refused.code(), Some("last-administrator"));
}

#[actix_web::test]
async fn two_administrators_who_remove_each_other_at_once_leave_one() {
    for _ in 0..5 {
        let campus = Campus::open().await;
        let (ana, ben) = (campus.person("ana").administrator().await, campus.person("ben").administrator().await);
        let grants = ana.get("/api/v1/role-grants").await.json();
        let path = |email: &str| {
            let theirs = grants["items"].as_array().unwrap().iter().find(|item| item["person"]["email"] == email);
            format!("/api/v1/role-grants/{}", theirs.unwrap()["id"].as_str().unwrap())
        };
        let (of_ana, of_ben) = (path("ana@example.org"), path("ben@example.org"));
        let (first, second) = futures_util::future::join(ana.delete(&of_ben), ben.delete(&of_ana)).await;
        let removed = [first.status, second.status].iter().filter(|status| **status == 204).count();
        assert!(removed <= 1, "{} {}", first.status, second.status);
    }
}

#[actix_web::test]
async fn grants_are_listed_in_pages_for_the_secretariat() {
    let campus = Campus::open().await;
    let secretariat = campus.person("secretariat").secretariat().await;
    for (name, party) in [("a", "MG"), ("b", "FR"), ("c", "PE")] {
        campus.person(name).focal_point(party).await;
        campus.clock.advance(std::time::Duration::from_millis(1));
    }
    let first = secretariat.get("/api/v1/role-grants?role=focal-point&limit=2").await.json();
    assert_eq!(first["items"].as_array().unwrap().len(), 2);
    let next = format!("/api/v1/role-grants?role=focal-point&limit=2&cursor={}", first["next"].as_str().unwrap());
    let second = secretariat.get(&next).await.json();
    assert_eq!(second["items"][0]["scope"], json!({ "kind": "party", "key": "PE" }));
    assert_eq!(second["next"], json!(null));
    secretariat.get("/api/v1/role-grants?cursor=%21").await.assert_problem(400, "cursor-invalid");
    secretariat.get("/api/v1/role-grants?limit=0").await.assert_problem(400, "limit-out-of-range");
    assert_eq!(secretariat.get("/api/v1/role-grants?role=king").await.status, 400);
}

#[actix_web::test]
async fn every_act_of_staff_is_noted_without_names() {
    use diesel::prelude::*;
    use virtual_college::db::schema::audit;
    let campus = Campus::open().await;
    let admin = campus.person("admin").holding(Role::Administrator, Scope::site()).await;
    campus.person("ana").await;
    let body = role("ana@example.org", "author", "site", "");
    let id = admin.post("/api/v1/role-grants", body).await.json()["id"].as_str().unwrap().to_owned();
    campus.clock.advance(std::time::Duration::from_millis(1));
    admin.delete(&format!("/api/v1/role-grants/{id}")).await.assert_status(204);
    let subject = id.clone();
    let read = move |snapshot: &mut virtual_college::db::Snapshot<'_>| {
        Ok(audit::table
            .filter(audit::subject.eq(&subject))
            .order(audit::id)
            .select((audit::act, audit::actor, audit::detail))
            .load::<(String, Option<virtual_college::ids::PersonId>, String)>(snapshot.conn())?)
    };
    let notes = campus.app.db.read(read).await.unwrap();
    let acts: Vec<_> = notes.iter().map(|(act, actor, _)| (act.as_str(), *actor)).collect();
    assert_eq!(acts, [("role-granted", Some(admin.id)), ("role-revoked", Some(admin.id))]);
    assert!(notes.iter().all(|(_, _, detail)| !detail.contains("ana")));
}

#[actix_web::test]
async fn who_leads_a_locale_sees_the_roles_of_it_without_addresses() {
    let campus = Campus::open().await;
    let scope = |kind, key| Scope::new(kind, key);
    let (locale, in_course) = (ScopeKind::Locale, ScopeKind::CourseLocale);
    let lea = campus.person("lea").holding(Role::LocaleLead, scope(locale, "sw")).await;
    let tia = campus.person("tia").holding(Role::Translator, scope(locale, "sw")).await;
    campus.person("remy").holding(Role::TranslationReviewer, scope(in_course, "sw/fish")).await;
    campus.person("noel").holding(Role::Translator, scope(locale, "swb")).await;
    campus.person("nora").holding(Role::Translator, scope(in_course, "fr/sw")).await;
    campus.person("ari").holding(Role::Author, Scope::course("sw")).await;
    let tara = campus.person("tara").holding(Role::TranslationsAdministrator, Scope::site()).await;
    let lists = async |person: &Client, query: &str| {
        let page = person.get(&format!("/api/v1/role-grants{query}")).await.assert_status(200).json();
        let names = page["items"].as_array().expect("grants").iter().map(|it| {
            assert!(it["person"].get("email").is_none(), "{it}");
            it["person"]["name"].as_str().expect("a name").to_lowercase()
        });
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(lists(&lea, "").await, "lea tia remy");
    assert_eq!(lists(&lea, "?role=author").await, "");
    assert_eq!(lists(&lea, &format!("?person={}", tia.id)).await, "tia");
    assert_eq!(lists(&lea, "?limit=2").await, "lea tia");
    assert_eq!(lists(&tara, "").await, "lea tia remy noel nora");
    tia.get("/api/v1/role-grants").await.assert_problem(403, "forbidden");
    // Who leads two sees both, oldest first.
    let both = campus.person("zoe").holding(Role::LocaleLead, scope(locale, "swb"));
    let both = both.holding(Role::LocaleLead, scope(locale, "sw")).await;
    assert_eq!(lists(&both, "").await, "lea tia remy noel zoe zoe");
}
