/*
 * JSON Feed 1.0 and 1.1 (jsonfeed.org).
 *
 * jansson reads the document into a tree, whose size the body's ceiling and
 * the worker's limits bound. Values of a wrong type are passed over; numbers
 * serve as ids, since many feeds write them so.
 */
#include <jansson.h>
#include <string.h>

#include "base/limits.h"
#include "parser/parser_internal.h"

#define MAX_LENGTH 24 /* digits of a number */

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
    return NULL;
}

static void set_text(struct gathering *gathering, struct text_value *value,
                     const json_t *object, const char *key, int rank,
                     enum text_kind kind)
{
    const json_t *text = json_object_get(object, key);

    if (json_is_string(text) && json_string_length(text) <= LIMIT_FIELD)
        gathering_set_text(gathering, value, rank, kind,
                           json_string_value(text), json_string_length(text));
}

static void add_author(struct gathering *gathering, const json_t *author)
{
    const char *name = string_of(gathering->arena, author, "name");

    if (name)
        gathering_add_person(gathering, 1, name, NULL);
}

/* 1.1's authors, else 1.0's author. */
static void add_authors(struct gathering *gathering, const json_t *object)
{
    const json_t *authors = json_object_get(object, "authors");
    const json_t *author;
    size_t i;

    json_array_foreach(authors, i, author) add_author(gathering, author);
    if (gathering->person_count == 0)
        add_author(gathering, json_object_get(object, "author"));
}

static void add_tags(struct gathering *gathering, const json_t *object)
{
    const json_t *tags = json_object_get(object, "tags");
    const json_t *tag;
    size_t i;

    json_array_foreach(tags, i, tag)
    {
        if (json_is_string(tag))
            gathering_add_category(gathering, trimmed(gathering->arena,
                                                      json_string_value(tag),
                                                      json_string_length(tag)));
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
        gathering_set_time(at, &rank, 1, text);
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
    set_text(&gathering, &gathering.title, item, "title", 1, TEXT_PLAIN);
    set_text(&gathering, &gathering.summary, item, "summary", 1, TEXT_PLAIN);
    set_text(&gathering, &gathering.content, item, "content_html", 1,
             TEXT_HTML);
    set_text(&gathering, &gathering.content, item, "content_text", 2,
             TEXT_PLAIN);
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
    const char *version = json_string_value(json_object_get(root, "version"));

    if (!version)
        return FORMAT_JSON;
    size_t len = strlen(version);
    if (len >= 10 && !strncmp(version + len - 10, "/version/1", 10))
        return FORMAT_JSON10;
    if (strstr(version, "/version/1.1"))
        return FORMAT_JSON11;
    return FORMAT_JSON;
}

static void fill_info(const json_t *root, const char *base, struct arena *arena,
                      struct feed_info *ret_info)
{
    struct gathering feed;

    gathering_init(&feed, arena);
    set_text(&feed, &feed.title, root, "title", 1, TEXT_PLAIN);
    set_text(&feed, &feed.summary, root, "description", 1, TEXT_PLAIN);
    gathering_set_link(&feed, 1, base, string_of(arena, root, "home_page_url"));
    feed.language = string_of(arena, root, "language");
    add_authors(&feed, root);
    gathering_info(&feed, ret_info);
    ret_info->format = version_of(root);
}

/* Whether an object that says no version looks like a feed all the same. */
static bool is_feed(const json_t *root)
{
    const char *version = json_string_value(json_object_get(root, "version"));

    if (version && strstr(version, "jsonfeed.org"))
        return true;
    return json_is_array(json_object_get(root, "items")) &&
           (json_object_get(root, "title") || version);
}

int jsonfeed_parse(const char *text, size_t len, const char *base,
                   struct feed_sink *sink, struct arena *arena,
                   struct feed_info *ret_info, struct error *err)
{
    struct arena entry_arena = {0};
    json_error_t fault;
    json_t *root =
        json_loadb(text, len, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &fault);
    const json_t *item;
    int result = 0;
    size_t i;

    if (!root)
        return error_set(err, ERROR_INPUT, "not valid JSON, line %d: %s",
                         fault.line, fault.text);
    if (!json_is_object(root) || !is_feed(root)) {
        json_decref(root);
        return error_set(err, ERROR_INPUT,
                         "not a feed: it is JSON, but no "
                         "JSON Feed");
    }
    json_array_foreach(json_object_get(root, "items"), i, item)
    {
        arena_clear(&entry_arena);
        if (result == 0 && json_is_object(item))
            result = parse_item(item, root, base, sink, &entry_arena, err);
    }
    arena_release(&entry_arena);
    if (result == 0)
        fill_info(root, base, arena, ret_info);
    json_decref(root);
    return result;
}
