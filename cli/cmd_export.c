/*
 * newsfold export: the subscriptions as OPML 2.0, for other programs and for
 * newsfold import. A feed stands in the outline of its first tag, as readers
 * with folders expect it; all its tags are in its category attribute. Exports
 * are handed around: credentials in urls are left out, and that is said, unless
 * they are asked for.
 */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/credentials.h"
#include "cli/exchange.h"
#include "cli/settings.h"
#include "parser/parser.h"

struct exported {
    const char *folder; /* first tag; "" for none */
    const char *url, *title, *site, *categories;
    int64_t priority;
    enum feed_asking asking;
    struct feed_setting *settings; /* that a list may bring */
    size_t setting_count;
};

struct export
{
    struct arena arena;
    struct exported *feeds;
    size_t count, capacity;
    bool credentials; /* are to be written */
    size_t bared;     /* urls that lost theirs */
};

/* Append text as the value of an XML attribute, clean. */
static void xml_attribute(struct strbuf *out, const char *name,
                          const char *text)
{
    CLEANUP(strbuf_release) struct strbuf clean;

    strbuf_init(&clean, LIMIT_LINE);
    text_clean_line(&clean, text);
    strbuf_addf(out, " %s=\"", name);
    for (const char *p = clean.data; *p; p++) {
        switch (*p) {
        case '&':
            strbuf_addstr(out, "&amp;");
            break;
        case '<':
            strbuf_addstr(out, "&lt;");
            break;
        case '>':
            strbuf_addstr(out, "&gt;");
            break;
        case '"':
            strbuf_addstr(out, "&quot;");
            break;
        default:
            strbuf_addch(out, *p);
        }
    }
    strbuf_addch(out, '"');
}

static const char *join_tags(struct arena *arena,
                             const struct string_list *tags)
{
    CLEANUP(strbuf_release) struct strbuf out;

    strbuf_init(&out, LIMIT_FIELD);
    for (size_t i = 0; i < tags->count; i++)
        strbuf_addf(&out, "%s%s", i ? "," : "", tags->items[i]);
    return arena_strndup(arena, out.data, out.len);
}

/* The url as it is to be written. */
static const char *exported_url(struct export *export, const struct feed *feed)
{
    CLEANUP(strbuf_release) struct strbuf out;

    strbuf_init(&out, LIMIT_URL);
    if (export->credentials) {
        credentials_url(&out, feed);
    } else {
        url_redact(&out, feed->url);
        export->bared += strcmp(out.data, feed->url) != 0 ||
                         credentials_password(feed) != NULL;
    }
    return arena_strndup(&export->arena, out.data, out.len);
}

static void take_settings(struct arena *arena, const struct feed *feed,
                          struct exported *exported)
{
    exported->settings =
        arena_calloc(arena, feed->setting_count, sizeof(*exported->settings));
    for (size_t i = 0; i < feed->setting_count; i++)
        if (setting_is_harmless(feed->settings[i].name))
            exported->settings[exported->setting_count++] =
                (struct feed_setting){
                    arena_strdup(arena, feed->settings[i].name),
                    arena_strdup(arena, feed->settings[i].value)};
}

static int take_feed(void *context, const struct feed *feed, struct error *err)
{
    struct export *export = context;
    struct arena *arena = &export->arena;

    if (export->count == export->capacity)
        export->feeds = array_grow(export->feeds, export->count,
                                   &export->capacity, sizeof(*export->feeds));
    export->feeds[export->count++] = (struct exported){
        .folder =
            feed->tags.count ? arena_strdup(arena, feed->tags.items[0]) : "",
        .url = exported_url(export, feed),
        .title = arena_strdup(arena, feed->title),
        .site = arena_strdup(arena, feed->site),
        .categories = join_tags(arena, &feed->tags),
        .priority = feed->priority,
        .asking = feed->asking,
    };
    take_settings(arena, feed, &export->feeds[export->count - 1]);
    return 0;
}

