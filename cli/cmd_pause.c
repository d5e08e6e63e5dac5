/* newsfold pause, resume and priority: whether and how a feed counts. */
#include <getopt.h>

#include "cli/cli.h"
#include "cli/feed_change.h"

static int pause_feed(void *context, struct store *store, int64_t feed,
                      struct error *err)
{
    return store_feed_pause(store, feed, FEED_PAUSED, err);
}

static int resume_feed(void *context, struct store *store, int64_t feed,
                       struct error *err)
{
    const struct cli *cli = context;

    return store_feed_resume(store, feed, cli->now, err);
}

static int set_priority(void *context, struct store *store, int64_t feed,
                        struct error *err)
{
    return store_feed_priority(store, feed, *(long *)context, err);
}

/* Whether only names follow the command's own; says what is wrong. */
static bool takes_names(int argc, char **argv)
{
    static const struct option options[] = {{0}};

    if (getopt_long(argc, argv, "", options, NULL) != -1)
        return false;
    if (optind < argc)
        return true;
    cli_usage(cli_command(argv[0]), "which feed?");
    return false;
}

int cmd_pause(struct cli *cli, int argc, char **argv)
{
    if (!takes_names(argc, argv))
        return EXIT_USAGE;
    return feeds_change(cli, argv + optind, (size_t)(argc - optind), pause_feed,
                        cli);
}

int cmd_resume(struct cli *cli, int argc, char **argv)
{
    if (!takes_names(argc, argv))
        return EXIT_USAGE;
    return feeds_change(cli, argv + optind, (size_t)(argc - optind),
                        resume_feed, cli);
}

int cmd_priority(struct cli *cli, int argc, char **argv)
{
    long priority;

    /* No options: a priority may be negative. */
    if (argc < 3)
        return cli_usage(cli_command("priority"), "which feed, and how high?");
    if (!cli_number(argv[argc - 1], -1000, 1000, &priority))
        return cli_usage(cli_command("priority"),
                         "'%s' is no number from -1000 to 1000",
                         argv[argc - 1]);
    return feeds_change(cli, argv + 1, (size_t)(argc - 2), set_priority,
                        &priority);
}
