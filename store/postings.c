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
#include "store/blocks.h"

const struct packed_table posting_index = {
    "SELECT last, items FROM postings WHERE last >= ?1 ORDER BY last LIMIT 1",
    "INSERT OR REPLACE INTO postings (last, items) VALUES (?1, ?2)",
    "DELETE FROM postings WHERE last = ?1",
};

const struct packed_table posting_refold = {
    "SELECT last, items FROM refold_postings WHERE last >= ?1 ORDER BY last "
    "LIMIT 1",
    "INSERT OR REPLACE INTO refold_postings (last, items) VALUES (?1, ?2)",
    "DELETE FROM refold_postings WHERE last = ?1",
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
    struct postings postings;
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

static int answer(struct reading *reading, const struct posting_query *query,
                  struct arena *arena, struct fold_postings *ret,
                  struct error *err)
{
    const struct postings *postings = &reading->postings;
    size_t count = 0;

    reading->postings.count = 0;
    if (!group_read(&reading->group, query->limit, &reading->postings))
        return packed_malformed(reading->store, "postings", err);
    while (count < postings->count &&
           postings->items[count].entry >= query->oldest)
        count++;
    struct fold_posting *copy = arena_calloc(arena, count + 1, sizeof(*copy));
    for (size_t i = 0; i < count; i++)
        copy[i] = (struct fold_posting){postings->items[i].entry,
                                        postings->items[i].story};
    *ret = (struct fold_postings){copy, count};
    return 0;
}

int store_postings_read(struct store *store, const struct packed_table *table,
                        const struct posting_query *query,
                        const uint64_t *features, size_t count,
                        struct arena *arena, struct fold_postings *ret,
                        struct error *err)
{
    struct reading reading = {.store = store, .table = table, .last = -1};
    int result = 0;

    for (size_t i = 0; i < count && result >= 0; i++) {
        ret[i] = (struct fold_postings){0};
        result = find_group(&reading, (int64_t)features[i], err);
        if (result == BLOCK_GROUP)
            result = answer(&reading, query, arena, &ret[i], err);
    }
    sqlite3_reset(reading.row);
    postings_release(&reading.postings);
    return result < 0 ? result : 0;
}
