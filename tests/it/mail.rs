//! Letters: what they say, and that they arrive.

mod letters;

use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::Text;
use insta::assert_snapshot;
use virtual_college::app::App;
use virtual_college::config::{Config, Encryption, TransportKind};
use virtual_college::db::schema::outbox;
use virtual_college::error::{AppError, Problem};
use virtual_college::i18n::{Catalogues, I18n, Locale, Source};
use virtual_college::mail::{self, Letter, Recipient};
use virtual_college::secret::Secret;

use self::letters::{decided, letters, token};
use crate::support::{Campus, SmtpServer, days, hours, minutes};

fn recipient(address: &str, locale: &str) -> Recipient {
    Recipient { person: None, address: address.into(), locale: locale.parse().expect("a language") }
}

async fn post(campus: &Campus, address: &str, locale: &str, letter: Letter) {
    let to = recipient(address, locale);
    campus.app.db.write(move |tx| mail::post(tx, &to, letter.clone())).await.expect("post");
}

fn with_address(config: &mut Config) {
    config.server.public_url = Some("https://college.example.org/".parse().expect("a URL"));
}

/// A college on the same database and clock, as another process would open it.
fn beside(campus: &Campus, change: impl FnOnce(&mut Config)) -> App {
    let mut config = campus.app.config.clone();
    change(&mut config);
    App::open(config, campus.clock.clone()).expect("open it once more")
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = Text)]
    letter: String,
    #[diesel(sql_type = Text)]
    state: String,
}

async fn stored(campus: &Campus) -> Vec<(String, String)> {
    let rows = campus.app.db.read(|snapshot| {
        let query = diesel::sql_query("SELECT letter, state FROM outbox ORDER BY id");
        Ok(query.load::<Stored>(snapshot.conn())?)
    });
    rows.await.expect("the outbox").into_iter().map(|row| (row.letter, row.state)).collect()
}

