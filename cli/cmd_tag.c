/*
 * newsfold tag: +tag adds, -tag takes away, as notmuch has it; without either
 * the feeds' tags are printed. Arguments are told apart by their first
 * character, so there are no options.
 */
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/feed_change.h"
#include "cli/fields.h"

static int print_tags(void *context, const struct feed *feed, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf line;

    strbuf_init(&line, LIMIT_LINE);
    for (size_t i = 0; i < feed->tags.count; i++) {
        text_clean_line(&line, feed->tags.items[i]);
        strbuf_addch(&line, '\n');
    }
    return cli_emit(&line, err);
}

static int tag_feed(void *context, struct store *store, int64_t feed,
                    struct error *err)
{
    const struct string_list *changes = context; /* "+tag", "-tag" */
    int result = 0;

    for (size_t i = 0; i < changes->count && result == 0; i++)
        result = store_feed_tag(store, feed, changes->items[i] + 1,
                                changes->items[i][0] == '+', err);
    return result;
}

static int show_tags(struct cli *cli, char *const *names, size_t count)
{
    CLEANUP(xfreep) int64_t *feeds = xcalloc(count, sizeof(*feeds));
    struct feed_filter filter = {.due_by = TIME_ABSENT};
    struct store *store;
    struct error err;
    int status = cli_open(cli, STORE_READ, &store);

    if (status != EXIT_OK)
        return status;
    status = cli_find_feeds(store, names, count, feeds);
    for (size_t i = 0; i < count && status == EXIT_OK; i++) {
        filter.feed = feeds[i];
        if (store_feeds(store, &filter, print_tags, NULL, &err) < 0 &&
            !cli_output_closed())
            status = cli_fail(&err);
    }
    store_free(store);
    return status;
}

int cmd_tag(struct cli *cli, int argc, char **argv)
{
    CLEANUP(string_list_release) struct string_list changes = {0};
    size_t names = 0;

    for (int i = 1; i < argc; i++) {
        if (*argv[i] != '+' && *argv[i] != '-')
            argv[1 + names++] = argv[i];
        else if (tag_check(argv[i] + 1))
            string_list_add(&changes, argv[i]);
        else
            return EXIT_USAGE;
    }
    if (!names)
        return cli_usage(cli_command("tag"), "which feed?");
    if (!changes.count)
        return show_tags(cli, argv + 1, names);
    return feeds_change(cli, argv + 1, names, tag_feed, &changes);
}
