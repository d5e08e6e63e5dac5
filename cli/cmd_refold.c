/*
 * newsfold refold: fold the entries of the window again, as this version would
 * have when they came. Chunk by chunk beside what is in use, which is replaced
 * at the end; a signal ends it between two chunks, and the next goes on there.
 * A dry run does the same in memory and tells what would change.
 */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/stopping.h"
#include "dedup/dedup.h"

#define CHUNK         2000 /* entries a transaction */
#define TITLE_COLUMNS 100
#define LEAST_COLUMNS 20

struct refolding {
    struct cli *cli;
    struct store *store;
    struct fold_options fold;
    struct refold_options options;
    struct refold_summary summary;
    int64_t entries[CHUNK]; /* of the chunk */
    size_t done, all;
    bool ended;
    bool abandon;
    struct strbuf out;
    int64_t told; /* the story whose changes are being printed */
    size_t columns;
};

static int fold_chunk(struct refolding *refolding, size_t count,
                      struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    struct store *store = refolding->store;
    struct fold_document *documents =
        arena_calloc(&arena, count, sizeof(*documents));
    struct fold_result folded;
    int64_t newest = 0;
    int result = store_refold_documents(store, refolding->entries, count,
                                        &arena, documents, err);

    if (result == 0)
        result = fold_batch(&refolding->fold, store_refold_source(store),
                            documents, count, &arena, &folded, err);
    for (size_t i = 0; i < count && result == 0; i++)
        if (documents[i].first_seen > newest)
            newest = documents[i].first_seen;
    return result < 0 ? result
                      : store_refold_apply(store, &folded, newest, err);
}

static int swap(struct refolding *refolding, struct error *err)
{
    refolding->ended = true;
    if (refolding->options.dry)
        return 0;
    cli_progress(refolding->cli, "putting %zu entries into their stories",
                 refolding->all);
    return store_refold_swap(refolding->store, &refolding->summary, err);
}

/* In a transaction: nothing comes between seeing that all is folded and putting
 * it in its place. */
static int step(struct refolding *refolding, struct error *err)
{
    struct store *store = refolding->store;
    size_t count = 0;
    bool anew = false;
    int result = store_refold_enter(store, &refolding->options, &anew, err);

    if (result == 0 && (anew || !refolding->all))
        result = store_refold_progress(store, &refolding->done, &refolding->all,
                                       err);
    if (result == 0)
        result =
            store_refold_next(store, CHUNK, refolding->entries, &count, err);
    if (result < 0)
        return result;
    refolding->done += count;
    return count ? fold_chunk(refolding, count, err) : swap(refolding, err);
}

static void show_progress(const struct refolding *refolding)
{
    size_t all =
        refolding->all < refolding->done ? refolding->done : refolding->all;

    cli_progress(refolding->cli, "%zu of %zu entries folded", refolding->done,
                 all);
}

static int walk(struct refolding *refolding, struct error *err)
{
    struct store *store = refolding->store;
    int result = 0;

    while (result == 0 && !refolding->ended && !*stopping) {
        if (refolding->options.dry) {
            result = step(refolding, err);
        } else {
            result = store_begin(store, err);
            if (result == 0)
                result = step(refolding, err);
            result = store_end(store, result, err);
        }
        show_progress(refolding);
    }
    cli_progress(refolding->cli, NULL);
    return result;
}

/* The dry run's listing */

static void add_story(struct refolding *refolding, int64_t story,
                      const char *title)
{
    strbuf_addf(&refolding->out, "%lld", (long long)story);
    if (title) {
        strbuf_addstr(&refolding->out, "  ");
        text_fit(&refolding->out, title, refolding->columns);
    }
    strbuf_addch(&refolding->out, '\n');
}

static int print_change(void *context, const struct refold_change *change,
                        struct error *err)
{
    struct refolding *refolding = context;
    struct strbuf *out = &refolding->out;

    if (change->joins) {
        strbuf_addstr(out, "join   ");
        add_story(refolding, change->before, change->before_title);
        strbuf_addstr(out, "  with ");
        add_story(refolding, change->after, change->after_title);
        return cli_emit(out, err);
    }
    if (refolding->told != change->before) {
        strbuf_addstr(out, "part   ");
        add_story(refolding, change->before, change->before_title);
    }
    refolding->told = change->before;
    strbuf_addstr(out, "  entry ");
    add_story(refolding, change->entry, change->title);
    if (change->after_title)
        strbuf_addf(out, "    to story %lld\n", (long long)change->after);
    else if (change->after != change->entry)
        strbuf_addf(out, "    with entry %lld\n", (long long)change->after);
    return cli_emit(out, err);
}

static int tell(struct refolding *refolding, struct error *err)
{
    struct refold_summary *sum = &refolding->summary;
    size_t columns = cli_text_columns(refolding->cli, TITLE_COLUMNS);

    refolding->columns =
        columns > LEAST_COLUMNS * 2 ? columns - LEAST_COLUMNS : LEAST_COLUMNS;
    int result = store_refold_compare(refolding->store, print_change, refolding,
                                      sum, err);
    if (result < 0)
        return result;
    strbuf_addf(&refolding->out,
                "%zu stories would join others, %zu would part; %zu of %zu "
                "entries would move\n",
                sum->joined, sum->parted, sum->moved, sum->entries);
    return cli_emit(&refolding->out, err);
}

