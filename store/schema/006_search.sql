-- Full-text search. The index holds words only; texts stay where they are.
-- Its tokenizer is the program's own (store/tokenizer.c).

CREATE INDEX entries_first_seen ON entries (first_seen);

CREATE VIEW searchable AS
    SELECT e.entry AS entry, e.title AS title,
        coalesce(x.content, x.summary, '') AS text
    FROM entries e JOIN texts x ON x.entry = e.entry;

CREATE VIRTUAL TABLE search USING fts5 (
    title, text, content = 'searchable', content_rowid = 'entry',
    tokenize = 'newsfold'
);
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
INSERT INTO search (search) VALUES ('rebuild');
