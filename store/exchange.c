/*
 * Entries that leave for another database, and come from one. Numbers are a
 * database's own; which is which is remembered in a table of this connection,
 * which is rolled back with what it speaks of.
 */
#include <string.h>

#include "base/alloc.h"
#include "store/store_internal.h"

static int read_enclosures(struct store *store, int64_t entry,
                           struct entry *fields, struct arena *arena,
                           struct error *err)
{
    int64_t count = 0;
    size_t n = 0;
    sqlite3_stmt *row;
    int result = store_integer(store, 0, &count, err,
                               "SELECT count(*) FROM enclosures WHERE entry = "
                               "?1",
                               "i", entry);

    if (result < 0 || !count)
        return result;
    fields->enclosures =
        arena_calloc(arena, (size_t)count, sizeof(*fields->enclosures));
    result = store_bind(store, &row, err,
                        "SELECT url, type, length FROM enclosures WHERE entry "
                        "= ?1 ORDER BY position LIMIT ?2",
                        "ii", entry, count);
    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW)
        fields->enclosures[n++] = (struct enclosure){
            column_filled(row, 0, arena), column_text(row, 1, arena),
            column_text(row, 2, arena)};
    fields->enclosure_count = n;
    return result;
}

static int read_revisions(struct store *store, int64_t entry,
                          struct exported_entry *exported, struct arena *arena,
                          struct error *err)
{
    int64_t count = 0;
    size_t n = 0;
    sqlite3_stmt *row;
    int result = store_integer(store, 0, &count, err,
                               "SELECT count(*) FROM revisions WHERE entry = "
                               "?1",
                               "i", entry);

    if (result < 0 || !count)
        return result;
    struct exported_revision *revisions =
        arena_calloc(arena, (size_t)count, sizeof(*revisions));
    result = store_bind(store, &row, err,
                        "SELECT replaced, title, summary, content FROM "
                        "revisions WHERE entry = ?1 ORDER BY rowid LIMIT ?2",
                        "ii", entry, count);
    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW)
        revisions[n++] = (struct exported_revision){
            sqlite3_column_int64(row, 0), column_filled(row, 1, arena),
            column_text(row, 2, arena), column_text(row, 3, arena)};
    exported->revisions = revisions;
    exported->revision_count = n;
    return result;
}

static void read_exported(sqlite3_stmt *row, struct arena *arena,
                          struct exported_entry *ret)
{
    *ret = (struct exported_entry){
        .entry = sqlite3_column_int64(row, 0),
        .feed = sqlite3_column_int64(row, 1),
        .story = sqlite3_column_int64(row, 2),
        .first_seen = sqlite3_column_int64(row, 3),
        .nearest = sqlite3_column_int64(row, 4),
        .similarity = sqlite3_column_double(row, 5),
        .rule = sqlite3_column_int64(row, 6),
        .read = sqlite3_column_int(row, 20) != 0,
        .starred = sqlite3_column_int(row, 21) != 0,
        .changed = column_time(row, 22),
        .identity = sqlite3_column_int64(row, 23),
        .fields = {.published = column_time(row, 7),
                   .updated = column_time(row, 8),
                   .title = column_filled(row, 9, arena),
                   .id = column_text(row, 10, arena),
                   .link = column_text(row, 11, arena),
                   .author = column_text(row, 12, arena),
                   .language = column_text(row, 13, arena),
                   .comments = column_text(row, 14, arena),
                   .source_title = column_text(row, 15, arena),
                   .source_link = column_text(row, 16, arena),
                   .summary = column_text(row, 17, arena),
                   .content = column_text(row, 18, arena),
                   .content_html = column_text(row, 19, arena)},
    };
}

int store_read_begin(struct store *store, struct error *err)
{
    return store_execute(store, "BEGIN", err);
}

int store_export(struct store *store, store_exported_fn *emit, void *context,
                 struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct exported_entry entry;
    sqlite3_stmt *row;
    int result = store_prepare(
        store, &row, err,
        "/* whole */ SELECT e.entry, feed, story, first_seen, "
        "coalesce(nearest, 0), coalesce(similarity, 1), coalesce(rule, 0), "
        "published, updated, title, guid, link, author, language, comments, "
        "source_title, source_link, summary, content, html, read, starred, "
        "changed, identity FROM entries e JOIN texts x ON x.entry = e.entry WHERE story "
        "IS NOT NULL ORDER BY e.entry",
        "");

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        arena_clear(&arena);
        read_exported(row, &arena, &entry);
        result =
            read_enclosures(store, entry.entry, &entry.fields, &arena, err);
        if (result >= 0)
            result = read_revisions(store, entry.entry, &entry, &arena, err);
        if (result >= 0)
            result = emit(context, &entry, err);
    }
    sqlite3_finalize(row);
    return result;
}

int store_import_begin(struct store *store, struct error *err)
{
    store->importing = true;
    return store_execute(
        store,
        "CREATE TEMP TABLE IF NOT EXISTS imported (kind INTEGER, there "
        "INTEGER, here INTEGER, PRIMARY KEY (kind, there)) WITHOUT ROWID;"
        "DELETE FROM temp.imported",
        err);
}

int store_import_remember(struct store *store, enum import_kind kind,
                          int64_t there, int64_t here, struct error *err)
{
    return store_run(store, err,
                     "INSERT OR REPLACE INTO temp.imported (kind, there, here) "
                     "VALUES (?1, ?2, ?3)",
                     "iii", (int64_t)kind, there, here);
}

