# What can be wrong with a translation. Each sentence tells a translator, who is no programmer, what it is and what to do. The
# editor marks the place. $variable, $reference and $part are names that must be written exactly so.

## Files and entries

check-encoding = Line { $line } is not in UTF-8. Save the file again with the encoding UTF-8.
check-limit-size =
    { $what ->
        [file] The file has { $found } bytes; at most { $most } are possible. Split it.
        [entries] The file has more than { $most } messages. Split it.
        [entry] This message has more than { $most } bytes. Shorten it.
       *[text] This text has { $found } bytes; at most { $most } are possible. Shorten it.
    }
check-limit-depth =
    { $what ->
        [selects] Choices stand within choices more than { $most } deep. Write fewer choices within each other.
        [variants] A choice has more than { $most } variants. Leave some out.
        [openings] This message opens more than { $most } braces and parentheses. Make it simpler.
        [blocks] Lists and quotations stand within each other more than { $most } deep. Use fewer levels, as the source does.
       *[placeables] Braces stand within braces more than { $most } deep. Make the message simpler.
    }
check-limit-expansion =
    { $what ->
        [placeables] With everything that it refers to, this message fills in { $found } things; at most { $most } are possible. Write the words themselves instead of references.
       *[bytes] With everything that it refers to, this message can grow to { $found } bytes; at most { $most } are possible. Write the words themselves instead of references.
    }
check-limit-length =
    { $kind ->
        [limit] There is room for { $most } characters, and this text has { $found }. Shorten it.
       *[usual] With { $found } characters this text is much longer than its source. Check that nothing has slipped in.
    }
check-limit-budget =
    { $what ->
        [time] Trying all messages of this language took too long. Nothing was published. Look for messages that refer to many others.
       *[bytes] All messages of this language together come out too large. Nothing was published. Look for messages that refer to many others.
    }
check-syntax-junk =
    { $problem ->
        [brace] Line { $line } closes a brace that was not opened. Remove it, or write { "{\"}\"}" } to show a brace.
        [expected] In line { $line } a "{ $sign }" is missing. Compare with the source.
        [no-default] The choice that ends in line { $line } has no variant with an asterisk. Mark the one for all other cases, usually *[other].
        [two-defaults] The choice in line { $line } has more than one variant with an asterisk. Leave the asterisk at one of them.
        [no-value] In line { $line } there is no text after the name. Write one.
        [term-attribute] In line { $line } a property of a term is shown as text. It can only choose between variants.
        [selector] In line { $line } a choice is made by something that cannot choose. Choose by the same as the source.
        [quotation] In line { $line } a quotation mark is not closed. Close it in the same line.
        [escape] In line { $line } a backslash is followed by "{ $sign }". Write two backslashes to show one.
        [call] In line { $line } the values between the parentheses are not as they must be. Copy them from the source.
        [placeable] In line { $line } something is missing between the braces, or cannot stand there. Copy what is between the braces from the source.
       *[name] Line { $line } does not begin with a name and an equals sign. A text that goes on in a new line begins with spaces.
    }
check-syntax-nested-placeable = Braces stand directly within braces. Remove the inner ones.
check-id-duplicate = The message "{ $id }" is there twice. Remove one of the two.
check-id-unknown = The source has no message "{ $id }". Correct the name, or remove the message.
check-id-missing = The message "{ $id }" is not there. Translate it, under exactly this name.
check-file-missing = The file { $file } is there in English only. Add it.
check-file-extra = There is no file { $file } in English. Remove it, or correct its name.
check-parts-missing =
    { $part ->
        [value] The text of the message itself is missing. Write it after the equals sign.
       *[other] The part "{ $part }" is missing. Translate it as well.
    }
check-parts-extra =
    { $part ->
        [value] The source has no text right after the equals sign, only parts that begin with a point. Remove the text.
       *[other] The source has no part "{ $part }". Remove it.
    }

## Variables and references

check-var-missing =
    { $kind ->
        [choice] The source chooses between variants by { $variable }, and the translation does not. Check that your text is right in all cases.
        [shown] { $variable } chooses between variants here, but is never shown, as it is in the source. Check that nobody needs to see it.
        [variant] The variant [{ $variant }] does not show { $variable }, though it stands for more than one number. Put { $variable } into it, or check that the text is true for all of them.
        [gap] The gap { $variable } of the source is missing. Copy it into your text exactly.
       *[everywhere] { $variable } of the source is missing. Put it into your text, in braces as in the source.
    }
