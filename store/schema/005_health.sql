-- How feeds are doing, kept as it happens, so that a list of feeds reads no
-- entries: how many there are, how many of them joined a story that was there,
-- since when the newest 32 were published; what failed last, and since when.

ALTER TABLE feeds ADD COLUMN entry_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN copy_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN recent_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN recent_since INTEGER;
ALTER TABLE feeds ADD COLUMN failing_since INTEGER;
ALTER TABLE feeds ADD COLUMN last_failure INTEGER;
ALTER TABLE feeds ADD COLUMN last_fault TEXT;
ALTER TABLE feeds ADD COLUMN moved INTEGER;
ALTER TABLE feeds ADD COLUMN moved_from TEXT;

UPDATE feeds SET
    entry_count = (SELECT count(*) FROM entries e WHERE e.feed = feeds.feed),
    copy_count = (SELECT count(*) FROM entries e WHERE e.feed = feeds.feed
        AND e.story <> e.entry),
    failing_since = iif(status >= 2, coalesce(last_attempt, added), NULL),
    last_failure = iif(status >= 2, last_attempt, NULL),
    last_fault = iif(status >= 2, message, NULL);
UPDATE feeds SET (recent_count, recent_since) =
    (SELECT count(*), min(t) FROM
        (SELECT min(coalesce(published, first_seen), first_seen) AS t
        FROM entries e WHERE e.feed = feeds.feed ORDER BY entry DESC LIMIT 32));

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
