//! What an operation is about: which thing of the world stands in its path.

/// What stands in the path for a parameter, whatever the operation.
pub fn always(name: &str) -> Option<&'static str> {
    Some(match name {
        "file" => "swagger-initializer.js",
        "kind" => "interface",
        "name" => "demo",
        "iso2" => "MG",
        "question" => "e-fixed",
        "purpose" => "suspension",
        "list" => "1",
        _ => return None,
    })
}

/// What an operation on certificates is about.
pub fn of_certificates(operation: &str) -> Option<&'static str> {
    Some(match operation {
        "showCertificate"
        | "printCertificate"
        | "drawBadge"
        | "suspendCertificate"
        | "restoreCertificate"
        | "revokeCertificate"
        | "verifyCertificate"
        | "setCertificateVisibility"
        | "requestCorrection"
        | "listCorrectionRequestsForCertificate" => "certificate",
        "correctCertificate" | "eraseCertificate" => "certificate to correct",
        "decideCorrectionRequest" => "correction request",
        "previewCertificate" => "candidate",
        "showWorkshop" | "listWorkshopRows" | "confirmWorkshop" => "workshop",
        "showSignOffBatch" | "listSignOffBatchItems" | "confirmSignOffBatch" => "batch",
        "showCertificateDesign"
        | "setCertificateDesign"
        | "listCertificateDesignVersions"
        | "previewKeptCertificateDesign" => "design",
        "showCertificatePicture" => "picture",
        _ => return None,
    })
}
