# What can be wrong with a file of translations that comes back. Read by translators and by the people who send files to agencies.
# The report shows line and unit beside each message.

exchange-too-large = The file has { $size } bytes; at most { $most } are possible. Split it.
exchange-too-deep = Elements stand within each other more than { $most } deep. Export the file again and translate that one.
exchange-too-many-units = The file has more than { $most } texts. Split it.
exchange-encoding = The text is not UTF-8 from this line on. Save the file again with the encoding UTF-8.
exchange-declaration = The file declares a document type or entities of its own. Save it without them.
exchange-malformed = The file breaks the rules of { $format } here. It may be damaged or cut off: save or export it again.
exchange-open-line = The file ends within this line, so it may have been cut off here. Save or send it again; if nothing is missing, end it with a line break.
exchange-cut-off = The last row, "{ $expected }", is missing: the table may have been cut off. Export it again, or put the row back if nothing else is missing.
exchange-fewer-units = { $expected ->
        [one] The file was written with one text
       *[other] The file was written with { $expected } texts
    } and has { $found }: it may have been cut off. Export it again; if you removed texts on purpose, remove { $code } from its header too.
exchange-no-units = The file has no text of "{ $expected }". Choose the file and the catalogue that belong together.
exchange-wrong-format = This is not a file in { $format }. Choose the format that the file has, or save it in this one.
exchange-wrong-catalogue = The file belongs to "{ $found }", not to "{ $expected }". Import it there.
exchange-wrong-source-language = The file translates from "{ $found }", not from "{ $expected }". Export it again.
exchange-wrong-target-language = The file translates into "{ $found }", not into "{ $expected }". Import it for its own language.
exchange-unknown-unit = There is no such text. It may have been removed since the export.
exchange-duplicate-unit = This text stands twice in the file; only the first was read.
exchange-changed-source = The file shows another original than the one that was exported. Translate the original as it is; propose changes of it separately.
exchange-moved-source = The original has changed since the export. Export it again and look at the change.
exchange-lost-code = "{ $code }" is missing in the translation. Put it where it belongs.
exchange-doubled-code = "{ $code }" stands more than once in the translation. Keep it once.
exchange-unknown-code = "{ $code }" is not in the original. Remove it.
exchange-crossed-code = "{ $code }" ends before it begins, or crosses another. Put its beginning and its end around the same words.
exchange-plural-entry = This entry has plural forms of gettext. Here a message holds its plurals itself: export it again and translate that one.
exchange-incomplete = Some parts of this text are translated and others are not. Translate all of them.
exchange-not-a-message = The translation is not a well-formed Fluent message with the name of the original. Correct its braces and its name.
exchange-not-a-language = "{ $found }" is not the tag of a language. Write one such as "fr" or "pt-BR".
exchange-unknown-status = "{ $found }" does not say how good a term is. Write preferred, admitted, deprecated or superseded.
exchange-no-term = There is no term here. Add one, or remove the entry.
exchange-ambiguous = The memory translates this text in several ways, so none was taken. Choose one of them and suggest it.
exchange-no-source-term = The entry has no term in "{ $expected }", by which terms are known here. Add it.
exchange-unfit-term = A term, its definition or its note is longer than { $most } characters, or holds characters that cannot be read. Correct it.
exchange-not-yours = You may not change terms in "{ $found }". Leave them out, or ask somebody who may.
exchange-closed-locale = No work is done in "{ $found }" here. Leave its terms out, or propose the language first.
