/*
 * newsfold parse: what newsfold sees in a feed document, as one JSON object.
 *
 * A filter: it reads a file or standard input, needs no database and no
 * network, and runs in this process. What the document does not give is left
 * out.
 */
#include <getopt.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/timefmt.h"
#include "cli/cli.h"
#include "parser/parser.h"

/* All entries of a document, encoded. */
#define OUTPUT_CEILING ((size_t)1024 * 1024 * 1024)

struct printer {
    struct strbuf entries;
    size_t count;
};

/* A member of the object that out ends in; the comma comes by itself. */
static void put_name(struct strbuf *out, const char *name)
{
    if (out->len && out->data[out->len - 1] != '{')
        strbuf_addch(out, ',');
    strbuf_addf(out, "\"%s\":", name);
}

static void put_string(struct strbuf *out, const char *name, const char *value)
{
    if (!value || !*value)
        return;
    put_name(out, name);
    json_quote(out, value);
}

/* What is said to be empty is said. */
static void put_text(struct strbuf *out, const char *name, const char *value)
{
    if (!value)
        return;
    put_name(out, name);
    json_quote(out, value);
}

static void put_time(struct strbuf *out, const char *name, int64_t seconds)
{
    char text[TIME_RFC3339_SIZE];

    put_string(out, name, time_rfc3339(seconds, text));
}

static void put_list(struct strbuf *out, const char *name,
                     const struct string_list *list)
{
    if (!list->count)
        return;
    put_name(out, name);
    for (size_t i = 0; i < list->count; i++) {
        strbuf_addch(out, i ? ',' : '[');
        json_quote(out, list->items[i]);
    }
    strbuf_addch(out, ']');
}

static void put_enclosures(struct strbuf *out, const struct entry *entry)
{
    if (!entry->enclosure_count)
        return;
    put_name(out, "enclosures");
    for (size_t i = 0; i < entry->enclosure_count; i++) {
        const struct enclosure *enclosure = &entry->enclosures[i];
        strbuf_addstr(out, i ? ",{" : "[{");
        put_string(out, "url", enclosure->url);
        put_string(out, "type", enclosure->type);
        put_string(out, "length", enclosure->length);
        strbuf_addch(out, '}');
    }
    strbuf_addch(out, ']');
}

static int put_entry(void *context, const struct entry *entry,
                     struct error *err)
{
    struct printer *printer = context;
    struct strbuf *out = &printer->entries;

    strbuf_addstr(out, printer->count++ ? ",\n{" : "{");
    put_string(out, "id", entry->id);
    put_string(out, "title", entry->title);
    put_string(out, "title_html", entry->title_html);
    put_string(out, "link", entry->link);
    put_string(out, "summary", entry->summary);
    put_string(out, "summary_html", entry->summary_html);
    put_string(out, "content", entry->content);
    put_string(out, "content_html", entry->content_html);
    put_string(out, "author", entry->author);
    put_string(out, "author_email", entry->author_email);
    put_list(out, "authors", &entry->authors);
    put_time(out, "published", entry->published);
    put_time(out, "updated", entry->updated);
    put_list(out, "categories", &entry->categories);
    put_string(out, "comments", entry->comments);
    put_string(out, "comment_count", entry->comment_count);
    put_string(out, "language", entry->language);
    put_enclosures(out, entry);
    put_string(out, "source_title", entry->source_title);
    put_string(out, "source_link", entry->source_link);
    strbuf_addch(out, '}');
    if (out->cut)
        return error_set(err, ERROR_LIMIT, "the output is too large");
    return 0;
}

/* When not to ask: hours (UTC) and days (0 is Sunday), and how often news are
 * promised, in seconds. */
static void put_bits(struct strbuf *out, const char *key, uint32_t bits)
{
    const char *separator = "";

    if (!bits)
        return;
    put_name(out, key);
    strbuf_addch(out, '[');
    for (unsigned i = 0; i < 32; i++) {
        if (!(bits & 1U << i))
            continue;
        strbuf_addf(out, "%s%u", separator, i);
        separator = ",";
    }
    strbuf_addch(out, ']');
}

