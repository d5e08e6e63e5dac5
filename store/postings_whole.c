/*
 * What concerns the postings of all entries: what leaves them, what folding again
 * puts in their place, whether they are well formed, and those of older files.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/ids.h"
#include "store/runs.h"

#define FIRST_BLOCK INT64_MIN /* is behind one of that last feature */

/* The block behind it; no other has a feature behind the last of all. */
static int next_block(struct store *store, const struct packed_table *table,
                      struct block *block, struct error *err)
{
    return block->last == INT64_MAX
               ? STEP_DONE
               : block_read(store, table, block->last + 1, block, err);
}

/* Taking postings out */

struct leaving {
    const int64_t *entries; /* ascending, */
    size_t count;
    int64_t before; /* ... and all older than that */
};

static bool is_leaving(const struct leaving *leaving, int64_t entry)
{
    return entry < leaving->before ||
           (leaving->entries &&
            bsearch(&entry, leaving->entries, leaving->count, sizeof(entry),
                    ids_compare));
}

/* How many are left. */
static size_t take_out(struct postings *postings, const struct leaving *leaving)
{
    size_t kept = 0;

    for (size_t i = 0; i < postings->count; i++)
        if (!is_leaving(leaving, postings->items[i].entry))
            postings->items[kept++] = postings->items[i];
    postings->count = kept;
    return kept;
}

static int drop_of_block(struct store *store, const struct packed_table *table,
                         struct block *block, const struct leaving *leaving,
                         struct strbuf *packed, struct error *err)
{
    const struct postings *left = &block->postings;
    size_t before = left->count;

    if (take_out(&block->postings, leaving) == before)
        return 0;
    if (!left->count)
        return store_run(store, err, table->remove, "i", block->last);
    return blocks_write(store, table, left->items, left->count, block->last,
                        packed, err);
}

static int drop_of_table(struct store *store, const struct packed_table *table,
                         const struct leaving *leaving, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf packed;
    struct block block = {FIRST_BLOCK, {0}};
    int result;

    strbuf_init(&packed, SIZE_MAX);
    while ((result = next_block(store, table, &block, err)) == STEP_ROW) {
        result = drop_of_block(store, table, &block, leaving, &packed, err);
        if (result < 0)
            break;
    }
    postings_release(&block.postings);
    return result;
}

struct run_leaving {
    struct store *store;
    const struct leaving *leaving;
};

static int drop_of_run(void *context, int64_t number, bool whole,
                       struct postings *postings, struct error *err)
{
    struct run_leaving *run = context;
    size_t before = postings->count;

    if (!whole)
        return packed_malformed(run->store, "recent postings", err);
    return take_out(postings, run->leaving) == before
               ? 0
               : run_rewrite(run->store, number, postings, err);
}

static int drop_all(struct store *store, const struct leaving *leaving,
                    struct error *err)
{
    int result = drop_of_table(store, &posting_index.settled, leaving, err);

    return result < 0 ? result
                      : runs_visit(store, drop_of_run,
                                   &(struct run_leaving){store, leaving}, err);
}

int store_postings_clear(struct store *store, struct error *err)
{
    int result = store_run(store, err, WHOLE "DELETE FROM postings", "");

    return result < 0 ? result : recent_clear(store, err);
}

int store_postings_expire(struct store *store, int64_t before,
                          struct error *err)
{
    return drop_all(store, &(struct leaving){.before = before}, err);
}

int store_postings_drop(struct store *store, const char *sql, int64_t value,
                        struct error *err)
{
    int64_t *entries = NULL;
    size_t count = 0, capacity = 0;
    sqlite3_stmt *row;
    int result = store_bind(store, &row, err, sql, "i", value);

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        entries = array_grow(entries, count, &capacity, sizeof(*entries));
        entries[count++] = sqlite3_column_int64(row, 0);
    }
    sqlite3_reset(row);
    count = ids_distinct(entries, count);
    if (result == 0 && entries)
        result = drop_all(store, &(struct leaving){entries, count, 0}, err);
    xfree(entries);
    return result;
}

/* The index of folding again */

struct moves {
    struct move {
        int64_t entry, story;
    } * items;

    size_t count, capacity;
};

