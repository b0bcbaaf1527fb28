//! The real program: what it prints, how it ends, and that it never makes what nobody asked for.

use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use virtual_college::config::{Config, Encryption};
use virtual_college::db::DatabaseUrl;

use crate::support::{
    Ran, Served, SmtpServer, TestDatabase, college, college_at, copy_of_the_introduction, introduction, rewrite, run,
};

/// A college with schema and Parties, on the engine under test.
struct Home {
    directory: TempDir,
    database: TestDatabase,
}

impl Home {
    fn new() -> Self {
        let directory = TempDir::new().expect("a directory");
        let database = TestDatabase::of_today(directory.path());
        Self { directory, database }
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        run(college_at(self.directory.path(), &self.database.url, arguments))
    }
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777
}

#[test]
fn every_mistake_of_the_configuration_is_reported_at_once() {
    let directory = TempDir::new().expect("a directory");
    let settings = "[server]\nlisten = \"here\"\n[mail]\ntransport = \"pigeon\"\n[typo]\na = 1\n";
    std::fs::write(directory.path().join("college.toml"), settings).expect("write");
    for command in ["serve", "migrate", "doctor", "backup"] {
        let mut command = college(&[command, "--data-dir", directory.path().to_str().expect("UTF-8")]);
        command.env("COLLEGE_SERVER_WORKERS", "many").env("COLLEGE_ODD", "1").env("DATABASE_URL", "mysql://x");
        let ran = run(command);
        ran.assert_code(1).assert_says("6 mistakes");
        for name in ["server.listen", "mail.transport", "typo.a", "server.workers", "COLLEGE_ODD", "database.url"] {
            ran.assert_says(name);
        }
    }
    std::fs::write(directory.path().join("college.toml"), "this is = not = toml").expect("write");
    run(college(&["doctor", "--data-dir", directory.path().to_str().expect("UTF-8")]))
        .assert_code(1)
        .assert_says("college.toml");
}

#[test]
fn numbers_that_would_break_the_server_are_mistakes_and_no_password_is_shown() {
    let directory = TempDir::new().expect("a directory");
    let mut command = college(&["serve", "--data-dir", directory.path().to_str().expect("UTF-8")]);
    command.env("COLLEGE_DATABASE_CONNECTIONS", "0").env("COLLEGE_SERVER_WORKERS", "513");
    command.env("COLLEGE_ACCOUNTS_PASSWORD_MEMORY_KIB", "7").env("COLLEGE_ACCOUNTS_PASSWORD_PASSES", "0");
    command.env("DATABASE_URL", "postgress://college:geheim@db/college");
    command.env("ODD", std::ffi::OsStr::from_bytes(b"\xff"));
    let ran = run(command);
    ran.assert_code(1).assert_says("5 mistakes").assert_says("database.url (DATABASE_URL): expected sqlite:<path>");
    assert!(!ran.errors.contains("geheim"), "{}", ran.errors);
}

#[test]
fn every_command_has_help_with_an_example_and_wrong_usage_ends_with_2() {
    for words in [
        "serve",
        "migrate",
        "doctor",
        "backup",
        "restore",
        "db copy",
        "course check",
        "course publish",
        "user create",
        "user grant",
        "user disable",
        "user enable",
        "keys list",
        "keys rotate",
        "keys revoke",
        "verify",
    ] {
        let mut arguments: Vec<&str> = words.split(' ').collect();
        arguments.push("--help");
        run(college(&arguments)).assert_code(0).assert_says("Example").assert_says(&format!("virtual-college {words}"));
    }
    for wrong in [&["fly"][..], &["course", "check"], &["restore"], &["db", "copy", "--from", "mysql:x", "--to", "y"]] {
        run(college(wrong)).assert_code(2);
    }
    run(college(&["user", "grant", "--email", "a@b.c", "--role", "king", "--scope", "site"]))
        .assert_code(2)
        .assert_says("focal-point");
}

