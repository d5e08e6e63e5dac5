-- rewrites: entries, enclosures, counts and what a refold keeps say their
-- domains, too. Times and hashes may be any number, so they have none.

-- A nearest entry may be pruned before the one that names it, so it is no key.
CREATE TABLE new_entries (
    entry INTEGER PRIMARY KEY AUTOINCREMENT,
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    story INTEGER CHECK (story > 0), -- NULL until it is folded
    identity INTEGER NOT NULL,  -- hash of guid, canonical link or text
    content_hash INTEGER NOT NULL,
    detail_hash INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    published INTEGER,
    updated INTEGER,
    nearest INTEGER CHECK (nearest > 0),
    similarity REAL CHECK (similarity BETWEEN 0 AND 1),
    rule INTEGER CHECK (rule BETWEEN 0 AND 5), -- enum fold_rule
    simhash INTEGER,
    fold_version INTEGER CHECK (fold_version >= 0),
    title TEXT NOT NULL,
    guid TEXT,
    link TEXT,
    canonical TEXT,
    author TEXT,
    language TEXT,
    comments TEXT,
    source_title TEXT,
    source_link TEXT,
    read INTEGER DEFAULT 0 CHECK (read IN (0, 1)), -- NULL until it is folded
    starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
    changed INTEGER,            -- when its words did last
    muted INTEGER NOT NULL DEFAULT 0 CHECK (muted IN (0, 1)), -- by its words
    link_hash INTEGER
) STRICT;

INSERT INTO new_entries SELECT entry, feed, story, identity, content_hash,
    detail_hash, first_seen, published, updated, nearest,
    min(max(similarity, 0), 1), iif(rule <= 5, rule, NULL), simhash,
    fold_version, title, guid, link, canonical, author, language, comments,
    source_title, source_link, read, starred, changed, muted, link_hash
    FROM entries;

-- Ids are never used twice, also those of what was removed.
DELETE FROM sqlite_sequence WHERE name = 'new_entries';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_entries', seq
    FROM sqlite_sequence WHERE name = 'entries';

CREATE TABLE new_enclosures (
    entry INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    url TEXT NOT NULL,
    type TEXT,
    length TEXT,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
INSERT INTO new_enclosures SELECT entry, position, url, type, length
    FROM enclosures WHERE position >= 0;

CREATE TABLE new_counts (
    scope INTEGER NOT NULL,
    key INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    touched INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
INSERT INTO new_counts SELECT scope, key, count, touched FROM counts
    WHERE count >= 0;

CREATE TABLE new_refold_state (
    version INTEGER NOT NULL CHECK (version >= 0),
    window_entry INTEGER NOT NULL CHECK (window_entry >= 0),
    since INTEGER NOT NULL,
    corrections INTEGER NOT NULL
) STRICT;
CREATE TABLE new_refold_entries (
    entry INTEGER PRIMARY KEY,
    story INTEGER NOT NULL CHECK (story > 0), -- its group
    content_hash INTEGER NOT NULL,            -- of the text that was read
    nearest INTEGER CHECK (nearest > 0),
    similarity REAL CHECK (similarity BETWEEN 0 AND 1),
    rule INTEGER CHECK (rule BETWEEN 0 AND 5),
    simhash INTEGER
) STRICT;
CREATE TABLE new_refold_postings (
    feature INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    story INTEGER CHECK (story > 0),
    PRIMARY KEY (feature, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE new_refold_counts (
    scope INTEGER NOT NULL,
    key INTEGER NOT NULL,
    count INTEGER NOT NULL CHECK (count >= 0),
    touched INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE new_refold_merges (
    story INTEGER PRIMARY KEY,
    target INTEGER NOT NULL CHECK (target <> story)
) STRICT;
INSERT INTO new_refold_state SELECT * FROM refold_state;
INSERT INTO new_refold_entries SELECT * FROM refold_entries;
INSERT INTO new_refold_postings SELECT * FROM refold_postings;
INSERT INTO new_refold_counts SELECT * FROM refold_counts;
INSERT INTO new_refold_merges SELECT * FROM refold_merges;

-- They name the tables that go.
DROP VIEW searchable;
DROP TRIGGER entries_counted;
DROP TRIGGER entries_uncounted;
DROP TRIGGER entries_folded;
DROP TABLE entries;
DROP TABLE enclosures;
DROP TABLE counts;
DROP TABLE refold_state;
DROP TABLE refold_entries;
DROP TABLE refold_postings;
DROP TABLE refold_counts;
DROP TABLE refold_merges;
ALTER TABLE new_entries RENAME TO entries;
ALTER TABLE new_enclosures RENAME TO enclosures;
ALTER TABLE new_counts RENAME TO counts;
ALTER TABLE new_refold_state RENAME TO refold_state;
ALTER TABLE new_refold_entries RENAME TO refold_entries;
ALTER TABLE new_refold_postings RENAME TO refold_postings;
ALTER TABLE new_refold_counts RENAME TO refold_counts;
ALTER TABLE new_refold_merges RENAME TO refold_merges;

CREATE UNIQUE INDEX entries_identity ON entries (feed, identity);
CREATE INDEX entries_story ON entries (story);
CREATE INDEX entries_feed ON entries (feed);
CREATE INDEX entries_first_seen ON entries (first_seen);
CREATE INDEX entries_content ON entries (feed, content_hash);
CREATE INDEX entries_link ON entries (feed, link_hash)
    WHERE link_hash IS NOT NULL;
CREATE INDEX entries_feed_seen ON entries (feed, first_seen);
CREATE INDEX refold_entries_story ON refold_entries (story);

CREATE VIEW searchable AS
    SELECT e.entry AS entry, e.title AS title,
        coalesce(x.content, x.summary, '') AS text
    FROM entries e JOIN texts x ON x.entry = e.entry;

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
