/*
 * newsfold feeds: what is subscribed, and how it is doing. For people a line a
 * feed, and below one that fails, why; for programs every column.
 */
#include <getopt.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/fields.h"

struct listing {
    enum cli_format format;
    struct strbuf line;
    struct strbuf url; /* fit to be shown */
};

/* What people want to know first: that it is not asked, else how it is. */
static const char *state_of(const struct feed *feed)
{
    if (feed->status == FEED_GONE || feed->asking == FEED_ASKED)
        return feed_status_name(feed->status);
    return feed->asking == FEED_PAUSED ? "paused" : "piped";
}

static void print_text(struct listing *listing, const struct feed *feed)
{
    struct strbuf *line = &listing->line;

    strbuf_addf(line, "%5lld  %-7s  %6zu  ", (long long)feed->feed,
                state_of(feed), feed->entry_count);
    size_t start = line->len;
    text_time(line, feed->last_success);
    while (line->len < start + 18)
        strbuf_addch(line, ' ');
    text_clean_line(line, feed->title ? feed->title : "-");
    strbuf_addstr(line, "  ");
    text_clean_line(line, listing->url.data);
    for (size_t i = 0; i < feed->tags.count; i++) {
        strbuf_addstr(line, i ? " #" : "  #");
        text_clean_line(line, feed->tags.items[i]);
    }
    strbuf_addch(line, '\n');
    if (!feed->message)
        return;
    strbuf_addstr(line, "       ");
    text_clean_line(line, feed->message);
    strbuf_addch(line, '\n');
}

static void print_tsv(struct listing *listing, const struct feed *feed)
{
    struct strbuf *line = &listing->line;

    strbuf_addf(line, "%lld\t%s\t%zu\t", (long long)feed->feed,
                feed_status_name(feed->status), feed->entry_count);
    tsv_time(line, feed->last_success);
    strbuf_addch(line, '\t');
    tsv_time(line, feed->next_due);
    strbuf_addf(line, "\t%u\t", feed->failures);
    tsv_field(line, feed->outlet);
    strbuf_addch(line, '\t');
    tsv_field(line, feed->title);
    strbuf_addch(line, '\t');
    tsv_field(line, listing->url.data);
    strbuf_addch(line, '\t');
    for (size_t i = 0; i < feed->tags.count; i++) {
        if (i)
            strbuf_addch(line, ',');
        tsv_field(line, feed->tags.items[i]);
    }
    strbuf_addch(line, '\t');
    tsv_field(line, feed->message);
    strbuf_addch(line, '\n');
}

static void json_member(struct strbuf *line, const char *name,
                        const char *value)
{
    strbuf_addf(line, ",\"%s\":", name);
    json_quote(line, value);
}

static void json_time_member(struct strbuf *line, const char *name,
                             int64_t seconds)
{
    strbuf_addf(line, ",\"%s\":", name);
    json_time(line, seconds);
}

static void print_json(struct listing *listing, const struct feed *feed)
{
    struct strbuf *line = &listing->line;

    strbuf_addf(line, "{\"feed\":%lld", (long long)feed->feed);
    json_member(line, "url", listing->url.data);
    json_member(line, "title", feed->title);
    json_member(line, "site", feed->site);
    json_member(line, "outlet", feed->outlet);
    strbuf_addstr(line, ",\"tags\":[");
    for (size_t i = 0; i < feed->tags.count; i++) {
        if (i)
            strbuf_addch(line, ',');
        json_quote(line, feed->tags.items[i]);
    }
    strbuf_addf(line, "],\"status\":\"%s\",\"entries\":%zu",
                feed_status_name(feed->status), feed->entry_count);
    json_time_member(line, "added", feed->added);
    json_time_member(line, "last_attempt", feed->last_attempt);
    json_time_member(line, "last_success", feed->last_success);
    json_time_member(line, "next_due", feed->next_due);
    strbuf_addf(line, ",\"failures\":%u,\"allow_private\":%s", feed->failures,
                feed->allow_private ? "true" : "false");
    json_member(line, "message", feed->message);
    strbuf_addf(line, ",\"priority\":%lld,\"paused\":%s,\"piped\":%s}\n",
                (long long)feed->priority,
                feed->asking == FEED_PAUSED ? "true" : "false",
                feed->asking == FEED_PIPED ? "true" : "false");
}

static int print_feed(void *context, const struct feed *feed, struct error *err)
{
    struct listing *listing = context;

    strbuf_clear(&listing->url);
    url_redact(&listing->url, feed->url);
    if (listing->format == CLI_JSON)
        print_json(listing, feed);
    else if (listing->format == CLI_TSV)
        print_tsv(listing, feed);
    else
        print_text(listing, feed);
    return cli_emit(&listing->line, err);
}

int cmd_feeds(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"format", required_argument, NULL, 'f'},
        {"tag", required_argument, NULL, 't'},
        {0},
    };
    struct listing listing = {0};
    struct feed_filter filter = {.due_by = TIME_ABSENT};
    struct store *store;
    struct error err;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 't')
            filter.tag = optarg;
        else if (option != 'f')
            return EXIT_USAGE;
        else if (!cli_format_parse(optarg, &listing.format))
            return cli_usage(cli_command("feeds"), "there is no format '%s'",
                             optarg);
    }
    if (optind < argc)
        return cli_usage(cli_command("feeds"), "feeds lists them all");
    int status = cli_open(cli, STORE_READ, &store);
    if (status != EXIT_OK)
        return status;
    strbuf_init(&listing.line, LIMIT_LINE);
    strbuf_init(&listing.url, LIMIT_URL);
    if (store_feeds(store, &filter, print_feed, &listing, &err) < 0 &&
        !cli_output_closed())
        status = cli_fail(&err);
    strbuf_release(&listing.line);
    strbuf_release(&listing.url);
    store_free(store);
    return status;
}
