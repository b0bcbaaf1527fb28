# The College in a browser, as anybody sees it without an account.

## Around every page

# Read out first by screen readers, shown when somebody uses the keyboard.
pages-skip = Skip to the content

# The names of navigation, as screen readers announce it.
pages-navigation = Main navigation

pages-breadcrumb = Where you are

pages-footer = About this site

# Links of the navigation: short.
pages-home = Home

pages-courses = Courses

pages-verify = Verify a certificate

pages-developers = For developers

## The home page

pages-welcome = Learn how the Convention works
    .text = The { college-name } teaches what those who apply the Convention on International Trade in Endangered Species of Wild Fauna and Flora need to know: lessons and quizzes that work on any phone, and a certificate that anybody can verify.

pages-begin = Courses to begin with

pages-all-courses = All courses

pages-shown-a-certificate = Has somebody shown you a certificate?
    .text = Anybody can see whether the College issued it and whether it is still in force. You need no account.

pages-languages = Languages
    .text = These pages can be read in the languages below. Each course says in which languages it can be taken.

## The list of courses, and what they are chosen by

# Before a list of languages to choose from.
pages-choose-language = Language of the course

# Before a list of audiences to choose from.
pages-choose-audience = For whom

# A choice in the list of languages that excludes none.
pages-any-language = All languages

# A choice in the list of audiences that excludes none.
pages-any-audience = All courses

# A button, after the two choices above: a verb.
pages-choose = Show

# $count is the number of courses.
pages-found =
    { $count ->
        [one] { $count } course
       *[other] { $count } courses
    }

pages-none-found = No course matches your choice yet.

# $language is the name of a language.
pages-none-in = No course can be taken in this language yet: { $language }.

pages-list-ends = The list of courses ends before this page.

# Leads to the first page of the list.
pages-first-courses = To the beginning of the list

pages-more-courses = More courses

## What is said of a course

# $hours is the study time, a whole number.
pages-hours =
    { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }

pages-everyone = Everyone

# $authorities is a list of the kinds of authority below, in words.
pages-officials = Officials: { $authorities }

pages-any-officials = Officials

# Kinds of authority, in the plural, as parts of a list. Keep the capitals that CITES uses in your language.
pages-management-authorities = Management Authorities

pages-scientific-authorities = Scientific Authorities

pages-customs = customs

pages-enforcement-authorities = enforcement authorities

pages-prosecution = prosecution services

pages-judiciary = courts

pages-legislature = parliaments

pages-other-bodies = other public bodies

# Before a number of hours.
pages-study-time = Study time

# Before the words for an audience.
pages-audience = For whom

# What a course consists of, before the numbers of its lessons and quizzes below.
pages-contents = Contents

# $count is the number of lessons.
pages-lessons =
    { $count ->
        [one] { $count } lesson
       *[other] { $count } lessons
    }

# $count is the number of quizzes.
pages-quizzes =
    { $count ->
        [one] { $count } quiz
       *[other] { $count } quizzes
    }

# What is loaded of a course in all, before the message below.
pages-size = Size

# $kilobytes is what lessons and pictures weigh, $count the number of pictures.
pages-size-of =
    { $count ->
        [0] { $kilobytes } kB
        [one] { $kilobytes } kB with { $count } picture
       *[other] { $kilobytes } kB with { $count } pictures
    }

# Before one of the three messages below: when one gets it.
pages-certificate = Certificate

pages-certificate-on-completion = When the course is completed

pages-certificate-after-sign-off = Once the course is completed and the Secretariat has signed the certificate

pages-certificate-none = None

# Before a list of courses.
pages-before = Complete first

# Before a date.
pages-review = Next review due

# Before the name of a licence, such as CC-BY-4.0.
pages-licence = Licence

# A button; leads to the first lesson that anybody may read.
pages-try = Start reading

pages-outcomes = What you will be able to do

# The contents of a course: modules with their lessons and quizzes. A title.
pages-outline = Contents of the course
    .text = Lessons shown as links are open to everyone. The others are for those who are enrolled.

pages-lesson = Lesson

# $count is the number of questions.
pages-quiz-of =
    { $count ->
        [one] Quiz, { $count } question
       *[other] Quiz, { $count } questions
    }

# Marks of a lesson or quiz in the outline, after the words for its kind.
pages-open-to-all = open to all

pages-optional = optional

# What is said of a language of a course, after its name.
pages-edition-original = the original

pages-edition-complete = translated in full

pages-edition-partial = translated in part

# $count is the number of lessons.
pages-edition-stale =
    { $count ->
        [one] { $count } lesson not yet updated to the latest original
       *[other] { $count } lessons not yet updated to the latest original
    }

# $page and $language are the names of two languages: that of the page, and that of the course.
pages-other-language = This course is not available in { $page }. You are reading it in { $language }.

pages-course-stale = The original of this course has changed since parts of this page were translated

## A lesson

pages-borrowed = Parts of this lesson are in another language
    .text = Nobody has translated them yet.

pages-stale = The original of this lesson has changed since it was translated
    .text = The translation has not been updated yet. The original is up to date.

