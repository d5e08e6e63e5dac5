/*
 * JSON Feed 1.0 and 1.1 (jsonfeed.org).
 *
 * jansson makes trees, and a tree of a whole document takes ten times its size.
 * So the document is only looked through for where its values begin and end:
 * all but the items make one small tree, and each item one of its own, in
 * turn. It follows that the items before a cut come out, and that an item that
 * is damaged costs itself only.
 *
 * Values of a wrong type are passed over; numbers serve as ids, since many
 * feeds write them so.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "parser/json_mend.h"
#include "parser/parser_internal.h"

#define MAX_LENGTH 24                /* digits of a number */
#define LIMIT_HEAD (4 * LIMIT_FIELD) /* all of a document but its items */
#define LIMIT_ITEM (8 * LIMIT_FIELD) /* one of them, as it is written */

/* A string, or a number as one, in arena; NULL for all else. */
static const char *string_of(struct arena *arena, const json_t *object,
                             const char *key)
{
    const json_t *value = json_object_get(object, key);
    char number[MAX_LENGTH];

    if (json_is_string(value))
        return trimmed(arena, json_string_value(value),
                       json_string_length(value));
    if (json_is_integer(value)) {
        snprintf(number, sizeof(number), "%lld",
                 (long long)json_integer_value(value));
        return arena_strdup(arena, number);
    }
    if (json_is_real(value)) {
        snprintf(number, sizeof(number), "%.15g", json_real_value(value));
        return arena_strdup(arena, number);
    }
    return NULL;
}

static void set_text(struct gathering *gathering, struct text_value *value,
                     const json_t *object, const char *key, int rank,
                     enum text_kind kind, const char *base)
{
    const json_t *text = json_object_get(object, key);

    struct text_source source = {kind, json_string_value(text),
                                 json_string_length(text), base};

    if (source.len > LIMIT_FIELD)
        source.len = LIMIT_FIELD;
    if (json_is_string(text))
        gathering_set_text(gathering, value, rank, &source);
}

static void add_author(struct gathering *gathering, const json_t *author)
{
    const char *name = json_is_string(author)
                           ? json_string_value(author)
                           : string_of(gathering->arena, author, "name");

    if (name && *name)
        gathering_add_person(gathering, 1, name, NULL);
}

/* 1.1's authors, else 1.0's author; by their names alone, or one that is no
 * list, too. */
static void add_authors(struct gathering *gathering, const json_t *object)
{
    const json_t *authors = json_object_get(object, "authors");
    const json_t *author;
    size_t i;

    json_array_foreach(authors, i, author) add_author(gathering, author);
    if (!json_is_array(authors))
        add_author(gathering, authors);
    if (gathering->person_count == 0)
        add_author(gathering, json_object_get(object, "author"));
}

static void add_tags(struct gathering *gathering, const json_t *object)
{
    const json_t *tags = json_object_get(object, "tags");
    const json_t *tag;
    size_t i;

    if (json_is_string(tags)) /* one that is no list */
        gathering_add_category(gathering, json_string_value(tags),
                               json_string_length(tags));
    json_array_foreach(tags, i, tag)
    {
        if (json_is_string(tag))
            gathering_add_category(gathering, json_string_value(tag),
                                   json_string_length(tag));
    }
}

static void add_attachments(struct gathering *gathering, const json_t *object,
                            const char *base)
{
    const json_t *attachments = json_object_get(object, "attachments");
    const json_t *attachment;
    size_t i;

    json_array_foreach(attachments, i, attachment)
    {
        struct arena *arena = gathering->arena;
        gathering_add_enclosure(
            gathering,
            resolved(arena, base, string_of(arena, attachment, "url")),
            string_of(arena, attachment, "mime_type"),
            string_of(arena, attachment, "size_in_bytes"));
    }
}

static void set_time(int64_t *at, struct arena *arena, const json_t *object,
                     const char *key)
{
    const char *text = string_of(arena, object, key);
    int rank = 0;

    if (text)
        gathering_set_time(at, &rank, 1, text, NULL); /* RFC 3339 */
}

