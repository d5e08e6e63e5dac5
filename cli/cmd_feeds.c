/*
 * newsfold feeds: what is subscribed, and how it is doing. For people two
 * lines a feed, and below them what is wrong; for programs every column.
 *
 * Nothing here counts entries: what is shown is kept as it happens.
 */
#include <getopt.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "cli/cli.h"
#include "cli/fields.h"
#include "cli/scope.h"
#include "cli/settings.h"

#define DAY         86400
#define BROKEN_DAYS 3
#define RECENTLY    (7 * DAY) /* a failure or a move is worth a line */

struct listing {
    struct cli *cli;
    enum cli_format format;
    int64_t broken; /* failing for longer than so many seconds; -1: all */
    size_t shown;
    struct strbuf line;
    struct strbuf url; /* fit to be shown */
};

/* What people want to know first: that it is not asked, else how it is. */
static const char *state_of(const struct feed *feed)
{
    if (feed->status >= FEED_FAILING || feed->asking == FEED_ASKED)
        return feed_status_name(feed->status);
    return feed->asking == FEED_PAUSED ? "paused" : "piped";
}

/* Entries a day, of the newest 32 until now. */
static double rate_of(const struct feed *feed, int64_t now)
{
    int64_t span = now - feed->recent_since;

    if (!feed->recent_count || feed->recent_since == TIME_ABSENT)
        return 0;
    return (double)feed->recent_count * DAY / (double)(span > DAY ? span : DAY);
}

static double share_of_copies(const struct feed *feed)
{
    return feed->entry_count
               ? (double)feed->copy_count / (double)feed->entry_count
               : 0;
}

/* "40m", "7h", "12d" */
static void add_span(struct strbuf *out, int64_t seconds)
{
    long long value = seconds > 0 ? seconds : 0;

    if (value < 3600)
        strbuf_addf(out, "%lldm", value / 60);
    else if (value < 2 * DAY)
        strbuf_addf(out, "%lldh", value / 3600);
    else
        strbuf_addf(out, "%lldd", value / DAY);
}

/* Text */

static void begin_remark(struct strbuf *line)
{
    strbuf_addstr(line, "       ");
}

static void print_rhythm(struct listing *listing, const struct feed *feed)
{
    struct strbuf *line = &listing->line;
    int64_t now = listing->cli->now;
    bool asked = feed->asking == FEED_ASKED && feed->status != FEED_GONE;

    if (!feed->entry_count && !asked)
        return;
    begin_remark(line);
    if (feed->entry_count)
        strbuf_addf(line, "%.1f entries a day, %.0f %% of them copies",
                    rate_of(feed, now), 100 * share_of_copies(feed));
    if (feed->rhythm.newest != TIME_ABSENT) {
        strbuf_addstr(line, ", silent for ");
        add_span(line, now - feed->rhythm.newest);
    }
    if (asked) {
        strbuf_addstr(line, feed->entry_count ? "; due " : "due ");
        text_time(line, feed->next_due);
    }
    strbuf_addch(line, '\n');
}

/* What went wrong, and whether it still does. */
static void print_failure(struct listing *listing, const struct feed *feed)
{
    struct strbuf *line = &listing->line;

    if (feed->last_failure == TIME_ABSENT ||
        (feed->status < FEED_FAILING &&
         listing->cli->now - feed->last_failure > RECENTLY))
        return;
    begin_remark(line);
    if (feed->status >= FEED_FAILING) {
        strbuf_addstr(line, feed->status == FEED_GONE ? "gone since "
                                                      : "failing since ");
        text_time(line, feed->failing_since);
        if (feed->failures > 1)
            strbuf_addf(line, ", %u times", feed->failures);
    } else {
        strbuf_addstr(line, "failed ");
        text_time(line, feed->last_failure);
    }
    strbuf_addstr(line, ": ");
    text_clean_line(line, feed->last_fault ? feed->last_fault : "?");
    strbuf_addch(line, '\n');
}

static void print_notes(struct listing *listing, const struct feed *feed)
{
    struct strbuf *line = &listing->line;

    if (feed->message && feed->status < FEED_FAILING) {
        begin_remark(line);
        text_clean_line(line, feed->message);
        strbuf_addch(line, '\n');
    }
    if (feed->moved_from && listing->cli->now - feed->moved <= RECENTLY) {
        CLEANUP(strbuf_release) struct strbuf from;
        strbuf_init(&from, LIMIT_URL);
        url_redact(&from, feed->moved_from);
        begin_remark(line);
        strbuf_addstr(line, "moved ");
        text_time(line, feed->moved);
        strbuf_addstr(line, " from ");
        text_clean_line(line, from.data);
        strbuf_addch(line, '\n');
    }
    if (feed_setting_yes(feed, "insecure")) {
        begin_remark(line);
        strbuf_addstr(line,
                      "INSECURE: its certificate is not verified; anybody on "
                      "the way can change it\n");
    }
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
    if (listing->broken < 0)
        print_rhythm(listing, feed);
    print_failure(listing, feed);
    print_notes(listing, feed);
}

