# Letters. Each message is one letter: .subject is the header, .text the first paragraph, .button the label of its one link,
# .note what to know beside. Write warmly and briefly, as to a colleague whom you do not know yet.

## In every letter

mail-greeting = Hello,

mail-regards = With kind regards,

# In small print at the end.
mail-footer = This message was sent automatically, so nobody reads replies to it.

# Stands above the address of the link, for programs that show no button.
mail-link-hint = If the button does not work, copy this address into your browser:

# $reason is a sentence that a colleague wrote, in a language of their choice.
mail-reason = Reason given: { $reason }

## Accounts

mail-verify-email =
    .subject = Please confirm your e-mail address
    .text = Welcome to the { college-name }! Please confirm that this address is yours. After that you can enrol in courses, and your certificates will reach you here.
    .button = Confirm my address
    .note = The link works once and for a limited time. If you did not create an account, you can ignore this message.

mail-already-registered =
    .subject = You already have an account
    .text = Somebody, probably you, tried to create an account with this address. You already have one, so nothing was changed.
    .note = If you have forgotten your password, you can choose a new one on the sign-in page. If it was not you, there is nothing you need to do.

mail-reset-password =
    .subject = Choose a new password
    .text = Somebody, probably you, asked for a new password for your account.
    .button = Choose a new password
    .note = The link works once and for a limited time. If you did not ask for it, you can ignore this message: your password stays as it is.

mail-password-changed =
    .subject = Your password has been changed
    .text = The password of your account has just been changed.
    .note = If this was not you, please choose a new password on the sign-in page at once and let the Secretariat know.

# The names of the roles, as they stand within the two sentences below. $role is the role's code.
mail-role-name = { $role ->
    [administrator] administrator
    [secretariat] Secretariat staff
    [focal-point] national focal point
    [author] course author
    [scientific-reviewer] scientific reviewer
    [translator] translator
    [translation-reviewer] translation reviewer
    [locale-lead] language lead
    [source-editor] editor of originals
    [translations-administrator] administrator of translations
   *[other] { $role }
}

# $role is one of the names above.
mail-role-granted =
    .subject = You have a new role: { $role }
    .text = You have been given a new role in the { college-name }: { $role }. Thank you for taking it on.
    .note = You will find what comes with it the next time you sign in. If you did not expect this, please let the Secretariat know.

# $scope is what the role is for: the name of a Party or of a language, or the title of a course.
mail-role-granted-for =
    .subject = You have a new role: { $role } ({ $scope })
    .text = You have been given a new role in the { college-name }: { $role } ({ $scope }). Thank you for taking it on.
    .note = You will find what comes with it the next time you sign in. If you did not expect this, please let the Secretariat know.

## Affiliations

# $party is the name of a country.
mail-affiliation-vouched =
    .subject = Your affiliation is confirmed: { $party }
    .text = Good news: your affiliation with an authority has been confirmed. Party: { $party }.
    .note = Your enrolments and certificates will show it from now on.

mail-affiliation-refused =
    .subject = Your affiliation could not be confirmed: { $party }
    .text = We could not confirm your affiliation with an authority. Party: { $party }.
    .note = If you think that this is a mistake, please check what you entered and ask again, or contact your national focal point.

## Enrolments

# $course is the title of a course.
mail-enrolment-approved =
    .subject = You are enrolled: { $course }
    .text = Your enrolment in “{ $course }” has been approved. You can start right away and learn at your own pace.
    .note = We hope that you enjoy the course and that it serves you well in your work.

# Stands in the letter of an approval that confirmed the affiliation as well. $party is the name of a country.
mail-enrolment-confirmed = Your affiliation with an authority has been confirmed at the same time. Party: { $party }.

mail-enrolment-refused =
    .subject = Your enrolment was not approved: { $course }
    .text = We are sorry: your enrolment in “{ $course }” was not approved.
    .note = If you have questions, please contact your national focal point or the Secretariat.

## Requests that wait, to focal points and the Secretariat

