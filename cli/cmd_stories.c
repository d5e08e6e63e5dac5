/*
 * newsfold stories: the list, newest first, a story a line. A story that
 * several outlets carry says how many; the rest are told by their lead alone.
 */
#include <getopt.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/fields.h"
#include "cli/scope.h"
#include "cli/story_record.h"

#define DEFAULT_LIMIT 50 /* of text; programs get all */

struct listing {
    const struct cli *cli;
    enum cli_format format;
    size_t columns;
    struct strbuf line;
};

static void print_text(struct listing *listing, const struct story *story)
{
    story_line(&listing->line, story, listing->columns, listing->cli->colour);
}

static void print_tsv(struct listing *listing, const struct story *story)
{
    story_tsv(&listing->line, story, "");
}

static void print_json(struct listing *listing, const struct story *story)
{
    story_json(&listing->line, story);
}

static int print_story(void *context, const struct story *story,
                       struct error *err)
{
    static void (*const printers[])(struct listing *, const struct story *) = {
        [CLI_TEXT] = print_text,
        [CLI_TSV] = print_tsv,
        [CLI_JSON] = print_json,
    };
    struct listing *listing = context;

    printers[listing->format](listing, story);
    return cli_emit(&listing->line, err);
}

/* Options into filter and format; false when one is wrong, which was said. */
static bool read_options(struct cli *cli, int argc, char **argv,
                         struct scope_options *scope,
                         struct story_filter *filter, enum cli_format *format)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'},
        {"limit", required_argument, NULL, 'l'},
        {"min-outlets", required_argument, NULL, 'm'},
        SCOPE_OPTIONS,
        {0},
    };
    long limit = -1;
    long outlets = 0;
    int option;
    bool fine = true;

    while (fine &&
           (option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option >= SCOPE_FEED)
            fine = !scope_take(cli, cli_command("stories"), option, scope);
        else if (option == 'f' && !cli_format_parse(optarg, format))
            fine = !cli_usage(cli_command("stories"), "there is no format '%s'",
                              optarg);
        else if (option == 'l' && !cli_number(optarg, 0, INT32_MAX, &limit))
            fine = !cli_usage(cli_command("stories"),
                              "--limit takes a number, 0 for all");
        else if (option == 'm' && !cli_number(optarg, 1, INT32_MAX, &outlets))
            fine = !cli_usage(cli_command("stories"),
                              "--min-outlets takes a number from 1");
        else if (option == '?')
            fine = false;
    }
    if (fine && optind < argc)
        fine = !cli_usage(cli_command("stories"),
                          "stories takes options only; newsfold show STORY "
                          "shows one");
    if (limit < 0)
        limit = *format == CLI_TEXT ? DEFAULT_LIMIT : 0;
    filter->limit = (size_t)limit;
    filter->min_outlets = (size_t)outlets;
    return fine;
}

int cmd_stories(struct cli *cli, int argc, char **argv)
{
    struct story_filter filter = {.first_since = TIME_ABSENT};
    struct scope_options scope = SCOPE_ANY;
    struct listing listing = {.cli = cli};
    struct store *store;
    struct error err;

    if (!read_options(cli, argc, argv, &scope, &filter, &listing.format))
        return EXIT_USAGE;
    int status = cli_open(cli, STORE_READ, &store);
    if (status != EXIT_OK)
        return status;
    status = scope_find(store, &scope);
    filter.scope = scope.scope;
    listing.columns = cli->stdout_terminal ? terminal_columns(80) : 0;
    strbuf_init(&listing.line, LIMIT_LINE);
    if (status == EXIT_OK &&
        store_stories(store, &filter, print_story, &listing, &err) < 0 &&
        !cli_output_closed())
        status = cli_fail(&err);
    strbuf_release(&listing.line);
    store_free(store);
    return status;
}