static void put_schedule(struct strbuf *out, const struct feed_info *info)
{
    put_bits(out, "skip_hours", info->skip_hours);
    put_bits(out, "skip_days", info->skip_days);
    if (!info->update_period)
        return;
    put_name(out, "update_period");
    strbuf_addf(out, "%lld", (long long)info->update_period);
}

static void put_feed(struct strbuf *out, const struct feed_info *info)
{
    strbuf_addstr(out, "{\"feed\":{");
    put_string(out, "format", feed_format_name(info->format));
    put_string(out, "id", info->id);
    put_text(out, "title", info->title);
    put_string(out, "title_html", info->title_html);
    put_string(out, "link", info->link);
    put_text(out, "description", info->description);
    put_string(out, "description_html", info->description_html);
    put_string(out, "language", info->language);
    put_string(out, "author", info->author);
    put_string(out, "author_email", info->author_email);
    put_list(out, "authors", &info->authors);
    put_list(out, "categories", &info->categories);
    put_time(out, "published", info->published);
    put_time(out, "updated", info->updated);
    put_string(out, "ttl", info->ttl);
    put_schedule(out, info);
    strbuf_addstr(out, "},\n\"entries\":[");
}

static int parse_bytes(const char *path, const char *body, size_t len,
                       const struct parser_options *options)
{
    CLEANUP(arena_release) struct arena arena = {0};
    CLEANUP(strbuf_release) struct strbuf head;
    struct printer printer = {.count = 0};
    struct feed_info info = {0};
    struct error err;

    strbuf_init(&head, OUTPUT_CEILING);
    strbuf_init(&printer.entries, OUTPUT_CEILING);
    int result = parser_parse(body, len, options, put_entry, &printer, &arena,
                              &info, &err);
    if (result < 0) {
        strbuf_release(&printer.entries);
        strbuf_addf(&head, "{\"is_feed\":false,\"well_formed\":%s}\n",
                    info.well_formed ? "true" : "false");
        cli_write(&head);
        error_wrap(&err, "%s", path);
        return cli_fail(&err);
    }
    put_feed(&head, &info);
    cli_write(&head);
    cli_write(&printer.entries);
    strbuf_release(&printer.entries);
    strbuf_addstr(&head, "],\n");
    strbuf_addstr(&head, "\"encoding\":");
    json_quote(&head, info.encoding);
    strbuf_addf(&head, ",\"well_formed\":%s,\"complete\":%s",
                info.well_formed ? "true" : "false",
                info.complete ? "true" : "false");
    if (info.dropped_count)
        strbuf_addf(&head, ",\"dropped\":%zu", info.dropped_count);
    strbuf_addstr(&head, "}\n");
    cli_write(&head);
    return EXIT_OK;
}

int cmd_parse(struct cli *cli, int argc, char **argv)
{
    static const struct option options[] = {
        {"base-url", required_argument, NULL, 'b'},
        {"content-type", required_argument, NULL, 't'},
        {0},
    };
    struct parser_options parser = {.max_entries = LIMIT_ENTRIES * 1000,
                                    .expendable = true};
    CLEANUP(xfreep) char *body = NULL;
    struct error err;
    size_t len;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        if (option == 'b')
            parser.base_url = optarg;
        else if (option == 't')
            parser.content_type = optarg;
        else
            return EXIT_USAGE;
    }
    if (argc - optind > 1)
        return cli_usage(cli_command("parse"), "parse reads one file");
    const char *path = optind < argc ? argv[optind] : "-";
    if (cli_read(path, LIMIT_BODY, &body, &len, &err) < 0)
        return cli_fail(&err);
    return parse_bytes(strcmp(path, "-") ? path : "standard input", body, len,
                       &parser);
}