/* parent is the feed, whose author wrote what names none. */
static int parse_item(const json_t *item, const json_t *parent,
                      const char *base, struct feed_sink *sink,
                      struct arena *arena, struct error *err)
{
    struct gathering gathering;
    struct entry entry;

    gathering_init(&gathering, arena);
    gathering.id = string_of(arena, item, "id");
    gathering_set_link(&gathering, 1, base, string_of(arena, item, "url"));
    gathering_set_link(&gathering, 2, base,
                       string_of(arena, item, "external_url"));
    set_text(&gathering, &gathering.title, item, "title", 1, TEXT_PLAIN, NULL);
    set_text(&gathering, &gathering.summary, item, "summary", 1, TEXT_PLAIN,
             NULL);
    set_text(&gathering, &gathering.content, item, "content_html", 1, TEXT_HTML,
             base);
    set_text(&gathering, &gathering.content, item, "content_text", 2,
             TEXT_PLAIN, NULL);
    set_time(&gathering.published, arena, item, "date_published");
    set_time(&gathering.updated, arena, item, "date_modified");
    gathering.language = string_of(arena, item, "language");
    add_authors(&gathering, item);
    if (gathering.person_count == 0)
        add_authors(&gathering, parent);
    add_tags(&gathering, item);
    add_attachments(&gathering, item, base);
    gathering_entry(&gathering, &entry);
    return feed_sink_put(sink, &entry, err);
}

static enum feed_format version_of(const json_t *root)
{
    const json_t *value = json_object_get(root, "version");
    const char *version = json_string_value(value);
    double number = json_number_value(value);

    if (number == 1.0 || number == 1.1)
        return number == 1.0 ? FORMAT_JSON10 : FORMAT_JSON11;
    if (!version)
        return FORMAT_JSON;
    size_t len = strlen(version);
    if (len >= 10 && !strncmp(version + len - 10, "/version/1", 10))
        return FORMAT_JSON10;
    if (strstr(version, "/version/1.1") || !strcmp(version, "1.1"))
        return FORMAT_JSON11;
    return !strcmp(version, "1.0") || !strcmp(version, "1") ? FORMAT_JSON10
                                                            : FORMAT_JSON;
}

static void fill_info(const json_t *root, const char *base, struct arena *arena,
                      struct feed_info *ret_info)
{
    struct gathering feed;

    gathering_init(&feed, arena);
    set_text(&feed, &feed.title, root, "title", 1, TEXT_PLAIN, NULL);
    set_text(&feed, &feed.summary, root, "description", 1, TEXT_PLAIN, NULL);
    gathering_set_link(&feed, 1, base, string_of(arena, root, "home_page_url"));
    feed.language = string_of(arena, root, "language");
    add_authors(&feed, root);
    gathering_info(&feed, ret_info);
    ret_info->format = version_of(root);
}

/* Whether an object that says no version looks like a feed all the same. */
static bool is_feed(const json_t *root, bool items)
{
    const char *version = json_string_value(json_object_get(root, "version"));

    if (version && strstr(version, "jsonfeed.org"))
        return true;
    return items && (json_object_get(root, "title") || version ||
                     version_of(root) != FORMAT_JSON);
}

/* A look through the document, without a tree. */
struct scanner {
    const char *at;
    const char *end;
};

static void skip_blanks(struct scanner *scanner)
{
    while (scanner->at < scanner->end && strchr(" \t\r\n", *scanner->at) &&
           *scanner->at)
        scanner->at++;
}

/* Whether c comes next; it is passed over then. */
static bool take(struct scanner *scanner, char c)
{
    skip_blanks(scanner);
    if (scanner->at == scanner->end || *scanner->at != c)
        return false;
    scanner->at++;
    return true;
}

/* From behind a quote to behind the one that closes it. */
static bool skip_string(struct scanner *scanner)
{
    for (; scanner->at < scanner->end; scanner->at++) {
        if (*scanner->at == '"') {
            scanner->at++;
            return true;
        }
        if (*scanner->at == '\\' && scanner->at + 1 < scanner->end)
            scanner->at++;
    }
    return false;
}

