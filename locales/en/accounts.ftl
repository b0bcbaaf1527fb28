# Accounts, sessions and roles.

## Signing in

sign-in-failed = Sign-in failed
    .detail = The e-mail address and the password do not belong together. Please check both, or ask for a new password.

password-wrong = Wrong password
    .detail = The password that you gave is not right. If you do not know it, ask for a new one.

refresh-invalid = Your session has ended
    .detail = Please sign in again.

link-invalid = This link no longer works
    .detail = It may have been used already, or it is too old. Please ask for a new one.

totp-not-set-up = No second factor
    .detail = This account has no second factor. Please leave the code out.

## The members of an account

email-invalid = Not an e-mail address
    .detail = Please give an e-mail address such as “name@example.org”.

# $min is the smallest number of characters allowed.
password-too-short = Password too short
    .detail =
        { $min ->
            [one] Please choose a password of at least { $min } character. A few words in a row are easy to remember.
           *[other] Please choose a password of at least { $min } characters. A few words in a row are easy to remember.
        }

password-too-common = Password too easy to guess
    .detail = This password is among the first that others would try. Please choose another, such as a few words that do not belong together.

country-invalid = Unknown country
    .detail = The country must be given by the two capital letters of ISO 3166-1, such as “MG”.

account-not-needed = Not needed
    .detail = You are signed in already: leave this out, or sign out first.

## Setting up

setup-code-invalid = Wrong code
    .detail = This is not the code that the server printed when it started. Restart the server to see a new one.

setup-done = Already set up
    .detail = This college has an administrator already, who can give you a role.

email-taken = Address already in use
    .detail = There is an account with this e-mail address already.

## Roles

person-unknown = Unknown person
    .detail = Nobody is known by this id or e-mail address.

person-unverified = E-mail address not confirmed
    .detail = This is possible only for somebody whose e-mail address is confirmed.

person-or-email = Only one of the two
    .detail = Please name the person by “person” or by “email”, not by both.

role-grant-unknown = No such role
    .detail = Nobody holds this role, or it was taken back already.

role-grant-exists = Role already given
    .detail = This person holds this role already.

role-not-yours = This role is not yours to give
    .detail = Only an administrator can give or take back this role.

last-administrator = The last administrator
    .detail = A college needs an administrator. Please give the role to somebody else first.

last-locale-lead = The last lead of this language
    .detail = A language needs somebody who leads it. Please give the role to somebody else first.

scope-not-for-role = Scope does not go with the role
    .detail = This role cannot be given for a scope of this kind.

scope-unknown = Unknown scope
    .detail = There is nothing of this kind by that name. Please give the code of a Party, the slug of a course or the tag of a language, according to “kind”.

moment-passed = In the past
    .detail = This moment must lie in the future.

## The page behind a mailed link

confirm-email-page = Confirm your e-mail address
    .text = Give the password that you chose when you registered. If you did not register, simply close this page; if you do not know the password, ask for a new one.
    .password = Your password
    .button = Confirm my address

confirm-email-done = Your address is confirmed
    .text = Thank you. You can close this page and sign in.

confirm-end-letters-page = End these messages?
    .text = We will not write to you about translations any more. You can switch the messages on again in your settings as a contributor.
    .button = End the messages

confirm-end-letters-done = The messages are ended
    .text = We will not write to you about translations any more. You can close this page.

confirm-password-page = Choose a new password
    .text = Your new password needs at least 12 characters. You will be signed out everywhere.
    .password = New password
    .button = Save the password

confirm-password-done = Your new password is set
    .text = You can close this page and sign in with your new password.

confirm-link-invalid = This link no longer works
    .text = It may have been used already, or it is too old. Please ask for a new one.