# $count is the number of pictures, $kilobytes what they weigh together.
pages-pictures =
    { $count ->
        [one] { $count } picture, { $kilobytes } kB
       *[other] { $count } pictures, { $kilobytes } kB
    }

# The navigation to the lessons before and after: its name is read out by screen readers only; previous and next stand above the titles of these lessons.
pages-beside = Previous and next
    .previous = Previous
    .next = Next

# A mark after the title of a lesson or quiz.
pages-for-enrolled = for those who are enrolled

## A lesson or quiz that is not open to all

pages-closed = This part of the course is for those who are enrolled.

pages-closed-everyone = Anybody may enrol. All you need is an account with the College.

pages-closed-officials = The course is for officials: it takes an account with the College, and an authority that confirms for whom you work.

pages-about-course = About the course

pages-open-lessons = Lessons that are open to all

## One's own pages

pages-sign-in = Sign in

pages-sign-out = Sign out

pages-email = E-mail address

pages-password = Password

# The page of somebody's courses and certificates; also a link of the navigation.
pages-my = My learning

# $name is a person's name.
pages-my-greeting = Signed in as { $name }

pages-my-nothing = You have not enrolled in a course yet.

pages-my-active = In progress

# $date is a day.
pages-my-requested = Your enrolment waits for approval
    .text = You asked on { $date }. The focal point of your Party or the Secretariat decides, and we will write to you.

pages-my-refused = Your enrolment was refused

pages-my-expired = The time to complete the course has passed

# $date is a day.
pages-my-completed = Completed on { $date }

# $done is a number of lessons and quizzes, $required how many are required in all.
pages-my-progress = { $done } of { $required } parts done

pages-my-certificates = My certificates

# $date is a day.
pages-my-until = Valid until { $date }

# Leads to a certificate as a file.
pages-my-pdf = Download the PDF

# Leads to the page that others see who verify a certificate.
pages-my-as-verified = What others see

## A course that one takes

# Before the title of the next lesson or quiz, in a button.
pages-go-on = Go on:

# Before the title of the first lesson or quiz, in a button.
pages-begin-with = Begin:

pages-earlier-version = A newer version of this course is out. You are taking the version that you began with, and you can complete it.

# Before one of the two messages below.
pages-needs = To complete the course

# $count is the number of lessons and quizzes.
pages-needs-all =
    { $count ->
        [one] Do the { $count } required part
       *[other] Do all { $count } required parts
    }

# $count is how many lessons and quizzes one has to do, of more.
pages-needs-some =
    { $count ->
        [one] Do { $count } of the required parts
       *[other] Do { $count } of the required parts
    }

# Before a day and time: the last moment that counts.
pages-until = What you do counts until

# Before a percentage.
pages-grade = Grade

pages-quiz = Quiz

# Of a lesson or quiz.
pages-done = Done

# Of a lesson or quiz.
pages-not-done = Not done yet

# What a lesson asks for.
pages-asks-reading = read it and say so at its end

# What a lesson asks for. $minutes is a whole number.
pages-asks-time =
    { $minutes ->
        [one] read it for { $minutes } minute
       *[other] read it for { $minutes } minutes
    }

# What a quiz asks for. $mark is a percentage.
pages-asks-passing = pass it with { $mark }

# What a quiz asks for.
pages-asks-submission = hand it in

# $score is a percentage.
pages-score = your score: { $score }

# $minutes is a whole number.
pages-time-so-far =
    { $minutes ->
        [one] { $minutes } minute so far
       *[other] { $minutes } minutes so far
    }

# A button at the end of a lesson.
pages-read-next = I have read this – next

# A button at the end of the last lesson.
pages-read-last = I have read this

# A link; leads from a lesson that is open to all to the same lesson for those who are enrolled.
pages-enrolled = Are you enrolled? Go on in my learning

# A link.
pages-to-course = To the course

## A quiz before and between attempts

# $count is the number of questions.
pages-questions =
    { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }

# Before a percentage.
pages-pass-mark = To pass

# Before one of the two messages below.
pages-attempts-left = Attempts left

# $count is the number of attempts that are left.
pages-attempts-count =
    { $count ->
        [0] none
       *[other] { $count }
    }

pages-attempts-any = as many as you like, whenever you like

# Before a number of minutes.
pages-time-limit = Time

# $minutes is a whole number.
pages-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }

# Before one of the three messages below.
pages-counts = For your grade

pages-counts-best = your best attempt counts

pages-counts-last = your last attempt counts

pages-counts-not = it does not count: this is practice

# Before words such as: done.
pages-state = Where you are

pages-attempt-timed = The time runs from the moment you begin, also while you are away.

pages-attempt-untimed = There is no time limit. You may stop at any time and go on later.

# A button.
pages-attempt-start = Begin

# A button.
pages-attempt-again = Try again

# A link that looks like a button.
pages-attempt-go-on = Go on with your attempt

# Above a list.
pages-attempts = Your attempts

