DROP TABLE withheld_editions;