/* Where each entry is to be, ascending. */
static int list_moves(struct store *store, struct moves *ret, struct error *err)
{
    sqlite3_stmt *row;
    int result = store_bind(
        store, &row, err,
        WHOLE "SELECT entry, after FROM temp.refold_moves WHERE entry >= ?1 "
              "ORDER BY entry",
        "i", store->window_entry);

    while (result >= 0 && (result = store_step(store, row, err)) == STEP_ROW) {
        ret->items = array_grow(ret->items, ret->count, &ret->capacity,
                                sizeof(*ret->items));
        ret->items[ret->count++] = (struct move){sqlite3_column_int64(row, 0),
                                                 sqlite3_column_int64(row, 1)};
    }
    sqlite3_reset(row);
    return result;
}

/* Say where their entries are now; without those that moves does not have. */
static void move_postings(struct postings *postings, const struct moves *moves)
{
    size_t kept = 0;

    for (size_t i = 0; i < postings->count; i++) {
        struct posting posting = postings->items[i];
        const struct move *move =
            moves->items ? bsearch(&posting.entry, moves->items, moves->count,
                                   sizeof(*move), ids_compare)
                         : NULL;
        if (!move)
            continue;
        posting.story = move->story;
        postings->items[kept++] = posting;
    }
    postings->count = kept;
}

int store_postings_swap(struct store *store, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf packed;
    struct block block = {FIRST_BLOCK, {0}};
    struct moves moves = {0};
    int result = store_postings_clear(store, err);

    strbuf_init(&packed, SIZE_MAX);
    if (result == 0)
        result = list_moves(store, &moves, err);
    while (result >= 0 && (result = next_block(store, &posting_refold.settled,
                                               &block, err)) == STEP_ROW) {
        move_postings(&block.postings, &moves);
        if (block.postings.count)
            result = blocks_write(store, &posting_index.settled,
                                  block.postings.items, block.postings.count,
                                  block.last, &packed, err);
    }
    postings_release(&block.postings);
    xfree(moves.items);
    return result;
}

/* Checking */

/* Whether the block's features are its own: behind the last of the block before. */
static bool is_apart(const struct block *block, int64_t before)
{
    const struct postings *postings = &block->postings;

    return postings->count && postings->items[0].feature > before &&
           postings->items[postings->count - 1].feature <= block->last;
}

#define MOST_BITS ((int64_t)1 << 29) /* of entries that are marked as listed */

/* What is found of the postings. */
struct finding {
    struct store *store;
    bool repair;
    unsigned char *listed; /* a bit an entry */
    int64_t bits;
    int64_t malformed, first;
};

/* List the entries of a block that were not in one before. */
static int list_posted(const struct finding *finding,
                       const struct postings *postings, struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < postings->count && result == 0; i++) {
        int64_t entry = postings->items[i].entry;
        if (entry < finding->bits) {
            unsigned char *byte = &finding->listed[entry / 8];
            unsigned bit = 1U << entry % 8;
            if (*byte & bit)
                continue;
            *byte = (unsigned char)(*byte | bit);
        }
        result = store_run(finding->store, err,
                           "INSERT OR IGNORE INTO temp.posted VALUES (?1)", "i",
                           entry);
    }
    return result;
}

/* A block or run that is not as it should be is removed, if asked for. */
static int find_malformed(struct finding *finding, const char *remove,
                          int64_t key, struct error *err)
{
    if (!finding->malformed++)
        finding->first = key;
    return finding->repair ? store_run(finding->store, err, remove, "i", key)
                           : 0;
}

static int check_run(void *context, int64_t number, bool whole,
                     struct postings *postings, struct error *err)
{
    struct finding *finding = context;

    return whole && postings->count
               ? list_posted(finding, postings, err)
               : find_malformed(finding, run_remove, number, err);
}

static int check_blocks(struct finding *finding,
                        const struct packed_table *table, bool listing,
                        struct error *err)
{
    struct block block = {FIRST_BLOCK, {0}};
    int64_t before = FIRST_BLOCK;
    bool whole = true;
    int result = 0;

