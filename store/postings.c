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
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "store/blocks.h"

#define MOST_BYTES 2000 /* of a block: two fit into a page, with their rows */

#define BULK 4000 /* features: those of some hundreds of entries */

#define LEAST_CACHE 65536LL   /* KiB, which every connection has */
#define MOST_CACHE  1048576LL /* the index of two million entries */

const struct posting_table posting_index = {
    "SELECT last, items FROM postings WHERE last >= ?1 ORDER BY last LIMIT 1",
    "INSERT OR REPLACE INTO postings (last, items) VALUES (?1, ?2)",
    "DELETE FROM postings WHERE last = ?1",
};

const struct posting_table posting_refold = {
    "SELECT last, items FROM refold_postings WHERE last >= ?1 ORDER BY last "
    "LIMIT 1",
    "INSERT OR REPLACE INTO refold_postings (last, items) VALUES (?1, ?2)",
    "DELETE FROM refold_postings WHERE last = ?1",
};

/* Reading */

/*
 * A bulk of entries asks all over the index, again and again, and then writes
 * where it has asked. With a million entries half of what is read is read
 * again, and what is written goes to the log twice, in the memory that is
 * enough for everything else. So pages may take a sixteenth of the machine's
 * memory, as far as they are used.
 */
static int grow_cache(struct store *store, size_t count, struct error *err)
{
    char sql[64];

    if (count < BULK)
        return 0;
    long long kib = (long long)(alloc_machine() / 1024 / 16);
    if (kib < LEAST_CACHE)
        return 0;
    snprintf(sql, sizeof(sql), "PRAGMA cache_size = -%lld",
             kib < MOST_CACHE ? kib : MOST_CACHE);
    return store_execute(store, sql, err);
}

static int malformed(struct store *store, struct error *err)
{
    return error_set(err, ERROR_STORAGE,
                     "reading %s: a block of postings is malformed; run "
                     "newsfold check --repair",
                     store->path);
}

/* The row of a feature's block, for as long as no other is found. STEP_ROW,
 * STEP_DONE, or why not. */
static int find_row(struct store *store, const struct posting_table *table,
                    int64_t feature, sqlite3_stmt **ret_row,
                    struct block_scan *ret, struct error *err)
{
    int result = store_bind(store, ret_row, err, table->find, "i", feature);

    if (result == 0)
        result = store_step(store, *ret_row, err);
    *ret = (struct block_scan){0};
    if (result == STEP_ROW) {
        const unsigned char *bytes = sqlite3_column_blob(*ret_row, 1);
        *ret = (struct block_scan){bytes,
                                   bytes + sqlite3_column_bytes(*ret_row, 1),
                                   sqlite3_column_int64(*ret_row, 0), false};
    }
    return result;
}

int block_find(struct store *store, const struct posting_table *table,
               int64_t feature, struct block *ret, bool *ret_whole,
               struct error *err)
{
    sqlite3_stmt *row;
    struct block_scan scan;
    int result = find_row(store, table, feature, &row, &scan, err);

    if (result == STEP_ROW) {
        ret->last = scan.feature;
        *ret_whole =
            postings_unpack(scan.feature, scan.at, (size_t)(scan.end - scan.at),
                            &ret->postings);
    }
    sqlite3_reset(row);
    return result;
}

int block_read(struct store *store, const struct posting_table *table,
               int64_t feature, struct block *ret, struct error *err)
{
    bool whole = true;
    int result = block_find(store, table, feature, ret, &whole, err);

    return whole ? result : malformed(store, err);
}

