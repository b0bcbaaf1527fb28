# What can be wrong with a course as it is written. The report shows file and line beside each message.

## Files

course-file-missing = This file is missing. Add it.
course-file-unknown = Nothing in the course refers to this file. Remove it, or correct its name.
course-file-too-large = The file has { $size } bytes; at most { $limit } are allowed. Shorten or split it.
course-file-not-utf8 = The text is not UTF-8 from this line on. Save the file as UTF-8.
course-file-link = This is a link or a special file. Put the file itself in its place.
course-too-many-files = The course has more than { $limit } files. Remove what it does not need.
course-package-too-large = The course has more than { $limit } bytes. Make it smaller.
course-too-many-mistakes = There are more than { $limit } mistakes; the rest is not shown. Correct these first and check again.
course-archive-unreadable = The ZIP archive is damaged, or packed in an unusual way. Pack it again with the usual settings.
course-archive-path = This is not a path inside the archive. Use relative paths without "..", backslashes or colons.
course-archive-duplicate = The archive holds the same file twice. Pack it again.
course-archive-encrypted = The file is encrypted. Pack the archive without a password.
course-archive-ratio = The file is packed to less than one part in { $limit }. Course files never are: check what it holds.
course-slug-folder = The slug is "{ $slug }", but the folder is called "{ $folder }". Give both the same name.
course-language-tag = "{ $tag }" is not a language tag in its usual spelling. Write it like "fr" or "pt-BR".
course-source-language-missing = The source language is "{ $language }", but there is no folder "{ $language }". Add it, or correct source_language.

## TOML

course-toml = This is not valid TOML: { $detail }.
course-member-unknown = "{ $member }" is not known here. Correct its spelling, or remove it.
course-member-missing = "{ $member }" is missing here. Add it.
course-wrong-type =
    "{ $member }" must be { $expected ->
        [text] a text in quotation marks
        [truth] true or false
        [whole-number] a whole number
        [number] a number
        [day] a day such as 2028-11-30, without quotation marks
        [table] a table
       *[list] a list in square brackets
    }.
course-value-unknown = "{ $member }" cannot be "{ $value }". Choose one of these: { $allowed }.
course-value-duplicate = "{ $value }" stands twice in "{ $member }". Remove one.
course-number-range = "{ $member }" must lie between { $least } and { $most }.
course-day = "{ $member }" must be a day without a time, such as 2028-11-30.
course-licence = "{ $licence }" does not look like an SPDX licence. Write it like CC-BY-4.0.
course-too-few = "{ $member }" needs at least { $least }. Add what is missing.
course-too-many = "{ $member }" may have at most { $most }. Remove some.
course-text-empty = "{ $member }" is empty. Write a text.
course-text-too-long = "{ $member }" may have at most { $limit } characters. Shorten it.
course-text-character = The character { $character } is not allowed in a text: it is invisible, or changes the direction of writing. Remove it.

## Ids

course-id-malformed = "{ $id }" is not a valid id. Use lower-case words of letters and digits joined by hyphens, at most 64 characters.
course-duplicate-id = The id "{ $id }" is used twice; it was first used in line { $first }. Give one of them another id.
course-id-reserved = No activity can be called "{ $id }", because something else has that name. Choose another id.
course-unknown-reference =
    There is no { $kind ->
        [outcome] learning outcome
        [text] cited text
        [module] module
        [activity] activity
        [question] question
        [pool] pool of this quiz
        [gap] gap
        [picture] picture
       *[choice] choice
    } "{ $id }". Correct the id, or declare it.

## Structure

course-prerequisite-self = A course cannot be its own prerequisite. Remove it from the list.
course-count-too-large = { $count } are to be completed, but only { $available } are required here. Lower the count.
course-module-empty = The module "{ $id }" has no activity. Add one, or remove the module.
course-nothing-required = All activities are optional, so nobody could complete the course. Make at least one of them required.
course-outcome-not-taught = No lesson teaches the outcome "{ $id }". Name it in a lesson.
course-outcome-not-tested = No question tests the outcome "{ $id }". Name it in a question.
course-completion-kind =
    { $kind ->
        [lesson] A lesson cannot be completed by "{ $rule }". Use "viewed" or "time".
       *[quiz] A quiz cannot be completed by "{ $rule }". Use "passed" or "submitted".
    }
course-preview-quiz = The quiz "{ $id }" cannot be open to guests. Remove "preview".
course-weight-none = The course has a certificate, but no quiz counts. Give at least one quiz a weight.
course-quiz-without-questions = The quiz "{ $id }" has no questions. Add some, or remove the quiz.
course-question-not-in-quiz = "{ $activity }" is a lesson and cannot ask questions. Name a quiz.
course-pool-overdrawn = The pool "{ $pool }" draws { $draw } questions, but has only { $available }. Add questions, or draw fewer.

## Keys

