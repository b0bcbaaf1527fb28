//! A text as a reader sees it, with the way back to what was written.

use super::finding::Span;

/// Stands for whatever a placeable, a piece of code or a tag shows: it is known only when the text is served.
pub(super) const HOLE: char = '\u{FFFC}';

/// One way in which a text can come out.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    pub text: String,
    pieces: Vec<Piece>,
}

/// Where a part of the text came from.
#[derive(Clone, Debug)]
struct Piece {
    /// Where it begins in the text.
    at: usize,
    span: Span,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Letter by letter what was written.
    Exact,
    /// Written in another way, as with an escape.
    Written,
    Hole,
}

impl Reading {
    /// A text that is read as it is written.
    pub fn plain(text: &str) -> Self {
        let mut reading = Self::default();
        reading.push(text, 0..text.len());
        reading
    }

    /// Adds what was written in `span`.
    pub fn push(&mut self, text: &str, span: Span) {
        if !text.is_empty() {
            let kind = if text.len() == span.len() { Kind::Exact } else { Kind::Written };
            self.pieces.push(Piece { at: self.text.len(), span, kind });
            self.text.push_str(text);
        }
    }

    /// Adds something of which only the place is known.
    pub fn push_hole(&mut self, span: Span) {
        self.pieces.push(Piece { at: self.text.len(), span, kind: Kind::Hole });
        self.text.push(HOLE);
    }

    /// Where a part of the text was written.
    pub fn span(&self, part: Span) -> Span {
        let last = part.end.saturating_sub(1).max(part.start);
        match (self.piece(part.start), self.piece(last)) {
            (Some(first), Some(last)) => first.begin(part.start)..last.end(part.end).max(first.begin(part.start)),
            _ => 0..0,
        }
    }

    /// Whether a placeable stands at this place, and not the character that stands for one here.
    pub fn is_hole(&self, at: usize) -> bool {
        self.piece(at).is_some_and(|piece| piece.kind == Kind::Hole)
    }

    /// The same without some parts, which come in order and do not overlap.
    pub fn without(&self, parts: &[Span]) -> Self {
        let mut rest = Self::default();
        let mut from = 0;
        for part in parts {
            self.copy(from..part.start, &mut rest);
            from = part.end;
        }
        self.copy(from..self.text.len(), &mut rest);
        rest
    }

    fn copy(&self, part: Span, to: &mut Self) {
        let first = self.pieces.partition_point(|piece| piece.at <= part.start).saturating_sub(1);
        for (index, piece) in self.pieces.iter().enumerate().skip(first) {
            let end = self.pieces.get(index + 1).map_or(self.text.len(), |next| next.at).min(part.end);
            let begin = piece.at.max(part.start);
            if begin >= end {
                break;
            }
            let span = piece.begin(begin)..piece.end(end);
            to.pieces.push(Piece { at: to.text.len(), span, kind: piece.kind });
            to.text.push_str(self.text.get(begin..end).unwrap_or_default());
        }
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?)
    }
}

impl Piece {
    fn begin(&self, at: usize) -> usize {
        if self.kind == Kind::Exact { self.span.start + at.saturating_sub(self.at) } else { self.span.start }
    }

    fn end(&self, at: usize) -> usize {
        if self.kind == Kind::Exact { self.span.start + at.saturating_sub(self.at) } else { self.span.end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Reading {
        // `ab{ "\u0041" }c{ $x }`, say.
        let mut reading = Reading::default();
        reading.push("ab", 0..2);
        reading.push("A", 4..12);
        reading.push("c", 14..15);
        reading.push_hole(15..21);
        reading
    }

    #[test]
    fn the_way_back_is_exact_where_the_text_is() {
        let reading = sample();
        assert_eq!(reading.text, "abAc\u{FFFC}");
        for (part, span) in [(0..1, 0..1), (1..2, 1..2), (1..3, 1..12), (2..3, 4..12), (3..4, 14..15), (4..7, 15..21)] {
            assert_eq!(reading.span(part.clone()), span, "{part:?}");
        }
        assert!(reading.is_hole(4) && !reading.is_hole(3));
        assert!(!Reading::plain("\u{FFFC}").is_hole(0));
    }

    #[test]
    fn parts_are_cut_out_with_their_places() {
        let rest = sample().without(&[1..3, 4..7]);
        assert_eq!((rest.text.as_str(), rest.span(1..2), rest.span(0..1)), ("ac", 14..15, 0..1));
        assert_eq!(sample().without(&[]).text, sample().text);
        assert_eq!(sample().without(&[0..4, 4..7]).text, "");
    }
}
