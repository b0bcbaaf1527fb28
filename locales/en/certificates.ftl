# Certificates: what is printed on them, the page on which anybody verifies one, and what can be refused.

## The certificate itself. Everything here is printed; keep it short and solemn.

certificate-title = Certificate of completion

# The name of the holder follows.
certificate-certify = This is to certify that

# The title of the course follows.
certificate-statement = has successfully completed the course

# $hours is the study time of the course.
certificate-hours =
    { $hours ->
        [one] { $hours } hour of study
       *[other] { $hours } hours of study
    }

# $grade is a percentage, as “87.5%”.
certificate-grade = Final grade: { $grade }

# $language is the name of a language.
certificate-studied = Language studied: { $language }

# $number is the number of the course’s version.
certificate-version = Version { $number }

# $party is the name of a Party to the Convention.
certificate-party = Party: { $party }

certificate-issued = Issued on

certificate-valid-until = Valid until

certificate-serial = Serial number

# The address follows.
certificate-verify = Verify this certificate at

# What a screen reader says for the QR code.
certificate-qr = QR code with the address at which this certificate can be verified

# Who issues the certificates.
certificate-issuer = { college-name }

# The office that stands behind it, under the line for a signature.
certificate-secretariat = The Secretariat

certificate-convention = Convention on International Trade in Endangered Species of Wild Fauna and Flora

# In the signed credential, which other programs show: what had to be done for the certificate.
certificate-criteria = Complete every activity that the course requires, and pass its assessments.

# Printed large across certificates that prove nothing.
certificate-test = TEST – not a certificate

# Printed large across what is not a certificate yet.
certificate-preview = PREVIEW – not a certificate

## What a design of certificates is tried on. Everything is long, as the longest of its kind are.

# Somebody's full name; nobody is called so.
certificate-specimen-name = Maximiliana Alexandra Fitzgerald-Featherstonehaugh Montgomery

# A course of the College; there is none of this title.
certificate-specimen-course = Introduction to the Convention and to its implementation: legislation, permits, non-detriment findings and enforcement

# A Party to the Convention with a long name.
certificate-specimen-party = Democratic Republic of the Congo

## The page of verification. It is read by an officer at a counter, on a phone, in five seconds.

verify-title = Certificate verification

verify-valid = Valid
    .text = This certificate was issued by the { college-name } and is in force.

# Where the holder hides what is printed. Amber: an officer must not take it for an answer about the paper.
verify-valid-withheld = Valid – details hidden
    .text = A certificate with this address was issued by the { college-name } and is in force, but nothing that is printed on it is shown here, so nothing can be compared. Ask for its file, or type in its number and the name below.

verify-valid-erased = Valid – details erased
    .text = A certificate with this address was issued by the { college-name } and is in force, but its details have been erased, so nothing can be compared here. Ask for its file, and have it verified below.

verify-expired = Expired
    .text = This certificate was issued by the { college-name }. Its period of validity has ended.

verify-suspended = Suspended
    .text = This certificate is suspended. Do not accept it for the time being.

verify-revoked = Revoked
    .text = This certificate has been revoked. Do not accept it.

verify-replaced = Replaced
    .text = Another certificate has taken the place of this one. Do not accept it.

verify-altered = Not to be trusted
    .text = The record kept of this certificate is not the one that was issued. Do not accept the certificate, and inform the Secretariat.

verify-unknown = Unknown
    .text = The { college-name } knows no certificate with this address. Check the address for mistakes. If it is right, do not accept the certificate.

verify-file-altered = Altered
    .text = This is not what the { college-name } issued: something in it was changed. Do not accept it.

verify-withdrawn-key = Signed with a withdrawn key
    .text = This was signed with a key that the { college-name } has withdrawn since. The file alone proves nothing any more: look the certificate up at its address, or ask for a new copy of it.

verify-foreign-key = Not genuine
    .text = This names the { college-name }, but it was signed with a key that the College does not have. Do not accept it.

# $issuer is an address of somebody else, as the file states it.
verify-foreign-issuer = Not from this College
    .text = This names another issuer: { $issuer }. It may be genuine, but this College cannot tell. Ask that issuer.

