/*
 * Changing feeds that are named on the command line: all of them in one
 * transaction, or none.
 */
#include "cli/feed_change.h"

#include "base/alloc.h"

static int change_all(struct store *store, const int64_t *feeds, size_t count,
                      feed_change_fn *change, void *context, struct error *err)
{
    int result = store_begin(store, err);

    for (size_t i = 0; i < count && result == 0; i++)
        result = change(context, store, feeds[i], err);
    return result < 0 ? result : store_commit(store, err);
}

int feeds_change(struct cli *cli, char *const *names, size_t count,
                 feed_change_fn *change, void *context)
{
    CLEANUP(xfreep) int64_t *feeds = xcalloc(count, sizeof(*feeds));
    struct store *store;
    struct error err;
    int status = cli_open(cli, STORE_WRITE, &store);

    if (status != EXIT_OK)
        return status;
    status = cli_find_feeds(store, names, count, feeds);
    if (status == EXIT_OK &&
        change_all(store, feeds, count, change, context, &err) < 0)
        status = cli_fail(&err);
    store_free(store);
    return status;
}
