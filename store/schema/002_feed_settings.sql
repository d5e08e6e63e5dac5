-- What a user says of one feed: settings by name (cli/settings.c knows them),
-- and whether polls ask it: 0 they do, 1 it is paused, 2 it is fed by ingest.

CREATE TABLE feed_settings (
    feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (feed, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE feeds ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
