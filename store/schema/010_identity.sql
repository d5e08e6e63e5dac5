-- Entries are found again by their links and texts when a feed changes their
-- guids. Of entries that are known already the link is added when they change.

ALTER TABLE entries ADD COLUMN link_hash INTEGER;
CREATE INDEX entries_content ON entries (feed, content_hash);
CREATE INDEX entries_link ON entries (feed, link_hash)
    WHERE link_hash IS NOT NULL;
