-- rewrites: columns that have a domain say so, and the newest entries of a feed
-- are found without reading all of its others.

CREATE TABLE new_feeds (
    feed INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE CHECK (url <> ''),
    user_title TEXT,
    title TEXT,
    site TEXT,
    outlet INTEGER REFERENCES outlets,
    allow_private INTEGER NOT NULL DEFAULT 0 CHECK (allow_private IN (0, 1)),
    priority INTEGER NOT NULL DEFAULT 0,
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
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused BETWEEN 0 AND 2)
) STRICT;

CREATE TABLE new_tags (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    tag TEXT NOT NULL CHECK (tag <> ''),
    PRIMARY KEY (feed, tag)
) STRICT, WITHOUT ROWID;

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
    similarity REAL CHECK (similarity >= 0),
    rule INTEGER CHECK (rule >= 0), -- enum fold_rule
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
    source_link TEXT
) STRICT;

CREATE TABLE new_stories (
    story INTEGER PRIMARY KEY CHECK (story > 0),
    lead INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    entry_count INTEGER NOT NULL CHECK (entry_count >= 0),
    outlet_count INTEGER NOT NULL CHECK (outlet_count >= 0),
    CHECK (first_seen <= last_seen)
) STRICT;

CREATE TABLE new_forwards (
    story INTEGER PRIMARY KEY,
    target INTEGER NOT NULL CHECK (target <> story)
) STRICT;

CREATE TABLE new_digests (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    mark INTEGER NOT NULL CHECK (mark >= 0),
    marked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO new_feeds SELECT feed, url, user_title, title, site, outlet,
    allow_private, priority, status, added, last_attempt, last_success,
    next_due, failures, message, etag, last_modified, body_hash, ttl_seconds,
    update_period, skip_hours, skip_days, paused FROM feeds;
INSERT INTO new_tags SELECT feed, tag FROM tags;
INSERT INTO new_entries SELECT entry, feed, story, identity, content_hash,
    detail_hash, first_seen, published, updated, nearest, similarity, rule,
    simhash, fold_version, title, guid, link, canonical, author, language,
    comments, source_title, source_link FROM entries;
INSERT INTO new_stories SELECT story, lead, first_seen, last_seen, entry_count,
    outlet_count FROM stories;
INSERT INTO new_forwards SELECT story, target FROM forwards
    WHERE target <> story;
INSERT INTO new_digests SELECT name, mark, marked FROM digests;

-- Ids are never used twice, also those of what was removed.
DELETE FROM sqlite_sequence WHERE name IN ('new_feeds', 'new_entries');
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_' || name, seq
    FROM sqlite_sequence WHERE name IN ('feeds', 'entries');

DROP TABLE feeds;
DROP TABLE tags;
DROP TABLE entries;
DROP TABLE stories;
DROP TABLE forwards;
DROP TABLE digests;
ALTER TABLE new_feeds RENAME TO feeds;
ALTER TABLE new_tags RENAME TO tags;
ALTER TABLE new_entries RENAME TO entries;
ALTER TABLE new_stories RENAME TO stories;
ALTER TABLE new_forwards RENAME TO forwards;
ALTER TABLE new_digests RENAME TO digests;

CREATE INDEX feeds_due ON feeds (next_due);
CREATE UNIQUE INDEX entries_identity ON entries (feed, identity);
CREATE INDEX entries_story ON entries (story);
CREATE INDEX entries_feed ON entries (feed);
CREATE INDEX stories_first_seen ON stories (first_seen, story);
CREATE INDEX forwards_target ON forwards (target);
