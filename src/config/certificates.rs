//! `[certificates]`: the fonts beside those that are built in.

use std::path::PathBuf;

use super::Settings;

#[derive(Clone, Debug)]
pub struct CertificatesConfig {
    /// `certificates.fonts`: directories searched for more scripts; left out, where Debian keeps the Noto fonts.
    pub font_directories: Option<Vec<PathBuf>>,
}

impl CertificatesConfig {
    pub(super) fn read(settings: &mut Settings) -> Self {
        Self { font_directories: settings.read_list("certificates.fonts") }
    }
}
