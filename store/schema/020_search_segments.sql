-- Eight segments of the full-text index become one, where it was four: each word is
-- written again at fewer levels. What makes FTS5 merge at once, whatever it takes,
-- comes later, too.
INSERT INTO search (search, rank) VALUES ('automerge', 8), ('crisismerge', 32);