# After a number and a name were typed in.
verify-number-unknown = Unknown
    .text = There is no certificate with this number and this name. Compare both with the paper, letter by letter. If they are right, do not accept the certificate.

# The signature is genuine, and there is no record.
verify-record-missing = Unknown
    .text = The { college-name } has no record of this certificate. Do not accept it, and inform the Secretariat.

# Above the table of what is printed, where what was shown is not genuine.
verify-as-issued = This is what the College issued under the number that was shown. Trust nothing but these details.

# How the certificate itself stands, where what was shown is not genuine.
verify-state = State of the certificate

# On the page where a file, or a number and a name, are given.
verify-form = Verify a certificate
    .text = Choose the file that you were sent, or type in what is printed. You need no account, and nothing is kept.
    .file = Certificate or badge (PDF, PNG, SVG, JSON or JWT)
    .or = or
    .button = Verify

verify-test = TEST
    .text = This is a TEST certificate. It proves nothing. Do not accept it.

# Above the table of what is printed.
verify-compare = Compare these details with the certificate that you were shown. If anything differs, do not accept it.

# Below the answer, in the place of what is printed on the certificate.
verify-withheld = The certificate exists. At its holder’s wish, its details are not shown here; please ask the holder to show them.

verify-erased = The certificate was issued. At its holder’s wish, its details have been erased; a file of it can still be verified here.

verify-name = Name

verify-course = Course

verify-course-version = Version of the course

verify-hours = Hours of study

verify-grade = Final grade

verify-language-studied = Language studied

verify-party = Party

verify-completed = Completed on

verify-issuer = Issued by

verify-official = On behalf of

# A sentence that is printed on this certificate and on no other follows.
verify-note = Also printed on it

verify-certificate-language = Language of the certificate

verify-revoked-on = Revoked on

verify-suspended-on = Suspended on

verify-replaced-on = Replaced on

verify-ends-early = Ends before that, on

verify-newer-version = A newer version of the course has taken the place of the one that was completed.

verify-reason = Reason

verify-replaced-by = Replaced by

verify-signature = Digital signature

verify-signature-verified = Genuine: it was checked for this page.

verify-signature-none = None yet. The certificate will be signed.

verify-signature-key-revoked = Being renewed: the College has withdrawn the key that made it.

# The SHA-256 of the stored record.
verify-fingerprint = Fingerprint of the record

verify-other-languages = This page in other languages

## Why a certificate was revoked, as anybody may read.

revocation-issued-in-error = It was issued in error.

revocation-misconduct = Misconduct in the course or its assessment.

revocation-other = The Secretariat has withdrawn it.

revocation-replaced = Another certificate has taken its place.

suspension-under-review = It is under review.

suspension-holders-request = The holder asked for it.

restoration-cleared = The review found nothing against it.

restoration-suspended-in-error = It was suspended in error.

## What can be refused

certificate-unknown = No such certificate
    .detail = There is no such certificate, or it is not one that you may see.

# $languages is a list of language tags.
certificate-language-unavailable = Not available in this language
    .detail = This certificate can be printed in these languages: { $languages }.

certificate-already-revoked = Already revoked
    .detail = This certificate has already been revoked.

certificate-already-replaced = Already replaced
    .detail = Another certificate has already taken the place of this one. Please act on that one.

certificate-suspended = Suspended
    .detail = This certificate is suspended. Restore it first.

certificate-not-suspended = Not suspended
    .detail = This certificate is not suspended, so there is nothing to restore.

certificate-name-unchanged = The same name
    .detail = The certificate bears this name already.

certificate-name-unlike = Not a name
    .detail = This does not look like a name: it has no letters, or begins like a formula of a spreadsheet.

correction-request-exists = Already asked for
    .detail = A request to correct this certificate is already waiting for a decision.

correction-request-unknown = No such request
    .detail = There is no request for a correction under this identifier.

correction-request-decided = Already decided
    .detail = Somebody has already decided on this request.

certificate-withheld = Details withheld
    .detail = This certificate exists. Its holder does not show its details to others; please ask the holder.

certificate-erased = Details erased
    .detail = The details of this certificate have been erased at its holder’s wish, and cannot be brought back.

