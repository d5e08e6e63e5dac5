/*
 * Counts: how often an outlet has had a line, an opening or a title, by which its
 * boilerplate is known.
 *
 * An entry has three of them, most of which are seen once, so a row for each
 * took 117 bytes an entry; packed into blocks (packed.h) they take 54. A
 * count's key is its place: the outlet, and the upper half of what is counted,
 * which is a hash: of a million lines of an outlet one in four thousand is taken
 * for another, and most of these are seen once, too. Of each a block holds how far
 * it is from the one before (of the first: from -1), and its count and the day that
 * it was last seen in one number, which fits into a word.
 */
#include "store/counts.h"

#include <stddef.h>

#include "base/alloc.h"
#include "base/sort.h"

#define DAY       86400
#define DAY_BITS  16
#define MOST_DAY  ((1 << DAY_BITS) - 1) /* in the year 2149 */
#define KEY_BITS  32
#define FIRST     (-1) /* is before all places */
#define MALFORMED "counts"

const struct packed_table count_index = {
    "SELECT last, items FROM counts WHERE last >= ?1 ORDER BY last LIMIT 1",
    "INSERT OR REPLACE INTO counts (last, items) VALUES (?1, ?2)",
    "DELETE FROM counts WHERE last = ?1",
};

const struct packed_table count_refold = {
    "SELECT last, items FROM refold_counts WHERE last >= ?1 ORDER BY last "
    "LIMIT 1",
    "INSERT OR REPLACE INTO refold_counts (last, items) VALUES (?1, ?2)",
    "DELETE FROM refold_counts WHERE last = ?1",
};

struct counted {
    int64_t place;
    int64_t count; /* 1..UINT32_MAX */
    int64_t day;   /* 0..MOST_DAY */
};

struct counted_list {
    struct counted *items; /* by place, ascending */
    size_t count, capacity;
};

/* Outlets are numbers, and feeds that have none negative ones: in turns. */
static int64_t place_of(int64_t scope, uint64_t key)
{
    uint64_t outlet =
        scope < 0 ? (0 - (uint64_t)scope) << 1 | 1 : (uint64_t)scope << 1;

    return (int64_t)((outlet << KEY_BITS | key >> (64 - KEY_BITS)) & INT64_MAX);
}

static int64_t limit_day(int64_t day)
{
    return day < 0 ? 0 : day > MOST_DAY ? MOST_DAY : day;
}

static int64_t day_of(int64_t time)
{
    return limit_day(time / DAY);
}

static void add(struct counted_list *list, struct counted counted)
{
    list->items = array_grow(list->items, list->count, &list->capacity,
                             sizeof(*list->items));
    list->items[list->count++] = counted;
}

static struct counted sum(struct counted a, struct counted b)
{
    a.count += b.count;
    if (a.count > UINT32_MAX)
        a.count = UINT32_MAX;
    if (a.day < b.day)
        a.day = b.day;
    return a;
}

/* By place, and each place once. */
static void settle(struct counted_list *list)
{
    size_t kept = 0;

    sort_by_number(list->items, list->count, sizeof(*list->items),
                   offsetof(struct counted, place));
    for (size_t i = 0; i < list->count; i++)
        if (kept && list->items[kept - 1].place == list->items[i].place)
            list->items[kept - 1] = sum(list->items[kept - 1], list->items[i]);
        else
            list->items[kept++] = list->items[i];
    list->count = kept;
}

/* Packing */

/* The next of a block, behind the place that *ret has. */
static bool take(struct packed_items *items, struct counted *ret)
{
    int64_t step = packed_take(&items->at, items->end);
    int64_t value = packed_take(&items->at, items->end);

    ret->count = value >> DAY_BITS;
    ret->day = value & MOST_DAY;
    return step > 0 && value > 0 && ret->count > 0 &&
           ret->count <= UINT32_MAX && ret->place <= INT64_MAX - step &&
           (ret->place += step) <= items->last;
}

/* The items of a block instead of those in ret; false if it is malformed. */
static bool unpack(struct packed_items items, struct counted_list *ret)
{
    struct counted next = {.place = FIRST};

    ret->count = 0;
    while (items.at < items.end) {
        if (!take(&items, &next))
            return false;
        add(ret, next);
    }
    return ret->count > 0;
}

static void pack(const struct counted *items, size_t count, struct strbuf *out)
{
    int64_t before = FIRST;

    strbuf_clear(out);
    for (size_t i = 0; i < count; i++) {
        packed_add(out, items[i].place - before);
        packed_add(out, items[i].count << DAY_BITS | items[i].day);
        before = items[i].place;
    }
}

/* Write them as the block up to last, or as several where they are many. */
static int write_list(struct store *store, const struct packed_table *table,
                      const struct counted *items, size_t count, int64_t last,
                      struct strbuf *packed, struct error *err)
{
    size_t middle = count / 2;

    pack(items, count, packed);
    if (packed->len <= PACKED_MOST)
        return packed_put(store, table, last, packed, err);
    int result = write_list(store, table, items, middle,
                            items[middle - 1].place, packed, err);
    return result < 0 ? result
                      : write_list(store, table, items + middle, count - middle,
                                   last, packed, err);
}

