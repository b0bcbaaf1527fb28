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
    let disk = data_directory(&config.data_dir, findings);
    clock(disk, now, findings);
    public_address(config, findings);
}

/// Looks at the data directory; what its disk's clock shows, if it can be written.
fn data_directory(directory: &Path, findings: &mut Findings) -> Option<Timestamp> {
    let (subject, shown) = ("data directory", directory.display());
    if !directory.is_dir() {
        let remedy = "Correct --data-dir (COLLEGE_DATA_DIR), or begin a new college with “virtual-college serve”.";
        findings.problem(subject, format!("{shown} is not there"), remedy);
        return None;
    }
    let files = ["master.key", "college.toml", "college.db"].map(|name| directory.join(name));
    [directory.to_owned()].iter().chain(&files).for_each(|path| permissions(path, findings));
    match tempfile::NamedTempFile::new_in(directory).and_then(|file| file.as_file().metadata()?.modified()) {
        Ok(moment) => {
            findings.ok(subject, format!("{shown} can be written"));
            moment.duration_since(UNIX_EPOCH).ok().map(|span| Timestamp::from_micros(0).plus(span))
        }
        Err(error) => {
            let remedy = "Give it to the user who runs the server (chown), and look whether the disk is full (df).";
            findings.problem(subject, format!("{shown} cannot be written: {error}"), remedy);
            None
        }
    }
}

fn permissions(path: &Path, findings: &mut Findings) {
    let Ok(about) = path.metadata() else { return };
    let mode = about.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        let (shown, right) = (path.display(), if about.is_dir() { "0700" } else { "0600" });
        findings.warning(
            "data directory",
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
        Some(url) if url.domain().is_none() => findings.warning(
            "public address",
            format!("{url} has no host name, so certificates are marked TEST"),
            "Give the college a host name, and set server.public_url to it: certificates are believed as long as that lives.",
        ),
        Some(url) if url.scheme() == "http" => findings.warning(
            "public address",
            format!("{url} is not encrypted: passwords travel in clear text"),
            "Put the college behind HTTPS, and set server.public_url to the https:// address.",
        ),
        Some(url) => findings.ok("public address", url),
    }
}
