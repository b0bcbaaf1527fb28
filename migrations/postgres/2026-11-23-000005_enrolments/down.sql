DROP TABLE attempt_answers;
DROP TABLE attempts;
DROP TABLE progress_events;
DROP TABLE activity_states;
DROP TABLE enrolments;
