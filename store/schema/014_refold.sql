-- What folding the window again has made so far (store/refold.c): empty unless
-- that is under way, or was stopped and will go on.

CREATE TABLE refold_state (
    version INTEGER NOT NULL,      -- of folding
    window_entry INTEGER NOT NULL, -- the first that is folded, if it was …
    since INTEGER NOT NULL,        -- … first seen then or later
    corrections INTEGER NOT NULL   -- a hash of those that it heeds
) STRICT;

-- A group is named by the entry that founded it, or is a story that began
-- before the window; what story it becomes is told at the end.
CREATE TABLE refold_entries (
    entry INTEGER PRIMARY KEY,
    story INTEGER NOT NULL,        -- its group
    content_hash INTEGER NOT NULL, -- of the text that was read
    nearest INTEGER,
    similarity REAL,
    rule INTEGER,
    simhash INTEGER
) STRICT;
CREATE INDEX refold_entries_story ON refold_entries (story);

CREATE TABLE refold_postings (
    feature INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    story INTEGER,
    PRIMARY KEY (feature, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE refold_counts (
    scope INTEGER NOT NULL,
    key INTEGER NOT NULL,
    count INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

-- Stories that began before the window and are found to be one.
CREATE TABLE refold_merges (
    story INTEGER PRIMARY KEY,
    target INTEGER NOT NULL
) STRICT;
