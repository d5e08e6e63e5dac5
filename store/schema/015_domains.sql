-- rewrites: what feeds have come to have since step 3 says its domain, too.
-- And Greek and Cyrillic words are found without their accents
-- (store/tokenizer.c). And a story is muted by the words of its lead, or of more
-- than half of its outlets, no more by those of any copy.

CREATE TABLE new_feeds (
    feed INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE CHECK (url <> ''),
    user_title TEXT,
    title TEXT,
    site TEXT,
    outlet INTEGER REFERENCES outlets,
    allow_private INTEGER NOT NULL DEFAULT 0 CHECK (allow_private IN (0, 1)),
    priority INTEGER NOT NULL DEFAULT 0
        CHECK (priority BETWEEN -1000 AND 1000),
    status INTEGER NOT NULL DEFAULT 0 CHECK (status BETWEEN 0 AND 3),
    added INTEGER NOT NULL,
    last_attempt INTEGER,
    last_success INTEGER,
    next_due INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    message TEXT,
    etag TEXT,
    last_modified TEXT,
    body_hash INTEGER NOT NULL DEFAULT 0,
    ttl_seconds INTEGER NOT NULL DEFAULT 0 CHECK (ttl_seconds >= 0),
    update_period INTEGER NOT NULL DEFAULT 0 CHECK (update_period >= 0),
    skip_hours INTEGER NOT NULL DEFAULT 0
        CHECK (skip_hours BETWEEN 0 AND 0xffffff),
    skip_days INTEGER NOT NULL DEFAULT 0 CHECK (skip_days BETWEEN 0 AND 0x7f),
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused BETWEEN 0 AND 2),
    gap INTEGER NOT NULL DEFAULT 0 CHECK (gap >= 0),
    newest INTEGER,
    quiet INTEGER NOT NULL DEFAULT 0 CHECK (quiet >= 0),
    turnover INTEGER NOT NULL DEFAULT 0 CHECK (turnover >= 0),
    redirect TEXT,
    redirect_count INTEGER NOT NULL DEFAULT 0 CHECK (redirect_count >= 0),
    redirect_since INTEGER,
    entry_count INTEGER NOT NULL DEFAULT 0 CHECK (entry_count >= 0),
    copy_count INTEGER NOT NULL DEFAULT 0
        CHECK (copy_count BETWEEN 0 AND entry_count),
    recent_count INTEGER NOT NULL DEFAULT 0
        CHECK (recent_count BETWEEN 0 AND 32),
    recent_since INTEGER,
    failing_since INTEGER,
    last_failure INTEGER,
    last_fault TEXT,
    moved INTEGER,
    moved_from TEXT,
    listed INTEGER,
    muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1))
) STRICT;

INSERT INTO new_feeds SELECT feed, url, user_title, title, site, outlet,
    allow_private, min(max(priority, -1000), 1000), status, added,
    last_attempt, last_success, next_due, failures, message, etag,
    last_modified, body_hash, ttl_seconds, update_period, skip_hours, skip_days,
    paused, max(gap, 0), newest, max(quiet, 0), max(turnover, 0), redirect,
    max(redirect_count, 0), redirect_since, max(entry_count, 0),
    min(max(copy_count, 0), max(entry_count, 0)),
    min(max(recent_count, 0), 32), recent_since, failing_since, last_failure,
    last_fault, moved, moved_from, listed, muted FROM feeds;

-- Ids are never used twice, also those of what was removed.
DELETE FROM sqlite_sequence WHERE name = 'new_feeds';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_feeds', seq
    FROM sqlite_sequence WHERE name = 'feeds';

-- They name the table that goes.
DROP TRIGGER entries_counted;
DROP TRIGGER entries_uncounted;
DROP TRIGGER entries_folded;
DROP TABLE feeds;
ALTER TABLE new_feeds RENAME TO feeds;
CREATE INDEX feeds_due ON feeds (next_due);

CREATE TRIGGER entries_counted AFTER INSERT ON entries BEGIN
    UPDATE feeds SET entry_count = entry_count + 1,
        copy_count = copy_count + (coalesce(NEW.story, NEW.entry) <> NEW.entry)
        WHERE feed = NEW.feed;
END;
CREATE TRIGGER entries_uncounted AFTER DELETE ON entries BEGIN
    UPDATE feeds SET entry_count = entry_count - 1,
        copy_count = copy_count - (coalesce(OLD.story, OLD.entry) <> OLD.entry)
        WHERE feed = OLD.feed;
END;
CREATE TRIGGER entries_folded AFTER UPDATE OF story ON entries
WHEN (coalesce(NEW.story, NEW.entry) <> NEW.entry)
    <> (coalesce(OLD.story, OLD.entry) <> OLD.entry) BEGIN
    UPDATE feeds SET copy_count = copy_count
        + (coalesce(NEW.story, NEW.entry) <> NEW.entry)
        - (coalesce(OLD.story, OLD.entry) <> OLD.entry)
        WHERE feed = NEW.feed;
END;

INSERT INTO search (search) VALUES ('rebuild');

-- A copy alone mutes no story by its words, unless it leads (STORY_TOTALS).
UPDATE stories SET muted = 0 WHERE muted AND NOT EXISTS (
        SELECT 1 FROM entries l WHERE l.entry = lead AND l.muted)
    AND (SELECT count(DISTINCT CASE WHEN e.muted THEN f.outlet END) * 2
            <= count(DISTINCT f.outlet) AND max(f.muted = 0)
        FROM entries e JOIN feeds f USING (feed)
        WHERE e.story = stories.story);
