-- A block of postings is found by the last feature that it may have instead of by
-- its first: then it stands where the search for a feature ends, not just before,
-- on another page in two of five cases. What is dropped is emptied first: of the
-- pages of a table that is dropped SQLite keeps copies in memory.
CREATE TABLE new_postings (
    last INTEGER PRIMARY KEY CHECK (last >= 0), -- feature
    items BLOB NOT NULL
) STRICT;
INSERT INTO new_postings SELECT last, end_postings(first, last, items) FROM
    (SELECT first, items, coalesce((SELECT min(b.first) - 1 FROM postings b
    WHERE b.first > a.first), 9223372036854775807) AS last FROM postings a);
DELETE FROM postings;
DROP TABLE postings;
ALTER TABLE new_postings RENAME TO postings;

CREATE TABLE new_refold_postings (
    last INTEGER PRIMARY KEY CHECK (last >= 0),
    items BLOB NOT NULL
) STRICT;
INSERT INTO new_refold_postings SELECT last, end_postings(first, last, items) FROM
    (SELECT first, items, coalesce((SELECT min(b.first) - 1 FROM refold_postings b
    WHERE b.first > a.first), 9223372036854775807) AS last FROM refold_postings a);
DELETE FROM refold_postings;
DROP TABLE refold_postings;
ALTER TABLE new_refold_postings RENAME TO refold_postings;
