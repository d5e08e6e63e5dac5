/*
 * Keeping the full-text index: what a transaction has put is indexed just
 * before it is committed, so that the index never lags.
 *
 * FTS5 gathers words in memory as long as entries come in ascending order, and
 * writes them out whenever one does not. So nothing is indexed as it comes;
 * entries wait in a temporary table, a changed one with the words it was
 * indexed by, since those must be taken out by name. Being a table, it is
 * rolled back with the rest. Whoever removes entries takes their words out
 * before: no trigger may touch a virtual table of this SQLite.
 */
#include "store/store_internal.h"

int store_index_new(struct store *store, int64_t entry, struct error *err)
{
    return store_run(store, err, "INSERT INTO temp.pending (entry) VALUES (?1)",
                     "i", entry);
}

int store_index_changing(struct store *store, int64_t entry, struct error *err)
{
    return store_run(store, err,
                     "INSERT OR IGNORE INTO temp.pending (entry, title, text) "
                     "SELECT entry, title, text FROM searchable WHERE "
                     "entry = ?1",
                     "i", entry);
}

int store_index_leave_feed(struct store *store, int64_t feed, struct error *err)
{
    return store_run(store, err,
                     "INSERT INTO search (search, rowid, title, text) "
                     "SELECT 'delete', s.entry, s.title, s.text FROM entries "
                     "e CROSS JOIN searchable s ON s.entry = e.entry WHERE "
                     "e.feed = ?1 AND e.entry IN (SELECT id FROM "
                     "search_docsize) ORDER BY e.entry",
                     "i", feed);
}

int store_index_leaving(struct store *store, struct error *err)
{
    return store_run(store, err,
                     "INSERT INTO search (search, rowid, title, text) "
                     "SELECT 'delete', s.entry, s.title, s.text FROM "
                     "temp.leaving l CROSS JOIN searchable s ON s.entry = "
                     "l.entry WHERE l.entry IN (SELECT id FROM search_docsize) "
                     "ORDER BY l.entry",
                     "");
}

int store_index_flush(struct store *store, struct error *err)
{
    static const char *const steps[] = {
        "INSERT INTO search (search, rowid, title, text) "
        "SELECT 'delete', entry, title, text FROM temp.pending "
        "WHERE title IS NOT NULL ORDER BY entry",
        "INSERT INTO search (rowid, title, text) SELECT p.entry, s.title, "
        "s.text FROM temp.pending p CROSS JOIN searchable s "
        "ON s.entry = p.entry ORDER BY p.entry",
    };
    int64_t pending = 0;
    int result = store_integer(store, 0, &pending, err,
                               "SELECT 1 FROM temp.pending LIMIT 1", "");

    for (size_t i = 0;
         pending && i < sizeof(steps) / sizeof(*steps) && result == 0; i++)
        result = store_run(store, err, steps[i], "");
    if (pending && result == 0)
        result = store_mute_pending(store, err);
    if (pending && result == 0)
        result = store_run(store, err, "DELETE FROM temp.pending", "");
    return result;
}