#[test]
fn a_mistyped_database_never_becomes_an_empty_college() {
    let directory = TempDir::new().expect("a directory");
    let missing = DatabaseUrl::Sqlite(directory.path().join("colege.db"));
    let folder = introduction().display().to_string();
    for arguments in [
        &["backup"][..],
        &["doctor"],
        &["course", "publish", &folder],
        &["user", "create", "--email", "ana@example.org", "--name", "Ana"],
        &["user", "grant", "--email", "ana@example.org", "--role", "administrator", "--scope", "site"],
        &["db", "copy", "--from", "sqlite:/nowhere/colege.db", "--to", "sqlite:/nowhere/b.db"],
    ] {
        run(college_at(directory.path(), &missing, arguments)).assert_code(1).assert_says("There is no database at");
    }
    let left: Vec<_> = std::fs::read_dir(directory.path()).expect("the directory").collect();
    assert!(left.is_empty(), "{left:?}");
    run(college_at(directory.path(), &DatabaseUrl::Sqlite("/nowhere/college.db".into()), &["migrate"]))
        .assert_code(1)
        .assert_says("/nowhere does not exist");
}

#[test]
fn a_sound_course_is_told_what_it_holds() {
    let folder = introduction().display().to_string();
    run(college(&["course", "check", &folder]))
        .assert_code(0)
        .assert_says("no mistakes")
        .assert_says("lessons")
        .assert_says(" single")
        .assert_says("en")
        .assert_says("hash ");
}

#[test]
fn a_command_ends_quietly_when_nobody_reads_what_it_prints() {
    let mut command = college(&["course", "check", &introduction().display().to_string()]);
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("start the program");
    drop(process.stdout.take());
    let ended = process.wait_with_output().expect("its end");
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(141), ""));
}

#[test]
fn mistakes_of_a_course_have_a_place_and_words_in_the_authors_language() {
    let directory = TempDir::new().expect("a directory");
    let folder = copy_of_the_introduction(directory.path());
    rewrite(&folder.join("course.toml"), |text| format!("colour = \"green\"\n{text}"));
    std::fs::write(folder.join("en/stray.md"), "Nobody asks for me.\n").expect("write");
    let path = folder.display().to_string();
    run(college(&["course", "check", &path]))
        .assert_code(1)
        .assert_says(&format!("{path}/course.toml:1: \"colour\" is not known here."))
        .assert_says(&format!("{path}/en/stray.md:1: Nothing in the course refers to this file."))
        .assert_says("2 mistakes");
    let french = run(college(&["course", "check", "--lang", "fr", &path]));
    french.assert_code(1).assert_says("colour");
    assert!(!french.output.contains("is not known here"), "{}", french.output);
    let other = introduction().display().to_string();
    run(college(&["course", "check", &other, &path])).assert_code(1).assert_says("in 1 of 2 courses");
    run(college(&["course", "check", "/nowhere"])).assert_code(1).assert_says("/nowhere cannot be read");
}

#[test]
fn a_check_against_an_earlier_state_names_what_was_not_translated_anew() {
    let directory = TempDir::new().expect("a directory");
    let folder = copy_of_the_introduction(directory.path());
    let summary = |text: &str| text.lines().find(|line| line.starts_with("summary")).expect("a summary").to_owned();
    rewrite(&folder.join("en/course.toml"), |text| text.replace(&summary(&text), "summary = \"Another course.\""));
    let (path, earlier) = (folder.display().to_string(), introduction().display().to_string());
    let checked = run(college(&["course", "check", &path, "--against", &earlier]));
    let french = summary(&std::fs::read_to_string(folder.join("fr/course.toml")).expect("a file"));
    let french = french.trim_start_matches("summary = ").trim_matches('"').to_owned();
    checked.assert_code(0).assert_says("fr: 1 text says the same as before").assert_says(&french);
    let same = run(college(&["course", "check", &earlier, "--against", &earlier]));
    same.assert_code(0);
    assert!(!same.output.contains("same as before"), "{}", same.output);
}

