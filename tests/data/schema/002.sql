-- Made by scripts/schema-fixture with the newsfold of that schema.
PRAGMA application_id = 1313231684;
PRAGMA user_version = 2;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO settings VALUES('secret',X'e05d3a32b5a45fdfc4b77edf5a0b135a');
CREATE TABLE outlets (
    outlet INTEGER PRIMARY KEY,
    domain TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO outlets VALUES(1,'kesselbay.example');
INSERT INTO outlets VALUES(2,'upland.example');
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
, paused INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO feeds VALUES(1,'file:///srv/feeds/kesselbay.xml',NULL,'Kessel Bay Gazette','https://kesselbay.example/',1,1,0,1,1763683200,1795222800,1795222800,1795226418,0,NULL,NULL,'Wed, 25 Nov 2026 13:57:37 GMT',-3082873832344129115,0,0,0,0,0);
INSERT INTO feeds VALUES(2,'file:///srv/feeds/upland.xml',NULL,'Upland Mail','https://upland.example/',2,1,0,1,1795219200,1795222800,1795222800,1795226271,0,NULL,NULL,'Wed, 25 Nov 2026 13:57:37 GMT',443409009700122582,0,0,0,0,0);
CREATE TABLE tags (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (feed, tag)
) STRICT, WITHOUT ROWID;
INSERT INTO tags VALUES(1,'sea');
CREATE TABLE entries (
    entry INTEGER PRIMARY KEY AUTOINCREMENT,
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    story INTEGER,
    identity INTEGER NOT NULL,
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
INSERT INTO entries VALUES(1,1,1,-8261850768622958008,4204398853416846753,6474638165685820433,1795219200,NULL,NULL,NULL,1.0,0,-5993003217164084873,1,'Ferry drifts off Kessel Point, all rescued','k1','https://kesselbay.example/k1','https://kesselbay.example/k1',NULL,NULL,NULL,NULL,NULL);
INSERT INTO entries VALUES(2,1,2,6986454944131048661,599247794979380198,2257255105742396470,1795219200,NULL,NULL,NULL,1.0,0,-6093284256849032616,1,'Harbour library reopens','k2','https://kesselbay.example/k2','https://kesselbay.example/k2',NULL,NULL,NULL,NULL,NULL);
INSERT INTO entries VALUES(3,2,1,2888415518891160691,4330525732898026784,-5612773754997828710,1795219200,NULL,NULL,1,1.0,3,-5993003217164084873,1,'Everyone saved from a drifting ferry','u1','https://upland.example/u1','https://upland.example/u1',NULL,NULL,NULL,NULL,NULL);
INSERT INTO entries VALUES(4,2,4,113727416142900999,6050811589740364943,-1290092092613023845,1795219200,NULL,NULL,NULL,1.0,0,2451245622886691203,1,'An owl','u2','https://upland.example/u2','https://upland.example/u2',NULL,NULL,NULL,NULL,NULL);
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
CREATE TABLE stories (
    story INTEGER PRIMARY KEY,
    lead INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    entry_count INTEGER NOT NULL,
    outlet_count INTEGER NOT NULL
) STRICT;
INSERT INTO stories VALUES(1,1,1795219200,1795219200,2,2);
INSERT INTO stories VALUES(2,2,1795219200,1795219200,1,1);
INSERT INTO stories VALUES(4,4,1795219200,1795219200,1,1);
CREATE TABLE forwards (
    story INTEGER PRIMARY KEY,
    target INTEGER NOT NULL
) STRICT;
CREATE TABLE postings (
    feature INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (feature, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO postings VALUES(3940236285173,2),
(16727987355646,1),
(47296948023608,2),
(101039226551856,2),
(119205158070366,1),
(119205158070366,3),
(124913996971288,3),
(149670889702192,3),
(150714444115008,4),
(156971014902052,1),
(156971014902052,3),
(157558074719861,2),
(162630977215288,1),
(162630977215288,3),
(163539846084041,4),
(181490608790892,2),
(184276697477110,1),
(205450173011777,2),
(208113240294591,1),
(227518558347912,2),
(229485320931700,1),
(229485320931700,3),
(242005895130712,2),
(244683990303578,2),
(278277179302064,3);
CREATE TABLE counts (
    scope INTEGER NOT NULL,
    key INTEGER NOT NULL,
    count INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
INSERT INTO counts VALUES(0,-8615001075231994741,2,20778),
(0,-7870982179189429162,2,20778),
(0,-5123909882756519801,1,20778),
(0,-4476221491560898382,2,20778),
(0,-3741049953169152937,1,20778),
(0,-3245208064490865450,1,20778),
(0,-2054031475244214183,2,20778),
(0,442542573226080297,2,20778),
(0,5568077358550392061,1,20778),
(0,6427244986218927198,1,20778),
(0,7444975479717293279,2,20778),
(1,-7482371953749413669,1,20778),
(1,-5764499901973369258,1,20778),
(1,-218237884755701285,1,20778),
(1,1,3,20778),
(1,3808387848315640560,1,20778),
(1,4923183260101990466,1,20778),
(2,-7482371953749413669,1,20778),
(2,-3591954562123607226,1,20778),
(2,1,2,20778),
(2,7318022549584582134,1,20778),
(2,8949642650425920100,1,20778);
CREATE TABLE digests (
    name TEXT PRIMARY KEY,
    mark INTEGER NOT NULL,
    marked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO digests VALUES('default',4,1795219200);
CREATE TABLE feed_settings (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (feed, name)
) STRICT, WITHOUT ROWID;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('feeds',2);
INSERT INTO sqlite_sequence VALUES('entries',4);
CREATE INDEX feeds_due ON feeds (next_due);
CREATE UNIQUE INDEX entries_identity ON entries (feed, identity);
CREATE INDEX entries_story ON entries (story);
CREATE INDEX revisions_entry ON revisions (entry);
CREATE INDEX stories_first_seen ON stories (first_seen, story);
CREATE INDEX forwards_target ON forwards (target);
COMMIT;
