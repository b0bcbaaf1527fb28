//! The data directory, the clock and the public address.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use super::findings::Findings;
use crate::clock::Timestamp;
use crate::config::Config;

/// Clocks further apart than this spoil links, sessions and certificates.
pub const TOLERANCE: Duration = Duration::from_mins(1);
/// When this program was made: no clock that is right shows less.
const EARLIEST: &str = "2026-01-01T00:00:00Z";

pub fn examine(config: &Config, now: Timestamp, findings: &mut Findings) {
    let directory = &config.data_dir;
    if !directory.is_dir() {
        findings.problem(
            "data directory",
            format!("{} is not there", directory.display()),
            "Correct --data-dir (COLLEGE_DATA_DIR), or begin a new college with “virtual-college serve”.",
        );
        clock(None, now, findings);
    } else {
        permissions(directory, "data directory", 0o077, findings);
        let written = tempfile::NamedTempFile::new_in(directory).and_then(|file| file.as_file().metadata()?.modified());
        match &written {
            Ok(_) => findings.ok("data directory", format!("{} can be written", directory.display())),
            Err(error) => findings.problem(
                "data directory",
                format!("{} cannot be written: {error}", directory.display()),
                "Give it to the user who runs the server (chown), and look whether the disk is full (df).",
            ),
        }
        let disk = written.ok().and_then(|moment| moment.duration_since(UNIX_EPOCH).ok());
        clock(disk.map(|span| Timestamp::from_micros(0).plus(span)), now, findings);
        for file in ["master.key", "college.toml"].map(|name| directory.join(name)).iter().filter(|file| file.exists())
        {
            permissions(file, "data directory", 0o077, findings);
        }
    }
    public_address(config, findings);
}

fn permissions(path: &Path, subject: &str, forbidden: u32, findings: &mut Findings) {
    let Ok(about) = path.metadata() else { return };
    let mode = about.permissions().mode() & 0o777;
    if mode & forbidden != 0 {
        let (shown, right) = (path.display(), if about.is_dir() { "0700" } else { "0600" });
        findings.warning(
            subject,
            format!("{shown} is open to other users of this machine (mode {mode:04o})"),
            &format!("chmod {right} {shown}"),
        );
    }
}

fn clock(disk: Option<Timestamp>, now: Timestamp, findings: &mut Findings) {
    let remedy = "Let the machine's clock follow the network's time (timedatectl set-ntp true).";
    if Timestamp::parse(EARLIEST).is_ok_and(|earliest| now < earliest) {
        findings.problem("clock", format!("it shows {now}, which is past"), remedy);
    } else if disk.is_some_and(|disk| apart(disk, now) > TOLERANCE) {
        findings.warning(
            "clock",
            "the clock of the disk with the data directory differs by more than a minute",
            remedy,
        );
    } else {
        findings.ok("clock", now);
    }
}

/// How far two moments are from each other.
pub fn apart(one: Timestamp, other: Timestamp) -> Duration {
    one.since(other).max(other.since(one))
}

fn public_address(config: &Config, findings: &mut Findings) {
    match &config.server.public_url {
        None => findings.warning(
            "public address",
            "server.public_url is not set, so certificates are marked TEST and letters link to this machine",
            "Set server.public_url (COLLEGE_SERVER_PUBLIC_URL) to how the world reaches the college: https://<host>.",
        ),
        Some(url) if url.scheme() == "http" => findings.warning(
            "public address",
            format!("{url} is not encrypted: passwords travel in clear text"),
            "Put the college behind HTTPS, and set server.public_url to the https:// address.",
        ),
        Some(url) => findings.ok("public address", url),
    }
}