/* Reading */

struct reading {
    struct store *store;
    const struct packed_table *table;
    sqlite3_stmt *row;         /* of the block that is being read */
    bool begun, found;         /* one was asked for; there is one */
    struct packed_items items; /* what is left of it; its last key */
    struct counted at;         /* the last of it that was read */
};

/* Find the block of a place, which is behind those asked for before. */
static int find_block(struct reading *reading, int64_t place, struct error *err)
{
    if (reading->begun && (!reading->found || place <= reading->items.last))
        return 0;
    int result = packed_find(reading->store, reading->table, place,
                             &reading->row, &reading->items, err);
    reading->begun = true;
    reading->found = result == STEP_ROW;
    reading->at = (struct counted){.place = FIRST};
    return result < 0 ? result : 0;
}

static int read_one(struct reading *reading, int64_t place, uint32_t *ret,
                    struct error *err)
{
    int result = find_block(reading, place, err);

    *ret = 0;
    if (result < 0 || !reading->found)
        return result;
    while (reading->at.place < place && reading->items.at < reading->items.end)
        if (!take(&reading->items, &reading->at))
            return packed_malformed(reading->store, MALFORMED, err);
    if (reading->at.place == place)
        *ret = (uint32_t)reading->at.count;
    return 0;
}

/* Keys in the order of their places. */
struct asked {
    int64_t place;
    struct fold_count *key;
};

int store_counts_read(struct store *store, const struct packed_table *table,
                      struct fold_count *keys, size_t count, struct error *err)
{
    struct reading reading = {.store = store, .table = table};
    struct asked *asked = xcalloc(count + 1, sizeof(*asked));
    int result = 0;

    for (size_t i = 0; i < count; i++)
        asked[i] =
            (struct asked){place_of(keys[i].scope, keys[i].key), &keys[i]};
    sort_by_number(asked, count, sizeof(*asked), offsetof(struct asked, place));
    for (size_t i = 0; i < count && result == 0; i++)
        result = read_one(&reading, asked[i].place, &asked[i].key->count, err);
    sqlite3_reset(reading.row);
    xfree(asked);
    return result;
}

/* Writing */

/* Both lists, each place once. */
static void merge(const struct counted_list *a, const struct counted *b,
                  size_t count, struct counted_list *ret)
{
    size_t i = 0, j = 0;

    ret->count = 0;
    while (i < a->count || j < count) {
        bool first =
            j == count || (i < a->count && a->items[i].place <= b[j].place);
        bool both = first && j < count && a->items[i].place == b[j].place;
        struct counted next = first ? a->items[i] : b[j];
        i += first;
        if (both)
            next = sum(next, b[j]);
        j += both || !first;
        add(ret, next);
    }
}

struct putting {
    struct store *store;
    const struct packed_table *table;
    struct counted_list fresh, there, both;
    struct strbuf packed;
};

/* Put those from *at on that belong to the block of the first of them. */
static int put_next(struct putting *putting, size_t *at, struct error *err)
{
    const struct counted *items = putting->fresh.items + *at;
    size_t left = putting->fresh.count - *at;
    size_t count = 0;
    struct packed_items block;
    sqlite3_stmt *row;
    int result = packed_find(putting->store, putting->table, items->place, &row,
                             &block, err);
    bool found = result == STEP_ROW;
    int64_t last = found ? block.last : INT64_MAX;
    bool whole = true;

    putting->there.count = 0;
    if (found)
        whole = unpack(block, &putting->there);
    sqlite3_reset(row);
    if (result < 0)
        return result;
    if (!whole)
        return packed_malformed(putting->store, MALFORMED, err);
    while (count < left && items[count].place <= last)
        count++;
    *at += count;
    merge(&putting->there, items, count, &putting->both);
    return write_list(putting->store, putting->table, putting->both.items,
                      putting->both.count, last, &putting->packed, err);
}

int store_counts_put(struct store *store, const struct packed_table *table,
                     const struct fold_result *result, int64_t time,
                     struct error *err)
{
    struct putting putting = {.store = store, .table = table};
    size_t at = 0;
    int done = 0;

    strbuf_init(&putting.packed, SIZE_MAX);
    for (size_t i = 0; i < result->count_count; i++)
        if (result->counts[i].count)
            add(&putting.fresh,
                (struct counted){
                    place_of(result->counts[i].scope, result->counts[i].key),
                    result->counts[i].count, day_of(time)});
    settle(&putting.fresh);
    while (at < putting.fresh.count && done == 0)
        done = put_next(&putting, &at, err);
    xfree(putting.fresh.items);
    xfree(putting.there.items);
    xfree(putting.both.items);
    strbuf_release(&putting.packed);
    return done;
}

/* All of them */

/* What is done with a block: STEP_DONE to go no further. */
typedef int visit_fn(void *context, const struct packed_items *block,
                     bool whole, struct counted_list *items, struct error *err);

