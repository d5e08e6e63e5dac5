/*
 * newsfold check: whether all that the database holds agrees, and how large it
 * has become. What is wrong is told and makes the command fail; --repair mends
 * what follows from something else.
 */
#include <getopt.h>

#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "dedup/dedup.h"

struct checking {
    const struct cli *cli;
    enum cli_format format;
    size_t wrong; /* that are so still */
    struct strbuf out;
};

static const char *const states[] = {
    [CHECK_FINE] = "fine",         [CHECK_WRONG] = "wrong",
    [CHECK_MENDED] = "mended",     [CHECK_LOST] = "lost",
    [CHECK_UNTOLD] = "unreadable", [CHECK_OLD] = "old",
    [CHECK_HALF] = "unfinished",
};

static void print_text(struct strbuf *out, const struct check *check)
{
    static const char *const advice[] = {
        [CHECK_FINE] = "",
        [CHECK_WRONG] = "; newsfold check --repair mends it",
        [CHECK_MENDED] = "; mended",
        [CHECK_LOST] = "; put back a copy made by newsfold backup",
        [CHECK_UNTOLD] = "",
        [CHECK_OLD] = "; newsfold refold folds them again",
        [CHECK_HALF] = "; refold goes on from there, refold --abandon drops it",
    };

    if (check->state == CHECK_FINE)
        return;
    if (check->state == CHECK_UNTOLD)
        strbuf_addf(out, "%s: cannot be read: ", check->name);
    else
        strbuf_addf(out, "%s: %lld %s", check->name, (long long)check->count,
                    check->what);
    if (check->detail) {
        if (check->state != CHECK_UNTOLD)
            strbuf_addstr(out, ", the first: ");
        text_clean_line(out, check->detail);
    }
    strbuf_addf(out, "%s\n", advice[check->state]);
}

static void print_tsv(struct strbuf *out, const struct check *check)
{
    strbuf_addf(out, "check\t%s\t%s\t%lld\t", check->name, states[check->state],
                (long long)check->count);
    tsv_field(out, check->what);
    strbuf_addch(out, '\t');
    tsv_field(out, check->detail);
    strbuf_addch(out, '\n');
}

static void print_json(struct strbuf *out, const struct check *check)
{
    strbuf_addf(out, "{\"check\":\"%s\",\"state\":\"%s\",\"count\":%lld",
                check->name, states[check->state], (long long)check->count);
    strbuf_addstr(out, ",\"what\":");
    json_quote(out, check->what);
    strbuf_addstr(out, ",\"detail\":");
    json_quote(out, check->detail);
    strbuf_addstr(out, "}\n");
}

static int take_check(void *context, const struct check *check,
                      struct error *err)
{
    static void (*const printers[])(struct strbuf *, const struct check *) = {
        [CLI_TEXT] = print_text,
        [CLI_TSV] = print_tsv,
        [CLI_JSON] = print_json,
    };
    struct checking *checking = context;

    checking->wrong += check->state == CHECK_WRONG ||
                       check->state == CHECK_LOST ||
                       check->state == CHECK_UNTOLD;
    printers[checking->format](&checking->out, check);
    cli_progress(checking->cli, "%s", check->name);
    return 0;
}

static void size_text(struct strbuf *out, int64_t bytes)
{
    if (bytes >= 1 << 20)
        strbuf_addf(out, "%.1f MiB", (double)bytes / (1 << 20));
    else
        strbuf_addf(out, "%.1f KiB", (double)bytes / (1 << 10));
}

static void print_statistics(struct checking *checking,
                             const struct store_statistics *all)
{
    struct strbuf *out = &checking->out;

    if (checking->format != CLI_TEXT) {
        strbuf_addf(out,
                    checking->format == CLI_JSON
                        ? "{\"feeds\":%lld,\"entries\":%lld,\"stories\":%lld,"
                          "\"outlets\":%lld,\"bytes\":%lld,"
                          "\"entries_a_day\":%lld,\"bytes_a_day\":%lld,"
                          "\"duplicates\":%.4f}\n"
                        : "statistics\t%lld\t%lld\t%lld\t%lld\t%lld\t%lld\t"
                          "%lld\t%.4f\n",
                    (long long)all->feeds, (long long)all->entries,
                    (long long)all->stories, (long long)all->outlets,
                    (long long)all->bytes, (long long)all->entries_a_day,
                    (long long)all->bytes_a_day, all->duplicates);
        return;
    }
    strbuf_addf(out, "%lld feeds of %lld outlets\n", (long long)all->feeds,
                (long long)all->outlets);
    strbuf_addf(out, "%lld entries in %lld stories; %.1f %% repeat another\n",
                (long long)all->entries, (long long)all->stories,
                all->duplicates * 100);
    size_text(out, all->bytes);
    strbuf_addf(out, "; %lld entries and ", (long long)all->entries_a_day);
    size_text(out, all->bytes_a_day);
    strbuf_addstr(out, " a day\n");
}

static int run(struct checking *checking, struct store *store, bool repair)
{
    struct store_statistics statistics;
    struct error err;
    int result =
        store_check(store, FOLD_VERSION, repair, take_check, checking, &err);

    cli_progress(checking->cli, NULL);
    if (result < 0) {
        cli_write(&checking->out);
        return cli_fail(&err);
    }
    /* Of a file that cannot be read there is none. */
    if (store_statistics(store, checking->cli->now, &statistics, &err) == 0)
        print_statistics(checking, &statistics);
    cli_write(&checking->out);
    return checking->wrong ? EXIT_STATE : EXIT_OK;
}

int cmd_check(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'},
        {"repair", no_argument, NULL, 'r'},
        {0},
    };
    struct checking checking = {.cli = cli};
    struct store *store;
    bool repair = false;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'r')
            repair = true;
        else if (option != 'f')
            return EXIT_USAGE;
        else if (!cli_format_parse(optarg, &checking.format))
            return cli_usage(cli_command("check"), "there is no format '%s'",
                             optarg);
    }
    if (optind < argc)
        return cli_usage(cli_command("check"), "check takes options only");
    int status = cli_open(cli, STORE_READ, &store);
    if (status == EXIT_OK && repair) {
        store_free(store);
        status = cli_open(cli, STORE_WRITE, &store);
    }
    if (status != EXIT_OK)
        return status;
    strbuf_init(&checking.out, LIMIT_LINE);
    status = run(&checking, store, repair);
    strbuf_release(&checking.out);
    store_free(store);
    return status;
}
