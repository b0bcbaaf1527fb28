# What can be refused about quizzes.

attempt-unknown = No such attempt
    .detail = This attempt does not exist, or you do not have access to it.

question-unknown = No such question
    .detail = This attempt does not ask this question. Please answer the questions that came with the attempt.

# $activity is the id of the activity.
activity-not-a-quiz = Not a quiz
    .detail = The activity “{ $activity }” is not a quiz, so there are no attempts at it.

# $limit is how often the quiz may be taken.
attempts-used-up = No attempts left
    .detail =
        { $limit ->
            [one] This quiz may be taken only once, and you have taken it.
           *[other] This quiz may be taken { $limit } times, and you have used all of your attempts.
        }

attempt-closed = Attempt closed
    .detail = This attempt was submitted, and its answers can no longer be changed.

## What can be wrong with an answer

answer-id-unknown = Unknown id
    .detail = The question offers nothing of this id here. Please use the ids that came with it.

answer-id-repeated = Given twice
    .detail = Each id may be given only once.

answer-order-incomplete = Incomplete order
    .detail = An order must hold every item of the question.

answer-not-a-number = Not a number
    .detail = Please give a number in digits, such as 90, 12.5 or 12,5.

answer-number-ambiguous = Number can be read in two ways
    .detail = Please write the number without separators for thousands, as 40900. If you mean a decimal number, add a zero, as 40.9000.

## Extra time

accommodation-unknown = No such extra time
    .detail = There is no extra time of this id, or it was revoked already.

accommodation-own = Your own extra time
    .detail = Nobody grants extra time to themselves. Please ask a colleague.

# $largest is a number of per cent.
extra-time-out-of-range = Outside the range
    .detail = Extra time is a whole number of per cent of the time limit, from 1 to { $largest }.
