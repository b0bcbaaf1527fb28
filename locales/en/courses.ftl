# Courses.

course-unknown = There is no such course
    .detail = No course called “{ $course }” is published. Look in the list of courses.
activity-unknown = There is no such activity
    .detail = This version of the course has no activity “{ $activity }”. Start again from the course's outline.
enrolment-required = Enrol first
    .detail = This activity is for those who are enrolled in the course. Enrol, then open it again.
course-package-refused = The course has mistakes
    .detail =
        { $count ->
            [one] The package has one mistake, named below with its file and line. Nothing was kept. Correct it and upload the package again.
           *[other] The package has { $count } mistakes, each named below with its file and line. Nothing was kept. Correct them and upload the package again.
        }
draft-unknown = There is no such draft
    .detail = The course has no draft of this name. Look in the list of its drafts, or upload the package.
course-already-published = This package is published already
    .detail = This very package of “{ $course }” has been published. Change it, and upload it again.