# $number is which attempt it is, counted from 1.
pages-attempt = Attempt { $number }

# Of an attempt.
pages-passed = passed

# Of an attempt.
pages-not-passed = not passed

## An attempt

# $number is the place of a question in its quiz.
pages-question = Question { $number }

pages-fill-gaps = Fill in the gaps.

# The label of a gap in a text; $number is its place.
pages-gap = gap { $number }

# The label of a field.
pages-answer = Your answer

# Stands in a list from which nothing has been chosen.
pages-choose-one = Choose

# An answer.
pages-true = True

# An answer.
pages-false = False

# Below a question.
pages-answer-saved = Your answer is saved.

# $done is how many of the questions are answered, $required how many there are.
pages-answers-kept = { $done } of { $required } questions answered and saved

# $minutes is a whole number, $end a day and time.
pages-time-left =
    { $minutes ->
        [one] { $minutes } minute left, until { $end }
       *[other] { $minutes } minutes left, until { $end }
    }

# A button.
pages-save = Save

# A button.
pages-save-and-finish = Save and finish

# Above a list of what is wrong.
pages-errors = Please look at this again

# Above a list of answers that are wrong in form.
pages-errors-others-kept = All your other answers are saved.

pages-order-incomplete = Give each item a place of its own.

# A title.
pages-submission = Hand in your answers?
    .text = Once they are handed in, your answers are marked and cannot be changed.

# Above a list of questions.
pages-missing = Not complete

# Of a question.
pages-unanswered = not answered

# Of a question.
pages-answered-partly = answered in part

# A button.
pages-submit = Hand in

# A link.
pages-back-to-questions = Back to the questions

## What an attempt was worth

# $score is a percentage.
pages-result-passed = { $score } – you have passed

# $score is a percentage.
pages-result-not-passed = { $score } – you have not passed yet

# $mark is a percentage.
pages-result-needed = To pass: { $mark }

pages-timed-out = Time was up: what you had saved by then was handed in.

pages-late-answers = Some answers came after the end of the time. They are kept, and do not count.

# A title.
pages-your-answers = Your answers

# Of an answer.
pages-right = Right

# Of an answer.
pages-partly-right = Partly right

# Of an answer.
pages-wrong = Wrong

# $points is what was earned, $of what a question can give.
pages-points =
    { $of ->
        [one] { $points } of { $of } point
       *[other] { $points } of { $of } points
    }

pages-right-answer = Right answer

# A link.
pages-to-quiz = To the quiz and your attempts

## What was sent when a session had ended

pages-again = What you wrote is still here
    .text = It has not been saved: your session had ended. If you wrote it, press the button to save it.
    .discard = Discard it
    .button = Save what I wrote

# A link, for whoever has not confirmed her address. The letter is that for a new password, and its link confirms the address, too.
pages-another-letter = Get another letter, with which you choose a new password and confirm your address

## Enrolling in a course, and leaving it

# A title, a link and a button.
pages-enrol = Enrol

# A button.
pages-ask-to-enrol = Ask to be enrolled

# Before a list of languages.
pages-learn-in = Language to learn in

pages-officials-advice = This course is for officials. Tell us for which authority you work: the focal point of your Party, or the Secretariat, confirms it and decides on your request. We will write to you.

# Above a list of authorities that somebody has named before.
pages-your-office = For which authority do you take the course?

# A choice, at the end of such a list; what it is stands below.
pages-another-office = Another one, named below

# Above the three fields below.
pages-office = The authority that you work for

# Before a list of countries and organisations that are Parties to the Convention.
pages-party = Party

# Before a list of kinds of authority.
pages-authority = Kind of authority

# Before a field for the name of an authority.
pages-organisation = Name of the authority

# A link, for who has completed the course.
pages-take-course-again = Take the course again

pages-withdrawn = You left this course. You may enrol again: you would begin it anew, and the attempts that you have used stay used.

pages-take-again = You may take it once more.

# A link, and a title.
pages-withdraw = Leave this course
    .text = Your certificates and results stay. If you enrol again later, you begin the course anew, and the attempts that you have used stay used.
    .button = Leave the course

# A link.
pages-stay = Stay in the course

## Coming by an account, and back into it

# A title, a link and a button.
pages-register = Register
    .text = With an account you enrol in courses and earn certificates. It costs nothing.

pages-name = Your name

# Below the label of the field for one's name.
pages-name-hint = As it is to stand on your certificates.

# Below the label of the field for a new password.
pages-password-hint = At least 12 characters, such as a few words that do not belong together.

# Before a list of languages.
pages-letters-in = Language of our letters and pages

# A title and a link.
pages-forgotten = Forgotten your password?
    .text = Tell us your address. We will send you a letter with a link to choose a new password.
    .button = Send me a letter

pages-letter-sent = We have sent you a letter
    .text = Please look into your mailbox and open the link in the letter. If nothing arrives within a few minutes, look among unwanted mail, and check the address that you gave.

## When something is refused, or breaks

# $id names what happened, so that whoever is asked for help finds it.
pages-occurrence = Reference to quote: { $id }
