/*
 * newsfold mute: what the user does not want to see, made, listed and lifted.
 */
#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/fields.h"
#include "cli/scope.h"

struct listing {
    enum cli_format format;
    struct strbuf line;
};

static int print_mute(void *context, const struct mute *mute, struct error *err)
{
    struct listing *listing = context;
    struct strbuf *line = &listing->line;
    const char *kind = mute_kind_name(mute->kind);

    switch (listing->format) {
    case CLI_TEXT:
        strbuf_addf(line, "%6lld  ", (long long)mute->mute);
        text_time(line, mute->made);
        strbuf_addf(line, "  %-6s  ", kind);
        text_clean_line(line, mute->what);
        strbuf_addch(line, '\n');
        break;
    case CLI_TSV:
        strbuf_addf(line, "%lld\t", (long long)mute->mute);
        tsv_time(line, mute->made);
        strbuf_addf(line, "\t%s\t", kind);
        tsv_field(line, mute->what);
        strbuf_addch(line, '\n');
        break;
    case CLI_JSON:
        strbuf_addf(line, "{\"mute\":%lld,\"made\":", (long long)mute->mute);
        json_time(line, mute->made);
        strbuf_addf(line, ",\"kind\":\"%s\",\"what\":", kind);
        json_quote(line, mute->what);
        strbuf_addstr(line, "}\n");
        break;
    }
    return cli_emit(line, err);
}

static int list(struct cli *cli, enum cli_format format)
{
    struct listing listing = {.format = format};
    struct store *store;
    struct error err;
    int status = cli_open(cli, STORE_READ, &store);

    if (status != EXIT_OK)
        return status;
    strbuf_init(&listing.line, LIMIT_LINE);
    if (store_mutes(store, print_mute, &listing, &err) < 0 &&
        !cli_output_closed())
        status = cli_fail(&err);
    strbuf_release(&listing.line);
    store_free(store);
    return status;
}

/* Make the mute, or, without what, lift it. */
static int change(struct cli *cli, const struct mute *mute)
{
    struct store *store;
    struct error err;
    int status = cli_open(cli, STORE_WRITE, &store);

    if (status != EXIT_OK)
        return status;
    int result = store_begin(store, &err);
    if (result == 0)
        result = mute->what ? store_mute(store, mute, &err)
                            : store_unmute(store, mute->mute, &err);
    if (result == STORE_NONE)
        result = error_set(&err, ERROR_INPUT,
                           "there is no mute %lld; newsfold mute --list lists "
                           "them",
                           (long long)mute->mute);
    if (store_end(store, result, &err) < 0)
        status = cli_fail(&err);
    store_free(store);
    return status;
}

/* Words given as several arguments are one query. */
static int mute_words(struct cli *cli, struct mute *mute, int argc, char **argv)
{
    CLEANUP(strbuf_release) struct strbuf query;

    strbuf_init(&query, LIMIT_LINE);
    for (int i = optind; i < argc; i++) {
        strbuf_addstr(&query, i > optind ? " " : "");
        strbuf_addstr(&query, argv[i]);
    }
    mute->what = query.data;
    return change(cli, mute);
}

struct muting {
    struct mute mute;
    char outlet[OUTLET_MAX]; /* what mute names */
    enum cli_format format;
    bool list;
    long lift;
    int asked; /* how many things */
};

static int take_option(struct muting *muting, const struct command *command,
                       int option)
{
    muting->asked += option != 'f';
    switch (option) {
    case 'd':
        return cli_number(optarg, 1, INT64_MAX, &muting->lift)
                   ? EXIT_OK
                   : cli_usage(command, "--delete takes a mute's number");
    case 'f':
        return cli_format_parse(optarg, &muting->format)
                   ? EXIT_OK
                   : cli_usage(command, "there is no format '%s'", optarg);
    case 'l':
        muting->list = true;
        return EXIT_OK;
    case SCOPE_OUTLET:
    case SCOPE_TAG:
        muting->mute.kind = option == SCOPE_TAG ? MUTE_TAG : MUTE_OUTLET;
        muting->mute.what =
            option == SCOPE_TAG ? optarg : scope_outlet(optarg, muting->outlet);
        return *optarg ? EXIT_OK : cli_usage(command, "which one?");
    default:
        return EXIT_USAGE;
    }
}

int cmd_mute(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"delete", required_argument, NULL, 'd'},
        {"format", required_argument, NULL, 'f'},
        {"list", no_argument, NULL, 'l'},
        {"outlet", required_argument, NULL, SCOPE_OUTLET},
        {"tag", required_argument, NULL, SCOPE_TAG},
        {0},
    };
    const struct command *command = cli_command("mute");
    struct muting muting = {.mute = {.made = cli->now}};
    int status = EXIT_OK;
    int option;

    while (status == EXIT_OK &&
           (option = getopt_long(argc, argv, "", options, NULL)) != -1)
        status = take_option(&muting, command, option);
    if (status != EXIT_OK)
        return status;
    muting.asked += optind < argc;
    if (muting.asked != 1)
        return cli_usage(command, "it takes words, --outlet, --tag, --delete "
                                  "or --list: one of them");
    if (muting.list)
        return list(cli, muting.format);
    if (optind < argc)
        return mute_words(cli, &muting.mute, argc, argv);
    muting.mute.mute = muting.lift;
    return change(cli, &muting.mute);
}
