-- States: what the user has read, starred and muted, and what has changed.
-- They belong to entries, so that they outlive every merge, split and re-fold;
-- a story's own follow from them (STORY_TOTALS), as a feed's being muted does
-- from the mutes.

-- NULL until the entry was folded: then it is as its story.
ALTER TABLE entries ADD COLUMN read INTEGER DEFAULT 0 CHECK (read IN (0, 1));
ALTER TABLE entries ADD COLUMN starred INTEGER NOT NULL DEFAULT 0
    CHECK (starred IN (0, 1));
-- When its words changed last.
ALTER TABLE entries ADD COLUMN changed INTEGER;
-- By its words.
ALTER TABLE entries ADD COLUMN muted INTEGER NOT NULL DEFAULT 0
    CHECK (muted IN (0, 1));
-- By its outlet or one of its tags.
ALTER TABLE feeds ADD COLUMN muted INTEGER NOT NULL DEFAULT 0
    CHECK (muted IN (0, 1));

ALTER TABLE stories ADD COLUMN read INTEGER NOT NULL DEFAULT 0
    CHECK (read IN (0, 1));
ALTER TABLE stories ADD COLUMN starred INTEGER NOT NULL DEFAULT 0
    CHECK (starred IN (0, 1));
ALTER TABLE stories ADD COLUMN changed INTEGER;
ALTER TABLE stories ADD COLUMN muted INTEGER NOT NULL DEFAULT 0
    CHECK (muted IN (0, 1));

CREATE TABLE mutes (
    mute INTEGER PRIMARY KEY AUTOINCREMENT,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2), -- enum mute_kind
    what TEXT NOT NULL CHECK (what <> ''),
    expression TEXT CHECK ((kind = 0) = (expression IS NOT NULL)), -- of FTS5
    made INTEGER NOT NULL,
    UNIQUE (kind, what)
) STRICT;

-- Lists read the newest of what they show, and no more.
DROP INDEX stories_first_seen;
CREATE INDEX stories_first_seen ON stories (first_seen, story, muted);
CREATE INDEX stories_unread ON stories (first_seen, story, muted)
    WHERE read = 0;
CREATE INDEX stories_starred ON stories (first_seen, story) WHERE starred = 1;