# $count is how many there are in all.
mail-requests-waiting =
    .subject =
        { $count ->
            [one] A request is waiting for your decision
           *[other] { $count } requests are waiting for your decision
        }
    .text =
        { $count ->
            [one] A request has come in that only you or your colleagues can decide on. Somebody would be glad to hear from you:
           *[other] Requests have come in that only you or your colleagues can decide on. People would be glad to hear from you:
        }
    .note = You will find the details when you sign in. You receive such a message at most once an hour, and only when something new has come in.

# One line for each Party. $party is its name, $count a number.
mail-affiliations-waiting =
    { $count ->
        [one] { $party }: { $count } affiliation to confirm
       *[other] { $party }: { $count } affiliations to confirm
    }

mail-enrolments-waiting =
    { $count ->
        [one] { $party }: { $count } enrolment to decide on
       *[other] { $party }: { $count } enrolments to decide on
    }

## What ends soon

mail-approvals-ending =
    .subject = What you were approved for ends soon
    .text = We would like to let you know in good time that the following ends soon:
    .note = If you still need it after that day, please ask the focal point of your Party or the Secretariat to extend it. What you have done so far stays yours in any case.

# $party is the name of a country, $end a day.
mail-affiliation-ending = Your confirmed affiliation with an authority ({ $party }): until { $end }

# $course is the title of a course, $end a day.
mail-enrolment-ending = Your enrolment in “{ $course }”: until { $end }

## News, to those who translate

# At most one a day. The lines that follow are about languages and their catalogues, each with a link.
mail-translation-news =
    .subject = Translations: what is new for you
    .text = Thank you for translating. This is what has happened since our last message:
    .note = You receive such a message at most once a day, and only when there is something to say.

# The address of the setting follows.
mail-translation-news-off = If you do not want such messages any more, end them here:

# Why a reviewer did not approve, within a sentence.
mail-review-reason-name = { $reason ->
    [wrong-meaning] the meaning differs
    [grammar] grammar or spelling
    [terminology] terminology
    [style] style
    [markup] variables, links or tags
    [untranslated] not translated
    [machine-output] unrevised machine output
    [duplicate] a duplicate
   *[other] another reason
}

# $text is how the original begins, $language the name of a language, $reason one of the above.
mail-review-approved = Approved ({ $language }): “{ $text }”

mail-review-reworded = Approved in other words ({ $language }): “{ $text }”

mail-review-changes-requested = Another wording is asked for ({ $language }): “{ $text }”. Reason: { $reason }.

mail-review-rejected = Not accepted ({ $language }): “{ $text }”. Reason: { $reason }. Your text is kept.

# $remark is what the reviewer wrote, in a language of their choice.
mail-review-remark = The reviewer writes: “{ $remark }”

mail-reviews-more =
    { $count ->
        [one] … and { $count } more review of your work
       *[other] … and { $count } more reviews of your work
    }

# $since is a day.
mail-suggestions-waiting =
    { $count ->
        [one] { $language }: { $count } suggestion waits for your review, since { $since }
       *[other] { $language }: { $count } suggestions wait for your review, the oldest since { $since }
    }

# $catalogue is the title of a course or the name of a file, $day a day, $count a number of texts.
mail-deadline-near =
    { $count ->
        [one] { $language }, { $catalogue }: to be done by { $day }; { $count } text is left
       *[other] { $language }, { $catalogue }: to be done by { $day }; { $count } texts are left
    }

mail-sources-new =
    { $count ->
        [one] { $language }, { $catalogue }: { $count } new text
       *[other] { $language }, { $catalogue }: { $count } new texts
    }

mail-sources-changed =
    { $count ->
        [one] { $language }, { $catalogue }: { $count } text has changed in the original
       *[other] { $language }, { $catalogue }: { $count } texts have changed in the original
    }

mail-sources-more =
    { $count ->
        [one] … and { $count } more catalogue with new or changed texts
       *[other] … and { $count } more catalogues with new or changed texts
    }

# $course is the title of a course, $count a number of texts. A link to them follows.
mail-course-language-lost =
    { $count ->
        [one] { $language }, { $course }: the new version of the course is not offered in this language, since { $count } text is missing or not up to date. Please see to it; then the lead of the language can publish the course again
       *[other] { $language }, { $course }: the new version of the course is not offered in this language, since { $count } texts are missing or not up to date, and trainees would be marked by some of them. Please see to them; then the lead of the language can publish the course again
    }

