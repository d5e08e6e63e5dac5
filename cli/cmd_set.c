/*
 * newsfold set: what is different about one feed. Without values it prints
 * what is set.
 */
#include <getopt.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/feed_change.h"
#include "cli/fields.h"
#include "cli/secrets.h"
#include "cli/settings.h"

struct setting_up {
    struct cli *cli;
    enum cli_format format;
    struct arena arena;
    struct feed_setting *settings;
    size_t count;
    struct strbuf line;
};

/* Printing */

static void print_setting(struct setting_up *up, int64_t feed, const char *name,
                          const char *value)
{
    struct strbuf *line = &up->line;

    switch (up->format) {
    case CLI_TEXT:
        strbuf_addf(line, "%s=%s\n", name, value);
        break;
    case CLI_TSV:
        strbuf_addf(line, "%lld\t%s\t", (long long)feed, name);
        tsv_field(line, value);
        strbuf_addch(line, '\n');
        break;
    case CLI_JSON:
        strbuf_addf(line, "{\"feed\":%lld,\"name\":", (long long)feed);
        json_quote(line, name);
        strbuf_addstr(line, ",\"value\":");
        json_quote(line, value);
        strbuf_addstr(line, "}\n");
        break;
    }
}

static int print_settings(void *context, const struct feed *feed,
                          struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf shown;
    struct setting_up *up = context;

    strbuf_init(&shown, LIMIT_LINE);
    if (feed->allow_private)
        print_setting(up, feed->feed, "allow-private", "yes");
    for (size_t i = 0; i < feed->setting_count; i++) {
        strbuf_clear(&shown);
        setting_shown(&shown, &feed->settings[i]);
        print_setting(up, feed->feed, feed->settings[i].name, shown.data);
    }
    if (feed->user_title) {
        strbuf_clear(&shown);
        text_clean_line(&shown, feed->user_title);
        print_setting(up, feed->feed, "title", shown.data);
    }
    return cli_emit(&up->line, err);
}

static int show(struct setting_up *up, char *const *name)
{
    struct feed_filter filter = {.due_by = TIME_ABSENT};
    struct store *store;
    struct error err;
    int status = cli_open(up->cli, STORE_READ, &store);

    if (status != EXIT_OK)
        return status;
    status = cli_find_feeds(store, name, 1, &filter.feed);
    if (status == EXIT_OK &&
        store_feeds(store, &filter, print_settings, up, &err) < 0 &&
        !cli_output_closed())
        status = cli_fail(&err);
    store_free(store);
    return status;
}

/* Setting */

static int store_some(struct setting_up *up, struct store *store, int64_t feed,
                      bool urls, struct error *err)
{
    int result = 0;

    for (size_t i = 0; i < up->count && result == 0; i++)
        if (!strcmp(up->settings[i].name, "url") == urls)
            result = setting_store(store, up->cli, feed, &up->settings[i], err);
    return result;
}

/* Where it is goes first: credentials are for there. */
static int store_all(void *context, struct store *store, int64_t feed,
                     struct error *err)
{
    struct setting_up *up = context;
    int result = store_some(up, store, feed, true, err);

    return result < 0 ? result : store_some(up, store, feed, false, err);
}

/* A file that is not there yet may come; a mistake is better said now. */
static void check_files(const struct setting_up *up)
{
    CLEANUP(strbuf_release) struct strbuf text;
    struct error err;

    strbuf_init(&text, 1 << 20);
    for (size_t i = 0; i < up->count; i++) {
        const struct feed_setting *setting = &up->settings[i];
        if (!setting->value || !setting_is_path(setting->name))
            continue;
        strbuf_clear(&text);
        if (secrets_read_all(&text, setting->value, &err) < 0)
            cli_error("it is set, but %s", err.message);
    }
}

static int parse_all(struct setting_up *up, char **arguments, size_t count,
                     struct error *err)
{
    for (size_t i = 0; i < count; i++)
        if (setting_parse(arguments[i], &up->arena, &up->settings[up->count++],
                          err) < 0)
            return err->code;
    return 0;
}

/* The options, in the order of the settings that they stand for. */
static int take_options(struct setting_up *up, int argc, char **argv)
{
    static const struct option options[] = {
        {"allow-private", no_argument, NULL, 'p'},
        {"format", required_argument, NULL, 'f'},
        {"insecure", no_argument, NULL, 'i'},
        {0},
    };
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'p')
            up->settings[up->count++] =
                (struct feed_setting){"allow-private", "yes"};
        else if (option == 'i')
            up->settings[up->count++] =
                (struct feed_setting){"insecure", "yes"};
        else if (option != 'f')
            return EXIT_USAGE;
        else if (!cli_format_parse(optarg, &up->format))
            return cli_usage(cli_command("set"), "there is no format '%s'",
                             optarg);
    }
    if (optind == argc)
        return cli_usage(cli_command("set"), "which feed?");
    return EXIT_OK;
}

int cmd_set(struct cli *cli, int argc, char **argv)
{
    struct setting_up up = {.cli = cli};
    struct error err;

    up.settings =
        arena_calloc(&up.arena, (size_t)argc + 1, sizeof(*up.settings));
    strbuf_init(&up.line, LIMIT_LINE);
    int status = take_options(&up, argc, argv);
    if (status == EXIT_OK && parse_all(&up, argv + optind + 1,
                                       (size_t)(argc - optind - 1), &err) < 0)
        status = cli_fail(&err);
    else if (status == EXIT_OK && !up.count)
        status = show(&up, argv + optind);
    else if (status == EXIT_OK)
        status = feeds_change(cli, argv + optind, 1, store_all, &up);
    if (status == EXIT_OK)
        check_files(&up);
    strbuf_release(&up.line);
    arena_release(&up.arena);
    return status;
}
