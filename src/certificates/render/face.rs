//! What a certificate says: plain data, already worded and formatted in its language by the caller.

use bytes::Bytes;
use time::OffsetDateTime;

use super::colour::Colours;

/// One certificate as it is printed. The renderer adds no word of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The SHA-256 of the layout.
    pub template: String,
    /// Whether the College's emblem is at the head.
    pub shows_emblem: bool,
    /// Who else stands behind it; at the head, beside the emblem.
    pub logos: Vec<Logo>,
    /// Colours other than the layout's own.
    pub colours: Option<Colours>,
    /// The certificate's language, a BCP 47 tag. It chooses hyphenation, local letter forms and, for Han, the national face.
    pub locale: String,
    /// Whether the page runs from right to left.
    pub rtl: bool,
    pub serial: String,
    pub issuer: String,
    pub name: String,
    /// The language that the bearer writes her name in, if known: 田中 is drawn otherwise in Japan than in China.
    pub name_locale: Option<String>,
    pub course: String,
    /// "Certificate of completion".
    pub title: String,
    /// "This is to certify that".
    pub certify: String,
    /// "has successfully completed the course".
    pub statement: String,
    /// Hours, grade, language and version studied.
    pub detail_lines: Vec<String>,
    /// What else there is to say: a paragraph beneath the details.
    pub note: Option<String>,
    pub issued: Fact,
    pub valid_until: Option<Fact>,
    pub serial_label: String,
    pub verify_label: String,
    /// Where it is verified; printed, linked and drawn as a QR code.
    pub verify_url: String,
    /// What a screen reader says for the QR code: "QR code: verify this certificate".
    pub qr_alt: String,
    pub officials: Vec<Official>,
    /// "TEST – not a certificate". Printed in the body and, large, across the page.
    pub test_mark: Option<String>,
    pub attachment: Option<Attachment>,
    /// The creation date in the file's metadata.
    pub issued_at: OffsetDateTime,
}

/// A label and what it says: "Issued on", "23 November 2026".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub label: String,
    pub value: String,
}

/// Who signs, under a line with the signature, or left free for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    pub name: String,
    pub role: String,
    /// In PNG.
    pub signature: Option<Bytes>,
}

/// The sign of somebody who stands behind the certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// In PNG.
    pub picture: Bytes,
    /// What a screen reader says for it.
    pub alt: String,
}

/// The signed credential, embedded in the PDF under the name `credential.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// `application/vc`, for instance.
    pub media_type: String,
    pub description: String,
    pub bytes: Vec<u8>,
}

impl Face {
    /// The pictures, in the order of their files.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &Bytes> {
        let logos = self.logos.iter().map(|logo| &logo.picture);
        logos.chain(self.officials.iter().filter_map(|official| official.signature.as_ref()))
    }
}
