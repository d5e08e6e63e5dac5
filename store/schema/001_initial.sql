-- What is known: feeds and their entries, the stories they are folded into,
-- and what folding looks up. Times are Unix seconds UTC. Entry ids are never
-- used twice, since the id of a story is the id of the entry that founded it.

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outlets (
    outlet INTEGER PRIMARY KEY,
    domain TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE feeds (
    feed INTEGER PRIMARY KEY AUTOINCREMENT,
    url TEXT NOT NULL UNIQUE,
    user_title TEXT,
    title TEXT,
    site TEXT,
    outlet INTEGER REFERENCES outlets,
    allow_private INTEGER NOT NULL DEFAULT 0,
    priority INTEGER NOT NULL DEFAULT 0,
    status INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL,
    last_attempt INTEGER,
    last_success INTEGER,
    next_due INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    message TEXT,
    etag TEXT,
    last_modified TEXT,
    body_hash INTEGER NOT NULL DEFAULT 0,
    ttl_seconds INTEGER NOT NULL DEFAULT 0,
    update_period INTEGER NOT NULL DEFAULT 0,
    skip_hours INTEGER NOT NULL DEFAULT 0,
    skip_days INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX feeds_due ON feeds (next_due);

CREATE TABLE tags (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (feed, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
    entry INTEGER PRIMARY KEY AUTOINCREMENT,
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    story INTEGER,              -- NULL until it is folded
    identity INTEGER NOT NULL,  -- hash of guid, canonical link or text
    content_hash INTEGER NOT NULL,
    detail_hash INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    published INTEGER,
    updated INTEGER,
    nearest INTEGER,
    similarity REAL,
    rule INTEGER,
    simhash INTEGER,
    fold_version INTEGER,
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
CREATE UNIQUE INDEX entries_identity ON entries (feed, identity);
CREATE INDEX entries_story ON entries (story);

-- Apart from entries, so that lists and folding do not read past them.
CREATE TABLE texts (
    entry INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
    summary TEXT,
    content TEXT,
    html TEXT
) STRICT;

CREATE TABLE enclosures (
    entry INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    type TEXT,
    length TEXT,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

-- What an entry said before its text changed.
CREATE TABLE revisions (
    entry INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    replaced INTEGER NOT NULL,
    title TEXT NOT NULL,
    summary TEXT,
    content TEXT
) STRICT;
CREATE INDEX revisions_entry ON revisions (entry);

CREATE TABLE stories (
    story INTEGER PRIMARY KEY,
    lead INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    entry_count INTEGER NOT NULL,
    outlet_count INTEGER NOT NULL
) STRICT;
CREATE INDEX stories_first_seen ON stories (first_seen, story);

-- Stories that were merged: where their ids lead now.
CREATE TABLE forwards (
    story INTEGER PRIMARY KEY,
    target INTEGER NOT NULL
) STRICT;
CREATE INDEX forwards_target ON forwards (target);

CREATE TABLE postings (
    feature INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (feature, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE counts (
    scope INTEGER NOT NULL,
    key INTEGER NOT NULL,
    count INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE digests (
    name TEXT PRIMARY KEY,
    mark INTEGER NOT NULL,
    marked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
