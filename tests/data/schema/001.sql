-- A database of schema 1, as newsfold 0.1.0 left it: two feeds, three entries,
-- one story of two copies, one revision, one digest.
PRAGMA application_id = 1313231684;
PRAGMA user_version = 1;
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO settings VALUES('secret',X'db5f89f2fdc1223ad377ca88422e8fac');
CREATE TABLE outlets (
    outlet INTEGER PRIMARY KEY,
    domain TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO outlets VALUES(1,'kesselbay.example');
INSERT INTO outlets VALUES(2,'uplandmail.example');
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
INSERT INTO feeds VALUES(1,'file:///srv/feeds/one.xml','Mine','Kessel Bay Gazette','https://kesselbay.example/',1,1,0,1,1795219200,1795219200,1795219200,1795222818,0,NULL,NULL,'Wed, 25 Nov 2026 04:45:42 GMT',4271273627306464896,0,0,0,0);
INSERT INTO feeds VALUES(2,'file:///srv/feeds/two.xml',NULL,'Upland Mail','https://uplandmail.example/',2,1,0,1,1795219200,1795219200,1795219200,1795222671,0,NULL,NULL,'Wed, 25 Nov 2026 04:45:41 GMT',-6671017113200515481,0,0,0,0);
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
INSERT INTO entries VALUES(1,1,1,-8261850768622958008,8235897427355778607,1395279702724339638,1795219200,NULL,NULL,NULL,1.0,0,-8907656335206939087,1,'Ferry drifts off Kessel Point, all rescued','k1','https://kesselbay.example/1','https://kesselbay.example/1',NULL,NULL,NULL,NULL,NULL);
INSERT INTO entries VALUES(2,1,2,6986454944131048661,6460952650968993768,-5480946665720047952,1795219200,NULL,NULL,NULL,1.0,0,-6636368693548858620,1,'Harbour library reopens','k2','https://kesselbay.example/2','https://kesselbay.example/2',NULL,NULL,NULL,NULL,NULL);
INSERT INTO entries VALUES(3,2,1,2888415518891160691,7995303923931881950,-8632990902144739829,1795219200,NULL,NULL,1,1.0,3,-8907656335206939087,1,'Everyone saved from a drifting ferry','u1','https://uplandmail.example/1','https://uplandmail.example/1',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE texts (
    entry INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
    summary TEXT,
    content TEXT,
    html TEXT
) STRICT;
INSERT INTO texts VALUES(1,'All 312 people aboard the ferry Marisol were rescued off Kessel Point on Tuesday after its engine failed in a storm, the coast guard said. Three lifeboats and a tanker took part.',NULL,NULL);
INSERT INTO texts VALUES(2,'The library at the harbour of Kessel opens again on Friday after two years of repairs that cost nine million crowns; readers may bring back what was due in 2024 without a fine, it says.',NULL,NULL);
INSERT INTO texts VALUES(3,'All 312 people aboard the ferry Marisol were rescued off Kessel Point on Tuesday after its engine failed in a storm, the coast guard said. Three lifeboats and a tanker took part.',NULL,NULL);
CREATE TABLE enclosures (
    entry INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    type TEXT,
    length TEXT,
    PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;
INSERT INTO enclosures VALUES(1,0,'https://kesselbay.example/1.mp3','audio/mpeg','100');
INSERT INTO enclosures VALUES(3,0,'https://uplandmail.example/1.mp3','audio/mpeg','100');
CREATE TABLE revisions (
    entry INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    replaced INTEGER NOT NULL,
    title TEXT NOT NULL,
    summary TEXT,
    content TEXT
) STRICT;
INSERT INTO revisions VALUES(2,1795219200,'Harbour library reopens','The library at the harbour of Kessel opens again on Friday after two years of repairs that cost nine million crowns; readers may bring back what was due in 2024 without a fine.',NULL);
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
CREATE TABLE forwards (
    story INTEGER PRIMARY KEY,
    target INTEGER NOT NULL
) STRICT;
CREATE TABLE postings (
    feature INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (feature, entry)
) STRICT, WITHOUT ROWID;
INSERT INTO postings VALUES(24140751839278,1);
INSERT INTO postings VALUES(43240068221908,1);
INSERT INTO postings VALUES(43240068221908,3);
INSERT INTO postings VALUES(51593925674764,2);
INSERT INTO postings VALUES(56296793069476,2);
INSERT INTO postings VALUES(62798520329644,2);
INSERT INTO postings VALUES(66017577358411,2);
INSERT INTO postings VALUES(71095136585104,1);
INSERT INTO postings VALUES(71095136585104,3);
INSERT INTO postings VALUES(89286713498308,2);
INSERT INTO postings VALUES(136112157613950,1);
INSERT INTO postings VALUES(136112157613950,3);
INSERT INTO postings VALUES(136934302790227,2);
INSERT INTO postings VALUES(149670889702192,3);
INSERT INTO postings VALUES(151573776805008,1);
INSERT INTO postings VALUES(151573776805008,3);
INSERT INTO postings VALUES(152187742789078,3);
INSERT INTO postings VALUES(153416382741336,2);
INSERT INTO postings VALUES(153470074985376,2);
INSERT INTO postings VALUES(159075040845844,2);
INSERT INTO postings VALUES(177234265130196,2);
INSERT INTO postings VALUES(188205989590486,2);
INSERT INTO postings VALUES(190610794914576,1);
INSERT INTO postings VALUES(190610794914576,3);
INSERT INTO postings VALUES(195305076498476,1);
INSERT INTO postings VALUES(195305076498476,3);
INSERT INTO postings VALUES(196430328625779,3);
INSERT INTO postings VALUES(205450173011777,2);
INSERT INTO postings VALUES(208113240294591,1);
INSERT INTO postings VALUES(210712925816444,1);
INSERT INTO postings VALUES(210712925816444,3);
INSERT INTO postings VALUES(220823296515164,2);
INSERT INTO postings VALUES(232533260640964,2);
INSERT INTO postings VALUES(248900311010716,2);
INSERT INTO postings VALUES(266341890838412,1);
INSERT INTO postings VALUES(278121182702780,1);
INSERT INTO postings VALUES(278121182702780,3);
CREATE TABLE counts (
    scope INTEGER NOT NULL,
    key INTEGER NOT NULL,
    count INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
INSERT INTO counts VALUES(0,-9210851349763531653,1,20778);
INSERT INTO counts VALUES(0,-8997451871267699500,2,20778);
INSERT INTO counts VALUES(0,-8047157627032877825,1,20778);
INSERT INTO counts VALUES(0,-7618389937386607445,1,20778);
INSERT INTO counts VALUES(0,-7356972117966611364,2,20778);
INSERT INTO counts VALUES(0,-3384783433590664054,1,20778);
INSERT INTO counts VALUES(0,-2295233129998901204,1,20778);
INSERT INTO counts VALUES(0,-1310395917788009328,1,20778);
INSERT INTO counts VALUES(0,-1084364010225311724,2,20778);
INSERT INTO counts VALUES(0,85283564149320892,1,20778);
INSERT INTO counts VALUES(0,861073573762476249,2,20778);
INSERT INTO counts VALUES(0,936693687394373641,1,20778);
INSERT INTO counts VALUES(0,2464821153041839195,2,20778);
INSERT INTO counts VALUES(0,3165403275461263537,1,20778);
INSERT INTO counts VALUES(1,-7330482482869764031,1,20778);
INSERT INTO counts VALUES(1,1,3,20778);
INSERT INTO counts VALUES(1,242656052094400955,1,20778);
INSERT INTO counts VALUES(1,4799191860886801821,1,20778);
INSERT INTO counts VALUES(1,6734441018161096893,1,20778);
INSERT INTO counts VALUES(2,1,1,20778);
INSERT INTO counts VALUES(2,242656052094400955,1,20778);
INSERT INTO counts VALUES(2,6430045259129098432,1,20778);
CREATE TABLE digests (
    name TEXT PRIMARY KEY,
    mark INTEGER NOT NULL,
    marked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO digests VALUES('default',3,1795219200);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('feeds',2);
INSERT INTO sqlite_sequence VALUES('entries',3);
CREATE INDEX feeds_due ON feeds (next_due);
CREATE UNIQUE INDEX entries_identity ON entries (feed, identity);
CREATE INDEX entries_story ON entries (story);
CREATE INDEX revisions_entry ON revisions (entry);
CREATE INDEX stories_first_seen ON stories (first_seen, story);
CREATE INDEX forwards_target ON forwards (target);
COMMIT;
