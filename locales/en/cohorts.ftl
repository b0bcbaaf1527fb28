# What can be refused about cohorts: groups of people who learn together.

cohort-unknown = No such group
    .detail = There is no group of learners with this identifier. Please ask whoever organises the training.

cohort-course-unknown = No such course
    .detail = No course of this name is published.
