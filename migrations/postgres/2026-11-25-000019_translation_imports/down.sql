DROP TABLE translation_imports;
