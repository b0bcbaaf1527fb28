//! Drawing certificates, a few at a time. Each takes milliseconds of a core and some megabytes, so a crowd has to queue, and
//! too long a queue is told to come back.

use std::path::PathBuf;
use std::sync::Arc;

use super::render::{DEFAULT_FONT_DIRECTORIES, Face, Renderer};
use crate::config::CertificatesConfig;
use crate::error::AppError;
use crate::pool::Pool;

/// At ten milliseconds each this is a wait of half a second.
const LONGEST_QUEUE: usize = 64;

pub struct Press {
    renderer: Arc<Renderer>,
    pool: Pool,
}

impl Press {
    /// # Errors
    /// When an embedded font cannot be read.
    pub fn new(config: &CertificatesConfig) -> Result<Self, AppError> {
        let default = || DEFAULT_FONT_DIRECTORIES.map(PathBuf::from).to_vec();
        let directories = config.font_directories.clone().unwrap_or_else(default);
        let renderer = Arc::new(Renderer::new(&directories).map_err(AppError::broken)?);
        Ok(Self { renderer, pool: Pool::new(LONGEST_QUEUE) })
    }

    /// The certificate as a PDF, for somebody who waits for it.
    ///
    /// # Errors
    /// 409 when it cannot be printed in full, 503 when too many wait already.
    pub async fn print(&self, face: Face) -> Result<Vec<u8>, AppError> {
        let renderer = Arc::clone(&self.renderer);
        Ok(self.pool.run(move || renderer.render(&face)).await??)
    }

    /// Whether the certificate can be printed, all of it on the one page.
    ///
    /// # Errors
    /// 409 when it cannot.
    pub async fn prove(&self, face: Face) -> Result<(), AppError> {
        let renderer = Arc::clone(&self.renderer);
        Ok(self.pool.run_patiently(move || renderer.render(&face)).await?.map(drop)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificates::face::compose;
    use crate::certificates::model::tests::facts;
    use crate::certificates::model::{CertificateId, Record};
    use crate::clock::Timestamp;
    use crate::i18n::{Catalogues, I18n, Locale};

    fn face(name: &str) -> Face {
        let record =
            Record::new(CertificateId::NONE, "VC-2026-00000001".into(), Timestamp::from_micros(0), facts(name));
        let words = I18n::new(Catalogues::shipped().expect("sound"), Locale::EN).localizer(&[Locale::EN]);
        compose(&record, &words, "https://college.example.org/verify/5f3c9a0e7b1d4f6282c4e1a90b7d3e58")
    }

    #[tokio::test]
    async fn what_has_no_letters_is_refused_with_its_script() {
        let press = Press::new(&CertificatesConfig { font_directories: Some(Vec::new()) }).expect("the embedded fonts");
        for (name, code) in [("欧阳慧敏", "certificate-script-missing"), ("a\u{202e}b", "certificate-not-printable")]
        {
            assert_eq!(press.prove(face(name)).await.err().and_then(|error| error.code()), Some(code), "{name}");
        }
        assert!(press.prove(face("محمد عبد الله")).await.is_ok());
    }
}
