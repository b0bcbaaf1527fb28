//! Baked badges: a picture with a credential in it (Open Badges 3.0, §5.3).

use flate2::Crc;

const KEYWORD: &[u8] = b"openbadgecredential";
/// The chunk that ends a PNG: it is empty.
const PNG_END: &[u8] = b"\0\0\0\0IEND\xae\x42\x60\x82";

/// A PNG with the credential in a chunk of text (§5.3.1.1). `None` when it is no whole PNG.
#[must_use]
pub fn png(picture: &[u8], document: &str) -> Option<Vec<u8>> {
    let drawn = picture.strip_suffix(PNG_END).filter(|drawn| drawn.starts_with(b"\x89PNG\r\n\x1a\n"))?;
    // A keyword, not compressed, in no language and without a translation of the keyword (PNG, §11.3.3.4).
    let chunk = [&b"iTXt"[..], KEYWORD, &[0; 5], document.as_bytes()].concat();
    let length = u32::try_from(chunk.len() - 4).ok()?;
    let mut sum = Crc::new();
    sum.update(&chunk);
    Some([drawn, &length.to_be_bytes(), &chunk, &sum.sum().to_be_bytes(), PNG_END].concat())
}

/// An SVG that names the namespace `openbadges`, with the credential in an element (§5.3.2.1). `None` when it is none.
#[must_use]
pub fn svg(picture: &str, document: &str) -> Option<String> {
    let begin = picture.find("<svg")?;
    let (root, drawing) = picture.split_at(begin + picture.get(begin..)?.find('>')? + 1);
    if !root.contains("xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"") {
        return None;
    }
    // These three may stand together in a text of the JSON only, where the last may be written so.
    let document = document.replace("]]>", "]]\\u003e");
    Some(format!("{root}\n<openbadges:credential><![CDATA[{document}]]></openbadges:credential>{drawing}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str =
        "<?xml version=\"1.0\"?><svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"><g id=\"a\"/></svg>";

    #[test]
    fn the_end_of_a_png_is_where_its_sum_says() {
        let mut sum = Crc::new();
        sum.update(b"IEND");
        assert!(PNG_END.ends_with(&sum.sum().to_be_bytes()));
        for none in [&b""[..], b"\x89PNG\r\n\x1a\n", b"GIF89a", PNG_END] {
            assert_eq!(png(none, "{}"), None);
        }
    }

    #[test]
    fn a_credential_stands_in_a_picture_as_it_is() {
        let document = r#"{"name":"a ]]> b & <c> Ünal"}"#;
        let baked = svg(SVG, document).expect("a picture");
        let begin = baked.find("<![CDATA[").expect("the credential") + 9;
        let inside = &baked[begin..begin + baked[begin..].find("]]>").expect("its end")];
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("JSON");
        assert_eq!(value(inside), value(document));
        assert!(baked.ends_with("</openbadges:credential><g id=\"a\"/></svg>"), "{baked}");
        for none in ["", "<svg/>", "<svg><openbadges/>", "<svg"] {
            assert_eq!(svg(none, document), None, "{none}");
        }
    }
}