# $terms is the version of the terms, $licence the name of a licence.
mail-translation-terms = You contribute on the terms that you accepted (version { $terms }); your texts are published under the licence { $licence }.

mail-leads-missed =
    .subject = A translation has nobody who looks after it
    .text = The following languages have nobody who leads them, or nobody who leads them has reviewed, suggested or published anything for three months:
    .button = See the languages
    .note = Please ask those who lead them whether they can go on, or give the role to somebody else.

# $language is the name of a language, $since a day.
mail-lead-missed = { $language }: since { $since }

# $language is the name of a language.
mail-lead-none = { $language }: nobody leads it

## Certificates

# $course is the title of a course, $serial the number of the certificate.
mail-certificate-issued =
    .subject = Your certificate: { $course }
    .text = Congratulations! You have completed “{ $course }”. Your certificate of completion has the number { $serial }; you can download it from your account.
    .button = View the certificate
    .note = Anyone to whom you give this address can check that the certificate is genuine and still valid.

mail-certificate-first = You took this course in person and have not chosen a password yet. To open your account, please ask for a new password on the sign-in page with this address.

mail-certificate-test = This certificate is marked TEST: the college that issued it is being tried out, and the certificate proves nothing.

# $course is the title of a course. The reason follows.
mail-certificate-refused =
    .subject = No certificate could be issued: { $course }
    .text = You have completed “{ $course }”. The Secretariat, which signs the certificates of this course one by one, did not sign yours.
    .note = Your enrolment and what you have achieved in it stay as they are. If you have questions, please contact the Secretariat.

mail-certificate-revoked =
    .subject = Your certificate has been revoked: { $serial }
    .text = Your certificate { $serial } has been revoked. Whoever checks it will see that it is no longer valid.
    .note = If you think that this is a mistake, please contact the Secretariat.

# The reason follows.
mail-correction-refused =
    .subject = The name on your certificate stays as it is: { $serial }
    .text = You asked for another name on your certificate { $serial }. The Secretariat did not grant this.
    .note = Your certificate is not affected. You can ask again, for instance with a document that shows your name.

# $course is the title of a course, $serial the number of the certificate, $end a day.
mail-certificate-ending =
    .subject = Your certificate ends on { $end }: { $course }
    .text = Your certificate { $serial } for the course “{ $course }” is valid until { $end }. From then on, whoever checks it will see that it has expired.
    .button = View the certificate
    .note = What you have learned stays on record. If you have questions, please contact the Secretariat.

mail-certificate-ends-early = A newer version of the course has taken the place of the one that you completed. The Secretariat has therefore decided that certificates of the earlier version end on that day, whatever is printed on them.

mail-certificate-goes-on =
    .subject = Your certificate goes on holding: { $course }
    .text = We told you that your certificate { $serial } for the course “{ $course }” would end early. The Secretariat has changed this decision: the certificate is valid until the day that is printed on it or, where there is none, without a limit.
    .button = View the certificate
    .note = There is nothing for you to do. If you have questions, please contact the Secretariat.

# $course is the title of the course that renews it.
mail-certificate-renewal = To hold a valid certificate after that, complete the course “{ $course }” in time.

mail-certificate-suspended =
    .subject = Your certificate has been suspended: { $serial }
    .text = Your certificate { $serial } has been suspended. Until it is restored, whoever checks it will see that it is not to be accepted.
    .note = We will write to you again as soon as this has been settled. If you have questions, please contact the Secretariat.

mail-certificate-restored =
    .subject = Your certificate is in force again: { $serial }
    .text = The suspension of your certificate { $serial } has been lifted. Whoever checks it will see how it stands today.
    .note = The certificate itself has not changed: you can go on using the copies that you have.

# $old is the number of the certificate that no longer holds, $serial that of the new one.
mail-certificate-replaced =
    .subject = A corrected certificate for you: { $serial }
    .text = The name on your certificate { $old } has been corrected. A new certificate with the number { $serial } has taken its place; you can download it from your account. The old one is no longer valid.
    .button = View the certificate
    .note = Please give the new address to everybody to whom you gave the old one. Whoever checks the old certificate is led to the new one.
