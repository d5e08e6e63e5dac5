/*
 * Writing entries for another database: feeds, entries in the order in which
 * they came, corrections, all of one snapshot. What follows from something else
 * (counts, leads, the index of search, what folding looks up) is not written.
 */
#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "cli/credentials.h"
#include "cli/exchange.h"
#include "cli/fields.h"
#include "cli/settings.h"

struct writing {
    struct cli *cli;
    struct strbuf line;
    bool credentials;
    size_t entries;
};

static void add_text(struct strbuf *out, const char *name, const char *text)
{
    if (!text)
        return;
    strbuf_addf(out, ",\"%s\":", name);
    json_quote(out, text);
}

static void add_number(struct strbuf *out, const char *name, int64_t number)
{
    strbuf_addf(out, ",\"%s\":%lld", name, (long long)number);
}

static void add_time(struct strbuf *out, const char *name, int64_t when)
{
    if (when == TIME_ABSENT)
        return;
    strbuf_addf(out, ",\"%s\":", name);
    json_time(out, when);
}

static int end_line(struct writing *writing, struct error *err)
{
    strbuf_addstr(&writing->line, "}\n");
    if (writing->line.cut)
        return error_set(err, ERROR_INPUT, "a line is longer than %d bytes",
                         EXCHANGE_LINE);
    return cli_emit(&writing->line, err);
}

static void add_url(struct writing *writing, const struct feed *feed)
{
    CLEANUP(strbuf_release) struct strbuf url;

    strbuf_init(&url, LIMIT_URL);
    if (writing->credentials)
        credentials_url(&url, feed);
    else
        url_redact(&url, feed->url);
    add_text(&writing->line, "url", url.data);
}

static int write_feed(void *context, const struct feed *feed, struct error *err)
{
    struct writing *writing = context;
    struct strbuf *out = &writing->line;

    strbuf_addf(out, "{\"type\":\"feed\",\"feed\":%lld", (long long)feed->feed);
    add_url(writing, feed);
    add_text(out, "user_title", feed->user_title);
    if (!feed->user_title)
        add_text(out, "title", feed->title);
    add_text(out, "site", feed->site);
    add_text(out, "outlet", feed->outlet);
    add_number(out, "priority", feed->priority);
    strbuf_addstr(out, ",\"tags\":[");
    for (size_t i = 0; i < feed->tags.count; i++) {
        strbuf_addstr(out, i ? "," : "");
        json_quote(out, feed->tags.items[i]);
    }
    strbuf_addstr(out, "]");
    return end_line(writing, err);
}

static void add_enclosures(struct strbuf *out, const struct entry *entry)
{
    if (!entry->enclosure_count)
        return;
    strbuf_addstr(out, ",\"enclosures\":[");
    for (size_t i = 0; i < entry->enclosure_count; i++) {
        strbuf_addstr(out, i ? ",{\"url\":" : "{\"url\":");
        json_quote(out, entry->enclosures[i].url);
        add_text(out, "type", entry->enclosures[i].type);
        add_text(out, "length", entry->enclosures[i].length);
        strbuf_addstr(out, "}");
    }
    strbuf_addstr(out, "]");
}

static void add_revisions(struct strbuf *out,
                          const struct exported_entry *entry)
{
    if (!entry->revision_count)
        return;
    strbuf_addstr(out, ",\"revisions\":[");
    for (size_t i = 0; i < entry->revision_count; i++) {
        const struct exported_revision *revision = &entry->revisions[i];
        strbuf_addstr(out, i ? ",{\"replaced\":" : "{\"replaced\":");
        json_time(out, revision->replaced);
        add_text(out, "title", revision->title);
        add_text(out, "summary", revision->summary);
        add_text(out, "content", revision->content);
        strbuf_addstr(out, "}");
    }
    strbuf_addstr(out, "]");
}