    while (before < INT64_MAX &&
           (result = block_find(finding->store, table, before + 1, &block,
                                &whole, err)) == STEP_ROW) {
        result = 0;
        if (!whole || !is_apart(&block, before))
            result = find_malformed(finding, table->remove, block.last, err);
        else if (listing)
            result = list_posted(finding, &block.postings, err);
        if (result < 0)
            break;
        before = block.last;
    }
    postings_release(&block.postings);
    return result;
}

int store_postings_check(struct store *store, bool repair, int64_t *ret_count,
                         int64_t *ret_first, struct error *err)
{
    struct finding finding = {.store = store, .repair = repair};
    int result =
        store_execute(store,
                      "CREATE TEMP TABLE IF NOT EXISTS posted (entry INTEGER "
                      "PRIMARY KEY); DELETE FROM temp.posted",
                      err);

    if (result == 0)
        result = store_integer(store, 0, &finding.bits, err,
                               "SELECT max(entry) + 1 FROM entries", "");
    if (finding.bits < 0 || finding.bits > MOST_BITS)
        finding.bits = MOST_BITS;
    finding.listed = xcalloc((size_t)finding.bits / 8 + 1, 1);
    if (result == 0)
        result = check_blocks(&finding, &posting_index.settled, true, err);
    if (result == 0)
        result = runs_visit(store, check_run, &finding, err);
    int64_t of_index = finding.malformed;
    if (result == 0)
        result = check_blocks(&finding, &posting_refold.settled, false, err);
    if (result == 0 && repair && finding.malformed > of_index)
        result = store_refold_clear(store, err);
    xfree(finding.listed);
    *ret_count = finding.malformed;
    *ret_first = finding.first;
    return result;
}

/* Bringing a file up to date */

#define FIRST_STEP \
    4 /* bytes: in a block that was found by its first feature, 0 */

static void pack_step(sqlite3_context *context, int count,
                      sqlite3_value **values)
{
    struct postings *postings =
        sqlite3_aggregate_context(context, sizeof(*postings));
    int64_t feature = sqlite3_value_int64(values[0]);
    int64_t entry = sqlite3_value_int64(values[1]);
    int64_t story = sqlite3_value_int64(values[2]);

    if (postings && feature >= 0 && entry > 0 && entry <= MOST_ENTRY)
        postings_add(postings, feature, entry, story > 0 ? story : entry);
}

static void pack_final(sqlite3_context *context)
{
    CLEANUP(strbuf_release) struct strbuf packed;
    struct postings *postings =
        sqlite3_aggregate_context(context, sizeof(*postings));

    strbuf_init(&packed, SIZE_MAX);
    if (!postings)
        return;
    postings->count = postings_sort(postings->items, postings->count);
    postings_pack(postings->items, postings->count,
                  postings->count ? postings->items[0].feature : 0, &packed);
    sqlite3_result_blob64(context, packed.data, packed.len, SQLITE_TRANSIENT);
    postings_release(postings);
}

/* The items of a block that was found by its first feature, as they are in one
 * that is found by its last: only what they begin with is another number. */
static void end_postings(sqlite3_context *context, int count,
                         sqlite3_value **values)
{
    CLEANUP(strbuf_release) struct strbuf packed;
    int64_t first = sqlite3_value_int64(values[0]);
    int64_t last = sqlite3_value_int64(values[1]);
    const unsigned char *items = sqlite3_value_blob(values[2]);
    int len = sqlite3_value_bytes(values[2]);

    strbuf_init(&packed, SIZE_MAX);
    packed_add(&packed, last - first);
    if (len > FIRST_STEP)
        strbuf_add(&packed, items + FIRST_STEP, (size_t)(len - FIRST_STEP));
    sqlite3_result_blob64(context, packed.data, packed.len, SQLITE_TRANSIENT);
}

int store_postings_init(struct store *store, struct error *err)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

    return sqlite3_create_function_v2(store->db, "pack_postings", 3, flags,
                                      NULL, NULL, pack_step, pack_final,
                                      NULL) == SQLITE_OK &&
                   sqlite3_create_function_v2(store->db, "end_postings", 3,
                                              flags, NULL, end_postings, NULL,
                                              NULL, NULL) == SQLITE_OK
               ? 0
               : store_fault(store, "opening", err);
}