check-var-extra =
    { $kind ->
        [term] A term cannot show { $variable }: terms are told nothing. Write the word itself.
        [gap] The source has no gap { $variable }, or not as often. Correct or remove it.
       *[message] The source has no { $variable }. Correct the name as in the source, or remove it.
    }
check-ref-unresolved =
    { $place ->
        [elsewhere] "{ $reference }" is not translated into this language yet. Translate it too: until then this text cannot be shown.
       *[nowhere] There is no "{ $reference }". Copy the name from the source.
    }
check-ref-extra = The source does not refer to "{ $reference }". Check that it is meant here.
check-ref-cycle = This text contains itself: { $path }. Write the words instead of one of these references.
check-term-missing = The source uses "{ $reference }" here. Use it in your text too, instead of writing the words.
check-term-message = A term cannot refer to the message "{ $reference }". Write the words themselves.
check-func-unknown = { $function } is not known. Only NUMBER can be used, as in the source.
check-func-argument =
    { $problem ->
        [digits] The number { $argument } has too many digits. Shorten it.
        [count] NUMBER takes exactly one value. Copy the expression from the source.
       *[option] NUMBER does not take "{ $argument }", or not with this value. Copy the expression from the source.
    }

## Choices and forms of numbers

check-plural-missing = Numbers like { $examples } take a form of their own in this language. Add a variant [{ $category }] for them.
check-plural-unreachable = No number takes the form [{ $category }] in this language, so this variant is never shown. Remove it.
check-plural-unknown-key = "{ $key }" is no form of numbers. Write one of zero, one, two, few, many, other, untranslated, or a number.
check-plural-no-rule = It is not known which numbers take the form [{ $category }] in this language. Use a single text for all numbers, and tell the translations administrator.
check-select-literal = This choice always falls on the same variant. Write that text only.
check-select-unknown-key = The source does not choose by "{ $key }", but by { $known }. These words are not translated: copy them from the source.
check-select-type-mismatch =
    { $expected ->
        [ordinal] The source chooses by an order (1st, 2nd, 3rd), the translation by a count (1, 2, 3). Copy what stands before the arrow from the source.
       *[cardinal] The source chooses by a count (1, 2, 3), the translation by an order (1st, 2nd, 3rd). Copy what stands before the arrow from the source.
    }
check-warn-exact-variant-lost = The source has a text of its own for [{ $number }]. Add one, unless another variant says it well.

## Markup of the interface

check-markup-unsafe = "{ $markup }" is not in the source. Remove it, or copy the tag from the source without changing it.
check-markup-mismatch =
    { $problem ->
        [missing] { $markup } of the source is missing. Put it around the words that it belongs to.
        [unclosed] { $markup } is not closed. Close it after the words that it belongs to.
        [unopened] { $markup } closes what was not opened. Remove it, or open it before the words.
       *[extra] { $markup } is there more often than in the source, or within another tag. Use each tag as the source does.
    }

## Blocks of lessons

check-md-block =
    { $expected ->
        [none] This block goes on after the end of its source. Put everything into one block of the same kind.
        [heading]
            { $found ->
                [heading] The source is a heading with { $measure } number signs. Use as many.
               *[other] The source is a heading with { $measure } number signs and a space. Begin in the same way.
            }
        [paragraph] The source goes on with a paragraph here. Check that the text does not begin with a sign such as #, -, > or a number with a point; a backslash before the sign helps.
        [list] The source is a list here. Begin each item with a hyphen and a space.
        [numbered-list] The source is a numbered list here. Begin each item with a number, a point and a space.
        [item] The source has another item here. Give the list as many items.
        [table]
            { $found ->
                [table] The table has { $found_measure } columns, and { $measure } in the source. Give it as many.
               *[other] The source is a table here. Keep its bars and its line of hyphens.
            }
        [row] The source has another row here. Give the table as many rows.
        [cell] This is one cell of a table. Write it in one line, and a bar as \|.
        [quotation] The source is a quotation here. Begin each line with > and a space.
        [code] The source is a block of code here. Copy it without changes.
        [rule] The source has a dividing line here. Copy it.
       *[footnote] The source is a footnote here. Begin as it does, with its mark and a colon.
    }
check-md-link =
    { $problem ->
        [silent] A link has no words. Write between the brackets what it leads to.
        [missing] The link to { $target } is missing. Keep it: [your words](the same address).
       *[extra] The source has no link to { $target }, or not as often. Copy the address from the source.
    }
