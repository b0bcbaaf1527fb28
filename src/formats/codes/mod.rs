//! Texts with codes: what translators move and never change. Placeables, gaps, code and the marks around words stand apart from
//! the words, so that the tools of agencies keep them.

pub(super) mod markup;
pub(super) mod message;

use std::collections::{HashMap, VecDeque};

use super::exchange::FaultCode;

/// A text taken apart. Put together, the pieces are the text; each `Open` has its `Close`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// Stands alone. With the variable that it shows, in a message.
    Code(String, Option<String>),
    Open(String),
    Close(String),
}

/// A code of a source text. Its number is its place in the list, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Code {
    pub open: String,
    /// What ends it, where words stand in between.
    pub close: Option<String>,
    /// Whether a translation can do without it.
    pub is_optional: bool,
}

/// A part of a text in which codes are numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Text(String),
    Code(usize),
    Open(usize),
    Close(usize),
}

/// Adds a text to the one before.
pub(super) fn push_text(items: &mut Vec<Item>, text: &str) {
    match items.last_mut() {
        _ if text.is_empty() => {}
        Some(Item::Text(last)) => last.push_str(text),
        _ => items.push(Item::Text(text.to_owned())),
    }
}

/// Numbers the codes of a source.
pub(super) fn number(pieces: &[Piece], is_optional: impl Fn(&str) -> bool) -> (Vec<Item>, Vec<Code>) {
    let (mut items, mut codes, mut open) = (Vec::new(), Vec::<Code>::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Text(text) => push_text(&mut items, text),
            Piece::Code(code, variable) => {
                let is_optional = variable.as_deref().is_some_and(&is_optional);
                codes.push(Code { open: code.clone(), close: None, is_optional });
                items.push(Item::Code(codes.len()));
            }
            Piece::Open(code) => {
                codes.push(Code { open: code.clone(), close: None, is_optional: false });
                open.push(codes.len());
                items.push(Item::Open(codes.len()));
            }
            Piece::Close(code) => {
                let number = open.pop().unwrap_or_default();
                if let Some(begun) = number.checked_sub(1).and_then(|place| codes.get_mut(place)) {
                    begun.close = Some(code.clone());
                    items.push(Item::Close(number));
                }
            }
        }
    }
    (items, codes)
}

/// Gives the codes of a translation the numbers of the same codes of its source. What the source does not have is text.
pub(super) fn fit(pieces: &[Piece], codes: &[Code]) -> Vec<Item> {
    let mut free: HashMap<(&str, Option<&str>), VecDeque<usize>> = HashMap::new();
    for (place, code) in codes.iter().enumerate() {
        free.entry((&code.open, code.close.as_deref())).or_default().push_back(place + 1);
    }
    let ends = ends(pieces);
    let mut take = |open, close| free.get_mut(&(open, close)).and_then(VecDeque::pop_front);
    let (mut items, mut open) = (Vec::new(), Vec::new());
    for (place, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) => push_text(&mut items, text),
            Piece::Code(code, _) => match take(code, None) {
                Some(number) => items.push(Item::Code(number)),
                None => push_text(&mut items, code),
            },
            Piece::Open(code) => {
                let number = ends.get(&place).and_then(|end| take(code, Some(end)));
                open.push(number);
                match number {
                    Some(number) => items.push(Item::Open(number)),
                    None => push_text(&mut items, code),
                }
            }
            Piece::Close(code) => match open.pop().flatten() {
                Some(number) => items.push(Item::Close(number)),
                None => push_text(&mut items, code),
            },
        }
    }
    items
}

/// What ends each code that begins at a place.
fn ends(pieces: &[Piece]) -> HashMap<usize, &str> {
    let (mut open, mut ends) = (Vec::new(), HashMap::new());
    for (place, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Open(_) => open.push(place),
            Piece::Close(code) => {
                ends.extend(open.pop().map(|begin| (begin, code.as_str())));
            }
            _ => {}
        }
    }
    ends
}

