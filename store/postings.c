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
 * A block has all postings of its features, and all features up to the next block's
 * first, by which it is found. What a block holds: blocks.c.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "store/blocks.h"

#define MOST_BYTES 2000 /* of a block: two fit into a page, with their rows */

#define BULK 4000 /* features: those of some hundreds of entries */

#define LEAST_CACHE 65536LL   /* KiB, which every connection has */
#define MOST_CACHE  1048576LL /* the index of two million entries */

const struct posting_table posting_index = {
    "SELECT first, items FROM postings WHERE first <= ?1 ORDER BY first DESC "
    "LIMIT 1",
    "SELECT first, items FROM postings WHERE first > ?1 ORDER BY first LIMIT 1",
    "SELECT min(first) FROM postings WHERE first > ?1",
    "INSERT OR REPLACE INTO postings (first, items) VALUES (?1, ?2)",
    "DELETE FROM postings WHERE first = ?1",
};

const struct posting_table posting_refold = {
    "SELECT first, items FROM refold_postings WHERE first <= ?1 ORDER BY first "
    "DESC LIMIT 1",
    "SELECT first, items FROM refold_postings WHERE first > ?1 ORDER BY first "
    "LIMIT 1",
    "SELECT min(first) FROM refold_postings WHERE first > ?1",
    "INSERT OR REPLACE INTO refold_postings (first, items) VALUES (?1, ?2)",
    "DELETE FROM refold_postings WHERE first = ?1",
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
    long long page = sysconf(_SC_PAGESIZE);
    long long kib = sysconf(_SC_PHYS_PAGES) * (page / 1024) / 16;
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

/* The row of a block that a statement finds, for as long as it is not bound
 * again. STEP_ROW, STEP_DONE, or why not. */
static int find_row(struct store *store, const char *sql, int64_t feature,
                    sqlite3_stmt **ret_row, struct block_scan *ret,
                    struct error *err)
{
    int result = store_bind(store, ret_row, err, sql, "i", feature);

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

int block_find(struct store *store, const char *sql, int64_t feature,
               struct block *ret, bool *ret_whole, struct error *err)
{
    sqlite3_stmt *row;
    struct block_scan scan;
    int result = find_row(store, sql, feature, &row, &scan, err);

    if (result == STEP_ROW) {
        ret->first = scan.feature;
        *ret_whole =
            postings_unpack(scan.feature, scan.at, (size_t)(scan.end - scan.at),
                            &ret->postings);
    }
    sqlite3_reset(row);
    return result;
}

int block_read(struct store *store, const char *sql, int64_t feature,
               struct block *ret, struct error *err)
{
    bool whole = true;
    int result = block_find(store, sql, feature, ret, &whole, err);

    return whole ? result : malformed(store, err);
}

/* Features that are asked for. */
struct reading {
    struct store *store;
    const struct posting_table *table;
    sqlite3_stmt *row; /* of the block that is being read */
    struct block_scan scan;
    struct block_group
        group; /* the last of it that was read; of no postings: none */
    struct postings postings;
};

/* The first group from the feature on in what is left of the block. */
static int reach(struct reading *reading, int64_t feature)
{
    int result = BLOCK_GROUP;

    while (result == BLOCK_GROUP &&
           (!reading->group.postings || reading->group.feature < feature))
        result = block_next(&reading->scan, &reading->group);
    if (result != BLOCK_GROUP)
        reading->group.postings = NULL;
    return result;
}

/* Find a feature's group: BLOCK_GROUP or BLOCK_END, or why not. Where the block has no
 * more, the next may. */
static int find_group(struct reading *reading, int64_t feature,
                      struct error *err)
{
    int found = BLOCK_END;

    if (reading->group.postings && reading->group.feature <= feature)
        found = reach(reading, feature);
    if (found == BLOCK_END) {
        int result = find_row(reading->store, reading->table->find, feature,
                              &reading->row, &reading->scan, err);
        reading->group.postings = NULL;
        if (result != STEP_ROW)
            return result < 0 ? result : BLOCK_END;
        found = reach(reading, feature);
    }
    if (found == BLOCK_MALFORMED)
        return malformed(reading->store, err);
    return found == BLOCK_GROUP && reading->group.feature == feature
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
    struct reading reading = {.store = store, .table = table};
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
                       int64_t first, const struct strbuf *packed,
                       struct error *err)
{
    sqlite3_stmt *row;
    int result = store_bind(store, &row, err, table->put, "i", first);

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
                 const struct posting *items, size_t count,
                 struct strbuf *packed, struct error *err)
{
    postings_pack(items, count, packed);
    size_t middle = packed->len > MOST_BYTES ? middle_of(items, count) : count;
    if (middle == count)
        return write_block(store, table, items[0].feature, packed, err);
    int result = blocks_write(store, table, items, middle, packed, err);
    return result < 0 ? result
                      : blocks_write(store, table, items + middle,
                                     count - middle, packed, err);
}

/* Postings that are put, in order. */
struct putting {
    struct store *store;
    const struct posting_table *table;
    const struct posting *items;
    size_t at, count; /* from which on they are put into this block */
    int64_t before;   /* the feature that was packed last */
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

/* Pack what is put of a feature. */
static void pack_own(struct putting *putting)
{
    const struct posting *items = putting->items + putting->at;
    size_t count = group_count(items, putting->count - putting->at);

    packed_add(&putting->packed, items->feature - putting->before);
    group_pack(&putting->packed, items, count);
    putting->before = items->feature;
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

/* Pack a block's groups and what is put, up to `count`. What stays as it is is
 * copied; the group behind a new one is only farther or nearer. False if it is
 * malformed. */
static bool splice(struct putting *putting, struct block_scan *scan)
{
    const unsigned char *same =
        scan->at; /* from there on nothing has changed */
    struct block_group group;
    int result;

    putting->before = scan->feature;
    strbuf_clear(&putting->packed);
    while ((result = block_next(scan, &group)) == BLOCK_GROUP) {
        const struct posting *next = putting->items + putting->at;
        bool more = putting->at < putting->count;
        if (more && next->feature <= group.feature) {
            strbuf_add(&putting->packed, same, (size_t)(group.begin - same));
            while (putting->at < putting->count &&
                   putting->items[putting->at].feature < group.feature)
                pack_own(putting);
            packed_add(&putting->packed, group.feature - putting->before);
            same = group.postings;
            if (putting->at < putting->count &&
                putting->items[putting->at].feature == group.feature) {
                if (!pack_both(putting, &group))
                    return false;
                same = group.end;
            }
        }
        putting->before = group.feature;
    }
    if (result == BLOCK_MALFORMED)
        return false;
    strbuf_add(&putting->packed, same, (size_t)(scan->end - same));
    while (putting->at < putting->count)
        pack_own(putting);
    return true;
}

/* Write what is packed; as several blocks where it is too much. */
static int write_packed(struct putting *putting, int64_t first,
                        struct error *err)
{
    struct postings postings = {0};
    int result;

    if (putting->packed.len <= MOST_BYTES)
        return write_block(putting->store, putting->table, first,
                           &putting->packed, err);
    if (postings_unpack(first, putting->packed.data, putting->packed.len,
                        &postings))
        result = blocks_write(putting->store, putting->table, postings.items,
                              postings.count, &putting->packed, err);
    else
        result = malformed(putting->store, err);
    postings_release(&postings);
    return result;
}

/* Of the first count items those that belong to the block of the last of them: all
 * from its first feature on, since those of the next block are put already. How
 * many are left, in *count. */
static int put_last(struct putting *putting, size_t *count, struct error *err)
{
    const struct posting *items = putting->items;
    sqlite3_stmt *row;
    struct block_scan scan;
    int result = find_row(putting->store, putting->table->find,
                          items[*count - 1].feature, &row, &scan, err);
    int64_t first = result == STEP_ROW ? scan.feature : INT64_MIN;
    size_t at = *count - 1;

    while (at > 0 && items[at - 1].feature >= first)
        at--;
    putting->at = at;
    putting->count = *count;
    *count = at;
    bool whole = true;
    if (result == STEP_ROW)
        whole = splice(putting, &scan);
    sqlite3_reset(row);
    if (result == STEP_DONE)
        return blocks_write(putting->store, putting->table, items + at,
                            putting->count - at, &putting->packed, err);
    if (result < 0)
        return result;
    return whole ? write_packed(putting, first, err)
                 : malformed(putting->store, err);
}

static int put_all(struct store *store, const struct posting_table *table,
                   const struct postings *postings, struct error *err)
{
    struct putting putting = {
        .store = store, .table = table, .items = postings->items};
    size_t left = postings->count;
    int result = 0;

    strbuf_init(&putting.packed, SIZE_MAX);
    while (left && result == 0)
        result = put_last(&putting, &left, err);
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
