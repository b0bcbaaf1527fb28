### Translating: locales, units, suggestions, reviews, publications.

locale-unknown = No such language
    .detail = The College does not know this language. You may propose it.

language-not-proposable = No language to translate into
    .detail = Please name a language that people write, without extensions or codes for private use; of variants only those that Unicode’s CLDR has data for, such as ca-valencia.

locale-exists = Language already there
    .detail = “{ $locale }” ({ $tag }) is there, or somebody proposed it before you. You may support it or join it.

locale-closed = No work is taken at the moment
    .detail = Nothing can be translated into “{ $locale }” at the moment: it is proposed, paused or archived.

locale-step-unknown = This step is not possible now
    .detail = The language is not in a state from which this step leads on. Please read it again.

locale-nothing-published = Nothing is published yet
    .detail = There is nothing in “{ $locale }” that could be shown. Please publish the interface or a course first.

locale-interface-not-published = The interface is not published yet
    .detail = “{ $locale }” is offered to everybody once its interface is published. Please publish that first; until then it may stay a beta.

locale-several-reviewers = Several people review here
    .detail = Own work can be approved only in a language that has one reviewer.

locale-supporters-missing = More people have to support it
    .detail =
        { $missing ->
            [one] One more person has to support this proposal.
           *[other] { $missing } more people have to support this proposal.
        }

catalogue-unknown = No such catalogue
    .detail = There is no catalogue of this name.

unit-unknown = No such text
    .detail = There is no text of this id, or it is not in its source any more.

translation-unknown = No such translation
    .detail = There is no translation of this id.

comment-unknown = No such comment
    .detail = There is no comment of this id, or it was removed.

publication-unknown = No such publication
    .detail = There is no publication of this id for this language.

term-unknown = No such term
    .detail = There is no term of this id in the glossary.

term-exists = Term already there
    .detail = The glossary has this term already.

glossary-full = Glossary full
    .detail = The glossary has room for { $most } entries. Please remove what is not needed first.

contribution-terms-not-accepted = Please accept the terms first
    .detail = Whoever translates accepts the terms of contribution and chooses a licence, once.

source-moved = The source has changed
    .detail =
        { $act ->
            [review] The original was changed since you read it, so nothing was decided. Please read both again.
           *[suggestion] The original was changed while you were writing. Please read it again; your text was not stored, so keep it.
        }

translation-exists = The same text is there
    .detail = This very text waits already for a review, or is approved.

translation-many-wait = Many of your suggestions wait
    .detail = { $most } of your suggestions in this language wait for a reviewer or for another wording from you: that is as many as may wait. Please wait until some are reviewed, or withdraw some. Those that were sent back you can still reword. Your text was not stored, so keep it.

translation-settled = Already settled
    .detail = The translation was reviewed, replaced or taken back meanwhile. Please read it again.

translation-not-yours = Somebody else’s work
    .detail = Only its author can change or take back a suggestion. You may suggest another text.

translation-own-work = Your own work
    .detail = Nobody approves or votes for her own work. Please ask another reviewer.

translation-checks-block = A check says no
    .detail =
        { $count ->
            [one] The text has a fault for which it cannot be shown. Please ask for changes, or mend it in your review.
           *[other] The text has { $count } faults for which it cannot be shown. Please ask for changes, or mend them in your review.
        }

publication-not-complete = Not enough is translated
    .detail =
        { $kind ->
            [course] { $done } per cent of the course are approved and up to date; its publication needs { $needed } per cent.
           *[other] { $done } per cent are approved; a publication needs { $needed } per cent, and all of the core.
        }

publication-assessment-not-complete = The quizzes are not complete
    .detail =
        { $missing ->
            [one] One text by which trainees are marked is missing or not up to date. A course is offered in a language when there is none.
           *[other] { $missing } texts by which trainees are marked are missing or not up to date. A course is offered in a language when there is none.
        }

publication-refused = Some texts cannot be served
    .detail =
        { $count ->
            [one] One text would fail before a reader’s eyes; it is listed below with its file and its name. Nothing was published.
           *[other] { $count } texts would fail before a reader’s eyes; they are listed below with their files and their names. Nothing was published.
        }

publication-brings-back = A rollback would be undone
    .detail =
        { $count ->
            [one] One text that a rollback took away is still approved; it is listed below. Reject it or approve another one, or say that it shall be published again.
           *[other] { $count } texts that a rollback took away are still approved; they are listed below. Reject those that are wrong or approve others, or say that all of them shall be published again.
        }

publication-text-rolled-back = Taken away by a rollback
    .detail = This text is still approved, and a rollback took it away. Reject it, approve another one, or publish it again.

bridge-not-served = A language that cannot be read yet
    .detail = “{ $locale }” cannot lead on: name another language, one that readers can choose here.

share-out-of-range = Outside the range
    .detail = A share is a whole number of per cent, from 1 to 100.

priority-out-of-range = Outside the range
    .detail = A priority is a whole number from 0 to 100.

source-language = The original’s own language
    .detail =
        { $kind ->
            [course] The course was written in this language, so there is nothing to translate. Other words in it are a new version of the course; its author uploads a package.
           *[other] The interface was written in this language, so there is nothing to translate. Other words in it come with a release of the software; please tell those who maintain it.
        }

translation-does-not-fit = This text does not fit its place
    .detail = The text would break the block or cell that it stands in: it ends it or begins another one. Please bring it into the form of the original.

import-unknown = No such import
    .detail = There is no import of this id, or it is not yours to see.

exchange-format-unfit = This format is for messages
    .detail = Fluent holds messages of the interface. Please choose another format for a course.

exchange-nothing-translated = Nothing is translated yet
    .detail = This format shows translations without their originals, so the file would be empty. Please choose XLIFF, PO or CSV, which show what is to be translated.
