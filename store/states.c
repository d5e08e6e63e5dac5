/*
 * Read and starred: the user's marks on the entries of stories. A story's own
 * columns follow, so that a list of a million stories finds the unread ones by
 * an index.
 */
#include "base/alloc.h"
#include "store/store_internal.h"

void ids_add(struct ids *ids, int64_t id)
{
    if (ids->count == ids->capacity)
        ids->items = array_grow(ids->items, ids->count, &ids->capacity,
                                sizeof(*ids->items));
    ids->items[ids->count++] = id;
}

int store_ids(struct store *store, sqlite3_stmt *row, struct ids *ids,
              struct error *err)
{
    int result;

    while ((result = store_step(store, row, err)) == STEP_ROW)
        ids_add(ids, sqlite3_column_int64(row, 0));
    sqlite3_reset(row);
    return result;
}

static int mark_story(struct store *store, int64_t story, enum story_mark mark,
                      bool set, struct error *err)
{
    int result =
        mark == STORY_READ
            ? store_run(store, err,
                        "UPDATE entries SET read = ?2 WHERE story = ?1 AND "
                        "read IS NOT ?2",
                        "ii", story, (int64_t)set)
            : store_run(store, err,
                        "UPDATE entries SET starred = ?2 WHERE story = ?1 AND "
                        "starred <> ?2",
                        "ii", story, (int64_t)set);

    return result < 0 ? result : store_story_refresh(store, story, err);
}

int store_mark(struct store *store, int64_t id, enum story_mark mark, bool set,
               struct error *err)
{
    int64_t story;
    int result = store_story_find(store, id, &story, err);

    if (result < 0)
        return result;
    return story ? mark_story(store, story, mark, set, err) : STORE_NONE;
}

/* Mark those that were gathered, unless that failed. */
static int mark_each(struct store *store, int gathered, struct ids *ids,
                     enum story_mark mark, bool set, struct error *err)
{
    int result = gathered;

    for (size_t i = 0; i < ids->count && result == 0; i++)
        result = mark_story(store, ids->items[i], mark, set, err);
    bool none = !ids->count;
    xfree(ids->items);
    if (result < 0)
        return result;
    return none ? STORE_NONE : 0;
}

int store_mark_range(struct store *store, int64_t first, int64_t last,
                     enum story_mark mark, bool set, struct error *err)
{
    struct ids ids = {0};
    sqlite3_stmt *row;
    int result = store_bind(store, &row, err,
                            "SELECT story FROM stories WHERE story BETWEEN ?1 "
                            "AND ?2 UNION SELECT target FROM forwards WHERE "
                            "story BETWEEN ?1 AND ?2 ORDER BY story",
                            "ii", first, last);

    if (result == 0)
        result = store_ids(store, row, &ids, err);
    return mark_each(store, result, &ids, mark, set, err);
}

int store_mark_all(struct store *store, const struct story_filter *filter,
                   enum story_mark mark, bool set, struct error *err)
{
    struct ids ids = {0};
    int result = store_story_ids(store, filter, &ids, err);

    return mark_each(store, result, &ids, mark, set, err);
}