#[test]
fn a_course_is_published_once_and_never_with_mistakes() {
    let home = Home::new();
    let folder = copy_of_the_introduction(home.directory.path());
    let path = folder.display().to_string();
    let publish = ["course", "publish", &path];
    rewrite(&folder.join("course.toml"), |text| format!("colour = \"green\"\n{text}"));
    home.run(&publish).assert_code(1).assert_says("nothing was published");
    rewrite(&folder.join("course.toml"), |text| text.replace("colour = \"green\"\n", ""));
    home.run(&publish).assert_code(0).assert_says("published version 1 (en");
    home.run(&publish).assert_code(0).assert_says("published already");
    let lesson = |language: &str| {
        let folder = folder.join(language);
        let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")).min().expect("a lesson")
    };
    rewrite(&lesson("fr"), |text| format!("{}\n\nEt voilà.\n", text.trim_end()).replace("\n\nEt voilà.", " Et voilà."));
    home.run(&publish).assert_code(0).assert_says("version 1 got new editions (fr)");
    rewrite(&lesson("en"), |text| format!("{} Indeed.\n", text.trim_end()));
    home.run(&publish).assert_code(0).assert_says("published version 2");
}

fn grant_other_administrator(home: &Home) {
    home.run(&["user", "create", "--email", "eva@example.org", "--name", "Eva"]).assert_code(0);
    home.run(&["user", "grant", "--email", "eva@example.org", "--role", "administrator", "--scope", "site"])
        .assert_code(0);
}

#[test]
fn accounts_and_roles_are_made_at_the_terminal() {
    let home = Home::new();
    let create = ["user", "create", "--email", "ana@example.org", "--name", "Ana Rakoto", "--locale", "fr"];
    let grant =
        |role, scope| home.run(&["user", "grant", "--email", "ana@example.org", "--role", role, "--scope", scope]);
    grant("administrator", "site").assert_code(1);
    home.run(&create).assert_code(0).assert_says("Password: ");
    home.run(&create).assert_code(1);
    grant("administrator", "site").assert_code(0).assert_says("Ana Rakoto is administrator of the site");
    grant("focal-point", "party:MG").assert_code(0).assert_says("the party MG");
    grant("focal-point", "party:ZZ").assert_code(1).assert_says("scope.key");
    grant("focal-point", "site").assert_code(1).assert_says("scope.kind");
    grant("administrator", "site").assert_code(1);
    let able = |command| home.run(&["user", command, "--email", "ana@example.org"]);
    able("disable").assert_code(1).assert_says("administrator");
    grant_other_administrator(&home);
    able("disable").assert_code(0).assert_says("Ana Rakoto cannot sign in any more");
    able("enable").assert_code(0).assert_says("Ana Rakoto can sign in again");
    let file = home.directory.path().join("password.txt");
    std::fs::write(&file, "short\n").expect("write");
    let file = file.display().to_string();
    let weak = ["user", "create", "--email", "nonsense", "--name", "", "--password-file", &file];
    home.run(&weak).assert_code(1).assert_says("email: ").assert_says("name: ").assert_says("password: ");
    std::fs::write(&file, "ranomafana lemur tsingy\n").expect("write");
    let strong = ["user", "create", "--email", "bao@example.org", "--name", "Bao", "--password-file", &file];
    let ran = home.run(&strong);
    ran.assert_code(0);
    assert!(!ran.output.contains("Password") && !ran.output.contains("lemur"), "{}", ran.output);
}

