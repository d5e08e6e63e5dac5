/*
 * Postings that are put: those of a batch, in order, a block at a time.
 *
 * Of a block a few groups change. What lies between them is copied as it is, and what
 * is behind the last is not even looked at; a block that grows too large becomes
 * several.
 */
#include "base/alloc.h"
#include "store/runs.h"

/* The feature at which about a half of them begins; count if it is one. */
static size_t middle_of(const struct posting *items, size_t count)
{
    size_t middle = count / 2;

    while (middle > 0 && items[middle].feature == items[middle - 1].feature)
        middle--;
    return middle ? middle : group_count(items, count);
}

int blocks_write(struct store *store, const struct packed_table *table,
                 const struct posting *items, size_t count, int64_t last,
                 struct strbuf *packed, struct error *err)
{
    postings_pack(items, count, last, packed);
    size_t middle = packed->len > PACKED_MOST ? middle_of(items, count) : count;
    if (middle == count)
        return packed_put(store, table, last, packed, err);
    int result = blocks_write(store, table, items, middle,
                              items[middle - 1].feature, packed, err);
    return result < 0 ? result
                      : blocks_write(store, table, items + middle,
                                     count - middle, last, packed, err);
}

/* Postings that are put, in order. */
struct putting {
    struct store *store;
    const struct packed_table *table;
    const struct posting *items;
    size_t at, count; /* from one to the other: for this block, not put yet */
    bool begun;       /* something is packed, */
    int64_t before;   /* ... last this feature; else the last of the block */
    struct strbuf packed;
    struct postings group;
};

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
    postings_merge(&putting->group, items, count);
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

    if (putting->packed.len <= PACKED_MOST)
        return packed_put(putting->store, putting->table, last,
                          &putting->packed, err);
    if (postings_unpack(last, putting->packed.data, putting->packed.len,
                        &postings))
        result = blocks_write(putting->store, putting->table, postings.items,
                              postings.count, last, &putting->packed, err);
    else
        result = packed_malformed(putting->store, "postings", err);
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
    int result = block_row(putting->store, putting->table, items[at].feature,
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
                 : packed_malformed(putting->store, "postings", err);
}

int blocks_put(struct store *store, const struct packed_table *table,
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
int store_postings_put(struct store *store, const struct posting_tables *tables,
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
        done = tables->runs
                   ? recent_put(store, &tables->settled, &postings, err)
                   : blocks_put(store, &tables->settled, &postings, err);
    postings_release(&postings);
    return done;
}
