# What can be refused about enrolments, and what can be done about it.

enrolment-unknown = No such enrolment
    .detail = This enrolment does not exist, or you do not have access to it.

enrolment-exists = Already enrolled
    .detail = You are already enrolled in this course, or your request is waiting for a decision.

# $state is requested, refused or withdrawn.
enrolment-not-active = Not enrolled at present
    .detail =
        { $state ->
            [requested] Your enrolment has not been approved yet. You will receive a message as soon as it has been decided.
            [refused] Your enrolment was not approved. You may enrol again if the reason no longer applies.
           *[withdrawn] You have withdrawn from this course. You may enrol again at any time.
        }

# $end is the day and time at which the approval ended.
enrolment-expired = Your enrolment has ended
    .detail = Your approval for this course ended on { $end }. You can still read everything. To continue, please ask the focal point of your Party or the Secretariat to extend it.

# $course is the title of the course.
enrolment-affiliation-required = For officials
    .detail = “{ $course }” is for officials of certain authorities. Please state first, in your profile, for which authority of which Party you work, then enrol.

# $course is the title of the course.
enrolment-affiliation-unfit = Affiliation not suitable
    .detail = This affiliation is not one of yours, is no longer valid, or is with an authority that “{ $course }” is not meant for.

# $count is how many courses are missing; $courses their titles.
enrolment-prerequisites-missing = Other courses come first
    .detail =
        { $count ->
            [one] Please complete this course first: { $courses }.
           *[other] Please complete these courses first: { $courses }.
        }

enrolment-already-decided = Already decided
    .detail = This enrolment has been decided upon or withdrawn in the meantime. Please read the list again.

enrolment-own-request = Your own enrolment
    .detail = Nobody decides on their own enrolment. Please ask another focal point of your Party, or the Secretariat.

enrolment-affiliation-not-vouched = Affiliation not confirmed
    .detail = The affiliation given for this enrolment was refused, withdrawn or has expired. The learner has to state it again before the enrolment can be approved.

enrolment-vouching-ended = Affiliation no longer confirmed
    .detail = Nobody confirms any more that you work for the authority for which this enrolment was approved. To continue, please state your affiliation again, so that the focal point of your Party or the Secretariat can confirm it.

enrolment-cohort-unfit = Group not suitable
    .detail = This group is for another course, or for officials of a Party that has not confirmed your office. Please ask whoever organises the training.

# $course is the title of the course.
enrolment-approval-required = Approval required
    .detail = “{ $course }” is for officials in its current version, and this enrolment has no approval for it. You may go on in the version that you have; to take the current one, please withdraw and ask to be enrolled again.

enrolment-version-current = Already up to date
    .detail = You are already taking the current version of this course.

# $language is the name of a language in that language, $languages those of the languages that the version is offered in.
enrolment-version-not-in-language = Not in this language yet
    .detail = The current version of this course is not offered in this language ({ $language }) yet; its translators are still at work. You may go on in the version that you have, or move on and learn in one of these: { $languages }.

# $state is completed, refused or withdrawn.
enrolment-closed = Enrolment closed
    .detail =
        { $state ->
            [completed] You have completed this course, and your enrolment stays as it is. You may enrol again.
            [refused] This enrolment was refused and can no longer be changed. You may enrol again.
           *[withdrawn] You have withdrawn from this course. You may enrol again at any time.
        }

# $languages is a list of languages, each in its own name.
enrolment-language-not-offered = Language not offered
    .detail = This course is offered in { $languages }.
