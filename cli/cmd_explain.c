/*
 * newsfold explain: why two entries are one story, or are not, and for one
 * alone what is nearest to it. What folding would say now, by its own code
 * (dedup/explain.h), and what it said when the entries came.
 */
#include <getopt.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/explaining.h"
#include "cli/fold_version.h"
#include "dedup/dedup.h"

#define TEXT_COLUMNS    80
#define MOST_NEIGHBOURS 5

static int explain_pair(struct explaining *explaining, struct error *err)
{
    struct fold_explanation explanation = {0};
    int64_t a = explaining->entries[0];
    int64_t b = explaining->entries[1];
    bool joined = explaining->stories[0] == explaining->stories[1];
    int result = store_correction_against(explaining->store, !joined, a, b,
                                          &explaining->correction, err);

    for (int side = 0; side < 2 && result == 0; side++)
        result =
            store_fold_version_of(explaining->store, explaining->entries[side],
                                  &explaining->versions[side], err);
    if (result == 0)
        result =
            fold_explain(&explaining->options,
                         store_fold_source(explaining->store, FOLD_VERSION),
                         &explaining->documents[0], &explaining->documents[1],
                         &explaining->arena, &explanation, err);
    if (result < 0)
        return result;
    if (explaining->format == CLI_JSON)
        explain_json(explaining, &explanation);
    else
        explain_text(explaining, &explanation);
    return 0;
}

static int neighbour_text(struct explaining *explaining,
                          const struct fold_neighbour *neighbour,
                          struct error *err)
{
    struct strbuf *out = &explaining->out;
    struct fold_document document;
    int result = store_fold_documents(explaining->store, &neighbour->entry, 1,
                                      &explaining->arena, &document, err);

    if (result < 0)
        return result;
    strbuf_addf(out, "%3.0f%%  %6lld  ", neighbour->containment * 100,
                (long long)neighbour->entry);
    text_fit(out, document.title, explaining->columns - 14);
    strbuf_addf(out, "\n              story %lld, ",
                (long long)neighbour->story);
    if (neighbour->copy)
        strbuf_addf(out, "a copy, by %s\n", fold_rule_name(neighbour->rule));
    else
        strbuf_addf(out, "no copy, by the rule of %s\n",
                    breach_name(neighbour->breach));
    return 0;
}

static int alone_text(struct explaining *explaining,
                      const struct fold_neighbour *found, size_t count,
                      struct error *err)
{
    int result = 0;

    explain_entry(explaining, 0);
    strbuf_addstr(&explaining->out,
                  count ? "\nNearest, with the share of the smaller text:\n"
                        : "\nNothing shares a rare passage, a title or a link "
                          "with it.\n");
    for (size_t i = 0; i < count && i < MOST_NEIGHBOURS && result == 0; i++)
        result = neighbour_text(explaining, &found[i], err);
    if (count && result == 0)
        strbuf_addf(&explaining->out,
                    "\nnewsfold explain %lld %lld tells more of the first.\n",
                    (long long)explaining->entries[0],
                    (long long)found[0].entry);
    return result;
}

static void alone_json(struct explaining *explaining,
                       const struct fold_neighbour *found, size_t count)
{
    struct strbuf *out = &explaining->out;

    strbuf_addf(out, "{\"entry\":%lld,\"story\":%lld,\"nearest\":[",
                (long long)explaining->entries[0],
                (long long)explaining->stories[0]);
    for (size_t i = 0; i < count; i++)
        strbuf_addf(out,
                    "%s{\"entry\":%lld,\"story\":%lld,\"copy\":%s,\"rule\":"
                    "\"%s\",\"breach\":\"%s\",\"containment\":%.4f,"
                    "\"needed\":%.4f}",
                    i ? "," : "", (long long)found[i].entry,
                    (long long)found[i].story, found[i].copy ? "true" : "false",
                    fold_rule_name(found[i].copy ? found[i].rule : FOLD_ALONE),
                    breach_name(found[i].breach), found[i].containment,
                    found[i].needed);
    strbuf_addstr(out, "]}\n");
}

static int explain_alone(struct explaining *explaining, struct error *err)
{
    struct fold_neighbour *found;
    size_t count;
    int result = fold_neighbours(
        &explaining->options,
        store_fold_source(explaining->store, FOLD_VERSION),
        &explaining->documents[0], &explaining->arena, &found, &count, err);

    if (result < 0)
        return result;
    if (explaining->format == CLI_JSON)
        alone_json(explaining, found, count);
    else
        result = alone_text(explaining, found, count, err);
    return result;
}

/* The entries that numbers mean, the one that came first first; an exit
 * status, said. */
static int find_entries(struct explaining *explaining, char *const *numbers,
                        size_t count)
{
    int status = cli_find_entries(explaining->store, numbers, count,
                                  explaining->entries, explaining->stories);

    if (status != EXIT_OK)
        return status;
    if (count == 2 && explaining->entries[0] == explaining->entries[1]) {
        cli_error("%s and %s are one entry; newsfold show %s lists the story's "
                  "entries",
                  numbers[0], numbers[1], numbers[0]);
        return EXIT_USAGE;
    }
    if (count == 2 && explaining->entries[0] > explaining->entries[1]) {
        int64_t entry = explaining->entries[0];
        int64_t story = explaining->stories[0];
        explaining->entries[0] = explaining->entries[1];
        explaining->stories[0] = explaining->stories[1];
        explaining->entries[1] = entry;
        explaining->stories[1] = story;
    }
    return EXIT_OK;
}

static int explain(struct explaining *explaining, char *const *numbers,
                   size_t count)
{
    struct error err;
    int status = find_entries(explaining, numbers, count);

    if (status != EXIT_OK)
        return status;
    int result =
        store_secret(explaining->store, explaining->options.secret.bytes, &err);
    if (result == 0)
        result = fold_version_tell(explaining->cli, explaining->store, &err);
    if (result == 0)
        result = store_fold_documents(explaining->store, explaining->entries,
                                      count, &explaining->arena,
                                      explaining->documents, &err);
    if (result == 0)
        result = count == 2 ? explain_pair(explaining, &err)
                            : explain_alone(explaining, &err);
    if (result < 0)
        return cli_fail(&err);
    cli_write(&explaining->out);
    return EXIT_OK;
}

int cmd_explain(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'},
        {0},
    };
    struct explaining explaining = {.cli = cli};
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option != 'f')
            return EXIT_USAGE;
        if (!cli_format_parse(optarg, &explaining.format) ||
            explaining.format == CLI_TSV)
            return cli_usage(cli_command("explain"),
                             "explain prints text or json, not '%s'", optarg);
    }
    size_t count = (size_t)(argc - optind);
    if (count < 1 || count > 2)
        return cli_usage(cli_command("explain"),
                         "which entries or stories? It takes one or two");
    int status = cli_open(cli, STORE_READ, &explaining.store);
    if (status != EXIT_OK)
        return status;
    explaining.options.window = cli->config.window;
    explaining.options.past_only = count == 2;
    explaining.columns = cli_text_columns(cli, TEXT_COLUMNS);
    strbuf_init(&explaining.out, LIMIT_RECORD);
    status = explain(&explaining, argv + optind, count);
    strbuf_release(&explaining.out);
    arena_release(&explaining.arena);
    store_free(explaining.store);
    return status;
}