certificate-erasure-holders = For its holder to erase
    .detail = The holder of this certificate has an account, and erases its details there.

certificate-erasure-suspended = Suspended
    .detail = While your certificate is suspended, what it says stays on record. Please contact the Secretariat.

certificate-serial-other = Another number
    .detail = This is not the number of the certificate. Please type it as it is printed.

certificate-altered = Not what was issued
    .detail = The record kept of this certificate is not the one that was issued, so it cannot be shown or printed. Please inform the Secretariat.

certificate-not-signed = Not signed
    .detail = This certificate has no signed credential: it is a test, or its turn to be signed has not come yet.

certificate-revoked = Revoked
    .detail = This certificate is no longer in force and is not printed any more. Anybody can still verify it.

verification-file-unrecognised = Not a certificate
    .detail = This is neither a PDF, PNG or SVG, nor a signed credential in JSON or as a JWT.

verification-file-encrypted = Protected by a password
    .detail = This PDF is encrypted, so nothing in it can be checked. Ask for the file as the College issued it, or verify the number and the name.

verification-file-damaged = Damaged file
    .detail = This file is damaged, or it was built in a way in which the College builds none. Ask for the file as the College issued it, or verify the number and the name.

verification-credential-missing = Nothing signed in this file
    .detail = Every certificate carries a signature, and there is none in this file: perhaps it was scanned, photographed or printed to a file. Verify the number and the name instead.

verification-one-of-both = One of the two
    .detail = Please give either the file, or the number with the name.

verification-several-credentials = Several certificates in one file
    .detail = There are several signed credentials in this file. The College issues one in each. Do not accept it.

certificate-is-ones-own = Your own certificate
    .detail = Nobody decides on a certificate of her or his own. Please ask a colleague.

# $script is the name of a writing system in English, as “Khmer”.
certificate-name-script = No font for some letters of this name is installed here ({ $script }), so certificates cannot be printed with it for now. You may write it in other letters, or ask the Secretariat.
certificate-name-unprintable = Certificates cannot be printed with this name: it has characters that cannot be printed, or is too long for the page. You may write it differently.

certificate-script-missing = A font is missing
    .detail = The certificate needs letters of a script for which no font is installed here: { $script }. Please ask the operator of the service to install one.

certificate-not-printable = Cannot be printed
    .detail = A text of this certificate has characters that cannot be printed or does not fit on the page. Please ask the Secretariat to have it corrected.

candidate-unknown = Not in the queue
    .detail = Nobody is waiting for a signature under this identifier.

candidate-already-decided = Already decided
    .detail = Somebody has already decided on this certificate.

candidate-is-oneself = Your own certificate
    .detail = Nobody signs off a certificate of her or his own. Please ask a colleague.

candidate-changed = Not as it was shown
    .detail = The name, or something else that was shown of this certificate, has changed since. Please look at it again.

candidate-validity-over = Already past its end
    .detail = The policy of the course lets its certificates hold until a day that has passed. Please name a later one in the policy first.

candidate-failed = Could not be signed off
    .detail = Something is damaged on our side, and this certificate goes on waiting. Please tell the administrator, who finds the cause in the log.

sign-off-nobody = Nobody to sign off
    .detail = None of those that you have chosen is waiting for a signature that you may give.

sign-off-batch-unknown = No such batch
    .detail = There is no batch of sign-offs under this identifier. If nobody confirmed it in time, please put it together again.

sign-off-token-wrong = Not your confirmation
    .detail = A batch is confirmed by the person who put it together, with the token that came with it.

sign-off-batch-expired = Too late
    .detail = This batch waited too long for its confirmation. Please put it together again.

# $count is how many people changed, $people some of their names.
sign-off-batch-changed = Somebody has changed
    .detail =
        { $count ->
            [one] { $count } person is no longer as shown: { $people }. Please put the batch together again.
           *[other] { $count } people are no longer as shown, among them { $people }. Please put the batch together again.
        }

sign-off-chosen-twice = Chosen in two ways
    .detail = Please name certificates, or say what they have in common; not both.

number-out-of-range = Out of range
    .detail = This must be a whole number from { $min } to { $most }.