#[test]
fn the_doctor_tells_what_is_in_force_and_what_to_do() {
    let home = Home::new();
    let mut command = college_at(home.directory.path(), &home.database.url, &["doctor"]);
    command.env("COLLEGE_ACCOUNTS_MASTER_KEY", "Z2VoZWltZ2VoZWltZ2VoZWltZ2VoZWltZ2VoZWltZ2U");
    let ran = run(command);
    ran.assert_code(0)
        .assert_says("server.listen                  127.0.0.1:8080")
        .assert_says("accounts.master_key            set, hidden")
        .assert_says("ok       schema: up to date")
        .assert_says("certificates are marked TEST")
        .assert_says("0 problems");
    assert!(!ran.output.contains("Z2VoZWltZ2VoZWltZ2VoZWltZ2VoZWltZ2VoZWltZ2U"), "{}", ran.output);
    let mut command = college_at(home.directory.path(), &home.database.url, &["doctor"]);
    command.env("COLLEGE_MAIL_TRANSPORT", "smtp").env("COLLEGE_MAIL_SMTP_HOST", "127.0.0.1");
    command.env("COLLEGE_MAIL_SMTP_PORT", "1").env("COLLEGE_MAIL_SMTP_TIMEOUT_SECONDS", "2");
    run(command).assert_code(1).assert_says("problem  mail: 127.0.0.1:1").assert_says("1 problem,");
    std::fs::set_permissions(home.directory.path(), std::fs::Permissions::from_mode(0o755)).expect("chmod");
    home.run(&["doctor"]).assert_code(0).assert_says("mode 0755").assert_says("chmod 0700");
}

#[test]
fn a_server_answers_notices_what_is_published_and_ends_in_good_order() {
    let directory = TempDir::new().expect("a directory");
    let data = directory.path().join("college");
    let database = DatabaseUrl::Sqlite(data.join("college.db"));
    let mut served = Served::start(college_at(&data, &database, &[]));
    assert!(served.get("/healthz").starts_with("HTTP/1.1 200"));
    assert_eq!(mode(&data), 0o700);
    assert_eq!((mode(&data.join("master.key")), mode(&data.join("college.db"))), (0o600, 0o600));

    let folder = copy_of_the_introduction(directory.path());
    rewrite(&folder.join("course.toml"), |text| {
        text.replacen("slug = \"introduction-to-cites\"", "slug = \"quite-another\"", 1)
    });
    let renamed = directory.path().join("quite-another");
    std::fs::rename(folder, &renamed).expect("rename");
    let publish = ["course", "publish", &renamed.display().to_string()];
    run(college_at(&data, &database, &publish)).assert_code(0).assert_says("published version 1");
    let noticed = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        served.get("/api/v1/courses/quite-another").starts_with("HTTP/1.1 200")
    });
    assert!(noticed, "{}", served.get("/api/v1/courses/quite-another"));

    served.signal("TERM");
    assert_eq!(served.wait(), Some(0));
    let log = data.join("college.db-wal");
    assert!(std::fs::metadata(log).map_or(0, |about| about.len()) == 0, "everything stands in the database's own file");
}

#[test]
fn the_demonstration_plays_on_a_fresh_college_whatever_is_configured_around_it() {
    let directory = TempDir::new().expect("a directory");
    let college_of_the_demonstration = directory.path().join("demo");
    let keep = college_of_the_demonstration.display().to_string();
    let play = || {
        let mut command = college(&["demo", "--keep", &keep]);
        command.env("COLLEGE_MAIL_TRANSPORT", "smtp").env("COLLEGE_MAIL_SMTP_HOST", "127.0.0.1");
        command.env("COLLEGE_MAIL_SMTP_PORT", "1").env("COLLEGE_ODD", "1");
        command.env("DATABASE_URL", "sqlite:/nowhere/college.db").env("DATABASE_URL_FILE", "/nowhere/url");
        run(command)
    };
    play().assert_code(0).assert_says("VC-");
    assert!(college_of_the_demonstration.join("college.db").exists());
    play().assert_code(1).assert_says("is not empty").assert_says("--keep");
}

