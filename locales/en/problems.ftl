# Why a request was refused. The value is a short title; .detail says what happened and what can be done.
# The id is the code that programs receive: renaming one breaks them.

## Where things are

not-found = Not found
    .detail = What you asked for does not exist, or you do not have access to it.

route-unknown = No such address
    .detail = There is nothing at this address. Please check it for mistakes.

method-not-allowed = Method not allowed
    .detail = This address exists, but does not accept this method. The “Allow” header lists the methods that it accepts.

# $parameter is its name, as it stands in the address.
query-invalid = Invalid parameters
    .detail = The parameter “{ $parameter }” is unknown here or does not have the expected form. Correct it or leave it out; /api/docs lists the parameters of this address.

cursor-invalid = Invalid page
    .detail = This page of the list cannot be found. Please start again from the first page.

language-unknown = Unknown language
    .detail = The language must be given as a BCP 47 tag, such as “en”, “pt-BR” or “zh-Hant”.

# $largest is the greatest number of items that a page may have.
limit-out-of-range = Invalid page size
    .detail = The “limit” must be a number from 1 to { $largest }.

## What was sent

# $bytes is a number, far above one.
body-too-large = Request too large
    .detail = What you sent is larger than the { $bytes } bytes that are accepted here. Please send less, or in several requests.

body-incomplete = Incomplete request
    .detail = What you sent broke off before its end. Please send it again.

body-too-slow = Request too slow
    .detail = What you sent came too slowly, or stopped before its end. Please check your connection and send it again.

body-too-deep = Nested too deeply
    .detail = What you sent has too many levels of lists and objects within each other.

content-type-unsupported = Unsupported content type
    .detail = What you sent is of a type that is not accepted here. Please check the “Content-Type” header.

# $line and $column are numbers, both from 1.
body-malformed = Malformed JSON
    .detail = What you sent is not valid JSON: the mistake is at line { $line }, column { $column }.

request-malformed = Malformed request
    .detail = Your request is not valid HTTP or broke off. Please send it again.

body-invalid = Some of the information is not right
    .detail = Please correct the points listed and send your request again.

field-unknown = Unknown field
    .detail = There is no field of this name here.

field-duplicate = Given twice
    .detail = This field may be given only once.

# $words are the words that are accepted, with commas between them.
field-unknown-word = Unknown word
    .detail = Please give one of: { $words }.

field-missing = Required
    .detail = This information is required.

field-wrong-type = Wrong type of value
    .detail = The value is not of the type that is expected here. Please look it up in /api/docs.

field-empty = Empty
    .detail = This information may not be left empty.

# $max is the greatest number of characters allowed.
field-too-long = Too long
    .detail =
        { $max ->
            [one] This may have no more than { $max } character.
           *[other] This may have no more than { $max } characters.
        }

field-invalid = Invalid value
    .detail = The value does not have the form that is expected here. Please look it up in /api/docs.

field-control-characters = Characters that are not allowed
    .detail = The text contains control characters, which cannot be seen and are not allowed here.

## Who is asking

sign-in-required = Please sign in
    .detail = You must be signed in to do this.

token-expired = Your session has expired
    .detail = Please sign in again.

token-invalid = Your session is not valid
    .detail = The access token is not recognised. Please sign in again.

forbidden = Not permitted
    .detail = Your account does not have the rights to do this. If you need them, please ask the Secretariat.

email-not-verified = E-mail address not confirmed
    .detail = Please confirm your e-mail address first, by means of the message that we sent you.

## Doing things twice, or at the same time

precondition-required = Version required
    .detail = Several people may be editing this. Please state in the “If-Match” header which version your change is based on.

precondition-failed = Changed in the meantime
    .detail = Somebody has changed this since you read it. Please read it again and repeat your change.

idempotency-key-reused = Key already used
    .detail = The “Idempotency-Key” has already been used for a different request. Please choose a new one.

idempotency-key-invalid = Invalid key
    .detail = The “Idempotency-Key” does not have the form that is expected there.

# $seconds is how long to wait.
rate-limited = Too many requests
    .detail =
        { $seconds ->
            [one] Please wait { $seconds } second and try again.
           *[other] Please wait { $seconds } seconds and try again.
        }

## On our side

busy = Too busy at the moment
    .detail = The service is very busy. Please try again in a moment.

storage-full = No room left
    .detail = The service has no room left to store anything, so nothing was changed. What is there can still be read. Please try again later.

internal-error = Something went wrong on our side
    .detail = The fault is ours, not yours. If it happens again, please tell us and quote the reference that came with this answer.

form-from-elsewhere = This form cannot be accepted
    .detail = It was not sent from a page that the College showed you in this session. Please open the page again and send it from there.
