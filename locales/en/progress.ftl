# What can be refused about progress: a whole request, or one event of many.

# $largest is how many events one request may hold.
events-too-many = Too many events
    .detail = A request may hold at most { $largest } events. Please send them in several requests.

event-activity-unknown = Unknown activity
    .detail = The course has no activity of this id, neither now nor in an earlier version. This event was not kept.

event-not-a-lesson = Not a lesson
    .detail = This activity is a quiz: its attempts are counted by themselves. This event was not kept.

event-id-taken = Id taken
    .detail = This id belongs to another event. Please give this event an id of its own and send it again.

event-in-the-future = In the future
    .detail = This event lies more than five minutes ahead. Please check the clock of the device and send the event again.

event-before-enrolment = Before the enrolment
    .detail = This active time lies before the beginning of the enrolment and does not count.

event-language-not-offered = Language not offered
    .detail = This lesson is not offered in the language given for this event.

event-after-the-end = After the end
    .detail = Your approval for this course had ended when this happened. This event was not kept. To continue, please ask the focal point of your Party or the Secretariat to extend it.

event-seconds-invalid = Invalid active time
    .detail = A “time” event needs its active seconds, at least one; a “viewed” event has none. This event was not kept.