policy-member-unfit = Does not go together
    .detail = This member does not go with the kind that is given beside it.

moment-too-soon = Too soon
    .detail = Please leave holders 30 days at least to renew their certificates.

version-not-later = Not a later version
    .detail = Please name a version of the course that is published, from the second one on.

policy-term-unfit = Ends before it begins
    .detail = A term of office ends after it has begun.

certificate-design-unknown = No such design
    .detail = There is no design of certificates under this name.

certificate-design-exists = Name taken
    .detail = There is a design of certificates under this name already. Please choose another name, or change that design.

certificate-picture-unknown = No such picture
    .detail = The College keeps no picture under this identifier.

picture-unreadable = Not a picture
    .detail = This file is neither a PNG nor a JPEG picture, or it is damaged. Please save the picture again as PNG or JPEG, and send that.

# $max is the greatest number of pixels allowed.
picture-too-large = Picture too large
    .detail = A picture may be no more than { $max } pixels wide and no more than { $max } pixels high. Please make it smaller.

picture-blank = Nothing to be seen
    .detail = There is nothing on this picture that could be seen on white paper. Perhaps it is drawn in white, or it is empty.

design-not-printable = Cannot be printed
    .detail = With these words, logos and pictures a certificate with a long name and a long title does not fit on its page, or a text of it cannot be printed. Please shorten the texts in this language.

# $script is the name of a writing system in English, as “Khmer”.
design-script-missing = A font is missing
    .detail = These words need letters of a script for which no font is installed here: { $script }. Please ask the operator of the service to install one.

picture-not-kept = Unknown picture
    .detail = The College keeps no picture under this identifier. Please send the picture first.

policy-design-unknown = Unknown design
    .detail = There is no design of certificates under this name.

design-layout-unknown = Unknown layout
    .detail = There is no layout of this number that could show a design.

colour-malformed = Not a colour
    .detail = A colour is written as a number sign and six hexadecimal digits, as in #14432d.

colour-too-light = Colour too light
    .detail = Text in this colour could not be read by everybody on white paper: its contrast is less than 4.5 to 1. Please choose a darker one.

slug-malformed = Not a short name
    .detail = A short name has lower-case letters from a to z, digits and single hyphens between them, and no more than 64 characters.

# $max is the greatest number of items allowed.
field-too-many-items = Too many
    .detail =
        { $max ->
            [one] This list may have no more than { $max } item.
           *[other] This list may have no more than { $max } items.
        }

## Courses that were taught in a room

workshop-unknown = No such workshop
    .detail = There is no workshop under this identifier. If its list was not confirmed in time, please bring it in again.

workshop-being-checked = Not ready yet
    .detail = The list is still being looked at. Please ask again in a moment, read what was found and confirm it then.

workshop-not-as-shown = Not what was shown
    .detail = The number or the token is not the one that belongs to this list. Please read again what would come of it.

workshop-expired = Too late
    .detail = This list waited too long for its confirmation. Please bring it in again.

# $count is how many rows are in error.
workshop-has-errors = Some rows are in error
    .detail =
        { $count ->
            [one] { $count } row of this list is in error. Please correct it and bring the list in again, or say that it is to be left out.
           *[other] { $count } rows of this list are in error. Please correct them and bring the list in again, or say that they are to be left out.
        }

workshop-empty = Nobody to issue a certificate to
    .detail = No row of this list comes to a certificate.

workshop-without-certificate = A course without a certificate
    .detail = This course gives no certificates.

workshop-list-unreadable = Not a list of participants
    .detail = Please send a table as CSV in UTF-8, with the names of the columns in its first row, “name” among them, and at least one and at most 5,000 rows.

# $line is the first line that is not.
workshop-list-encoding = Not in UTF-8
    .detail = Line { $line } of this file is not in UTF-8. Please save the table in the spreadsheet as “CSV UTF-8” and send that file.

# $line is the first line that has one.
workshop-list-no-text = Not a text
    .detail = Line { $line } of this file has a NUL byte, as workbooks and files in UTF-16 have. Please save the table in the spreadsheet as “CSV UTF-8” and send that file.

