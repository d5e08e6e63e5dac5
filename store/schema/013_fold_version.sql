-- What one version of folding has written is never compared with what another
-- one has: the index is of one version, which is a setting. Of a file that two
-- have written, what the older one has is dropped.
INSERT INTO settings (name, value) SELECT 'fold_version', fold_version
    FROM entries WHERE fold_version IS NOT NULL ORDER BY entry DESC LIMIT 1;
DELETE FROM postings WHERE entry IN (SELECT entry FROM entries
    WHERE fold_version <> (SELECT value FROM settings
        WHERE name = 'fold_version'));
