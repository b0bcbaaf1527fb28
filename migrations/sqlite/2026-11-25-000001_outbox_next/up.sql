-- The worker asks when the next letter is due, whatever its urgency, far more often than it takes one.
CREATE INDEX outbox_next ON outbox (state, due_at);
