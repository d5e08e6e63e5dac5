/* newsfold remove: unsubscribe, all or none of the feeds named. */
#include <getopt.h>

#include "base/alloc.h"
#include "cli/cli.h"

static int remove_feeds(struct store *store, const int64_t *feeds, size_t count,
                        struct error *err)
{
    int result = store_begin(store, err);

    /* One that was named twice is gone the second time. */
    for (size_t i = 0; i < count && result >= 0; i++)
        result = store_feed_remove(store, feeds[i], err);
    return result < 0 ? result : store_commit(store, err);
}

int cmd_remove(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {{0}};
    CLEANUP(xfreep) int64_t *feeds = NULL;
    struct store *store;
    struct error err;

    if (getopt_long(argc, argv, "", options, NULL) != -1)
        return EXIT_USAGE;
    if (optind == argc)
        return cli_usage(cli_command("remove"), "which feed is to be removed?");
    int status = cli_open(cli, STORE_WRITE, &store);
    if (status != EXIT_OK)
        return status;
    size_t count = (size_t)(argc - optind);
    feeds = xcalloc(count, sizeof(*feeds));
    status = cli_find_feeds(store, argv + optind, count, feeds);
    if (status == EXIT_OK && remove_feeds(store, feeds, count, &err) < 0)
        status = cli_fail(&err);
    store_free(store);
    return status;
}
