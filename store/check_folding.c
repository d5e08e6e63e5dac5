/*
 * What is no fault, but for newsfold refold to end: entries that folding does not
 * find, or that a refold which was stopped has folded.
 */
#include "store/store_internal.h"

struct telling {
    struct store *store;
    unsigned fold_version;
    store_check_fn *emit;
    void *context;
};

/* result is that of counting. */
static int tell_count(struct telling *telling, struct check *check,
                      enum check_state state, int result, struct error *err)
{
    if (result < 0) {
        check->state = CHECK_UNTOLD;
        check->detail = err->message;
    } else if (check->count) {
        check->state = state;
    }
    return telling->emit(telling->context, check, err);
}

/* Entries that folding does not find, since it reads texts in another way than
 * when they came. */
static int check_fold_version(struct telling *telling, struct error *err)
{
    struct check check = {.name = "features",
                          .what = "entries of the window that another version "
                                  "of folding has read"};
    struct store *store = telling->store;
    int result = store_integer(store, 0, &check.count, err,
                               WHOLE "SELECT count(*) FROM entries WHERE entry "
                                     ">= ?1 AND fold_version <> ?2",
                               "ii", store->window_entry,
                               (int64_t)telling->fold_version);

    return tell_count(telling, &check, CHECK_OLD, result, err);
}

/* Entries of the window without a feature, though a guid or link always is one:
 * no copy finds them. What was first seen before the window that was folded
 * last may have none. */
static int check_features(struct telling *telling, struct error *err)
{
    struct check check = {.name = "features",
                          .what = "entries of the window that folding does "
                                  "not find"};
    struct store *store = telling->store;
    int result = store_integer(
        store, 0, &check.count, err,
        WHOLE "SELECT count(*) FROM entries WHERE entry >= ?1 AND fold_version "
              "= (SELECT value FROM settings WHERE name = 'fold_version') AND "
              "coalesce(guid, canonical) IS NOT NULL AND first_seen >= "
              "coalesce((SELECT max(value) FROM settings WHERE name IN "
              "('expired', 'refolded')), 0) AND entry NOT IN (SELECT entry "
              "FROM temp.posted)",
        "i", store->window_entry);

    return tell_count(telling, &check, CHECK_OLD, result, err);
}

/* What a refold that was stopped has made takes room until it goes on. */
static int check_refold(struct telling *telling, struct error *err)
{
    struct check check = {.name = "refold",
                          .what = "entries that a refold which has not ended "
                                  "has folded"};
    int result = store_refold_count(telling->store, &check.count, err);

    return tell_count(telling, &check, CHECK_HALF, result, err);
}

int store_check_folding(struct store *store, unsigned fold_version,
                        store_check_fn *emit, void *context, struct error *err)
{
    struct telling telling = {store, fold_version, emit, context};
    int result = check_fold_version(&telling, err);

    if (result == 0)
        result = check_features(&telling, err);
    return result < 0 ? result : check_refold(&telling, err);
}