#[test]
fn every_kind_of_letter_is_claimed() {
    let mut kinds: Vec<&str> = letters().iter().map(|(_, letter)| letter.kind()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let mut claimed = Letter::KINDS.to_vec();
    claimed.sort_unstable();
    assert_eq!(kinds, claimed);
}

/// During an upgrade the older instance leaves to the newer one what it cannot put into words.
#[actix_web::test]
async fn a_letter_of_a_kind_that_only_a_newer_version_knows_is_left_to_it() {
    let campus = Campus::open().await;
    post(&campus, "ana@example.org", "en", Letter::PasswordChanged).await;
    set_kind(&campus, "postcard").await;
    post(&campus, "bo@example.org", "en", Letter::PasswordChanged).await;
    campus.run_jobs().await;
    let tries = campus.app.db.read(|snapshot| Ok(outbox::table.select(outbox::tries).load::<i32>(snapshot.conn())?));
    let mut tries = tries.await.expect("the outbox");
    tries.sort_unstable();
    assert_eq!(tries, [0, 1]);
    let due = mail::next_due(&campus.app).await.expect("the outbox");
    assert_eq!(due, None, "nobody waits for it");
    // An instance from before the kinds were told says nothing: its letters are everybody's.
    set_kind(&campus, "").await;
    campus.run_jobs().await;
    assert_eq!(campus.mailbox().all().len(), 2);
}

async fn set_kind(campus: &Campus, kind: &'static str) {
    let set = campus.app.db.write(move |tx| {
        let waiting = outbox::table.filter(outbox::state.eq("waiting"));
        Ok(diesel::update(waiting).set(outbox::kind.eq(kind)).execute(tx.conn())?)
    });
    assert_eq!(set.await.expect("set"), 1);
}

#[actix_web::test]
async fn every_letter_in_english() {
    let campus = Campus::open_with(with_address).await;
    for (name, letter) in letters() {
        post(&campus, "ana@example.org", "en", letter).await;
        campus.run_jobs().await;
        let mail = campus.mailbox().last().expect("a letter");
        let shown = format!("Subject: {}\nLinks: {:?}\n\n{}\n{}", mail.subject, mail.links, mail.text, mail.html);
        assert_snapshot!(name, shown);
    }
}

#[actix_web::test]
async fn every_letter_in_every_language_of_the_convention() {
    let campus = Campus::open_with(with_address).await;
    for locale in Locale::WORKING {
        for (name, letter) in letters() {
            post(&campus, "ana@example.org", locale.as_str(), letter).await;
            campus.run_jobs().await;
            let mail = campus.mailbox().last().expect("a letter");
            for part in [&mail.subject, &mail.text, &mail.html] {
                assert!(!part.contains('{') && !part.contains("mail-"), "{name} in {locale}: {part}");
            }
            for part in [&mail.subject, &mail.text] {
                let marked = part.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']);
                assert!(!marked, "{name} in {locale} has invisible marks: {part}");
            }
            assert!(mail.html.contains(&format!("<html lang=\"{locale}\" dir=\"ltr\">")), "{}", mail.html);
        }
    }
    let misses = campus.app.i18n.misses();
    assert_eq!((misses.missing, misses.broken), (0, 0));
}

#[actix_web::test]
async fn every_role_has_a_name_in_every_language() {
    let i18n = I18n::new(Catalogues::shipped().expect("sound"), Locale::EN);
    for role in virtual_college::accounts::Role::ALL {
        for locale in Locale::WORKING {
            let args = virtual_college::i18n::Args::new().set("role", role.as_str());
            let name = i18n.localizer_for(&locale).plain("mail-role-name", &args);
            let is_a_word_of_its_own =
                name != role.as_str() || ["administrator", "author", "translator"].contains(&name.as_str());
            assert!(is_a_word_of_its_own, "{role} in {locale}");
        }
    }
}

#[actix_web::test]
async fn a_letter_to_a_language_without_letters_is_in_one_language_throughout() {
    let campus = Campus::open().await;
    post(&campus, "ana@example.org", "mg", Letter::PasswordChanged).await;
    campus.run_jobs().await;
    let mail = campus.mailbox().last().expect("a letter");
    // French is the bridge that Malagasy readers are led over.
    assert_eq!(mail.subject, "Votre mot de passe a été modifié");
    assert!(mail.html.contains("<html lang=\"fr\" dir=\"ltr\">"));
    assert!(mail.source.contains("Content-Language: fr\r\n"), "{}", mail.source);
}

/// Whatever the catalogues say: a line more would be a header more.
#[actix_web::test]
async fn a_subject_is_one_line_even_where_its_text_is_not() {
    let campus = Campus::open().await;
    let broken = "mail-password-changed =\n    .subject = Changed{ \"\\u000A\" }Bcc: victim@example.org\n    .text = Changed.\n    .note = Now.\n";
    let mut sources = Source::shipped().to_vec();
    sources.push(Source { locale: Locale::EN, file: "mail.ftl".into(), text: broken.into() });
    campus.app.i18n.replace(Catalogues::build(sources).expect("sound"));
    post(&campus, "ana@example.org", "en", Letter::PasswordChanged).await;
    campus.run_jobs().await;
    let mail = campus.mailbox().last().expect("a letter");
    assert_eq!(mail.subject, "Changed Bcc: victim@example.org");
    assert!(mail.source.contains("Subject: Changed Bcc: victim@example.org\r\n"), "{}", mail.source);
}

#[actix_web::test]
async fn nothing_is_sent_when_the_transaction_is_undone() {
    let campus = Campus::open().await;
    let to = recipient("ana@example.org", "en");
    let undone: Result<(), AppError> = campus
        .app
        .db
        .write(move |tx| {
            mail::post(tx, &to, Letter::PasswordChanged)?;
            Err(Problem::conflict("not-found").into())
        })
        .await;
    assert!(undone.is_err());
    campus.run_jobs().await;
    assert!(campus.mailbox().is_empty());
}

#[actix_web::test]
async fn a_message_says_that_it_is_automatic_and_keeps_its_id() {
    let campus = Campus::open_with(with_address).await;
    post(&campus, "ana@example.org", "en", Letter::VerifyEmail { token: token() }).await;
    campus.run_jobs().await;
    let mail = campus.mailbox().last().expect("a letter");
    for header in [
        "Auto-Submitted: auto-generated\r\n",
        "Date: Tue, 02 Mar 2027 09:00:00 +0000\r\n",
        "To: ana@example.org\r\n",
        "Content-Type: multipart/alternative;",
        &format!("Message-ID: {}\r\n", mail.message_id),
    ] {
        assert!(mail.source.contains(header), "{header} is missing: {}", mail.source);
    }
    assert!(mail.message_id.ends_with("@localhost>"), "{}", mail.message_id);
    assert_eq!(mail.links, [format!("https://college.example.org/confirm/{}", token().reveal())]);
}

#[actix_web::test]
async fn what_people_wrote_adds_no_header_and_no_html() {
    let campus = Campus::open().await;
    let title = "Soil\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script> \u{202E}txet";
    let letter = Letter::EnrolmentDecided {
        course_title: title.into(),
        approved: true,
        reason: Some("<b>x</b>".into()),
        confirmed_party: Some("<i>y</i>\r\nBcc: all@example.org".into()),
    };
    post(&campus, "ana@example.org", "en", letter).await;
    campus.run_jobs().await;
    let mail = campus.mailbox().last().expect("a letter");
    assert!(!mail.source.contains("\nBcc:"), "{}", mail.source);
    assert!(
        !mail.html.contains("<script")
            && !mail.html.contains("<b>")
            && !mail.html.contains("<i>")
            && mail.html.contains("script&#62;"),
        "{}",
        mail.html
    );
    assert!(!mail.subject.contains(['\r', '\n', '\u{202E}']));
}

#[actix_web::test]
async fn an_address_that_is_none_fails_at_once_and_adds_no_header() {
    let campus = Campus::open().await;
    for address in ["ana@example.org\r\nBcc: all@example.org", "ana", "a@b, c@d", ""] {
        post(&campus, address, "en", Letter::PasswordChanged).await;
    }
    campus.run_jobs().await;
    assert!(campus.mailbox().is_empty());
    let failed = campus.app.db.read(|snapshot| mail::failed(snapshot, 10)).await.expect("read");
    assert_eq!(failed.len(), 4);
}

#[actix_web::test]
async fn the_most_important_letters_go_first() {
    let campus = Campus::open().await;
    for _ in 0..10 {
        post(&campus, "news@example.org", "en", decided(true, None, None)).await;
    }
    post(&campus, "warning@example.org", "en", Letter::PasswordChanged).await;
    post(&campus, "awaited@example.org", "en", Letter::ResetPassword { token: token() }).await;
    campus.run_jobs().await;
    let order: Vec<String> = campus.mailbox().all().into_iter().map(|mail| mail.to).collect();
    assert_eq!(order.len(), 12);
    assert_eq!(order[..3], ["awaited@example.org", "warning@example.org", "news@example.org"]);
}

#[actix_web::test]
async fn a_letter_that_was_sent_keeps_no_token_and_is_forgotten_after_a_month() {
    let campus = Campus::open().await;
    post(&campus, "ana@example.org", "en", Letter::ResetPassword { token: token() }).await;
    assert!(stored(&campus).await[0].0.contains(token().reveal()), "it waits with its token");
    // However late it was sent, the month begins then.
    for late in [20, 29] {
        campus.clock.advance(days(late));
        campus.run_jobs().await;
        assert_eq!(stored(&campus).await, [(r#"{"kind":"reset-password"}"#.to_owned(), "sent".to_owned())]);
    }
    campus.clock.advance(days(2));
    campus.run_jobs().await;
    assert_eq!(stored(&campus).await, []);
}

#[actix_web::test]
async fn two_workers_never_send_the_same_letter() {
    let campus = Campus::open().await;
    for number in 0..40 {
        post(&campus, &format!("{number}@example.org"), "en", Letter::PasswordChanged).await;
    }
    let other = beside(&campus, |_| {});
    let mine = async { while mail::deliver_next(&campus.app).await.expect("deliver").tried > 0 {} };
    let theirs = async { while mail::deliver_next(&other).await.expect("deliver").tried > 0 {} };
    futures_util::future::join(mine, theirs).await;
    let mut ids: Vec<String> = [campus.mailbox(), other.mail.mailbox().expect("memory")]
        .into_iter()
        .flat_map(mail::Mailbox::all)
        .map(|mail| mail.message_id)
        .collect();
    assert_eq!(ids.len(), 40);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 40);
}

#[actix_web::test]
async fn letters_become_files_by_default() {
    let campus = Campus::open_with(|config| config.mail.transport = TransportKind::File).await;
    post(&campus, "ana@example.org", "fr", Letter::PasswordChanged).await;
    campus.run_jobs().await;
    let files: Vec<_> = std::fs::read_dir(campus.directory.path().join("mail")).expect("mail/").flatten().collect();
    assert_eq!(files.len(), 1);
    assert!(files[0].path().extension().is_some_and(|extension| extension == "eml"));
    assert!(std::fs::read_to_string(files[0].path()).expect("a letter").contains("Content-Language: fr"));
}

#[actix_web::test]
async fn a_real_server_reads_what_was_meant() {
    let Some(server) = SmtpServer::start("a_real_server_reads_what_was_meant", &["--starttls", "--password", "geheim"])
    else {
        return;
    };
    let campus = Campus::open_with(|config| {
        with_address(config);
        server.configure(&mut config.mail, Encryption::StartTls);
        config.mail.smtp.username = Some("college".into());
        config.mail.smtp.password = Some(Secret::new("geheim"));
    })
    .await;
    for locale in ["en", "fr", "es"] {
        let letter = Letter::EnrolmentDecided {
            course_title: "Espèces « menacées » — 濒危物种".into(),
            approved: false,
            reason: Some("Désolés…".into()),
            confirmed_party: None,
        };
        post(&campus, "ana@example.org", locale, letter).await;
        post(&campus, "ana@example.org", locale, Letter::VerifyEmail { token: token() }).await;
    }
    campus.run_jobs().await;
    let received = server.received();
    assert_eq!(received.len(), 6);
    for letter in &received {
        assert_eq!((&letter["tls"], &letter["user"]), (&true.into(), &"college".into()), "{letter:#}");
        assert_eq!(letter["defects"], serde_json::json!([]), "{letter:#}");
        assert_eq!(letter["headers"]["Auto-Submitted"], "auto-generated");
    }
    let told = |text: &str| received.iter().any(|letter| letter["headers"]["Subject"] == text);
    assert!(told("Votre inscription n’a pas été acceptée\u{a0}: Espèces « menacées » — 濒危物种"), "{received:#?}");
    let linked = |letter: &&serde_json::Value| {
        ["text", "html"].iter().all(|part| {
            letter[part]
                .as_str()
                .is_some_and(|text| text.contains(&format!("https://college.example.org/confirm/{}", token().reveal())))
        })
    };
    assert_eq!(received.iter().filter(linked).count(), 3);
}

#[actix_web::test]
async fn tls_from_the_first_byte_works_and_an_unknown_authority_is_not_trusted() {
    let Some(server) = SmtpServer::start("tls_from_the_first_byte_works", &["--tls"]) else { return };
    let campus = Campus::open_with(|config| {
        server.configure(&mut config.mail, Encryption::Tls);
        config.mail.smtp.root_certificate = None;
    })
    .await;
    post(&campus, "ana@example.org", "en", Letter::PasswordChanged).await;
    campus.run_jobs().await;
    assert_eq!(server.received().len(), 0);
    campus.clock.advance(minutes(10));
    let trusting = beside(&campus, |config| server.configure(&mut config.mail, Encryption::Tls));
    mail::deliver_next(&trusting).await.expect("deliver");
    assert_eq!(server.received().len(), 1);
}

#[actix_web::test]
async fn a_server_without_starttls_is_told_nothing() {
    let Some(server) = SmtpServer::start("a_server_without_starttls_is_told_nothing", &[]) else { return };
    let campus = Campus::open_with(|config| {
        server.configure(&mut config.mail, Encryption::StartTls);
        config.mail.smtp.root_certificate = None;
    })
    .await;
    post(&campus, "ana@example.org", "en", Letter::PasswordChanged).await;
    campus.run_jobs().await;
    assert_eq!(server.received().len(), 0);
    assert_eq!(stored(&campus).await[0].1, "waiting");
}

#[actix_web::test]
async fn a_wrong_password_loses_no_letter() {
    let flags = ["--starttls", "--password", "geheim"];
    let Some(server) = SmtpServer::start("a_wrong_password_loses_no_letter", &flags) else { return };
    let campus = Campus::open_with(|config| {
        server.configure(&mut config.mail, Encryption::StartTls);
        config.mail.smtp.username = Some("college".into());
        config.mail.smtp.password = Some(Secret::new("falsch"));
    })
    .await;
    post(&campus, "ana@example.org", "en", Letter::PasswordChanged).await;
    campus.run_jobs().await;
    assert_eq!(stored(&campus).await[0].1, "waiting");
    campus.clock.advance(minutes(10));
    let mended = beside(&campus, |config| config.mail.smtp.password = Some(Secret::new("geheim")));
    mail::deliver_next(&mended).await.expect("deliver");
    assert_eq!(server.received().len(), 1);
}

#[actix_web::test]
async fn a_recipient_who_does_not_exist_fails_at_once_and_holds_up_nobody() {
    let flags = ["--refuse", "nobody@example.org"];
    let Some(server) = SmtpServer::start("a_recipient_who_does_not_exist", &flags) else { return };
    let campus = Campus::open_with(|config| server.configure(&mut config.mail, Encryption::None)).await;
    post(&campus, "nobody@example.org", "en", Letter::ResetPassword { token: token() }).await;
    post(&campus, "ana@example.org", "en", Letter::PasswordChanged).await;
    campus.run_jobs().await;
    assert_eq!(server.received().len(), 1);
    let failed = campus.app.db.read(|snapshot| mail::failed(snapshot, 10)).await.expect("read");
    assert_eq!(failed.len(), 1);
    assert!(failed[0].last_error.as_deref().is_some_and(|why| why.contains("5.1.1")), "{failed:?}");
    assert_eq!(failed[0].letter.as_str(), r#"{"kind":"reset-password"}"#);
    let metrics = campus.guest().get("/metrics").await.text();
    assert!(metrics.contains(r#"college_letters_total{kind="reset-password",outcome="failed"} 1"#), "{metrics}");
}

#[actix_web::test]
async fn an_address_that_the_server_cannot_write_to_fails_at_once_and_holds_up_nobody() {
    // aiosmtpd offers no SMTPUTF8 unless told.
    let Some(server) = SmtpServer::start("an_address_that_the_server_cannot_write_to", &[]) else { return };
    let campus = Campus::open_with(|config| server.configure(&mut config.mail, Encryption::None)).await;
    // As many as are sent side by side: a whole round that is refused is no sign that the server is down.
    for number in 0..8 {
        post(&campus, &format!("josé{number}@example.org"), "en", Letter::ResetPassword { token: token() }).await;
    }
    post(&campus, "ana@example.org", "en", Letter::PasswordChanged).await;
    campus.run_jobs().await;
    assert_eq!(server.received().len(), 1);
    let failed = campus.app.db.read(|snapshot| mail::failed(snapshot, 10)).await.expect("read");
    assert_eq!(failed.len(), 8, "{failed:?}");
}

#[actix_web::test]
async fn a_recipient_who_is_turned_away_for_now_is_tried_again() {
    let Some(server) = SmtpServer::start("a_recipient_who_is_turned_away_for_now", &["--greylist"]) else { return };
    let campus = Campus::open_with(|config| server.configure(&mut config.mail, Encryption::None)).await;
    post(&campus, "ana@example.org", "en", Letter::PasswordChanged).await;
    campus.run_jobs().await;
    campus.run_jobs().await;
    assert_eq!(server.received().len(), 0, "not before a pause");
    campus.clock.advance(minutes(1));
    campus.run_jobs().await;
    assert_eq!(server.received().len(), 1);
}

#[actix_web::test]
async fn a_server_that_is_dead_for_a_day_makes_letters_late_and_loses_none() {
    let Some(server) = SmtpServer::start("a_server_that_is_dead_for_a_day", &[]) else { return };
    let campus = Campus::open_with(|config| server.configure(&mut config.mail, Encryption::None)).await;
    let dead = server.kill();
    for number in 0..12 {
        let letter = decided(true, None, None);
        post(&campus, &format!("news{number}@example.org"), "en", letter).await;
    }
    for _ in 0..24 {
        campus.run_jobs().await;
        campus.clock.advance(hours(1));
    }
    post(&campus, "awaited@example.org", "en", Letter::ResetPassword { token: token() }).await;
    let server = dead.revive();
    campus.run_jobs().await;
    let received = server.received();
    assert_eq!(received.len(), 13);
    let first_few = &received[..8];
    assert!(first_few.iter().any(|letter| letter["to"][0] == "awaited@example.org"), "{first_few:#?}");
}

#[actix_web::test]
async fn a_server_that_is_too_slow_is_left_and_the_letter_sent_later_under_the_same_id() {
    let Some(slow) = SmtpServer::start("a_server_that_is_too_slow", &["--slow", "2"]) else { return };
    let campus = Campus::open_with(|config| {
        slow.configure(&mut config.mail, Encryption::None);
        config.mail.smtp.timeout = Duration::from_millis(300);
    })
    .await;
    post(&campus, "ana@example.org", "en", Letter::PasswordChanged).await;
    campus.run_jobs().await;
    assert_eq!(stored(&campus).await[0].1, "waiting");
    campus.clock.advance(minutes(10));
    let patient = beside(&campus, |config| config.mail.smtp.timeout = Duration::from_secs(20));
    mail::deliver_next(&patient).await.expect("deliver");
    assert_eq!(stored(&campus).await[0].1, "sent");
    let mut ids: Vec<String> =
        slow.received().iter().map(|letter| letter["headers"]["Message-ID"].to_string()).collect();
    ids.dedup();
    assert_eq!(ids.len(), 1, "a double would have the same id: {ids:?}");
}

#[actix_web::test]
async fn a_crash_while_sending_leads_to_the_same_letter_once_more_after_the_lease() {
    let Some(slow) = SmtpServer::start("a_crash_while_sending", &["--slow", "5"]) else { return };
    let campus = Campus::open_with(|config| slow.configure(&mut config.mail, Encryption::None)).await;
    post(&campus, "ana@example.org", "en", Letter::PasswordChanged).await;
    // Dropped in the middle of the conversation, as a killed process would.
    let cut_off = tokio::time::timeout(Duration::from_secs(1), mail::deliver_next(&campus.app)).await;
    assert!(cut_off.is_err());
    let other = beside(&campus, |config| config.mail.transport = TransportKind::Memory);
    assert_eq!(mail::deliver_next(&other).await.expect("deliver").tried, 0, "it is still leased");
    campus.clock.advance(minutes(5));
    assert_eq!(mail::deliver_next(&other).await.expect("deliver").tried, 1);
}

#[actix_web::test]
async fn a_letter_is_given_up_after_three_days() {
    let campus = Campus::open_with(|config| {
        config.mail.transport = TransportKind::Smtp;
        config.mail.smtp.host = "127.0.0.1".into();
        config.mail.smtp.port = Some(9);
        config.mail.smtp.encryption = Encryption::None;
    })
    .await;
    post(&campus, "ana@example.org", "en", Letter::PasswordChanged).await;
    for _ in 0..71 {
        campus.run_jobs().await;
        campus.clock.advance(hours(1));
    }
    assert_eq!(stored(&campus).await[0].1, "waiting");
    campus.clock.advance(hours(1));
    campus.run_jobs().await;
    assert_eq!(stored(&campus).await, [(r#"{"kind":"password-changed"}"#.to_owned(), "failed".to_owned())]);
}