static int say_stopped(const struct refolding *refolding)
{
    if (refolding->cli->verbosity >= 0 && refolding->options.dry)
        cli_error("stopped: %zu of %zu entries were folded", refolding->done,
                  refolding->all);
    else if (refolding->cli->verbosity >= 0)
        cli_error("stopped: %zu of %zu entries are folded, nothing has changed "
                  "yet; newsfold refold goes on from there",
                  refolding->done, refolding->all);
    return 128 + *stopping;
}

static int say_end(const struct refolding *refolding)
{
    const struct refold_summary *sum = &refolding->summary;

    cli_note(refolding->cli,
             "%zu entries are folded again: %zu stories have joined others, "
             "%zu have parted; %zu entries have moved",
             sum->entries, sum->joined, sum->parted, sum->moved);
    return EXIT_OK;
}

static int rehearse(struct refolding *refolding)
{
    struct error err;
    int result = store_refold_rehearse(refolding->store, &err);

    if (result == 0)
        result = walk(refolding, &err);
    if (result == 0 && !refolding->ended)
        return say_stopped(refolding);
    if (result == 0)
        result = tell(refolding, &err);
    if (result < 0 && cli_output_closed())
        return EXIT_OK;
    return result < 0 ? cli_fail(&err) : EXIT_OK;
}

/* What was made is dropped, in one transaction. */
static int abandon(struct refolding *refolding, struct error *err)
{
    int result = store_begin(refolding->store, err);

    if (result == 0)
        result = store_end(
            refolding->store,
            store_refold_abandon(refolding->store, &refolding->done, err), err);
    if (result == 0 && refolding->done)
        cli_note(refolding->cli,
                 "a refold that had folded %zu entries is abandoned",
                 refolding->done);
    else if (result == 0)
        cli_note(refolding->cli, "no refold was stopped");
    return result;
}

static int refold(struct refolding *refolding)
{
    struct error err;
    int result = store_lock(refolding->store, &err);

    if (result == STORE_LOCKED) {
        cli_error("a poll of %s, or another refold, is running",
                  refolding->cli->database);
        return EXIT_BUSY;
    }
    if (result == 0)
        result = refolding->abandon ? abandon(refolding, &err)
                                    : walk(refolding, &err);
    if (result == 0)
        result = store_checkpoint(refolding->store, &err);
    if (result < 0)
        return cli_fail(&err);
    if (refolding->abandon)
        return EXIT_OK;
    return refolding->ended ? say_end(refolding) : say_stopped(refolding);
}

static int run(struct refolding *refolding)
{
    struct cli *cli = refolding->cli;
    bool dry = refolding->options.dry;
    struct error err;

    stopping_begin();
    int status =
        cli_open(cli, dry ? STORE_READ : STORE_WRITE, &refolding->store);
    if (status != EXIT_OK)
        return status;
    refolding->options.version = FOLD_VERSION;
    refolding->options.before = cli->now - cli->config.window;
    strbuf_init(&refolding->out, LIMIT_LINE);
    if (store_secret(refolding->store, refolding->fold.secret.bytes, &err) < 0)
        status = cli_fail(&err);
    else
        status = dry ? rehearse(refolding) : refold(refolding);
    strbuf_release(&refolding->out);
    store_free(refolding->store);
    return status;
}

/* A share as ".55" or "0.55", more than none and at most all. */
static bool read_share(const char *text, double *ret)
{
    char *end;

    if (!strchr("0123456789.", *text))
        return false;
    double share = strtod(text, &end);
    if (*end || share <= 0 || share > 1)
        return false;
    *ret = share;
    return true;
}

int cmd_refold(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"abandon", no_argument, NULL, 'a'},
        {"dry-run", no_argument, NULL, 'n'},
        {"threshold", required_argument, NULL, 't'},
        {0},
    };
    struct refolding *refolding = xcalloc(1, sizeof(*refolding));
    int status = EXIT_OK;
    int option;

    refolding->cli = cli;
    while (status == EXIT_OK &&
           (option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'n')
            refolding->options.dry = true;
        else if (option == 'a')
            refolding->abandon = true;
        else if (option != 't')
            status = EXIT_USAGE;
        else if (!read_share(optarg, &refolding->fold.threshold))
            status = cli_usage(cli_command("refold"),
                               "--threshold takes a share, more than 0 and at "
                               "most 1");
    }
    if (status == EXIT_OK && optind < argc)
        status = cli_usage(cli_command("refold"), "it takes no arguments");
    if (status == EXIT_OK && refolding->abandon &&
        (refolding->options.dry || refolding->fold.threshold > 0))
        status = cli_usage(cli_command("refold"),
                           "--abandon drops what a refold has made, and goes "
                           "with no other option");
    if (status == EXIT_OK && refolding->fold.threshold > 0 &&
        !refolding->options.dry)
        status = cli_usage(cli_command("refold"),
                           "--threshold goes with --dry-run: polls know no "
                           "other share than the program's");
    if (status == EXIT_OK)
        status = run(refolding);
    xfree(refolding);
    return status;
}
