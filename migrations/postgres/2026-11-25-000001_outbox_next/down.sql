DROP INDEX outbox_next;