/* Settings of our own, in a namespace that other readers pass over. */
static void print_settings(struct strbuf *out, const struct exported *feed)
{
    CLEANUP(strbuf_release) struct strbuf name;

    strbuf_init(&name, 256);
    if (feed->priority)
        strbuf_addf(out, " newsfold:priority=\"%lld\"",
                    (long long)feed->priority);
    if (feed->asking != FEED_ASKED)
        xml_attribute(out, "newsfold:asked",
                      feed->asking == FEED_PIPED ? "piped" : "paused");
    for (size_t i = 0; i < feed->setting_count; i++) {
        strbuf_clear(&name);
        strbuf_addf(&name, "newsfold:%s", feed->settings[i].name);
        xml_attribute(out, name.data, feed->settings[i].value);
    }
}

/* By folder; within one as they were subscribed. */
static int compare(const void *a, const void *b)
{
    const struct exported *x = a;
    const struct exported *y = b;
    int order = strcmp(x->folder, y->folder);

    return order ? order : (x > y) - (x < y);
}

static void print_feed(struct strbuf *out, const struct exported *feed)
{
    strbuf_addstr(out, *feed->folder ? "      <outline" : "    <outline");
    xml_attribute(out, "type", "rss");
    xml_attribute(out, "text", feed->title ? feed->title : feed->url);
    if (feed->title)
        xml_attribute(out, "title", feed->title);
    xml_attribute(out, "xmlUrl", feed->url);
    if (feed->site)
        xml_attribute(out, "htmlUrl", feed->site);
    if (*feed->categories)
        xml_attribute(out, "category", feed->categories);
    print_settings(out, feed);
    strbuf_addstr(out, "/>\n");
}

static void print_opml(struct export *export, int64_t now)
{
    char date[TIME_RFC5322_SIZE];
    CLEANUP(strbuf_release) struct strbuf out;
    const char *folder = "";

    strbuf_init(&out, LIMIT_LINE);
    strbuf_addf(&out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<opml version=\"2.0\" xmlns:newsfold=\"" NEWSFOLD_OPML_URI
                "\">\n"
                "  <head>\n"
                "    <title>newsfold subscriptions</title>\n"
                "    <dateCreated>%s</dateCreated>\n"
                "  </head>\n"
                "  <body>\n",
                time_rfc5322(now, date));
    for (size_t i = 0; i < export->count; i++) {
        const struct exported *feed = &export->feeds[i];
        if (strcmp(folder, feed->folder) != 0) {
            if (*folder)
                strbuf_addstr(&out, "    </outline>\n");
            strbuf_addstr(&out, "    <outline");
            xml_attribute(&out, "text", feed->folder);
            strbuf_addstr(&out, ">\n");
            folder = feed->folder;
        }
        print_feed(&out, feed);
        cli_write(&out);
    }
    if (*folder)
        strbuf_addstr(&out, "    </outline>\n");
    strbuf_addstr(&out, "  </body>\n</opml>\n");
    cli_write(&out);
}

static void say_bared(const struct cli *cli, size_t count)
{
    if (count && cli->verbosity >= 0)
        cli_error("%zu url%s written without credentials; --with-credentials "
                  "writes them",
                  count, count == 1 ? " was" : "s were");
}

int cmd_export(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"entries", no_argument, NULL, 'e'},
        {"tag", required_argument, NULL, 't'},
        {"with-credentials", no_argument, NULL, 'c'},
        {0},
    };
    struct feed_filter filter = {.due_by = TIME_ABSENT};
    struct export export = {0};
    struct store *store;
    struct error err;
    bool entries = false;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 't')
            filter.tag = optarg;
        else if (option == 'c')
            export.credentials = true;
        else if (option == 'e')
            entries = true;
        else
            return EXIT_USAGE;
    }
    if (optind < argc)
        return cli_usage(cli_command("export"), "export takes no arguments");
    if (entries && filter.tag)
        return cli_usage(cli_command("export"), "--entries has no --tag");
    if (entries)
        return exchange_export(cli, export.credentials);
    int status = cli_open(cli, STORE_READ, &store);
    if (status != EXIT_OK)
        return status;
    if (store_feeds(store, &filter, take_feed, &export, &err) < 0) {
        status = cli_fail(&err);
    } else {
        if (export.count)
            qsort(export.feeds, export.count, sizeof(*export.feeds), compare);
        print_opml(&export, cli->now);
        say_bared(cli, export.bared);
    }
    arena_release(&export.arena);
    xfree(export.feeds);
    store_free(store);
    return status;
}