int store_import_recall(struct store *store, enum import_kind kind,
                        int64_t there, int64_t *ret_here, struct error *err)
{
    return store_integer(
        store, 0, ret_here, err,
        "SELECT coalesce((SELECT target FROM forwards WHERE story = here AND "
        "kind = 2), here) FROM temp.imported WHERE kind = ?1 AND there = ?2",
        "ii", (int64_t)kind, there);
}

int store_feed_describe(struct store *store, int64_t feed, const char *title,
                        const char *site, const char *outlet, struct error *err)
{
    int64_t number = 0;

    if (outlet && *outlet && store_outlet(store, outlet, &number, err) < 0)
        return err->code;
    return store_run(store, err,
                     "UPDATE feeds SET title = ?2, site = ?3, outlet = "
                     "nullif(?4, 0) WHERE feed = ?1",
                     "itti", feed, title, site, number);
}

/*
 * States. What the user has read here or there he has read, but the file's
 * stories are whole only at its end: until then an entry that was known keeps
 * its state, lest what joins its story takes it for the whole story's.
 */

int store_import_new_states(struct store *store, int64_t entry, bool founded,
                            const struct exported_entry *from,
                            struct error *err)
{
    int result =
        store_run(store, err,
                  "UPDATE entries SET read = iif(?2, 1, iif(?3, 0, "
                  "NULL)), starred = ?4, changed = ?5 WHERE entry = "
                  "?1",
                  "iiiia", entry, (int64_t)from->read, (int64_t)founded,
                  (int64_t)from->starred, from->changed);

    if (result == 0 && from->read && !founded)
        result = store_import_remember(store, IMPORT_READ, entry, 1, err);
    return result < 0 ? result
                      : store_revisions_take(store, entry, from->revisions,
                                             from->revision_count, err);
}

static int take_revisions(struct store *store, int64_t entry,
                          const struct exported_entry *from, struct error *err)
{
    int64_t here = 0;
    int result = store_integer(
        store, 0, &here, err, "SELECT count(*) FROM revisions WHERE entry = ?1",
        "i", entry);

    if (result < 0 || here)
        return result;
    result = store_revisions_take(store, entry, from->revisions,
                                  from->revision_count, err);
    if (result == 0)
        result = store_run(store, err,
                           "UPDATE entries SET changed = coalesce(changed, ?2) "
                           "WHERE entry = ?1",
                           "ia", entry, from->changed);
    return result < 0 ? result : store_entry_refresh(store, entry, err);
}

int store_import_known_states(struct store *store,
                              const struct known_entry *known,
                              const struct exported_entry *from,
                              struct error *err)
{
    int result = 0;

    if (from->starred)
        result = store_run(store, err,
                           "UPDATE entries SET starred = 1 WHERE entry = ?1",
                           "i", known->entry);
    if (result == 0 && from->starred)
        result = store_entry_refresh(store, known->entry, err);
    if (result == 0 && from->revision_count && known->same_text)
        result = take_revisions(store, known->entry, from, err);
    if (result < 0 || !from->read || !known->same_text)
        return result;
    return store_import_remember(store, IMPORT_READ, known->entry, 1, err);
}

/* Stories here of which the file has something that was read. */
#define SHARED                                                          \
    "(SELECT e.story FROM temp.imported i JOIN entries e ON e.entry = " \
    "i.there WHERE i.kind = 5)"

/* What was matched with an entry that came after it, having been folded
 * again. */
static int settle_nearest(struct store *store, struct error *err)
{
    return store_run(
        store, err,
        "UPDATE entries SET nearest = i.here FROM temp.imported l JOIN "
        "temp.imported i ON i.kind = 1 AND i.there = l.here WHERE l.kind = 6 "
        "AND l.there = entries.entry",
        "");
}

int store_import_recount(struct store *store, struct error *err)
{
    return store_run(
        store, err,
        "UPDATE feeds SET " FEED_RECENT_COLUMNS " = " FEED_RECENT(
            "feeds.feed") " WHERE feed IN (SELECT here FROM temp.imported "
                          "WHERE kind = 0)",
        "");
}

int store_import_settle(struct store *store, struct error *err)
{
    struct ids ids = {0};
    sqlite3_stmt *row;
    int result = store_run(
        store, err,
        "UPDATE entries SET read = 1 WHERE entry IN (SELECT there FROM "
        "temp.imported WHERE kind = 5)",
        "");

    if (result == 0)
        result = store_run(
            store, err,
            "UPDATE entries SET read = 1 WHERE story IN " SHARED " AND read = "
            "0 AND changed IS NULL AND NOT EXISTS (SELECT 1 FROM entries o "
            "JOIN temp.imported t ON t.kind = 4 AND t.there = o.entry WHERE "
            "o.story = entries.story AND o.read = 0)",
            "");
    if (result == 0)
        result = store_bind(store, &row, err,
                            "SELECT story FROM stories WHERE read = 0 AND "
                            "story IN " SHARED,
                            "");
    if (result == 0)
        result = store_ids(store, row, &ids, err);
    for (size_t i = 0; i < ids.count && result == 0; i++)
        result = store_story_refresh(store, ids.items[i], err);
    xfree(ids.items);
    return result < 0 ? result : settle_nearest(store, err);
}
