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
    .text = The { college-name } teaches what those who apply the Convention on International Trade in Endangered Species of Wild Fauna and Flora need to know: lessons and quizzes for any phone, and a certificate that anybody can verify.

pages-begin = Courses to begin with

pages-all-courses = All courses

pages-shown-a-certificate = Has somebody shown you a certificate?
    .text = Anybody can see whether the College issued it and whether it is still in force. You need no account.

pages-languages = Languages
    .text = These pages can be read in the languages below. Each course says in which languages it can be taken.

## The list of courses, and what they are chosen by

pages-choose-language = Can be taken in

pages-choose-audience = For whom

# What a choice says that excludes nothing.
pages-any = No matter

pages-choose = Show

# $count is the number of courses.
pages-found =
    { $count ->
        [one] { $count } course
       *[other] { $count } courses
    }

pages-none-found = No course is like this yet.

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

pages-management-authorities = Management Authorities

pages-scientific-authorities = Scientific Authorities

pages-customs = customs

pages-enforcement-authorities = enforcement authorities

pages-prosecution = prosecution

pages-judiciary = judiciary

pages-legislature = legislature

pages-other-bodies = other public bodies

pages-study-time = Study time

pages-audience = For whom

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

pages-certificate = Certificate

pages-certificate-on-completion = When the course is completed

pages-certificate-after-sign-off = When the course is completed and the Secretariat has signed it

pages-certificate-none = None

# Before a list of courses.
pages-before = To be completed first

# Before a date.
pages-review = To be reviewed by

pages-licence = Licence

# Leads to the first lesson that anybody may read.
pages-try = Read the first lesson

pages-outcomes = What you will be able to do

pages-outline = Contents of the course
    .text = Anybody may read the lessons that are links. The others are for those who are enrolled.

pages-lesson = Lesson

# $count is the number of questions.
pages-quiz-of =
    { $count ->
        [one] Quiz, { $count } question
       *[other] Quiz, { $count } questions
    }

# Marks of a lesson in the outline.
pages-open-to-all = open to all

pages-optional = optional

# What is said of a language of a course, after its name.
pages-edition-original = the original

pages-edition-complete = translated in full

pages-edition-partial = translated in part

# $count is the number of lessons.
pages-edition-stale =
    { $count ->
        [one] { $count } lesson follows an earlier original
       *[other] { $count } lessons follow an earlier original
    }

# $language is the name of a language.
pages-other-language = This course is not there in your language yet. You are reading it in: { $language }.

## A lesson

pages-borrowed = Parts of this lesson are in another language
    .text = Nobody has translated them yet.

pages-stale = The original of this lesson has changed since
    .text = Its translators have not caught up yet. The lesson in its original language is up to date.

# $count is the number of pictures, $kilobytes what they weigh together.
pages-pictures =
    { $count ->
        [one] { $count } picture, { $kilobytes } kB, loaded when you come to it
       *[other] { $count } pictures, { $kilobytes } kB, loaded when you come to them
    }

# The navigation to the lessons before and after.
pages-beside = Previous and next
    .previous = Previous
    .next = Next

## A lesson or quiz that is not open to all

pages-closed = This part of the course is for those who are enrolled.

pages-closed-everyone = Everybody may enrol: it takes an account with the College, and no approval.

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

pages-my-requested = Your enrolment waits for approval

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

## When something is refused, or breaks

# $id is a number that names what happened.
pages-occurrence = If you ask for help, quote this number: { $id }