static void add_states(struct strbuf *out, const struct exported_entry *entry)
{
    strbuf_addstr(out, entry->read ? ",\"read\":true" : "");
    strbuf_addstr(out, entry->starred ? ",\"starred\":true" : "");
    add_time(out, "changed", entry->changed);
    add_revisions(out, entry);
}

static int write_entry(void *context, const struct exported_entry *entry,
                       struct error *err)
{
    struct writing *writing = context;
    const struct entry *fields = &entry->fields;
    struct strbuf *out = &writing->line;

    strbuf_addf(out, "{\"type\":\"entry\",\"entry\":%lld",
                (long long)entry->entry);
    add_number(out, "feed", entry->feed);
    add_number(out, "story", entry->story);
    add_number(out, "nearest", entry->nearest);
    strbuf_addf(out, ",\"similarity\":%.6f", entry->similarity);
    add_number(out, "rule", entry->rule);
    add_time(out, "first_seen", entry->first_seen);
    add_time(out, "published", fields->published);
    add_time(out, "updated", fields->updated);
    strbuf_addf(out, ",\"identity\":\"%016llx\"",
                (unsigned long long)entry->identity);
    add_text(out, "guid", fields->id);
    add_text(out, "link", fields->link);
    add_text(out, "title", fields->title);
    add_text(out, "summary", fields->summary);
    add_text(out, "content", fields->content);
    add_text(out, "html", fields->content_html);
    add_text(out, "author", fields->author);
    add_text(out, "language", fields->language);
    add_text(out, "comments", fields->comments);
    add_text(out, "source_title", fields->source_title);
    add_text(out, "source_link", fields->source_link);
    add_enclosures(out, fields);
    add_states(out, entry);
    if (++writing->entries % 100 == 0)
        cli_progress(writing->cli, "%zu entries written", writing->entries);
    return end_line(writing, err);
}

static void add_side(struct strbuf *out, const char *name,
                     const struct correction *correction, int side)
{
    strbuf_addf(out, ",\"%s\":[", name);
    for (size_t i = 0; i < correction->counts[side]; i++)
        strbuf_addf(out, "%s%lld", i ? "," : "",
                    (long long)correction->sides[side][i]);
    strbuf_addstr(out, "]");
}

static int write_correction(void *context, const struct correction *correction,
                            struct error *err)
{
    struct writing *writing = context;

    strbuf_addf(&writing->line, "{\"type\":\"correction\",\"kind\":\"%s\"",
                correction->together ? "together" : "apart");
    add_time(&writing->line, "made", correction->made);
    add_side(&writing->line, "entries", correction, 0);
    add_side(&writing->line, "others", correction, 1);
    return end_line(writing, err);
}

static int write_all(struct writing *writing, struct store *store,
                     struct error *err)
{
    struct feed_filter filter = {.due_by = TIME_ABSENT};
    int result = store_read_begin(store, err);

    strbuf_addf(&writing->line, "{\"newsfold\":\"entries\",\"version\":%d",
                EXCHANGE_VERSION);
    if (result == 0)
        result = end_line(writing, err);
    if (result == 0)
        result = store_feeds(store, &filter, write_feed, writing, err);
    if (result == 0)
        result = store_export(store, write_entry, writing, err);
    if (result == 0)
        result = store_corrections(store, write_correction, writing, err);
    store_rollback(store);
    return result;
}

int exchange_export(struct cli *cli, bool credentials)
{
    struct writing writing = {.cli = cli, .credentials = credentials};
    struct store *store;
    struct error err;
    int status = cli_open(cli, STORE_READ, &store);

    if (status != EXIT_OK)
        return status;
    strbuf_init(&writing.line, EXCHANGE_LINE);
    if (write_all(&writing, store, &err) < 0 && !cli_output_closed())
        status = cli_fail(&err);
    cli_progress(cli, NULL);
    strbuf_release(&writing.line);
    store_free(store);
    return status;
}