/* Past one value; false when the document ends within. */
static bool skip_value(struct scanner *scanner)
{
    size_t depth = 0;

    skip_blanks(scanner);
    for (const char *start = scanner->at; scanner->at < scanner->end;) {
        char c = *scanner->at++;
        if (c == '"') {
            if (!skip_string(scanner))
                return false;
        } else if (c == '[' || c == '{') {
            depth++;
        } else if (c == ']' || c == '}') {
            if (depth == 0) { /* of what the value is in */
                scanner->at--;
                return scanner->at > start;
            }
            depth--;
        } else if (depth == 0 && c == ',') {
            scanner->at--;
            return scanner->at > start;
        } else {
            continue;
        }
        if (depth == 0)
            return true;
    }
    return false;
}

/* What the document's object holds. */
struct outline {
    struct strbuf head;   /* all but the items, as an object */
    struct scanner items; /* behind their '['; at is NULL when there are none */
    bool complete;
    bool alone; /* nothing stands behind it */
};

static void outline_of(struct outline *outline, const char *text, size_t len)
{
    struct scanner scanner = {text, text + len};

    strbuf_init(&outline->head, LIMIT_HEAD);
    strbuf_addch(&outline->head, '{');
    take(&scanner, '{');
    while (take(&scanner, '"')) {
        const char *key = scanner.at - 1;
        if (!skip_string(&scanner) || !take(&scanner, ':'))
            break;
        skip_blanks(&scanner);
        const char *value = scanner.at;
        bool items = !strncmp(key, "\"items\"", 7) && value < scanner.end &&
                     *value == '[' && !outline->items.at;
        bool whole = skip_value(&scanner);
        if (items) {
            outline->items = (struct scanner){value + 1, scanner.end};
        } else if (whole) {
            if (outline->head.len > 1)
                strbuf_addch(&outline->head, ',');
            strbuf_add(&outline->head, key, (size_t)(scanner.at - key));
        }
        if (!whole || !take(&scanner, ','))
            break;
    }
    outline->complete = take(&scanner, '}');
    skip_blanks(&scanner);
    outline->alone = scanner.at == scanner.end;
    strbuf_addch(&outline->head, '}');
}

static int parse_items(struct scanner scanner, const json_t *root,
                       const char *base, struct feed_sink *sink,
                       struct feed_info *ret_info, struct error *err)
{
    CLEANUP(arena_release) struct arena arena = {0};
    json_error_t fault;
    bool mended;
    int result = 0;

    while (result == 0) {
        skip_blanks(&scanner);
        const char *start = scanner.at;
        if (!skip_value(&scanner))
            break;
        size_t len = (size_t)(scanner.at - start);
        json_t *item = len <= LIMIT_ITEM
                           ? json_load_mended(start, len, &mended, &fault)
                           : NULL;
        ret_info->well_formed &= item != NULL && !mended;
        arena_clear(&arena);
        if (json_is_object(item))
            result = parse_item(item, root, base, sink, &arena, err);
        json_decref(item);
        if (take(&scanner, ','))
            continue;
        /* The comma was forgotten. */
        if (scanner.at == scanner.end || *scanner.at != '{')
            break;
        ret_info->well_formed = false;
    }
    return result;
}

int jsonfeed_parse(const char *text, size_t len, const char *base,
                   struct feed_sink *sink, struct arena *arena,
                   struct feed_info *ret_info, struct error *err)
{
    struct outline outline = {.complete = false};
    json_error_t fault;
    bool mended;
    int result;

    outline_of(&outline, text, len);
    json_t *root =
        json_load_mended(outline.head.data, outline.head.len, &mended, &fault);
    strbuf_release(&outline.head);
    if (!root)
        return error_set(err, ERROR_INPUT, "not valid JSON: %s", fault.text);
    if (!is_feed(root, outline.items.at != NULL)) {
        json_decref(root);
        return outline.complete
                   ? error_set(err, ERROR_INPUT,
                               "not a feed: it is JSON, but no JSON Feed")
                   : error_set(err, ERROR_INPUT, "not valid JSON");
    }
    fill_info(root, base, arena, ret_info);
    ret_info->complete = outline.complete;
    ret_info->well_formed = outline.complete && outline.alone && !mended;
    result = outline.items.at
                 ? parse_items(outline.items, root, base, sink, ret_info, err)
                 : 0;
    json_decref(root);
    return result;
}
