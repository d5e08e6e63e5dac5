/*
 * What was pruned and is still listed does not come back.
 *
 * A tombstone is 30 bytes: a feed, a key, and the day when its documents listed
 * it last. An entry leaves up to three: its identity, and what else it would
 * have been known by (identity.c), since its feed may change all guids. The
 * title at the same link is not among them: at a page that says something else
 * every day under one title, it would hide every day to come.
 *
 * They go when the feed's whole documents have not listed them for a month.
 */
#include "base/alloc.h"
#include "store/store_internal.h"

#define DAY         86400
#define UNLISTED    (30 * DAY)  /* then a tombstone is not needed */
#define NEVER_WHOLE (365 * DAY) /* of a feed whose documents are all cut */

/* The keys of put, the absent ones as its identity. */
static void keys_of(const struct put *put, int64_t ret_keys[3])
{
    ret_keys[0] = ret_keys[1] = ret_keys[2] = put->identity;
    store_text_keys(put, ret_keys + 1);
}

static int bury_row(struct store *store, sqlite3_stmt *row, int64_t now,
                    struct error *err)
{
    struct enclosure enclosure = {
        .url = (const char *)sqlite3_column_text(row, 6)};
    const struct entry entry = {.published = column_time(row, 4),
                                .content =
                                    (const char *)sqlite3_column_text(row, 5),
                                .enclosures = &enclosure,
                                .enclosure_count = enclosure.url != NULL};
    struct put put = {.entry = &entry,
                      .title = "",
                      .canonical = (const char *)sqlite3_column_text(row, 3),
                      .content_hash = sqlite3_column_int64(row, 2)};
    int64_t keys[3];

    store_identify(&put);
    put.identity = sqlite3_column_int64(row, 1);
    keys_of(&put, keys);
    return store_run(store, err,
                     "INSERT OR REPLACE INTO tombstones (feed, identity, "
                     "listed) VALUES (?1, ?2, ?5), (?1, ?3, ?5), (?1, ?4, ?5)",
                     "iiiii", sqlite3_column_int64(row, 0), keys[0], keys[1],
                     keys[2], now);
}

int store_bury_leaving(struct store *store, int64_t now, struct error *err)
{
    sqlite3_stmt *row;
    int result = store_bind(
        store, &row, err,
        "SELECT l.feed, l.identity, e.content_hash, e.canonical, e.published, "
        "coalesce(x.content, x.summary), c.url FROM temp.leaving l CROSS JOIN "
        "entries e ON e.entry = l.entry LEFT JOIN texts x ON x.entry = e.entry "
        "LEFT JOIN enclosures c ON c.entry = e.entry AND c.position = 0",
        "");

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW)
        result = bury_row(store, row, now, err);
    sqlite3_reset(row);
    return result;
}

int store_buried(struct store *store, const struct put *put, int64_t now,
                 bool *ret_buried, struct error *err)
{
    int64_t listed;
    int64_t keys[3];

    keys_of(put, keys);
    int result =
        store_integer(store, INT64_MIN, &listed, err,
                      "SELECT listed FROM tombstones WHERE feed = ?1 AND "
                      "identity IN (?2, ?3, ?4) LIMIT 1",
                      "iiii", put->feed, keys[0], keys[1], keys[2]);

    if (result == 0)
        *ret_buried = listed != INT64_MIN;
    if (result == 0 && *ret_buried && now >= listed + DAY)
        result = store_run(store, err,
                           "UPDATE tombstones SET listed = ?5 WHERE feed = ?1 "
                           "AND identity IN (?2, ?3, ?4)",
                           "iiiii", put->feed, keys[0], keys[1], keys[2], now);
    return result;
}

int store_bury_no_more(struct store *store, struct error *err)
{
    return store_run(
        store, err,
        "/* whole */ DELETE FROM tombstones WHERE listed < (SELECT "
        "coalesce(f.listed - ?1, f.last_success - ?2) FROM feeds f WHERE "
        "f.feed = tombstones.feed)",
        "ii", (int64_t)UNLISTED, (int64_t)NEVER_WHOLE);
}
