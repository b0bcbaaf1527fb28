//! Whether letters leave.

use super::findings::Findings;
use crate::config::{Config, TransportKind};
use crate::mail::Transport;

pub fn examine(config: &Config, offline: bool, findings: &mut Findings) {
    let transport = match Transport::open(config) {
        Ok(transport) => transport,
        Err(error) => {
            let remedy = "Correct mail.smtp.root_certificate: the PEM file of the authority that the mail server's certificate is from.";
            return findings.problem("mail", error, remedy);
        }
    };
    match config.mail.transport {
        TransportKind::Smtp if offline => findings.ok("mail", "not asked, as you wished"),
        TransportKind::Smtp => smtp(config, &transport, findings),
        TransportKind::File => file(config, &transport, findings),
        TransportKind::Memory => findings.warning(
            "mail",
            "letters go nowhere (mail.transport is memory)",
            "Set mail.transport to smtp, with mail.smtp.host.",
        ),
    }
}

fn smtp(config: &Config, transport: &Transport, findings: &mut Findings) {
    let smtp = &config.mail.smtp;
    let server = format!("{}:{}", smtp.host, smtp.port());
    match probe(transport) {
        Ok(()) => {
            let how = if smtp.username.is_some() { "lets us in with the password" } else { "lets us in" };
            findings.ok("mail", format!("{server} {how}"));
        }
        Err(why) => findings.problem(
            "mail",
            format!("{server}: {why}"),
            "Correct mail.smtp.host, port, encryption, username and password; look whether a firewall stands between.",
        ),
    }
}

fn file(config: &Config, transport: &Transport, findings: &mut Findings) {
    let directory = config.data_dir.join("mail");
    // Looking must not create what is not there.
    let writable = if config.data_dir.is_dir() { probe(transport) } else { Ok(()) };
    match writable {
        Ok(()) => findings.warning(
            "mail",
            format!("letters are written to {} and reach nobody", directory.display()),
            "Set mail.transport to smtp, with mail.smtp.host, before people register.",
        ),
        Err(why) => {
            findings.problem(
                "mail",
                why,
                "Give the directory to the user who runs the server, or set mail.transport to smtp.",
            );
        }
    }
}

fn probe(transport: &Transport) -> Result<(), String> {
    actix_web::rt::System::new().block_on(transport.probe())
}
