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

mail-enrolment-refused =
    .subject = Your enrolment was not approved: { $course }
    .text = We are sorry: your enrolment in “{ $course }” was not approved.
    .note = If you have questions, please contact your national focal point or the Secretariat.

## Certificates

# $course is the title of a course, $serial the number of the certificate.
mail-certificate-issued =
    .subject = Your certificate: { $course }
    .text = Congratulations! You have completed “{ $course }”. Your certificate of completion has the number { $serial }; you can download it from your account.
    .button = View the certificate
    .note = Anyone to whom you give this address can check that the certificate is genuine and still valid.

mail-certificate-test = This certificate is marked TEST: the college that issued it is being tried out, and the certificate proves nothing.

mail-certificate-revoked =
    .subject = Your certificate has been revoked: { $serial }
    .text = Your certificate { $serial } has been revoked. Whoever checks it will see that it is no longer valid.
    .note = If you think that this is a mistake, please contact the Secretariat.