workshop-list-without-names = No column of names
    .detail = No column in the first row is called “name”. Please name the columns there, and put the whole name of each person into that one.

# $heading is what the other column is called.
workshop-list-names-in-parts = Names in parts
    .detail = Beside the column of names stands “{ $heading }”, so that names may be in two columns. Please put the whole name of each person, as it is to be printed, into one column called “full name”.

# $heading is what the later column is called.
workshop-list-column-twice = The same column twice
    .detail = The column “{ $heading }” means the same as one before it. Please leave one of them in the list, or call the other something else.

workshop-list-without-rows = No rows
    .detail = There is no row under the names of the columns. Please make sure that the right sheet was saved.

# $max is how many rows a list has at most.
workshop-list-too-long = Too many rows
    .detail = A list has at most { $max } rows. Please divide it and bring in its parts one after the other, under the same title.

workshop-day-ahead = Not over yet
    .detail = This day is still to come. A list is brought in when the workshop is over.

workshop-day-too-early = Before the Convention
    .detail = The Convention entered into force on 1 July 1975, and no course on it ended before. Please check the year.

workshop-row-malformed = Damaged row
    .detail = Nobody can tell where the cells of this row end: a quotation mark is missing or stands where none can.

workshop-row-too-many-cells = More cells than columns
    .detail = Something stands in this row where no column has a name. Is there a comma in a name? Please put that cell between quotation marks.

workshop-name-unprintable = Cannot be printed
    .detail = This name has characters that cannot be printed, or does not fit on the certificate.

# $line is the line of the other row.
workshop-name-shared = Not the only one of this name
    .detail = Line { $line } has the same name. Please give an e-mail address or a reference, so that the two can be told apart.

# $line is the line of the other row.
workshop-row-differs = The same person twice
    .detail = Line { $line } is about the same person and says something else. Please leave the right row in the list.

# $line is the line of the other row.
workshop-row-repeated = The same row twice
    .detail = This row is the same as line { $line } and counts once.

workshop-row-oneself = Your own certificate
    .detail = Nobody confirms a certificate of her or his own. Please ask a colleague to bring in this row.

workshop-row-failed = Could not be done
    .detail = Something is damaged on our side, and nothing has come of this row. Please tell the administrator, who finds the cause in the log.

workshop-certificate-anew = Issued once more
    .detail = This person’s certificate was revoked as issued in error. Another one would be issued, with what this row says.

workshop-certificate-late = Not issued yet
    .detail = Something is damaged on our side, and this certificate could not be issued yet. It is tried again every hour; please tell the administrator, who finds the cause in the log.

# $serial is the number of the certificate.
workshop-certificate-revoked = The certificate was revoked
    .detail = This person’s certificate { $serial } was revoked, and this row says the same as the one that it was issued for: it brings no other. If something in the row was wrong, please put it right.

workshop-certificate-waits = Waits for a signature
    .detail = When this certificate was to be issued, the day had passed until which the policy of the course lets its certificates hold. Please name a later day in the policy, and then sign the certificate off in the queue.

workshop-grade-invalid = Not a grade
    .detail = The grade must be a percentage from 0 to 100, with two decimals at most.

workshop-language-not-offered = Language not offered
    .detail = The course is not offered in this language.

workshop-party-left-out = No Party of this code
    .detail = There is no Party to the Convention with this code. The certificate will name none.

# $name is the name that somebody vouches for.
workshop-name-vouched = Another name is vouched for
    .detail = The certificate will bear the name that the authority of this person vouches for: { $name }.

workshop-account-disabled = The account is closed
    .detail = The account of this address has been closed. The certificate will be issued, but nobody is written to.

workshop-namesake = Perhaps the same person
    .detail = Somebody of this name already has a certificate of this course for the same day, under another title, address or reference. Please make sure that it is another person.

# $name is the name of the account.
workshop-account-name-differs = The account has another name
    .detail = The account of this address belongs to somebody called { $name }. The certificate will be in this account, under the name in the list. Please make sure that it is the same person.

# $serial is the number of the certificate.
workshop-certificate-differs = The certificate says something else
    .detail = This person already has the certificate { $serial }, which says something else here and stays as it is. If the list is right, please have the certificate corrected.
