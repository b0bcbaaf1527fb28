//! The rules by name, weight and sentence.

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Shown; whoever knows better dismisses it with a reason.
    Warning,
    /// The text cannot be served.
    Error,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident $level:ident $name:literal $message:literal)+) => {
        /// What a translation must keep.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[$doc])* $rule),+
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$rule),+];

            /// The stable name: what a dismissal is kept under, and what people search for.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$rule => $name),+ }
            }

            /// The Fluent message that tells a translator what to do.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Self::$rule => $message),+ }
            }

            /// What a finding of this rule weighs at most. Some findings weigh less: the finding says.
            #[must_use]
            pub const fn level(self) -> Level {
                match self { $(Self::$rule => Level::$level),+ }
            }
        }
    };
}

rules! {
    /// Not UTF-8.
    Encoding Error "encoding" "check-encoding"
    Size Error "limit.size" "check-limit-size"
    Depth Error "limit.depth" "check-limit-depth"
    /// What a message can grow to by its references.
    Expansion Error "limit.expansion" "check-limit-expansion"
    /// An error above the length that the source allows; a warning where the text is only much longer than its source.
    Length Error "limit.length" "check-limit-length"
    /// A catalogue took longer, or came out larger, than a publication may.
    Budget Error "limit.budget" "check-limit-budget"
    Junk Error "syntax.junk" "check-syntax-junk"
    /// fluent-bundle 0.16 panics on some placeables within placeables.
    NestedPlaceable Error "syntax.nested-placeable" "check-syntax-nested-placeable"
    DuplicateId Error "id.duplicate" "check-id-duplicate"
    ExtraId Error "id.unknown" "check-id-unknown"
    MissingId Error "id.missing" "check-id-missing"
    MissingFile Error "file.missing" "check-file-missing"
    ExtraFile Error "file.extra" "check-file-extra"
    MissingPart Error "parts.missing" "check-parts-missing"
    ExtraPart Error "parts.extra" "check-parts-extra"
    /// A warning where only one variant lacks it, or where the source chooses by it and never shows it.
    MissingVariable Error "var.missing" "check-var-missing"
    ExtraVariable Error "var.extra" "check-var-extra"
    /// A warning where another language of the chain has what is referred to, so that only a translation is lacking.
    Unresolved Error "ref.unresolved" "check-ref-unresolved"
    ExtraReference Warning "ref.extra" "check-ref-extra"
    Cycle Error "ref.cycle" "check-ref-cycle"
    /// An error for protected names.
    MissingTerm Error "term.missing" "check-term-missing"
    /// fluent-bundle 0.16 shows the names of what a term lacks without reporting an error.
    TermMessage Error "term.message" "check-term-message"
    UnknownFunction Error "func.unknown" "check-func-unknown"
    BadArgument Error "func.argument" "check-func-argument"
    /// A warning for forms that no whole number below a million takes.
    MissingPlural Error "plural.missing" "check-plural-missing"
    UnreachablePlural Warning "plural.unreachable" "check-plural-unreachable"
    UnknownPlural Error "plural.unknown-key" "check-plural-unknown-key"
    NoPluralRule Error "plural.no-rule" "check-plural-no-rule"
    IdleSelect Error "select.literal" "check-select-literal"
    UnknownKey Warning "select.unknown-key" "check-select-unknown-key"
    SelectKind Error "select.type-mismatch" "check-select-type-mismatch"
    ExactVariantLost Warning "warn.exact-variant-lost" "check-warn-exact-variant-lost"
    UnsafeMarkup Error "markup.unsafe" "check-markup-unsafe"
    MarkupMismatch Error "markup.mismatch" "check-markup-mismatch"
    BlockKind Error "md.block" "check-md-block"
    Link Error "md.link" "check-md-link"
    /// A warning for another page of a site that the source names.
    Address Error "address.extra" "check-address-extra"
    Image Error "md.image" "check-md-image"
    ImageAlt Error "md.alt" "check-md-alt"
    Footnote Error "md.footnote" "check-md-footnote"
    Code Error "md.code" "check-md-code"
    Html Error "md.html" "check-md-html"
    Emphasis Warning "md.emphasis" "check-md-emphasis"
    Cue Error "caption.cue" "check-caption-cue"
    /// A warning for marks of direction in a language that is written from left to right.
    Bidi Error "char.bidi" "check-char-bidi"
    Control Error "char.control" "check-char-control"
    Invisible Warning "char.invisible" "check-char-invisible"
    /// A warning for a word of several scripts that imitates no protected name.
    Confusable Error "char.confusable" "check-char-confusable"
    Empty Error "value.empty" "check-value-empty"
    Script Warning "lang.script" "check-lang-script"
    SameAsSource Warning "warn.same-as-source" "check-warn-same-as-source"
    EndPunctuation Warning "warn.end-punctuation" "check-warn-end-punctuation"
    Space Warning "warn.space" "check-warn-space"
    FrenchSpace Warning "warn.fr-nbsp" "check-warn-fr-nbsp"
    DuplicateWord Warning "warn.duplicate-word" "check-warn-duplicate-word"
    Glossary Warning "warn.glossary" "check-warn-glossary"
    Inconsistent Warning "warn.inconsistent" "check-warn-inconsistent"
    Numbers Warning "warn.numbers" "check-warn-numbers"
    /// Fluent reported an error while the text was formatted with sample values.
    Broken Error "render" "check-render"
}

impl std::fmt::Display for Rule {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_named_after_its_rule() {
        for rule in Rule::ALL {
            assert_eq!(rule.message(), format!("check-{}", rule.name().replace('.', "-")));
        }
    }
}
