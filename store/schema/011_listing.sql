-- Few stories of many are found by their feeds, newest first.

CREATE INDEX entries_feed_seen ON entries (feed, first_seen);
