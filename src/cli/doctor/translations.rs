//! What is kept of translations, compared with a recount; mended when that was asked for.

use super::findings::Findings;
use crate::cli::Failure;
use crate::config::Config;
use crate::db::Db;
use crate::translations::{mend, miscounts};

const MEND: &str = "Run “virtual-college doctor --recount-translations --repair”. The server may run.";

pub fn examine(config: &Config, repair: bool, findings: &mut Findings) {
    let outcome = super::open(config).and_then(|db| examine_all(&db, repair, findings));
    if let Err(failure) = outcome {
        findings.problem("translations", failure, "Mend the database first; what is said about it stands above.");
    }
}

fn examine_all(db: &Db, repair: bool, findings: &mut Findings) -> Result<(), Failure> {
    let found = db.read_blocking(miscounts)?;
    if found.is_empty() {
        findings.ok("translations", "what is kept of them is what they come to");
    }
    for miscount in found {
        let what = format!("{miscount} is not as it is counted");
        if repair {
            db.write_blocking(move |tx| mend(tx, &miscount))?;
            findings.warning("translations", what, "Mended.");
        } else {
            findings.problem("translations", what, MEND);
        }
    }
    Ok(())
}
