/*
 * Few stories of many: those of a feed, a tag or an outlet.
 *
 * A list of stories is a walk by date that ends when it is full. Where a scope's
 * feeds have few entries it would be long: it is found from these entries
 * instead, the newest first, by an index that has no more than their feeds and
 * times. A story was first seen when its oldest entry was, so that what is left
 * cannot be newer than the entry that comes next: once the list is full of
 * newer ones, it is done.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/store_internal.h"

#define FEW_ENTRIES 5000 /* seen through in some 10 ms */

struct driver_counts {
    int64_t all;        /* entries */
    int64_t matches[4]; /* of each driver's feeds */
};

static int count_matches(struct store *store, const struct scope *scope,
                         struct driver_counts *ret, struct error *err)
{
    sqlite3_stmt *row;
    int result = store_bind(
        store, &row, err,
        "SELECT sum(entry_count), sum(entry_count) FILTER (WHERE feed = ?1), "
        "sum(entry_count) FILTER (WHERE feed IN (SELECT feed FROM tags WHERE "
        "tag = ?2)), sum(entry_count) FILTER (WHERE outlet = (SELECT outlet "
        "FROM outlets WHERE domain = ?3)) FROM feeds",
        "itt", scope->feed, scope->tag, scope->outlet);

    if (result == 0)
        result = store_step(store, row, err);
    if (result == STEP_ROW) {
        ret->all = sqlite3_column_int64(row, 0);
        for (int i = DRIVER_FEED; i <= DRIVER_OUTLET; i++)
            ret->matches[i] = sqlite3_column_int64(row, i);
    }
    sqlite3_reset(row);
    return result < 0 ? result : 0;
}

/*
 * A walk by date ends after about limit × all / matches stories, the other way
 * looks at no more than all matches: so neither is ever asked for more than the
 * root of limit × all, but where what matches is old, or the filter asks more.
 */
int store_list_driver(struct store *store, const struct story_filter *filter,
                      enum driver *ret, struct error *err)
{
    const struct scope *scope = &filter->scope;
    const bool given[] = {false, scope->feed != 0, scope->tag != NULL,
                          scope->outlet != NULL};
    struct driver_counts counts = {0};
    int64_t least = INT32_MAX;

    *ret = DRIVER_NONE;
    if (scope->starred || (!given[1] && !given[2] && !given[3]))
        return 0;
    if (count_matches(store, scope, &counts, err) < 0)
        return err->code;
    for (int i = DRIVER_FEED; i <= DRIVER_OUTLET; i++)
        if (given[i] && counts.matches[i] < least) {
            least = counts.matches[i];
            *ret = (enum driver)i;
        }
    int64_t limit = filter->limit && (int64_t)filter->limit < least
                        ? (int64_t)filter->limit
                        : least;
    if (least > FEW_ENTRIES && least > limit * counts.all / least)
        *ret = DRIVER_NONE;
    return 0;
}

struct found {
    int64_t first_seen, story;
};

struct newest {
    struct found *items;
    size_t count, capacity;
    size_t most; /* 0: all */
    bool full;   /* of what is not older than `last` */
    int64_t last;
};

static int newest_first(const void *a, const void *b)
{
    const struct found *one = a;
    const struct found *other = b;

    if (one->first_seen != other->first_seen)
        return one->first_seen > other->first_seen ? -1 : 1;
    return (one->story < other->story) - (one->story > other->story);
}

/* In order, each once, not more than asked for. */
static void compact(struct newest *newest)
{
    size_t kept = 0;

    if (!newest->count)
        return;
    qsort(newest->items, newest->count, sizeof(*newest->items), newest_first);
    for (size_t i = 0; i < newest->count; i++)
        if (!kept || newest->items[kept - 1].story != newest->items[i].story)
            newest->items[kept++] = newest->items[i];
    newest->full = newest->most && kept >= newest->most;
    newest->count = newest->full ? newest->most : kept;
    newest->last = newest->items[newest->count - 1].first_seen;
}

static void add(struct newest *newest, const struct found *found)
{
    if (newest->count == newest->capacity)
        newest->items = array_grow(newest->items, newest->count,
                                   &newest->capacity, sizeof(*newest->items));
    newest->items[newest->count++] = *found;
    if (newest->most && newest->count >= newest->most + newest->most / 4 + 8)
        compact(newest);
}

/* The story of an entry, if it fits. */
static int look(struct store *store, const struct story_filter *filter,
                enum driver driver, int64_t entry, struct newest *newest,
                struct error *err)
{
    sqlite3_stmt *row;
    int result = store_bind(
        store, &row, err,
        "SELECT s.first_seen, s.story FROM entries k JOIN stories s ON s.story "
        "= k.story WHERE k.entry = ?13 AND " STORY_FITS,
        STORY_FILTER_TYPES "i", STORY_FILTER_VALUES(filter, driver), entry);

    if (result == 0)
        result = store_step(store, row, err);
    if (result == STEP_ROW)
        add(newest, &(struct found){sqlite3_column_int64(row, 0),
                                    sqlite3_column_int64(row, 1)});
    sqlite3_reset(row);
    return result < 0 ? result : 0;
}

static int look_through(struct store *store, const struct story_filter *filter,
                        enum driver driver, sqlite3_stmt *entries,
                        struct newest *newest, struct error *err)
{
    int64_t since = filter->first_since;
    int result;

    while ((result = store_step(store, entries, err)) == STEP_ROW) {
        int64_t seen = sqlite3_column_int64(entries, 1);
        if ((newest->full && newest->last > seen) ||
            (since != TIME_ABSENT && seen < since))
            return 0;
        result = look(store, filter, driver, sqlite3_column_int64(entries, 0),
                      newest, err);
        if (result < 0)
            return result;
    }
    return result;
}

int store_list_newest(struct store *store, const struct story_filter *filter,
                      enum driver driver, struct ids *ids,
                      sqlite3_stmt **ret_open, struct error *err)
{
    const struct scope *scope = &filter->scope;
    struct newest newest = {.most = filter->limit};
    int result = store_prepare(
        store, ret_open, err,
        "SELECT entry, first_seen FROM entries WHERE feed IN (SELECT b.feed "
        "FROM feeds b WHERE (?1 = 1 AND b.feed = ?2) OR (?1 = 2 AND b.feed IN "
        "(SELECT feed FROM tags WHERE tag = ?3)) OR (?1 = 3 AND b.outlet = "
        "(SELECT outlet FROM outlets WHERE domain = ?4))) ORDER BY first_seen "
        "DESC",
        "iitt", (int64_t)driver, scope->feed, scope->tag, scope->outlet);

    if (result == 0)
        result = look_through(store, filter, driver, *ret_open, &newest, err);
    compact(&newest);
    for (size_t i = 0; i < newest.count && result == 0; i++)
        ids_add(ids, newest.items[i].story);
    xfree(newest.items);
    return result;
}