/* Features that are asked for. */
struct reading {
    struct store *store;
    const struct posting_table *table;
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
    result = find_row(reading->store, reading->table, feature, &reading->row,
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
        return malformed(reading->store, err);
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
        return malformed(reading->store, err);
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

int store_postings_read(struct store *store, const struct posting_table *table,
                        const struct posting_query *query,
                        const uint64_t *features, size_t count,
                        struct arena *arena, struct fold_postings *ret,
                        struct error *err)
{
    struct reading reading = {.store = store, .table = table, .last = -1};
    int result = grow_cache(store, count, err);

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

/* Writing */

static int write_block(struct store *store, const struct posting_table *table,
                       int64_t last, const struct strbuf *packed,
                       struct error *err)
{
    sqlite3_stmt *row;
    int result = store_bind(store, &row, err, table->put, "i", last);

    if (result < 0)
        return result;
    sqlite3_bind_blob64(row, 2, packed->data, packed->len, SQLITE_STATIC);
    result = store_step(store, row, err);
    sqlite3_reset(row);
    sqlite3_clear_bindings(row);
    return result < 0 ? result : 0;
}

/* The feature at which about a half of them begins; count if it is one. */
static size_t middle_of(const struct posting *items, size_t count)
{
    size_t middle = count / 2;

    while (middle > 0 && items[middle].feature == items[middle - 1].feature)
        middle--;
    return middle ? middle : group_count(items, count);
}

int blocks_write(struct store *store, const struct posting_table *table,
                 const struct posting *items, size_t count, int64_t last,
                 struct strbuf *packed, struct error *err)
{
    postings_pack(items, count, last, packed);
    size_t middle = packed->len > MOST_BYTES ? middle_of(items, count) : count;
    if (middle == count)
        return write_block(store, table, last, packed, err);
    int result = blocks_write(store, table, items, middle,
                              items[middle - 1].feature, packed, err);
    return result < 0 ? result
                      : blocks_write(store, table, items + middle,
                                     count - middle, last, packed, err);
}

/* Postings that are put, in order. */
struct putting {
    struct store *store;
    const struct posting_table *table;
    const struct posting *items;
    size_t at,
        count;  /* from which on, and up to which, they are for this block */
    bool begun; /* something is packed */
    int64_t
        before; /* the feature that was packed last; none: the last of all */
    struct strbuf packed;
    struct postings group;
};

/* Two lists of one feature, the newest first; of an entry in both that of b. */
static void merge(struct postings *a, const struct posting *b, size_t count)
{
    size_t i = 0, j = 0;
    size_t a_count = a->count;

    /* Behind those of a, which then are taken out. */
    while (i < a_count || j < count) {
        bool first =
            j == count || (i < a_count && a->items[i].entry > b[j].entry);
        struct posting next = first ? a->items[i] : b[j];
        i += first || (i < a_count && a->items[i].entry == b[j].entry);
        j += !first;
        postings_add(a, next.feature, next.entry, next.story);
    }
    a->count -= a_count;
    memmove(a->items, a->items + a_count, a->count * sizeof(*a->items));
}

static void pack_feature(struct putting *putting, int64_t feature)
{
    packed_add(&putting->packed, putting->begun ? feature - putting->before
                                                : putting->before - feature);
    putting->before = feature;
    putting->begun = true;
}

/* Pack what is put of a feature. */
static void pack_own(struct putting *putting)
{
    const struct posting *items = putting->items + putting->at;
    size_t count = group_count(items, putting->count - putting->at);

    pack_feature(putting, items->feature);
    group_pack(&putting->packed, items, count);
    putting->at += count;
}

/* Pack a group of the block together with what is put of its feature. */
static bool pack_both(struct putting *putting, const struct block_group *group)
{
    const struct posting *items = putting->items + putting->at;
    size_t count = group_count(items, putting->count - putting->at);

    putting->group.count = 0;
    if (!group_read(group, SIZE_MAX, &putting->group))
        return false;
    merge(&putting->group, items, count);
    group_pack(&putting->packed, putting->group.items, putting->group.count);
    putting->at += count;
    return true;
}

/* Copy what stays as it is, up to a group whose feature before is that one. */
static void pack_same(struct putting *putting, const unsigned char *from,
                      const unsigned char *to, int64_t before)
{
    strbuf_add(&putting->packed, from, (size_t)(to - from));
    putting->begun |= to > from;
    putting->before = before;
}

/* Pack what is put in front of a group and with it, behind what stays as it is
 * from *same on; the group behind a new one is only farther or nearer. */
static bool pack_at(struct putting *putting, const struct block_group *group,
                    const unsigned char **same)
{
    const struct posting *items = putting->items;

    pack_same(putting, *same, group->begin, group->before);
    while (putting->at < putting->count &&
           items[putting->at].feature < group->feature)
        pack_own(putting);
    pack_feature(putting, group->feature);
    *same = group->postings;
    if (putting->at == putting->count ||
        items[putting->at].feature > group->feature)
        return true;
    *same = group->end;
    return pack_both(putting, group);
}

/* Pack a block's groups and what is put, up to `count`. False if it is
 * malformed. */
static bool splice(struct putting *putting, struct block_scan *scan)
{
    const unsigned char *same = scan->at; /* packed up to there */
    struct block_group group;
    int result = BLOCK_GROUP;

    putting->begun = false;
    strbuf_clear(&putting->packed);
    while (putting->at < putting->count &&
           (result = block_seek(scan, putting->items[putting->at].feature,
                                &group)) == BLOCK_GROUP)
        if (!pack_at(putting, &group, &same))
            return false;
    if (result == BLOCK_MALFORMED)
        return false;
    pack_same(putting, same, scan->end, scan->feature);
    while (putting->at < putting->count)
        pack_own(putting);
    return true;
}

/* Write what is packed; as several blocks where it is too much. */
static int write_packed(struct putting *putting, int64_t last,
                        struct error *err)
{
    struct postings postings = {0};
    int result;

    if (putting->packed.len <= MOST_BYTES)
        return write_block(putting->store, putting->table, last,
                           &putting->packed, err);
    if (postings_unpack(last, putting->packed.data, putting->packed.len,
                        &postings))
        result = blocks_write(putting->store, putting->table, postings.items,
                              postings.count, last, &putting->packed, err);
    else
        result = malformed(putting->store, err);
    postings_release(&postings);
    return result;
}

/* Of the items those that belong to the block of the first that is left. */
static int put_next(struct putting *putting, size_t count, struct error *err)
{
    const struct posting *items = putting->items;
    size_t at = putting->at;
    sqlite3_stmt *row;
    struct block_scan scan;
    int result = find_row(putting->store, putting->table, items[at].feature,
                          &row, &scan, err);
    int64_t last = result == STEP_ROW ? scan.feature : INT64_MAX;
    bool whole = true;

    putting->count = at;
    while (putting->count < count && items[putting->count].feature <= last)
        putting->count++;
    if (result == STEP_ROW)
        whole = splice(putting, &scan);
    sqlite3_reset(row);
    putting->at = putting->count;
    if (result == STEP_DONE)
        return blocks_write(putting->store, putting->table, items + at,
                            putting->count - at, last, &putting->packed, err);
    if (result < 0)
        return result;
    return whole ? write_packed(putting, last, err)
                 : malformed(putting->store, err);
}

static int put_all(struct store *store, const struct posting_table *table,
                   const struct postings *postings, struct error *err)
{
    struct putting putting = {
        .store = store, .table = table, .items = postings->items};
    int result = 0;

    strbuf_init(&putting.packed, SIZE_MAX);
    while (putting.at < postings->count && result == 0)
        result = put_next(&putting, postings->count, err);
    strbuf_release(&putting.packed);
    postings_release(&putting.group);
    return result;
}

/* None of an entry that the window has left, whose text has changed: nothing
 * would look for them, and who prunes it would leave them behind. Another
 * process may have moved the window. */
int store_postings_put(struct store *store, const struct posting_table *table,
                       const struct fold_result *result, struct error *err)
{
    struct postings postings = {0};
    int64_t window = 0;
    int done = store_integer(
        store, 0, &window, err,
        "SELECT value FROM settings WHERE name = 'window_entry'", "");

    for (size_t i = result->assignment_count; i-- > 0;) {
        const struct fold_assignment *assignment = &result->assignments[i];
        bool has_left =
            assignment->entry < window || assignment->entry > MOST_ENTRY;
        for (size_t j = 0; j < assignment->feature_count && !has_left; j++)
            postings_add(&postings, (int64_t)assignment->features[j],
                         assignment->entry, assignment->story);
    }
    postings.count = postings_sort(postings.items, postings.count);
    if (done == 0)
        done = put_all(store, table, &postings, err);
    postings_release(&postings);
    return done;
}
