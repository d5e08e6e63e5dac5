-- A feed's rhythm, which says when it is due, and where it seems to move.

-- Typical seconds between the moments it publishes; 0: unknown.
ALTER TABLE feeds ADD COLUMN gap INTEGER NOT NULL DEFAULT 0;
-- When its newest entry was published.
ALTER TABLE feeds ADD COLUMN newest INTEGER;
-- Polls in a row that brought nothing new.
ALTER TABLE feeds ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;
-- Seconds in which all entries of its document are replaced; 0: unknown.
ALTER TABLE feeds ADD COLUMN turnover INTEGER NOT NULL DEFAULT 0;

-- Where permanent redirects lead, and on how many polls since when.
ALTER TABLE feeds ADD COLUMN redirect TEXT;
ALTER TABLE feeds ADD COLUMN redirect_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE feeds ADD COLUMN redirect_since INTEGER;
