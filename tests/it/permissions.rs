//! Who may do what: every operation of the OpenAPI document, asked for by everybody. The snapshot is the documentation of rights.
//!
//! All things exist, every request is right in itself, and each actor has a college of her own, so a cell says what becomes of
//! the request on account of who makes it. What is shown is Ana's (`owner`), an official of Madagascar; a trainee or focal point who
//! may not know of it is answered 404.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::support::world::{ACTORS, Operation, World, operations};

/// These change what others ask for, so they are asked for last, in this order: a submission closes the attempt, a revocation the
/// certificate, an erasure what it says, and who changes her password has no other session any more.
const LAST: [&str; 11] = [
    "saveAnswer",
    "submitAttempt",
    "publishCourse",
    "withdrawAffiliation",
    "suspendCertificate",
    "restoreCertificate",
    "revokeCertificate",
    "eraseCertificate",
    "submitConfirmation",
    "signOut",
    "changePassword",
];

/// The status of each operation for an actor, in a college of her own.
async fn column(actor: &str, operations: &[Operation]) -> BTreeMap<String, u16> {
    let world = World::open().await;
    let mut column = BTreeMap::new();
    for operation in operations {
        let client = match operation.id.as_str() {
            "signOut" => world.another_session(actor).await,
            _ => world.actor(actor),
        };
        let answer = world.make(&client, &world.request(operation, actor)).await;
        assert!(answer.status < 500, "{actor}: {} {}: {}", operation.method, operation.path, answer.text());
        column.insert(operation.id.clone(), answer.status);
    }
    column
}

#[actix_web::test]
async fn the_permission_matrix() {
    let document = World::document().await;
    let mut operations = operations(&document);
    operations.sort_by_key(|it| (LAST.iter().position(|id| *id == it.id), it.method != "get", it.path.clone()));
    let mut columns = Vec::new();
    for actor in ACTORS {
        columns.push(column(actor, &operations).await);
    }
    let tags = document["tags"].as_array().expect("tags");
    operations.sort_by_key(|it| (tags.iter().position(|tag| tag["name"] == it.tag), it.path.clone(), it.method));
    let name = |it: &Operation| format!("{:<6} {}", it.method.to_uppercase(), it.path.replace("/api/v1", ""));
    let width = operations.iter().map(|operation| name(operation).len()).max().expect("operations");
    let mut table = " ".repeat(width);
    for actor in ACTORS {
        let _ = write!(table, "{actor:>12}");
    }
    let mut tag = "";
    for operation in &operations {
        if operation.tag != tag {
            tag = &operation.tag;
            let _ = write!(table, "\n\n{tag}");
        }
        let _ = write!(table, "\n{:<width$}", name(operation));
        for column in &columns {
            let _ = write!(table, "{:>12}", column[&operation.id]);
        }
    }
    insta::assert_snapshot!(table);
}