/* TSV and JSON */

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
    strbuf_addf(line, "\t%s\t", state_of(feed));
    tsv_time(line, feed->last_failure);
    strbuf_addch(line, '\t');
    tsv_field(line, feed->last_fault);
    strbuf_addch(line, '\t');
    tsv_time(line, feed->failing_since);
    strbuf_addf(line, "\t%.2f\t%.3f\t", rate_of(feed, listing->cli->now),
                share_of_copies(feed));
    tsv_time(line, feed->rhythm.newest);
    strbuf_addch(line, '\t');
    tsv_url(line, feed->moved_from);
    strbuf_addf(line, "\t%s\n",
                feed_setting_yes(feed, "insecure") ? "insecure" : "");
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

static const char *json_bool(bool value)
{
    return value ? "true" : "false";
}

static void print_json_health(struct listing *listing, const struct feed *feed)
{
    struct strbuf *line = &listing->line;

    strbuf_addf(line, ",\"priority\":%lld,\"paused\":%s,\"piped\":%s",
                (long long)feed->priority,
                json_bool(feed->asking == FEED_PAUSED),
                json_bool(feed->asking == FEED_PIPED));
    json_time_member(line, "last_failure", feed->last_failure);
    json_member(line, "last_fault", feed->last_fault);
    json_time_member(line, "failing_since", feed->failing_since);
    strbuf_addf(line, ",\"entries_a_day\":%.2f,\"copies\":%.3f",
                rate_of(feed, listing->cli->now), share_of_copies(feed));
    json_time_member(line, "newest", feed->rhythm.newest);
    json_time_member(line, "moved", feed->moved);
    strbuf_addstr(line, ",\"moved_from\":");
    json_url(line, feed->moved_from);
    strbuf_addf(line, ",\"insecure\":%s}\n",
                json_bool(feed_setting_yes(feed, "insecure")));
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
                json_bool(feed->allow_private));
    json_member(line, "message", feed->message);
    print_json_health(listing, feed);
}

/* Whether it has failed for so long that somebody should look. */
static bool is_broken(const struct listing *listing, const struct feed *feed)
{
    if (feed->asking == FEED_PAUSED || feed->status < FEED_FAILING)
        return false;
    return feed->status == FEED_GONE ||
           (feed->failing_since != TIME_ABSENT &&
            listing->cli->now - feed->failing_since > listing->broken);
}

static int print_feed(void *context, const struct feed *feed, struct error *err)
{
    struct listing *listing = context;

    if (listing->broken >= 0 && !is_broken(listing, feed))
        return 0;
    listing->shown++;
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

static int take_options(struct listing *listing, struct scope_options *scope,
                        int argc, char **argv)
{
    static const struct option options[] = {
        {"broken", optional_argument, NULL, 'b'},
        {"format", required_argument, NULL, 'f'},
        SCOPE_OF_FEEDS,
        {0},
    };
    const struct command *command = cli_command("feeds");
    long days = BROKEN_DAYS;
    bool broken = false;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        broken = broken || option == 'b';
        if (option >= SCOPE_FEED)
            scope_take(listing->cli, command, option, scope);
        else if (option == 'f' && !cli_format_parse(optarg, &listing->format))
            return cli_usage(command, "there is no format '%s'", optarg);
        else if (option == 'b' && optarg &&
                 !cli_number(optarg, 0, 10000, &days))
            return cli_usage(command, "--broken takes a number of days");
        else if (option == '?')
            return EXIT_USAGE;
    }
    if (broken && optind + 1 == argc &&
        cli_number(argv[optind], 0, 10000, &days))
        optind++; /* --broken 7 */
    if (optind < argc)
        return cli_usage(command, "feeds lists them all");
    listing->broken = broken ? (int64_t)days * DAY : -1;
    return EXIT_OK;
}

int cmd_feeds(struct cli *cli, int argc, char **argv)
{
    struct listing listing = {.cli = cli};
    struct feed_filter filter = {.due_by = TIME_ABSENT};
    struct scope_options scope = SCOPE_ANY;
    struct store *store;
    struct error err;
    int status = take_options(&listing, &scope, argc, argv);

    if (status == EXIT_OK)
        status = cli_open(cli, STORE_READ, &store);
    if (status != EXIT_OK)
        return status;
    status = scope_find(store, &scope);
    filter.feed = scope.scope.feed;
    filter.tag = scope.scope.tag;
    filter.outlet = scope.scope.outlet;
    strbuf_init(&listing.line, LIMIT_LINE);
    strbuf_init(&listing.url, LIMIT_URL);
    if (status != EXIT_OK)
        ; /* said */
    else if (store_feeds(store, &filter, print_feed, &listing, &err) < 0 &&
             !cli_output_closed())
        status = cli_fail(&err);
    else if (listing.broken >= 0 && listing.shown)
        status = EXIT_FEEDS;
    strbuf_release(&listing.line);
    strbuf_release(&listing.url);
    store_free(store);
    return status;
}
