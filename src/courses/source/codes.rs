//! Everything that can be wrong with a course. Each code is the id of a message in `course-check.ftl`.

macro_rules! codes {
    ($($variant:ident = $code:literal ($($argument:literal),*),)*) => {
        /// What kind of mistake it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($variant),* }

        impl Code {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable name, which is also the id of the message.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The names of the arguments of the message.
            #[must_use]
            pub const fn arguments(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($argument),*]),* }
            }
        }
    };
}

codes! {
    // Files
    FileMissing = "course-file-missing" (),
    FileUnknown = "course-file-unknown" (),
    FileTooLarge = "course-file-too-large" ("size", "limit"),
    FileNotUtf8 = "course-file-not-utf8" (),
    FileLink = "course-file-link" (),
    TooManyFiles = "course-too-many-files" ("limit"),
    PackageTooLarge = "course-package-too-large" ("limit"),
    TooManyMistakes = "course-too-many-mistakes" ("limit"),
    ArchiveUnreadable = "course-archive-unreadable" (),
    ArchivePath = "course-archive-path" (),
    ArchiveDuplicate = "course-archive-duplicate" (),
    ArchiveEncrypted = "course-archive-encrypted" (),
    ArchiveRatio = "course-archive-ratio" ("limit"),
    SlugFolder = "course-slug-folder" ("slug", "folder"),
    LanguageTag = "course-language-tag" ("tag"),
    SourceLanguageMissing = "course-source-language-missing" ("language"),
    // TOML
    Toml = "course-toml" ("detail"),
    MemberUnknown = "course-member-unknown" ("member"),
    MemberMissing = "course-member-missing" ("member"),
    WrongType = "course-wrong-type" ("member", "expected"),
    ValueUnknown = "course-value-unknown" ("member", "value", "allowed"),
    ValueDuplicate = "course-value-duplicate" ("member", "value"),
    NumberRange = "course-number-range" ("member", "least", "most"),
    DayMalformed = "course-day" ("member"),
    LicenceMalformed = "course-licence" ("licence"),
    TooFew = "course-too-few" ("member", "least"),
    TooMany = "course-too-many" ("member", "most"),
    TextEmpty = "course-text-empty" ("member"),
    TextTooLong = "course-text-too-long" ("member", "limit"),
    TextCharacter = "course-text-character" ("character"),
    // Ids
    IdMalformed = "course-id-malformed" ("id"),
    IdDuplicate = "course-duplicate-id" ("id", "first"),
    IdReserved = "course-id-reserved" ("id"),
    ReferenceUnknown = "course-unknown-reference" ("kind", "id"),
    // Structure
    PrerequisiteSelf = "course-prerequisite-self" (),
    CountTooLarge = "course-count-too-large" ("count", "available"),
    ModuleEmpty = "course-module-empty" ("id"),
    NothingRequired = "course-nothing-required" (),
    OutcomeNotTaught = "course-outcome-not-taught" ("id"),
    OutcomeNotTested = "course-outcome-not-tested" ("id"),
    CompletionKind = "course-completion-kind" ("rule", "kind"),
    PreviewQuiz = "course-preview-quiz" ("id"),
    WeightNone = "course-weight-none" (),
    QuizWithoutQuestions = "course-quiz-without-questions" ("id"),
    QuestionNotInQuiz = "course-question-not-in-quiz" ("activity"),
    PoolOverdrawn = "course-pool-overdrawn" ("pool", "draw", "available"),
    // Keys
    KeyMissing = "course-key-missing" ("question"),
    KeyIncomplete = "course-key-incomplete" ("id"),
    OrderGivenAway = "course-order-given-away" ("question"),
    GapAnswer = "course-gap-answer" ("gap"),
    AcceptMissing = "course-accept-missing" ("language"),
    AcceptBlank = "course-accept-blank" ("word"),
    // Texts
    TextMissing = "course-text-missing" ("kind", "id"),
    TextExtra = "course-text-extra" ("kind", "id"),
    StemGapMissing = "course-stem-gap-missing" ("gap"),
    StemGapUnknown = "course-stem-gap-unknown" ("gap"),
    StemGapTwice = "course-stem-gap-twice" ("gap"),
    // Lessons
    LessonEmpty = "course-lesson-empty" (),
    LessonTooDeep = "course-lesson-too-deep" ("limit"),
    Html = "course-html" (),
    HeadingLevel = "course-heading-level" (),
    HeadingJump = "course-heading-jump" ("level", "previous"),
    LinkTarget = "course-link-target" ("target"),
    LinkEmpty = "course-link-empty" ("target"),
    LinkUndefined = "course-link-undefined" ("label"),
    FootnoteUnused = "course-footnote-unused" ("label"),
    ImageAlt = "course-image-alt" ("target"),
    ImageTarget = "course-image-target" ("target"),
    BlockDiffers = "course-block-differs" ("found", "expected", "line"),
    BlockMeasure = "course-block-measure" ("kind", "found", "expected", "line"),
    BlockMissing = "course-block-missing" ("expected", "line"),
    BlockExtra = "course-block-extra" ("found"),
    // Pictures
    MediaName = "course-media-name" (),
    MediaKind = "course-media-kind" (),
    MediaContent = "course-media-content" (),
    MediaUnused = "course-media-unused" (),
    SvgXml = "course-svg-xml" ("detail"),
    SvgForbidden = "course-svg-forbidden" ("name"),
    SvgEncoding = "course-svg-encoding" ("encoding"),
    SvgTooDeep = "course-svg-too-deep" ("limit"),
    SvgViewBox = "course-svg-viewbox" (),
    SvgFont = "course-svg-font" ("font"),
    SvgWord = "course-svg-word" ("text"),
    SvgKey = "course-svg-key" (),
}
