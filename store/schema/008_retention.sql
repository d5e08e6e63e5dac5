-- Retention: what was pruned is remembered while its feed still lists it, so
-- that it does not come back.

CREATE TABLE tombstones (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    identity INTEGER NOT NULL,  -- of the entry
    listed INTEGER NOT NULL,    -- when the feed did so last, to a day
    PRIMARY KEY (feed, identity)
) STRICT, WITHOUT ROWID;

-- When a whole document last listed the feed's entries.
ALTER TABLE feeds ADD COLUMN listed INTEGER;
