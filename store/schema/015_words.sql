-- Greek and Cyrillic words are found without their accents (store/tokenizer.c).
INSERT INTO search (search) VALUES ('rebuild');
