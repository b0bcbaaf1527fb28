//! Verifiers of credentials and of files that know nothing of us, in Node.js and in Python.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use super::{not_run, python};

/// The contexts that a verifier may load, by address.
pub fn contexts() -> Vec<(String, Value)> {
    let contexts = [
        ("https://www.w3.org/ns/credentials/v2", "credentials-v2.json"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "ob-v3p0-context-3.0.3.json"),
        ("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json", "ob-v3p0-extensions.json"),
        ("https://w3id.org/security/data-integrity/v2", "security-data-integrity-v2.json"),
        ("https://w3id.org/security/multikey/v1", "security-multikey-v1.json"),
    ];
    let read = |(url, name): (&str, &str)| {
        let path = format!("{}/src/formats/credential/contexts/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a context");
        (url.to_owned(), serde_json::from_str(&text).expect("JSON"))
    };
    contexts.map(read).into()
}

/// What they say of credentials and tokens, in the order of these; `None`, said by name, where they are not installed.
pub fn judged(test: &str, input: &Value) -> Option<Value> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/support/credential_check.mjs");
    let Some(output) = node(script, &input.to_string()) else {
        not_run(test, "Node.js or COLLEGE_TEST_NODE is missing (npm install in a copy of tests/package.json)");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}

/// Runs a script with the packages of `tests/package.json`, which `tests/run` installs and says where. None where they are not.
fn node(script: &str, input: &str) -> Option<Output> {
    let packages = PathBuf::from(std::env::var_os("COLLEGE_TEST_NODE")?);
    // A script finds the packages beside itself; each run has its own, since another may be reading.
    let name = Path::new(script).file_stem()?.to_string_lossy().into_owned();
    let script_there = tempfile::Builder::new().prefix(&name).suffix(".mjs").tempfile_in(&packages).ok()?;
    std::fs::copy(script, script_there.path()).ok()?;
    let mut command = Command::new("node");
    let mut child = command.arg(script_there.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    child.stdin.take()?.write_all(input.as_bytes()).ok()?;
    child.wait_with_output().ok()
}

/// What a script says of an input, with a package of `tests/requirements.txt`; `None`, said by name, where that is not installed.
pub fn python_says(test: &str, (package, script): (&str, &str), input: &[u8]) -> Option<Value> {
    let import = python().args(["-c", &format!("import {package}")]).stderr(Stdio::null()).status();
    if !import.is_ok_and(|status| status.success()) {
        not_run(test, &format!("Python with {package} is missing (pip install -r tests/requirements.txt)"));
        return None;
    }
    let script = format!("{}/tests/it/support/{script}", env!("CARGO_MANIFEST_DIR"));
    let mut command = python();
    let mut child = command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("start Python");
    child.stdin.take().expect("its input").write_all(input).expect("write to it");
    let output = child.wait_with_output().expect("its end");
    assert!(output.status.success(), "{package} failed");
    Some(serde_json::from_slice(&output.stdout).expect("JSON"))
}
