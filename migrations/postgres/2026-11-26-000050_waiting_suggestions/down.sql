DROP INDEX translations_waiting;
