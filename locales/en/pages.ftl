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

# $id names what happened, so that whoever is asked for help finds it.
pages-occurrence = Reference to quote: { $id }
