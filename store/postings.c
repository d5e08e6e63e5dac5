/*
 * Postings: which entries have a feature, and what story each was put into.
 *
 * A row for each would take twenty bytes, and a million entries have eighteen
 * million of them, which a bulk of entries asks for all over. So postings whose
 * features are neighbours are packed into blocks of a page, as search engines
 * pack theirs: half of the bytes, a row a block, and of the questions and
 * answers of a batch, which come in order, several for each page that is read or
 * written.
 *
 * A block has all postings of its features, and all features behind the block before
 * up to its last, by which it is found: the search for a feature ends at it, whereas
 * that for the block that begins before a feature ends at the one behind, and two
 * times of five on another page. What a block holds: blocks.c.
 */
#include "base/alloc.h"
#include "base/sort.h"
#include "store/runs.h"

const struct posting_tables posting_index = {
    {
        "SELECT last, items FROM postings WHERE last >= ?1 ORDER BY last "
        "LIMIT 1",
        "INSERT OR REPLACE INTO postings (last, items) VALUES (?1, ?2)",
        "DELETE FROM postings WHERE last = ?1",
    },
    true,
};

const struct posting_tables posting_refold = {
    {
        "SELECT last, items FROM refold_postings WHERE last >= ?1 ORDER BY "
        "last LIMIT 1",
        "INSERT OR REPLACE INTO refold_postings (last, items) VALUES (?1, ?2)",
        "DELETE FROM refold_postings WHERE last = ?1",
    },
    false,
};

/* Reading */

int block_row(struct store *store, const struct packed_table *table,
              int64_t feature, sqlite3_stmt **ret_row, struct block_scan *ret,
              struct error *err)
{
    struct packed_items items;
    int result = packed_find(store, table, feature, ret_row, &items, err);

    *ret = (struct block_scan){items.at, items.end, items.last, false};
    return result;
}

int block_find(struct store *store, const struct packed_table *table,
               int64_t feature, struct block *ret, bool *ret_whole,
               struct error *err)
{
    sqlite3_stmt *row;
    struct block_scan scan;
    int result = block_row(store, table, feature, &row, &scan, err);

    if (result == STEP_ROW) {
        ret->last = scan.feature;
        *ret_whole =
            postings_unpack(scan.feature, scan.at, (size_t)(scan.end - scan.at),
                            &ret->postings);
    }
    sqlite3_reset(row);
    return result;
}

int block_read(struct store *store, const struct packed_table *table,
               int64_t feature, struct block *ret, struct error *err)
{
    bool whole = true;
    int result = block_find(store, table, feature, ret, &whole, err);

    return whole ? result : packed_malformed(store, "postings", err);
}

/* Features that are asked for. */
struct reading {
    struct store *store;
    const struct packed_table *table;
    sqlite3_stmt *row;      /* of the block that is being read */
    bool found;             /* there is one */
    int64_t asked, last;    /* feature; and the last that the block may have */
    struct block_scan scan; /* what is left of it */
    struct block_group
        group; /* the last of it that was read; of no postings: none */
};

/* Find the block of a feature, unless it is the one that is being read. */
static int find_block(struct reading *reading, int64_t feature,
                      struct error *err)
{
    bool here = feature >= reading->asked && feature <= reading->last;
    int result = 0;

    reading->asked = feature;
    if (here)
        return 0;
    result = block_row(reading->store, reading->table, feature, &reading->row,
                       &reading->scan, err);
    reading->found = result == STEP_ROW;
    reading->last = reading->found ? reading->scan.feature : INT64_MAX;
    reading->group.postings = NULL;
    return result < 0 ? result : 0;
}

/* Find a feature's group: BLOCK_GROUP or BLOCK_END, or why not. */
static int find_group(struct reading *reading, int64_t feature,
                      struct error *err)
{
    int result = find_block(reading, feature, err);

    if (result < 0 || !reading->found)
        return result < 0 ? result : BLOCK_END;
    result = BLOCK_GROUP;
    if (!reading->group.postings || reading->group.feature < feature)
        result = block_seek(&reading->scan, feature, &reading->group);
    if (result == BLOCK_MALFORMED)
        return packed_malformed(reading->store, "postings", err);
    if (result != BLOCK_GROUP)
        reading->group.postings = NULL;
    return result == BLOCK_GROUP && reading->group.feature == feature
               ? BLOCK_GROUP
               : BLOCK_END;
}

/* The newest of a feature's postings that one table has; ret->count is 0: none. */
static int read_group(struct reading *reading, int64_t feature, size_t limit,
                      struct postings *ret, struct error *err)
{
    int result = find_group(reading, feature, err);

    ret->count = 0;
    if (result != BLOCK_GROUP)
        return result < 0 ? result : 0;
    return group_read(&reading->group, limit, ret)
               ? 0
               : packed_malformed(reading->store, "postings", err);
}

/* What the runs have of the features that are asked for. */
static int find_recent(struct store *store, const uint64_t *features,
                       size_t count, struct postings *ret, struct error *err)
{
    CLEANUP(xfreep) uint64_t *sorted = xcalloc(count, sizeof(*sorted));

    memcpy(sorted, features, count * sizeof(*sorted));
    sort_by_number(sorted, count, sizeof(*sorted), 0);
    return recent_find(store, sorted, count, ret, err);
}

/* Add those of a feature, of all that were found, to what is older. */
static void add_recent(const struct postings *found, int64_t feature,
                       struct postings *postings)
{
    size_t from = 0, to = found->count;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (found->items[middle].feature < feature)
            from = middle + 1;
        else
            to = middle;
    }
    if (from < found->count && found->items[from].feature == feature)
        postings_merge(postings, found->items + from,
                       group_count(found->items + from, found->count - from));
}

static void answer(const struct postings *postings,
                   const struct posting_query *query, struct arena *arena,
                   struct fold_postings *ret)
{
    size_t count = 0;

    while (count < postings->count && count < query->limit &&
           postings->items[count].entry >= query->oldest)
        count++;
    if (!count)
        return;
    struct fold_posting *copy = arena_calloc(arena, count, sizeof(*copy));
    for (size_t i = 0; i < count; i++)
        copy[i] = (struct fold_posting){postings->items[i].entry,
                                        postings->items[i].story};
    *ret = (struct fold_postings){copy, count};
}

int store_postings_read(struct store *store,
                        const struct posting_tables *tables,
                        const struct posting_query *query,
                        const uint64_t *features, size_t count,
                        struct arena *arena, struct fold_postings *ret,
                        struct error *err)
{
    struct reading reading = {
        .store = store, .table = &tables->settled, .last = -1};
    struct postings postings = {0}, recent = {0};
    int result = tables->runs && count
                     ? find_recent(store, features, count, &recent, err)
                     : 0;

    for (size_t i = 0; i < count && result == 0; i++) {
        int64_t feature = (int64_t)features[i];
        ret[i] = (struct fold_postings){0};
        result = read_group(&reading, feature, query->limit, &postings, err);
        add_recent(&recent, feature, &postings);
        answer(&postings, query, arena, &ret[i]);
    }
    sqlite3_reset(reading.row);
    postings_release(&postings);
    postings_release(&recent);
    return result;
}
