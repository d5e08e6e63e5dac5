/*
 * newsfold import: subscribe to the feeds of a list — OPML, one url a line, or
 * newsboat's urls file — or to urls given as they are.
 */
#include <getopt.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/exchange.h"
#include "cli/fields.h"
#include "cli/subscribe.h"

static bool is_url(const char *text)
{
    return !strncasecmp(text, "http://", 7) ||
           !strncasecmp(text, "https://", 8) || !strncasecmp(text, "file:", 5);
}

static int import_list(struct subscribing *subscribing, const char *path,
                       struct error *err)
{
    CLEANUP(xfreep) char *bytes = NULL;
    CLEANUP(arena_release) struct arena arena = {0};
    struct subscription *items;
    size_t len, count;
    int result = cli_read(path, LIMIT_SUBSCRIPTIONS, &bytes, &len, err);

    if (result < 0)
        return result;
    if (parser_subscriptions(bytes, len, &arena, &items, &count, err) < 0)
        return error_wrap(err, "%s", path);
    for (size_t i = 0; i < count && result == 0; i++)
        result = subscribe(subscribing, &items[i], err);
    return result;
}

static int import_one(struct subscribing *subscribing, const char *argument,
                      struct error *err)
{
    struct subscription subscription = {.url = argument};

    subscribing->typed = is_url(argument);
    if (subscribing->typed)
        return subscribe(subscribing, &subscription, err);
    return import_list(subscribing, argument, err);
}

static int import_entries(struct subscribing *subscribing, int count,
                          char **paths)
{
    struct importing importing = {subscribing->tags,
                                  subscribing->allow_private};

    if (count > 1 || subscribing->insecure)
        return cli_usage(cli_command("import"),
                         "--entries takes one file, and no --insecure");
    int status =
        exchange_import(subscribing->cli, &importing, count ? *paths : "-");
    string_list_release(&subscribing->tags);
    return status;
}

int cmd_import(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"allow-private", no_argument, NULL, 'p'},
        {"entries", no_argument, NULL, 'e'},
        {"insecure", no_argument, NULL, 'i'},
        {"tag", required_argument, NULL, 't'},
        {0},
    };
    struct subscribing subscribing = {.cli = cli};
    struct error err;
    bool entries = false;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'p')
            subscribing.allow_private = true;
        else if (option == 'e')
            entries = true;
        else if (option == 'i')
            subscribing.insecure = true;
        else if (option == 't' && tag_check(optarg))
            string_list_add(&subscribing.tags, optarg);
        else
            return EXIT_USAGE;
    }
    if (entries)
        return import_entries(&subscribing, argc - optind, argv + optind);
    int status = subscribe_begin(&subscribing);
    if (status != EXIT_OK)
        return status;
    int result = optind == argc ? import_list(&subscribing, "-", &err) : 0;
    for (int i = optind; i < argc && result == 0; i++)
        result = import_one(&subscribing, argv[i], &err);
    return subscribe_end(&subscribing, result, &err);
}
