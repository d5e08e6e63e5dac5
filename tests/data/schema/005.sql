-- Made by scripts/schema-fixture with the newsfold of that schema.
PRAGMA application_id = 1313231684;
PRAGMA user_version = 5;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO settings VALUES('expired',1794009600);
INSERT INTO settings VALUES('secret',X'17307e01947292b2d05796fe0172e98a');
INSERT INTO settings VALUES('window_entry',1);
CREATE TABLE outlets (
    outlet INTEGER PRIMARY KEY,
    domain TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO outlets VALUES(1,'kesselbay.example');
INSERT INTO outlets VALUES(2,'upland.example');
CREATE TABLE texts (
    entry INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
    summary TEXT,
    content TEXT,
    html TEXT
) STRICT;
INSERT INTO texts VALUES(1,'All 312 people aboard the ferry Marisol were rescued off Kessel Point on Tuesday after its engine failed in a storm, the coast guard said.',NULL,NULL);
INSERT INTO texts VALUES(2,'The library at the harbour of Kessel opens again on Friday after two years of repairs. Readers may bring back what was due in 2024 without a fine.',NULL,NULL);
INSERT INTO texts VALUES(3,'All 312 people aboard the ferry Marisol were rescued off Kessel Point on Tuesday after its engine failed in a storm, the coast guard said.',NULL,NULL);
INSERT INTO texts VALUES(4,'An owl was heard in Upland.',NULL,NULL);
CREATE TABLE enclosures (
    entry INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    type TEXT,
    length TEXT,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
INSERT INTO enclosures VALUES(1,0,'https://kesselbay.example/k1.mp3','audio/mpeg','100');
INSERT INTO enclosures VALUES(2,0,'https://kesselbay.example/k2.mp3','audio/mpeg','100');
INSERT INTO enclosures VALUES(3,0,'https://upland.example/u1.mp3','audio/mpeg','100');
INSERT INTO enclosures VALUES(4,0,'https://upland.example/u2.mp3','audio/mpeg','100');
CREATE TABLE revisions (
    entry INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    replaced INTEGER NOT NULL,
    title TEXT NOT NULL,
    summary TEXT,
    content TEXT
) STRICT;
INSERT INTO revisions VALUES(2,1795222800,'Harbour library reopens','The library at the harbour of Kessel opens again on Friday after two years of repairs.',NULL);
CREATE TABLE postings (
    feature INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (feature, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO postings VALUES(16727987355646,1),
(29261419372572,1),
(29261419372572,3),
(31591685493200,2),
(51873123706332,2),
(100259770397765,2),
(100763082214625,3),
(103232082471940,2),
(105389565875420,4),
(121782874136175,2),
(149670889702192,3),
(150714444115008,4),
(163539846084041,4),
(205450173011777,2),
(208113240294591,1),
(223368137811608,1),
(223368137811608,3),
(235418552303446,1),
(244683990303578,2),
(245378129996378,1),
(245378129996378,3),
(254152529457456,2),
(278277179302064,3),
(281159365536624,2);
CREATE TABLE counts (
    scope INTEGER NOT NULL,
    key INTEGER NOT NULL,
    count INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
INSERT INTO counts VALUES(0,-8559729454525285341,2,20778),
(0,-7664460383748690940,2,20778),
(0,-6924915321926225729,1,20778),
(0,-4885531909347483620,1,20778),
(0,-4657422858710116162,1,20778),
(0,-1147600580247041861,1,20778),
(0,2016381546133706917,2,20778),
(0,3537119946911978716,1,20778),
(0,4056952820481203450,1,20778),
(0,4072714798076914778,1,20778),
(0,5106877141115592959,1,20778),
(0,6412745385021151426,1,20778),
(0,8208113082526680239,1,20778),
(0,9150626653448111149,2,20778),
(1,-8256695944077363953,1,20778),
(1,-7171099069743234974,1,20778),
(1,-2704687686649252276,1,20778),
(1,1,3,20778),
(1,2199311992495108882,1,20778),
(1,2473514933096151761,1,20778),
(2,-7252764217325941206,1,20778),
(2,-7171099069743234974,1,20778),
(2,-5788910923932136182,1,20778),
(2,-2088812940587332299,1,20778),
(2,1,2,20778);
CREATE TABLE feed_settings (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (feed, name)
) STRICT, WITHOUT ROWID;
INSERT INTO feed_settings VALUES(1,'user-agent','Reader');
CREATE TABLE IF NOT EXISTS "feeds" (
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
, gap INTEGER NOT NULL DEFAULT 0, newest INTEGER, quiet INTEGER NOT NULL DEFAULT 0, turnover INTEGER NOT NULL DEFAULT 0, redirect TEXT, redirect_count INTEGER NOT NULL DEFAULT 0, redirect_since INTEGER, entry_count INTEGER NOT NULL DEFAULT 0, copy_count INTEGER NOT NULL DEFAULT 0, recent_count INTEGER NOT NULL DEFAULT 0, recent_since INTEGER, failing_since INTEGER, last_failure INTEGER, last_fault TEXT, moved INTEGER, moved_from TEXT) STRICT;
INSERT INTO feeds VALUES(1,'file:///srv/feeds/kesselbay.xml',NULL,'Kessel Bay Gazette','https://kesselbay.example/',1,1,0,1,1763683200,1795222800,1795222800,1795230036,0,NULL,NULL,NULL,-3082873832344129115,0,0,0,0,0,0,1795219200,1,0,NULL,0,0,2,0,2,1795219200,NULL,NULL,NULL,NULL,NULL);
INSERT INTO feeds VALUES(2,'file:///srv/feeds/upland.xml',NULL,'Upland Mail','https://upland.example/',2,1,0,1,1795219200,1795222800,1795222800,1795229741,0,NULL,NULL,NULL,443409009700122582,0,0,0,0,0,0,1795219200,1,0,NULL,0,0,2,1,2,1795219200,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "tags" (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    tag TEXT NOT NULL CHECK (tag <> ''),
    PRIMARY KEY (feed, tag)
) STRICT, WITHOUT ROWID;
INSERT INTO tags VALUES(1,'sea');
CREATE TABLE IF NOT EXISTS "entries" (
    entry INTEGER PRIMARY KEY AUTOINCREMENT,
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    story INTEGER CHECK (story > 0),
    identity INTEGER NOT NULL,
    content_hash INTEGER NOT NULL,
    detail_hash INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    published INTEGER,
    updated INTEGER,
    nearest INTEGER CHECK (nearest > 0),
    similarity REAL CHECK (similarity >= 0),
    rule INTEGER CHECK (rule >= 0),
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
INSERT INTO entries VALUES(1,1,1,-8261850768622958008,4204398853416846753,6474638165685820433,1795219200,NULL,NULL,NULL,1.0,0,8130408757690466491,1,'Ferry drifts off Kessel Point, all rescued','k1','https://kesselbay.example/k1','https://kesselbay.example/k1',NULL,NULL,NULL,NULL,NULL);
INSERT INTO entries VALUES(2,1,2,6986454944131048661,599247794979380198,2257255105742396470,1795219200,NULL,NULL,NULL,1.0,0,-976741020203076187,1,'Harbour library reopens','k2','https://kesselbay.example/k2','https://kesselbay.example/k2',NULL,NULL,NULL,NULL,NULL);
INSERT INTO entries VALUES(3,2,1,2888415518891160691,4330525732898026784,-5612773754997828710,1795219200,NULL,NULL,1,1.0,3,8130408757690466491,1,'Everyone saved from a drifting ferry','u1','https://upland.example/u1','https://upland.example/u1',NULL,NULL,NULL,NULL,NULL);
INSERT INTO entries VALUES(4,2,4,113727416142900999,6050811589740364943,-1290092092613023845,1795219200,NULL,NULL,NULL,1.0,0,76806767725740165,1,'An owl','u2','https://upland.example/u2','https://upland.example/u2',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "stories" (
    story INTEGER PRIMARY KEY CHECK (story > 0),
    lead INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    entry_count INTEGER NOT NULL CHECK (entry_count >= 0),
    outlet_count INTEGER NOT NULL CHECK (outlet_count >= 0),
    CHECK (first_seen <= last_seen)
) STRICT;
INSERT INTO stories VALUES(1,1,1795219200,1795219200,2,2);
INSERT INTO stories VALUES(2,2,1795219200,1795219200,1,1);
INSERT INTO stories VALUES(4,4,1795219200,1795219200,1,1);
CREATE TABLE IF NOT EXISTS "forwards" (
    story INTEGER PRIMARY KEY,
    target INTEGER NOT NULL CHECK (target <> story)
) STRICT;
CREATE TABLE IF NOT EXISTS "digests" (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    mark INTEGER NOT NULL CHECK (mark >= 0),
    marked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO digests VALUES('default',4,1795219200);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('feeds',2);
INSERT INTO sqlite_sequence VALUES('entries',4);
CREATE INDEX revisions_entry ON revisions (entry);
CREATE INDEX feeds_due ON feeds (next_due);
CREATE UNIQUE INDEX entries_identity ON entries (feed, identity);
CREATE INDEX entries_story ON entries (story);
CREATE INDEX entries_feed ON entries (feed);
CREATE INDEX stories_first_seen ON stories (first_seen, story);
CREATE INDEX forwards_target ON forwards (target);
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
COMMIT;