check-address-extra = The source does not name { $address }. Copy the address from the source, or leave it out.

check-md-image =
    { $problem ->
        [missing] The picture { $target } is missing. Copy it from the source, and translate its description.
       *[extra] The source does not show the picture { $target }. Copy the name from the source.
    }
check-md-alt = A picture has no description. Write between the brackets what it shows, for people who cannot see it.
check-md-footnote =
    { $problem ->
        [missing] The footnote mark [^{ $target }] is missing. Copy it to where it belongs.
       *[extra] The source has no footnote mark [^{ $target }], or not as often. Correct or remove it.
    }
check-md-code =
    { $problem ->
        [missing] "{ $target }" of the source is missing between backticks. Such text is not translated: copy it.
       *[extra] "{ $target }" between backticks is not in the source. Such text is not translated: copy it from the source.
    }
check-md-html = "{ $markup }" would be HTML, which lessons do not have. Remove it, or write a backslash before the sign <.
check-md-emphasis =
    { $problem ->
        [stray] Asterisks or backticks would be shown as they are. Write them directly beside the words: **word**.
        [strong] The source has { $expected } parts in bold, the translation { $found }. Check that the emphasis is where you want it.
       *[emphasis] The source has { $expected } parts in italics, the translation { $found }. Check that the emphasis is where you want it.
    }
check-caption-cue =
    { $problem ->
        [arrow] An arrow --> would be taken for a time. Write another sign.
       *[blank-line] A blank line would end the caption. Remove it.
    }

## Characters

check-char-bidi =
    { $problem ->
        [override] The invisible character { $character } turns text around. Remove it.
        [unopened] The invisible character { $character } closes what was not opened. Remove it.
        [unclosed] The invisible character { $character } is not closed. Remove it, or close it with U+2069.
       *[mark] The invisible character { $character } belongs to languages that are written from right to left. Remove it, unless it is needed here.
    }
check-char-control = The character { $character } cannot be read. Remove it; type the letter again if one is missing.
check-char-invisible = There is an invisible character here ({ $character }). Remove it, unless you put it there on purpose.
check-char-confusable =
    { $kind ->
        [name] "{ $text }" looks like a protected name, but has letters of another alphabet, or other signs. Type the name again.
       *[scripts] "{ $text }" mixes letters of several alphabets that look alike. Type the word again.
    }
check-value-empty = There is nothing to read here. Write a text.

## Please look again

check-lang-script = Most of this text is not in the script of this language. Check that it is translated, and that the language is the right one.
check-warn-same-as-source = This is the same text as the source. Translate it, unless it is the same in your language.
check-warn-end-punctuation =
    { $expected ->
        [none] The source does not end with such a sign. Remove it, unless your language needs it.
        [stop] The source ends with a full stop. End with one too.
        [question] The source ends with a question mark. End with one too.
        [exclamation] The source ends with an exclamation mark. End with one too.
        [colon] The source ends with a colon. End with one too.
       *[ellipsis] The source ends with an ellipsis (…). End with one too.
    }
check-warn-space =
    { $problem ->
        [begin-extra] The text begins with a space, and the source does not. Remove it.
        [begin-missing] The source begins with a space, and the text does not. Add it.
        [end-extra] The text ends with a space, and the source does not. Remove it.
        [end-missing] The source ends with a space, and the text does not. Add it.
       *[double] There are two spaces in a row. Remove one.
    }
check-warn-fr-nbsp =
    { $place ->
        [after] In French a space follows the sign { $sign }. Add one; a non-breaking one is best.
       *[before] In French a space stands before the sign { $sign }. Add one; a non-breaking one is best.
    }
check-warn-duplicate-word = "{ $word }" is there twice in a row. Remove one.
check-warn-glossary =
    { $kind ->
        [forbidden] For "{ $term }" the glossary says { $accepted }, and not "{ $found }". Change it.
        [forbidden-only] The glossary does not want "{ $found }" for "{ $term }". Find another word.
       *[missing] For "{ $term }" the glossary says { $accepted }. Use it, unless it does not fit here.
    }
check-warn-inconsistent = Elsewhere the same text is translated as "{ $other }". Use the same words, unless the meaning differs.
check-warn-numbers =
    { $problem ->
        [extra] Not in the source: { $numbers }. Check the number.
       *[missing] In the source, but not in the translation: { $numbers }. Check the number.
    }
check-render = This text could not be formed with sample values ({ $cause }). Compare what is in braces with the source.
