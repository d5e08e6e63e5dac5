-- What the user has said of stories: entries that belong together, or a side
-- that is kept apart from another. Kept until it is undone.

CREATE TABLE corrections (
    correction INTEGER PRIMARY KEY AUTOINCREMENT,
    together INTEGER NOT NULL CHECK (together IN (0, 1)),
    made INTEGER NOT NULL
) STRICT;

CREATE TABLE corrected (
    correction INTEGER NOT NULL REFERENCES corrections ON DELETE CASCADE,
    side INTEGER NOT NULL CHECK (side IN (0, 1)),
    entry INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    PRIMARY KEY (correction, side, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX corrected_entry ON corrected (entry);
