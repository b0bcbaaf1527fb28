//! Drawing certificates, a few at a time. Each takes milliseconds of a core and some megabytes, so a crowd has to queue, and
//! too long a queue is told to come back. What is drawn for nobody who waits, as thousands in a batch, gives way to whoever does.

use std::path::PathBuf;
use std::sync::Arc;

use super::error::CertificateError;
use super::model::Hindrance;
use super::render::{DEFAULT_FONT_DIRECTORIES, Face, Renderer};
use crate::config::CertificatesConfig;
use crate::db::Urgency;
use crate::error::AppError;
use crate::pool::{Patient, Pool};

/// At ten milliseconds each this is a wait of half a second.
const LONGEST_QUEUE: usize = 64;

pub struct Press {
    renderer: Arc<Renderer>,
    pool: Pool,
    patient: Patient,
}

impl Press {
    /// # Errors
    /// When an embedded font cannot be read, or no thread can be started.
    pub fn new(config: &CertificatesConfig) -> Result<Self, AppError> {
        let default = || DEFAULT_FONT_DIRECTORIES.map(PathBuf::from).to_vec();
        let directories = config.font_directories.clone().unwrap_or_else(default);
        let renderer = Arc::new(Renderer::new(&directories).map_err(AppError::broken)?);
        Ok(Self { renderer, pool: Pool::new(LONGEST_QUEUE), patient: Patient::new().map_err(AppError::broken)? })
    }

    /// The certificate as a PDF, for somebody who waits for it.
    ///
    /// # Errors
    /// 409 when it cannot be printed in full, 503 when too many wait already.
    pub async fn print(&self, face: Face) -> Result<Vec<u8>, AppError> {
        let renderer = Arc::clone(&self.renderer);
        let drawn = self.pool.run(move || renderer.render(&face)).await?;
        match drawn {
            Ok(bytes) => Ok(bytes),
            Err(error) => Err(CertificateError::NotPrintable(error.try_into()?).into()),
        }
    }

    /// Why a certificate cannot be printed, all of it on the one page; `None` when it can. What it says is put together where it is drawn.
    ///
    /// # Errors
    /// When the renderer is broken.
    pub async fn prove(
        &self,
        face: impl FnOnce() -> Face + Send + 'static,
        urgency: Urgency,
    ) -> Result<Option<Hindrance>, AppError> {
        let renderer = Arc::clone(&self.renderer);
        let prove = move || renderer.prove(&face());
        let proved = match urgency {
            Urgency::Request => self.pool.run_patiently(prove).await?,
            Urgency::Background => self.patient.run(prove).await?,
        };
        proved.err().map(Hindrance::try_from).transpose()
    }

    /// What is done beside the drawing for nobody who waits.
    ///
    /// # Errors
    /// When the work panics.
    pub async fn patiently<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        self.patient.run(work).await
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::certificates::appearance::Appearance;
    use crate::certificates::face::{compose, phrases};
    use crate::certificates::model::tests::facts;
    use crate::certificates::model::{CertificateId, Record};
    use crate::clock::Timestamp;
    use crate::i18n::{Catalogues, I18n, Locale};

    fn face(name: &str) -> Face {
        let words = I18n::new(Catalogues::shipped().expect("sound"), Locale::EN).localizer(&[Locale::EN]);
        let mut facts = facts(name);
        facts.phrases = [(Locale::EN, phrases(&facts, &words))].into();
        let record = Record::new(CertificateId::NONE, "VC-2026-00000001".into(), Timestamp::from_micros(0), facts);
        let appearance = Appearance::new(&record.facts, None, BTreeMap::new()).expect("no pictures");
        compose(&record, &Locale::EN, None, &appearance)
    }

    #[tokio::test]
    async fn what_has_no_letters_is_refused_with_its_script() {
        let press = Press::new(&CertificatesConfig { font_directories: Some(Vec::new()) }).expect("the embedded fonts");
        for (name, hindrance) in [
            ("欧阳慧敏", Some(Hindrance::Script("Han".to_owned()))),
            ("a\u{202e}b", Some(Hindrance::Text)),
            ("محمد عبد الله", None),
        ] {
            assert_eq!(
                press.prove(move || face(name), Urgency::Request).await.expect("a renderer"),
                hindrance,
                "{name}"
            );
        }
    }
}