course-key-missing = The question "{ $question }" has no right answer. Add its key.
course-key-incomplete = The key says nothing about "{ $id }". Add it.
course-order-given-away = The question "{ $question }" stands in the order of its answer. Change the order: even where the quiz shuffles, its outline does not.
course-gap-answer = The gap "{ $gap }" needs either "choices" and "key", or "accept".
course-accept-missing = The accepted words for the language "{ $language }" are missing. Add them.
course-accept-blank = "{ $word }" has neither letters nor digits, so nothing could match it. Write a word.

## Texts

course-text-missing = There is no text for "{ $id }" in "{ $kind }". Add it.
course-text-extra = "{ $kind }" has a text for "{ $id }", which the structure of the course does not have. Remove it, or correct the id.
course-stem-gap-missing = The stem does not hold the gap "{ $gap }". Put its id in double braces where the gap should be.
course-stem-gap-unknown = The stem holds a gap "{ $gap }" that the question does not have. Remove it, or correct the id.
course-stem-gap-twice = The stem holds the gap "{ $gap }" twice. Remove one.

## Lessons

course-lesson-empty = The lesson is empty. Write it.
course-lesson-too-deep = Blocks stand within blocks more than { $limit } deep. Make the lesson simpler.
course-html = HTML is not allowed in a lesson. Use Markdown; write a plain "<" as "\<".
course-heading-level = The title of the lesson is the only heading of the first level. Begin with "##".
course-heading-jump = A heading of level { $level } follows one of level { $previous }. Leave out no level.
course-link-target = A link cannot lead to "{ $target }". It may be "cite:…", "activity:…" or "https://…".
course-link-empty = The link to "{ $target }" has no words. Say where it leads.
course-link-undefined = "[{ $label }]" is defined nowhere. Define it, or correct it.
course-footnote-unused = The footnote "{ $label }" is called nowhere. Call it, or remove it.
course-image-alt = The picture "{ $target }" has no alternative text. Describe in the square brackets what it shows.
course-image-target = "{ $target }" is not a picture of the course. Write it like "media/three-appendices.svg".
course-block-differs =
    Here the sequence of blocks parts from the source language: this is { $found ->
        [heading] a heading
        [paragraph] a paragraph
        [list] a list
        [numbered-list] a numbered list
        [table] a table
        [quotation] a quotation
        [picture] a picture
        [code] a block of code
        [rule] a horizontal line
       *[footnote] a footnote
    }, but line { $line } of the source is { $expected ->
        [heading] a heading
        [paragraph] a paragraph
        [list] a list
        [numbered-list] a numbered list
        [table] a table
        [quotation] a quotation
        [picture] a picture
        [code] a block of code
        [rule] a horizontal line
       *[footnote] a footnote
    }. Give both the same blocks.
course-block-measure =
    { $kind ->
        [heading] This heading is "{ $found }", but in line { $line } of the source it is "{ $expected }".
        [table] This table has { $found } rows and columns, but in line { $line } of the source it has { $expected }.
       *[list] This list has { $found } items, but in line { $line } of the source it has { $expected }.
    } Make them equal.
course-block-missing =
    The lesson ends before the source language does: { $expected ->
        [heading] a heading
        [paragraph] a paragraph
        [list] a list
        [numbered-list] a numbered list
        [table] a table
        [quotation] a quotation
        [picture] a picture
        [code] a block of code
        [rule] a horizontal line
       *[footnote] a footnote
    } of line { $line } has no counterpart. Translate the rest.
course-block-extra =
    The lesson goes on after the end of the source language: { $found ->
        [heading] this heading
        [paragraph] this paragraph
        [list] this list
        [numbered-list] this numbered list
        [table] this table
        [quotation] this quotation
        [picture] this picture
        [code] this block of code
        [rule] this horizontal line
       *[footnote] this footnote
    } has no counterpart there. Remove it, or add it to the source.

## Pictures

course-media-name = The name of a picture is an id and its ending, such as "three-appendices.svg". Rename the file.
course-media-kind = Pictures are SVG, PNG, JPEG or WebP. Convert the file, or remove it.
course-media-content = The file is damaged, or not the kind of picture that its ending says. Save it again.
course-media-unused = No lesson shows this picture. Show it, or remove it.
course-svg-xml = The drawing is not well-formed XML: { $detail }.
course-svg-forbidden = "{ $name }" is not allowed in a drawing. Use plain shapes and texts, and nothing from elsewhere.
course-svg-encoding = The drawing says that it is encoded as { $encoding }. Save it as UTF-8.
course-svg-too-deep = Elements stand within elements more than { $limit } deep. Make the drawing simpler.
course-svg-viewbox = The drawing has no usable viewBox. Give it one with four numbers, such as "0 0 640 480".
course-svg-font = The drawing uses the font "{ $font }". Only sans-serif is there on every device.
course-svg-word = The drawing holds the text "{ $text }". Put a key in double braces inside an element "text", and the words into media.toml of each language.
course-svg-key = Double braces may only hold a key, and only stand inside an element "text". Correct this place.
