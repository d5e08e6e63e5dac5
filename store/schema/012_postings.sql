-- How many stories have a shingle is read from its postings, so each says which
-- story its entry was put into: none, where that is its own. Shingles are not
-- counted any more.
ALTER TABLE postings ADD COLUMN story INTEGER CHECK (story > 0);
UPDATE postings SET story = e.story FROM entries e
WHERE e.entry = postings.entry AND e.story <> e.entry;
DELETE FROM counts WHERE scope = 0;
