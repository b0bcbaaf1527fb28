//! A credential in an element of an SVG (Open Badges 3.0, §5.3.2): `<openbadges:credential>`, with the document as its text, or a
//! token as its attribute `verify`.

use super::{Carrier, CarrierFault};
use crate::formats::exchange::{Fault, FaultCode};
use crate::formats::xml::{Node, Nodes, document_text};

const FORMAT: &str = "SVG";

pub fn credentials(picture: &[u8]) -> Result<Vec<Vec<u8>>, CarrierFault> {
    let text = document_text(picture, FORMAT).map_err(|_| CarrierFault::Damaged(Carrier::Svg))?;
    read(&mut Nodes::of(&text, FORMAT, true)).map_err(|fault| match fault.code {
        FaultCode::WrongFormat => CarrierFault::Unrecognised,
        _ => CarrierFault::Damaged(Carrier::Svg),
    })
}

fn read(nodes: &mut Nodes<'_>) -> Result<Vec<Vec<u8>>, Fault> {
    let mut found = Vec::new();
    let mut is_root = true;
    loop {
        match nodes.next()? {
            Node::Start(element) if is_root && element.name != "svg" => {
                return Err(nodes.fault(FaultCode::WrongFormat));
            }
            Node::Start(element) if element.name == "credential" => {
                let (token, text) = (element.get("verify").map(str::to_owned), nodes.text_within()?);
                let credential = token.filter(|_| text.trim().is_empty()).unwrap_or(text);
                if !credential.trim().is_empty() {
                    found.push(credential.trim().as_bytes().to_vec());
                }
            }
            Node::Start(_) => is_root = false,
            Node::End | Node::Text(_) => {}
            Node::Eof => return Ok(found),
        }
    }
}
