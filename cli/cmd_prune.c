/*
 * newsfold prune: let old entries go now, as the end of a poll does by and by.
 * A signal ends it between two batches.
 */
#include <getopt.h>

#include "base/alloc.h"
#include "cli/cli.h"
#include "cli/retention.h"
#include "cli/stopping.h"

struct pruning {
    struct retention retention;
    bool dry_run, compact;
};

static int say_plan(struct cli *cli, struct store *store,
                    const struct pruning *pruning)
{
    CLEANUP(strbuf_release) struct strbuf line;
    struct prune_plan plan;
    struct error err;

    if (retention_plan(cli, store, &pruning->retention, &plan, &err) < 0)
        return cli_fail(&err);
    strbuf_init(&line, 1024);
    strbuf_addf(&line,
                "%zu entries of %zu feeds would go, and %zu stories with "
                "them\n",
                plan.entries, plan.feeds, plan.stories);
    cli_write(&line);
    return EXIT_OK;
}

static int compact(struct cli *cli, struct store *store, struct error *err)
{
    int result = store_lock(store, err);

    if (result == STORE_LOCKED)
        return result;
    cli_progress(cli, "writing the file anew");
    if (result == 0)
        result = store_compact(store, err);
    cli_progress(cli, NULL);
    return result;
}

static int say_end(struct cli *cli, const struct retention_summary *sum)
{
    if (*stopping) {
        if (cli->verbosity >= 0)
            cli_error("stopped: %zu of %zu entries are pruned, the rest is as "
                      "it was",
                      sum->done, sum->plan.entries);
        return 128 + *stopping;
    }
    cli_note(cli, "%zu entries of %zu feeds are pruned, and %zu stories",
             sum->plan.entries, sum->plan.feeds, sum->plan.stories);
    if (sum->unused_bytes)
        cli_note(cli,
                 "%lld bytes of the file are free for what comes; newsfold "
                 "prune --compact gives them back",
                 (long long)sum->unused_bytes);
    return EXIT_OK;
}

static int prune(struct cli *cli, struct store *store,
                 const struct pruning *pruning)
{
    struct retention_summary sum;
    struct error err;

    int result = retention_run(cli, store, &pruning->retention, &sum, &err);
    if (result == 0 && pruning->compact && !*stopping) {
        sum.unused_bytes = 0;
        result = compact(cli, store, &err);
    } else if (result == 0) {
        result = store_checkpoint(store, &err);
    }
    if (result == STORE_LOCKED) {
        cli_error("a poll of %s is running; the file is not compacted",
                  cli->database);
        return EXIT_BUSY;
    }
    return result < 0 ? cli_fail(&err) : say_end(cli, &sum);
}

static int run(struct cli *cli, const struct pruning *pruning)
{
    struct store *store;

    stopping_begin();
    int status =
        cli_open(cli, pruning->dry_run ? STORE_READ : STORE_WRITE, &store);

    if (status != EXIT_OK)
        return status;
    status = pruning->dry_run ? say_plan(cli, store, pruning)
                              : prune(cli, store, pruning);
    store_free(store);
    return status;
}

int cmd_prune(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"compact", no_argument, NULL, 'c'},
        {"days", required_argument, NULL, 'd'},
        {"dry-run", no_argument, NULL, 'n'},
        {"entries", required_argument, NULL, 'e'},
        {0},
    };
    struct pruning pruning = {
        .retention = {.days = (long)cli->config.keep_days,
                      .entries = (long)cli->config.keep_entries}};
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'c')
            pruning.compact = true;
        else if (option == 'n')
            pruning.dry_run = true;
        else if (option != 'd' && option != 'e')
            return EXIT_USAGE;
        else if (!cli_number(optarg, 0,
                             option == 'd' ? KEEP_DAYS_MAX : KEEP_ENTRIES_MAX,
                             option == 'd' ? &pruning.retention.days
                                           : &pruning.retention.entries))
            return cli_usage(cli_command("prune"),
                             "--%s takes a number, 0 for all",
                             option == 'd' ? "days" : "entries");
    }
    if (optind < argc)
        return cli_usage(cli_command("prune"), "it takes no arguments");
    return run(cli, &pruning);
}
