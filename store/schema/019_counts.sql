-- Counts are packed into blocks, too (store/counts.c): half of the bytes, and a
-- row for some two hundred of them; here for about one hundred. What is dropped is
-- emptied first: of the pages of a table that is dropped SQLite keeps copies in memory.
CREATE TABLE new_counts (
    last INTEGER PRIMARY KEY CHECK (last >= 0), -- place
    items BLOB NOT NULL
) STRICT;
INSERT INTO new_counts SELECT max(place), pack_counts(place, count, touched)
    FROM (SELECT place, sum(count) AS count, max(touched) AS touched,
    row_number() OVER (ORDER BY place) AS number FROM (SELECT
    count_place(scope, key) AS place, min(count, 4294967295) AS count, touched
    FROM counts WHERE count > 0) GROUP BY place) GROUP BY number / 100;
DELETE FROM counts;
DROP TABLE counts;
ALTER TABLE new_counts RENAME TO counts;

CREATE TABLE new_refold_counts (
    last INTEGER PRIMARY KEY CHECK (last >= 0),
    items BLOB NOT NULL
) STRICT;
INSERT INTO new_refold_counts SELECT max(place),
    pack_counts(place, count, touched) FROM (SELECT place, sum(count) AS count,
    max(touched) AS touched, row_number() OVER (ORDER BY place) AS number FROM
    (SELECT count_place(scope, key) AS place, min(count, 4294967295) AS count,
    touched FROM refold_counts WHERE count > 0) GROUP BY place)
    GROUP BY number / 100;
DELETE FROM refold_counts;
DROP TABLE refold_counts;
ALTER TABLE new_refold_counts RENAME TO refold_counts;
