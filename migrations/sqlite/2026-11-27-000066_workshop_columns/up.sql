-- A column whose heading nobody understands is not read; whoever confirms the list knows which they are. JSON: their headings.
ALTER TABLE workshops ADD COLUMN ignored_columns TEXT NOT NULL DEFAULT '[]';
