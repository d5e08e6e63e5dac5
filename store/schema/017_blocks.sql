-- Postings are packed into blocks (store/postings.c): half of the bytes, and a row
-- for some hundreds of them. Here each gets about two hundred.
CREATE TABLE new_postings (
    first INTEGER PRIMARY KEY CHECK (first >= 0), -- feature
    items BLOB NOT NULL
) STRICT;
INSERT INTO new_postings SELECT min(feature),
    pack_postings(feature, entry, coalesce(story, entry)) FROM postings
    WHERE feature >= 0 AND entry BETWEEN 1 AND 2305843009213693951 GROUP BY
    feature / (281474976710656 / (1 + (SELECT count(*) FROM postings) / 200));
DROP TABLE postings;
ALTER TABLE new_postings RENAME TO postings;

CREATE TABLE new_refold_postings (
    first INTEGER PRIMARY KEY CHECK (first >= 0),
    items BLOB NOT NULL
) STRICT;
INSERT INTO new_refold_postings SELECT min(feature),
    pack_postings(feature, entry, coalesce(story, entry)) FROM refold_postings
    WHERE feature >= 0 AND entry BETWEEN 1 AND 2305843009213693951 GROUP BY feature /
    (281474976710656 / (1 + (SELECT count(*) FROM refold_postings) / 200));
DROP TABLE refold_postings;
ALTER TABLE new_refold_postings RENAME TO refold_postings;
