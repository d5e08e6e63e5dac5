-- Made by scripts/schema-fixture with the newsfold of that schema.
PRAGMA application_id = 1313231684;
PRAGMA user_version = 4;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO settings VALUES('expired',1794009600);
INSERT INTO settings VALUES('secret',X'a8836a7879be8eafe1d1db6282fe2a31');
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
INSERT INTO postings VALUES(6728213663332,1),
(6728213663332,3),
(8812801567387,2),
(10027433154736,2),
(16727987355646,1),
(61278366999488,2),
(83327904461728,2),
(100066185199764,1),
(100066185199764,3),
(120372222643736,4),
(136915781198632,2),
(149670889702192,3),
(150112647689844,3),
(150714444115008,4),
(151404186289392,1),
(151404186289392,3),
(152205040494380,1),
(152205040494380,3),
(155971702549056,1),
(155971702549056,3),
(159382639245304,2),
(163539846084041,4),
(187350693465804,1),
(187350693465804,3),
(196720778117692,1),
(196720778117692,3),
(205450173011777,2),
(206803643774785,2),
(208113240294591,1),
(211659924635896,2),
(225507230845849,1),
(239039651313925,1),
(239039651313925,3),
(244683990303578,2),
(272012745841748,2),
(273593614643484,4),
(278277179302064,3);
CREATE TABLE counts (
    scope INTEGER NOT NULL,
    key INTEGER NOT NULL,
    count INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
INSERT INTO counts VALUES(0,-6159305255434649352,2,20778),
(0,-3812055707660881886,2,20778),
(0,-2254504304641890138,1,20778),
(0,-1763253026759960535,1,20778),
(0,-642878819373983568,2,20778),
(0,-92896204545385388,1,20778),
(0,841147296596639892,1,20778),
(0,1773635750347983022,1,20778),
(0,1855474149355083962,2,20778),
(0,5107708998357032134,1,20778),
(0,6373555891984760946,2,20778),
(0,6815683855958006001,2,20778),
(0,7136105013754840304,1,20778),
(0,8352299112618616995,2,20778),
(0,8640688113469448254,1,20778),
(1,-5182951031753773668,1,20778),
(1,-960752536713777500,1,20778),
(1,1,3,20778),
(1,1405901892820063626,1,20778),
(1,2956702681667416410,1,20778),
(1,5139294749215985540,1,20778),
(2,-7378880146245884351,1,20778),
(2,-4557768875484455983,1,20778),
(2,-960752536713777500,1,20778),
(2,1,2,20778),
(2,5136479593387333484,1,20778);
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
, gap INTEGER NOT NULL DEFAULT 0, newest INTEGER, quiet INTEGER NOT NULL DEFAULT 0, turnover INTEGER NOT NULL DEFAULT 0, redirect TEXT, redirect_count INTEGER NOT NULL DEFAULT 0, redirect_since INTEGER) STRICT;
INSERT INTO feeds VALUES(1,'file:///srv/feeds/kesselbay.xml',NULL,'Kessel Bay Gazette','https://kesselbay.example/',1,1,0,1,1763683200,1795222800,1795222800,1795230036,0,NULL,NULL,NULL,-3082873832344129115,0,0,0,0,0,0,1795219200,1,0,NULL,0,0);
INSERT INTO feeds VALUES(2,'file:///srv/feeds/upland.xml',NULL,'Upland Mail','https://upland.example/',2,1,0,1,1795219200,1795222800,1795222800,1795229741,0,NULL,NULL,NULL,443409009700122582,0,0,0,0,0,0,1795219200,1,0,NULL,0,0);
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
INSERT INTO entries VALUES(1,1,1,-8261850768622958008,4204398853416846753,6474638165685820433,1795219200,NULL,NULL,NULL,1.0,0,5227720671299963558,1,'Ferry drifts off Kessel Point, all rescued','k1','https://kesselbay.example/k1','https://kesselbay.example/k1',NULL,NULL,NULL,NULL,NULL);
INSERT INTO entries VALUES(2,1,2,6986454944131048661,599247794979380198,2257255105742396470,1795219200,NULL,NULL,NULL,1.0,0,8910883766945780402,1,'Harbour library reopens','k2','https://kesselbay.example/k2','https://kesselbay.example/k2',NULL,NULL,NULL,NULL,NULL);
INSERT INTO entries VALUES(3,2,1,2888415518891160691,4330525732898026784,-5612773754997828710,1795219200,NULL,NULL,1,1.0,3,5227720671299963558,1,'Everyone saved from a drifting ferry','u1','https://upland.example/u1','https://upland.example/u1',NULL,NULL,NULL,NULL,NULL);
INSERT INTO entries VALUES(4,2,4,113727416142900999,6050811589740364943,-1290092092613023845,1795219200,NULL,NULL,NULL,1.0,0,-6479228015143942136,1,'An owl','u2','https://upland.example/u2','https://upland.example/u2',NULL,NULL,NULL,NULL,NULL);
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
COMMIT;
