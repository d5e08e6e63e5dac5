-- New postings wait in runs (store/postings_recent.c) until several have come for each
-- block of the table of all.
CREATE TABLE recent_postings (
    run INTEGER PRIMARY KEY CHECK (run > 0),
    settled INTEGER NOT NULL CHECK (settled >= 0), -- where the rounds were
    items BLOB NOT NULL
) STRICT;

-- Sixty-four segments of the full-text index become one: small ones, of a poll each, are
-- written again half as often, and a search is as quick.
INSERT INTO search (search, rank) VALUES ('automerge', 64), ('crisismerge', 256);
