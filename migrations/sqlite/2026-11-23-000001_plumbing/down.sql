DROP TABLE throttles;
DROP TABLE audit;
DROP TABLE idempotency_keys;
DROP TABLE outbox;
DROP TABLE jobs;
DROP TABLE keys;
DROP TABLE changes;
