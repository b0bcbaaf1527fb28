//! Pictures for certificates, and a design that shows one.

use serde_json::{Value, json};

/// A small picture in PNG, of one colour.
pub fn picture(colour: [u8; 3]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 60, 40);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&colour.repeat(60 * 40)).expect("pixels");
    writer.finish().expect("an end");
    file
}

/// A design of certificates with one logo.
pub fn design(picture: &str) -> Value {
    let alt = json!({ "en": "The University", "fr": "L’Université", "es": "La Universidad" });
    json!({
        "layout": 2, "texts": {}, "logos": [{ "picture": picture, "alt": alt }], "shows_emblem": false,
        "colours": { "ink": "#1b2a4a", "accent": "#7a1f2b" },
    })
}