/* Visit each block, in order; the row is not the statement's any more. */
static int visit_blocks(struct store *store, const struct packed_table *table,
                        visit_fn *visit, void *context, struct error *err)
{
    struct counted_list list = {0};
    struct packed_items block = {.last = FIRST};
    sqlite3_stmt *row;
    int result = 0;

    while (result == 0 && block.last < INT64_MAX) {
        result = packed_find(store, table, block.last + 1, &row, &block, err);
        bool whole = result == STEP_ROW && unpack(block, &list);
        sqlite3_reset(row);
        if (result != STEP_ROW)
            break;
        result = visit(context, &block, whole, &list, err);
    }
    xfree(list.items);
    return result < 0 ? result : 0;
}

struct expiring {
    struct store *store;
    int64_t day;
    struct strbuf packed;
};

static int expire(void *context, const struct packed_items *block, bool whole,
                  struct counted_list *items, struct error *err)
{
    struct expiring *expiring = context;
    size_t kept = 0;

    if (!whole)
        return packed_malformed(expiring->store, MALFORMED, err);
    for (size_t i = 0; i < items->count; i++)
        if (items->items[i].day >= expiring->day)
            items->items[kept++] = items->items[i];
    if (kept == items->count)
        return 0;
    if (!kept)
        return store_run(expiring->store, err, count_index.remove, "i",
                         block->last);
    return write_list(expiring->store, &count_index, items->items, kept,
                      block->last, &expiring->packed, err);
}

int store_counts_expire(struct store *store, int64_t before, struct error *err)
{
    struct expiring expiring = {.store = store, .day = day_of(before)};

    strbuf_init(&expiring.packed, SIZE_MAX);
    int result = visit_blocks(store, &count_index, expire, &expiring, err);
    strbuf_release(&expiring.packed);
    return result;
}

int store_counts_swap(struct store *store, struct error *err)
{
    int result = store_run(store, err, WHOLE "DELETE FROM counts", "");

    return result < 0 ? result
                      : store_run(store, err,
                                  WHOLE "INSERT INTO counts (last, items) "
                                        "SELECT last, items FROM refold_counts",
                                  "");
}

struct checking {
    struct store *store;
    const struct packed_table *table;
    bool repair;
    int64_t before; /* the last key of the block before */
    int64_t malformed, first;
};

static int check(void *context, const struct packed_items *block, bool whole,
                 struct counted_list *items, struct error *err)
{
    struct checking *checking = context;
    bool apart = whole && items->items[0].place > checking->before;

    checking->before = block->last;
    if (apart)
        return 0;
    if (!checking->malformed++)
        checking->first = block->last;
    return checking->repair
               ? store_run(checking->store, err, checking->table->remove, "i",
                           block->last)
               : 0;
}

int store_counts_check(struct store *store, bool repair, int64_t *ret_count,
                       int64_t *ret_first, struct error *err)
{
    struct checking checking = {.store = store,
                                .table = &count_index,
                                .repair = repair,
                                .before = FIRST};
    int result = visit_blocks(store, &count_index, check, &checking, err);
    int64_t of_index = checking.malformed;

    checking.table = &count_refold;
    checking.before = FIRST;
    if (result == 0)
        result = visit_blocks(store, &count_refold, check, &checking, err);
    if (result == 0 && repair && checking.malformed > of_index)
        result = store_refold_clear(store, err);
    *ret_count = checking.malformed;
    *ret_first = checking.first;
    return result;
}

/* Bringing a file up to date */

static void count_place(sqlite3_context *context, int count,
                        sqlite3_value **values)
{
    sqlite3_result_int64(context,
                         place_of(sqlite3_value_int64(values[0]),
                                  (uint64_t)sqlite3_value_int64(values[1])));
}

static void pack_step(sqlite3_context *context, int count,
                      sqlite3_value **values)
{
    struct counted_list *list =
        sqlite3_aggregate_context(context, sizeof(*list));
    int64_t times = sqlite3_value_int64(values[1]);
    int64_t day = sqlite3_value_int64(values[2]);

    if (list && times > 0)
        add(list, (struct counted){sqlite3_value_int64(values[0]),
                                   times > UINT32_MAX ? UINT32_MAX : times,
                                   limit_day(day)});
}

static void pack_final(sqlite3_context *context)
{
    CLEANUP(strbuf_release) struct strbuf packed;
    struct counted_list *list =
        sqlite3_aggregate_context(context, sizeof(*list));

    strbuf_init(&packed, SIZE_MAX);
    if (!list)
        return;
    settle(list);
    pack(list->items, list->count, &packed);
    sqlite3_result_blob64(context, packed.data, packed.len, SQLITE_TRANSIENT);
    xfree(list->items);
}

int store_counts_init(struct store *store, struct error *err)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

    return sqlite3_create_function_v2(store->db, "count_place", 2, flags, NULL,
                                      count_place, NULL, NULL,
                                      NULL) == SQLITE_OK &&
                   sqlite3_create_function_v2(store->db, "pack_counts", 3,
                                              flags, NULL, NULL, pack_step,
                                              pack_final, NULL) == SQLITE_OK
               ? 0
               : store_fault(store, "opening", err);
}
