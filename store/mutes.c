/*
 * Mutes: what the user does not want to see.
 *
 * Whether an entry is muted by its words is kept beside it. It is told when a
 * mute is made or lifted, of all entries by the full-text index, and before a
 * commit, of those that the transaction has put: new ones are the last, so one
 * look-up a mute finds them; each changed one is looked up alone. So neither
 * reads what was stored before. Whether a feed is muted, by its outlet or a tag,
 * is kept beside the feed.
 */
#include "base/alloc.h"
#include "base/limits.h"
#include "store/store_internal.h"

const char *mute_kind_name(enum mute_kind kind)
{
    static const char *const names[] = {"words", "outlet", "tag"};

    return names[kind];
}

/* Mute the entries that an expression matches, or let them be seen. */
static int mute_matches(struct store *store, const char *expression, bool muted,
                        struct error *err)
{
    struct ids ids = {0};
    sqlite3_stmt *row;
    int result =
        store_bind(store, &row, err,
                   "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY "
                   "rowid",
                   "t", expression);

    if (result == 0 && store_ids(store, row, &ids, err) < 0)
        result = store_query_fault(store, err);
    for (size_t i = 0; i < ids.count && result == 0; i++) {
        result = store_run(store, err,
                           "UPDATE entries SET muted = ?2 WHERE entry = ?1 AND "
                           "muted <> ?2",
                           "ii", ids.items[i], (int64_t)muted);
        if (result == 0 && sqlite3_changes(store->db))
            result = store_entry_refresh(store, ids.items[i], err);
    }
    xfree(ids.items);
    return result;
}

int store_mute_feed(struct store *store, int64_t feed, struct error *err)
{
    int result = store_run(store, err,
                           "UPDATE feeds SET muted = 1 - muted WHERE feed = ?1 "
                           "AND muted <> " FEED_MUTED,
                           "i", feed);

    if (result < 0 || !sqlite3_changes(store->db))
        return result;
    return store_feed_recount(store, feed, err);
}

/* Those that a mute made or lifted concerns. */
static int mute_feeds(struct store *store, struct error *err)
{
    struct ids ids = {0};
    sqlite3_stmt *row;
    int result =
        store_bind(store, &row, err,
                   "SELECT feed FROM feeds WHERE muted <> " FEED_MUTED, "");

    if (result == 0)
        result = store_ids(store, row, &ids, err);
    for (size_t i = 0; i < ids.count && result == 0; i++)
        result = store_mute_feed(store, ids.items[i], err);
    xfree(ids.items);
    return result;
}

/* The entries that are not as the mutes of words say, of those that wait. */
static int find_pending(struct store *store, struct ids *ids, struct error *err)
{
    static const char *const sources[] = {
        /* changed, and muted until now */
        "SELECT e.entry FROM temp.pending p CROSS JOIN entries e ON e.entry = "
        "p.entry WHERE p.title IS NOT NULL AND e.muted = 1",
        "SELECT s.rowid FROM mutes m CROSS JOIN search s WHERE m.kind = 0 AND "
        "s.search MATCH m.expression AND s.rowid >= (SELECT min(entry) FROM "
        "temp.pending WHERE title IS NULL)",
        "SELECT p.entry FROM temp.pending p CROSS JOIN mutes m CROSS JOIN "
        "search s WHERE p.title IS NOT NULL AND m.kind = 0 AND s.search MATCH "
        "m.expression AND s.rowid = p.entry",
    };
    int result = 0;

    for (size_t i = 0; i < sizeof(sources) / sizeof(*sources) && result == 0;
         i++) {
        sqlite3_stmt *row;
        size_t before = ids->count;
        result = store_bind(store, &row, err, sources[i], "");
        if (result == 0)
            result = store_ids(store, row, ids, err);
        for (size_t j = before; j < ids->count && result == 0; j++)
            result = store_run(store, err,
                               "UPDATE entries SET muted = ?2 WHERE entry = ?1",
                               "ii", ids->items[j], (int64_t)(i > 0));
    }
    return result;
}

int store_mute_pending(struct store *store, struct error *err)
{
    struct ids ids = {0};
    int64_t mutes = 0;
    int result =
        store_integer(store, 0, &mutes, err,
                      "SELECT 1 FROM mutes WHERE kind = 0 LIMIT 1", "");

    if (result == 0 && mutes)
        result = find_pending(store, &ids, err);
    for (size_t i = 0; i < ids.count && result == 0; i++)
        result = store_entry_refresh(store, ids.items[i], err);
    xfree(ids.items);
    return result;
}

int store_mute(struct store *store, const struct mute *mute, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf expression;
    bool words = mute->kind == MUTE_WORDS;
    int64_t known = 0;
    int result =
        store_integer(store, 0, &known, err,
                      "SELECT mute FROM mutes WHERE kind = ?1 AND what = ?2",
                      "it", (int64_t)mute->kind, mute->what);

    strbuf_init(&expression, LIMIT_URL);
    if (result < 0 || known)
        return result < 0 ? result : STORE_EXISTS;
    if (words)
        result = store_query(&expression, mute->what, err);
    if (result == 0)
        result = store_run(store, err,
                           "INSERT INTO mutes (kind, what, expression, made) "
                           "VALUES (?1, ?2, ?3, ?4)",
                           "itti", (int64_t)mute->kind, mute->what,
                           words ? expression.data : NULL, mute->made);
    if (result < 0)
        return result;
    return words ? mute_matches(store, expression.data, true, err)
                 : mute_feeds(store, err);
}

/* What another mute matches as well stays muted. */
static int mute_others(struct store *store, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    sqlite3_stmt *row;
    int result = store_prepare(
        store, &row, err,
        "SELECT expression FROM mutes WHERE kind = 0 ORDER BY mute", "");

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW)
        result = mute_matches(store, column_filled(row, 0, &arena), true, err);
    sqlite3_finalize(row);
    return result;
}

int store_unmute(struct store *store, int64_t mute, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    const char *expression = NULL;
    sqlite3_stmt *row;
    int result =
        store_bind(store, &row, err,
                   "SELECT expression FROM mutes WHERE mute = ?1", "i", mute);

    if (result == 0)
        result = store_step(store, row, err);
    if (result == STEP_ROW)
        expression = column_text(row, 0, &arena);
    sqlite3_reset(row);
    if (result != STEP_ROW)
        return result < 0 ? result : STORE_NONE;
    result =
        store_run(store, err, "DELETE FROM mutes WHERE mute = ?1", "i", mute);
    if (result < 0 || !expression)
        return result < 0 ? result : mute_feeds(store, err);
    result = mute_matches(store, expression, false, err);
    return result < 0 ? result : mute_others(store, err);
}

int store_mutes(struct store *store, store_mute_fn *emit, void *context,
                struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    sqlite3_stmt *row;
    int result = store_prepare(
        store, &row, err,
        "SELECT mute, kind, what, made FROM mutes ORDER BY mute", "");

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        struct mute mute = {
            .mute = sqlite3_column_int64(row, 0),
            .kind = (enum mute_kind)sqlite3_column_int(row, 1),
            .what = column_filled(row, 2, &arena),
            .made = sqlite3_column_int64(row, 3),
        };
        result = emit(context, &mute, err);
    }
    sqlite3_finalize(row);
    return result;
}