/// Whether a translation has the codes of its source, each once.
///
/// # Errors
/// What is wrong, and with which code.
pub(super) fn check(items: &[Item], codes: &[Code]) -> Result<(), (FaultCode, String)> {
    let named = |number: usize| number.checked_sub(1).and_then(|place| codes.get(place));
    let (mut begun, mut ended) = (vec![0_usize; codes.len() + 1], vec![0_usize; codes.len() + 1]);
    let mut open = Vec::new();
    for item in items {
        let (number, is_pair) = match item {
            Item::Text(_) => continue,
            Item::Code(number) => (*number, false),
            Item::Open(number) | Item::Close(number) => (*number, true),
        };
        let code = named(number).filter(|code| code.close.is_some() == is_pair);
        let code = code.ok_or_else(|| (FaultCode::UnknownCode, number.to_string()))?;
        let counts = if matches!(item, Item::Close(_)) { &mut ended } else { &mut begun };
        let count = counts.get_mut(number).map_or(0, |count| {
            *count += 1;
            *count
        });
        if count > 1 {
            return Err((FaultCode::DoubledCode, code.open.clone()));
        }
        match item {
            Item::Open(_) => open.push(number),
            Item::Close(_) if open.pop() != Some(number) => return Err((FaultCode::CrossedCode, code.open.clone())),
            _ => {}
        }
    }
    for (code, count) in codes.iter().zip(begun.into_iter().skip(1)) {
        if count == 0 && !code.is_optional {
            return Err((FaultCode::LostCode, code.open.clone()));
        }
    }
    let unended = open.pop().and_then(named);
    unended.map_or(Ok(()), |code| Err((FaultCode::CrossedCode, code.open.clone())))
}

/// The text that items stand for.
pub(super) fn join(items: &[Item], codes: &[Code]) -> String {
    let code = |number: &usize| number.checked_sub(1).and_then(|place| codes.get(place));
    let texts = items.iter().map(|item| match item {
        Item::Text(text) => text.as_str(),
        Item::Code(number) | Item::Open(number) => code(number).map_or("", |code| code.open.as_str()),
        Item::Close(number) => code(number).and_then(|code| code.close.as_deref()).unwrap_or_default(),
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::exchange::UnitKind;

    fn read(text: &str) -> Vec<Piece> {
        markup::pieces(UnitKind::Markdown, text)
    }

    #[test]
    fn a_translation_has_the_numbers_of_its_source() {
        let (source, codes) = number(&read("See **the `a`** and *b* or `a`"), |_| false);
        assert_eq!(join(&source, &codes), "See **the `a`** and *b* or `a`");
        assert_eq!(codes.len(), 4);
        let target = fit(&read("*B* ou `a` avec **le `a`** ou *cela* et `z`"), &codes);
        let text = |text: &str| Item::Text(text.to_owned());
        assert_eq!(
            target,
            [
                Item::Open(3),
                text("B"),
                Item::Close(3),
                text(" ou "),
                Item::Code(2),
                text(" avec "),
                Item::Open(1),
                text("le "),
                Item::Code(4),
                Item::Close(1),
                text(" ou *cela* et `z`")
            ]
        );
        assert_eq!(check(&target, &codes), Ok(()));
        assert_eq!(join(&target, &codes), "*B* ou `a` avec **le `a`** ou *cela* et `z`");
    }

    #[test]
    fn what_happened_to_codes_is_found() {
        let (_, codes) = number(&read("**a** `b`"), |_| false);
        let [open, close, code] = [Item::Open(1), Item::Close(1), Item::Code(2)];
        let is = |items: &[&Item]| {
            let items: Vec<Item> = items.iter().map(|item| (*item).clone()).collect();
            check(&items, &codes).map_err(|(code, what)| format!("{code:?} {what}"))
        };
        assert_eq!(is(&[&code, &open, &close]), Ok(()));
        for (items, found) in [
            (&[&open, &close][..], "LostCode `b`"),
            (&[&code], "LostCode **"),
            (&[&code, &open, &close, &code], "DoubledCode `b`"),
            (&[&close, &open, &code], "CrossedCode **"),
            (&[&open, &code], "CrossedCode **"),
            (&[&Item::Code(3)], "UnknownCode 3"),
            (&[&Item::Code(0)], "UnknownCode 0"),
            (&[&Item::Code(1)], "UnknownCode 1"),
        ] {
            assert_eq!(is(items), Err(found.to_owned()));
        }
    }
}
