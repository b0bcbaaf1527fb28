ALTER TABLE workshops DROP COLUMN ignored_columns;
