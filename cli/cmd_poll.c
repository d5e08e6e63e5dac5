/*
 * newsfold poll: what cron calls. Silent when all went well; feeds that failed
 * get a line each, and exit status 2. A second poll of the same database
 * leaves at once.
 */
#include <getopt.h>

#include "base/alloc.h"
#include "cli/cli.h"
#include "cli/pipeline.h"
#include "cli/worker.h"

static void say_summary(const struct cli *cli, const struct poll_summary *sum)
{
    cli_note(cli,
             "%zu feeds: %zu with a new body, %zu unchanged, %zu failed; "
             "%zu put off; %zu bytes received",
             sum->feeds, sum->bodies, sum->unchanged, sum->failed,
             sum->postponed, sum->wire_bytes);
    cli_note(cli, "%zu new entries, %zu updated; %zu new stories", sum->entries,
             sum->updated, sum->founded);
}

static int poll_locked(struct cli *cli, struct store *store,
                       struct nursery *nursery,
                       const struct poll_options *options)
{
    struct poll_summary summary = {0};
    struct error err;
    int result = store_lock(store, &err);

    if (result == STORE_LOCKED) {
        cli_error("another poll of %s, or a refold, is running", cli->database);
        return EXIT_BUSY;
    }
    if (result == 0)
        result = pipeline_poll(cli, store, nursery, options, &summary, &err);
    if (result < 0)
        return cli_fail(&err);
    say_summary(cli, &summary);
    if (summary.signal) {
        if (cli->verbosity >= 0)
            cli_error("stopped: %zu feeds were asked and are stored, %zu were "
                      "put off",
                      summary.feeds, summary.postponed);
        return 128 + summary.signal;
    }
    return summary.failed ? EXIT_FEEDS : EXIT_OK;
}

static int run(struct cli *cli, struct nursery *nursery,
               struct poll_options *options, char **names)
{
    CLEANUP(xfreep)
    int64_t *feeds = xcalloc(options->feed_count + 1, sizeof(*feeds));
    struct store *store;
    int status = cli_open(cli, STORE_WRITE, &store);

    if (status != EXIT_OK)
        return status;
    options->feeds = feeds;
    status = cli_find_feeds(store, names, options->feed_count, feeds);
    if (status == EXIT_OK)
        status = poll_locked(cli, store, nursery, options);
    store_free(store);
    return status;
}

int cmd_poll(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"all", no_argument, NULL, 'a'},
        {"jobs", required_argument, NULL, 'j'},
        {"tag", required_argument, NULL, 't'},
        {0},
    };
    struct poll_options poll = {.jobs = cli->config.max_transfers};
    struct nursery nursery = {.control = -1};
    struct error err;
    long jobs = 0;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'a')
            poll.all = true;
        else if (option == 't')
            poll.tag = optarg;
        else if (option != 'j')
            return EXIT_USAGE;
        else if (!cli_number(optarg, 1, 1000, &jobs))
            return cli_usage(cli_command("poll"),
                             "--jobs takes a number from 1 to 1000");
        else
            poll.jobs = (size_t)jobs;
    }
    poll.feed_count = (size_t)(argc - optind);
    if (poll.feed_count && poll.tag)
        return cli_usage(cli_command("poll"), "--tag, or feeds by name");
    /* Before the database is open: its workers must not inherit it. */
    if (nursery_init(&nursery, &err) < 0)
        return cli_fail(&err);
    int status = run(cli, &nursery, &poll, argv + optind);
    nursery_release(&nursery);
    return status;
}
