/*
 * newsfold ingest: a feed's document from a pipe, for sources that polls cannot
 * ask: a program's output, a page that needs a script, a mailbox.
 *
 * A feed that is not known is subscribed on the spot, and marked as fed by
 * pipe, so that no poll asks its url.
 */
#include <getopt.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/fields.h"
#include "cli/pipeline.h"
#include "cli/worker.h"

struct ingest {
    const char *feed; /* as it was typed */
    struct string_list tags;
    struct feed_document document;
};

/* Subscribe unless it is. */
static int subscribe_piped(struct cli *cli, struct store *store,
                           const struct ingest *ingest, const char *url,
                           int64_t *ret_feed, struct error *err)
{
    CLEANUP(strbuf_release) struct strbuf shown;
    struct feed_new row = {.url = url, .tags = ingest->tags, .now = cli->now};
    int result = store_begin(store, err);

    strbuf_init(&shown, LIMIT_URL);
    url_redact(&shown, url);
    if (result == 0)
        result = store_feed_add(store, &row, ret_feed, err);
    bool known = result == STORE_EXISTS;
    if (result == 0)
        result = store_feed_pause(store, *ret_feed, FEED_PIPED, err);
    result = store_end(store, result, err);
    if (result >= 0 && !known && cli->verbosity >= 0)
        cli_error("subscribed to %s, which is fed by ingest and not polled",
                  shown.data);
    return result;
}

/* A number, or exactly that url: the part of one would do for a listing, but
 * not for writing into it. An exit status. */
static int find_feed(struct cli *cli, struct store *store,
                     const struct ingest *ingest, int64_t *ret_feed)
{
    CLEANUP(strbuf_release) struct strbuf url;
    CLEANUP(strbuf_release) struct strbuf bare;
    char *name = (char[]){0};
    struct error err;

    strbuf_init(&url, LIMIT_URL);
    strbuf_init(&bare, LIMIT_URL);
    if (ingest->feed[strspn(ingest->feed, "0123456789")] == '\0') {
        name = xstrdup(ingest->feed);
        int status = cli_find_feeds(store, &name, 1, ret_feed);
        xfree(name);
        return status;
    }
    if (url_subscribe(&url, ingest->feed, &err) < 0)
        return cli_fail(&err);
    url_take_credentials(&bare, url.data, NULL, NULL);
    if (subscribe_piped(cli, store, ingest, bare.data, ret_feed, &err) < 0)
        return cli_fail(&err);
    return EXIT_OK;
}

static int run(struct cli *cli, struct nursery *nursery,
               const struct ingest *ingest)
{
    struct poll_summary summary;
    struct store *store;
    struct error err;
    int64_t feed = 0;
    int status = cli_open(cli, STORE_WRITE, &store);

    if (status != EXIT_OK)
        return status;
    status = find_feed(cli, store, ingest, &feed);
    if (status == EXIT_OK &&
        pipeline_ingest(cli, store, nursery, feed, &ingest->document, &summary,
                        &err) < 0)
        status = cli_fail(&err);
    else if (status == EXIT_OK)
        status = summary.failed ? EXIT_FEEDS : EXIT_OK;
    if (status == EXIT_OK)
        cli_note(cli, "%zu new entries, %zu updated; %zu new stories",
                 summary.entries, summary.updated, summary.founded);
    store_free(store);
    return status;
}

static int take_options(struct ingest *ingest, int argc, char **argv)
{
    static const struct option options[] = {
        {"base-url", required_argument, NULL, 'b'},
        {"content-type", required_argument, NULL, 'c'},
        {"feed", required_argument, NULL, 'f'},
        {"tag", required_argument, NULL, 't'},
        {0},
    };
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'b')
            ingest->document.base_url = optarg;
        else if (option == 'c')
            ingest->document.content_type = optarg;
        else if (option == 'f')
            ingest->feed = optarg;
        else if (option == 't' && tag_check(optarg))
            string_list_add(&ingest->tags, optarg);
        else
            return EXIT_USAGE;
    }
    if (!ingest->feed || !*ingest->feed)
        return cli_usage(cli_command("ingest"), "which feed is it of?");
    if (argc - optind > 1)
        return cli_usage(cli_command("ingest"), "ingest reads one document");
    return EXIT_OK;
}

int cmd_ingest(struct cli *cli, int argc, char **argv)
{
    CLEANUP(xfreep) char *body = NULL;
    struct ingest ingest = {0};
    struct nursery nursery = {.control = -1};
    struct error err;
    int status = take_options(&ingest, argc, argv);
    const char *path = optind < argc ? argv[optind] : "-";

    if (status == EXIT_OK && (cli_read(path, cli->config.max_body, &body,
                                       &ingest.document.len, &err) < 0 ||
                              nursery_init(&nursery, &err) < 0))
        status = cli_fail(&err);
    if (status == EXIT_OK) {
        ingest.document.body = body;
        status = run(cli, &nursery, &ingest);
        nursery_release(&nursery);
    }
    string_list_release(&ingest.tags);
    return status;
}