#[test]
fn the_demonstration_of_translators_leaves_texts_at_every_state() {
    let directory = TempDir::new().expect("a directory");
    let keep = directory.path().join("demo").display().to_string();
    let played = run(college(&["demo", "--translators", "--lang", "es", "--keep", &keep]));
    played.assert_code(0).assert_says("«Introdução à CITES»");
    for state in ["missing", "suggested", "changes_requested", "failing", "approved", "stale"] {
        let line = played.output.lines().find_map(|line| line.trim().strip_prefix(&format!("{state}: ")));
        let count: i64 = line.and_then(|count| count.parse().ok()).unwrap_or_default();
        assert!(count > 0, "nothing is {state} in {}", played.output);
    }
}

#[test]
fn the_first_signal_waits_for_a_request_and_the_second_does_not() {
    let home = Home::new();
    let mut served = Served::start(college_at(home.directory.path(), &home.database.url, &[]));
    let mut slow = served.connect();
    slow.write_all(
        b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
    )
    .expect("begin a request");
    assert!(served.get("/healthz").starts_with("HTTP/1.1 200"));
    served.signal("INT");
    served.wait_for_log("stopping");
    served.signal("INT");
    assert_eq!(served.wait(), Some(1));
}

#[test]
fn an_interrupt_ends_in_good_order_too() {
    let home = Home::new();
    let mut served = Served::start(college_at(home.directory.path(), &home.database.url, &[]));
    served.signal("INT");
    assert_eq!(served.wait(), Some(0));
}

#[test]
fn the_doctor_speaks_to_the_mail_server() {
    let home = Home::new();
    let Some(server) =
        SmtpServer::start("the_doctor_speaks_to_the_mail_server", &["--starttls", "--password", "geheim"])
    else {
        return;
    };
    let mut mail = Config::defaults(home.directory.path()).mail;
    server.configure(&mut mail, Encryption::StartTls);
    let ask = |password: &str| {
        let mut command = college_at(home.directory.path(), &home.database.url, &["doctor"]);
        command.env("COLLEGE_MAIL_TRANSPORT", "smtp").env("COLLEGE_MAIL_SMTP_HOST", &mail.smtp.host);
        command.env("COLLEGE_MAIL_SMTP_PORT", server.port.to_string()).env("COLLEGE_MAIL_SMTP_USERNAME", "college");
        command.env("COLLEGE_MAIL_SMTP_PASSWORD", password);
        command.envs(mail.smtp.root_certificate.iter().map(|path| ("COLLEGE_MAIL_SMTP_ROOT_CERTIFICATE", path)));
        run(command)
    };
    ask("geheim").assert_code(0).assert_says("lets us in with the password");
    let refused = ask("falsch");
    refused.assert_code(1).assert_says("problem  mail: ");
    assert!(!refused.output.contains("falsch"), "{}", refused.output);
}

#[test]
fn serve_is_the_default_with_its_options_and_no_other_command_takes_them() {
    let home = Home::new();
    let other = home.run(&["--listen", "127.0.0.1:0", "migrate"]);
    other.assert_code(2).assert_says("--listen belongs to “serve”");
    let mut command = college_at(home.directory.path(), &home.database.url, &["--listen", "127.0.0.1:0"]);
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("start the server");
    let mut line = String::new();
    let mut output = std::io::BufReader::new(process.stdout.take().expect("its output"));
    std::io::BufRead::read_line(&mut output, &mut line).expect("a line");
    process.kill().expect("end it");
    process.wait().expect("its end");
    assert!(line.contains("http://127.0.0.1:"), "{line}");
}

#[test]
fn the_doctor_gives_advice_for_the_engine_that_there_is() {
    let directory = TempDir::new().expect("a directory");
    let ran = run(college(&["doctor", "--offline", "--data-dir", directory.path().to_str().expect("UTF-8")]));
    ran.assert_code(1).assert_says("virtual-college restore");
    assert!(!ran.output.contains("database server"), "{}", ran.output);
}
